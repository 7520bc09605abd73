"""The stage: readings and entities in, origins, placements, stories, facts and records out."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import NamedTuple, Protocol, TypeVar

from msgspec import Struct

from dateline.group.casting import settle_countries
from dateline.group.chronicle import Texts
from dateline.group.dossier import Dossier
from dateline.group.dossiers import Dossiers
from dateline.group.facts import build_facts, without_superseded
from dateline.group.kin import Kinship, Profiles
from dateline.group.meanings import Contents, Meanings
from dateline.group.memory import Memory, StreamKept
from dateline.group.origins import fold_origins
from dateline.group.outcome_sentences import Upshot, upshots_of
from dateline.group.profiles import Profile, make_profile
from dateline.group.records import Cast, build_records
from dateline.group.rulings import Ruling, apply_rulings
from dateline.group.stories import allot_ids
from dateline.group.stream import Stream
from dateline.group.threads import (
    Called,
    Names,
    Strand,
    Ties,
    find_named_origins,
    make_strand,
    names_in,
    pool_support,
    tie_stories,
)
from dateline.group.told_acts import Page, open_pages
from dateline.model import Anchor, Article, Entity, Fact, Origin, Placement, Reading, RecordRow, Story, digest

A = TypeVar("A")
B = TypeVar("B")

VERSION = "11"
_NONE: Mapping[str, str] = MappingProxyType({})


class Each(Protocol):
    """Runs a pure function over items: the results in the order of the items."""

    def __call__(self, function: Callable[[A], B], items: Iterable[A], /) -> Iterable[B]: ...


Share = Callable[[int], Each]
"""Given how many stories are to be worked out, what runs over them."""


def _here(_: int) -> Each:
    return map


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

    def links(self) -> Links:
        """The chains of articles that are linked."""
        return Links(self.of_chain, {e.id: e for e in self.entities})


class Links:
    """The chains of articles that are linked, article by article."""

    def __init__(self, of_chain: Mapping[str, str], entities: Mapping[str, Entity]) -> None:
        self._of_chain, self._entities = of_chain, entities
        self._chains = sorted(of_chain)

    def ids(self, article: str) -> Iterator[tuple[str, str]]:
        """The linked chains of an article, in order, each with the id that it is linked to."""
        head = f"{article}#"
        for at in range(bisect_left(self._chains, head), len(self._chains)):
            chain = self._chains[at]
            if not chain.startswith(head):
                break
            yield chain, self._of_chain[chain]

    def of(self, article: str) -> Iterator[tuple[str, Entity]]:
        """Those that are linked to an entity that is known, each with it."""
        for chain, id in self.ids(article):
            if (entity := self._entities.get(id)) is not None:
                yield chain, entity


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


def group_holdings(
    holdings: Holdings, memory: Memory | None = None, *, as_of: str | None = None, share: Share = _here
) -> Grouping:
    """Group all that there is. With a memory only the articles and stories that changed since the last run are worked out;
    ``share`` says by whom. The result is the same."""
    from dateline.lang.vectors import one_thread

    with one_thread():
        return _group(holdings, memory, as_of, share)


def _group(holdings: Holdings, memory: Memory | None, as_of: str | None, share: Share) -> Grouping:
    dossiers, entities = holdings.dossiers(), {e.id: e for e in holdings.entities}
    linked = holdings.links()
    keys = _profile_keys(dossiers, linked, memory) if memory is not None else {}
    found, profiles = _find_stories(holdings, dossiers, keys, memory)
    contents = Contents(memory.recall_last("contents", dict[str, bytes]) if memory is not None else None)
    names, texts = Names(holdings.entities), Texts(Meanings(dossiers.vector_at), contents)
    parts: list[Part] = []
    strands: list[Strand] = []
    for worked in _work_stories([_Task(story, dossiers, profiles, linked) for story in found], keys, memory, share):
        parts.append(worked.part)
        strands.append(worked.strand)
        texts.enter(worked.pages, worked.upshots)
        for article, called in worked.called.items():
            names.enter(article, called)
    kinship = Kinship(profiles, keys, memory)
    ties = tie_stories(strands, names.people(), kinship.of)
    kinship.keep()
    del strands, linked, profiles, kinship
    made = _put_together(parts, ties, dossiers, (entities, names.all(), texts), as_of)
    if memory is not None and contents.changed:
        memory.keep_last("contents", contents.asked)
    return made


class Found(Struct, frozen=True):
    """A story that was found: its id and aliases, its articles in the order of ids, and which of them are copies."""

    ids: tuple[str, tuple[str, ...]]
    articles: list[str]
    shared: dict[tuple[str, str], float]


def _find_stories(
    holdings: Holdings, dossiers: Dossiers, keys: Mapping[str, str], memory: Memory | None
) -> tuple[list[Found], Profiles]:
    """The stories, and the profiles of their articles. The stream that made them is not needed any more: it is kept."""
    stream = _bring_up(dossiers, keys, memory)
    stories = sorted(sorted(stream.story(number)) for number in stream.stories())
    if holdings.rulings:
        ruled = apply_rulings([[stream.profile(a) for a in story] for story in stories], holdings.rulings)
        stories = sorted(sorted(p.article for p in story) for story in ruled)
    allotted = allot_ids([[dossiers.article(a) for a in story] for story in stories], holdings.allotted)
    copies = [dict(stream.copies(story)) for story in stories]
    found = [Found(ids, story, shared) for ids, story, shared in zip(allotted, stories, copies, strict=True)]
    known = {} if memory is not None else {a: stream.profile(a) for story in stories for a in story}
    return found, Profiles(known, keys, memory)


@dataclass(frozen=True, slots=True)
class _Task:
    """A story to be worked out, and where what it takes is found."""

    story: Found
    dossiers: Dossiers
    profiles: Profiles
    linked: Links

    def job(self) -> Job:
        """All that it takes, and no more: a worker gets nothing else."""
        known = _known_at_home(self.linked, self.story.articles)
        chains = dict(pair for a in self.story.articles for pair in self.linked.ids(a))
        at_home = [replace(self.dossiers[a], entities=known, of_chain=chains) for a in self.story.articles]
        return Job(self.story, at_home, [self.profiles[a] for a in self.story.articles])


def _work_stories(
    tasks: Sequence[_Task], keys: Mapping[str, str], memory: Memory | None, share: Share
) -> Iterator[Worked]:
    """Every story as worked out by itself, in their order; what the memory knows is not worked out again."""
    if memory is None:
        yield from share(len(tasks))(work_story, (task.job() for task in tasks))
        return
    names = [digest(t.story.ids, [keys[a] for a in t.story.articles], sorted(t.story.shared.items())) for t in tasks]
    known = memory.known("group.story", names)
    unknown = (task.job() for task, name in zip(tasks, names, strict=True) if name not in known)
    made = iter(share(len(names) - len(known))(work_story, unknown))
    for task, name in zip(tasks, names, strict=True):
        worked = memory.recall("group.story", name, Worked) if name in known else None
        if worked is None:
            worked = work_story(task.job()) if name in known else next(made)
            memory.keep("group.story", name, worked)
        yield worked


def _profile_keys(dossiers: Iterable[str], linked: Links, memory: Memory) -> dict[str, str]:
    """What each profile goes by: the reading, and what its names were linked to."""
    return {
        article: digest(memory.keys[article], [(c, e.id, e.kind, e.country) for c, e in linked.of(article)])
        for article in dossiers
    }


def _bring_up(dossiers: Dossiers, keys: Mapping[str, str], memory: Memory | None) -> Stream:
    """The stream of the last run with what changed since put in and taken out; without a memory one of everything."""
    if memory is None:
        stream = Stream()
        stream.put(make_profile(d) for d in dossiers.values())
        return stream
    kept = memory.recall_last("stream", StreamKept)
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
        memory.keep_last("stream", StreamKept(stream.state(), dict(keys)))
    return stream


def _known_at_home(linked: Links, articles: Sequence[str]) -> dict[str, Entity]:
    """The entities as one story knows them: who else they are elsewhere changes nothing in it."""
    members: dict[str, tuple[Entity, list[str]]] = {}
    for article in articles:
        for chain, entity in linked.of(article):
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


class Worked(Struct, frozen=True):
    """One story as worked out by itself, with what it is tied to others by: its strand, what its texts call whom, their acts
    that facts tell, and their sentences that have words of an outcome."""

    part: Part
    strand: Strand
    called: dict[str, list[Called]]
    pages: dict[str, Page]
    upshots: list[Upshot]


class Job(NamedTuple):
    """What a story is worked out of: nothing beside it is asked, so that it may be done anywhere."""

    story: Found
    dossiers: Sequence[Dossier]
    profiles: Sequence[Profile]


def work_story(job: Job) -> Worked:
    """One story by itself."""
    from dateline.lang.vectors import one_thread

    with one_thread():
        return _work_out(*job)


def _work_out(story: Found, dossiers: Sequence[Dossier], profiles: Sequence[Profile]) -> Worked:
    id, aliases = story.ids
    origins, placements = fold_origins(id, dossiers, story.shared)
    origin_of = {article: origin for origin in origins for article in origin.articles}
    facts = build_facts(id, dossiers, origin_of)
    ordered = sorted(dossiers, key=lambda d: (d.article.published or "9999", d.id))
    named = find_named_origins(dossiers, origins)
    told = Story(id=id, articles=tuple(d.id for d in ordered), aliases=aliases, named_origins=named)
    return Worked(
        Part(told, origins, placements, facts),
        make_strand(id, profiles, facts),
        {d.id: names_in(d) for d in dossiers},
        open_pages(facts, dossiers),
        [upshot for d in dossiers for upshot in upshots_of(d)],
    )


def _put_together(
    parts: Sequence[Part],
    ties: Mapping[str, Ties],
    dossiers: Dossiers,
    known: tuple[Mapping[str, Entity], Mapping[str, str], Texts],
    as_of: str | None,
) -> Grouping:
    """All stories together; ``known`` are the entities, their names, and what is asked of texts."""
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
        records=tuple(build_records(facts, dossiers, Cast(known[0], known[1], origin_of, known[2]), day)),
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
