"""DL301 by what is counted: numbers of one source sentence that are exchanged, each bound to the words next to it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from dateline.check.case import Case, Found, cite_span
from dateline.check.views import SentenceView, TextView
from dateline.check.words import load_vocabulary
from dateline.lang.compare import compare_numbers
from dateline.lang.pivot import pivot_keys
from dateline.model import Mention

_CUT = re.compile(
    r"[,，、;；。]\s*(?!\d{3}|which\b|who\b)|\s(?:and|while|but|whereas|compared with)\s|(?<=[고며만데])\s|が、"
)
_DIGIT = re.compile(r"[0-9０-９一二三四五六七八九十百千万億亿兆만억조천]")
_LEAST, _OWN, _REACH = 0.66, 0.1, 3
_FAR = {"en": 24, "ja": 7, "ko": 11, "zh": 6}
"""How many letters a word may stand from the number that it says something of; names reach four times as far."""


def check_counted(case: Case) -> Iterator[Found]:
    """A number of the sentence whose words stand at another number of the same source sentence, and not at its own."""
    yield from _turned(case)
    mine = _bind(case, case.document, case.claim)
    for source in case.near[:3]:
        theirs = _bind(case, case.view_of(source), source)
        if len(theirs) < 2 or not mine:
            continue
        yield from _misdated(case, source)
        for number, words in mine:
            own = [(m, w) for m, w in theirs if compare_numbers(number, m).relation == "equal"]
            others = [(m, w) for m, w in theirs if _could_be(number, m) and all(m is not o for o, _ in own)]
            if not own or not others or not words:
                continue
            here = max(_alike(case, words, w) for _, w in own)
            other, there = max(((m, _alike(case, words, w)) for m, w in others), key=lambda pair: pair[1])
            if _is_part_of(source, own[0][0], other):
                continue
            if there >= _LEAST and here <= _OWN and not _has_whole(case, number, other):
                evidence = (cite_span(source, other.start, other.end, "contradicts"),)
                yield Found("DL301", number.start, number.end, other.text, evidence)
                return


_FROM = {
    "en": (re.compile(r"\bfrom\s+\D{0,3}$", re.IGNORECASE), re.compile(r"\bto\b")),
    "ja": (re.compile(r""), re.compile(r"から")),
    "ko": (re.compile(r""), re.compile(r"에서|부터")),
    "zh": (re.compile(r"(?:从|由).{0,3}$"), re.compile(r"到|至|为")),
}


def _turned(case: Case) -> Iterator[Found]:
    """From A to B, where the source sentence has from B to A."""
    mine = _from_to(case.claim)
    for source in case.near[:2] if mine else ():
        theirs = _from_to(source)
        if (
            mine
            and theirs
            and mine[0] != mine[1]
            and (mine[0].value, mine[1].value) == (theirs[1].value, theirs[0].value)
        ):
            evidence = (cite_span(source, theirs[0].start, theirs[1].end, "contradicts"),)
            words = source.article.text[theirs[0].start : theirs[1].end]
            yield Found("DL301", mine[0].start, mine[1].end, words, evidence)
            return


def _from_to(sentence: SentenceView) -> tuple[Mention, Mention] | None:
    """The two numbers of a course, where there is exactly one."""
    text, (before, between) = sentence.article.text, _FROM.get(sentence.lang, _FROM["en"])
    numbers = sorted(sentence.named("number"), key=lambda m: m.start)
    found = [
        (a, b)
        for a, b in pairwise(numbers)
        if b.start - a.end <= _FAR["en"]
        and before.search(text[sentence.start : a.start])
        and between.search(text[a.end : b.start])
    ]
    return found[0] if len(found) == 1 else None


def _misdated(case: Case, source: SentenceView) -> Iterator[Found]:
    """A number told of the time of another number of the source sentence, and not of its own."""
    theirs = _dated(source)
    for number, time in _dated(case.claim):
        own = {t for m, t in theirs if compare_numbers(number, m).relation == "equal"}
        other = next((m for m, t in theirs if t == time and _could_be(number, m)), None)
        if own and other is not None and time not in own:
            evidence = (cite_span(source, other.start, other.end, "contradicts"),)
            yield Found("DL301", number.start, number.end, other.text, evidence)
            return


def _dated(sentence: SentenceView) -> list[tuple[Mention, str]]:
    """Numbers with the year or month that stands next to them: after them in English, before them elsewhere."""
    numbers = [m for m in sentence.named("number") if not any(d.start <= m.start < d.end for d in sentence.dates)]
    found = []
    for value in sentence.dates:
        if value.earliest is None or value.timex3 is None:
            continue
        if sentence.lang == "en":
            near = [m for m in numbers if 0 <= value.start - m.end <= _FAR["en"]][-1:]
        else:
            near = [m for m in numbers if 0 <= m.start - value.end <= _FAR["ko"]][:1]
        found += [(m, value.earliest[:7] if len(value.timex3) > 4 else value.timex3) for m in near]
    return found


def _could_be(number: Mention, other: Mention) -> bool:
    loose = (
        not {number.unit, other.unit} & pivot_keys("units").keys()
    )  # 4000张, 1.2万顶: counters of things, not measures
    return number.value != other.value and (number.unit == other.unit or None in (number.unit, other.unit) or loose)


def _is_part_of(source: SentenceView, part: Mention, whole: Mention) -> bool:
    """Whether the source says "40 million of the 65 million": what stands at the whole is said of the part too."""
    return bool(
        re.fullmatch(r"\s?\w*\s?of (?:the|its|their|a total(?: of)?)\s", source.article.text[part.end : whole.start])
    )


def _has_whole(case: Case, number: Mention, other: Mention) -> bool:
    """Whether the sentence itself gives the other number too, where the words may be bound amiss."""
    return False if number.unit == other.unit else any(m.value == other.value for m in case.claim.named("number"))


def _bind(case: Case, view: TextView, sentence: SentenceView) -> list[tuple[Mention, frozenset[str]]]:
    """Every number that counts something, with the keys of the words and the ids of the names nearest to it in its clause."""
    dates = [(d.start, d.end) for d in sentence.dates]
    numbers = [
        m
        for m in sentence.named("number")
        if (_DIGIT.search(m.text) and not any(s <= m.start < e for s, e in dates)) or m.value not in ("1", None)
    ]
    numbers = [m for m in numbers if not any(s <= m.start < e for s, e in dates)]
    cuts = [sentence.start + m.end() for m in _CUT.finditer(sentence.text)]
    bound: dict[int, set[str]] = {m.start: set() for m in numbers}
    for start, end, key in _items(case, view, sentence):
        home = _nearest(start, end, numbers, cuts)
        reach = _FAR[sentence.lang] if sentence.lang in _FAR else _FAR["en"]
        if home is not None and max(home.start - end, start - home.end) <= reach * (4 if key.startswith("@") else 1):
            bound[home.start].add(key)
    return [(m, frozenset(bound[m.start])) for m in numbers]


def _items(case: Case, view: TextView, sentence: SentenceView) -> Iterator[tuple[int, int, str]]:
    """The words of content and the names of a sentence: where they stand and what they are matched by."""
    named = [m for m in sentence.mentions if m.kind != "number"]
    for mention in named:
        figure = case.cast.figure(view, mention)
        if figure is not None:
            yield mention.start, mention.end, "@" + figure.id
    frame = load_vocabulary(sentence.lang).frame
    numbers = [(m.start, m.end) for m in sentence.named("number")]
    for word in sentence.words:
        if word.digits or any(s <= word.start < e for s, e in numbers):
            continue
        if not any(m.start <= word.start < m.end for m in named):
            for key in word.keys:
                if key not in frame:
                    yield word.start, word.end, key


def _nearest(start: int, end: int, numbers: list[Mention], cuts: list[int]) -> Mention | None:
    """The number of the same clause that stands nearest; of two as near the one before the word."""
    best: tuple[int, int, Mention] | None = None
    for number in numbers:
        low, high = sorted(((start, end), (number.start, number.end)))
        if any(low[1] <= cut <= high[0] for cut in cuts):
            continue
        distance = high[0] - low[1]
        before = 0 if number.end <= start else 1
        if best is None or (distance, before) < best[:2]:
            best = (distance, before, number)
    return best[2] if best else None


def _alike(case: Case, a: frozenset[str], b: frozenset[str]) -> float:
    """How much of the smaller of two sets of keys the other has, synonyms counted."""
    if not a or not b:
        return 0.0
    synonyms = load_vocabulary(case.claim.lang).synonyms
    groups = frozenset(g for k in b for g in synonyms.get(k, ()))
    shared = sum(k in b or bool(groups & synonyms.get(k, frozenset())) for k in a)
    return shared / min(len(a), len(b), _REACH)
