"""DL301, DL311 by matter: a number or date that the sources give for something else, while they give another one for this.

Every value hangs on the clause around it. The clause of the sentence, its values left out, is laid beside the clauses of the
sources that have values of the same kind, by sense and by words; the nearest one should have the same value.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from dateline.check.case import Case, Found, cite_span
from dateline.check.dates import same_but_year, whole_week
from dateline.check.phrases import embed_phrases
from dateline.check.plain import find_numbers, puts_off, to_decimal
from dateline.check.stretches import cut_stretches
from dateline.check.views import SentenceView
from dateline.check.words import find_words, load_vocabulary
from dateline.lang.compare import compare_dates, compare_numbers
from dateline.model import DateValue, Mention

Span = tuple[int, int]
Value = Mention | DateValue
_WORDS = 0.8  # what shared words weigh beside the sense
_MARGIN, _LEAST = 0.3, 1.0
_ROUND = 10  # a tenth off is the same in round figures
_PART = re.compile(r"\s?(?:of\s|のうち|の中|중|가운데|当中|中的|里)")


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause with the values that stand in it, and its words without them."""

    sentence: SentenceView
    span: Span
    values: tuple[Value, ...]
    words: str


def check_bound(case: Case) -> Iterator[Found]:
    """The clause nearest to that of a value has another value of the same kind, which the sentence does not give."""
    mine = [c for c in split_valued(case.claim) if c.values]
    if not mine:
        return
    theirs = [c for s in _sources_of(case) for c in split_valued(s) if c.values]
    for clause in mine:
        rivals = [(value, r) for value in clause.values if (r := _rivals(case, value, theirs)) is not None]
        scores = _score(case, clause, theirs) if rivals else []
        for value, places in rivals:
            if (found := _judge(case, value, theirs, places, scores)) is not None:
                yield found
                return


def _sources_of(case: Case) -> list[SentenceView]:
    """The sentences near in sense, and all that have a value of the sentence."""
    values = {m.value for m in case.claim.named("number")} | {d.earliest for d in case.claim.dates}
    held = [
        s
        for s in case.corpus.sentences
        if any(m.value in values for m in s.named("number")) or any(d.earliest in values for d in s.dates)
    ]
    return list({id(s): s for s in (*case.near, *held)}.values())


def _rivals(case: Case, value: Value, theirs: list[Clause]) -> tuple[list[int], list[int]] | None:
    """Which clauses have a value itself, and which another in its place; None where that says nothing against it."""
    if _PART.match(case.claim.article.text, value.end) or (
        isinstance(value, DateValue) and puts_off(case.claim.text, case.claim.lang)
    ):
        return None
    same = [any(_equal(value, v) for v in c.values) for c in theirs]
    own = [n for n, is_same in enumerate(same) if is_same]
    others = [n for n, c in enumerate(theirs) if not same[n] and _other_value(case, value, c) is not None]
    if not others or not (own or isinstance(value, DateValue)):
        return (
            None  # a number that no source has is another rule's; a date may be the month of a day, or of another year
        )
    return own, others


def _judge(
    case: Case, value: Value, theirs: list[Clause], rivals: tuple[list[int], list[int]], scores: list[float]
) -> Found | None:
    own, others = rivals
    best, at = max(((scores[n], n) for n in others), key=lambda pair: (pair[0], -pair[1]))
    other = _other_value(case, value, theirs[at])
    if other is None or best < _LEAST or best < max((scores[n] for n in own), default=0.0) + _MARGIN:
        return None
    evidence = (cite_span(theirs[at].sentence, other.start, other.end, "contradicts"),)
    words = theirs[at].sentence.article.text[other.start : other.end]
    return Found("DL311" if isinstance(value, DateValue) else "DL301", value.start, value.end, words, evidence)


def _other_value(case: Case, value: Value, clause: Clause) -> Value | None:
    """A value of the clause that cannot be this one, and that the sentence does not give as well."""
    stated = {n.value for n in find_numbers(case.claim.text)}
    stated |= {v for m in case.claim.named("number") if (v := to_decimal(m.value)) is not None}
    for other in clause.values:
        if isinstance(other, DateValue):
            said = any(_equal(d, other) for d in case.claim.dates)
            if isinstance(value, DateValue) and not said and _may_conflict(value, other):
                return other
        elif isinstance(value, Mention) and _differ(value, other) and not _is_stated(other, stated):
            return other
    return None


