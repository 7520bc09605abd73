"""When a page was published: what it states, and, where it states nothing, what its text allows to infer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from unicodedata import normalize

from msgspec import Struct

from dateline.lang.pack import load_pack
from dateline.lang.resolve import Reference
from dateline.model import DateValue

_ISO = re.compile(
    r"(?<!\d)(?P<y>(?:19|20)\d\d)\s?[-/.年년]\s?(?P<m>\d{1,2})\s?[-/.月월]\s?(?P<d>\d{1,2})(?!\d)(?:\s?[日일.])?"
    r"(?:[T\s(（][^\d]{0,12}?(?P<pm>오후|午後|下午|오전|午前|上午)?\s?(?P<h>\d{1,2})"
    r"(?:\s?[:：時时시点]\s?(?P<mi>\d{2})(?:\s?[:：分분]\s?(?P<s>\d{2})(?:[.,]\d+)?)?[分분]?|\s?[時时시点](?!\d)))?"
    r"\s?\(?(?P<tz>Z|(?:GMT|UTC)?[+-]\d{2}(?::?\d{2})?(?!\d)|KST|JST|CST|UTC|GMT)?"
)
_ZONES = {"KST": "+09:00", "JST": "+09:00", "CST": "+08:00", "UTC": "+00:00", "GMT": "+00:00", "Z": "+00:00"}
_NEAR_DAYS = 75
_LONGEST_STAMP = 500  # characters that are read of a written stamp
_DATED = 100_000  # characters of an undated text that are searched for its day
_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925}
_ERA = re.compile(r"(?P<era>令和|平成|昭和)\s?(?P<y>元|\d{1,2})\s?年\s?")


_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.A)
_YEARS = range(1000, 9000)  # years around which days can be counted


class Stamp(Struct, frozen=True, kw_only=True):
    """A stamp found in a line: in ISO form, its hour and minute on its own clock, and where in the line it stands."""

    iso: str
    clock: tuple[int, int] | None
    start: int
    end: int


def parse_stamp(raw: str | None) -> str | None:
    """An ISO instant (zone kept, if there is one) or bare date from a written stamp of any of our languages, or None.

    Understands ISO 8601, RFC 822, ``2026년 01월 08일``, ``2026.01.08 17:33``, ``2026年1月8日 午後5時33分``, ``January 8, 2026``.
    """
    if not raw or not raw.strip():
        return None
    raw = normalize("NFKC", raw.strip()[:_LONGEST_STAMP])
    found = find_stamp(raw)
    return found.iso if found else parse_mail_date(raw) or _day_in_words(raw)


def is_day(stamp: str) -> bool:
    """Whether it is a day of the calendar, as YYYY-MM-DD."""
    try:
        return bool(_DAY.fullmatch(stamp)) and date.fromisoformat(stamp).year in _YEARS
    except ValueError:
        return False


def is_instant(stamp: str) -> bool:
    """Whether it is an instant with its zone, its day as YYYY-MM-DD."""
    try:
        made = datetime.fromisoformat(stamp)
        return made.tzinfo is not None and made.year in _YEARS and bool(_DAY.match(stamp))
    except ValueError:
        return False


def find_stamp(raw: str) -> Stamp | None:
    """The first stamp with its year in front (ISO 8601, East Asian forms, eras), or None."""
    era = _ERA.search(raw)
    found = _ISO.search(_western_year(raw, era) if era else raw)
    return _from_match(found, len(raw)) if found else None


def parse_mail_date(raw: str) -> str | None:
    """The stamp of an RFC 822 date (feeds, mail, HTTP), or None."""
    for name in ("KST", "JST"):
        raw = raw.replace(f" {name}", " +0900")
    try:
        stamp = parsedate_to_datetime(raw)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    if stamp.year <= 1990:
        return None
    return stamp.isoformat(timespec="seconds") if stamp.tzinfo else stamp.date().isoformat()


def _western_year(raw: str, found: re.Match[str]) -> str:
    """The stamp with a Japanese era's year (令和8年, 平成元年) as the year of the common calendar."""
    year = _ERAS[found["era"]] + (1 if found["y"] == "元" else int(found["y"]))
    return f"{raw[: found.start()]}{year}年{raw[found.end() :]}"


