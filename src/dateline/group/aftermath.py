"""Facts in the order of telling as columns: those of some people or countries that were told after a day, picked without
looking at all others."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from dateline.group.dossier import first_day
from dateline.group.outcome_words import statuses_in
from dateline.group.sentence_rows import NearRows
from dateline.model import Fact, Party, Slots

if TYPE_CHECKING:
    from dateline.group.sentence_rows import Positions
    from dateline.lang.vectors import FloatRows

    Rows = Callable[[Fact], Sequence[FloatRows]]


def everyone(slots: Slots | None) -> tuple[Party, ...]:
    """The actors and recipients of an act."""
    return (*slots.actors, *slots.recipients) if slots is not None else ()


def sides_of(parties: Iterable[Party]) -> set[str]:
    """The countries that parties are of, as far as texts say."""
    return {p.of.split("/")[0] for p in parties if p.of is not None}


DEEDS = ("other", "agreement", "signing", "meeting", "visit", "appointment")
"""Kinds of acts that may be what was planned or promised."""


class Entries:
    """Under each key the positions of what has it, in order."""

    def __init__(self, keys: Iterable[Iterable[Hashable]]) -> None:
        """``keys`` are those of each position."""
        self._held: dict[Hashable, list[int]] = defaultdict(list)
        for position, own in enumerate(keys):
            for key in dict.fromkeys(own):
                self._held[key].append(position)
        self._arrays: dict[Hashable, Positions] = {}

    def under(self, key: Hashable) -> Positions:
        """The positions under a key."""
        if key not in self._arrays:
            self._arrays[key] = np.array(self._held.get(key, ()), dtype=np.int32)
        return self._arrays[key]

    def any_of(self, keys: Iterable[Hashable]) -> Positions:
        """The positions under at least one of some keys."""
        found = [self.under(key) for key in dict.fromkeys(keys)]
        return found[0] if len(found) == 1 else np.unique(np.concatenate([np.zeros(0, np.int32), *found]))

    def all_of(self, keys: Collection[Hashable]) -> Positions:
        """The positions under every one of some keys, of which there is one at least."""
        first, *rest = sorted((self.under(key) for key in keys), key=len)
        for other in rest:
            first = np.intersect1d(first, other, assume_unique=True)
        return first


class Aftermath:
    """Facts by who took part and when they were told. What it gives is in the order of telling."""

    def __init__(self, facts: Sequence[Fact], told: Sequence[str | None]) -> None:
        """``told`` has the day on which each fact was first told."""
        order = sorted(range(len(facts)), key=lambda i: (told[i] or "9999", facts[i].id))
        self._facts = [facts[i] for i in order]
        first = [first_day(f.slots.time) if f.slots is not None else None for f in self._facts]
        self._days = sorted({d for d in (*told, *first) if d})
        rank = {day: at for at, day in enumerate(self._days)} | {None: -1, "": -1}
        self._told = np.array([rank[told[i]] for i in order], dtype=np.int32)
        self._first = np.array([rank[d] for d in first], dtype=np.int32)
        self._parties = Entries([p.entity for p in everyone(f.slots)] for f in self._facts)
        self._sides = Entries(sides_of(everyone(f.slots)) for f in self._facts)
        self._kinds = np.array([f.slots.kind if f.slots is not None else "" for f in self._facts])
        self._near_rows: NearRows | None = None

    @cached_property
    def _actors(self) -> Entries:
        """By who acts: the person or body, the office, the country."""
        return Entries(_keys_of(f.slots.actors) if f.slots is not None else () for f in self._facts)

    @cached_property
    def _said(self) -> Entries:
        return Entries({s for t in f.tellings for s in statuses_in(t.anchor.exact, t.lang)} for f in self._facts)

    def of_its_people(self, first: Fact, day: str | None, kinds: Collection[str]) -> list[Fact]:
        """The later facts of ``kinds`` with a party of ``first``, which was told on ``day``."""
        return self._facts_at(self._later(self._of(self._beside(first), kinds), day), first)

    def of_its_side(self, first: Fact, day: str | None, kinds: Collection[str]) -> list[Fact]:
        """The later facts of ``kinds`` with a party of ``first``, or of a country of its actors."""
        return self._facts_at(self._later(self._of(self._near(first), kinds), day), first)

    def saying(self, first: Fact, day: str | None, status: str) -> list[Fact]:
        """The later facts with a party of ``first`` of which a telling has words for ``status``."""
        said = np.intersect1d(self._said.under(status), self._beside(first), assume_unique=True)
        return self._facts_at(self._later(said, day), first)

    def on_its_matter(
        self, first: Fact, day: str | None, kinds: Collection[str], *, rows: Rows, least: float
    ) -> list[Fact]:
        """The facts of ``kinds`` (of ``DEEDS``) told on a later day that its own people, or others of all their countries,
        did, and that may come as near to it in meaning as ``least``. ``rows`` gives the vectors of a fact."""
        slots = first.slots
        if slots is None or day is None:
            return []
        found = self._near(first)
        if slots.actors:
            own = self._actors.any_of(_own_keys(slots.actors[0]))
            sides = [("side", s) for s in sides_of(slots.actors)]
            found = np.intersect1d(found, np.union1d(own, self._actors.all_of(sides)) if sides else own)
        found = found[self._told[found] >= bisect_right(self._days, day)]
        return self._facts_at(self._deeds_by_rows(rows).near(self._of(found, kinds), rows(first), least), first)

    def _deeds_by_rows(self, rows: Rows) -> NearRows:
        if self._near_rows is None:
            self._near_rows = NearRows(
                rows(f) if f.slots is not None and f.slots.kind in DEEDS else () for f in self._facts
            )
        return self._near_rows

    def _beside(self, first: Fact) -> Positions:
        return self._parties.any_of(p.entity for p in everyone(first.slots))

    def _near(self, first: Fact) -> Positions:
        sides = self._sides.any_of(sides_of(first.slots.actors) if first.slots is not None else ())
        return np.union1d(self._beside(first), sides)

    def _of(self, positions: Positions, kinds: Collection[str]) -> Positions:
        return positions[np.isin(self._kinds[positions], list(kinds))]

    def _later(self, positions: Positions, day: str | None) -> Positions:
        """Those told on a day or after, and those whose own time lies after it."""
        if day is None:
            return positions
        rank = bisect_left(self._days, day)
        return positions[(self._told[positions] >= rank) | (self._first[positions] >= rank)]

    def _facts_at(self, positions: Positions, but: Fact) -> list[Fact]:
        return [f for at in positions.tolist() if (f := self._facts[at]).id != but.id]


def _keys_of(actors: Iterable[Party]) -> list[Hashable]:
    found: list[Hashable] = [key for p in actors for key in _own_keys(p)]
    return [*found, *(("side", s) for s in sides_of(actors))]


def _own_keys(party: Party) -> list[Hashable]:
    """Two parties that are one have one of these in common."""
    office: list[Hashable] = [(party.capacity, party.of)] if party.capacity is not None else []
    return [("entity", party.entity), *office]
