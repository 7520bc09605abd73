"""Dates in everyday English lines, beyond what news is read for: ``mar3``, ``22/04``, ``week 10``, ``the next 4 business
days``, ``easter 2018``, ``2 weeks and 2 days ago``. Numbers stand in digits (``spelled.py``)."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any, Literal

from msgspec.structs import replace

from dateline.lang import intervals, resolve
from dateline.lang.data import load_table
from dateline.lang.en.meanings import MONTHS, WEEKDAYS, Setting, weekday_date, with_basis, with_day_part
from dateline.lang.feasts import feast
from dateline.lang.intervals import Unit
from dateline.lang.resolve import Direction, Words
from dateline.model import DateValue

_TABLE = load_table("en", "dates")
UNITS: dict[str, Unit] = {w: u for u, forms in _TABLE["units"].items() for w in (u, *forms)}
FEASTS: dict[str, str] = _TABLE["feasts"]
BACK, AHEAD = "last|past|previous|preceding", "next|coming|following|upcoming"
_MORE_ITEM = re.compile(r"(\d+) ([a-z]+)", re.IGNORECASE)


def get(match: re.Match[str], name: str) -> str:
    return (match.groupdict().get(name) or "").lower().strip(".")


def read_int(match: re.Match[str], name: str) -> int | None:
    found = get(match, name)
    return int(found) if found else None


def read_count(match: re.Match[str]) -> float | None:
    """How many; None for a few, several, some."""
    word = get(match, "n")
    if word in ("", "a", "an", "another", "the"):
        return 1
    if "couple" in word:
        return 2
    return float(word) if word[0].isdigit() else None


def read_unit(match: re.Match[str]) -> Unit:
    return UNITS[get(match, "unit")]


def read_parts(match: re.Match[str]) -> list[tuple[float, Unit]] | None:
    """Every count and unit of a duration such as ``2 weeks and 2 days``; None when a count is vague."""
    count = read_count(match)
    if count is None:
        return None
    found = [(count, read_unit(match))]
    found += [(float(n), UNITS[u.lower()]) for n, u in _MORE_ITEM.findall(match.groupdict().get("more") or "")]
    half = get(match, "half")
    if half:
        found[-1] = (found[-1][0] + (0.25 if "quarter" in half else 0.5), found[-1][1])
    return found


def full_date(match: re.Match[str], words: Words, at: Setting) -> DateValue | None:
    """A day with its month's name, the year before or after it or missing."""
    year, rel = read_int(match, "year"), get(match, "rel")
    month, number = MONTHS[get(match, "month")], int(get(match, "day"))
    direction: Direction = "future" if rel in AHEAD.split("|") else "past" if rel in BACK.split("|") else at.direction
    if rel == "this" and at.reference.day is not None:
        year = at.reference.day.year
        return with_basis(resolve.day(words, at.reference, year=year, month=month, number=number), at.reference.basis)
    return resolve.day(words, at.reference, year=year, month=month, number=number, direction=direction)


def day_range_date(match: re.Match[str], words: Words, at: Setting) -> DateValue | None:
    """Two days of one month (``9th till 17th of april``)."""
    year, month = read_int(match, "year"), MONTHS[get(match, "month")]
    first = resolve.day(
        words, at.reference, year=year, month=month, number=int(match["day"]), direction=at.direction
    )  # fmt: skip
    if first.earliest is None:
        return None
    last = resolve.day(words, at.reference, year=int(first.earliest[:4]), month=month, number=int(match["day2"]))
    return intervals.between(words, first, last)


def days_of_month_date(match: re.Match[str], words: Words, at: Setting) -> DateValue | None:
    """``from 4-23 in next month``, ``the 4th to the 23rd of this month``."""
    month = resolve.month(words, at.reference, months={"last": -1, "next": 1}.get(get(match, "rel"), 0))
    if not month.earliest:
        return None
    first, last = (intervals.nth_day(words, month, int(match[g])) for g in ("day", "day2"))
    return intervals.between(words, first, last) if first and last else None


def slashed_date(match: re.Match[str], words: Words, at: Setting) -> DateValue | None:
    """Month and day in figures, the American order first; a year of two figures is the nearest such year."""
    one, two, year = int(match["a"]), int(match["b"]), read_int(match, "y")
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
    here, number = at.reference.day, int(get(match, "day"))
    if here is None:
        return resolve.unresolved(words, f"XXXX-XX-{number:02d}")
    index, best = WEEKDAYS[get(match, "wd")], None
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
    return resolve.day(words, at.reference, number=int(get(match, "day")), direction=at.direction)


