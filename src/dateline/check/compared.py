"""DL502 by comparison: of two things the one that is more in the sentence is the one that is less in the source.

Each language has its ways of comparing (``lang/<code>/comparisons.toml``). Both things are compared as stretches of text, by
names, words and sense, so that "A is more than B" and "B falls short of A" are one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from dateline.check.case import Case, Found, cite
from dateline.check.views import SentenceView, TextView
from dateline.check.words import find_words
from dateline.lang.data import load_table
from dateline.lang.vectors import embed_sentences

Span = tuple[int, int]
_APART = 0.35
_NEAR = 3
_NAMED, _WORDED = 1.0, 0.8
_NUMBERED = re.compile(
    r"(?<![\d.,])\d{1,2}(?=[가-힣]선|호|号线|番|号)[^\W\d]{1,2}"
)  # line 1, No. 2: told apart by the number
_TIMES = frozenset({"more", "less", "fewer", "last"})


@dataclass(frozen=True, slots=True)
class Compared:
    """Which stretch of a sentence tells of what is more, and which of what is less. ``sides``: which of two opposite things
    (exports, imports) stands in each half, by the number of the pair; nothing where a half has neither or both."""

    more: Span
    less: Span
    sides: tuple[frozenset[tuple[int, int]], frozenset[tuple[int, int]]] = (frozenset(), frozenset())


def check_compared(case: Case) -> Iterator[Found]:
    """What is more in the sentence is less in the first of the nearest source sentences that compares the two."""
    mine = read_compared(case.claim.text, case.claim.lang)
    if mine is None:
        return
    for sentence in case.near[:_NEAR]:
        theirs = read_compared(sentence.text, sentence.lang)
        if theirs is None:
            continue
        straight, crossed = _weigh(case, mine, sentence, theirs)
        if crossed >= straight + _APART:
            evidence = (cite(sentence, "contradicts"),)
            yield Found("DL502", case.claim.start, case.claim.end, sentence.text, evidence)
        return


@lru_cache(maxsize=8192)
def read_compared(text: str, lang: str) -> Compared | None:
    """The two things of the only comparison in a sentence; None for a bound on a number, and where a negation stands near."""
    table = load_table(lang, "comparisons")
    found = [h for p in _patterns(lang) for m in p.finditer(text) if (h := _halve(text, m, table)) is not None]
    return found[0] if len(found) == 1 else None


def _halve(text: str, match: re.Match[str], table: dict[str, Any]) -> Compared | None:
    """The two things beside a word of comparison: the second behind it, or in front of it where the language has it so."""
    start = max(text.rfind(";", 0, match.start()), text.rfind("。", 0, match.start())) + 1
    if "split" in table:
        cuts = [m.end() for m in re.finditer(table["split"], text[: match.start()]) if m.end() > start]
        first, second = (start, cuts[-1] if cuts else start), (cuts[-1] if cuts else start, match.start())
    else:
        first, second = (start, match.end("m") if match["m"] else match.start()), match.span("b")
    told = [text[slice(*span)].strip() for span in (first, second)]
    if not all(told) or re.search(table["number"], told[1], re.IGNORECASE):
        return None
    if re.search(table["denied"], text[: match.start()]):
        return None
    tail = text[match.start() :] if "split" in table else ""  # there the verb of the first thing comes last
    sides = _sides(told[0] + tail.removeprefix(told[1]), table), _sides(told[1], table)
    if match["more"]:
        return Compared(first, second, sides)
    return Compared(second, first, (sides[1], sides[0]))


def _sides(words: str, table: dict[str, Any]) -> frozenset[tuple[int, int]]:
    """Of each pair of opposite things the one that some words have, where they have not both."""
    found = {
        (n, side) for n, pair in enumerate(table["sides"]) for side in (0, 1) if re.search(pair[side], words, re.I)
    }
    return frozenset((n, side) for n, side in found if (n, 1 - side) not in found)


@cache
def _patterns(lang: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(p, re.IGNORECASE) for p in load_table(lang, "comparisons")["pattern"])


def _weigh(case: Case, mine: Compared, source: SentenceView, theirs: Compared) -> tuple[float, float]:
    """How alike the halves are as they stand, and crosswise: by the names in them where any are shared, else by words and
    sense."""
    halves, given = (mine.more, mine.less), (theirs.more, theirs.less)
    names = [_names(case, case.document, case.claim, h) for h in halves]
    others = [_names(case, case.view_of(source), source, h) for h in given]
    shared = [[_share(a, b) for b in others] for a in names]
    opposed = _weigh_sides(mine, theirs)
    if opposed is not None:
        return opposed
    if any(map(any, shared)):
        return _NAMED * (shared[0][0] + shared[1][1]), _NAMED * (shared[0][1] + shared[1][0])
    texts = [_cut(case.claim, h) for h in halves] + [_cut(source, h) for h in given]
    rows = embed_sentences(texts, [case.claim.lang] * 2 + [source.lang] * 2)
    sense = rows[:2] @ rows[2:].T
    if source.lang == case.claim.lang:
        mine_keys, their_keys = [_keys(case.claim, h) for h in halves], [_keys(source, h) for h in given]
        for i, j in ((0, 0), (0, 1), (1, 0), (1, 1)):
            sense[i, j] += _WORDED * _share(mine_keys[i], their_keys[j])
    return float(sense[0, 0] + sense[1, 1]), float(sense[0, 1] + sense[1, 0])


def _weigh_sides(mine: Compared, theirs: Compared) -> tuple[float, float] | None:
    """1 and 0 where the halves have the same of two opposite things as they stand, 0 and 1 where crosswise; None where some
    half has neither, since it may be left unsaid there."""
    for number, side in mine.sides[0]:
        if (number, 1 - side) in mine.sides[1]:
            if (number, side) in theirs.sides[0] and (number, 1 - side) in theirs.sides[1]:
                return 1.0, 0.0
            if (number, 1 - side) in theirs.sides[0] and (number, side) in theirs.sides[1]:
                return 0.0, 1.0
    return None


def _cut(sentence: SentenceView, span: Span) -> str:
    return sentence.text[slice(*span)].strip()


def _keys(sentence: SentenceView, span: Span) -> frozenset[str]:
    start, end = (sentence.start + n for n in span)
    words = find_words(sentence.article.text, start, end, sentence.lang)
    return frozenset(k for w in words for k in w.keys if not w.digits)


def _names(case: Case, view: TextView, sentence: SentenceView, span: Span) -> frozenset[str]:
    start, end = (sentence.start + n for n in span)
    held = [m for m in sentence.mentions if start <= m.start and m.end <= end and m.kind != "number"]
    ids = {f.id for m in held if (f := case.cast.figure(view, m)) is not None}
    words = find_words(sentence.article.text, start, end, sentence.lang)
    text = sentence.article.text[start:end].casefold()
    return frozenset(ids | {k for w in words if w.name for k in w.keys} - _TIMES | set(_NUMBERED.findall(text)))


def _share(a: frozenset[str], b: frozenset[str]) -> float:
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


def compare_alike(case: Case, source: SentenceView) -> bool:
    """Whether the sentence and a source sentence compare the same two things the same way, in whatever words."""
    mine = read_compared(case.claim.text, case.claim.lang)
    theirs = read_compared(source.text, source.lang)
    if mine is None or theirs is None:
        return False
    straight, crossed = _weigh(case, mine, source, theirs)
    return straight > crossed
