"""Fetching one page: robots.txt first (RFC 9309), one request a host at a time, limits on size, time and redirects."""

from __future__ import annotations

import time
import zlib
from dataclasses import dataclass, field, replace
from importlib.metadata import version
from urllib.parse import urljoin, urlsplit

import httpcore
import httpx
from protego import Protego

from dateline.net.answers import Answer, Fetched, Refused, TooMuch, unpack, wait_asked
from dateline.net.guard import PrivateAddress, PublicBackend
from dateline.net.reservation import Reservations, read_reservations

AGENT = "Dateline"
_HEADERS = {
    "User-Agent": f"{AGENT}/{version('dateline')}",
    "Accept": "text/html,application/xhtml+xml,application/xml,*/*;q=0.5",
    "Accept-Encoding": "gzip, deflate",
}
_ROBOTS_BYTES = 512_000  # RFC 9309: at least 500 KiB are read
_LONGEST_PAUSE = 60.0
_REDIRECTS = frozenset([301, 302, 303, 307, 308])
_FOR_GOOD = frozenset([301, 308])
_GONE = frozenset([401, 402, 403, 404, 410, 451])


@dataclass(frozen=True, slots=True)
class Limits:
    """Bytes of a page after unpacking, seconds for the whole of it, redirects, seconds between requests to one host, and
    how long a site's robots.txt is remembered."""

    bytes: int = 10_000_000
    seconds: float = 20.0
    redirects: int = 5
    pause: float = 5.0
    robots_age: float = 86_400.0


@dataclass(slots=True)
class _Site:
    """What is known of a site: its rules, or why nothing may be fetched there, since when; what it reserves."""

    rules: Protego | Refused | None
    since: float
    reservations: Reservations | None = None


