"""The way the tense of a Japanese clause points from a date in it."""

from __future__ import annotations

import re

from dateline.lang.resolve import Direction

_FUTURE = re.compile(
    r"(?:人事を|予定|見通し|方針|見込み|計画|構え|考え|意向|運び|期限|満期|控え|調整(?:して|し、|中|に入|へ|を|。)|で調整|浮上|検討)|(?:する|行う|開く|訪れる|迎える|れる|なる|始まる|出る|向かう|入る|着く)(?=[。、と」]|こと|旨|$|\n)"
    r"|[うくぐすつぬぶむる]こと(?:で|に|を|も)[^。、]{0,8}?(?:合意|一致|決|約束|申し合わせ|目指|調整|検討|提案|求め|要請|依頼|誓)"
)
_PAST = re.compile(
    r"(?:した|った|いた|れた|んだ|えた|けた|せた|べた|めた|げた|じた|ぎた|きた|みた|りた)(?=[。、と」のこ後際]|[一-龠ァ-ヴ]|$|\n)"
)
_HAD_BEEN = re.compile(
    r"(?:と|こと(?:に|を)|はず|予定|計画|方針)?[^。、]{0,8}?(?:していた|ていた|だった|でした|であった)"
)
_OTHER_CLAUSE = re.compile(
    r"[^、。は]{0,20}[しれきぎびみりえ]、[^、。]{1,12}は"
)  # 4月に起訴され、初公判は…開かれる予定
_FINAL_PAST = re.compile(r"(?:た|だ)[。」]?\s*$")


def direction(text: str, at: tuple[int, int], bounds: tuple[int, int]) -> Direction:
    """Past or future by the tense of the date's own clause; nearest where it does not say.

    A date set off right after the topic (は8日、) goes with the last verb of the sentence, others with the next verb.
    """
    start, end = at
    stops = [p for c in "。\n" if (p := text.find(c, end, bounds[1])) >= 0]
    rest = text[end : min(stops, default=bounds[1])]
    if rest.startswith("、") and start > bounds[0] and text[start - 1] in "はが、":
        if _FINAL_PAST.search(rest):
            return "past"
        return "future" if _FUTURE.search(rest[-12:]) else "nearest"
    if _OTHER_CLAUSE.match(rest):
        return "nearest"
    ahead, behind = _FUTURE.search(rest), _PAST.search(rest)
    if ahead and (not behind or ahead.start() < behind.start()):
        return "nearest" if _HAD_BEEN.match(rest, ahead.end()) else "future"  # 4月末までに供与するとしていた
    return "past" if behind else "nearest"
