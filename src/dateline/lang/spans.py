"""What lies where in a text, found without looking at everything: a text of nothing but names holds thousands of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Generic, Protocol, TypeVar

_SHIFT = 6  # 64 characters a shelf


class Spanned(Protocol):
    """Something that stands at ``start:end``; both may be moved."""

    start: int
    end: int


S = TypeVar("S", bound=Spanned)


class Spans(Generic[S]):
    """Items in the order in which they were added or last sorted, and by the part of the text that they stand in.

    An item that has grown, or was moved, is told to :meth:`moved`; one that shrank need not be.
    """

    __slots__ = ("_items", "_next", "_shelves")

    def __init__(self, items: Iterable[S] = ()) -> None:
        self._items: dict[int, S] = {}
        self._shelves: dict[int, list[int]] = {}
        self._next = 0
        self.extend(items)

    def __iter__(self) -> Iterator[S]:
        return iter(self._items.values())

    def __len__(self) -> int:
        return len(self._items)

    def append(self, item: S) -> None:
        """Put an item behind all others."""
        self._items[self._next] = item
        self._shelve(self._next, item)
        self._next += 1

    def extend(self, items: Iterable[S]) -> None:
        """Put items behind all others."""
        for item in items:
            self.append(item)

    def sort(self, key: Callable[[S], Any]) -> None:
        """Bring the items into another order; those of one key stay as they are."""
        items = sorted(self._items.values(), key=key)
        self._items, self._shelves, self._next = {}, {}, 0
        self.extend(items)

    def over(self, start: int, end: int) -> list[S]:
        """What reaches into ``start:end``, in order."""
        return [i for i in self._near(start, end) if i.start < end and start < i.end]

    def within(self, start: int, end: int) -> list[S]:
        """What lies wholly within ``start:end``, in order."""
        return [i for i in self._near(start, end) if start <= i.start and i.end <= end]

    def ending(self, end: int) -> list[S]:
        """What ends at a place, in order."""
        return [i for i in self._near(end - 1, end) if i.end == end]

    def drop(self, start: int, end: int, among: Callable[[S], bool]) -> None:
        """Take out what reaches into ``start:end`` and passes."""
        for number in self._numbers(start, end):
            item = self._items[number]
            if item.start < end and start < item.end and among(item):
                del self._items[number]

    def moved(self, item: S) -> None:
        """An item that was already here stands, or ends, elsewhere now."""
        number = next(n for n, i in self._items.items() if i is item)
        self._shelve(number, item)

    def _shelve(self, number: int, item: S) -> None:
        for shelf in range(item.start >> _SHIFT, (max(item.start, item.end) >> _SHIFT) + 1):
            self._shelves.setdefault(shelf, []).append(number)

    def _numbers(self, start: int, end: int) -> list[int]:
        first, last = start >> _SHIFT, end >> _SHIFT
        if last - first > len(self._shelves):
            return list(self._items)
        found: set[int] = set()
        for shelf in range(first, last + 1):
            found.update(self._shelves.get(shelf, ()))
        return sorted(n for n in found if n in self._items)

    def _near(self, start: int, end: int) -> Iterator[S]:
        items = self._items
        return (items[n] for n in self._numbers(start, end))


class Taken:
    """The parts of a text that are taken."""

    __slots__ = ("_shelves",)

    def __init__(self, spans: Iterable[tuple[int, int]] = ()) -> None:
        self._shelves: dict[int, list[tuple[int, int]]] = {}
        for start, end in spans:
            self.add(start, end)

    def add(self, start: int, end: int) -> None:
        """Take another part."""
        for shelf in range(start >> _SHIFT, (max(start, end) >> _SHIFT) + 1):
            self._shelves.setdefault(shelf, []).append((start, end))

    def reaches(self, start: int, end: int) -> bool:
        """Whether something that is taken reaches into ``start:end``."""
        for shelf in range(start >> _SHIFT, (max(start, end) >> _SHIFT) + 1):
            for a, b in self._shelves.get(shelf, ()):
                if a < end and start < b:
                    return True
        return False
