"""Dates: the resolver that the languages' date grammars share.

A grammar finds the words and says what they mean (:func:`day`, :func:`month`, :func:`week` ...); here the meaning
becomes TIMEX3 (TimeML 1.2.1), EDTF (ISO 8601-2) and inclusive bounds against a reference time.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from dateline.model import DateValue

Basis = Literal["explicit", "relative_to_publication", "relative_to_event", "inferred", "unknown"]
Direction = Literal["nearest", "past", "future"]
Manner = Literal["news", "everyday"]


@dataclass(frozen=True, slots=True)
class Reference:
    """What relative dates are counted from. ``day`` is None for teasers and for texts without a date.

    ``basis`` is the basis that a date gets by being resolved against this reference. ``moment`` is the instant, where
    it is known. ``manner``: running news, where a bare word such as "May" or "second" is no date, or everyday lines
    (the ``dates`` command), where clock times, open ranges ("since", "before") and spelled numbers are read as well.
    """

    day: date | None = None
    basis: Basis = "relative_to_publication"
    tz: str | None = None
    moment: datetime | None = None
    manner: Manner = "news"

    @classmethod
    def at(
        cls, published: str | None, *, basis: Basis = "relative_to_publication", manner: Manner = "news"
    ) -> Reference:
        """From an ISO date or instant as articles carry it; None (and a year such as 1 or 9999, which
        only marks an empty field) gives a reference that resolves nothing relative."""
        if not published or len(published) < 10 or not "1000" <= published[:4] <= "2999":
            return cls(None, basis, manner=manner)
        if len(published) == 10:
            return cls(date.fromisoformat(published), basis, manner=manner)
        stamp = datetime.fromisoformat(published)
        return cls(stamp.date(), basis, stamp.strftime("%z") or None, stamp, manner)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a date and where they stand."""

    text: str
    start: int
    end: int


def unresolved(words: Words, timex3: str | None = None, mod: str | None = None) -> DateValue:
    """A date that cannot be placed: bounds are None. Durations and sets keep their TIMEX3 value."""
    return DateValue(text=words.text, start=words.start, end=words.end, timex3=timex3, mod=mod, basis="unknown")


def duration(words: Words, timex3: str, mod: str | None = None) -> DateValue:
    """A duration or set (``P3D``, ``P1W``): no bounds."""
    return DateValue(text=words.text, start=words.start, end=words.end, timex3=timex3, mod=mod, basis="explicit")


def interval(
    words: Words,
    first: date,
    last: date,
    *,
    timex3: str,
    basis: Basis,
    mod: str | None = None,
    edtf: str | None = None,
) -> DateValue:
    """A stretch of days, both ends included. Without ``edtf`` the EDTF is the day or ``first/last``."""
    written = edtf or (first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}")
    return DateValue(
        text=words.text,
        start=words.start,
        end=words.end,
        timex3=timex3,
        mod=mod,
        edtf=written,
        earliest=first.isoformat(),
        latest=last.isoformat(),
        basis=basis,
    )


def day(
    words: Words,
    reference: Reference,
    *,
    year: int | None = None,
    month: int | None = None,
    number: int,
    direction: Direction = "nearest",
    mod: str | None = None,
) -> DateValue:
    """A day of a month. Missing year or month are taken from the reference by ``direction``; impossible days (30
    February) and partial days without a reference stay unresolved."""
    if year is not None and month is not None:
        found = _valid(year, month, number)
        return _single(words, found, "explicit", mod) if found else unresolved(words)
    if reference.day is None:
        return unresolved(words, f"XXXX-{month:02d}-{number:02d}" if month else f"XXXX-XX-{number:02d}", mod)
    options = _year_options(reference.day, month, number) if month else _month_options(reference.day, number)
    found = _pick(options, reference.day, direction)
    return _single(words, found, reference.basis, mod) if found else unresolved(words)