def _is_stated(number: Mention, stated: set[Decimal]) -> bool:
    """Whether the sentence gives a number too, exactly or in round figures."""
    value = to_decimal(number.value)
    return value is not None and any(abs(value - s) <= abs(s) / _ROUND for s in stated)


def _differ(a: Mention, b: Mention) -> bool:
    return a.unit == b.unit and compare_numbers(a, b).relation == "conflict"


def _may_conflict(a: DateValue, b: DateValue) -> bool:
    if _grain(a) is None or _grain(a) != _grain(b) or same_but_year(a, b):
        return False
    return compare_dates(a, b).relation == "conflict"


def _grain(value: DateValue) -> str | None:
    timex = value.timex3 or ""
    if timex.startswith(("P", "X")):
        return None
    if "-W" in timex:
        return "week"
    return {4: "year", 7: "month"}.get(len(timex), "day" if len(timex) >= 10 else None)


def _equal(a: Value, b: Value) -> bool:
    if isinstance(a, DateValue) and isinstance(b, DateValue):
        return bool(a.earliest) and compare_dates(a, b).relation in ("equal", "narrower", "wider")
    return isinstance(a, Mention) and isinstance(b, Mention) and to_decimal(a.value) == to_decimal(b.value)


def _score(case: Case, clause: Clause, theirs: list[Clause]) -> list[float]:
    """How near each clause of the sources is: sense and shared words of the clauses, and of the whole sentences."""
    hits = {id(h.sentence): h.cosine for h in case.hits}
    rows = embed_phrases([(c.words, c.sentence.lang) for c in (clause, *theirs)])
    cosines = [float(c) if o.words and clause.words else 0.0 for o, c in zip(theirs, rows[1:] @ rows[0], strict=True)]
    whole = clause.sentence.start, clause.sentence.end
    mine, all_mine = _keys(clause.sentence, clause.span), _keys(clause.sentence, whole)
    scores = []
    for other, cosine in zip(theirs, cosines, strict=True):
        sentence = other.sentence
        score = cosine + hits.get(id(sentence), 0.0)
        if sentence.lang == clause.sentence.lang:
            score += _WORDS * _share(mine, _keys(sentence, other.span))
            score += _WORDS * _share(all_mine, _keys(sentence, (sentence.start, sentence.end)))
        scores.append(score)
    return scores


def _share(mine: frozenset[str], theirs: frozenset[str]) -> float:
    return len(mine & theirs) / len(mine) if mine else 0.0


def _keys(sentence: SentenceView, span: Span) -> frozenset[str]:
    """The keys of the words of content in a stretch: names say who, not what, and stand beside every value."""
    frame = load_vocabulary(sentence.lang).frame
    named = [(m.start, m.end) for m in sentence.mentions if m.kind in ("person", "position", "place", "organization")]
    words = [w for w in find_words(sentence.article.text, *span, sentence.lang) if not w.digits]
    return frozenset(k for w in words if not any(s <= w.start < e for s, e in named) for k in w.keys if k not in frame)


def split_valued(sentence: SentenceView) -> list[Clause]:
    """The clauses of a sentence, each with its numbers in digits and its dates."""
    return [_clause(sentence, s.start, s.end) for s in cut_stretches(sentence)]


def _clause(sentence: SentenceView, start: int, end: int) -> Clause:
    dates = [whole_week(sentence, d) for d in sentence.dates if start <= d.start < end and d.earliest]
    taken = [(d.start, d.end) for d in sentence.dates]
    numbers = [
        m
        for m in sentence.named("number")
        if start <= m.start < end and any(c.isdigit() for c in m.text) and not any(s <= m.start < e for s, e in taken)
    ]
    text, at, kept = sentence.article.text, start, ""
    values: tuple[Value, ...] = (*dates, *numbers)
    for low, high in sorted((v.start, v.end) for v in values):
        if low >= at:
            kept, at = kept + text[at:low], high
    return Clause(sentence, (start, end), values, " ".join((kept + text[at:end]).split()))
