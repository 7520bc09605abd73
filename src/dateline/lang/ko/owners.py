"""Whose office a title is: the country, party, place or firm named beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.lang.ko.analysis import Word
from dateline.lang.ko.foreign_names import adjacent
from dateline.lang.ko.gazetteer import Found
from dateline.lang.ko.name_shapes import (
    has_korean_shape,
    is_body,
    is_employer,
    is_foreign_word,
    is_japanese_pair,
    is_korean_full,
    is_ministry,
    japanese_given,
    surnames,
)
from dateline.lang.ko.unlisted import is_unlisted_body

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
        return True  # 쉬원(徐文) 하이닝시 응급관리국장
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


def stands_between(text: str, words: Sequence[Word], index: int, title: Found) -> bool:
    """Whether a word between a name and a title is the body or the place whose office it is."""
    word = words[index]
    form = text[word.start : word.end]
    led = title.term.key in OF_FIRMS and index > 0 and form in surnames("organizations")
    body = is_body(form) or led or is_ministry(word, form, title.text) or form in _FORCES
    return (
        body
        or is_unlisted_body(form, word)
        or is_employer(text, words, index, title.term.key)
        or is_owner(text, words, index, title)
    )


_FORCES = frozenset(["육군", "해군", "공군", "해병대", "해경", "경찰"])


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


def land_of_body(text: str, words: Sequence[Word], terms: Sequence[Found], index: int) -> str | None:
    """The country before a body of no list that stands before a name whose last word is ``index`` (스웨덴 공중보건청의 …)."""
    for at in range(index - 1, max(-1, index - 6), -1):
        word = words[at]
        if text[word.end : words[at + 1].start] != " " or word.particle not in ("", "의"):
            return None
        if is_unlisted_body(text[word.start : word.stem_end], word):
            place = next((t for t in terms if t.end == word.start - 1 and t.term.kind == "place"), None)
            return None if place is None or place.term.key.startswith("X/") else place.term.key.split("/")[0]
        if word.particle:
            return None
    return None


def skip_back(text: str, cursor: int) -> int:
    """Over a space and over a bracket with Hanja, Latin letters or an age."""
    while cursor > 0 and text[cursor - 1] in " \u00a0":
        cursor -= 1
    if cursor > 0 and text[cursor - 1] == ")":
        opening = text.rfind("(", max(0, cursor - 40), cursor)
        if opening > 0:
            return skip_back(text, opening)
    return cursor
