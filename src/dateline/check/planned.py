"""What a mark of plan or wish in a source sentence governs: the clause before it (Japanese, Korean) or behind it.

"He toured the yard on the 16th and is to call on the president": the plan says nothing of the tour.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from dateline.check.stretches import Stretch, content_keys, cut_stretches
from dateline.check.views import SentenceView
from dateline.check.words import Word, load_vocabulary

_VERB = 8  # letters between a verb and the mark behind it
_SHORT = 5  # letters in front of a mark that are no clause of their own
_AHEAD = ("ja", "ko")


def is_wished(claim: SentenceView, source: SentenceView, cues: Sequence[str]) -> bool:
    """Whether the verb next to one of the cues ("asked them to reopen", 撤廃するよう求めた) is one of the sentence. Across
    languages, and in Chinese, where the verb is not told from what it governs, that is left to ``is_planned``."""
    if claim.lang != source.lang or claim.lang == "zh":
        return is_planned(claim, source, cues)
    for match in _cue_of(tuple(cues), source.lang).finditer(source.text):
        verb = _verb_beside(source, match)
        if verb is None or _shared_keys(claim.keys, frozenset(verb.keys), claim.lang):
            return True
    return False


def _verb_beside(source: SentenceView, match: re.Match[str]) -> Word | None:
    start, end = (source.start + at for at in match.span())
    if source.lang in _AHEAD:
        before = [w for w in source.words if w.end <= start and start - w.end <= _VERB]
        return before[-1] if before else None
    to = re.compile(r"\bto\s+").search(source.article.text, end, source.end)
    after = [w for w in source.words if w.start >= to.end()] if to else []
    return after[0] if after else None


def is_planned(claim: SentenceView, source: SentenceView, cues: Sequence[str]) -> bool:
    """Whether one of the cues governs what the sentence tells: as many of its words stand under the cue as beside it.
    Across languages that cannot be seen, and is taken for granted."""
    if claim.lang != source.lang:
        return True
    clauses = cut_stretches(source)
    under = [n for n, clause in enumerate(clauses) if _cue_of(tuple(cues), source.lang).search(clause.text)]
    held = {m for n in under for m in _reach(clauses, n, cues)}
    if not held or len(held) == len(clauses):
        return True
    told = claim.keys | _forms(claim)
    inside = sum(_shared(told, clauses[n], claim.lang) for n in held)
    outside = sum(_shared(told, clause, claim.lang) for n, clause in enumerate(clauses) if n not in held)
    return inside >= outside and inside > 0


def _reach(clauses: Sequence[Stretch], at: int, cues: Sequence[str]) -> list[int]:
    """The clause of a cue, and the one before or behind it where the cue stands at its edge."""
    clause = clauses[at]
    match = _cue_of(tuple(cues), clause.sentence.lang).search(clause.text)
    assert match is not None
    if clause.sentence.lang in _AHEAD:
        return [at - 1, at] if at and match.start() < _SHORT else [at]
    rest = len(clause.text) - match.end()
    return [at, at + 1] if at + 1 < len(clauses) and rest < _SHORT else [at]


def _shared(told: frozenset[str], clause: Stretch, lang: str) -> int:
    """How many words and names of a clause the sentence has, synonyms counted."""
    named = {m.text for m in clause.sentence.mentions if clause.start <= m.start < clause.end and m.kind != "number"}
    return _shared_keys(told, content_keys(clause), lang) + len(named & told)


def _shared_keys(told: frozenset[str], keys: frozenset[str], lang: str) -> int:
    synonyms = load_vocabulary(lang).synonyms
    groups = frozenset(g for k in told for g in synonyms.get(k, ()))
    return sum(k in told or bool(groups & synonyms.get(k, frozenset())) for k in keys)


def _forms(sentence: SentenceView) -> frozenset[str]:
    return frozenset(m.text for m in sentence.mentions if m.kind != "number")


@lru_cache(maxsize=256)
def _cue_of(cues: tuple[str, ...], lang: str) -> re.Pattern[str]:
    edge, tail = (r"(?<!\w)", r"(?!\w)") if lang == "en" else ("", "")
    words = cues if lang == "en" else tuple(map(re.escape, cues))
    return re.compile(f"{edge}(?:{'|'.join(words)}){tail}", re.IGNORECASE)
