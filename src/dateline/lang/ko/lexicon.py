"""What a Korean predicate says: the entry of the rung table that it matches, its tense, polarity and hedge."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from dateline.lang.data import load_table
from dateline.lang.terms import TermMatcher, flatten_terms

_POSSIBLE = ("likely", "possible")


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the rung table."""

    role: str
    kind: str
    rung: str
    plover: str | None
    meeting: str | None
    weak: bool
    displeasure: str | None


@dataclass(frozen=True, slots=True)
class Predicate:
    """An entry found in a clause: its words at ``start:end``."""

    entry: Entry
    start: int
    end: int


@lru_cache(maxsize=512)
def find_predicate(text: str, start: int, end: int) -> Predicate | None:
    """The predicate that ends the clause ``start:end``: the rightmost entry of the table in its last words, the longest
    where several end together."""
    begin = _region(text, start, end)
    best: Predicate | None = None
    for entry, pattern in _entries():
        for match in pattern.finditer(text, begin, end):
            key = (match.end(), -match.start())
            if best is None or key > (best.end, -best.start):
                best = Predicate(entry, match.start(), match.end())
    if best is None or re.search(r"[가-힣]{2,}\s[가-힣]{2,}\s[가-힣]{3,}", text[best.end : end]):
        return None
    return best


def _region(text: str, start: int, end: int) -> int:
    """Where the last five words of the clause begin."""
    at = end
    for _ in range(6):
        found = text.rfind(" ", start, at)
        if found < 0:
            return start
        at = found
    return at


def find_hedge(text: str, start: int, end: int) -> tuple[str, int, int] | None:
    """The first hedge in ``text[start:end]``: pivot key and span."""
    for key, pattern in _hedges():
        match = pattern.search(text, start, end)
        if match:
            return key, match.start(), match.end()
    return None


def hedge_realis(key: str) -> str | None:
    """What a hedge makes of an act: possible, planned, or None where it only says who knows."""
    return "possible" if key in _POSSIBLE else {"expected": "planned", "considering": "planned"}.get(key)


def find_topics(text: str, start: int, end: int, bounds: Bounds) -> tuple[str, ...]:
    """The topics named in ``text[start:end]``, in order, each once. A term begins and ends where a morpheme does (no
    위성 in the name 위성락), and 적 after it makes another word of it (폭발적)."""
    found: dict[str, None] = {}
    for hit in _topics().find(text, start, end):
        if not bounds.hold(hit.start, hit.end) or text.startswith("적", hit.end):
            continue
        if hit.start > start and text[hit.start - 1].isalnum() and len(hit.text.replace(" ", "")) < 5:
            continue
        if hit.value != "none":
            found.setdefault(hit.value)
    words = text[start:end]
    for key in (*_joined_topics(words), *_listed_topics(words), *_funded_topics(words), *whole_topics(words)):
        found.setdefault(key)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Bounds:
    """Where the morphemes of a text begin and end."""

    starts: frozenset[int]
    ends: frozenset[int]

    def hold(self, start: int, end: int) -> bool:
        """Whether a morpheme begins at ``start`` and one ends at ``end``."""
        return start in self.starts and end in self.ends


_CONJOINED = re.compile(
    r"(청년|청소년|문화|경제|안보|의회|지방|인적|학술|체육|스포츠|관광|국방|에너지|기술)"
    r"(?:[·,]\s?|\s?및\s|과 |와 |\s)(?:[가-힣·]+\s){0,2}?[가-힣·]*?(교류|협력)"
)
_JOINED = {
    ("청년", "교류"): "youth_exchange", ("청소년", "교류"): "youth_exchange", ("문화", "교류"): "cultural_exchange",
    ("의회", "교류"): "parliamentary_exchange", ("지방", "교류"): "local_exchange", ("인적", "교류"): "people_exchange",
    ("경제", "협력"): "economic_cooperation", ("안보", "협력"): "security_cooperation", ("국방", "협력"): "defence_cooperation",
    ("에너지", "협력"): "energy_cooperation", ("학술", "교류"): "academic_exchange", ("체육", "교류"): "sports_exchange",
    ("스포츠", "교류"): "sports_exchange",
}  # fmt: skip
_LIST = re.compile(r"(?:[가-힣]{2,4}(?:[·,]\s?|\s?및\s)){1,8}[가-힣]{2,4}(?=\s(?:등|분야|부문))")


_FUNDED = re.compile(
    r"(?<![가-힣])(?P<f>[가-힣]{1,4})에 (?:약 |총 )?\d[\d,.가-힣 ]{1,16}[을를] (?:투자|지원|출자|기부|제공|투입)"
)


