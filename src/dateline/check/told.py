"""The gate's demand: every act, party, office, day, place, matter and value of a sentence is told by an act of a source.

The other rules look for a contradiction; a text that is made of nothing but acts must have each of them borne out. What
stands in several tellings of one event (the day in one, the place in another) may be taken from each.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from dateline.check.case import Case, Found, cite_span
from dateline.check.identity import Office
from dateline.check.plain import negated_spans
from dateline.check.slots import Pair, fill_slots, find_pairs
from dateline.lang.compare import compare_dates, compare_numbers, compare_parties, compare_places, compare_positions
from dateline.lang.goals import goals_in, is_turning, objects_in
from dateline.model import Act, Mention, Slots, licenses
from dateline.model.ladder import JOINT
from dateline.model.story import Party

_SYMMETRIC = frozenset({"meeting", "call", "signing", "agreement"})
_EVENTS = frozenset({"meeting", "call", "visit"})
STANDING = frozenset({"DL101", "DL102", "DL302", "DL401", "DL402", "DL403"})
"""What stands even against a sentence whose acts are all borne out: names, digits and quoted words by their forms alone."""
_HOLDS = ("equal", "wider")


@dataclass(frozen=True, slots=True)
class Demanded:
    """What came of the demand: what no source act bears out, and whether every act could be put to it at all."""

    missing: tuple[Found, ...]
    complete: bool


def demand_acts(case: Case, *, strict: bool = False) -> Demanded:
    """Put every act and office of a sentence to the sources. Missing is the first slot in which all source acts fall
    short, under the code of that slot. An act whose parties were not made out is left to the other rules, unless
    ``strict``: then all that the sentence tells must have been read as acts with all their parties."""
    missing: list[Found] = []
    complete = bool(case.claim.acts)
    for act in case.claim.acts:
        mine = fill_slots(act, case.document, case.cast)
        if not _are_made_out(case, act, mine):
            complete = False
            missing += [Found("DL703", act.start, act.end)] if strict and act.actors else []
            continue
        found = _bear_out(case, act, mine)
        missing += [found] if found is not None else []
    missing += [*_denied(case), *_offices(case)]
    beside = case.near[0].text if case.near else ""
    unplaced = [Found("DL504", m.start, m.end, beside) for m in unplaced_persons(case)]
    complete = complete and not unplaced
    missing += unplaced if strict else []
    if strict and not case.claim.acts and case.claim.named("person"):
        missing.append(Found("DL703", case.claim.start, case.claim.end))
    if missing and not any(f.verdict for f in missing):
        missing.append(Found("DL703", case.claim.start, case.claim.end))
    return Demanded(tuple(missing), complete and not missing)


def weigh_demand(found: Sequence[Found], demanded: Demanded, *, whole: bool) -> Iterator[Found]:
    """What stands against a sentence after the demand. Where all its acts are borne out, slot by slot, and it says nothing
    else (``whole``), the doubts of rules that look for the nearest sentence or at single words are settled."""
    settled = demanded.complete and whole
    kept = [f for f in found if not settled or f.code in STANDING]
    yield from kept
    if not any(f.verdict for f in kept):
        yield from demanded.missing


def _are_made_out(case: Case, act: Act, mine: Slots) -> bool:
    known = {p.entity for p in _everyone(mine)} <= case.known_ids
    return (
        known
        and act.kind != "other"
        and len(mine.actors) == len(act.actors) > 0
        and len(mine.recipients) == len(act.recipients)
    )


def _bear_out(case: Case, act: Act, mine: Slots) -> Found | None:
    """What no source act bears out of an act, None where all of it is borne out."""
    pairs = find_pairs(case, act)
    tests: tuple[tuple[str, Callable[[Pair], bool]], ...] = (
        ("DL703", lambda p: _same_course(mine, p.source)),
        ("DL501", lambda p: mine.polarity == p.source.polarity),
        ("DL504", lambda p: _same_company(mine, p.source)),
        ("DL507", lambda p: mine.realis == p.source.realis),
        ("DL205", lambda p: _same_kind_of_meeting(mine, p)),
        ("DL506", lambda p: _as_sure(mine, p.source)),
        ("DL404", lambda p: act.said_by is None or vouches(case, mine, p)),
    )
    left = pairs
    for code, holds in tests:
        kept = [p for p in left if holds(p)]
        if not kept:
            return _missing(code, act, left)
        left = kept
    company = [p for p in pairs if _same_company(mine, p.source)] if mine.kind not in _EVENTS else left
    return _scene(case, act, mine, left, company)


def _as_sure(mine: Slots, theirs: Slots) -> bool:
    return not (theirs.hedge and not mine.hedge) and not (theirs.conditional and not mine.conditional)


def _missing(code: str, act: Act, pairs: Sequence[Pair]) -> Found:
    if not pairs:
        return Found("DL703", act.start, act.end)
    near = pairs[0]
    words = near.sentence.article.text[near.act.start : near.act.end]
    evidence = (cite_span(near.sentence, near.act.start, near.act.end, "context"),)
    return Found(code, act.start, act.end, words, evidence)


def _same_course(mine: Slots, theirs: Slots) -> bool:
    if mine.kind in _EVENTS or theirs.kind in _EVENTS:
        return mine.kind == theirs.kind
    return licenses(theirs.rung, mine.rung, source_weak=theirs.weak, claim_weak=mine.weak)


def _same_company(mine: Slots, theirs: Slots) -> bool:
    """The same doers; in a joint act all named together are parties of the source's, whatever part each has there."""
    if mine.kind in _SYMMETRIC or mine.rung in JOINT:
        others = _everyone(theirs)
        return all(_is_among(p, others) for p in _everyone(mine))
    reached = (*theirs.recipients, *theirs.actors)
    return all(_is_among(p, theirs.actors) for p in mine.actors) and all(_is_among(p, reached) for p in mine.recipients)


