"""Dates, times, durations and sets in English text: the grammar. What the words mean is in ``meanings.py`` and ``lang/resolve.py``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from msgspec.structs import replace

from dateline.lang.en import clock, meanings
from dateline.lang.resolve import Direction, Reference, Words
from dateline.model import DateValue

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
# A month's name begins with a capital: "may 5" and "the march on the capital" are other words.
_M = (
    rf"(?P<month>(?-i:{_MONTHS}|{_MONTHS.upper()}"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|JAN|FEB|MAR|APR|JUN|JUL|AUG|SEPT|SEP|OCT|NOV|DEC)\b)\.?)"
)
# After a bare "the", May and March may be names or other words.
_M_SURE = rf"(?P<month>(?-i:{_MONTHS.replace('March|', '').replace('May|', '')}))(?! \d)"
_M2 = _M.replace("<month>", "<month2>")
_D = r"(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_D2 = _D.replace("<day>", "<day2>")
_Y = r"(?P<year>(?:1[6-9]|20|21)\d\d)"
_DAYS = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
# "The Sun", "wed", "a Sat phone": the short forms count only where a date's words stand beside them.
_WD = (
    rf"(?P<wd>{_DAYS}|(?-i:(?:Mon|Tues|Tue|Weds|Thurs|Thur|Thu|Fri)\b\.?"
    r"|(?:Sun|Sat|Wed)(?:\.|\b(?=,? (?:\d|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec))))|(?<=\b[Oo]n )(?:Sun|Sat|Wed)\b))"
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
    r"|the next|this past|upcoming|the current|current|the following)"
)
_PART = (
    r"(?P<part>early|mid|middle of|late|later|earlier|the end of|end of|the beginning of|beginning of"
    r"|the start of|the middle of|the second half of|the first half of)"
)
_YREL = r"(?:,? (?:of )?(?P<yrel>last year|next year|this year|the previous year))"
Matcher = tuple[re.Pattern[str], meanings.Rule]
_BEFORE_DAY = (
    "|".join(
        rf"(?<=\b{w} )"
        for w in ("on", "by", "from", "until", "before", "after", "since", "of", "for", "between", "and", "to")
    )
    + r"|(?<=^)|(?<=\n)|(?<=, )"
)
_AFTER_DAY = (
    r"(?=\s*(?:[.,;:)!?”\"]|$|(?:or|at|on|with|when|after|before|by|from|as|to the|is|was|will|would|until|while|that|amid)\b"
    r"|and\b(?! \d)|of (?:this|last|next|the) month\b|(?:in|for) (?:[A-Z]|talks|a visit)))"
)
# What a stretch of text must hold for a rule to be tried: one cheap search instead of many.
_TRIGGERS = {
    "figure": re.compile(r"\d"),
    "month": re.compile(r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)", re.I),
    "weekday": re.compile(r"\b(?:mon|tue|wed|thu|fri|sat|sun)", re.I),
    "today": re.compile(
        r"day after|day before|today|tonight|yesterday|tomorrow|this (?:mor|aft|eve)|last night|overnight", re.I
    ),
    "unit": re.compile(r"(?:second|minute|hour|day|week|fortnight|month|quarter|year|decade|centur)", re.I),
    "often": re.compile(r"\b(?:every|each|daily|weekly|monthly|yearly|annually|quarterly|once)\b", re.I),
    "part": re.compile(r"fiscal|\bfy|quarter|\bhalf|\bq\d|spring|summer|autumn|fall|winter", re.I),
    "that": re.compile(r"\b(?:that|same|next|following|previous|the day)\b", re.I),
}
_SPEC: tuple[tuple[str, str, int, meanings.Rule], ...] = (
    (
        "month",
        rf"(?:{_WD},? )?{_M} {_D}(?:{_TO}(?:{_M2} )?{_D2})?(?:,? {_Y}|{_YREL})?(?![:\d%])(?! percent)",
        re.I,
        meanings.month_day_date,
    ),
    (
        "month",
        rf"(?:{_WD},? )?(?:the )?(?<![$€£])(?<![$€£] ){_D}(?:{_TO}{_D2})?(?: of)? {_M}(?:,? {_Y}|{_YREL})?",
        re.I,
        meanings.month_day_date,
    ),
    (
        "figure",
        r"(?P<y>(?:19|20)\d\d)[-/.](?P<m>0?[1-9]|1[0-2])[-/.](?P<d>[12]\d|3[01]|0?[1-9])",
        0,
        meanings.numeric_date,
    ),
    ("figure", r"(?P<m>0?[1-9]|1[0-2])/(?P<d>[12]\d|3[01]|0?[1-9])/(?P<y>(?:19|20)\d\d)", 0, meanings.numeric_date),
    ("figure", r"(?P<d>[12]\d|3[01]|0?[1-9])\.(?P<m>0?[1-9]|1[0-2])\.(?P<y>(?:19|20)\d\d)", 0, meanings.numeric_date),
    ("month", rf"(?:{_PART}[ -])?{_M}(?:,? (?:of )?{_Y}|{_YREL})", re.I, meanings.month_year_date),
    ("month", rf"(?:{_PART}[ -])?{_REL} {_M}", re.I, meanings.relative_month_name_date),
    ("month", rf"(?P<rel>the) {_M_SURE}", re.I, meanings.relative_month_name_date),
    ("month", rf"{_PART}[ -]{_M}", re.I, meanings.month_year_date),
    (
        "month",
        rf"(?<=\bin ){_M}|(?<=\bsince ){_M}|(?<=\bby ){_M}".replace("?P<month>", "?:"),
        0,
        meanings.bare_month_rule,
    ),
    (
        "month",
        rf"(?<=\buntil ){_M}|(?<=\bfrom ){_M}|(?<=\bfor ){_M}".replace("?P<month>", "?:"),
        0,
        meanings.bare_month_rule,
    ),
    (
        "month",
        rf"(?<=\bof ){_M}|(?<=\bduring ){_M}|(?<=\bbefore ){_M}|(?<=\bto ){_M}|(?<=\bafter ){_M}".replace(
            "?P<month>", "?:"
        ),
        0,
        meanings.bare_month_rule,
    ),
    (
        "weekday",
        rf"(?:(?P<rel>last|next|previous|this coming|this past|this|coming|the following|past) )?{_WD}(?: (?P<wrel>last"
        rf"|next|this) week)?(?: (?P<dp>morning|afternoon|evening|night))?",
        0,
        meanings.weekday_date,
    ),
    ("weekday", rf"(?P<wrel>last|next|this) week(?:'s|’s| on)? {_WD}", re.I, meanings.weekday_date),
    (
        "today",
        r"(?P<word>the day after tomorrow|the day before yesterday|day after tomorrow|day before yesterday"
        r"|(?:earlier |later |late |early )?(?:today|this morning|this afternoon|this evening)|tonight|yesterday|tomorrow"
        r"|last night|overnight)(?: (?P<dp>morning|afternoon|evening|night))?",
        re.I,
        meanings.today_date,
    ),
    (
        "unit",
        rf"(?:{_PART}[ -])?(?:{_REL}|(?P<rel_the>the)) (?P<unit>weekend|week|month|year|quarter|decade|century)",
        re.I,
        meanings.period_date,
    ),
    ("unit", r"within the (?P<unit>year|month)(?! of\b)", re.I, meanings.within_date),
    (
        "unit",
        rf"{_NUM} {_UNIT} (?P<way>ago|later|earlier|from now|from today|before|back|hence)",
        re.I,
        meanings.ago_date,
    ),
    (
        "unit",
        rf"(?!an? second(?!s))(?:(?:the )?(?:last|past|next|coming|first) )?{_NUM}(?:[ -](?:more |full |straight "
        rf"|consecutive )?){_UNIT}(?:-long)?(?![- ]old)(?! of age)",
        re.I,
        meanings.duration_date,
    ),
    (
        "often",
        r"(?P<word>every (?:other )?(?:day|week|month|year|quarter)|each (?:day|week|month|year)|daily|weekly"
        r"|monthly|yearly|annually|quarterly|once a (?:day|week|month|year))",
        re.I,
        meanings.set_date,
    ),
    ("often", rf"(?:every|each) {_WD}", 0, meanings.set_date),
    (
        "figure",
        rf"(?:{_PART}[ -])?{_Y}(?!s\b|[-–]\d)(?! (?:people|won|yen|euros|dollars|tonnes|troops|soldiers|votes"
        rf"|points))",
        re.I,
        meanings.plain_year_date,
    ),
    ("figure", r"(?:the )?(?P<decade>(?:1[6-9]|20)\d0)s", 0, meanings.decade_date),
    ("figure", r"(?P<y1>(?:19|20)\d\d)(?:-|–| to )(?P<y2>(?:20|19)?\d\d)(?![-/\d])", 0, meanings.year_span_date),
    ("unit", rf"in {_NUM} {_UNIT}", re.I, meanings.in_time_date),
    ("month", rf"{_M}(?:,? (?P<year2>(?:19|20)\d\d))?{_TO}{_M2}(?:,? {_Y})?", 0, meanings.month_range_date),
    ("part", r"(?P<rel>last|this|next|current|previous|coming) fiscal year", re.I, meanings.fiscal_relative_date),
    ("part", rf"(?:fiscal(?: year)?|FY) ?{_Y}", re.I, meanings.fiscal_date),
    (
        "part",
        rf"(?:the )?(?P<q>first|second|third|fourth) quarter(?: of {_Y}| of (?P<rel>last|this|next) year)?",
        re.I,
        meanings.year_part_date,
    ),
    ("part", rf"Q(?P<q>[1-4])(?: (?:of )?{_Y})?", 0, meanings.year_part_date),
    (
        "part",
        rf"(?:the )?(?P<q>first|second|latter) half of (?:{_Y}|(?P<rel>last|this|next|the) year)",
        re.I,
        meanings.year_part_date,
    ),
    ("part", rf"(?P<q>spring|summer|autumn|fall|winter)(?: of)? {_Y}", re.I, meanings.year_part_date),
    ("part", r"(?P<rel>last|this|next) (?P<q>spring|summer|autumn|fall|winter)", re.I, meanings.year_part_date),
    ("figure", rf"(?:{_BEFORE_DAY})the {_D.replace(')?', ')')}{_AFTER_DAY}", 0, meanings.bare_day_date),
    (
        "that",
        r"(?:later |earlier )?(?:that|the same) (?:day|morning|afternoon|evening|night)|the (?:next|following"
        r"|previous) day|the day (?:before|after)(?= *[,.])",
        re.I,
        meanings.that_day_date,
    ),
)
_NEEDED_RULES = tuple(
    (need, re.compile(rf"(?<![\w/])(?:{pattern})(?!\w)", flags), rule) for need, pattern, flags, rule in _SPEC
)
_NEWS_ONLY = (meanings.ago_date, meanings.in_time_date, meanings.month_range_date)
_SHARED: tuple[Matcher, ...] = tuple((p, rule) for _, p, rule in _NEEDED_RULES if rule not in _NEWS_ONLY)
_FUTURE = re.compile(
    r"\b(?:will|shall|to be held|(?:is|are) to|set to|scheduled|slated|plan(?:s|ned|ning)?|due|through|expected"
    r"|upcoming|going to|would|(?-i:may|might|could)|"
    r"intends?|agreed to|decided to|pledged to|vowed to|invited|urged|until|ahead of|to (?:visit|meet"
    r"|hold|attend|travel|host)|"
    r"prepar(?:e[sd]?|ing|ations?)|forthcoming|anticipated|proposed|(?:must|should|ought to|(?:has|have|need) to)(?! have))\b",
    re.I,
)
_HEADS = r"(?:minister|president|premier|chancellor|chief|head|leader|chair\w*|governor|mayor|secretary|ambassador|envoy|director|speaker)"
# ``since May``; ``held the post until May``, ``was Peru's envoy until May``: behind us, whatever stands near.
_BACK = re.compile(
    r"\bsince (?:the )?(?:early |late |mid-)?$"
    r"|(?<!will )(?<!would )(?<!to )\b(?:(?:served|held|headed|led|ran|ruled|governed|chaired|worked|reigned)\b[^,;]*"
    rf"|(?:was|had been) (?:[\w’'-]+ ){{0,6}}{_HEADS}(?: (?:of|for|at|to) [^,;]{{2,40}}?)?|, (?:[\w’'-]+ ){{0,5}}{_HEADS}"
    r"(?: of [^,;]{2,30}?)?|in (?:office|power|the (?:post|job)))(?: from [^,;]{3,20})? until $",
    re.I,
)
# ``promised to finish by 30 June``: what was promised in the past may well lie ahead.
# So may what was made a condition (``if they filed by 30 April``), or warranted (``guaranteed delivery by 1 May``).
_DEADLINE = re.compile(
    r"\b(?:to (?!have\b)[a-z]+|if|unless|provided|as long as|so long as|(?:guarantee|promise|pledge|vow|assure|commit)\w*|undertook)\b"
    r"[^;:]*\bby (?:the )?(?:(?:end|middle|start) of |early |late |mid-)?$"
)
_PAST = re.compile(
    r"(?<!\bbe )(?<!\bbeen )\b(?:said|met|held|was|were|had|told|took|came|began|gave|made|won|lost|rose|fell|sent|left|went"
    r"|spoke|struck|cut|kept|"
    r"[a-z]{2,}ed)\b"
)


def find(text: str, start: int, end: int, reference: Reference, anchor: date | None = None) -> tuple[DateValue, ...]:
    """Every date in ``text[start:end]``: leftmost, longest, not overlapping. ``anchor`` is the last day told before."""
    if reference.manner == "everyday":
        return _find_everyday(text, start, end, reference, anchor)
    present = {name for name, trigger in _TRIGGERS.items() if trigger.search(text, start, end)}
    rules = [(pattern, rule) for need, pattern, rule in _NEEDED_RULES if need in present]
    found = _match_rules(text, start, end, rules, reference, anchor) if rules else []
    return clock.add_times(text, start, end, found, reference)


def _find_everyday(text: str, start: int, end: int, reference: Reference, anchor: date | None) -> tuple[DateValue, ...]:
    """The same with the wider grammar, on a copy whose spelled numbers are digits; offsets are of ``text``."""
    from dateline.lang.en.everyday_grammar import EVERYDAY
    from dateline.lang.en.hours import find_hours
    from dateline.lang.en.joins import join_dates
    from dateline.lang.en.spelled import to_digits

    digits = to_digits(text[start:end])
    size = len(digits.text)
    hours = find_hours(digits.text, 0, size)
    found = _match_rules(digits.text, 0, size, (*EVERYDAY, *_SHARED), reference, anchor)
    found = [d for d in found if not any(_inside(d, h.start, h.end) for h in hours if not h.loose)]
    made = []
    for value in join_dates(digits.text, found, hours, reference):
        first, last = start + digits.places[value.start], start + digits.places[value.end]
        made.append(replace(value, text=text[first:last], start=first, end=last))
    return tuple(made)


def _inside(value: DateValue, start: int, end: int) -> bool:
    return start <= value.start and value.end <= end and value.end - value.start < end - start


def _match_rules(
    text: str, start: int, end: int, rules: Sequence[Matcher], reference: Reference, anchor: date | None
) -> list[DateValue]:
    spans: list[tuple[int, int, re.Match[str], meanings.Rule]] = []
    for pattern, rule in rules:
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
        setting = meanings.Setting(
            reference, _direction(text, start, begin, stop, end), anchor, bool(re.search(r"\bby (?:the )?$", before))
        )
        try:
            value = rule(match, words, setting)
        except (OverflowError, ValueError):  # a day that the calendar has not
            continue
        if value is None:
            continue
        found.append(value)
        last = stop
        if value.earliest and value.earliest == value.latest:
            anchor = date.fromisoformat(value.earliest[:10])
    return found


def _longest(
    spans: list[tuple[int, int, re.Match[str], meanings.Rule]],
) -> list[tuple[int, int, re.Match[str], meanings.Rule]]:
    kept: list[tuple[int, int, re.Match[str], meanings.Rule]] = []
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


def _direction(text: str, start: int, begin: int, stop: int, end: int) -> Direction:
    """Which way the tense of the clause points: the cue nearest before the date, else the first one after it."""
    before = re.split(r"[.!?\n;]\s", text[max(start, begin - 110) : begin])[-1]
    if _BACK.search(before):
        return "past"
    cues = [(m.end(), "future") for m in _FUTURE.finditer(before)] + [(m.end(), "past") for m in _PAST.finditer(before)]
    if cues:
        way = max(cues, key=lambda cue: (cue[0], cue[1] == "future"))[1]
        return "nearest" if way == "past" and _DEADLINE.search(before) else way  # type: ignore[return-value]
    if _DEADLINE.search(before):
        return "nearest"
    after = re.split(r"[.!?\n;]\s", text[stop : min(end, stop + 90)])[0]
    later = [(m.start(), "future") for m in _FUTURE.finditer(after)] + [
        (m.start(), "past") for m in _PAST.finditer(after)
    ]
    return min(later, key=lambda cue: (cue[0], cue[1] != "future"))[1] if later else "nearest"  # type: ignore[return-value]
