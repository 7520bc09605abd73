"""The desk's pages in a real browser: axe-core at both widths, in four languages, and nothing wider than the screen."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from fastapi import FastAPI
from tests.browser.driving import drive, press_keys, require_browser
from visitor import KEY

from dateline.desk import DeskSettings, create_app
from dateline.group import Grouping
from dateline.lang.data import load_table
from dateline.model import Report
from dateline.newsroom import Newsroom
from dateline.newsroom.complaints import open_complaint
from dateline.newsroom.corrections import note_source_change
from dateline.newsroom.house_settings import set_setting
from dateline.newsroom.persons import persons
from dateline.newsroom.published_audits import publish_audit
from dateline.newsroom.signoff import Editor, refuse_report

pytestmark = pytest.mark.browser

HERE = Path(__file__).parent
_TOUCHED: list[str] = []


@contextmanager
def running(app: FastAPI) -> Iterator[str]:
    """A desk served on loopback; gives its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="error"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join()


@pytest.fixture
def served(newsroom: Newsroom, tmp_path: Path):  # type: ignore[no-untyped-def]
    """The address of a desk on loopback, and a story on it."""
    reports = newsroom.store.state("reports", list[Report]) or []
    story = next(r.story for r in reports if r.blocked is None)
    refuse_report(newsroom, story, "ko", Editor(name="Ada Fell", role="editor"), reason="a name is wrong")
    open_complaint(newsroom, text="You have the day wrong.", sender="A reader", about=story, by="Ada Fell")
    article = next(a.id for a in newsroom.store.articles() if "Oh Se-ra met" in " ".join(a.text.split()))
    newsroom.refresh(out=tmp_path / "site")
    note_source_change(newsroom, article, "gone", "404 since Friday", by="Ada Fell")
    _TOUCHED.extend((persons(newsroom, "en")[0].id, article))
    publish_audit(newsroom, article, Editor(name="Ada Fell", role="editor"))
    set_setting(newsroom, "title", "Quay", by="Ada Fell")
    with running(create_app(newsroom, DeskSettings(site=str(tmp_path / "site"), key=KEY))) as home:
        yield home, story


def test_no_page_breaks_a_rule_of_accessibility(served: tuple[str, str], tmp_path: Path) -> None:
    require_browser()
    home, story = served
    pages = [f"/stories/{story}", "/", "/people", "/outlets", "/complaints", "/audits", "/search?q=shipping", "/log"]
    pages += ["/tasks", f"/articles/{_TOUCHED[-1]}", "/rejections", "/users", "/settings", f"/stories/{story}/edit/en"]
    pages += [f"/people/{_TOUCHED[-2]}", "/account"]
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


def test_a_correction_a_kill_notice_a_merge_and_a_split_are_done_by_hand(newsroom: Newsroom, tmp_path: Path) -> None:
    """What an editor does at the keyboard, without scripts, is on the site after the run that the desk's own button starts."""
    require_browser()
    site = tmp_path / "site"
    newsroom.refresh(out=site)
    reports = newsroom.store.state("reports", list[Report]) or []
    made = next(r for r in reports if r.blocked is None and r.lang == "en" and "shipping" in r.text)
    story, article = made.story, made.headline.anchors[0].article
    other = next(r.story for r in reports if r.story != story)
    app = create_app(newsroom, DeskSettings(site=str(site), key=KEY))
    board = f"form[action='/stories/{story}"
    correct, kill = f"{board}/correct']", f"form[action='/articles/{article}/change']"
    words = [
        (f"{correct} textarea[name='{what}-{lang}']", f"{what} {lang} quay")
        for lang in ("en", "ko")
        for what in ("was", "now")
    ]

    def page(lang: str, name: str = story) -> str:
        return (site / lang / "stories" / f"{name}.html").read_text(encoding="utf-8")

    with running(app) as home:

        def work(url: str, *steps: dict[str, str]) -> None:
            press_keys([{"url": f"{home}{url}", "steps": list(steps)}], tmp_path, enter=f"{home}/enter?key={KEY}")

        def run() -> None:
            work("/log", {"to": "form[action='/log/refresh'] button", "press": "Enter", "shows": ".notice"})
            app.state.house.refresher.wait()
            assert app.state.house.refresher.state == "idle"

        work(
            f"/stories/{story}",
            {"to": "#corrections summary", "press": "Enter", "shows": correct},
            *({"to": field, "type": said} for field, said in words),
            {"to": f"{correct} button", "press": "Enter", "shows": ".notice"},
        )
        work(
            f"/stories/{story}",
            {"to": f"{board}/merge'] input[name='other']", "type": other},
            {"to": f"{board}/merge'] button", "press": "Enter", "shows": ".notice"},
        )
        run()
        grouping = newsroom.store.state("grouping", Grouping)
        assert grouping is not None
        whole = next(s for s in grouping.stories if article in s.articles)
        assert {story, other} <= {whole.id, *whole.aliases}
        for lang in ("en", "ko"):
            assert f"now {lang} quay" in page(lang, whole.id)
            assert f"now {lang} quay" in (site / lang / "feed.xml").read_text(encoding="utf-8")
            for alias in whole.aliases:
                assert f'href="{whole.id}.html"' in page(lang, alias)
        mine = f"form[action='/stories/{whole.id}"
        work(
            f"/stories/{whole.id}",
            {"to": f"{mine}/unrule'] button", "press": "Enter", "shows": ".notice"},
        )
        work(
            f"/stories/{whole.id}",
            {"to": f"input[value='{article}']", "press": "Space"},
            {"to": f"{mine}/split'] button", "press": "Enter", "shows": ".notice"},
        )
        run()
        apart = newsroom.store.state("grouping", Grouping)
        assert apart is not None
        assert next(s.articles for s in apart.stories if article in s.articles) == (article,)
        lone = next(s.id for s in apart.stories if article in s.articles)
        work(
            f"/articles/{article}",
            {"to": f"{kill} input[name='reason']", "type": "kill notice of 14 January"},
            {"to": f"{kill} button", "press": "Enter", "shows": ".notice"},
            {"to": "a[href='/tasks']", "press": "Enter", "shows": "form[action='/tasks/close']"},
        )
        run()
        withdrawn = load_table("ko", "site")
        assert withdrawn["withdrawn_title"] in page("ko", lone)
        assert withdrawn["because_source_killed"] in page("ko", lone)
