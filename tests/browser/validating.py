"""The Nu HTML checker: what it needs, and what it holds against pages."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from tests.browser.driving import ROOT

CHECKER = ROOT / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"


def faults_of(folder: Path) -> list[dict[str, object]]:
    """What the checker holds against the HTML files of a folder: its errors; or skip, and say why."""
    if not shutil.which("java") or not CHECKER.exists():
        pytest.skip("the Nu HTML checker needs java and node_modules/vnu-jar (make browser)")
    asked = ["java", "-Xss1m", "-jar", str(CHECKER), "--format", "json", "--skip-non-html", str(folder)]
    done = subprocess.run(asked, capture_output=True, text=True, timeout=300, check=False)
    told: list[dict[str, object]] = json.loads(done.stderr or done.stdout)["messages"]
    return [m for m in told if m["type"] != "info"]
