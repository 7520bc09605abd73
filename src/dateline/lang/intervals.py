"""Dates made of other dates: from one to another, before and since, counted from one, a part of one, a day and an hour.

Bounds are inclusive dates or instants; an open end is None, and then EDTF writes ``../2018`` or ``2018/..`` (ISO 8601-2).
"""

from __future__ import annotations

import calendar
from datetime import date, datetime, timedelta
from typing import Literal

from msgspec.structs import replace

from dateline.lang.resolve import Basis, Reference, Words, interval
from dateline.model import DateValue

Unit = Literal["second", "minute", "hour", "day", "week", "fortnight", "month", "quarter", "year", "decade", "century"]
OpenMod = Literal["BEFORE", "ON_OR_BEFORE", "AFTER", "ON_OR_AFTER"]
_DAYS = {"day": 1, "week": 7, "fortnight": 14}
_MONTHS = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}
_SECONDS = {"second": 1, "minute": 60, "hour": 3600}
_DAY = 10


def first_day(value: DateValue) -> date | None:
    """The first day of a date that has one."""
    return date.fromisoformat(value.earliest[:_DAY]) if value.earliest else None


def last_day(value: DateValue) -> date | None:
    """The last day of a date that has one."""
    return date.fromisoformat(value.latest[:_DAY]) if value.latest else None


def is_day(value: DateValue) -> bool:
    """Whether the date is one whole day."""
    return value.earliest is not None and value.earliest == value.latest and len(value.earliest) == _DAY


def between(words: Words, first: DateValue, last: DateValue) -> DateValue | None:
    """From one date to another, both taken in; None when an end has no place in time or they are out of order."""
    if not first.earliest or not last.latest or _naive(last.latest) < _naive(first.earliest):
        return None
    simple = all(v.edtf and "/" not in v.edtf and v.mod is None for v in (first, last))
    return DateValue(
        text=words.text,
        start=words.start,
        end=words.end,
        timex3=f"{first.timex3 or first.earliest}/{last.timex3 or last.latest}",
        edtf=f"{first.edtf}/{last.edtf}" if simple else f"{first.earliest}/{last.latest}",
        earliest=first.earliest,
        latest=last.latest,
        tz=first.tz or last.tz,
        basis=_weaker(first.basis, last.basis),
    )


def open_range(words: Words, value: DateValue, mod: OpenMod) -> DateValue:
    """Before, until, after or since a date. A date without bounds (a time of day) keeps its TIMEX3 and gets the modifier."""
    head = replace(value, text=words.text, start=words.start, end=words.end, mod=mod)
    if not value.earliest or not value.latest:
        return head
    earliest = latest = None
    if "T" in (value.timex3 or "") and len(value.earliest) == _DAY:  # a part of a day: the bound lies within it
        earliest, latest = (None, value.latest) if "BEFORE" in mod else (value.earliest, None)
        return replace(head, earliest=earliest, latest=latest, edtf=f"{earliest or '..'}/{latest or '..'}")
    if mod == "BEFORE":
        latest = value.latest if value.mod == "END" else _step(value.earliest, -1)
    elif mod == "ON_OR_BEFORE":
        latest = value.latest
    elif mod == "AFTER":
        earliest = _step(value.latest, 1)
    else:
        earliest = value.earliest
    return replace(head, earliest=earliest, latest=latest, edtf=f"{earliest or '..'}/{latest or '..'}")


def counted_from(
    words: Words, start: date, count: int, unit: Unit, *, basis: Basis, mod: str | None = None
) -> DateValue:
    """The day so many units after ``start`` (before it, when ``count`` is negative)."""
    found = shift_day(start, count, unit)
    return interval(words, found, found, timex3=found.isoformat(), basis=basis, mod=mod)


def instant_from(words: Words, start: datetime, count: float, unit: Unit, *, basis: Basis) -> DateValue:
    """The instant so many seconds, minutes or hours after ``start``."""
    found = start + timedelta(seconds=count * _SECONDS[unit])
    return _instants(words, found, found, basis)


def stretch_of_hours(words: Words, start: datetime, count: float, unit: Unit, *, basis: Basis) -> DateValue:
    """The stretch of so many seconds, minutes or hours that begins (negative: ends) at ``start``."""
    other = start + timedelta(seconds=count * _SECONDS[unit])
    return _instants(words, min(start, other), max(start, other), basis)


