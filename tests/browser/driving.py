"""Chromium driven by the scripts beside: what it needs, and how a script is given its plan."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
ROOT = HERE.parent.parent


def require_browser() -> None:
    """Skip, and say why, where there is no browser to drive."""
    if not shutil.which("node"):
        pytest.skip("node is not installed")
    if not Path(os.environ.get("CHROMIUM", "/usr/bin/chromium")).exists():
        pytest.skip("chromium is not installed (set CHROMIUM to its path)")
    if not (ROOT / "node_modules" / "playwright-core").is_dir():
        pytest.skip("node_modules/playwright-core is missing (npm ci)")


def drive(script: Path, plan: Any, folder: Path) -> Any:
    """What a script answers to a plan, which is laid in ``folder``."""
    path = folder / "plan.json"
    path.write_text(json.dumps(plan), encoding="utf-8")
    done = subprocess.run(
        ["node", str(script), str(path)], cwd=ROOT, capture_output=True, text=True, timeout=900, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout)


def press_keys(drives: Sequence[Mapping[str, Any]], folder: Path, enter: str | None = None) -> None:
    """Assert that every step of each drive is reached by the keyboard alone, seen to be, and shows what it should."""
    taken = drive(HERE / "keys.mjs", {"drives": drives} | ({"enter": enter} if enter else {}), folder)
    for wanted, steps in zip(drives, taken, strict=True):
        assert len(steps) == len(wanted["steps"]), steps[-1]
        assert not [s for s in steps if not (s["reached"] and s["outline"] and s["shown"])], steps
