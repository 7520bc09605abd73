"""Sentences of later texts that say, in words of their language, what became of a plan or a promise."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from dateline.group.chronicle import Chronicle, everyone, sides_of
from dateline.group.dossier import Dossier, first_day, is_day, last_day
from dateline.group.slots import ENCOUNTERS
from dateline.lang.compare import compare_dates
from dateline.lang.data import load_table
from dateline.lang.identify import SUPPORTED
from dateline.lang.terms import TermMatcher, flatten_terms
from dateline.model import Anchor, Fact, Slots

LOOK_BACK = 14
"""Days after the planned time in which texts still say that it was put off."""
UNDATED = 60
"""Days after a plan without a time was told in which texts say what became of it."""
_BACK = 2
UNSETTLED = "unsettled"
"""Key of the words by which an outcome is denied, feared or still under discussion."""
ALIKE = 0.6
"""Cosine of two sentences from which they are on one matter without a topic or an amount in common."""
NEAR = 0.2
"""Cosine below which even a topic or an amount in common makes no one matter of two sentences."""
CLOSE = 0.35
"""Cosine from which acts of one person on one topic are on one matter: topics are wide ("critical minerals")."""


@dataclass(frozen=True)
class Upshot:
    """A sentence with words of an outcome."""

    dossier: Dossier
    row: int
    statuses: frozenset[str]

    @property
    def span(self) -> tuple[int, int]:
        sentence = self.dossier.reading.sentences[self.row]
        return sentence.start, sentence.end

    @property
    def anchor(self) -> Anchor:
        return self.dossier.anchor(*self.span)

    @property
    def numbers(self) -> set[str | None]:
        start, end = self.span
        inside = (m for m in self.dossier.reading.mentions if m.kind == "number" and start <= m.start < end)
        return {m.value for m in inside}


def find_upshot(fact: Fact, chronicle: Chronicle, status: str, *, counted: bool = False) -> tuple[Anchor, ...]:
    """The sentences, of texts not older than a plan or promise, that say of it what ``status`` is the key of; with
    ``counted`` only those that have an amount of it."""
    slots, told_on = fact.slots, chronicle.told_on(fact)
    if slots is None or told_on is None:
        return ()
    told = {(t.article, t.anchor.start) for t in fact.tellings}
    limit = _limit(slots, told_on)
    found: list[Anchor] = []
    for upshot in _all_upshots(chronicle):
        day = upshot.dossier.day
        if status not in upshot.statuses or day is None or not told_on <= day <= limit:
            continue
        if counted and not upshot.numbers & telling_numbers(slots):
            continue
        if (upshot.dossier.id, upshot.span[0]) not in told and _speaks_of(upshot, fact, chronicle):
            found.append(upshot.anchor)
    return tuple(found)


def retold(facts: Sequence[Fact], chronicle: Chronicle, status: str) -> tuple[Anchor, ...]:
    """The sentences, of texts later than the first, that tell of an undertaking once more and say in the same breath what
    ``status`` is the key of."""
    first = min((d for f in facts if (d := chronicle.told_on(f)) is not None), default=None)
    places = {(t.article, t.anchor.start) for f in facts for t in f.tellings}
    found = []
    for upshot in _all_upshots(chronicle):
        start, end = upshot.span
        later = first is not None and upshot.dossier.day is not None and upshot.dossier.day > first
        inside = any(article == upshot.dossier.id and start <= at < end for article, at in places)
        if later and inside and status in upshot.statuses:
            found.append(upshot.anchor)
    return tuple(found)


def says(fact: Fact, status: str) -> tuple[Anchor, ...]:
    """The tellings of a fact that have a word for ``status``, settled."""
    return tuple(t.anchor for t in fact.tellings if status in statuses_in(t.anchor.exact, t.lang))


@cache
def statuses_in(words: str, lang: str | None) -> frozenset[str]:
    """The outcomes that a sentence has words for; none where it says that they are denied, feared or under discussion."""
    if lang not in SUPPORTED:
        return frozenset()
    found = frozenset(hit.value for hit in _outcome_terms(lang).find(words))
    return frozenset() if UNSETTLED in found else found


@cache
def _outcome_terms(lang: str) -> TermMatcher[str]:
    return TermMatcher(flatten_terms(load_table(lang, "outcomes")), words=lang == "en", fold=True)


def _limit(slots: Slots, told_on: str) -> str:
    """Of an encounter, a signing: the day until which texts speak of the planned one; a promise is spoken of for years."""
    if slots.kind not in (*ENCOUNTERS, "signing"):
        return "9999"
    last = last_day(slots.time)
    days = LOOK_BACK if last is not None else UNDATED
    return (date.fromisoformat(max(last or told_on[:10], told_on[:10])) + timedelta(days=days)).isoformat()


def _all_upshots(chronicle: Chronicle) -> list[Upshot]:
    found: list[Upshot] | None = chronicle.remembered.get("upshots")
    if found is None:
        found = chronicle.remembered["upshots"] = [
            u for name in sorted(chronicle.dossiers) for u in _upshots_of(chronicle.dossiers[name])
        ]
    return found


def _upshots_of(dossier: Dossier) -> Iterator[Upshot]:
    if dossier.by_machine:
        return
    for row in dossier.proper:
        sentence = dossier.reading.sentences[row]
        words = dossier.article.text[sentence.start : sentence.end]
        statuses = statuses_in(words, dossier.lang_at(sentence.start))
        if statuses:
            yield Upshot(dossier, row, statuses)


def _speaks_of(upshot: Upshot, fact: Fact, chronicle: Chronicle) -> bool:
    slots = fact.slots
    assert slots is not None
    told = chronicle.articles.get(fact.story, ())
    if slots.kind == "signing":
        return upshot.dossier.id in told and _has_noun(upshot, slots) and _time_allows(upshot, slots)
    if slots.kind in ENCOUNTERS:
        return _has_noun(upshot, slots) and _names_parties(upshot, slots) and _time_allows(upshot, slots)
    theirs = _is_of_side(upshot, slots) or (not sides_of(slots.actors) and upshot.dossier.id in told)
    return theirs and _on_matter(upshot, fact, chronicle)


def _has_noun(upshot: Upshot, slots: Slots) -> bool:
    words = upshot.anchor.exact
    return any(re.search(p, words) for p in load_table("compare", "undertakings")[slots.kind])


def _names_parties(upshot: Upshot, slots: Slots) -> bool:
    """Whether a sentence names the traveller or those who were to meet; or names nobody, and the sentences before it or the
    headline name them and nobody else."""
    wanted = {p.entity for p in slots.actors}
    named, people = _named(upshot.dossier, *upshot.span)
    if wanted <= named:
        return True
    if people - {p.entity for p in everyone(slots)}:
        return False
    near, others = set(named), set()
    for row in {*range(max(0, upshot.row - _BACK), upshot.row), *upshot.dossier.proper[:1]}:
        sentence = upshot.dossier.reading.sentences[row]
        found, persons = _named(upshot.dossier, sentence.start, sentence.end)
        near |= found
        others |= persons - {p.entity for p in everyone(slots)}
    return wanted <= near and not others


def _named(dossier: Dossier, start: int, end: int) -> tuple[set[str], set[str]]:
    """Who and what is named in a stretch, and who of them are people."""
    inside = [m for m in dossier.reading.mentions if start <= m.start < end and m.kind != "number"]
    return {dossier.key_of(m) for m in inside}, {dossier.key_of(m) for m in inside if dossier.is_person(m)}


def _time_allows(upshot: Upshot, plan: Slots) -> bool:
    """Whether a sentence has no time that contradicts the plan's (the day of publication is that of the telling)."""
    dossier, published = upshot.dossier, upshot.dossier.day
    days = [d for d in dossier.dates_in(*upshot.span) if first_day(d)]
    days = [d for d in days if not (is_day(d) and first_day(d) == published)]
    time = plan.time
    return time is None or not days or any(compare_dates(d, time).relation not in ("conflict", "unknown") for d in days)


