"""Durations and sets in everyday English lines: ``one hour and a half``, ``every other week``, ``Tuesday afternoons``."""

from __future__ import annotations

import re

from dateline.lang import resolve
from dateline.lang.data import load_table
from dateline.lang.en.everyday import FEASTS, get, read_count, read_parts, read_unit
from dateline.lang.en.meanings import MONTHS, WEEKDAYS, Setting
from dateline.lang.intervals import Unit
from dateline.lang.resolve import Words
from dateline.model import DateValue

_TABLE = load_table("en", "dates")
SETS: dict[str, str] = _TABLE["sets"]
_DAY_PARTS: dict[str, str] = _TABLE["day_parts"]
_CODES: dict[Unit, str] = {
    "second": "S", "minute": "M", "hour": "H", "day": "D", "week": "W", "month": "M", "year": "Y",
}  # fmt: skip
_FACTORS: dict[Unit, tuple[int, Unit]] = {
    "fortnight": (2, "week"), "quarter": (3, "month"), "decade": (10, "year"), "century": (100, "year"),
}  # fmt: skip


def duration_date(match: re.Match[str], words: Words, at: Setting) -> DateValue | None:
    """``3h``, ``2 nights``, ``1 hour and 30 minutes``, ``all week``, ``one hour and a half``."""
    parts = read_parts(match)
    if parts is None:
        unit, factor = read_unit(match), _FACTORS.get(read_unit(match))
        code = _CODES[factor[1] if factor else unit]
        return resolve.duration(words, f"P{'T' if unit in ('hour', 'minute', 'second') else ''}X{code}")
    dated = clock = ""
    for count, unit in parts:
        size, base = _FACTORS.get(unit, (1, unit))
        amount = f"{count * size:g}{_CODES[base]}"
        if base in ("hour", "minute", "second"):
            clock += amount
        else:
            dated += amount
    return resolve.duration(words, f"P{dated}{'T' if clock else ''}{clock}", _duration_mod(match))


def _duration_mod(match: re.Match[str]) -> str | None:
    return {
        "more than": "MORE_THAN", "over": "MORE_THAN", "longer than": "MORE_THAN", "at least": "EQUAL_OR_MORE",
        "less than": "LESS_THAN", "under": "LESS_THAN", "shorter than": "LESS_THAN", "at most": "EQUAL_OR_LESS",
        "or more": "EQUAL_OR_MORE", "or longer": "EQUAL_OR_MORE", "or less": "EQUAL_OR_LESS", "or fewer": "EQUAL_OR_LESS",
        "up to": "EQUAL_OR_LESS", "about": "APPROX", "around": "APPROX", "nearly": "APPROX", "almost": "APPROX",
    }.get(get(match, "bound") or get(match, "tail").strip())  # fmt: skip


def weekends_date(match: re.Match[str], words: Words, at: Setting) -> DateValue | None:
    count = read_count(match)
    return resolve.duration(words, f"P{count:g}WE" if count is not None else "PXWE")


def set_date(match: re.Match[str], words: Words, at: Setting) -> DateValue | None:
    """``every two days``, ``every other week``, ``twice a month``, ``bi-monthly``."""
    name = get(match, "name")
    if name:
        return resolve.duration(words, SETS[name])
    unit, count = read_unit(match), read_count(match)
    if get(match, "other"):
        count = 2
    if count is None:
        return None
    size, base = _FACTORS.get(unit, (1, unit))
    clock = "T" if base in ("hour", "minute", "second") else ""
    return resolve.duration(words, f"P{clock}{count * size:g}{_CODES[base]}")


def set_part_date(match: re.Match[str], words: Words, at: Setting) -> DateValue | None:
    """``every night``, ``mornings``, ``Tuesday afternoons``, ``Tuesdays``, ``all weekends``."""
    day, part = get(match, "wd"), _DAY_PARTS.get(get(match, "part"))
    if not day and not part:
        return resolve.duration(words, "P1WE")
    if not day:
        return resolve.duration(words, f"T{part}")
    head = f"XXXX-WXX-{WEEKDAYS[day] + 1}"
    return resolve.duration(words, f"{head}T{part}" if part else head)


def set_day_date(match: re.Match[str], words: Words, at: Setting) -> DateValue | None:
    """``the 19th of every month``."""
    return resolve.duration(words, f"XXXX-XX-{int(get(match, 'day') or get(match, 'day2')):02d}")


def working_days_set_date(match: re.Match[str], words: Words, at: Setting) -> DateValue | None:
    return resolve.duration(words, "P1BD")


def set_month_date(match: re.Match[str], words: Words, at: Setting) -> DateValue | None:
    return resolve.duration(words, f"XXXX-{MONTHS[get(match, 'month')]:02d}")


def set_feast_date(match: re.Match[str], words: Words, at: Setting) -> DateValue | None:
    rule = FEASTS[re.sub(r"\s+", " ", get(match, "feast").replace("’", "'"))]
    return resolve.duration(words, f"XXXX-{rule}" if re.fullmatch(r"\d\d-\d\d", rule) else "P1Y")
