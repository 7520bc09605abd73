"""Connected groups that are kept up to date: only those that a change touches are looked at again."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable


class Partition:
    """Nodes (numbers) in the connected groups of a graph. A group is known by a number of its own."""

    def __init__(self) -> None:
        self.members: dict[int, frozenset[int]] = {}
        self.home: dict[int, int] = {}
        self._next = 0

    def regroup(
        self, touched: Iterable[int], gone: Collection[int], neighbours: Callable[[int], Collection[int]]
    ) -> tuple[set[int], set[int]]:
        """Look again at the groups of the nodes ``touched`` (new ones, and those of which something changed) and ``gone``;
        gives the numbers of the groups that ended and of those made in their place."""
        pool = set(touched)
        around = {other for node in pool for other in neighbours(node)}
        ended = {self.home[node] for node in (*pool, *around, *gone) if node in self.home}
        pool |= around
        for number in ended:
            pool |= self.members[number]
            for node in self.members.pop(number):
                del self.home[node]
        pool -= set(gone)
        return ended, {self._open(members) for members in _connected(pool, neighbours)}

    def restore(self, groups: Iterable[Collection[int]]) -> list[int]:
        """Take over groups, in a partition of nothing; gives their numbers."""
        return [self._open(frozenset(group)) for group in groups]

    def _open(self, members: frozenset[int]) -> int:
        number, self._next = self._next, self._next + 1
        self.members[number] = members
        for node in members:
            self.home[node] = number
        return number


def _connected(pool: set[int], neighbours: Callable[[int], Collection[int]]) -> list[frozenset[int]]:
    found: list[frozenset[int]] = []
    left = set(pool)
    while left:
        start = left.pop()
        group, edge = {start}, [start]
        while edge:
            for other in neighbours(edge.pop()):
                if other not in group:
                    group.add(other)
                    edge.append(other)
        left -= group
        found.append(frozenset(group))
    return found
