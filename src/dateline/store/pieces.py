"""MessagePack of something large, piece by piece: together the very bytes that encoding it whole gives, and never whole."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

import msgspec

_AT_ONCE = 500
"""Items encoded together."""
_FEW = 16
"""Items up to which each is looked into: it may be large itself."""
_ARRAY, _MAP = (0x90, 0xDC, 0xDD), (0x80, 0xDE, 0xDF)
"""The first bytes of the heads of arrays and maps of a size of four, sixteen and thirty-two bits."""


def encode_pieces(value: Any) -> Iterator[bytes]:
    """The encoding of a value in pieces. Objects are looked into, and lists, tuples and mappings: of any kind, so that one may
    make its items as they are asked for."""
    names = _fields_of(value)
    if names is not None:
        yield _head(len(names), _MAP)
        for name in names:
            yield msgspec.msgpack.encode(name)
            yield from encode_pieces(getattr(value, name))
    elif isinstance(value, Mapping):
        yield from _pieces_of_mapping(value)
    elif isinstance(value, list | tuple):
        yield from _pieces_of_list(value)
    else:
        yield msgspec.msgpack.encode(value)


def _fields_of(value: object) -> tuple[str, ...] | None:
    """The fields of an object that is encoded as a map of all of them, None of anything else."""
    if isinstance(value, msgspec.Struct):
        config = value.__struct_config__
        plain = not (config.array_like or config.omit_defaults or config.tag)
        return (
            value.__struct_encode_fields__
            if plain and value.__struct_fields__ == value.__struct_encode_fields__
            else None
        )
    if dataclasses.is_dataclass(value):
        return tuple(f.name for f in dataclasses.fields(value))
    return None


def _pieces_of_mapping(value: Mapping[Any, Any]) -> Iterator[bytes]:
    yield _head(len(value), _MAP)
    if len(value) <= _FEW:
        for key, item in value.items():
            yield msgspec.msgpack.encode(key)
            yield from encode_pieces(item)
        return
    for part in _parts(value.items()):
        yield _body(dict(part))


def _pieces_of_list(value: list[Any] | tuple[Any, ...]) -> Iterator[bytes]:
    yield _head(len(value), _ARRAY)
    if len(value) <= _FEW:
        for item in value:
            yield from encode_pieces(item)
        return
    for part in _parts(value):
        yield _body(part)


def _parts(items: Iterable[Any]) -> Iterator[list[Any]]:
    left = iter(items)
    while part := list(islice(left, _AT_ONCE)):
        yield part


def _body(part: Collection[Any]) -> bytes:
    """The encoding of some items without its head."""
    return msgspec.msgpack.encode(part)[len(_head(len(part), _ARRAY)) :]


def _head(size: int, first: tuple[int, int, int]) -> bytes:
    """The head of an array or a map."""
    if size < 16:
        return bytes([first[0] | size])
    if size < 2**16:
        return bytes([first[1]]) + size.to_bytes(2, "big")
    return bytes([first[2]]) + size.to_bytes(4, "big")
