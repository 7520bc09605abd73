"""The record: who met, visited, called, promised, signed what and when, merged over stories, every row anchored."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from dateline.group.chronicle import Chronicle, Texts
from dateline.group.dossier import first_day, is_day, last_day
from dateline.group.dossiers import Dossiers
from dateline.group.facts import HOLLOW
from dateline.group.happenings import is_happening
from dateline.group.joining import held_at, join_deeds, join_encounters, join_promises, settle_seats
from dateline.group.merging import join_slots
from dateline.group.outcome_words import says
from dateline.group.outcomes import Outcome, follow_plan, follow_pledge
from dateline.group.particulars import (
    accounts_of,
    conditions_of,
    content_of,
    counterparts,
    countries_of,
    modest_kind,
    participants_of,
    sides_alone,
    venue_of,
    without_collectives,
)
from dateline.group.slots import ENCOUNTERS
from dateline.group.speakers import is_joint
from dateline.group.stories import mint
from dateline.group.undertakings import due_day, fullest_plan, join_plans, made_on, plans_agreed, plans_given_up
from dateline.lang.events import event_form, is_adverse
from dateline.lang.pivot import pivot_keys
from dateline.model import Anchor, DateValue, Entity, Fact, Origin, Participant, RecordRow, Slots

KINDS = ("meeting", "visit", "call", "statement", "agreement", "signing", "pledge", "plan", "appointment")
History = dict[str, str | int | None]


@dataclass(frozen=True)
class Cast:
    """Who and what rows speak of: entities by id, a name for each, and the origin of each article; and what is asked of
    texts."""

    entities: Mapping[str, Entity]
    names: Mapping[str, str]
    origins: Mapping[str, Origin]
    texts: Texts


def build_records(
    facts: Sequence[Fact],
    dossiers: Dossiers,
    cast: Cast,
    as_of: str | None,
) -> list[RecordRow]:
    """The rows of the record, by time. ``as_of`` is the day by which a plan or pledge is overdue."""
    days = {name: dossiers.day(name) for name in dossiers}
    facts = settle_seats([_without_time_to_come(f, days) for f in facts], cast.entities)
    chronicle = Chronicle(facts, dossiers, as_of, cast.texts)
    merged: dict[tuple[str, ...], list[Fact]] = defaultdict(list)
    for fact in (*facts, *plans_agreed(facts, chronicle), *plans_given_up(facts, chronicle)):
        if fact.slots is None or fact.weight <= HOLLOW or _is_upshot(fact) or _is_below_bar(fact, cast):
            continue
        if _recorded(fact.slots) and _is_of_somebody(fact.slots, cast.entities):
            merged[_row_key(fact, chronicle)].append(fact)
    groups = _one_row_an_act(list(merged.values()), chronicle)
    chronicle.follow(best for same in groups if _is_followed(best := _best(same, chronicle)))
    rows = [_make_row(same, chronicle, cast) for same in groups]
    row_of = {f.id: row.id for row, same in zip(rows, groups, strict=True) for f in same}
    rows = [_with_meeting(row, same, chronicle, row_of) for row, same in zip(rows, groups, strict=True)]
    return sorted(rows, key=lambda r: (first_day(r.time) or "9999", r.kind, r.id))


def _without_time_to_come(fact: Fact, days: Mapping[str, str | None]) -> Fact:
    """The fact without a time after the day on which it was told as done, or long before what was agreed: that is a time
    of something else in its words."""
    slots = fact.slots
    if slots is None or slots.realis != "actual" or slots.kind not in (*ENCOUNTERS, "signing", "agreement"):
        return fact
    told = min((day for t in fact.tellings if (day := days.get(t.article))), default=None)
    last = last_day(slots.time)
    if told is None or last is None or is_day(slots.time):
        return fact
    bygone = slots.kind not in ENCOUNTERS and int(told[:4]) - int(last[:4]) > 1  # "a mine accident of 1942"
    return replace(fact, slots=replace(slots, time=None)) if last > told or bygone else fact


def _one_row_an_act(groups: Sequence[list[Fact]], chronicle: Chronicle) -> list[list[Fact]]:
    """The groups of facts, those put together that are one plan, one promise, one encounter or one deed."""
    plans: list[list[Fact]] = []
    encounters: list[list[Fact]] = []
    rest: list[list[Fact]] = []
    for group in groups:
        slots = group[0].slots
        met = slots is not None and slots.kind in (*ENCOUNTERS, "signing")
        if met and _is_plan(group[0]):
            plans.append(group)
        else:
            (encounters if slots is not None and slots.kind in ENCOUNTERS else rest).append(group)
    told_on = {f.id: chronicle.told_on(f) for g in groups for f in g}
    deeds = join_deeds(join_promises(rest, chronicle), chronicle)
    return [*deeds, *join_encounters(encounters), *join_plans(plans, told_on)]


def _is_below_bar(fact: Fact, cast: Cast) -> bool:
    """Whether a fact tells of a person what puts him in a bad light on the word of one origin that is not official."""
    slots = fact.slots
    if slots is None or not is_adverse(slots) or fact.support == "corroborated":
        return False
    concerned = slots.recipients if event_form(slots) == "patient" else slots.actors
    people = any(e is None or e.kind == "person" for e in (cast.entities.get(p.entity) for p in concerned))
    kinds = {o.kind for t in fact.tellings if (o := cast.origins.get(t.article)) is not None}
    return people and "official" not in kinds


def _is_plan(fact: Fact) -> bool:
    return fact.slots is not None and row_kind(fact.slots) == "plan"


def _recorded(slots: Slots) -> bool:
    """Whether an act belongs in the record: told as done or planned, of somebody, or promised on a condition, plans and
    promises only where something can be followed up; of what has no kind of its own, plans for a day."""
    if _is_set_down(slots):
        return True
    on_condition = slots.kind == "pledge" and slots.realis == "conditional"
    befallen = is_happening(slots) and event_form(slots) != "thing" and bool(slots.actors or slots.recipients)
    if befallen and slots.realis in ("actual", "planned") and slots.polarity == "positive":
        return True
    somebody = slots.actors or (slots.kind == "appointment" and slots.recipients)
    if not somebody or not (slots.realis in ("actual", "planned") or on_condition):
        return False
    said = bool(slots.topics or slots.amounts)
    if slots.kind == "other" and not (said and slots.time):
        return False
    if slots.kind in ("plan", "pledge") and not (said or slots.time or slots.recipients or slots.conditional):
        return False
    return not _goes_nowhere(slots) and (slots.kind in KINDS or row_kind(slots) == "plan")


def _is_set_down(slots: Slots) -> bool:
    """Whether it is told for which day or month something of a known matter is planned, though not by whom: a launch, a
    vote, a hearing."""
    planned = (slots.realis, slots.polarity) == ("planned", "positive") and slots.kind in ("other", "plan")
    return planned and not slots.actors and bool(slots.topics) and first_day(slots.time) is not None


def _is_of_somebody(slots: Slots, entities: Mapping[str, Entity]) -> bool:
    """Whether somebody who takes part can be told from others: a person, a country, a body by name, an office of a country.
    "Relatives", "the delegation", "a company official" cannot, and what they did is in no row; what is set down for a day
    is anybody's."""
    return _is_set_down(slots) or any(_is_known(entities.get(p.entity)) for p in (*slots.actors, *slots.recipients))


