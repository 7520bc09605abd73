"""Two acts, slot by slot: does the source license the claim?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dateline.lang.compare.dates import compare_dates
from dateline.lang.compare.numbers import compare_numbers
from dateline.lang.compare.places import compare_places
from dateline.lang.compare.positions import compare_positions
from dateline.lang.compare.relation import Comparison, Relation
from dateline.model import Slots, licenses
from dateline.model.ladder import JOINT, ONE_SIDED
from dateline.model.story import Party

_MEETINGS = ("received", "met", "talks", "summit")
_DISPLEASURE = ("concern", "regret", "alarm", "protest", "condemn", "strong_condemn")
_REALIS = {"actual": 0, "planned": 1, "possible": 2, "conditional": 2}


@dataclass(frozen=True, slots=True)
class SlotComparison:
    """One slot of a claim beside the same slot of its source. ``relation`` is the claim's to the source's.

    ``licensed``: whether, as far as this slot goes, the source lets the claim be made. A claim that says less (wider, or
    nothing) is licensed; one that says more, or something else, is not.
    """

    slot: str
    relation: Relation
    licensed: bool
    why: tuple[str, ...] = ()


def compare_acts(claim: Slots, source: Slots) -> tuple[SlotComparison, ...]:
    """Every slot that the claim fills, in the order of weight: kind, rung, bound, polarity, realis, condition, hedge,
    actors, recipients, said_by, place, time, topics, amounts, meeting, displeasure."""
    found = [
        _kind(claim, source),
        _rung(claim, source),
        _bound(claim, source),
        _polarity(claim, source),
        _realis(claim, source),
        _condition(claim, source),
        _hedge(claim, source),
        _parties("actors", claim.actors, _all_actors(claim, source)),
        _parties("recipients", claim.recipients, (*source.recipients, *source.actors)),
        _said_by(claim, source),
        _place(claim, source),
        _time(claim, source),
        _topics(claim, source),
        *_amounts(claim, source),
        _ordered("meeting", claim.meeting, source.meeting, _MEETINGS),
        _ordered("displeasure", claim.displeasure, source.displeasure, _DISPLEASURE),
    ]
    return tuple(slot for slot in found if slot is not None)


def licenses_act(claim: Slots, source: Slots) -> bool:
    """Whether the source licenses the claim in every slot."""
    return all(slot.licensed for slot in compare_acts(claim, source))


def _kind(claim: Slots, source: Slots) -> SlotComparison:
    same = claim.kind == source.kind
    near = {claim.kind, source.kind}
    if same:
        return SlotComparison("kind", "equal", True, (claim.kind,))
    loose = (
        near <= {"statement", "pledge", "plan", "agreement", "signing", "meeting", "other"} and "meeting" not in near
    )
    return SlotComparison("kind", "unknown" if loose else "conflict", loose, (f"{claim.kind} is not {source.kind}",))


def _rung(claim: Slots, source: Slots) -> SlotComparison:
    said = (f"the claim goes as far as {claim.rung}, the source as far as {source.rung}",)
    if licenses(source.rung, claim.rung, source_weak=source.weak, claim_weak=claim.weak):
        same = claim.rung == source.rung and claim.weak == source.weak
        return SlotComparison("rung", "equal" if same else "wider", True, said)
    higher = licenses(claim.rung, source.rung)
    crossed = claim.rung in JOINT and source.rung in ONE_SIDED
    relation: Relation = "narrower" if higher or crossed else "conflict"
    return SlotComparison("rung", relation, False, said)


def _bound(claim: Slots, source: Slots) -> SlotComparison | None:
    """A claim binds the same or fewer parties than its source."""
    if not claim.bound:
        return None
    extra = sorted(set(claim.bound) - set(source.bound))
    if extra:
        return SlotComparison("bound", "narrower", False, (f"the source does not bind {', '.join(extra)}",))
    same = set(claim.bound) == set(source.bound)
    return SlotComparison("bound", "equal" if same else "wider", True, ("no party bound beyond the source",))


def _polarity(claim: Slots, source: Slots) -> SlotComparison:
    same = claim.polarity == source.polarity
    why = (f"the claim is {claim.polarity}, the source {source.polarity}",)
    return SlotComparison("polarity", "equal" if same else "conflict", same, why)


def _realis(claim: Slots, source: Slots) -> SlotComparison:
    """Planned is never told as actual, possible never as planned; what happened may not be told as merely planned."""
    why = (f"the claim is {claim.realis}, the source {source.realis}",)
    if claim.realis == source.realis:
        return SlotComparison("realis", "equal", True, why)
    surer = _REALIS[claim.realis] < _REALIS[source.realis]
    return SlotComparison("realis", "narrower" if surer else "wider", not surer and source.realis != "actual", why)


def _condition(claim: Slots, source: Slots) -> SlotComparison | None:
    if claim.conditional == source.conditional:
        return None
    lost = source.conditional
    why = ("the source's condition is lost",) if lost else ("the claim adds a condition",)
    return SlotComparison("condition", "narrower" if lost else "wider", not lost, why)


def _hedge(claim: Slots, source: Slots) -> SlotComparison | None:
    if claim.hedge == source.hedge:
        return None
    if source.hedge and not claim.hedge:
        return SlotComparison("hedge", "narrower", False, (f"the source's hedge ({source.hedge}) is lost",))
    return SlotComparison("hedge", "wider", True, ("the claim is hedged otherwise",))


def _all_actors(claim: Slots, source: Slots) -> tuple[Party, ...]:
    """Whom the claim's actors may be found among: a meeting has no direction, other acts do."""
    if claim.kind == source.kind and claim.kind in ("meeting", "call", "agreement", "signing"):
        return (*source.actors, *source.recipients)
    return source.actors


