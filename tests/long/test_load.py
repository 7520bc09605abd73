"""Load: what an article costs must not grow with the newsroom, and a run must fit in memory.

The whole size: ``DATELINE_LOAD=1000,10000,100000 pytest -m long tests/long/test_load.py`` (an hour and a half on two cores).
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.long
SCRIPT = Path(__file__).parents[2] / "benchmarks" / "load" / "run.py"
WHOLE = "DATELINE_LOAD" in os.environ
SIZES = os.environ.get("DATELINE_LOAD", "1000,4000").split(",")
DEARER, MOST_MB = 1.5, 6144
LINE = re.compile(r"(\d+) articles: .*?([\d.]+) ms an article .*?(\d+) MB; (\d+) stories, (\d+) facts, (\d+) reports")


def run(*options: str) -> list[tuple[float, ...]]:
    """For each size: articles, milliseconds an article, megabytes, stories, facts, reports."""
    alone = {**os.environ, "OPENBLAS_NUM_THREADS": "1"}  # threads that wait for one another would count as work
    done = subprocess.run(
        [sys.executable, str(SCRIPT), *options], capture_output=True, text=True, check=True, env=alone
    )
    return [tuple(map(float, found.groups())) for found in map(LINE.match, done.stdout.splitlines()) if found]


def test_a_larger_newsroom_costs_no_more_an_article() -> None:
    """Of the two largest sizes; those of ``DATELINE_LOAD`` go through every stage, the small ones by which this is tried
    each time end with grouping."""
    whole = ("--workers", "2") if WHOLE else ("--grouped",)
    *_, small, large = run(*whole, "--sizes", ",".join(SIZES))
    assert large[1] <= DEARER * small[1]
    assert large[2] <= MOST_MB
    assert large[3] / large[0] > 0.5 * small[3] / small[0], "variants run into one another: no measure of cost"
    if WHOLE:
        assert large[5] == large[3]


def test_a_whole_run_on_stored_readings_writes_every_story() -> None:
    (found,) = run("--sizes", SIZES[0])
    articles, _, memory, stories, facts, reports = found
    assert memory <= MOST_MB
    assert facts > articles
    assert reports == stories
