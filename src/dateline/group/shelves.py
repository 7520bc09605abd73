"""Shelves of articles by a key (a band of a signature, a sentence, a kind of accident), each in order of time."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Hashable, Iterable, Sequence

DAY_BITS = 40


def rank_of(day: int, mark: int) -> int:
    """One number to order articles by: by day, then by a mark of their own below 2**40."""
    return day << DAY_BITS | mark


def day_of(rank: int) -> int:
    """The day (ordinal, 0 where unknown) of a rank."""
    return rank >> DAY_BITS


class Shelves:
    """Under each key, articles in the order of their ranks; each looks at those just before it and no further back than
    the window, so that a key that very many share costs no more than one that few do."""

    def __init__(self, ranks: Sequence[int], window: int, nearest: int) -> None:
        """``ranks`` by row, kept by the caller; ``window`` in days; ``nearest`` on a shelf are looked at."""
        self._ranks, self._window, self._nearest = ranks, window, nearest
        self._held: dict[
            Hashable, int | list[int]
        ] = {}  # most shelves hold one: a list each would cost four times as much

    def put(self, row: int, keys: Iterable[Hashable]) -> set[int]:
        """Shelve an article; gives the articles whose look back may have changed."""
        later: set[int] = set()
        for key in keys:
            held = self._held.get(key)
            if held is None:
                self._held[key] = row
                continue
            shelf = held if isinstance(held, list) else [held]
            insort(shelf, row, key=self._ranks.__getitem__)
            self._held[key] = shelf
            at = self._at(shelf, row) + 1
            later.update(shelf[at : at + self._nearest])
        return later

    def drop(self, row: int, keys: Iterable[Hashable]) -> set[int]:
        """Take an article off; gives the articles whose look back may have changed."""
        later: set[int] = set()
        for key in keys:
            held = self._held[key]
            if isinstance(held, int):
                del self._held[key]
                continue
            at = self._at(held, row)
            del held[at]
            later.update(held[at : at + self._nearest])
            if len(held) == 1:
                self._held[key] = held[0]
        return later

    def before(self, row: int, keys: Iterable[Hashable]) -> set[int]:
        """The articles just before one on its shelves. The undated stand before all others and always within the window."""
        found: set[int] = set()
        earliest = day_of(self._ranks[row]) - self._window
        for key in keys:
            held = self._held[key]
            if isinstance(held, list):
                at = self._at(held, row)
                for other in held[max(0, at - self._nearest) : at]:
                    day = day_of(self._ranks[other])
                    if day == 0 or day >= earliest:
                        found.add(other)
        return found

    def _at(self, shelf: Sequence[int], row: int) -> int:
        return bisect_left(shelf, self._ranks[row], key=self._ranks.__getitem__)
