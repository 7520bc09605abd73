"""The server database: PostgreSQL by URL, through psycopg (``dateline[postgres]``)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from dateline.store.backend import Row, StoreError, migration_steps

if TYPE_CHECKING:
    import psycopg

_PART, _SHARED, _BYTES = 4_000, 100, 900_000
"""An article's words stand in parts of so many tokens, which share some with the part before, and so many bytes: a tsvector
holds 256 places of one word and a megabyte."""
_ALIVE: dict[str, Any] = {
    "keepalives_idle": 30,
    "keepalives_interval": 10,
    "keepalives_count": 3,
    "tcp_user_timeout": 60_000,
}
"""A server that has gone without a word is given up within a minute or so."""
_TRY = "pg_try_advisory_lock(hashtext('dateline run'))"
_REMEDIES = {
    "08": "check that the server runs, then run again: what was done is kept",
    "57P": "check that the server runs, then run again: what was done is kept",
    "53100": "make free space on the server and run again: what was done is kept",
    "53": "the server has no room for more: see its log, then run again",
    "55P03": "another run holds it: let that end, or stop it, and run again",
    "25006": "the server takes no writes: name its primary, or end its read-only mode",
    "42501": "give the user of the URL the right to write there",
    "XX": "the server finds its files damaged: see its log, and restore a backup into a new database",
}
"""What to do about a failure, by the beginning of its SQLSTATE."""


class Postgres:
    """A database on a server. One newsroom has one database of its own. A connection that broke is made anew by the next
    call that is not in the middle of a transaction."""

    def __init__(self, url: str) -> None:
        """Connect and bring the schema up to date. Raises StoreError; no message holds the password."""
        self.place = _without_password(url)
        try:
            import psycopg
        except ImportError as error:
            raise StoreError(f"{self.place} needs PostgreSQL's client: install dateline[postgres]") from error
        self._error: type[psycopg.Error] = psycopg.Error
        self._url, self._within, self._claimed = url, 0, False
        self._db = self._connected()
        try:
            self._migrate()
        except self._error as error:
            raise self._failed("open", error) from error

    def _connected(self) -> psycopg.Connection[Any]:
        import psycopg

        try:
            made = psycopg.connect(self._url, autocommit=True, connect_timeout=15, **_ALIVE)
            made.execute("SET lock_timeout = '30s'")
        except psycopg.ProgrammingError:  # its message may repeat the password
            raise StoreError(
                f"cannot open {self.place}: the URL cannot be read; write it as postgresql://USER:PASSWORD@HOST:PORT/NAME,"
                " with signs such as @ : / % in the password as %40 %3A %2F %25"
            ) from None
        except psycopg.Error as error:
            raise StoreError(
                f"cannot open {self.place}: {_first_line(error)}; check the address, the password and that the server runs"
            ) from error
        return made

    def _live(self) -> psycopg.Connection[Any]:
        """The connection, made anew where it broke. Raises StoreError."""
        if self._db.closed and not self._within:
            self._db = self._connected()
            if self._claimed and self._db.execute(f"SELECT {_TRY}".encode()).fetchone() != (True,):
                self._db.close()
                raise StoreError(
                    f"while {self.place} did not answer, another run began there: run again when it has ended"
                )
        return self._db

    def _failed(self, what: str, error: psycopg.Error) -> StoreError:
        state = error.sqlstate or ("08" if self._db.closed else "")
        remedy = next((r for code, r in _REMEDIES.items() if state.startswith(code)), "see the server's log")
        return StoreError(f"cannot {what} {self.place}: {_first_line(error)}; {remedy}")

    def _migrate(self) -> None:
        """Bring the schema up to date, in one transaction."""
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
            return self._live().execute(_own(statement), _plain(values)).fetchall()
        except self._error as error:
            raise self._failed("read", error) from error

    def stream(self, statement: str) -> Iterator[Row]:
        """The rows of a query one by one, by a cursor on the server. Raises StoreError."""
        try:
            db = self._live()
            with db.transaction(), db.cursor(name="dateline_rows") as cursor:
                cursor.execute(_own(statement))
                yield from cursor
        except self._error as error:
            raise self._failed("read", error) from error

    def write(self, statement: str, rows: Sequence[Sequence[object]]) -> None:
        """Run a statement for every row in one transaction. Raises StoreError."""
        try:
            db = self._live()
            with db.transaction(), db.cursor() as cursor:
                cursor.executemany(_own(statement), [_plain(r) for r in rows])
        except self._error as error:
            raise self._failed("write to", error) from error

    @contextmanager
    def whole(self) -> Iterator[None]:
        """A stretch of writes of which all stay or none does. Raises StoreError."""
        with self._stretch("write to"):
            yield

    @contextmanager
    def snapshot(self, *, looked_through: bool = True) -> Iterator[None]:
        """A stretch of reads that see one state, whatever others write meanwhile; the server looks after its own files.
        Raises StoreError."""
        with self._stretch("read") as db:
            db.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield

    @contextmanager
    def _stretch(self, what: str) -> Iterator[psycopg.Connection[Any]]:
        try:
            with self._live().transaction():
                self._within += 1
                try:
                    yield self._db
                finally:
                    self._within -= 1
        except self._error as error:
            raise self._failed(what, error) from error

    def index(self, rows: Sequence[tuple[str, Sequence[str]]]) -> None:
        """Make articles searchable: tokens and places as they are, past the server's own parser. Raises StoreError."""
        made = [(a, number, _vector(part)) for a, tokens in rows for number, part in enumerate(_parts(tokens))]
        self.write("INSERT INTO words (article, part, tokens) VALUES (?, ?, ?::tsvector)", made)

    def find(self, phrases: Sequence[Sequence[str]], most: int) -> list[str]:
        """The articles that have every phrase (``<->`` queries). Raises StoreError."""
        queries = [" <-> ".join(_lexeme(token) for token in phrase) for phrase in phrases]
        each = " AND ".join(["id IN (SELECT article FROM words WHERE tokens @@ ?::tsquery)"] * len(queries))
        order = "coalesce(published, '') COLLATE \"C\" DESC, id DESC"
        found = self.rows(f"SELECT id FROM articles WHERE {each} ORDER BY {order} LIMIT ?", (*queries, most))  # noqa: S608
        return [article for (article,) in found]

    def claim(self) -> bool:
        """Take the one place of a run, by a lock of this session. Raises StoreError."""
        self._claimed = bool(self.rows(f"SELECT {_TRY}")[0][0])
        return self._claimed

    def release(self) -> None:
        """Give the place back; where the connection broke, the server has done so. Raises StoreError."""
        self._claimed = False
        if not self._db.closed:
            self.rows("SELECT pg_advisory_unlock(hashtext('dateline run'))")

    def close(self) -> None:
        """Close the connection."""
        self._db.close()


