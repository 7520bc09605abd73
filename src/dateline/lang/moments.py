"""Moments: instants, ranges, open ends and windows, built on the days that the resolver places."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from typing import Literal

from msgspec import structs

from dateline.lang import resolve
from dateline.lang.resolve import Basis, Reference, Words
from dateline.model import DateValue

Unit = Literal["D", "W", "M", "Y"]


def is_day(value: DateValue) -> bool:
    """Whether a value lies on one day (with or without a time of day)."""
    return value.earliest is not None and value.latest is not None and value.earliest[:10] == value.latest[:10]


def first_day(value: DateValue) -> date:
    """The first day of a value that has bounds."""
    assert value.earliest is not None
    return date.fromisoformat(value.earliest[:10])


def last_day(value: DateValue) -> date:
    """The last day of a value that has bounds."""
    assert value.latest is not None
    return date.fromisoformat(value.latest[:10])


def move(day: date, amount: int, unit: Unit) -> date | None:
    """A day so many days, weeks, months or years on; the last day of a month where its number is missing there."""
    try:
        if unit in ("D", "W"):
            return day + timedelta(days=amount * (7 if unit == "W" else 1))
        total = day.year * 12 + day.month - 1 + amount * (12 if unit == "Y" else 1)
        year, month = total // 12, total % 12 + 1
        return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
    except (ValueError, OverflowError, IndexError):
        return None


def counted(words: Words, reference: Reference, amount: int, unit: Unit) -> DateValue:
    """So many units before or after the reference: days and weeks give a day, months a month, years a year, since
    nobody means the very day by "five years ago"."""
    if reference.day is None or move(reference.day, amount, unit) is None:
        return resolve.unresolved(words)
    if unit == "Y":
        made = resolve.year(words, reference, years=amount)
        return structs.replace(made, basis=reference.basis) if made.earliest else made
    if unit == "M":
        return resolve.month(words, reference, months=amount)
    return resolve.offset_day(words, reference, amount * (7 if unit == "W" else 1))


def window(words: Words, reference: Reference, amount: int, unit: Unit) -> DateValue:
    """The stretch of so many units that ends with the reference day (negative), or begins on the day after it."""
    here = reference.day
    edge = move(here, amount, unit) if here else None
    if here is None or edge is None or amount == 0:
        return resolve.unresolved(words)
    first, last = (edge, here) if amount < 0 else (here + timedelta(days=1), edge)
    return resolve.interval(words, first, last, timex3=f"{first}/{last}", basis=reference.basis)


def at_clock(value: DateValue, clock: str | None, tz: str | None) -> DateValue:
    """A day at a time of day (``15:30``): an instant in the zone given. What is no day is left as it is."""
    if clock is None or not is_day(value):
        return value
    instant = f"{first_day(value)}T{clock}"
    return structs.replace(value, timex3=instant, edtf=instant, earliest=instant, latest=instant, tz=tz)


def at_part(value: DateValue, part: str | None) -> DateValue:
    """A day with a part of it (``MO``, ``AF``, ``EV``, ``NI``, ``MI``) in its TIMEX3; the bounds stay the day's."""
    if part is None or not is_day(value):
        return value
    return structs.replace(value, timex3=f"{first_day(value)}T{part}")


def spanned(words: Words, first: DateValue, last: DateValue) -> DateValue | None:
    """From one value to another, both included; None where either has no bounds or they are out of order."""
    if first.earliest is None or last.latest is None or first.timex3 is None or last.timex3 is None:
        return None
    if last.latest[:16] < first.earliest[:16] or (len(last.latest) > 10 and len(first.earliest) == 10):
        return None
    basis: Basis = first.basis if first.basis != "explicit" else last.basis
    return DateValue(
        text=words.text,
        start=words.start,
        end=words.end,
        timex3=f"{first.timex3}/{last.timex3}",
        edtf=f"{_plain(first, first.earliest)}/{_plain(last, last.latest)}",
        earliest=first.earliest,
        latest=last.latest,
        tz=first.tz,
        basis=basis,
    )


