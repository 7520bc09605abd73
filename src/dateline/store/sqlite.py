"""The embedded database: SQLite, one file, write-ahead log."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence

from dateline.store.backend import Row, StoreError, migration_steps


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
            raise self._unreadable("open", error) from error

    def _unreadable(self, what: str, error: sqlite3.Error) -> StoreError:
        if isinstance(error, sqlite3.OperationalError):
            remedy = "check the folder, its permissions and free space"
        else:
            remedy = "the file is damaged: restore a backup into a new newsroom"
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
            raise self._unreadable("read", error) from error

    def stream(self, statement: str) -> Iterator[Row]:
        """The rows of a query one by one. Raises StoreError."""
        try:
            yield from self._db.execute(statement)
        except sqlite3.Error as error:
            raise self._unreadable("read", error) from error

    def write(self, statement: str, rows: Sequence[Sequence[object]]) -> None:
        """Run a statement for every row in one transaction. Raises StoreError."""
        try:
            self._db.execute("BEGIN IMMEDIATE")
            self._db.executemany(statement, [tuple(r) for r in rows])
            self._db.execute("COMMIT")
        except sqlite3.Error as error:
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")
            raise StoreError(
                f"cannot write to {self.place}: {error}; check free space and that no other run holds it"
            ) from error

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
