"""Dates of Japanese text: the grammar put together for ``lang.dated``."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from msgspec import structs

from dateline.lang import dated
from dateline.lang.dated import Grammar, Joints
from dateline.lang.ja import date_points, date_spans
from dateline.lang.ja.date_tense import direction
from dateline.lang.resolve import Reference
from dateline.model import DateValue

_NARROW = str.maketrans("０１２３４５６７８９～／．－：∼~", "0123456789〜/.-:〜〜")
_KANJI = "〇一二三四五六七八九十"


def _stands_free(text: str, low: int, high: int) -> bool:
    """Whether no number goes on to the left of a match."""
    if low == 0:
        return True
    before = text[low - 1]
    if text[low].isdigit():
        return not (before.isdigit() or before in "./:,第零" or (before == "-" and text[low - 2 : low - 1].isdigit()))
    return not (text[low] in _KANJI and (before in _KANJI or before in "百千第数0123456789"))


_GRAMMAR = Grammar(
    rules=date_points.RULES + date_spans.RULES,
    joints=Joints(
        range=re.compile(r"から|〜|~|-|―|–|—"),
        close=re.compile(r"まで(?:の間)?|にかけて|の間|間(?=で|に|の)"),
        apposed=re.compile(r"である"),
        stay=re.compile(r"から(?:の)?"),
        anchor=re.compile(r"から|の|、?その"),
        list=re.compile(r"、|・|と|や|及び|および|または|か|,"),
        after=re.compile(r"以降|以後|以来|(?:または|と|及び|および)その後"),
        before=re.compile(r"以前|より前|(?:または|と|及び|および)その前"),
        start=re.compile(r"から(?!の?(?:同日|翌日))|に始ま"),
        deadline=re.compile(r"までに|期限|を期限"),
        about=re.compile(r"ごろ|頃|前後|すぎ|過ぎ"),
    ),
    guard=_stands_free,
    direction=direction,
    same_words=frozenset({"同日", "当日", "その日", "同じ日", "同夜", "その夜", "この夜"}),
    main_words=frozenset({"この日"}),
    trigger=re.compile(
        r"[日月年週時分秒曜昨今翌同前明春夏秋冬末元期午夜世]|きょう|きのう|けさ|あす|あした|あさって|おととい|ことし|[0-9]/[0-9]|クリスマス|大みそか"
    ),
)


@lru_cache(maxsize=4)
def _narrow(text: str) -> str:
    """The text with plain figures, character for character; each of its lines is read by itself."""
    return text.translate(_NARROW)


def find_dates(
    text: str, start: int, end: int, reference: Reference, *, event: date | None = None
) -> tuple[DateValue, ...]:
    """Dates, times, durations and sets in ``text[start:end]``, in order, not overlapping.

    ``event`` is the day that 同日 and 翌日 count from until the text names one itself.
    """
    found = dated.find(_GRAMMAR, _narrow(text)[:end], (start, end), reference, event)
    return tuple(structs.replace(d, text=text[d.start : d.end]) for d in found)
