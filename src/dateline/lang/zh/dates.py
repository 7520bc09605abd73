"""Dates in Chinese news: words found by one grammar, placed by the shared resolver."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from dateline.lang import resolve
from dateline.lang.resolve import Direction, Reference, Words
from dateline.lang.zh.numerals import HAN, read_digits
from dateline.lang.zh.script import simplify
from dateline.model import DateValue

_N = rf"(?:\d{{1,2}}|[{HAN}]{{1,3}})"
_Y = r"(?:(?:19|20)\d{2}|[一二〇零○九八七六五四三]{4})"
_DAY = rf"{_N}\s?[日号]"
_REL_YEAR = r"去年|前年|大前年|今年|明年|后年|本年度?|当年|同年|翌年|次年"
_REL_MONTH = r"上上个?月|上个?月|本月|这个?月|当月|同月|下下个?月|下个?月|次月"
_PART = r"上旬|中旬|下旬|初|月初|中|底|末|月底|月末"
_WEEKDAY = r"(?:星期|周|礼拜)[一二三四五六日天末]"
_REL_WEEK = r"上上个?|上个?|本|这个?|当|下下个?|下个?"
_CLOCK = (
    r"(?:(?:凌晨|清晨|早晨|早上|上午|中午|正午|下午|午后|傍晚|晚上|晚间|晚|夜间|深夜|夜|早间|早|午间|当晚)?\s?"
    rf"(?:\d{{1,2}}[:：]\d{{2}}|(?:\d{{1,2}}|[{HAN}]{{1,3}})[时点](?:半|(?:\d{{1,2}}|[{HAN}]{{1,3}})分|(?:\d{{1,2}}|[{HAN}]{{2,3}})(?![\d年月日]))?(?:许|左右|整)?)"
    r"|凌晨|清晨|早晨|早上|上午|中午|下午|午后|傍晚|晚上|晚间|夜间|深夜|当晚|晚)"
)
_RULES = (
    ("range_md", rf"(?P<ry>(?:{_Y})年)?(?P<rm>{_N})月(?P<r1>{_N})[日号]?\s?(?:至|到|-|－|—|–|~|～)\s?(?:(?P<rm2>{_N})月)?(?P<r2>{_N})[日号]"),  # noqa: E501
    ("list_md", rf"(?P<lm>{_N})月(?P<l1>{_N})[日号]?、(?P<l2>{_N})[日号]"),
    ("rel_month_range", rf"(?P<rmr>{_REL_MONTH})(?P<rmr1>{_N})[日号]?\s?(?:至|到|-|－|—|–|~|～)\s?(?P<rmr2>{_N})[日号]"),
    ("full", rf"(?P<fy>{_Y}|{_REL_YEAR})\s?年?\s?(?P<fm>{_N})\s?月\s?(?P<fd>{_N})\s?[日号]?(?![\d个])"),
    ("iso", r"(?P<iy>(?:19|20)\d{2})[-./](?P<im>\d{1,2})[-./](?P<id>\d{1,2})(?!\d)"),
    ("year_range", rf"(?P<yr1>{_Y})\s?年?\s?(?:至|到|-|－|—|–|~|～)\s?(?P<yr2>{_Y})\s?年(?![内初末底]|\s?\d{{1,2}}\s?月)"),
    ("year_month", rf"(?P<my>{_Y}(?=\s?年)|{_REL_YEAR})\s?年?\s?(?P<mm>{_N})\s?月(?:份)?(?P<mp>{_PART})?(?![球亮])"),
    ("month_day", rf"(?P<dm>{_N})\s?月\s?(?P<dd>{_N})\s?[日号]"),
    ("rel_month_day", rf"(?P<rmd>{_REL_MONTH})(?P<rd>{_DAY})"),
    ("rel_month", rf"(?P<rmo>{_REL_MONTH})(?:份)?(?P<rmp>上旬|中旬|下旬|初|中|底|末)?(?P<rmw>(?:之)?[前内](?!往|来))?"),
    ("rel_year_part", rf"(?P<yp>(?:{_Y})\s?年|{_REL_YEAR})(?:的?(?P<ypp>上半年|下半年|第?[一二三四1-4]季度|春季?|夏季?|秋季?|冬季?|年初|年中|年底|年末|初|底|末|年内|内|以?前))?(?P<ypd>(?:之)?前(?!往|来|总|首))?"),  # noqa: E501
    ("era", r"(?P<era>令和|平成)(?P<ern>\d{1,2}|元|[一二三四五六七八九十]{1,3})年(?:(?P<erm>\d{1,2})月(?:(?P<erd>\d{1,2})日)?)?"),
    ("half", r"(?P<half>上半年|下半年|第[一二三四]季度|[一二三四]季度)"),
    ("in_year", r"(?P<inyear>年内|年底前|年底之前|年末前|年底|年末|年初)"),
    ("rel_weekday", rf"(?P<rw>{_REL_WEEK})?(?P<wd>{_WEEKDAY})"),
    ("rel_week", r"(?P<week>上上个?(?:周|星期)|上个?(?:周|星期|礼拜)|本周|这个?(?:周|星期)|下下个?(?:周|星期)|下个?(?:周|星期|礼拜))(?P<wkp>初|末)?(?![一二三四五六日天])"),  # noqa: E501
    ("rel_day", r"(?P<rday>大前天|前天|前日|昨天|昨日|昨晚|今天|今日|今晚|今早|今晨|即日|当天|当日|同日|同一天|当晚|明天|明日|明晚|后天|大后天|次日|翌日|第二天)(?!本|元|报|头条|之后》)"),  # noqa: E501
    ("ago", rf"(?P<an>\d{{1,3}}|[{HAN}]{{1,3}})(?:个)?(?P<au>天|日|周|星期|月|年)(?:多)?(?P<ad>之前|以前|前|之后|以后|后)(?!往|来|总|首|夕|任)"),  # noqa: E501
    ("within", rf"(?P<wn>\d{{1,3}}|[{HAN}]{{1,3}}|半)(?:个)?(?P<wu>天|日|周|星期|月|年|小时)(?:之|以)?内"),
    ("pastn", rf"(?:过去|近|最近|未来|今后|接下来)(?:的)?(?P<pn>\d{{1,3}}|[{HAN}]{{1,3}}|几)(?:个)?(?P<pu>天|日|周|星期|月|年|小时)"),
    ("set", r"(?P<set>每(?:隔)?(?:周[一二三四五六日]|年|月|周|天|日|晚|个月|个星期))"),
    ("list_day", rf"(?P<d1>\d{{1,2}}|[{HAN}]{{1,3}})[日号]?\s?(?P<dsep>、|至|到|-|－|—|–|~|～|和|与)\s?(?P<d2>\d{{1,2}}|[{HAN}]{{1,3}})[日号](?!线|楼|机|院|馆|店)"),  # noqa: E501
    ("bare_day", rf"(?P<bd>{_N})\s?[日号](?!线|楼|机|院|馆|店|元|圆|本|语|文|韩|中|美|均|用|常|间|益|前往|召)"),
    ("month", rf"(?P<mo>{_N})\s?月(?:份)?(?P<mop>{_PART})?(?![球亮台\d])"),
    ("short_year", r"(?P<sy>\d{2}|[零〇一二九][零〇一二三四五六七八九])年(?:以后|以前|之后|之前)"),
    ("vague", r"(?P<vague>近日|日前|近期|不久前|最近|近来|当前|目前|眼下|现在|此前|不久的将来|不久后|今后|未来|将来)"),
    ("duration", rf"(?P<dn>\d{{1,4}}(?:\.\d+)?|[{HAN}]{{1,4}}|半|数)\s?(?P<du>个小时|小时|个半小时|分钟|天|个星期|个月|周(?![一二三四五六日年边]|末)|年(?!代|级|度|轻|内|底|初|末|会|报|薪)|个世纪)(?P<half2>半)?(?:多|左右|以上|间)?"),  # noqa: E501
    ("clock", rf"(?P<clock>{_CLOCK})"),
)  # fmt: skip
_GRAMMAR = re.compile("|".join(f"(?P<rule_{name}>{pattern})" for name, pattern in _RULES))
_CLOCK_RE = re.compile(_CLOCK)
_WEEK_OFFSETS = {"上上": -2, "上": -1, "本": 0, "这": 0, "当": 0, "下": 1, "下下": 2}
_YEAR_OFFSETS = {"大前年": -3, "前年": -2, "去年": -1, "今年": 0, "本年": 0, "本年度": 0, "当年": 0, "同年": 0, "明年": 1, "翌年": 1, "次年": 1, "后年": 2}  # fmt: skip  # noqa: E501
_DAY_OFFSETS = {
    "大前天": -3, "前天": -2, "前日": -2, "昨天": -1, "昨日": -1, "昨晚": -1, "今天": 0, "今日": 0, "今晚": 0, "今早": 0,
    "今晨": 0, "即日": 0, "明天": 1, "明日": 1, "明晚": 1, "后天": 2, "大后天": 3,
}  # fmt: skip
_SAME_DAY = frozenset({"当天", "当日", "同日", "同一天", "当晚"})
_NEXT_DAY = frozenset({"次日", "翌日", "第二天"})
_FUTURE = re.compile(r"(?:将于|将在|定于|拟于|预定于|计划于|计划在|预计于?|预计在|将从|将自)$")
_PAST = re.compile(r"(?:已于|曾于|曾在|已在)$")
_UNITS = {"天": "D", "日": "D", "周": "W", "星期": "W", "个星期": "W", "月": "M", "个月": "M", "年": "Y", "小时": "H", "个小时": "H", "个半小时": "H", "分钟": "M", "个世纪": "C"}  # fmt: skip  # noqa: E501
_PARTS = {"上旬": "START", "初": "START", "月初": "START", "中旬": "MID", "中": "MID", "下旬": "END", "底": "END", "末": "END", "月底": "END", "月末": "END"}  # fmt: skip  # noqa: E501
_SEASONS = {"春": "SP", "夏": "SU", "秋": "FA", "冬": "WI"}
_QUARTERS = {"一": "Q1", "二": "Q2", "三": "Q3", "四": "Q4", "1": "Q1", "2": "Q2", "3": "Q3", "4": "Q4"}
_VAGUE = {
    "近日": "PAST_REF", "日前": "PAST_REF", "不久前": "PAST_REF", "最近": "PAST_REF", "近来": "PAST_REF", "此前": "PAST_REF",
    "不久的将来": "FUTURE_REF", "不久后": "FUTURE_REF", "今后": "FUTURE_REF", "未来": "FUTURE_REF", "将来": "FUTURE_REF",
}  # fmt: skip
Match = re.Match[str]


class _Finder:
    """One walk over a stretch of text; remembers the last day found, for ``当天`` and ``次日``."""

    def __init__(self, text: str, plain: str, reference: Reference) -> None:
        self.text, self.plain, self.reference = text, plain, reference
        self.last: DateValue | None = None

    def run(self, start: int, end: int) -> tuple[DateValue, ...]:
        found: list[DateValue] = []
        place = start
        while (match := _GRAMMAR.search(self.plain, place, end)) is not None:
            rule = next(name for name, _ in _RULES if match.group(f"rule_{name}") is not None)
            value = _READERS[rule](self, match) if self._stands_alone(match, rule) else None
            if value is None:
                place = match.start() + 1
                continue
            value = self._with_clock(value, rule, end)
            found.append(value)
            if value.earliest and rule not in ("clock", "duration"):
                self.last = value
            place = value.end
        return tuple(found)

    def words(self, match: Match) -> Words:
        end = match.end()
        while end > match.start() and self.text[end - 1].isspace():
            end -= 1
        return Words(self.text[match.start() : end], match.start(), end)

    def direction(self, match: Match) -> Direction:
        before = self.plain[max(0, match.start() - 6) : match.start()]
        if _FUTURE.search(before):
            return "future"
        return "past" if _PAST.search(before) else "nearest"

    def _stands_alone(self, match: Match, rule: str) -> bool:
        before = self.plain[match.start() - 1] if match.start() else ""
        first = match.group()[0]
        if first.isdigit() and (before.isdigit() or (before and before in ".,-/第")):
            return False
        if first in HAN and before and (before in HAN or before in "第万亿星期周拜"):
            return False
        if rule in ("duration", "clock") and before == "第":
            return False
        return not (rule == "bare_day" and self.plain[match.end() : match.end() + 1] == "月")

    def _with_clock(self, value: DateValue, rule: str, end: int) -> DateValue:
        """A day followed by a time of day: ``8日上午`` is one date, ``8日下午3时`` one instant."""
        if rule in ("clock", "duration", "vague", "set", "within", "ago", "pastn"):
            return value
        match = _CLOCK_RE.match(self.plain, value.end, end)
        if match is None or not value.earliest or value.earliest != value.latest:
            return value
        hour = _read_clock(match.group())
        text = self.text[value.start : match.end()]
        stamp = value.timex3 if hour is None else f"{value.earliest}T{hour}"
        bound = value.earliest if hour is None else f"{value.earliest}T{hour}"
        part = _day_part(match.group()) if hour is None else None
        if part:
            stamp = f"{value.earliest}T{part}"
        return DateValue(
            text=text, start=value.start, end=match.end(), timex3=stamp, mod=value.mod, basis=value.basis,
            edtf=value.edtf if hour is None else bound, earliest=bound, latest=bound,
        )  # fmt: skip


def _int(text: str) -> int:
    found = read_digits(text)
    return found if found is not None else 0


def _year_of(finder: _Finder, text: str) -> int | None:
    """A year in digits or counted from the reference; None when there is nothing to count from."""
    plain = text.removesuffix("年").strip() if text not in _YEAR_OFFSETS else text
    if plain in _YEAR_OFFSETS:
        if plain in ("当年", "同年", "翌年", "次年"):
            base = finder.last.earliest if finder.last else None
            return int(base[:4]) + (1 if plain in ("翌年", "次年") else 0) if base else None
        day = finder.reference.day
        return day.year + _YEAR_OFFSETS[plain] if day else None
    number = _int(plain)
    return number if 1000 <= number <= 2999 else None


def _relative(finder: _Finder, value: DateValue, text: str) -> DateValue:
    """The basis of a date whose year was counted from the reference."""
    if text in _YEAR_OFFSETS and value.basis == "explicit":
        return DateValue(
            text=value.text, start=value.start, end=value.end, timex3=value.timex3, mod=value.mod, edtf=value.edtf,
            earliest=value.earliest, latest=value.latest, basis=finder.reference.basis,
        )  # fmt: skip
    return value


def _months(text: str) -> int:
    plain = text.replace("个", "")
    return {"上上月": -2, "上月": -1, "下月": 1, "次月": 1, "下下月": 2}.get(plain, 0)


def _full(f: _Finder, m: Match) -> DateValue | None:
    year = _year_of(f, m["fy"])
    if not m.group().endswith(("日", "号")) and not m["fd"].startswith(("十", "二", "三")):
        return None
    if year is None:
        return resolve.unresolved(f.words(m), f"XXXX-{_int(m['fm']):02d}-{_int(m['fd']):02d}")
    return _relative(
        f, resolve.day(f.words(m), f.reference, year=year, month=_int(m["fm"]), number=_int(m["fd"])), m["fy"]
    )


def _iso(f: _Finder, m: Match) -> DateValue | None:
    return resolve.day(f.words(m), f.reference, year=int(m["iy"]), month=int(m["im"]), number=int(m["id"]))


def _year_range(f: _Finder, m: Match) -> DateValue | None:
    first, last, words = _int(m["yr1"]), _int(m["yr2"]), f.words(m)
    if not 1000 <= first <= last <= 2999:
        return None
    begin, end = date(first, 1, 1), date(last, 12, 31)
    return resolve.interval(words, begin, end, timex3=f"{first}/{last}", basis="explicit", edtf=f"{first}/{last}")


def _year_month(f: _Finder, m: Match) -> DateValue | None:
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
    code = _PARTS.get(part or "")
    if code == "START":
        return resolve.month(words, reference, year=year, number=number, months=months, part="START")
    if code == "MID":
        return resolve.month(words, reference, year=year, number=number, months=months, part="MID")
    if code == "END":
        return resolve.month(words, reference, year=year, number=number, months=months, part="END")
    return resolve.month(words, reference, year=year, number=number, months=months)


def _month_day(f: _Finder, m: Match) -> DateValue | None:
    month = _int(m["dm"])
    if not 1 <= month <= 12:
        return None
    return resolve.day(f.words(m), f.reference, month=month, number=_int(m["dd"]), direction=f.direction(m))


def _range_md(f: _Finder, m: Match) -> DateValue | None:
    year = _year_of(f, m["ry"]) if m["ry"] else None
    words = f.words(m)
    first = resolve.day(
        words, f.reference, year=year, month=_int(m["rm"]), number=_int(m["r1"]), direction=f.direction(m)
    )
    return _close_range(f, words, first, _int(m["rm2"]) if m["rm2"] else _int(m["rm"]), _int(m["r2"]))


def _close_range(f: _Finder, words: Words, first: DateValue, month: int, number: int) -> DateValue:
    if not first.earliest:
        return resolve.unresolved(words)
    begin = date.fromisoformat(first.earliest[:10])
    year = begin.year + (1 if month < begin.month else 0)
    last = resolve.day(words, f.reference, year=year, month=month, number=number)
    return resolve.day_range(words, first, last)


def _list_md(f: _Finder, m: Match) -> DateValue | None:
    words = f.words(m)
    first = resolve.day(words, f.reference, month=_int(m["lm"]), number=_int(m["l1"]), direction=f.direction(m))
    return _close_range(f, words, first, _int(m["lm"]), _int(m["l2"]))


def _in_month(f: _Finder, words: Words, months: int, number: int) -> DateValue:
    if f.reference.day is None:
        return resolve.unresolved(words, f"XXXX-XX-{number:02d}")
    total = f.reference.day.year * 12 + f.reference.day.month - 1 + months
    found = resolve.day(words, f.reference, year=total // 12, month=total % 12 + 1, number=number)
    return _relative(f, found, "今年")


def _rel_month_range(f: _Finder, m: Match) -> DateValue | None:
    words, months = f.words(m), _months(m["rmr"])
    return resolve.day_range(
        words, _in_month(f, words, months, _int(m["rmr1"])), _in_month(f, words, months, _int(m["rmr2"]))
    )


def _rel_month_day(f: _Finder, m: Match) -> DateValue | None:
    return _in_month(f, f.words(m), _months(m["rmd"]), _int(m["rd"].rstrip("日号 ")))


def _rel_month(f: _Finder, m: Match) -> DateValue | None:
    words, months = f.words(m), _months(m["rmo"])
    if m["rmw"] or (m["rmp"] == "底" and m.group().endswith("前")):
        return resolve.month(words, f.reference, months=months, part="ON_OR_BEFORE")
    return _month_part(words, f.reference, m["rmp"], months=months)


def _rel_year_part(f: _Finder, m: Match) -> DateValue | None:
    year, part, words = _year_of(f, m["yp"]), m["ypp"] or "", f.words(m)
    if year is None:
        return resolve.unresolved(words)
    if m["ypd"] or part in ("年内", "内", "以前", "前"):
        found = resolve.year(words, f.reference, number=year, part="ON_OR_BEFORE")
    elif part in ("上半年", "下半年"):
        found = resolve.year(words, f.reference, number=year, part="H1" if part[0] == "上" else "H2")
    elif part.endswith("季度"):
        found = _quarter(words, f.reference, year, part)
    elif part[:1] in _SEASONS:
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
    code = _QUARTERS[part.removesuffix("季度")[-1]]
    first = date(year, int(code[1]) * 3 - 2, 1)
    after = date(year + (first.month > 9), (first.month + 2) % 12 + 1, 1)
    return resolve.interval(words, first, after - timedelta(days=1), timex3=f"{year}-{code}", basis="explicit")


def _season(words: Words, reference: Reference, year: int, char: str) -> DateValue:
    if char == "春":
        return resolve.year(words, reference, number=year, part="SP")
    if char == "夏":
        return resolve.year(words, reference, number=year, part="SU")
    if char == "秋":
        return resolve.year(words, reference, number=year, part="FA")
    return resolve.year(words, reference, number=year, part="WI")


def _era(f: _Finder, m: Match) -> DateValue | None:
    number = 1 if m["ern"] == "元" else _int(m["ern"])
    year = number + (2018 if m["era"] == "令和" else 1988)
    words = f.words(m)
    if m["erd"]:
        return resolve.day(words, f.reference, year=year, month=int(m["erm"]), number=int(m["erd"]))
    if m["erm"]:
        return resolve.month(words, f.reference, year=year, number=int(m["erm"]))
    return resolve.year(words, f.reference, number=year)


def _half(f: _Finder, m: Match) -> DateValue | None:
    words, text = f.words(m), m["half"]
    if f.reference.day is None:
        return resolve.unresolved(words)
    if text.endswith("季度"):
        return _relative(f, _quarter(words, f.reference, f.reference.day.year, text), "今年")
    return resolve.year(words, f.reference, years=0, part="H1" if text[0] == "上" else "H2")


def _in_year(f: _Finder, m: Match) -> DateValue | None:
    words, text = f.words(m), m["inyear"]
    if text == "年内" or text.endswith("前"):
        return resolve.year(words, f.reference, years=0, part="ON_OR_BEFORE")
    return resolve.year(words, f.reference, years=0, part="START" if text == "年初" else "END")


def _rel_weekday(f: _Finder, m: Match) -> DateValue | None:
    words, last = f.words(m), m["wd"][-1]
    if last == "末":
        weeks = _WEEK_OFFSETS.get((m["rw"] or "本").replace("个", ""), 0)
        return _weekend(f, words, weeks)
    index = "一二三四五六日天".index(last)
    index = 6 if index == 7 else index
    if m["rw"]:
        return resolve.weekday(words, f.reference, index, weeks=_WEEK_OFFSETS[m["rw"].replace("个", "")])
    return resolve.weekday(words, f.reference, index, direction=f.direction(m))


def _weekend(f: _Finder, words: Words, weeks: int) -> DateValue:
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


def _rel_week(f: _Finder, m: Match) -> DateValue | None:
    key = re.sub(r"个?(?:周|星期|礼拜)$", "", m["week"])
    return resolve.week(
        f.words(m), f.reference, _WEEK_OFFSETS[key], mod={"初": "START", "末": "END"}.get(m["wkp"] or "")
    )


def _rel_day(f: _Finder, m: Match) -> DateValue | None:
    words, text = f.words(m), m["rday"]
    if text in _SAME_DAY or text in _NEXT_DAY:
        shift = 1 if text in _NEXT_DAY else 0
        if f.last and f.last.earliest:
            base = date.fromisoformat(f.last.latest[:10] if shift and f.last.latest else f.last.earliest[:10])
            return resolve.interval(
                words, base + timedelta(days=shift), base + timedelta(days=shift),
                timex3=(base + timedelta(days=shift)).isoformat(), basis="relative_to_event",
            )  # fmt: skip
        return resolve.unresolved(words) if shift else resolve.offset_day(words, f.reference, 0)
    return _night(resolve.offset_day(words, f.reference, _DAY_OFFSETS[text]), text[-1])


def _night(value: DateValue, last: str) -> DateValue:
    """``昨晚``: the day with its part in TIMEX3."""
    part = {"晚": "EV", "早": "MO", "晨": "MO"}.get(last)
    if part is None or not value.timex3:
        return value
    return DateValue(
        text=value.text, start=value.start, end=value.end, timex3=f"{value.timex3}T{part}", mod=value.mod, edtf=value.edtf,
        earliest=value.earliest, latest=value.latest, basis=value.basis,
    )  # fmt: skip


def _ago(f: _Finder, m: Match) -> DateValue | None:
    count, unit, words = _int(m["an"]), m["au"], f.words(m)
    sign = -1 if m["ad"].endswith("前") else 1
    if unit == "日" and not m["an"].isdigit() and sign == 1:
        return None
    if unit in ("天", "日", "周", "星期"):
        return resolve.offset_day(words, f.reference, sign * count * (1 if unit in ("天", "日") else 7))
    if unit == "月":
        return resolve.month(words, f.reference, months=sign * count) if "个" in m.group() else None
    return resolve.year(words, f.reference, years=sign * count)


def _within(f: _Finder, m: Match) -> DateValue | None:
    unit = _UNITS[m["wu"]]
    if m["wu"] == "月" and "个" not in m.group():
        return None
    number = "0.5" if m["wn"] == "半" else str(_int(m["wn"]))
    return resolve.duration(f.words(m), f"P{'T' if unit == 'H' else ''}{number}{unit}", "EQUAL_OR_LESS")


def _pastn(f: _Finder, m: Match) -> DateValue | None:
    unit = _UNITS[m["pu"]]
    number = "X" if m["pn"] == "几" else str(_int(m["pn"]))
    return resolve.duration(f.words(m), f"P{'T' if unit == 'H' else ''}{number}{unit}")


def _set(f: _Finder, m: Match) -> DateValue | None:
    text = m["set"]
    last = text[-1]
    if re.search(r"周[一二三四五六日]$", text):
        return resolve.duration(f.words(m), f"XXXX-WXX-{'一二三四五六日'.index(last) + 1}")
    return resolve.duration(f.words(m), {"年": "P1Y", "月": "P1M", "周": "P1W", "期": "P1W"}.get(last, "P1D"))


def _bare_day(f: _Finder, m: Match) -> DateValue | None:
    number = _int(m["bd"])
    before = f.plain[max(0, m.start() - 1) : m.start()]
    if not 1 <= number <= 31 or before == "月":
        return None
    if m.group().rstrip().endswith("号"):
        return None
    return resolve.day(f.words(m), f.reference, number=number, direction=f.direction(m))


def _list_day(f: _Finder, m: Match) -> DateValue | None:
    one, two = _int(m["d1"]), _int(m["d2"])
    if not (1 <= one <= 31 and 1 <= two <= 31):
        return None
    words = f.words(m)
    first = resolve.day(words, f.reference, number=one, direction=f.direction(m))
    if not first.earliest:
        return resolve.unresolved(words, f"XXXX-XX-{one:02d}/XXXX-XX-{two:02d}")
    month = int(first.earliest[5:7]) + (1 if two < one else 0)
    return _close_range(f, words, first, month if month <= 12 else 1, two)


def _month(f: _Finder, m: Match) -> DateValue | None:
    number = _int(m["mo"])
    if not 1 <= number <= 12:
        return None
    return _month_part(f.words(m), f.reference, m["mop"], number=number)


def _short_year(f: _Finder, m: Match) -> DateValue | None:
    number = _int(m["sy"])
    return resolve.year(f.words(m), f.reference, number=number + (2000 if number < 50 else 1900))


def _vague(f: _Finder, m: Match) -> DateValue | None:
    return resolve.unresolved(f.words(m), _VAGUE.get(m["vague"], "PRESENT_REF"))


def _duration(f: _Finder, m: Match) -> DateValue | None:
    unit, raw = _UNITS[m["du"]], m["dn"]
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


def _clock(f: _Finder, m: Match) -> DateValue | None:
    hour = _read_clock(m["clock"])
    if hour is None:
        part = _day_part(m["clock"])
        return resolve.unresolved(f.words(m), f"T{part}") if part and m["clock"] != "晚" else None
    return resolve.unresolved(f.words(m), f"T{hour}")


def _read_clock(text: str) -> str | None:
    match = re.search(rf"(\d{{1,2}}|[{HAN}]{{1,3}})(?:[:：](\d{{2}})|[时点](半|\d{{1,2}}|[{HAN}]{{1,3}})?)", text)
    if match is None:
        return None
    hour = _int(match[1])
    minute = 30 if match[3] == "半" else _int(match[2] or match[3]) if (match[2] or match[3]) else None
    if hour > 24 or (minute or 0) > 59:
        return None
    if hour < 12 and re.match(r"下午|午后|傍晚|晚|当晚|夜间|深夜", text) and not (hour < 5 and text[0] in "夜深"):
        hour += 12
    return f"{hour:02d}:{minute:02d}" if minute is not None else f"{hour:02d}"


def _day_part(text: str) -> str | None:
    for words, code in (
        ("凌晨清晨早晨早上上午", "MO"),
        ("中午", "MI"),
        ("下午午后", "AF"),
        ("傍晚晚上晚间当晚", "EV"),
        ("夜间深夜", "NI"),
    ):
        if text and text[:2] in words:
            return code
    return None


_READERS: dict[str, Callable[[_Finder, Match], DateValue | None]] = {
    "range_md": _range_md, "list_md": _list_md, "rel_month_range": _rel_month_range, "full": _full, "iso": _iso,
    "year_range": _year_range, "year_month": _year_month, "month_day": _month_day, "rel_month_day": _rel_month_day, "rel_month": _rel_month,
    "rel_year_part": _rel_year_part, "era": _era, "half": _half, "in_year": _in_year, "rel_weekday": _rel_weekday,
    "rel_week": _rel_week, "rel_day": _rel_day, "ago": _ago, "within": _within, "pastn": _pastn, "set": _set,
    "list_day": _list_day, "bare_day": _bare_day, "month": _month, "short_year": _short_year, "vague": _vague,
    "duration": _duration, "clock": _clock,
}  # fmt: skip


def find_dates(text: str, start: int, end: int, reference: Reference) -> tuple[DateValue, ...]:
    """The dates, times, durations and sets in ``text[start:end]``, in order, not overlapping; offsets into ``text``."""
    return _Finder(text, simplify(text), reference).run(start, end)
