"""What came of plans and pledges: later facts of the same people on the same matter, and the words of the sources."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache

from dateline.group.dossier import Dossier, first_day, is_day, last_day
from dateline.group.facts import came_after, fulfils
from dateline.group.slots import ENCOUNTERS
from dateline.group.tellings import covers
from dateline.group.undertakings import due_day
from dateline.lang.compare import compare_dates, compare_places
from dateline.lang.data import load_table
from dateline.lang.identify import SUPPORTED
from dateline.lang.terms import TermMatcher, flatten_terms
from dateline.model import Anchor, Fact, Party, Slots

LATE_DAYS = 120
"""How long after the planned time an encounter may still be the planned one, changed."""
LOOK_BACK = 14
"""Days after the planned time in which texts still say that it was put off."""
DONE_KINDS = ("other", "agreement", "signing", "meeting", "visit")


@dataclass(frozen=True)
class Outcome:
    """The status of a plan or pledge, the facts that decide it, and the words of an outcome."""

    status: str
    facts: tuple[Fact, ...] = ()
    anchors: tuple[Anchor, ...] = ()


@dataclass(frozen=True)
class Chronicle:
    """All facts, with the day on which each was first told, and the articles' texts for the words of outcomes."""

    facts: Sequence[Fact]
    dossiers: Mapping[str, Dossier]
    as_of: str | None
    by_person: dict[str, list[Fact]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for fact in self.facts:
            for entity in dict.fromkeys(p.entity for p in _everyone(fact.slots)):
                self.by_person.setdefault(entity, []).append(fact)

    def told_on(self, fact: Fact) -> str | None:
        days = [d.day for t in fact.tellings if (d := self.dossiers.get(t.article)) is not None and d.day]
        return min(days, default=None)

    def beside(self, fact: Fact) -> list[Fact]:
        """The facts with a party of this one, in the order of ids."""
        found = {f.id: f for p in _everyone(fact.slots) for f in self.by_person.get(p.entity, ()) if f.id != fact.id}
        return [found[k] for k in sorted(found)]


def _everyone(slots: Slots | None) -> tuple[Party, ...]:
    return (*slots.actors, *slots.recipients) if slots is not None else ()


def follow_plan(plan: Fact, chronicle: Chronicle) -> Outcome:
    """pending, happened, changed, postponed, cancelled or overdue_no_report, with what says so."""
    slots = plan.slots
    assert slots is not None
    words = _outcome_words(plan, chronicle, ("postponed", "cancelled"))
    for fact in _later(plan, chronicle):
        other = fact.slots
        if other is None or not _same_undertaking(other, slots):
            continue
        if other.polarity == "negative":
            return Outcome("cancelled", (fact,))
        if other.realis == "actual" and _happened(other, slots) and _in_time(other, slots, chronicle.told_on(plan)):
            return Outcome("happened", (fact,))
    for fact in _later(plan, chronicle):
        if fact.slots is not None and _changed(fact.slots, slots):
            return Outcome("changed", (fact,))
    if words is not None:
        return words
    stood_off = _stood_off(plan, chronicle)
    if stood_off is not None:
        return stood_off
    for status in ("postponed", "cancelled"):
        anchors = find_upshot(plan, chronicle, status)
        if anchors:
            return Outcome(status, (), anchors)
    return Outcome("overdue_no_report" if _overdue(slots, chronicle.as_of, chronicle.told_on(plan)) else "pending")


def _stood_off(plan: Fact, chronicle: Chronicle) -> Outcome | None:
    """What was not signed on the day planned, by the same countries or, where the plan names nobody, in the same story:
    postponed where a text says so, else cancelled."""
    slots = plan.slots
    if slots is None or slots.kind not in ("signing", "plan") or not is_day(slots.time):
        return None
    for fact in chronicle.facts:
        other = fact.slots
        if other is None or other.kind != "signing" or other.polarity != "negative" or not is_day(other.time):
            continue
        if first_day(other.time) != first_day(slots.time):
            continue
        unnamed = slots.kind == "signing" and not _sides(slots) and fact.story == plan.story
        if unnamed or (len(_sides(slots)) > 1 and _sides(slots) <= _sides(other)):
            anchors = _says(fact, chronicle, "postponed") or find_upshot(plan, chronicle, "postponed")
            return Outcome("postponed" if anchors else "cancelled", (fact,), anchors)
    return None


def find_upshot(plan: Fact, chronicle: Chronicle, status: str) -> tuple[Anchor, ...]:
    """The sentences, of texts not older than the plan, that say of a planned encounter or signing that it was put off or
    called off: they name its traveller (a signing: stand in its story), have a word for what was planned, and no time that
    is not the plan's."""
    slots, told_on = plan.slots, chronicle.told_on(plan)
    if slots is None or slots.kind not in (*ENCOUNTERS, "signing") or told_on is None:
        return ()
    last = last_day(slots.time)
    limit = (date.fromisoformat(last) + timedelta(days=LOOK_BACK)).isoformat() if last else "9999"
    nouns = [re.compile(p) for p in load_table("compare", "undertakings")[slots.kind]]
    stories = {t.article for f in chronicle.facts if f.story == plan.story for t in f.tellings}
    found: list[Anchor] = []
    for name in sorted(chronicle.dossiers):
        dossier = chronicle.dossiers[name]
        near = dossier.day is not None and told_on <= dossier.day <= limit
        if dossier.by_machine or not near or (slots.kind == "signing" and name not in stories):
            continue
        for row in dossier.proper:
            sentence = dossier.reading.sentences[row]
            anchor = dossier.anchor(sentence.start, sentence.end)
            lang = dossier.lang_at(sentence.start)
            if lang not in SUPPORTED or next(iter(_words(lang, status).find(anchor.exact)), None) is None:
                continue
            if any(n.search(anchor.exact) for n in nouns) and _of_plan(dossier, sentence.start, sentence.end, slots):
                found.append(anchor)
    return tuple(found)


def _of_plan(dossier: Dossier, start: int, end: int, plan: Slots) -> bool:
    """Whether a sentence names the plan's traveller (or it is a signing) and no time that contradicts the plan's."""
    inside = {dossier.key_of(m) for m in dossier.reading.mentions if start <= m.start < end and m.kind != "number"}
    if plan.kind != "signing" and not {p.entity for p in plan.actors} <= inside:
        return False
    published = dossier.day
    days = [d for d in dossier.dates_in(start, end) if first_day(d) and not (is_day(d) and first_day(d) == published)]
    time = plan.time
    return time is None or not days or any(compare_dates(d, time).relation not in ("conflict", "unknown") for d in days)


def _sides(slots: Slots) -> set[str]:
    return {p.of for p in _everyone(slots) if p.of is not None}


def _later(first: Fact, chronicle: Chronicle) -> list[Fact]:
    """Facts told on the day of this one or after, and those whose own time lies after it was told."""
    day = chronicle.told_on(first)
    found = []
    for fact in chronicle.beside(first):
        told = chronicle.told_on(fact)
        time = first_day(fact.slots.time) if fact.slots else None
        if day is None or (told is not None and told >= day) or (time is not None and time >= day):
            found.append(fact)
    return found


def _same_undertaking(other: Slots, plan: Slots) -> bool:
    if plan.kind in ENCOUNTERS:
        return other.kind in ENCOUNTERS and fulfils(other, plan)
    same = bool(plan.topics) and set(plan.topics) <= set(other.topics)
    return same and other.kind in DONE_KINDS and covers(other.actors, plan.actors)


def _happened(done: Slots, plan: Slots) -> bool:
    return plan.kind in ENCOUNTERS or done.rung in ("done", "on_paper", "agreed")


def _in_time(done: Slots, plan: Slots, told_on: str | None) -> bool:
    return plan.kind not in ENCOUNTERS or came_after(done, plan, told_on)


def _changed(done: Slots, plan: Slots) -> bool:
    """The same people meeting, at another time or place than was planned."""
    if plan.kind not in ENCOUNTERS or done.kind != plan.kind or done.realis != "actual" or done.polarity != "positive":
        return False
    if not plan.recipients or not covers(_everyone(done), _everyone(plan)):
        return False
    if plan.time is None or done.time is None:
        return False
    limit = date.fromisoformat(last_day(plan.time) or "9999-01-01") + timedelta(days=LATE_DAYS)
    if not (first_day(plan.time) or "") <= (first_day(done.time) or "") <= limit.isoformat():
        return False
    if compare_dates(done.time, plan.time).relation == "conflict":
        return True
    return bool(done.place and plan.place) and compare_places(done.place or "", plan.place or "").relation == "conflict"


def _overdue(slots: Slots, as_of: str | None, told_on: str | None = None) -> bool:
    due = last_day(slots.time)
    if slots.kind in ("pledge", "plan"):
        due = due_day(slots, told_on)
    return due is not None and as_of is not None and due < as_of[:10]


def follow_pledge(pledge: Fact, chronicle: Chronicle) -> Outcome:
    """open, kept, partly_kept, broken, overdue_no_report or withdrawn, with what says so."""
    slots = pledge.slots
    assert slots is not None
    for fact in _later(pledge, chronicle):
        other = fact.slots
        if other is None or not slots.topics or not covers(other.actors, slots.actors):
            continue
        if other.realis != "actual" or other.rung not in ("done", "on_paper"):
            continue
        if not set(slots.topics) & set(other.topics):
            continue
        if other.polarity == "negative":
            return Outcome("broken", (fact,))
        whole = set(slots.topics) <= set(other.topics)
        return Outcome("kept" if whole and not _says(fact, chronicle, "partly_kept") else "partly_kept", (fact,))
    words = _outcome_words(pledge, chronicle, ("withdrawn",))
    if words is not None:
        return words
    return Outcome("overdue_no_report" if _overdue(slots, chronicle.as_of, chronicle.told_on(pledge)) else "open")


def _outcome_words(fact: Fact, chronicle: Chronicle, statuses: Sequence[str]) -> Outcome | None:
    """A later telling of somebody concerned, on the same matter, with a word of postponing, cancelling or taking back."""
    for other in [fact, *_later(fact, chronicle)]:
        if other.slots is None or fact.slots is None or not _same_matter(other.slots, fact.slots):
            continue
        for status in statuses:
            anchors = _says(other, chronicle, status)
            if anchors:
                return Outcome(status, (other,) if other.id != fact.id else (), anchors)
    return None


def _same_matter(other: Slots, plan: Slots) -> bool:
    if not covers(_everyone(other), plan.actors[:1]):
        return False
    if plan.kind in ENCOUNTERS:
        return other.kind in (*ENCOUNTERS, "plan") and (other.place is None or other.place == plan.place)
    return bool(set(other.topics) & set(plan.topics))


def _says(fact: Fact, chronicle: Chronicle, status: str) -> tuple[Anchor, ...]:
    found = []
    for telling in fact.tellings:
        matcher = _words(telling.lang, status) if telling.lang in SUPPORTED else None
        if matcher is not None and next(iter(matcher.find(telling.anchor.exact)), None) is not None:
            found.append(telling.anchor)
    return tuple(found)


@cache
def _words(lang: str, status: str) -> TermMatcher[str]:
    table = {k: v for k, v in load_table(lang, "outcomes").items() if k == status}
    return TermMatcher(flatten_terms(table), words=lang == "en", fold=True)