def moved_date(match: re.Match[str], words: Words, at: Setting) -> DateValue | None:
    """``2 weeks and 2 days ago``, ``in 3 years``, ``30 minutes later``: counted to the day, hours to the second."""
    parts, here = read_parts(match), at.reference.day
    past = get(match, "dir") in ("ago", "earlier", "before", "back", "previously")
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
    parts, sign = read_parts(match), -1 if get(match, "way") in BACK.split("|") else 1
    here, basis = at.reference.day, at.reference.basis
    if parts is None or here is None:
        return resolve.unresolved(words, "PAST_REF" if sign < 0 else "FUTURE_REF")
    count, unit = parts[0]
    moment = intervals.moment_of(at.reference)
    if unit in ("hour", "minute", "second") and moment is not None:
        return intervals.stretch_of_hours(words, moment, sign * count, unit, basis=basis)
    if count < 1 or count != int(count):
        return None
    if get(match, "work"):
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
    parts, here = read_parts(match), at.reference.day
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
    unit, here = get(match, "unit"), at.reference.day
    if here is None:
        return resolve.unresolved(words)
    shift = {"last": -1, "previous": -1, "next": 1, "following": 1}.get(get(match, "rel"), 0)
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
    code = "SY" if get(match, "kind")[0] == "s" else "FY"
    year = read_int(match, "year")
    if year is None and get(match, "rel") and at.reference.day is not None:
        year = at.reference.day.year + {"last": -1, "previous": -1, "next": 1, "coming": 1}.get(get(match, "rel"), 0)
    return resolve.unresolved(words, f"{code}{year or 'XXXX'}")


def week_number_date(match: re.Match[str], words: Words, at: Setting) -> DateValue | None:
    year, here = read_int(match, "year"), at.reference.day
    if year is None and here is None:
        return resolve.unresolved(words, f"XXXX-W{int(match['w']):02d}")
    if year is None and here is not None:
        year = here.isocalendar().year + {"last": -1, "next": 1}.get(get(match, "rel"), 0)
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
    word = get(match, "name")
    mod = {"early": "START", "mid": "MID", "late": "END"}.get(get(match, "when"))
    first = read_int(match, "tens") or names.get(word, 90)
    if first < 100:
        first += 2000 if first < 20 or (first == 20 and not word) else 1900
    years, value = (100, f"{first // 100}XX") if first % 100 == 0 and first < 2000 else (10, f"{first // 10}X")
    return resolve.interval(
        words, date(first, 1, 1), date(first + years - 1, 12, 31), timex3=value, basis="explicit", edtf=value, mod=mod
    )  # fmt: skip


def season_date(match: re.Match[str], words: Words, at: Setting) -> DateValue | None:
    codes = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
    return resolve.unresolved(words, codes[get(match, "season")])


def quarter_date(match: re.Match[str], words: Words, at: Setting) -> DateValue | None:
    """``2019 q3``, ``q1-2019``, ``h2 2020``, ``the 1st quarter of 2013``."""
    number, kind = int(match["q"]), get(match, "kind")[0].upper()
    if number > (4 if kind == "Q" else 2):
        return None
    shift = {"last": -1, "next": 1}.get(get(match, "yrel"), 0)
    part: Any = f"{kind}{number}"
    return resolve.year(words, at.reference, number=read_int(match, "year"), years=shift, part=part)


def month_half_date(match: re.Match[str], words: Words, at: Setting) -> DateValue | None:
    """``the second half of this month``."""
    month = resolve.month(words, at.reference, months={"last": -1, "next": 1}.get(get(match, "rel"), 0))
    first, last = intervals.first_day(month), intervals.last_day(month)
    if first is None or last is None:
        return month
    early = get(match, "half") == "1st"
    begin, end = (first, first.replace(day=15)) if early else (first.replace(day=16), last)
    mod = "START" if early else "END"
    return resolve.interval(words, begin, end, timex3=month.timex3 or "", basis=month.basis, mod=mod)


