"""What a row of the record says of its act beside who, when and how far: venue, original words, conditions, each side's
name for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from dateline.group.chronicle import Chronicle, everyone
from dateline.group.slots import ENCOUNTERS
from dateline.group.speakers import is_joint
from dateline.group.tellings import covers
from dateline.group.told_acts import Passage, ToldAct
from dateline.lang.pivot import pivot_keys
from dateline.model import Account, Anchor, Entity, Fact, Origin, Participant, Party, Slots
from dateline.model.reading import MeetingKind
from dateline.model.story import PartyRole


def participants_of(slots: Slots, kind: str, names: Mapping[str, str]) -> tuple[Participant, ...]:
    """Everyone in the act once. A visit's actors are visitors; who receives a visitor, or is met at home, is host; a
    promise has its promiser and those to whom it is made. Who is known by his office only goes by the name of that."""
    found: dict[str, Participant] = {}
    for party in everyone(slots):
        role = _role(party, slots, kind)
        name = _office_name(party) or names.get(party.entity, party.entity.removeprefix("person:"))
        found.setdefault(party.entity, Participant(entity=party.entity, name=name, capacity=party.capacity, role=role))
    return tuple(found.values())


def _office_name(party: Party) -> str | None:
    """The office of a party that no text names, in words of no edition's language but the record's own."""
    if party.capacity is None or party.entity not in (party.capacity, f"{party.capacity}@{party.of}"):
        return None
    return pivot_keys("positions").get(party.capacity, party.capacity.replace("_", " "))


def _role(party: Party, slots: Slots, kind: str) -> PartyRole:
    """Host and visitor where the act says so, or where an office is exercised in its own country and another's is not."""
    if kind == "pledge":
        return "promiser" if any(p.entity == party.entity for p in slots.actors) else "beneficiary"
    if party.role in ("host", "visitor"):
        return party.role
    if slots.kind != "meeting" or slots.place is None:
        return "participant"
    country = slots.place.split("/")[0]
    homes = [p.of.split("/")[0] if p.of else None for p in everyone(slots)]
    here = party.of.split("/")[0] if party.of else None
    if here is None or country not in homes or len({h for h in homes if h}) < 2:
        return "participant"
    return "host" if here == country else "visitor"


def counterparts(visit: Slots, facts: Sequence[Fact]) -> tuple[Party, ...]:
    """Those whom a traveller is to meet on a planned visit, by the other facts that tell of the plan."""
    if visit.kind != "visit" or visit.realis != "planned":
        return ()
    found = {
        p.entity: p
        for f in facts
        if f.slots is not None and f.slots.kind == "meeting"
        for p in everyone(f.slots)
        if p.capacity is not None and not covers(everyone(visit), [p])
    }
    country = (visit.place or "").split("/")[0]
    hosts = (p for p in found.values() if country and (p.of or "").split("/")[0] == country)
    return tuple(replace(p, role="host") for p in hosts)


def countries_of(slots: Slots, entities: Mapping[str, Entity]) -> tuple[str, ...]:
    """The countries of all parties; of a journey or a promise also that where it leads (a meeting's host is a party, and a
    meeting on neutral ground is not that ground's)."""
    found: set[str] = set()
    for party in everyone(slots):
        entity = entities.get(party.entity)
        of = party.of or (entity.country if entity else None)
        if of:
            found.add(of.split("/")[0])
        elif len(party.entity) == 2 and party.entity.isupper():
            found.add(party.entity)
    if slots.place is not None and slots.kind in ("visit", "pledge", "plan"):
        found.add(slots.place.split("/")[0])
    return tuple(sorted(c for c in found if len(c) == 2 and c.isupper()))


def without_collectives(slots: Slots, entities: Mapping[str, Entity]) -> Slots:
    """The act without words such as "the two sides", which some text uses for its parties, where two of these are known."""

    def is_somebody(party: Party) -> bool:
        entity = entities.get(party.entity)
        person = entity.kind == "person" if entity is not None else party.entity.startswith("person:")
        return person or party.capacity is not None or party.of is not None

    known = [p for p in everyone(slots) if is_somebody(p)]
    if len(known) < 2 or len(known) == len(everyone(slots)) or not is_joint(slots):
        return slots
    actors = tuple(p for p in slots.actors if is_somebody(p))
    recipients = tuple(p for p in slots.recipients if is_somebody(p))
    return replace(slots, actors=actors or recipients, recipients=recipients if actors else ())


def venue_of(facts: Sequence[Fact], chronicle: Chronicle) -> str | None:
    """The words of the best telling for a venue: a place that is no country, city or the like with a key of its own."""
    return next((act.venue for act in _acts(facts, chronicle) if act.venue is not None), None)


def content_of(facts: Sequence[Fact], chronicle: Chronicle) -> tuple[Anchor, ...]:
    """What an act is about in the words of its sources, the best telling of each language."""
    return _words(act.matter for act in _acts(facts, chronicle))


def conditions_of(facts: Sequence[Fact], chronicle: Chronicle) -> tuple[Anchor, ...]:
    """On what an act hangs in the words of its sources, the best telling of each language."""
    return _words(act.condition for act in _acts(facts, chronicle))


def _words(passages: Iterable[Passage | None]) -> tuple[Anchor, ...]:
    found: dict[str, Anchor] = {}
    for passage in passages:
        if passage is not None:
            found.setdefault(passage.lang or "", passage.anchor)
    return tuple(found[lang] for lang in sorted(found))


def _acts(facts: Sequence[Fact], chronicle: Chronicle) -> Iterator[ToldAct]:
    """The acts behind facts, the best telling first."""
    return (act for fact in facts for _, act in chronicle.texts.told(fact))


def sides_alone(facts: Sequence[Fact]) -> tuple[str, ...]:
    """The sides whose readouts alone carry a row; nothing where anybody else tells it on his own account."""
    if not all(f.sides for f in facts):
        return ()
    return tuple(sorted({s for f in facts for s in f.sides}))


def accounts_of(facts: Sequence[Fact], chronicle: Chronicle, origins: Mapping[str, Origin]) -> tuple[Account, ...]:
    """What the articles of each side, and all others, call a meeting, in the order of sides."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for fact in facts:
        for telling, act in chronicle.texts.told(fact):
            origin = origins.get(telling.article)
            side = origin.of if origin is not None and origin.kind == "official" and not act.by_machine else None
            if act.kind in ENCOUNTERS and act.meeting is not None:
                held = found[side or "", act.meeting]
                if telling.article not in held:
                    held.append(telling.article)
    return tuple(
        Account(side=side or None, meeting=kind, articles=tuple(articles))  # type: ignore[arg-type]
        for (side, kind), articles in sorted(found.items())
        if articles
    )


def modest_kind(told: MeetingKind | None, accounts: Sequence[Account]) -> MeetingKind | None:
    """What a meeting is called where its tellings differ: the lesser of talks and a summit, else that they met."""
    kinds = {a.meeting for a in accounts if a.meeting is not None}
    if len(kinds) < 2:
        return told
    return "talks" if kinds == {"talks", "summit"} else "met"
