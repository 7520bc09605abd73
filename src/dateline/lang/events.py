"""Types of events: what form each has, whether it is told as an event, and how much it weighs (``pivot/events.toml``)."""

from __future__ import annotations

from typing import Literal

from dateline.lang.data import load_table
from dateline.lang.render import EVENTS
from dateline.model import Slots

Form = Literal["patient", "self", "thing"]
TO_OFFICE = frozenset(["appoint", "elect", "nominate"])
"""Events that give somebody an office: the one that their words name."""
COUNTED = frozenset(["people", "lawmakers", "soldiers", "students"])
"""Units of people: an event may befall so many whom nobody names."""
MOVES = frozenset(["raise", "reduce"])
"""Deeds whose amount is a level (to 2.25 percent) or a step (by a quarter of a point)."""
STEP = "percentage_points"
_OWN_FRAME = frozenset(["meeting", "visit", "call", "signing"])
_TOLD = frozenset(["other", "appointment", "plan", "statement"])
_WEIGHT = 0.7
_NOT_WORDS = frozenset(["done", "on_paper"])


def form_of(event: str | None, thing: str | None = None) -> Form | None:
    """Whom an event has: a patient, an actor alone, or a thing that something is done to; None for one that is not known."""
    if event is None:
        return None
    if thing is not None:
        return "thing" if event in load_table("pivot", "goals")["deeds"] else None
    found = load_table("pivot", "events").get(event)
    return found["form"] if found else None


def event_form(slots: Slots) -> Form | None:
    """The form of the event that an act is told as; None for words, for an act whose kind says it all, and for one without
    those whom its event must have."""
    words = slots.rung not in _NOT_WORDS and slots.realis != "planned"
    if slots.kind in _OWN_FRAME or slots.kind not in _TOLD or words:
        return None
    form = form_of(slots.event, slots.thing)
    if form == "patient":
        return form if slots.recipients or counted_group(slots) else None
    return form if slots.actors else None


def is_event(slots: Slots) -> bool:
    """Whether an act is told as something that happens, not as somebody's words."""
    return slots.kind in EVENTS or event_form(slots) is not None


def gives_office(slots: Slots) -> bool:
    """Whether an act gives somebody an office."""
    return slots.event in TO_OFFICE or (slots.kind == "appointment" and slots.event is None)


def counted_group(slots: Slots) -> tuple[str, str] | None:
    """The one number of people (more than one) that an event befalls, where nobody is named."""
    groups = [a for a in slots.amounts if a[1] in COUNTED and a[0] != "1"]
    return groups[0] if len(groups) == 1 and not slots.recipients else None


def is_term_of(event: str | None, unit: str) -> bool:
    """Whether a number with such a unit can be what an event comes to: a sentence is a time, a fine a sum."""
    if event == "sentence":
        return unit in ("years", "months", "days")
    return event != "fine" or (len(unit) == 3 and unit.isupper())


def is_adverse(slots: Slots) -> bool:
    """Whether an event puts those whom it has in a bad light."""
    if event_form(slots) in (None, "thing"):
        return False
    return bool(load_table("pivot", "events")[slots.event or ""].get("adverse"))


def is_of_people(slots: Slots) -> bool:
    """Whether only people can have the event of an act."""
    return slots.thing is None and load_table("pivot", "events").get(slots.event or "", {}).get("of") == "person"


def weight_of(slots: Slots) -> float:
    """How much the event of an act weighs in a story, 0 to 1: that of its row, else one for all."""
    row = load_table("pivot", "events").get(slots.event or "", {}) if slots.thing is None else {}
    return float(row.get("weight", _WEIGHT))
