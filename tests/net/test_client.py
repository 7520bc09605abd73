"""The client against a real server on loopback."""

from __future__ import annotations

import gzip
import socket
import threading
import time
import zlib
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from dateline.net import Client, Fetched, Limits, Refused
from dateline.net.guard import is_public
from dateline.net.reservation import fits

QUICK = Limits(bytes=2000, seconds=4.0, redirects=3, pause=0.0)  # on a busy machine a moment is long
BRIEF = Limits(bytes=2000, seconds=0.7, redirects=3, pause=0.0)
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
        elif self.path == "/dated":
            self._dated()
        elif self.path == "/bomb":
            self._send(200, BOMB, ("Content-Encoding", "gzip"))
        elif self.path == "/packed":
            self._send(200, gzip.compress(b"<p>words</p>"), ("Content-Encoding", "gzip"))
        elif self.path == "/members":
            self._send(200, gzip.compress(b"<p>wo") + gzip.compress(b"rds</p>"), ("Content-Encoding", "gzip"))
        elif self.path == "/unframed":
            packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
            self._send(200, packer.compress(b"<p>words</p>") + packer.flush(), ("Content-Encoding", "deflate"))
        elif self.path == "/cut":
            self._send(200, gzip.compress(b"<p>words</p>")[:-9], ("Content-Encoding", "gzip"))
        elif self.path == "/nowhere-to":
            self._redirect("http://[")
        elif self.path == "/busy-odd":
            self._send(429, b"", ("Retry-After", "\u00b2"))
        elif self.path == "/strange":
            self._send(200, b"words", ("Content-Encoding", "br"))
        elif self.path == "/broken":
            self._send(200, b"no gzip", ("Content-Encoding", "gzip"))
        elif self.path == "/busy":
            self._send(429, b"", ("Retry-After", "3600"))
        elif self.path == "/number":
            self._redirect("http://2130706434:1/")
        elif self.path in ("/drip", "/dripping-head"):
            self._drip()
        elif self.path == "/reserved":
            self._send(200, b"<p>words</p>", ("tdm-reservation", "1"))
        elif self.path in ("/.well-known/tdmrep.json",):
            self._send(
                200,
                b'[{"location": "/free*", "tdm-reservation": 0}, {"location": "/all/*.html$", "tdm-reservation": 1}]',
            )
        elif self.path in ("/free/x", "/all/a.html", "/all/a.htmlx"):
            self._send(200, b"<p>words</p>", ("tdm-reservation", "1" if "free" in self.path else "0"))
        elif self.path == "/slow":
            self.send_response(200)
            self.end_headers()
            _RELEASE.wait(9)
        else:
            self._send(404, b"")

    def _dated(self) -> None:
        if self.headers.get("If-None-Match") == '"v1"' and self.headers.get("If-Modified-Since"):
            self.send_response(304)
            self.end_headers()
            return
        self._send(200, b"<p>words</p>", ("ETag", '"v1"'), ("Last-Modified", "Thu, 08 Jan 2026 08:33:00 GMT"))

    def _drip(self) -> None:
        """A byte now and then: each comes in time, all of them never."""
        try:
            if self.path == "/drip":
                self.send_response(200)
                self.end_headers()
            else:
                self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
            while not _RELEASE.wait(0.1):
                self.wfile.write(b"x")
                self.wfile.flush()
        except OSError:
            return

    def _send(self, status: int, body: bytes, *fields: tuple[str, str]) -> None:
        self.send_response(status)
        for name, value in fields:
            self.send_header(name, value)
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
BOMB = gzip.compress(b"x" * 30_000_000, 9)


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
        ("/bomb", "too_large", "2000"),
        ("/strange", "not_allowed", "br"),
        ("/broken", "not_allowed", "check"),
        ("/cut", "not_allowed", "breaks off"),
        ("/nowhere-to", "not_allowed", "only plain http"),
        ("/busy-odd", "not_allowed", "429"),
        ("/number", "not_allowed", "127.0.0.2"),
        ("/drip", "timeout", "seconds"),
        ("/dripping-head", "timeout", "seconds"),
    ],
)
def test_refuses_with_a_reason(site: str, path: str, code: str, words: str) -> None:
    start = time.monotonic()
    client = Client(QUICK, LOOPBACK)
    if code == "timeout":
        client.fetch(f"{site}/page")  # robots.txt is read in time; what follows is not
        client.limits = BRIEF
    refused = client.fetch(f"{site}{path}")
    assert time.monotonic() - start < 5 * QUICK.seconds
    assert isinstance(refused, Refused)
    assert (refused.code, words in refused.reason) == (code, True), refused


