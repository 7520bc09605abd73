"""The record: who met, visited, called, promised, signed what and when, merged over stories, every row anchored."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from dateline.group.chronicle import Chronicle
from dateline.group.dossier import Dossier, first_day, is_day
from dateline.group.facts import HOLLOW
from dateline.group.outcomes import Outcome, follow_plan, follow_pledge
from dateline.group.slots import ENCOUNTERS
from dateline.group.stories import mint
from dateline.group.undertakings import due_day, fullest_plan, join_plans, join_promises, made_on
from dateline.lang.pivot import pivot_keys
from dateline.model import Anchor, DateValue, Entity, Fact, Participant, Party, RecordRow, Slots
from dateline.model.story import PartyRole

KINDS = ("meeting", "visit", "call", "statement", "agreement", "signing", "pledge", "plan", "appointment")
History = dict[str, str | int | None]


def build_records(
    facts: Sequence[Fact],
    dossiers: Mapping[str, Dossier],
    entities: Mapping[str, Entity],
    names: Mapping[str, str],
    as_of: str | None,
) -> list[RecordRow]:
    """The rows of the record, by time. ``as_of`` is the day by which a plan or pledge is overdue."""
    chronicle = Chronicle(facts, dossiers, as_of)
    merged: dict[tuple[str, ...], list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.slots is not None and fact.weight > HOLLOW and _recorded(fact.slots):
            merged[_row_key(fact, chronicle)].append(fact)
    groups = _one_row_an_undertaking(list(merged.values()), chronicle)
    rows = [_make_row(same, chronicle, entities, names) for same in groups]
    return sorted(rows, key=lambda r: (first_day(r.time) or "9999", r.kind, r.id))


def _one_row_an_undertaking(groups: Sequence[list[Fact]], chronicle: Chronicle) -> list[list[Fact]]:
    """The groups of facts, those of planned encounters put together where they are one plan, and what repeats a promise
    put to it."""
    plans: list[list[Fact]] = []
    rest: list[list[Fact]] = []
    for group in groups:
        encounter = group[0].slots is not None and group[0].slots.kind in (*ENCOUNTERS, "signing")
        (plans if encounter and _is_plan(group[0]) else rest).append(group)
    told_on = {f.id: chronicle.told_on(f) for g in groups for f in g}
    return [*join_promises(rest, told_on), *join_plans(plans, told_on)]


def _is_plan(fact: Fact) -> bool:
    return fact.slots is not None and row_kind(fact.slots) == "plan"


def _recorded(slots: Slots) -> bool:
    return slots.kind in KINDS and slots.realis in ("actual", "planned") and bool(slots.actors)


def row_kind(slots: Slots) -> str:
    """An encounter that is still to come is a plan in the record."""
    if slots.polarity == "negative":
        return slots.kind
    if slots.kind in ENCOUNTERS and slots.realis == "planned":
        return "plan"
    return "plan" if slots.kind in ("agreement", "signing") and slots.realis == "planned" else slots.kind


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
    amounts = ",".join(" ".join(a) for a in slots.amounts) if due else ""
    return (*head, slots.rung, ",".join(slots.topics), fact.id if not slots.topics and not amounts else amounts)


def _make_row(
    facts: Sequence[Fact], chronicle: Chronicle, entities: Mapping[str, Entity], names: Mapping[str, str]
) -> RecordRow:
    """One row from the facts that are the same; the weightiest gives the slots."""
    best = fullest_plan(facts) if _is_plan(facts[0]) else min(facts, key=lambda f: (-f.weight, f.id))
    slots = best.slots
    assert slots is not None
    due = due_day(slots, chronicle.told_on(best))
    kind = row_kind(slots)
    outcome = follow_plan(best, chronicle) if kind == "plan" else None
    outcome = follow_pledge(best, chronicle) if kind == "pledge" else outcome
    participants = _participants(slots, names)
    anchors = tuple(dict.fromkeys(a for f in facts for a in f.anchors))
    return RecordRow(
        id=mint("r", *_row_key(best, chronicle)),
        kind=kind,
        title={"en": _title(kind, slots, participants)},
        participants=participants,
        place=slots.place,
        time=_row_time(best, due, chronicle),
        rung=slots.rung,
        polarity=slots.polarity,
        outcome=outcome.facts[0].text if outcome is not None and outcome.facts else None,
        status=outcome.status if outcome is not None else None,
        origins=len({o for f in facts for o in f.origins}),
        anchors=anchors,
        history=_history(facts, outcome, chronicle, due),
        topics=tuple(sorted({t for f in facts if f.slots is not None for t in f.slots.topics})),
        countries=_countries(slots, entities),
        story=best.story,
        weak_evidence=all(f.weak_evidence for f in facts),
        slots=slots,
    )


def _row_time(fact: Fact, due: str | None, chronicle: Chronicle) -> DateValue | None:
    """The time of the act; of a promise with a due date, when it was made (its history gives the date it is due)."""
    slots = fact.slots
    if slots is None or due is None:
        return slots.time if slots is not None else None
    beside = [f for f in chronicle.beside(fact) if f.story == fact.story]
    return made_on(slots, chronicle.told_on(fact), beside)


def _participants(slots: Slots, names: Mapping[str, str]) -> tuple[Participant, ...]:
    """Everyone in the act once. A visit's actors are visitors; who receives a visitor, or is met at home, is host."""
    found: dict[str, Participant] = {}
    for party in (*slots.actors, *slots.recipients):
        role = _role(party, slots)
        name = names.get(party.entity, party.entity.removeprefix("person:"))
        found.setdefault(party.entity, Participant(entity=party.entity, name=name, capacity=party.capacity, role=role))
    return tuple(found.values())


