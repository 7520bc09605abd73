"""A run killed at any point goes on where it stopped; a second run computes nothing."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

SAMPLES = Path(__file__).parents[2] / "samples"
SOURCES = [str(SAMPLES / "affair" / name) for name in ("courier-0305.html", "harbour-0305.html", "courier-0415.html")]
DRIVER = """
import os, signal, sys
from dateline.newsroom import Newsroom
room, out, stop, *sources = sys.argv[1:]
events = 0
def step(stage, done, total):
    global events
    events += 1
    if events == int(stop):
        os.kill(os.getpid(), signal.SIGKILL)
outcome = Newsroom(room).run(sources, langs=("en",), out=out, progress=step)
from dateline.model import encode
print(encode(outcome.summary).decode())
print(events)
"""


def drive(room: Path, out: Path, stop: int) -> subprocess.CompletedProcess[str]:
    """Run the newsroom in a process of its own that kills itself at the given progress event (0: never)."""
    command = [sys.executable, "-c", DRIVER, str(room), str(out), str(stop), *SOURCES]
    return subprocess.run(
        command, capture_output=True, text=True, timeout=180, env={**os.environ, "PYTHONHASHSEED": "random"}
    )


def site_files(out: Path) -> dict[str, bytes]:
    """Every file of a site by its path."""
    return {p.relative_to(out).as_posix(): p.read_bytes() for p in sorted(out.rglob("*")) if p.is_file()}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, dict[str, object], int]:
    """A run that nobody disturbed."""
    folder = tmp_path_factory.mktemp("whole")
    done = drive(folder / "room", folder / "site", 0)
    assert done.returncode == 0, done.stderr
    summary, events = done.stdout.strip().splitlines()[-2:]
    return folder / "room", folder / "site", json.loads(summary), int(events)


def test_a_second_run_computes_nothing(whole: tuple[Path, Path, dict[str, object], int]) -> None:
    room, site, first, _ = whole
    assert all(first["computed"][stage] for stage in ("ingest", "read", "link", "group", "write", "check", "publish"))  # type: ignore[index]
    before = site_files(site)
    again = drive(room, site, 0)
    assert again.returncode == 0, again.stderr
    summary = json.loads(again.stdout.strip().splitlines()[-2])
    assert set(summary["computed"].values()) == {0}
    assert {k: v for k, v in summary.items() if k != "computed"} == {k: v for k, v in first.items() if k != "computed"}
    assert site_files(site) == before


def test_a_run_killed_at_ten_points_resumes(whole: tuple[Path, Path, dict[str, object], int], tmp_path: Path) -> None:
    _, site, first, events = whole
    assert events >= 10
    room, out = tmp_path / "room", tmp_path / "site"
    for point in (1, 2, 3, 4, 5, 6, 7, 1, 3, 5):  # what is done already makes no step
        killed = drive(room, out, point)
        assert killed.returncode == -signal.SIGKILL, killed.stderr
    finished = drive(room, out, 0)
    assert finished.returncode == 0, finished.stderr
    summary = json.loads(finished.stdout.strip().splitlines()[-2])
    skip = ("computed", "site", "newsroom")
    assert {k: v for k, v in summary.items() if k not in skip} == {k: v for k, v in first.items() if k not in skip}
    assert site_files(out) == site_files(site)
