"""Dates in everyday English lines, beyond what news is read for: ``mar3``, ``22/04``, ``week 10``, ``the next 4 business
days``, ``easter 2018``, ``2 weeks and 2 days ago``. Numbers stand in digits (``spelled.py``)."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Literal

from dateline.lang import intervals, resolve
from dateline.lang.data import load_table
from dateline.lang.en.meanings import MONTHS, WEEKDAYS, Setting, with_basis, with_day_part
from dateline.lang.feasts import feast
from dateline.lang.intervals import Unit
from dateline.lang.resolve import Direction, Words
from dateline.model import DateValue

_TABLE = load_table("en", "dates")
UNITS: dict[str, Unit] = {w: u for u, forms in _TABLE["units"].items() for w in (u, *forms)}
FEASTS: dict[str, str] = _TABLE["feasts"]
SETS: dict[str, str] = _TABLE["sets"]
_DAY_PARTS: dict[str, str] = _TABLE["day_parts"]
_CODES: dict[Unit, str] = {
    "second": "S", "minute": "M", "hour": "H", "day": "D", "week": "W", "month": "M", "year": "Y",
}  # fmt: skip
_FACTORS: dict[Unit, tuple[int, Unit]] = {
    "fortnight": (2, "week"), "quarter": (3, "month"), "decade": (10, "year"), "century": (100, "year"),
}  # fmt: skip


BACK, AHEAD = "last|past|previous|preceding", "next|coming|following|upcoming"
_MORE_ITEM = re.compile(r"(\d+) ([a-z]+)", re.IGNORECASE)


def _get(match: re.Match[str], name: str) -> str:
    return (match.groupdict().get(name) or "").lower().strip(".")


def _int(match: re.Match[str], name: str) -> int | None:
    found = _get(match, name)
    return int(found) if found else None


def _count(match: re.Match[str]) -> float | None:
    """How many; None for a few, several, some."""
    word = _get(match, "n")
    if word in ("", "a", "an", "another", "the"):
        return 1
    if "couple" in word:
        return 2
    return float(word) if word[0].isdigit() else None


def _unit(match: re.Match[str]) -> Unit:
    return UNITS[_get(match, "unit")]


def _parts(match: re.Match[str]) -> list[tuple[float, Unit]] | None:
    """Every count and unit of a duration such as ``2 weeks and 2 days``; None when a count is vague."""
    count = _count(match)
    if count is None:
        return None
    found = [(count, _unit(match))]
    found += [(float(n), UNITS[u.lower()]) for n, u in _MORE_ITEM.findall(match.groupdict().get("more") or "")]
    half = _get(match, "half")
    if half:
        found[-1] = (found[-1][0] + (0.25 if "quarter" in half else 0.5), found[-1][1])
    return found


def full_date(match: re.Match[str], words: Words, at: Setting) -> DateValue | None:
    """A day with its month's name, the year before or after it or missing."""
    year, rel = _int(match, "year"), _get(match, "rel")
    month, number = MONTHS[_get(match, "month")], int(_get(match, "day"))
    direction: Direction = "future" if rel in AHEAD.split("|") else "past" if rel in BACK.split("|") else at.direction
    if rel == "this" and at.reference.day is not None:
        year = at.reference.day.year
        return with_basis(resolve.day(words, at.reference, year=year, month=month, number=number), at.reference.basis)
    return resolve.day(words, at.reference, year=year, month=month, number=number, direction=direction)


def day_range_date(match: re.Match[str], words: Words, at: Setting) -> DateValue | None:
    """Two days of one month (``9th till 17th of april``)."""
    year, month = _int(match, "year"), MONTHS[_get(match, "month")]
    first = resolve.day(
        words, at.reference, year=year, month=month, number=int(match["day"]), direction=at.direction
    )  # fmt: skip
    if first.earliest is None:
        return None
    last = resolve.day(words, at.reference, year=int(first.earliest[:4]), month=month, number=int(match["day2"]))
    return intervals.between(words, first, last)


