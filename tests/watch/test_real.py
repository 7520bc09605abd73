"""The watcher with nothing stood in for: the real client against a server on loopback, and the newsroom's own run."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from zlib import crc32

import pytest
from click.testing import CliRunner

from dateline.cli import cli
from dateline.group import Grouping
from dateline.net import Client, Limits
from dateline.newsroom import Newsroom
from dateline.watch import FeedListError, Watch, Watched, feeds_of, status_of, watch_newsroom
from dateline.watch.lock import is_watched, sole_watcher

BODY = (
    "ANVIK — Mayor Tova Lindqvar met the Varnish envoy Ilo Praskett in Anvik on Thursday. "
    "They agreed to open a ferry line between Anvik and Port Varn in March, the city said."
)
MORE = "Praskett, who came with two officials of the harbour office, is to leave on Friday. "


class Site(ThreadingHTTPServer):
    """A small outlet: a feed, its pages, and what it was asked for."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answers)
        self.entries: list[str] = []
        self.pages: dict[str, str] = {}
        self.asked: Counter[str] = Counter()
        self.held = threading.Event()
        self.holding = False

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def tell(self, name: str, title: str, text: str, hour: int, *, page: bool = True) -> None:
        link = f"{self.address}/{name}"
        date = f"Thu, 08 Jan 2026 {hour:02d}:00:00 +0900"
        teaser = text[:60] if page else text
        self.entries.append(
            f"<item><guid>{name}</guid><link>{link}</link><title>{title}</title><pubDate>{date}</pubDate><description>{teaser}</description></item>"
        )
        if page:
            self.pages[f"/{name}"] = (
                f'<html lang="en"><head><title>{title}</title><meta property="og:site_name" content="Anvik Courier">'
                f'<meta property="article:published_time" content="2026-01-08T{hour:02d}:00:00+09:00"></head>'
                f"<body><article><h1>{title}</h1><p>{text}</p><p>{MORE}</p></article></body></html>"
            )

    @property
    def feed(self) -> bytes:
        entries = "".join(self.entries)
        head = '<?xml version="1.0"?><rss version="2.0"><channel><title>Anvik Courier</title><language>en</language>'
        return f"{head}{entries}</channel></rss>".encode()


class _Answers(BaseHTTPRequestHandler):
    server: Site

    def do_GET(self) -> None:
        self.server.asked[self.path] += 1
        if self.path == "/feed":
            self._feed()
        elif self.path in self.server.pages:
            self._send(200, self.server.pages[self.path].encode(), "text/html; charset=utf-8")
        else:
            self._send(404, b"", "text/plain")

    def _feed(self) -> None:
        if self.server.holding:
            self.server.held.set()
            time.sleep(8)
            return
        body = self.server.feed
        etag = f'"{crc32(body)}"'
        if self.headers.get("If-None-Match") == etag:
            self.server.asked["304"] += 1
            self.send_response(304)
            self.end_headers()
            return
        self._send(200, body, "application/rss+xml", etag)

    def _send(self, status: int, body: bytes, kind: str, etag: str | None = None) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        if etag:
            self.send_header("ETag", etag)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        return


@pytest.fixture
def site() -> Iterator[Site]:
    server = Site()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()


def a_room(folder: Path, site: Site) -> Newsroom:
    """A newsroom that follows the site's feed."""
    room = folder / "room"
    room.mkdir(exist_ok=True)
    (room / "feeds.opml").write_text(f'<opml><body><outline xmlUrl="{site.address}/feed"/></body></opml>')
    (room / "dateline.toml").write_text('feeds = ["feeds.opml"]\nlangs = ["en"]\nengine = "process"\n')
    return Newsroom(room)


def once(folder: Path, site: Site) -> Newsroom:
    """One round of a watcher in a process' life of its own."""
    room = a_room(folder, site)
    client = Client(Limits(seconds=5.0, pause=0.0), frozenset({"127.0.0.1"}))
    watch_newsroom(room, Watch(out=folder / "site", log=folder / "log.jsonl"), once=True, fetcher=client)
    return room


def told(room: Newsroom) -> set[str]:
    """The articles that the stories rest on."""
    found = room.store.state("grouping", Grouping)
    assert found is not None
    return {a for story in found.stories for a in story.articles}


