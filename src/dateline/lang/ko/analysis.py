"""Morphology (Kiwi) with offsets into the article's text, and words with their particles."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

_WORD = re.compile(r"[가-힣A-Za-z0-9%\u4e00-\u9fff][가-힣A-Za-z0-9%.\u4e00-\u9fff]*(?<!\.)")

# Particles that may follow a noun, with what they make of it.
_ROLES: dict[str, str] = {}
for _role, _forms in {
    "top": "은 는 께서는 에서는 측은 측에서는",
    "nom": "이 가 께서 측이",
    "acc": "을 를",
    "com": "와 과 하고 측과 와는 과는 와도 과도",
    "comgen": "와의 과의",
    "dat": "에게 께 한테 에게는 께는 에게도",
    "at": "에",
    "loc": "에서 에서도 서",
    "dir": "로 으로 로의 으로의",
    "gen": "의",
    "also": "도",
    "than": "보다 처럼 만 부터 까지 이나 나 조차 마저",
}.items():
    for _form in _forms.split():
        _ROLES[_form] = _role
_TAIL = "|".join(
    sorted(map(re.escape, [*_ROLES, "에는", "에도", "으로는", "로는", "만은", "로서", "으로서"]), key=len, reverse=True)
)
_GUESSED = 64  # Kiwi's first ids are one placeholder a tag, given to words that it does not know
PARTICLE = re.compile(rf"(?:들)?(?:{_TAIL})$")


@dataclass(frozen=True, slots=True)
class Token:
    """A morpheme: dictionary form, Sejong tag, where it stands in the article's text, and whether the dictionary has it."""

    form: str
    tag: str
    start: int
    end: int
    known: bool = True


@dataclass(frozen=True, slots=True)
class Word:
    """A run between spaces and marks: ``stem_end`` is where its particle begins (``end`` where it has none)."""

    start: int
    stem_end: int
    end: int
    particle: str
    tokens: tuple[Token, ...] = ()

    @property
    def role(self) -> str:
        """What the particle makes of the word: top, nom, acc, com, dat, loc, dir, gen ..., or ``bare``."""
        return role_of(self.particle)


def role_of(particle: str) -> str:
    """The role that a particle string gives (``"bare"`` for none, ``"other"`` for an unknown one)."""
    if not particle:
        return "bare"
    return _ROLES.get(particle) or _ROLES.get(particle.removeprefix("들")) or "other"


def analyze(text: str, spans: Sequence[tuple[int, int]]) -> list[tuple[Token, ...]]:
    """The morphemes of each span, offsets into ``text``."""
    if not spans:
        return []
    rows: list[tuple[Token, ...]] = []
    parsed = _kiwi().tokenize([text[a:b] for a, b in spans])
    for (start, _), tokens in zip(spans, parsed, strict=True):
        rows.append(
            tuple(Token(t.form, t.tag, start + t.start, start + t.start + t.len, t.id >= _GUESSED) for t in tokens)
        )
    return rows


@lru_cache(maxsize=65536)
def is_common_noun(word: str) -> bool:
    """Whether the dictionary has a word, by itself, as one common noun."""
    tokens = _kiwi().tokenize(word)
    return len(tokens) == 1 and tokens[0].tag == "NNG" and tokens[0].id >= _GUESSED


@lru_cache(maxsize=65536)
def is_known_word(word: str) -> bool:
    """Whether a word is made of common nouns of the dictionary alone."""
    return all(t.id >= _GUESSED and t.tag in ("NNG", "NNB", "XPN", "XSN") for t in _kiwi().tokenize(word))


@lru_cache(maxsize=65536)
def is_unknown_word(word: str) -> bool:
    """Whether the dictionary has no part of a word."""
    tokens = _kiwi().tokenize(word)
    return len(tokens) == 1 and tokens[0].id < _GUESSED


def words_of(text: str, start: int, end: int, tokens: Sequence[Token]) -> list[Word]:
    """The words of a sentence with their particles as the analyser sees them. A particle that follows a closing bracket
    belongs to the word before it."""
    words: list[Word] = []
    first, count = 0, len(tokens)
    for match in _WORD.finditer(text, start, end):
        while first < count and tokens[first].end <= match.start():
            first += 1
        last = first
        while last < count and tokens[last].start < match.end():
            last += 1
        inside = tuple(t for t in tokens[first:last] if t.end > match.start())
        stem = _stem_end(match.start(), match.end(), inside)
        words.append(Word(match.start(), stem, match.end(), text[stem : match.end()], inside))
    return words


def _stem_end(start: int, end: int, tokens: Sequence[Token]) -> int:
    stem = end
    for token in reversed(tokens):
        if token.tag.startswith("J") and token.start > start:
            stem = token.start
        else:
            break
    return stem


@cache
def has_final(syllable: str) -> bool:
    """Whether a Hangul syllable ends in a consonant."""
    code = ord(syllable) - 0xAC00
    return 0 <= code < 11172 and code % 28 != 0


def fits(stem: str, particle: str) -> bool:
    """Whether a particle's form agrees with the last sound of the stem (은 after a consonant, 는 after a vowel ...)."""
    if not stem or not particle:
        return bool(stem)
    final = has_final(stem[-1])
    if particle[0] in "은이을과":
        return final
    if particle[0] in "는가를와":
        return not final
    return True


@cache
def _kiwi() -> Any:
    from kiwipiepy import Kiwi

    return Kiwi(num_workers=1)
