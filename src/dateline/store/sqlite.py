"""The embedded database: SQLite, one file, write-ahead log."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from dateline.store.backend import Row, StoreError, migration_steps

_DAMAGED = "the file is damaged: restore a backup into a new newsroom"
_REMEDIES = {
    "locked": "another run holds it: let that end, or stop it, and run again",
    "disk is full": "make free space and run again: what was done is kept",
    "readonly": "make the file and its folder writable, or name another newsroom",
    "decode to UTF-8": _DAMAGED,
    "closed database": "the newsroom was closed: open it again",
}
"""What to do about a failure, by words of its message."""
_FAULTS = (sqlite3.Error, UnicodeDecodeError)
"""What reading and writing raise; the latter where the words of an error are themselves damaged."""
_LOOKED_THROUGH = (
    256_000_000  # bytes of a file that is looked through for damage whenever it is opened: some .2 seconds
)


class Sqlite:
    """A database file (``:memory:`` for tests). A killed process leaves the last complete transaction."""

    def __init__(self, place: str) -> None:
        """Open or make the file and bring its schema up to date. Raises StoreError."""
        self.place = place
        self._refuse_emptied(Path(place))
        try:
            self._db = sqlite3.connect(place, timeout=30, isolation_level=None, check_same_thread=False)
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.execute("PRAGMA synchronous = NORMAL")
            self._migrate()
            if place != ":memory:" and Path(place).stat().st_size < _LOOKED_THROUGH:
                self._look_through()
        except _FAULTS as error:
            raise self._failed("open", error) from error

    def _refuse_emptied(self, file: Path) -> None:
        """A database that a fault has cut to nothing is not taken for a new one: originals beside it tell them apart."""
        if file.is_file() and not file.stat().st_size and any((file.parent / "originals").glob("*.warc.gz")):
            raise StoreError(f"{self.place} is empty, though originals have been archived beside it; {_DAMAGED}")

    def _look_through(self) -> None:
        """Every page, and every index against its table. Raises StoreError, sqlite3.Error."""
        found = [str(row[0]) for row in self._db.execute("PRAGMA integrity_check(1)")]
        if found != ["ok"]:
            raise StoreError(f"{self.place} is damaged: {' '.join(found[0].split())}; {_DAMAGED}")

    def _failed(self, what: str, error: Exception) -> StoreError:
        otherwise = _DAMAGED
        if isinstance(error, sqlite3.OperationalError):
            otherwise = (
                "check the folder, its permissions and free space; if they are as they should be, restore a backup"
            )
        remedy = next((r for word, r in _REMEDIES.items() if word in str(error)), otherwise)
        return StoreError(f"cannot {what} {self.place}: {error}; {remedy}")

    def _migrate(self) -> None:
        """Bring the schema up to date, one step a transaction, also while another process does."""
        steps = migration_steps("sqlite")
        before = self._version()
        if before > len(steps):
            raise StoreError(f"{self.place} was made by a newer Dateline (schema {before}): upgrade Dateline")
        while self._version() < len(steps):
            self._db.execute("BEGIN IMMEDIATE")
            try:
                number = self._version()
                for statement in steps[number].split(";\n") if number < len(steps) else ():
                    self._db.execute(statement)
                self._db.execute(f"PRAGMA user_version = {min(number + 1, len(steps))}")
                self._db.execute("COMMIT")
            finally:
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")

    def _version(self) -> int:
        (version,) = self._db.execute("PRAGMA user_version").fetchone()
        return int(version)

    def rows(self, statement: str, values: Sequence[object] = ()) -> list[Row]:
        """All rows of a query. Raises StoreError."""
        try:
            return self._db.execute(statement, tuple(values)).fetchall()
        except _FAULTS as error:
            raise self._failed("read", error) from error

    def stream(self, statement: str) -> Iterator[Row]:
        """The rows of a query one by one. Raises StoreError."""
        try:
            yield from self._db.execute(statement)
        except _FAULTS as error:
            raise self._failed("read", error) from error

    def write(self, statement: str, rows: Sequence[Sequence[object]]) -> None:
        """Run a statement for every row in one transaction. Raises StoreError."""
        with self.whole():
            try:
                self._db.executemany(statement, [tuple(r) for r in rows])
            except _FAULTS as error:
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
        except _FAULTS as error:
            raise self._failed("write to", error) from error
        finally:
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")

    @contextmanager
    def snapshot(self, *, looked_through: bool = True) -> Iterator[None]:
        """A stretch of reads that see one state, whatever others write meanwhile; the file is ``looked_through`` for
        damage first. Raises StoreError."""
        try:
            if looked_through:
                self._look_through()
            within = self._db.in_transaction
            if not within:
                self._db.execute("BEGIN")
        except _FAULTS as error:
            raise self._failed("read", error) from error
        try:
            yield
        finally:
            if not within:
                self._db.execute("ROLLBACK")

    def index(self, rows: Sequence[tuple[str, Sequence[str]]]) -> None:
        """Make articles searchable. Raises StoreError."""
        self.write("INSERT INTO words (article, tokens) VALUES (?, ?)", [(a, " ".join(t)) for a, t in rows])

    def find(self, phrases: Sequence[Sequence[str]], most: int) -> list[str]:
        """The articles that have every phrase (FTS5 phrase queries). Raises StoreError."""
        query = " AND ".join('"' + " ".join(phrase) + '"' for phrase in phrases)
        found = self.rows(
            "SELECT id FROM words JOIN articles ON id = article WHERE words MATCH ?"
            " ORDER BY coalesce(published, '') DESC, id DESC LIMIT ?",
            (query, most),
        )
        return [article for (article,) in found]

    def claim(self) -> bool:
        """True: whoever works on the file works in its folder."""
        return True

    def release(self) -> None:
        """Nothing was taken."""

    def close(self) -> None:
        """Close the file."""
        self._db.close()
