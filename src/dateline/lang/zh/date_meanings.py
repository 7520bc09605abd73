"""What the rules of ``date_grammar.py`` mean: one function for each, placed by the shared resolver."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from dateline.lang import intervals, resolve
from dateline.lang.resolve import Direction, Reference, Words
from dateline.lang.zh.clock import day_part, read_clock
from dateline.lang.zh.date_grammar import (
    DAY_OFFSETS,
    FUTURE,
    NEXT_DAY,
    PARTS,
    PAST,
    QUARTERS,
    SAME_DAY,
    SEASONS,
    UNITS,
    VAGUE,
    WEEK_OFFSETS,
    YEAR_OFFSETS,
)
from dateline.lang.zh.numerals import read_digits
from dateline.model import DateValue

Match = re.Match[str]


class Place:
    """The text that is walked (``plain``: in simplified characters), its reference, and the last dates found in it."""

    def __init__(self, text: str, plain: str, reference: Reference, day: DateValue | None = None) -> None:
        self.text, self.plain, self.reference = text, plain, reference
        self.last = self.day = day

    def words(self, match: Match) -> Words:
        """The words of a match, without white space at their end."""
        end = match.end()
        while end > match.start() and self.text[end - 1].isspace():
            end -= 1
        return Words(self.text[match.start() : end], match.start(), end)

    def direction(self, match: Match) -> Direction:
        """Which way the words just before a match point."""
        before = self.plain[max(0, match.start() - 6) : match.start()]
        if FUTURE.search(before):
            return "future"
        return "past" if PAST.search(before) else "nearest"


def _int(text: str) -> int:
    found = read_digits(text)
    return found if found is not None else 0


def _year_of(finder: Place, text: str) -> int | None:
    """A year in digits or counted from the reference; None when there is nothing to count from."""
    plain = text.removesuffix("年").strip() if text not in YEAR_OFFSETS else text
    if plain in YEAR_OFFSETS:
        if plain in ("当年", "同年", "翌年", "次年"):
            base = finder.last.earliest if finder.last else None
            return int(base[:4]) + (1 if plain in ("翌年", "次年") else 0) if base else None
        day = finder.reference.day
        return day.year + YEAR_OFFSETS[plain] if day else None
    number = _int(plain)
    return number if 1000 <= number <= 2999 else None


def _relative(finder: Place, value: DateValue, text: str) -> DateValue:
    """The basis of a date whose year was counted from the reference."""
    if text in YEAR_OFFSETS and value.basis == "explicit":
        return DateValue(
            text=value.text, start=value.start, end=value.end, timex3=value.timex3, mod=value.mod, edtf=value.edtf,
            earliest=value.earliest, latest=value.latest, basis=finder.reference.basis,
        )  # fmt: skip
    return value


def _months(text: str) -> int:
    plain = text.replace("个", "")
    return {"上上月": -2, "上月": -1, "下月": 1, "次月": 1, "下下月": 2}.get(plain, 0)


def _full(f: Place, m: Match) -> DateValue | None:
    year = _year_of(f, m["fy"])
    if not m.group().endswith(("日", "号")) and not m["fd"].startswith(("十", "二", "三")):
        return None
    if year is None:
        return resolve.unresolved(f.words(m), f"XXXX-{_int(m['fm']):02d}-{_int(m['fd']):02d}")
    return _relative(
        f, resolve.day(f.words(m), f.reference, year=year, month=_int(m["fm"]), number=_int(m["fd"])), m["fy"]
    )


def _iso(f: Place, m: Match) -> DateValue | None:
    return resolve.day(f.words(m), f.reference, year=int(m["iy"]), month=int(m["im"]), number=int(m["id"]))


def _year_range(f: Place, m: Match) -> DateValue | None:
    first, last, words = _int(m["yr1"]), _int(m["yr2"]), f.words(m)
    if not 1000 <= first <= last <= 2999:
        return None
    begin, end = date(first, 1, 1), date(last, 12, 31)
    return resolve.interval(words, begin, end, timex3=f"{first}/{last}", basis="explicit", edtf=f"{first}/{last}")


def _year_month(f: Place, m: Match) -> DateValue | None:
    year = _year_of(f, m["my"])
    if year is None:
        return resolve.unresolved(f.words(m), f"XXXX-{_int(m['mm']):02d}")
    found = _month_part(f.words(m), f.reference, m["mp"], year=year, number=_int(m["mm"]))
    return _relative(f, found, m["my"])


def _month_part(
    words: Words,
    reference: Reference,
    part: str | None,
    *,
    year: int | None = None,
    number: int | None = None,
    months: int | None = None,
) -> DateValue:
    """A month or its third. ``底`` and ``末`` alone mean the last day where a deadline is asked; here the last third."""
    code = PARTS.get(part or "")
    if code == "START":
        return resolve.month(words, reference, year=year, number=number, months=months, part="START")
    if code == "MID":
        return resolve.month(words, reference, year=year, number=number, months=months, part="MID")
    if code == "END":
        return resolve.month(words, reference, year=year, number=number, months=months, part="END")
    return resolve.month(words, reference, year=year, number=number, months=months)


def _month_day(f: Place, m: Match) -> DateValue | None:
    month = _int(m["dm"])
    if not 1 <= month <= 12:
        return None
    return resolve.day(f.words(m), f.reference, month=month, number=_int(m["dd"]), direction=f.direction(m))


def _range_md(f: Place, m: Match) -> DateValue | None:
    year = _year_of(f, m["ry"]) if m["ry"] else None
    words = f.words(m)
    first = resolve.day(
        words, f.reference, year=year, month=_int(m["rm"]), number=_int(m["r1"]), direction=f.direction(m)
    )
    return _close_range(f, words, first, _int(m["rm2"]) if m["rm2"] else _int(m["rm"]), _int(m["r2"]))


def _close_range(f: Place, words: Words, first: DateValue, month: int, number: int) -> DateValue:
    if not first.earliest:
        return resolve.unresolved(words)
    begin = date.fromisoformat(first.earliest[:10])
    year = begin.year + (1 if month < begin.month else 0)
    last = resolve.day(words, f.reference, year=year, month=month, number=number)
    return resolve.day_range(words, first, last)


def _list_md(f: Place, m: Match) -> DateValue | None:
    words = f.words(m)
    first = resolve.day(words, f.reference, month=_int(m["lm"]), number=_int(m["l1"]), direction=f.direction(m))
    return _close_range(f, words, first, _int(m["lm"]), _int(m["l2"]))


def _in_month(f: Place, words: Words, months: int, number: int) -> DateValue:
    if f.reference.day is None:
        return resolve.unresolved(words, f"XXXX-XX-{number:02d}")
    total = f.reference.day.year * 12 + f.reference.day.month - 1 + months
    found = resolve.day(words, f.reference, year=total // 12, month=total % 12 + 1, number=number)
    return _relative(f, found, "今年")


def _rel_month_range(f: Place, m: Match) -> DateValue | None:
    words, months = f.words(m), _months(m["rmr"])
    return resolve.day_range(
        words, _in_month(f, words, months, _int(m["rmr1"])), _in_month(f, words, months, _int(m["rmr2"]))
    )


def _rel_month_day(f: Place, m: Match) -> DateValue | None:
    return _in_month(f, f.words(m), _months(m["rmd"]), _int(m["rd"].rstrip("日号 ")))


def _rel_month(f: Place, m: Match) -> DateValue | None:
    words, months = f.words(m), _months(m["rmo"])
    if m["rmw"] or (m["rmp"] == "底" and m.group().endswith("前")):
        return resolve.month(words, f.reference, months=months, part="ON_OR_BEFORE")
    return _month_part(words, f.reference, m["rmp"], months=months)


def _rel_year_part(f: Place, m: Match) -> DateValue | None:
    year, part, words = _year_of(f, m["yp"]), m["ypp"] or "", f.words(m)
    if year is None:
        return resolve.unresolved(words)
    if (m["ypd"] or part in ("以前", "前")) and f.reference.manner == "everyday":
        found = intervals.open_range(words, resolve.year(words, f.reference, number=year), "BEFORE")
    elif m["ypd"] or part in ("年内", "内", "以前", "前"):
        found = resolve.year(words, f.reference, number=year, part="ON_OR_BEFORE")
    elif part in ("上半年", "下半年"):
        found = resolve.year(words, f.reference, number=year, part="H1" if part[0] == "上" else "H2")
    elif part.startswith("前") and part.endswith("季度"):
        found = _first_quarters(words, year, part)
    elif part.endswith("季度"):
        found = _quarter(words, f.reference, year, part)
    elif part[:1] in SEASONS:
        found = _season(words, f.reference, year, part[0])
    elif part in ("年初", "初"):
        found = resolve.year(words, f.reference, number=year, part="START")
    elif part == "年中":
        found = resolve.year(words, f.reference, number=year, part="MID")
    elif part in ("年底", "年末", "底", "末"):
        found = resolve.year(words, f.reference, number=year, part="END")
    else:
        found = resolve.year(words, f.reference, number=year)
    return _relative(f, found, m["yp"])


def _quarter(words: Words, reference: Reference, year: int, part: str) -> DateValue:
    code = QUARTERS[part.removesuffix("季度")[-1]]
    first = date(year, int(code[1]) * 3 - 2, 1)
    after = date(year + (first.month > 9), (first.month + 2) % 12 + 1, 1)
    return resolve.interval(words, first, after - timedelta(days=1), timex3=f"{year}-{code}", basis="explicit")


def _first_quarters(words: Words, year: int, part: str) -> DateValue:
    """``前三季度``: from the first quarter on."""
    count = 3 if "三" in part else 2
    last = date(year, count * 3 + 1, 1) - timedelta(days=1)
    return resolve.interval(words, date(year, 1, 1), last, timex3=f"{year}-Q1/{year}-Q{count}", basis="explicit")


def _season(words: Words, reference: Reference, year: int, char: str) -> DateValue:
    if char == "春":
        return resolve.year(words, reference, number=year, part="SP")
    if char == "夏":
        return resolve.year(words, reference, number=year, part="SU")
    if char == "秋":
        return resolve.year(words, reference, number=year, part="FA")
    return resolve.year(words, reference, number=year, part="WI")


def _era(f: Place, m: Match) -> DateValue | None:
    number = 1 if m["ern"] == "元" else _int(m["ern"])
    year = number + (2018 if m["era"] == "令和" else 1988)
    words = f.words(m)
    if m["erd"]:
        return resolve.day(words, f.reference, year=year, month=int(m["erm"]), number=int(m["erd"]))
    if m["erm"]:
        return resolve.month(words, f.reference, year=year, number=int(m["erm"]))
    return resolve.year(words, f.reference, number=year)


def _decade(f: Place, m: Match) -> DateValue | None:
    """``1990年代``, ``上世纪八十年代``; without a century the twenties and later are of the 20th from the thirties on."""
    tens = _int(m["ded"]) if m["ded"] else 0
    base = _century_start(f, m["dec"]) if m["dec"] else (1900 if tens > 20 else 2000)
    first = int(m["dey"]) if m["dey"] else (base or 0) + tens
    if first < 1000:
        return None
    mod = {"初": "START", "中": "MID", "中期": "MID", "后期": "END", "末": "END"}.get(m["dep"] or "")
    value = f"{first // 10}X"
    begin, end = date(first, 1, 1), date(first + 9, 12, 31)
    return resolve.interval(f.words(m), begin, end, timex3=value, basis="explicit", edtf=value, mod=mod)


def _century_start(f: Place, text: str) -> int | None:
    """The first year of a century as it is counted in speech: 1900 for the 20th."""
    here = f.reference.day.year if f.reference.day else 2000
    if text[0] in "上本":
        return here // 100 * 100 - (100 if text[0] == "上" else 0)
    number = _int(text.removesuffix("世纪").strip())
    return (number - 1) * 100 if 2 <= number <= 30 else None


def _century(f: Place, m: Match) -> DateValue | None:
    """A century; in news a bare number of one is too wide, and often part of a name."""
    base = _century_start(f, m["cen"])
    if base is None or (f.reference.manner == "news" and m["cen"][0] not in "上本" and not m["cep"]):
        return None
    mod = {"初": "START", "中叶": "MID", "末": "END"}.get(m["cep"] or "")
    begin, end = date(base, 1, 1), date(base + 99, 12, 31)
    return resolve.interval(f.words(m), begin, end, timex3=f"{base // 100}XX", basis="explicit", mod=mod)


def _lunar(f: Place, m: Match) -> DateValue | None:
    """A day of the farmers' calendar: said as such, not placed in the common one."""
    return resolve.unresolved(f.words(m))


