"""The nearest leads of the days before an article: exact search in time windows, one matrix a week."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from dateline.group.profiles import SCALE
from dateline.group.shelves import DAY_BITS, day_of
from dateline.lang.vectors import DIMENSION

NEAR = 0.2
"""Cosine of lead vectors below which a pair is not looked at: no pair of one event on the sets tried lies below it."""
WINDOW_DAYS, NEAREST = 21, 40
"""Days before an article, and articles of those days nearest to it, among which its story is looked for: so that the cost
of an article does not grow with the archive."""
WEEK = 7
CHUNK = 128
Rows = npt.NDArray[np.int32]
Cosines = npt.NDArray[np.int32]
Found = tuple[Rows, Cosines]
Item = tuple[int, int, bytes]
"""The row of an article, its rank (see ``shelves.rank_of``) and the bytes of its centre."""


@dataclass
class _Week:
    """The articles of seven days; the vectors, in steps, grow by doubling."""

    centres: npt.NDArray[np.int8]
    ranks: npt.NDArray[np.int64]
    rows: Rows
    size: int = 0

    @classmethod
    def empty(cls) -> _Week:
        return cls(np.zeros((16, DIMENSION), np.int8), np.zeros(16, np.int64), np.zeros(16, np.int32))

    def put(self, row: int, rank: int, centre: bytes) -> None:
        if self.size == len(self.rows):
            self.centres = np.concatenate((self.centres, np.zeros_like(self.centres)))
            self.ranks = np.concatenate((self.ranks, np.zeros_like(self.ranks)))
            self.rows = np.concatenate((self.rows, np.zeros_like(self.rows)))
        self.centres[self.size] = np.frombuffer(centre, dtype=np.int8)
        self.ranks[self.size], self.rows[self.size] = rank, row
        self.size += 1

    def whole(self) -> npt.NDArray[np.float32]:
        """The vectors as numbers that multiply fast."""
        return self.centres[: self.size].astype(np.float32)

    def drop(self, row: int) -> None:
        at = int(np.flatnonzero(self.rows[: self.size] == row)[0])
        self.size -= 1
        for column in (self.centres, self.ranks, self.rows):
            column[at] = column[self.size]


class NearIndex:
    """For each article the ``NEAREST`` of the ``WINDOW_DAYS`` before it (and of the undated) by the cosine of their leads;
    of equally near ones the latest. Cosines are whole numbers and exact, so that nothing depends on what was put in first."""

    def __init__(self) -> None:
        self._weeks: dict[int, _Week] = defaultdict(_Week.empty)
        self._ranks = np.zeros(16, dtype=np.int64)
        self.lists: dict[int, Found] = {}

    def restore(self, items: Iterable[Item], lists: Mapping[int, tuple[bytes, bytes]]) -> None:
        """Put articles in whose lists (the bytes of rows and of cosines) are known."""
        for row, rank, centre in items:
            self._place(row, rank, centre)
        for row, (rows, cosines) in lists.items():
            self.lists[row] = (np.frombuffer(rows, dtype=np.int32), np.frombuffer(cosines, dtype=np.int32))

    def _place(self, row: int, rank: int, centre: bytes) -> None:
        if row >= len(self._ranks):
            self._ranks = np.concatenate((self._ranks, np.zeros(max(row + 1, len(self._ranks)), dtype=np.int64)))
        self._ranks[row] = rank
        self._weeks[day_of(rank) // WEEK].put(row, rank, centre)

    def put(self, items: Sequence[Item]) -> set[int]:
        """Put articles in; gives the rows whose list is new or has changed."""
        for row, rank, centre in items:
            self._place(row, rank, centre)
        new = {row for row, _, _ in items}
        return new | {later for later, found in self._search(items, new).items() if self._take(later, [found])}

    def _search(self, items: Sequence[Item], new: Collection[int]) -> dict[int, Found]:
        """Make the lists of some articles; gives what they offer to the lists of later ones that are not new."""
        by_week: dict[int, list[Item]] = defaultdict(list)
        for item in items:
            self.lists[item[0]] = (np.zeros(0, np.int32), np.zeros(0, np.int32))
            by_week[day_of(item[1]) // WEEK].append(item)
        is_new = np.zeros(len(self._ranks), dtype=np.bool_)
        is_new[list(new)] = True
        offered: list[tuple[Rows, Rows, Cosines]] = []
        for week, held in sorted(by_week.items()):
            for start in range(0, len(held), CHUNK):
                offered.extend(self._look(week, held[start : start + CHUNK], is_new))
        return _by_receiver(offered)

    def _look(
        self, week: int, items: Sequence[Item], is_new: npt.NDArray[np.bool_]
    ) -> Iterator[tuple[Rows, Rows, Cosines]]:
        """Search for some articles of one week, backward for their own lists; forward gives ``(later, ours, cosine)``."""
        centres = np.frombuffer(b"".join(c for _, _, c in items), dtype=np.int8).reshape(len(items), DIMENSION)
        ours_whole = centres.astype(np.float32)
        ours = np.array([row for row, _, _ in items], dtype=np.int32)
        found: dict[int, list[Found]] = {row: [] for row, _, _ in items}
        for held in (self._weeks[m] for m in self._weeks_around(week)):
            cosines = ours_whole @ held.whole().T
            at, to = np.nonzero(cosines >= NEAR * SCALE * SCALE)
            rows, values = held.rows[to], cosines[at, to].astype(np.int32)
            mine, theirs = self._ranks[ours[at]], self._ranks[rows]
            first, last = np.minimum(mine, theirs) >> DAY_BITS, np.maximum(mine, theirs) >> DAY_BITS
            inside = (first == 0) | (last - first <= WINDOW_DAYS)
            ends = np.searchsorted(at, np.arange(len(items) + 1))
            back = inside & (theirs < mine)
            for number, row in enumerate(found):
                part = slice(ends[number], ends[number + 1])
                found[row].append((rows[part][back[part]], values[part][back[part]]))
            ahead = inside & (theirs > mine) & ~is_new[rows]
            yield rows[ahead], ours[at[ahead]], values[ahead]
        for row, parts in found.items():
            self._take(row, parts)

    def _weeks_around(self, week: int) -> list[int]:
        """The weeks that a search looks at, with the undated; all of them for the undated itself."""
        if week == 0:
            return sorted(self._weeks)
        reach = -(-WINDOW_DAYS // WEEK)
        return [m for m in (0, *range(week - reach, week + reach + 1)) if m in self._weeks]

    def _take(self, row: int, parts: Sequence[Found]) -> bool:
        """Take what is near enough into an article's list; whether the list changed."""
        known, cosines = self.lists[row]
        rows = np.concatenate((known, *(r for r, _ in parts)))
        values = np.concatenate((cosines, *(v for _, v in parts)))
        if len(rows) > NEAREST:
            best = np.lexsort((-self._ranks[rows], -values))[:NEAREST]
            rows, values = rows[best], values[best]
        changed = len(rows) != len(known) or bool(np.isin(rows, known, invert=True).any())
        self.lists[row] = (rows, values)
        return changed

    def drop(self, row: int) -> set[int]:
        """Take an article out; gives the rows whose lists held it, which are looked for anew."""
        week = int(day_of(int(self._ranks[row]))) // WEEK
        self._weeks[week].drop(row)
        del self.lists[row]
        watching = [other for other in self._later(week) if row in self.lists[other][0]]
        self._search([(other, int(self._ranks[other]), self._centre(other)) for other in watching], watching)
        return set(watching)

    def _later(self, week: int) -> list[int]:
        """The rows that may look back to a week."""
        reach = -(-WINDOW_DAYS // WEEK)
        weeks = [m for m in self._weeks if week in (0, m) or week < m <= week + reach]
        return sorted(int(r) for m in weeks for r in self._weeks[m].rows[: self._weeks[m].size])

    def _centre(self, row: int) -> bytes:
        week = self._weeks[day_of(int(self._ranks[row])) // WEEK]
        at = int(np.flatnonzero(week.rows[: week.size] == row)[0])
        found: bytes = week.centres[at].tobytes()
        return found


def _by_receiver(offered: Iterable[tuple[Rows, Rows, Cosines]]) -> dict[int, Found]:
    """``(later, ours, cosine)`` as what each later one is offered."""
    parts = [part for part in offered if len(part[0])]
    if not parts:
        return {}
    later, ours, values = (np.concatenate(column) for column in zip(*parts, strict=True))
    order = np.argsort(later, kind="stable")
    later, ours, values = later[order], ours[order], values[order]
    names, starts = np.unique(later, return_index=True)
    ends = [*starts[1:], len(later)]
    return {int(n): (ours[a:b], values[a:b]) for n, a, b in zip(names, starts, ends, strict=True)}
