"""Dates of Japanese text: a grammar of regular expressions over the shared resolver."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date

from msgspec import structs

from dateline.lang import resolve
from dateline.lang.ja.date_words import (
    DAYS,
    ERAS,
    EVENT_DAYS,
    MONTH_PARTS,
    MONTHS,
    PARTS_OF_DAY,
    WEEKDAYS,
    WEEKS,
    YEAR_PARTS,
    YEARS,
    YearPart,
)
from dateline.lang.ja.numbers import small_int
from dateline.lang.resolve import Direction, Reference, Words
from dateline.model import DateValue

_NARROW = str.maketrans("０１２３４５６７８９～／．－", "0123456789〜/.-")
_N = r"(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})"


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True))


_YEAR = (
    rf"(?:(?P<y>[0-9]{{4}}|[一二三四五六七八九〇]{{4}})年|(?P<era>{'|'.join(ERAS)})(?P<ey>{_N}|元)年"
    rf"|(?P<ry>{_any(YEARS)})|(?P<sy>同年|翌年|前年))"
)
_DOW = rf"(?:\s?[（(](?:[{WEEKDAYS}])(?:曜日?|・祝)?[）)])?"
_CLOCK = (
    rf"(?P<ampm>午前|午後)?(?P<h>{_N})時(?!間)(?:(?P<mi>{_N})分(?!間)|(?P<half>半))?(?:すぎ|過ぎ|ごろ|頃)?"
    r"|(?P<hm>[0-2]?[0-9]):(?P<mm>[0-5][0-9])"
)
_PART = rf"(?P<part>{'|'.join(sorted(PARTS_OF_DAY, key=len, reverse=True))})"
_TIME = rf"(?:の?(?:{_CLOCK}|{_PART}))?"
_STOP = r"(?![間目ぶ]|ごと|中(?!に))"


def _strict(words: str) -> int | None:
    try:
        return small_int(words)
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class _Scene:
    """What a rule needs besides its match: the words, the reference, the last day resolved, the way tense points."""

    words: Words
    reference: Reference
    event: date | None
    direction: Direction


def _year_of(m: re.Match[str], scene: _Scene) -> tuple[int | None, bool]:
    """The year named before a month, and whether it is explicit (not relative)."""
    if m["y"]:
        return _year_digits(m["y"]), True
    if m["era"]:
        number = 1 if m["ey"] == "元" else _strict(m["ey"])
        return (None if number is None else ERAS[m["era"]] + number), True
    if m["ry"] and scene.reference.day:
        return scene.reference.day.year + YEARS[m["ry"]], False
    if m["sy"] and scene.event:
        return scene.event.year + {"同年": 0, "翌年": 1, "前年": -1}[m["sy"]], False
    return None, False


def _year_digits(words: str) -> int:
    return int("".join(str("〇一二三四五六七八九".index(c)) if not c.isascii() else c for c in words))


def _named_year(m: re.Match[str]) -> bool:
    return bool(m["y"] or m["era"] or m["ry"] or m["sy"])


def _rebase(value: DateValue, scene: _Scene, m: re.Match[str]) -> DateValue:
    """A date whose year was counted from somewhere is not explicit."""
    if m["ry"] and value.earliest:
        return structs.replace(value, basis=scene.reference.basis)
    if m["sy"] and value.earliest:
        return structs.replace(value, basis="relative_to_event")
    return value


def _month_day(m: re.Match[str], scene: _Scene) -> DateValue:
    year, _ = _year_of(m, scene)
    month, number = _strict(m["m"]), _strict(m["d"])
    if month is None or number is None or not 1 <= month <= 12 or (_named_year(m) and year is None):
        return resolve.unresolved(scene.words)
    value = resolve.day(scene.words, scene.reference, year=year, month=month, number=number, direction=scene.direction)
    return _rebase(_with_time(value, m, scene), scene, m)


def _with_time(value: DateValue, m: re.Match[str], scene: _Scene) -> DateValue:
    """Add an hour or a part of the day that the words name to a day."""
    if value.earliest is None:
        return value
    groups = m.groupdict()
    if groups.get("part") and not groups.get("h"):
        return structs.replace(value, timex3=f"{value.earliest}{PARTS_OF_DAY[groups['part']]}")
    clock = _clock(groups)
    if clock is None:
        return value
    instant = f"{value.earliest}T{clock}"
    tz = scene.reference.tz
    return structs.replace(value, timex3=instant, edtf=instant, earliest=instant, latest=instant, tz=tz)


def _clock(groups: dict[str, str | None]) -> str | None:
    if groups.get("hm"):
        hour, minute = int(groups["hm"] or 0), int(groups["mm"] or 0)
    elif groups.get("h"):
        hour = _strict(groups["h"] or "") or 0
        minute = 30 if groups.get("half") else _strict(groups.get("mi") or "0") or 0
        if groups.get("ampm") == "午後" and hour < 12:
            hour += 12
    else:
        return None
    return f"{hour:02d}:{minute:02d}" if hour < 24 and minute < 60 else None


def _month(m: re.Match[str], scene: _Scene) -> DateValue:
    year, _ = _year_of(m, scene)
    number = _strict(m["m"])
    if number is None or (_named_year(m) and year is None):
        return resolve.unresolved(scene.words)
    part = MONTH_PARTS.get(m["mp"]) if m["mp"] else None
    value = resolve.month(scene.words, scene.reference, year=year, number=number, direction=scene.direction, part=part)
    return _rebase(value, scene, m)


def _year(m: re.Match[str], scene: _Scene) -> DateValue:
    year, _ = _year_of(m, scene)
    if year is None:
        return resolve.unresolved(scene.words)
    part = YEAR_PARTS.get(m["yp"]) if m["yp"] else None
    return _rebase(resolve.year(scene.words, scene.reference, number=year, part=part), scene, m)


def _relative_month(m: re.Match[str], scene: _Scene) -> DateValue:
    part = MONTH_PARTS.get(m["mp"]) if m["mp"] else None
    months = MONTHS[m["rm"]]
    if m["d"] is None:
        return resolve.month(scene.words, scene.reference, months=months, part=part)
    number, here = _strict(m["d"]), scene.reference.day
    if here is None or number is None:
        return resolve.unresolved(scene.words)
    total = here.year * 12 + here.month - 1 + months
    value = resolve.day(scene.words, scene.reference, year=total // 12, month=total % 12 + 1, number=number)
    return _with_time(structs.replace(value, basis=scene.reference.basis if value.earliest else "unknown"), m, scene)


def _event_month(m: re.Match[str], scene: _Scene) -> DateValue:
    if scene.event is None:
        return resolve.unresolved(scene.words)
    total = scene.event.year * 12 + scene.event.month - 1 + (1 if m["em"] == "翌月" else 0)
    year, month = total // 12, total % 12 + 1
    if m["d"]:
        number = _strict(m["d"])
        if number is None:
            return resolve.unresolved(scene.words)
        value = resolve.day(scene.words, scene.reference, year=year, month=month, number=number)
    else:
        value = resolve.month(scene.words, scene.reference, year=year, number=month)
    return structs.replace(value, basis="relative_to_event" if value.earliest else "unknown")


def _range(m: re.Match[str], scene: _Scene) -> DateValue:
    """``13〜14日``, ``13、14両日``, ``1月13日〜2月2日``."""
    year, _ = _year_of(m, scene)
    month = _strict(m["m"]) if m["m"] else None
    first, last = _strict(m["d1"]), _strict(m["d2"])
    if first is None or last is None or (_named_year(m) and year is None):
        return resolve.unresolved(scene.words)
    if month is not None and not 1 <= month <= 12:
        return resolve.unresolved(scene.words)
    here = scene.reference
    low = resolve.day(scene.words, here, year=year, month=month, number=first, direction=scene.direction)
    if low.earliest is None:
        return resolve.unresolved(scene.words)
    begun = date.fromisoformat(low.earliest)
    second = _strict(m["m2"]) if m["m2"] else None
    if second is None:
        second = begun.month if last >= first else begun.month % 12 + 1
    if not 1 <= second <= 12:
        return resolve.unresolved(scene.words)
    high = resolve.day(scene.words, here, year=begun.year + (second < begun.month), month=second, number=last)
    value = resolve.day_range(scene.words, low, high)
    return _rebase(value, scene, m) if value.earliest else value


def _bare_day(m: re.Match[str], scene: _Scene) -> DateValue:
    number = _strict(m["d"])
    if number is None or not 1 <= number <= 31:
        return resolve.unresolved(scene.words)
    direction: Direction = scene.direction
    if m["way"]:
        direction = "past" if m["way"] == "去る" else "future"
    value = resolve.day(scene.words, scene.reference, number=number, direction=direction)
    return _with_time(value, m, scene)


def _relative_day(m: re.Match[str], scene: _Scene) -> DateValue:
    value = resolve.offset_day(scene.words, scene.reference, DAYS[m["rd"]])
    return _with_time(value, m, scene)


def _event_day(m: re.Match[str], scene: _Scene) -> DateValue:
    if scene.event is None:
        return resolve.unresolved(scene.words)
    anchor = Reference(scene.event, "relative_to_event", scene.reference.tz)
    return _with_time(resolve.offset_day(scene.words, anchor, EVENT_DAYS[m["ed"]]), m, scene)


def _week(m: re.Match[str], scene: _Scene) -> DateValue:
    weeks = WEEKS[m["rw"]]
    if m["wd"]:
        value = resolve.weekday(scene.words, scene.reference, WEEKDAYS.index(m["wd"]), weeks=weeks)
        return _with_time(value, m, scene)
    if m["wp"] == "末":
        return _weekend(scene, weeks)
    mod = {"前半": "START", "初め": "START", "半ば": "MID", "後半": "END", "中": "ON_OR_BEFORE"}.get(m["wp"] or "")
    return resolve.week(scene.words, scene.reference, weeks, mod=mod)


def _weekend(scene: _Scene, weeks: int) -> DateValue:
    first = resolve.weekday(scene.words, scene.reference, 5, weeks=weeks)
    last = resolve.weekday(scene.words, scene.reference, 6, weeks=weeks)
    if first.earliest is None or last.latest is None:
        return resolve.unresolved(scene.words)
    begun = date.fromisoformat(first.earliest)
    iso = begun.isocalendar()
    return resolve.interval(
        scene.words,
        begun,
        date.fromisoformat(last.latest),
        timex3=f"{iso.year}-W{iso.week:02d}-WE",
        basis=scene.reference.basis,
    )


def _weekday(m: re.Match[str], scene: _Scene) -> DateValue:
    way: Direction = "future" if m["nx"] else scene.direction
    return _with_time(resolve.weekday(scene.words, scene.reference, WEEKDAYS.index(m["wd"]), direction=way), m, scene)


def _ago(m: re.Match[str], scene: _Scene) -> DateValue:
    number = _strict(m["n"])
    if number is None or scene.reference.day is None:
        return resolve.unresolved(scene.words)
    signed = -number if m["ba"] == "前" else number
    unit = m["u"]
    if unit == "日":
        return resolve.offset_day(scene.words, scene.reference, signed)
    if unit == "週間":
        return resolve.week(scene.words, scene.reference, signed)
    if unit == "年":
        return resolve.year(scene.words, scene.reference, years=signed)
    return resolve.month(scene.words, scene.reference, months=signed)


_DURATION_UNITS = {"日間": "P{}D", "週間": "P{}W", "年間": "P{}Y", "時間": "PT{}H", "分間": "PT{}M", "秒間": "PT{}S"}


def _duration(m: re.Match[str], scene: _Scene) -> DateValue:
    number = _strict(m["n"])
    if number is None:
        return resolve.unresolved(scene.words)
    return resolve.duration(scene.words, _DURATION_UNITS.get(m["u"], "P{}M").format(number))


def _set(m: re.Match[str], scene: _Scene) -> DateValue:
    if m["wd"]:
        return resolve.duration(scene.words, f"XXXX-WXX-{WEEKDAYS.index(m['wd']) + 1}")
    return resolve.duration(scene.words, {"年": "P1Y", "月": "P1M", "週": "P1W", "日": "P1D"}[m["s"] or m["w"]])


def _numeric(m: re.Match[str], scene: _Scene) -> DateValue:
    value = resolve.day(scene.words, scene.reference, year=int(m["y"]), month=min(int(m["m"]), 99), number=int(m["d"]))
    return _with_time(value, m, scene)


def _year_edge(m: re.Match[str], scene: _Scene) -> DateValue:
    parts: dict[str, YearPart] = {"年内": "ON_OR_BEFORE", "年末": "END", "年初": "START", "年明け": "START"}
    here = scene.reference.day
    word = m["ye"]
    ahead = 1 if word in ("年初", "年明け") and here and here.month > 6 else 0
    return resolve.year(scene.words, scene.reference, years=ahead, part=parts[word])


def _fiscal(m: re.Match[str], scene: _Scene) -> DateValue:
    here = scene.reference.day
    if here is None:
        return resolve.unresolved(scene.words)
    years = {"今年度": 0, "本年度": 0, "来年度": 1, "昨年度": -1, "前年度": -1, "年度内": 0}[m["fy"]]
    if here.month < 4:
        years -= 1
    return resolve.year(scene.words, scene.reference, years=years, part="FY")


def _clock_alone(m: re.Match[str], scene: _Scene) -> DateValue:
    day = scene.event or scene.reference.day
    clock = _clock(m.groupdict())
    if clock is None:
        return resolve.unresolved(scene.words)
    if day is None:
        return resolve.unresolved(scene.words, f"T{clock}")
    anchor = Reference(day, "relative_to_event" if scene.event else scene.reference.basis, scene.reference.tz)
    return _with_time(resolve.offset_day(scene.words, anchor, 0), m, replace(scene, reference=anchor))


def _this_weekend(m: re.Match[str], scene: _Scene) -> DateValue:
    return _weekend(scene, 0)


def _feast(m: re.Match[str], scene: _Scene) -> DateValue:
    month, number = (1, 1) if m["feast"].startswith("元") else (12, 31)
    year, _ = _year_of(m, scene)
    value = resolve.day(scene.words, scene.reference, year=year, month=month, number=number, direction=scene.direction)
    return _rebase(value, scene, m)


_Rule = tuple[re.Pattern[str], Callable[[re.Match[str], _Scene], DateValue]]
_RULES: tuple[_Rule, ...] = (
    (
        re.compile(
            rf"(?:{_YEAR}の?)?(?:(?P<m>{_N})月)?(?P<d1>{_N})(?:日{_DOW})?(?:、|〜|~|から|-|・|と)(?:(?P<m2>{_N})月)?(?P<d2>{_N})(?:の?両日|日{_DOW}){_STOP}(?:の?両日)?"
        ),
        _range,
    ),
    (re.compile(rf"(?:{_YEAR}の?)?(?P<m>{_N})月(?P<d>{_N})日{_STOP}{_DOW}{_TIME}"), _month_day),
    (re.compile(rf"(?:{_YEAR}の?)?(?P<m>{_N})月(?![間期])(?:の?(?P<mp>{_any(MONTH_PARTS)}))?"), _month),
    (re.compile(rf"{_YEAR}(?![間ぶ])(?:の?(?P<yp>{_any(YEAR_PARTS)}))?"), _year),
    (
        re.compile(rf"(?P<rm>{_any(MONTHS)})(?:の?(?P<d>{_N})日{_STOP}{_DOW}{_TIME}|の?(?P<mp>{_any(MONTH_PARTS)}))?"),
        _relative_month,
    ),
    (re.compile(rf"(?P<em>同月|翌月)(?:(?P<d>{_N})日{_STOP}{_DOW})?"), _event_month),
    (re.compile(rf"(?P<way>去る|来る|きたる|さる)?(?P<d>{_N})日{_STOP}(?!前|後(?!半|に)){_DOW}{_TIME}"), _bare_day),
    (re.compile(rf"(?P<rd>{_any(DAYS)}){_TIME}"), _relative_day),
    (re.compile(rf"(?P<ed>{'|'.join(EVENT_DAYS)}){_TIME}"), _event_day),
    (
        re.compile(
            rf"(?P<rw>{_any(WEEKS)})(?:の?(?:(?P<wd>[{WEEKDAYS}])曜日?{_TIME}|(?P<wp>末|前半|初め|半ば|後半|中)))?"
        ),
        _week,
    ),
    (re.compile(rf"(?P<nx>次の|今度の)?(?P<wd>[{WEEKDAYS}])曜日?{_TIME}"), _weekday),
    (re.compile(rf"(?P<n>{_N})(?P<u>日|週間|[カか箇ヵヶ]月|年)(?:間)?(?P<ba>前|後)(?!半)"), _ago),
    (re.compile(rf"(?P<n>{_N}|[0-9]+)(?P<u>日間|週間|[カか箇ヵヶ]月間?|年間|時間|分間|秒間)"), _duration),
    (re.compile(rf"毎(?:(?P<s>年|月|日)|(?P<w>週)(?:の?(?P<wd>[{WEEKDAYS}])曜日?)?)"), _set),
    (
        re.compile(
            rf"(?P<y>[0-9]{{4}})[/.-](?P<m>[0-9]{{1,2}})[/.-](?P<d>[0-9]{{1,2}})(?![0-9]){_DOW}(?:\s(?:{_CLOCK}))?"
        ),
        _numeric,
    ),
    (re.compile(r"(?P<fy>今年度|本年度|来年度|昨年度|前年度|年度内)"), _fiscal),
    (re.compile(r"(?P<ye>年内|年末(?!年始)|年初|年明け)"), _year_edge),
    (
        re.compile(
            rf"(?P<ampm>午前|午後)(?P<h>{_N})時(?!間)(?:(?P<mi>{_N})分(?!間)|(?P<half>半))?(?:すぎ|過ぎ|ごろ|頃)?"
        ),
        _clock_alone,
    ),
    (re.compile(r"(?:この|今)?週末"), _this_weekend),
    (re.compile(rf"(?:{_YEAR}の?)?(?P<feast>元日|元旦|大みそか|大晦日)"), _feast),
)


_FUTURE = re.compile(
    r"(?:予定|見通し|方針|見込み|計画|構え|考え|意向|運び)|(?:する|行う|開く|訪れる|迎える|れる|なる|始まる|出る)(?=[。、と」]|こと|$|\n)"
)
_PAST = re.compile(r"(?:した|った|いた|れた|んだ|えた|けた|せた|べた|めた|げた|じた|ぎた)(?=[。、と」のこ後際]|$|\n)")
_FINAL_PAST = re.compile(r"(?:た|だ)[。」]?\s*$")
_NEAR_DAYS = 7


def _direction(text: str, at: tuple[int, int], bounds: tuple[int, int]) -> Direction:
    """The way the tense of the date's own clause points; nearest where it does not say.

    A date set off right after the topic (は8日、) goes with the last verb of the sentence, others with the next verb.
    """
    start, end = at
    stops = [p for c in "。\n" if (p := text.find(c, end, bounds[1])) >= 0]
    rest = text[end : min(stops, default=bounds[1])]
    if rest.startswith("、") and start > bounds[0] and text[start - 1] in "はが、":
        if _FINAL_PAST.search(rest):
            return "past"
        return "future" if _FUTURE.search(rest[-12:]) else "nearest"
    ahead, behind = _FUTURE.search(rest), _PAST.search(rest)
    if ahead and (not behind or ahead.start() < behind.start()):
        return "future"
    return "past" if behind else "nearest"


def find_dates(
    text: str, start: int, end: int, reference: Reference, *, event: date | None = None
) -> tuple[DateValue, ...]:
    """Dates, times, durations and sets in ``text[start:end]``, in order, not overlapping.

    ``event`` is the day that 同日 and 翌日 count from until the text names one itself.
    """
    narrow = text[:end].translate(_NARROW)
    found: list[DateValue] = []
    for low, high, rule, match in _candidates(narrow, start, end):
        if found and low < found[-1].end:
            continue
        words = Words(text[low:high], low, high)
        scene = _Scene(words, reference, event, "nearest")
        value = rule(match, scene)
        if _far(value, reference):
            value = rule(match, replace(scene, direction=_direction(text, (low, high), (start, end))))
        if value.earliest and value.earliest[:10] == (value.latest or "")[:10]:
            event = date.fromisoformat(value.earliest[:10])
        found.append(value)
    return tuple(found)


def _far(value: DateValue, reference: Reference) -> bool:
    """Whether the nearest reading lies far enough off for the tense to be asked."""
    if not value.earliest or reference.day is None or value.basis != reference.basis:
        return False
    return abs((date.fromisoformat(value.earliest[:10]) - reference.day).days) > _NEAR_DAYS


_Candidate = tuple[int, int, Callable[[re.Match[str], _Scene], DateValue], re.Match[str]]


def _candidates(narrow: str, start: int, end: int) -> list[_Candidate]:
    """Matches of all rules, by place, the longest first."""
    found: list[_Candidate] = []
    for pattern, rule in _RULES:
        for match in pattern.finditer(narrow, start, end):
            low, high = match.span()
            before = narrow[low - 1] if low > start else ""
            if narrow[low].isdigit() and (before.isdigit() or before in tuple("./:,第")):
                continue
            if (
                before
                and narrow[low] in "一二三四五六七八九十"
                and before in "〇一二三四五六七八九十百千第数0123456789"
            ):
                continue
            found.append((low, high, rule, match))
    return sorted(found, key=lambda c: (c[0], -c[1]))
