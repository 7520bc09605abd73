"""What the record knows of an event from before it: earlier events of its thread, how often the same two have met, on which
day it was foretold, and what is still to come."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from msgspec import Struct

from dateline.lang.precision import precision
from dateline.lang.render import Recollection
from dateline.model import Anchor, Entity, Fact, Party, RecordRow, Slots

SINCE_THIRD = 3
"""The meeting from which on they are counted; the one before is told itself."""


class Foretold(Struct, frozen=True, kw_only=True):
    """A plan of an earlier day that came true: the fact that tells it happened, the day on which it was announced (or, so
    far as is known, only reported), and the passages of both."""

    happened: str
    day: str
    announced: bool
    anchors: tuple[Anchor, ...]


class Encounters(Struct, frozen=True, kw_only=True):
    """The earlier meetings, or calls, of two people (in the order of their ids): rows of the record, one a day, the first
    first."""

    kind: Literal["meeting", "call"]
    people: tuple[str, ...]
    rows: tuple[RecordRow, ...]


class Past(Struct, frozen=True, kw_only=True):
    """All that a story's report may tell from before: ``facts`` of earlier stories (what happened, the first first),
    ``ahead`` what those stories have still to come."""

    facts: tuple[Fact, ...] = ()
    ahead: tuple[Fact, ...] = ()
    encounters: tuple[Encounters, ...] = ()
    foretold: tuple[Foretold, ...] = ()


@dataclass(frozen=True, slots=True)
class Recalled:
    """A sentence from the record, with the passages it rests on. ``id`` names it among the facts of a report."""

    id: str
    said: Recollection
    anchors: tuple[Anchor, ...]


def recall(lead: Fact, slots: Slots, past: Past, cast: Mapping[str, Entity]) -> tuple[Recalled, ...]:
    """What the record says of the event that leads a report."""
    if slots.polarity == "negative" or slots.realis != "actual" or slots.hedge or slots.said_by:
        return ()
    found = (_count(slots, past, cast), _foretelling(lead, slots, past))
    return tuple(r for r in found if r is not None)


def _count(slots: Slots, past: Past, cast: Mapping[str, Entity]) -> Recalled | None:
    people = tuple(sorted({p.entity for p in (*slots.actors, *slots.recipients)}))
    when = precision(slots.time)
    if when is None or when.kind != "day" or not all(cast[p].kind == "person" for p in people):
        return None
    for met in past.encounters:
        if met.kind != slots.kind or met.people != people or len(met.rows) + 1 < SINCE_THIRD:
            continue
        first = met.rows[0].time
        since = (first.earliest or "")[:7] if first else ""
        ids = "+".join(row.id for row in met.rows)
        anchors = tuple(row.anchors[0] for row in met.rows)
        said = Recollection(slots, number=len(met.rows) + 1, since=since)
        return Recalled(f"met:{ids}", said, anchors)
    return None


def _foretelling(lead: Fact, slots: Slots, past: Past) -> Recalled | None:
    when = precision(slots.time)
    if when is None or when.kind != "day":
        return None
    for plan in past.foretold:
        if plan.happened == lead.id and plan.day < when.first.isoformat():
            said = Recollection(slots, day=plan.day, announced=plan.announced)
            return Recalled(f"foretold:{lead.id}", said, plan.anchors)
    return None


def is_new(slots: Slots, told: Sequence[Slots]) -> bool:
    """Whether a report does not tell an event already: of the same kind, parties and day."""
    mine = _who(slots), precision(slots.time)
    return not any(
        other.kind == slots.kind and (_who(other), precision(other.time)) == mine and other.realis == slots.realis
        for other in told
    )


def of_its_day(slots: Slots, lead: Slots) -> Slots:
    """An earlier act without the offices that its people no longer have in the lead, since a bare title would be taken for
    today's; who is named without one goes by that of the lead."""
    from msgspec.structs import replace

    now = {p.entity: p for p in (*lead.actors, *lead.recipients)}

    def fitting(party: Party) -> Party:
        today = now.get(party.entity)
        if today is None or party.capacity is None:
            return today or party
        return party if party.capacity == today.capacity else replace(party, capacity=None, of=None, status=None)

    return replace(
        slots,
        actors=tuple(fitting(p) for p in slots.actors),
        recipients=tuple(fitting(p) for p in slots.recipients),
    )


def _who(slots: Slots) -> frozenset[str]:
    return frozenset(p.entity for p in (*slots.actors, *slots.recipients))
