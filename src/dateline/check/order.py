"""DL512: two events told in the other order, by words of order on both sides or by the days that the sources give them.

Each language has its words for "before" and "after" (``lang/<code>/order.toml``). Where the sources have no such word, each half
of the sentence is laid beside their dated clauses, and the days decide.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TypeAlias

from dateline.check.case import Case, Found, cite, once
from dateline.check.stretches import Stretch, cut_stretches, liken
from dateline.check.views import SentenceView
from dateline.check.words import find_words
from dateline.lang.data import load_table
from dateline.lang.vectors import embed_sentences
from dateline.model import DateValue

_APART, _CROSSED = 0.15, 0.5
_EACH = 0.4  # each half must be like the other one, not the two together
_LEAST, _LEAD = 0.45, 0.12
_DAY = 10  # letters of a day in ISO form
Span: TypeAlias = tuple[int, int]
Halves: TypeAlias = tuple[Span, Span]


def check_order(case: Case) -> Iterator[Found]:
    """DL512: "X before Y" where a source sentence has "Y before X" or "X after Y"."""
    mine = _order(case.claim)
    if mine is None:
        return
    if (days := _days_of(case)) is not None:
        if days[0] > days[1]:
            yield Found(
                "DL512", case.claim.start, case.claim.end, case.near[0].text, (cite(case.near[0], "contradicts"),)
            )
        return
    for sentence in case.near[:3]:
        theirs = _order(sentence)
        if theirs is None:
            continue
        straight, crossed = _compare_halves(case, mine, sentence, theirs)
        if crossed > straight:
            yield Found("DL512", case.claim.start, case.claim.end, sentence.text, (cite(sentence, "contradicts"),))
        return


def _compare_halves(case: Case, mine: Halves, source: SentenceView, theirs: Halves) -> tuple[float, float]:
    """How alike the halves are in the same and in the other order, each 0 where that is not sure: by words in one
    language, by the sense of both halves across."""
    texts = [case.claim.article.text[s:e] for s, e in mine] + [source.article.text[s:e] for s, e in theirs]
    rows = embed_sentences(texts, [case.claim.lang] * 2 + [source.lang] * 2)
    sense = rows[:2] @ rows[2:].T
    straight, crossed = float(sense[0, 0] + sense[1, 1]), float(sense[0, 1] + sense[1, 0])
    if source.lang == case.claim.lang:
        a, b = [_keys(case.claim, *h) for h in mine], [_keys(source, *h) for h in theirs]
        straight += _alike(a[0], b[0]) + _alike(a[1], b[1])
        crossed += _alike(a[0], b[1]) + _alike(a[1], b[0])
        both = min(sense[0, 1] + _alike(a[0], b[1]), sense[1, 0] + _alike(a[1], b[0])) >= _EACH
        return (straight, crossed) if both and crossed > straight + _CROSSED else (1.0, 0.0)
    return (straight, crossed) if crossed > straight + _APART else (1.0, 0.0)


def _order(sentence: SentenceView) -> Halves | None:
    """Where what came first stands and what came second, if the sentence has exactly one word of order."""
    text = sentence.article.text
    marks = [
        (m, first)
        for first, patterns in _patterns(sentence.lang).items()
        for pattern in patterns
        for m in pattern.finditer(text[sentence.start : sentence.end])
    ]
    marks = [
        (m, e)
        for n, (m, e) in enumerate(marks)
        if not any(_holds(o, m, at < n) for at, (o, _) in enumerate(marks) if at != n)
    ]
    if len(marks) != 1:
        return None
    mark, first = marks[0]
    head, tail = (sentence.start, sentence.start + mark.start()), (sentence.start + mark.end(), sentence.end)
    if sentence.lang == "en" and not text[head[0] : head[1]].strip():
        comma = text.find(", ", tail[0], tail[1])
        if comma < 0:
            return None
        tail, head = (tail[0], comma), (comma + 1, tail[1])
    head, tail = _lay_apart(text, sentence.lang, head, tail)
    if not text[slice(*head)].strip() or not text[slice(*tail)].strip(" .。"):
        return None
    return (head, tail) if first == "head_first" else (tail, head)


def _lay_apart(text: str, lang: str, head: Span, tail: Span) -> Halves:
    """The two halves where the language puts them otherwise: "A was what came the day before B", and a subject in front that
    belongs to the main clause behind."""
    table, words = load_table(lang, "order"), text[slice(*head)]
    if "cleft" in table and re.match(table["cleft"], text[slice(*tail)]):
        ends = list(re.finditer(table["cleft_end"], words))
        if ends:
            return (head[0] + ends[-1].end(), head[1]), (head[0], head[0] + ends[-1].start())
        return head, tail
    if "topic" in table and (topic := re.match(table["topic"], words)):
        return (head[0] + topic.end(), head[1]), tail
    return head, tail


def _holds(other: re.Match[str], mark: re.Match[str], earlier: bool) -> bool:
    """Whether a mark stands within another one; of two on one stretch the first of the table holds the second."""
    same = other.span() == mark.span()
    return earlier if same else other.start() <= mark.start() and mark.end() <= other.end()


@cache
def _patterns(lang: str) -> dict[str, tuple[re.Pattern[str], ...]]:
    table = load_table(lang, "order")
    return {first: tuple(re.compile(p, re.IGNORECASE) for p in table[first]) for first in ("head_first", "tail_first")}


@once
def _days_of(case: Case) -> tuple[str, str] | None:
    """The days of the two events of the sentence, the one it has first before the other, where the sources date both."""
    halves = _order(case.claim)
    dated = _dated(case) if halves is not None else []
    if halves is None or len({d for _, d in dated}) < 2:
        return None
    first, second = (_day_of(case, Stretch(case.claim, *half), dated) for half in halves)
    return (first, second) if first and second and first != second else None


def agrees_in_order(case: Case) -> bool:
    """Whether the sentence has two events in the order of the days that the sources give them."""
    days = _days_of(case)
    return days is not None and days[0] < days[1]


def _day_of(case: Case, half: Stretch, dated: list[tuple[Stretch, str]]) -> str | None:
    """The day of the dated clause that is nearest to a half of the sentence, where none of another day comes near."""
    days = {(s.sentence.source, s.start): day for s, day in dated}
    ranked = [(f, days[f.stretch.sentence.source, f.stretch.start]) for f in liken(case, half, [s for s, _ in dated])]
    best, day = ranked[0]
    rival = max((f.score for f, other in ranked if other != day), default=0.0)
    return day if best.score >= _LEAST and best.score >= rival + _LEAD else None


def _dated(case: Case) -> list[tuple[Stretch, str]]:
    """The clauses of the sources with the day of each: its own, or that of the clause next to it in the sentence."""
    found: list[tuple[Stretch, str]] = []
    for sentence in case.corpus.sentences:
        days = [d for d in sentence.dates if d.earliest and _is_day(d)]
        for clause in cut_stretches(sentence) if days else ():
            before = [d for d in days if d.start < clause.end]
            own = [d for d in before if d.start >= clause.start]
            nearest = own[0] if own else before[-1] if before else days[0]
            found.append((clause, (nearest.earliest or "")[:_DAY]))
    return found


def _is_day(value: DateValue) -> bool:
    return len(value.timex3 or "") >= _DAY and not (value.timex3 or "").startswith(("P", "X"))


def _keys(sentence: SentenceView, start: int, end: int) -> frozenset[str]:
    return frozenset(k for w in find_words(sentence.article.text, start, end, sentence.lang) for k in w.keys)


def _alike(a: frozenset[str], b: frozenset[str]) -> float:
    return len(a & b) / max(min(len(a), len(b)), 1)
