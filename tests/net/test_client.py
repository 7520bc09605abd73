"""The client against a real server on loopback."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from dateline.net import Client, Fetched, Limits, Refused
from dateline.net.guard import is_public

QUICK = Limits(bytes=2000, seconds=1.0, redirects=3, pause=0.0)
LOOPBACK = frozenset({"127.0.0.1"})


class _Site(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path == "/robots.txt":
            self._send(200, b"User-agent: *\nDisallow: /private/\n")
        elif self.path == "/page":
            self._send(200, b"<p>words</p>")
        elif self.path == "/big":
            self._send(200, b"x" * 5000)
        elif self.path == "/inward":
            self._redirect("http://127.0.0.2:1/")
        elif self.path == "/loop":
            self._redirect("/loop")
        elif self.path == "/moved":
            self._redirect("/page")
        elif self.path == "/secret-hop":
            self._redirect("/private/x")
        elif self.path == "/file":
            self._redirect("file:///etc/passwd")
        elif self.path == "/slow":
            self.send_response(200)
            self.end_headers()
            _RELEASE.wait(3)
        else:
            self._send(404, b"")

    def _send(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _redirect(self, where: str) -> None:
        self.send_response(302)
        self.send_header("Location", where)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *args: object) -> None:
        return


_RELEASE = threading.Event()


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Site)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    _RELEASE.set()
    server.shutdown()
    server.server_close()


def test_fetches_a_page_and_follows_a_redirect(site: str) -> None:
    client = Client(QUICK, LOOPBACK)
    assert client.fetch(f"{site}/page") == Fetched(f"{site}/page", "text/html; charset=utf-8", b"<p>words</p>")
    moved = client.fetch(f"{site}/moved")
    assert isinstance(moved, Fetched)
    assert moved.url == f"{site}/page"


@pytest.mark.parametrize(
    ("path", "code", "words"),
    [
        ("/private/x", "not_allowed", "robots.txt"),
        ("/secret-hop", "not_allowed", "robots.txt"),
        ("/inward", "not_allowed", "127.0.0.2"),
        ("/file", "not_allowed", "only plain http"),
        ("/loop", "not_allowed", "redirects"),
        ("/big", "too_large", "2000"),
        ("/slow", "timeout", "seconds"),
        ("/nowhere", "not_allowed", "404"),
    ],
)
def test_refuses_with_a_reason(site: str, path: str, code: str, words: str) -> None:
    refused = Client(QUICK, LOOPBACK).fetch(f"{site}{path}")
    assert isinstance(refused, Refused)
    assert (refused.code, words in refused.reason) == (code, True), refused


def test_a_private_address_is_refused_before_a_byte_is_sent(site: str) -> None:
    refused = Client(QUICK).fetch(f"{site}/page")
    assert isinstance(refused, Refused)
    assert "not a public address" in refused.reason


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0", "100.64.0.1", "::1", "fe80::1",
     "fc00::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "224.0.0.1", "::"],
)  # fmt: skip
def test_no_inward_address_is_public(address: str) -> None:
    assert not is_public(address)


def test_public_addresses_are_public() -> None:
    assert is_public("93.184.216.34")
    assert is_public("2606:2800:220:1::1")