def day_range(words: Words, first: DateValue, last: DateValue) -> DateValue:
    """From one resolved day to another (``13~14일``). Unresolved when either end is, or when they are out of order."""
    if not first.earliest or not last.latest or last.latest < first.earliest:
        return unresolved(words)
    basis: Basis = first.basis if first.basis != "explicit" else last.basis
    value = f"{first.earliest[:10]}/{last.latest[:10]}"
    return interval(
        words,
        date.fromisoformat(first.earliest[:10]),
        date.fromisoformat(last.latest[:10]),
        timex3=value,
        basis=basis,
    )


def offset_day(words: Words, reference: Reference, days: int, *, mod: str | None = None) -> DateValue:
    """A day counted from the reference: today 0, yesterday -1."""
    if reference.day is None:
        return unresolved(words)
    return _single(words, reference.day + timedelta(days=days), reference.basis, mod)


def weekday(
    words: Words,
    reference: Reference,
    index: int,
    *,
    weeks: int | None = None,
    direction: Direction = "nearest",
) -> DateValue:
    """A day of the week (Monday 0). With ``weeks`` it lies in the ISO week that many weeks from the reference's;
    without, ``direction`` decides (nearest: the closest such day, the reference day itself included)."""
    if reference.day is None:
        return unresolved(words, f"XXXX-WXX-{index + 1}")
    if weeks is not None:
        monday = reference.day - timedelta(days=reference.day.weekday()) + timedelta(weeks=weeks)
        return _single(words, monday + timedelta(days=index), reference.basis, None)
    ahead = (index - reference.day.weekday()) % 7
    if direction == "future":
        delta = ahead or 7
    elif direction == "past":
        delta = ahead - 7
    else:
        delta = ahead if ahead <= 3 else ahead - 7
    return _single(words, reference.day + timedelta(days=delta), reference.basis, None)


def week(words: Words, reference: Reference, weeks: int, *, mod: str | None = None) -> DateValue:
    """A whole ISO week (Monday to Sunday) counted from the reference's week. EDTF has no weeks, so an interval."""
    if reference.day is None:
        return unresolved(words)
    monday = reference.day - timedelta(days=reference.day.weekday()) + timedelta(weeks=weeks)
    iso = monday.isocalendar()
    return interval(
        words,
        monday,
        monday + timedelta(days=6),
        timex3=f"{iso.year}-W{iso.week:02d}",
        basis=reference.basis,
        mod=mod,
    )


def month(
    words: Words,
    reference: Reference,
    *,
    year: int | None = None,
    number: int | None = None,
    months: int | None = None,
    direction: Direction = "nearest",
    part: Literal["START", "MID", "END", "AFTER", "ON_OR_BEFORE"] | None = None,
) -> DateValue:
    """A month: named (``number``, with or without ``year``) or counted from the reference's (``months``).

    ``part``: START is days 1-10, MID 11-20, END 21-last (上旬 中旬 下旬, 초순 중순 하순, early, mid, late); AFTER is the
    rest of the month after the reference day ("later this month"); ON_OR_BEFORE a deadline from the reference to its end.
    """
    basis: Basis = reference.basis
    if months is not None:
        if reference.day is None:
            return unresolved(words)
        total = reference.day.year * 12 + reference.day.month - 1 + months
        year, number = total // 12, total % 12 + 1
    elif number is None or not 1 <= number <= 12:
        return unresolved(words)
    elif year is not None:
        basis = "explicit"
    else:
        if reference.day is None:
            return unresolved(words, f"XXXX-{number:02d}", part)
        options = [date(reference.day.year + d, number, 15) for d in (-1, 0, 1)]
        here = (reference.day.year, reference.day.month)
        if direction == "past":
            options = [o for o in options if (o.year, o.month) <= here]
        elif direction == "future":
            options = [o for o in options if (o.year, o.month) >= here]
        middle = date(reference.day.year, reference.day.month, 15)
        year = min(options, key=lambda o: (abs((o - middle).days), o)).year
    assert number is not None
    first, last = date(year, number, 1), date(year, number, calendar.monthrange(year, number)[1])
    written = f"{year}-{number:02d}"
    if part is None:
        return interval(words, first, last, timex3=written, basis=basis, edtf=written)
    if part == "START":
        last = first.replace(day=10)
    elif part == "MID":
        first, last = first.replace(day=11), first.replace(day=20)
    elif part == "END":
        first = first.replace(day=21)
    elif reference.day is not None and first <= reference.day < last:
        first = reference.day + timedelta(days=1) if part == "AFTER" else reference.day
    return interval(words, first, last, timex3=written, basis=basis, mod=part)


