"""How exactly a day is known, and so what can be printed of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from dateline.lang.render import Memory
from dateline.model import DateValue, Slots


@dataclass(frozen=True, slots=True)
class When:
    """A date as grammars print it: the kind of its precision, first and last day."""

    kind: Literal["day", "days", "week", "month", "early", "mid", "late", "rest", "by", "year"]
    first: date
    last: date


def precision(value: DateValue | None) -> When | None:
    """What can be said of a date: its precision and bounds, or None for one that cannot be placed."""
    if value is None or not value.earliest or not value.latest:
        return None
    try:
        first, last = date.fromisoformat(value.earliest[:10]), date.fromisoformat(value.latest[:10])
    except ValueError:
        return None
    timex3 = value.timex3 or ""
    if value.mod in ("ON_OR_BEFORE", "BEFORE"):
        return When("by", first, last)
    if first == last:
        return When("day", first, last)
    if "-W" in timex3:
        return When("week", first, last)
    return _longer(first, last, value.mod)


def _longer(first: date, last: date, mod: str | None) -> When | None:
    if (first.year, first.month) == (last.year, last.month):
        parts = {"START": "early", "MID": "mid", "END": "late", "AFTER": "rest"}
        if mod in parts:
            return When(parts[mod], first, last)  # type: ignore[arg-type]
        whole = first.day == 1 and last.day >= 28
        return When("month" if whole else "days", first, last)
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year:
        return When("year", first, last)
    return When("days", first, last) if (last - first).days < 32 else None


def deadline(slots: Slots) -> When | None:
    """By when what is pledged or agreed falls due: "by" a day, or the end of a year."""
    if slots.kind not in ("pledge", "plan", "agreement") or slots.time is None:
        return None
    when = precision(slots.time)
    if when is not None:
        return when if when.kind == "by" else None
    latest = slots.time.latest or ""
    if slots.time.mod != "END" or latest[4:10] != "-12-31":
        return None
    last = date.fromisoformat(latest[:10])
    return When("by", last, last)


def ends_month(day: date) -> bool:
    """Whether a day is the last of its month."""
    return (day + timedelta(days=1)).day == 1


def ends_year(when: When) -> bool:
    """Whether a deadline is the end of a year: what is due within it."""
    return when.kind == "by" and (when.last.month, when.last.day) == (12, 31)


def edtf_when(text: str | None) -> When | None:
    """An EDTF day, month or year as a :class:`When`."""
    match = re.fullmatch(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?[~?%]?", text or "")
    if not match:
        return None
    year, month, day = match.groups()
    if day:
        found = date(int(year), int(month), int(day))
        return When("day", found, found)
    if month:
        return When("month", date(int(year), int(month), 1), date(int(year), int(month), 28))
    return When("year", date(int(year), 1, 1), date(int(year), 12, 31))


def same_day(slots: Slots, memory: Memory) -> bool:
    """Whether an act happened on the day that the text showed last."""
    when = precision(slots.time)
    return when is not None and when.kind == "day" and when.first == memory.shown


def before_plans(memory: Memory, plan: date) -> Memory:
    """The memory with the month forgotten: a bare day of what is still to come could be read as one gone by."""
    shown = memory.shown
    return memory if shown is None else replace(memory, shown=date(shown.year, plan.month % 12 + 1, 1))
