"""Content words of a sentence, by light stems and character pairs: no analyser, so that coverage does not hang on one.

English words are stemmed by suffix; runs of Han and katakana become character pairs; Korean words lose their particles and
become syllable pairs. A content word is "covered" when a source has the same key (or a near one, see ``coverage``).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from msgspec import Struct

from dateline.lang.data import load_table

_EN = re.compile(r"[A-Za-z\u00c0-\u024f]+(?:[.'’][A-Za-z]+)*|\d+(?:[.,:]\d+)*")
_CJK = re.compile(r"[\u3400-\u9fff々]+|[\u30a1-\u30faー]+|[A-Za-z\u00c0-\u024f]+|[0-9０-９]+(?:[.,．，][0-9０-９]+)*")
_KO = re.compile(r"[\uac00-\ud7a3]+|[\u3400-\u9fff]+|[A-Za-z\u00c0-\u024f]+|\d+(?:[.,]\d+)*")
_FRAME = 0.2  # what a word of the frame ("met", "took place") weighs beside a word of content
_SUFFIXES = (
    "isations",
    "izations",
    "isation",
    "ization",
    "ations",
    "nesses",
    "ation",
    "ments",
    "ities",
    "ising",
    "izing",
    "ness",
    "ment",
    "ings",
    "ions",
    "ally",
    "ical",
    "ible",
    "able",
    "ised",
    "ized",
    "ises",
    "izes",
    "edly",
    "ing",
    "ion",
    "ity",
    "ies",
    "ied",
    "ier",
    "ers",
    "ors",
    "ise",
    "ize",
    "ive",
    "ial",
    "al",
    "ly",
    "ed",
    "es",
    "er",
    "or",
    "s",
    "y",
    "e",
)


class Word(Struct, frozen=True):
    """A content word at ``start:end`` of the article. ``keys`` are what it is matched by; ``weight`` 0..1 how much it says."""

    text: str
    start: int
    end: int
    keys: tuple[str, ...]
    weight: float
    digits: bool = False
    name: bool = False


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The checker's word lists of one language (``lang/<code>/findings.toml``, table ``words``)."""

    stop: frozenset[str]
    frame: frozenset[str]
    particles: tuple[str, ...]
    breaks: tuple[str, ...]
    loaded: frozenset[str]
    universal: tuple[str, ...]
    cause: tuple[str, ...]
    reasons: tuple[str, ...]
    conditional: tuple[str, ...]
    hedged: tuple[str, ...]
    planned: tuple[str, ...]
    past: tuple[str, ...]
    already: tuple[str, ...]
    considers: tuple[str, ...]
    firm: tuple[str, ...]
    softened: tuple[str, ...]
    unconditional: tuple[str, ...]
    partial: tuple[str, ...]
    alleged: tuple[str, ...]
    reported: tuple[str, ...]
    possible: tuple[str, ...]
    saying: tuple[str, ...]
    wanted: tuple[str, ...]
    at_before: tuple[str, ...]
    at_after: tuple[str, ...]
    on_paper: tuple[str, ...]
    signed: tuple[str, ...]
    agreed: tuple[str, ...]
    synonyms: dict[str, frozenset[int]]
    antonyms: dict[str, frozenset[str]]


