"""Who is meant by an office without a name, or by a name that has no sound in common with its other form, within one
story."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from msgspec.structs import replace

from dateline.group.copies import group_pairs
from dateline.group.dossier import first_day, is_day
from dateline.group.tellings import Told, stands_for
from dateline.lang.compare import compare_names, compare_places, compare_positions, is_public_life, walk_of_life
from dateline.lang.compare.positions import has_one_holder, position_widths
from dateline.model import Fact, Party, Slots

READ_ALIKE = frozenset(("CN", "JP", "KP", "KR", "TW"))
"""Countries whose people's names compare across scripts by their readings. Elsewhere (Singapore, Malaysia, Vietnam) a name
in Han characters and the same name in letters may share no sound."""


SAME_NAME, SAME_NAME_IN_OFFICE = 0.9, 0.75
"""Score of two spellings of a name in two languages from which two people of one story are one; of two in one office."""


def settle_parties(told: Sequence[Told]) -> list[Told]:
    """The tellings with each party under one entity: first two spellings of one name in two languages, and two names of one
    office's one holder, then every office that stands for somebody ("the transport minister"), where the story names
    exactly one holder."""
    return _settle_offices(_fill_offices(_settle_names(_settle_spellings(told))))


def names_settled(before: Sequence[Told], after: Sequence[Told]) -> dict[str, str]:
    """The entity that stands for each other one after the parties were settled."""
    pairs = (
        (p, q)
        for one, other in zip(before, after, strict=True)
        for p, q in zip(_everyone(one.slots), _everyone(other.slots), strict=True)
    )
    return {p.entity: q.entity for p, q in pairs if p.entity != q.entity}


@dataclass(frozen=True)
class _Person:
    """Somebody in a story's acts as entity: the names, languages, articles and offices."""

    names: frozenset[str]
    langs: frozenset[str | None]
    articles: frozenset[str]
    walks: frozenset[str]
    offices: frozenset[tuple[str, str | None]]

    def may_be(self, other: _Person) -> bool:
        """Whether two that no text has side by side bear one name in two languages, and nothing else tells them apart."""
        if self.langs & other.langs or self.articles & other.articles:
            return False
        ours, theirs = self._countries(), other._countries()
        if (self.walks and other.walks and not self.walks & other.walks) or (ours and theirs and not ours & theirs):
            return False
        held = [compare_positions(a, b).relation for a in self.offices for b in other.offices]
        least = SAME_NAME_IN_OFFICE if {"equal", "narrower", "wider"} & set(held) else SAME_NAME
        found = [compare_names(a, b) for a in sorted(self.names) for b in sorted(other.names)]
        return any(c.relation == "equal" and c.score >= least for c in found)

    def _countries(self) -> frozenset[str]:
        return frozenset(of.split("/")[0] for _, of in self.offices if of)


def _settle_spellings(told: Sequence[Told]) -> list[Told]:
    """Join two people of one name in two languages that were not linked (there may be others of that name, but hardly in
    one story), where neither can be a third. The one with more mentions gives the entity."""
    people = _people(told)
    pairs = [(a, b) for a, b in combinations(sorted(people), 2) if people[a].may_be(people[b])]
    entities = told[0].dossier.entities if told else {}
    joined: dict[str, str] = {}
    for group in group_pairs(len(order := sorted(people)), [(order.index(a), order.index(b)) for a, b in pairs]):
        members = [order[i] for i in group]
        if all((a, b) in pairs for a, b in combinations(members, 2)):
            best = min(members, key=lambda e: (-len(entities[e].members) if e in entities else 0, e))
            joined |= {e: best for e in members if e != best}
    return [_recast(one, joined) for one in told] if joined else list(told)


def _people(told: Sequence[Told]) -> dict[str, _Person]:
    found: dict[str, list[tuple[str, str | None, str, Party]]] = defaultdict(list)
    for one in told:
        names = {one.dossier.key_of(m): m for m in one.dossier.reading.mentions if m.kind == "person"}
        for party in _everyone(one.slots):
            mention = names.get(party.entity)
            if mention is not None:
                name = mention.value or mention.text
                found[party.entity].append((name, one.dossier.lang_at(mention.start), one.article, party))
    return {
        entity: _Person(
            frozenset(name for name, _, _, _ in seen),
            frozenset(lang for _, lang, _, _ in seen),
            frozenset(article for _, _, article, _ in seen),
            frozenset(w for *_, p in seen if p.capacity and (w := _walk(p.capacity, p.of)) is not None),
            frozenset((p.capacity, p.of) for *_, p in seen if p.capacity),
        )
        for entity, seen in found.items()
    }


def _fill_offices(told: Sequence[Told]) -> list[Told]:
    """The tellings with each office of somebody of which one text says whose it is so in all texts."""
    whose: dict[tuple[str, str], set[str]] = defaultdict(set)
    for one in told:
        for party in _everyone(one.slots):
            if party.capacity and party.of:
                whose[party.entity, party.capacity].add(party.of)
                for wider in position_widths(party.capacity):
                    whose[party.entity, wider].add(party.of)

    def filled(party: Party) -> Party:
        known = whose.get((party.entity, party.capacity or ""), set()) if party.of is None else set()
        return replace(party, of=next(iter(known))) if len(known) == 1 else party

    def fill(one: Told) -> Told:
        slots = one.slots
        said_by = filled(slots.said_by) if slots.said_by is not None else None
        actors, recipients = tuple(map(filled, slots.actors)), tuple(map(filled, slots.recipients))
        if (actors, recipients, said_by) == (slots.actors, slots.recipients, slots.said_by):
            return one
        return dataclasses.replace(one, slots=replace(slots, actors=actors, recipients=recipients, said_by=said_by))

    return [fill(one) for one in told]


