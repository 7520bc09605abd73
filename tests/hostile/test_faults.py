"""Full and read-only disks, locked and damaged files: an error that names the place, the reason and the remedy, and
nothing half written."""

from __future__ import annotations

import errno
import os
import random
import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from inputs import SENTENCE

from dateline import cli
from dateline.ingest import RawInput
from dateline.model import Article, Judgement
from dateline.publish.site import Page, write_site
from dateline.store import BackupError, Originals, Store, StoreError, back_up, restore, sqlite

FULL = OSError(errno.ENOSPC, "No space left on device")


def article() -> Article:
    """One article."""
    from dateline.ingest import extract_input

    (made,) = extract_input(RawInput(name="a.txt", data=SENTENCE.encode()))
    assert isinstance(made, Article)
    return made


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """A newsroom's database with one article in it."""
    place = tmp_path / "newsroom.db"
    with Store(place) as store:
        store.put_articles([article()])
        store.put_state("ledger", ["x" * 20_000])
    return place


def full(*_: object, **__: object) -> int:
    """A write on a full disk."""
    raise FULL


def names_itself(error: BaseException, place: Path | str, remedy: str) -> bool:
    """Whether an error's message names the place and what to do."""
    return str(place) in str(error) and remedy in str(error)


def test_a_full_disk_while_pages_are_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_site([Page("en/index.html", b"old")], tmp_path)
    with monkeypatch.context() as patched:
        patched.setattr(os, "replace", full)
        with pytest.raises(OSError, match="No space"):
            write_site([Page("en/index.html", b"new")], tmp_path)
    assert [(p.name, p.read_bytes()) for p in tmp_path.rglob("*") if p.is_file()] == [("index.html", b"old")]
    (tmp_path / "en" / ".page-left").write_bytes(b"half")
    assert write_site([Page("en/index.html", b"new")], tmp_path) == 1
    assert [p.name for p in tmp_path.rglob("*") if p.is_file()] == ["index.html"]


def test_a_full_disk_while_an_original_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import io

    with Store(tmp_path / "newsroom.db") as store:
        originals = Originals(store, tmp_path / "originals")
        first = originals.put(b"first", name="a.txt")
        (archive,) = (tmp_path / "originals").iterdir()
        size = archive.stat().st_size
        opened = Path.open

        class Cut(io.FileIO):
            def write(self, data: object) -> int:
                super().write(bytes(data)[:10])  # type: ignore[call-overload]
                raise FULL

        def cut(self: Path, mode: str = "r", **options: object) -> object:
            return Cut(self, mode.replace("b", "")) if mode == "r+b" else opened(self, mode, **options)  # type: ignore[call-overload]

        with monkeypatch.context() as patched:
            patched.setattr(Path, "open", cut)
            with pytest.raises(OSError, match="No space"):
                originals.put(b"second", name="b.txt")
        assert archive.stat().st_size == size
        second = originals.put(b"second", name="b.txt")
        assert (originals.get(first), originals.get(second)) == (b"first", b"second")


def test_a_database_that_is_full_keeps_what_it_had(kept: Path) -> None:
    with Store(kept) as store:
        pages = store._db._db.execute("PRAGMA page_count").fetchone()[0]  # type: ignore[attr-defined]
        store._db._db.execute(f"PRAGMA max_page_count = {pages}")  # type: ignore[attr-defined]
        with pytest.raises(StoreError) as caught:
            store.put_state("grouping", os.urandom(5_000_000))
        assert names_itself(caught.value, kept, "free space")
        assert store.state("ledger", list[str]) == ["x" * 20_000]
        assert store.state("grouping", bytes) is None


