"""What was found out about names, in tables that one process may hand to the next: sounding names out is dear."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple, TypeVar

from msgspec import Struct, field

from dateline.lang.compare.relation import Comparison

MOST = 400_000
"""Rows that a table holds; beyond that the half that has been there longest goes."""
V = TypeVar("V")


class Sort(NamedTuple):
    """What of a name decides which others its readings can refute: its script (``han`` for mixed, too), the nations that
    read it, those that read it with a given name, and whether its characters are certain or transcribed sounds."""

    script: str
    read: frozenset[str]
    full: frozenset[str]
    certain: bool
    transcribed: bool


class Findings(Struct):
    """By name (two names and a country for ``routes``, parted by U+001F): blocking keys, marks of the given name, the sort,
    and how two names meet. Each is a function of the names alone."""

    keys: dict[str, frozenset[str]] = field(default_factory=dict)
    marks: dict[str, frozenset[str]] = field(default_factory=dict)
    sorts: dict[str, Sort] = field(default_factory=dict)
    routes: dict[str, Comparison] = field(default_factory=dict)


FOUND = Findings()
"""The tables of this process."""


def put(table: dict[str, V], key: str, value: V) -> V:
    """Enter a finding; gives it back."""
    if len(table) >= MOST:
        for old in list(table)[: MOST // 2]:
            table.pop(old, None)
    table[key] = value
    return value


def take_over(earlier: Findings) -> None:
    """Take what another process found out. What is known here stays."""
    for mine, theirs in zip(_tables(FOUND), _tables(earlier), strict=True):
        mine.update({key: value for key, value in theirs.items() if key not in mine})


class _InOrder(Mapping[str, object]):
    """A table as it is kept. How a set runs goes by how it came about: in order it is the same bytes in every process."""

    def __init__(self, table: Mapping[str, object]) -> None:
        self._table = table

    def __getitem__(self, key: str) -> object:
        return _in_order(self._table[key])

    def __iter__(self) -> Iterator[str]:
        return iter(self._table)

    def __len__(self) -> int:
        return len(self._table)


def _in_order(value: object) -> object:
    if isinstance(value, frozenset):
        return sorted(value)
    return [_in_order(part) for part in value] if isinstance(value, Sort) else value


def to_keep() -> dict[str, Mapping[str, object]]:
    """The tables of this process in the form of ``Findings``, each row made as it is asked for."""
    names = Findings.__struct_fields__
    return {name: _InOrder(table) for name, table in zip(names, _tables(FOUND), strict=True)}


def _tables(found: Findings) -> tuple[dict[str, object], ...]:
    return tuple(getattr(found, name) for name in Findings.__struct_fields__)