def _everyone(slots: Slots) -> tuple[Party, ...]:
    return (*slots.actors, *slots.recipients)


def _is_among(party: Party, others: Sequence[Party]) -> bool:
    return any(compare_parties(party, other).relation in _HOLDS for other in others)


def _same_kind_of_meeting(mine: Slots, pair: Pair) -> bool:
    """No higher kind of meeting than the source's; one that has a host, only with the source's host."""
    meeting, theirs = pair.slot("meeting"), pair.source
    if mine.meeting == "received" and mine.recipients:
        hosts = theirs.actors if theirs.meeting == "received" else ()
        return all(_is_among(p, hosts) for p in mine.actors)
    return meeting is None or mine.meeting == "met" or meeting.licensed  # "met" is the plain word for any of them


def vouches(case: Case, mine: Slots, pair: Pair) -> bool:
    """Whether the side that the sentence cites is the one that the source is of, or cites."""
    if mine.said_by is None:
        return False
    side = (mine.said_by.of or mine.said_by.entity).split(":")[-1].split("/")[0]
    cited = pair.source.said_by
    if cited is not None and cited.entity == mine.said_by.entity:
        return True
    homes = [case.view_of(pair.sentence).article.official_of, cited.of if cited is not None else None]
    return any(home is not None and home.split("/")[0] == side for home in homes)


def _scene(case: Case, act: Act, mine: Slots, pairs: Sequence[Pair], company: Sequence[Pair]) -> Found | None:
    """The day, the place, each topic and each number, each borne out by one telling at least. ``company`` are the acts
    that may date and place it: what was said at a meeting was said on its day."""
    if mine.time is not None and not any(_has_day(mine, p) for p in company):
        return _missing("DL312", act, pairs)
    if mine.place is not None and not any(_has_place(mine.place, p) for p in company):
        return _missing("DL322", act, pairs)
    for topic in mine.topics:
        if not any(topic in p.source.topics for p in pairs):
            return _missing("DL703", act, pairs)
    for number in _numbers(case, act):
        others = (m for p in pairs for m in p.sentence.named("number"))
        if not any(compare_numbers(number, m).relation in _HOLDS for m in others):
            return Found("DL302", number.start, number.end)
    return None


