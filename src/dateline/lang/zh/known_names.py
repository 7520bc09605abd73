"""The names of people that a text is known to have, and where one of them stands."""

from __future__ import annotations

from collections.abc import Iterable

from dateline.lang.zh.lexicon import Found
from dateline.lang.zh.people import short_form


class Names:
    """Names by their length: a text may hold thousands, and at one place few can stand."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = frozenset(names)
        self.sizes = sorted({len(name) for name in self.names})

    def standing(self, plain: str, start: int, end: int) -> set[str]:
        """Those that stand somewhere in a stretch."""
        return {
            words
            for size in self.sizes
            for place in range(start, end - size + 1)
            if (words := plain[place : place + size]) in self.names
        }


class Longer:
    """The names of a text, and their short forms, that a name found may be a part of."""

    def __init__(self, plain: str, known: set[str]) -> None:
        self.plain = plain
        self.whole = Names(known)
        self.ends = Names({*known, *(s for n in known if (s := short_form(n)) is not None)})

    def cuts(self, item: Found) -> bool:
        """Whether a name found is the beginning or the end of a longer one, known from elsewhere, that stands there."""
        size = len(item.value)
        if size < 2:
            return False
        longer = (n for n in self.whole.sizes if n > size)
        if any(self.plain[item.start : item.start + n] in self.whole.names for n in longer):
            return True
        ends = (self.plain[item.end - n : item.end] for n in self.ends.sizes if size < n <= item.end)
        return any(words.endswith(item.value) and words in self.ends.names for words in ends)


def is_part(plain: str, item: Found, full: Names) -> bool:
    """Whether a place or body found is only a part of a person's full name that stands here."""
    words = plain[item.start : item.end]
    for size in full.sizes:
        if size < 3 or size <= len(words):
            continue
        for offset in range(min(item.start, size - len(words)) + 1):
            name = plain[item.start - offset : item.start - offset + size]
            if name in full.names and name.find(words) == offset:
                return True
    return False