def _is_of_side(upshot: Upshot, slots: Slots) -> bool:
    """Whether a sentence names who undertook something, or somebody or something of his country."""
    named, _ = _named(upshot.dossier, *upshot.span)
    if {p.entity for p in slots.actors} & named:
        return True
    start, end = upshot.span
    sides = sides_of(slots.actors)
    inside = (m for m in upshot.dossier.reading.mentions if start <= m.start < end and m.kind != "number")
    return any((upshot.dossier.side_of(m) or m.value or "").split("/")[0] in sides for m in inside)


def _on_matter(upshot: Upshot, fact: Fact, chronicle: Chronicle) -> bool:
    """Whether a sentence is on the matter of an undertaking: by a topic, an amount or the day of it, or in much the same
    words."""
    slots = fact.slots
    assert slots is not None
    start, end = upshot.span
    dossier = upshot.dossier
    topics = {t for a in dossier.reading.acts if start <= a.start < end for t in a.topics}
    days = {first_day(d) for d in dossier.dates_in(start, end) if is_day(d)}
    on_the_day = is_day(slots.time) and first_day(slots.time) in days
    shared = on_the_day or bool(topics & set(slots.topics)) or bool(upshot.numbers & telling_numbers(slots))
    return chronicle.likeness(fact, (upshot.anchor,)) >= (NEAR if shared else ALIKE)


def telling_numbers(slots: Slots) -> set[str]:
    """The amounts of an act that are more than a handful, so that meeting them again is no chance."""
    return {value for value, _ in slots.amounts if value not in ("1", "2", "3")}
