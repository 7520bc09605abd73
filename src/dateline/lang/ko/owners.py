"""Whose office a title is: the country, party, place or firm named beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.lang.ko.analysis import Word
from dateline.lang.ko.foreign_names import adjacent
from dateline.lang.ko.gazetteer import Found
from dateline.lang.ko.name_shapes import (
    has_korean_shape,
    is_foreign_word,
    is_japanese_pair,
    is_korean_full,
    japanese_given,
)

FORMER = {
    "전": "former",
    "前": "former",
    "전임": "immediate_former",
    "현": "current",
    "現": "current",
    "신임": "current",
}
_HANJA_BEFORE = re.compile(r"\([\u4e00-\u9fff]{2,4}\)\s$")
OF_FIRMS = frozenset(["company_president", "executive", "chair", "vice_chair"])


def is_owner(text: str, words: Sequence[Word], index: int, title: Found) -> bool:
    """Whether a word before a title says whose office it is, with the name further in front: a place or a body behind 전
    (로노 전 케리초 주지사), a firm behind a Japanese name (고토 겐지 미나토상사 사장), a people (마오리계 변호사)."""
    word = text[words[index].start : words[index].end]
    if len(word) > 3 and word.endswith("계") and not has_korean_shape(word):
        return True
    if _HANJA_BEFORE.search(text, max(0, words[index].start - 8), words[index].start):
        return True  # 루위안(陸遠) 하이닝시 응급관리국장
    if index < 2 or not adjacent(text, words[index - 1], words[index]) or words[index].particle:
        return False
    prior, second = words[index - 1], words[index - 2]
    form = text[prior.start : prior.end]
    if not adjacent(text, second, prior):
        return False
    if form in FORMER and not second.particle:
        lead = text[second.start : second.end]
        return is_korean_full(lead, second) or is_foreign_word(lead, second) or japanese_given(lead)
    return title.term.key in OF_FIRMS and len(word) > 2 and is_japanese_pair(text, second, prior)


def belongs(modifier: Found, title: Found) -> str | None:
    """What a modifier says about whose the title is: a party for a party's office, a country else."""
    term = modifier.term
    if term.kind == "organization":
        if "/" in term.key and title.term.key.startswith(("party", "lawmaker", "representative", "chair", "spokes")):
            return term.key
        if "/" not in term.key and term.key.isupper():
            return term.key
        return term.of
    if term.kind == "place" and not term.key.startswith("X/"):
        return term.key.split("/")[0]
    return None


def belongs_left(text: str, terms: Sequence[Found], start: int, title: Found) -> str | None:
    """Whose a title is by the country or body that stands right before ``start``."""
    for found in terms:
        gap = text[found.end : start]
        if found.end <= start and gap.strip() in ("", "의") and len(gap) <= 3:
            of = belongs(found, title)
            if of:
                return of
    return None
