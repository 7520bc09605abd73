"""One office for one person throughout a report: what some facts of a story leave out, or give as "minister", others have."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping

from msgspec.structs import replace

from dateline.lang.events import gives_office
from dateline.model import Fact, Party, Slots
from dateline.newsroom.roundtrip import parties_of

LOOSE = frozenset(
    [
        "minister", "vice_minister", "deputy_minister", "secretary", "commissioner", "official", "senior_official", "director",
        "chair", "vice_chair", "organisation_head", "representative", "executive",
    ]
)  # fmt: skip
HEADS = frozenset(
    ["president", "vice_president", "prime_minister", "deputy_prime_minister", "chancellor", "king", "queen"]
)
"""Offices of a country whose words are also those of firms, schools and clubs."""
Offices = Mapping[str, Party]


def offices_of(facts: Iterable[Fact]) -> dict[str, Party]:
    """The one current office that the facts give each person; none where they give two, or tell of an appointment."""
    found: dict[str, set[tuple[str, str | None]]] = {}
    unsure: set[str] = set()
    for fact in facts:
        for party in parties_of(fact):
            if (fact.slots is not None and _moves_office(fact.slots)) or party.status not in (None, "current"):
                unsure.add(party.entity)
            elif party.capacity and party.capacity not in LOOSE:
                found.setdefault(party.entity, set()).add((party.capacity, party.of))
    sure: dict[str, Party] = {}
    for entity, offices in found.items():
        homes = {of.split("/")[0] for _, of in offices if of}
        if entity not in unsure and len({capacity for capacity, _ in offices}) == 1 and len(homes) < 2:
            capacity, of = max(offices, key=lambda o: (o[1] or "", o[0]))
            sure[entity] = Party(entity=entity, capacity=capacity, of=of)
    return sure


def _moves_office(slots: Slots) -> bool:
    return slots.kind == "appointment" or gives_office(slots)


def with_office(fact: Fact, offices: Offices) -> Fact:
    """The fact with the office of each person for whom it has none, or a loose one."""
    slots = fact.slots
    if slots is None or gives_office(slots):
        return fact
    return replace(fact, slots=_filled(slots, offices))


def without_unsure_heads(fact: Fact, of_country: Container[tuple[str, str]]) -> Fact:
    """The fact without offices of heads of state that no text gives a country, where the ledger has none either (``of_country``:
    entity and position): the president may be that of a firm."""

    def known(party: Party) -> Party:
        bare = party.capacity in HEADS and party.of is None and (party.entity, party.capacity) not in of_country
        return replace(party, capacity=None, status=None) if bare else party

    return replace(fact, slots=_with_parties(fact.slots, known)) if fact.slots is not None else fact


def _filled(slots: Slots, offices: Offices) -> Slots:
    def known(party: Party) -> Party:
        office = offices.get(party.entity)
        if office is None or (party.capacity and party.capacity not in LOOSE) or party.status not in (None, "current"):
            return party
        return replace(party, capacity=office.capacity, of=office.of)

    return _with_parties(slots, known)


def _with_parties(slots: Slots, known: Callable[[Party], Party]) -> Slots:
    return replace(
        slots,
        actors=tuple(known(p) for p in slots.actors),
        recipients=tuple(known(p) for p in slots.recipients),
        said_by=known(slots.said_by) if slots.said_by else None,
    )