def test_new_edited_and_killed_articles_reach_the_stories(site: Site, tmp_path: Path) -> None:
    site.tell("ferry", "Anvik and Port Varn to open ferry line", BODY, 9)
    site.tell("mill", "Old mill at Anvik to be a museum", "ANVIK — The old mill is to be a museum, the city said.", 9)
    room = once(tmp_path, site)
    first = told(room)
    assert len(first) == 2
    room.close()

    room = once(tmp_path, site)  # nothing new: the feed is asked whether it has changed, pages are left alone
    assert site.asked["304"] == 1
    assert site.asked["/ferry"] == 1
    assert told(room) == first
    room.close()

    site.entries.clear()
    site.tell("mill", "Old mill at Anvik to be a museum", "ANVIK — The old mill is to be a school, the city said.", 9)
    site.tell("kill", "KILL: Anvik and Port Varn to open ferry line", "Editors, please kill the story.", 11, page=False)
    room = once(tmp_path, site)
    standing = [a for a in room.store.articles() if a.id in told(room)]
    assert not any("ferry line" in (a.headline or "") for a in standing)
    assert any("a school" in a.text for a in standing)
    health = json.loads((tmp_path / "site" / "health.json").read_bytes())
    assert health["feeds"][0]["edited"] == 1
    assert health["feeds"][0]["taken"] == 3
    assert health["waiting"] == 0
    log = [json.loads(line) for line in (tmp_path / "log.jsonl").read_text(encoding="utf-8").splitlines()]
    assert {"start", "feed", "page", "run"} <= {line["event"] for line in log}
    assert "Lindqvar" not in (tmp_path / "log.jsonl").read_text(encoding="utf-8")
    room.close()


DRIVER = """
import sys
from pathlib import Path
from zlib import crc32
from dateline.net import Client, Limits
from dateline.newsroom import Newsroom
from dateline.watch import Watch, watch_newsroom
folder = Path(sys.argv[1])
client = Client(Limits(seconds=20.0, pause=0.0), frozenset({"127.0.0.1"}))
room = Newsroom(folder / "room")
watch_newsroom(room, Watch(out=folder / "site", log=folder / "log.jsonl"), fetcher=client)
print("ended")
"""


def test_a_signal_in_the_middle_of_a_fetch_ends_the_process_at_once(site: Site, tmp_path: Path) -> None:
    site.tell("ferry", "Anvik and Port Varn to open ferry line", BODY, 9)
    site.holding = True
    a_room(tmp_path, site).close()
    command = [sys.executable, "-c", DRIVER, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert site.held.wait(60)
        assert is_watched(tmp_path / "room")
        start = time.monotonic()
        os.kill(process.pid, signal.SIGTERM)
        said, _ = process.communicate(timeout=30)
        assert time.monotonic() - start < 6  # the server would have held it for longer
    assert process.returncode == 0
    assert said.strip() == "ended"
    assert json.loads((tmp_path / "site" / "health.json").read_bytes())["state"] == "stopped"
    assert not is_watched(tmp_path / "room")


def test_one_watcher_a_newsroom(site: Site, tmp_path: Path) -> None:
    room = a_room(tmp_path, site)
    with sole_watcher(room.path):
        assert is_watched(room.path)
        with pytest.raises(Watched, match=str(os.getpid())):
            watch_newsroom(room, Watch(out=tmp_path / "site"), once=True)
    assert status_of(room).state == "stopped"
    room.close()


def test_lists_of_feeds(tmp_path: Path) -> None:
    listed = tmp_path / "feeds.opml"
    listed.write_text(
        '<opml><body><outline xmlUrl="https://a.example/f"/><outline xmlUrl="file:///etc/passwd"/>'
        '<outline xmlUrl="https://a.example/f"/></body></opml>'
    )
    assert feeds_of([str(listed)]) == ("https://a.example/f",)
    for wrong in ([], [str(tmp_path / "none.opml")]):
        with pytest.raises(FeedListError, match=r"dateline\.toml"):
            feeds_of(wrong)


def test_the_health_page_shows_faults_and_runs_nothing(site: Site, tmp_path: Path) -> None:
    listed = tmp_path / "feeds.opml"
    listed.write_text(
        '<opml><body><outline xmlUrl="http://127.0.0.1:9/&lt;script&gt;alert(1)&lt;/script&gt;"/></body></opml>'
    )
    ran = CliRunner()
    options = ["--newsroom", str(tmp_path / "room"), "--out", str(tmp_path / "site")]
    done = ran.invoke(cli, ["watch", *options, "--feeds", str(listed), "--once", "--log", str(tmp_path / "log")])
    assert done.exit_code == 0, done.output
    page = (tmp_path / "site" / "health.html").read_text(encoding="utf-8")
    assert "<script" not in page
    assert "no public address" in page or "not a public" in page or "private" in page
    status = ran.invoke(cli, ["watch", *options, "--status", "--json"])
    health = json.loads(status.stdout)
    assert health["state"] == "stopped"
    assert health["feeds"][0]["faults"] == 1
    assert "faulty" in ran.invoke(cli, ["watch", *options, "--status"]).stdout
