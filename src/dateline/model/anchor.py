"""Anchors: places in one stored text that hold themselves to account."""

from __future__ import annotations

import unicodedata

from msgspec import Struct


def normalize_text(text: str) -> str:
    """The one stored form of a text: Unicode NFC with ``\\n`` line ends and no NUL. All offsets point into this form."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", ""))


class Quote(Struct, frozen=True):
    """Exact words at a place: ``text`` is what stands at code points ``start`` (inclusive) to ``end`` (exclusive)."""

    text: str
    start: int
    end: int

    @classmethod
    def cut(cls, text: str, start: int, end: int) -> Quote:
        """Cut a quote out of ``text``. Raises ValueError when the span is empty or lies outside the text."""
        if not 0 <= start < end <= len(text):
            raise ValueError(f"span {start}:{end} does not fit a text of {len(text)} code points")
        return cls(text[start:end], start, end)

    def holds(self, text: str) -> bool:
        """Whether these very words stand at this very place of ``text``."""
        return 0 <= self.start < self.end <= len(text) and text[self.start : self.end] == self.text


class Anchor(Struct, frozen=True):
    """A quote of a named article: what a fact, a record or a sentence of a report rests on."""

    article: str
    start: int
    end: int
    exact: str

    def holds(self, text: str) -> bool:
        """Whether ``exact`` stands at ``start:end`` of ``text``, the text of the article named."""
        return 0 <= self.start < self.end <= len(text) and text[self.start : self.end] == self.exact