def _is_known(entity: Entity | None) -> bool:
    if entity is None or entity.kind in ("person", "place") or entity.country is not None:
        return True
    if entity.kind == "position" or "/" not in (entity.key or "/"):
        return False
    return any(not name.text.islower() for name in entity.names)


def _is_upshot(fact: Fact) -> bool:
    """Whether an act only says that a planned encounter was put off or called off: that stands in the plan's history."""
    slots = fact.slots
    if slots is None or slots.kind not in ENCOUNTERS or (slots.polarity, slots.realis) != ("negative", "planned"):
        return False
    return bool(says(fact, "postponed") or says(fact, "cancelled"))


def _goes_nowhere(slots: Slots) -> bool:
    """Whether somebody would visit the very country whose office he holds: another's journey, misread."""
    if slots.kind != "visit" or slots.place is None or "/" in slots.place:
        return False
    return all(p.capacity is not None and (p.of or "").split("/")[0] == slots.place for p in slots.actors)


def row_kind(slots: Slots) -> str:
    """An encounter that is still to come is a plan in the record."""
    if slots.polarity == "negative":
        return slots.kind
    if slots.kind in (*ENCOUNTERS, "agreement", "signing", "appointment", "other") and slots.realis == "planned":
        return "plan"
    return slots.kind


