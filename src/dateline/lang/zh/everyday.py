"""Dates in everyday Chinese lines, beyond what news is read for: ``前1周``, ``2分钟前``, ``18年10月1日``, ``8天又二十个小时``.

These rules come before those of ``date_grammar.py`` where a line is read for the ``dates`` command.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from dateline.lang import intervals, resolve
from dateline.lang.data import load_table
from dateline.lang.feasts import feast
from dateline.lang.intervals import Unit
from dateline.lang.resolve import Direction, Reference, Words
from dateline.lang.zh.clock import day_part, read_clock
from dateline.lang.zh.date_grammar import CLOCK_RE
from dateline.lang.zh.numerals import HAN, is_about, read_digits, read_number
from dateline.model import DateValue

Match = re.Match[str]
_TABLE = load_table("zh", "dates")
UNITS: dict[str, Unit] = _TABLE["units"]
_FEASTS: dict[str, str] = _TABLE["feasts"]
_REIGNS: dict[str, int] = _TABLE["reigns"]
_UNIT = "|".join(sorted(UNITS, key=len, reverse=True))
_REIGN = "|".join(_REIGNS)
_N = rf"(?:\d{{1,4}}(?:\.\d+)?|[{HAN}]{{1,4}}|半|几|数)"
_ITEM = rf"{_N}\s?个?(?:半)?(?:{_UNIT})(?:半)?(?:多|余)?(?:钟)?"
_YEAR2 = r"(?:\d{2}|[零〇一二九][零〇一二三四五六七八九])"
_DAY = rf"(?:\d{{1,2}}|[{HAN}]{{1,3}})"
_BACK, _AHEAD = "过去的?|最近的?|近|前|之前", "未来的?|今后的?|接下来的?|后|之后|往后"
_RULES = (
    ("e_short", rf"(?<!\d)(?P<esy>{_YEAR2})\s?年\s?(?P<esm>{_DAY})\s?月(?:\s?(?P<esd>{_DAY})\s?[日号]?)?"),
    ("e_year", rf"(?<![\d{HAN}])(?P<ey>[09]\d|零[一二三四五六七八九]|九[零一二三四五六七八九])\s?年(?!代|级|度)"),
    ("e_reign", rf"(?P<er>{_REIGN})(?P<egn>元|{_DAY})年(?:(?P<egm>正|{_DAY})月(?:(?P<egd>{_DAY})日)?)?"),
    ("e_lunar", rf"(?P<elm>正月|腊月|冬月)(?P<eld>初?{_DAY})?"),
    ("e_slash", r"(?<![\d/.])(?P<ea>\d{1,2})[/-](?P<eb>\d{1,2})[/-](?P<ec>\d{4}|\d{2})(?![\d/.])"),
    ("e_slash2", r"(?<![\d/.-])(?P<e2a>1[0-2]|0?[1-9])/(?P<e2b>[12]\d|3[01]|0?[1-9])(?![\d/.%-])"),
    ("e_set_day", rf"每个?月的?(?P<esmd>{_DAY})[日号]"),
    ("e_set_week", rf"每个?(?:周|星期|礼拜)(?P<eswd>[一二三四五六日天末])(?P<eswp>{CLOCK_RE.pattern})?"),
    ("e_set_part", r"每(?:天|日)?(?P<esp>早上|早|上午|中午|下午|傍晚|晚上|晚|夜里|夜)(?!餐|报|饭|点|期)"),
    ("e_set_n", rf"每(?P<egap>隔)?(?P<esc>\d{{1,3}}|[{HAN}]{{1,3}})\s?个?(?P<esnu>{_UNIT})(?!票)"),
    ("e_season", r"(?P<ese>[春夏秋冬])[天季](?!的第)"),
    ("e_midnight", r"午夜|子夜"),
    ("e_to_hour", rf"差(?P<etm>{_DAY}|一刻)分?(?:钟)?(?P<eth>{_DAY})点"),
    ("e_half_month", rf"(?P<ehm>{_N})个半(?P<ehu>月|星期|小时|钟头|世纪)"),
    ("e_seconds", r"(?P<esec>\d{1,4}(?:\.\d+)?)\s?秒钟?"),
    ("e_ago", rf"(?<![\d月年第{HAN}])(?P<eai>{_ITEM}(?:又?{_ITEM})*)(?P<ead>之前|以前|前|之后|以后|后)(?!往|来|总|首|夕|任)"),
    ("e_left", rf"(?:还剩下?|剩下)\s?(?P<eln>{_N})\s?个?(?P<elu>小时|钟头|分钟|秒)"),
    ("e_span", rf"(?P<esw>{_BACK}|{_AHEAD})\s?(?P<esn>{_N})\s?个?(?P<esu>{_UNIT})(?![一二三四五六日])"),
    ("e_half", r"(?P<ehr>今年|去年|明年|前年)?的?(?P<ehw>前|后|上个|下个|上|下)半年"),
    ("e_halfweek", r"(?P<ehk>上|下|前|后)半(?:周|个?星期)"),
    ("e_feast", rf"(?P<efy>(?:19|20)\d\d年|今年|去年|明年)?的?(?P<ef>{'|'.join(sorted(_FEASTS, key=len, reverse=True))})(?!假|晚会|档)"),
    ("e_soon", r"(?P<eso>马上|立刻|立即|即将)"),
    ("e_now", r"(?P<eno>现在|此刻|此时此刻|目前|至今(?![年天日晚早]))"),
    ("e_span_of", rf"(?P<ed>{_ITEM}(?:\s?[又零]?\s?{_ITEM})+)"),
    ("e_hours", rf"(?P<eh>{_N}\s?个?半?钟头)"),
    ("e_clock", r"(?<![\d:])(?P<elh>\d{1,2})(?:[:：](?P<eli>\d{2}))?\s?(?P<elp>[ap])\.?\s?m(?![A-Za-z])\.?"),
    ("e_year_month", r"(?<![\d-])(?P<eym>(?:19|20)\d\d)-(?P<eymm>0[1-9]|1[0-2])(?![\d-])"),
    ("e_whole", r"(?:整整?一?个?|全)(?P<ewh>天|周|月|年)(?!球|国|候)"),
    ("e_again", rf"再过(?P<eag>{_ITEM})"),
    ("e_to_now", r"年初至今|今年以来"),
    ("e_bare", r"(?<![\d.,/:-])(?P<eb4>(?:19|20)\d\d)(?![\d.,/:%-]|\s?[年人元万亿个月])"),
)  # fmt: skip


GRAMMAR = re.compile("|".join(f"(?P<rule_{name}>{pattern})" for name, pattern in _RULES))


_PART_CODES = {"早": "MO", "上": "MO", "中": "MI", "下": "AF", "傍": "EV", "晚": "EV", "夜": "NI"}


def _number(text: str) -> float | None:
    if text == "半":
        return 0.5
    if text in ("几", "数") or is_about(text):
        return None
    if text[0].isdigit():
        return float(text)
    found = read_number(text)
    return None if found is None else float(found)


def items(text: str) -> list[tuple[float, Unit]]:
    """``三年半``, ``8天又二十个小时`` as counts and units."""
    found: list[tuple[float, Unit]] = []
    for count, half, unit, after in re.findall(rf"({_N})\s?个?(半)?({_UNIT})(半)?", text):
        number = _number(count)
        if number is not None:
            found.append((number + (0.5 if half or after else 0), UNITS[unit]))
    return found


def _short_year(text: str) -> int:
    number = read_digits(text) or 0
    return number + (2000 if number < 60 else 1900)


def _short(words: Words, at: Reference, m: Match) -> DateValue | None:
    year, month = _short_year(m["esy"]), read_digits(m["esm"]) or 0
    if not 1 <= month <= 12:
        return None
    if not m["esd"]:
        return resolve.month(words, at, year=year, number=month)
    return resolve.day(words, at, year=year, month=month, number=read_digits(m["esd"]) or 0)


def _year(words: Words, at: Reference, m: Match) -> DateValue | None:
    return resolve.year(words, at, number=_short_year(m["ey"]))


def _reign(words: Words, at: Reference, m: Match) -> DateValue | None:
    number = 1 if m["egn"] == "元" else read_digits(m["egn"]) or 0
    year = _REIGNS[m["er"]] + number - 1
    if not m["egm"]:
        return resolve.year(words, at, number=year)
    month = 1 if m["egm"] == "正" else read_digits(m["egm"]) or 0
    if m["egd"]:
        return resolve.day(words, at, year=year, month=month, number=read_digits(m["egd"]) or 0)
    return resolve.month(words, at, year=year, number=month)


def _lunar(words: Words, at: Reference, m: Match) -> DateValue | None:
    """A month of the farmers' calendar: said as such, not placed in the common one."""
    month = {"正月": 1, "冬月": 11, "腊月": 12}[m["elm"]]
    number = read_digits((m["eld"] or "").removeprefix("初")) if m["eld"] else None
    return resolve.unresolved(words, f"XXXX-{month:02d}-{number:02d}" if number else f"XXXX-{month:02d}")


