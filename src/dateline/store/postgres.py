"""The server database: PostgreSQL by URL, through psycopg (``dateline[postgres]``)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from dateline.store.backend import Row, StoreError, migration_steps

if TYPE_CHECKING:
    import psycopg

_LAST_POSITION = 16_383  # of a word in a tsvector


class Postgres:
    """A database on a server. One newsroom has one database of its own."""

    def __init__(self, url: str) -> None:
        """Connect and bring the schema up to date. Raises StoreError; no message holds the password."""
        self.place = _without_password(url)
        try:
            import psycopg
        except ImportError as error:
            raise StoreError(f"{self.place} needs PostgreSQL's client: install dateline[postgres]") from error
        self._error: type[psycopg.Error] = psycopg.Error
        try:
            self._db = psycopg.connect(url, autocommit=True, connect_timeout=15)
            self._migrate()
        except psycopg.Error as error:
            raise StoreError(
                f"cannot open {self.place}: {_first_line(error)}; check the address and the rights"
            ) from error

    def _migrate(self) -> None:
        steps = migration_steps("postgres")
        with self._db.transaction():
            self._db.execute("SELECT pg_advisory_xact_lock(hashtext('dateline schema'))")
            self._db.execute("CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL)")
            row = self._db.execute("SELECT version FROM schema_version").fetchone()
            version = int(row[0]) if row else 0
            if version > len(steps):
                raise StoreError(f"{self.place} was made by a newer Dateline (schema {version}): upgrade Dateline")
            for script in steps[version:]:
                self._db.execute(script.encode())
            if version < len(steps):
                self._db.execute("DELETE FROM schema_version")
                self._db.execute("INSERT INTO schema_version VALUES (%s)", (len(steps),))

    def rows(self, statement: str, values: Sequence[object] = ()) -> list[Row]:
        """All rows of a query. Raises StoreError."""
        try:
            return self._db.execute(_own(statement), tuple(values)).fetchall()
        except self._error as error:
            raise StoreError(f"cannot read {self.place}: {_first_line(error)}; check the server") from error

    def stream(self, statement: str) -> Iterator[Row]:
        """The rows of a query one by one, by a cursor on the server. Raises StoreError."""
        try:
            with self._db.transaction(), self._db.cursor(name="dateline_rows") as cursor:
                cursor.execute(_own(statement))
                yield from cursor
        except self._error as error:
            raise StoreError(f"cannot read {self.place}: {_first_line(error)}; check the server") from error

    def write(self, statement: str, rows: Sequence[Sequence[object]]) -> None:
        """Run a statement for every row in one transaction. Raises StoreError."""
        try:
            with self._db.transaction(), self._db.cursor() as cursor:
                cursor.executemany(_own(statement), [tuple(r) for r in rows])
        except self._error as error:
            raise StoreError(f"cannot write to {self.place}: {_first_line(error)}; check the server's log") from error

    @contextmanager
    def whole(self) -> Iterator[None]:
        """A stretch of writes of which all stay or none does. Raises StoreError."""
        try:
            with self._db.transaction():
                yield
        except self._error as error:
            raise StoreError(f"cannot write to {self.place}: {_first_line(error)}; check the server's log") from error

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """A stretch of reads that see one state, whatever others write meanwhile. Raises StoreError."""
        try:
            with self._db.transaction():
                self._db.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
                yield
        except self._error as error:
            raise StoreError(f"cannot read {self.place}: {_first_line(error)}; check the server") from error

    def index(self, rows: Sequence[tuple[str, Sequence[str]]]) -> None:
        """Make articles searchable: tokens and places as they are, past the server's own parser. Raises StoreError."""
        made = [(article, _vector(tokens)) for article, tokens in rows]
        self.write("INSERT INTO words (article, tokens) VALUES (?, ?::tsvector)", made)

    def find(self, phrases: Sequence[Sequence[str]], most: int) -> list[str]:
        """The articles that have every phrase (``<->`` queries). Raises StoreError."""
        query = " & ".join("(" + " <-> ".join(_lexeme(token) for token in phrase) + ")" for phrase in phrases)
        found = self.rows(
            "SELECT article FROM words WHERE tokens @@ ?::tsquery ORDER BY article LIMIT ?", (query, most)
        )
        return [article for (article,) in found]

    def close(self) -> None:
        """Close the connection."""
        self._db.close()


def _own(statement: str) -> Any:
    return statement.replace("?", "%s")


def _lexeme(token: str) -> str:
    return "'" + token.replace("\\", "\\\\").replace("'", "''") + "'"


def _vector(tokens: Sequence[str]) -> str:
    places: dict[str, list[int]] = {}
    for place, token in enumerate(tokens, start=1):
        places.setdefault(token, []).append(min(place, _LAST_POSITION))
    return " ".join(f"{_lexeme(t)}:{','.join(map(str, dict.fromkeys(p)))}" for t, p in places.items())


def _without_password(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.hostname or ''}{f':{parts.port}' if parts.port else ''}{parts.path}"


def _first_line(error: Exception) -> str:
    return str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
