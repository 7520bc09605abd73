"""What is encoded piece by piece is what is encoded whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import msgspec
import pytest

from dateline.model import Entity
from dateline.store.pieces import encode_pieces


@dataclass(frozen=True, slots=True)
class _Shelf:
    books: tuple[str, ...]
    places: dict[int, list[float]]
    nested: list[tuple[dict[int, int], frozenset[int]]]
    entities: list[Entity]
    note: str | None = None


class _MadeWhenAsked(Mapping[int, bytes]):
    def __getitem__(self, key: int) -> bytes:
        return bytes([key % 256])

    def __iter__(self) -> Iterator[int]:
        return iter(range(70_000))

    def __len__(self) -> int:
        return 70_000


def _shelf(size: int) -> _Shelf:
    return _Shelf(
        tuple(f"책 {n}" for n in range(size)),
        {n: [n / 3] * (n % 3) for n in range(size)},
        [({n: n for n in range(size)}, frozenset([size]))] * 3,
        [Entity(id=f"e{n}", kind="person", names=()) for n in range(size)],
    )


@pytest.mark.parametrize("size", [0, 1, 15, 16, 17, 499, 500, 501, 1700])
def test_the_bytes_are_the_same_in_pieces(size: int) -> None:
    for value in (_shelf(size), {"kept": _shelf(size), "versions": "x"}, [_shelf(size)] * 2):
        pieces = list(encode_pieces(value))
        assert b"".join(pieces) == msgspec.msgpack.encode(value)
    assert size < 1700 or max(map(len, pieces)) < len(b"".join(pieces)) / 4


def test_a_mapping_may_make_its_items_when_they_are_asked_for() -> None:
    made = _MadeWhenAsked()
    assert b"".join(encode_pieces(made)) == msgspec.msgpack.encode(dict(made))
