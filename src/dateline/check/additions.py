"""DL701 by phrase: a companion, a part or a further thing that is added to what a source sentence tells.

The rest of the sentence stands in one source sentence, so that the words of the whole are covered well; what is added is looked
at alone. Each language has its words of addition (``lang/<code>/additions.toml``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from dateline.check.case import Case, Found, cite
from dateline.check.clauses import find_carrier
from dateline.check.quotes import quoted_spans
from dateline.check.sense import is_far
from dateline.lang.data import load_table

_CARRIED = 0.5  # how much of the rest one source sentence must have
_LEAST = {"en": 1.0, "ja": 1.5, "ko": 1.0, "zh": 1.5}
_COVERED, _FAR = 0.4, 0.32
_NONE, _UNHEARD = 0.12, 0.4  # words of which the sources have nothing at all need not be as far in sense


def check_additions(case: Case) -> Iterator[Found]:
    """The words of what is added stand in no source, and their sense is far from all that the nearest sentences tell."""
    if not case.same_language or find_carrier(case) is None:
        return
    quoted = quoted_spans(case.claim)
    for start, end in _added(case):
        if any(s < end and start < e for s, e in quoted):
            continue
        inside = [c for c in case.covered if start <= c.word.start and c.word.end <= end]
        weight = sum(c.word.weight for c in inside)
        if weight < _LEAST.get(case.claim.lang, 1.0) or any(c.by == "known" for c in inside):
            continue
        degree = sum(c.word.weight * c.degree for c in inside) / weight
        if degree >= _COVERED or not _is_told(case, start, end):
            continue
        if is_far(case, start, end, _UNHEARD if degree < _NONE else _FAR):
            yield Found("DL701", start, end, evidence=(cite(case.near[0], "context"),))
            return


def _added(case: Case) -> Iterator[tuple[int, int]]:
    for pattern in _patterns(case.claim.lang):
        for match in pattern.finditer(case.claim.text):
            yield case.claim.start + match.start("x"), case.claim.start + match.end("x")


@cache
def _patterns(lang: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(p) for p in load_table(lang, "additions")["patterns"])


def _is_told(case: Case, start: int, end: int) -> bool:
    """Whether the sources carry the rest of the sentence."""
    rest = [c for c in case.covered if not (start <= c.word.start < end)]
    weight = sum(c.word.weight for c in rest)
    return weight > 0 and sum(c.word.weight * c.degree for c in rest) >= _CARRIED * weight
