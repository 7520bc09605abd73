"""The stage: readings and entities in, origins, placements, stories, facts and records out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from dateline.group.casting import settle_countries
from dateline.group.dossier import Dossier
from dateline.group.facts import build_facts, without_superseded
from dateline.group.origins import fold_origins
from dateline.group.profiles import Profile, make_profile
from dateline.group.records import Cast, build_records
from dateline.group.stories import allot_ids
from dateline.group.stream import Stream
from dateline.group.threads import (
    find_named_origins,
    make_strand,
    name_entities,
    name_people,
    pool_support,
    tie_stories,
)
from dateline.model import Article, Entity, Fact, Origin, Placement, Reading, RecordRow, Story

VERSION = "4"
_NONE: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Grouping:
    """What a set of articles comes to. All tuples are in an order that does not depend on the input's."""

    origins: tuple[Origin, ...] = ()
    placements: tuple[Placement, ...] = ()
    stories: tuple[Story, ...] = ()
    facts: tuple[Fact, ...] = ()
    records: tuple[RecordRow, ...] = ()


def group_articles(
    articles: Sequence[Article],
    readings: Sequence[Reading],
    entities: Sequence[Entity] = (),
    of_chain: Mapping[str, str] = _NONE,
    allotted: Mapping[str, str] = _NONE,
    *,
    as_of: str | None = None,
) -> Grouping:
    """Group articles into stories and origins, and their acts into facts and records.

    ``of_chain`` maps ``article#chain`` to an entity id; without it names compare by their spelling within a language.
    ``allotted`` maps article ids to story ids of earlier runs, which are kept. ``as_of`` (ISO date) is the day by which
    plans and pledges are overdue; by default the last day on which one of the articles came out. An article without a
    reading is placed by its text alone.
    """
    known = {e.id: e for e in entities}
    read = {r.article: r for r in readings}
    unique = {a.id: a for a in articles}
    dossiers = [Dossier(unique[k], read.get(k) or Reading(article=k), of_chain, known) for k in sorted(unique)]
    stream = Stream()
    stream.put(make_profile(d) for d in dossiers)
    of = {d.id: d for d in dossiers}
    clusters = sorted(sorted(stream.story(number)) for number in stream.stories())
    grouped = [[stream.profile(a) for a in cluster] for cluster in clusters]
    parts = [
        _work_story(ids, profiles, [of[p.article] for p in profiles], stream.copies(p.article for p in profiles))
        for ids, profiles in zip(allot_ids(grouped, allotted), grouped, strict=True)
    ]
    return _put_together(parts, dossiers, known, as_of)


@dataclass(frozen=True, slots=True)
class _Part:
    """One story as worked out by itself."""

    story: Story
    profiles: Sequence[Profile]
    origins: Sequence[Origin]
    placements: Sequence[Placement]
    facts: Sequence[Fact]


def _work_story(
    ids: tuple[str, tuple[str, ...]],
    profiles: Sequence[Profile],
    dossiers: Sequence[Dossier],
    shared: Mapping[tuple[str, str], float],
) -> _Part:
    origins, placements = fold_origins(ids[0], dossiers, shared)
    origin_of = {article: origin for origin in origins for article in origin.articles}
    facts = build_facts(ids[0], dossiers, origin_of)
    ordered = sorted(dossiers, key=lambda d: (d.article.published or "9999", d.id))
    named = find_named_origins(dossiers, origins)
    story = Story(id=ids[0], articles=tuple(d.id for d in ordered), aliases=ids[1], named_origins=named)
    return _Part(story, profiles, origins, placements, facts)


def _put_together(
    parts: Sequence[_Part], dossiers: Sequence[Dossier], entities: Mapping[str, Entity], as_of: str | None
) -> Grouping:
    names = name_entities(dossiers, entities.values())
    people = name_people(dossiers, entities.values())
    ties = tie_stories([make_strand(p.story.id, p.profiles, p.facts) for p in parts], people)
    stories = [_tied(p.story, ties[p.story.id]) for p in parts]
    facts = settle_countries(sorted((f for p in parts for f in p.facts), key=lambda f: (f.story, -f.weight, f.id)))
    facts = pool_support(facts, [o for p in parts for o in p.origins])
    origin_of = {article: o for p in parts for o in p.origins for article in o.articles}
    day = as_of or max((d.day for d in dossiers if d.day), default=None)
    return Grouping(
        origins=tuple(sorted((o for p in parts for o in p.origins), key=lambda o: o.id)),
        placements=tuple(sorted((x for p in parts for x in p.placements), key=lambda x: x.article)),
        stories=tuple(sorted(stories, key=lambda s: s.id)),
        facts=tuple(without_superseded(facts, {d.id: d.day for d in dossiers})),
        records=tuple(build_records(facts, {d.id: d for d in dossiers}, Cast(entities, names, origin_of), day)),
    )


def _tied(story: Story, ties: tuple[tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]]) -> Story:
    follows, related = ties
    return Story(
        id=story.id,
        articles=story.articles,
        aliases=story.aliases,
        follows=follows,
        related=related,
        named_origins=story.named_origins,
    )