def year(
    words: Words,
    reference: Reference,
    *,
    number: int | None = None,
    years: int | None = None,
    part: Literal[
        "START",
        "MID",
        "END",
        "ON_OR_BEFORE",
        "H1",
        "H2",
        "Q1",
        "Q2",
        "Q3",
        "Q4",
        "SP",
        "SU",
        "FA",
        "WI",
        "FY",
    ]
    | None = None,
    fiscal_start: int = 4,
) -> DateValue:
    """A year, or a part of one: named or counted from the reference. START/END are the first/last quarter, MID the
    middle third; SP SU FA WI are seasons of the northern hemisphere; FY a fiscal year that starts in ``fiscal_start``."""
    if number is None:
        if reference.day is None or years is None:
            return unresolved(words)
        number, basis = reference.day.year + years, reference.basis
    else:
        basis = "explicit"
    if not 1 <= number <= 9998:
        return unresolved(words)
    text = f"{number:04d}"
    spans: dict[str, tuple[tuple[int, int], tuple[int, int], str]] = {
        "START": ((1, 1), (3, 31), text),
        "MID": ((5, 1), (8, 31), text),
        "END": ((10, 1), (12, 31), text),
        "H1": ((1, 1), (6, 30), f"{text}-H1"),
        "H2": ((7, 1), (12, 31), f"{text}-H2"),
        "Q1": ((1, 1), (3, 31), f"{text}-Q1"),
        "Q2": ((4, 1), (6, 30), f"{text}-Q2"),
        "Q3": ((7, 1), (9, 30), f"{text}-Q3"),
        "Q4": ((10, 1), (12, 31), f"{text}-Q4"),
        "SP": ((3, 1), (5, 31), f"{text}-SP"),
        "SU": ((6, 1), (8, 31), f"{text}-SU"),
        "FA": ((9, 1), (11, 30), f"{text}-FA"),
    }
    if part is None:
        return interval(words, date(number, 1, 1), date(number, 12, 31), timex3=text, basis=basis, edtf=text)
    if part in spans:
        (m1, d1), (m2, d2), timex3 = spans[part]
        mod = part if part in ("START", "MID", "END") else None
        return interval(words, date(number, m1, d1), date(number, m2, d2), timex3=timex3, basis=basis, mod=mod)
    if part == "WI":
        last = date(number + 1, 2, calendar.monthrange(number + 1, 2)[1])
        return interval(words, date(number, 12, 1), last, timex3=f"{text}-WI", basis=basis)
    if part == "FY":
        first = date(number, fiscal_start, 1)
        last = date(number, 12, 31) if fiscal_start == 1 else date(number + 1, fiscal_start, 1) - timedelta(days=1)
        return interval(words, first, last, timex3=f"FY{text}", basis=basis)
    first = reference.day if reference.day and reference.day.year == number else date(number, 1, 1)
    return interval(words, first, date(number, 12, 31), timex3=text, basis=basis, mod=part)


def _single(words: Words, found: date, basis: Basis, mod: str | None) -> DateValue:
    return interval(words, found, found, timex3=found.isoformat(), basis=basis, mod=mod)


def _valid(y: int, m: int, d: int) -> date | None:
    try:
        return date(y, m, d)
    except ValueError:
        return None


def _year_options(reference: date, m: int, d: int) -> list[date]:
    return [o for delta in (-1, 0, 1) if (o := _valid(reference.year + delta, m, d))]


def _month_options(reference: date, d: int) -> list[date]:
    total = reference.year * 12 + reference.month - 1
    return [o for delta in (-2, -1, 0, 1, 2) if (o := _valid((total + delta) // 12, (total + delta) % 12 + 1, d))]


def _pick(options: list[date], reference: date, direction: Direction) -> date | None:
    if direction == "past":
        options = [o for o in options if o <= reference]
    elif direction == "future":
        options = [o for o in options if o >= reference]
    return min(options, key=lambda o: (abs((o - reference).days), o), default=None)
