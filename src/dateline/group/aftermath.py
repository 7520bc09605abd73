"""Facts in the order of telling as columns: those of some people or countries that were told after a day, picked without
looking at all others."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from dateline.group.dossier import first_day, last_day
from dateline.group.entries import Entries, both, either, within
from dateline.group.outcome_words import statuses_in
from dateline.group.sentence_rows import NearRows
from dateline.model import Anchor, Fact, Party, Slots

if TYPE_CHECKING:
    from dateline.group.meanings import Meanings
    from dateline.group.sentence_rows import Positions
    from dateline.lang.vectors import FloatRows


def everyone(slots: Slots | None) -> tuple[Party, ...]:
    """The actors and recipients of an act."""
    return (*slots.actors, *slots.recipients) if slots is not None else ()


def sides_of(parties: Iterable[Party]) -> set[str]:
    """The countries that parties are of, as far as texts say."""
    return {p.of.split("/")[0] for p in parties if p.of is not None}


ALIKE = 0.6
"""Cosine of two sentences from which they are on one matter without a topic or an amount in common."""
NEAR = 0.2
"""Cosine below which even a topic or an amount in common makes no one matter of two sentences."""
FOLLOWED_DAYS = 430
"""Days after an undertaking was due, or else was told, within which what is told may be what came of it: a year, and what is
told again after a year."""
MET_DAYS, MET_BEFORE = 120, 7
"""Days after the time of a planned encounter, or else after it was told, within which one that is told may be the planned
one, changed; and days by which it may seem to be earlier."""
COMPARED = 4
"""Anchors of a fact by whose sentences it is compared."""
DEEDS = ("other", "agreement", "signing", "meeting", "visit", "appointment")
"""Kinds of acts that may be what was planned or promised."""


class Aftermath:
    """Facts by who took part and when they were told. What it gives is in the order of telling."""

    def __init__(self, facts: Sequence[Fact], told: Sequence[str | None]) -> None:
        """``told`` has the day on which each fact was first told."""
        order = sorted(range(len(facts)), key=lambda i: (told[i] or "9999", facts[i].id))
        self._facts = [facts[i] for i in order]
        times = [f.slots.time if f.slots is not None else None for f in self._facts]
        first, last = [first_day(t) for t in times], [last_day(t) for t in times]
        self._days = sorted({d for d in (*told, *first, *last) if d})
        rank = {day: at for at, day in enumerate(self._days)} | {None: -1, "": -1}
        self._told = np.array([rank[told[i]] for i in order], dtype=np.int32)
        self._first = np.array([rank[d] for d in first], dtype=np.int32)
        self._last = np.array([rank[d] for d in last], dtype=np.int32)
        self._parties = Entries([p.entity for p in everyone(f.slots)] for f in self._facts)
        self._sides = Entries(sides_of(everyone(f.slots)) for f in self._facts)
        self._kinds = [f.slots.kind if f.slots is not None else "" for f in self._facts]
        self._dated = len(facts) - sum(day is None for day in told)

    @cached_property
    def _by_kind(self) -> Entries:
        return Entries((kind,) for kind in self._kinds)

    @cached_property
    def _actors(self) -> Entries:
        """By who acts: the person or body, the office, the country."""
        return Entries(_keys_of(f.slots.actors) if f.slots is not None else () for f in self._facts)

    @cached_property
    def _own(self) -> Entries:
        """By who takes part: the person or body, the office."""
        return Entries([key for p in everyone(f.slots) for key in _own_keys(p)] for f in self._facts)

    @cached_property
    def _said(self) -> Entries:
        return Entries({s for t in f.tellings for s in statuses_in(t.anchor.exact, t.lang)} for f in self._facts)

    @cached_property
    def _topics(self) -> Entries:
        return Entries(f.slots.topics if f.slots is not None else () for f in self._facts)

    @cached_property
    def _amounts(self) -> Entries:
        """By what is counted, and by how many."""
        return Entries(_amounts_of(f.slots) if f.slots is not None else () for f in self._facts)

    def of_its_people(self, first: Fact, day: str | None, kinds: Collection[str]) -> list[Fact]:
        """The later facts of ``kinds`` with a party of ``first``, which was told on ``day``."""
        return self._facts_at(self._later(self._of(self._beside(first), kinds), first, day), first)

    def of_its_side(self, first: Fact, day: str | None, kinds: Collection[str]) -> list[Fact]:
        """The later facts of ``kinds`` with a party of ``first``, or of a country of its actors."""
        return self._facts_at(self._later(self._of(self._near(first), kinds), first, day), first)

    def meeting_again(self, plan: Fact, day: str | None, kinds: Collection[str]) -> list[Fact]:
        """The later encounters that may be a planned one: of the traveller, or of all who were to meet, at a time that is not
        long after it."""
        slots = plan.slots
        assert slots is not None
        found = self._of(self._beside(plan), kinds)
        for party in slots.actors[:1] if slots.kind == "visit" else everyone(slots) if slots.actors else ():
            found = both(found, self._own.any_of(_own_keys(party)))
        found = self._later(found, plan, day)
        start, end = first_day(slots.time), last_day(slots.time)
        timed = np.zeros(len(found), dtype=np.bool_)
        if start is not None and end is not None:
            timed = (self._first[found] >= 0) & (self._last[found] >= 0)
            earliest, latest = bisect_left(self._days, add_days(start, -MET_BEFORE)), self._rank_after(end, MET_DAYS)
            apart = timed & ((self._last[found] < earliest) | (self._first[found] >= latest))
            found, timed = found[~apart], timed[~apart]
        told = self._told[found] < self._rank_after(_due_or_told(plan, day), MET_DAYS)
        return self._facts_at(found[timed | told], plan)

    def saying(self, first: Fact, day: str | None, status: str) -> list[Fact]:
        """The later facts with a party of ``first`` of which a telling has words for ``status``."""
        said = both(self._said.under(status), self._beside(first))
        return self._facts_at(self._later(said, first, day), first)

    def on_its_matter(self, first: Fact, day: str | None, kinds: Collection[str], matters: Matters) -> list[Fact]:
        """The facts of ``kinds`` (of ``DEEDS``) told on a later day, but not long after it was due, that its own people, or
        others of all their countries, did, and that may be on the matter of it: its own on one of its topics, one that
        has a number or something counted in common with it, one that comes near it in meaning."""
        slots = first.slots
        if slots is None or day is None:
            return []
        span = self.span(first, day)
        own, found = self._doers(slots, first, span)
        linked = either(
            both(self._topics.any_of(slots.topics, span), own),
            both(self._amounts.any_of(_amounts_of(slots), span), found),
        )
        found = self._of(either(matters.near(linked, first), both(matters.alike(first, span), found)), kinds)
        return self._facts_at(found, first)

    def span(self, first: Fact, day: str) -> tuple[int, int]:
        """The facts told after a day, on which something was told, and not long after it was due."""
        told = self._told[: self._dated]
        end = self._rank_after(_due_or_told(first, day), FOLLOWED_DAYS)
        start = int(np.searchsorted(told, bisect_right(self._days, day)))
        return start, max(start, int(np.searchsorted(told, end)))

    def _doers(self, slots: Slots, first: Fact, span: tuple[int, int]) -> tuple[Positions, Positions]:
        """What its own people did, and with it what others of all their countries did."""
        if not slots.actors:
            near = self._parties.any_of((p.entity for p in everyone(slots)), span)
            return near, near
        actor = slots.actors[0]
        own = self._actors.any_of(_own_keys(actor), span)
        if actor.capacity is not None and actor.of is None:
            own = both(own, within(self._near(first), span))
        sides = [("side", s) for s in sides_of(slots.actors)]
        return own, either(own, self._actors.all_of(sides, span)) if sides else own

    def rows_by(self, meanings: Meanings) -> NearRows:
        """The vectors of what may be what was planned or promised."""
        told = zip(self._facts, self._kinds, strict=True)
        return NearRows(meanings, (meanings.around(f.anchors[:COMPARED]) if kind in DEEDS else () for f, kind in told))

    def _beside(self, first: Fact) -> Positions:
        return self._parties.any_of(p.entity for p in everyone(first.slots))

    def _near(self, first: Fact) -> Positions:
        sides = self._sides.any_of(sides_of(first.slots.actors) if first.slots is not None else ())
        return either(self._beside(first), sides)

    def _of(self, positions: Positions, kinds: Collection[str]) -> Positions:
        return both(positions, self._by_kind.any_of(kinds)) if len(positions) else positions

    def _later(self, positions: Positions, first: Fact, day: str | None) -> Positions:
        """Those told on a day or after, and those whose own time lies after it; but none told long after it was due, or long
        before."""
        if day is None:
            return positions
        rank = bisect_left(self._days, day)
        told = self._told[positions]
        before = bisect_left(self._days, add_days(day, -FOLLOWED_DAYS))
        end = self._rank_after(_due_or_told(first, day), FOLLOWED_DAYS)
        ahead = (self._first[positions] >= rank) & ((told >= before) | (told < 0))
        return positions[((told >= rank) | ahead) & (told < end)]

    def _rank_after(self, day: str | None, days: int) -> int:
        """The first rank more than some days after a day."""
        return len(self._days) if day is None else bisect_right(self._days, add_days(day, days))

    def _facts_at(self, positions: Positions, but: Fact) -> list[Fact]:
        return [f for at in positions.tolist() if (f := self._facts[at]).id != but.id]


class Matters:
    """Which facts come near to undertakings in meaning, looked up for all of these together."""

    def __init__(self, after: Aftermath, asked: Mapping[str, tuple[Fact, str]], meanings: Meanings) -> None:
        """``asked`` are the undertakings by id, each with the day on which it was told."""
        self._after, self._meanings, self._near = after, meanings, after.rows_by(meanings)
        spans = {id: after.span(fact, day) for id, (fact, day) in asked.items()}
        self._alike = self._near.alike({id: (self._rows(asked[id][0]), span) for id, span in spans.items()}, ALIKE)

    def _rows(self, fact: Fact) -> list[FloatRows]:
        return rows_around(fact.anchors, self._meanings)

    def near(self, found: Positions, first: Fact) -> Positions:
        """Those of ``found`` that may be as near as what is on one matter must be at the least."""
        return self._near.near(found, self._rows(first), NEAR)

    def alike(self, first: Fact, span: tuple[int, int]) -> Positions:
        """Those that may be on one matter by their words alone."""
        known = self._alike.get(first.id)
        return known if known is not None else self._near.alike({"": (self._rows(first), span)}, ALIKE)[""]


def rows_around(anchors: Sequence[Anchor], meanings: Meanings) -> list[FloatRows]:
    """The vectors of the sentences around the first of some anchors."""
    return meanings.rows(meanings.around(anchors[:COMPARED]))


def add_days(day: str, days: int) -> str:
    """An ISO date some days later."""
    return (date.fromisoformat(day[:10]) + timedelta(days=days)).isoformat()


def _due_or_told(first: Fact, day: str | None) -> str | None:
    """The last day of an undertaking's time, or that on which it was told, the later; None where neither is known."""
    last = last_day(first.slots.time) if first.slots is not None else None
    return max((d[:10] for d in (last, day) if d), default=None)


def _amounts_of(slots: Slots) -> set[Hashable]:
    """What an act counts, and its numbers."""
    units = {("unit", unit) for _, unit in slots.amounts if unit}
    return {*units, *(("number", value) for value in telling_numbers(slots))}


def telling_numbers(slots: Slots) -> set[str]:
    """The amounts of an act that are more than a handful, so that meeting them again is no chance."""
    return {value for value, _ in slots.amounts if value not in ("1", "2", "3")}


def _keys_of(actors: Iterable[Party]) -> list[Hashable]:
    found: list[Hashable] = [key for p in actors for key in _own_keys(p)]
    return [*found, *(("side", s) for s in sides_of(actors))]


def _own_keys(party: Party) -> list[Hashable]:
    """Two parties that are one have one of these in common."""
    office: list[Hashable] = [(party.capacity, party.of)] if party.capacity is not None else []
    return [("entity", party.entity), *office]