def century_date(match: re.Match[str], words: Words, at: Setting) -> DateValue | None:
    """A century as it is counted in speech: the 21st from 2000 on."""
    base = (int(match["nth"]) - 1) * 100
    if not 0 < base < 3000:
        return None
    value = f"{base // 100}XX"
    return resolve.interval(words, date(base, 1, 1), date(base + 99, 12, 31), timex3=value, basis="explicit")


def to_date_date(match: re.Match[str], words: Words, at: Setting) -> DateValue | None:
    """``year to date``: from its first day to the reference."""
    here = at.reference.day
    if here is None:
        return resolve.unresolved(words)
    monthly = get(match, "unit") == "month" or get(match, "code") == "mtd"
    first, name = (here.replace(day=1), f"{here:%Y-%m}") if monthly else (date(here.year, 1, 1), str(here.year))
    return resolve.interval(words, first, here, timex3=name, basis=at.reference.basis)


def same_date(match: re.Match[str], words: Words, at: Setting) -> DateValue | None:
    """``that day``, ``the same week``: of the day told before, else of the reference."""
    here = at.anchor or at.reference.day
    if here is None:
        return resolve.unresolved(words)
    basis: resolve.Basis = "relative_to_event" if at.anchor else "inferred"
    near, unit = resolve.Reference(here, basis), get(match, "unit")
    if unit == "day":
        return resolve.offset_day(words, near, 0)
    if unit == "month":
        return resolve.month(words, near, months=0)
    if unit == "year":
        return resolve.year(words, near, years=0)
    found = resolve.week(words, near, 0)
    return intervals.weekend_of(words, found) if unit == "weekend" else found


def two_away_date(match: re.Match[str], words: Words, at: Setting) -> DateValue | None:
    """``the week after next``, ``the night before last``."""
    shift, unit = (2 if "after" in get(match, "dir") else -2), get(match, "unit")
    if unit in ("day", "night"):
        return with_day_part(resolve.offset_day(words, at.reference, shift), unit)
    if unit == "month":
        return resolve.month(words, at.reference, months=shift)
    if unit == "year":
        return resolve.year(words, at.reference, years=shift)
    found = resolve.week(words, at.reference, shift)
    return intervals.weekend_of(words, found) if unit == "weekend" else found


def two_days_date(match: re.Match[str], words: Words, at: Setting) -> DateValue | None:
    """``between the 21st and the 23rd``: the last day is the first one of its number after the first day."""
    first = resolve.day(words, at.reference, number=int(match["day"]), direction=at.direction)
    start = intervals.first_day(first)
    if start is None:
        return None
    last = resolve.day(words, resolve.Reference(start, first.basis), number=int(match["day2"]), direction="future")
    return intervals.between(words, first, last)


def early_weekday_date(match: re.Match[str], words: Words, at: Setting) -> DateValue | None:
    found = weekday_date(match, words, at)
    return None if found is None else replace(found, mod="START" if get(match, "when") == "early" else "END")


def stamp_date(match: re.Match[str], words: Words, at: Setting) -> DateValue | None:
    """An ISO instant."""
    try:
        day = date.fromisoformat(match["iso"])
    except ValueError:
        return None
    found = resolve.interval(words, day, day, timex3=match["iso"], basis="explicit")
    zone = {"Z": "+00:00"}.get(match["zone"] or "", match["zone"])
    return intervals.with_hours(words, found, match["clock"], None, zone)


def feast_date(match: re.Match[str], words: Words, at: Setting) -> DateValue | None:
    rule = FEASTS[re.sub(r"\s+", " ", get(match, "feast").replace("’", "'"))]
    rel, year = get(match, "rel"), read_int(match, "year")
    if year is None and get(match, "yrel") and at.reference.day is not None:
        year = at.reference.day.year + {"last": -1, "next": 1}.get(get(match, "yrel"), 0)
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
    found = resolve.offset_day(words, at.reference, 1 if get(match, "rel") == "next" else -1)
    return with_day_part(found, get(match, "part"))


def edge_date(match: re.Match[str], words: Words, at: Setting) -> DateValue | None:
    """``end of year``, ``the beginning of the week``: of the one that now runs."""
    part: Literal["START", "MID", "END"] = "START" if get(match, "part")[0] in "bs" else "MID"
    part = "END" if get(match, "part") == "end" else part
    unit = get(match, "unit")
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
    back = get(match, "dir") in ("before", "previous", "prior")
    return resolve.offset_day(words, at.reference, -1 if back else 1)