def _own(statement: str) -> Any:
    return statement.replace("?", "%s")


def _plain(values: Sequence[object]) -> tuple[object, ...]:
    """The values without the one character that the server keeps in no text; sealed values keep it."""
    return tuple(v.replace("\0", "\ufffd") if isinstance(v, str) and "\0" in v else v for v in values)


def _lexeme(token: str) -> str:
    return "'" + token.replace("\\", "\\\\").replace("'", "''") + "'"


def _parts(tokens: Sequence[str]) -> Iterator[Sequence[str]]:
    """The tokens in parts, each with the end of the one before, so that a phrase lies in one of them; no tokens are one."""
    start, size, first = 0, 0, True
    for end, token in enumerate(tokens):
        size += len(token.encode("utf-8")) + 8
        if end - start >= _PART or size > _BYTES:
            yield tokens[start:end]
            start = max(start + 1, end - _SHARED)
            size, first = sum(len(t.encode("utf-8")) + 8 for t in tokens[start : end + 1]), False
    if first or start < len(tokens):
        yield tokens[start:]


def _vector(tokens: Sequence[str]) -> str:
    places: dict[str, list[int]] = {}
    for place, token in enumerate(tokens, start=1):
        places.setdefault(token, []).append(place)
    return " ".join(f"{_lexeme(t)}:{','.join(map(str, p))}" for t, p in places.items())


def _without_password(url: str) -> str:
    try:
        parts = urlsplit(url)
        return f"{parts.scheme}://{parts.hostname or ''}{f':{parts.port}' if parts.port else ''}{parts.path}"
    except ValueError:  # no address at all: nothing of it is repeated
        return "the PostgreSQL server of the settings"


def _first_line(error: Exception) -> str:
    return str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
