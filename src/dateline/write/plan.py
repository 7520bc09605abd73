"""What a report says and in which order, before any language: facts chosen by support and weight."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from dateline.lang.events import event_form, gives_office, is_adverse, is_event, weight_of
from dateline.lang.frames import is_called_off, is_casualty, is_on_condition
from dateline.lang.goals import is_turning
from dateline.lang.identify import SUPPORTED
from dateline.lang.precision import precision
from dateline.lang.render import EVENTS, Attribution, Dispute, Manner, Memory, is_proper, load_grammar, replace_slots
from dateline.model import Article, Entity, Fact, Occupancy, Origin, Slots, Story
from dateline.model.report import Section
from dateline.write.adverse import DENIAL, below_bar, is_denial, with_denials, without_open_charges
from dateline.write.background import Past, is_new, of_its_day, recall
from dateline.write.gather import gather, gather_tolls, joined_acts, source_of
from dateline.write.items import PLAIN, Desk, Item
from dateline.write.manners import as_worded, is_announced, manner_of
from dateline.write.matters import goals_of, with_level, with_matter
from dateline.write.narrow import drop_disputed, narrow, say_in_all, shorter_leads, with_stand_ins
from dateline.write.news import News, find_news, is_past, is_prominent, is_stale
from dateline.write.offices import office_items
from dateline.write.sides import BOTH_SIDES, as_sides
from dateline.write.told import is_mere_words, is_weak, says_nothing, told_by, without_weaker

MAX_ITEMS = 18
MAX_BY_SPEAKER = 5
LONG_ENOUGH = 4
NEGLIGIBLE = 0.05
_GREAT = 0.85
"""Weight from which an event leads a report before what was agreed (an arrest, a verdict, an election won)."""
_TOLLS = ("dead", "missing", "injured")
_SPOKEN_ORDER = {"agreement": 0, "signing": 0, "pledge": 1, "plan": 1, "statement": 2, "other": 2}

_NO_PAST = Past()


@dataclass(frozen=True, slots=True)
class Sources:
    """All that a plan is made from, kept so that it can be made again without the facts that were withheld."""

    story: Story
    facts: tuple[Fact, ...]
    entities: tuple[Entity, ...]
    origins: tuple[Origin, ...]
    articles: tuple[Article, ...]
    occupancies: tuple[Occupancy, ...] = ()
    langs: tuple[str, ...] = SUPPORTED
    past: Past = _NO_PAST


@dataclass(frozen=True, slots=True)
class Kept:
    """What a plan made again keeps of its making: see :class:`Plan`."""

    withheld: frozenset[str] = frozenset()
    apart: frozenset[str] = frozenset()
    plain: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Plan:
    """What every edition of a report says. ``lead`` is the lead's act without companions (for the headline); ``outcome``
    is what came of it (for the standfirst), where the report is long enough to need a summary. Facts of ``apart`` have a
    sentence of their own, those of ``plain`` are told by their topics alone."""

    sources: Sources
    lead: Item | None
    items: tuple[Item, ...]
    withheld: frozenset[str] = frozenset()
    outcome: Item | None = None
    apart: frozenset[str] = frozenset()
    plain: frozenset[str] = frozenset()

    @property
    def cast(self) -> dict[str, Entity]:
        """The entities that facts may name, by id, and the two sides of the lead."""
        return {e.id: e for e in (*self.sources.entities, BOTH_SIDES)}


def plan_report(
    story: Story,
    facts: Sequence[Fact],
    entities: Sequence[Entity],
    origins: Sequence[Origin],
    articles: Sequence[Article],
    *,
    occupancies: Sequence[Occupancy] = (),
    langs: Sequence[str] = SUPPORTED,
    past: Past = _NO_PAST,
) -> Plan:
    """The plan of a story's report, the same for every language of ``langs``: a fact that one of them cannot say is in
    none. ``facts`` of other stories are left out but for those of ``past``; so are unattributed forecasts and allegations."""
    mine = tuple(sorted((f for f in facts if f.story == story.id), key=lambda f: (-f.weight, f.id)))
    here = set(story.articles)
    told = (*mine, *past.facts, *past.ahead)
    entities = with_stand_ins(entities, (f.slots for f in told if f.slots))
    sources = Sources(
        story,
        mine,
        tuple(sorted(entities, key=lambda e: e.id)),
        tuple(o for o in sorted(origins, key=lambda o: o.id) if here & set(o.articles)),
        tuple(a for a in sorted(articles, key=lambda a: a.id) if a.id in here),
        tuple(sorted(occupancies, key=lambda o: (o.entity, o.position, o.since or ""))),
        tuple(langs),
        past,
    )
    return _plan(sources, Kept())


def withhold(plan: Plan, fact_ids: Iterable[str]) -> Plan:
    """The plan made again without these facts, in every edition."""
    return _plan(plan.sources, Kept(plan.withheld | frozenset(fact_ids), plan.apart, plan.plain))


def part(plan: Plan, fact_ids: Iterable[str]) -> Plan:
    """The plan made again with a sentence of its own for each of these facts."""
    return _plan(plan.sources, Kept(plan.withheld, plan.apart | frozenset(fact_ids), plan.plain))


def simplify(plan: Plan, fact_ids: Iterable[str]) -> Plan:
    """The plan made again with these facts told by their topics alone, without what is to be done with them."""
    return _plan(plan.sources, Kept(plan.withheld, plan.apart, plan.plain | frozenset(fact_ids)))


def common_facts(plan: Plan, langs: Sequence[str]) -> tuple[str, ...]:
    """The ids of the planned facts that every one of ``langs`` can say, in the order of the plan."""
    cast = plan.cast
    planned = (*plan.items, *((plan.outcome,) if plan.outcome else ()))
    sayable = [i for i in planned if i.slots is None or say_in_all(i.slots, cast, i.attribution, langs)]
    return tuple(dict.fromkeys(f for item in sayable for f in item.ids))


def _plan(sources: Sources, kept: Kept) -> Plan:
    withheld, apart = kept.withheld, kept.apart
    cast = {e.id: e for e in (*sources.entities, BOTH_SIDES)}
    desk = Desk(cast, sources.langs, find_news(sources.articles), kept.plain)
    independent = any(o.independent for o in sources.origins)
    usable = [
        f
        for f in sources.facts
        if f.id not in withheld and _may_print(f, cast) and not (independent and f.support == "no_independent_origin")
    ]
    told = [f for f in sources.facts if f.id not in withheld]
    usable = [f for f in usable if below_bar(f, cast, sources.origins) is None]
    usable = without_open_charges(usable, told, desk)
    contested = {f.negative_of for f in usable if f.negative_of} | {f.id for f in usable if f.negative_of}
    plain = [f for f in usable if f.id not in contested and _as_act(f, desk) is not None]
    plain = without_weaker(plain, cast)
    lead = _choose_lead(plain, desk)
    items: list[Item] = []
    if lead is not None:
        alone = apart & set(lead.ids)
        items.append(lead if alone else _with_companion(lead, plain, desk))
    used = {i for item in items for i in item.ids}
    rest = [_act_item(f, lead, desk) for f in plain if f.id not in used]
    items += _ordered([i for i in rest if i is not None], lead)
    items += _contested_items([f for f in usable if f.id in contested], desk)
    items = with_denials(_with_disputes(items, usable, cast, sources.langs), told, desk)
    items += _background_items(lead, items, desk, sources.past, withheld)
    items += office_items(lead, desk, sources.occupancies, sources.articles, withheld)
    placed = _by_section(items)
    outcome = _outcome(placed, lead, desk)

    def can_join(run: Sequence[Item]) -> bool:
        made = [load_grammar(code).joined(joined_acts(run), cast, Memory()) for code in sources.langs]
        return all(line is not None for line in made)

    lone = [i for i in placed if i != outcome]
    gathered = gather(lone if apart & {f for i in lone for f in i.ids} else gather_tolls(lone), apart, can_join)
    return Plan(sources, lead, tuple(gathered), withheld, outcome, apart, kept.plain)


def _outcome(items: Sequence[Item], lead: Item | None, desk: Desk) -> Item | None:
    """The first agreement or signing of the two sides that stands well after the lead: the summary of a longer report, told
    without their names."""
    if lead is None or len(items) < LONG_ENOUGH:
        return None
    for item in items[1:]:
        slots = item.slots
        if slots is None or item.section != "said" or slots.kind not in ("agreement", "signing"):
            continue
        told = as_sides(item, lead, desk.plain)
        if told is not slots and say_in_all(told, desk.cast, item.attribution, desk.langs):
            return item
    return None


def _may_print(fact: Fact, cast: Mapping[str, Entity]) -> bool:
    slots = fact.slots
    if slots is None or slots.hedge == "alleged" or fact.weight <= NEGLIGIBLE:
        return False
    if any(p.entity not in cast for p in (*slots.actors, *slots.recipients)):
        return False
    if any(cast[p.entity].kind == "position" for p in (*slots.actors, *slots.recipients)):
        return False
    if is_weak(fact) and slots.kind not in EVENTS:
        return False
    if is_called_off(slots) and precision(slots.time) is None:
        return False  # a visit put back to another day takes place
    return not _is_forecast(slots) or bool(slots.said_by or fact.sides)


def _is_forecast(slots: Slots) -> bool:
    uncertain = slots.realis in ("possible", "conditional") or slots.hedge in ("expected", "likely", "possible")
    return uncertain and slots.kind not in EVENTS and not is_on_condition(slots)


def _as_act(fact: Fact, desk: Desk) -> Slots | None:
    """The act that a fact tells, as far as the words of all sources go and without what is disputed in it; None where the
    dispute is about the act itself, or where no edition may say that something is to end: of what is put off nobody has "plans"."""
    if id(fact) not in desk.acts:
        desk.acts[id(fact)] = fact, _act_of(fact, desk)
    return desk.acts[id(fact)][1]


def _act_of(fact: Fact, desk: Desk) -> Slots | None:
    assert fact.slots is not None
    if fact.id in desk.plain and any(is_turning(deed) for deed, _ in goals_of(fact)):
        return None
    slots = with_level(as_worded(fact.slots, fact), fact)
    slots = slots if fact.id in desk.plain else with_matter(slots, fact)
    return drop_disputed(slots, fact.slot) if fact.support == "disputed" else slots


def _attribution(fact: Fact, desk: Desk) -> Attribution:
    slots = fact.slots
    manner: Manner | None = manner_of(fact) if slots is not None and slots.rung == "asked" else None
    manner = "announcement" if is_announced(fact) else manner
    manner = DENIAL.manner if is_denial(fact) else manner
    goals = () if fact.id in desk.plain else goals_of(fact)
    sides = fact.sides if len(fact.sides) == 1 else ()  # what both sides say needs the word of neither
    voucher = slots.said_by if slots is not None and _needs_voucher(fact, slots, desk) else None
    return Attribution(said_by=voucher, sides=sides, manner=manner, goals=goals)


def _needs_voucher(fact: Fact, slots: Slots, desk: Desk) -> bool:
    """Whether an act is told by somebody's word: an event of two origins stands without one whom no edition can name ("the
    company")."""
    if slots.said_by is None or fact.support != "corroborated" or event_form(slots) is None or is_adverse(slots):
        return True
    entity = desk.cast.get(slots.said_by.entity)
    return entity is not None and all(is_proper(load_grammar(c).name(entity)) for c in desk.langs)