def test_a_locked_database(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = sqlite3.connect(kept, isolation_level=None)
    with Store(kept) as store:
        store._db._db.execute("PRAGMA busy_timeout = 100")  # type: ignore[attr-defined]
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError) as caught:
            store.put_state("grouping", 1)
        assert names_itself(caught.value, kept, "another run holds it")
        other.execute("ROLLBACK")
        store.put_state("grouping", 1)
    other.close()


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "noise": lambda data: os.urandom(len(data)),
    "cut": lambda data: data[:2000],
    "a broken middle": lambda data: data[:4096] + b"\xff" * (len(data) - 4096),
    "a page of text": lambda data: b"<html>" * 1000,
}


@pytest.mark.parametrize("what", sorted(DAMAGES))
def test_a_damaged_database(kept: Path, what: str) -> None:
    for name in ("newsroom.db-wal", "newsroom.db-shm"):
        kept.with_name(name).unlink(missing_ok=True)
    kept.write_bytes(DAMAGES[what](kept.read_bytes()))

    def use() -> None:
        with Store(kept) as store:
            list(store.articles())
            store.state("ledger", list[str])

    with pytest.raises(StoreError) as caught:
        use()
    assert names_itself(caught.value, kept, "backup")


def held(place: Path) -> list[object]:
    """All that a store has to tell."""
    with Store(place) as store:
        return [
            [*store.articles()],
            [store.decisions(kind, dict) for kind in ("review", "merge")],
            store.judgements(),
            store.allotments(),
            store.state("ledger", list[str]),
            [*store.results("read", dict)],
            [store.original(f"i{number}") for number in range(9)],
            [a.id for a in store.search("library")],
        ]


def test_a_flipped_bit_is_noticed_or_changes_nothing(kept: Path) -> None:
    with Store(kept) as store:
        for number in range(9):
            store.put_decision("review" if number % 2 else "merge", f"d{number}", {"by": f"ada{number}"})
            store.put_judgements([Judgement(id=f"j{number}", a="a1#0", b=f"a{number}#0", same=True, score=0.9)])
            store.put_result("read", f"k{number}", {"words": "harbour " * number})
            store.put_original(f"i{number}", "originals-00001.warc.gz", 1000 * number)
    with sqlite3.connect(kept) as db:
        db.execute("PRAGMA journal_mode = DELETE")
    db.close()
    data, whole, chance, told, wrong = kept.read_bytes(), held(kept), random.Random(11), list[str](), 0
    filled = [at for at, byte in enumerate(data) if byte]
    for at in chance.sample(filled, 200):
        for left in kept.parent.glob("newsroom.db*"):
            left.unlink()
        kept.write_bytes(data[:at] + bytes([data[at] ^ 1 << chance.randrange(8)]) + data[at + 1 :])
        try:
            found = held(kept)
        except StoreError as error:
            told.append(str(error))
        else:
            wrong += found != whole
    assert not wrong
    assert len(told) > 100
    assert all(kept.as_posix() in words for words in told)
    assert all("restore a backup" in words or "newer Dateline" in words for words in told)


def test_a_database_cut_to_nothing_is_no_new_one(kept: Path) -> None:
    with Store(kept) as store:
        Originals(store, kept.parent / "originals").put(b"first", name="a.txt")
    for left in kept.parent.glob("newsroom.db*"):
        left.unlink()
    kept.write_bytes(b"")
    with pytest.raises(StoreError) as caught:
        Store(kept)
    assert names_itself(caught.value, kept, "restore a backup")


def test_damaged_values_in_a_sound_database(kept: Path) -> None:
    with sqlite3.connect(kept) as db:
        db.execute("UPDATE state SET data = ?", (b"\xc1\xff",))
        db.execute("UPDATE articles SET data = ?", (b"\xc1",))
    db.close()
    with Store(kept) as store:
        for reading in (lambda: store.state("ledger", list[str]), lambda: list(store.articles())):
            with pytest.raises(StoreError) as caught:
                reading()
            assert names_itself(caught.value, kept, "backup")


