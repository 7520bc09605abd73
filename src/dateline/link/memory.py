"""What linking remembers from one run to the next, so that only what a new text touches is worked out again."""

from __future__ import annotations

from typing import Protocol, TypeVar

from msgspec import Struct

from dateline.link.chains import Chain
from dateline.link.known_forms import KnownForm

T = TypeVar("T")


class Testimony(Struct, frozen=True):
    """What one text by itself says of who is who: its chains, and the words that may be a name which its reading
    lacks, each with the keys under which forms of it are found."""

    chains: tuple[Chain, ...]
    unread: dict[str, tuple[str, ...]]


class LinkKept(Struct, frozen=True):
    """What the last run came to: what it was made from, the texts with what their readings went by, the people whom chains
    named before readings were made whole, the forms that they were made whole by, and where whole readings are kept."""

    key: str
    texts: dict[str, str]
    people: dict[str, str]
    forms: tuple[KnownForm, ...]
    whole: dict[str, str]


class Memory(Protocol):
    """A place to keep results under keys."""

    def recall(self, kind: str, key: str, type_: type[T]) -> T | None:
        """What was kept under a key, or None."""

    def keep(self, kind: str, key: str, value: object) -> None:
        """Keep a result under its key."""

    def recall_last(self) -> LinkKept | None:
        """What the last run kept, or None."""
