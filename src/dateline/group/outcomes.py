"""What came of plans and pledges: later facts of the same people or side on the same matter, and the words of sources."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from dateline.group.aftermath import ALIKE, DEEDS, NEAR, telling_numbers
from dateline.group.chronicle import Chronicle, everyone, sides_of
from dateline.group.dossier import first_day, is_day, last_day
from dateline.group.facts import came_after, fulfils
from dateline.group.outcome_words import says
from dateline.group.slots import ENCOUNTERS
from dateline.group.tellings import covers
from dateline.group.undertakings import due_day
from dateline.group.upshots import CLOSE, find_upshot, retold
from dateline.lang.compare import compare_dates, compare_places
from dateline.model import Anchor, Fact, Party, Slots

LATE_DAYS = 120
"""How long after the planned time an encounter may still be the planned one, changed."""
OFF = ("cancelled", "postponed", "withdrawn")


@dataclass(frozen=True)
class Outcome:
    """The status of a plan or pledge, the facts that decide it, and the words of an outcome; ``before`` are those that it
    went through."""

    status: str
    facts: tuple[Fact, ...] = ()
    anchors: tuple[Anchor, ...] = ()
    before: tuple[Outcome, ...] = ()


def follow_plan(plan: Fact, chronicle: Chronicle) -> Outcome:
    """pending, happened, changed, postponed, cancelled or overdue_no_report, with what says so."""
    slots = plan.slots
    assert slots is not None
    put_off = _put_off(plan, chronicle)
    later = _later_acts(plan, chronicle)
    for fact in later:
        other = fact.slots
        if other is None or not _same_undertaking(plan, fact, chronicle):
            continue
        off = _called_off(fact)
        if off is not None:
            put_off = put_off or off
        elif other.realis == "actual" and _happened(other, slots) and _in_time(other, slots, chronicle.told_on(plan)):
            return Outcome("happened", (fact,), before=(put_off,) if put_off is not None else ())
    for fact in later:
        if fact.slots is not None and _changed(fact.slots, slots, put_off=put_off is not None):
            return Outcome("changed", (fact,), before=(put_off,) if put_off is not None else ())
    if put_off is not None:
        return put_off
    stood_off = _stood_off(plan, chronicle)
    if stood_off is not None:
        return stood_off
    moved = find_upshot(plan, chronicle, "changed")
    if moved:
        return Outcome("changed", (), moved)
    return Outcome("overdue_no_report" if _overdue(slots, chronicle.as_of, chronicle.told_on(plan)) else "pending")


def _called_off(fact: Fact) -> Outcome | None:
    """What an act on the planned matter says against it: that it is not done, or in words of the sources."""
    for status in OFF[:2]:
        if anchors := says(fact, status):
            return Outcome(status, (fact,), anchors)
    negative = fact.slots is not None and fact.slots.polarity == "negative"
    return Outcome("cancelled", (fact,)) if negative else None


def _put_off(plan: Fact, chronicle: Chronicle) -> Outcome | None:
    """What texts say last of a plan that was put off or called off, and what they said before that; where they say both
    at one time, what more of them say, else that it was put off."""
    found: list[tuple[str, int, Outcome]] = []
    for status in OFF[:2]:
        told = _outcome_words(plan, chronicle, status)
        anchors = (*(told.anchors if told else ()), *find_upshot(plan, chronicle, status))
        days = [d for a in anchors if (d := chronicle.dossiers.day(a.article))]
        if days:
            texts = len({a.article for a in anchors})
            outcome = Outcome(status, told.facts if told else (), tuple(dict.fromkeys(anchors)))
            found.append((max(days), texts, outcome))
    if not found:
        return None
    latest = date.fromisoformat(max(day for day, _, _ in found))
    current = [f for f in found if (latest - date.fromisoformat(f[0])).days <= 1]
    _, _, last = max(current, key=lambda f: (f[1], f[2].status == "postponed"))
    return replace(last, before=tuple(o for _, _, o in found if o is not last))


def _stood_off(plan: Fact, chronicle: Chronicle) -> Outcome | None:
    """What was not signed on the day planned, by the same countries or, where the plan names nobody, in the same story:
    postponed where a text says so, else cancelled."""
    slots = plan.slots
    if slots is None or slots.kind not in ("signing", "plan") or not is_day(slots.time):
        return None
    for fact, other in _unsigned(chronicle).get(first_day(slots.time), ()):
        ours = sides_of(everyone(slots))
        unnamed = slots.kind == "signing" and not ours and fact.story == plan.story
        if unnamed or (len(ours) > 1 and ours <= sides_of(everyone(other))):
            anchors = says(fact, "postponed") or find_upshot(plan, chronicle, "postponed")
            return Outcome("postponed" if anchors else "cancelled", (fact,), anchors)
    return None


def _unsigned(chronicle: Chronicle) -> Mapping[str | None, Sequence[tuple[Fact, Slots]]]:
    """What was not signed on a day, by the day."""
    found: dict[str | None, list[tuple[Fact, Slots]]] | None = chronicle.remembered.get("unsigned")
    if found is None:
        found = chronicle.remembered["unsigned"] = defaultdict(list)
        for fact in chronicle.facts:
            slots = fact.slots
            if slots is not None and (slots.kind, slots.polarity) == ("signing", "negative") and is_day(slots.time):
                found[first_day(slots.time)].append((fact, slots))
    return found


def _later_acts(plan: Fact, chronicle: Chronicle) -> list[Fact]:
    """What is told later that may be what was planned: of the same people; of what is no encounter, also of others of their
    side."""
    slots = plan.slots
    assert slots is not None
    if slots.kind in ENCOUNTERS:
        return chronicle.meeting_again(plan, ENCOUNTERS)
    if slots.kind == "appointment":
        return chronicle.later(plan, ("appointment",), side=True)
    return chronicle.later_deeds(plan, ("signing",) if slots.kind == "signing" else DEEDS)


def _same_undertaking(plan: Fact, fact: Fact, chronicle: Chronicle) -> bool:
    ours, other = plan.slots, fact.slots
    if ours is None or other is None or (ours.event and other.event and ours.event != other.event):
        return False
    if ours.kind in ENCOUNTERS:
        return other.kind in ENCOUNTERS and fulfils(other, ours)
    if ours.kind == "appointment":
        return other.kind == "appointment" and covers(everyone(other), _appointed(ours)) and _is_later(other, ours)
    if not _told_after(fact, plan, chronicle) or (ours.kind == "signing" and other.kind != "signing"):
        return False
    return other.kind in DEEDS and _same_matter(plan, fact, chronicle)


def _appointed(slots: Slots) -> tuple[Party, ...]:
    """Who is appointed: whom the act is done to, else its only party."""
    return slots.recipients or slots.actors


def _is_later(done: Slots, plan: Slots) -> bool:
    """Whether an appointment was made at a time that the plan for it allows."""
    return done.time is None or plan.time is None or (first_day(done.time) or "") >= (first_day(plan.time) or "")


def _told_after(fact: Fact, first: Fact, chronicle: Chronicle) -> bool:
    """Whether a fact was first told on a later day: what an article tells beside a promise is not its fulfilment."""
    told, before = chronicle.told_on(fact), chronicle.told_on(first)
    return told is not None and before is not None and told > before


def _same_matter(first: Fact, later: Fact, chronicle: Chronicle) -> bool:
    """Whether a later act is on the matter of an undertaking: its own people on all its topics; they, or others of their
    side, in much the same words, or with an amount, or what is counted, in common."""
    ours, other = first.slots, later.slots
    if ours is None or other is None:
        return False
    own = covers(other.actors, ours.actors)
    topics = set(ours.topics) & set(other.topics)
    like = chronicle.likeness(first, later.anchors)
    if own and ours.topics and topics == set(ours.topics) and other.kind != "meeting" and like >= CLOSE:
        return True
    if not own and not (sides_of(ours.actors) and sides_of(ours.actors) <= sides_of(other.actors)):
        return False
    if other.place and ours.place and compare_places(other.place, ours.place).relation == "conflict":
        return False
    shared = bool(telling_numbers(ours) & telling_numbers(other)) and (
        bool(topics) or not (ours.topics and other.topics)
    )
    counted = {u for _, u in ours.amounts if u} & {u for _, u in other.amounts}
    return like >= (NEAR if shared else CLOSE if counted else ALIKE)


def _happened(done: Slots, plan: Slots) -> bool:
    """Whether an act goes as far as what was planned: to agree to do it once more is not to do it."""
    return (
        plan.kind in ENCOUNTERS
        or done.rung in ("done", "on_paper")
        or (done.rung, plan.kind) == ("agreed", "agreement")
    )


def _in_time(done: Slots, plan: Slots, told_on: str | None) -> bool:
    return plan.kind not in ENCOUNTERS or came_after(done, plan, told_on)


def _changed(done: Slots, plan: Slots, *, put_off: bool) -> bool:
    """The same people meeting, or the traveller going where he was to go after it was put off, at another time or place
    than was planned."""
    if plan.kind not in ENCOUNTERS or done.kind not in ENCOUNTERS or plan.time is None or done.time is None:
        return False
    if done.realis != "actual" or done.polarity != "positive":
        return False
    if done.kind != plan.kind and not (put_off and plan.kind == "visit" and done.kind == "meeting"):
        return False
    if plan.kind == "visit" and put_off:
        there = bool(plan.place and done.place) and plan.place.split("/")[0] == done.place.split("/")[0]  # type: ignore[union-attr]
        if not there or not covers(everyone(done), plan.actors):
            return False
    elif not plan.recipients or not covers(everyone(done), everyone(plan)):
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


def follow_pledge(pledge: Fact, chronicle: Chronicle, tellings: Sequence[Fact] = ()) -> Outcome:
    """open, kept, partly_kept, broken, overdue_no_report or withdrawn, with what says so; ``tellings`` are the facts that
    tell of the promise."""
    slots = pledge.slots
    assert slots is not None
    steps = [o for f in chronicle.later_deeds(pledge, DEEDS) if (o := _fulfilment(pledge, f, chronicle)) is not None]
    steps += _worded(pledge, chronicle, tellings)
    if steps:
        last = max(steps, key=lambda o: (_told_last(o, chronicle), _RANK[o.status]))
        alike = [o for o in steps if o.status == last.status]
        facts = tuple({f.id: f for o in alike for f in o.facts}.values())
        anchors = tuple(dict.fromkeys(a for o in alike for a in o.anchors))
        return Outcome(last.status, facts, anchors, tuple(o for o in steps if o.status != last.status))
    return Outcome("overdue_no_report" if _overdue(slots, chronicle.as_of, chronicle.told_on(pledge)) else "open")


_RANK = {"kept": 1, "partly_kept": 2, "broken": 3, "withdrawn": 4}
"""Of two statuses that texts of one day give a promise, the one that claims less for its maker stands; else the last."""


def _told_last(outcome: Outcome, chronicle: Chronicle) -> str:
    anchors = (*outcome.anchors, *(a for f in outcome.facts for a in f.anchors))
    days = (d for a in anchors if (d := chronicle.dossiers.day(a.article)))
    return max(days, default="")


def _fulfilment(pledge: Fact, fact: Fact, chronicle: Chronicle) -> Outcome | None:
    """What a later act makes of a promise: kept, kept in part, broken (not done when it was due)."""
    ours, other = pledge.slots, fact.slots
    if ours is None or other is None or other.realis != "actual" or other.rung not in ("done", "on_paper"):
        return None
    if not _told_after(fact, pledge, chronicle):
        return None
    own = covers(other.actors, ours.actors) and bool(set(ours.topics) & set(other.topics))
    own = own and chronicle.likeness(pledge, fact.anchors) >= CLOSE
    if other.kind not in DEEDS or not (own or _same_matter(pledge, fact, chronicle)):
        return None
    if other.polarity == "negative":
        due, told = due_day(ours, chronicle.told_on(pledge)), chronicle.told_on(fact)
        late = due is None or (told is not None and told > due)
        return Outcome("broken", (fact,)) if late else None
    whole = set(ours.topics) <= set(other.topics) or not own
    short = says(fact, "partly_kept") or _falls_short(ours, other)
    return Outcome("kept" if whole and not short else "partly_kept", (fact,))


def _falls_short(promised: Slots, done: Slots) -> bool:
    """Whether what was done is counted, and comes to less than was promised."""
    for value, unit in promised.amounts:
        theirs = [float(v) for v, u in done.amounts if _is_number(v) and (u == unit or not u or not unit)]
        if _is_number(value) and theirs and min(theirs) < float(value):
            return True
    return False


def _is_number(value: str) -> bool:
    return value.replace(".", "", 1).isdigit()


def _worded(pledge: Fact, chronicle: Chronicle, tellings: Sequence[Fact]) -> list[Outcome]:
    """What sources say in so many words of a promise."""
    found = []
    for status in ("kept", "partly_kept", "broken", "withdrawn"):
        told = _outcome_words(pledge, chronicle, status) if status == "withdrawn" else None
        # "some" and "half" say much else: only beside an amount of the promise do they speak of it
        anchors = find_upshot(pledge, chronicle, status, counted=status == "partly_kept") if told is None else ()
        anchors = tuple(dict.fromkeys((*anchors, *retold(tellings, chronicle, status))))
        if told is not None or anchors:
            found.append(told or Outcome(status, (), anchors))
    return found


def _outcome_words(fact: Fact, chronicle: Chronicle, status: str) -> Outcome | None:
    """A later telling of somebody concerned, on the same matter, with a word of postponing, cancelling or taking back."""
    for other in (fact, *chronicle.later_saying(fact, status)):
        if other.slots is None or fact.slots is None or not _concerns(other.slots, fact.slots):
            continue
        if anchors := says(other, status):
            return Outcome(status, (other,) if other.id != fact.id else (), anchors)
    return None


def _concerns(other: Slots, plan: Slots) -> bool:
    if not covers(everyone(other), plan.actors[:1]):
        return False
    if plan.kind in ENCOUNTERS:
        same = other.kind == plan.kind and other.realis != "actual"
        timed = other.time is None or plan.time is None or compare_dates(other.time, plan.time).relation != "conflict"
        return same and timed and (other.place is None or other.place == plan.place)
    return bool(set(other.topics) & set(plan.topics))
