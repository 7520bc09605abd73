"""Korean words for days, weeks, months and years."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any, Literal

from msgspec import structs

from dateline.lang import moments, resolve
from dateline.lang.dated import Match, Rule, Scene
from dateline.lang.ko.date_values import names_year, way, with_basis, with_time, year_of
from dateline.lang.ko.date_words import (
    CLOSED,
    DAY_NUMBER,
    DAY_OF_WEEK,
    DIRECTED,
    MONTH,
    MONTH_NUMBER,
    MONTH_PART,
    NOT_COUNTED,
    TABLE,
    TIME,
    WEEKDAYS,
    YEAR,
    any_of,
    meaning,
    tight,
)
from dateline.lang.resolve import Reference
from dateline.model import DateValue


def _month_of(m: Match, scene: Scene) -> DateValue | None:
    """The month that the words name; None where they name none, unresolved where it cannot be placed."""
    if m["rm"]:
        return resolve.month(scene.words, scene.reference, months=int(meaning("months", m["rm"])))
    if not m["m"]:
        return None
    year = year_of(m, scene)
    if names_year(m) and year is None:
        return resolve.unresolved(scene.words)
    made = resolve.month(scene.words, scene.reference, year=year, number=int(m["m"]), direction=way(m, scene))
    return with_basis(made, m, scene)


_NAMED_LENGTH = re.compile(r"['‘\"“]\d{1,2}일 [가-힣]{1,6}['’\"”]")


def _day(m: Match, scene: Scene) -> DateValue | None:
    """``8일``, ``1월 8일``, ``내달 3일``, with the weekday and the time that follow. A name such as '30일 휴전' has days
    that are counted."""
    if m["rm"]:
        base = _month_of(m, scene)
        value = _day_in(base, scene, int(m["d"])) if base and base.earliest else resolve.unresolved(scene.words)
        return with_time(value, m, scene)
    year, month = year_of(m, scene), int(m["m"]) if m["m"] else None
    if month is None and _NAMED_LENGTH.match(m.string, max(0, m.start() - 1)):
        return None
    if names_year(m) and (year is None or month is None):
        return resolve.unresolved(scene.words) if month is not None else None
    value = resolve.day(
        scene.words, scene.reference, year=year, month=month, number=int(m["d"]), direction=way(m, scene)
    )
    return with_basis(with_time(value, m, scene), m, scene)


def _day_in(month: DateValue, scene: Scene, number: int) -> DateValue:
    begin = moments.first_day(month)
    value = resolve.day(scene.words, scene.reference, year=begin.year, month=begin.month, number=number)
    return structs.replace(value, basis=month.basis) if value.earliest else value


def _days(m: Match, scene: Scene) -> DateValue | None:
    """``13∼14일``, ``1월 13·14일``: the first without its 일. Days set side by side must be neighbours."""
    first, last = int(m["d1"]), int(m["d2"])
    listed = m["sep"].strip() in (",", "·", "ㆍ", "、")
    if first == last or (listed and last != 1 and last - first != (2 if m["mid"] else 1)):
        return None
    base = _month_of(m, scene)
    if base is not None and not base.earliest:
        return base
    begin = (
        _day_in(base, scene, first)
        if base is not None
        else resolve.day(scene.words, scene.reference, number=first, direction=way(m, scene))
    )
    if not begin.earliest:
        return begin
    here = Reference(moments.first_day(begin), begin.basis, scene.reference.tz)
    end = resolve.day(scene.words, here, number=last, direction="future")
    return moments.spanned(scene.words, begin, end)


def _part_of_month(month: DateValue, scene: Scene, part: str | None) -> DateValue:
    """초, 중순, 말 and the like of a month."""
    if part is None or month.earliest is None or (part == "중" and scene.direction == "past"):
        return month
    if part in ("내", "안", "중"):
        return deadline(month, scene)
    first, last, mod = meaning("month_parts", part)
    return moments.month_days(scene.words, month, first, last or None, mod)


def deadline(span: DateValue, scene: Scene) -> DateValue:
    """Within a month, week or year: from the reference day, where it lies inside, to the end."""
    here, first, last = scene.reference.day, moments.first_day(span), moments.last_day(span)
    begin = here if here and first <= here <= last else first
    return resolve.interval(scene.words, begin, last, timex3=span.timex3 or "", basis=span.basis, mod="ON_OR_BEFORE")


_SENTENCED = re.compile(r"(?:징역|금고|자격정지|구류|정직|년)\s?$")


def _month(m: Match, scene: Scene) -> DateValue | None:
    if tight(m["rm"]) == "전달" and not m["mp"]:
        return None
    if m["m"] and _SENTENCED.search(m.string, max(0, m.start() - 8), m.start()):
        return resolve.duration(scene.words, f"P{int(m['m'])}M")
    base = _month_of(m, scene)
    return None if base is None else _part_of_month(base, scene, m["mp"])


def _months(m: Match, scene: Scene) -> DateValue | None:
    """``1~3월``."""
    year = year_of(m, scene)
    if names_year(m) and year is None:
        return resolve.unresolved(scene.words)
    first, last = int(m["a"]), int(m["b"])
    begin = resolve.month(scene.words, scene.reference, year=year, number=first, direction=way(m, scene))
    if not begin.earliest:
        return begin
    over = moments.first_day(begin).year + (last < first)
    end = resolve.month(scene.words, scene.reference, year=over, number=last)
    value = moments.spanned(scene.words, begin, structs.replace(end, basis=begin.basis))
    return with_basis(value, m, scene) if value else None


def _event_month(m: Match, scene: Scene) -> DateValue:
    base = resolve.month(scene.words, scene.by_told(), months=int(meaning("event_months", m["em"])))
    if not m["d"] or not base.earliest:
        return base
    return with_time(_day_in(base, scene, int(m["d"])), m, scene)


def _year(m: Match, scene: Scene) -> DateValue | None:
    year = year_of(m, scene)
    if year is None:
        return resolve.unresolved(scene.words)
    part = meaning("year_parts", m["yp"]) if m["yp"] else None
    if m["y2"] and "년" not in m.group() and part is None:
        return None
    made = resolve.year(scene.words, scene.reference, number=year, part=part)
    return with_basis(made, m, scene)


def _years(m: Match, scene: Scene) -> DateValue | None:
    """``2024~2026년``."""
    first = int(m["a"])
    last = int(m["b"]) if len(m["b"]) == 4 else first // 100 * 100 + int(m["b"])
    if last <= first:
        return None
    begin = resolve.year(scene.words, scene.reference, number=first)
    return moments.spanned(scene.words, begin, resolve.year(scene.words, scene.reference, number=last))


def _year_part(m: Match, scene: Scene) -> DateValue:
    """``상반기``, ``연내``, ``1분기``, ``이번 여름`` without a year: the present one's; 지난 is the last one that is over."""
    years = {"지난": -1, "다음": 1}.get((m["which"] or "").strip(), 0)
    part = meaning("year_parts", m["yp"])
    here = scene.reference.day
    if part == "START" and here and here.month > 6 and scene.direction != "past":
        years += 1
    made = resolve.year(scene.words, scene.reference, years=years, part=part)
    if years < 0 and here and made.latest:
        same = resolve.year(scene.words, scene.reference, years=0, part=part)
        made = same if same.latest and same.latest < here.isoformat() else made
    return made


