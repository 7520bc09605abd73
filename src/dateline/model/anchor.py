"""Anchors: places in one stored text that hold themselves to account."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from msgspec import Struct

# thirty characters in a row of which none is a letter, sign or ideograph of the languages read here
_MAYBE_MARKS = re.compile(
    "[^\x00-\u02ff\u0370-\u0482\u2010-\u206f\u3000-\u3029\u3030-\u3098\u309b-\ua66e\uac00-\ud7a3\uff00-\uffef]{31,}"
)


def normalize_text(text: str) -> str:
    """The one stored form of a text: Unicode NFC with ``\\n`` line ends and no NUL. All offsets point into this form.

    Of more than thirty marks on one letter, each thirty stand apart (stream-safe format, UAX 15): normalizing takes the
    square of their number.
    """
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    if _MAYBE_MARKS.search(plain):
        plain = _many_marks().sub(
            lambda run: "\u034f".join(run[0][at : at + 30] for at in range(0, len(run[0]), 30)), plain
        )
    return unicodedata.normalize("NFC", plain)


@cache
def _many_marks() -> re.Pattern[str]:
    marks = "".join(c for c in map(chr, range(0x300, 0x20000)) if unicodedata.combining(c))
    return re.compile(f"[{marks}]{{31,}}")


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