def _row_key(fact: Fact, chronicle: Chronicle) -> tuple[str, ...]:
    """Facts of different stories are one row when kind, people and day are the same, promises when what is promised and
    the day it is due are; the undated stay with their story."""
    slots = fact.slots
    assert slots is not None
    concerned = slots.actors if slots.kind == "pledge" else (*slots.actors, *slots.recipients)
    people = sorted({p.entity for p in concerned})
    day, due = first_day(slots.time), due_day(slots, chronicle.told_on(fact))
    where = day if day is not None and (is_day(slots.time) or slots.realis == "planned") else f"{fact.story}"
    head = (row_kind(slots), slots.kind, slots.polarity, ",".join(people), f"due {due}" if due else where)
    if slots.kind in ENCOUNTERS:
        return head
    if is_happening(slots):
        return (*head, f"{slots.event} {slots.thing or ''}")
    amounts = ",".join(" ".join(a) for a in slots.amounts) if due else ""
    return (*head, slots.rung, ",".join(slots.topics), fact.id if not slots.topics and not amounts else amounts)


def _make_row(facts: Sequence[Fact], chronicle: Chronicle, cast: Cast) -> RecordRow:
    """One row from the facts that are the same; the weightiest gives the slots, the others fill what it leaves open."""
    best = _best(facts, chronicle)
    accounts = accounts_of(facts, chronicle, cast.origins)
    slots = without_collectives(_row_slots(best, facts), cast.entities)
    slots = replace(slots, meeting=modest_kind(slots.meeting, accounts))
    due = due_day(slots, chronicle.told_on(best))
    kind = row_kind(slots)
    outcome = follow_plan(best, chronicle) if kind == "plan" else None
    outcome = follow_pledge(best, chronicle, facts) if kind == "pledge" else outcome
    met = counterparts(slots, facts) if kind == "plan" else ()
    participants = participants_of(replace(slots, recipients=(*slots.recipients, *met)), kind, cast.names)
    told = sorted(facts, key=lambda f: (f.id != best.id, -f.weight, f.id))
    return RecordRow(
        id=mint("r", *_row_key(best, chronicle)),
        kind=kind,
        title={"en": _title(kind, slots, participants)},
        participants=participants,
        place=slots.place,
        time=_row_time(best, slots, due, chronicle),
        rung=slots.rung,
        polarity=slots.polarity,
        outcome=_outcome_words(outcome),
        status=outcome.status if outcome is not None else None,
        origins=len({o for f in facts for o in f.origins}),
        anchors=tuple(dict.fromkeys(a for f in facts for a in f.anchors)),
        history=_history(facts, outcome, chronicle, due),
        topics=tuple(sorted({t for f in facts if f.slots is not None for t in f.slots.topics})),
        countries=countries_of(replace(slots, recipients=(*slots.recipients, *met)), cast.entities),
        story=best.story,
        weak_evidence=all(f.weak_evidence for f in facts),
        slots=slots,
        venue=venue_of(told, chronicle) if slots.kind in ENCOUNTERS else None,
        content=content_of(told, chronicle),
        conditions=conditions_of(told, chronicle),
        due=due,
        sides=sides_alone(facts),
        accounts=accounts,
    )


def _best(facts: Sequence[Fact], chronicle: Chronicle) -> Fact:
    return fullest_plan(facts) if _is_plan(facts[0]) else min(facts, key=lambda f: _rank(f, chronicle))


def _is_followed(fact: Fact) -> bool:
    """Whether it is asked what came of it, and answered by deeds on its matter."""
    slots = fact.slots
    return (
        slots is not None and row_kind(slots) in ("plan", "pledge") and slots.kind not in (*ENCOUNTERS, "appointment")
    )


def _rank(fact: Fact, chronicle: Chronicle) -> tuple[bool, float, str]:
    """The weightiest fact first; of a promise, one that says by when."""
    slots = fact.slots
    undated = slots is not None and slots.kind == "pledge" and due_day(slots, chronicle.told_on(fact)) is None
    return undated, -fact.weight, fact.id


def _outcome_words(outcome: Outcome | None) -> str | None:
    """The first passage that says what came of a plan or promise."""
    if outcome is None:
        return None
    return outcome.facts[0].text if outcome.facts else outcome.anchors[0].exact if outcome.anchors else None


