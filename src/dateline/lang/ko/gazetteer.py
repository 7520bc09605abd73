"""The terms of the Korean tables, ready to be found in a text: countries, places, bodies, positions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from dateline.lang.data import load_table
from dateline.lang.terms import TermMatcher

_TAILS = (
    "은 는 이 가 을 를 과 와 의 에 에서 에게 에게서 께 께서 께서는 로 으로 로서 으로서 로써 도 만 부터 까지 보다 처럼 이나 나 이며 며 이고 "
    "와도 과도 에게도 로부터 으로부터 와만 과만 "
    "이라고 라고 이라는 라는 이란 이었다 였다 이다 이자 이었던 였던 인 에는 에도 에서는 에서도 에게는 와의 과의 와는 과는 으로는 로는 "
    "만이 에서의 으로의 로의 에의 및 간 조차 마저 측 측은 측이 측과 측에 측의 측도 측에서 "
    "들 들은 들이 들과 들을 들의 들에게 들도 등 등이 등은 등과 등을 등의 "
    "내 내에서 발 산 행 님 님은 님이 님께 급 직 "
    "상 상으로 상에서 서 산은 씨 인이 도록 하고 이라며 라며 이지만 지만 이라 라 이어서 여서 "
    "대통령 총리 정부 국민 내각 외교부"
)


@dataclass(frozen=True, slots=True)
class Term:
    """What a term stands for: kind of mention, pivot key, and the country where the words imply it."""

    kind: str
    key: str
    of: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A term in the text."""

    start: int
    end: int
    text: str
    term: Term


def find_terms(text: str, start: int, end: int) -> Iterator[Found]:
    """Every term that stands as a word of its own or before particles, longest first."""
    at = start
    while True:
        hit = next(iter(_matcher().find(text, at, end)), None)
        if hit is None:
            return
        term = _fit(text, hit.start, hit.end, start, end)
        if term is None:
            at = hit.start + 1
            continue
        yield Found(hit.start, term[0], text[hit.start : term[0]], term[1])
        at = term[0]


def _fit(text: str, begin: int, stop: int, start: int, end: int) -> tuple[int, Term] | None:
    """The longest reading of the term at ``begin`` that ends where a word may end."""
    for length in range(stop - begin, 0, -1):
        term = _terms().get(text[begin : begin + length])
        city = term is not None and term.kind == "place" and "/" in term.key and text.startswith("시", begin + length)
        if term is not None and city and stands_alone(text, begin, begin + length + 1, start, end):
            return begin + length + 1, term  # 울란바토르시는
        if term is not None and stands_alone(
            text,
            begin,
            begin + length,
            start,
            end,
            glued=term.kind == "position" and " " not in text[begin : begin + length],
        ):
            return begin + length, term
    return None


def stands_alone(text: str, begin: int, stop: int, start: int, end: int, *, glued: bool = False) -> bool:
    """Whether ``text[begin:stop]`` starts a word (or, ``glued``, follows a family name in it) and only particles follow."""
    if begin > start and text[begin - 1].isalnum() and not glued:
        return False
    if stop >= end or not text[stop].isalnum():
        return True
    return _tail().match(text, stop, end) is not None


@cache
def _tail() -> re.Pattern[str]:
    return re.compile(
        "(?:" + "|".join(sorted(map(re.escape, _TAILS.split()), key=len, reverse=True)) + r")(?![가-힣A-Za-z0-9])"
    )


@cache
def countries() -> dict[str, str]:
    """Country names in Korean, from CLDR and the table of short forms: name -> ISO code."""
    from babel import Locale

    names = {
        name: code
        for code, name in sorted(Locale("ko").territories.items())
        if len(code) == 2 and code.isalpha() and code not in _NOT_COUNTRIES and len(name) > 1
    }
    for code, forms in load_table("ko", "countries")["forms"].items():
        names.update(dict.fromkeys(forms, code))
    return names


_NOT_COUNTRIES = frozenset({"EU", "EZ", "UN", "XA", "XB", "XK", "ZZ", "QO", "AC", "CP", "DG", "EA", "IC", "TA", "CQ"})
_CONFUSING = frozenset(
    {
        "괌",
        "빈",
        "선전",
        "사도",
        "기후",
        "이세",
        "가자",
        "시안",
        "개성",
        "나라",
        "신장",
        "정상",
        "왕",
        "군",
        "상무",
        "위원",
        "비서",
        "의사",
        "나하",
        "대신",
    }
)


@cache
def ambiguous() -> frozenset[str]:
    """Terms that are also everyday words: taken only where the words around them say so."""
    return _CONFUSING


@lru_cache(maxsize=65536)
def implied_country(surface: str) -> str | None:
    """The country that a title or body belongs to by its very name (외무상 is Japanese, 국무위원장 North Korean)."""
    table: dict[str, Any] = load_table("ko", "implied")
    for code, words in table.items():
        if surface in words:
            return code
    return None


@cache
def _terms() -> dict[str, Term]:
    found: dict[str, Term] = {}
    for name, code in countries().items():
        found[name] = Term("place", code, None)
    for kind, table in (("place", "places"), ("organization", "bodies"), ("position", "positions")):
        for key, entry in load_table("ko", table).items():
            for word in [entry["label"], *entry["terms"]]:
                if len(word) < 2 and kind != "position":
                    continue
                of = key.split("/")[0] if "/" in key and not key.startswith("X/") else implied_country(word)
                found.setdefault(word, Term(kind, key, of))
    return found


@cache
def _matcher() -> TermMatcher[Term]:
    return TermMatcher(_terms())


def term_of(word: str) -> Term | None:
    """What a word stands for in the tables, or None."""
    return _terms().get(word)


def is_term(word: str) -> bool:
    """Whether a word is a term of the tables."""
    return word in _terms()