def _parties(slot: str, claimed: tuple[Party, ...], known: tuple[Party, ...]) -> SlotComparison | None:
    if not claimed:
        return None
    missing: list[str] = []
    conflicts: list[str] = []
    for party in claimed:
        best = _best_match(party, known)
        if best.relation == "conflict":
            conflicts.extend(best.why)
        elif best.relation not in ("equal", "wider"):
            missing.append(party.entity)
    if conflicts:
        return SlotComparison(slot, "conflict", False, tuple(conflicts))
    if missing:
        return SlotComparison(
            slot, "narrower" if known else "unknown", False, (f"not in the source: {', '.join(missing)}",)
        )
    same = {p.entity for p in claimed} == {p.entity for p in known}
    return SlotComparison(slot, "equal" if same else "wider", True, (", ".join(p.entity for p in claimed),))


def _best_match(party: Party, known: Iterable[Party]) -> Comparison:
    order = {"equal": 0, "wider": 1, "conflict": 2, "narrower": 3, "unknown": 4}
    found = [compare_parties(party, other) for other in known]
    return min(found, key=lambda c: order[c.relation], default=Comparison("unknown", 0.0, (party.entity,)))


def compare_parties(a: Party, b: Party) -> Comparison:
    """Two parties of an act: one entity (a capacity that contradicts the other is a conflict), or the same office.

    A country or its government beside one of its officials is wider ("Seoul" for its foreign minister).
    """
    if a.entity == b.entity:
        if a.capacity and b.capacity:
            offices = compare_positions((a.capacity, a.of), (b.capacity, b.of))
            if offices.relation == "conflict":
                return Comparison("conflict", offices.score, (f"{a.entity}: {offices.why[0]}",))
        return Comparison("equal", 1.0, (a.entity,))
    if a.entity == b.of or (b.of and b.of.startswith(a.entity + "/")):
        return Comparison("wider", 0.8, (f"{a.entity} stands for its {b.capacity}",))
    if b.entity == a.of:
        return Comparison("narrower", 0.8, (f"the source names {b.entity} only",))
    return Comparison("unknown", 0.0, (f"{a.entity} is not {b.entity}",))


def _said_by(claim: Slots, source: Slots) -> SlotComparison | None:
    if claim.said_by is None and source.said_by is None:
        return None
    if claim.said_by is None:
        assert source.said_by is not None
        return SlotComparison("said_by", "wider", True, (f"the source has it from {source.said_by.entity}",))
    if source.said_by is None:
        inside = any(p.entity == claim.said_by.entity for p in source.actors)
        return SlotComparison(
            "said_by", "equal" if inside else "narrower", inside, ("the source names no such speaker",)
        )
    found = compare_parties(claim.said_by, source.said_by)
    fine = found.relation in ("equal", "wider")
    return SlotComparison("said_by", found.relation if fine else "conflict", fine, found.why)


def _place(claim: Slots, source: Slots) -> SlotComparison | None:
    if claim.place is None:
        return None
    if source.place is None:
        return SlotComparison("place", "narrower", False, (f"the source names no place ({claim.place})",))
    found = compare_places(claim.place, source.place)
    return SlotComparison("place", found.relation, found.relation in ("equal", "wider"), found.why)


def _time(claim: Slots, source: Slots) -> SlotComparison | None:
    if claim.time is None:
        return None
    if source.time is None:
        return SlotComparison("time", "narrower", False, (f"the source gives no date ({claim.time.text})",))
    found = compare_dates(claim.time, source.time)
    return SlotComparison("time", found.relation, found.relation in ("equal", "wider"), found.why)


def _topics(claim: Slots, source: Slots) -> SlotComparison | None:
    if not claim.topics:
        return None
    extra = sorted(set(claim.topics) - set(source.topics))
    if extra:
        relation: Relation = "conflict" if source.topics and not set(claim.topics) & set(source.topics) else "narrower"
        return SlotComparison("topics", relation, False, (f"not in the source: {', '.join(extra)}",))
    same = set(claim.topics) == set(source.topics)
    return SlotComparison("topics", "equal" if same else "wider", True, (", ".join(claim.topics),))


def _amounts(claim: Slots, source: Slots) -> list[SlotComparison]:
    """Each amount of the claim beside the amount of the source that comes nearest."""
    order = {"equal": 0, "wider": 1, "narrower": 2, "conflict": 3, "unknown": 4}
    found: list[SlotComparison] = []
    for amount in claim.amounts:
        options = [compare_numbers(amount, other) for other in source.amounts]
        best = min(options, key=lambda c: order[c.relation], default=None)
        if best is None or best.relation == "unknown":
            found.append(SlotComparison("number", "narrower", False, (f"not in the source: {amount[0]} {amount[1]}",)))
        else:
            found.append(SlotComparison("number", best.relation, best.relation in ("equal", "wider"), best.why))
    return found


def _ordered(slot: str, claim: str | None, source: str | None, scale: tuple[str, ...]) -> SlotComparison | None:
    """A slot with a scale: a claim may go lower, never higher; what is not on the scale must be the same."""
    if claim is None or claim == source:
        return None
    why = (f"the claim says {claim}, the source {source or 'nothing of the kind'}",)
    if source in scale and claim in scale:
        lower = scale.index(claim) < scale.index(source)
        return SlotComparison(slot, "wider" if lower else "narrower", lower, why)
    if source is None and slot == "meeting" and claim == "met":
        return SlotComparison(slot, "wider", True, why)
    return SlotComparison(slot, "conflict" if source else "narrower", False, why)