def _plain(value: DateValue, bound: str) -> str:
    """A year or month in EDTF stays one; anything else is its bound."""
    return value.edtf if value.edtf and "/" not in value.edtf else bound


def since(words: Words, value: DateValue) -> DateValue:
    """From a date on: the end is open (``2018/..``)."""
    if value.earliest is None:
        return _renamed(words, value, "ON_OR_AFTER")
    edtf = f"{_plain(value, value.earliest)}/.."
    return structs.replace(_renamed(words, value, "ON_OR_AFTER"), edtf=edtf, latest=None)


def until(words: Words, value: DateValue) -> DateValue:
    """Up to a date: the beginning is open (``../2018``)."""
    if value.latest is None:
        return _renamed(words, value, "ON_OR_BEFORE")
    edtf = f"../{_plain(value, value.latest)}"
    return structs.replace(_renamed(words, value, "ON_OR_BEFORE"), edtf=edtf, earliest=None)


def marked(words: Words, value: DateValue, mod: str) -> DateValue:
    """The same date with a modifier, unless it has one, and other words."""
    return _renamed(words, value, value.mod or mod)


def _renamed(words: Words, value: DateValue, mod: str) -> DateValue:
    return structs.replace(value, text=words.text, start=words.start, end=words.end, mod=mod)


def century(words: Words, number: int) -> DateValue:
    """A century, counted as newspapers do: the 21st runs from 2000 to 2099."""
    if not 1 <= number <= 99:
        return resolve.unresolved(words)
    first = max(1, (number - 1) * 100)
    last = number * 100 - 1
    return resolve.interval(
        words,
        date(first, 1, 1),
        date(last, 12, 31),
        timex3=f"{number - 1:02d}XX",
        basis="explicit",
        edtf=f"{number - 1:02d}XX",
    )


def decade(words: Words, first: int) -> DateValue:
    """Ten years from a round one (``1990``)."""
    name = f"{first // 10:03d}X"
    return resolve.interval(words, date(first, 1, 1), date(first + 9, 12, 31), timex3=name, basis="explicit", edtf=name)


def ordinal_week(words: Words, base: DateValue, number: int) -> DateValue:
    """The n-th week of a year (ISO) or of a month (the weeks that touch it, Monday first); -1 is the last one."""
    if base.earliest is None or base.latest is None or base.timex3 is None:
        return resolve.unresolved(words)
    first, last = first_day(base), last_day(base)
    start = first if len(base.timex3) != 4 else date(first.year, 1, 4)
    monday = start - timedelta(days=start.weekday())
    if number < 0:
        monday = last - timedelta(days=last.weekday())
    else:
        monday += timedelta(weeks=number - 1)
    if monday > last:
        return resolve.unresolved(words)
    iso = monday.isocalendar()
    return resolve.interval(
        words, monday, monday + timedelta(days=6), timex3=f"{iso.year}-W{iso.week:02d}", basis=base.basis
    )


def ordinal_weekday(words: Words, base: DateValue, weekday: int, number: int) -> DateValue:
    """The n-th such weekday (Monday 0) of a month or year; -1 is the last one."""
    if base.earliest is None or base.latest is None:
        return resolve.unresolved(words)
    first, last = first_day(base), last_day(base)
    if number > 0:
        found = first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (number - 1))
    else:
        found = last - timedelta(days=(last.weekday() - weekday) % 7)
    if not first <= found <= last:
        return resolve.unresolved(words)
    return resolve.interval(words, found, found, timex3=found.isoformat(), basis=base.basis)


def month_days(words: Words, month: DateValue, first: int, last: int | None, mod: str) -> DateValue:
    """Part of a month, from one day of it to another (None: its last)."""
    if month.earliest is None or month.latest is None:
        return structs.replace(month, text=words.text, start=words.start, end=words.end, mod=mod)
    begin, end = first_day(month), last_day(month)
    return resolve.interval(
        words,
        begin.replace(day=first),
        end if last is None else begin.replace(day=last),
        timex3=month.timex3 or "",
        basis=month.basis,
        mod=mod,
    )
