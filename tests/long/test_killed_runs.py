"""A run killed again and again, anywhere: what is there afterwards is what an undisturbed run leaves."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from dateline.model import digest
from dateline.store import Store, back_up, restore
from dateline.store.backup import TABLES

pytestmark = pytest.mark.long
SAMPLES = Path(__file__).parents[2] / "samples" / "affair"
SOURCES = [SAMPLES / name for name in ("courier-0305.html", "harbour-0305.html", "courier-0415.html", "hanbit.xml")]
KILLS = int(os.environ.get("DATELINE_KILLS", "100"))
SEED, MOST_LIVES = 20260108, 25
STILL = {**os.environ, "PYTHONHASHSEED": "0"}  # sets are kept in their own order, so rows are compared under one seed
KEPT = Path(__file__).parents[1] / "fixtures" / "newsrooms" / "0.1.0-events"
DECIDING = """
import sys
from dateline.store import Store
print("begun", flush=True)
with Store(sys.argv[1] + "/newsroom.db") as store:
    for number in range(100_000):
        store.put_decision("review", f"d{sys.argv[2]}-{number}", {"by": "ada", "number": number})
        print(number, flush=True)
"""
SAVING = """
import sys
from pathlib import Path
from dateline.store import Store, back_up
print("begun", flush=True)
with Store(sys.argv[1] + "/newsroom.db") as store:
    while True:
        back_up(store, Path(sys.argv[1]) / "room.backup")
        print("saved", flush=True)
