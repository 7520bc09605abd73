"""What the words of an English date mean: one function for each pattern of ``dates.py``."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from msgspec.structs import replace

from dateline.lang import resolve
from dateline.lang.en.numbers import parse_number
from dateline.lang.resolve import Direction, Reference, Words
from dateline.model import DateValue

MONTHS = {
    name: index + 1
    for index, names in enumerate(
        [
            ("january", "jan"),
            ("february", "feb"),
            ("march", "mar"),
            ("april", "apr"),
            ("may",),
            ("june", "jun"),
            ("july", "jul"),
            ("august", "aug"),
            ("september", "sept", "sep"),
            ("october", "oct"),
            ("november", "nov"),
            ("december", "dec"),
        ]
    )
    for name in names
}
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
WEEKDAYS = {name: i for i, name in enumerate(_DAYS)} | {name[:3]: i for i, name in enumerate(_DAYS)}
WEEKDAYS |= {"tues": 1, "weds": 2, "thur": 3, "thurs": 3}
_CODES = {"day": "D", "week": "W", "month": "M", "year": "Y", "hour": "H", "minute": "M", "second": "S", "quarter": "Q"}
_QUARTERS = {"first": "Q1", "second": "Q2", "third": "Q3", "fourth": "Q4", "1": "Q1", "2": "Q2", "3": "Q3", "4": "Q4"}
_SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}


@dataclass(frozen=True, slots=True)
class Setting:
    """What a match is resolved against: the reference, the way the tense points, and the last day told before."""

    reference: Reference
    direction: Direction
    anchor: date | None
    by: bool


Rule = Callable[[re.Match[str], Words, Setting], DateValue | None]
Part = Literal["START", "MID", "END", "AFTER", "ON_OR_BEFORE"]


def _group(match: re.Match[str], name: str) -> str:
    return (match.groupdict().get(name) or "").lower().strip(".")


def _year(match: re.Match[str], name: str = "year") -> int | None:
    found = _group(match, name)
    return int(found) if found else None


def _part(words: str) -> Part | None:
    if not words:
        return None
    if "early" in words or "beginning" in words or "start" in words or "first half" in words:
        return "START"
    if "mid" in words:
        return "MID"
    return "AFTER" if words == "later" else "END"


def month_day_date(match: re.Match[str], words: Words, at: Setting) -> DateValue | None:
    month, year = MONTHS[_group(match, "month")], _year(match)
    if not year and match.groupdict().get("yrel"):
        year = _relative_year(_group(match, "yrel"), at.reference)
    first = resolve.day(
        words, at.reference, year=year, month=month, number=int(_group(match, "day")), direction=at.direction
    )
    if not _group(match, "day2"):
        return first
    second_month = MONTHS[_group(match, "month2")] if _group(match, "month2") else month
    last_year = year if year else (int(first.earliest[:4]) if first.earliest else None)
    last = resolve.day(
        words,
        at.reference,
        year=last_year,
        month=second_month,
        number=int(_group(match, "day2")),
        direction=at.direction,
    )
    found = resolve.day_range(words, first, last)
    if not year and found.earliest:
        return _rebased(found, at.reference.basis)
    return found


def _rebased(value: DateValue, basis: resolve.Basis) -> DateValue:
    assert value.earliest is not None
    assert value.latest is not None
    first, last = date.fromisoformat(value.earliest), date.fromisoformat(value.latest)
    return resolve.interval(
        Words(value.text, value.start, value.end), first, last, timex3=value.timex3 or "", basis=basis
    )


def _relative_year(words: str, reference: Reference) -> int | None:
    if reference.day is None:
        return None
    return reference.day.year + (-1 if "last" in words or "previous" in words else 1 if "next" in words else 0)


def numeric_date(match: re.Match[str], words: Words, at: Setting) -> DateValue | None:
    return resolve.day(
        words, at.reference, year=int(match["y"]), month=int(match["m"]), number=int(match["d"]), direction=at.direction
    )


def month_year_date(match: re.Match[str], words: Words, at: Setting) -> DateValue | None:
    number, part = MONTHS[_group(match, "month")], _part(_group(match, "part"))
    year = _year(match)
    if year is None and _group(match, "yrel"):
        year = _relative_year(_group(match, "yrel"), at.reference)
        if year is None:
            return resolve.unresolved(words, f"XXXX-{number:02d}")
        found = resolve.month(words, at.reference, year=year, number=number, part=part)
        return with_basis(found, at.reference.basis)
    if at.by and part is None:
        part = "ON_OR_BEFORE"
    return resolve.month(words, at.reference, year=year, number=number, direction=at.direction, part=part)


def with_basis(value: DateValue, basis: resolve.Basis) -> DateValue:
    return replace(value, basis=basis)


def relative_month_name_date(match: re.Match[str], words: Words, at: Setting) -> DateValue | None:
    number, rel = MONTHS[_group(match, "month")], _group(match, "rel")
    if at.reference.day is None:
        return resolve.unresolved(words, f"XXXX-{number:02d}")
    here = at.reference.day
    if "last" in rel or "past" in rel or "previous" in rel:
        year = here.year if number < here.month else here.year - 1
    elif "next" in rel:
        year = here.year if number > here.month else here.year + 1
    elif rel == "this":
        year = here.year
    else:
        year = here.year if number >= here.month else here.year + 1
    found = resolve.month(words, at.reference, year=year, number=number, part=_part(_group(match, "part")))
    return with_basis(found, at.reference.basis)


def weekday_date(match: re.Match[str], words: Words, at: Setting) -> DateValue | None:
    return with_day_part(_weekday(match, words, at), _group(match, "dp"))


def _weekday(match: re.Match[str], words: Words, at: Setting) -> DateValue:
    index, rel = WEEKDAYS[_group(match, "wd")], _group(match, "rel")
    if _group(match, "wrel"):
        rel = _group(match, "wrel")
    if "last" in rel or "previous" in rel:
        return resolve.weekday(words, at.reference, index, weeks=-1)
    if "past" in rel:
        return resolve.weekday(words, at.reference, index, direction="past")
    if rel == "next":
        return resolve.weekday(words, at.reference, index, weeks=1)
    if rel == "this":
        return resolve.weekday(words, at.reference, index, weeks=0)
    if "coming" in rel or "following" in rel:
        return resolve.weekday(words, at.reference, index, direction="future")
    here = at.reference.day
    if here is not None and here.weekday() == index:
        return resolve.weekday(words, at.reference, index)
    way: Direction = "past" if at.direction == "nearest" else at.direction
    return resolve.weekday(words, at.reference, index, direction=way)


_DAY_PARTS = {"morning": "TMO", "afternoon": "TAF", "evening": "TEV", "night": "TNI"}
_DAYS_AWAY = {"yesterday": -1, "tomorrow": 1, "last": -1}


def with_day_part(value: DateValue, word: str) -> DateValue:
    """The day with a part of it in TIMEX3 (``2026-03-05TAF``); its bounds stay those of the day."""
    code = _DAY_PARTS.get(word)
    if code is None or value.earliest is None:
        return value
    return replace(value, timex3=f"{value.timex3}{code}")


def today_date(match: re.Match[str], words: Words, at: Setting) -> DateValue | None:
    word = re.sub(r"^(?:earlier|later|late|early) ", "", _group(match, "word"))
    days = 0
    if word.endswith(("after tomorrow", "before yesterday")):
        days = 2 if word.endswith("tomorrow") else -2
    elif word != "overnight":
        days = _DAYS_AWAY.get(word.split()[0], 0)
    found = resolve.offset_day(words, at.reference, days)
    return with_day_part(found, "night" if word == "tonight" else _group(match, "dp") or word.split()[-1])


def period_date(match: re.Match[str], words: Words, at: Setting) -> DateValue | None:
    rel, unit, part = _group(match, "rel"), _group(match, "unit"), _group(match, "part")
    if not rel and not part:
        return None
    shift = -1 if "last" in rel or "previous" in rel or "past" in rel else 0
    if "next" in rel or "coming" in rel or "following" in rel:
        shift = 1
    if (
        rel.startswith("the ")
        and rel.split()[1] in ("past", "last", "next", "coming")
        and unit not in ("quarter", "decade", "century")
    ):
        return resolve.duration(words, f"P1{_CODES.get(unit, 'Y')}")
    mod = _part(part)
    if at.by and "end" in part:
        mod = "ON_OR_BEFORE"
    if unit == "month":
        if part == "earlier":
            return _earlier_in_month(words, at, shift)
        return resolve.month(words, at.reference, months=shift, part=mod)
    if unit in ("week", "weekend"):
        return _week(words, at, shift, unit, mod)
    if unit in ("quarter", "decade", "century"):
        return _long_period(words, at, shift, unit)
    if part in ("later", "earlier"):
        return _rest_of_year(words, at, shift, part)
    year_part = mod if mod != "AFTER" else "END"
    return resolve.year(words, at.reference, years=shift, part=year_part)


def _earlier_in_month(words: Words, at: Setting, shift: int) -> DateValue:
    found, here = resolve.month(words, at.reference, months=shift), at.reference.day
    if here is None or not found.earliest or shift:
        return found
    first = date.fromisoformat(found.earliest)
    return resolve.interval(
        words, first, max(first, here), timex3=found.timex3 or "", basis=at.reference.basis, mod="BEFORE"
    )


def _rest_of_year(words: Words, at: Setting, shift: int, part: str) -> DateValue:
    here = at.reference.day
    if here is None:
        return resolve.unresolved(words)
    first, last = date(here.year + shift, 1, 1), date(here.year + shift, 12, 31)
    if shift == 0 and part == "later":
        first = here
    elif shift == 0:
        last = here
    mod = "AFTER" if part == "later" else "BEFORE"
    return resolve.interval(words, first, last, timex3=str(first.year), basis=at.reference.basis, mod=mod)


def _week(words: Words, at: Setting, shift: int, unit: str, mod: Part | None) -> DateValue:
    here = at.reference.day
    if unit == "week" or here is None:
        found = resolve.week(words, at.reference, shift, mod=mod)
        if mod == "AFTER" and here is not None and found.latest and shift == 0 and here.weekday() < 6:
            return resolve.interval(
                words,
                here + timedelta(days=1),
                date.fromisoformat(found.latest),
                timex3=found.timex3 or "",
                basis=at.reference.basis,
                mod=mod,
            )
        return found
    saturday = here - timedelta(days=here.weekday()) + timedelta(weeks=shift, days=5)
    iso = saturday.isocalendar()
    return resolve.interval(
        words,
        saturday,
        saturday + timedelta(days=1),
        timex3=f"{iso.year}-W{iso.week:02d}-WE",
        basis=at.reference.basis,
    )


def _long_period(words: Words, at: Setting, shift: int, unit: str) -> DateValue:
    here = at.reference.day
    if here is None:
        return resolve.unresolved(words)
    if unit == "quarter":
        total = here.year * 4 + (here.month - 1) // 3 + shift
        parts: tuple[Literal["Q1", "Q2", "Q3", "Q4"], ...] = ("Q1", "Q2", "Q3", "Q4")
        return with_basis(
            resolve.year(words, at.reference, number=total // 4, part=parts[total % 4]), at.reference.basis
        )
    size = 10 if unit == "decade" else 100
    first = here.year // size * size + shift * size
    value = f"{first // 10}X" if size == 10 else f"{first // 100}XX"
    return resolve.interval(
        words, date(first, 1, 1), date(first + size - 1, 12, 31), timex3=value, basis=at.reference.basis
    )


def within_date(match: re.Match[str], words: Words, at: Setting) -> DateValue | None:
    """``within the year``: from now to its last day."""
    day = at.reference.day
    if day is None:
        return resolve.unresolved(words)
    if match["unit"].lower() == "month":
        return resolve.month(words, at.reference, months=0, part="ON_OR_BEFORE")
    last = date(day.year, 12, 31)
    return resolve.interval(words, day, last, timex3=f"{day.year}", mod="ON_OR_BEFORE", basis=at.reference.basis)


def _count(match: re.Match[str]) -> int | None:
    words = _group(match, "n")
    if words in ("several", "a few", "a couple of"):
        return None
    value = parse_number(words)
    return int(value) if value is not None and value == int(value) else None


def ago_date(match: re.Match[str], words: Words, at: Setting) -> DateValue | None:
    count, unit, way = _count(match), _group(match, "unit"), _group(match, "way")
    sign = -1 if way in ("ago", "earlier", "before", "back") else 1
    reference = at.reference
    if way in ("earlier", "later", "before", "after") and at.anchor is not None:
        reference = Reference(at.anchor, "relative_to_event")
    if count is None or reference.day is None:
        return resolve.unresolved(words, "PAST_REF" if sign < 0 else "FUTURE_REF")
    if unit in ("day", "week", "fortnight"):
        return resolve.offset_day(words, reference, sign * count * {"day": 1, "week": 7, "fortnight": 14}[unit])
    if unit == "month":
        return resolve.month(words, reference, months=sign * count)
    if unit in ("year", "decade"):
        return resolve.year(words, reference, years=sign * count * (10 if unit == "decade" else 1))
    return (
        resolve.offset_day(words, reference, 0)
        if unit in ("hour", "minute") and count < 3
        else resolve.unresolved(words)
    )


def in_time_date(match: re.Match[str], words: Words, at: Setting) -> DateValue | None:
    """``in three days``: ahead, unless the clause is in the past (``fell in three days``)."""
    count, unit = _count(match), _group(match, "unit")
    if at.direction == "past" or count is None or unit not in ("day", "week", "month"):
        return None
    if unit == "month":
        return resolve.month(words, at.reference, months=count)
    return resolve.offset_day(words, at.reference, count * (7 if unit == "week" else 1))


def month_range_date(match: re.Match[str], words: Words, at: Setting) -> DateValue | None:
    last_year = _year(match)
    first_year = int(match["year2"]) if match["year2"] else last_year
    first = resolve.month(
        words, at.reference, year=first_year, number=MONTHS[_group(match, "month")], direction=at.direction
    )
    if first.earliest and last_year is None:
        later = MONTHS[_group(match, "month2")] < MONTHS[_group(match, "month")]
        last_year = int(first.earliest[:4]) + int(later)
    last = resolve.month(
        words, at.reference, year=last_year, number=MONTHS[_group(match, "month2")], direction=at.direction
    )
    if not first.earliest or not last.latest or last.latest < first.earliest:
        return None
    return resolve.interval(
        words,
        date.fromisoformat(first.earliest),
        date.fromisoformat(last.latest),
        timex3=f"{first.timex3}/{last.timex3}",
        basis=first.basis,
        edtf=f"{first.edtf}/{last.edtf}",
    )


def fiscal_relative_date(match: re.Match[str], words: Words, at: Setting) -> DateValue | None:
    here = at.reference.day
    if here is None:
        return resolve.unresolved(words)
    rel = _group(match, "rel")
    shift = -1 if rel in ("last", "previous") else 1 if rel in ("next", "coming") else 0
    start = here.year if here.month >= 4 else here.year - 1
    return with_basis(resolve.year(words, at.reference, number=start + shift, part="FY"), at.reference.basis)


def duration_date(match: re.Match[str], words: Words, at: Setting) -> DateValue | None:
    unit = _group(match, "unit").rstrip("s")
    count = _group(match, "n")
    number = "X" if count in ("several", "a few", "a couple of") else str(parse_number(count) or 0)
    if unit in ("hour", "minute", "second"):
        return resolve.duration(words, f"PT{number}{_CODES[unit]}")
    if unit in ("decade", "centur", "century", "fortnight"):
        factor = {"decade": (10, "Y"), "fortnight": (2, "W")}.get(unit, (100, "Y"))
        number = str(int(float(number)) * factor[0]) if number != "X" else "X"
        return resolve.duration(words, f"P{number}{factor[1]}")
    return resolve.duration(words, f"P{number}{_CODES.get(unit, 'D')}")


def set_date(match: re.Match[str], words: Words, at: Setting) -> DateValue | None:
    word = _group(match, "word")
    if match.groupdict().get("wd"):
        return resolve.duration(words, f"XXXX-WXX-{WEEKDAYS[_group(match, 'wd')] + 1}")
    codes = {
        "dai": "P1D",
        "day": "P1D",
        "week": "P1W",
        "month": "P1M",
        "year": "P1Y",
        "annual": "P1Y",
        "quarter": "P3M",
    }
    return next((resolve.duration(words, code) for stem, code in codes.items() if stem in word), None)


def plain_year_date(match: re.Match[str], words: Words, at: Setting) -> DateValue | None:
    number, part = _year(match), _part(_group(match, "part"))
    text = _group(match, "part")
    if "half" in text:
        return resolve.year(words, at.reference, number=number, part="H2" if "second" in text else "H1")
    if part is None and at.by:
        part = "ON_OR_BEFORE"
    return resolve.year(words, at.reference, number=number, part=part if part != "AFTER" else "END")


def decade_date(match: re.Match[str], words: Words, at: Setting) -> DateValue | None:
    """``the 1990s``; ``the 1800s`` are a century, ``the 2000s`` a decade."""
    first = int(match["decade"])
    years, value = (100, f"{first // 100}XX") if first % 100 == 0 and first < 2000 else (10, f"{first // 10}X")
    last = date(first + years - 1, 12, 31)
    return resolve.interval(words, date(first, 1, 1), last, timex3=value, basis="explicit", edtf=value)


def year_span_date(match: re.Match[str], words: Words, at: Setting) -> DateValue | None:
    first, last = int(match["y1"]), int(match["y2"])
    last = last + first // 100 * 100 if last < 100 else last
    if last <= first:
        return None
    return resolve.interval(words, date(first, 1, 1), date(last, 12, 31), timex3=f"{first}/{last}", basis="explicit")


def fiscal_date(match: re.Match[str], words: Words, at: Setting) -> DateValue | None:
    return resolve.year(words, at.reference, number=_year(match), years=0, part="FY")


def year_part_date(match: re.Match[str], words: Words, at: Setting) -> DateValue | None:
    word = _group(match, "q")
    year = _year(match)
    shift = -1 if "last" in _group(match, "rel") else 1 if "next" in _group(match, "rel") else 0
    if word in _SEASONS:
        part = _SEASONS[word]
    elif "half" in match.group().lower():
        part = "H2" if word in ("second", "latter") else "H1"
    else:
        part = _QUARTERS[word]
    if year is None and "year" not in match.group().lower() and not _group(match, "rel"):
        return None
    return resolve.year(words, at.reference, number=year, years=shift, part=part)  # type: ignore[arg-type]


def bare_day_date(match: re.Match[str], words: Words, at: Setting) -> DateValue | None:
    return resolve.day(words, at.reference, number=int(_group(match, "day")), direction=at.direction)


def that_day_date(match: re.Match[str], words: Words, at: Setting) -> DateValue | None:
    if at.anchor is None:
        return resolve.unresolved(words)
    text = match.group().lower()
    shift = 1 if "next" in text or "following" in text else -1 if "previous" in text or "before" in text else 0
    return resolve.offset_day(words, Reference(at.anchor, "relative_to_event"), shift)


def bare_month_rule(match: re.Match[str], words: Words, at: Setting) -> DateValue | None:
    number = MONTHS.get(words.text.lower().strip("."))
    if number is None:
        return None
    part: Part | None = "ON_OR_BEFORE" if at.by else None
    return resolve.month(words, at.reference, number=number, direction=at.direction, part=part)