def _slash(words: Words, at: Reference, m: Match) -> DateValue | None:
    one, two, three = int(m["ea"]), int(m["eb"]), int(m["ec"])
    if len(m["ec"]) == 4:
        day, month = (one, two) if two <= 12 else (two, one)
        return resolve.day(words, at, year=three, month=month, number=day)
    return resolve.day(words, at, year=2000 + one, month=two, number=three)


def _slash2(words: Words, at: Reference, m: Match) -> DateValue | None:
    return resolve.day(words, at, month=int(m["e2a"]), number=int(m["e2b"]))


def _ago(words: Words, at: Reference, m: Match) -> DateValue | None:
    """``2分钟前`` to the second, ``两个月前`` to the day, marked as about so."""
    if re.match(r"[12]\d{3}|0\d", m["eai"]):
        return None
    sign, parts, here = (-1 if m["ead"].endswith("前") else 1), items(m["eai"]), at.day
    if not parts or here is None or re.fullmatch(rf"[{HAN}]+日", m["eai"]) or re.search(r"\d月|^[{HAN}]+月", m["eai"]):
        return None
    moment = intervals.moment_of(at)
    if moment is not None and all(unit in ("hour", "minute", "second") for _, unit in parts):
        seconds = sum(n * {"hour": 3600, "minute": 60, "second": 1}[unit] for n, unit in parts)
        return intervals.instant_from(words, moment, sign * seconds, "second", basis=at.basis)
    return _moved(words, at, here, [(sign * n, unit) for n, unit in parts])


