"""Who speaks in an act, and whether the same speak in two: a country by its minister, a body by its spokesman."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from dateline.group.tellings import covers, same_parties, stands_for
from dateline.lang.data import load_table
from dateline.model import Party, Slots

JOINT_KINDS = ("agreement", "signing")
JOINT_RUNGS = ("exchanged", "saw_alike", "agreed", "on_paper")
BOTH_SIDES = "both_sides"


def everyone(slots: Slots) -> tuple[Party, ...]:
    """Actors and recipients."""
    return (*slots.actors, *slots.recipients)


def is_joint(slots: Slots) -> bool:
    """Whether it takes two to do the act, so that a telling of one party leaves the other out."""
    return slots.kind in JOINT_KINDS or slots.rung in JOINT_RUNGS


def same_speakers(a: Slots, b: Slots) -> bool:
    """The same actors exactly: what one man said, both did not. "Both sides" stands for any two in a joint act, a telling
    that names one of two who signed tells of the same act, and what a country says by its minister its minister says."""
    if a.recipients and b.recipients and not same_addressees(a.recipients, b.recipients):
        joint = a.kind in JOINT_KINDS and same_parties(everyone(a), everyone(b), joint=True)
        if not joint:
            return False
    if is_joint(a):
        if any(p.entity.startswith(BOTH_SIDES) for p in (*a.actors, *b.actors)):
            return True
        ours, theirs = everyone(a), everyone(b)
        return bool(ours and theirs) and (covers(ours, theirs, joint=True) or covers(theirs, ours, joint=True))
    return any(same_parties(x, y) for x in _voices(a) for y in _voices(b))


def same_addressees(a: Sequence[Party], b: Sequence[Party]) -> bool:
    """Whether two acts can be addressed to the same: one's among the other's, or a country or its capital on one side for
    whoever is of that country on the other."""
    if covers(a, b) or covers(b, a):
        return True

    def of_one(p: Party, q: Party) -> bool:
        country = (p.of or "").split("/")[0]
        return bool(country) and country == (q.of or "").split("/")[0] and not (p.capacity and q.capacity)

    return all(any(of_one(p, q) for q in b) for p in a) and all(any(of_one(p, q) for p in a) for q in b)


def _voices(slots: Slots) -> list[tuple[Party, ...]]:
    """The actors, and, where the act is told by the word of somebody who speaks for the one of them, he."""
    found = [slots.actors]
    if slots.said_by is not None and len(slots.actors) == 1 and speaks_for(slots.said_by, slots.actors[0]):
        found.append((slots.said_by,))
    return found


def speaks_for(person: Party, body: Party) -> bool:
    """Whether somebody's word is that of a country or body: he holds an office of it that speaks for it."""
    return stands_for(body, person) and person.capacity in _offices_that_speak()


def may_be_one(a: Slots, b: Slots) -> bool:
    """Whether one act's only actor is a country, and the other's somebody who speaks for it, or a body of it that decides the
    same sum: one act, if the words agree."""
    if len(a.actors) != 1 or len(b.actors) != 1 or is_joint(a):
        return False
    ours, theirs = a.actors[0], b.actors[0]
    if speaks_for(ours, theirs) or speaks_for(theirs, ours):
        return True
    bodies = ours.capacity is None and theirs.capacity is None and bool(ours.of) and ours.of == theirs.of
    return bodies and bool(set(a.amounts) & set(b.amounts))


def same_voice(a: Slots, b: Slots) -> bool:
    """Whether the actors of one act stand for those of the other, or speak for them."""
    return may_be_one(a, b) or any(same_parties(x, y) for x in _voices(a) for y in _voices(b))


def who_spoke(a: Sequence[Party], b: Sequence[Party]) -> tuple[Party, ...]:
    """Of two sets of actors that stand for each other the one that names people."""
    return tuple(max(a, b, key=lambda ps: (sum(p.capacity is not None for p in ps), ps is a)))


@cache
def _offices_that_speak() -> frozenset[str]:
    return frozenset(load_table("compare", "voices")["speak_for_all"]["positions"])
