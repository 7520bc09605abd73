"""Days as pages write them, in any language whose months CLDR names (a page's furniture may be in more than our four).

``find_day`` takes one short line of a page. The order of day and month in ``3/5/2022`` follows the locale's own short
date; where the locale is not known, such a line has no day unless one number is above twelve.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache, lru_cache
from typing import Literal

from msgspec import Struct

from dateline.ingest.published import find_stamp
from dateline.lang.pack import load_pack
from dateline.lang.resolve import Reference

Order = Literal["day first", "month first", "year first", "unknown"]

_YEAR = r"(?P<y>(?:199|20[0-4])\d)(?!\d)"
_NUMERIC = re.compile(
    r"(?<![\d.,/:-])(?P<a>\d{1,2})(?P<sep>\s?[./|-]\s?)(?P<b>\d{1,2})(?P=sep)(?:"
    + _YEAR
    + r"|(?P<yy>[0-4]\d)(?![\d,/:-]|\.\d))"
)
_CLOCK = re.compile(
    r"(?<!\d)(?P<h>[01]?\d|2[0-3])\s?[:.h]\s?(?P<mi>[0-5]\d)(?!\d)(?:[:.]\d\d)?\s*(?P<half>[ap]\.?\s?m\b)?", re.I
)
_HAN_DAY = re.compile("[年년]")
_FULL_WIDTH = {0xFF10 + digit: str(digit) for digit in range(10)} | {0xFF0F: "/", 0xFF0E: "."}
_FIRST_YEAR = 1990


class WrittenDay(Struct, frozen=True, kw_only=True):
    """A day found in a line: its date, its hour and minute on the page's own clock, its ISO stamp (zone kept, if the
    line has one) and where in the line it stands."""

    day: date
    clock: tuple[int, int] | None
    stamp: str
    start: int
    end: int


class Locale(Struct, frozen=True):
    """What decides how a page writes its days: its language and the order of day and month there."""

    language: str
    order: Order


def locale_of(tag: str | None, host: str | None) -> Locale:
    """The locale of a page from its language tag (``en-GB``) and, where that names no region, its host's country."""
    return _locale((tag or "")[:40], (host or "").rpartition(".")[2][:8])


@lru_cache(maxsize=512)
def _locale(tag: str, domain: str) -> Locale:
    from babel import Locale as Cldr
    from babel import UnknownLocaleError
    from babel.languages import get_official_languages

    language, _, region = tag.strip().replace("_", "-").partition("-")
    language, region = language.lower(), region[-2:].upper()
    top = domain.upper()
    country = {"UK": "GB"}.get(top, top) if len(top) == 2 else ""
    language = language or next(iter(get_official_languages(country) if country else ()), "")
    for name in (f"{language}_{region}", f"{language}_{country}", language):
        if name.endswith("_") or (name == "en"):
            continue
        try:
            pattern = Cldr.parse(name).date_formats["short"].pattern
        except (ValueError, UnknownLocaleError):
            continue
        first = min("yMd", key=pattern.index)
        return Locale(language, "year first" if first == "y" else "month first" if first == "M" else "day first")
    return Locale(language or "en", "unknown")


@lru_cache(maxsize=4096)
def find_day(line: str, locale: Locale) -> WrittenDay | None:
    """The first day that is written in full in a line, or None. Full-width digits count as digits."""
    line = line if line.isascii() else line.translate(_FULL_WIDTH)
    found = _with_year_first(line) or _in_numbers(line, locale.order) or _with_month_name(line, locale.language)
    return found if found is not None and found.day.year >= _FIRST_YEAR else None


def _with_year_first(line: str) -> WrittenDay | None:
    found = find_stamp(line)
    if found is not None:
        day = date.fromisoformat(found.iso[:10])
        return WrittenDay(day=day, clock=found.clock, stamp=found.iso, start=found.start, end=found.end)
    if not _HAN_DAY.search(line):
        return None
    for lang in ("ja", "zh", "ko"):
        for value in load_pack(lang).find_dates(line, 0, len(line), Reference(None)):
            if value.basis == "explicit" and value.earliest and value.earliest == value.latest:
                return _made(date.fromisoformat(value.earliest[:10]), line, value.start, value.end)
    return None


def _in_numbers(line: str, order: Order) -> WrittenDay | None:
    for found in _NUMERIC.finditer(line):
        made = _read_numbers(found, order)
        if made is not None:
            return _made(made, line, found.start(), found.end())
    return None


def _read_numbers(found: re.Match[str], order: Order) -> date | None:
    """``24.4.2020``, ``4/24/2020``, ``26.01.08``: which number is what by the separator, the locale and what can be."""
    first, second = int(found["a"]), int(found["b"])
    if found["yy"] and order == "year first":
        return _dated(2000 + first, second, int(found["yy"]))
    year = int(found["y"]) if found["y"] else 2000 + int(found["yy"])
    if "." in found["sep"] or "|" in found["sep"] or first > 12 >= second:
        return _dated(year, second, first)
    if second > 12 >= first or order in ("month first", "year first"):
        return _dated(year, first, second)
    return None if order == "unknown" and first != second else _dated(year, second, first)


def _with_month_name(line: str, language: str) -> WrittenDay | None:
    for code in dict.fromkeys((language, "en")):
        pattern, months = _month_names(code)
        for found in pattern.finditer(line) if pattern else ():
            month = months[(found["m1"] or found["m2"]).lower().rstrip(".")]
            made = _dated(int(found["y1"] or found["y2"]), month, int(found["d1"] or found["d2"]))
            if made is not None:
                return _made(made, line, found.start(), found.end())
    return None


@cache
def _month_names(language: str) -> tuple[re.Pattern[str] | None, dict[str, int]]:
    """A pattern for ``24. April 2020`` and ``April 24, 2020`` in a language, and the months by their small names."""
    from babel import Locale as Cldr
    from babel import UnknownLocaleError

    try:
        tables = Cldr.parse(language).months
    except (ValueError, UnknownLocaleError):
        return None, {}
    months = {
        name.lower().rstrip("."): month
        for context in ("format", "stand-alone")
        for width in ("wide", "abbreviated")
        for month, name in tables[context][width].items()
        if len(name) > 2 and not name[0].isdigit()
    }
    if language == "en":
        months["sept"] = 9
    if not months:
        return None, {}
    names = "|".join(sorted(map(re.escape, months), key=len, reverse=True))
    year = r"(?:199|20[0-4])\d(?!\d)"
    pattern = (
        rf"(?<![\d.])(?P<d1>\d{{1,2}})(?:st|nd|rd|th|er|[.ºª])?,?\s*(?:\w{{1,3}}\s+)?(?P<m1>{names})\.?,?\s*(?:\w{{1,3}}\s+)?(?P<y1>{year})"
        rf"|(?<!\w)(?P<m2>{names})\.?\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y2>{year})"
    )
    return re.compile(pattern, re.I), months


def _dated(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _made(day: date, line: str, start: int, end: int) -> WrittenDay:
    """The day with the clock time behind it."""
    clock = None
    found = _CLOCK.search(line, end)
    if found is not None and found.start() <= end + 12:
        hour = int(found["h"])
        half = (found["half"] or "").lower()[:1]
        hour += 12 if half == "p" and hour < 12 else -12 if half == "a" and hour == 12 else 0
        clock = (hour, int(found["mi"]))
    return WrittenDay(day=day, clock=clock, stamp=day.isoformat(), start=start, end=end)
