"""Several things that one source tells go into one sentence, so that the source is not named again and again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from dateline.lang.events import is_event
from dateline.lang.frames import is_casualty
from dateline.lang.precision import precision
from dateline.lang.render import Attribution
from dateline.model import Slots
from dateline.write.items import Item

MOST = 2
MOST_TOPICS = 5


def gather(items: Sequence[Item], apart: frozenset[str], can_join: Callable[[Sequence[Item]], bool]) -> list[Item]:
    """The items with neighbours of one source joined, as far as every edition can say them in one sentence. Facts of
    ``apart`` stay alone."""
    done: list[Item] = []
    run: list[Item] = []
    for item in items:
        if run and _goes_on(run, item) and not apart & {*run[-1].ids, *item.ids} and can_join([*run, item]):
            run.append(item)
            continue
        done += _as_one(run)
        run = [item]
    return [*done, *_as_one(run)]


def gather_tolls(items: Sequence[Item]) -> list[Item]:
    """The items with the tolls of one disaster in the sentence of the first of them."""
    tolls = [i for i in items if i.kind == "act" and i.slots is not None and is_casualty(i.slots)]
    if not tolls or tolls[0].slots is None:
        return list(items)
    first = tolls[0].slots
    alike = [t for t in tolls if t.slots and (t.slots.topics, t.slots.place) == (first.topics, first.place)]
    units = [t.slots.amounts[0][1] for t in alike if t.slots]
    dated = any(t.slots and t.slots.time is not None for t in alike[1:])
    same = len({(t.facts[0].support, t.facts[0].weak_evidence, source_of(t)) for t in alike}) == 1
    if len(alike) < MOST or len(set(units)) < len(units) or dated or not same:
        return list(items)
    one = _as_one(alike)[0]
    return [one if i is tolls[0] else i for i in items if i is tolls[0] or i not in alike]


def _as_one(run: Sequence[Item]) -> list[Item]:
    if len(run) < 2:
        return list(run)
    first = run[0]
    joined = tuple((i.slots, i.attribution) for i in run[1:] if i.slots is not None)
    return [replace(first, facts=tuple(f for i in run for f in i.facts), joined=joined)]


def _goes_on(run: Sequence[Item], item: Item) -> bool:
    """Whether an item may stand in one sentence with those before it: plain words of the same speakers, source and
    support."""
    before = run[-1]
    if not (_is_plain(before) and _is_plain(item)) or before.section != item.section:
        return False
    if source_of(before) != source_of(item) or before.facts[0].support != item.facts[0].support:
        return False
    if before.facts[0].weak_evidence != item.facts[0].weak_evidence:
        return False
    when = precision(item.slots.time) if item.slots else None
    if when is not None and (before.slots is None or when != precision(before.slots.time)):
        return False
    same = all(_actors(i.slots) == _actors(item.slots) for i in run)
    many = sum(len(i.slots.topics) for i in (*run, item) if i.slots is not None) > MOST_TOPICS
    return same and not many and len(run) < MOST


def _is_plain(item: Item) -> bool:
    slots = item.slots
    if item.kind != "act" or item.section != "said" or slots is None or is_event(slots) or is_casualty(slots):
        return False
    told = (slots.polarity, slots.realis, slots.hedge, slots.conditional) == ("positive", "actual", None, False)
    return told and not slots.restated and not slots.amounts and not item.joined


def source_of(item: Item) -> str:
    """By whose word an item is told, as one string; "" where it stands on its own."""
    said_by = item.attribution.said_by
    return "+".join((*((said_by.entity,) if said_by else ()), *item.attribution.sides, *item.attribution.origins))


def _actors(slots: Slots | None) -> tuple[str, ...]:
    return tuple(p.entity for p in slots.actors) if slots else ()


def joined_acts(run: Iterable[Item]) -> list[tuple[Slots, Attribution]]:
    """The acts of items, each with its attribution, as grammars join them."""
    acts: list[tuple[Slots, Attribution]] = []
    for item in run:
        if item.slots is not None:
            acts += [(item.slots, item.attribution), *item.joined]
    return acts
