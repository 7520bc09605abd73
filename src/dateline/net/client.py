"""Fetching one page: robots.txt first (RFC 9309), one request a host at a time, limits on size, time and redirects."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from importlib.metadata import version
from typing import Literal
from urllib.parse import urljoin, urlsplit

import httpcore
import httpx
from protego import Protego

from dateline.net.guard import PrivateAddress, PublicBackend

AGENT = "Dateline"
_HEADERS = {
    "User-Agent": f"{AGENT}/{version('dateline')}",
    "Accept": "text/html,application/xhtml+xml,application/xml,*/*;q=0.5",
}


@dataclass(frozen=True, slots=True)
class Limits:
    """Bytes of a page after unpacking, seconds for the whole of it, redirects, seconds between requests to one host."""

    bytes: int = 10_000_000
    seconds: float = 20.0
    redirects: int = 5
    pause: float = 5.0


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page as it came: its final address, its declared content type and its bytes."""

    url: str
    content_type: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a page was not fetched: ``not_allowed``, ``too_large`` or ``timeout``, and the reason in words."""

    code: Literal["not_allowed", "too_large", "timeout"]
    reason: str


@dataclass(slots=True)
class Client:
    """One careful client. ``allowed`` lets a test reach its own loopback server; nothing else sets it."""

    limits: Limits = field(default_factory=Limits)
    allowed: frozenset[str] = frozenset()
    _robots: dict[str, Protego | None] = field(default_factory=dict)
    _last: dict[str, float] = field(default_factory=dict)

    def fetch(self, url: str) -> Fetched | Refused:
        """The page at ``url``, or why not. Every redirect is judged like a first address."""
        for _ in range(self.limits.redirects + 1):
            parts = urlsplit(url)
            if parts.scheme not in ("http", "https") or not parts.hostname or parts.username:
                return Refused("not_allowed", f"{url}: only plain http and https addresses are fetched")
            permitted = self._permitted(url)
            if isinstance(permitted, Refused):
                return permitted
            answer = self._get(url, self.limits.bytes)
            if isinstance(answer, Refused):
                return answer
            status, location, page = answer
            if location is not None:
                url = urljoin(url, location)
                continue
            if status != 200:
                return Refused("not_allowed", f"{url}: the server answered {status}")
            return page
        return Refused("not_allowed", f"{url}: more than {self.limits.redirects} redirects")

    def _permitted(self, url: str) -> Refused | None:
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self._robots:
            rules = self._read_robots(site)
            if isinstance(rules, Refused):
                return rules
            self._robots[site] = rules
        rules = self._robots[site]
        if rules is not None and not rules.can_fetch(url, AGENT):
            return Refused("not_allowed", f"{url}: robots.txt does not allow it")
        return None

    def _read_robots(self, site: str) -> Protego | Refused | None:
        """The rules of a site; None when it has none (4xx). A site that cannot say (5xx, unreachable) allows nothing."""
        url = f"{site}/robots.txt"
        for _ in range(self.limits.redirects + 1):
            answer = self._get(url, 500_000)
            if isinstance(answer, Refused):
                return answer
            status, location, page = answer
            if location is not None:
                url = urljoin(url, location)
                continue
            if 400 <= status < 500:
                return None
            if status != 200:
                return Refused("not_allowed", f"{url}: the server answered {status}, so nothing may be fetched there")
            return Protego.parse(page.data.decode("utf-8", "replace"))
        return Refused("not_allowed", f"{url}: too many redirects")

    def _get(self, url: str, most: int) -> tuple[int, str | None, Fetched] | Refused:
        host = urlsplit(url).netloc
        self._pace(host)
        deadline = time.monotonic() + self.limits.seconds
        pool = httpcore.ConnectionPool(network_backend=PublicBackend(self.allowed), http2=False, retries=0)
        transport = httpx.HTTPTransport(retries=0)
        transport._pool = pool
        try:
            with (
                httpx.Client(transport=transport, headers=_HEADERS, timeout=self.limits.seconds) as client,
                client.stream("GET", url) as response,
            ):
                if response.is_redirect:
                    return response.status_code, response.headers.get("location", ""), Fetched(url, "", b"")
                data = bytearray()
                for chunk in response.iter_bytes(65536):
                    data += chunk
                    if len(data) > most:
                        return Refused("too_large", f"{url}: more than {most} bytes")
                    if time.monotonic() > deadline:
                        return Refused("timeout", f"{url}: not complete after {self.limits.seconds:g} seconds")
                return response.status_code, None, Fetched(url, response.headers.get("content-type", ""), bytes(data))
        except PrivateAddress as error:
            return Refused("not_allowed", str(error))
        except (httpx.TimeoutException, httpcore.TimeoutException):
            return Refused("timeout", f"{url}: no answer within {self.limits.seconds:g} seconds")
        except (httpx.HTTPError, httpx.InvalidURL, httpcore.ConnectError, httpcore.ProtocolError, ValueError) as error:
            return Refused("not_allowed", f"{url}: {error}")

    def _pace(self, host: str) -> None:
        wait = self._last.get(host, float("-inf")) + self.limits.pause - time.monotonic()
        if wait > 0:
            time.sleep(wait)
        self._last[host] = time.monotonic()
