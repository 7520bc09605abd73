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
from dateline.check.views import SentenceView, TextView
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


def check_company(case: Case) -> Iterator[Found]:
    """DL508: somebody is told to have done it too who is named in another matter, not in the sentence that tells this one."""
    carrier = find_carrier(case) if case.same_language else None
    if carrier is None or carrier.cover < _CARRIED or quoted_spans(case.claim):
        return
    theirs = _named(case, case.view_of(carrier.sentence), carrier.sentence)
    for pattern in _patterns(case.claim.lang, "company"):
        for match in pattern.finditer(case.claim.text):
            start, end = case.claim.start + match.start("x"), case.claim.start + match.end("x")
            inside = [c.word for c in case.covered if start <= c.word.start and c.word.end <= end]
            mine = _named(case, case.document, case.claim, start, end)
            shared = any(k in carrier.sentence.keys for w in inside for k in w.keys)
            if inside and not shared and not mine & theirs and _is_told(case, start, end):
                yield Found("DL508", start, end, carrier.sentence.text, (cite(carrier.sentence, "contradicts"),))
                return


def _named(case: Case, view: TextView, sentence: SentenceView, start: int = 0, end: int | None = None) -> set[str]:
    """The ids of whom a stretch of a sentence names."""
    held = [m for m in sentence.mentions if m.kind != "number" and m.start >= start and (end is None or m.end <= end)]
    return {f.id for m in held if (f := case.cast.figure(view, m)) is not None}


def _added(case: Case) -> Iterator[tuple[int, int]]:
    for pattern in _patterns(case.claim.lang, "patterns"):
        for match in pattern.finditer(case.claim.text):
            yield case.claim.start + match.start("x"), case.claim.start + match.end("x")


@cache
def _patterns(lang: str, name: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(p) for p in load_table(lang, "additions")[name])


def _is_told(case: Case, start: int, end: int) -> bool:
    """Whether the sources carry the rest of the sentence."""
    rest = [c for c in case.covered if not (start <= c.word.start < end)]
    weight = sum(c.word.weight for c in rest)
    return weight > 0 and sum(c.word.weight * c.degree for c in rest) >= _CARRIED * weight
