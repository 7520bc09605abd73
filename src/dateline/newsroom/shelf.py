"""Readings as they are asked for: a run of many articles holds a few hundred of them, and the store has the rest."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator, Mapping

from dateline.model import Reading
from dateline.store import Store

MOST = 512
Place = tuple[str, str]
"""The stage and the key under which the store has a result."""


class ReadingShelf(Mapping[str, Reading]):
    """The readings of articles by id, each fetched when it is asked for; the last few hundred stay at hand."""

    def __init__(self, store: Store, places: Mapping[str, Place], most: int = MOST) -> None:
        """``places``: where the reading of each article is kept."""
        self._store, self._places, self._most = store, places, most
        self._near: OrderedDict[str, Reading] = OrderedDict()

    def __getitem__(self, article: str) -> Reading:
        found = self._near.pop(article, None)
        if found is None:
            found = self._store.result(*self._places[article], Reading)
            if found is None:
                raise KeyError(article)
        self._near[article] = found
        if len(self._near) > self._most:
            self._near.popitem(last=False)
        return found

    def __contains__(self, article: object) -> bool:
        return article in self._places

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)
