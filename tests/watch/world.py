"""A world for the watcher: a clock that runs as fast as it is asked, servers with faults, and a stand-in for the run."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any
from xml.sax.saxutils import escape
from zlib import crc32

from dateline.ingest import RawInput
from dateline.model import Rejected
from dateline.net import Fetched, Refused
from dateline.newsroom import Newsroom, RunSummary
from dateline.watch import Pace, Watcher, World
from dateline.watch.stopping import StopSwitch

START = datetime(2026, 1, 5, 6, tzinfo=UTC)
LONG = "The harbour office kept its count of ships. " * 30


class Killed(BaseException):
    """The process died here."""


class Quiet:
    """A journal that counts."""

    def __init__(self) -> None:
        self.events: Counter[str] = Counter()

    def info(self, event: str, **fields: Any) -> None:
        self.events[event] += 1

    warning = info


class FastClock:
    """Waits pass at once. ``skew`` is how far the wall is off."""

    def __init__(self) -> None:
        self.elapsed = 0.0
        self.skew = timedelta()

    def monotonic(self) -> float:
        return self.elapsed

    def now(self) -> datetime:
        return START + timedelta(seconds=self.elapsed) + self.skew

    def wait(self, seconds: float) -> None:
        assert seconds > 0
        self.elapsed += seconds


class Item:
    """An entry as its outlet has it now."""

    __slots__ = ("link", "number", "short", "version")

    def __init__(self, number: int, link: str, short: bool) -> None:
        self.number, self.link, self.short, self.version = number, link, short, 1

    @property
    def words(self) -> str:
        return self.told(self.version)

    def told(self, version: int) -> str:
        """The headline of a version."""
        return f"Item {self.number} version {version} of the Anvik desk."

    def entry(self) -> str:
        text = "A teaser." if self.short else LONG
        changed = f"<atom:updated>2026-01-05T0{self.version}:00:00Z</atom:updated>" if self.version > 1 else ""
        return (
            f"<item><guid>{self.link}</guid><link>{self.link}</link><title>{escape(self.words)}</title>"
            f"<description>{escape(self.words)} {text}</description>{changed}</item>"
        )

    def page(self) -> bytes:
        return f"<html><body><h1>{self.words}</h1><p>{LONG}</p></body></html>".encode()


class Servers:
    """Every feed and page of the world. ``trouble`` is the share of requests that go wrong."""

    def __init__(self, clock: FastClock, trouble: float = 0.0, seed: int = 1) -> None:
        self.clock, self.trouble, self.random = clock, trouble, random.Random(seed)
        self.feeds: dict[str, list[Item]] = {}
        self.pages: dict[str, Item] = {}
        self.asked: list[tuple[float, str]] = []
        self.noting = True
        self.requests = 0
        self.unchanged = 0
        self.resting: dict[str, float] = {}
        self.kill_in = 0

    def rest(self, url: str) -> float:
        return max(0.0, self.resting.get(url, 0.0) - self.clock.elapsed)

    def fetch(self, url: str, *, known: Fetched | None = None) -> Fetched | Refused:
        self.clock.elapsed += 0.2
        self.requests += 1
        if self.noting:
            self.asked.append((self.clock.elapsed, url))
        self._maybe_die()
        chance = self.random.random()
        if chance < self.trouble / 4:
            self.clock.elapsed += 20
            return Refused("timeout", f"{url}: not complete within 20 seconds")
        if chance < self.trouble / 2:
            return Refused("not_allowed", f"{url}: the server answered 500")
        if chance < 0.6 * self.trouble:
            self.resting[url] = self.clock.elapsed + 1800
            return Refused("not_allowed", f"{url}: the server answered 503")
        if url in self.pages:
            return Fetched(url, "text/html; charset=utf-8", self.pages[url].page())
        body = self.body(url)
        etag = f'"{crc32(body)}"'
        if known is not None and known.etag == etag:
            self.unchanged += 1
            return known
        if chance < self.trouble:
            return Fetched(url, "application/rss+xml", body[: self.random.randrange(len(body) - 7)], '"broken"')
        return Fetched(url, "application/rss+xml", body, etag)

    def body(self, url: str) -> bytes:
        items = "".join(item.entry() for item in reversed(self.feeds[url][-30:]))
        return (
            '<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel>'
            f"<title>Anvik Courier</title><link>{url}</link>{items}</channel></rss>"
        ).encode()

    def publish(self, url: str, number: int, *, short: bool = False) -> Item:
        item = Item(number, f"{url.removesuffix('/feed')}/{number}.html", short)
        self.feeds.setdefault(url, []).append(item)
        if short:
            self.pages[item.link] = item
        return item

    def _maybe_die(self) -> None:
        if self.kill_in:
            self.kill_in -= 1
            if not self.kill_in:
                raise Killed


class Desk:
    """A stand-in for the run: notes every text that it is given, and may die before or after it has."""

    def __init__(self, seed: int = 1) -> None:
        self.took: Counter[str] = Counter()
        self.again: Counter[str] = Counter()
        self.versions: Counter[str] = Counter()
        self._known: set[int] = set()
        self.random = random.Random(seed)
        self.deadly = 0.0
        self.faulty = 0.0
        self.runs = 0

    def run(self, raws: Iterable[RawInput | Rejected], progress: Any) -> RunSummary:
        self.runs += 1
        chance = self.random.random()
        if chance < self.deadly / 2:
            raise Killed
        if chance > 1 - self.faulty:
            raise OSError(28, "No space left on device")
        inputs = [raw for raw in raws if isinstance(raw, RawInput)]
        texts = [told_in(raw.data) for raw in inputs]
        for text, raw in zip(texts, inputs, strict=True):
            if crc32(raw.data) not in self._known:
                self._known.add(crc32(raw.data))
                self.versions[text] += 1
        self.took.update(texts)
        if chance < self.deadly:
            self.again.update(texts)
            raise Killed
        return RunSummary(
            articles=len(inputs), rejected=0, origins=0, stories=0, reports=0, facts={}, withheld=0, computed={}, site="", newsroom="",
        )  # fmt: skip


def told_in(data: bytes) -> str:
    """The words of an item in an input of it."""
    page = data.split(b"<h1>")[1:]
    (told,) = page or re.findall(rb"<item>.*?<title>(.*?)</title>.*?</item>", data, re.S)
    return bytes(told).split(b"</h1>")[0].decode()


def a_watcher(
    newsroom: Newsroom, servers: Servers, desk: Desk, switch: StopSwitch | None = None, pace: Pace | None = None
) -> Watcher:
    """A watcher in this world."""
    world = World(
        clock=servers.clock,
        fetcher=servers,
        edition=desk.run,
        journal=Quiet(),
        health=lambda _: None,
        switch=switch or StopSwitch(),
    )
    return Watcher(newsroom, sorted(servers.feeds), world, pace)


def advance(watcher: Watcher, clock: FastClock, seconds: float) -> None:
    """Let the watcher work for that long."""
    until = clock.elapsed + seconds
    while clock.elapsed < until:
        wait = watcher.step()
        if wait > 0:
            clock.wait(wait)