def stretch(words: Words, start: date, count: int, unit: Unit, *, basis: Basis) -> DateValue:
    """So many days, weeks, months or years from ``start`` on, ``start`` taken in; negative: those that end the day before.
    Raises ValueError for none at all."""
    if count == 0:
        raise ValueError("a stretch of no days")
    other = shift_day(start, count, unit)
    first, last = (start, other - timedelta(days=1)) if count > 0 else (other, start - timedelta(days=1))
    value = first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"
    return interval(words, first, last, timex3=value, basis=basis)


def working_days(words: Words, start: date, count: int, *, basis: Basis) -> DateValue:
    """The next so many days from Monday to Friday after ``start`` (the last ones before it, when negative)."""
    step, day = (1 if count > 0 else -1), start
    days: list[date] = []
    while len(days) < abs(count):
        day += timedelta(days=step)
        if day.weekday() < 5:
            days.append(day)
    first, last = min(days), max(days)
    return interval(words, first, last, timex3=f"{first.isoformat()}/{last.isoformat()}", basis=basis)


def shift_day(start: date, count: int, unit: Unit) -> date:
    """``start`` moved by days, weeks, months, years; a day that the month has not becomes its last."""
    if unit in _DAYS:
        return start + timedelta(days=count * _DAYS[unit])
    total = start.year * 12 + start.month - 1 + count * _MONTHS[unit]
    year, month = total // 12, total % 12 + 1
    return date(year, month, min(start.day, calendar.monthrange(year, month)[1]))


def nth_week(words: Words, value: DateValue, number: int) -> DateValue | None:
    """The nth week (from 1; -1 the last) of a year or month: the first is the ISO week that holds its first Thursday."""
    first, last = first_day(value), last_day(value)
    if first is None or last is None:
        return None
    monday = first - timedelta(days=first.weekday())
    if monday + timedelta(days=3) < first:
        monday += timedelta(weeks=1)
    if number < 0:
        final = last - timedelta(days=last.weekday())
        if (last - first).days > 40 and final + timedelta(days=3) > last:
            final -= timedelta(weeks=1)
        monday = final + timedelta(weeks=number + 1)
    else:
        monday += timedelta(weeks=number - 1)
    if not first - timedelta(days=6) <= monday <= last:
        return None
    iso = monday.isocalendar()
    basis = value.basis
    return interval(words, monday, monday + timedelta(days=6), timex3=f"{iso.year}-W{iso.week:02d}", basis=basis)


def nth_weekday(words: Words, value: DateValue, weekday: int, number: int) -> DateValue | None:
    """The nth (from 1; -1 the last) such day of the week within a date."""
    first, last = first_day(value), last_day(value)
    if first is None or last is None:
        return None
    if number > 0:
        found = first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (number - 1))
    else:
        found = last - timedelta(days=(last.weekday() - weekday) % 7 + 7 * (-number - 1))
    if not first <= found <= last:
        return None
    return interval(words, found, found, timex3=found.isoformat(), basis=value.basis)


def edge(words: Words, value: DateValue, count: int, unit: Unit) -> DateValue | None:
    """The first so many days, whole weeks or months of a date (negative: the last ones)."""
    first, last = first_day(value), last_day(value)
    if first is None or last is None or count == 0:
        return None
    if unit == "week":
        one = nth_week(words, value, 1 if count > 0 else count)
        begin = first_day(one) if one else None
        return stretch(words, begin, abs(count), "week", basis=value.basis) if begin else None
    start = first if count > 0 else last + timedelta(days=1)
    return stretch(words, start, count, unit, basis=value.basis)


def nth_day(words: Words, value: DateValue, number: int) -> DateValue | None:
    """The nth day of a month or year; None when it has not so many."""
    first, last = first_day(value), last_day(value)
    if first is None or last is None or not 1 <= number <= (last - first).days + 1:
        return None
    found = first + timedelta(days=number - 1)
    return interval(words, found, found, timex3=found.isoformat(), basis=value.basis)


def nth_month(words: Words, value: DateValue, number: int) -> DateValue | None:
    """The nth month of a year (negative: from its end)."""
    first = first_day(value)
    if first is None or not 1 <= abs(number) <= 12:
        return None
    month = number if number > 0 else 13 + number
    begin, end = date(first.year, month, 1), date(first.year, month, calendar.monthrange(first.year, month)[1])
    written = f"{first.year}-{month:02d}"
    return interval(words, begin, end, timex3=written, basis=value.basis, edtf=written)


