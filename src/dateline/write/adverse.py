"""What is told of somebody to his discredit: its bar, and the denial that stands beside it (``EDITORIAL.md``)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from dateline.lang.denials import denies, names_charges
from dateline.lang.events import event_form, is_adverse
from dateline.lang.render import Attribution, replace_slots
from dateline.model import Entity, Fact, Origin, Slots
from dateline.write.items import Desk, Item
from dateline.write.narrow import narrow, say_in_all

DENIAL = Attribution(manner="denial")


def is_of_somebody(fact: Fact, cast: Mapping[str, Entity]) -> bool:
    """Whether a fact puts a person in a bad light."""
    return fact.slots is not None and is_adverse(fact.slots) and bool(_persons(fact.slots, cast))


def below_bar(fact: Fact, cast: Mapping[str, Entity], origins: Iterable[Origin]) -> str | None:
    """Why what a fact tells of a person to his discredit is not to be printed, or None: it takes two independent origins or
    an official one, and the exact status as a thing done."""
    slots = fact.slots
    if slots is None or not is_of_somebody(fact, cast):
        return None
    if slots.realis != "actual" or slots.hedge or slots.conditional:
        return "to somebody's discredit, and not told as done"
    official = any(o.kind == "official" and o.id in fact.origins for o in origins)
    if fact.support != "corroborated" and not official:
        return "to somebody's discredit, and resting on one origin, which is not official"
    return None


def is_denial(fact: Fact) -> bool:
    """Whether somebody says by every telling's words that something is not so."""
    slots = fact.slots
    if slots is None or (slots.kind, slots.rung, slots.polarity) != ("statement", "raised", "negative"):
        return False
    return bool(fact.tellings) and all(denies(t.lang or "", t.anchor.exact) for t in fact.tellings)


def denial_of(fact: Fact, facts: Sequence[Fact], cast: Mapping[str, Entity]) -> Fact | None:
    """The denial of the person of whom a fact tells something adverse, by words that name charges or else any; None where
    the facts have none."""
    if fact.slots is None or not is_of_somebody(fact, cast):
        return None
    accused = _persons(fact.slots, cast)
    made = [f for f in facts if is_denial(f) and f.slots and accused & {p.entity for p in f.slots.actors}]
    return min(made, key=lambda f: (not _of_charges(f), -f.weight, f.id), default=None)


def without_open_charges(facts: Sequence[Fact], told: Sequence[Fact], desk: Desk) -> list[Fact]:
    """The ``facts`` less those to the discredit of somebody whose denial is among the ``told`` and cannot be said."""
    kept: list[Fact] = []
    for fact in facts:
        denial = denial_of(fact, told, desk.cast)
        if denial is None or not _of_charges(denial) or _denial_item(denial, desk) is not None:
            kept.append(fact)
    return kept


def with_denials(items: Sequence[Item], facts: Sequence[Fact], desk: Desk) -> list[Item]:
    """The items, each that is to somebody's discredit followed by what he says to it."""
    beside: dict[str, Item] = {}
    for item in items:
        denial = denial_of(item.facts[0], facts, desk.cast) if item.facts else None
        made = _denial_item(denial, desk) if denial is not None else None
        if made is not None and not any(made.ids == b.ids for b in beside.values()):
            beside["+".join(item.ids)] = replace(made, section=item.section)
    told = {i for b in beside.values() for i in b.ids}
    placed: list[Item] = []
    for item in items:
        if told & set(item.ids):
            continue
        placed.append(item)
        found = beside.get("+".join(item.ids))
        placed += [found] if found is not None else []
    return placed


def _denial_item(fact: Fact, desk: Desk) -> Item | None:
    assert fact.slots is not None
    slots = narrow(replace_slots(fact.slots, time=None, recipients=()), desk.cast, desk.langs)
    if _of_charges(fact):
        slots = replace_slots(slots, topics=())
    elif not slots.topics:
        return None
    if not say_in_all(slots, desk.cast, DENIAL, desk.langs):
        return None
    return Item("act", "said", (fact,), DENIAL, slots=slots)


def _of_charges(fact: Fact) -> bool:
    return all(names_charges(t.lang or "", t.anchor.exact) for t in fact.tellings)


def _persons(slots: Slots, cast: Mapping[str, Entity]) -> frozenset[str]:
    parties = slots.recipients if event_form(slots) == "patient" else slots.actors
    return frozenset(p.entity for p in parties if p.entity in cast and cast[p.entity].kind == "person")