def _role(party: Party, slots: Slots) -> PartyRole:
    """Host and visitor where the act says so, or where an office is exercised in its own country and another's is not."""
    if party.role in ("host", "visitor"):
        return party.role
    if slots.kind != "meeting" or slots.place is None:
        return "participant"
    country = slots.place.split("/")[0]
    homes = [p.of.split("/")[0] if p.of else None for p in (*slots.actors, *slots.recipients)]
    here = party.of.split("/")[0] if party.of else None
    if here is None or country not in homes or len({h for h in homes if h}) < 2:
        return "participant"
    return "host" if here == country else "visitor"


def _countries(slots: Slots, entities: Mapping[str, Entity]) -> tuple[str, ...]:
    """The countries of all parties; of a journey or a promise also that where it leads (a meeting's host is a party, and a
    meeting on neutral ground is not that ground's)."""
    found: set[str] = set()
    for party in (*slots.actors, *slots.recipients):
        entity = entities.get(party.entity)
        of = party.of or (entity.country if entity else None)
        if of:
            found.add(of.split("/")[0])
        elif len(party.entity) == 2 and party.entity.isupper():
            found.add(party.entity)
    if slots.place is not None and slots.kind in ("visit", "pledge", "plan"):
        found.add(slots.place.split("/")[0])
    return tuple(sorted(c for c in found if len(c) == 2 and c.isupper()))


def _title(kind: str, slots: Slots, participants: Sequence[Participant]) -> str:
    """A plain English title: what, of whom, on what, where."""
    who = " and ".join(p.name for p in participants[:3]) + (" and others" if len(participants) > 3 else "")
    words = f"{'no ' if slots.polarity == 'negative' else ''}{slots.kind}"
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
        known = {anchor for anchor, _ in passages}
        passages += [(a, None) for a in step.anchors if a not in known]
        entries += [_entry(step.status, anchor, fact, chronicle) for anchor, fact in passages]
    return tuple(sorted(entries, key=lambda e: str(e["date"] or "9999")))


def _entry(event: str, anchor: Anchor, fact: str | None, chronicle: Chronicle) -> History:
    dossier = chronicle.dossiers.get(anchor.article)
    return {
        "event": event,
        "date": dossier.day if dossier is not None else None,
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
