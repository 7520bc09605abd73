"""Agencies' manners: marks of versions in headlines, kill notices, and embargoes with their times."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from functools import cache

from dateline.ingest.published import find_stamp
from dateline.ingest.written_days import Locale, find_day
from dateline.lang.data import load_table
from dateline.lang.identify import SUPPORTED
from dateline.lang.pack import load_pack
from dateline.lang.resolve import Reference
from dateline.model.article import VersionMark

_MARKS: tuple[VersionMark, ...] = ("kill", "correction", "flash", "lead", "roundup", "update")
_LEAD_LENGTH = 200
_LONGEST_LINE = 240
_CLOCK = re.compile(
    r"(?P<half>오전|오후|午前|午後|上午|下午|晚上|凌晨)?\s?(?<!\d)(?P<h>[01]?\d|2[0-4])\s?(?:[:：.](?P<mi>[0-5]\d)|[시時时点](?:\s?(?P<mi2>[0-5]?\d)\s?[분分])?)"
    r"(?:\s?(?P<ampm>[ap])\.?m\b)?|(?<!\d)(?P<hm>[01]\d[0-5]\d|2[0-3][0-5]\d)(?=\s?(?:GMT|UTC|KST|JST|EST|EDT|hrs|hours|h\b))|(?P<ha>\d{1,2})\s?(?P<ap>[ap])\.?m\b",
    re.I,
)
_ZONE = re.compile(r"\b(?P<name>GMT|UTC|KST|JST|EST|EDT|CET|CEST|BST|PST|PDT|ET)\b|(?P<offset>[+-]\d{2}:?\d{2})\b")
_OFFSETS = {
    "GMT": "+00:00", "UTC": "+00:00", "KST": "+09:00", "JST": "+09:00", "EST": "-05:00", "EDT": "-04:00", "ET": "-05:00",
    "CET": "+01:00", "CEST": "+02:00", "BST": "+01:00", "PST": "-08:00", "PDT": "-07:00",
}  # fmt: skip
_HOME = {"ko": "+09:00", "ja": "+09:00", "zh": "+08:00"}


def version_mark(headline: str, lead: str) -> VersionMark | None:
    """The agency mark of a headline ([속보], (종합), 速報, UPDATE 2-), or a kill notice in headline or lead."""
    for mark in _MARKS:
        where = f"{headline}\n{lead[:_LEAD_LENGTH]}" if mark == "kill" else headline
        if any(pattern.search(where) for pattern in _patterns(mark)):
            return mark
    return None


def without_marks(headline: str) -> str:
    """A headline without its marks of version: the same for every version of one article."""
    for mark in _MARKS:
        for pattern in _patterns(mark):
            headline = pattern.sub("", headline)
    return headline.strip()


def embargo_until(lines: Sequence[str], lang: str, published: str | None) -> str | None:
    """The instant that an embargo line among ``lines`` names, as ISO with its zone, or None.

    An hour without a zone is the outlet's own: that of ``published``, else that of the language's home; where neither
    tells it, UTC. A day without an hour ends the embargo as it begins. A day without a year is the nearest one to
    ``published``.
    """
    for line in lines:
        held = len(line) <= _LONGEST_LINE and any(p.search(line) for p in _patterns("embargo"))
        if not held or any(p.search(line) for p in _patterns("at_once")):
            continue
        found = _day_in(line, lang, published)
        if found is None:
            continue
        day, rest = found
        hour, minute = _clock_in(rest)
        zone = _zone_in(line) or (published[19:] if published and len(published) > 19 else _HOME.get(lang, "+00:00"))
        try:
            return datetime.fromisoformat(f"{day.isoformat()}T{hour:02d}:{minute:02d}:00{zone}").isoformat()
        except ValueError:
            continue
    return None


@cache
def _patterns(mark: str) -> tuple[re.Pattern[str], ...]:
    return tuple(
        re.compile(pattern, re.IGNORECASE | re.MULTILINE)
        for lang in SUPPORTED
        for pattern in load_table(lang, "notices").get("version_marks", {}).get(mark, [])
    )


def _day_in(line: str, lang: str, published: str | None) -> tuple[date, str] | None:
    """The day that a line names, and the line without it."""
    stamp = find_stamp(line)
    if stamp is not None:
        clock = "{:02d}:{:02d} ".format(*stamp.clock) if stamp.clock else ""
        return date.fromisoformat(stamp.iso[:10]), clock + line[: stamp.start] + line[stamp.end :] + stamp.iso[19:]
    written = find_day(line, Locale(lang, "unknown"))
    if written is not None:
        return written.day, line[: written.start] + line[written.end :]
    reference = Reference(datetime.fromisoformat(published[:10]).date() if published else None)
    for value in load_pack(lang).find_dates(line, 0, len(line), reference):
        if value.earliest and value.latest and value.earliest[:10] == value.latest[:10]:
            clock = value.earliest[11:16] + " " if len(value.earliest) >= 16 else ""
            return date.fromisoformat(value.earliest[:10]), clock + line[: value.start] + line[value.end :]
    return None


def _clock_in(line: str) -> tuple[int, int]:
    found = _CLOCK.search(line)
    if found is None:
        return 0, 0
    if found["hm"]:
        return int(found["hm"][:2]), int(found["hm"][2:])
    hour = int(found["h"] or found["ha"]) % 24
    late = (found["half"] or "") in ("오후", "午後", "下午", "晚上") or (
        found["ampm"] or found["ap"] or ""
    ).lower() == "p"
    early = (found["half"] or "") in ("오전", "午前", "上午", "凌晨") or (
        found["ampm"] or found["ap"] or ""
    ).lower() == "a"
    hour = hour + 12 if late and hour < 12 else 0 if early and hour == 12 else hour
    return hour, int(found["mi"] or found["mi2"] or 0)


def _zone_in(line: str) -> str | None:
    found = _ZONE.search(line)
    return None if found is None else _OFFSETS[found["name"].upper()] if found["name"] else found["offset"]
