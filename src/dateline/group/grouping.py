"""The stage: readings and entities in, origins, placements, stories, facts and records out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from msgspec import Struct

from dateline.group.casting import settle_countries
from dateline.group.dossier import Dossier
from dateline.group.dossiers import Dossiers
from dateline.group.facts import build_facts, without_superseded
from dateline.group.memory import Memory, StreamKept
from dateline.group.origins import fold_origins
from dateline.group.profiles import Profile, make_profile
from dateline.group.records import Cast, build_records
from dateline.group.rulings import Ruling, apply_rulings
from dateline.group.stories import allot_ids
from dateline.group.stream import Stream
from dateline.group.threads import (
    Strand,
    Ties,
    find_named_origins,
    make_strand,
    name_entities,
    pool_support,
    tie_stories,
)
from dateline.model import Anchor, Article, Entity, Fact, Origin, Placement, Reading, RecordRow, Story, digest

VERSION = "10"
_NONE: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Grouping:
    """What a set of articles comes to. All tuples are in an order that does not depend on the input's."""

    origins: tuple[Origin, ...] = ()
    placements: tuple[Placement, ...] = ()
    stories: tuple[Story, ...] = ()
    facts: tuple[Fact, ...] = ()
    records: tuple[RecordRow, ...] = ()


def anchors_of(grouping: Grouping) -> Iterator[Anchor]:
    """Every passage that a grouping rests on."""
    for fact in grouping.facts:
        yield from fact.anchors
        yield from (t.anchor for t in fact.tellings)
    for row in grouping.records:
        yield from row.anchors


@dataclass(frozen=True, slots=True)
class Holdings:
    """All that stories are made of. ``of_chain`` maps ``article#chain`` to an entity id; without it names compare by their
    spelling within a language. ``allotted`` maps article ids to story ids of earlier runs, which are kept; ``rulings`` are
    those of editors. ``readings`` may fetch each when it is asked for; an article without one is placed by its text alone."""

    articles: Sequence[Article]
    readings: Mapping[str, Reading]
    entities: Sequence[Entity] = ()
    of_chain: Mapping[str, str] = field(default_factory=dict)
    allotted: Mapping[str, str] = field(default_factory=dict)
    rulings: Sequence[Ruling] = ()

    def dossiers(self) -> Dossiers:
        """The dossiers by article, in the order of ids."""
        return Dossiers(self.articles, self.readings, self.of_chain, {e.id: e for e in self.entities})

    def linked(self) -> dict[str, dict[str, Entity]]:
        """For each article its chains that are linked, each with its entity."""
        known = {e.id: e for e in self.entities}
        found: dict[str, dict[str, Entity]] = {}
        for chain, entity in sorted(self.of_chain.items()):
            if entity in known:
                found.setdefault(chain.rsplit("#", 1)[0], {})[chain] = known[entity]
        return found


def group_articles(
    articles: Sequence[Article],
    readings: Sequence[Reading],
    entities: Sequence[Entity] = (),
    of_chain: Mapping[str, str] = _NONE,
    allotted: Mapping[str, str] = _NONE,
    *,
    as_of: str | None = None,
) -> Grouping:
    """Group articles into stories and origins, and their acts into facts and records: see :class:`Holdings`. ``as_of`` (ISO
    date) is the day by which plans and pledges are overdue; by default the last day on which an article came out."""
    read = {r.article: r for r in readings}
    return group_holdings(Holdings(articles, read, entities, of_chain, allotted), as_of=as_of)


def group_holdings(holdings: Holdings, memory: Memory | None = None, *, as_of: str | None = None) -> Grouping:
    """Group all that there is. With a memory only the articles and stories that changed since the last run are worked out;
    the result is the same."""
    from dateline.lang.vectors import one_thread

    with one_thread():
        return _group(holdings, memory, as_of)


def _group(holdings: Holdings, memory: Memory | None, as_of: str | None) -> Grouping:
    dossiers, entities = holdings.dossiers(), {e.id: e for e in holdings.entities}
    names, people = name_entities(dossiers.values(), holdings.entities)
    parts, ties = _work_stories(holdings, dossiers, people, memory)
    return _put_together(parts, ties, dossiers, (entities, names), as_of)


def _work_stories(
    holdings: Holdings, dossiers: Dossiers, people: Mapping[str, str], memory: Memory | None
) -> tuple[list[Part], dict[str, Ties]]:
    """Every story as worked out by itself, and how it stands to others."""
    linked = holdings.linked()
    keys = _profile_keys(dossiers, linked, memory) if memory is not None else {}
    stream = _bring_up(dossiers, keys, memory)
    found = sorted(sorted(stream.story(number)) for number in stream.stories())
    ruled = apply_rulings([[stream.profile(a) for a in story] for story in found], holdings.rulings)
    stories = sorted((sorted(story, key=lambda p: p.article) for story in ruled), key=lambda s: s[0].article)
    parts: list[Part] = []
    strands: list[Strand] = []
    for ids, profiles in zip(allot_ids(stories, holdings.allotted), stories, strict=True):
        shared = stream.copies(p.article for p in profiles)
        key = digest(ids, [keys[p.article] for p in profiles], sorted(shared.items())) if memory is not None else ""
        part = memory.recall("group.story", key, Part) if memory is not None else None
        if part is None:
            known = _known_at_home(linked, profiles)
            part = _work_story(ids, [replace(dossiers[p.article], entities=known) for p in profiles], shared)
            if memory is not None:
                memory.keep("group.story", key, part)
        parts.append(part)
        strands.append(make_strand(part.story.id, profiles, part.facts))
    return parts, tie_stories(strands, people)


