"""Cutting an act down to what every edition can say, so that the editions carry the same facts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from dateline.lang.events import counted_group, event_form, gives_office
from dateline.lang.frames import is_casualty, is_collective, is_counted_pledge
from dateline.lang.goals import is_object
from dateline.lang.pivot import pivot_keys
from dateline.lang.render import (
    Attribution,
    Grammar,
    Memory,
    Recollection,
    country_of,
    is_proper,
    is_readable,
    label,
    load_grammar,
    replace_slots,
)
from dateline.model import Entity, Party, Slots

_SUMS = frozenset(["KRW", "JPY", "CNY", "USD", "EUR", "gigawatts", "tonnes", "barrels"])
_VAGUE = frozenset(["secretary", "commissioner"])  # a minister or a clerk: it says another thing in each language
_OF_A_BODY = frozenset(["organisation_head", "director", "representative", "official", "senior_official"])
"""Offices that say nothing without the body: of a country alone they are left out."""
_OF_EVENTS = {
    "sentence": frozenset(["years", "months"]),
    "raise": frozenset(["percent"]),
    "reduce": frozenset(["percent"]),
    "maintain": frozenset(["percent"]),
    "impose": frozenset(["percent"]),
}
"""What is measured of an event beside sums of money and goods: a term, a rate."""
_COUNTED = frozenset(["students", "people", "companies", "ships", "aircraft", "documents"])


def narrow(slots: Slots, cast: Mapping[str, Entity], langs: Sequence[str]) -> Slots:
    """The act with only the topics, place, offices and amounts for which every language has words. An amount is told
    where it is the only one and no topic is lost: sums of money or goods, and in a pledge also who or what is counted."""
    if is_casualty(slots):
        return slots
    topics = tuple(t for t in slots.topics if all(load_grammar(c).topic(t) for c in langs))
    place = slots.place if slots.place and all(load_grammar(c).place(slots.place) for c in langs) else None
    units = _SUMS | _COUNTED if slots.kind == "pledge" else _SUMS
    promised = slots.kind in ("pledge", "agreement") or not any(map(is_object, topics))  # a release (3 million yen)
    plain = 0 < len(topics) == len(slots.topics) < 3 and promised
    amounts = slots.amounts if plain or is_counted_pledge(slots) else ()
    if is_counted_pledge(slots):
        units = units - {"people"}
    amounts = tuple(a for a in amounts if a[1] in units and all(load_grammar(c).number(*a) for c in langs))
    if event_form(slots) is not None:
        return replace_slots(
            slots,
            place=place,
            amounts=_event_amounts(slots, langs),
            actors=tuple(_narrow_party(p, cast, langs) for p in _doers(slots, cast, langs)),
            recipients=tuple(_narrow_party(p, cast, langs) for p in slots.recipients),
        )
    return replace_slots(
        slots,
        topics=topics,
        place=place,
        amounts=amounts if len(amounts) == 1 else (),
        actors=tuple(_narrow_party(p, cast, langs) for p in slots.actors),
        recipients=tuple(_narrow_party(p, cast, langs) for p in slots.recipients),
    )


def _event_amounts(slots: Slots, langs: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """The people whom an event befalls, where they are counted, and its sum, term or rate, where it has but one."""
    said = [a for a in slots.amounts if all(load_grammar(c).number(*a) for c in langs)]
    group = counted_group(slots)
    units = _SUMS | _OF_EVENTS.get(slots.event or "", frozenset())
    measured = [a for a in said if a[1] in units and a != group]
    kept = [group] if group is not None and group in said else []
    return (*kept, *(measured if len(measured) == 1 else ()))


def _doers(slots: Slots, cast: Mapping[str, Entity], langs: Sequence[str]) -> tuple[Party, ...]:
    """Who did it; of what befell somebody nobody, where an edition cannot name them all or none is told from others ("the
    court")."""
    if event_form(slots) != "patient":
        return slots.actors

    def is_known(party: Party) -> bool:
        entity = cast.get(party.entity)
        if entity is None or (
            entity.kind == "organization" and entity.key and not (entity.country or "/" in entity.key)
        ):
            return False
        return all(_is_named(party, slots, cast, load_grammar(c)) for c in langs)

    return slots.actors if all(is_known(p) for p in slots.actors) else ()


def _narrow_party(party: Party, cast: Mapping[str, Entity], langs: Sequence[str]) -> Party:
    entity = cast.get(party.entity)
    if not party.capacity or entity is None:
        return party
    home = country_of(party.of) or entity.country
    bodiless = party.capacity in _OF_A_BODY and country_of(party.of) == party.of and entity.kind == "person"
    if (
        party.capacity in _VAGUE
        or (bodiless and _is_readable_in(entity, langs))
        or not all(label(c, "positions", party.capacity, home) for c in langs)
    ):
        return replace(party, capacity=None, of=None, status=None)
    of = party.of
    if of and of != country_of(of) and not all(label(c, "bodies", of) for c in langs):
        return replace(party, of=country_of(of))
    return party


def _is_readable_in(entity: Entity, langs: Sequence[str]) -> bool:
    return all(is_readable(load_grammar(c).name(entity), c) for c in langs)


def with_stand_ins(entities: Sequence[Entity], acts: Iterable[Slots]) -> tuple[Entity, ...]:
    """The entities, and one for each country, place or body of the pivot's tables that acts name by key only
    (``KR``, ``foreign_ministry@KR``, ``both_sides``)."""
    known = {e.id for e in entities}
    parties = (p for s in acts for p in (*s.actors, *s.recipients, *((s.said_by,) if s.said_by else ())))
    missing = sorted({p.entity for p in parties} - known)
    return (*entities, *(made for made in map(_stand_in, missing) if made is not None))


def _stand_in(key: str) -> Entity | None:
    name, _, of = key.partition("@")
    if name == "both_sides" or name in pivot_keys("bodies"):
        return Entity(id=key, kind="organization", key=name, country=country_of(of))
    if name in pivot_keys("places") or (len(name) == 2 and name.isupper()):
        return Entity(id=key, kind="place", key=name, country=country_of(name))
    return None


def drop_disputed(slots: Slots, slot: str | None) -> Slots | None:
    """The act without the slot that is disputed; None where the dispute leaves no act to tell."""
    if slot == "time":
        return replace_slots(slots, time=None)
    if slot == "place":
        return replace_slots(slots, place=None) if slots.kind != "visit" else None
    if slot in ("number", "amount"):
        return replace_slots(slots, amounts=())
    return replace_slots(slots, meeting="met") if slot == "meeting" and slots.meeting != "received" else None


def shorter_leads(slots: Slots) -> Iterator[Slots]:
    """The lead, then shorter and shorter ones, each saying less."""
    yield slots
    group = counted_group(slots) if event_form(slots) == "patient" else None
    yield (slots := replace_slots(slots, amounts=(group,) if group else (), topics=slots.topics[:1]))
    yield (slots := replace_slots(slots, place=None if slots.kind != "visit" else slots.place))
    bare = {"capacity": None, "of": None, "status": None}
    yield replace_slots(
        slots,
        time=None,
        actors=tuple(replace(p, **bare) for p in slots.actors),
        recipients=tuple(replace(p, **bare) for p in slots.recipients),
    )


def say_in_all(
    said: Slots | Party | Recollection,
    cast: Mapping[str, Entity],
    attribution: Attribution,
    langs: Sequence[str],
    *,
    headline: bool = False,
    since: str | None = None,
) -> bool:
    """Whether every language can say an act (or an office held since a date), as a headline too where asked."""

    def says(code: str) -> bool:
        grammar = load_grammar(code)
        if not all(_is_named(p, said, cast, grammar) for p in _parties(said, attribution) if p.entity in cast):
            return False
        if isinstance(said, Recollection):
            return grammar.recalled(said, cast, Memory()) is not None
        if isinstance(said, Party):
            return grammar.held_office(said, since, cast, Memory()) is not None
        if grammar.sentence(said, cast, Memory(), attribution) is None:
            return False
        return not headline or grammar.headline(said, cast, attribution) is not None

    return all(says(code) for code in langs)


def _parties(said: Slots | Party | Recollection, attribution: Attribution) -> tuple[Party, ...]:
    if isinstance(said, Party):
        return (said,)
    slots = said.slots if isinstance(said, Recollection) else said
    return (*slots.actors, *slots.recipients, *((attribution.said_by,) if attribution.said_by else ()))


def _is_named(party: Party, said: Slots | Party | Recollection, cast: Mapping[str, Entity], grammar: Grammar) -> bool:
    """Whether readers can read a party's name; where nobody writes it in their script, its office may stand for it,
    but not where the sentence tells of the office itself."""
    entity = cast[party.entity]
    if is_collective(entity):
        return True
    name = grammar.name(entity)
    if is_readable(name, grammar.code):
        return entity.kind == "place" or entity.key is not None or is_proper(name)
    of_office = isinstance(said, Party) or (isinstance(said, Slots) and gives_office(said))
    return not of_office and entity.kind == "person" and grammar.by_office(party, cast) is not None