"""
MOVING = """
import sys
from dateline.store import Store
print("begun", flush=True)
Store(sys.argv[1] + "/newsroom.db").close()
"""
PROGRAM = """
import datetime, sys
from dateline.newsroom import Newsroom, day
class Still(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return cls(2026, 4, 20, 9, tzinfo=tz)
day.datetime = Still  # a report's history tells when it was printed
newsroom = Newsroom(sys.argv[1])
print("begun", flush=True)
newsroom.run(sys.argv[3:], langs=("en", "ko"), out=sys.argv[2], workers=1)
newsroom.close()
"""


def life(room: Path, out: Path, seconds: float | None) -> bool:
    """A run in a process of its own, killed with SIGKILL so many seconds after it began, or never. True when it came to its
    end. (A fork of this process would inherit the locks of its libraries' threads.)"""
    command = [sys.executable, "-c", PROGRAM, str(room), str(out), *map(str, SOURCES)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=STILL) as run:
        assert run.stdout is not None
        assert run.stdout.readline() == "begun\n"
        if seconds is not None:
            time.sleep(seconds)
            run.send_signal(signal.SIGKILL)
        _, faults = run.communicate()
    assert run.returncode in (0, -signal.SIGKILL), faults
    return run.returncode == 0


def killed(program: str, seconds: float, *given: str) -> list[str]:
    """The lines that a program said until it was killed, so many seconds after it began."""
    command = [sys.executable, "-c", program, *given]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as run:
        assert run.stdout is not None
        assert run.stdout.readline() == "begun\n"
        time.sleep(seconds)
        run.kill()
        said, faults = run.communicate()
    assert run.returncode in (0, -signal.SIGKILL), faults
    return said.splitlines()


def a_kept_newsroom(folder: Path) -> Path:
    """A newsroom of the first release, as it was kept."""
    shutil.copytree(KEPT, folder)
    return folder


def found_of_names(room: Path) -> dict[tuple[str, str], Any]:
    """What was found out about names, by table and name. Which names were looked at goes by what was left to do when the
    last process began; what was found of each goes by the name alone."""
    with Store(room / "newsroom.db") as store:
        kept = (store.state("names", dict[str, Any]) or {})["kept"]
    return {(table, name): value for table, rows in kept.items() for name, value in rows.items()}


def test_kills_in_the_middle_of_decisions(tmp_path: Path) -> None:
    """Whatever an editor was told is kept is there, once, and nothing else of hers is lost."""
    chance, told = random.Random(SEED), set[str]()
    for life_number in range(20):
        said = killed(DECIDING, chance.random(), str(tmp_path), str(life_number))
        told |= {f"d{life_number}-{number}" for number in said}
        with Store(tmp_path / "newsroom.db") as store:
            found = [id for id, *_ in store.table("decisions", ("id",), "seq")]
            assert told <= set(found)
            assert len(set(found)) == len(found)
            assert len(store.decisions("review", dict)) == len(found)
    print(f"20 kills, {len(told)} decisions told as kept, all there")


def test_kills_in_the_middle_of_a_backup(tmp_path: Path) -> None:
    """There is no backup yet, or a whole one: a kill never leaves half of one under its name."""
    chance, room, whole = random.Random(SEED), a_kept_newsroom(tmp_path / "room"), 0
    (room / "room.backup").unlink(missing_ok=True)
    for number in range(20):
        killed(SAVING, chance.random(), str(room))
        if (room / "room.backup").exists():
            with Store(room / "newsroom.db") as store, Store(tmp_path / f"new-{number}.db") as new:
                restore(new, room / "room.backup")
                assert list(new.articles()) == list(store.articles())
            whole += 1
    assert whole >= 10
    with Store(room / "newsroom.db") as store:
        back_up(store, room / "room.backup")  # what a kill left beside it is in nobody's way
    print(f"20 kills, {whole} of them with a backup there, all whole")


def test_kills_in_the_middle_of_a_migration(tmp_path: Path) -> None:
    """The next program finds the newsroom as it was or as it shall be, and brings it forward to its end."""
    begun = time.monotonic()
    plain = a_kept_newsroom(tmp_path / "plain")
    Store(plain / "newsroom.db").close()
    chance, moved = random.Random(SEED), contents(plain)
    for number in range(30):
        room = a_kept_newsroom(tmp_path / f"room-{number}")
        killed(MOVING, chance.random() * 0.4, str(room))
        assert contents(room) == moved
        with Store(room / "newsroom.db") as store, Store(plain / "newsroom.db") as other:
            for words in ("minister", "회담", "会談"):
                assert [a.id for a in store.search(words)] == [a.id for a in other.search(words)]
            assert not list(store.table("unfinished", ("task",), "task"))
    print(f"30 kills in {time.monotonic() - begun:.0f} s")


def site_digest(out: Path) -> str:
    """The digest of every file of the pages; the search index beside them is another program's."""
    files = sorted(p for p in out.rglob("*") if p.is_file() and "pagefind" not in p.relative_to(out).parts)
    return digest([(p.relative_to(out).as_posix(), p.read_bytes()) for p in files])


def contents(room: Path) -> Mapping[str, list[tuple[object, ...]]]:
    """Every row that a newsroom keeps, but for where its originals stand; none may be there twice."""
    with Store(room / "newsroom.db") as store:
        rows = {t: sorted(store.table(t, c, c[0]), key=repr) for t, c in TABLES.items() if t != "originals"}
    rows["decisions"] = [row for row in rows["decisions"] if row[1] != "run"]  # the log of runs tells when
    rows["state"] = [row for row in rows["state"] if row[0] != "names"]  # see found_of_names
    for table, found in rows.items():
        assert len({repr(row) for row in found}) == len(found), f"{table}: a row is there twice"
    return rows


def test_a_hundred_kills_lose_and_double_nothing(tmp_path: Path) -> None:
    """Newsrooms are killed at random moments until a hundred kills have fallen; each is then completed and compared."""
    plain, site = tmp_path / "plain", tmp_path / "plain-site"
    begun = time.monotonic()
    assert life(plain, site, None)
    lasted, whole, pages = time.monotonic() - begun, contents(plain), site_digest(site)
    names = found_of_names(plain)
    chance = random.Random(SEED)
    kills = rooms = 0
    while kills < KILLS:
        rooms += 1
        room, out = tmp_path / f"room-{rooms}", tmp_path / f"site-{rooms}"
        for _ in range(MOST_LIVES):
            if kills == KILLS or life(room, out, chance.random() * lasted):
                break
            kills += 1
        assert life(room, out, None)
        found = contents(room)
        for table, rows in whole.items():
            assert found[table] == rows, f"newsroom {rooms}: {table} differs after the kills"
        told = found_of_names(room)
        assert told
        assert all(names.get(key, value) == value for key, value in told.items()), f"newsroom {rooms}: names"
        assert site_digest(out) == pages, f"newsroom {rooms}: the pages differ after the kills"
    print(f"{kills} kills in {rooms} newsrooms, an undisturbed run takes {lasted:.1f} s")
