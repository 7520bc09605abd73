"""The newsroom's memory: one contract over either database, anchors verified on the way in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType
from typing import Any, TypeVar

import msgspec

from dateline.model import Anchor, Article, Judgement, Reading, Rejected, Report
from dateline.store.backend import Backend, StoreError
from dateline.store.pieces import encode_pieces
from dateline.store.sealing import seal, unseal
from dateline.store.sqlite import Sqlite
from dateline.store.tokens import fold, phrases_of, tokens_of

T = TypeVar("T")
_CANDIDATES = 500
_TEXTS = 2000
"""Texts at hand while anchors are verified."""
_PART, _PARTED = 16 * 2**20, b"\xc1"
"""Bytes of a state in one row (no database takes a value of a gigabyte), and what stands for the value, with the number of
rows, where it takes several: a byte with which no value begins."""
FOUND_BY = {
    "results": (("stage", "key"), "value"),
    "articles": (("id",), "data"),
    "judgements": (("id",), "data"),
    "decisions": (("id", "kind"), "data"),
    "state": (("name",), "data"),
}
"""The columns that the values of a table are found by, and sealed with, and the column of the values."""
SERVERS = ("postgresql://", "postgres://")


class AnchorError(ValueError):
    """An anchor whose words do not stand where it says. Nothing of the batch was written."""


def open_backend(place: Path | str) -> Backend:
    """The database at ``place``: a PostgreSQL URL, or a file. Raises StoreError."""
    if str(place).startswith(SERVERS):
        from dateline.store.postgres import Postgres

        return Postgres(str(place))
    if "://" in str(place):
        raise StoreError(f"{str(place).split('://')[0]}:// is no database of ours: name one as {SERVERS[0]}HOST/NAME")
    return Sqlite(str(place))


class Store:
    """A newsroom's memory. Every write is one transaction; a killed process leaves the last complete one."""

    def __init__(self, place: Path | str) -> None:
        """Open or make the database at ``place`` (a file, ``:memory:``, a PostgreSQL URL). Raises StoreError."""
        self._db = open_backend(place)
        self.place = self._db.place
        if self._db.rows("SELECT task FROM unfinished"):  # of a migration, this one or one that was killed
            self._seal_all()
            self.index_articles()
            self._db.write("DELETE FROM unfinished", [()])

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def claim(self) -> bool:
        """Take the one place of a run on a server's database, or say that another has it; a file's is that of its folder.
        Raises StoreError."""
        return self._db.claim()

    def release(self) -> None:
        """Give that place back. Raises StoreError."""
        self._db.release()

    def close(self) -> None:
        """Close the database."""
        self._db.close()

    def _seal_all(self) -> None:
        """Checksums for the values of a newsroom of an earlier schema."""
        for table, (columns, value) in FOUND_BY.items():
            found = " AND ".join(f"{column} = ?" for column in columns)
            for row in self._db.rows(f"SELECT {', '.join(columns)} FROM {table}"):  # noqa: S608  # names of our own
                ((data,),) = self._db.rows(f"SELECT {value} FROM {table} WHERE {found}", row)  # noqa: S608
                if unseal(bytes(data)) == data:
                    sealed = seal(bytes(data), table, *row)
                    self._db.write(f"UPDATE {table} SET {value} = ? WHERE {found}", [(sealed, *row)])  # noqa: S608

    def _decoded(self, stored: bytes, type_: type[T], *row: str) -> T:
        """The value of a row, which is found by ``row``. Raises StoreError where it is not what was stored."""
        return self._value(self._unsealed(stored, *row), type_, *row)

    def _unsealed(self, stored: bytes, *row: str) -> bytes:
        data = unseal(bytes(stored), *row)
        if data is None:
            raise self._damaged("its checksum is another", *row)
        return data

    def _value(self, data: bytes, type_: type[T], *row: str) -> T:
        try:
            return msgspec.msgpack.decode(data, type=type_)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            raise self._damaged(str(error), *row) from error

    def _damaged(self, reason: str, *row: str) -> StoreError:
        return StoreError(
            f"{self.place} is damaged: {' '.join(row)}: {reason}; restore a backup into a new newsroom, or begin one and take"
            " its originals in again"
        )

    def result(self, stage: str, key: str, type_: type[T]) -> T | None:
        """The stored output of ``stage`` for ``key``, or None when it has not been computed."""
        rows = self._db.rows("SELECT value FROM results WHERE stage = ? AND key = ?", (stage, key))
        return self._decoded(rows[0][0], type_, "results", stage, key) if rows else None

    def kept(self, stage: str) -> set[str]:
        """The keys of every stored output of a stage."""
        return {key for (key,) in self._db.rows("SELECT key FROM results WHERE stage = ?", (stage,))}

    def results(self, stage: str, type_: type[T]) -> Iterator[tuple[str, T]]:
        """Every stored output of a stage with its key, in order of key."""
        for key, value in self._db.rows("SELECT key, value FROM results WHERE stage = ? ORDER BY key", (stage,)):
            yield key, self._decoded(value, type_, "results", stage, key)

    def put_result(self, stage: str, key: str, value: object) -> None:
        """Keep the output of ``stage`` for ``key``."""
        self._db.write(
            "INSERT INTO results (stage, key, value) VALUES (?, ?, ?)"
            " ON CONFLICT (stage, key) DO UPDATE SET value = excluded.value",
            [(stage, key, seal(msgspec.msgpack.encode(value), "results", stage, key))],
        )

    def put_reading(self, key: str, article: Article, reading: Reading) -> None:
        """Keep a reading. Raises AnchorError when a mention, date or quotation in it does not hold."""
        spans = [(m.text, m.start, m.end) for m in reading.mentions]
        spans += [(d.text, d.start, d.end) for d in reading.dates]
        spans += [(q.text, q.start, q.end) for q in reading.quotations]
        spans += [(c.text, c.start, c.end) for c in reading.claims]
        for words, start, end in spans:
            if article.text[start:end] != words:
                raise AnchorError(f"article {article.id}: {words!r} does not stand at {start}:{end}")
        self.put_result("read", key, reading)

    def put_articles(self, articles: Iterable[Article]) -> None:
        """Keep articles and make them searchable; one that is already there stays as it is, since an article never
        changes."""
        fresh = {a.id: a for a in articles}
        for known in self._known(list(fresh)):
            del fresh[known]
        rows = [
            (a.id, a.source, a.lang, a.published, a.text, seal(msgspec.msgpack.encode(a), "articles", a.id))
            for a in fresh.values()
        ]
        statement = "INSERT INTO articles (id, source, lang, published, text, data) VALUES (?, ?, ?, ?, ?, ?)"
        self._db.write(statement + " ON CONFLICT (id) DO NOTHING", rows)
        self.index_articles()

    def _known(self, ids: Sequence[str]) -> Iterator[str]:
        for start in range(0, len(ids), _CANDIDATES):
            part = ids[start : start + _CANDIDATES]
            marks = ", ".join("?" * len(part))
            yield from (i for (i,) in self._db.rows(f"SELECT id FROM articles WHERE id IN ({marks})", part))  # noqa: S608  # marks only

    def index_articles(self) -> int:
        """Make searchable what is not yet (a newsroom of an earlier schema, a run that was killed). Returns how many."""
        missing = [i for (i,) in self._db.rows("SELECT id FROM articles WHERE id NOT IN (SELECT article FROM words)")]
        for start in range(0, len(missing), _CANDIDATES):
            found = (self.article(i) for i in missing[start : start + _CANDIDATES])
            self._db.index([(a.id, tokens_of(a.text)) for a in found if a is not None])
        return len(missing)

    def articles(self) -> Iterator[Article]:
        """Every article, in order of id."""
        for id, data in self._db.stream("SELECT id, data FROM articles ORDER BY id"):
            yield self._decoded(data, Article, "articles", id)

    def article(self, article_id: str) -> Article | None:
        """One article by its id, or None."""
        rows = self._db.rows("SELECT data FROM articles WHERE id = ?", (article_id,))
        return self._decoded(rows[0][0], Article, "articles", article_id) if rows else None

    def search(self, query: str, most: int = 20) -> list[Article]:
        """The articles that have every word of ``query``, in any of the languages: those that have them most often first,
        then the newest. An empty query finds nothing."""
        phrases = phrases_of(query)
        if not phrases:
            return []
        found = [a for i in self._db.find(phrases, _CANDIDATES) if (a := self.article(i)) is not None]
        words = fold(query).split()

        def order(article: Article) -> tuple[int, str, str]:
            text = fold(article.text)
            return sum(text.count(word) for word in words), article.published or "", article.id

        return sorted(found, key=order, reverse=True)[:most]

    def put_rejections(self, rejected: Iterable[Rejected]) -> None:
        """Keep what was set aside, so that the desk can show it."""
        self._db.write(
            "INSERT INTO rejections (input, code, reason) VALUES (?, ?, ?)"
            " ON CONFLICT (input, code) DO UPDATE SET reason = excluded.reason",
            [(r.input, r.code, r.reason) for r in rejected],
        )

    def original(self, original: str) -> tuple[str, int] | None:
        """The file and the place in it of an archived input, or None."""
        rows = self._db.rows("SELECT file, place FROM originals WHERE id = ?", (original,))
        return (rows[0][0], rows[0][1]) if rows else None

    def last_original(self, file: str) -> int:
        """Where the last input that was entered in a file of the archive begins; 0 where none is."""
        rows = self._db.rows("SELECT max(place) FROM originals WHERE file = ?", (file,))
        return rows[0][0] or 0

    def original_files(self) -> list[str]:
        """The files of the archive in which inputs were entered."""
        return [file for (file,) in self._db.rows("SELECT DISTINCT file FROM originals ORDER BY file")]

    def put_original(self, original: str, file: str, place: int) -> None:
        """Enter where an archived input stands."""
        statement = "INSERT INTO originals (id, file, place) VALUES (?, ?, ?) ON CONFLICT (id) DO NOTHING"
        self._db.write(statement, [(original, file, place)])

    def whole(self) -> AbstractContextManager[None]:
        """A stretch of writes of which all stay or none does. Raises StoreError."""
        return self._db.whole()

    def snapshot(self) -> AbstractContextManager[None]:
        """A stretch of reads that see one state, whatever others write meanwhile. Raises StoreError, also where the
        database is found damaged."""
        return self._db.snapshot()

    def table(self, table: str, columns: Sequence[str], order: str) -> Iterator[tuple[Any, ...]]:
        """The rows of a table, for a backup. The names are the store's own."""
        yield from self._db.stream(f"SELECT {', '.join(columns)} FROM {table} ORDER BY {order}")  # noqa: S608

    def put_rows(self, table: str, columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
        """Rows of a backup into a table. The names are the store's own."""
        marks = ", ".join("?" * len(columns))
        self._db.write(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", rows)  # noqa: S608

    def rejections(self) -> list[Rejected]:
        """What was set aside so far, by input."""
        rows = self._db.rows("SELECT input, code, reason FROM rejections ORDER BY input, code")
        return [Rejected(name, code, reason) for name, code, reason in rows]

    def judgements(self) -> tuple[Judgement, ...]:
        """Every judgement, in the order in which they were made."""
        rows = self._db.rows("SELECT id, data FROM judgements ORDER BY seq")
        return tuple(self._decoded(data, Judgement, "judgements", id) for id, data in rows)

    def put_judgements(self, judgements: Iterable[Judgement]) -> None:
        """Append judgements. They are never changed; an undo is a judgement of its own."""
        rows = [(j.id, seal(msgspec.msgpack.encode(j), "judgements", j.id)) for j in judgements]
        self._db.write("INSERT INTO judgements (id, data) VALUES (?, ?) ON CONFLICT (id) DO NOTHING", rows)

    def decisions(self, kind: str, type_: type[T]) -> tuple[T, ...]:
        """Every decision of an editor of that kind, in the order in which they were made."""
        rows = self._db.rows("SELECT id, data FROM decisions WHERE kind = ? ORDER BY seq", (kind,))
        return tuple(self._decoded(data, type_, "decisions", id, kind) for id, data in rows)

    def put_decision(self, kind: str, decision_id: str, decision: object) -> None:
        """Append a decision. It is never changed; an undo is a decision of its own."""
        row = (decision_id, kind, seal(msgspec.msgpack.encode(decision), "decisions", decision_id, kind))
        self._db.write("INSERT INTO decisions (id, kind, data) VALUES (?, ?, ?) ON CONFLICT (id) DO NOTHING", [row])

    def allotments(self) -> dict[str, str]:
        """Article id -> story id, as allotted once and kept."""
        return dict(self._db.rows("SELECT article, story FROM allotments ORDER BY article"))

    def put_allotments(self, allotted: Mapping[str, str]) -> None:
        """Record to which story each article belongs now."""
        self._db.write(
            "INSERT INTO allotments (article, story) VALUES (?, ?)"
            " ON CONFLICT (article) DO UPDATE SET story = excluded.story",
            sorted(allotted.items()),
        )

    def state(self, name: str, type_: type[T]) -> T | None:
        """The newsroom's current state of that name (``ledger``, ``grouping``, ``reports`` ...), or None."""
        head = self._state_row(name)
        if head is None:
            return None
        if head[:1] == _PARTED:
            with self._db.snapshot(looked_through=False):
                count = int((self._state_row(name) or b"")[1:] or 0)
                head = b"".join(self._state_row(f"{name}#{number}") or b"" for number in range(count))
        return self._value(head, type_, "state", name)

    def put_state(self, name: str, value: object) -> None:
        """Replace the newsroom's current state of that name. A large one is encoded piece by piece."""
        held, parts = bytearray(), 0
        with self._db.whole():
            for piece in encode_pieces(value):
                held += piece
                while len(held) > _PART:
                    self._put_state_row(f"{name}#{parts}", bytes(held[:_PART]))
                    del held[:_PART]
                    parts += 1
            if parts:
                self._put_state_row(f"{name}#{parts}", bytes(held))
            self._put_state_row(name, _PARTED + str(parts + 1).encode() if parts else bytes(held))

    def _state_row(self, name: str) -> bytes | None:
        rows = self._db.rows("SELECT data FROM state WHERE name = ?", (name,))
        return self._unsealed(rows[0][0], "state", name) if rows else None

    def _put_state_row(self, name: str, data: bytes) -> None:
        self._db.write(
            "INSERT INTO state (name, data) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET data = excluded.data",
            [(name, seal(data, "state", name))],
        )

    def put_reports(self, reports: Sequence[Report]) -> None:
        """Keep the current reports. Raises AnchorError when an anchor of a sentence does not hold."""
        sentences = (s for r in reports for s in (r.headline, *([r.standfirst] if r.standfirst else []), *r.sentences))
        self.verify(anchor for sentence in sentences for anchor in sentence.anchors)
        self.put_state("reports", list(reports))

    def verify(self, anchors: Iterable[Anchor]) -> None:
        """Raise AnchorError for the first anchor whose words do not stand in its article."""
        texts: dict[str, str | None] = {}
        for anchor in anchors:
            if anchor.article not in texts:
                if len(texts) >= _TEXTS:
                    del texts[next(iter(texts))]
                article = self.article(anchor.article)
                texts[anchor.article] = article.text if article is not None else None
            text = texts[anchor.article]
            if text is None or not anchor.holds(text):
                raise AnchorError(f"{anchor.exact!r} does not stand at {anchor.start}:{anchor.end} of {anchor.article}")
