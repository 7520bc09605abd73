"""Words of dates, and the pieces of pattern that the date grammar is made of."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from dateline.lang.data import load_table

TABLE: dict[str, dict[str, Any]] = load_table("ko", "date_words")
WEEKDAYS = "월화수목금토일"


def tight(words: str | None) -> str:
    """The words without their spaces."""
    return re.sub(r"\s", "", words or "")


_MEANINGS = {section: {tight(word): value for word, value in entries.items()} for section, entries in TABLE.items()}


def meaning(section: str, words: str | None, default: Any = None) -> Any:
    """What the table says of the words, however they are spaced."""
    return _MEANINGS[section].get(tight(words), default)


def any_of(words: Iterable[str]) -> str:
    """An alternation of words, the longest first; a space of the table may be left out."""
    ordered = sorted(words, key=lambda w: (-len(w), w))
    return "|".join(re.escape(w).replace(r"\ ", r"\s?") for w in ordered)


CLOSING = rf"(?:$|[^가-힣0-9]|{any_of(TABLE['closing']['particles'])})"
CLOSED = f"(?={CLOSING})"
_COMPARED = rf"(?!\s?(?:{any_of(TABLE['not_an_event']['follows'])}))"
_YEAR_PARTS = any_of(set(TABLE["year_parts"]) - {"내", "안"})
DIRECTED = r"(?:(?P<dir>오는|다가오는|돌아오는|지난|이번)\s?)"
YEAR = (
    r"(?:(?:서기\s?)?(?P<y>1[5-9]\d{2}|20\d{2})\s?년|단기\s?(?P<dan>4\d{3})\s?년|(?P<y2>['’‘`]\d{2})\s?년?"
    r"|(?P<yy>\d{2})년(?=\s?\d{1,2}월|도?\s?[1-4]분기|도?\s?[상하]반기)"
    rf"|(?P<ry>{any_of(set(TABLE['years']) - {'올', '전년'})}|올(?=\s?(?:{_YEAR_PARTS}|\d{{1,2}}월))|전년){_COMPARED}"
    rf"|(?P<sy>{any_of(TABLE['event_years'])}){_COMPARED})"
)
MONTH_NUMBER = r"(?:1[0-2]|0?[1-9])"
MONTH = rf"(?:(?P<m>{MONTH_NUMBER})\s?월|(?P<rm>{any_of(TABLE['months'])}))"
DAY_NUMBER = r"(?:3[01]|[12]\d|0?[1-9])"
DAY_OF_WEEK = rf"(?:\s?\([{WEEKDAYS}](?:요일)?\)|\s?[{WEEKDAYS}]요일)?"
NOT_COUNTED = (
    r"(?!\s?(?:간(?!담|부|사|첩|호|병|섭)|동안|째|차(?!관|(?!이[가를로나]?\s|례)[가-힣]{2,3}\s)|연속|만에|씩|마다|이내|이상|미만|여\s|치\s|분\s|가량|정도|안팎|짜리|넘게|넘도록|안에"
    r"|앞두|앞으로|전(?![0-9국체시날])(?=[^가-힣]|에|의|부터|보다)|뒤|후(?=[^가-힣]|에|의))|\d|장|자리|당\s)"
)
_HOUR = rf"(?P<h>\d{{1,2}}|{any_of(w for w, n in TABLE['counts'].items() if n <= 12 and w not in ('석', '넉'))})"
HALF_DAYS = any_of(set(TABLE["parts_of_day"]) - {"정오", "자정"})
CLOCK = (
    rf"(?:(?P<ap>{HALF_DAYS})\s?)?{_HOUR}\s?시(?=[^가-힣]|[에부까경쯤께가를의는로이며정]|무렵|전후|이후|이전|$)"
    r"(?:\s?(?P<mi>\d{1,2})\s?분(?:\s?(?P<se>\d{1,2})\s?초)?|\s?(?P<half>반)(?=[^가-힣]|[에쯤께경까부입이을으]|$))?(?:\s?정각)?"
)
_ZONE = r"(?:\s?\((?:현지|한국|미국|미 동부|미국 동부|동부)\s?시[간각]\))?"
_PART = rf"(?P<part>{any_of(TABLE['parts_of_day'])})"
TIME = rf"(?:{_ZONE}\s?(?:{CLOCK}|(?P<hm>[0-2]?\d):(?P<mm>[0-5]\d)|{_PART}){CLOSED})?"
MONTH_PART = rf"(?P<mp>{any_of(TABLE['month_parts'])}|중|내|안){CLOSED}"
