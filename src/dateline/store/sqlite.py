"""The embedded store on SQLite: plain SQL, numbered migrations, anchors verified on the way in."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib import resources
from pathlib import Path
from types import TracebackType
from typing import TypeVar

import msgspec

from dateline.model import Anchor, Article, Fact, Judgement, Reading, RecordRow, Rejected, Report

T = TypeVar("T")


class StoreError(RuntimeError):
    """The store cannot be opened or written: the message names the file, the reason and the remedy."""


class AnchorError(ValueError):
    """An anchor whose words do not stand where it says. Nothing of the batch was written."""


class Store:
    """A newsroom's memory. Every write is one transaction; a killed process leaves the last complete one."""

    def __init__(self, path: Path | str) -> None:
        """Open or make the database at ``path`` (``:memory:`` for tests). Raises StoreError when that is impossible."""
        self.path = str(path)
        try:
            self._db = sqlite3.connect(self.path, timeout=30, isolation_level=None)
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.execute("PRAGMA synchronous = NORMAL")
            self._migrate()
        except sqlite3.Error as error:
            raise StoreError(
                f"cannot open {self.path}: {error}; check the folder, its permissions and free space"
            ) from error

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the database."""
        self._db.close()

    def _migrate(self) -> None:
        (version,) = self._db.execute("PRAGMA user_version").fetchone()
        folder = resources.files("dateline.store").joinpath("migrations")
        steps = sorted(p.name for p in folder.iterdir() if p.name.endswith(".sql"))
        if version > len(steps):
            raise StoreError(f"{self.path} was made by a newer Dateline (schema {version}): upgrade Dateline")
        for number, name in enumerate(steps[version:], start=version + 1):
            script = folder.joinpath(name).read_text(encoding="utf-8")
            self._db.executescript(f"BEGIN; {script}; PRAGMA user_version = {number}; COMMIT;")

    def result(self, stage: str, key: str, type_: type[T]) -> T | None:
        """The stored output of ``stage`` for ``key``, or None when it has not been computed."""
        row = self._db.execute("SELECT value FROM results WHERE stage = ? AND key = ?", (stage, key)).fetchone()
        return None if row is None else msgspec.msgpack.decode(row[0], type=type_)

    def put_result(self, stage: str, key: str, value: object) -> None:
        """Keep the output of ``stage`` for ``key``."""
        self._write("INSERT OR REPLACE INTO results VALUES (?, ?, ?)", [(stage, key, msgspec.msgpack.encode(value))])

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
        """Keep articles; one that is already there stays as it is, since an article never changes."""
        rows = [(a.id, a.source, a.lang, a.published, a.text, msgspec.msgpack.encode(a)) for a in articles]
        self._write("INSERT OR IGNORE INTO articles VALUES (?, ?, ?, ?, ?, ?)", rows)

    def articles(self) -> Iterator[Article]:
        """Every article, in order of id."""
        for (data,) in self._db.execute("SELECT data FROM articles ORDER BY id"):
            yield msgspec.msgpack.decode(data, type=Article)

    def put_rejections(self, rejected: Iterable[Rejected]) -> None:
        """Keep what was set aside, so that the desk can show it."""
        self._write(
            "INSERT OR REPLACE INTO rejections VALUES (?, ?, ?)", [(r.input, r.code, r.reason) for r in rejected]
        )

    def rejections(self) -> list[Rejected]:
        """What was set aside so far, by input."""
        rows = self._db.execute("SELECT input, code, reason FROM rejections ORDER BY input")
        return [Rejected(name, code, reason) for name, code, reason in rows]

    def judgements(self) -> tuple[Judgement, ...]:
        """Every judgement, in the order in which they were made."""
        rows = self._db.execute("SELECT data FROM judgements ORDER BY seq")
        return tuple(msgspec.msgpack.decode(data, type=Judgement) for (data,) in rows)

    def put_judgements(self, judgements: Iterable[Judgement]) -> None:
        """Append judgements. They are never changed; an undo is a judgement of its own."""
        rows = [(j.id, msgspec.msgpack.encode(j)) for j in judgements]
        self._write("INSERT OR IGNORE INTO judgements (id, data) VALUES (?, ?)", rows)

    def allotments(self) -> dict[str, str]:
        """Article id -> story id, as allotted once and kept."""
        return dict(self._db.execute("SELECT article, story FROM allotments ORDER BY article"))

    def put_allotments(self, allotted: Mapping[str, str]) -> None:
        """Record to which story each article belongs now."""
        self._write("INSERT OR REPLACE INTO allotments VALUES (?, ?)", sorted(allotted.items()))

    def state(self, name: str, type_: type[T]) -> T | None:
        """The newsroom's current state of that name (``ledger``, ``grouping``, ``reports`` ...), or None."""
        row = self._db.execute("SELECT data FROM state WHERE name = ?", (name,)).fetchone()
        return None if row is None else msgspec.msgpack.decode(row[0], type=type_)

    def put_state(self, name: str, value: object) -> None:
        """Replace the newsroom's current state of that name."""
        self._write("INSERT OR REPLACE INTO state VALUES (?, ?)", [(name, msgspec.msgpack.encode(value))])

    def put_facts(self, facts: Sequence[Fact], records: Sequence[RecordRow]) -> None:
        """Keep the current facts and records. Raises AnchorError when one of their anchors does not hold."""
        self.verify(anchor for fact in facts for anchor in fact.anchors)
        self.verify(telling.anchor for fact in facts for telling in fact.tellings)
        self.verify(anchor for record in records for anchor in record.anchors)
        self.put_state("facts", list(facts))
        self.put_state("records", list(records))

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
                row = self._db.execute("SELECT text FROM articles WHERE id = ?", (anchor.article,)).fetchone()
                texts[anchor.article] = row[0] if row else None
            text = texts[anchor.article]
            if text is None or not anchor.holds(text):
                raise AnchorError(f"{anchor.exact!r} does not stand at {anchor.start}:{anchor.end} of {anchor.article}")

    def _write(self, statement: str, rows: Sequence[tuple[object, ...]]) -> None:
        try:
            self._db.execute("BEGIN IMMEDIATE")
            self._db.executemany(statement, rows)
            self._db.execute("COMMIT")
        except sqlite3.Error as error:
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")
            raise StoreError(
                f"cannot write to {self.path}: {error}; check free space and that no other run holds it"
            ) from error