def _moved(words: Words, at: Reference, here: date, parts: list[tuple[float, Unit]]) -> DateValue | None:
    found, coarse = here, False
    for count, unit in parts:
        if unit in ("hour", "minute", "second"):
            return None
        if count != int(count):
            months = {"year": 12, "month": 1}.get(unit)
            if months is None or count * months != int(count * months):
                return None
            count, unit = count * months, "month"
        found = intervals.shift_day(found, int(count), unit)
        coarse = coarse or unit not in ("day", "week")
    return resolve.interval(
        words, found, found, timex3=found.isoformat(), basis=at.basis, mod="APPROX" if coarse else None
    )  # fmt: skip


def _left(words: Words, at: Reference, m: Match) -> DateValue | None:
    moment, count = intervals.moment_of(at), _number(m["eln"])
    if moment is None or count is None:
        return None
    return intervals.stretch_of_hours(words, moment, count, UNITS[m["elu"]], basis=at.basis)


def _span(words: Words, at: Reference, m: Match) -> DateValue | None:
    """``前1周``, ``过去十年``, ``未来三天``: the stretch before or after the reference."""
    back = re.fullmatch(_BACK, m["esw"]) is not None
    count, unit, here = _number(m["esn"]), UNITS[m["esu"]], at.day
    if unit == "month" and "个" not in m.group():
        return None
    moment = intervals.moment_of(at)
    if count is None or here is None or moment is None:
        return resolve.unresolved(words, "PAST_REF" if back else "FUTURE_REF")
    sign = -1 if back else 1
    if unit in ("hour", "minute", "second"):
        return intervals.stretch_of_hours(words, moment, sign * count, unit, basis=at.basis)
    if count < 1 or count != int(count) or (unit == "day" and m["esu"] == "日" and count > 31):
        return None
    return intervals.stretch(
        words, here if back else here + timedelta(days=1), sign * int(count), unit, basis=at.basis
    )  # fmt: skip