@pytest.mark.parametrize("at", range(0, 10))
def test_a_damaged_backup_fills_nothing(kept: Path, tmp_path: Path, at: int) -> None:
    file = tmp_path / "backup"
    with Store(kept) as store:
        back_up(store, file)
    data = bytearray(file.read_bytes())
    if at == 0:
        data = data[: len(data) // 2]
    else:
        data[12 + (len(data) - 20) * at // 10] ^= 0xFF
    file.write_bytes(bytes(data))
    with Store(tmp_path / "new.db") as new:
        with pytest.raises(BackupError) as caught:
            restore(new, file)
        assert names_itself(caught.value, file, "backup")
        assert not list(new.articles())
        assert new.state("ledger", list[str]) is None


def test_a_damaged_newsroom_takes_the_place_of_no_backup(
    kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Store(kept) as store:
        back_up(store, tmp_path / "backup")
    whole = (tmp_path / "backup").read_bytes()
    data = kept.read_bytes()
    with sqlite3.connect(kept) as db:
        (page,) = db.execute("SELECT rootpage FROM sqlite_master WHERE name = 'decisions'").fetchone()
    db.close()
    kept.write_bytes(data[: (page - 1) * 4096] + b"\xff" * 4096 + data[page * 4096 :])
    with monkeypatch.context() as patched:
        patched.setattr(sqlite, "_LOOKED_THROUGH", 0)  # a large one is not looked through when it is opened
        with Store(kept) as store, pytest.raises(StoreError) as caught:
            back_up(store, tmp_path / "backup")
    assert names_itself(caught.value, kept, "restore a backup")
    with pytest.raises(StoreError) as caught:
        Store(kept)
    assert names_itself(caught.value, kept, "restore a backup")
    assert [(p.name, p.read_bytes()) for p in tmp_path.glob("backup*")] == [("backup", whole)]


def test_a_full_disk_while_a_backup_comes_in(kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Store(kept) as store:
        back_up(store, tmp_path / "backup")
    with Store(tmp_path / "new.db") as new:
        put = Store.put_rows

        def fills(store: Store, table: str, columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
            put(store, table, columns, rows)
            if table == "articles":
                raise StoreError("database or disk is full")

        with monkeypatch.context() as patched:
            patched.setattr(Store, "put_rows", fills)
            with pytest.raises(StoreError):
                restore(new, tmp_path / "backup")
        assert not list(new.articles())
        assert restore(new, tmp_path / "backup") == 2
        assert [a.id for a in new.search("library")] == [article().id]


def test_damaged_originals_are_missing_not_wrong(tmp_path: Path) -> None:
    with Store(tmp_path / "newsroom.db") as store:
        originals = Originals(store, tmp_path / "originals")
        kept = originals.put(SENTENCE.encode() * 50, name="a.txt")
        (archive,) = (tmp_path / "originals").iterdir()
        data = archive.read_bytes()
        for damaged in (b"", data[:40], b"\x00" * len(data), data[:100] + b"\xff" * 20 + data[120:]):
            archive.write_bytes(damaged)
            assert originals.get(kept) is None


@pytest.mark.parametrize(
    ("error", "code", "words"),
    [
        (OSError(errno.ENOSPC, "No space left on device", "/srv/site"), 70, ("No space", "/srv/site", "free space")),
        (OSError(errno.EROFS, "Read-only file system", "/srv/site"), 70, ("Read-only", "/srv/site", "run again")),
        (
            PermissionError(errno.EACCES, "Permission denied", "/srv/site"),
            2,
            ("Permission", "/srv/site", "another place"),
        ),
        (
            StoreError("cannot write to /srv/newsroom.db: disk I/O error; check free space"),
            70,
            ("newsroom.db", "free space"),
        ),
    ],
)
def test_the_command_line_says_what_is_wrong(
    error: Exception,
    code: int,
    words: tuple[str, ...],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def fail(**_: object) -> None:
        raise error

    monkeypatch.setattr(cli, "cli", type("Group", (), {"main": staticmethod(fail)}))
    with pytest.raises(SystemExit) as ended:
        cli.main()
    told = capsys.readouterr().err
    assert ended.value.code == code
    assert all(word in told for word in words), told
    assert "a fault of ours" not in told
