"""Groups of facts that are one row, under what makes another fact belong to them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence

from dateline.model import Fact


class Homes:
    """Groups of facts under keys of their facts, so that one more is compared with those only that it may belong to."""

    def __init__(self, keys: Callable[[Fact], Iterable[Hashable]]) -> None:
        self._keys = keys
        self._held: dict[Hashable, dict[int, list[Fact]]] = defaultdict(dict)

    def enter(self, home: list[Fact], facts: Sequence[Fact]) -> None:
        """Enter a group under the keys of some of its facts."""
        for fact in facts:
            for key in self._keys(fact):
                self._held[key][id(home)] = home

    def near(self, group: Sequence[Fact], keys: Iterable[Hashable] | None = None) -> list[list[Fact]]:
        """The groups that have a key in common with the facts of another, or are under one of ``keys``."""
        asked = [key for fact in group for key in self._keys(fact)] if keys is None else keys
        return list({i: home for key in asked for i, home in self._held.get(key, {}).items()}.values())