def _from_match(found: re.Match[str], most: int) -> Stamp | None:
    try:
        day = date(int(found["y"]), int(found["m"]), int(found["d"]))
    except ValueError:
        return None
    start, end = found.start(), min(found.end(), most)
    hour, minute, second = int(found["h"] or 99), int(found["mi"] or 0), int(found["s"] or 0)
    if found["pm"] and hour <= 12:
        hour = hour % 12 + (12 if found["pm"] in ("오후", "午後", "下午") else 0)
    if hour > 23 or minute > 59 or second > 59:
        return Stamp(iso=day.isoformat(), clock=None, start=start, end=end)
    zone = _offset_of(found["tz"] or "")
    iso = f"{day.isoformat()}T{hour:02d}:{minute:02d}:{second:02d}{zone}" if zone else day.isoformat()
    return Stamp(iso=iso, clock=(hour, minute), start=start, end=end)


def _offset_of(zone: str) -> str | None:
    """``+09:00`` for ``KST``, ``+0900``, ``GMT+9`` and their like; None for no zone or one that cannot be."""
    if zone in _ZONES:
        return _ZONES[zone]
    digits = zone.removeprefix("GMT").removeprefix("UTC").replace(":", "")
    if len(digits) not in (3, 5) or int(digits[1:3]) > 14 or int(digits[3:] or 0) > 59:
        return None
    return f"{digits[:3]}:{digits[3:] or '00'}"


def _day_in_words(raw: str) -> str | None:
    for value in load_pack("en").find_dates(raw, 0, len(raw), Reference(None)):
        if value.basis == "explicit" and value.earliest and value.earliest == value.latest:
            return value.earliest[:10]
    return None


def infer_day(parts: Sequence[tuple[str, str]], weak_parts: Sequence[tuple[str, str]]) -> str | None:
    """The day that a text without a stated date was written about, from ``(text, lang)`` parts, or None.

    The first full date in the text itself counts. Failing that, its first day and month, with the year that brings
    it nearest to a full date elsewhere on the page (teasers): weak, and marked ``inferred`` by the caller.
    """
    own = list(_dates_of(parts))
    for value in own:
        if value.basis == "explicit" and value.earliest and value.earliest == value.latest:
            return value.earliest[:10]
    partial = next((v.timex3 for v in own if v.timex3 and re.fullmatch(r"XXXX-\d\d-\d\d", v.timex3)), None)
    others = [
        date.fromisoformat(v.earliest[:10])
        for v in _dates_of(weak_parts)
        if v.basis == "explicit" and v.earliest and v.earliest == v.latest
    ]
    if partial and others:
        return _nearest_year(int(partial[5:7]), int(partial[8:10]), others)
    return None


def _nearest_year(month: int, day: int, others: Sequence[date]) -> str | None:
    options: list[tuple[int, date]] = []
    for other in others:
        for year in (other.year - 1, other.year, other.year + 1):
            try:
                candidate = date(year, month, day)
            except ValueError:
                continue
            options.append((abs((candidate - other).days), candidate))
    if not options:
        return None
    distance, best = min(options)
    return best.isoformat() if distance <= _NEAR_DAYS else None


def _dates_of(parts: Sequence[tuple[str, str]]) -> Iterator[DateValue]:
    """The dates of the parts, as far as they are searched."""
    left = _DATED
    for text, lang in parts:
        yield from _dates(text[:left], lang)
        left -= len(text)
        if left <= 0:
            return


def _dates(text: str, lang: str) -> tuple[DateValue, ...]:
    return load_pack(lang).find_dates(text, 0, len(text), Reference(None))
