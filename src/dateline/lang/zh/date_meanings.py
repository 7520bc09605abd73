"""What the rules of ``date_grammar.py`` mean: one function for each, placed by the shared resolver."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Literal, cast

from msgspec.structs import replace

from dateline.lang import intervals, resolve
from dateline.lang.resolve import Direction, Reference, Words
from dateline.lang.zh.clock import day_part, read_clock
from dateline.lang.zh.date_grammar import DAY_OFFSETS, NEXT_DAY, PARTS, SAME_DAY, WEEK_OFFSETS
from dateline.lang.zh.date_place import Match, Place, read_int, relative, year_of
from dateline.lang.zh.date_stretches import (
    read_bce,
    read_century,
    read_decade,
    read_duration,
    read_era,
    read_half,
    read_in_year,
    read_lunar,
    read_pastn,
    read_rel_quarter,
    read_rel_year_part,
    read_rest,
    read_set,
    read_short_year,
    read_vague,
    read_within,
    read_year_range,
)
from dateline.lang.zh.numerals import is_about
from dateline.model import DateValue


def _months(text: str) -> int:
    plain = text.replace("个", "")
    return {"上上月": -2, "上月": -1, "下月": 1, "次月": 1, "下下月": 2}.get(plain, 0)


def _full(f: Place, m: Match) -> DateValue | None:
    year = year_of(f, m["fy"])
    if not m.group().endswith(("日", "号")) and not m["fd"].startswith(("十", "二", "三")):
        return None
    if year is None:
        return resolve.unresolved(f.words(m), f"XXXX-{read_int(m['fm']):02d}-{read_int(m['fd']):02d}")
    return relative(
        f, resolve.day(f.words(m), f.reference, year=year, month=read_int(m["fm"]), number=read_int(m["fd"])), m["fy"]
    )


def _iso(f: Place, m: Match) -> DateValue | None:
    return resolve.day(f.words(m), f.reference, year=int(m["iy"]), month=int(m["im"]), number=int(m["id"]))


def _year_month(f: Place, m: Match) -> DateValue | None:
    year = year_of(f, m["my"])
    if year is None:
        return resolve.unresolved(f.words(m), f"XXXX-{read_int(m['mm']):02d}")
    found = _month_part(f.words(m), f.reference, m["mp"], year=year, number=read_int(m["mm"]))
    return relative(f, found, m["my"])


def _month_part(
    words: Words,
    reference: Reference,
    part: str | None,
    *,
    year: int | None = None,
    number: int | None = None,
    months: int | None = None,
    direction: Direction = "nearest",
) -> DateValue:
    """A month or its third. ``底`` and ``末`` alone mean the last day where a deadline is asked; here the last third."""
    code = cast('Literal["START", "MID", "END"] | None', PARTS.get(part or ""))
    return resolve.month(words, reference, year=year, number=number, months=months, part=code, direction=direction)


def _month_day(f: Place, m: Match) -> DateValue | None:
    month = read_int(m["dm"])
    if not 1 <= month <= 12:
        return None
    return resolve.day(f.words(m), f.reference, month=month, number=read_int(m["dd"]), direction=f.direction(m, month))


def _range_md(f: Place, m: Match) -> DateValue | None:
    year = year_of(f, m["ry"]) if m["ry"] else None
    words = f.words(m)
    first = resolve.day(
        words, f.reference, year=year, month=read_int(m["rm"]), number=read_int(m["r1"]), direction=f.direction(m)
    )
    return _close_range(f, words, first, read_int(m["rm2"]) if m["rm2"] else read_int(m["rm"]), read_int(m["r2"]))


def _close_range(f: Place, words: Words, first: DateValue, month: int, number: int) -> DateValue:
    if not first.earliest:
        return resolve.unresolved(words)
    begin = date.fromisoformat(first.earliest[:10])
    year = begin.year + (1 if month < begin.month else 0)
    last = resolve.day(words, f.reference, year=year, month=month, number=number)
    return resolve.day_range(words, first, last)


def _list_md(f: Place, m: Match) -> DateValue | None:
    words = f.words(m)
    first = resolve.day(words, f.reference, month=read_int(m["lm"]), number=read_int(m["l1"]), direction=f.direction(m))
    return _close_range(f, words, first, read_int(m["lm"]), read_int(m["l2"]))


def _month_range(f: Place, m: Match) -> DateValue | None:
    """``2019年1-3月``, ``5月至10月``."""
    year, one, two = (year_of(f, m["mry"]) if m["mry"] else None), read_int(m["mr1"]), read_int(m["mr2"])
    if not (1 <= one <= 12 and 1 <= two <= 12) or one == two or (m["mry"] and year is None):
        return None
    words = f.words(m)
    first = resolve.month(words, f.reference, year=year, number=one, direction=f.direction(m))
    start = intervals.first_day(first)
    if start is None:
        return resolve.unresolved(words, f"XXXX-{one:02d}/XXXX-{two:02d}")
    last = resolve.month(words, f.reference, year=start.year + (two < one), number=two)
    made = intervals.between(words, first, last)
    return made if made is None or year is not None else relative(f, replace(made, basis="explicit"), "今年")


def _in_month(f: Place, words: Words, months: int, number: int) -> DateValue:
    if f.reference.day is None:
        return resolve.unresolved(words, f"XXXX-XX-{number:02d}")
    total = f.reference.day.year * 12 + f.reference.day.month - 1 + months
    found = resolve.day(words, f.reference, year=total // 12, month=total % 12 + 1, number=number)
    return relative(f, found, "今年")


def _rel_month_range(f: Place, m: Match) -> DateValue | None:
    words, months = f.words(m), _months(m["rmr"])
    return resolve.day_range(
        words, _in_month(f, words, months, read_int(m["rmr1"])), _in_month(f, words, months, read_int(m["rmr2"]))
    )


def _rel_month_day(f: Place, m: Match) -> DateValue | None:
    return _in_month(f, f.words(m), _months(m["rmd"]), read_int(m["rd"].rstrip("日号 ")))


def _rel_month(f: Place, m: Match) -> DateValue | None:
    words, months = f.words(m), _months(m["rmo"])
    if m["rmw"] or (m["rmp"] == "底" and m.group().endswith("前")):
        return resolve.month(words, f.reference, months=months, part="ON_OR_BEFORE")
    return _month_part(words, f.reference, m["rmp"], months=months)


def _rel_weekday(f: Place, m: Match) -> DateValue | None:
    words, last = f.words(m), m["wd"][-1]
    if last == "末":
        weeks = WEEK_OFFSETS.get((m["rw"] or "本").replace("个", ""), 0)
        return _weekend(f, words, weeks)
    index = "一二三四五六日天".index(last)
    index = 6 if index == 7 else index
    if m["rw"]:
        return resolve.weekday(words, f.reference, index, weeks=WEEK_OFFSETS[m["rw"].replace("个", "")])
    return resolve.weekday(words, f.reference, index, direction=f.direction(m))


def _weekend(f: Place, words: Words, weeks: int) -> DateValue:
    if f.reference.day is None:
        return resolve.unresolved(words)
    monday = f.reference.day - timedelta(days=f.reference.day.weekday()) + timedelta(weeks=weeks)
    iso = monday.isocalendar()
    return resolve.interval(
        words,
        monday + timedelta(days=5),
        monday + timedelta(days=6),
        timex3=f"{iso.year}-W{iso.week:02d}-WE",
        basis=f.reference.basis,
    )


def _rel_week(f: Place, m: Match) -> DateValue | None:
    key = re.sub(r"个?(?:周|星期|礼拜)$", "", m["week"])
    return resolve.week(
        f.words(m), f.reference, WEEK_OFFSETS[key], mod={"初": "START", "末": "END"}.get(m["wkp"] or "")
    )


def _rel_day(f: Place, m: Match) -> DateValue | None:
    words, text = f.words(m), m["rday"]
    if text in SAME_DAY or text in NEXT_DAY:
        shift = 1 if text in NEXT_DAY else 0
        known = f.last if shift else f.day
        if known and known.earliest:
            base = date.fromisoformat(known.latest[:10] if shift and known.latest else known.earliest[:10])
            return resolve.interval(
                words, base + timedelta(days=shift), base + timedelta(days=shift),
                timex3=(base + timedelta(days=shift)).isoformat(), basis="relative_to_event",
            )  # fmt: skip
        return resolve.unresolved(words) if shift else resolve.offset_day(words, f.reference, 0)
    return _night(resolve.offset_day(words, f.reference, DAY_OFFSETS[text]), text[-1])


def _night(value: DateValue, last: str) -> DateValue:
    """``昨晚``: the day with its part in TIMEX3."""
    part = {"晚": "EV", "早": "MO", "晨": "MO", "夜": "NI"}.get(last)
    if part is None or not value.timex3:
        return value
    return DateValue(
        text=value.text, start=value.start, end=value.end, timex3=f"{value.timex3}T{part}", mod=value.mod, edtf=value.edtf,
        earliest=value.earliest, latest=value.latest, basis=value.basis,
    )  # fmt: skip


def _ago(f: Place, m: Match) -> DateValue | None:
    count, unit, words = read_int(m["an"]), m["au"], f.words(m)
    if is_about(m["an"]):
        return resolve.unresolved(words, "PAST_REF" if m["ad"].endswith("前") else "FUTURE_REF")
    sign = -1 if m["ad"].endswith("前") else 1
    if unit == "日" and not m["an"].isdigit() and sign == 1:
        return None
    if unit in ("天", "日", "周", "星期"):
        return resolve.offset_day(words, f.reference, sign * count * (1 if unit in ("天", "日") else 7))
    if unit == "月":
        return resolve.month(words, f.reference, months=sign * count) if "个" in m.group() else None
    return resolve.year(words, f.reference, years=sign * count)


def _bare_day(f: Place, m: Match) -> DateValue | None:
    number = read_int(m["bd"])
    before = f.plain[max(0, m.start() - 1) : m.start()]
    if not 1 <= number <= 31 or before == "月":
        return None
    if m.group().rstrip().endswith("号") and f.reference.manner == "news":
        return None
    return resolve.day(f.words(m), f.reference, number=number, direction=f.direction(m))


def _list_day(f: Place, m: Match) -> DateValue | None:
    one, two = read_int(m["d1"]), read_int(m["d2"])
    if not (1 <= one <= 31 and 1 <= two <= 31):
        return None
    words = f.words(m)
    first = resolve.day(words, f.reference, number=one, direction=f.direction(m))
    if not first.earliest:
        return resolve.unresolved(words, f"XXXX-XX-{one:02d}/XXXX-XX-{two:02d}")
    month = int(first.earliest[5:7]) + (1 if two < one else 0)
    return _close_range(f, words, first, month if month <= 12 else 1, two)


def _month(f: Place, m: Match) -> DateValue | None:
    number = read_int(m["mo"])
    if not 1 <= number <= 12:
        return None
    return _month_part(f.words(m), f.reference, m["mop"], number=number, direction=f.direction(m, number))


def _clock(f: Place, m: Match) -> DateValue | None:
    hour = read_clock(m["clock"])
    if hour is None:
        part = day_part(m["clock"])
        return resolve.unresolved(f.words(m), f"T{part}") if part and m["clock"] != "晚" else None
    return resolve.unresolved(f.words(m), f"T{hour}")


READERS: dict[str, Callable[[Place, Match], DateValue | None]] = {
    "range_md": _range_md,
    "list_md": _list_md,
    "bce": read_bce,
    "month_range": _month_range,
    "rest": read_rest,
    "rel_quarter": read_rel_quarter,
    "rel_month_range": _rel_month_range,
    "full": _full,
    "iso": _iso,
    "year_range": read_year_range,
    "year_month": _year_month,
    "month_day": _month_day,
    "rel_month_day": _rel_month_day,
    "rel_month": _rel_month,
    "rel_year_part": read_rel_year_part,
    "era": read_era,
    "decade": read_decade,
    "century": read_century,
    "lunar": read_lunar,
    "half": read_half,
    "in_year": read_in_year,
    "rel_weekday": _rel_weekday,
    "rel_week": _rel_week,
    "rel_day": _rel_day,
    "ago": _ago,
    "within": read_within,
    "pastn": read_pastn,
    "set": read_set,
    "list_day": _list_day,
    "bare_day": _bare_day,
    "month": _month,
    "short_year": read_short_year,
    "vague": read_vague,
    "duration": read_duration,
    "clock": _clock,
}
