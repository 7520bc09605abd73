"""Facts: the claims of a story's articles that say the same, with their support."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from msgspec.structs import replace

from dateline.group.attributions import build_attributions
from dateline.group.bearing import Bearing, find_bearings
from dateline.group.casting import names_settled, settle_parties
from dateline.group.contrasts import build_contrasts
from dateline.group.counts import build_counts
from dateline.group.disputes import Dispute, contradicts, fact_values, find_disputes, independent_origins
from dateline.group.dossier import PROPER, Dossier, first_day, is_day
from dateline.group.durations import build_durations
from dateline.group.figures import build_figures
from dateline.group.happenings import is_happening
from dateline.group.merging import (
    Cluster,
    drop_loud_headlines,
    fullest,
    join_slots,
    merge_tellings,
    split_topics,
)
from dateline.group.non_events import settle_non_events
from dateline.group.slips import build_slips
from dateline.group.slots import ENCOUNTERS
from dateline.group.stories import mint
from dateline.group.tellings import Told, collect_tellings, covers, same_parties
from dateline.group.tolls import build_tolls
from dateline.lang.compare import compare_dates, compare_places
from dateline.lang.events import weight_of
from dateline.model import Fact, Origin, Party, Slots
from dateline.model.story import Support

WEIGHT = {
    "signing": 0.95,
    "agreement": 0.9,
    "meeting": 0.9,
    "visit": 0.85,
    "call": 0.85,
    "appointment": 0.8,
    "pledge": 0.75,
    "plan": 0.6,
    "statement": 0.5,
    "other": 0.35,
}
PRINCIPALS = frozenset(
    (
        *("head_of_state", "president", "prime_minister", "chancellor", "king", "emperor", "general_secretary"),
        *("state_affairs_chairman", "foreign_minister", "defence_minister", "state_secretary", "party_leader"),
    )
)


def build_facts(story: str, dossiers: Sequence[Dossier], origin_of: Mapping[str, Origin]) -> list[Fact]:
    """The facts of a story, weightiest first. ``origin_of`` gives each article's origin by its id."""
    read = collect_tellings(dossiers, origin_of, PROPER)
    settled = settle_parties(read)
    same_as = names_settled(read, settled)
    told = settle_non_events(settled)
    clusters = drop_loud_headlines([part for c in merge_tellings(told) for part in split_topics(c)])
    clusters = [_with_agreed_day(c, clusters) for c in fullest(clusters)]
    alone, disputes = find_disputes(clusters)
    borne_out = [find_bearings(c, dossiers, origin_of, same_as) for c in alone]
    made = [_borne_out(_make_fact(story, c), c, bearings) for c, bearings in zip(alone, borne_out, strict=True)]
    facts = [_quiet_slip(fact, cluster, alone) for fact, cluster in zip(made, alone, strict=True)]
    facts += [_make_disputed(story, dispute) for dispute in disputes]
    facts = _link_negatives(facts)
    aside = collect_tellings(dossiers, origin_of, ("teaser", "caption"))
    facts += [_make_fact(story, c) for c in _outcomes_from_teasers(aside, alone)]
    contrasts = build_contrasts(story, dossiers, origin_of)
    facts += [c for c in contrasts if not _is_open(c, facts)]
    facts += [q for q in build_attributions(story, dossiers, origin_of) if not _is_open(q, facts)]
    facts += build_durations(story, dossiers, origin_of, facts)
    facts += _not_yet_told(build_counts(story, dossiers, origin_of), facts)
    facts += _not_yet_told(build_slips(story, dossiers, origin_of), facts)
    facts = _without_disputed_amounts(facts + _not_yet_told(build_figures(story, dossiers, origin_of), facts))
    facts += [t for t in build_tolls(story, dossiers, origin_of) if t.support != "disputed" or not _is_open(t, facts)]
    unique = {f.id: f for f in facts}
    return sorted(unique.values(), key=lambda f: (-f.weight, f.id))


def _is_open(contrast: Fact, facts: Sequence[Fact]) -> bool:
    """Whether a fact is in dispute already between the values."""
    values = {v.value for v in contrast.values}
    return any(f.support == "disputed" and values <= {v.value for v in f.values} for f in facts)


def _not_yet_told(figures: Sequence[Fact], facts: Sequence[Fact]) -> list[Fact]:
    """The figures that no act told carries already; one in dispute stands unless the dispute is an act's own."""
    counted = [f for f in facts if f.slots is not None and f.slots.amounts]
    told = {
        (a.article, amount)
        for f in counted
        if f.slots is not None and f.support != "single_origin"
        for a in f.anchors
        for amount in f.slots.amounts
    }
    open_ones = [f for f in counted if f.support == "disputed"]
    disputed = {(a.article, v.value) for f in open_ones for v in f.values for a in v.anchors}
    kept: list[Fact] = []
    for figure in figures:
        amounts = {(a.article, v.value, v.unit or "") for v in figure.values for a in v.anchors}
        known = any({v.value for v in figure.values} <= {v.value for v in f.values} for f in facts if f.cause)
        if figure.support == "disputed":
            known = known or any((article, value) in disputed for article, value, _ in amounts)
        elif figure.cause is None:
            known = known or any((article, (value, unit)) in told for article, value, unit in amounts)
        if not known:
            kept.append(figure)
    return kept


