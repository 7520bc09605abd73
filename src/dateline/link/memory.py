"""What linking remembers from one run to the next, so that only what a new text touches is worked out again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol, TypeVar

from msgspec import Struct, structs

from dateline.link.chains import Chain
from dateline.link.known_forms import KnownForm

S = TypeVar("S", bound=Struct)
T = TypeVar("T")
_OF_CHAINS = ("article", "name", "lang", "day", "key", "of", "names")
_OF_OFFICES = ("position", "of", "since", "until")


class Testimony(Struct, frozen=True):
    """What one text by itself says of who is who: its chains, and the words that may be a name which its reading
    lacks, each with the keys under which forms of it are found."""

    chains: tuple[Chain, ...]
    unread: dict[str, tuple[str, ...]]


class Sharing:
    """Words that many testimonies have, held once: of what the store gives, each text has copies of its own."""

    def __init__(self) -> None:
        self._held: dict[object, Any] = {}

    def testimony(self, told: Testimony) -> Testimony:
        """An equal testimony that shares what others have."""
        share = self._one
        unread = {share(name): share(tuple(map(share, keys))) for name, keys in told.unread.items()}
        return Testimony(tuple(map(self._chain, told.chains)), unread)

    def _chain(self, chain: Chain) -> Chain:
        offices = tuple(self._shared(office, _OF_OFFICES) for office in chain.offices)
        partners = tuple(map(self._one, chain.partners))
        return structs.replace(self._shared(chain, _OF_CHAINS), offices=offices, partners=partners)

    def _shared(self, value: S, fields: Sequence[str]) -> S:
        return structs.replace(value, **{name: self._one(getattr(value, name)) for name in fields})

    def _one(self, value: T) -> T:
        return self._held.setdefault(value, value)  # type: ignore[no-any-return]


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
