"""The meaning of sentences and of words, held once for all who compare by it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

import numpy as np

from dateline.model import Anchor

if TYPE_CHECKING:
    import numpy.typing as npt

    from dateline.lang.vectors import FloatRows

    HalfRows = npt.NDArray[np.float16]
    Places = npt.NDArray[np.int64]

_BLOCK = 4096
Open = Callable[[str, int], "bytes | None"]


class Meanings:
    """Vectors of two bytes a number, each under its number and those of sentences under where something stands in them."""

    def __init__(self, open_text: Open = lambda article, start: None) -> None:
        """``open_text`` gives the vector of a sentence that was not entered, by an article and a place in it."""
        self._open = open_text
        self._at: dict[tuple[str, int], int | None] = {}
        self._blocks: list[HalfRows] = []
        self._size = 0

    def add(self, vector: bytes) -> int:
        """Hold a vector; gives its number."""
        from dateline.lang.vectors import DIMENSION

        block, row = divmod(self._size, _BLOCK)
        if block == len(self._blocks):
            self._blocks.append(np.empty((_BLOCK, DIMENSION), dtype=np.float16))
        self._blocks[block][row] = np.frombuffer(vector, dtype=np.float16)
        self._size += 1
        return self._size - 1

    def enter(self, article: str, starts: Iterable[int], vector: bytes) -> int:
        """Hold the vector of a sentence, under the places in it; gives its number."""
        number: int | None = None
        for start in starts:
            if (article, start) not in self._at:
                number = self.add(vector) if number is None else number
                self._at[article, start] = number
        return number if number is not None else self.add(vector)

    def around(self, anchors: Iterable[Anchor]) -> list[int]:
        """The numbers of the sentences around anchors that stand in one."""
        found = []
        for anchor in anchors:
            place = anchor.article, anchor.start
            if place not in self._at:
                vector = self._open(*place)
                self._at[place] = None if vector is None else self.add(vector)
            number = self._at[place]
            if number is not None:
                found.append(number)
        return found

    def rows(self, numbers: Iterable[int]) -> list[FloatRows]:
        """Some vectors as whole numbers of four bytes."""
        return [self._blocks[n // _BLOCK][n % _BLOCK].astype(np.float32) for n in numbers]

    def take(self, numbers: Places) -> FloatRows:
        """Some vectors as one matrix."""
        from dateline.lang.vectors import DIMENSION

        taken = np.empty((len(numbers), DIMENSION), dtype=np.float32)
        blocks = numbers // _BLOCK
        for block in np.unique(blocks).tolist():
            here = blocks == block
            taken[here] = self._blocks[block][numbers[here] % _BLOCK]
        return taken


class Contents:
    """The meaning of what acts are about, by where the words stand: worked out once, and kept from run to run for as long as it
    is asked for."""

    def __init__(self, kept: Mapping[str, bytes] | None = None) -> None:
        self._kept = kept or {}
        self.asked: dict[str, bytes] = {}

    @property
    def changed(self) -> bool:
        """Whether what was asked for is not what was kept."""
        return self.asked.keys() != self._kept.keys()

    def rows(self, anchors: Iterable[Anchor], lang_at: Callable[[str, int], str | None]) -> list[FloatRows]:
        """The vectors of some words; many at a time cost a tenth of one by one."""
        from dateline.lang.vectors import embed_sentences

        wanted = {f"{a.article} {a.start} {a.end}": a for a in anchors}
        self.asked.update((key, self._kept[key]) for key in wanted if key in self._kept)
        new = {key: a for key, a in wanted.items() if key not in self.asked}
        if new:
            made = embed_sentences([a.exact for a in new.values()], [lang_at(a.article, a.start) for a in new.values()])
            self.asked.update((key, row.astype(np.float32).tobytes()) for key, row in zip(new, made, strict=True))
        return [np.frombuffer(self.asked[key], dtype=np.float32) for key in wanted]
