"""Backup and restore: every row of every table in one compressed file, the same from either database, so that a newsroom can
also move from a file to a server and back."""

from __future__ import annotations

import gzip
import hashlib
import os
import re
import secrets
import time
import zlib
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Annotated, Any

import msgspec

from dateline.store.backend import StoreError
from dateline.store.originals import FILES_OF_THE_ARCHIVE
from dateline.store.sealing import seal, unseal
from dateline.store.store import FOUND_BY, Store

TABLES = {
    "results": ("stage", "key", "value"),
    "articles": ("id", "source", "lang", "published", "text", "data"),
    "rejections": ("input", "code", "reason"),
    "judgements": ("id", "data"),
    "decisions": ("id", "kind", "data"),
    "originals": ("id", "file", "place"),
    "allotments": ("article", "story"),
    "state": ("name", "data"),
}
_LEFT = 3600.0  # seconds after which nobody writes on a part that has not changed
_ORDER = {"judgements": "seq", "decisions": "seq", "rejections": "input, code", "results": "stage, key"}
_BATCH = 500
_LONGEST = 1_000_000_000  # bytes of a row: what SQLite takes
_FREELY = 50_000_000  # bytes up to which a row may be packed as tightly as it likes
_TIGHTEST = 100  # times that a longer row may exceed the whole file
FORMAT = "dateline-backup-2"
_Line = Annotated[list[msgspec.Raw], msgspec.Meta(min_length=1, max_length=8)] | dict[str, str | int]
"""A line of a backup before its cells are looked at."""
_KINDS: dict[str, Any] = {
    "value": bytes,
    "data": bytes,
    "lang": str | None,
    "published": str | None,
    "place": Annotated[int, msgspec.Meta(ge=0, le=2**63 - 1)],
    "file": Annotated[str, msgspec.Meta(pattern=FILES_OF_THE_ARCHIVE)],
}
"""What the cells of a column are, where they are no text."""
_FORMATS = ({"format": "dateline-backup-1"}, {"format": FORMAT})  # the first is from before values had checksums


class BackupError(ValueError):
    """A backup that cannot be made or used: the message names the file, the reason and the remedy."""


def back_up(store: Store, path: Path) -> int:
    """Write every row of the store, as it is at one moment, to ``path``; the file appears only when it is whole. Returns
    the number of rows.

    Raises StoreError when the store cannot be read, BackupError when the file cannot be written."""
    part = path.with_name(f"{path.name}.{secrets.token_hex(4)}.part")  # never a file or a link that somebody laid there
    seen, count = hashlib.sha256(), 0
    try:
        _sweep(path)
        with store.snapshot(), part.open("xb") as file, gzip.open(file, "wb", compresslevel=6) as out:
            out.write(_line({"format": FORMAT}))
            for table, columns in TABLES.items():
                for row in store.table(table, columns, _ORDER.get(table, columns[0])):
                    line = _line([table, *_sound(store, table, row)])
                    seen.update(line)
                    out.write(line)
                    count += 1
            out.write(_line({"rows": count, "sha256": seen.hexdigest()}))
        os.replace(part, path)
    except OSError as error:
        raise BackupError(
            f"cannot write {path}: {error.strerror or error}; check free space and permissions"
        ) from error
    finally:
        part.unlink(missing_ok=True)  # where it has not become the backup
    return count


def restore(store: Store, path: Path) -> int:
    """Fill an empty store from a backup. The file is read and checked to its end before the first row is written; all rows
    come in, or none. Returns the number of rows. Raises BackupError, StoreError."""
    _need_empty(store)
    total = sum(1 for _ in _rows(path))
    batch: dict[str, list[list[Any]]] = {}
    with store.whole():
        _need_empty(store)  # still, now that nobody else writes
        for table, *values in _rows(path):
            held = batch.setdefault(table, [])
            held.append(_sealed(table, values))
            if len(held) == _BATCH:
                store.put_rows(table, TABLES[table], batch.pop(table))
        for table, held in batch.items():
            store.put_rows(table, TABLES[table], held)
        store.index_articles()
    return total


def _sweep(path: Path) -> None:
    """Take away what killed backups left beside a file. Raises OSError."""
    parts = re.compile(re.escape(path.name) + r"\.[0-9a-f]{8}\.part")
    for old in path.parent.iterdir():
        if parts.fullmatch(old.name) and time.time() - old.lstat().st_mtime > _LEFT:
            old.unlink(missing_ok=True)


def _need_empty(store: Store) -> None:
    if any(next(store.table(t, c, c[0]), None) is not None for t, c in TABLES.items()):
        raise BackupError(f"{store.place} is not empty: restore into a new newsroom")


def _sound(store: Store, table: str, row: Sequence[Any]) -> Sequence[Any]:
    """The row, if its value is what was stored. Raises StoreError."""
    if table in FOUND_BY and unseal(bytes(row[-1]), table, *_found_by(table, row)) is None:
        raise StoreError(f"{store.place} is damaged: {table} {row[0]}: its checksum is another; use an earlier backup")
    return row


def _sealed(table: str, row: list[Any]) -> list[Any]:
    """The row of a backup with a checksum, also where it was made before there were any."""
    if table not in FOUND_BY or unseal(row[-1]) != row[-1]:
        return row
    return [*row[:-1], seal(row[-1], table, *_found_by(table, row))]


def _found_by(table: str, row: Sequence[Any]) -> Sequence[str]:
    return row[: len(FOUND_BY[table][0])]


def _line(value: object) -> bytes:
    packed = msgspec.msgpack.encode(value)
    return len(packed).to_bytes(8, "big") + packed


def _rows(path: Path) -> Iterator[list[Any]]:
    """The rows of a backup; the last one is given out only if the file is whole."""
    seen, count, begun = hashlib.sha256(), 0, False
    decoder = msgspec.msgpack.Decoder(_Line)
    try:
        longest = min(_LONGEST, max(_FREELY, _TIGHTEST * path.stat().st_size))
        with gzip.open(path, "rb") as file:
            while True:
                head = file.read(8)
                length = int.from_bytes(head, "big")
                if length > longest:
                    raise BackupError(f"{path} is damaged: a row of {length} bytes; use another backup")
                packed = file.read(length)
                value = decoder.decode(packed)
                if not begun:
                    if value not in _FORMATS:
                        raise BackupError(f"{path} is no backup of Dateline, or one of a newer Dateline")
                    begun = True
                elif isinstance(value, dict):
                    if value != {"rows": count, "sha256": seen.hexdigest()}:
                        raise BackupError(
                            f"{path} is damaged: {count} rows do not give its checksum; use another backup"
                        )
                    return
                else:
                    row = _row(path, value[0], packed)
                    seen.update(head + packed)
                    count += 1
                    yield row
    except (OSError, EOFError, zlib.error, msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise BackupError(f"{path} cannot be read as a backup ({error}); use another one") from error


def _row(path: Path, first: msgspec.Raw, packed: bytes) -> list[Any]:
    """A row, each of whose cells is of the kind of its column. Raises BackupError, msgspec.DecodeError."""
    table = msgspec.msgpack.decode(first, type=str)
    if table not in TABLES:
        raise BackupError(f"{path} was made by a newer Dateline (table {table[:40]!r}): upgrade Dateline")
    return list(_decoder(table).decode(packed))


@cache
def _decoder(table: str) -> msgspec.msgpack.Decoder[Any]:
    return msgspec.msgpack.Decoder(tuple[(str, *(_KINDS.get(column, str) for column in TABLES[table]))])  # type: ignore[misc]
