"""What the numbers, years, hours and parts of a matched Korean date come to."""

from __future__ import annotations

import re

from msgspec import structs

from dateline.lang import moments
from dateline.lang.dated import Match, Scene
from dateline.lang.ko.date_words import TABLE, any_of, meaning, tight
from dateline.lang.resolve import Direction
from dateline.model import DateValue

_LATE = ("오후", "늦은오후", "저녁", "밤", "늦은밤", "밤늦게", "심야", "낮")
_ZONE_BEFORE = re.compile(rf"(?P<zone>{any_of(TABLE['zones'])})(?:으로|로)?[\s,]*$")
_ZONE_AFTER = re.compile(rf"\s?\((?P<zone>{any_of(TABLE['zones'])})\)|\s?\((?P<other>한국|일본|미국)[\s가-힣]*시[간각]")


def number_of(words: str | None) -> int | None:
    """A number in digits or native words, or None."""
    if not words:
        return None
    if words.isdigit():
        return int(words)
    found = meaning("counts", words, meaning("day_words", words))
    return None if found is None else int(found)


def year_of(m: Match, scene: Scene) -> int | None:
    """The year that the words name, or None where they name none that can be placed."""
    here = scene.reference.day
    if m["y"]:
        return int(m["y"])
    if m["dan"]:
        return int(m["dan"]) - 2333
    if m["y2"] or m["yy"]:
        year = 2000 + int((m["y2"] or m["yy"]).strip("'’‘`"))
        return year if year <= (here.year if here else 2026) + 20 else year - 100
    if m["ry"] and here:
        return here.year + int(meaning("years", m["ry"]))
    if m["sy"] and scene.told:
        return scene.told.year + int(meaning("event_years", m["sy"]))
    return None


def names_year(m: Match) -> bool:
    """Whether the match has words for a year, placed or not."""
    return bool(m["y"] or m["dan"] or m["y2"] or m["yy"] or m["ry"] or m["sy"])


def with_basis(value: DateValue, m: Match, scene: Scene) -> DateValue:
    """A date whose year or month was counted from somewhere is not explicit."""
    if not value.earliest:
        return value
    groups = m.groupdict()
    if groups.get("ry") or groups.get("rm"):
        return structs.replace(value, basis=scene.reference.basis)
    return structs.replace(value, basis="relative_to_event") if groups.get("sy") else value


def way(m: Match, scene: Scene) -> Direction:
    """The direction that 오는 or 지난 gives, else the scene's."""
    word = m.groupdict().get("dir")
    if word == "지난":
        return "past"
    return "future" if word in ("오는", "다가오는", "돌아오는") else scene.direction


def clock_of(m: Match) -> str | None:
    """The time of day that the words give (``15:30``), or None."""
    groups = m.groupdict()
    if groups.get("hm"):
        hour, minute, second = int(groups["hm"] or 0), int(groups["mm"] or 0), 0
    elif groups.get("h"):
        hour = number_of(groups["h"]) or 0
        minute = 30 if groups.get("half") else number_of(groups.get("mi")) or 0
        second = number_of(groups.get("se")) or 0
        hour += 12 if hour < 12 and _is_late(tight(groups.get("ap")), tight(groups.get("rd")), hour) else 0
    else:
        return {"정오": "12:00", "자정": "00:00"}.get(groups.get("part") or "")
    if hour > 23 or minute > 59 or second > 59:
        return "00:00" if (hour, minute) == (24, 0) else None
    return f"{hour:02d}:{minute:02d}" + (f":{second:02d}" if second else "")


def _is_late(period: str, day: str, hour: int) -> bool:
    if period == "낮":
        return hour < 5
    if period in ("밤", "늦은밤", "심야", "밤늦게"):
        return hour > 4
    return period in _LATE or (not period and meaning("days", day, [0])[-1:] == ["NI"])


def with_time(value: DateValue, m: Match, scene: Scene) -> DateValue:
    """A day with the hour or the part of the day that the words name."""
    clock = clock_of(m)
    if clock is not None:
        return moments.at_clock(value, clock, zone_of(m, scene))
    part = m.groupdict().get("part")
    return moments.at_part(value, meaning("parts_of_day", part)) if part else value


def zone_of(m: Match, scene: Scene) -> str | None:
    """The zone named beside the date or in it, else the publication's; a time given again in a named zone is told in
    its place's own."""
    before = _ZONE_BEFORE.search(m.string, max(0, m.start() - 14), m.start())
    after = _ZONE_AFTER.match(m.string, m.end())
    if before is not None:
        return meaning("zones", before["zone"]) or None
    if "현지" in m.group() or (after is not None and after["other"]):
        return None
    if after is not None:
        return meaning("zones", after["zone"]) or None
    return scene.reference.tz