@dataclass(slots=True)
class Client:
    """One careful client. ``allowed`` lets a test reach its own loopback server; nothing else sets it."""

    limits: Limits = field(default_factory=Limits)
    allowed: frozenset[str] = frozenset()
    _sites: dict[str, _Site] = field(default_factory=dict)
    _next: dict[str, float] = field(default_factory=dict)

    def fetch(self, url: str, *, known: Fetched | None = None) -> Fetched | Refused:
        """The page at ``url``, or why not. Every redirect is judged like a first address.

        ``known`` is the page as it was fetched before: the server is asked for it only if it has changed (RFC 9110), and
        where it has not, ``known`` itself is given back.
        """
        hops: set[int] = set()
        for _ in range(self.limits.redirects + 1):
            site = _site_of(url)
            if site is None:
                return Refused("not_allowed", f"{url}: only plain http and https addresses are fetched")
            refused = self._forbidden(site, url)
            if refused is not None:
                return refused
            answer = self._get(url, self.limits.bytes, _conditions(known))
            if isinstance(answer, Refused):
                return answer
            if answer.status in _REDIRECTS:
                hops.add(answer.status)
                url = _next_of(url, answer)
            elif answer.status == 304 and known is not None:
                return known
            elif answer.status == 200:
                page = self._page(site, url, answer)
                return replace(page, moved=True) if hops and hops <= _FOR_GOOD else page
            else:
                reason = f"{url}: the server answered {answer.status}"
                return Refused("not_allowed", reason, answer.status in _GONE, answer.status)
        return Refused("not_allowed", f"{url}: more than {self.limits.redirects} redirects")

    def rest(self, url: str) -> float:
        """Seconds until the host of ``url`` may be asked again; 0 when it may now."""
        return max(0.0, self._next.get(_host_of(url), float("-inf")) - time.monotonic())

    def _page(self, site: str, url: str, answer: Answer) -> Fetched:
        """The page with what its outlet reserves: the site's file decides, then the response's own field (TDMRep)."""
        known = self._sites[site]
        if known.reservations is None:
            told = self._follow(f"{site}/.well-known/tdmrep.json", 500_000, cut=False)
            known.reservations = read_reservations(
                told.data if isinstance(told, Answer) and told.status == 200 else b""
            )
        by_file = known.reservations.of(urlsplit(url).path or "/")
        reserved = answer.headers.get("tdm-reservation") == "1" if by_file is None else by_file
        return Fetched(
            url,
            answer.headers.get("content-type", ""),
            answer.data,
            answer.headers.get("etag"),
            answer.headers.get("last-modified"),
            reserved,
        )

    def _forbidden(self, site: str, url: str) -> Refused | None:
        known = self._sites.get(site)
        if known is None or time.monotonic() - known.since > self.limits.robots_age:
            known = self._sites[site] = _Site(self._read_robots(site), time.monotonic())
        if isinstance(known.rules, Refused):
            return known.rules
        if known.rules is not None and not known.rules.can_fetch(url, AGENT):
            return Refused("not_allowed", f"{url}: robots.txt does not allow it", lasting=True)
        return None

    def _read_robots(self, site: str) -> Protego | Refused | None:
        """The rules of a site; None when it has none (4xx). A site that cannot say (5xx, unreachable) allows nothing."""
        answer = self._follow(f"{site}/robots.txt", _ROBOTS_BYTES, cut=True)
        if isinstance(answer, Refused):
            return answer
        if 400 <= answer.status < 500 and answer.status != 429:
            return None
        if answer.status != 200:
            reason = f"{site}/robots.txt: the server answered {answer.status}, so nothing may be fetched there"
            return Refused("not_allowed", reason)
        return Protego.parse(answer.data.decode("utf-8", "replace"))

    def _follow(self, url: str, most: int, *, cut: bool) -> Answer | Refused:
        """A site's own file, its redirects followed."""
        for _ in range(self.limits.redirects + 1):
            if _site_of(url) is None:
                return Refused("not_allowed", f"{url}: only plain http and https addresses are fetched")
            answer = self._get(url, most, {}, cut=cut)
            if isinstance(answer, Refused) or answer.status not in _REDIRECTS:
                return answer
            url = _next_of(url, answer)
        return Refused("not_allowed", f"{url}: too many redirects")

    def _get(self, url: str, most: int, conditions: dict[str, str], *, cut: bool = False) -> Answer | Refused:
        refused = self._pace(url)
        if refused is not None:
            return refused
        deadline = time.monotonic() + self.limits.seconds
        transport = httpx.HTTPTransport(retries=0)
        backend = PublicBackend(self.allowed, deadline)
        transport._pool = httpcore.ConnectionPool(network_backend=backend, http2=False, retries=0)
        try:
            with (
                httpx.Client(
                    transport=transport, headers=_HEADERS, timeout=self.limits.seconds, trust_env=False
                ) as client,
                client.stream("GET", url, headers=conditions) as response,
            ):
                headers = {name.lower(): value for name, value in response.headers.items()}
                self._rest(url, response.status_code, headers)
                if response.status_code != 200:
                    return Answer(response.status_code, headers, b"")
                if (
                    not cut
                    and headers.get("content-length", "0").isdigit()
                    and int(headers.get("content-length", "0")) > most
                ):
                    raise TooMuch(f"more than {most} bytes")
                data = unpack(response.iter_raw(65536), headers.get("content-encoding", ""), most, cut=cut)
                return Answer(response.status_code, headers, data)
        except PrivateAddress as error:
            return Refused("not_allowed", str(error))
        except TooMuch as error:
            return Refused("too_large", f"{url}: {error}")
        except (httpx.TimeoutException, httpcore.TimeoutException):
            return Refused("timeout", f"{url}: not complete within {self.limits.seconds:g} seconds")
        except (
            httpx.HTTPError,
            httpx.InvalidURL,
            httpx.StreamError,
            httpcore.ConnectError,
            httpcore.ProtocolError,
            httpcore.NetworkError,
            zlib.error,
            ValueError,
        ) as error:
            return Refused("not_allowed", f"{url}: {error}")

    def _pace(self, url: str) -> Refused | None:
        """Wait until the host may be asked again; a host that asked for a longer rest is left alone."""
        host = _host_of(url)
        wait = self._next.get(host, float("-inf")) - time.monotonic()
        if wait > max(_LONGEST_PAUSE, self.limits.pause):
            return Refused("not_allowed", f"{url}: the server asked to be left alone for {wait:.0f} seconds more")
        if wait > 0:
            time.sleep(wait)
        site = self._sites.get(_site_of(url) or "")
        rules = site.rules if site is not None else None
        delay = rules.crawl_delay(AGENT) if isinstance(rules, Protego) else None
        pause = max(self.limits.pause, min(delay or 0.0, _LONGEST_PAUSE))
        self._next[host] = time.monotonic() + pause
        return None

    def _rest(self, url: str, status: int, headers: dict[str, str]) -> None:
        """Remember that a busy server (429, 503) asked for a rest."""
        if status in (429, 503):
            host = _host_of(url)
            until = time.monotonic() + wait_asked(headers.get("retry-after"))
            self._next[host] = max(self._next.get(host, 0.0), until)


def _host_of(url: str) -> str:
    """Host and port of an address; empty for one that cannot be read."""
    try:
        return urlsplit(url).netloc.lower()
    except ValueError:
        return ""


def _site_of(url: str) -> str | None:
    """Scheme, host and port of a plain web address; None for any other."""
    try:
        parts = urlsplit(url)
        plain = parts.scheme in ("http", "https") and parts.hostname and not parts.username and parts.port != 0
    except ValueError:
        return None
    return f"{parts.scheme}://{parts.netloc.lower()}" if plain else None


def _next_of(url: str, answer: Answer) -> str:
    """Where a redirect leads; an address that cannot be read leads to itself, which is no plain web address."""
    location = answer.headers.get("location", "")
    try:
        return urljoin(url, location)
    except ValueError:
        return location


def _conditions(known: Fetched | None) -> dict[str, str]:
    fields = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified} if known is not None else {}
    return {name: value for name, value in fields.items() if value and value.isascii() and value.isprintable()}