def _numbers(case: Case, act: Act) -> Iterator[Mention]:
    """The numbers in digits within an act, those of dates apart."""
    for mention in case.claim.named("number"):
        dated = any(d.start <= mention.start and mention.end <= d.end for d in case.claim.dates)
        if act.start <= mention.start < act.end and not dated and any(c.isdigit() for c in mention.text):
            yield mention


def _has_day(mine: Slots, pair: Pair) -> bool:
    assert mine.time is not None
    times = [pair.source.time] if pair.source.time else list(pair.sentence.dates)
    if len({(t.earliest, t.latest) for t in times}) > 1:
        return False  # dates of several things: none is known to be of this act
    if mine.kind in ("pledge", "plan") and any(mine.time.latest and mine.time.latest == t.latest for t in times):
        return True  # one deadline, whatever day each text counts from
    return any(compare_dates(mine.time, t).relation in _HOLDS for t in times)


def _has_place(place: str, pair: Pair) -> bool:
    if pair.source.place is not None and compare_places(place, pair.source.place).relation in _HOLDS:
        return True
    named = pair.sentence.named("place")
    return any(compare_places(place, m.value or m.text).relation in _HOLDS for m in named)


def unplaced_persons(case: Case) -> Iterator[Mention]:
    """The persons of the sentence that have no part in any of its acts: an act was read without somebody."""
    placed = {
        f.id
        for act in case.claim.acts
        for quote in (*act.actors, *act.recipients, *act.bound, *((act.said_by,) if act.said_by else ()))
        if (f := case.cast.figure(case.document, quote)) is not None
    }
    for mention in case.claim.named("person"):
        figure = case.cast.figure(case.document, mention)
        if figure is None or figure.id not in placed:
            yield mention


def _denied(case: Case) -> Iterator[Found]:
    """DL501 without tables: a word of denial in a sentence none of whose acts was read as denied, or the reverse. Of a deed
    that ends something (a postponement) the word denies nothing."""
    acts, claim = case.claim.acts, case.claim
    things = (*(t for a in acts for t in a.topics), *objects_in(claim.text, claim.lang))
    turned = any(is_turning(deed) for deed, _ in goals_in(claim.text, claim.lang, things))
    marked = bool(negated_spans(claim.text, claim.lang, verbs=not turned))
    if acts and marked != any(a.polarity == "negative" for a in acts):
        yield Found("DL501", claim.start, claim.end)


def _offices(case: Case) -> Iterator[Found]:
    """DL104: an office, or its country, that no source gives the person; one tied to nobody that no source has."""
    mentions = case.document.reading.mentions
    holders = {role.position: mentions[role.person] for role in case.document.reading.roles}
    for index, position in enumerate(mentions):
        if position.kind != "position" or not position.value:
            continue
        if not case.claim.start <= position.start < case.claim.end:
            continue
        figure = case.cast.figure(case.document, holders.get(index, position))
        held = _held_by(case, figure.id) if figure is not None and figure.kind == "person" else _held_by(case)
        if held and not _is_held((position.value, position.of), held):
            yield Found("DL104", position.start, position.end, ", ".join(sorted({h[0] for h in held}))[:80])


def _is_held(claimed: Office, held: Sequence[Office]) -> bool:
    relations = {compare_positions(claimed, h).relation for h in held}
    return bool(relations & {"equal", "wider"}) or ("narrower" in relations and "conflict" not in relations)


def _held_by(case: Case, who: str | None = None) -> list[Office]:
    """The offices that the sources give one person, or anybody."""
    return [
        (key, of)
        for view in case.sources
        for figure in case.cast.of_text(view.source)
        if who in (None, figure.id)
        for key, of, _ in figure.offices
    ]
