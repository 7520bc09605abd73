"""Numbers that a writer reckons from those of the sources: a difference or a sum, a share, a multiple, an age, round figures.

A number that no source gives is no error where the nearest source sentences give what it is reckoned from. Multiples, shares
and ages are looked for only where the words beside the number say that it is one (``lang/<code>/reckoned.toml``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from itertools import combinations

from dateline.check.case import Case, once
from dateline.check.plain import PlainNumber, find_numbers, is_year, shares, to_decimal
from dateline.check.views import SentenceView
from dateline.lang.data import load_table

_EXACT = Decimal("0.002")
_ROUND = Decimal("0.03")  # how far a ratio may be off where it is given in round figures
_POINT = Decimal("0.6")  # and a share in per cent
_AHEAD, _BEHIND = 24, 10  # letters beside a number that may say how it was reckoned
_FEW = 10
Counted = tuple[Decimal, str | None]


def is_reckoned(case: Case, value: Decimal | None, unit: str | None, start: int, end: int) -> bool:
    """Whether the number of the sentence at ``start:end`` follows from numbers of the nearest source sentences."""
    if value is None or value <= 0:
        return False
    theirs = _given(case)
    text, claim = case.claim.article.text, case.claim
    if figures := find_numbers(text[start:end]):
        start, end = start + figures[0].start, start + figures[0].end
    before = text[max(claim.start, start - _AHEAD) : start]
    after = text[end : min(claim.end, end + _BEHIND)]
    said = {name for name in _marks(claim.lang) if _is_said(claim.lang, name, before, after)}
    return (
        _is_fraction(case, start, end, theirs)
        or _is_rounded(value, _figures(case), more="more" in said, about="about" in said)
        or _is_difference(value, unit, theirs, stated=_stated(claim))
        or ("times" in said and any(_is_near(a / b, value) for a, b in _pairs(theirs)))
        or (
            ("percent" in said or unit == "percent") and (_is_share(value, theirs) or value in shares(case.source_text))
        )
        or ("years" in said and any(abs(value - age) <= max(Decimal(1), value / 20) for age in _ages(case)))
        or ("decade" in said and any(value <= other < value + 10 for other in _figures(case)))
        or ("year" in said and value < 100 and any(n.value % 100 == value for n in _years(case)))
    )


@once
def _given(case: Case) -> tuple[Counted, ...]:
    """The numbers of the nearest source sentences with their units, those of dates left out."""
    found = dict.fromkeys(n for s in case.near for n in _counted(s))
    return tuple((v, u) for v, u in found if v > 0)


@once
def _figures(case: Case) -> tuple[Decimal, ...]:
    """All numbers of the nearest source sentences, those of ages and spans of time among them."""
    return tuple(dict.fromkeys(n.value for s in case.near for n in find_numbers(s.text)))


def _counted(sentence: SentenceView) -> Iterator[Counted]:
    dates = [(d.start, d.end) for d in sentence.dates]
    for mention in sentence.named("number"):
        value = to_decimal(mention.value)
        if value is not None and not any(s <= mention.start < e for s, e in dates):
            yield value, mention.unit


def _stated(claim: SentenceView) -> frozenset[Decimal]:
    return frozenset(v for m in claim.named("number") if (v := to_decimal(m.value)) is not None)


def _pairs(theirs: Sequence[Counted]) -> Iterator[tuple[Decimal, Decimal]]:
    """Two numbers of one unit, the larger first."""
    for (a, unit), (b, other) in combinations(theirs, 2):
        if a != b and (unit == other or None in (unit, other)):
            yield max(a, b), min(a, b)


def _is_difference(value: Decimal, unit: str | None, theirs: Sequence[Counted], *, stated: frozenset[Decimal]) -> bool:
    """The difference or the sum of two numbers of one unit. A small one may be so by chance: there the unit must be the
    same, or the sentence give one of the two."""
    for (a, of), (b, other) in combinations(theirs, 2):
        if of != other and None not in (of, other):
            continue
        sure = unit == of == other or bool({a, b} & stated) or value >= _FEW * _FEW
        if sure and value not in (a, b) and (_is_near(abs(a - b), value, _EXACT) or _is_near(a + b, value, _EXACT)):
            return True
        if value >= _FEW * _FEW and (_is_near(abs(a - b), value) or _is_near(a + b, value)):
            return True
    return False


def _is_rounded(value: Decimal, theirs: Sequence[Decimal], *, more: bool, about: bool) -> bool:
    """A source's number in round figures: "over a hundred" for 120, "about two hundred" for 203."""
    step = Decimal(10) ** value.adjusted()
    for other in theirs:
        if more and value < other < value + step:
            return True
        if about and value >= _FEW and abs(other - value) * 10 <= value and value % step == 0:
            return True
    return False