@cache
def load_vocabulary(lang: str) -> Vocabulary:
    """The word lists of a language; English where it has none."""
    table: dict[str, Any] = load_table(lang, "findings")["words"]
    groups: dict[str, set[int]] = {}
    for index, group in enumerate(table.get("synonyms", [])):
        for word in group.split():
            groups.setdefault(_fold(word, lang), set()).add(index)
    opposite: dict[str, set[str]] = {}
    for left, right in table.get("antonyms", []):
        for a in left.split():
            for b in right.split():
                opposite.setdefault(_fold(a, lang), set()).add(_fold(b, lang))
                opposite.setdefault(_fold(b, lang), set()).add(_fold(a, lang))
    for group in table["contraries"]:
        folded = {_fold(word, lang) for word in group.split()}
        for word in folded:
            opposite.setdefault(word, set()).update(folded - {word})
    return Vocabulary(
        stop=frozenset(table.get("stop", "").split()),
        frame=frozenset(_fold(w, lang) for w in table.get("frame", "").split()),
        particles=tuple(sorted(table.get("particles", "").split(), key=len, reverse=True)),
        breaks=tuple(table.get("breaks", "").split()),
        loaded=frozenset(str(w) for w in table.get("loaded", [])),
        universal=tuple(table.get("universal", [])),
        cause=tuple(table.get("cause", [])),
        reasons=tuple(table["reasons"]),
        conditional=tuple(table["conditional"]),
        hedged=tuple(table["hedged"]),
        planned=tuple(table["planned"]),
        past=tuple(table["past"]),
        already=tuple(table["already"]),
        considers=tuple(table["considers"]),
        firm=tuple(table["firm"]),
        softened=tuple(table["softened"]),
        unconditional=tuple(table["unconditional"]),
        partial=tuple(table["partial"]),
        alleged=tuple(table["alleged"]),
        reported=tuple(table["reported"]),
        possible=tuple(table["possible"]),
        saying=tuple(table["saying"]),
        wanted=tuple(table["wanted"]),
        at_before=tuple(table["at_before"]),
        at_after=tuple(table["at_after"]),
        on_paper=tuple(table.get("on_paper", [])),
        signed=tuple(table["signed"]),
        agreed=tuple(table.get("agreed", [])),
        synonyms={k: frozenset(v) for k, v in groups.items()},
        antonyms={k: frozenset(v) for k, v in opposite.items()},
    )


@dataclass(frozen=True, slots=True)
class Swaps:
    """Patterns of one language (table ``swaps``): particles of who acts and who is reached, words under which the order of
    parties says nothing, words of order in time, words that stand for a speaker named elsewhere, verbs that a name follows."""

    acting: tuple[str, ...]
    reached: tuple[str, ...]
    unordered: tuple[str, ...]
    converse: tuple[str, ...]
    speaking: tuple[str, ...]
    pronouns: tuple[str, ...]
    generic: tuple[str, ...]
    meets: tuple[str, ...]


@cache
def load_swaps(lang: str) -> Swaps:
    """The patterns of a language."""
    table: dict[str, Any] = load_table(lang, "findings")["swaps"]
    return Swaps(**{name: tuple(table[name]) for name in Swaps.__dataclass_fields__})


@cache
def load_poles(lang: str) -> dict[str, re.Pattern[str]]:
    """The words of each course (table ``poles``) as one pattern."""
    table: dict[str, list[str]] = load_table(lang, "findings")["poles"]
    edge, tail = (r"(?<!\w)", r"(?!\w)") if lang == "en" else ("", "")
    return {
        name: re.compile(edge + "(?:" + "|".join(words) + ")" + tail, re.IGNORECASE) for name, words in table.items()
    }


@cache
def load_currencies(lang: str) -> dict[str, re.Pattern[str]]:
    """The words for each currency as they follow a number (table ``currencies``)."""
    table: dict[str, str] = load_table(lang, "findings")["currencies"]
    tail = r"(?!\w)" if lang == "en" else ""
    return {name: re.compile(rf"\s?(?:{words}){tail}") for name, words in table.items()}


@cache
def load_counted(lang: str) -> dict[str, re.Pattern[str]]:
    """The words of what a number counts (table ``counted``): each class as one pattern."""
    table: dict[str, list[str]] = load_table(lang, "findings")["counted"]
    edge, tail = (r"(?<!\w)", r"(?!\w)") if lang == "en" else ("", "")
    return {
        name: re.compile(edge + "(?:" + "|".join(words) + ")" + tail, re.IGNORECASE) for name, words in table.items()
    }


@cache
def load_bounds(lang: str) -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """``over`` and ``under``: the words that set such a bound before a number, and those after it."""
    table: dict[str, Any] = load_table(lang, "findings")["bounds"]
    return {side: (tuple(table[side]["before"]), tuple(table[side]["after"])) for side in ("over", "under")}


def _fold(word: str, lang: str) -> str:
    return stem(word.lower()) if lang == "en" else word