# -- the lead


def _choose_lead(facts: Sequence[Fact], desk: Desk) -> Item | None:
    cast, langs, news = desk.cast, desk.langs, desk.news

    def order(fact: Fact) -> tuple[bool, bool, tuple[int, int, float, int, str, str]]:
        assert fact.slots is not None
        return is_mere_words(fact.slots), not is_prominent(fact, news), _lead_order(fact)

    for fact in sorted((f for f in facts if not is_weak(f)), key=order):
        slots = _as_act(fact, desk)
        if slots is None or _is_forecast(slots) or says_nothing(slots, cast) or _is_aside(fact, slots, cast, news):
            continue
        for shorter in shorter_leads(narrow(slots, cast, langs)):
            if say_in_all(shorter, cast, _attribution(fact, desk), langs, headline=True):
                return Item("act", "lead", (fact,), _attribution(fact, desk), slots=shorter)
    return None


def _is_aside(fact: Fact, slots: Slots, cast: Mapping[str, Entity], news: News) -> bool:
    """Whether words of somebody, or an event, stand where no article opens, are a body's bare mention of a matter, or were over
    well before the first article: a report that led with them would miss its story."""
    if is_past(slots, news):
        return True
    if is_event(slots) or slots.kind == "agreement":
        return not is_prominent(fact, news)
    spoken = slots.kind in ("statement", "plan") or (slots.kind == "pledge" and fact.support != "corroborated")
    mentioned = slots.rung == "raised" and not slots.displeasure
    bodies = mentioned and not any(cast[p.entity].kind == "person" for p in slots.actors)
    return spoken and (bodies or not is_prominent(fact, news))


