"""What the stages of linking and grouping remember in the store from one run to the next."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

import msgspec

from dateline import group
from dateline.lang.pack import pack_versions
from dateline.model import digest
from dateline.store import Store

T = TypeVar("T")


class GroupMemory:
    """The memory of grouping (see ``dateline.group.Memory``), each result under the versions that it was made with.
    ``worked`` counts the stories worked out."""

    def __init__(self, store: Store, keys: Mapping[str, str]) -> None:
        """``keys`` gives for each article what its reading goes by."""
        self.keys = keys
        self.worked = 0
        self._store = store
        self._versions = digest(group.VERSION, pack_versions())

    def recall(self, kind: str, key: str, type_: type[T]) -> T | None:
        """What was kept under a key, or None."""
        return self._store.result(kind, digest(self._versions, key), type_)

    def keep(self, kind: str, key: str, value: object) -> None:
        """Keep a result under its key."""
        self.worked += kind == "group.story"
        self._store.put_result(kind, digest(self._versions, key), value)

    def recall_stream(self) -> group.StreamKept | None:
        """The stream of the last run, or None; one that another release kept is none."""
        found = self._store.state("stream", dict[str, msgspec.Raw]) or {}
        versions = found.get("versions")
        if versions is None or msgspec.msgpack.decode(versions) != self._versions:
            return None
        return msgspec.msgpack.decode(found["kept"], type=group.StreamKept)

    def keep_stream(self, kept: group.StreamKept) -> None:
        """Keep the stream in the place of the last."""
        self._store.put_state("stream", {"versions": self._versions, "kept": kept})
