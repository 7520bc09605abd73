"""Whether two tellings are of one event (an arrest, a resignation, a recall), and whom they have together."""

from __future__ import annotations

from collections.abc import Callable

from dateline.group.tellings import covers, join_parties, same_parties, stands_for
from dateline.lang.events import counted_group, event_form, gives_office
from dateline.model import Party, Slots

Parties = tuple[Party, ...]


def is_happening(slots: Slots) -> bool:
    """Whether an act is compared by its event. Appointments are, whatever the word, compared as such."""
    return event_form(slots) is not None and not (slots.kind == "appointment" and gives_office(slots))


def same_happening(a: Slots, b: Slots, alike: Callable[[], bool]) -> bool:
    """Whether two acts are of one event: the same patient, or so many people, or the same doer and thing. A doer whom one
    names otherwise decides nothing where the patient is the same; of a deed, two bodies of one country are one where the
    words are ``alike``."""
    form = event_form(a)
    if (a.event, a.thing, form) != (b.event, b.thing, event_form(b)):
        return False
    if form == "thing":
        return _one_doer(a.actors, b.actors) or (_of_one_side(a, b) and alike())
    if form == "self":
        return same_parties(a.actors, b.actors)
    if a.recipients or b.recipients:
        return bool(a.recipients and b.recipients) and same_parties(a.recipients, b.recipients)
    ours, theirs = counted_group(a), counted_group(b)
    if ours is None or theirs is None or ours[0] != theirs[0]:
        return False
    return not (a.actors and b.actors) or same_parties(a.actors, b.actors) or alike()


def _one_doer(a: Parties, b: Parties) -> bool:
    """The same parties, or a country and somebody in an office of it."""
    return same_parties(a, b) or (len(a) == len(b) == 1 and (stands_for(*a, *b) or stands_for(*b, *a)))


def _of_one_side(a: Slots, b: Slots) -> bool:
    """Whether the doers of two deeds are of one country, none of them a person in office."""
    homes = [{(p.of or "").split("/")[0] for p in s.actors} for s in (a, b)]
    nobody = all(p.capacity is None for s in (a, b) for p in s.actors)
    return nobody and len(homes[0]) == 1 and homes[0] == homes[1] and homes[0] != {""}


def joined_parties(a: Slots, b: Slots) -> tuple[Parties, Parties]:
    """Doers and patients of two tellings of one event; no doer where they name different ones of what befell somebody, and
    of a deed the one that ``a`` has."""
    if not a.actors or covers(a.actors, b.actors):
        actors = join_parties(a.actors, b.actors)
    else:
        actors = () if event_form(a) == "patient" else a.actors
    return actors, join_parties(a.recipients, b.recipients)
