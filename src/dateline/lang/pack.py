"""What a language folder exports, and how to get at it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module

from dateline.lang.identify import SUPPORTED
from dateline.lang.resolve import Reference
from dateline.model import Act, Block, DateValue, Mention, Quotation, Role, Sentence


@dataclass(frozen=True, slots=True)
class Passage:
    """What one language read in its blocks of an article. Offsets are into the article's whole text; ``chain`` numbers
    and the indices of ``roles`` are local to this passage."""

    sentences: tuple[Sentence, ...] = ()
    mentions: tuple[Mention, ...] = ()
    dates: tuple[DateValue, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    acts: tuple[Act, ...] = ()
    roles: tuple[Role, ...] = ()


@dataclass(frozen=True, slots=True)
class Pack:
    """A language: its code, the version of its rules and data (part of every stage's key), and its verbs.

    ``read_blocks(text, blocks, references)`` reads all blocks of this language of one article, in page order: ``blocks``
    are ``(index, block)`` pairs and ``references`` holds for each block what its relative dates are counted from.
    ``split_sentences(text, start, end)`` and ``find_dates(text, start, end, reference)`` work on a part of a text.
    """

    code: str
    version: str
    read_blocks: Callable[[str, Sequence[tuple[int, Block]], Sequence[Reference]], Passage]
    split_sentences: Callable[[str, int, int], list[tuple[int, int]]]
    find_dates: Callable[[str, int, int, Reference], tuple[DateValue, ...]]


@cache
def load_pack(code: str) -> Pack:
    """The pack of a language. Raises KeyError for a language without a folder. Analysers load on first use, not here."""
    if code not in SUPPORTED:
        raise KeyError(f"no language folder for {code!r}; there is {', '.join(SUPPORTED)}")
    pack: Pack = import_module(f"dateline.lang.{code}").PACK
    return pack


def pack_versions() -> dict[str, str]:
    """The version of every language pack, for stage keys."""
    return {code: load_pack(code).version for code in SUPPORTED}
