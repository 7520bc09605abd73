"""Backups that nobody's Dateline wrote: each is refused with its file and a remedy, and no row of it comes in."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Sequence
from pathlib import Path

import msgspec
import pytest

from dateline.store import BackupError, Originals, Store, StoreError, restore
from dateline.store.backup import FORMAT, TABLES

GOOD: list[object] = ["originals", "i1", "originals-00001.warc.gz", 0]
DEEP = b"\x91" * 100_000 + b"\xc0"


def packed(value: object) -> bytes:
    return msgspec.msgpack.encode(value)


def line(data: bytes) -> bytes:
    return len(data).to_bytes(8, "big") + data


def write(path: Path, rows: Sequence[bytes]) -> None:
    """A backup that is whole and whose checksum holds, whatever its rows are."""
    lines = [line(row) for row in rows]
    seen = hashlib.sha256(b"".join(lines)).hexdigest()
    with gzip.open(path, "wb", compresslevel=1) as out:
        out.write(line(packed({"format": FORMAT})) + b"".join(lines))
        out.write(line(packed({"rows": len(rows), "sha256": seen})))


MADE_UP = {
    "nested": DEEP,
    "nested in a row": b"\x93" + packed("state") + packed("ledger") + DEEP,
    "nested maps": b"\x81\xa1a" * 50_000 + b"\xc0",
    "nested in an article": packed(["articles", "a", "s", None, None, "text", b"\x81\xa1z" + DEEP]),
    "another's article": packed(["articles", "a", "s", None, None, "text", b"garbage"]),
    "forty million cells": b"\xdd" + (40_000_000).to_bytes(4, "big") + b"\xc0" * 40_000_000,
    "above the folder": packed(["originals", "i2", "../../etc/passwd", 0]),
    "absolute": packed(["originals", "i2", "/etc/passwd", 0]),
    "beside": packed(["originals", "i2", "originals-00001.warc.gz/../../newsroom.db", 0]),
    "a zero byte": packed(["originals", "i2", "originals-00001.warc.gz\0", 0]),
    "a line end": packed(["originals", "i2", "originals-00001.warc.gz\n", 0]),
    "before the file": packed(["originals", "i2", "originals-00001.warc.gz", -1]),
    "beyond numbers": packed(["originals", "i2", "originals-00001.warc.gz", 2**63]),
    "too short": packed(["originals", "i2"]),
    "empty": packed([]),
    "a number": packed(5),
    "no table": packed(["results (stage) VALUES (1); --", "x"]),
    "bytes for words": packed(["results", b"stage", "key", b"value"]),
    "words for bytes": packed(["results", "stage", "key", "value"]),
    "the same twice": packed(GOOD),
}


@pytest.mark.parametrize("what", MADE_UP)
def test_a_made_up_backup_brings_nothing_in(what: str, tmp_path: Path) -> None:
    file = tmp_path / "backup"
    write(file, [packed(GOOD), MADE_UP[what]])
    with Store(tmp_path / "new.db") as store:
        with pytest.raises((BackupError, StoreError)) as caught:
            restore(store, file)
        assert str(tmp_path) in str(caught.value)
        assert len(str(caught.value)) < 400
        assert all(next(store.table(t, c, c[0]), None) is None for t, c in TABLES.items())
        write(file, [packed(GOOD)])
        assert restore(store, file) == 1


@pytest.mark.parametrize("length", [1_900_000_000, 2**64 - 1])
def test_a_row_that_would_fill_the_memory_is_never_read(length: int, tmp_path: Path) -> None:
    with gzip.open(tmp_path / "backup", "wb") as out:
        out.write(line(packed({"format": FORMAT})) + length.to_bytes(8, "big") + b"\0" * 1_000_000)
    with Store(tmp_path / "new.db") as store, pytest.raises(BackupError, match="a row of"):
        restore(store, tmp_path / "backup")


def test_no_file_outside_the_archive_is_opened(tmp_path: Path) -> None:
    with Store(tmp_path / "newsroom.db") as store:
        (tmp_path / "originals").mkdir()
        store.put_original("i" + "0" * 32, "../newsroom.db", 0)
        assert Originals(store, tmp_path / "originals").get("i" + "0" * 32) is None


def test_a_state_that_nests_without_end_is_damage(tmp_path: Path) -> None:
    write(tmp_path / "backup", [packed(["state", "ledger", DEEP])])
    with Store(tmp_path / "new.db") as store:
        restore(store, tmp_path / "backup")
        with pytest.raises(StoreError, match="damaged"):
            store.state("ledger", dict)
