"""English: reading and writing. Analysers load on first use."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.lang.pack import Pack, Passage
from dateline.lang.resolve import Reference
from dateline.model import Block, DateValue


def read_blocks(text: str, blocks: Sequence[tuple[int, Block]], references: Sequence[Reference]) -> Passage:
    """Read the English blocks of one article; see :class:`dateline.lang.pack.Pack`."""
    from dateline.lang.en.passage import read_passage

    return read_passage(text, blocks, references)


def split_sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The sentences of ``text[start:end]`` as spans of ``text``."""
    from dateline.lang.en.sentences import split

    return split(text, start, end)


def find_dates(text: str, start: int, end: int, reference: Reference) -> tuple[DateValue, ...]:
    """The dates, times, durations and sets in ``text[start:end]``."""
    from dateline.lang.en.dates import find

    return find(text, start, end, reference)


PACK = Pack(
    code="en",
    version="7",
    read_blocks=read_blocks,
    split_sentences=split_sentences,
    find_dates=find_dates,
)

__all__ = ["PACK", "find_dates", "read_blocks", "split_sentences"]
