"""When somebody came to an office and left it: a date value as the two ends of a time in office, in EDTF."""

from __future__ import annotations

import calendar
from datetime import date

from dateline.model import DateValue


def ends_of(value: DateValue) -> tuple[str | None, str | None]:
    """First and last end of a date: itself twice where it is a day, a month or a year (``2024-05``), the two ends of a
    range, as coarse as the words are (``2019`` and ``2024`` of ``2019-01-01/2024-12-31``); None where it has no place."""
    first, slash, last = (value.edtf or "").partition("/")
    if not slash:
        return value.edtf, value.edtf
    if first in ("", "..") or last in ("", ".."):
        return first.strip(".") or None, last.strip(".") or None
    return _coarse(first, last)


def _coarse(first: str, last: str) -> tuple[str, str]:
    try:
        begin, finish = date.fromisoformat(first), date.fromisoformat(last)
    except ValueError:
        return first, last
    if begin.day != 1 or finish.day != calendar.monthrange(finish.year, finish.month)[1]:
        return first, last
    if (begin.month, finish.month) == (1, 12):
        return f"{begin.year:04d}", f"{finish.year:04d}"
    return first[:7], last[:7]