def _lead_order(fact: Fact) -> tuple[int, int, float, int, str, str]:
    slots = fact.slots
    assert slots is not None
    happened = slots.realis == "actual" and slots.polarity == "positive" and slots.hedge is None
    event = event_form(slots) is not None and not gives_office(slots)
    if happened and (slots.kind in ("meeting", "call", "signing") or (event and weight_of(slots) >= _GREAT)):
        rank = 0
    elif happened and (event or slots.kind in ("agreement", "appointment")):
        rank = 1
    elif happened and slots.kind == "visit":
        rank = 2
    elif slots.polarity == "negative" and slots.kind in ("meeting", "visit", "call"):
        rank = 5
    elif is_event(slots) or slots.kind == "agreement":
        rank = 3
    else:
        rank = 4
    toll = [_TOLLS.index(unit) for _, unit in slots.amounts if unit in _TOLLS]
    if happened and slots.kind == "other" and toll:
        return 1, toll[0], -fact.weight, -len(fact.origins), "", fact.id
    bare = int(slots.time is None)
    bare += 0 if event else int(slots.place is None) + 2 * int(_parties(slots) < 2)
    later = slots.time.earliest if slots.time and slots.time.earliest else ""
    return rank, bare if rank in (0, 2) else 0, -fact.weight, -len(fact.origins), _reverse(later), fact.id


