"""Korean: what the language exports. Analysers load on first use."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.lang.pack import Pack, Passage
from dateline.lang.resolve import Reference
from dateline.model import Block, DateValue


def _read_blocks(text: str, blocks: Sequence[tuple[int, Block]], references: Sequence[Reference]) -> Passage:
    from dateline.lang.ko.passage import read_blocks

    return read_blocks(text, blocks, references)


def _split_sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    from dateline.lang.ko.sentences import split_sentences

    return split_sentences(text, start, end)


def _find_dates(text: str, start: int, end: int, reference: Reference) -> tuple[DateValue, ...]:
    from dateline.lang.ko.dates import find_dates

    return find_dates(text, start, end, reference)


PACK = Pack(code="ko", version="7", read_blocks=_read_blocks, split_sentences=_split_sentences, find_dates=_find_dates)
