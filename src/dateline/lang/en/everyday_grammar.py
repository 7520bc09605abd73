"""The patterns of everyday English dates; what each means is in ``everyday.py``. Longest match wins, then the earlier one."""

from __future__ import annotations

import re
from collections.abc import Iterable

from dateline.lang.en import everyday as say
from dateline.lang.en import everyday_spans as spans
from dateline.lang.en.everyday import AHEAD, BACK, FEASTS, UNITS
from dateline.lang.en.everyday_spans import SETS
from dateline.lang.en.meanings import MONTHS, WEEKDAYS, Rule, month_year_date, weekday_date


def _any(forms: Iterable[str]) -> str:
    return "|".join(re.escape(f) for f in sorted(forms, key=len, reverse=True))


_M = rf"(?P<month>(?:{_any(MONTHS)})\b\.?)"
_M_GLUED = rf"(?P<month>{_any(m for m in MONTHS if len(m) < 5)})"
_D = r"(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?![\d:])"
_D2 = _D.replace("<day>", "<day2>")
_DTH = r"(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)(?!\w)"
_DTH2 = _DTH.replace("<day>", "<day2>")
_DD = r"(?:0?[1-9]|[12]\d|3[01])"
_Y = r"(?P<year>(?:1[5-9]|20|21)\d\d)(?!\d)"
_IN_Y = rf"(?:(?: ?,| of| in|[-/])? ?{_Y})?"
_SHORT_DAYS = _any(d.capitalize() for d in WEEKDAYS if len(d) <= 5)
_WD = rf"(?P<wd>{_any(d for d in WEEKDAYS if len(d) > 5)}|(?-i:{_SHORT_DAYS}))\b\.?"
_N = r"(?P<n>\d+(?:\.\d+)?|an?|another|a few|few|several|some|(?:a )?couple(?: of)?)"
_WORD = _any(w for w in UNITS if len(w) > 1)
_UNIT = rf"(?P<unit>{_WORD})"
_SHORT = r"(?P<n>\d+(?:\.\d+)?)\s?(?P<unit>h|d|hrs?|mins?|secs?|wks?|yrs?|mos?)"
_MORE = rf"(?P<more>(?:,? (?:and )?\d+ (?:{_WORD})\b)*)"
_HALF = r"(?P<half> and (?:a )?(?:half|quarter))?"
_WAY = rf"(?P<way>{BACK}|{AHEAD})"
_REL = rf"(?P<rel>this|{BACK}|{AHEAD})"
_WORK = r"(?P<work>(?:business|working|work)[ -])?"
_TO = r"\s?(?:-|–|—|~|to|till|until|through|and)\s?"
_FROM = r"(?:from |between )?"
_PARTS = "morning|afternoon|evening|night"
_FEAST = rf"(?P<feast>{_any(FEASTS)})".replace("'", "['’]")
_BOUND = (
    r"(?:(?P<bound>more than|over|longer than|at least|less than|under|shorter than|at most|up to|about|around|nearly"
    r"|almost) )?"
)
_LONG = _any(m for m in MONTHS if len(m) > 3 and m != "march")
_LONG_DAYS = _any(d for d in WEEKDAYS if len(d) > 3)
_WEEK_REL = r"(?:(?P<rel>last|next|previous|this coming|this past|this|coming|the following|past) )?"
_DAY_PART = rf"(?: (?P<dp>{_PARTS}))?"
_THE_Y = rf"(?:{_Y}|(?P<yrel>last|this|next|the) year)"
_ALONE = (
    r"(?=\s*(?:[.,;:)!?]|$|(?:and|or|at|on|with|when|after|before|by|from|between|around|until|is|was|will|for)\b"
    r"|of (?:this|last|next|the) month\b|in [A-Z]))"
)
_PLURAL = rf"(?P<unit>{_any(w for w in UNITS if len(w) > 2 and w.endswith('s'))})"
_NOT_MOVED = r"(?! (?:ago|later|earlier|hence|back|previously|from|after|before|since|prior to)\b)"
_FIGURES = r"(?:1[89]|20)\d\d"
_SPEC: tuple[tuple[str, Rule], ...] = (
    (rf"(?:{_WD},?[ -])?(?:{_REL} )?{_M}[-/ ,]{{0,2}}(?:the )?{_D}{_IN_Y}(?! ?%)", say.full_date),
    (rf"{_M_GLUED}{_D}(?:,? {_Y})?", say.full_date),
    (
        rf"(?:{_WD},?[ -](?:the )?)?(?:{_REL} )?(?<![$€£] )(?<![$€£]){_D}(?: day)?(?: of|[-/])? ?{_M}{_IN_Y}",
        say.full_date,
    ),
    (rf"{_Y}[-/ ]{_M}[-/ ]{_D}", say.full_date),
    (rf"{_M}(?:,? (?:of |in )?| ?[-/] ?){_Y}", month_year_date),
    (rf"(?P<month>{_LONG})", month_year_date),
    (
        rf"(?P<month>(?:{_any(MONTHS)})\b\.?)(?={_TO}(?:the )?(?:end of )?(?:(?:{_any(MONTHS)})\b(?!\.? \d\d?\b)|date\b|now\b|today\b))",
        month_year_date,
    ),
    (rf"{_WEEK_REL}(?P<wd>{_LONG_DAYS})(?: (?P<wrel>last|next|this) week)?{_DAY_PART}", weekday_date),
    (rf"(?P<rel>next|last|previous) (?P<part>{_PARTS})", say.next_part_date),
    (r"(?:the )?(?P<part>end|beginning|start|middle) of (?:the )?(?P<unit>year|month|week)", say.edge_date),
    (r"(?:the )?(?:end of (?:the )?day|eod)", say.end_of_day_date),
    (rf"{_Y}[-/]{_D}[-/]{_M}", say.full_date),
    (rf"{_M}[-/]{_Y}[-/]{_D}", say.full_date),
    (rf"{_FROM}(?:the )?{_DTH}{_TO}(?:the )?{_DTH2} of {_M}(?:,? {_Y})?", say.day_range_date),
    (rf"{_FROM}{_M} (?:the )?{_D}{_TO}(?:the )?{_DTH2}(?:,? {_Y})?", say.day_range_date),
    (
        rf"{_FROM}(?:the )?{_D}{_TO}(?:the )?{_D2} (?:of|in) (?P<rel>this|next|last) month",
        say.days_of_month_date,
    ),
    (
        rf"(?:(?:this |next |last )?{_WD},? ?)?(?P<a>{_DD})(?P<sep>[/.-])(?P<b>{_DD})(?P=sep)(?P<y>(?:19|20)\d\d|\d\d)"
        r"(?![\d/-])",
        say.slashed_date,
    ),
    (
        rf"(?:(?:this |next |last )?{_WD},? ?|this )?(?P<a>{_DD})/(?P<b>{_DD})(?:, (?P<y>(?:19|20)\d\d))?"
        r"(?![\d/]| of\b|\s?%)",
        say.slashed_date,
    ),
    (rf"(?<=\bon )(?P<a>{_DD})[.-](?P<b>{_DD})(?![\d/.-])(?! ?(?:%|percent|[ap]\.?m))", say.slashed_date),
    (rf"{_WD},? (?P<a>{_DD})[.](?P<b>{_DD})(?!\d|[.]\d)", say.slashed_date),
    (rf"(?P<y>{_FIGURES})[-/](?P<m>0[1-9]|1[0-2])(?![-/\d])", say.year_month_date),
    (rf"(?<![\d/])(?P<m>0?[1-9]|1[0-2])/(?P<y>{_FIGURES})(?![-/\d])", say.year_month_date),
    (rf"(?P<year>{_FIGURES})(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])", say.figures_date),
    (rf"(?P<year>{_FIGURES}) (?P<month>0[1-9]|1[0-2]) (?P<day>0[1-9]|[12]\d|3[01])", say.figures_date),
    (rf"{_WD},? (?:the )?{_DTH}", say.weekday_number_date),
    (rf"{_WD} (?P<day>1[3-9]|2\d|3[01])(?![\d:/.-])", say.weekday_number_date),
    (rf"(?<=\bon ){_DTH}", say.day_number_date),
    (r"(?<=\bon )the (?P<day>1[3-9]|2\d|3[01])(?= (?:at|between|from|around)\b)", say.day_number_date),
    (
        rf"{_N} {_UNIT}{_MORE}{_HALF} (?P<dir>ago|earlier|later|from now|hence|back|previously)",
        say.moved_date,
    ),
    (rf"in {_N} {_UNIT}{_MORE}(?:['’]s?)?(?: time)?", say.moved_date),
    (rf"in {_SHORT}", say.moved_date),
    (rf"(?:the )?{_WAY} {_N} ?{_WORK}{_UNIT}{_MORE}", say.stretch_date),
    (rf"(?:the )?{_N} {_WAY} {_WORK}{_PLURAL}", say.stretch_date),
    (rf"(?:the )?{_WAY} (?P<unit>hour|minute|fortnight|second)", say.stretch_date),
    (r"the (?P<way>past) (?P<unit>day|week|month|year)", say.stretch_date),
    (rf"within (?:the next )?{_N} {_UNIT}", say.within_date),
    (rf"within {_SHORT}", say.within_date),
    (r"the (?P<unit>week|month|year)(?! (?:of|later|earlier|\d))", say.running_date),
    (r"the (?P<unit>fortnight)", say.running_date),
    (
        r"(?P<rel>this|last|previous|next|following) (?:calendar )?"
        r"(?P<unit>year|month|week|workweek|work week|business week)",
        say.running_date,
    ),
    (r"(?P<unit>weekend)", say.running_date),
    (
        rf"(?:the )?(?:(?P<rel>this|last|previous|next|coming) )?(?P<kind>school|fiscal|academic) year(?: {_Y})?",
        say.school_year_date,
    ),
    (rf"(?P<kind>sy|fy) ?{_Y}", say.school_year_date),
    (
        rf"(?:the )?week (?P<w>\d\d?)(?!\d)(?:,? (?:of |in )?(?:{_Y}|(?P<rel>last|this|next) year))?",
        say.week_number_date,
    ),
    (r"(?:the )?(?:(?P<when>early|mid|late)[- ])?['’]?(?P<tens>(?:1[5-9]|20)\d0|\d0)['’]?\s?s", say.decade_date),
    (
        r"(?:the )?(?P<name>twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties)",
        say.decade_date,
    ),
    (r"(?:the )?(?P<season>summer|winter|autumn)", say.season_date),
    (r"(?:in )?the (?P<season>spring|fall)", say.season_date),
    (rf"{_Y}[ -/]?(?P<kind>q|h)(?P<q>[1-4])", say.quarter_date),
    (rf"(?P<kind>q|h)(?P<q>[1-4])[ -/]?(?:of )?{_Y}", say.quarter_date),
    (rf"(?:the )?(?P<q>[1-4])(?:st|nd|rd|th) (?P<kind>quarter|half)(?: of)?,? {_THE_Y}", say.quarter_date),
    (rf"(?P<kind>q)(?P<q>[1-4])(?: (?:of )?{_THE_Y})?", say.quarter_date),
    (
        r"(?:(?P<yrel>last|this|next) year|(?P<year>(?:19|20)\d\d))['’]s (?P<q>[1-4])(?:st|nd|rd|th) (?P<kind>quarter|half)",
        say.quarter_date,
    ),
    (r"(?:the )?(?P<half>1st|2nd) half of (?:the )?(?P<rel>this|last|next)? ?month", say.month_half_date),
    (r"(?:the )?(?P<nth>\d\d?)(?:st|nd|rd|th) century", say.century_date),
    (r"(?P<unit>year|month)[- ]to[- ]date|(?P<code>ytd|mtd)", say.to_date_date),
    (r"(?P<which>that|the same|same) (?P<unit>day|week|weekend|month|year)", say.same_date),
    (r"(?:the )?(?P<unit>day|night|week|weekend|month|year) (?P<dir>after next|before last)", say.two_away_date),
    (rf"(?:between|from) (?:the )?{_DTH}{_TO}(?:the )?{_DTH2}(?! (?:of|day)\b)", say.two_days_date),
    (rf"the {_DTH}{_ALONE}", say.day_number_date),
    (rf"(?P<when>early|late) (?P<wd>{_LONG_DAYS})(?: (?P<dp>{_PARTS}))?", say.early_weekday_date),
    (
        r"(?P<iso>\d{4}-\d\d-\d\d)T(?P<clock>\d\d:\d\d(?::\d\d)?)(?:\.\d+)?(?P<zone>Z|[+-]\d\d:?\d\d)?",
        say.stamp_date,
    ),
    (
        rf"(?:{_REL} )?{_FEAST}(?:,? (?:of |in )?(?:{_Y}|(?P<yrel>last|this|next) year))?",
        say.feast_date,
    ),
    (rf"(?:{_REL} )?{_FEAST}(?: {_Y})? weekend", say.feast_weekend_date),
    (
        r"(?:right |just )?now|at the (?:moment|minute)|at present|at this (?:time|moment)|the present"
        r"|(?:the )?current date|(?<=to )date(?! of)",
        say.present_date,
    ),
    (r"tmrw|tmr", say.tomorrow_date),
    (r"the day (?P<dir>after|before)(?=\s*(?:[.,;:!?]|$))", say.day_after_date),
    (r"the (?P<dir>next|following|previous|prior) day", say.day_after_date),
    (
        rf"{_BOUND}{_N}[ -]{_UNIT}{_MORE}{_HALF}(?P<tail> or (?:more|longer|less|fewer)(?! than))?(?![- ]old){_NOT_MOVED}",
        spans.duration_date,
    ),
    (rf"{_BOUND}{_SHORT}{_NOT_MOVED}", spans.duration_date),
    (r"(?:all|the whole|whole|the entire) (?P<unit>day|week|month|year|night)", spans.duration_date),
    (r"(?<=for )the (?P<unit>hour|minute)", spans.duration_date),
    (rf"{_N} weekends", spans.weekends_date),
    (rf"(?:every|each|all) (?P<part>{_PARTS})s?", spans.set_part_date),
    (rf"(?P<part>{_PARTS})s", spans.set_part_date),
    (r"(?:every|each|all) weekends?|weekends", spans.set_part_date),
    (rf"(?:every |each )?{_WD} (?P<part>{_PARTS})s", spans.set_part_date),
    (rf"(?:every|each) {_WD} (?P<part>{_PARTS})", spans.set_part_date),
    (r"(?P<wd>monday|tuesday|wednesday|thursday|friday|saturday|sunday)s", spans.set_part_date),
    (rf"(?:every|each) (?:other |2nd |second )?{_WD}", spans.set_part_date),
    (r"(?:every |each |all |on )?(?:weekday|workday|working day|business day)s?", spans.working_days_set_date),
    (rf"(?:every|each) (?P<month>{_LONG}|march|may)", spans.set_month_date),
    (rf"(?:every|each) {_FEAST}", spans.set_feast_date),
    (rf"(?P<name>{_any(SETS)})", spans.set_date),
    (rf"(?:every|each) (?P<other>other )?(?:{_N} )?{_UNIT}", spans.set_date),
    (rf"(?:once|twice|\d+ times|1) an? {_UNIT}", spans.set_date),
    (
        rf"(?:the )?{_DTH} (?:day )?of (?:every|each) month|every {_DTH.replace('<day>', '<day2>')} of (?:the|each) month",
        spans.set_day_date,
    ),
)
EVERYDAY: tuple[tuple[re.Pattern[str], Rule], ...] = tuple(
    (re.compile(rf"(?<!\w)(?<!\d[:.])(?:{pattern})(?!\w)", re.IGNORECASE), rule) for pattern, rule in _SPEC
)
