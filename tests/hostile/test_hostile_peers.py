"""Servers, clients, lists and neighbours that mean harm: slow, self-signed, renamed, in the way."""

from __future__ import annotations

import os
import shutil
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import anyio
import pytest
from captures import MEETING
from starlette.types import Message

from dateline.desk import bounds
from dateline.llm import ModelError, Prompt
from dateline.llm.endpoint import Endpoint
from dateline.model import Article, Block, Rejected
from dateline.net import Client, Fetched, Limits, Refused
from dateline.store import BackupError, Store, back_up, restore
from dateline.watch.lists import FeedListError, feeds_of

BRIEF = Limits(bytes=2000, seconds=0.7, redirects=3, pause=0.0)
LOOPBACK = frozenset({"127.0.0.1"})
ASKED = Prompt(system="s", user="u", schema={})


@contextmanager
def served(serve: Callable[[socket.socket], None]) -> Iterator[int]:
    """A server on loopback that does so with each connection."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def answer() -> None:
            while True:
                try:
                    with server.accept()[0] as link:
                        serve(link)
                except (OSError, ssl.SSLError):
                    if server.fileno() < 0:
                        return

        threading.Thread(target=answer, daemon=True).start()
        yield server.getsockname()[1]
        server.shutdown(socket.SHUT_RDWR)


def drip(link: socket.socket) -> None:
    """A header that never ends, a byte now and then."""
    link.recv(65536)
    link.sendall(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    for _ in range(60):
        time.sleep(0.1)
        link.sendall(b"x")


def test_a_models_server_that_drips_its_header_is_given_up() -> None:
    pytest.importorskip("openai")
    with served(drip) as port:
        start = time.monotonic()
        with pytest.raises(ModelError):
            Endpoint(f"http://127.0.0.1:{port}/v1", "m", retries=0, timeout=0.5).ask(ASKED)
        assert time.monotonic() - start < 4


def test_a_certificate_that_nobody_vouches_for_is_none(tmp_path: Path) -> None:
    pytest.importorskip("openai")
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("openssl is not installed here")
    key, made = tmp_path / "key.pem", tmp_path / "made.pem"
    subject = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"]
    subprocess.run(
        [openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", made, *subject],
        check=True,
        capture_output=True,
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(made, key)

    def answer(link: socket.socket) -> None:
        with context.wrap_socket(link, server_side=True) as safe:
            safe.recv(65536)
            safe.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")

    with served(answer) as port:
        page = Client(Limits(seconds=5, pause=0.0), LOOPBACK).fetch(f"https://127.0.0.1:{port}/")
        assert isinstance(page, Refused)
        assert "certificate" in page.reason.lower()
        with pytest.raises(ModelError):
            Endpoint(f"https://127.0.0.1:{port}/v1", "m", retries=0, timeout=5).ask(ASKED)


def test_a_name_that_moves_house_is_judged_and_met_at_one_address(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    met: list[str] = []

    def resolve(host: str, port: int, **_: object) -> list[object]:
        asked.append(host)
        address = "93.184.216.34" if len(asked) == 1 else "127.0.0.1"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    def connect(address: tuple[str, int], *_: object, **__: object) -> socket.socket:
        met.append(address[0])
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    monkeypatch.setattr(socket, "create_connection", connect)
    client = Client(BRIEF)
    assert isinstance(client.fetch("http://moving.example/"), Refused)
    assert (len(asked), met) == (1, ["93.184.216.34"])
    later = Client(BRIEF).fetch("http://moving.example/")
    assert isinstance(later, Refused)
    assert "not a public address" in later.reason
    assert met == ["93.184.216.34"]


@pytest.mark.parametrize(
    "url", ["http://[::1", "http://a.example:99999999/", "https://[fe80::1%25]/", "http://\u202e["]
)
def test_no_address_of_a_list_ends_the_watch(url: str, tmp_path: Path) -> None:
    client = Client(BRIEF)
    assert client.rest(url) == 0.0
    assert not isinstance(client.fetch(url), Fetched)
    listed = tmp_path / "feeds.opml"
    listed.write_text(f"<opml><body><outline xmlUrl='{url}'/><outline xmlUrl='https://a.example/f'/></body></opml>")
    assert set(feeds_of([str(listed)])) <= {url, "https://a.example/f"}
    assert "https://a.example/f" in feeds_of([str(listed)])


def test_a_list_names_feeds_of_the_web_alone_and_each_once(tmp_path: Path) -> None:
    listed = tmp_path / "feeds.opml"
    odd = "".join(
        f"<outline xmlUrl='{u}'/>" for u in ("javascript:alert(1)", "file:///etc/passwd", "//a.example/", "data:,x")
    )
    listed.write_text(f"<opml><body>{odd}</body></opml>")
    with pytest.raises(FeedListError):
        feeds_of([str(listed)])
    deep = "<outline xmlUrl='https://a.example/f'>" * 200 + "</outline>" * 200
    long = f"<outline xmlUrl='https://a.example/{'x' * 100_000}'/>"
    listed.write_text(f"<opml><body>{odd}{deep}{long}</body></opml>")
    assert feeds_of([str(listed)]) == ("https://a.example/f",)
    listed.write_text("<opml><body>" + "<outline xmlUrl='https://a.example/f'>" * 10_000 + "</opml>")
    assert set(feeds_of([str(listed)])) <= {"https://a.example/f"}


def sent(body: list[bytes], wait: float, app: bounds.Bounded) -> tuple[int, float]:
    """What the desk answers a client that sends its body in parts, with a rest before each; and how long that took."""
    told: list[Message] = []
    parts = iter(body)

    async def receive() -> Message:
        await anyio.sleep(wait)
        part = next(parts, b"")
        return {"type": "http.request", "body": part, "more_body": bool(part)}

    async def send(message: Message) -> None:
        told.append(message)

    async def ask() -> None:
        await app({"type": "http", "method": "POST", "path": "/api/x", "headers": []}, receive, send)

    start = time.monotonic()
    anyio.run(ask)
    return next(m["status"] for m in told if m["type"] == "http.response.start"), time.monotonic() - start


async def _reads_all(scope: object, receive: Callable[[], object], send: Callable[[Message], object]) -> None:
    while (await receive())["more_body"]:  # type: ignore[misc]
        pass
    await send({"type": "http.response.start", "status": 200, "headers": []})  # type: ignore[misc]
    await send({"type": "http.response.body", "body": b""})  # type: ignore[misc]


def test_a_client_that_drips_its_form_is_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "SLOWEST", 0.4)
    app = bounds.Bounded(_reads_all)  # type: ignore[arg-type]
    assert sent([b"x"] * 3, 0.0, app)[0] == 200
    status, seconds = sent([b"x"] * 1_000, 0.1, app)
    assert (status, seconds < 3) == (408, True)


def test_forms_that_are_sent_at_once_share_one_room(monkeypatch: pytest.MonkeyPatch) -> None:
    app = bounds.Bounded(_reads_all)  # type: ignore[arg-type]
    monkeypatch.setattr(bounds, "MOST_HELD", 1_000)
    assert sent([b"x" * 600] * 3, 0.0, app)[0] == 503
    assert sent([b"x" * 600], 0.0, app)[0] == 200  # the room is free again
    monkeypatch.setattr(bounds, "MOST_BYTES", 100)
    assert sent([b"x" * 600], 0.0, app)[0] == 413


def _article(text: str) -> Article:
    return Article(id="a1", source="s", lang="en", text=text, blocks=(Block("body", 0, len(text), "en"),))


def test_what_killed_backups_left_goes_with_the_next_and_what_is_not_theirs_stays(tmp_path: Path) -> None:
    left, young, other = (
        tmp_path / name for name in ("b.gz.0123abcd.part", "b.gz.4567ef01.part", "c.gz.0123abcd.part")
    )
    for path in (left, young, other):
        path.write_bytes(b"half")
    for path in (left, other):
        os.utime(path, (0, 0))
    with Store(tmp_path / "room.db") as store:
        back_up(store, tmp_path / "b.gz")
    assert not left.exists()
    assert young.exists()
    assert other.exists()


def test_a_link_laid_beside_a_backup_is_not_written_through(tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.write_text("mine")
    for name in ("b.gz.part", "b.gz"):
        (tmp_path / name).symlink_to(other)
    with Store(tmp_path / "newsroom.db") as store:
        store.put_articles([_article(MEETING)])
        back_up(store, tmp_path / "b.gz")
    assert other.read_text() == "mine"
    assert not (tmp_path / "b.gz").is_symlink()
    assert [p.name for p in tmp_path.glob("b.gz.*.part")] == []
    with Store(tmp_path / "new.db") as new:
        assert restore(new, tmp_path / "b.gz") >= 1


def test_a_newsroom_that_came_into_use_is_not_restored_into(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Store(tmp_path / "newsroom.db") as store:
        store.put_articles([_article(MEETING)])
        back_up(store, tmp_path / "b.gz")
    with Store(tmp_path / "new.db") as new, Store(tmp_path / "new.db") as other:
        begin = Store.whole

        def late(store: Store):  # type: ignore[no-untyped-def]
            other.put_rejections([Rejected("x.txt", "empty", "nothing in it")])
            return begin(store)

        monkeypatch.setattr(Store, "whole", late)
        with pytest.raises(BackupError, match="not empty"):
            restore(new, tmp_path / "b.gz")
        assert not list(new.articles())
