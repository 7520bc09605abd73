"""The sentence clause by clause, each beside the one source sentence that tells it.

Words of a sentence may all stand in the sources and yet be put together anew; one source sentence must carry a clause.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dateline.check.case import Case, once
from dateline.check.retrieve import Covered
from dateline.check.views import SentenceView
from dateline.check.words import Word, load_vocabulary

_SYNONYM, _PREFIX = 0.9, 0.85
_ELSEWHERE = 0.5  # a name that the sources know, but not this sentence: it may be meant by "he" or "the company"
_CLEAR = 0.12
_LEAST = 0.8  # less weight than this says too little to be looked for


@dataclass(frozen=True)
class Aligned:
    """A clause of the sentence and the source sentence that covers most of it; ``rival`` is what the next one covers."""

    words: tuple[Word, ...]
    sentence: SentenceView
    cover: float
    rival: float
    weight: float

    @property
    def is_clear(self) -> bool:
        """Whether no other source sentence comes near."""
        return self.cover - self.rival >= _CLEAR


@once
def align_clauses(case: Case) -> tuple[Aligned, ...]:
    """Every clause of weight with its source sentence, of those in the sentence's language."""
    near = [h.sentence for h in case.hits if h.sentence.lang == case.claim.lang]
    found = []
    for clause in case.clauses:
        told = [c for c in clause if not c.word.digits or c.by != "known"]
        if not near or sum(c.word.weight for c in told) < _LEAST:
            continue
        scored = sorted(((cover_clause(case, told, s), -n) for n, s in enumerate(near)), reverse=True)
        rival = scored[1][0] if len(scored) > 1 else 0.0
        best = near[-scored[0][1]]
        weight = sum(c.word.weight for c in told)
        found.append(Aligned(tuple(c.word for c in told), best, scored[0][0], rival, weight))
    return tuple(found)


@once
def find_carrier(case: Case) -> Aligned | None:
    """The source sentence that covers most of the whole sentence."""
    near = [h.sentence for h in case.hits if h.sentence.lang == case.claim.lang]
    if not near or not case.covered:
        return None
    scored = sorted(((cover_clause(case, case.covered, s), -n) for n, s in enumerate(near)), reverse=True)
    rival = scored[1][0] if len(scored) > 1 else 0.0
    words = tuple(c.word for c in case.covered)
    return Aligned(words, near[-scored[0][1]], scored[0][0], rival, sum(w.weight for w in words))


def cover_clause(case: Case, clause: Sequence[Covered], sentence: SentenceView) -> float:
    """The share of a clause, by rarity, that one source sentence has."""
    have = total = 0.0
    for item in clause:
        weight = item.word.weight * max(case.corpus.weight.get(k, case.corpus.most) for k in item.word.keys)
        if item.by == "known":
            weight *= 0.4
        total += weight
        have += weight * _degree(case, item, sentence)
    return have / total if total else 0.0


def _degree(case: Case, item: Covered, sentence: SentenceView) -> float:
    share = sum(k in sentence.keys for k in item.word.keys) / len(item.word.keys)
    if share >= 0.6:
        return 1.0
    if item.by == "known":
        return _ELSEWHERE
    synonyms = load_vocabulary(case.claim.lang).synonyms
    groups = frozenset(g for k in (*item.word.keys, item.word.text) for g in synonyms.get(k, ()))
    if groups and any(groups & synonyms[k] for k in sentence.keys if k in synonyms):
        return _SYNONYM
    key = item.word.keys[0]
    if case.claim.lang == "en" and len(key) >= 5:
        size = max(5, len(key) - 2)
        if any(k[:size] == key[:size] for k in sentence.keys if len(k) >= size):
            return _PREFIX
    if item.by == "vector" and sentence in case.near[:2]:
        return item.degree
    return 0.5 * share