def _profile_keys(
    dossiers: Iterable[str], linked: Mapping[str, Mapping[str, Entity]], memory: Memory
) -> dict[str, str]:
    """What each profile goes by: the reading, and what its names were linked to."""
    return {
        article: digest(
            memory.keys[article], [(c, e.id, e.kind, e.country) for c, e in sorted(linked.get(article, {}).items())]
        )
        for article in dossiers
    }


def _bring_up(dossiers: Dossiers, keys: Mapping[str, str], memory: Memory | None) -> Stream:
    """The stream of the last run with what changed since put in and taken out; without a memory one of everything."""
    if memory is None:
        stream = Stream()
        stream.put(make_profile(d) for d in dossiers.values())
        return stream
    kept = memory.recall_stream()
    then = {a: memory.recall("group.profile", key, Profile) for a, key in kept.profiles.items()} if kept else {}
    known = {a: profile for a, profile in then.items() if profile is not None}
    stream = Stream.restore(kept.state, known) if kept is not None and len(known) == len(then) else Stream()
    new = []
    for article in dossiers:
        if kept is None or article not in stream or kept.profiles[article] != keys[article]:
            profile = memory.recall("group.profile", keys[article], Profile)
            if profile is None:
                profile = make_profile(dossiers[article])
                memory.keep("group.profile", keys[article], profile)
            new.append(profile)
    stream.drop(a for a in known if a not in dossiers)
    if stream.put(new).made or kept is None or kept.profiles != keys:
        memory.keep_stream(StreamKept(stream.state(), dict(keys)))
    return stream


def _known_at_home(linked: Mapping[str, Mapping[str, Entity]], profiles: Sequence[Profile]) -> dict[str, Entity]:
    """The entities as one story knows them: who else they are elsewhere changes nothing in it."""
    members: dict[str, tuple[Entity, list[str]]] = {}
    for profile in profiles:
        for chain, entity in linked.get(profile.article, {}).items():
            members.setdefault(entity.id, (entity, []))[1].append(chain)
    return {
        key: Entity(id=key, kind=entity.kind, names=(), key=entity.key, country=entity.country, members=tuple(chains))
        for key, (entity, chains) in members.items()
    }


class Part(Struct, frozen=True):
    """One story as worked out by itself."""

    story: Story
    origins: list[Origin]
    placements: list[Placement]
    facts: list[Fact]


def _work_story(
    ids: tuple[str, tuple[str, ...]], dossiers: Sequence[Dossier], shared: Mapping[tuple[str, str], float]
) -> Part:
    origins, placements = fold_origins(ids[0], dossiers, shared)
    origin_of = {article: origin for origin in origins for article in origin.articles}
    facts = build_facts(ids[0], dossiers, origin_of)
    ordered = sorted(dossiers, key=lambda d: (d.article.published or "9999", d.id))
    named = find_named_origins(dossiers, origins)
    story = Story(id=ids[0], articles=tuple(d.id for d in ordered), aliases=ids[1], named_origins=named)
    return Part(story, origins, placements, facts)


def _put_together(
    parts: Sequence[Part],
    ties: Mapping[str, Ties],
    dossiers: Dossiers,
    known: tuple[Mapping[str, Entity], Mapping[str, str]],
    as_of: str | None,
) -> Grouping:
    """All stories together; ``known`` are the entities and their names."""
    stories = [_tied(p.story, ties[p.story.id]) for p in parts]
    facts = settle_countries(sorted((f for p in parts for f in p.facts), key=lambda f: (f.story, -f.weight, f.id)))
    facts = pool_support(facts, [o for p in parts for o in p.origins])
    origin_of = {article: o for p in parts for o in p.origins for article in o.articles}
    days = {article: dossiers.day(article) for article in dossiers}
    day = as_of or max((d for d in days.values() if d), default=None)
    return Grouping(
        origins=tuple(sorted((o for p in parts for o in p.origins), key=lambda o: o.id)),
        placements=tuple(sorted((x for p in parts for x in p.placements), key=lambda x: x.article)),
        stories=tuple(sorted(stories, key=lambda s: s.id)),
        facts=tuple(without_superseded(facts, days)),
        records=tuple(build_records(facts, dossiers, Cast(*known, origin_of), day)),
    )


def _tied(story: Story, ties: Ties) -> Story:
    follows, related = ties
    return Story(
        id=story.id,
        articles=story.articles,
        aliases=story.aliases,
        follows=follows,
        related=related,
        named_origins=story.named_origins,
    )
