"""The meaning of single sentences, fetched from where readings keep them, without unpacking whole articles."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from dateline.group.dossier import Dossier
from dateline.model import Anchor

if TYPE_CHECKING:
    import numpy.typing as npt

    from dateline.lang.vectors import FloatRows

    Positions = npt.NDArray[np.int32]
    HalfRows = npt.NDArray[np.float16]

_TOGETHER, _CHUNK = 512, 8192
_ROUNDING = 0.01
"""By how much a cosine of rows of two bytes a number may differ from that of whole ones, with room to spare."""


class SentenceRows:
    """The vectors of the sentences around anchors."""

    def __init__(self, dossiers: Mapping[str, Dossier]) -> None:
        self._dossiers = dossiers
        self._row_at: dict[tuple[str, int], int | None] = {}

    def around(self, anchors: Iterable[Anchor]) -> list[FloatRows]:
        """The vector of the sentence around each anchor that stands in one."""
        return [row for a in anchors if (row := self._vector(a.article, a.start)) is not None]

    def _vector(self, article: str, start: int) -> FloatRows | None:
        if (article, start) not in self._row_at:
            dossier = self._dossiers.get(article)
            spans = enumerate(dossier.reading.sentences) if dossier is not None else ()
            self._row_at[article, start] = next((i for i, s in spans if s.start <= start < s.end), None)
        row = self._row_at[article, start]
        return None if row is None else self._dossiers[article].row(row)


class NearRows:
    """Some things by the vectors of their sentences, from which those near to others are picked."""

    def __init__(self, vectors: Iterable[Sequence[FloatRows | HalfRows]]) -> None:
        """``vectors`` gives the vectors of each thing, by position; a thing may have none."""
        from dateline.lang.vectors import DIMENSION

        counts: list[int] = []
        held = [np.zeros((0, DIMENSION), dtype=np.float16)]
        for rows in vectors:
            counts.append(len(rows))
            if rows:
                held.append(np.stack(rows).astype(np.float16))
        self._starts = np.concatenate(([0], np.cumsum(counts, dtype=np.int64)))
        self._rows = np.concatenate(held)

    def near(self, positions: Positions, rows: Sequence[FloatRows], least: float) -> Positions:
        """Those of ``positions`` of which a vector may come to a cosine of ``least`` or more with one of ``rows``."""
        counts = self._starts[positions + 1] - self._starts[positions]
        positions, counts = positions[counts > 0], counts[counts > 0]
        if not len(positions) or not rows:
            return positions[:0]
        firsts = np.concatenate(([0], np.cumsum(counts)[:-1]))
        wanted = np.repeat(self._starts[positions] - firsts, counts) + np.arange(counts.sum())
        cosines = (self._rows[wanted].astype(np.float32) @ np.stack(rows).T).max(axis=1)
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
        rows = self._rows[self._starts[first] : self._starts[last]] if last > first else self._rows[:0]
        for at in range(0, len(rows), _CHUNK):
            near, to = np.nonzero(rows[at : at + _CHUNK].astype(np.float32) @ columns >= least)
            pairs.update(zip(owner[to].tolist(), things[at + near].tolist(), strict=True))
        found: list[list[int]] = [[] for _ in spans]
        for question, thing in sorted(pairs):
            start, end = spans[question]
            if start <= thing < end:
                found[question].append(thing)
        return [np.array(one, dtype=np.int32) for one in found]