def _joined_topics(words: str) -> list[str]:
    """경제·안보 협력 is both."""
    return [_JOINED[pair] for m in _CONJOINED.finditer(words) if (pair := (m.group(1), m.group(2))) in _JOINED]


def _listed_topics(words: str) -> list[str]:
    """A word too common to be a topic by itself is one in a list of fields (환경·교육·문화 분야)."""
    items = (item for m in _LIST.finditer(words) for item in re.split(r"[·,]\s?|\s?및\s", m.group()))
    return [_fields()[item] for item in items if item in _fields()]


def _funded_topics(words: str) -> list[str]:
    """A word too common to be a topic by itself is one where money goes into it (교육에 3억 원을 투자)."""
    return [_fields()[m["f"]] for m in _FUNDED.finditer(words) if m["f"] in _fields()]


def whole_topics(words: str) -> tuple[str, ...]:
    """The topics of words that are nothing but a list of labels before their particle (쌀과 영화에 대해, 통신 논의): there
    a word too common to be a topic by itself is one."""
    match = _whole_regex().match(words)
    if match is None:
        return ()
    return tuple(_labels()[m.group()] for m in _label_regex().finditer(match["all"]))


def lists_topics(words: str) -> bool:
    """Whether words are a list of two topics or more: 와 in it joins topics, no party."""
    return len(whole_topics(words)) > 1


@cache
def _labels() -> dict[str, str]:
    own = {str(label): key for key, label in load_table("ko", "style")["topics"].items()}
    return {str(row["label"]): key for key, row in load_table("ko", "topics").items()} | own


@cache
def _label_regex() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(_labels(), key=lambda w: (-len(w), w)))))


@cache
def _whole_regex() -> re.Pattern[str]:
    one = f"(?:{_label_regex().pattern})"
    close = r"(?:\([^()]*\))?(?:[을를](?= |$)|에(?= (?:대|관)|\s?.{0,2}$| \S+ ?.$)|[와과] 관련| 관련| (?:검토 )?.?$|$)"
    return re.compile(rf"[ ,]*(?:다시 |조건부로 )?(?P<all>{one}(?:(?:, |·|와 |과 ){one}){{0,4}}){close}")


@cache
def _fields() -> dict[str, str]:
    table = load_table("ko", "topics")
    return {str(row["label"]): key for key, row in table.items() if row.get("printed_only")}


@cache
def _entries() -> list[tuple[Entry, re.Pattern[str]]]:
    return [(_entry(row), re.compile(_pattern(row))) for row in load_table("ko", "rungs")["act"]]


def _entry(row: Mapping[str, Any]) -> Entry:
    return Entry(
        row["role"],
        row["kind"],
        row["rung"],
        row.get("plover"),
        row.get("meeting"),
        bool(row.get("weak", False)),
        row.get("displeasure"),
    )


@cache
def _noun_tail(*, happens: bool) -> str:
    """What may follow a noun of the rung table to make it a predicate: light verbs, or the end of a headline. To raise
    what ``happens`` is not to do it."""
    table = load_table("ko", "verbs")
    nouns = [n for n in str(table["doing"]).split() if not (happens and n == "제기")]
    doing = [f"{noun}(?:하|했|해|한|할|됐|되|돼|된|될)?" for noun in nouns]
    body = "|".join(sorted([*doing, *str(table["light"]).split()], key=len, reverse=True))
    return (
        rf"(?:(?:을|를|이|가|도|은|는|에|의 뜻을|의 뜻)?\s?(?:잇달아 |잇따라 |함께 |각각 )?(?:{body})"
        r"|(?=\s*(?:$|[,…\"”’'.]|예정|계획|중|전망|방침|추진|검토|불발|무산|결렬|안 해|가능성\s*(?:$|…))))"
    )


def _pattern(row: Mapping[str, Any]) -> str:
    words = sorted(row.get("words", ()), key=len, reverse=True)
    happens = row["role"] == "other"
    parts = [rf"(?<![총확불])(?:{'|'.join(map(re.escape, words))}){_noun_tail(happens=happens)}"] if words else []
    parts.extend(row.get("stems", ()))
    return "|".join(f"(?:{p})" for p in parts)


@cache
def _hedges() -> list[tuple[str, re.Pattern[str]]]:
    return [(key, re.compile("|".join(p))) for key, p in load_table("ko", "hedges").items()]


@cache
def _topics() -> TermMatcher[str]:
    """Terms of the topics, and longer words that begin alike and mean something else (``none``)."""
    return TermMatcher(flatten_terms({**load_table("ko", "topics"), **load_table("ko", "homographs")}))
