"""Things by the meaning of their sentences: those near to others are picked, a great many at a time."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    from dateline.group.meanings import Meanings
    from dateline.lang.vectors import FloatRows

    Positions = npt.NDArray[np.int32]

_TOGETHER, _CHUNK = 512, 8192
_ROUNDING = 0.01
"""By how much a cosine of rows of two bytes a number may differ from that of whole ones, with room to spare."""


class NearRows:
    """Some things by the vectors of their sentences, from which those near to others are picked."""

    def __init__(self, meanings: Meanings, numbers: Iterable[Sequence[int]]) -> None:
        """``numbers`` gives those of the vectors of each thing, by position; a thing may have none."""
        counts, held = array("q"), array("q")
        for own in numbers:
            counts.append(len(own))
            held.extend(own)
        self._meanings = meanings
        self._starts = np.concatenate(([0], np.cumsum(np.array(counts, dtype=np.int64), dtype=np.int64)))
        self._numbers = np.array(held, dtype=np.int64)

    def near(self, positions: Positions, rows: Sequence[FloatRows], least: float) -> Positions:
        """Those of ``positions`` of which a vector may come to a cosine of ``least`` or more with one of ``rows``."""
        counts = self._starts[positions + 1] - self._starts[positions]
        positions, counts = positions[counts > 0], counts[counts > 0]
        if not len(positions) or not rows:
            return positions[:0]
        firsts = np.concatenate(([0], np.cumsum(counts)[:-1]))
        wanted = np.repeat(self._starts[positions] - firsts, counts) + np.arange(counts.sum())
        cosines = (self._meanings.take(self._numbers[wanted]) @ np.stack(rows).T).max(axis=1)
        return positions[np.maximum.reduceat(cosines, firsts) >= least - _ROUNDING]

    def alike(
        self, asked: Mapping[str, tuple[Sequence[FloatRows], tuple[int, int]]], least: float
    ) -> dict[str, Positions]:
        """For each of some questions (its vectors, and the first thing and the first beyond that it is asked of) the things
        of which a vector may come to a cosine of ``least`` or more with one of its own. Questions of like spans are asked together: that
        is what makes a product cheap."""
        found = {name: np.zeros(0, dtype=np.int32) for name in asked}
        ordered = sorted(
            (name for name, (rows, _) in asked.items() if len(rows)), key=lambda name: (asked[name][1], name)
        )
        for start in range(0, len(ordered), _TOGETHER):
            names = ordered[start : start + _TOGETHER]
            owner = np.repeat(np.arange(len(names), dtype=np.int32), [len(asked[name][0]) for name in names])
            columns = np.stack([row for name in names for row in asked[name][0]]).T
            hits = self._hits(columns, owner, [asked[name][1] for name in names], least - _ROUNDING)
            found.update(zip(names, hits, strict=True))
        return found

    def _hits(
        self, columns: FloatRows, owner: Positions, spans: Sequence[tuple[int, int]], least: float
    ) -> list[Positions]:
        first, last = min(a for a, _ in spans), max(b for _, b in spans)
        pairs: set[tuple[int, int]] = set()
        things = np.repeat(np.arange(first, last), np.diff(self._starts[first : last + 1]))
        numbers = self._numbers[self._starts[first] : self._starts[last]] if last > first else self._numbers[:0]
        for at in range(0, len(numbers), _CHUNK):
            near, to = np.nonzero(self._meanings.take(numbers[at : at + _CHUNK]) @ columns >= least)
            pairs.update(zip(owner[to].tolist(), things[at + near].tolist(), strict=True))
        found: list[list[int]] = [[] for _ in spans]
        for question, thing in sorted(pairs):
            start, end = spans[question]
            if start <= thing < end:
                found[question].append(thing)
        return [np.array(one, dtype=np.int32) for one in found]