def _without_disputed_amounts(facts: Sequence[Fact]) -> list[Fact]:
    """Acts without the amounts that another fact shows to be in dispute, where they stand in the same words."""
    open_ones = [f for f in facts if f.support == "disputed" and f.slot == "number" and f.slots and not f.slots.amounts]
    disputed = {(a.article, v.value, v.unit or "") for f in open_ones for v in f.values for a in v.anchors}
    cleared: list[Fact] = []
    for fact in facts:
        slots = fact.slots
        if slots is not None and fact.support != "disputed":
            articles = {a.article for a in fact.anchors}
            kept = tuple(x for x in slots.amounts if not any((article, *x) in disputed for article in articles))
            fact = replace(fact, slots=replace(slots, amounts=kept)) if kept != slots.amounts else fact
        cleared.append(fact)
    return cleared


def _quiet_slip(fact: Fact, cluster: Cluster, clusters: Sequence[Cluster]) -> Fact:
    """What machine rewrites alone say against an independent source, in number or time, is a slip of theirs: it is kept,
    at the least weight, for the audit, and leads nothing."""
    if fact.support != "no_independent_origin":
        return fact
    for other in clusters:
        if independent_origins(other.told) and contradicts(cluster, other):
            return replace(fact, weight=HOLLOW, weak_evidence=True)
    return fact


def _with_agreed_day(cluster: Cluster, clusters: Sequence[Cluster]) -> Cluster:
    """An undated meeting takes the day on which all dated meetings of its own articles, or else of the story, agree."""
    slots = cluster.slots
    if slots.time is not None or slots.kind not in ("meeting", "call") or slots.realis != "actual":
        return cluster
    dated = [c for c in clusters if c is not cluster and c.slots.kind in ENCOUNTERS and is_day(c.slots.time)]
    dated = [c for c in dated if c.slots.realis == "actual" and c.slots.polarity == "positive"]
    near = [c for c in dated if c.articles & cluster.articles]
    if not near and slots.polarity == "positive":
        near = [c for c in dated if c.slots.kind != "visit"]  # who arrived one day may meet somebody on the next
    days = {first_day(c.slots.time): c.slots.time for c in near}
    if len(days) != 1:
        return cluster
    return Cluster(replace(slots, time=next(iter(days.values()))), cluster.told)


def support_of(told: Sequence[Told]) -> Support:
    """Corroborated by two independent origins or more, of more than one outlet, agency or side (nobody bears out himself
    by saying it again another day); an outlet that relays an office's readout which is itself among
    the tellings adds no origin to it."""
    official = {t.side for t in told if t.origin.kind == "official" and not t.by_machine}
    counted = [t for t in told if t.origin.kind == "official" or t.side is None or t.side not in official]
    independent = independent_origins(counted) or independent_origins(told) or _teaser_origins(told)
    if not independent:
        return "no_independent_origin"
    bearers = {_bearer(t.origin) for t in told if t.origin.id in independent}
    return "corroborated" if len(bearers) > 1 else "single_origin"


def _bearer(origin: Origin) -> str:
    """Who answers for an origin: the side, the agency or the outlet."""
    return (origin.of if origin.kind == "official" else origin.name) or origin.name or origin.id


def _teaser_origins(told: Sequence[Told]) -> frozenset[str]:
    return frozenset(t.origin.id for t in told if t.origin.independent and not t.by_machine)


def sides_of(told: Sequence[Told]) -> tuple[str, ...]:
    """The sides whose readouts alone carry a fact; nothing where anybody else tells it on his own account."""
    sides = [t.side for t in told]
    return tuple(sorted({s for s in sides if s})) if all(sides) else ()


def _make_fact(story: str, cluster: Cluster) -> Fact:
    told = sorted(cluster.told, key=lambda t: t.order)
    best, slots = told[0], cluster.slots
    weak = all(t.weak for t in told) or (slots.time is not None and all(_weakly_dated(t) for t in told))
    return Fact(
        id=_fact_id(story, cluster.slots, best),
        story=story,
        text=best.dossier.article.text[best.act.start : best.act.end],
        support=support_of(told),
        origins=tuple(sorted({t.origin.id for t in told})),
        anchors=tuple(dict.fromkeys(t.dossier.anchor(t.act.start, t.act.end) for t in told)),
        slots=replace(slots, said_by=_common_voucher(told)),
        tellings=tuple(t.telling() for t in told),
        sides=sides_of(told),
        weak_evidence=weak,
        weight=_weight(cluster, weak=weak),
    )


