"""Words of dates, and the pieces of pattern that the date grammar is made of."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from dateline.lang.data import load_table

TABLE: dict[str, dict[str, Any]] = load_table("ja", "date_words")
WEEKDAYS = "月火水木金土日"


def any_of(words: Iterable[str]) -> str:
    """An alternation of literal words, the longest first."""
    return "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w)))


NUMBER = r"(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})"
YEAR = (
    r"(?:(?P<y>[0-9]{4}|[一二三四五六七八九〇]{4})年"
    rf"|(?P<era>{any_of(TABLE['eras'])})(?P<ey>{NUMBER}|元)年"
    rf"|(?P<yy>[0-9]{{2}})年(?=の?{NUMBER}月|度|[春夏秋冬](?![^のにまか、。から])|末|初め|[0-9]{{1,2}}[〜~-][0-9]{{1,2}}月)"
    rf"|(?P<ry>{any_of(TABLE['years'])})(?!度|生)|(?P<sy>{any_of(TABLE['event_years'])})(?!{any_of(TABLE['not_an_event']['follows'])}))"
)
DAY_OF_WEEK = rf"(?:\s?[（(](?:[{WEEKDAYS}])(?:曜日?|・祝)?[）)]|の?[{WEEKDAYS}]曜日?)?"
CLOCK = (
    rf"(?:(?P<ampm>{any_of(set(TABLE['parts_of_day']) - {'正午'})})の?)?(?P<h>{NUMBER})時(?![間期点代価計給限効])"
    rf"(?:(?P<mi>{NUMBER})分(?!間)|(?P<half>半))?(?:(?P<se>{NUMBER})秒(?!間))?"
)
_PART = rf"(?P<part>{any_of(TABLE['parts_of_day'])})(?![日鮮食刊間勤景餐年張]|[0-9]{{1,2}}[〜-])"
TIME = rf"(?:の?(?:{CLOCK}|(?P<hm>[0-2]?[0-9]):(?P<mm>[0-5][0-9])|{_PART}))?"
STOP = r"(?!間|目|本(?:[0-9]|[のがはをにで]|国|政府|代表|人|時間|側|経済))"
RATE = r"(?:に?(?:約|平均|最大)?[0-9一二三]{1,5}[回度]|に?[0-9]{1,2}時間)"
BARE_STOP = rf"{STOP}(?!{any_of(TABLE['not_a_day']['follows'])}|{RATE}|中(?!に)|前(?!後|半)|後(?!半))"
MONTH_PART = rf"(?P<mp>{any_of(TABLE['month_parts'])}|内|中(?=[にのは、。]|$))"