def days_of_month_date(match: re.Match[str], words: Words, at: Setting) -> DateValue | None:
    """``from 4-23 in next month``, ``the 4th to the 23rd of this month``."""
    month = resolve.month(words, at.reference, months={"last": -1, "next": 1}.get(_get(match, "rel"), 0))
    if not month.earliest:
        return None
    first, last = (intervals.nth_day(words, month, int(match[g])) for g in ("day", "day2"))
    return intervals.between(words, first, last) if first and last else None


def slashed_date(match: re.Match[str], words: Words, at: Setting) -> DateValue | None:
    """Month and day in figures, the American order first; a year of two figures is the nearest such year."""
    one, two, year = int(match["a"]), int(match["b"]), _int(match, "y")
    month, day = (two, one) if one > 12 else (one, two)
    if month > 12 or day > 31:
        return None
    if year is not None and year < 100:
        here = at.reference.day.year if at.reference.day else 2000
        year = min((year + c for c in (1800, 1900, 2000, 2100)), key=lambda y: abs(y - here))
    return resolve.day(words, at.reference, year=year, month=month, number=day, direction=at.direction)


def year_month_date(match: re.Match[str], words: Words, at: Setting) -> DateValue | None:
    return resolve.month(words, at.reference, year=int(match["y"]), number=int(match["m"]))


