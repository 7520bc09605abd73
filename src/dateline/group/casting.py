"""Who is meant by an office without a name, within one story."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from dateline.group.tellings import Told
from dateline.model import Party, Slots


def settle_offices(told: Sequence[Told]) -> list[Told]:
    """The tellings with every office that stands for somebody ("the transport minister") given to its holder, where the
    story names exactly one."""
    named: dict[str, set[tuple[str, str | None]]] = defaultdict(set)
    unnamed: dict[str, tuple[str, str | None]] = {}
    for one in told:
        for party in _everyone(one.slots):
            if party.capacity is None or party.status in ("former", "immediate_former"):
                continue
            if _is_office_only(party.entity, one):
                unnamed.setdefault(party.entity, (party.capacity, party.of))
            else:
                named[party.capacity].add((party.entity, party.of))
    holders = {u: h for u, office in sorted(unnamed.items()) if (h := _holder(office, named)) is not None}
    return [_recast(one, holders) for one in told] if holders else list(told)


def _everyone(slots: Slots) -> tuple[Party, ...]:
    said_by = (slots.said_by,) if slots.said_by is not None else ()
    return (*slots.actors, *slots.recipients, *said_by)


def _is_office_only(entity: str, told: Told) -> bool:
    known = told.dossier.entities.get(entity)
    if known is not None:
        return known.kind == "position"
    return "@" in entity and not entity.startswith("person:")


def _holder(office: tuple[str, str | None], named: Mapping[str, set[tuple[str, str | None]]]) -> str | None:
    """The one person whom the story names in the office; an office of nowhere in particular fits any country's."""
    capacity, of = office
    found = {entity for entity, theirs in named.get(capacity, ()) if of is None or theirs is None or of == theirs}
    return next(iter(found)) if len(found) == 1 else None


def _recast(told: Told, holders: Mapping[str, str]) -> Told:
    slots = told.slots

    def cast(parties: Sequence[Party]) -> tuple[Party, ...]:
        return tuple(replace(p, entity=holders.get(p.entity, p.entity)) for p in parties)

    said_by = cast((slots.said_by,))[0] if slots.said_by is not None else None
    return dataclasses.replace(
        told,
        slots=replace(
            slots,
            actors=cast(slots.actors),
            recipients=cast(slots.recipients),
            bound=tuple(dict.fromkeys(holders.get(b, b) for b in slots.bound)),
            said_by=said_by,
        ),
    )