@cache
def _load_irregular() -> dict[str, str]:
    """English past forms that no suffix tells -> their verb."""
    pairs = str(load_table("en", "findings")["words"]["irregular"]).replace("\n", " ").split(",")
    return {pair.split()[0]: pair.split()[1] for pair in pairs}


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """A light English stem: one suffix off, a doubled last consonant undone. ``expanding`` and ``expansion`` share a prefix."""
    word = word.removesuffix("'s").removesuffix("’s").replace(".", "")
    word = _load_irregular().get(word, word)
    if len(word) <= 4:
        return word[:-1] if len(word) == 4 and word.endswith("s") and not word.endswith("ss") else word
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 3:
            word = word[: -len(suffix)]
            break
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "aeiousl":
        word = word[:-1]
    return word[:-1] + "y" if word.endswith("i") and len(word) > 3 else word


def find_words(text: str, start: int, end: int, lang: str) -> tuple[Word, ...]:
    """The content words of ``text[start:end]`` with their keys."""
    if lang == "en":
        return tuple(w for m in _EN.finditer(text, start, end) if (w := _english(m)))
    vocabulary = load_vocabulary(lang)
    if lang == "ko":
        return tuple(w for m in _KO.finditer(text, start, end) if (w := _korean(m, vocabulary)))
    found: list[Word] = []
    for match in _CJK.finditer(text, start, end):
        found.extend(_han(match, vocabulary, lang))
    return tuple(found)


def _english(match: re.Match[str]) -> Word | None:
    raw = match.group()
    if raw[0].isdigit():
        return Word(raw, match.start(), match.end(), (raw.replace(",", ""),), 1.0, digits=True)
    keyed = _key_of(raw)
    return Word(raw, match.start(), match.end(), *keyed, name=raw[0].isupper()) if keyed else None


@lru_cache(maxsize=65536)
def _key_of(raw: str) -> tuple[tuple[str, ...], float] | None:
    """The keys and the weight of an English word, None where it says nothing."""
    lowered = raw.lower().replace("’", "'")
    vocabulary = load_vocabulary("en")
    bare = lowered.removesuffix("'s")
    if lowered in vocabulary.stop or bare in vocabulary.stop or lowered.endswith("n't") or len(bare) < 2:
        return None
    key = stem(bare)
    return (key,), _FRAME if key in vocabulary.frame else 1.0


def _korean(match: re.Match[str], vocabulary: Vocabulary) -> Word | None:
    raw = match.group()
    if raw[0].isdigit():
        return Word(raw, match.start(), match.end(), (raw.replace(",", ""),), 1.0, digits=True)
    bare = raw
    for particle in vocabulary.particles:
        if bare.endswith(particle) and len(bare) - len(particle) >= 2:
            bare = bare[: -len(particle)]
            break
    if bare in vocabulary.stop or len(bare) < 2:
        return None
    weight = _FRAME if bare in vocabulary.frame else 1.0
    return Word(raw, match.start(), match.start() + len(bare), _pairs(bare), weight)


def _han(match: re.Match[str], vocabulary: Vocabulary, lang: str) -> list[Word]:
    raw, at = match.group(), match.start()
    if raw[0].isdigit():
        key = unicodedata.normalize("NFKC", raw).replace(",", "")
        return [Word(raw, at, match.end(), (key,), 1.0, digits=True)]
    if raw[0].isascii() or "\u30a1" <= raw[0] <= "\u30fc":
        return [Word(raw, at, match.end(), (raw.lower(),), 1.0, name=raw[0].isascii())]
    words: list[Word] = []
    for piece, offset in _split_stop(raw, vocabulary.stop):
        if len(piece) < 2:
            continue
        for index in range(len(piece) - 1):
            pair = piece[index : index + 2]
            weight = _FRAME if pair in vocabulary.frame else 1.0
            words.append(Word(pair, at + offset + index, at + offset + index + 2, (pair,), weight))
    return words


def _split_stop(run: str, stop: frozenset[str]) -> list[tuple[str, int]]:
    """A run of Han between its function characters."""
    pieces: list[tuple[str, int]] = []
    begin = index = 0
    while index < len(run):
        size = next((n for n in (3, 2, 1) if run[index : index + n] in stop and index + n <= len(run)), 0)
        if size:
            if index > begin:
                pieces.append((run[begin:index], begin))
            index += size
            begin = index
        else:
            index += 1
    if begin < len(run):
        pieces.append((run[begin:], begin))
    return pieces


def _pairs(word: str) -> tuple[str, ...]:
    return (word,) if len(word) <= 2 else tuple(word[i : i + 2] for i in range(len(word) - 1))