def test_a_name_without_an_address_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_a, **_k: [])
    refused = Client(QUICK).fetch("http://desk.example/")
    assert isinstance(refused, Refused)
    assert "no address" in refused.reason


def test_a_private_address_is_refused_before_a_byte_is_sent(site: str) -> None:
    refused = Client(QUICK).fetch(f"{site}/page")
    assert isinstance(refused, Refused)
    assert "not a public address" in refused.reason


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0", "100.64.0.1", "::1", "fe80::1",
     "fc00::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "224.0.0.1", "::",
     "::127.0.0.1", "fec0::1", "64:ff9b:1::7f00:1", "192.0.0.8", "192.88.99.1"],
)  # fmt: skip
def test_no_inward_address_is_public(address: str) -> None:
    assert not is_public(address)


def test_public_addresses_are_public() -> None:
    assert is_public("93.184.216.34")
    assert is_public("2606:2800:220:1::1")


def test_a_page_that_has_not_changed_is_not_sent_again(site: str) -> None:
    client = Client(QUICK, LOOPBACK)
    first = client.fetch(f"{site}/dated")
    assert isinstance(first, Fetched)
    assert (first.etag, first.data) == ('"v1"', b"<p>words</p>")
    assert client.fetch(f"{site}/dated", known=first) is first


@pytest.mark.parametrize("path", ["/packed", "/members", "/unframed"])
def test_packed_pages_are_unpacked(site: str, path: str) -> None:
    page = Client(QUICK, LOOPBACK).fetch(f"{site}{path}")
    assert isinstance(page, Fetched)
    assert page.data == b"<p>words</p>"


@pytest.mark.parametrize(
    ("path", "reserved"),
    [("/page", False), ("/reserved", True), ("/free/x", False), ("/all/a.html", True), ("/all/a.htmlx", False)],
)
def test_reservations_are_the_sites_file_first_then_the_field(site: str, path: str, reserved: bool) -> None:
    page = Client(QUICK, LOOPBACK).fetch(f"{site}{path}")
    assert isinstance(page, Fetched)
    assert page.reserved is reserved


def test_one_request_a_host_at_a_time_and_a_busy_host_is_left_alone(site: str) -> None:
    client = Client(Limits(bytes=2000, seconds=1.0, redirects=3, pause=0.2), LOOPBACK)
    start = time.monotonic()
    client.fetch(f"{site}/nowhere")
    client.fetch(f"{site}/nowhere")
    assert time.monotonic() - start >= 0.4  # robots.txt, then two requests
    assert isinstance(client.fetch(f"{site}/busy"), Refused)
    refused = client.fetch(f"{site}/page")
    assert isinstance(refused, Refused)
    assert "left alone" in refused.reason


def test_a_site_that_cannot_be_reached_is_asked_once() -> None:
    client = Client(Limits(bytes=2000, seconds=1.0, pause=0.5), LOOPBACK)
    start = time.monotonic()
    for _ in range(5):
        assert isinstance(client.fetch("http://127.0.0.1:9/page"), Refused)
    assert time.monotonic() - start < 2


@pytest.mark.parametrize(
    "url",
    [
        "ftp://a.example/",
        "http://[",
        "http://user@a.example/",
        "http:///x",
        "file:///etc/passwd",
        "http://a.example:0/",
        "",
    ],
)
def test_other_addresses_are_refused(url: str) -> None:
    refused = Client(QUICK).fetch(url)
    assert isinstance(refused, Refused)
    assert "only plain http" in refused.reason


@pytest.mark.parametrize(
    ("path", "location", "fit"),
    [("/a/b", "/a", True), ("/a/b", "/a$", False), ("/a", "/a$", True), ("/x/b.html", "/*.html$", True),
     ("/x.htmlx", "/*.html$", False), ("/aab", "/a*ab$", True), ("/ab", "/a*ab$", False), ("a" * 9000, "a*" * 400 + "b$", False)],
)  # fmt: skip
def test_locations(path: str, location: str, fit: bool) -> None:
    assert fits(path, location) is fit
