"""What the numbers, years, hours and parts of a matched Japanese date come to."""

from __future__ import annotations

import re
from datetime import date

from msgspec import structs

from dateline.lang import moments
from dateline.lang.dated import Match, Scene
from dateline.lang.ja.date_words import TABLE, any_of
from dateline.lang.ja.numbers import small_int
from dateline.model import DateValue

_OTHER_ZONE = re.compile(rf"[ごろ頃すぎ過]*[（(](?:{any_of(TABLE['zones'])})")
_LATE = ("午後", "夕方", "夕刻", "夕", "夜", "夜遅く", "晩", "深夜", "昼過ぎ")


def number_of(words: str | None) -> int | None:
    """A whole number in digits or kanji, or None."""
    if not words:
        return None
    try:
        return small_int(words)
    except ValueError:
        return None


def year_of(m: Match, scene: Scene) -> int | None:
    """The year that the words name, or None where they name none that can be placed."""
    here = scene.reference.day
    if m["y"]:
        return int("".join(c if c.isascii() else str("〇一二三四五六七八九".index(c)) for c in m["y"]))
    if m["era"]:
        number = 1 if m["ey"] == "元" else number_of(m["ey"])
        return None if number is None else int(TABLE["eras"][m["era"]]) + number
    if m["yy"]:
        return short_year(int(m["yy"]), here)
    if m["ry"] and here:
        return here.year + int(TABLE["years"][m["ry"]])
    if m["sy"] and scene.told:
        return scene.told.year + int(TABLE["event_years"][m["sy"]])
    return None


def short_year(digits: int, here: date | None) -> int:
    """A year written with two digits: within twenty years ahead of the reference, else before it."""
    now = here.year if here else 2026
    year = now // 100 * 100 + digits
    return year - 100 if year > now + 20 else year


def names_year(m: Match) -> bool:
    """Whether the match has words for a year, placed or not."""
    return bool(m["y"] or m["era"] or m["yy"] or m["ry"] or m["sy"])


def with_basis(value: DateValue, m: Match, scene: Scene) -> DateValue:
    """A date whose year was counted from somewhere is not explicit."""
    if not value.earliest:
        return value
    if m["ry"]:
        return structs.replace(value, basis=scene.reference.basis)
    return structs.replace(value, basis="relative_to_event") if m["sy"] else value


def clock_of(m: Match) -> str | None:
    """The time of day that the words give (``15:30``), or None."""
    groups = m.groupdict()
    if groups.get("hm"):
        hour, minute, second = int(groups["hm"] or 0), int(groups["mm"] or 0), 0
    elif groups.get("h"):
        hour = number_of(groups["h"]) or 0
        minute = 30 if groups.get("half") else number_of(groups.get("mi")) or 0
        second = number_of(groups.get("se")) or 0
        period = groups.get("ampm") or groups.get("period")
        if ((period in _LATE or _is_late(groups.get("rd"))) and 4 < hour < 12) or (period == "午後" and hour <= 4):
            hour += 12
    elif groups.get("part") == "正午":
        return "12:00"
    else:
        return None
    if hour > 23 or minute > 59 or second > 59:
        return None
    return f"{hour:02d}:{minute:02d}" + (f":{second:02d}" if second else "")


def _is_late(word: str | None) -> bool:
    """Whether a word for a day says its evening as well (今夜10時)."""
    return word is not None and TABLE["days"].get(word, [0])[-1] in ("NI", "EV")


def with_time(value: DateValue, m: Match, scene: Scene) -> DateValue:
    """A day with the hour or the part of the day that the words name."""
    clock = clock_of(m)
    if clock is not None:
        return moments.at_clock(value, clock, zone_of(m, scene))
    part = m.groupdict().get("part")
    return moments.at_part(value, TABLE["parts_of_day"][part]) if part else value


def zone_of(m: Match, scene: Scene) -> str | None:
    """The zone named right before the date, else the publication's; a time given again in a named zone (8日午後6時
    （日本時間9日午前8時）) is told in its place's own."""
    before = m.string[max(0, m.start() - 12) : m.start()].removesuffix("の")
    for words, zone in TABLE["zones"].items():
        if before.endswith(words):
            return zone or None
    if _OTHER_ZONE.match(m.string, m.end()):
        return None
    return scene.reference.tz
