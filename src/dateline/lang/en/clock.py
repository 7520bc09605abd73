"""Times of day: found beside a date they sharpen it; alone they keep their TIMEX3 value."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone

from msgspec.structs import replace

from dateline.lang.resolve import Reference, Words, unresolved
from dateline.model import DateValue

_ZONES = {
    "KST": 9,
    "JST": 9,
    "CST": 8,
    "UTC": 0,
    "GMT": 0,
    "BST": 1,
    "CET": 1,
    "CEST": 2,
    "EST": -5,
    "EDT": -4,
    "ET": -5,
    "PST": -8,
    "PDT": -7,
    "SGT": 8,
    "HKT": 8,
    "IST": 5.5,
}
ZONE = r"(?:\s?\(?(?P<zone>" + "|".join(_ZONES) + r"|local time|Korea(?:n)? time|Japan time)\)?(?!\w))?"
_TIME = re.compile(
    r"(?<![\w:.])(?:(?P<h>[01]?\d|2[0-3])(?::(?P<m>[0-5]\d))?\s?(?P<half>a\.?m\.?|p\.?m\.?)(?!\w)"
    r"|(?P<h24>[01]?\d|2[0-3]):(?P<m24>[0-5]\d)(?!\d|:\d)|(?P<word>noon|midnight)\b)" + ZONE,
    re.IGNORECASE,
)
_BRIDGE = re.compile(r"(?:,?\s*(?:at|around|about|by|on|from|,)?\s*)+$", re.IGNORECASE)


def add_times(text: str, start: int, end: int, dates: list[DateValue], reference: Reference) -> tuple[DateValue, ...]:
    """``dates`` with the times of day in ``text[start:end]``: joined with the day beside them, else on their own."""
    found = list(dates)
    for match in _TIME.finditer(text, start, end):
        if any(d.start < match.end() and match.start() < d.end for d in found):
            continue
        clock, zone = _value(match, reference)
        stop = match.end()
        if text[stop - 1] == "." and (stop >= end or not re.match(r"\s+[a-z(]", text[stop:end])):
            stop = stop - 1 if match.group().count(".") < 2 else stop
        index = _beside(text, match.start(), match.end(), found)
        if index is None:
            words = Words(text[match.start() : stop], match.start(), stop)
            found.append(replace(unresolved(words, f"T{clock}"), tz=zone))
        else:
            found[index] = _joined(text, found[index], match.start(), stop, clock, zone)
    return tuple(sorted(found, key=lambda d: d.start))


def _value(match: re.Match[str], reference: Reference) -> tuple[str, str | None]:
    if match["word"]:
        hour, minute = (12 if match["word"].lower() == "noon" else 0), 0
    elif match["h24"]:
        hour, minute = int(match["h24"]), int(match["m24"])
    else:
        hour, minute = int(match["h"]) % 12, int(match["m"] or 0)
        hour += 12 if match["half"].lower().startswith("p") else 0
    return f"{hour:02d}:{minute:02d}", zone_offset(match["zone"] or "")


def zone_offset(name: str) -> str | None:
    """``KST``, ``Korean time`` -> ``+09:00``; None for a zone that is not known, and for local time."""
    if name.upper().startswith(("KOREA", "JAPAN")):
        return "+09:00"
    hours = _ZONES.get(name.upper())
    if hours is None:
        return None
    sign = "-" if hours < 0 else "+"
    return f"{sign}{int(abs(hours)):02d}:{int(abs(hours) * 60) % 60:02d}"


def _beside(text: str, start: int, end: int, dates: list[DateValue]) -> int | None:
    for index, value in enumerate(dates):
        if not value.earliest or value.earliest != value.latest or "T" in value.earliest:
            continue
        gap = text[value.end : start] if value.end <= start else text[end : value.start]
        if len(gap) <= 12 and (gap.strip() == "" or _BRIDGE.fullmatch(gap)):
            return index
    return None


def _joined(text: str, value: DateValue, start: int, end: int, clock: str, zone: str | None) -> DateValue:
    first, last = min(value.start, start), max(value.end, end)
    stamp = f"{value.earliest}T{clock}:00{zone or ''}"
    if zone:
        moment = datetime.fromisoformat(stamp)
        assert moment.tzinfo is not None
        stamp = moment.astimezone(timezone(moment.utcoffset() or timedelta())).isoformat()
    return replace(
        value,
        text=text[first:last],
        start=first,
        end=last,
        timex3=f"{value.earliest}T{clock}",
        edtf=stamp,
        earliest=stamp,
        latest=stamp,
        tz=zone,
    )
