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
from dateline.newsroom.corrections import note_source_change
from dateline.newsroom.signoff import Editor, refuse_report

pytestmark = pytest.mark.browser

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
_TOUCHED: list[str] = []


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
    article = next(iter(newsroom.store.articles())).id
    newsroom.refresh(out=tmp_path / "site")
    note_source_change(newsroom, article, "gone", "404 since Friday", by="Ada Fell")
    _TOUCHED.append(article)
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
    pages += ["/tasks", f"/articles/{_TOUCHED[-1]}", "/rejections", "/users", "/settings", f"/stories/{story}/edit/en"]
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


def test_an_editor_works_by_keyboard_and_without_scripts(served: tuple[str, str], tmp_path: Path) -> None:
    reason = _missing()
    if reason:
        pytest.skip(reason)
    home, story = served
    approve = f"form[action='/stories/{story}/approve/en']"
    steps = [
        {"to": f"a[href='/stories/{story}']", "press": "Enter", "shows": "#edition-en"},
        {"to": f"{approve} input[value='facts']", "press": "Space"},
        {"to": f"{approve} button", "press": "Enter", "shows": ".notice"},
        {"to": "a[href='/tasks']", "press": "Enter", "shows": "form[action='/tasks/close']"},
        {"to": "form[action='/tasks/close'] input[name='text']", "type": "seen"},
        {"to": "form[action='/tasks/close'] button", "press": "Enter", "shows": ".notice"},
        {"to": "form[action='/sign-out'] button", "press": "Enter", "shows": "input[name='password']"},
    ]
    plan = tmp_path / "keys.json"
    drives = [{"url": f"{home}/", "steps": steps}]
    plan.write_text(json.dumps({"enter": f"{home}/enter?key={KEY}", "drives": drives}), encoding="utf-8")
    command = ["node", str(ROOT / "tests" / "browser" / "keys.mjs"), str(plan)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=180, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    (taken,) = json.loads(done.stdout)
    assert len(taken) == len(steps), taken[-1]
    assert not [s for s in taken if not (s["reached"] and s["outline"] and s["shown"])], taken
