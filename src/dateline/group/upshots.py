"""Sentences of later texts that say, in words of their language, what became of a plan or a promise."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from dateline.group.aftermath import ALIKE, FOLLOWED_DAYS, NEAR, telling_numbers
from dateline.group.chronicle import Chronicle, everyone, sides_of
from dateline.group.dossier import first_day, is_day, last_day
from dateline.group.entries import both, either
from dateline.group.outcome_sentences import OutcomeSentences, Upshot
from dateline.group.slots import ENCOUNTERS
from dateline.lang.compare import compare_dates
from dateline.lang.data import load_table
from dateline.model import Anchor, Fact, Slots

if TYPE_CHECKING:
    from dateline.group.sentence_rows import Positions

LOOK_BACK = 14
"""Days after the planned time in which texts still say that it was put off."""
UNDATED = 60
"""Days after a plan without a time was told in which texts say what became of it."""
CLOSE = 0.35
"""Cosine from which acts of one person on one topic are on one matter: topics are wide ("critical minerals")."""


def find_upshot(fact: Fact, chronicle: Chronicle, status: str, *, counted: bool = False) -> tuple[Anchor, ...]:
    """The sentences, of texts not older than a plan or promise, that say of it what ``status`` is the key of; with
    ``counted`` only those that have an amount of it."""
    slots, told_on = fact.slots, chronicle.told_on(fact)
    if slots is None or told_on is None:
        return ()
    told = {(t.article, t.anchor.start) for t in fact.tellings}
    limit = _limit(slots, told_on)
    found: list[Anchor] = []
    sentences = _outcome_sentences(chronicle)
    about = _about(fact, chronicle, sentences, (told_on, limit))
    for upshot in sentences.at(both(sentences.saying(status), about)):
        if counted and telling_numbers(slots).isdisjoint(upshot.numbers):
            continue
        if (upshot.article, upshot.start) not in told and _speaks_of(upshot, fact, chronicle):
            found.append(upshot.anchor)
    return tuple(found)


def retold(facts: Sequence[Fact], chronicle: Chronicle, status: str) -> tuple[Anchor, ...]:
    """The sentences, of texts later than the first, that tell of an undertaking once more and say in the same breath what
    ``status`` is the key of."""
    first = min((d for f in facts if (d := chronicle.told_on(f)) is not None), default=None)
    places = {(t.article, t.anchor.start) for f in facts for t in f.tellings}
    found = []
    sentences = _outcome_sentences(chronicle)
    for upshot in sentences.at(sentences.in_articles({article for article, _ in places})):
        later = first is not None and upshot.day is not None and upshot.day > first
        inside = any(article == upshot.article and upshot.start <= at < upshot.end for article, at in places)
        if later and inside and status in upshot.statuses:
            found.append(upshot.anchor)
    return tuple(found)


def _limit(slots: Slots, told_on: str) -> str:
    """The day until which texts speak of an undertaking: an encounter or a signing soon after the time planned, a promise for
    a year after it was due."""
    last = last_day(slots.time)
    days = LOOK_BACK if last is not None else UNDATED
    if slots.kind not in (*ENCOUNTERS, "signing"):
        days = FOLLOWED_DAYS
    return (date.fromisoformat(max(last or told_on[:10], told_on[:10])) + timedelta(days=days)).isoformat()


def _outcome_sentences(chronicle: Chronicle) -> OutcomeSentences:
    found: OutcomeSentences | None = chronicle.remembered.get("upshots")
    if found is None:
        found = chronicle.remembered["upshots"] = OutcomeSentences(chronicle.texts.upshots, chronicle.texts.meanings)
    return found


def _about(fact: Fact, chronicle: Chronicle, sentences: OutcomeSentences, days: tuple[str, str]) -> Positions:
    """The sentences of some days that may speak of an undertaking (see ``_speaks_of``), by whom they name, what they share with
    it and how like they are. The last answer is kept: one undertaking is asked about status after status."""
    last: tuple[str, Positions] | None = chronicle.remembered.get("about")
    if last is not None and last[0] == fact.id:
        return last[1]
    slots = fact.slots
    assert slots is not None
    told, actors = chronicle.articles.get(fact.story, ()), {p.entity for p in slots.actors}
    span = sentences.between(*days)
    if slots.kind == "signing":
        found = sentences.in_articles(told, span)
    elif slots.kind in ENCOUNTERS:
        found = sentences.naming_near(actors, span)
    else:
        sides, rows = sides_of(slots.actors), chronicle.rows_of(fact)
        found = sentences.of_side(actors, sides, span)
        found = found if sides else either(found, sentences.in_articles(told, span))
        shared = sentences.sharing(slots.topics, telling_numbers(slots), first_day(slots.time), span)
        near = sentences.near(both(found, shared), rows)
        found = either(near, both(found, _alike(fact, chronicle, sentences, span)))
    chronicle.remembered["about"] = fact.id, found
    return found


def _alike(fact: Fact, chronicle: Chronicle, sentences: OutcomeSentences, span: tuple[int, int]) -> Positions:
    """The sentences much like an undertaking, looked up for all that will be asked about together."""
    known: dict[str, Positions] | None = chronicle.remembered.get("alike")
    if known is None:
        asked = {}
        for id, (other, day) in chronicle.followed.items():
            assert other.slots is not None
            asked[id] = chronicle.rows_of(other), sentences.between(day, _limit(other.slots, day))
        known = chronicle.remembered["alike"] = sentences.alike(asked)
    return known[fact.id] if fact.id in known else sentences.alike({"": (chronicle.rows_of(fact), span)})[""]


def _speaks_of(upshot: Upshot, fact: Fact, chronicle: Chronicle) -> bool:
    slots = fact.slots
    assert slots is not None
    told = chronicle.articles.get(fact.story, ())
    if slots.kind == "signing":
        return upshot.article in told and _has_noun(upshot, slots) and _time_allows(upshot, slots)
    if slots.kind in ENCOUNTERS:
        return _has_noun(upshot, slots) and _names_parties(upshot, slots) and _time_allows(upshot, slots)
    theirs = _is_of_side(upshot, slots) or (not sides_of(slots.actors) and upshot.article in told)
    return theirs and _on_matter(upshot, fact, chronicle)


def _has_noun(upshot: Upshot, slots: Slots) -> bool:
    words = upshot.anchor.exact
    return any(re.search(p, words) for p in load_table("compare", "undertakings")[slots.kind])


def _names_parties(upshot: Upshot, slots: Slots) -> bool:
    """Whether a sentence names the traveller or those who were to meet; or names nobody, and the sentences before it or the
    headline name them and nobody else."""
    wanted, parties = {p.entity for p in slots.actors}, {p.entity for p in everyone(slots)}
    if wanted.issubset(upshot.named):
        return True
    if not parties.issuperset(upshot.people):
        return False
    return wanted.issubset((*upshot.named, *upshot.named_before)) and parties.issuperset(upshot.people_before)


def _time_allows(upshot: Upshot, plan: Slots) -> bool:
    """Whether a sentence has no time that contradicts the plan's (the day of publication is that of the telling)."""
    days = [d for d in upshot.dates if first_day(d) and not (is_day(d) and first_day(d) == upshot.day)]
    time = plan.time
    return time is None or not days or any(compare_dates(d, time).relation not in ("conflict", "unknown") for d in days)


def _is_of_side(upshot: Upshot, slots: Slots) -> bool:
    """Whether a sentence names who undertook something, or somebody or something of his country."""
    if not {p.entity for p in slots.actors}.isdisjoint(upshot.named):
        return True
    return not sides_of(slots.actors).isdisjoint(upshot.sides)


def _on_matter(upshot: Upshot, fact: Fact, chronicle: Chronicle) -> bool:
    """Whether a sentence is on the matter of an undertaking: by a topic, an amount or the day of it, or in much the same
    words."""
    slots = fact.slots
    assert slots is not None
    on_the_day = is_day(slots.time) and first_day(slots.time) in upshot.days
    shared = on_the_day or not set(slots.topics).isdisjoint(upshot.topics)
    shared = shared or not telling_numbers(slots).isdisjoint(upshot.numbers)
    return chronicle.likeness(fact, (upshot.anchor,)) >= (NEAR if shared else ALIKE)
