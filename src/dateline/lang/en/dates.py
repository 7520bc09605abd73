"""Dates, times, durations and sets in English text: the grammar. What the words mean is worked out in ``lang/resolve.py``."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from dateline.lang import resolve
from dateline.lang.en import clock
from dateline.lang.en.numbers import parse_number
from dateline.lang.resolve import Direction, Reference, Words
from dateline.model import DateValue

MONTHS = {
    name: index + 1
    for index, names in enumerate(
        [
            ("january", "jan"),
            ("february", "feb"),
            ("march", "mar"),
            ("april", "apr"),
            ("may",),
            ("june", "jun"),
            ("july", "jul"),
            ("august", "aug"),
            ("september", "sept", "sep"),
            ("october", "oct"),
            ("november", "nov"),
            ("december", "dec"),
        ]
    )
    for name in names
}
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
WEEKDAYS = {name: i for i, name in enumerate(_DAYS)} | {name[:3]: i for i, name in enumerate(_DAYS)}
WEEKDAYS |= {"tues": 1, "weds": 2, "thur": 3, "thurs": 3}
_M = (
    r"(?P<month>January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?)"
)
_M2 = _M.replace("<month>", "<month2>")
_D = r"(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_D2 = _D.replace("<day>", "<day2>")
_Y = r"(?P<year>(?:1[6-9]|20|21)\d\d)"
_WD = (
    r"(?P<wd>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
    r"|(?:Mon|Tues|Tue|Weds|Wed|Thurs|Thur|Thu|Fri|Sat|Sun)\b\.?)"
)
_TO = r"\s?(?:-|–|—|to|and|through|until|till|or|&)\s?"
_NUM = (
    r"(?P<n>\d+(?:\.\d+)?|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen"
    r"|fourteen|fifteen|sixteen"
    r"|seventeen|eighteen|nineteen|twenty(?:-\w+)?|thirty(?:-\w+)?|forty|fifty|sixty|ninety|hundred"
    r"|several|a few|a couple of)"
)
_UNIT = r"(?P<unit>second|minute|hour|day|week|fortnight|month|quarter|year|decade|centur(?:y|ie))s?"
_REL = (
    r"(?P<rel>last|next|this|the coming|coming|this coming|the previous|previous|the past|past|the last"
    r"|the next|this past|upcoming|the current|current|the following|the)"
)
_PART = (
    r"(?P<part>early|mid|middle of|late|later|earlier|the end of|end of|the beginning of|beginning of"
    r"|the start of|the middle of|the second half of|the first half of)"
)
_CODES = {"day": "D", "week": "W", "month": "M", "year": "Y", "hour": "H", "minute": "M", "second": "S", "quarter": "Q"}
_QUARTERS = {"first": "Q1", "second": "Q2", "third": "Q3", "fourth": "Q4", "1": "Q1", "2": "Q2", "3": "Q3", "4": "Q4"}
_SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}


@dataclass(frozen=True, slots=True)
class Setting:
    """What a match is resolved against: the reference, the way the tense points, and the last day told before."""

    reference: Reference
    direction: Direction
    anchor: date | None
    by: bool


Rule = Callable[[re.Match[str], Words, Setting], DateValue | None]
Part = Literal["START", "MID", "END", "AFTER", "ON_OR_BEFORE"]


def _group(match: re.Match[str], name: str) -> str:
    return (match.groupdict().get(name) or "").lower().strip(".")


def _year(match: re.Match[str], name: str = "year") -> int | None:
    found = _group(match, name)
    return int(found) if found else None


def _part(words: str) -> Part | None:
    if not words:
        return None
    if "early" in words or "beginning" in words or "start" in words or "first half" in words:
        return "START"
    if "mid" in words:
        return "MID"
    return "AFTER" if words == "later" else "END"


def _month_day(match: re.Match[str], words: Words, at: Setting) -> DateValue | None:
    month, year = MONTHS[_group(match, "month")], _year(match)
    if not year and match.groupdict().get("yrel"):
        year = _relative_year(_group(match, "yrel"), at.reference)
    first = resolve.day(
        words, at.reference, year=year, month=month, number=int(_group(match, "day")), direction=at.direction
    )
    if not _group(match, "day2"):
        return first
    second_month = MONTHS[_group(match, "month2")] if _group(match, "month2") else month
    last_year = year if year else (int(first.earliest[:4]) if first.earliest else None)
    last = resolve.day(
        words,
        at.reference,
        year=last_year,
        month=second_month,
        number=int(_group(match, "day2")),
        direction=at.direction,
    )
    found = resolve.day_range(words, first, last)
    if not year and found.earliest:
        return _rebased(found, at.reference.basis)
    return found


def _rebased(value: DateValue, basis: resolve.Basis) -> DateValue:
    assert value.earliest is not None
    assert value.latest is not None
    first, last = date.fromisoformat(value.earliest), date.fromisoformat(value.latest)
    return resolve.interval(
        Words(value.text, value.start, value.end), first, last, timex3=value.timex3 or "", basis=basis
    )


def _relative_year(words: str, reference: Reference) -> int | None:
    if reference.day is None:
        return None
    return reference.day.year + (-1 if "last" in words or "previous" in words else 1 if "next" in words else 0)


def _numeric(match: re.Match[str], words: Words, at: Setting) -> DateValue | None:
    return resolve.day(
        words, at.reference, year=int(match["y"]), month=int(match["m"]), number=int(match["d"]), direction=at.direction
    )


def _month_year(match: re.Match[str], words: Words, at: Setting) -> DateValue | None:
    number, part = MONTHS[_group(match, "month")], _part(_group(match, "part"))
    year = _year(match)
    if year is None and _group(match, "yrel"):
        year = _relative_year(_group(match, "yrel"), at.reference)
        if year is None:
            return resolve.unresolved(words, f"XXXX-{number:02d}")
        found = resolve.month(words, at.reference, year=year, number=number, part=part)
        return _with_basis(found, at.reference.basis)
    if at.by and part is None:
        part = "ON_OR_BEFORE"
    return resolve.month(words, at.reference, year=year, number=number, direction=at.direction, part=part)


def _with_basis(value: DateValue, basis: resolve.Basis) -> DateValue:
    from msgspec.structs import replace

    return replace(value, basis=basis)


def _relative_month_name(match: re.Match[str], words: Words, at: Setting) -> DateValue | None:
    number, rel = MONTHS[_group(match, "month")], _group(match, "rel")
    if at.reference.day is None:
        return resolve.unresolved(words, f"XXXX-{number:02d}")
    here = at.reference.day
    if "last" in rel or "past" in rel or "previous" in rel:
        year = here.year if number < here.month else here.year - 1
    elif "next" in rel:
        year = here.year if number > here.month else here.year + 1
    elif rel == "this":
        year = here.year
    else:
        year = here.year if number >= here.month else here.year + 1
    found = resolve.month(words, at.reference, year=year, number=number, part=_part(_group(match, "part")))
    return _with_basis(found, at.reference.basis)


def _weekday(match: re.Match[str], words: Words, at: Setting) -> DateValue | None:
    index, rel = WEEKDAYS[_group(match, "wd")], _group(match, "rel")
    if _group(match, "wrel"):
        rel = _group(match, "wrel")
    if "last" in rel or "previous" in rel:
        return resolve.weekday(words, at.reference, index, weeks=-1)
    if "past" in rel:
        return resolve.weekday(words, at.reference, index, direction="past")
    if rel == "next":
        return resolve.weekday(words, at.reference, index, weeks=1)
    if rel == "this":
        return resolve.weekday(words, at.reference, index, weeks=0)
    if "coming" in rel or "following" in rel:
        return resolve.weekday(words, at.reference, index, direction="future")
    here = at.reference.day
    if here is not None and here.weekday() == index:
        return resolve.weekday(words, at.reference, index)
    way: Direction = "past" if at.direction == "nearest" else at.direction
    return resolve.weekday(words, at.reference, index, direction=way)


_OFFSETS = {
    "today": 0,
    "tonight": 0,
    "this morning": 0,
    "this afternoon": 0,
    "this evening": 0,
    "earlier today": 0,
    "later today": 0,
    "yesterday": -1,
    "last night": -1,
    "overnight": 0,
    "tomorrow": 1,
    "the day after tomorrow": 2,
    "day after tomorrow": 2,
    "the day before yesterday": -2,
    "day before yesterday": -2,
}


def _today(match: re.Match[str], words: Words, at: Setting) -> DateValue | None:
    return resolve.offset_day(words, at.reference, _OFFSETS[_group(match, "word")])


def _period(match: re.Match[str], words: Words, at: Setting) -> DateValue | None:
    rel, unit, part = _group(match, "rel"), _group(match, "unit"), _group(match, "part")
    if rel == "the" and not part:
        return None
    shift = -1 if "last" in rel or "previous" in rel or "past" in rel else 0
    if "next" in rel or "coming" in rel or "following" in rel:
        shift = 1
    if (
        rel.startswith("the ")
        and rel.split()[1] in ("past", "last", "next", "coming")
        and unit not in ("quarter", "decade", "century")
    ):
        return resolve.duration(words, f"P1{_CODES.get(unit, 'Y')}")
    mod = _part(part)
    if at.by and "end" in part:
        mod = "ON_OR_BEFORE"
    if unit == "month":
        if part == "earlier":
            return _earlier_in_month(words, at, shift)
        return resolve.month(words, at.reference, months=shift, part=mod)
    if unit in ("week", "weekend"):
        return _week(words, at, shift, unit, mod)
    if unit in ("quarter", "decade", "century"):
        return _long_period(words, at, shift, unit)
    if part in ("later", "earlier"):
        return _rest_of_year(words, at, shift, part)
    year_part = mod if mod != "AFTER" else "END"
    return resolve.year(words, at.reference, years=shift, part=year_part)


def _earlier_in_month(words: Words, at: Setting, shift: int) -> DateValue:
    found, here = resolve.month(words, at.reference, months=shift), at.reference.day
    if here is None or not found.earliest or shift:
        return found
    first = date.fromisoformat(found.earliest)
    return resolve.interval(
        words, first, max(first, here), timex3=found.timex3 or "", basis=at.reference.basis, mod="BEFORE"
    )


def _rest_of_year(words: Words, at: Setting, shift: int, part: str) -> DateValue:
    here = at.reference.day
    if here is None:
        return resolve.unresolved(words)
    first, last = date(here.year + shift, 1, 1), date(here.year + shift, 12, 31)
    if shift == 0 and part == "later":
        first = here
    elif shift == 0:
        last = here
    mod = "AFTER" if part == "later" else "BEFORE"
    return resolve.interval(words, first, last, timex3=str(first.year), basis=at.reference.basis, mod=mod)


def _week(words: Words, at: Setting, shift: int, unit: str, mod: Part | None) -> DateValue:
    here = at.reference.day
    if unit == "week" or here is None:
        found = resolve.week(words, at.reference, shift, mod=mod)
        if mod == "AFTER" and here is not None and found.latest and shift == 0 and here.weekday() < 6:
            return resolve.interval(
                words,
                here + timedelta(days=1),
                date.fromisoformat(found.latest),
                timex3=found.timex3 or "",
                basis=at.reference.basis,
                mod=mod,
            )
        return found
    saturday = here - timedelta(days=here.weekday()) + timedelta(weeks=shift, days=5)
    iso = saturday.isocalendar()
    return resolve.interval(
        words,
        saturday,
        saturday + timedelta(days=1),
        timex3=f"{iso.year}-W{iso.week:02d}-WE",
        basis=at.reference.basis,
    )


def _long_period(words: Words, at: Setting, shift: int, unit: str) -> DateValue:
    here = at.reference.day
    if here is None:
        return resolve.unresolved(words)
    if unit == "quarter":
        total = here.year * 4 + (here.month - 1) // 3 + shift
        parts: tuple[Literal["Q1", "Q2", "Q3", "Q4"], ...] = ("Q1", "Q2", "Q3", "Q4")
        return _with_basis(
            resolve.year(words, at.reference, number=total // 4, part=parts[total % 4]), at.reference.basis
        )
    size = 10 if unit == "decade" else 100
    first = here.year // size * size + shift * size
    value = f"{first // 10}X" if size == 10 else f"{first // 100}XX"
    return resolve.interval(
        words, date(first, 1, 1), date(first + size - 1, 12, 31), timex3=value, basis=at.reference.basis
    )


def _count(match: re.Match[str]) -> int | None:
    words = _group(match, "n")
    if words in ("several", "a few", "a couple of"):
        return None
    value = parse_number(words)
    return int(value) if value is not None and value == int(value) else None


def _ago(match: re.Match[str], words: Words, at: Setting) -> DateValue | None:
    count, unit, way = _count(match), _group(match, "unit"), _group(match, "way")
    sign = -1 if way in ("ago", "earlier", "before", "back") else 1
    reference = at.reference
    if way in ("earlier", "later", "before", "after") and at.anchor is not None:
        reference = Reference(at.anchor, "relative_to_event")
    if count is None or reference.day is None:
        return resolve.unresolved(words, "PAST_REF" if sign < 0 else "FUTURE_REF")
    if unit in ("day", "week", "fortnight"):
        return resolve.offset_day(words, reference, sign * count * {"day": 1, "week": 7, "fortnight": 14}[unit])
    if unit == "month":
        return resolve.month(words, reference, months=sign * count)
    if unit in ("year", "decade"):
        return resolve.year(words, reference, years=sign * count * (10 if unit == "decade" else 1))
    return (
        resolve.offset_day(words, reference, 0)
        if unit in ("hour", "minute") and count < 3
        else resolve.unresolved(words)
    )


def _in_time(match: re.Match[str], words: Words, at: Setting) -> DateValue | None:
    """``in three days``: ahead, unless the clause is in the past (``fell in three days``)."""
    count, unit = _count(match), _group(match, "unit")
    if at.direction == "past" or count is None or unit not in ("day", "week", "month"):
        return None
    if unit == "month":
        return resolve.month(words, at.reference, months=count)
    return resolve.offset_day(words, at.reference, count * (7 if unit == "week" else 1))


def _month_range(match: re.Match[str], words: Words, at: Setting) -> DateValue | None:
    last_year = _year(match)
    first_year = int(match["year2"]) if match["year2"] else last_year
    first = resolve.month(
        words, at.reference, year=first_year, number=MONTHS[_group(match, "month")], direction=at.direction
    )
    if first.earliest and last_year is None:
        later = MONTHS[_group(match, "month2")] < MONTHS[_group(match, "month")]
        last_year = int(first.earliest[:4]) + int(later)
    last = resolve.month(
        words, at.reference, year=last_year, number=MONTHS[_group(match, "month2")], direction=at.direction
    )
    if not first.earliest or not last.latest or last.latest < first.earliest:
        return None
    return resolve.interval(
        words,
        date.fromisoformat(first.earliest),
        date.fromisoformat(last.latest),
        timex3=f"{first.timex3}/{last.timex3}",
        basis=first.basis,
        edtf=f"{first.edtf}/{last.edtf}",
    )


def _fiscal_relative(match: re.Match[str], words: Words, at: Setting) -> DateValue | None:
    here = at.reference.day
    if here is None:
        return resolve.unresolved(words)
    rel = _group(match, "rel")
    shift = -1 if rel in ("last", "previous") else 1 if rel in ("next", "coming") else 0
    start = here.year if here.month >= 4 else here.year - 1
    return _with_basis(resolve.year(words, at.reference, number=start + shift, part="FY"), at.reference.basis)


def _duration(match: re.Match[str], words: Words, at: Setting) -> DateValue | None:
    unit = _group(match, "unit").rstrip("s")
    count = _group(match, "n")
    number = "X" if count in ("several", "a few", "a couple of") else str(parse_number(count) or 0)
    if unit in ("hour", "minute", "second"):
        return resolve.duration(words, f"PT{number}{_CODES[unit]}")
    if unit in ("decade", "centur", "century", "fortnight"):
        factor = {"decade": (10, "Y"), "fortnight": (2, "W")}.get(unit, (100, "Y"))
        number = str(int(float(number)) * factor[0]) if number != "X" else "X"
        return resolve.duration(words, f"P{number}{factor[1]}")
    return resolve.duration(words, f"P{number}{_CODES.get(unit, 'D')}")


def _set(match: re.Match[str], words: Words, at: Setting) -> DateValue | None:
    word = _group(match, "word")
    if match.groupdict().get("wd"):
        return resolve.duration(words, f"XXXX-WXX-{WEEKDAYS[_group(match, 'wd')] + 1}")
    codes = {
        "dai": "P1D",
        "day": "P1D",
        "week": "P1W",
        "month": "P1M",
        "year": "P1Y",
        "annual": "P1Y",
        "quarter": "P3M",
    }
    return next((resolve.duration(words, code) for stem, code in codes.items() if stem in word), None)


def _plain_year(match: re.Match[str], words: Words, at: Setting) -> DateValue | None:
    number, part = _year(match), _part(_group(match, "part"))
    text = _group(match, "part")
    if "half" in text:
        return resolve.year(words, at.reference, number=number, part="H2" if "second" in text else "H1")
    if part is None and at.by:
        part = "ON_OR_BEFORE"
    return resolve.year(words, at.reference, number=number, part=part if part != "AFTER" else "END")


def _decade(match: re.Match[str], words: Words, at: Setting) -> DateValue | None:
    first = int(match["decade"])
    return resolve.interval(
        words,
        date(first, 1, 1),
        date(first + 9, 12, 31),
        timex3=f"{first // 10}X",
        basis="explicit",
        edtf=f"{first // 10}X",
    )


def _year_span(match: re.Match[str], words: Words, at: Setting) -> DateValue | None:
    first, last = int(match["y1"]), int(match["y2"])
    last = last + first // 100 * 100 if last < 100 else last
    if last <= first:
        return None
    return resolve.interval(words, date(first, 1, 1), date(last, 12, 31), timex3=f"{first}/{last}", basis="explicit")


def _fiscal(match: re.Match[str], words: Words, at: Setting) -> DateValue | None:
    return resolve.year(words, at.reference, number=_year(match), years=0, part="FY")


def _year_part(match: re.Match[str], words: Words, at: Setting) -> DateValue | None:
    word = _group(match, "q")
    year = _year(match)
    shift = -1 if "last" in _group(match, "rel") else 1 if "next" in _group(match, "rel") else 0
    if word in _SEASONS:
        part = _SEASONS[word]
    elif "half" in match.group().lower():
        part = "H2" if word in ("second", "latter") else "H1"
    else:
        part = _QUARTERS[word]
    if year is None and "year" not in match.group().lower() and not _group(match, "rel"):
        return None
    return resolve.year(words, at.reference, number=year, years=shift, part=part)  # type: ignore[arg-type]


def _bare_day(match: re.Match[str], words: Words, at: Setting) -> DateValue | None:
    return resolve.day(words, at.reference, number=int(_group(match, "day")), direction=at.direction)


def _that_day(match: re.Match[str], words: Words, at: Setting) -> DateValue | None:
    if at.anchor is None:
        return resolve.unresolved(words)
    text = match.group().lower()
    shift = 1 if "next" in text or "following" in text else -1 if "previous" in text or "before" in text else 0
    return resolve.offset_day(words, Reference(at.anchor, "relative_to_event"), shift)


_YREL = r"(?:,? (?:of )?(?P<yrel>last year|next year|this year|the previous year))"
_RULES: tuple[tuple[re.Pattern[str], Rule], ...] = tuple(
    (re.compile(rf"(?<![\w/])(?:{pattern})(?!\w)", flags), rule)
    for pattern, flags, rule in (
        (
            rf"(?:{_WD},? )?{_M} {_D}(?:{_TO}(?:{_M2} )?{_D2})?(?:,? {_Y}|{_YREL})?(?![:\d%])(?! percent)",
            re.I,
            _month_day,
        ),
        (rf"(?:{_WD},? )?(?:the )?{_D}(?:{_TO}{_D2})?(?: of)? {_M}(?:,? {_Y}|{_YREL})?", re.I, _month_day),
        (r"(?P<y>(?:19|20)\d\d)[-/.](?P<m>0?[1-9]|1[0-2])[-/.](?P<d>[12]\d|3[01]|0?[1-9])", 0, _numeric),
        (r"(?P<m>0?[1-9]|1[0-2])/(?P<d>[12]\d|3[01]|0?[1-9])/(?P<y>(?:19|20)\d\d)", 0, _numeric),
        (r"(?P<d>[12]\d|3[01]|0?[1-9])\.(?P<m>0?[1-9]|1[0-2])\.(?P<y>(?:19|20)\d\d)", 0, _numeric),
        (rf"(?:{_PART}[ -])?{_M}(?:,? (?:of )?{_Y}|{_YREL})", re.I, _month_year),
        (rf"(?:{_PART}[ -])?{_REL} {_M}", re.I, _relative_month_name),
        (rf"{_PART}[ -]{_M}", re.I, _month_year),
        (
            rf"(?<=\bin ){_M}|(?<=\bsince ){_M}|(?<=\bby ){_M}".replace("?P<month>", "?:"),
            0,
            lambda m, w, a: _bare_month(w, a),
        ),
        (
            rf"(?<=\buntil ){_M}|(?<=\bfrom ){_M}|(?<=\bfor ){_M}".replace("?P<month>", "?:"),
            0,
            lambda m, w, a: _bare_month(w, a),
        ),
        (
            rf"(?<=\bof ){_M}|(?<=\bduring ){_M}|(?<=\bbefore ){_M}|(?<=\bto ){_M}|(?<=\bafter ){_M}".replace(
                "?P<month>", "?:"
            ),
            0,
            lambda m, w, a: _bare_month(w, a),
        ),
        (
            rf"(?:(?P<rel>last|next|previous|this coming|this past|this|coming|the following|past) )?{_WD}(?: (?P<wrel>last"
            rf"|next|this) week)?(?: (?:morning|afternoon|evening|night))?",
            0,
            _weekday,
        ),
        (rf"(?P<wrel>last|next|this) week(?:'s|’s| on)? {_WD}", re.I, _weekday),
        (
            r"(?P<word>the day after tomorrow|the day before yesterday|day after tomorrow|day before yesterday"
            r"|(?:earlier |later )?today|tonight|yesterday|tomorrow|this morning|this afternoon|this evening"
            r"|last night|overnight)(?: (?:morning|afternoon|evening|night))?",
            re.I,
            _today,
        ),
        (rf"(?:{_PART}[ -])?{_REL} (?P<unit>weekend|week|month|year|quarter|decade|century)", re.I, _period),
        (rf"{_NUM} {_UNIT} (?P<way>ago|later|earlier|from now|from today|before|back|hence)", re.I, _ago),
        (
            rf"(?:(?:the )?(?:last|past|next|coming|first) )?{_NUM}(?:[ -](?:more |full |straight "
            rf"|consecutive )?){_UNIT}(?:-long)?(?![- ]old)(?! of age)",
            re.I,
            _duration,
        ),
        (
            r"(?P<word>every (?:other )?(?:day|week|month|year|quarter)|each (?:day|week|month|year)|daily|weekly"
            r"|monthly|yearly|annually|quarterly|once a (?:day|week|month|year))",
            re.I,
            _set,
        ),
        (rf"(?:every|each) {_WD}", 0, _set),
        (
            rf"(?:{_PART}[ -])?{_Y}(?!s\b|[-–]\d)(?! (?:people|won|yen|euros|dollars|tonnes|troops|soldiers|votes"
            rf"|points))",
            re.I,
            _plain_year,
        ),
        (r"(?:the )?(?P<decade>(?:1[6-9]|20)\d0)s", 0, _decade),
        (r"(?P<y1>(?:19|20)\d\d)(?:-|–| to )(?P<y2>(?:20|19)?\d\d)(?![-/\d])", 0, _year_span),
        (rf"in {_NUM} {_UNIT}", re.I, _in_time),
        (rf"{_M}(?:,? (?P<year2>(?:19|20)\d\d))?{_TO}{_M2}(?:,? {_Y})?", 0, _month_range),
        (r"(?P<rel>last|this|next|current|previous|coming) fiscal year", re.I, _fiscal_relative),
        (rf"(?:fiscal(?: year)?|FY) ?{_Y}", re.I, _fiscal),
        (
            rf"(?:the )?(?P<q>first|second|third|fourth) quarter(?: of {_Y}| of (?P<rel>last|this|next) year)?",
            re.I,
            _year_part,
        ),
        (rf"Q(?P<q>[1-4])(?: (?:of )?{_Y})?", 0, _year_part),
        (rf"(?:the )?(?P<q>first|second|latter) half of (?:{_Y}|(?P<rel>last|this|next|the) year)", re.I, _year_part),
        (rf"(?P<q>spring|summer|autumn|fall|winter)(?: of)? {_Y}", re.I, _year_part),
        (r"(?P<rel>last|this|next) (?P<q>spring|summer|autumn|fall|winter)", re.I, _year_part),
        (
            rf"the {_D.replace(')?', ')')}(?! [a-z]*(?:th|st|nd|rd|ies|ing|ed|s|er|or|y|al)\b)(?!-)(?! [A-Z])",
            0,
            _bare_day,
        ),
        (
            r"(?:later |earlier )?(?:that|the same) (?:day|morning|afternoon|evening|night)|the (?:next|following"
            r"|previous) day|the day (?:before|after)(?= *[,.])",
            re.I,
            _that_day,
        ),
    )
)
_FUTURE = re.compile(
    r"\b(?:will|shall|to be held|(?:is|are) to|set to|scheduled|slated|plan(?:s|ned|ning)?|due|expected"
    r"|upcoming|going to|would|"
    r"intends?|agreed to|decided to|pledged to|vowed to|invited|urged|until|ahead of|to (?:visit|meet"
    r"|hold|attend|travel|host)|"
    r"prepar\w+|forthcoming|anticipated|proposed)\b",
    re.I,
)
_PAST = re.compile(
    r"\b(?:said|met|held|was|were|had|told|took|came|began|gave|made|won|lost|rose|fell|sent|left|went"
    r"|spoke|struck|cut|kept|"
    r"[a-z]{2,}ed)\b"
)


def find(text: str, start: int, end: int, reference: Reference, anchor: date | None = None) -> tuple[DateValue, ...]:
    """Every date in ``text[start:end]``: leftmost, longest, not overlapping. ``anchor`` is the last day told before."""
    spans: list[tuple[int, int, re.Match[str], Rule]] = []
    for pattern, rule in _RULES:
        spans.extend((m.start(), m.end(), m, rule) for m in pattern.finditer(text, start, end))
    spans.sort(key=lambda s: (s[0], -s[1]))
    found: list[DateValue] = []
    last = start
    for begin, stop, match, rule in _longest(spans):
        if begin < last or not text[begin:stop].strip():
            continue
        stop = _strip_dot(text, begin, stop, end)
        words = Words(text[begin:stop], begin, stop)
        before = text[max(start, begin - 16) : begin].lower()
        setting = Setting(
            reference, _direction(text, start, begin, stop, end), anchor, bool(re.search(r"\bby (?:the )?$", before))
        )
        value = rule(match, words, setting)
        if value is None:
            continue
        found.append(value)
        last = stop
        if value.earliest and value.earliest == value.latest:
            anchor = date.fromisoformat(value.earliest[:10])
    return clock.add_times(text, start, end, found, reference)


def _longest(spans: list[tuple[int, int, re.Match[str], Rule]]) -> list[tuple[int, int, re.Match[str], Rule]]:
    kept: list[tuple[int, int, re.Match[str], Rule]] = []
    for span in spans:
        if any(k[0] <= span[0] and span[1] <= k[1] and k[1] - k[0] > span[1] - span[0] for k in kept):
            continue
        while kept and kept[-1][1] > span[0] and kept[-1][1] - kept[-1][0] < span[1] - span[0]:
            kept.pop()
        kept.append(span)
    return kept


def _strip_dot(text: str, begin: int, stop: int, end: int) -> int:
    if text[stop - 1] == "." and not re.match(r"\s+[\da-z]", text[stop:end]):
        return stop - 1
    return stop


def _bare_month(words: Words, at: Setting) -> DateValue | None:
    number = MONTHS.get(words.text.lower().strip("."))
    if number is None:
        return None
    part: Part | None = "ON_OR_BEFORE" if at.by else None
    return resolve.month(words, at.reference, number=number, direction=at.direction, part=part)


def _direction(text: str, start: int, begin: int, stop: int, end: int) -> Direction:
    """Which way the tense of the clause points: the cue nearest before the date, else the first one after it."""
    before = re.split(r"[.!?\n;]\s", text[max(start, begin - 110) : begin])[-1]
    cues = [(m.end(), "future") for m in _FUTURE.finditer(before)] + [(m.end(), "past") for m in _PAST.finditer(before)]
    if cues:
        return max(cues, key=lambda cue: (cue[0], cue[1] == "future"))[1]  # type: ignore[return-value]
    after = re.split(r"[.!?\n;]\s", text[stop : min(end, stop + 90)])[0]
    later = [(m.start(), "future") for m in _FUTURE.finditer(after)] + [
        (m.start(), "past") for m in _PAST.finditer(after)
    ]
    return min(later, key=lambda cue: (cue[0], cue[1] != "future"))[1] if later else "nearest"  # type: ignore[return-value]
