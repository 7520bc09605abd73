"""What results are kept under: nothing that is digested has parts whose order another process would have otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

import pytest
from msgspec import Struct, inspect

from dateline.group import Ruling
from dateline.ingest import RawInput, Settings
from dateline.model import Article, Entity, Fact, Reading, RecordRow, Report
from dateline.newsroom.day import TakenIn
from dateline.newsroom.papers import StoryWork

UNORDERED = (inspect.SetType, inspect.FrozenSetType)


class Inner(Struct):
    people: frozenset[str]


class Outer(Struct):
    parts: tuple[Inner, ...]


def unordered_in(found: object, way: str = "", seen: frozenset[object] = frozenset()) -> Iterator[str]:
    """The ways through a type that end in a set."""
    if isinstance(found, UNORDERED):
        yield way
    kind = getattr(found, "cls", None)
    if kind is not None and kind in seen:
        return
    seen = seen | {kind}
    for name in (f.name for f in fields(found)) if is_dataclass(found) else getattr(found, "__struct_fields__", ()):
        value = getattr(found, name)
        for part in value if isinstance(value, tuple) else (value,):
            if isinstance(part, inspect.Field):
                yield from unordered_in(part.type, f"{way}.{part.name}", seen)
            elif isinstance(part, inspect.Type):
                yield from unordered_in(part, way, seen)


@pytest.mark.parametrize(
    "digested", [StoryWork, RawInput, Settings, TakenIn, Article, Reading, Entity, Fact, RecordRow, Report, Ruling]
)
def test_what_is_digested_reads_the_same_in_every_process(digested: type) -> None:
    assert list(unordered_in(inspect.type_info(digested))) == []


def test_a_set_anywhere_below_is_seen() -> None:
    assert list(unordered_in(inspect.type_info(Outer))) == [".parts.people"]
