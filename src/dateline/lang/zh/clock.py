"""Times of day in Chinese: ``下午三点一刻`` -> ``15:15``, ``早间`` -> the morning."""

from __future__ import annotations

import re

from dateline.lang.zh.numerals import HAN, is_about, read_digits

_MINUTES = {"半": 30, "一刻": 15, "三刻": 45}


def read_clock(text: str) -> str | None:
    """The hour, with the minutes where they are said; None when there is none."""
    match = re.search(
        rf"(\d{{1,2}}|[{HAN}]{{1,3}})(?:[:：](\d{{2}})|[时点](半|[一三]刻|\d{{1,2}}|[{HAN}]{{1,3}})?)", text
    )
    if match is None or is_about(match[1]):
        return None
    hour, said = read_digits(match[1]) or 0, match[2] or match[3]
    minute = None if said is None else _MINUTES.get(said, read_digits(said) or 0)
    if hour == 12 and re.match(r"半夜|午夜|深夜|夜里|凌晨", text):
        hour = 0
    if hour > 24 or (minute or 0) > 59:
        return None
    if hour < 12 and re.match(r"下午|午后|傍晚|晚|当晚|夜间|夜里|深夜", text) and not (hour < 5 and text[0] in "夜深"):
        hour += 12
    return f"{hour:02d}:{minute:02d}" if minute is not None else f"{hour:02d}"


def day_part(text: str) -> str | None:
    """TIMEX3's code of the part of the day that the text begins with."""
    for words, code in (
        ("凌晨清晨早晨早上上午早间", "MO"),
        ("中午", "MI"),
        ("下午午后", "AF"),
        ("傍晚晚上晚间当晚", "EV"),
        ("夜间夜里深夜", "NI"),
    ):
        if text and text[:2] in words:
            return code
    return None