def _row_slots(best: Fact, facts: Sequence[Fact]) -> Slots:
    """The slots of the best fact; of what was held, agreed or signed, filled from the others."""
    slots = best.slots
    assert slots is not None
    if slots.realis != "actual" or not (slots.kind in ENCOUNTERS or is_joint(slots)):
        return slots
    for other in sorted((f for f in facts if f.id != best.id), key=lambda f: (-f.weight, f.id)):
        if other.slots is not None and other.slots.kind == slots.kind:
            slots = join_slots(slots, other.slots)
    return slots


def _row_time(fact: Fact, slots: Slots, due: str | None, chronicle: Chronicle) -> DateValue | None:
    """The time of the act; of a promise with a due date, when it was made (its history gives the date it is due). What is
    told as done or said was not on a day after it was told: such a time is one of its matter."""
    if due is not None and row_kind(slots) != "plan":
        return made_on(slots, chronicle.told_on(fact), chronicle.beside(fact))
    told, day = chronicle.told_on(fact), first_day(slots.time)
    planned = slots.realis != "actual" or slots.kind in ("pledge", "plan")
    return None if not planned and told is not None and day is not None and day > told else slots.time


def _with_meeting(row: RecordRow, facts: Sequence[Fact], chronicle: Chronicle, row_of: Mapping[str, str]) -> RecordRow:
    """The row with the meeting at which it was said or done, and, where it has no time of its own, with that one's."""
    met = {m.id: m for f in facts if (m := held_at(f, chronicle)) is not None and m.id in row_of}
    if row.kind == "plan" or len({row_of[m] for m in met}) != 1:
        return row
    meeting = met[min(met)]
    time = row.time
    if time is None and meeting.slots is not None and meeting.slots.time is not None:
        time = replace(meeting.slots.time, basis="relative_to_event")
    return replace(row, at=row_of[meeting.id], time=time)


def _title(kind: str, slots: Slots, participants: Sequence[Participant]) -> str:
    """A plain English title: what, of whom, on what, where."""
    who = " and ".join(p.name for p in participants[:3]) + (" and others" if len(participants) > 3 else "")
    named = (slots.event or slots.kind).replace("_", " ") if is_happening(slots) else slots.kind
    words = f"{'no ' if slots.polarity == 'negative' else ''}{named}"
    if kind == "plan" and slots.kind != "plan":
        words = f"planned {words}"
    places = pivot_keys("places")
    where = f" in {places[slots.place]}" if slots.place in places else ""
    on = ", ".join(pivot_keys("topics").get(t, t) for t in slots.topics[:2]) if slots.kind not in ENCOUNTERS else ""
    return f"{words.capitalize()}: {who}{': ' + on if on else ''}{where}"


def _history(
    facts: Sequence[Fact], outcome: Outcome | None, chronicle: Chronicle, due: str | None
) -> tuple[History, ...]:
    """What was said when: each telling of the row (with the day a promise is ``due``), then each passage that decides
    its outcome, by day of publication."""
    entries = [_entry("told", a, f.id, chronicle) | ({"due": due} if due else {}) for f in facts for a in f.anchors]
    for step in (*outcome.before, outcome) if outcome is not None else ():
        passages: list[tuple[Anchor, str | None]] = [(a, f.id) for f in step.facts for a in f.anchors]
        known = [anchor for anchor, _ in passages]
        passages += [(a, None) for a in step.anchors if not any(_overlap(a, k) for k in known)]
        entries += [_entry(step.status, anchor, fact, chronicle) for anchor, fact in passages]
    return tuple(sorted(entries, key=lambda e: str(e["date"] or "9999")))


def _overlap(a: Anchor, b: Anchor) -> bool:
    return a.article == b.article and a.start < b.end and b.start < a.end


def _entry(event: str, anchor: Anchor, fact: str | None, chronicle: Chronicle) -> History:
    return {
        "event": event,
        "date": chronicle.dossiers.day(anchor.article),
        "fact": fact,
        "article": anchor.article,
        "start": anchor.start,
        "end": anchor.end,
        "exact": anchor.exact,
    }


def records_for(rows: Iterable[RecordRow], kind: str) -> list[RecordRow]:
    """The rows of one kind (``non_event`` for whatever did not happen)."""
    if kind == "non_event":
        return [r for r in rows if r.polarity == "negative"]
    return [r for r in rows if r.kind == kind]
