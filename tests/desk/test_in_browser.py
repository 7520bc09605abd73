"""The desk's pages in a real browser: axe-core at both widths, in four languages, and nothing wider than the screen."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import threading
import time
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from visitor import KEY

from dateline.desk import DeskSettings, create_app
from dateline.model import Report
from dateline.newsroom import Newsroom
from dateline.newsroom.complaints import open_complaint
from dateline.newsroom.signoff import Editor, refuse_report

pytestmark = pytest.mark.browser

HERE = Path(__file__).parent
ROOT = HERE.parent.parent


def _missing() -> str | None:
    if not shutil.which("node"):
        return "node is not installed"
    if not Path(os.environ.get("CHROMIUM", "/usr/bin/chromium")).exists():
        return "chromium is not installed (set CHROMIUM to its path)"
    if not (ROOT / "node_modules" / "playwright-core").is_dir():
        return "node_modules/playwright-core is missing (npm ci)"
    return None


@pytest.fixture
def served(newsroom: Newsroom, tmp_path: Path):  # type: ignore[no-untyped-def]
    """The address of a desk on loopback, and a story on it."""
    reports = newsroom.store.state("reports", list[Report]) or []
    story = next(r.story for r in reports if r.blocked is None)
    refuse_report(newsroom, story, "ko", Editor(name="Ada Fell", role="editor"), reason="a name is wrong")
    open_complaint(newsroom, text="You have the day wrong.", sender="A reader", about=story, by="Ada Fell")
    app = create_app(newsroom, DeskSettings(site=str(tmp_path / "site"), key=KEY))
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="error"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{port}", story
    server.should_exit = True
    thread.join()


def test_no_page_breaks_a_rule_of_accessibility(served: tuple[str, str], tmp_path: Path) -> None:
    reason = _missing()
    if reason:
        pytest.skip(reason)
    home, story = served
    pages = [f"/stories/{story}", "/", "/people", "/outlets", "/complaints", "/audits", "/search?q=shipping", "/log"]
    pages += ["/rejections", "/users", "/settings", f"/stories/{story}/edit/en"]
    jobs: list[dict[str, Any]] = []
    for number, path in enumerate(pages):
        for width, scheme in ((1280, "light"), (390, "dark")):
            lang = ("en", "ja", "ko", "zh")[number % 4]
            jobs.append(
                {"url": f"{home}{path}{'&' if '?' in path else '?'}lang={lang}", "width": width, "scheme": scheme}
            )
    board = f"{home}/stories/{story}"
    jobs += [{"url": f"{board}?lang={lang}", "width": 390, "scheme": "light"} for lang in ("ja", "ko", "zh")]
    jobs.append({"url": f"{home}/sign-in?lang=ko", "width": 390, "scheme": "light", "guest": True})
    plan = tmp_path / "jobs.json"
    plan.write_text(json.dumps({"enter": f"{home}/enter?key={KEY}", "jobs": jobs}), encoding="utf-8")
    # the script finds its libraries from the folder it lies in
    command = ["node", str(HERE / "visit_desk.mjs"), str(plan)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=240, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    visits = json.loads(done.stdout)
    assert len(visits) == len(jobs)
    faults = [
        v for v in visits if v["violations"] or v["overflow"] > 0 or v["outside"] or v["scripts"] or v["status"] != 200
    ]
    assert not faults, json.dumps(faults, ensure_ascii=False, indent=1)[:3000]
