"""The embedded database: SQLite, one file, write-ahead log."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from dateline.store.backend import Row, StoreError, migration_steps

_DAMAGED = "the file is damaged: restore a backup into a new newsroom"
_REMEDIES = {
    "locked": "another run holds it: let that end, or stop it, and run again",
    "disk is full": "make free space and run again: what was done is kept",
    "readonly": "make the file and its folder writable, or name another newsroom",
}
"""What to do about a failure, by words of its message."""


class Sqlite:
    """A database file (``:memory:`` for tests). A killed process leaves the last complete transaction."""

    def __init__(self, place: str) -> None:
        """Open or make the file and bring its schema up to date. Raises StoreError."""
        self.place = place
        try:
            self._db = sqlite3.connect(place, timeout=30, isolation_level=None, check_same_thread=False)
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.execute("PRAGMA synchronous = NORMAL")
            self._migrate()
        except sqlite3.Error as error:
            raise self._failed("open", error) from error

    def _failed(self, what: str, error: sqlite3.Error) -> StoreError:
        remedy = next((r for word, r in _REMEDIES.items() if word in str(error)), _DAMAGED)
        if remedy is _DAMAGED and isinstance(error, sqlite3.OperationalError):
            remedy = "check the folder, its permissions and free space"
        return StoreError(f"cannot {what} {self.place}: {error}; {remedy}")

    def _migrate(self) -> None:
        (version,) = self._db.execute("PRAGMA user_version").fetchone()
        steps = migration_steps("sqlite")
        if version > len(steps):
            raise StoreError(f"{self.place} was made by a newer Dateline (schema {version}): upgrade Dateline")
        for number, script in enumerate(steps[version:], start=version + 1):
            self._db.executescript(f"BEGIN IMMEDIATE; {script}; PRAGMA user_version = {number}; COMMIT;")

    def rows(self, statement: str, values: Sequence[object] = ()) -> list[Row]:
        """All rows of a query. Raises StoreError."""
        try:
            return self._db.execute(statement, tuple(values)).fetchall()
        except sqlite3.Error as error:
            raise self._failed("read", error) from error

    def stream(self, statement: str) -> Iterator[Row]:
        """The rows of a query one by one. Raises StoreError."""
        try:
            yield from self._db.execute(statement)
        except sqlite3.Error as error:
            raise self._failed("read", error) from error

    def write(self, statement: str, rows: Sequence[Sequence[object]]) -> None:
        """Run a statement for every row in one transaction. Raises StoreError."""
        with self.whole():
            try:
                self._db.executemany(statement, [tuple(r) for r in rows])
            except sqlite3.Error as error:
                raise self._failed("write to", error) from error

    @contextmanager
    def whole(self) -> Iterator[None]:
        """A stretch of writes of which all stay or none does. Raises StoreError."""
        within = self._db.in_transaction
        if within:  # part of a larger whole
            yield
            return
        try:
            self._db.execute("BEGIN IMMEDIATE")
            yield
            self._db.execute("COMMIT")
        except sqlite3.Error as error:
            raise self._failed("write to", error) from error
        finally:
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """A stretch of reads that see one state, whatever others write meanwhile; the file is looked through for damage
        first. Raises StoreError."""
        found = [str(row[0]) for row in self.rows("PRAGMA quick_check(1)")]
        if found != ["ok"]:
            raise StoreError(f"{self.place} is damaged: {' '.join(found[0].split())}; {_DAMAGED}")
        self._db.execute("BEGIN")
        try:
            yield
        finally:
            self._db.execute("ROLLBACK")

    def index(self, rows: Sequence[tuple[str, Sequence[str]]]) -> None:
        """Make articles searchable. Raises StoreError."""
        self.write("INSERT INTO words (article, tokens) VALUES (?, ?)", [(a, " ".join(t)) for a, t in rows])

    def find(self, phrases: Sequence[Sequence[str]], most: int) -> list[str]:
        """The articles that have every phrase (FTS5 phrase queries). Raises StoreError."""
        query = " AND ".join('"' + " ".join(phrase) + '"' for phrase in phrases)
        found = self.rows("SELECT article FROM words WHERE words MATCH ? ORDER BY rank LIMIT ?", (query, most))
        return [article for (article,) in found]

    def close(self) -> None:
        """Close the file."""
        self._db.close()
