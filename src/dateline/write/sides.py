"""Both parties of the lead, acting together once more, are "the two sides": their names and offices are not said again."""

from __future__ import annotations

from msgspec.structs import replace

from dateline.model import Entity, Fact, Party, Slots
from dateline.write.items import Item

BOTH_SIDES = Entity(id="both_sides", kind="organization", key="both_sides")

_TOGETHER = frozenset(["agreement", "signing", "statement"])
_RUNGS = frozenset(["exchanged", "saw_alike", "agreed", "on_paper", "done"])


def is_joint_saying(fact: Fact) -> bool:
    """Whether a fact is of a kind that two parties do together."""
    slots = fact.slots
    together = slots is not None and slots.kind in _TOGETHER and slots.rung in _RUNGS
    return together and slots is not None and len({p.entity for p in (*slots.actors, *slots.recipients)}) > 1


def as_sides(item: Item, lead: Item | None, plain: frozenset[str]) -> Slots:
    """The act of an item, by the two sides where these are the two of the lead; as it is where it is to be told plainly."""
    slots = item.slots
    assert slots is not None
    if (
        slots.realis != "actual"
        or lead is None
        or lead.slots is None
        or item.attribution.said_by
        or plain & set(item.ids)
    ):
        return slots
    mine = {p.entity for p in (*slots.actors, *slots.recipients)}
    theirs = {p.entity for p in (*lead.slots.actors, *lead.slots.recipients)}
    if len(theirs) != 2 or mine != theirs or not all(is_joint_saying(f) for f in item.facts):
        return slots
    if slots.time is not None and lead.slots.time is not None and slots.time.earliest != lead.slots.time.earliest:
        return slots
    return replace(slots, actors=(Party(entity=BOTH_SIDES.id),), recipients=(), bound=())
