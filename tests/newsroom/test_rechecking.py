"""The addresses of cited sources asked again: a server on loopback, and nothing beyond it."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from msgspec.structs import replace

from dateline.cli import cli
from dateline.ingest import RawInput
from dateline.net import Client, Limits
from dateline.newsroom import Newsroom
from dateline.newsroom.corrections import corrections_made, source_changes, tasks_open
from dateline.newsroom.history import resting_articles
from dateline.newsroom.holding import HeldError, hold
from dateline.newsroom.rechecking import LOCK, Manner, recheck_sources
from dateline.watch.following import Breakable, recheck_of
from dateline.watch.stopping import StopSwitch

QUICK = Limits(seconds=3.0, pause=0.0)
LOOPBACK = frozenset({"127.0.0.1"})
TOLD = {
    "one": "Foreign Minister Dana Whitlock met Foreign Minister Oh Se-ra of South Korea in Singapore on January 8, 2026. "
    "They discussed shipping.",
    "two": "South Korean Foreign Minister Oh Se-ra met Foreign Minister Dana Whitlock in Singapore on January 8, 2026. "
    "Oh said the two sides had discussed shipping.",
    "three": "Transport Minister Ruth Calder visited Kuala Lumpur on January 12, 2026, her office said. "
    "Calder met Malaysian Transport Minister Anwar Salleh there.",
}


def _page(name: str, words: str) -> bytes:
    head = (
        f"<title>Ministers meet: {name}</title><meta property='article:published_time' content='2026-01-13T09:00:00Z'>"
    )
    paragraphs = "".join(f"<p>{part.strip()}.</p>" for part in words.rstrip(".").split(". "))
    return f"<html lang=en><head>{head}</head><body><article><h1>Ministers meet: {name}</h1>{paragraphs}</article>".encode()


class _Outlet(BaseHTTPRequestHandler):
    pages: dict[str, bytes | int]
    asked: list[str]

    def do_GET(self) -> None:
        type(self).asked.append(self.path)
        if self.path == "/robots.txt":
            return self._send(200, b"User-agent: *\nDisallow: /closed/\n")
        held = self.pages.get(self.path, 404)
        if isinstance(held, int):
            return self._send(held, b"")
        mark = f'"{hash(held) & 0xFFFF}"'
        if self.headers.get("If-None-Match") == mark:
            return self._send(304, b"")
        return self._send(200, held, mark)

    def _send(self, status: int, body: bytes, mark: str = "") -> None:
        self.send_response(status)
        if mark:
            self.send_header("ETag", mark)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        if status != 304:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        return


@pytest.fixture
def outlet() -> Iterator[tuple[str, type[_Outlet]]]:
    handler = type("Outlet", (_Outlet,), {"pages": {}, "asked": []})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", handler
    server.shutdown()
    server.server_close()


def _opened(home: str, handler: type[_Outlet], tmp_path: Path) -> Newsroom:
    handler.pages = {f"/news/{name}": _page(name, words) for name, words in TOLD.items()}
    newsroom = Newsroom(tmp_path / "room")
    raws = [
        RawInput(name=f"{home}{path}", data=data, url=f"{home}{path}", content_type="text/html")
        for path, data in handler.pages.items()
        if isinstance(data, bytes)
    ]
    newsroom.run_inputs(raws, langs=("en", "ko"), out=tmp_path / "site")
    return newsroom


def test_pages_that_change_or_vanish_mark_what_rests_on_them(outlet: tuple[str, type[_Outlet]], tmp_path: Path) -> None:
    home, handler = outlet
    newsroom, site = _opened(home, handler, tmp_path), tmp_path / "site"
    cited = {a.url for id in resting_articles(newsroom.store) if (a := newsroom.store.article(id))}
    assert cited == {f"{home}/news/{name}" for name in TOLD}

    def ask(patience: float = 24.0) -> dict[str, str]:
        done = recheck_sources(newsroom, Client(QUICK, LOOPBACK), site, Manner(patience=patience))
        return {told.url.rsplit("/", 1)[1]: told.answer for told in done.told}

    assert ask() == dict.fromkeys(TOLD, "unchanged")
    handler.asked.clear()
    assert ask() == dict.fromkeys(TOLD, "unchanged")
    assert handler.asked.count("/robots.txt") == 1
    assert not tasks_open(newsroom)

    article = next(a.id for a in newsroom.store.articles() if (a.url or "").endswith("three"))
    handler.pages["/news/three"] = 404
    assert ask()["three"] == "missing"  # that may pass
    assert not tasks_open(newsroom)
    assert ask(patience=0.0)["three"] == "gone"
    (task,) = tasks_open(newsroom)
    assert task.change is not None
    assert (task.change.kind, task.change.article, task.by) == ("gone", article, "rule")
    page = (site / "en" / "stories" / f"{task.story}.html").read_text(encoding="utf-8")
    assert "mark doubt" in page
    handler.pages["/news/three"] = _page("three", TOLD["three"])
    assert ask()["three"] == "unchanged"
    assert not tasks_open(newsroom)  # it is back
    assert [stands for _, stands in source_changes(newsroom, article)] == [False]

    handler.pages["/news/three"] = _page("three", TOLD["three"].replace("Anwar Salleh", "Lim Boon Hock"))
    other = _page("about us", "This is the house of a shipping company that sells anchors and chains to yards.")
    handler.pages["/news/two"] = other.replace(b"Ministers meet: about us", b"Anchors for sale")
    answers = ask()
    assert (answers["three"], answers["two"]) == ("changed", "other")
    assert [t.change.kind for t in tasks_open(newsroom) if t.change] == ["changed"]
    assert "source_changed" in {c.cause for c in corrections_made(newsroom)}
    newsroom.close()


def test_what_may_not_be_asked_is_not_asked(outlet: tuple[str, type[_Outlet]], tmp_path: Path) -> None:
    home, handler = outlet
    newsroom, site = _opened(home, handler, tmp_path), tmp_path / "site"
    handler.asked.clear()
    done = recheck_sources(newsroom, Client(QUICK), site, Manner(patience=0.0))  # loopback is no public address
    assert {told.answer for told in done.told} == {"unasked"}
    assert not handler.asked
    done = recheck_sources(newsroom, Client(QUICK, LOOPBACK), site, Manner(most=1))
    assert (len(done.told), done.waiting) == (1, 2)
    assert not tasks_open(newsroom)
    done = recheck_sources(newsroom, Client(QUICK, LOOPBACK), site, Manner(every=1.0))
    assert (len(done.told), done.waiting) == (0, 0)  # all were asked within the hour
    newsroom.close()


def test_one_at_a_time_asks_again(outlet: tuple[str, type[_Outlet]], tmp_path: Path) -> None:
    home, handler = outlet
    newsroom = _opened(home, handler, tmp_path)
    handler.asked.clear()
    with hold(newsroom.path / LOCK), pytest.raises(HeldError, match=str(os.getpid())):
        recheck_sources(newsroom, Client(QUICK, LOOPBACK), tmp_path / "site")
    room = str(newsroom.path)
    with hold(newsroom.path / LOCK):
        answer = CliRunner().invoke(cli, ["recheck", "--newsroom", room])
        assert answer.exit_code == 2
        assert f"process {os.getpid()} is asking" in answer.stderr
    with hold(newsroom.path / "watch.lock"):
        answer = CliRunner().invoke(cli, ["recheck", "--newsroom", room])
        assert answer.exit_code == 2
        assert "recheck_hours" in answer.stderr
    assert not handler.asked
    newsroom.close()


def test_the_watcher_asks_again_by_the_settings(outlet: tuple[str, type[_Outlet]], tmp_path: Path) -> None:
    home, handler = outlet
    newsroom, journal = _opened(home, handler, tmp_path), Quiet()
    handler.asked.clear()
    client = Breakable(Client(QUICK, LOOPBACK), StopSwitch())
    newsroom.settings = replace(newsroom.settings, recheck_hours=0.0)
    assert recheck_of(newsroom, tmp_path / "site", client, journal) is None
    newsroom.settings = replace(newsroom.settings, recheck_hours=0.5)
    ask = recheck_of(newsroom, tmp_path / "site", client, journal)
    assert ask is not None
    handler.pages["/news/one"] = 410
    assert ask() == ask() == 0
    assert journal.told == [{"asked": 3, "waiting": 0, "gone": 1, "unchanged": 2}]  # those that are due, once
    assert [t.change.kind for t in tasks_open(newsroom) if t.change] == ["gone"]
    newsroom.close()


class Quiet:
    """A journal that keeps what it is told."""

    def __init__(self) -> None:
        self.told: list[dict[str, Any]] = []

    def info(self, event: str, **fields: Any) -> None:
        assert event == "recheck"
        self.told.append(fields)

    warning = info