def _half(words: Words, at: Reference, m: Match) -> DateValue | None:
    if at.day is None:
        return resolve.unresolved(words)
    year, word = at.day.year + {"去年": -1, "明年": 1, "前年": -2}.get(m["ehr"] or "", 0), m["ehw"]
    if word.endswith("个"):
        total = at.day.year * 2 + (at.day.month > 6) + (-1 if word[0] == "上" else 1)
        year, first = total // 2, total % 2 == 0
    else:
        first = word in ("上", "前")
    return _based(resolve.year(words, at, number=year, part="H1" if first else "H2"), at)


def _based(value: DateValue, at: Reference) -> DateValue:
    from msgspec.structs import replace

    return replace(value, basis=at.basis)


def _halfweek(words: Words, at: Reference, m: Match) -> DateValue | None:
    if at.day is None:
        return resolve.unresolved(words)
    monday = at.day - timedelta(days=at.day.weekday())
    first, last = (0, 2) if m["ehk"] in ("上", "前") else (3, 6)
    iso = monday.isocalendar()
    return resolve.interval(
        words, monday + timedelta(days=first), monday + timedelta(days=last),
        timex3=f"{iso.year}-W{iso.week:02d}", basis=at.basis, mod="START" if first == 0 else "END",
    )  # fmt: skip


def _feast(words: Words, at: Reference, m: Match) -> DateValue | None:
    text = m["efy"] or ""
    direction: Direction = "nearest"
    if text[:1].isdigit():
        return feast(words, at, _FEASTS[m["ef"]], year=int(text[:4]), direction=direction)
    if text and at.day is not None:
        year = at.day.year + {"去年": -1, "明年": 1}.get(text, 0)
        return _based(feast(words, at, _FEASTS[m["ef"]], year=year), at)
    return feast(words, at, _FEASTS[m["ef"]])


def _set_day(words: Words, at: Reference, m: Match) -> DateValue | None:
    return resolve.duration(words, f"XXXX-XX-{read_digits(m['esmd']) or 0:02d}")


def _set_week(words: Words, at: Reference, m: Match) -> DateValue | None:
    if m["eswd"] == "末":
        return resolve.duration(words, "P1WE")
    index = min("一二三四五六日天".index(m["eswd"]), 6)
    said = m["eswp"] or ""
    part = (read_clock(said) or day_part(said)) if said else None
    return resolve.duration(words, f"XXXX-WXX-{index + 1}{f'T{part}' if part else ''}")


def _set_part(words: Words, at: Reference, m: Match) -> DateValue | None:
    return resolve.duration(words, f"T{_PART_CODES[m['esp'][0]]}")


def _set_n(words: Words, at: Reference, m: Match) -> DateValue | None:
    """``每两周``; ``每隔一天`` is every second day."""
    count, unit = _number(m["esc"]), UNITS[m["esnu"]]
    codes: dict[Unit, str] = {
        "second": "TS",
        "minute": "TM",
        "hour": "TH",
        "day": "D",
        "week": "W",
        "month": "M",
        "year": "Y",
    }
    code = codes.get(unit)
    if count is None or code is None:
        return None
    count += 1 if m["egap"] and unit == "day" else 0
    return resolve.duration(words, f"P{'T' if len(code) == 2 else ''}{count:g}{code[-1]}")


def _season(words: Words, at: Reference, m: Match) -> DateValue | None:
    return resolve.unresolved(words, {"春": "SP", "夏": "SU", "秋": "FA", "冬": "WI"}[m["ese"]])


def _midnight(words: Words, at: Reference, m: Match) -> DateValue | None:
    return resolve.unresolved(words, "T00")


def _to_hour(words: Words, at: Reference, m: Match) -> DateValue | None:
    """``差五分八点``."""
    minutes, hour = (15 if m["etm"] == "一刻" else read_digits(m["etm"]) or 0), read_digits(m["eth"]) or 0
    if not 0 < minutes < 60 or not 1 <= hour <= 24:
        return None
    return resolve.unresolved(words, f"T{(hour - 1) % 24:02d}:{60 - minutes:02d}")


def _half_month(words: Words, at: Reference, m: Match) -> DateValue | None:
    count, unit = _number(m["ehm"]), m["ehu"]
    if count is None or unit == "世纪":
        return None
    code = {"月": "M", "星期": "W"}.get(unit)
    return resolve.duration(words, f"P{count + 0.5:g}{code}" if code else f"PT{count + 0.5:g}H")