def _walk(office: str, of: str | None) -> str | None:
    """The walk of life of an office, None of one that every walk has (a chair, an adviser, a president of nothing named)."""
    walk = walk_of_life(office)
    if walk == "public" and (not is_public_life(office) or (office in ("president", "vice_president") and of is None)):
        return None
    return walk


def _settle_names(told: Sequence[Told]) -> list[Told]:
    """Join two people who are given one office that has one holder at a time, in no article both and in no language both,
    where names do not compare across scripts. The one with more mentions gives the entity."""
    seen: dict[tuple[str, str], dict[str, tuple[set[str], set[str | None]]]] = defaultdict(dict)
    only = _only_countries(told)
    for one in told:
        for party in _everyone(one.slots):
            country = (party.of or only.get(party.capacity or "", "")).split("/")[0]
            if party.capacity is None or not country or country in READ_ALIKE or not has_one_holder(party.capacity):
                continue
            if party.status in (None, "current") and not _is_office_only(party.entity, one):
                articles, langs = seen[party.capacity, country].setdefault(party.entity, (set(), set()))
                articles.add(one.article)
                langs.add(one.dossier.lang_at(one.act.start))
    entities = told[0].dossier.entities if told else {}
    joined: dict[str, str] = {}
    for holders in seen.values():
        ranked = sorted(holders, key=lambda e: (-len(entities[e].members) if e in entities else 0, e))
        for other in ranked[1:]:
            first, second = holders[ranked[0]], holders[other]
            if not first[0] & second[0] and not first[1] & second[1]:
                joined[other] = ranked[0]
    return [_recast(one, joined) for one in told] if joined else list(told)


def _only_countries(told: Sequence[Told]) -> dict[str, str]:
    """The country of each office that the story gives one country for: "Prime Minister X" without one is that country's."""
    countries: dict[str, set[str]] = defaultdict(set)
    for one in told:
        for party in _everyone(one.slots):
            if party.capacity and party.of:
                countries[party.capacity].add(party.of.split("/")[0])
    return {office: next(iter(found)) for office, found in countries.items() if len(found) == 1}


def _settle_offices(told: Sequence[Told]) -> list[Told]:
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
    """The one person whom the story names in the office, or in one of that sort ("the minister" for its country's trade
    minister); failing that, an office of nowhere in particular fits any country's."""
    capacity, of = office
    if of is not None:
        theirs = [holders for held, holders in sorted(named.items()) if capacity in position_widths(held)]
        found = {entity for holders in theirs for entity, whose in holders if whose == of}
        if found:
            return next(iter(found)) if len(found) == 1 else None
    found = {entity for entity, whose in named.get(capacity, ()) if of is None or whose is None}
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


def settle_countries(facts: Sequence[Fact]) -> list[Fact]:
    """The facts with each meeting of two countries given to those who met for them on that day and at that place, where
    the facts of all stories know of one such meeting only."""
    known = [
        f.slots for f in facts if f.slots is not None and _is_dated_meeting(f.slots) and not _of_countries(f.slots)
    ]
    by_day: dict[str | None, list[Slots]] = defaultdict(list)
    for slots in known:
        by_day[first_day(slots.time)].append(slots)
    settled: list[Fact] = []
    for fact in facts:
        vague = fact.slots
        if vague is not None and _is_dated_meeting(vague) and _of_countries(vague):
            met = _who_met(vague, by_day[first_day(vague.time)])
            if met is not None:
                fact = replace(fact, slots=replace(vague, actors=met[0], recipients=met[1], bound=()))
        settled.append(fact)
    return settled


def _is_dated_meeting(slots: Slots) -> bool:
    held = slots.realis == "actual" and slots.polarity == "positive"
    return slots.kind in ("meeting", "call") and held and is_day(slots.time)


def _of_countries(slots: Slots) -> bool:
    """Whether the parties are two countries, with nobody named."""
    everyone = (*slots.actors, *slots.recipients)
    return len(everyone) == 2 and all(p.capacity is None and p.of is not None and "/" not in p.of for p in everyone)


def _who_met(slots: Slots, known: Sequence[Slots]) -> tuple[tuple[Party, ...], tuple[Party, ...]] | None:
    """The parties of the one meeting that fits; None where none does, or two do."""
    fitting: dict[frozenset[str], tuple[tuple[Party, ...], tuple[Party, ...]]] = {}
    for other in known:
        people = (*other.actors, *other.recipients)
        if other.kind != slots.kind or len(people) != 2:
            continue
        if slots.place and other.place and compare_places(slots.place, other.place).relation == "conflict":
            continue
        if all(any(stands_for(c, p) for p in people) for c in (*slots.actors, *slots.recipients)):
            fitting.setdefault(frozenset(p.entity for p in people), (other.actors, other.recipients))
    return next(iter(fitting.values())) if len(fitting) == 1 else None
