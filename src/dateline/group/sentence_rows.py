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

    def __init__(self, vectors: Iterable[Sequence[FloatRows]]) -> None:
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
