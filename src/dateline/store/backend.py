"""What a database must do for the store: run its SQL, in whole transactions, and search words in its own way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from importlib import resources
from typing import Any, Protocol

Row = tuple[Any, ...]


class StoreError(RuntimeError):
    """The store cannot be opened or written: the message names it, the reason and the remedy."""


class Backend(Protocol):
    """One database. SQL is the part that SQLite and PostgreSQL share, with ``?`` for each value."""

    place: str

    def rows(self, statement: str, values: Sequence[object] = ()) -> list[Row]:
        """All rows of a query. Raises StoreError."""
        ...

    def stream(self, statement: str) -> Iterator[Row]:
        """The rows of a query one by one, memory flat. Raises StoreError."""
        ...

    def write(self, statement: str, rows: Sequence[Sequence[object]]) -> None:
        """Run a statement for every row in one transaction: all or nothing. Raises StoreError."""
        ...

    def whole(self) -> AbstractContextManager[None]:
        """A stretch of writes of which all stay or none does. Raises StoreError."""
        ...

    def snapshot(self, *, looked_through: bool = True) -> AbstractContextManager[None]:
        """A stretch of reads that see one state, whatever others write meanwhile. Raises StoreError, also where the
        database is found damaged; an embedded one is ``looked_through`` for that, all of it."""
        ...

    def index(self, rows: Sequence[tuple[str, Sequence[str]]]) -> None:
        """Make articles searchable by their tokens, in order. Raises StoreError."""
        ...

    def find(self, phrases: Sequence[Sequence[str]], most: int) -> list[str]:
        """The articles, at most ``most``, that have every phrase of tokens. Raises StoreError."""
        ...

    def claim(self) -> bool:
        """Take the one place of a run, or say that somebody on another machine or in another folder has it; it is free
        again when the process dies. Raises StoreError."""
        ...

    def release(self) -> None:
        """Give that place back. Raises StoreError."""
        ...

    def close(self) -> None:
        """Close the database."""
        ...


def migration_steps(dialect: str) -> list[str]:
    """The scripts that bring a database from nothing to today's schema, in order; the schema's number is their count."""
    folder = resources.files("dateline.store").joinpath("migrations", dialect)
    files = sorted((p for p in folder.iterdir() if p.name.endswith(".sql")), key=lambda p: p.name)
    return [p.read_text(encoding="utf-8") for p in files]