def _reverse(day: str) -> str:
    return "".join(str(9 - int(c)) if c.isdigit() else c for c in day[:10])


def _parties(slots: Slots) -> int:
    return len({p.entity for p in (*slots.actors, *slots.recipients)})


def _with_companion(lead: Item, facts: Sequence[Fact], desk: Desk) -> Item:
    """The lead's sentence with what the same parties are told to have discussed, when it has the same source."""
    slots, cast, langs = lead.slots, desk.cast, desk.langs
    assert slots is not None
    if slots.kind not in ("meeting", "call") or slots.polarity == "negative" or slots.realis != "actual" or slots.hedge:
        return lead
    for fact in facts:
        other = fact.slots
        if other is None or is_weak(fact) or fact.id in lead.ids or not _discussed_there(other, slots):
            continue
        if (fact.sides, other.said_by, fact.support) != (lead.facts[0].sides, slots.said_by, lead.facts[0].support):
            continue
        topics = narrow(other, cast, langs).topics
        joined = replace_slots(slots, rung="exchanged", topics=topics)
        if topics and say_in_all(joined, cast, lead.attribution, langs):
            return replace(lead, slots=joined, facts=(*lead.facts, fact))
    return lead


def _discussed_there(other: Slots, lead: Slots) -> bool:
    if other.rung != "exchanged" or other.polarity == "negative" or other.realis != "actual" or other.hedge:
        return False
    same = {p.entity for p in (*other.actors, *other.recipients)} == {
        p.entity for p in (*lead.actors, *lead.recipients)
    }
    there, then = precision(other.time), precision(lead.time)
    return same and bool(other.topics) and (there is None or there == then)


# -- the rest


def _act_item(fact: Fact, lead: Item | None, desk: Desk) -> Item | None:
    slots, cast, langs, news = _as_act(fact, desk), desk.cast, desk.langs, desk.news
    if slots is None:
        return None
    slots = narrow(slots, cast, langs)
    attribution = _attribution(fact, desk)
    if lead is not None and lead.slots is not None and told_by(slots, lead.slots):
        return None
    if says_nothing(slots, cast) or not say_in_all(slots, cast, attribution, langs):
        return None
    section: Section = "disputed" if fact.support == "disputed" else _section(slots, lead, news)
    if section == "next" and is_stale(fact, slots, news):
        return None
    return Item("act", section, (fact,), attribution, slots=slots)


def _section(slots: Slots, lead: Item | None, news: News) -> Section:
    if _is_forecast(slots):
        return "forecast"
    if (slots.realis != "actual" and not is_on_condition(slots)) or (
        slots.hedge in ("expected", "likely", "possible", "considering") and is_event(slots)
    ):
        return "next"
    if is_past(slots, news):
        return "background"
    here, then = precision(slots.time), precision(lead.slots.time) if lead and lead.slots else None
    if here and then and here.last < then.first:
        return "background"
    if gives_office(slots):
        return "background"
    return "lead" if is_event(slots) and slots.kind != "signing" and slots.polarity == "positive" else "said"