def _half(f: Place, m: Match) -> DateValue | None:
    words, text = f.words(m), m["half"]
    if f.reference.day is None:
        return resolve.unresolved(words)
    if text.startswith("前"):
        return _relative(f, _first_quarters(words, f.reference.day.year, text), "今年")
    if text.endswith("季度"):
        return _relative(f, _quarter(words, f.reference, f.reference.day.year, text), "今年")
    return resolve.year(words, f.reference, years=0, part="H1" if text[0] == "上" else "H2")


def _in_year(f: Place, m: Match) -> DateValue | None:
    words, text = f.words(m), m["inyear"]
    if text == "年内" or text.endswith("前"):
        return resolve.year(words, f.reference, years=0, part="ON_OR_BEFORE")
    return resolve.year(words, f.reference, years=0, part="START" if text == "年初" else "END")


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
    count, unit, words = _int(m["an"]), m["au"], f.words(m)
    sign = -1 if m["ad"].endswith("前") else 1
    if unit == "日" and not m["an"].isdigit() and sign == 1:
        return None
    if unit in ("天", "日", "周", "星期"):
        return resolve.offset_day(words, f.reference, sign * count * (1 if unit in ("天", "日") else 7))
    if unit == "月":
        return resolve.month(words, f.reference, months=sign * count) if "个" in m.group() else None
    return resolve.year(words, f.reference, years=sign * count)


