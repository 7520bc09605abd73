"""Feast days, fixed and movable, from rules in the languages' data files.

A rule is ``12-25`` (a day of a month), ``11/thu/4`` (the fourth Thursday of November; ``5/mon/-1`` the last
Monday; ``11/thu/4+1`` the day after),
``easter+1`` (days from Easter Sunday, by the anonymous Gregorian computus).
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from dateline.lang import resolve
from dateline.lang.resolve import Direction, Reference, Words
from dateline.model import DateValue

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def easter(year: int) -> date:
    """Easter Sunday of a year of the Gregorian calendar (Meeus, Jones, Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def feast_day(rule: str, year: int) -> date | None:
    """The day that a rule names in a year; None when that year has no such day."""
    if rule.startswith("easter"):
        return easter(year) + timedelta(days=int(rule[6:] or 0))
    if "/" not in rule:
        month, day = map(int, rule.split("-"))
        return date(year, month, day) if (month, day) != (2, 29) or _leap(year) else None
    number, name, nth, more = re.fullmatch(r"(\d+)/(\w+)/(-?\d)(\+\d)?", rule).groups()  # type: ignore[union-attr]
    return _nth(year, int(number), _DAYS.index(name), int(nth)) + timedelta(days=int(more or 0))


def feast(
    words: Words,
    reference: Reference,
    rule: str,
    *,
    year: int | None = None,
    direction: Direction = "nearest",
) -> DateValue:
    """A feast of a named year, or the one nearest to, last before or next after the reference."""
    if year is not None:
        found = feast_day(rule, year)
        return _single(words, found, "explicit") if found else resolve.unresolved(words)
    if reference.day is None:
        fixed = re.fullmatch(r"\d\d-\d\d", rule)
        return resolve.unresolved(words, f"XXXX-{rule}" if fixed else None)
    here = reference.day
    options = [d for delta in (-1, 0, 1) if (d := feast_day(rule, here.year + delta))]
    if direction == "past":
        options = [d for d in options if d < here]
    elif direction == "future":
        options = [d for d in options if d > here]
    return _single(words, min(options, key=lambda d: (abs((d - here).days), d)), reference.basis)


def _single(words: Words, found: date, basis: resolve.Basis) -> DateValue:
    return resolve.interval(words, found, found, timex3=found.isoformat(), basis=basis)


def _leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _nth(year: int, month: int, weekday: int, nth: int) -> date:
    if nth > 0:
        first = date(year, month, 1)
        return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))
    following = date(year + month // 12, month % 12 + 1, 1)
    last = following - timedelta(days=1)
    return last - timedelta(days=(last.weekday() - weekday) % 7 + 7 * (-nth - 1))
