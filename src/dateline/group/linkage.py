"""Average link, kept up to date: articles to events, where a change touches only what it may be merged with.

Merging the two groups with the highest mean likeness until none reaches ``JOIN`` (UPGMA; Sokal and Michener 1958) needs no
view of the whole: a merge never raises a mean above both of those that it was made of, so that all merges at or above a
bar happen within what means at or above the bar connect. Going down by small steps these connected parts stay small, while
at the last bar alone the stories of a busy year would all be connected with one another.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field

from msgspec import Struct

JOIN = 0.26
"""Likeness above which two groups of articles tell one event."""
BARS = (0.8, 0.65, 0.55, 0.48, 0.43, 0.39, 0.36, 0.34, 0.32, 0.3, 0.285, 0.27, JOIN)
MEANS_KEPT = 500_000
"""Means of two groups that are remembered from one bar to the next; all can be worked out again."""
Rows = tuple[int, ...]


@dataclass
class _Level:
    """What merged at one bar: parts of several groups with what they came to, and for each group what it went into."""

    part_of: dict[int, int] = field(default_factory=dict)
    inside: dict[int, frozenset[int]] = field(default_factory=dict)
    up: dict[int, int] = field(default_factory=dict)


class LinkageState(Struct, frozen=True):
    """What is to be kept of a linkage: the rows of the groups in use, the group of each row by itself, and level by level
    what went into what."""

    members: dict[int, Rows]
    single: dict[int, int]
    levels: list[tuple[dict[int, list[int]], dict[int, int]]]
    next: int


class Linkage:
    """Groups of rows by average link. ``mean`` gives the mean likeness of two groups of rows, ``strong`` the rows as like a
    row as ``JOIN`` asks, ``order`` the place of a row among all. Groups are tuples of rows in that order, under numbers."""

    def __init__(
        self,
        mean: Callable[[Rows, Rows], float],
        strong: Callable[[int], Collection[int]],
        order: Callable[[int], int],
        bars: Sequence[float] = BARS,
    ) -> None:
        self._mean, self._strong, self._order, self._bars = mean, strong, order, bars
        self.members: dict[int, Rows] = {}
        self._number_of: dict[Rows, int] = {}
        self._single: dict[int, int] = {}
        self._means: dict[tuple[int, int], float] = {}
        self._levels = [_Level() for _ in bars]
        self._beside: dict[int, set[int]] = {}  # during one update: the rows outside of a group that are strong with it
        self._here: dict[int, int] = {}  # during one step of it: the group of a row
        self._next = 0
        self._swept = 1000

    def state(self) -> LinkageState:
        """What is to be kept."""
        self._sweep(always=True)
        levels = [({part: sorted(inside) for part, inside in x.inside.items()}, x.up) for x in self._levels]
        return LinkageState(members=self.members, single=self._single, levels=levels, next=self._next)

    def restore(self, state: LinkageState) -> None:
        """Take over what was kept, in a linkage of nothing."""
        self.members, self._single, self._next = dict(state.members), dict(state.single), state.next
        for level, (inside, up) in zip(self._levels, state.levels, strict=True):
            level.inside = {part: frozenset(numbers) for part, numbers in inside.items()}
            level.part_of = {number: part for part, numbers in inside.items() for number in numbers}
            level.up = dict(up)
        singles = set(self._single.values())
        for number, rows in self.members.items():
            if number not in singles:
                self._number_of[tuple(self._single[row] for row in rows)] = number

    def group_of(self, row: int) -> int:
        """The number of the group that a row is in."""
        return self._at(row, len(self._bars))

    def update(self, touched: Iterable[int], gone: Iterable[int]) -> tuple[set[int], set[int]]:
        """Take in rows that are new or of whose pairs some changed, and rows that are gone; gives the numbers of the groups
        that ended and of those made."""
        again = set(touched)
        ended = {self._single.pop(row) for row in {*again, *gone} if row in self._single}
        made = {self._open_single(row) for row in again}
        for depth in range(len(self._bars)):
            self._here.clear()
            if len(self._means) > MEANS_KEPT:
                self._means.clear()
            ended, made = self._step(depth, ended, made)
        self._beside.clear()
        self._here.clear()
        self._sweep()
        return ended, made

    def _open_single(self, row: int) -> int:
        number, self._next = self._next, self._next + 1
        self._single[row], self.members[number] = number, (row,)
        return number

    def _open(self, rows: Rows) -> int:
        """The number of a group; one of the same rows, none of which was touched since, is the same group."""
        key = tuple(self._single[row] for row in rows)
        number = self._number_of.get(key)
        if number is None:
            number, self._next = self._next, self._next + 1
            self._number_of[key], self.members[number] = number, rows
        return number

    def _at(self, row: int, depth: int) -> int:
        number = self._single[row]
        for level in self._levels[:depth]:
            number = level.up.get(number, number)
        return number

    def _step(self, depth: int, ended: set[int], made: set[int]) -> tuple[set[int], set[int]]:
        """One bar: the groups that came to an end and to be above it, as groups that do so below it."""
        level, bar = self._levels[depth], self._bars[depth]
        near = {number: self._near(number, depth) for number in made}
        around = {other for found in near.values() for other in found} - made
        parts = {level.part_of[n] for n in (*ended, *around) if n in level.part_of}
        before = {n for n in (*ended, *around) if n not in level.part_of}
        pool = made | around
        for part in parts:
            inside = level.inside.pop(part)
            pool |= inside
            for number in inside:
                before.add(level.up.pop(number))
                del level.part_of[number]
        pool -= ended
        after: set[int] = set()
        for group in self._connected(pool, near, depth):
            outcome = self._merge(group, near, bar) if len(group) > 1 else dict.fromkeys(group, group[0])
            after.update(outcome.values())
            if len(group) > 1:
                level.inside[group[0]] = frozenset(group)
                level.part_of.update(dict.fromkeys(group, group[0]))
                level.up.update(outcome)
        return before - after, after - before

    def _near(self, number: int, depth: int) -> dict[int, float]:
        """The groups, above the bar of a depth, whose mean likeness with one reaches it."""
        rows, here = self.members[number], self._here
        others = self._beside.get(number)
        if others is None:
            others = self._beside[number] = set().union(*map(self._strong, rows)).difference(rows)
        for other in others:
            if other not in here:
                here[other] = self._at(other, depth)
        groups = {here[other] for other in others} - {number}
        found = {other: self._mean_of(number, other) for other in groups}
        return {other: mean for other, mean in found.items() if mean >= self._bars[depth]}

    def _mean_of(self, a: int, b: int) -> float:
        pair = (a, b) if a < b else (b, a)
        found = self._means.get(pair)
        if found is None:
            first, second = sorted((self.members[a], self.members[b]), key=self._place)
            found = self._means[pair] = self._mean(first, second)
        return found

    def _place(self, rows: Rows) -> int:
        return self._order(rows[0])

    def _connected(self, pool: set[int], near: dict[int, dict[int, float]], depth: int) -> list[list[int]]:
        """The connected parts of a pool of groups, each in order; fills in ``near``."""
        found: list[list[int]] = []
        left = set(pool)
        while left:
            edge = [left.pop()]
            part = set(edge)
            while edge:
                number = edge.pop()
                if number not in near:
                    near[number] = self._near(number, depth)
                new = near[number].keys() - part
                part |= new
                edge.extend(new)
            left -= part
            found.append(sorted(part, key=lambda n: self._place(self.members[n])))
        return found

    def _merge(self, group: list[int], near: dict[int, dict[int, float]], bar: float) -> dict[int, int]:
        """Merge within one connected part, the highest mean first, of equal ones those that come first; gives for each
        group what it went into."""
        held = {number: [number] for number in group}
        means = {number: dict(near[number]) for number in group}

        def entry(a: int, b: int, mean: float) -> tuple[float, int, int, int, int]:
            a, b = sorted((a, b), key=lambda n: self._place(self.members[n]))
            return -mean, self._place(self.members[a]), self._place(self.members[b]), a, b

        queue = [entry(a, b, mean) for a in group for b, mean in means[a].items() if a < b]
        heapq.heapify(queue)
        while queue:
            *_, a, b = heapq.heappop(queue)
            if a not in held or b not in held:
                continue
            both = sorted(self.members[a] + self.members[b], key=self._order)
            made = self._open(tuple(both))
            held[made] = held.pop(a) + held.pop(b)
            means[made] = {}
            for other in (means.pop(a).keys() | means.pop(b).keys()) & held.keys():
                mean = self._mean_of(made, other)
                if mean >= bar:
                    means[made][other] = means[other][made] = mean
                    heapq.heappush(queue, entry(made, other, mean))
        return {number: made for made, numbers in held.items() for number in numbers}

    def _sweep(self, *, always: bool = False) -> None:
        """Forget groups that are no longer in use, once they are as many as those that are."""
        if len(self.members) < self._swept and not always:
            return
        used = set(self._single.values())
        for level in self._levels:
            used.update(level.up.values())
        self.members = {n: rows for n, rows in self.members.items() if n in used}
        self._number_of = {key: n for key, n in self._number_of.items() if n in used}
        self._means = {p: mean for p, mean in self._means.items() if p[0] in used and p[1] in used}
        self._swept = 1000 + 2 * len(self.members)
