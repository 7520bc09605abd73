"""From readings to the ledger: chains, their clusters, entities, offices."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from msgspec import structs

from dateline.lang.compare import compare_names
from dateline.link.chains import Chain, collect_all, country_of, in_order
from dateline.link.cluster import Clusters, PersonLinks
from dateline.link.judging import in_force, settle_refs
from dateline.link.kinds import agree_on_kinds, agree_with_known
from dateline.link.known import Known, known_chains
from dateline.link.ledger import Ledger
from dateline.link.occupancy import build_occupancies, find_title_conflicts
from dateline.link.persons import link_persons
from dateline.link.seen import Seen
from dateline.link.short_names import is_partial
from dateline.link.things import link_things, pivot_key
from dateline.model import Article, Entity, Judgement, Name, Reading, digest


def link_readings(
    articles: Sequence[Article],
    readings: Sequence[Reading],
    judgements: Sequence[Judgement] = (),
    known: Sequence[Known] = (),
) -> Ledger:
    """The ledger of a set of readings.

    ``judgements`` are earlier ones: those by people (``by`` is not ``rule``) that are not undone bind; those by rule are
    made anew. ``known`` is the newsroom's own list. Readings without their article are passed over. The partition does
    not depend on the order of the input.
    """
    return link_chains(collect_all(articles, readings), settle_refs(in_force(judgements), readings), known)


def link_chains(collected: Iterable[Chain], told: Sequence[Judgement], known: Sequence[Known]) -> Ledger:
    """The ledger of the chains of all texts. ``told`` are the judgements of people in force, on chains."""
    return People(collected, told, known).ledger()


class People:
    """The people of all texts, found before the other things are: whom linking and the completing of readings go by.

    ``entities`` are the people; ``occupancies`` the offices that texts and the newsroom's list call them by.
    """

    def __init__(
        self,
        collected: Iterable[Chain],
        told: Sequence[Judgement],
        known: Sequence[Known],
        seen: Seen | None = None,
    ) -> None:
        """``seen`` has what was found out about chains when people were looked for before."""
        self._told, self._listed = told, known_chains(known)
        self._chains = [*agree_on_kinds(agree_with_known(in_order(collected), self._listed)), *self._listed]
        self._links = link_persons([c for c in self._chains if c.kind in ("person", "position")], told, seen or Seen())
        groups = _in_texts(_groups(self._links.clusters, self._chains))
        self._groups = [g for g in groups if any(c.kind == "person" for c in g)]
        self.entities = _distinct([_entity(group, self._links) for group in self._groups])
        of_chain = self._of_chain = {ref: e.id for e in self.entities for ref in e.members}
        self._ids = of_chain | {c.ref: of_chain[g[0].ref] for g in self._groups for c in g if c.known}
        self.occupancies = build_occupancies([c for c in self._chains if c.ref in self._ids], self._ids)

    def ledger(self) -> Ledger:
        """The people with all other things."""
        entities = sorted((*self.entities, *self._things()), key=lambda e: e.id)
        of_chain = {ref: entity.id for entity in entities for ref in entity.members}
        held_by_list = build_occupancies([c for c in self._listed if c.ref in self._ids], self._ids)
        full = _full_named(self._groups, self._of_chain)
        return Ledger(
            entities=tuple(entities),
            occupancies=self.occupancies,
            judgements=tuple(sorted((t.judgement() for t in self._links.judgements), key=lambda j: j.id)),
            review=_unique(t.judgement() for t in self._links.review),
            of_chain=dict(sorted(of_chain.items())),
            title_conflicts=find_title_conflicts(self.occupancies, full, held_by_list),
        )

    def _things(self) -> list[Entity]:
        """Bodies, places and positions that nobody holds."""
        people = {c.ref for group in self._groups for c in group} | {c.ref for c in self._listed if c.kind == "person"}
        chains = [c for c in self._chains if c.ref not in people]
        groups = _in_texts(_groups(link_things(chains, self._told), chains))
        return _distinct([_entity(group, self._links) for group in groups])


def _full_named(groups: Sequence[Sequence[Chain]], of_chain: dict[str, str]) -> frozenset[str]:
    """The persons whom some text calls by a full name."""
    return frozenset(
        of_chain[g[0].ref] for g in groups if any(not c.bare and not is_partial(c.name, c.country) for c in g)
    )


def _unique(judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """One judgement an id, the surest first."""
    rows = {j.id: j for j in sorted(judgements, key=lambda j: (j.score, j.id))}
    return tuple(sorted(rows.values(), key=lambda j: (-j.score, j.id)))


def _distinct(entities: Sequence[Entity]) -> list[Entity]:
    """Entities of one key that a person told apart get ids of their own."""
    counts = Counter(e.id for e in entities)
    return [e if counts[e.id] == 1 else structs.replace(e, id="e" + digest(e.id, e.members[0])[:16]) for e in entities]


def _in_texts(groups: Sequence[list[Chain]]) -> list[list[Chain]]:
    """The groups that some text names, with the members of texts first; the list alone makes nobody an entity."""
    return [sorted(g, key=lambda c: c.known) for g in groups if not all(c.known for c in g)]


def _groups(clusters: Clusters, chains: Sequence[Chain]) -> list[list[Chain]]:
    by_ref = {c.ref: c for c in chains}
    return [[by_ref[ref] for ref in refs] for refs in clusters.groups().values()]


def _entity(chains: Sequence[Chain], links: PersonLinks) -> Entity:
    """The entity of a cluster; its id follows from its first member, so that it stays when the entity grows."""
    kind = "person" if any(c.kind == "person" for c in chains) else chains[0].kind
    first = chains[0] if kind == "person" else next((c for c in chains if pivot_key(c)), chains[0])
    key = None if kind == "person" else pivot_key(first)
    right: Counter[tuple[str, str]] = Counter()
    wrong: Counter[tuple[str, str]] = Counter()
    for chain in chains:
        if chain.kind == kind:
            slip = links.wrong.get(chain.ref)
            for text, lang, count in chain.names:
                counts = wrong if slip is not None and not _is_form_of(text, slip) else right
                counts[(text, lang)] += count
    owner = first.of if kind != "place" else key
    return Entity(
        id="e"
        + digest(kind, key or first.ref, (first.of or "") if key else "", first.article if _local(key, first) else "")[
            :16
        ],
        kind=kind,
        names=_names(right),
        key=key,
        country=_country(chains) if kind == "person" else country_of(owner),
        members=tuple(c.ref for c in chains if not c.known),
        wrong_forms=_names(wrong),
    )


def _is_form_of(text: str, name: str) -> bool:
    """Whether a form in a chain that is called by a wrong name is right all the same (the family name alone)."""
    return compare_names(text, name).score >= 0.35


def _local(key: str | None, first: Chain) -> bool:
    """Whether a keyed thing is that of its article only: a body or office that nobody says whose it is."""
    return key is not None and first.kind != "place" and not first.of and "/" not in key and not key.isupper()


def _names(counts: Counter[tuple[str, str]]) -> tuple[Name, ...]:
    """The forms, most used first; what is only part of another form of its language comes after all full ones."""
    full = {form: not any(_is_part(form, other) for other in counts) for form in counts}
    ordered = sorted(counts.items(), key=lambda row: (not full[row[0]], -row[1], -len(row[0][0]), row[0]))
    return tuple(Name(text, lang, count) for (text, lang), count in ordered)


def _is_part(form: tuple[str, str], other: tuple[str, str]) -> bool:
    if form[1] != other[1] or len(form[0]) >= len(other[0]):
        return False
    parts = other[0].replace("-", " ").replace("・", " ").split()
    return form[0] in parts or (not form[0].isascii() and other[0].startswith(form[0]))


def _country(chains: Sequence[Chain]) -> str | None:
    counts = Counter(c.country for c in chains if c.country)
    return min(counts, key=lambda c: (-counts[c], c)) if counts else None