def weekday_number_date(match: re.Match[str], words: Words, at: Setting) -> DateValue | None:
    """``Mon 13th``: the nearest day where both hold."""
    here, number = at.reference.day, int(_get(match, "day"))
    if here is None:
        return resolve.unresolved(words, f"XXXX-XX-{number:02d}")
    index, best = WEEKDAYS[_get(match, "wd")], None
    for shift in sorted(range(-28, 29), key=lambda s: (abs(s), -s)):
        total = here.year * 12 + here.month - 1 + shift
        try:
            day = date(total // 12, total % 12 + 1, number)
        except ValueError:
            continue
        if day.weekday() == index and (best is None or abs(day - here) < abs(best - here)):
            best = day
    if best is None:
        return None
    return resolve.interval(words, best, best, timex3=best.isoformat(), basis=at.reference.basis)


def figures_date(match: re.Match[str], words: Words, at: Setting) -> DateValue | None:
    """``20260105`` and ``2026 01 05``."""
    return resolve.day(
        words, at.reference, year=int(match["year"]), month=int(match["month"]), number=int(match["day"])
    )  # fmt: skip


def day_number_date(match: re.Match[str], words: Words, at: Setting) -> DateValue | None:
    return resolve.day(words, at.reference, number=int(_get(match, "day")), direction=at.direction)


def moved_date(match: re.Match[str], words: Words, at: Setting) -> DateValue | None:
    """``2 weeks and 2 days ago``, ``in 3 years``, ``30 minutes later``: counted to the day, hours to the second."""
    parts, here = _parts(match), at.reference.day
    past = _get(match, "dir") in ("ago", "earlier", "before", "back", "previously")
    if parts is None or here is None:
        return resolve.unresolved(words, "PAST_REF" if past else "FUTURE_REF")
    sign = -1 if past else 1
    if any(unit in ("hour", "minute", "second") for _, unit in parts):
        return _moved_hours(words, at, parts, sign)
    coarse, found = False, here
    for count, unit in parts:
        if count != int(count):
            return _moved_half(words, at, parts, sign)
        found = intervals.shift_day(found, sign * int(count), unit)
        coarse = coarse or unit not in ("day", "week", "fortnight")
    mod = "APPROX" if coarse and len(parts) == 1 else None
    return resolve.interval(words, found, found, timex3=found.isoformat(), basis=at.reference.basis, mod=mod)


def _moved_half(words: Words, at: Setting, parts: list[tuple[float, Unit]], sign: int) -> DateValue | None:
    days = {"day": 1, "week": 7, "fortnight": 14, "month": 30, "year": 365}
    if at.reference.day is None or any(unit not in days for _, unit in parts):
        return None
    total = round(sum(count * days[unit] for count, unit in parts))
    found = at.reference.day + timedelta(days=sign * total)
    return resolve.interval(words, found, found, timex3=found.isoformat(), basis=at.reference.basis, mod="APPROX")


def _moved_hours(words: Words, at: Setting, parts: list[tuple[float, Unit]], sign: int) -> DateValue | None:
    moment = intervals.moment_of(at.reference)
    if moment is None or any(unit not in ("hour", "minute", "second") for _, unit in parts):
        return None
    seconds = sum(count * {"hour": 3600, "minute": 60, "second": 1}[unit] for count, unit in parts)
    return intervals.instant_from(words, moment, sign * seconds, "second", basis=at.reference.basis)


def stretch_date(match: re.Match[str], words: Words, at: Setting) -> DateValue | None:
    """``the last 3 months``, ``5 past years``, ``next hour``, ``past fortnight``, ``next 4 business days``."""
    parts, sign = _parts(match), -1 if _get(match, "way") in BACK.split("|") else 1
    here, basis = at.reference.day, at.reference.basis
    if parts is None or here is None:
        return resolve.unresolved(words, "PAST_REF" if sign < 0 else "FUTURE_REF")
    count, unit = parts[0]
    moment = intervals.moment_of(at.reference)
    if unit in ("hour", "minute", "second") and moment is not None:
        return intervals.stretch_of_hours(words, moment, sign * count, unit, basis=basis)
    if count != int(count):
        return None
    if _get(match, "work"):
        return intervals.working_days(words, here, sign * int(count), basis=basis)
    if unit in ("quarter", "fortnight"):
        return _whole_units(words, at, sign * int(count), unit)
    start = here if sign < 0 else here + timedelta(days=1)
    other = start
    for number, each in parts:
        other = intervals.shift_day(other, sign * int(number), each)
    first, last = (other, start) if sign < 0 else (start, other)
    last -= timedelta(days=1)
    return resolve.interval(words, first, last, timex3=f"{first.isoformat()}/{last.isoformat()}", basis=basis)


def _whole_units(words: Words, at: Setting, count: int, unit: Unit) -> DateValue | None:
    """Quarters and fortnights are counted by the calendar's own: the one that now runs is left out."""
    here = at.reference.day
    assert here is not None
    begin = here - timedelta(days=here.weekday())
    if unit == "quarter":
        begin = date(here.year, (here.month - 1) // 3 * 3 + 1, 1)
    start = begin if count < 0 else intervals.shift_day(begin, 1, unit)
    return intervals.stretch(words, start, count, unit, basis=at.reference.basis)


def within_date(match: re.Match[str], words: Words, at: Setting) -> DateValue | None:
    """``within 2h``, ``within the next 3 days``: from now to then."""
    parts, here = _parts(match), at.reference.day
    moment = intervals.moment_of(at.reference)
    if parts is None or here is None or moment is None:
        return resolve.unresolved(words, "FUTURE_REF")
    count, unit = parts[0]
    if unit in ("hour", "minute", "second"):
        return intervals.stretch_of_hours(words, moment, count, unit, basis=at.reference.basis)
    last = intervals.shift_day(here, int(count), unit)
    value = f"{here.isoformat()}/{last.isoformat()}"
    return resolve.interval(words, here, last, timex3=value, basis=at.reference.basis, mod="ON_OR_BEFORE")


def running_date(match: re.Match[str], words: Words, at: Setting) -> DateValue | None:
    """``the week``, ``this calendar year``, ``the fortnight``, ``weekend``: the one that now runs."""
    unit, here = _get(match, "unit"), at.reference.day
    if here is None:
        return resolve.unresolved(words)
    shift = {"last": -1, "previous": -1, "next": 1, "following": 1}.get(_get(match, "rel"), 0)
    monday = here - timedelta(days=here.weekday()) + timedelta(weeks=shift)
    iso = monday.isocalendar()
    name = f"{iso.year}-W{iso.week:02d}"
    if unit == "fortnight":
        return intervals.stretch(words, monday, 2, "week", basis=at.reference.basis)
    if unit == "weekend":
        first, last, name = monday + timedelta(days=5), monday + timedelta(days=6), f"{name}-WE"
        return resolve.interval(words, first, last, timex3=name, basis=at.reference.basis)
    if "work" in unit or "business" in unit:
        return resolve.interval(words, monday, monday + timedelta(days=4), timex3=name, basis=at.reference.basis)
    if unit == "week":
        return resolve.week(words, at.reference, shift)
    if unit == "month":
        return resolve.month(words, at.reference, months=shift)
    return resolve.year(words, at.reference, years=shift)


def school_year_date(match: re.Match[str], words: Words, at: Setting) -> DateValue | None:
    """School and fiscal years whose months nobody says: the number alone."""
    code = "SY" if _get(match, "kind")[0] == "s" else "FY"
    year = _int(match, "year")
    if year is None and _get(match, "rel") and at.reference.day is not None:
        year = at.reference.day.year + {"last": -1, "previous": -1, "next": 1, "coming": 1}.get(_get(match, "rel"), 0)
    return resolve.unresolved(words, f"{code}{year or 'XXXX'}")


def week_number_date(match: re.Match[str], words: Words, at: Setting) -> DateValue | None:
    year, here = _int(match, "year"), at.reference.day
    if year is None and here is None:
        return resolve.unresolved(words, f"XXXX-W{int(match['w']):02d}")
    if year is None and here is not None:
        year = here.isocalendar().year + {"last": -1, "next": 1}.get(_get(match, "rel"), 0)
    number = int(match["w"])
    assert year is not None
    if not 1 <= number <= date(year, 12, 28).isocalendar().week:
        return None
    monday = date.fromisocalendar(year, number, 1)
    basis = "explicit" if match["year"] else at.reference.basis
    return resolve.interval(words, monday, monday + timedelta(days=6), timex3=f"{year}-W{number:02d}", basis=basis)


def decade_date(match: re.Match[str], words: Words, at: Setting) -> DateValue | None:
    names = {
        "twenties": 20,
        "thirties": 30,
        "forties": 40,
        "fifties": 50,
        "sixties": 60,
        "seventies": 70,
        "eighties": 80,
    }
    word = _get(match, "name")
    first = _int(match, "tens") or names.get(word, 90)
    if first < 100:
        first += 2000 if first < 20 or (first == 20 and not word) else 1900
    last = first + 9
    return resolve.interval(
        words, date(first, 1, 1), date(last, 12, 31), timex3=f"{first // 10}X", basis="explicit", edtf=f"{first // 10}X"
    )


def season_date(match: re.Match[str], words: Words, at: Setting) -> DateValue | None:
    codes = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
    return resolve.unresolved(words, codes[_get(match, "season")])


def quarter_date(match: re.Match[str], words: Words, at: Setting) -> DateValue | None:
    """``2019 q3``, ``q1-2019``, ``h2 2020``, ``the 1st quarter of 2013``."""
    number, kind = int(match["q"]), _get(match, "kind")[0].upper()
    if number > (4 if kind == "Q" else 2):
        return None
    return resolve.year(words, at.reference, number=_int(match, "year"), years=0, part=f"{kind}{number}")  # type: ignore[arg-type]


def feast_date(match: re.Match[str], words: Words, at: Setting) -> DateValue | None:
    rule = FEASTS[re.sub(r"\s+", " ", _get(match, "feast").replace("’", "'"))]
    rel, year = _get(match, "rel"), _int(match, "year")
    if year is None and _get(match, "yrel") and at.reference.day is not None:
        year = at.reference.day.year + {"last": -1, "next": 1}.get(_get(match, "yrel"), 0)
        return with_basis(feast(words, at.reference, rule, year=year), at.reference.basis)
    direction: Direction = "past" if rel in BACK.split("|") else "future" if rel in AHEAD.split("|") else at.direction
    return feast(words, at.reference, rule, year=year, direction=direction)


def feast_weekend_date(match: re.Match[str], words: Words, at: Setting) -> DateValue | None:
    """The weekend of a feast, the feast taken in where it stands beside it."""
    day = feast_date(match, words, at)
    first = intervals.first_day(day) if day else None
    if first is None or day is None:
        return day
    saturday = first - timedelta(days=(first.weekday() - 5) % 7)
    if first.weekday() in (2, 3, 4):
        saturday = first + timedelta(days=5 - first.weekday())
    begin, end = min(first, saturday) if first.weekday() == 4 else saturday, saturday + timedelta(days=1)
    end = first if first.weekday() == 0 else end
    iso = saturday.isocalendar()
    return resolve.interval(words, begin, end, timex3=f"{iso.year}-W{iso.week:02d}-WE", basis=day.basis)


def next_part_date(match: re.Match[str], words: Words, at: Setting) -> DateValue | None:
    """``next evening``, ``last morning``: of the day after or before."""
    found = resolve.offset_day(words, at.reference, 1 if _get(match, "rel") == "next" else -1)
    return with_day_part(found, _get(match, "part"))


def edge_date(match: re.Match[str], words: Words, at: Setting) -> DateValue | None:
    """``end of year``, ``the beginning of the week``: of the one that now runs."""
    part: Literal["START", "MID", "END"] = "START" if _get(match, "part")[0] in "bs" else "MID"
    part = "END" if _get(match, "part") == "end" else part
    unit = _get(match, "unit")
    if unit == "week":
        return resolve.week(words, at.reference, 0, mod=part)
    if unit == "month":
        return resolve.month(words, at.reference, months=0, part=part)
    return resolve.year(words, at.reference, years=0, part=part)


def end_of_day_date(match: re.Match[str], words: Words, at: Setting) -> DateValue | None:
    found = resolve.offset_day(words, at.reference, 0)
    return intervals.with_hours(words, found, "23:59:59", None) if found.earliest else found


def present_date(match: re.Match[str], words: Words, at: Setting) -> DateValue | None:
    """Now: the reference day, with TIMEX3's PRESENT_REF."""
    here = at.reference.day
    if here is None:
        return resolve.unresolved(words, "PRESENT_REF")
    return resolve.interval(words, here, here, timex3="PRESENT_REF", basis=at.reference.basis)


def tomorrow_date(match: re.Match[str], words: Words, at: Setting) -> DateValue | None:
    return resolve.offset_day(words, at.reference, 1)


def day_after_date(match: re.Match[str], words: Words, at: Setting) -> DateValue | None:
    back = _get(match, "dir") in ("before", "previous", "prior")
    return resolve.offset_day(words, at.reference, -1 if back else 1)


def duration_date(match: re.Match[str], words: Words, at: Setting) -> DateValue | None:
    """``3h``, ``2 nights``, ``1 hour and 30 minutes``, ``all week``, ``one hour and a half``."""
    parts = _parts(match)
    if parts is None:
        unit, factor = _unit(match), _FACTORS.get(_unit(match))
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
        "up to": "EQUAL_OR_LESS", "about": "APPROX", "around": "APPROX", "nearly": "APPROX", "almost": "APPROX",
    }.get(_get(match, "bound"))  # fmt: skip


def weekends_date(match: re.Match[str], words: Words, at: Setting) -> DateValue | None:
    count = _count(match)
    return resolve.duration(words, f"P{count:g}WE" if count is not None else "PXWE")


def set_date(match: re.Match[str], words: Words, at: Setting) -> DateValue | None:
    """``every two days``, ``every other week``, ``twice a month``, ``bi-monthly``."""
    name = _get(match, "name")
    if name:
        return resolve.duration(words, SETS[name])
    unit, count = _unit(match), _count(match)
    if _get(match, "other"):
        count = 2
    if count is None:
        return None
    size, base = _FACTORS.get(unit, (1, unit))
    clock = "T" if base in ("hour", "minute", "second") else ""
    return resolve.duration(words, f"P{clock}{count * size:g}{_CODES[base]}")


def set_part_date(match: re.Match[str], words: Words, at: Setting) -> DateValue | None:
    """``every night``, ``mornings``, ``Tuesday afternoons``, ``Tuesdays``, ``all weekends``."""
    day, part = _get(match, "wd"), _DAY_PARTS.get(_get(match, "part"))
    if not day and not part:
        return resolve.duration(words, "P1WE")
    if not day:
        return resolve.duration(words, f"T{part}")
    head = f"XXXX-WXX-{WEEKDAYS[day] + 1}"
    return resolve.duration(words, f"{head}T{part}" if part else head)


def set_day_date(match: re.Match[str], words: Words, at: Setting) -> DateValue | None:
    """``the 19th of every month``."""
    return resolve.duration(words, f"XXXX-XX-{int(_get(match, 'day')):02d}")
