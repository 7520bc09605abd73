"""The desk's pages in a real browser: axe-core at both widths, in four languages, and nothing wider than the screen."""

from __future__ import annotations

import json
import socket
import threading
import time
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from tests.browser.driving import drive, press_keys, require_browser
from visitor import KEY

from dateline.desk import DeskSettings, create_app
from dateline.model import Report
from dateline.newsroom import Newsroom
from dateline.newsroom.complaints import open_complaint
from dateline.newsroom.corrections import note_source_change
from dateline.newsroom.signoff import Editor, refuse_report

pytestmark = pytest.mark.browser

HERE = Path(__file__).parent
_TOUCHED: list[str] = []


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
    require_browser()
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
    # the script finds its libraries from the folder it lies in
    visits = drive(HERE / "visit_desk.mjs", {"enter": f"{home}/enter?key={KEY}", "jobs": jobs}, tmp_path)
    assert len(visits) == len(jobs)
    faults = [
        v for v in visits if v["violations"] or v["overflow"] > 0 or v["outside"] or v["scripts"] or v["status"] != 200
    ]
    assert not faults, json.dumps(faults, ensure_ascii=False, indent=1)[:3000]


def test_an_editor_works_by_keyboard_and_without_scripts(served: tuple[str, str], tmp_path: Path) -> None:
    require_browser()
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
    press_keys([{"url": f"{home}/", "steps": steps}], tmp_path, enter=f"{home}/enter?key={KEY}")
