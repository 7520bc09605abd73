"""The analyser: SudachiPy behind one function, one call a sentence."""

from __future__ import annotations

from functools import cache, lru_cache
from itertools import pairwise
from typing import Any, NamedTuple

_LONGEST = 12_000
_HEADS = frozenset(
    ("市長", "区長", "町長", "村長", "社長", "首相", "外相", "局長", "部長", "会長", "内相", "法相", "財相", "農相")
)


class Token(NamedTuple):
    """A word of a sentence: offsets into the article's text, part of speech, dictionary form."""

    text: str
    start: int
    end: int
    pos: str
    detail: str
    name: str
    form: str
    base: str
    cuts: tuple[int, ...]
    part: str
    is_person: bool
    is_noun: bool


def analyse(text: str, start: int, end: int) -> list[Token]:
    """The words of ``text[start:end]`` (SudachiPy, mode C). Over-long stretches are cut in pieces."""
    tokens: list[Token] = []
    for low in range(start, end, _LONGEST):
        piece = text[low : min(end, low + _LONGEST)]
        for m in _tokenizer().tokenize(piece):
            begin, end = m.begin(), m.end()
            if begin == end:
                continue
            p = m.part_of_speech()
            person, noun = p[2] == "人名", p[0] == "名詞" or (p[0] == "接尾辞" and p[1].startswith("名詞"))
            cuts = _cuts(m, low) if end - begin >= 3 else ()
            base = m.dictionary_form()
            tokens.append(
                Token(piece[begin:end], low + begin, low + end, p[0], p[1], p[2], p[5], base, cuts, p[3], person, noun)
            )
    return tokens


def boundaries(tokens: list[Token]) -> frozenset[int]:
    """Where words and their short units begin or end."""
    places: set[int] = set()
    for token in tokens:
        places.update((token.start, token.end, *token.cuts))
        if token.text[-1] == "副" and len(token.text) > 1 and not is_word(token.text):
            places.add(token.end - 1)  # 雯副＋報道局長
    places.update(a.end - 1 for a, b in pairwise(tokens) if _takes_title(a, b))
    return frozenset(places)


def _takes_title(token: Token, after: Token) -> bool:
    """Whether a word swallowed the first character of a title that the next one ends (誠市 + 長, 強大 + 使, 周知 + 事)."""
    if after.start != token.end or len(token.text) < 2 or after.pos != "接尾辞":
        return False
    title = token.text[-1] + after.text
    return title in ("大使", "知事") or (title in _HEADS and (token.is_person or not is_word(token.text)))


def _cuts(morpheme: Any, low: int) -> tuple[int, ...]:
    """Where the short units (mode A) of a word end."""
    units = list(morpheme.split(_mode_a()))
    return tuple(low + u.end() for u in units[:-1])


@lru_cache(maxsize=20_000)
def is_family_name(word: str) -> bool:
    """Whether the dictionary knows ``word`` as a family name, whatever else it is (岩屋, 上川)."""
    return any(m.part_of_speech()[3] == "姓" for m in _dictionary().lookup(word))


@lru_cache(maxsize=20_000)
def is_given_name(word: str) -> bool:
    """Whether the dictionary knows ``word`` as a given name, whatever else it is."""
    return any(m.part_of_speech()[3] == "名" for m in _dictionary().lookup(word))


@lru_cache(maxsize=20_000)
def is_place_name(word: str) -> bool:
    """Whether the dictionary knows ``word`` as a place that is no country."""
    return any(m.part_of_speech()[2:4] == ("地名", "一般") for m in _dictionary().lookup(word))


@lru_cache(maxsize=20_000)
def is_word(word: str) -> bool:
    """Whether the dictionary knows ``word`` at all."""
    return bool(list(_dictionary().lookup(word)))


@lru_cache(maxsize=20_000)
def is_deed(word: str) -> bool:
    """Whether the dictionary knows ``word`` as a noun that する makes a verb of (打ち上げ, 採決)."""
    return any(m.part_of_speech()[2] == "サ変可能" for m in _dictionary().lookup(word))


@cache
def _mode_a() -> Any:
    from sudachipy import SplitMode

    return SplitMode.A


@cache
def _dictionary() -> Any:
    from sudachipy import Dictionary

    return Dictionary(dict="core")


@cache
def _tokenizer() -> Any:
    from sudachipy import SplitMode

    dictionary = _dictionary()
    make = getattr(dictionary, "tokenizer", None) or dictionary.create
    return make(mode=SplitMode.C)