def _is_share(value: Decimal, theirs: Sequence[Counted]) -> bool:
    """Per cents that one number is of another, or by which it is more or less."""
    return any(
        abs(value - share) <= _POINT
        for a, b in _pairs(theirs)
        for share in (100 * b / a, 100 * (a - b) / a, 100 * (a - b) / b)
    )


def _is_fraction(case: Case, start: int, end: int, theirs: Sequence[Counted]) -> bool:
    """Whether the fraction that a number is part of ("two thirds", 3分の2) is one number by another, or a share given."""
    text, claim = case.claim.article.text, case.claim
    for pattern, upside in _fractions(claim.lang):
        for match in pattern.finditer(text, claim.start, claim.end):
            if not (match.start() < end and start < match.end()):
                continue
            parts = [_worded(match.group(n)) for n in (1, 2)]
            if None in parts or 0 in parts:
                continue
            below, above = parts if upside else reversed(parts)
            share = Decimal(above or 0) / Decimal(below or 1)
            given = [v / 100 for v, u in theirs if u == "percent"]
            ratios = [b / a for a, b in _pairs(theirs)]
            if any(_is_near(r, share) or _is_near(1 - r, share) for r in (*given, *ratios) if r < 1):
                return True
    return False


def _worded(text: str) -> int | None:
    found = find_numbers(text)
    return int(found[0].value) if found else None


def _years(case: Case) -> list[PlainNumber]:
    """The years that the sources name, in figures of four digits."""
    return [n for n in find_numbers(case.source_text) if is_year(n)]


def _ages(case: Case) -> Iterator[Decimal]:
    """The years from each year that the nearest sentences name to the day of publication, or to another such year."""
    named = sorted({int(n.value) for s in case.near for n in find_numbers(s.text) if is_year(n)})
    named += [int((d.earliest or "0")[:4]) for s in case.near for d in s.dates if d.earliest]
    day = case.claim.article.published or next((s.article.published for s in case.sources if s.article.published), None)
    years = sorted({*named, *([int(day[:4])] if day and day[:4].isdigit() else [])})
    yield from (Decimal(b - a) for a, b in combinations(years, 2))


def _is_near(a: Decimal, b: Decimal, off: Decimal = _ROUND) -> bool:
    return abs(a - b) <= off * max(abs(a), abs(b))


def _is_said(lang: str, name: str, before: str, after: str) -> bool:
    ahead, behind = _marks(lang)[name]
    return bool((ahead and ahead.search(before)) or (behind and behind.match(after)))


@cache
def _marks(lang: str) -> dict[str, tuple[re.Pattern[str] | None, re.Pattern[str] | None]]:
    """By way of reckoning: what stands before and after a number that was made so."""
    table: dict[str, dict[str, str]] = load_table(lang, "reckoned")["marks"]
    return {
        name: tuple(re.compile(w, re.IGNORECASE) if (w := sides.get(s)) else None for s in ("before", "after"))  # type: ignore[misc]
        for name, sides in table.items()
    }


@cache
def _fractions(lang: str) -> tuple[tuple[re.Pattern[str], bool], ...]:
    """How fractions are written, and whether what is divided by comes first."""
    table = load_table(lang, "reckoned")["fractions"]
    return tuple((re.compile(p, re.IGNORECASE), bool(table["below_first"])) for p in table["patterns"])