def _seconds(words: Words, at: Reference, m: Match) -> DateValue | None:
    return resolve.duration(words, f"PT{m['esec']}S")


def _soon(words: Words, at: Reference, m: Match) -> DateValue | None:
    return resolve.unresolved(words, "FUTURE_REF")


def _now(words: Words, at: Reference, m: Match) -> DateValue | None:
    if at.day is None:
        return resolve.unresolved(words, "PRESENT_REF")
    return resolve.interval(words, at.day, at.day, timex3="PRESENT_REF", basis=at.basis)


def _span_of(words: Words, at: Reference, m: Match) -> DateValue | None:
    """A duration of several units; an order that falls, else it is no one duration."""
    order = ("year", "month", "week", "day", "hour", "minute", "second")
    parts = items(m["ed"])
    if len(parts) < 2 or re.search(r"[\d一二三四五六七八九十]月", m["ed"]):
        return None
    places = [order.index(unit) for _, unit in parts if unit in order]
    if len(places) < len(parts) or places != sorted(set(places)) or parts[0][0] >= 1000:
        return None
    codes = {
        "century": "00Y",
        "year": "Y",
        "month": "M",
        "week": "W",
        "day": "D",
        "hour": "H",
        "minute": "M",
        "second": "S",
    }
    dated = "".join(f"{n:g}{codes[u]}" for n, u in parts if order.index(u) < 4)
    clock = "".join(f"{n:g}{codes[u]}" for n, u in parts if order.index(u) >= 4)
    return resolve.duration(words, f"P{dated}{'T' if clock else ''}{clock}")


def _hours(words: Words, at: Reference, m: Match) -> DateValue | None:
    parts = items(m["eh"])
    return resolve.duration(words, f"PT{parts[0][0]:g}H" if parts else "PTXH")


def _clock(words: Words, at: Reference, m: Match) -> DateValue | None:
    hour = int(m["elh"])
    if not 1 <= hour <= 12:
        return None
    hour = hour % 12 + (12 if m["elp"] == "p" else 0)
    return resolve.unresolved(words, f"T{hour:02d}:{m['eli'] or '00'}")


def _year_month(words: Words, at: Reference, m: Match) -> DateValue | None:
    return resolve.month(words, at, year=int(m["eym"]), number=int(m["eymm"]))


def _whole(words: Words, at: Reference, m: Match) -> DateValue | None:
    return resolve.duration(words, {"天": "P1D", "周": "P1W", "月": "P1M", "年": "P1Y"}[m["ewh"]])


def _again(words: Words, at: Reference, m: Match) -> DateValue | None:
    return None if at.day is None else _moved(words, at, at.day, items(m["eag"]))


def _to_now(words: Words, at: Reference, m: Match) -> DateValue | None:
    if at.day is None:
        return resolve.unresolved(words)
    return resolve.interval(words, date(at.day.year, 1, 1), at.day, timex3=str(at.day.year), basis=at.basis)


def _bare(words: Words, at: Reference, m: Match) -> DateValue | None:
    return resolve.year(words, at, number=int(m["eb4"]))


READERS: dict[str, Callable[[Words, Reference, Match], DateValue | None]] = {
    "e_short": _short,
    "e_year": _year,
    "e_reign": _reign,
    "e_lunar": _lunar,
    "e_slash": _slash,
    "e_slash2": _slash2,
    "e_ago": _ago,
    "e_left": _left,
    "e_span": _span,
    "e_half": _half,
    "e_halfweek": _halfweek,
    "e_feast": _feast,
    "e_soon": _soon,
    "e_now": _now,
    "e_span_of": _span_of,
    "e_clock": _clock,
    "e_hours": _hours,
    "e_bare": _bare,
    "e_year_month": _year_month,
    "e_whole": _whole,
    "e_again": _again,
    "e_to_now": _to_now,
    "e_set_day": _set_day,
    "e_set_week": _set_week,
    "e_set_part": _set_part,
    "e_set_n": _set_n,
    "e_season": _season,
    "e_midnight": _midnight,
    "e_to_hour": _to_hour,
    "e_half_month": _half_month,
    "e_seconds": _seconds,
}
