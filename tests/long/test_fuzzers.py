"""Coverage-guided fuzzing of every parser for a bounded time, from the kept corpus (atheris, libFuzzer)."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.long
HOSTILE = Path(__file__).parents[1] / "hostile"
SECONDS = int(os.environ.get("DATELINE_FUZZ_SECONDS", "30"))
TARGETS = ("html", "feed", "lists", "records", "mail", "document", "pdf", "warc", "dump", "any")


@pytest.mark.parametrize("target", TARGETS)
def test_no_input_is_found_that_raises(target: str, tmp_path: Path) -> None:
    pytest.importorskip("atheris")
    found = tmp_path / "found"
    found.mkdir()
    command = [
        sys.executable,
        str(HOSTILE / "fuzz.py"),
        target,
        f"-max_total_time={SECONDS}",
        "-max_len=6000",
        "-timeout=10",
        "-rss_limit_mb=1500",
        "-seed=9",
        f"-artifact_prefix={tmp_path}/",
        str(found),
        str(HOSTILE / "corpus"),
    ]
    done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS * 10 + 300)
    crashes = [p.read_bytes()[:500] for p in tmp_path.iterdir() if p.is_file()]
    assert done.returncode == 0, (crashes, done.stdout[-1500:], done.stderr[-1500:])
