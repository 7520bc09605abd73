"""Korean dates and times: the words, and what they say; ``lang.resolve`` places them."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Literal

from dateline.lang import resolve
from dateline.lang.resolve import Reference, Words
from dateline.model import DateValue

Match = re.Match[str]
Made = DateValue | None
Part = Literal["START", "MID", "END", "AFTER", "ON_OR_BEFORE"]

_Y = r"(?:(?P<y>(?:19|20)\d{2})\s?년|(?P<y2>['’`]\d{2})년?|(?P<ry>지지난해|지난해|작년|재작년|올\s?해|금년|내년|내후년|이듬해))"
_M = r"(?:(?P<m>1[0-2]|0?[1-9])\s?월|(?P<rm>지지난달|지난\s?달|지난달|전달|이번\s?달|이\s?달|금월|다음\s?달|다음달|내달|다다음\s?달))"
_D = r"(?P<d>3[01]|[12]\d|0?[1-9])"
_DIR = r"(?P<dir>오는|다가오는|지난|돌아오는)"
_NUM = {
    "하루": 1, "이틀": 2, "사흘": 3, "나흘": 4, "닷새": 5, "엿새": 6, "이레": 7, "여드레": 8, "아흐레": 9, "열흘": 10, "보름": 15,
    "한": 1, "두": 2, "세": 3, "네": 4, "다섯": 5, "여섯": 6, "일곱": 7, "여덟": 8, "아홉": 9, "열": 10,
    "석": 3, "넉": 4, "일": 1, "이": 2, "삼": 3, "사": 4, "오": 5, "육": 6, "칠": 7, "팔": 8, "구": 9, "십": 10,
}  # fmt: skip
_DAYWORDS = "하루|이틀|사흘|나흘|닷새|엿새|이레|여드레|아흐레|열흘|보름"
_WEEKDAYS = "월화수목금토일"
_YEARS = {
    "지지난해": -2,
    "재작년": -2,
    "지난해": -1,
    "작년": -1,
    "올해": 0,
    "금년": 0,
    "내년": 1,
    "이듬해": 1,
    "내후년": 2,
}
_MONTHS = {
    "지지난달": -2,
    "지난달": -1,
    "전달": -1,
    "이번달": 0,
    "이달": 0,
    "금월": 0,
    "다음달": 1,
    "내달": 1,
    "다다음달": 2,
}
_DAYS = {
    "그저께": -2, "그제": -2, "엊그제": -2, "어제": -1, "어젯밤": -1, "어저께": -1, "간밤": -1, "전날": -1, "오늘": 0, "금일": 0,
    "이날": 0, "같은날": 0, "당일": 0, "오늘밤": 0, "내일": 1, "명일": 1, "이튿날": 1, "다음날": 1, "다음 날": 1, "모레": 2,
    "글피": 3,
}  # fmt: skip
_EVENT_DAYS = ("이날", "같은날", "당일", "전날", "이튿날", "다음날")
_PART: dict[str, Part] = {
    "초": "START", "초순": "START", "상순": "START", "중순": "MID", "말": "END", "하순": "END", "말쯤": "END", "말께": "END",
    "중": "MID",
}  # fmt: skip
_CLOCK = r"(?:\s?(?P<ap>오전|오후|새벽|아침|저녁|밤|낮|정오|자정)(?:\s?(?P<h>\d{1,2})\s?시(?:\s?(?P<mi>\d{1,2})\s?분|\s?(?P<half>반))?)?)"

_FUTURE = re.compile(r"예정|계획|전망|방침|하겠|[할갈열될릴]\s?것|앞두고|[가-힣]+기로")
_TOLD = re.compile(
    r"만나|회담|회동|회의를|면담|접견|방문해|통화|갖고|열고|열어|마치고|합의하고|예정(?:이|됐|되었|이었)던|예정이었|[가-힣]려던"
)
_RULES: list[tuple[re.Pattern[str], Callable[[Match, Reference, Words, bool], Made]]] = []


def find_dates(
    text: str, start: int, end: int, reference: Reference, day: DateValue | None = None
) -> tuple[DateValue, ...]:
    """Every date, time, duration and set of ``text[start:end]``. A bare day or weekday takes the nearest date unless
    오는, 지난 or a plan told in the same sentence says otherwise; 이날 goes back to the date before it, at first to
    ``day``, the last one that the text named."""
    found: list[DateValue] = [day] if day is not None else []
    at = start
    here = Reference(reference.day, reference.basis, reference.tz)
    while at < end:
        made, stop = _next(text, at, end, here, found)
        if made is None:
            at = stop
            continue
        found.append(made)
        at = made.end
    return tuple(found[1:] if day is not None else found)


def _next(text: str, at: int, end: int, reference: Reference, found: list[DateValue]) -> tuple[Made, int]:
    match = _START.search(text, at, end)
    if match is None:
        return None, end
    begin = match.start()
    if begin > 0 and _glued(text, begin):
        return None, begin + 1
    ahead = _told_ahead(text, begin, end)
    best: tuple[int, Made] = (begin + 1, None)
    for pattern, build in _RULES:
        hit = pattern.match(text, begin, end)
        if hit is None or hit.end() <= best[0] or not _closed(text, hit.end(), end):
            continue
        words = hit.group().rstrip()
        made = build(hit, reference, Words(words, hit.start(), hit.start() + len(words)), ahead)
        if made is not None:
            best = (hit.end(), made)
    if best[1] is not None and best[1].text.replace(" ", "") in _EVENT_DAYS:
        return _event_day(best[1], found, reference), best[0]
    return best[1], best[0]


def _event_day(made: DateValue, found: list[DateValue], reference: Reference) -> DateValue:
    """이날 and the like count from the last single day named before them in the text, else from the publication."""
    word = made.text.replace(" ", "")
    for earlier in reversed(found):
        if earlier.earliest and earlier.earliest[:10] == (earlier.latest or "")[:10]:
            base = Reference(date.fromisoformat(earlier.earliest[:10]), "relative_to_event", reference.tz)
            return resolve.offset_day(Words(made.text, made.start, made.end), base, _DAYS[word])
    return made


def _glued(text: str, begin: int) -> bool:
    """A number or word that goes on to the left is no date (``제8일``, ``김일``); a bracket or space is no hindrance."""
    before = text[begin - 1]
    if text[begin].isdigit():
        return before.isdigit() or (before in ".,:" and begin > 1 and text[begin - 2].isdigit()) or before in "제$"
    return "가" <= before <= "힣"


_AFTER = re.compile(
    r"(?:$|[^가-힣0-9]|에(?:는|도|서|야)?|부터|까지|께|쯤|경|은|는|이|가|을|를|과|와|의|도|만|로|으로|이나|나|이다|이었|였|인|들|간|자|째|"
    r"이후|이전|전|후|중|내|밤|낮|아침|저녁|새벽|오전|오후|이며|이고|에만|까지는|치|분|로부터|현지|하루|무렵|당시|개최|발표|방|"
    r"보다|마다|처럼|이라|라고)"
)


def _closed(text: str, stop: int, end: int) -> bool:
    return stop >= end or bool(_AFTER.match(text, stop))


def _rule(pattern: str) -> Callable[[Callable[[Match, Reference, Words, bool], Made]], None]:
    def add(build: Callable[[Match, Reference, Words, bool], Made]) -> None:
        _RULES.append((re.compile(pattern), build))

    return add


def _group(match: Match, name: str) -> str | None:
    return match.groupdict().get(name)


def _year_of(match: Match, reference: Reference) -> int | None:
    if y := _group(match, "y"):
        return int(y)
    if y2 := _group(match, "y2"):
        return 2000 + int(y2[1:])
    if (ry := _group(match, "ry")) and reference.day:
        return reference.day.year + _YEARS[ry.replace(" ", "")]
    return None


def _year_month(match: Match, reference: Reference) -> tuple[int | None, int | None]:
    year = _year_of(match, reference)
    if m := _group(match, "m"):
        return year, int(m)
    if (rm := _group(match, "rm")) and reference.day:
        total = reference.day.year * 12 + reference.day.month - 1 + _MONTHS[rm.replace(" ", "")]
        return total // 12, total % 12 + 1
    return year, None


def _told_ahead(text: str, begin: int, end: int) -> bool:
    """Whether a plan follows a day, with nothing between that tells the day's own event (8일 만나 재개하기로 합의했다) and
    no past plan (10일 열릴 예정이던)."""
    cue = _FUTURE.search(text, begin, min(end, begin + 60))
    return cue is not None and _TOLD.search(text, begin, min(end, cue.end() + 4)) is None


def _relative(match: Match) -> bool:
    return bool(_group(match, "ry") or _group(match, "rm"))


def _direction(match: Match, ahead: bool) -> resolve.Direction:
    word = _group(match, "dir")
    if word == "지난":
        return "past"
    return "future" if word or ahead else "nearest"


def _with_basis(value: DateValue, basis: resolve.Basis) -> DateValue:
    import msgspec

    return msgspec.structs.replace(value, basis=basis) if value.earliest else value


def _day(match: Match, reference: Reference, words: Words, ahead: bool, number: int) -> DateValue:
    year, month = _year_month(match, reference)
    if reference.day is None and _relative(match):
        return resolve.unresolved(words)
    if month is None and year is not None:
        return resolve.unresolved(words)
    direction = _direction(match, ahead and month is None)
    made = resolve.day(words, reference, year=year, month=month, number=number, direction=direction)
    return _with_basis(made, reference.basis) if _relative(match) else made


@_rule(
    rf"(?:{_DIR}\s?)?(?:{_Y}\s?)?(?:{_M}\s?)?{_D}\s?일(?:\s?\([월화수목금토일](?:요일)?\)|\s?[월화수목금토일]요일)?(?!\s?(?:간|동안|째|차|연속|\d)|이내|만에)"
)
def _full_day(match: Match, reference: Reference, words: Words, ahead: bool) -> Made:
    return _day(match, reference, words, ahead, int(match["d"]))


@_rule(rf"(?:{_DIR}\s?)?(?:{_Y}\s?)?(?:{_M}\s?)?{_D}\s?일\s?(?:\([월화수목금토일]\))?{_CLOCK}")
def _day_clock(match: Match, reference: Reference, words: Words, ahead: bool) -> Made:
    return _at_clock(_day(match, reference, words, ahead, int(match["d"])), match, reference)


@_rule(
    rf"(?:{_DIR}\s?)?(?:{_Y}\s?)?(?:{_M}\s?)?{_D}\s?일?(?:\s?\([월화수목금토일]\))?\s?(?P<sep>~|∼|-|–|부터|에서|,|·|과)\s?(?:(?P<y3>20\d{{2}})\s?년\s?)?(?:(?P<m2>1[0-2]|[1-9])\s?월\s?)?(?P<d2>3[01]|[12]\d|[1-9])\s?일(?:\s?\([월화수목금토일]\))?(?:까지)?(?!간)"
)
def _days(match: Match, reference: Reference, words: Words, ahead: bool) -> Made:
    first = _day(match, reference, words, ahead, int(match["d"]))
    if not first.earliest:
        return resolve.unresolved(words)
    begin = date.fromisoformat(first.earliest)
    if match["sep"] in (",", "·", "과") and (match["m2"] or int(match["d2"]) != begin.day + 1):
        return None
    month = int(match["m2"]) if match["m2"] else begin.month
    year = int(match["y3"]) if match["y3"] else begin.year + (1 if month < begin.month else 0)
    last = resolve.day(words, reference, year=year, month=month, number=int(match["d2"]))
    made = resolve.day_range(words, first, last)
    return _with_basis(made, first.basis)


@_rule(r"(?P<y>(?:19|20)\d{2})\s?(?:[.\-/])\s?(?P<m>1[0-2]|0?[1-9])\s?(?:[.\-/])\s?(?P<d>3[01]|[12]\d|0?[1-9])\.?")
def _dotted(match: Match, reference: Reference, words: Words, ahead: bool) -> Made:
    return resolve.day(words, reference, year=int(match["y"]), month=int(match["m"]), number=int(match["d"]))


@_rule(
    rf"(?:{_DIR}\s?)?(?:{_Y}\s?)?{_M}(?:\s?(?P<part>초순|상순|중순|하순|말쯤|말께|초|말|중)(?=[^가-힣]|에|부터|까지|으로|께|쯤|의|이|은|$))?(?!\s?\d{{1,2}}\s?일)"
)
def _month(match: Match, reference: Reference, words: Words, ahead: bool) -> Made:
    part = _PART.get(match["part"] or "")
    if match["part"] == "중":
        part = None
        if reference.day and match["rm"] in ("이달", "이번 달", "이번달"):
            part = "AFTER" if ahead else None
    if match["rm"]:
        made = resolve.month(words, reference, months=_MONTHS[match["rm"].replace(" ", "")], part=part)
    else:
        year = _year_of(match, reference)
        if match["ry"] and year is None:
            return resolve.unresolved(words)
        made = resolve.month(
            words, reference, year=year, number=int(match["m"]), direction=_direction(match, ahead), part=part
        )
    return _with_basis(made, reference.basis) if _relative(match) else made


@_rule(
    rf"{_Y}(?:도)?\s?(?P<part>초반|초|중반|말|상반기|하반기|[1-4]\s?분기|봄|여름|가을|겨울|연말|연초)?(?!\s?\d{{1,2}}\s?월)"
)
def _year(match: Match, reference: Reference, words: Words, ahead: bool) -> Made:
    names = {
        "초": "START", "초반": "START", "연초": "START", "중반": "MID", "말": "END", "연말": "END", "상반기": "H1",
        "하반기": "H2", "봄": "SP", "여름": "SU", "가을": "FA", "겨울": "WI",
    }  # fmt: skip
    part = match["part"]
    key = None if part is None else names.get(part, f"Q{part[0]}")
    number = _year_of(match, reference)
    if number is None:
        return resolve.unresolved(words)
    made = resolve.year(words, reference, number=number, part=key)  # type: ignore[arg-type]
    return _with_basis(made, reference.basis) if match["ry"] else made


@_rule(r"(?P<a>(?:19|20)\d{2})\s?년?\s?(?:~|∼|-|–|부터|에서)\s?(?P<b>(?:19|20)\d{2})\s?년(?:까지)?")
def _years(match: Match, reference: Reference, words: Words, ahead: bool) -> Made:
    first, last = int(match["a"]), int(match["b"])
    if last <= first:
        return None
    span = f"{first}/{last}"
    return resolve.interval(words, date(first, 1, 1), date(last, 12, 31), timex3=span, basis="explicit", edtf=span)


@_rule(rf"(?:{_Y}\s?)?(?P<a>1[0-2]|[1-9])\s?월?\s?(?:~|∼|-|–|부터|에서)\s?(?P<b>1[0-2]|[1-9])\s?월(?:까지)?(?!\s?\d)")
def _months(match: Match, reference: Reference, words: Words, ahead: bool) -> Made:
    first = resolve.month(words, reference, year=_year_of(match, reference), number=int(match["a"]))
    if not first.earliest:
        return None
    begin = date.fromisoformat(first.earliest)
    year = begin.year + (1 if int(match["b"]) < begin.month else 0)
    last = resolve.month(words, reference, year=year, number=int(match["b"]))
    if not last.latest:
        return None
    span = f"{first.timex3}/{last.timex3}"
    stop = date.fromisoformat(last.latest)
    return resolve.interval(words, begin, stop, timex3=span, basis=first.basis, edtf=span)


@_rule(r"(?P<y>(?:19|20)\d)0년대")
def _decade(match: Match, reference: Reference, words: Words, ahead: bool) -> Made:
    first = int(match["y"]) * 10
    return resolve.interval(
        words, date(first, 1, 1), date(first + 9, 12, 31), timex3=match["y"], basis="explicit", edtf=f"{match['y']}X"
    )


@_rule(r"(?P<y>(?:19|20)\d{2})\s?회계연도|(?P<ry>올해|내년|지난해|작년)\s?회계연도|(?P<fy>20\d{2})\s?회계년도")
def _fiscal(match: Match, reference: Reference, words: Words, ahead: bool) -> Made:
    number = int(match["fy"]) if match["fy"] else _year_of(match, reference)
    return resolve.year(words, reference, number=number, part="FY", fiscal_start=1) if number else None


@_rule(r"(?P<part>상반기|하반기|[1-4]\s?분기|연내|연말|연초|연중|올봄|올여름|올가을|올겨울)")
def _year_part(match: Match, reference: Reference, words: Words, ahead: bool) -> Made:
    names: dict[str, tuple[str, int]] = {
        "상반기": ("H1", 0), "하반기": ("H2", 0), "연내": ("ON_OR_BEFORE", 0), "연말": ("END", 0), "연초": ("START", 0),
        "올봄": ("SP", 0), "올여름": ("SU", 0), "올가을": ("FA", 0), "올겨울": ("WI", 0),
    }  # fmt: skip
    if match["part"] == "연중":
        return None
    key, years = names.get(match["part"], (f"Q{match['part'][0]}", 0))
    return resolve.year(words, reference, years=years, part=key)  # type: ignore[arg-type]


@_rule(
    r"(?P<w>지지난\s?주|지난\s?주|저번\s?주|이번\s?주|금주|다음\s?주|내주|다다음\s?주)(?:\s?(?P<part>초|중반|중|말))?(?:\s?(?P<wd>[월화수목금토일])요일)?"
)
def _week(match: Match, reference: Reference, words: Words, ahead: bool) -> Made:
    weeks = {"지지난주": -2, "지난주": -1, "저번주": -1, "이번주": 0, "금주": 0, "다음주": 1, "내주": 1, "다다음주": 2}
    offset = weeks[match["w"].replace(" ", "")]
    if match["wd"]:
        return resolve.weekday(words, reference, _WEEKDAYS.index(match["wd"]), weeks=offset)
    if match["part"] == "말":
        return _weekend(words, reference, offset)
    mod = {"초": "START", "중반": "MID"}.get(match["part"] or "")
    return resolve.week(words, reference, offset, mod=mod)


@_rule(r"(?P<w>이번\s?|지난\s?|다음\s?|오는\s?|돌아오는\s?)?주말")
def _weekend_word(match: Match, reference: Reference, words: Words, ahead: bool) -> Made:
    return _weekend(words, reference, {"지난": -1, "다음": 1}.get((match["w"] or "").strip(), 0))


def _weekend(words: Words, reference: Reference, weeks: int) -> DateValue:
    saturday = resolve.weekday(words, reference, 5, weeks=weeks)
    sunday = resolve.weekday(words, reference, 6, weeks=weeks)
    if not saturday.earliest or not sunday.earliest:
        return resolve.unresolved(words)
    first, last = date.fromisoformat(saturday.earliest), date.fromisoformat(sunday.earliest)
    iso = first.isocalendar()
    return resolve.interval(words, first, last, timex3=f"{iso.year}-W{iso.week:02d}-WE", basis=reference.basis)


@_rule(rf"(?:{_DIR}\s?)?(?P<wd>[월화수목금토일])요일{_CLOCK}?")
def _weekday(match: Match, reference: Reference, words: Words, ahead: bool) -> Made:
    made = resolve.weekday(words, reference, _WEEKDAYS.index(match["wd"]), direction=_direction(match, ahead))
    return _at_clock(made, match, reference)


@_rule(
    rf"(?P<w>엊그제|그저께|그제|어제|어젯밤|어저께|간밤|전날|오늘밤|오늘|금일|이날|같은\s?날|당일|내일|명일|이튿날|다음\s?날|모레|글피){_CLOCK}?"
)
def _day_word(match: Match, reference: Reference, words: Words, ahead: bool) -> Made:
    made = resolve.offset_day(words, reference, _DAYS[match["w"].replace(" ", "")])
    return _at_clock(made, match, reference)


@_rule(
    rf"(?:(?P<n>\d+)\s?(?P<u>일|주일|주|개월|달|년|시간|분)|(?P<k>{_DAYWORDS})|(?P<k2>한|두|석|세|넉|네|다섯|여섯|일곱)\s?(?P<u2>주|달|해|시간))\s?(?P<dir2>전|후|뒤)"
)
def _ago(match: Match, reference: Reference, words: Words, ahead: bool) -> Made:
    count, unit = _amount(match)
    sign = -1 if match["dir2"] == "전" else 1
    if unit == "D":
        return resolve.offset_day(words, reference, sign * count)
    if unit == "W":
        return resolve.offset_day(words, reference, sign * count * 7)
    if unit == "M":
        return resolve.month(words, reference, months=sign * count)
    if unit == "Y":
        return resolve.year(words, reference, years=sign * count)
    return resolve.duration(words, f"PT{count}{unit[1]}")


@_rule(
    rf"(?:(?P<n>\d+)\s?(?P<u>일|주일|주|개월|달|년|시간|분)|(?P<k>{_DAYWORDS})|(?P<k2>한|두|석|세|넉|네|다섯|여섯|일곱)\s?(?P<u2>주|달|해|시간))\s?(?:간|동안|째|이내|여간|만)|(?P<s>일주일|한\s?달|반년|1박\s?2일|2박\s?3일|3박\s?4일|4박\s?5일)(?:간|동안)?"
)
def _duration(match: Match, reference: Reference, words: Words, ahead: bool) -> Made:
    if s := match["s"]:
        value = {"일주일": "P1W", "한달": "P1M", "반년": "P6M"}.get(s.replace(" ", "")) or f"P{s.replace(' ', '')[2]}D"
        return resolve.duration(words, value)
    count, unit = _amount(match)
    return resolve.duration(words, f"PT{count}{unit[1]}" if unit.startswith("T") else f"P{count}{unit}")


@_rule(r"(?P<w>매년|해마다|매달|매월|매주|매일|격년|분기마다|매\s?분기)(?!\s?[월화수목금토일]요일)")
def _set(match: Match, reference: Reference, words: Words, ahead: bool) -> Made:
    values = {"매년": "P1Y", "해마다": "P1Y", "매달": "P1M", "매월": "P1M", "매주": "P1W", "매일": "P1D", "격년": "P2Y"}
    return resolve.duration(words, values.get(match["w"], "P3M"))


@_rule(rf"{_CLOCK}(?<=시|분|반)")
def _clock(match: Match, reference: Reference, words: Words, ahead: bool) -> Made:
    time = _time_of(match)
    return resolve.unresolved(words, f"T{time}") if time else None


def _amount(match: Match) -> tuple[int, str]:
    units = {
        "일": "D", "주일": "W", "주": "W", "개월": "M", "달": "M", "년": "Y", "해": "Y", "시간": "TH", "분": "TM",
    }  # fmt: skip
    if match["n"]:
        return int(match["n"]), units[match["u"]]
    if match["k"]:
        return _NUM[match["k"]], "D"
    return _NUM[match["k2"]], units[match["u2"]]


def _time_of(match: Match) -> str | None:
    hour, half = _group(match, "h"), _group(match, "half")
    period = _group(match, "ap")
    if hour is None:
        return {"정오": "12:00", "자정": "00:00"}.get(period or "")
    value = int(hour)
    if period in ("오후", "저녁", "밤") and value < 12:
        value += 12
    if value > 24:
        return None
    minute = 30 if half else int(_group(match, "mi") or 0)
    return f"{value % 24:02d}:{minute:02d}"


_PERIODS = {"오전": "MO", "아침": "MO", "새벽": "MO", "오후": "AF", "낮": "AF", "저녁": "EV", "밤": "NI"}


def _at_clock(made: DateValue, match: Match, reference: Reference) -> DateValue:
    """A day with a time of day: the TIMEX3 gets the time, the bounds stay the day's."""
    import msgspec

    if not made.earliest or made.earliest != made.latest:
        return made
    if time := _time_of(match):
        return msgspec.structs.replace(made, timex3=f"{made.timex3}T{time}", tz=reference.tz)
    period = _PERIODS.get(_group(match, "ap") or "")
    return msgspec.structs.replace(made, timex3=f"{made.timex3}T{period}") if period else made


_START = re.compile(
    r"\d|['’`]\d|[월화수목금토일]요일|오는|다가오는|돌아오는|지난|지지난|작년|재작년|올해|금년|내년|내후년|이듬해|이번|이달|금월|다음|다다음|내달|전달|"
    rf"저번|금주|내주|주말|엊|그저께|그제|어제|어젯밤|어저께|간밤|전날|오늘|금일|이날|같은|당일|내일|명일|이튿날|모레|글피|상반기|하반기|연내|연말|연초|"
    rf"올봄|올여름|올가을|올겨울|매|해마다|격년|분기|일주일|한|두|석|세|넉|네|다섯|여섯|일곱|반년|오전|오후|새벽|아침|저녁|밤|낮|정오|자정|{_DAYWORDS}"
)
