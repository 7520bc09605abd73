"""A whole run with the server's database gives what one with the file gives, and a second run computes nothing."""

from __future__ import annotations

from pathlib import Path
from shutil import copytree

from dateline.newsroom import Newsroom, Outcome
from dateline.newsroom.replaying import replay_reports
from dateline.store import back_up, restore

SAMPLES = Path(__file__).parents[2] / "samples" / "affair"
SOURCES = [SAMPLES / name for name in ("courier-0305.html", "harbour-0305.html", "hanbit.xml")]


def run(folder: Path, store: str | None) -> Outcome:
    folder.mkdir(exist_ok=True)
    if store is not None:
        (folder / "dateline.toml").write_text(f'store = "{store}"', encoding="utf-8")
    newsroom = Newsroom(folder)
    outcome = newsroom.run(SOURCES, langs=("en", "ko"), out=folder / "site", workers=1)
    newsroom.close()
    return outcome


def pages(site: Path) -> dict[str, bytes]:
    files = (p for p in site.rglob("*") if p.is_file() and "pagefind" not in p.parts)
    return {p.relative_to(site).as_posix(): p.read_bytes() for p in files}


def test_a_run_on_a_server_publishes_the_same_pages(tmp_path: Path, database: str) -> None:
    run(tmp_path / "file", None)
    run(tmp_path / "server", database)
    assert not (tmp_path / "server" / "newsroom.db").exists()
    assert pages(tmp_path / "file" / "site") == pages(tmp_path / "server" / "site")
    assert not any(run(tmp_path / "server", None).summary.computed.values())


def test_reports_are_the_same_again_from_a_server_and_from_its_backup(tmp_path: Path, database: str) -> None:
    run(tmp_path / "server", database)
    server, second = Newsroom(tmp_path / "server"), Newsroom(tmp_path / "second")
    back_up(server.store, tmp_path / "monday.backup")
    restore(second.store, tmp_path / "monday.backup")
    copytree(tmp_path / "server" / "originals", tmp_path / "second" / "originals")
    told = replay_reports(server)
    assert told
    assert replay_reports(second) == told
    assert not any(made.differs or made.missing or made.code for made in told)
    server.close()
    second.close()
