"""A newsroom has one run at a time: the next waits, and what stands in the end is made from the sources of both."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from click.testing import CliRunner

from dateline.cli import cli
from dateline.newsroom import Newsroom, Outcome
from dateline.newsroom.holding import RUN, hold
from dateline.store import StoreError

SAMPLES = Path(__file__).parents[2] / "samples" / "affair"
FIRST, SECOND = SAMPLES / "courier-0305.html", SAMPLES / "harbour-0305.html"


class Stopped(RuntimeError):
    """Asked to stop."""


def run_during_another(first: Path, second: Path) -> tuple[Outcome, Outcome, list[str]]:
    """A run in one folder, begun and halted, one in the other meanwhile, and the stages that the latter told until the
    former went on."""
    is_waiting = threading.Event()
    stages: list[str] = []

    def halted(stage: str, done: int, total: int) -> None:
        if stage == "link" and not begun:
            begun.append(pool.submit(other))
            assert is_waiting.wait(60), stages

    def other() -> Outcome:
        def step(stage: str, done: int, total: int) -> None:
            stages.append(stage)
            if stage == "wait":
                is_waiting.set()

        newsroom = Newsroom(second)
        try:
            return newsroom.run([SECOND], langs=("en",), out=second / "site", progress=step, workers=1)
        finally:
            newsroom.close()

    begun: list = []
    newsroom = Newsroom(first)
    with ThreadPoolExecutor(1) as pool:
        made = newsroom.run([FIRST], langs=("en",), out=first / "site", progress=halted, workers=1)
        later = begun[0].result()
    newsroom.close()
    return made, later, stages


def is_one_after_the_other(first: Path, second: Path) -> None:
    made, later, stages = run_during_another(first, second)
    assert stages.index("ingest") > stages.index("wait")
    assert set(stages[: stages.index("ingest")]) == {"wait"}
    newsroom = Newsroom(second)
    assert len(list(newsroom.store.articles())) == 2
    newsroom.close()
    assert (made.summary.origins, later.summary.origins) == (1, 2)


def test_the_second_run_of_a_folder_waits_for_the_first(tmp_path: Path) -> None:
    is_one_after_the_other(tmp_path, tmp_path)


def test_two_folders_on_one_server_have_one_run_at_a_time(tmp_path: Path, database: str) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "dateline.toml").write_text(f'store = "{database}"', encoding="utf-8")
    is_one_after_the_other(tmp_path / "one", tmp_path / "two")


def test_a_run_that_waits_can_be_stopped_and_holds_nothing(tmp_path: Path) -> None:
    def stopped(stage: str, done: int, total: int) -> None:
        raise Stopped

    newsroom = Newsroom(tmp_path)
    with hold(tmp_path / RUN), pytest.raises(Stopped):
        newsroom.run([FIRST], langs=("en",), out=tmp_path / "site", progress=stopped, workers=1)
    assert newsroom.run([FIRST], langs=("en",), out=tmp_path / "site", workers=1).summary.articles == 1
    newsroom.close()


def test_a_place_lost_with_its_connection_is_taken_again_or_the_run_ends(database: str) -> None:
    from dateline.store import Store

    def cut(store: Store) -> None:
        kill = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = ?"
        with Store(database) as helper:
            helper._db.rows(kill, (database.rsplit("/", 1)[-1].split("?")[0],))
        with pytest.raises(StoreError):
            list(store.articles())

    with Store(database) as mine:
        assert mine.claim()
        cut(mine)
        assert not list(mine.articles())  # connected anew
        with Store(database) as other:
            assert not other.claim()
        cut(mine)
        with Store(database) as other:
            assert other.claim()
            for _ in range(2):
                with pytest.raises(StoreError, match="another run began there"):
                    list(mine.articles())


def test_the_command_says_once_that_it_waits(tmp_path: Path) -> None:
    room = tmp_path / "room"
    room.mkdir()
    free = threading.Event()

    def occupy(ready: threading.Event) -> None:
        with hold(room / RUN):
            ready.set()
            free.wait(60)

    ready = threading.Event()
    with ThreadPoolExecutor(1) as pool:
        pool.submit(occupy, ready)
        assert ready.wait(60)
        timer = threading.Timer(1.0, free.set)
        timer.start()
        asked = ["run", str(FIRST), "--newsroom", str(room), "--out", str(tmp_path / "site"), "--lang", "en"]
        done = CliRunner().invoke(cli, asked)
    assert done.exit_code == 0, done.output
    assert done.stderr.count("another run is at work on this newsroom") == 1
