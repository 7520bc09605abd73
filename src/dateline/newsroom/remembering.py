"""What the stages of linking and grouping remember in the store from one run to the next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar

import msgspec

from dateline import group, link
from dateline.lang.compare.findings import Findings, take_over, to_keep
from dateline.lang.pack import pack_versions
from dateline.model import digest
from dateline.store import Store

T = TypeVar("T")


class LinkMemory:
    """The memory of linking (see ``dateline.link.Memory``), each result under the versions that it was made with."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._versions = digest(link.VERSION, pack_versions())

    def place(self, kind: str, key: str) -> tuple[str, str]:
        """The stage and key under which the store has a result."""
        return kind, digest(self._versions, key)

    def recall(self, kind: str, key: str, type_: type[T]) -> T | None:
        """What was kept under a key, or None."""
        return self._store.result(*self.place(kind, key), type_)

    def keep(self, kind: str, key: str, value: object) -> None:
        """Keep a result under its key."""
        self._store.put_result(*self.place(kind, key), value)

    def recall_last(self) -> link.LinkKept | None:
        """What the last run kept, or None; what another release kept is none."""
        return _recalled(self._store, "links", self._versions, link.LinkKept)

    def keep_last(self, kept: link.LinkKept) -> None:
        """Keep it in the place of the last."""
        self._store.put_state("links", {"versions": self._versions, "kept": kept})

    def recall_names(self) -> None:
        """Take over what earlier runs found out about names."""
        found = _recalled(self._store, "names", self._versions, Findings)
        if found is not None:
            take_over(found)

    def keep_names(self) -> None:
        """Keep what is found out about names."""
        self._store.put_state("names", {"versions": self._versions, "kept": to_keep()})


def _recalled(store: Store, name: str, versions: str, type_: type[T]) -> T | None:
    """A state that was kept with the versions that it was made with, where they are these."""
    found = store.state(name, dict[str, msgspec.Raw]) or {}
    if "versions" not in found or msgspec.msgpack.decode(found["versions"]) != versions:
        return None
    return msgspec.msgpack.decode(found["kept"], type=type_)


class GroupMemory:
    """The memory of grouping (see ``dateline.group.Memory``), each result under the versions that it was made with.
    ``worked`` counts the stories worked out."""

    def __init__(self, store: Store, keys: Mapping[str, str]) -> None:
        """``keys`` gives for each article what its reading goes by."""
        self.keys = keys
        self.worked = 0
        self._store = store
        self._versions = digest(group.VERSION, pack_versions())

    def known(self, kind: str, keys: Iterable[str]) -> set[str]:
        """Those of the keys under which something was kept."""
        there = self._store.kept(kind)
        return {key for key in keys if digest(self._versions, key) in there}

    def recall(self, kind: str, key: str, type_: type[T]) -> T | None:
        """What was kept under a key, or None."""
        return self._store.result(kind, digest(self._versions, key), type_)

    def keep(self, kind: str, key: str, value: object) -> None:
        """Keep a result under its key."""
        self.worked += kind == "group.story"
        self._store.put_result(kind, digest(self._versions, key), value)

    def recall_last(self, name: str, type_: type[T]) -> T | None:
        """What the last run kept under a name, or None; what another release kept is none."""
        return _recalled(self._store, name, self._versions, type_)

    def keep_last(self, name: str, kept: object) -> None:
        """Keep it in the place of the last."""
        self._store.put_state(name, {"versions": self._versions, "kept": kept})
