"""What an act is about, as far as the words of its sources say it alike: a deed and its object, or a thing that is a matter
by itself."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from unicodedata import normalize

from dateline.lang.data import load_table
from dateline.lang.events import MOVES, STEP, event_form
from dateline.lang.goals import Goal, goals_in, is_named_apart, objects_in, stands_alone
from dateline.lang.identify import SUPPORTED
from dateline.lang.render import replace_slots
from dateline.model import Fact, Slots
from dateline.write.manners import names_topic

MOST = 2
_KINDS = frozenset(["statement", "pledge", "agreement", "plan", "other"])


def goals_of(fact: Fact) -> tuple[Goal, ...]:
    """What is to be done with what, by the words of the fact's tellings. An object counts where all tellings that have a
    deed for it have the same one; what most of them have comes first."""
    slots = fact.slots
    if slots is None or not _has_matter(slots):
        return ()
    told = [_goals_told(t.anchor.exact, t.lang or "", slots.topics) for t in fact.tellings]
    counts = Counter(goal for found in told for goal in found)
    by_object: dict[str, set[str]] = {}
    for deed, thing in counts:
        shared = all((deed, thing) in found for found in told if any(o == thing for _, o in found))
        if shared:
            by_object.setdefault(thing, set()).add(deed)
    sure = [(deed, thing) for thing, deeds in by_object.items() for deed in sorted(deeds)[:1]]
    return tuple(sorted(sure, key=lambda g: (-counts[g], g))[:MOST])


def with_matter(slots: Slots, fact: Fact) -> Slots:
    """The act with the objects of its goals first among its topics; where it has neither, with what every telling names
    that is a matter by itself."""
    if not _has_matter(slots):
        return slots
    things = tuple(thing for _, thing in goals_of(fact))
    if not things and not slots.topics:
        named = [set(objects_in(t.anchor.exact, t.lang or "")) for t in fact.tellings]
        things = tuple(sorted(k for k in set.intersection(*named) if stands_alone(k))[:MOST]) if named else ()
    return replace_slots(
        slots, topics=(*things, *(t for t in slots.topics if t not in things and _apart(fact, t, things)))
    )


def with_level(slots: Slots, fact: Fact) -> Slots:
    """A rise or cut with what it comes to, where all tellings that say so have the same, or else its one step; no other
    number of the passage is either."""
    thing = slots.thing
    if thing is None or slots.event not in MOVES or event_form(slots) != "thing":
        return slots
    told = {level for t in fact.tellings for level in _levels_told(t.anchor.exact, t.lang or "", thing)}
    steps = [a for a in slots.amounts if a[1] == STEP]
    level = next(iter(told)) if len(told) == 1 else None
    kept = [a for a in slots.amounts if a == (level, "percent")] if told else steps if len(steps) == 1 else []
    return replace_slots(slots, amounts=tuple(kept))


def without_level(slots: Slots) -> Slots:
    """A rise or cut without its amount: whether that is a level or a step is known by the passages of a fact alone."""
    return replace_slots(slots, amounts=()) if slots.event in MOVES and slots.amounts else slots


def _levels_told(words: str, lang: str, thing: str) -> Iterator[str]:
    """What a passage says a thing comes to: a level in the very clause that names it (the rate, not the forecast beside it)."""
    table = load_table(lang, "style").get("levels") if lang in SUPPORTED else None
    if table is None:
        return
    for clause in re.split(table["break"], normalize("NFKC", words)):
        if names_topic(thing, clause, lang) or thing in objects_in(clause, lang):
            yield from (f"{Decimal(m['n']).normalize():f}" for m in re.finditer(table["percent"], clause))


def _apart(fact: Fact, topic: str, things: tuple[str, ...]) -> bool:
    """Whether a telling names a topic otherwise than by the words of what the deed is done to."""
    return not things or any(is_named_apart(t.anchor.exact, t.lang or "", topic, things) for t in fact.tellings)


def _has_matter(slots: Slots) -> bool:
    plain = slots.polarity == "positive" and not slots.displeasure and slots.rung != "raised"
    return plain and slots.kind in _KINDS and event_form(slots) is None


def _goals_told(words: str, lang: str, topics: tuple[str, ...]) -> frozenset[Goal]:
    return goals_in(words, lang, (*topics, *objects_in(words, lang)))
