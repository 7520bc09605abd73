"""Writing and checking one story: what the two stages need, and the gate between them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, TypeVar

import msgspec
from msgspec import Struct

from dateline import write
from dateline.lang.events import event_form
from dateline.lang.render import country_of, load_grammar
from dateline.model import (
    Article,
    Entity,
    Fact,
    Occupancy,
    Origin,
    Party,
    Reading,
    RecordRow,
    Report,
    Story,
    Withheld,
)
from dateline.newsroom.appointments import with_new_office
from dateline.newsroom.before import Archive, articles_told
from dateline.newsroom.capacities import offices_of, with_office, without_unsure_heads
from dateline.newsroom.casualties import Scene, scene_of, with_casualties
from dateline.newsroom.doubts import doubt_of, with_sure_day
from dateline.newsroom.gate import failures_of
from dateline.newsroom.hosts import with_sure_host
from dateline.newsroom.roundtrip import parties_in, parties_of
from dateline.newsroom.seen_from import as_attested, as_named

if TYPE_CHECKING:
    from dateline.group import Grouping
    from dateline.link import Ledger

T = TypeVar("T")
_GATE_ROUNDS = 16
_SCENE = frozenset(["DL311", "DL312", "DL321", "DL322"])


class StoryWork(Struct, frozen=True, kw_only=True):
    """All that writing and checking one story needs, and nothing else: the unit of those two stages."""

    story: Story
    facts: tuple[Fact, ...]
    origins: tuple[Origin, ...]
    entities: tuple[Entity, ...]
    occupancies: tuple[Occupancy, ...]
    articles: tuple[Article, ...]
    readings: tuple[Reading, ...] = ()
    of_chain: dict[str, str]
    langs: tuple[str, ...]
    past: write.Past = write.Past()
    past_articles: tuple[Article, ...] = ()
    past_readings: tuple[Reading, ...] = ()


class StoryPaper(Struct, frozen=True, kw_only=True):
    """The reports of one story, checked, in every language asked for."""

    reports: tuple[Report, ...]
    withheld: tuple[Withheld, ...] = ()


def story_works(
    articles: Sequence[Article],
    readings: Mapping[str, Reading],
    ledger: Ledger,
    grouping: Grouping,
    langs: tuple[str, ...],
) -> Iterator[StoryWork]:
    """Every story with its facts, origins, entities, articles and readings, and without what is told of other stories."""
    return (with_readings(work, readings) for work in story_plans(articles, readings, ledger, grouping, langs))


def with_readings(work: StoryWork, readings: Mapping[str, Reading]) -> StoryWork:
    """The work with the readings of its articles, which a plan of it lacks."""
    return msgspec.structs.replace(
        work,
        readings=tuple(readings[a.id] for a in work.articles),
        past_readings=tuple(readings[a.id] for a in work.past_articles),
    )


def story_plans(
    articles: Sequence[Article],
    readings: Mapping[str, Reading],
    ledger: Ledger,
    grouping: Grouping,
    langs: tuple[str, ...],
) -> Iterator[StoryWork]:
    """The works of all stories still without readings, of which only those are looked up that a fact is settled by. Of
    people and offices each has what its own texts and days can ask for: news of the same people elsewhere changes nothing."""
    by_id = {a.id: a for a in articles}
    members: dict[str, dict[str, str]] = {}
    for chain, entity_id in ledger.of_chain.items():
        members.setdefault(chain.rsplit("#", 1)[0], {})[chain] = entity_id
    disputed = {(c.entity, c.position) for c in ledger.title_conflicts}
    archive = Archive(grouping, by_id, readings)
    told_of = _under(grouping.facts, lambda f: (f.story,))
    origins = _under(grouping.origins, lambda o: o.articles)
    entities = {e.id: e for e in ledger.entities}
    held_by = _under(ledger.occupancies, lambda o: (o.entity,))
    of_country = {(o.entity, o.position) for o in ledger.occupancies if country_of(o.of)}
    for story in grouping.stories:
        own = told_of.get(story.id, [])
        scene = scene_of(own, by_id, readings)
        told = (_told(f, scene, by_id, readings) for f in own)
        gone = archive.overtaken(story)
        mine = tuple(f for f in told if f.id not in gone)
        past = _without_titles_in(archive.before(story, mine), disputed)
        elsewhere = {a.article for f in mine for a in f.anchors}
        earlier = sorted((articles_told(past) | elsewhere) - set(story.articles))
        of_chain = {c: e for a in (*story.articles, *earlier) for c, e in members.get(a, {}).items()}
        plain = [_without_titles(f, disputed) for f in mine]
        offices = {e: o for e, o in offices_of(plain).items() if (e, o.capacity) not in disputed}
        filled = (without_unsure_heads(with_office(f, offices), of_country) for f in plain)
        facts = tuple(with_sure_host(f, readings, of_chain) for f in filled)
        named = (p.entity for f in (*facts, *past.facts, *past.ahead) if f.slots for p in parties_of(f))
        wanted = sorted(set(of_chain.values()) | set(named))
        resting = {o.id: o for a in story.articles for o in origins.get(a, ())}
        held = (o for e in wanted for o in held_by.get(e, ()) if (e, o.position) not in disputed)
        texts = [by_id[a] for a in story.articles]
        yield StoryWork(
            story=story,
            facts=facts,
            origins=tuple(resting[o] for o in sorted(resting)),
            entities=tuple(as_named(entities[e]) for e in wanted if e in entities),
            occupancies=tuple(as_attested(o, texts) for o in held),
            articles=tuple(texts),
            of_chain=of_chain,
            langs=langs,
            past=past,
            past_articles=tuple(by_id[a] for a in earlier),
        )


def _under(items: Iterable[T], keys: Callable[[T], Iterable[str]]) -> dict[str, list[T]]:
    """The items under each of their keys, in their own order."""
    found: dict[str, list[T]] = {}
    for item in items:
        for key in keys(item):
            found.setdefault(key, []).append(item)
    return found


def _told(fact: Fact, scene: Scene | None, articles: Mapping[str, Article], readings: Mapping[str, Reading]) -> Fact:
    """A fact as it may be told: a toll with its disaster, an appointment to the office named, on a day that is sure."""
    return with_sure_day(with_new_office(with_casualties(fact, scene, readings), articles, readings), articles)


def _without_titles_in(past: write.Past, disputed: set[tuple[str, str]]) -> write.Past:
    facts, ahead = (tuple(_without_titles(f, disputed) for f in told) for told in (past.facts, past.ahead))
    return msgspec.structs.replace(past, facts=facts, ahead=ahead)


def _without_titles(fact: Fact, disputed: set[tuple[str, str]]) -> Fact:
    """The fact without titles that other articles contradict: a report names the person and leaves the office out."""
    slots = fact.slots
    if slots is None or not disputed:
        return fact

    def bare(party: Party) -> Party:
        wrong = (party.entity, party.capacity or "") in disputed
        return msgspec.structs.replace(party, capacity=None, status=None) if wrong else party

    kept = msgspec.structs.replace(
        slots,
        actors=tuple(bare(p) for p in slots.actors),
        recipients=tuple(bare(p) for p in slots.recipients),
        said_by=bare(slots.said_by) if slots.said_by else None,
    )
    return fact if kept == slots else msgspec.structs.replace(fact, slots=kept)


def write_and_check(work: StoryWork) -> StoryPaper:
    """Write a story in every language and let the checker judge each sentence against the story's sources.

    A fact whose sentence fails in any edition is withheld from all, and the rest is written and judged again; one that
    fails for its day or place alone is told without them.
    """
    facts = {f.id: f for f in work.facts}
    withheld = list(_doubtful(work))
    plan = _plan(work, facts.values(), (w.fact for w in withheld))
    judged: dict[str, list[Withheld]] = {}
    for _ in range(_GATE_ROUNDS):
        reports = [write.write_report(plan, lang) for lang in work.langs]
        for report in reports:
            if report.id not in judged:  # the id goes by the text: an edition that stayed as it was is not read again
                judged[report.id] = failures_of(report, work)
        failures = [w for report in reports for w in judged[report.id]]
        together = {f for s in write.sentences_of(reports[0]) if len(s.facts) > 1 for f in s.facts}
        if not failures:
            break
        crowded = {w.fact for w in failures} & together - plan.apart
        if crowded:  # one of several facts in a sentence fails: each is told, and judged, alone
            plan = write.part(plan, crowded)
            continue
        rich = {w.fact for w in failures if w.fact in facts and _is_rich(facts[w.fact])} - plan.plain
        if rich:  # what fails with its matter in full, or as of the two sides, is told by its topics and names
            plan = write.simplify(plan, rich)
            continue
        bared = _without_scene(failures, facts)
        facts.update(bared)
        withheld.extend(w for w in failures if w.fact not in bared)
        again = write.part(_plan(work, facts.values(), (w.fact for w in withheld)), plan.apart)
        plan = write.simplify(again, plan.plain)
    else:
        reports = [write.write_report(write.withhold(plan, {f.id for f in work.facts}), lang) for lang in work.langs]
    kept = tuple(msgspec.structs.replace(r, withheld=tuple(withheld)) for r in reports)
    return StoryPaper(reports=kept, withheld=tuple(withheld))


def _is_rich(fact: Fact) -> bool:
    return write.is_joint_saying(fact) or bool(write.goals_of(fact))


def _doubtful(work: StoryWork) -> Iterator[Withheld]:
    """The facts whose parties are in doubt by a second look, or which are below the bar of what may be told to somebody's
    discredit: no edition tells them."""
    articles = {a.id: a for a in (*work.articles, *work.past_articles)}
    readings = {r.article: r for r in (*work.readings, *work.past_readings)}
    entities = {e.id: e for e in work.entities}
    for fact in (*work.facts, *work.past.facts, *work.past.ahead):
        reason = doubt_of(fact, articles, readings, entities, work.of_chain)
        reason = reason or write.below_bar(fact, entities, work.origins)
        if reason is not None:
            yield Withheld(fact=fact.id, lang=work.langs[0], draft=fact.text, reason=reason)


def _plan(work: StoryWork, facts: Iterable[Fact], withheld: Iterable[str]) -> write.Plan:
    plan = write.plan_report(
        work.story,
        tuple(facts),
        work.entities,
        work.origins,
        work.articles,
        occupancies=work.occupancies,
        langs=work.langs,
        past=work.past,
    )
    gone = frozenset(withheld)
    return write.withhold(plan, gone) if gone else plan


def _without_scene(failures: Sequence[Withheld], facts: Mapping[str, Fact]) -> dict[str, Fact]:
    """The facts that fail for a day (DL312) or a place (DL322) that no act gives them, and for nothing else, without it; so an
    event that fails for a day or place of which another sentence has a different one (DL311, DL321)."""
    codes: dict[str, set[str]] = {}
    for failure in failures:
        codes.setdefault(failure.fact, set()).update(f.code for f in failure.findings if f.severity == "error")
    bared: dict[str, Fact] = {}
    for fact_id, found in codes.items():
        fact = facts.get(fact_id)
        if fact is None or fact.slots is None:
            continue
        loose = _SCENE if event_form(fact.slots) is not None else {"DL312", "DL322"}
        if not found - {"DL601"} <= loose:
            continue
        time = None if found & {"DL311", "DL312"} else fact.slots.time
        place = None if found & {"DL321", "DL322"} else fact.slots.place
        slots = msgspec.structs.replace(fact.slots, time=time, place=place)
        if slots != fact.slots:
            bared[fact_id] = msgspec.structs.replace(fact, slots=slots)
    return bared


def titled_records(records: Sequence[RecordRow], ledger: Ledger, langs: Sequence[str]) -> tuple[RecordRow, ...]:
    """The rows with a title in each language, from the grammar."""
    entities = {e.id: e for e in ledger.entities}
    kin = {lang: _of_one_family(ledger.entities, lang) for lang in langs}
    made = []
    for row in records:
        titles: dict[str, str] = {}
        for lang in langs:
            named = _named_in(row)
            named |= {other for e in named for other in kin[lang].get(e, ())}
            title = write.record_title(row, [entities[e] for e in sorted(named) if e in entities], lang)
            titles |= {lang: title} if title else {}
        made.append(msgspec.structs.replace(row, title={**row.title, **titles}))
    return tuple(made)


def _of_one_family(entities: Sequence[Entity], lang: str) -> dict[str, tuple[str, str]]:
    """For each person whose family name others bear two who bear it: the presence of another has them named in full."""
    grammar = load_grammar(lang)
    bearers: dict[str, list[str]] = {}
    for entity in entities:
        family = grammar.family(entity) if entity.kind == "person" else None
        if family:
            bearers.setdefault(family, []).append(entity.id)
    return {e: (same[0], same[1]) for same in bearers.values() if len(same) > 1 for e in same}


def _named_in(row: RecordRow) -> set[str]:
    """The entities that the title of a row may name."""
    found = {p.entity for p in row.participants}
    if row.slots is not None:
        found.update(p.entity for p in parties_in(row.slots))
        found.update(row.slots.bound)
    return found
