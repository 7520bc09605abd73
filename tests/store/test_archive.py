"""The archive of originals as others read it: WARC files that are whole whatever happened while they were written."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from dateline.store import Originals, Store, original_id

KEEPER = """
import sys
from pathlib import Path
from dateline.store import Originals, Store
folder, who = Path(sys.argv[1]), sys.argv[2]
with Store(folder / "newsroom.db") as store:
    archive = Originals(store, folder / "originals")
    for number in range(40):
        archive.put(f"{who} {number} ".encode() * (number + 1), name=f"{who}{number}", url="https://gazette.example/a")
"""


def records(folder: Path) -> list[tuple[str, str | None, bytes]]:
    """Every record of an archive by another's reader: type, address, bytes."""
    found: list[tuple[str, str | None, bytes]] = []
    for file in sorted((folder / "originals").iterdir()):
        with file.open("rb") as stream:
            found += [
                (r.rec_type, r.rec_headers["WARC-Target-URI"], bytes(r.content_stream().read()))
                for r in ArchiveIterator(stream, check_digests="raise")
            ]
    return found


def test_two_processes_write_into_one_archive(tmp_path: Path) -> None:
    Store(tmp_path / "newsroom.db").close()
    running = [subprocess.Popen([sys.executable, "-c", KEEPER, str(tmp_path), who]) for who in ("desk", "watch")]
    assert [process.wait(120) for process in running] == [0, 0]
    wanted = {f"{who} {n} ".encode() * (n + 1) for who in ("desk", "watch") for n in range(40)}
    assert {data for _, _, data in records(tmp_path)} == wanted
    assert len(records(tmp_path)) == 80
    with Store(tmp_path / "newsroom.db") as store:
        archive = Originals(store, tmp_path / "originals")
        assert {archive.get(original_id(data)) for data in wanted} == wanted


@pytest.mark.parametrize("entered", [True, False])
def test_half_a_record_that_a_kill_left_is_gone_with_the_next_one(tmp_path: Path, entered: bool) -> None:
    with Store(tmp_path / "newsroom.db") as store:
        first = Originals(store, tmp_path / "originals")
        if entered:
            first.put(b"first" * 99, name="a.txt")
        else:  # killed after the record was written, before it was entered
            (tmp_path / "originals").mkdir()
            (tmp_path / "originals" / "originals-00001.warc.gz").write_bytes(b"")
        (file,) = (tmp_path / "originals").iterdir()
        whole = file.read_bytes()
        Originals(store, tmp_path / "originals").put(b"second" * 99, name="b.txt")
        more = file.read_bytes()[len(whole) :]
        store._db.write("DELETE FROM originals WHERE id = ?", [(original_id(b"second" * 99),)])
        for left in (more[:1], more[: len(more) // 2], more[:-1], more + more[:40]):
            file.write_bytes(whole + left)
            archive = Originals(store, tmp_path / "originals")
            kept = archive.put(b"third" + left, name="c.txt")
            assert archive.get(kept) == b"third" + left
            wanted = [b"first" * 99] * entered + [b"second" * 99] * (left[: len(more)] == more) + [b"third" + left]
            assert [data for _, _, data in records(tmp_path)] == wanted
            store._db.write("DELETE FROM originals WHERE id = ?", [(kept,)])


def test_nothing_that_an_outlet_writes_ends_a_header(tmp_path: Path) -> None:
    with Store(tmp_path / "newsroom.db") as store:
        archive = Originals(store, tmp_path / "originals")
        for number, sign in enumerate(("\r\nX-Evil: 1\r\n\r\n", "제목 😀", "\x00\x7f", "a" * 100_000, "%zz")):
            data = f"text {number}".encode()
            kept = archive.put(
                data, name="n" + sign, url=f"https://gazette.example/{sign}", content_type="text/" + sign
            )
            assert archive.get(kept) == data
    raw = io.BytesIO((tmp_path / "originals" / "originals-00001.warc.gz").read_bytes())
    for record in ArchiveIterator(raw):
        assert record.rec_headers["X-Evil"] is None
        assert str(record.rec_headers["WARC-Target-URI"]).isascii()
    assert len(records(tmp_path)) == 5