def _ordered(items: Sequence[Item], lead: Item | None) -> list[Item]:
    """What was agreed, what was pledged, then who said what, source by source (the heaviest first, and of each those of the
    lead first), then what did not happen."""
    weights: dict[str, float] = {}
    if lead is not None and lead.slots is not None:
        parties = (*lead.slots.actors, *lead.slots.recipients)
        weights = {p.entity: 100.0 - i for i, p in enumerate(parties)}
    for item in items:
        if item.slots is not None:
            who = _speaker(item.slots)
            weights[who] = max(weights.get(who, 0.0), item.facts[0].weight)
    counts: dict[str, int] = {}
    kept: list[Item] = []

    heaviest: dict[str, float] = {}
    for item in items:
        heaviest[source_of(item)] = max(heaviest.get(source_of(item), 0.0), item.facts[0].weight)

    def order(item: Item) -> tuple[int, int, tuple[float, str, float, str], float, str]:
        slots = item.slots
        assert slots is not None
        who, source = _speaker(slots), source_of(item)
        all_of_them = "+".join(p.entity for p in slots.actors)
        group = 0 if is_casualty(slots) or is_event(slots) else _SPOKEN_ORDER.get(slots.kind, 0)
        by = (
            (-heaviest[source], source, -weights[who], all_of_them)
            if group == _SPOKEN_ORDER["statement"]
            else (0.0, "", 0.0, "")
        )
        return int(slots.polarity == "negative"), group, by, -item.facts[0].weight, item.ids[0]

    for item in sorted(items, key=order):
        assert item.slots is not None
        who = _speaker(item.slots)
        if item.section == "said" and len(item.slots.actors) == 1:
            counts[who] = counts.get(who, 0) + 1
            if counts[who] > MAX_BY_SPEAKER:
                continue
        kept.append(item)
    return kept[:MAX_ITEMS]


def _speaker(slots: Slots) -> str:
    """Who acts first, or "" for what befell people."""
    return slots.actors[0].entity if slots.actors else ""


def _contested_items(facts: Sequence[Fact], desk: Desk) -> list[Item]:
    """Two facts of which one denies the other: both, each by its own word, next to one another."""
    items: list[Item] = []
    for fact in sorted(facts, key=lambda f: (f.negative_of or f.id, bool(f.negative_of), f.id)):
        assert fact.slots is not None
        attribution = _attribution(fact, desk)
        slots = narrow(with_level(fact.slots, fact), desk.cast, desk.langs)
        if not (attribution.said_by or attribution.sides):
            continue
        if say_in_all(slots, desk.cast, attribution, desk.langs):
            items.append(Item("act", "disputed", (fact,), attribution, slots=slots))
    return items if len(items) > 1 else []


def _with_disputes(
    items: Sequence[Item], facts: Sequence[Fact], cast: Mapping[str, Entity], langs: Sequence[str]
) -> list[Item]:
    """Each dispute right after the act that it is about, where that has a sentence in the same section."""
    placed = list(items)
    for fact in facts:
        dispute = _dispute_item(fact)
        if dispute is None or dispute.dispute is None:
            continue
        if any(load_grammar(code).disputed(dispute.dispute, cast) is None for code in langs):
            continue
        at = next((i for i, item in enumerate(placed) if fact in item.facts and item.section == "disputed"), None)
        placed.insert(len(placed) if at is None else at + 1, dispute)
    return placed


def _dispute_item(fact: Fact) -> Item | None:
    if fact.support != "disputed" or not fact.slot or len(fact.values) < 2:
        return None
    values = tuple((v.value, v.unit, v.origins) for v in fact.values)
    counted = fact.slots.actors[0] if fact.slots and fact.slots.kind == "other" and fact.slots.actors else None
    return Item("dispute", "disputed", (fact,), dispute=Dispute(fact.slot, values, fact.cause, counted))


def _background_items(
    lead: Item | None, items: Sequence[Item], desk: Desk, past: Past, withheld: frozenset[str]
) -> list[Item]:
    """What the record has from before: how often the two have met, when it was foretold, what came before, what is to
    come."""
    if lead is None or lead.slots is None:
        return []
    cast, langs = desk.cast, desk.langs
    made = [
        Item("recalled", "background", (), recalled=found)
        for found in recall(lead.facts[0], lead.slots, past, cast)
        if found.id not in withheld and say_in_all(found.said, cast, PLAIN, langs)
    ]
    told = [i.slots for i in items if i.slots is not None]
    sections: dict[Section, Sequence[Fact]] = {"background": past.facts, "next": past.ahead}
    for section, facts in sections.items():
        for fact in facts:
            if below_bar(fact, cast, ()) is not None:
                continue
            if fact.id in withheld or not _may_print(fact, cast) or (act := _as_act(fact, desk)) is None:
                continue
            slots = of_its_day(narrow(act, cast, langs), lead.slots)
            if precision(slots.time) is None or not is_new(slots, told) or says_nothing(slots, cast):
                continue
            if say_in_all(slots, cast, _attribution(fact, desk), langs):
                made.append(Item("act", section, (fact,), _attribution(fact, desk), slots=slots))
    return made


def _by_section(items: Sequence[Item]) -> list[Item]:
    order = ("lead", "said", "disputed", "background", "next", "forecast")
    return [i for section in order for i in items if i.section == section]
