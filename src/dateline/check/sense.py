"""How near in sense the sources come to each clause of a sentence, where their words alone do not carry it.

Free paraphrase shares few words with its source; a detail that was made up is near to nothing there. Both have little cover,
and only the sense of the clause tells them apart. Clauses are embedded, since a made-up half of a sentence hides in the whole.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from dateline.check.case import Case, once, span_of
from dateline.check.classes import count_classes
from dateline.check.phrases import Phrase, embed_phrases
from dateline.check.retrieve import Covered
from dateline.check.stretches import clause_cut
from dateline.lang.vectors import FloatRows

CARRIED = 0.6
"""A clause with at least this cover needs no look at its sense."""
_SAME, ADDED = 0.62, 0.36
"""From which cosine a sentence is almost a source's; below which what is added to a carried sentence is in none."""
_LEAST = 4  # letters of a piece worth embedding


def is_foreign(case: Case, start: int, end: int) -> bool:
    """Whether a stretch of a sentence is far in sense from every clause of the nearest source sentences, and the sentence
    is not itself almost one of them."""
    if max((h.cosine for h in case.hits), default=0.0) >= _SAME:
        return False
    counted = [(name, n) for name, n, low, high in count_classes(case.claim) if low < end and start - 2 <= high]
    if counted and all(any((p[0], p[1]) == c for s in case.near for p in count_classes(s)) for c in counted):
        return False
    return is_far(case, start, end)


def is_far(case: Case, start: int, end: int, limit: float = 0.25) -> bool:
    """Whether a stretch of a sentence is far in sense from every clause of the nearest source sentences."""
    near = _near_rows(case)
    row = embed_phrases([(case.claim.article.text[start:end], case.claim.lang)])[0]
    return float((near @ row).max()) < limit


def weakest_sense(case: Case) -> float:
    """The least cosine of a clause that the words of no source sentence carry with the nearest clause or sentence of a
    source; 1.0 where the words carry all clauses."""
    loose = _loose_clauses(case)
    if not loose or not case.corpus.sentences:
        return 1.0
    near = _near_rows(case)
    cosines = (embed_phrases(loose) @ near.T).max(axis=1)
    return float(cosines.min())


@once
def _loose_clauses(case: Case) -> list[Phrase]:
    spans = [span_of([c.word for c in clause]) for clause in case.clauses if _is_loose(case, clause)]
    return [(case.claim.article.text[s:e], case.claim.lang) for s, e in spans]


@once
def _near_rows(case: Case) -> FloatRows:
    """The vectors of the nearest source sentences and of their clauses; the loose clauses of the claim are embedded in the
    same batch, since they will be asked for next."""
    pieces = [(piece, s.lang) for s in case.near for piece in _cut(s.text, s.lang)]
    embed_phrases([*pieces, *_loose_clauses(case)])
    return np.concatenate([np.stack([s.vector for s in case.near]), embed_phrases(pieces)])


def _is_loose(case: Case, clause: list[Covered]) -> bool:
    weight = sum(c.word.weight for c in clause)
    if weight < 1.0:
        return False
    if not case.same_language:
        return True
    return sum(c.word.weight * c.degree for c in clause) < CARRIED * weight


@lru_cache(maxsize=4096)
def _cut(text: str, lang: str) -> tuple[str, ...]:
    """The clauses of a sentence of more than one."""
    pieces = tuple(p for p in clause_cut(lang).split(text) if len(p.strip()) >= _LEAST)
    return pieces if len(pieces) > 1 else ()