def _within(f: Place, m: Match) -> DateValue | None:
    unit = UNITS[m["wu"]]
    if m["wu"] == "月" and "个" not in m.group():
        return None
    number = "0.5" if m["wn"] == "半" else str(_int(m["wn"]))
    return resolve.duration(f.words(m), f"P{'T' if unit == 'H' else ''}{number}{unit}", "EQUAL_OR_LESS")


def _pastn(f: Place, m: Match) -> DateValue | None:
    unit = UNITS[m["pu"]]
    number = "X" if m["pn"] == "几" else str(_int(m["pn"]))
    return resolve.duration(f.words(m), f"P{'T' if unit == 'H' else ''}{number}{unit}")


def _set(f: Place, m: Match) -> DateValue | None:
    text = m["set"]
    last = text[-1]
    if re.search(r"周[一二三四五六日]$", text):
        return resolve.duration(f.words(m), f"XXXX-WXX-{'一二三四五六日'.index(last) + 1}")
    return resolve.duration(f.words(m), {"年": "P1Y", "月": "P1M", "周": "P1W", "期": "P1W"}.get(last, "P1D"))


def _bare_day(f: Place, m: Match) -> DateValue | None:
    number = _int(m["bd"])
    before = f.plain[max(0, m.start() - 1) : m.start()]
    if not 1 <= number <= 31 or before == "月":
        return None
    if m.group().rstrip().endswith("号") and f.reference.manner == "news":
        return None
    return resolve.day(f.words(m), f.reference, number=number, direction=f.direction(m))