def in_year(value: DateValue, year: int) -> DateValue:
    """The same day or month in another year; the value itself where that year has no such day."""
    if not value.earliest or not value.latest:
        return value
    first, last = (date.fromisoformat(b[:_DAY]) for b in (value.earliest, value.latest))
    whole_month = len(value.timex3 or "") == 7
    try:
        begin = first.replace(year=year)
        end = (
            date(year, last.month, calendar.monthrange(year, last.month)[1]) if whole_month else last.replace(year=year)
        )
    except ValueError:
        return value
    return replace(
        value,
        timex3=f"{year:04d}{(value.timex3 or '')[4:]}",
        edtf=f"{year:04d}{(value.edtf or '')[4:]}",
        earliest=begin.isoformat() + value.earliest[_DAY:],
        latest=end.isoformat() + value.latest[_DAY:],
    )


def week_around(words: Words, value: DateValue) -> DateValue | None:
    """The week (Monday to Sunday) that holds a day."""
    first = first_day(value)
    if first is None:
        return None
    monday = first - timedelta(days=first.weekday())
    iso = monday.isocalendar()
    return interval(
        words, monday, monday + timedelta(days=6), timex3=f"{iso.year}-W{iso.week:02d}", basis=value.basis
    )  # fmt: skip


def weekend_of(words: Words, week: DateValue) -> DateValue:
    """Saturday and Sunday of a week."""
    first = first_day(week)
    if first is None:
        return week
    saturday = first + timedelta(days=5)
    return interval(words, saturday, saturday + timedelta(days=1), timex3=f"{week.timex3}-WE", basis=week.basis)


def moved_days(value: DateValue, days: int) -> DateValue:
    """A single day so many days later."""
    first = first_day(value)
    if first is None:
        return value
    found = (first + timedelta(days=days)).isoformat()
    return replace(value, timex3=found, edtf=found, earliest=found, latest=found)


def with_hours(words: Words, day: DateValue, first: str, last: str | None, zone: str | None = None) -> DateValue:
    """A day with a time (``15:00`` or ``15:00:30``) or with a stretch of time, which may run past midnight."""
    assert day.earliest is not None
    start = day.earliest[:_DAY]
    stop = start
    if last is not None and last < first:
        stop = (date.fromisoformat(start) + timedelta(days=1)).isoformat()
    earliest = _stamp(start, first, zone)
    latest = earliest if last is None else _stamp(stop, last, zone)
    timex3 = f"{start}T{first}" if last is None else f"{start}T{first}/{stop}T{last}"
    return replace(
        day,
        text=words.text,
        start=words.start,
        end=words.end,
        timex3=timex3,
        edtf=earliest if last is None else f"{earliest}/{latest}",
        earliest=earliest,
        latest=latest,
        tz=zone,
    )


def _stamp(day: str, clock: str, zone: str | None) -> str:
    return f"{day}T{clock}{':00' if len(clock) == 5 else ''}{zone or ''}"


def _instants(words: Words, first: datetime, last: datetime, basis: Basis) -> DateValue:
    one, two = first.isoformat(timespec="seconds"), last.isoformat(timespec="seconds")
    plain = [m.replace(tzinfo=None).isoformat(timespec="seconds") for m in (first, last)]
    return DateValue(
        text=words.text,
        start=words.start,
        end=words.end,
        timex3=plain[0] if first == last else f"{plain[0]}/{plain[1]}",
        edtf=one if first == last else f"{one}/{two}",
        earliest=one,
        latest=two,
        tz=first.strftime("%z") or None,
        basis=basis,
    )


def _naive(bound: str) -> datetime:
    return datetime.fromisoformat(bound).replace(tzinfo=None)


def _step(bound: str, days: int) -> str:
    """The day before or after; an instant stays what it is."""
    return bound if len(bound) > _DAY else (date.fromisoformat(bound) + timedelta(days=days)).isoformat()


def _weaker(first: Basis, second: Basis) -> Basis:
    return first if first != "explicit" else second


def moment_of(reference: Reference) -> datetime | None:
    """The instant that hours are counted from: the reference's moment, else the beginning of its day."""
    if reference.moment is not None:
        return reference.moment
    return None if reference.day is None else datetime.combine(reference.day, datetime.min.time())