def _borne_out(fact: Fact, cluster: Cluster, bearings: Sequence[Bearing]) -> Fact:
    """A fact with the sentences of other texts that say so too, each an origin more unless it gives the word of an office
    whose own text is among the tellings."""
    if not bearings:
        return fact
    official = {t.side for t in cluster.told if t.origin.kind == "official" and not t.by_machine}
    bearers = {_bearer(t.origin) for t in cluster.told if t.origin.independent and not t.by_machine and not t.weak}
    own = [b for b in bearings if b.origin.kind == "official" or not b.sides & official]
    more = {_bearer(b.origin) for b in own} - bearers
    support: Support = "corroborated" if fact.support == "single_origin" and bearers and more else fact.support
    tellings = tuple(b.telling() for b in bearings)
    return replace(
        fact,
        support=support,
        origins=tuple(sorted({*fact.origins, *(b.origin.id for b in bearings)})),
        anchors=tuple(dict.fromkeys((*fact.anchors, *(t.anchor for t in tellings)))),
        tellings=(*fact.tellings, *tellings),
        sides=() if any(not b.sides and b.origin.kind != "official" for b in bearings) else fact.sides,
    )


def _fact_id(story: str, slots: Slots, best: Told) -> str:
    parts = (slots.kind, slots.polarity, slots.rung, ",".join(slots.topics), *((slots.event,) if slots.event else ()))
    return mint("f", story, best.article, f"{best.act.start}:{best.act.end}:{best.index}", *parts)


def _common_voucher(told: Sequence[Told]) -> Party | None:
    """By whose word the fact stands, where every telling has it by somebody's word; the best telling's."""
    if all(t.slots.said_by is not None for t in told):
        return told[0].slots.said_by
    return None


def _weakly_dated(told: Told) -> bool:
    time = told.slots.time
    if time is None or time.basis == "explicit":
        return False
    return time.basis == "inferred" or told.dossier.article.published_basis == "inferred"


HOLLOW = 0.05
"""Weight of an act that tells nothing to a reader."""


def _is_hollow(cluster: Cluster) -> bool:
    """Whether an act has neither topic nor amount, and (a deed) nobody it was done to, or (words) no matter either."""
    slots = cluster.slots
    if is_happening(slots):
        return False
    if slots.kind not in ("other", "statement", "plan", "pledge") or slots.topics or slots.amounts or slots.displeasure:
        return False
    if slots.kind == "other":
        return not slots.recipients
    return all(t.act.matter is None for t in cluster.told)


def _weight(cluster: Cluster, *, weak: bool) -> float:
    slots = cluster.slots
    if _is_hollow(cluster):
        return HOLLOW
    value = weight_of(slots) if is_happening(slots) else WEIGHT.get(slots.kind, 0.3)
    value -= 0.15 if slots.realis != "actual" else 0.0
    value -= 0.1 if slots.hedge or slots.conditional else 0.0
    if any((p.capacity in PRINCIPALS) for p in slots.actors):
        value += 0.05
    if any(_in_lead(t) for t in cluster.told):
        value += 0.05
    value += 0.03 * min(3, max(0, len(independent_origins(cluster.told)) - 1))
    return round(min(1.0, max(0.05, value)) * (0.5 if weak else 1.0), 3)


def _in_lead(told: Told) -> bool:
    return told.row is not None and (told.block in ("headline", "standfirst") or told.row in told.dossier.body[:2])


def _make_disputed(story: str, dispute: Dispute) -> Fact:
    """The fact with all values: in dispute, unless one was rounded, or the cause tells which one holds."""
    values = fact_values(dispute)
    if dispute.stands is not None:
        return replace(_make_fact(story, dispute.stands), slot=dispute.slot, values=values, cause=dispute.cause)
    fact = _make_fact(story, dispute.cluster)
    if dispute.cause == "rounding" and fact.slots is not None:
        return replace(fact, slots=replace(fact.slots, amounts=()), values=values, cause=dispute.cause)
    return replace(fact, support="disputed", slot=dispute.slot, values=values, cause=dispute.cause, sides=())


def _link_negatives(facts: Sequence[Fact]) -> list[Fact]:
    """Tie what did not happen to the fact that says it did, where both stand (a rewrite's error, or one article's own
    "not this, but that")."""
    linked: list[Fact] = []
    for fact in facts:
        against = None
        if fact.slots is not None and fact.slots.polarity == "negative" and fact.support != "disputed":
            against = next((o.id for o in facts if o.slots is not None and _denies(fact.slots, o.slots)), None)
        linked.append(replace(fact, negative_of=against) if against else fact)
    return linked


