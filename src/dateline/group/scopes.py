"""Whether two figures count two things: one of the whole and one of a part, or of a place within the other's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from dateline.lang.compare import compare_places
from dateline.lang.data import load_table


@dataclass(frozen=True)
class Within:
    """The sentence of a figure, its language, and the places that it names."""

    words: str
    lang: str | None
    places: frozenset[str] = frozenset()

    def speaks_of(self, kind: str) -> bool:
        """Whether the sentence has words of a kind: of the whole, of a part, or of a figure put right (``corrected``)."""
        return self.lang is not None and any(p.search(self.words) for p in _patterns(kind, self.lang))


def of_two_scopes(first: Sequence[Within], second: Sequence[Within]) -> bool:
    """Whether one figure is said to be of the whole and the other is not, or is of a place within the other's."""
    for kind in ("whole", "part"):
        if any(f.speaks_of(kind) for f in first) != any(f.speaks_of(kind) for f in second):
            return True
    pairs = [(p, q) for f in first for g in second for p in f.places - g.places for q in g.places - f.places]
    return any(compare_places(p, q).relation in ("narrower", "wider") for p, q in pairs)


@cache
def _patterns(kind: str, lang: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(str(p)) for p in load_table("compare", "scopes")[kind].get(lang, ()))
