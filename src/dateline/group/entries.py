"""Sets of positions in an order, under keys: what a question costs goes by what is asked for, not by what there is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from dateline.group.sentence_rows import Positions

_FEW = 4096
"""Positions up to which sorting them is quicker than marking all that there are."""
Span = tuple[int, int]
"""The first position that is asked for, and the first beyond."""


class Entries:
    """Under each key the positions of what has it, in order."""

    def __init__(self, keys: Iterable[Iterable[Hashable]]) -> None:
        """``keys`` are those of each position."""
        self._held: dict[Hashable, list[int]] = defaultdict(list)
        self._size = 0
        for position, own in enumerate(keys):
            self._size = position + 1
            for key in dict.fromkeys(own):
                self._held[key].append(position)
        self._arrays: dict[Hashable, Positions] = {}

    def under(self, key: Hashable, span: Span | None = None) -> Positions:
        """The positions under a key."""
        if key not in self._arrays:
            self._arrays[key] = np.array(self._held.pop(key, ()), dtype=np.int32)
        return within(self._arrays[key], span)

    def any_of(self, keys: Iterable[Hashable], span: Span | None = None) -> Positions:
        """The positions under at least one of some keys."""
        return either(*(self.under(key, span) for key in dict.fromkeys(keys)))

    def all_of(self, keys: Collection[Hashable], span: Span | None = None) -> Positions:
        """The positions under every one of some keys, of which there is one at least."""
        first, *rest = sorted((self.under(key, span) for key in keys), key=len)
        for other in rest:
            first = both(first, other)
        return first


def within(positions: Positions, span: Span | None) -> Positions:
    """Those of a span."""
    if span is None:
        return positions
    start, end = np.searchsorted(positions, span)
    return positions[start:end]


def either(*sets: Positions) -> Positions:
    """What is in one of some sets of positions."""
    held = [s for s in sets if len(s)]
    if len(held) < 2:
        return held[0] if held else np.zeros(0, np.int32)
    if sum(map(len, held)) <= _FEW:
        return np.unique(np.concatenate(held))
    first, last = min(int(s[0]) for s in held), max(int(s[-1]) for s in held)
    marked = np.zeros(last - first + 1, dtype=np.bool_)
    for positions in held:
        marked[positions - first] = True
    return (np.flatnonzero(marked) + first).astype(np.int32)


def both(a: Positions, b: Positions) -> Positions:
    """What is in two sets of positions."""
    if len(a) > len(b):
        a, b = b, a
    if not len(a):
        return a
    at = np.minimum(np.searchsorted(b, a), len(b) - 1)
    found: Positions = a[b[at] == a]
    return found
