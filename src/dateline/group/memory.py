"""What grouping remembers from one run to the next, so that only what an article touches is worked out again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol, TypeVar

from msgspec import Struct

from dateline.group.stream import StreamState

T = TypeVar("T")


class StreamKept(Struct, frozen=True):
    """A stream as it was after a run, and for each of its articles the key of the profile that it had."""

    state: StreamState
    profiles: dict[str, str]


class Memory(Protocol):
    """A place to keep results under keys. ``keys`` gives for each article what its reading goes by."""

    keys: Mapping[str, str]

    def known(self, kind: str, keys: Iterable[str]) -> set[str]:
        """Those of the keys under which something was kept."""

    def recall(self, kind: str, key: str, type_: type[T]) -> T | None:
        """What was kept under a key, or None."""

    def keep(self, kind: str, key: str, value: object) -> None:
        """Keep a result under its key."""

    def recall_last(self, name: str, type_: type[T]) -> T | None:
        """What the last run kept under a name, or None."""

    def keep_last(self, name: str, kept: object) -> None:
        """Keep it in the place of the last."""