def _denies(negative: Slots, positive: Slots) -> bool:
    if positive.polarity != "positive" or positive.kind != negative.kind or positive.realis != negative.realis:
        return False
    if (positive.event, positive.thing) != (negative.event, negative.thing):
        return False
    ours, theirs = (*negative.actors, *negative.recipients), (*positive.actors, *positive.recipients)
    on = bool(set(negative.topics) & set(positive.topics)) or (not negative.topics and not positive.topics)
    return on and (covers(ours, theirs) or covers(theirs, ours))


def _outcomes_from_teasers(told: Sequence[Told], clusters: Sequence[Cluster]) -> list[Cluster]:
    """Visits and meetings that a teaser reports as having happened and that an article here says were planned: the
    outcome of the plan, on weak evidence. All else in teasers belongs to other pages."""
    plans = [c.slots for c in clusters if c.slots.kind in ENCOUNTERS and c.slots.realis == "planned"]
    found: list[Cluster] = []
    for one in told:
        slots = one.slots
        if slots.kind not in ENCOUNTERS or slots.realis != "actual" or slots.polarity != "positive":
            continue
        if not any(fulfils(slots, plan) for plan in plans):
            continue
        home = next((c for c in found if c.slots.kind == slots.kind and _one_outcome(c.slots, slots)), None)
        if home is None:
            found.append(Cluster(slots, [one]))
        else:
            home.told.append(one)
            home.slots = join_slots(home.slots, slots)
    return found


def _one_outcome(a: Slots, b: Slots) -> bool:
    timed = a.time is None or b.time is None or compare_dates(a.time, b.time).relation != "conflict"
    placed = a.place is None or b.place is None or compare_places(a.place, b.place).relation != "conflict"
    return timed and placed and same_parties(a.actors, b.actors)


STAY_DAYS = 3
"""Days after the planned arrival on which what the visitor does there still shows that the visit took place."""


def _during(done: Slots, visit: Slots) -> bool:
    """Whether something is dated within the stay that begins on the day a visit was planned for."""
    arrival, day = first_day(visit.time), first_day(done.time)
    if arrival is None or day is None or not is_day(visit.time) or not is_day(done.time):
        return False
    return 0 <= (date.fromisoformat(day) - date.fromisoformat(arrival)).days <= STAY_DAYS


def without_superseded(facts: Sequence[Fact], days: Mapping[str, str | None]) -> list[Fact]:
    """The facts less the plans for encounters that the same story tells as done: they stay in the record, with their
    outcome, and are no news any more. ``days`` gives each article's day of publication."""
    done: dict[str, list[Slots]] = defaultdict(list)
    for fact in facts:
        slots = fact.slots
        if slots is None or slots.kind not in ENCOUNTERS or fact.support == "disputed" or fact.weak_evidence:
            continue
        if slots.realis == "actual" and slots.polarity == "positive":
            done[fact.story].append(slots)
    told_on = {f.id: min((d for t in f.tellings if (d := days.get(t.article))), default=None) for f in facts}
    return [f for f in facts if not _is_superseded(f, done[f.story], told_on[f.id])]


def _is_superseded(fact: Fact, done: Sequence[Slots], told_on: str | None) -> bool:
    plan = fact.slots
    if plan is None or plan.kind not in ENCOUNTERS or plan.realis != "planned" or plan.polarity != "positive":
        return False
    return any(fulfils(slots, plan) and came_after(slots, plan, told_on) for slots in done)


def came_after(done: Slots, plan: Slots, told_on: str | None) -> bool:
    """Whether something done is not earlier than the plan for it: a plan without a time, told on the day of a meeting or
    later, is for the next one."""
    day = first_day(done.time)
    return plan.time is not None or day is None or told_on is None or day > told_on


def fulfils(done: Slots, plan: Slots) -> bool:
    """Whether an encounter is the one that was planned: the same traveller or the same people, at a place and a time
    that the plan allows, with at least one of place, time and counterpart said by both."""
    if not plan.actors or not covers((*done.actors, *done.recipients), plan.actors[:1]):
        return False
    if plan.kind != "visit" and not covers((*done.actors, *done.recipients), (*plan.actors, *plan.recipients)):
        return False
    said = []
    if plan.place is not None and done.place is not None:
        said.append(compare_places(done.place, plan.place).relation)
    if plan.time is not None and done.time is not None:
        during = plan.kind == "visit" and "conflict" not in said and bool(said) and _during(done, plan)
        said.append("equal" if during else compare_dates(done.time, plan.time).relation)
    if "conflict" in said:
        return False
    shared = bool(plan.recipients) and covers((*done.actors, *done.recipients), plan.recipients)
    return bool(said) or shared