def _list_day(f: Place, m: Match) -> DateValue | None:
    one, two = _int(m["d1"]), _int(m["d2"])
    if not (1 <= one <= 31 and 1 <= two <= 31):
        return None
    words = f.words(m)
    first = resolve.day(words, f.reference, number=one, direction=f.direction(m))
    if not first.earliest:
        return resolve.unresolved(words, f"XXXX-XX-{one:02d}/XXXX-XX-{two:02d}")
    month = int(first.earliest[5:7]) + (1 if two < one else 0)
    return _close_range(f, words, first, month if month <= 12 else 1, two)


def _month(f: Place, m: Match) -> DateValue | None:
    number = _int(m["mo"])
    if not 1 <= number <= 12:
        return None
    return _month_part(f.words(m), f.reference, m["mop"], number=number)


def _short_year(f: Place, m: Match) -> DateValue | None:
    number = _int(m["sy"])
    return resolve.year(f.words(m), f.reference, number=number + (2000 if number < 50 else 1900))


def _vague(f: Place, m: Match) -> DateValue | None:
    return resolve.unresolved(f.words(m), VAGUE.get(m["vague"], "PRESENT_REF"))


def _duration(f: Place, m: Match) -> DateValue | None:
    unit, raw = UNITS[m["du"]], m["dn"]
    if raw in ("百", "千", "零", "两百") or (m["du"] == "周" and raw == "一"):
        return None
    if raw == "半":
        number = "0.5"
    elif raw == "数":
        number = "X"
    else:
        number = raw if raw[0].isdigit() else str(_int(raw))
    if m["half2"] or m["du"] == "个半小时":
        number += ".5"
    timed = m["du"] in ("小时", "个小时", "个半小时", "分钟")
    return resolve.duration(f.words(m), f"P{'T' if timed else ''}{number}{unit}" if unit != "C" else f"P{number}00Y")


def _clock(f: Place, m: Match) -> DateValue | None:
    hour = read_clock(m["clock"])
    if hour is None:
        part = day_part(m["clock"])
        return resolve.unresolved(f.words(m), f"T{part}") if part and m["clock"] != "晚" else None
    return resolve.unresolved(f.words(m), f"T{hour}")


READERS: dict[str, Callable[[Place, Match], DateValue | None]] = {
    "range_md": _range_md,
    "list_md": _list_md,
    "rel_month_range": _rel_month_range,
    "full": _full,
    "iso": _iso,
    "year_range": _year_range,
    "year_month": _year_month,
    "month_day": _month_day,
    "rel_month_day": _rel_month_day,
    "rel_month": _rel_month,
    "rel_year_part": _rel_year_part,
    "era": _era,
    "decade": _decade,
    "century": _century,
    "lunar": _lunar,
    "half": _half,
    "in_year": _in_year,
    "rel_weekday": _rel_weekday,
    "rel_week": _rel_week,
    "rel_day": _rel_day,
    "ago": _ago,
    "within": _within,
    "pastn": _pastn,
    "set": _set,
    "list_day": _list_day,
    "bare_day": _bare_day,
    "month": _month,
    "short_year": _short_year,
    "vague": _vague,
    "duration": _duration,
    "clock": _clock,
}