def _quarter(m: Match, scene: Scene) -> DateValue:
    """``지난 분기``, ``이번 분기``, ``다음 분기``."""
    here = scene.reference.day
    if here is None:
        return resolve.unresolved(scene.words)
    total = here.year * 4 + (here.month - 1) // 3 + {"지난": -1, "직전": -1, "다음": 1}.get(m["which"], 0)
    quarters: tuple[Literal["Q1", "Q2", "Q3", "Q4"], ...] = ("Q1", "Q2", "Q3", "Q4")
    part = quarters[total % 4]
    made = resolve.year(scene.words, scene.reference, number=total // 4, part=part)
    return structs.replace(made, basis=scene.reference.basis)


_COMPARED = re.compile(rf"\s?(?:{any_of(TABLE['not_an_event']['follows'])})")
_BRACKETED = re.compile(rf"\s?\((?:(?P<m>{MONTH_NUMBER})월\s?)?(?P<d>{DAY_NUMBER})일")


def _relative_day(m: Match, scene: Scene) -> DateValue | None:
    said: list[Any] = meaning("days", m["rd"])
    if not said:
        return None
    value = resolve.offset_day(scene.words, scene.reference, int(said[0]))
    bracketed = _BRACKETED.match(m.string, m.end())
    if bracketed and value.earliest:
        value = _as_bracketed(value, bracketed, scene)
    return with_time(moments.at_part(value, said[1] if len(said) > 1 else None), m, scene)


def _as_bracketed(value: DateValue, said: Match, scene: Scene) -> DateValue:
    """``오늘(8일)``: the number in brackets is the text's own word on the day, and goes before the page's date."""
    near = Reference(moments.first_day(value), value.basis, scene.reference.tz)
    month = int(said["m"]) if said["m"] else None
    found = resolve.day(scene.words, near, month=month, number=int(said["d"]))
    return found if found.earliest else value


def _event_day(m: Match, scene: Scene) -> DateValue | None:
    if _COMPARED.match(m.string, m.end()):
        return None
    days, *part = meaning("event_days", m["ed"])
    value = resolve.offset_day(scene.words, scene.by_event(), int(days))
    bracketed = _BRACKETED.match(m.string, m.end())
    if bracketed and value.earliest:
        value = _as_bracketed(value, bracketed, scene)
    return with_time(moments.at_part(value, part[0] if part else None), m, scene)


def _week(m: Match, scene: Scene) -> DateValue | None:
    if m["rw"] == "내주" and m.string[m.end() : m.end() + 1] in ("는", "고", "며", "지"):
        return None
    event = m["ew"] is not None
    weeks = int(meaning("event_weeks", m["ew"]) if event else meaning("weeks", m["rw"]))
    reference = scene.by_event() if event else scene.reference
    if m["wd"]:
        return with_time(resolve.weekday(scene.words, reference, WEEKDAYS.index(m["wd"]), weeks=weeks), m, scene)
    value = resolve.week(scene.words, reference, weeks)
    part = meaning("week_parts", m["wp"]) if m["wp"] else None
    if part is None or value.earliest is None or (m["wp"] == "중" and scene.direction == "past"):
        return value
    return _part_of_week(value, scene, part)


def _part_of_week(value: DateValue, scene: Scene, part: str) -> DateValue:
    if part == "ON_OR_BEFORE":
        return deadline(value, scene)
    first = moments.first_day(value)
    low, high = {"START": (0, 2), "MID": (2, 3), "END": (3, 6), "WEEKEND": (5, 6)}[part]
    return resolve.interval(
        scene.words,
        first + timedelta(days=low),
        first + timedelta(days=high),
        timex3=f"{value.timex3}-WE" if part == "WEEKEND" else value.timex3 or "",
        basis=value.basis,
        mod=None if part == "WEEKEND" else part,
    )


def _plain_week(m: Match, scene: Scene) -> DateValue:
    """``주말``, ``지난 주말``, ``주초``, ``주중``."""
    weeks = {"지난": -1, "다음": 1}.get((m["which"] or "").strip(), 0)
    value = resolve.week(scene.words, scene.reference, weeks)
    if value.earliest is None:
        return value
    return _part_of_week(value, scene, {"말": "WEEKEND", "초": "START", "중": "ON_OR_BEFORE"}[m["pw"]])


def _weekday(m: Match, scene: Scene) -> DateValue:
    index = WEEKDAYS.index(m["wd"])
    weeks = 0 if m["dir"] == "이번" else None
    made = resolve.weekday(scene.words, scene.reference, index, weeks=weeks, direction=way(m, scene))
    return with_time(made, m, scene)


def _numeric(m: Match, scene: Scene) -> DateValue | None:
    month, number = int(m["m"]), int(m["d"])
    value = resolve.day(scene.words, scene.reference, year=int(m["y"]), month=month, number=number)
    return with_time(value, m, scene)


def _holiday(m: Match, scene: Scene) -> DateValue:
    month, number = meaning("holidays", m["feast"])
    year = year_of(m, scene)
    if names_year(m) and year is None:
        return resolve.unresolved(scene.words)
    value = resolve.day(scene.words, scene.reference, year=year, month=month, number=number, direction=scene.direction)
    return with_basis(with_time(value, m, scene), m, scene)


def _ordinal(m: Match, scene: Scene) -> DateValue | None:
    """``1월 셋째 주``, ``2015년 첫 번째 주``, ``다음 달 둘째 토요일``."""
    base = _month_of(m, scene)
    if base is None:
        year = year_of(m, scene)
        if year is None:
            return None
        base = with_basis(resolve.year(scene.words, scene.reference, number=year), m, scene)
    if not base.earliest:
        return base
    number = int(meaning("ordinals", m["nth"])) if m["nth"] else int(m["n"])
    if m["wd"]:
        return with_time(moments.ordinal_weekday(scene.words, base, WEEKDAYS.index(m["wd"]), number), m, scene)
    return moments.ordinal_week(scene.words, base, number)


_SEP = r"\s?(?P<sep>~|∼|-|–|—|, ?|·|ㆍ|、)\s?"
_PLAIN_PARTS = any_of(
    w
    for w in TABLE["year_parts"]
    if w not in ("초", "초반", "초순", "중반", "중순", "말", "막판", "내", "안", "봄", "여름", "가을", "겨울")
)

RULES: tuple[Rule, ...] = tuple(
    Rule(re.compile(pattern), build, needs=re.compile(needs))
    for pattern, build, needs in (
        (
            rf"{DIRECTED}?(?:{YEAR}\s?)?(?:{MONTH}\s?)?(?P<d>{DAY_NUMBER})\s?일{NOT_COUNTED}{DAY_OF_WEEK}{TIME}",
            _day,
            r"[0-9]\s?일",
        ),
        (
            rf"{DIRECTED}?(?:{YEAR}\s?)?(?:{MONTH}\s?)?(?P<d1>{DAY_NUMBER})(?:\s?[,·]\s?(?P<mid>{DAY_NUMBER}))??{_SEP}(?P<d2>{DAY_NUMBER})\s?일{NOT_COUNTED}{DAY_OF_WEEK}",
            _days,
            r"[0-9]\s?[~∼–—,·ㆍ、-]\s?[0-9]",
        ),
        (
            rf"{DIRECTED}?(?:{YEAR}\s?)?{MONTH}(?:\s?{MONTH_PART}(?=[^가-힣]|에|부터|까지|으로|께|쯤|의|이|은|로|$))?",
            _month,
            r"월|달",
        ),
        (
            rf"{DIRECTED}?(?:{YEAR}\s?)?(?P<a>{MONTH_NUMBER})\s?[~∼\-–]\s?(?P<b>{MONTH_NUMBER})\s?월",
            _months,
            r"[0-9]\s?[~∼–-]\s?[0-9]{1,2}\s?월",
        ),
        (
            rf"(?P<em>{any_of(TABLE['event_months'])})(?:\s(?P<d>{DAY_NUMBER})일{NOT_COUNTED}{DAY_OF_WEEK}{TIME})?",
            _event_month,
            r"달",
        ),
        (
            rf"{YEAR}(?:도(?=\s))?(?:\s?(?P<yp>{any_of(TABLE['year_parts'])}){CLOSED})?(?!\s?(?:회계|학년))",
            _year,
            r"[년해올]|[\'’‘`][0-9]",
        ),
        (r"(?P<a>[12]\d{3})\s?년?\s?[~∼\-–]\s?(?P<b>[12]\d{3}|\d{2})\s?년", _years, r"[0-9]\s?년?\s?[~∼–-]\s?[0-9]"),
        (
            rf"(?P<which>지난\s?|이번\s?|다음\s?)?(?P<yp>{_PLAIN_PARTS})(?!\s?(?:연속|만에|째|이상|동안))",
            _year_part,
            r"반기|분기|연[내말초]",
        ),
        (r"(?P<which>지난\s|이번\s|다음\s|올)\s?(?P<yp>봄|여름|가을|겨울)(?!철)", _year_part, r"봄|여름|가을|겨울"),
        (r"(?P<which>지난|직전|이번|다음)\s?분기", _quarter, r"분기"),
        (rf"(?P<rd>{any_of(TABLE['days'])}){TIME}", _relative_day, r"[제일늘레피밤]|[저께]"),
        (rf"(?P<ed>{any_of(TABLE['event_days'])}){TIME}", _event_day, r"[날일]"),
        (
            rf"(?:(?P<rw>{any_of(TABLE['weeks'])})|(?P<ew>{any_of(TABLE['event_weeks'])}))(?:\s?(?:(?P<wd>[{WEEKDAYS}])요일{TIME}|(?P<wp>{any_of(TABLE['week_parts'])}){CLOSED}))?",
            _week,
            r"주",
        ),
        (
            r"(?P<which>지난\s?|이번\s?|다음\s?|오는\s?|돌아오는\s?|올\s?)?주\s?(?P<pw>말|초(?=에|부터|까지|쯤|[^가-힣])|중(?=에|[^가-힣]))",
            _plain_week,
            r"주",
        ),
        (rf"{DIRECTED}?(?P<wd>[{WEEKDAYS}])요일{TIME}", _weekday, r"요일"),
        (
            r"(?P<y>(?:19|20)\d{2})\s?[.\-/]\s?(?P<m>1[0-2]|0?[1-9])\s?[.\-/]\s?(?P<d>3[01]|[12]\d|0?[1-9])\.?(?!\d)"
            rf"(?:\s?\([{WEEKDAYS}]\))?{TIME}",
            _numeric,
            r"[0-9]\s?[./-]\s?[0-9]",
        ),
        (rf"(?:{YEAR}\s?)?(?P<feast>{any_of(TABLE['holidays'])}){TIME}", _holiday, r"[신정절일날탄스]"),
        (
            rf"(?:{YEAR}\s?)?(?:{MONTH}(?:의)?\s?)?(?:(?P<nth>{any_of(TABLE['ordinals'])})\s?(?:주(?!년|기|자)|(?P<wd>[{WEEKDAYS}])요일{TIME})|(?P<n>[1-5])\s?주\s?차)",
            _ordinal,
            r"주|요일",
        ),
    )
)
