"""The watcher: asks the feeds, fetches what is new, and has the newsroom run on it; one thing at a time, for months."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from typing import Protocol

import msgspec

from dateline.ingest import RawInput
from dateline.model import Rejected, digest
from dateline.net import Fetched, Refused
from dateline.newsroom import Newsroom, RunSummary
from dateline.store import StoreError
from dateline.watch.clock import Clock
from dateline.watch.entries import BrokenFeed, SplitFeed, split_feed
from dateline.watch.intake import Told, take_entries, told_of
from dateline.watch.journal import Journal
from dateline.watch.memory import FeedState, Memory, RunState, Waiting, without
from dateline.watch.remedies import BROKEN, GONE, remedy_of
from dateline.watch.schedule import Pace, after_fault, next_interval, rest_after_restart, spread
from dateline.watch.stopping import StopSwitch

_LONGEST_WAIT = 60.0
_HOUR = 3600.0
_CALM = 60.0  # seconds between two looks at what is written of the watcher's health
Step = Callable[[str, int, int], None]
Edition = Callable[[Iterable[RawInput | Rejected], Step], RunSummary]
Health = Callable[[str | None], None]
"""Has it written how the watcher is; given is what keeps it from its work, if anything does."""
Recheck = Callable[[], int]
"""Asks some addresses of cited sources again; gives how many more are due."""
Lists = Callable[[], Sequence[str] | None]
"""The addresses to follow, where they are others than before; raises ValueError where the lists cannot be read."""


class Fetcher(Protocol):
    """Where pages come from: ``dateline.net.Client``, or a test's own."""

    def fetch(self, url: str, *, known: Fetched | None = None) -> Fetched | Refused:
        """The page, or why not; ``known`` itself where it has not changed."""
        ...

    def rest(self, url: str) -> float:
        """Seconds until its host may be asked again."""
        ...


class World(msgspec.Struct, frozen=True, kw_only=True):
    """What the watcher meets: time, the network, the newsroom's run, its log, and who is told of its health."""

    clock: Clock
    fetcher: Fetcher
    edition: Edition
    journal: Journal
    health: Health
    switch: StopSwitch
    recheck: Recheck | None = None
    lists: Lists = lambda: None


class Watcher:
    """Follows feeds on behalf of one newsroom. All that must outlive it is in the newsroom's store: an instance that is
    stopped or killed at any point is continued by the next."""

    def __init__(self, newsroom: Newsroom, urls: Sequence[str], world: World, pace: Pace | None = None) -> None:
        """Take up the work where the last watcher left it. Raises StoreError."""
        self._room, self._world, self._pace = newsroom, world, pace or Pace()
        self._memory = Memory(newsroom.store)
        start = world.clock.monotonic()
        self._feeds: dict[str, FeedState] = {}
        self._due: dict[str, float] = {}
        self._told_of: Counter[Told] = Counter()
        self._pages: dict[tuple[str, str], float] = {}
        self._since: float | None = None
        self._faults = 0
        self._fault: str | None = None
        self._lists_at = start + _CALM
        for state in self._memory.left(urls):
            self._take_up(state)
        self._follow(urls)
        self._run = self._memory.last_run()
        self._run_after = start
        self._health_told = float("-inf")
        self._recheck_at = start + _HOUR if world.recheck is not None else float("inf")

    def watch(self) -> None:
        """Work until asked to stop. Raises Stopped."""
        while True:
            self._world.switch.check()
            wait = self.safe_step()
            if wait > 0:
                self._tell_health()
                self._pause(wait)

    def safe_step(self) -> float:
        """A step; where the store or the disk fails, the seconds until it is worth while to try again. What was not kept has
        not happened, so nothing is lost."""
        try:
            wait = self.step()
        except (StoreError, OSError) as error:
            self._faults, self._fault = self._faults + 1, str(error)
            wait = min(after_fault(self._faults, 0.0, self._pace) / 10, _LONGEST_WAIT)
            told = "do as the reason says, or make free space; nothing is lost, and it is tried again"
            self._world.journal.warning("fault", reason=str(error), remedy=told, faults=self._faults, next=round(wait))
            return wait
        self._faults, self._fault = 0, None
        return wait

    def once(self) -> None:
        """Ask every feed once, fetch the pages that can be had now, run, and be done. Raises Stopped."""
        for url in list(self._due):
            self._pause(min(self._world.fetcher.rest(url), _LONGEST_WAIT))
            self._visit(url)
        for url, key in list(self._pages):
            page = self._waiting(url, key)
            self._pause(min(self._world.fetcher.rest(page.page or url), _LONGEST_WAIT))
            self._fetch_page(url, page)
        self._since = float("-inf")
        while self._since is not None and not self._run.faults:
            self._hold_run()
        self._tell_health(at_once=True)

    def step(self) -> float:
        """Do what is most urgent. Gives the seconds until there is something to do again; 0 when it did something."""
        now = self._world.clock.monotonic()
        if self._lists_at <= now:
            self._read_lists(now)
        if self._run_is_due(now):
            self._hold_run()
            return 0.0
        url = min(self._due, key=self._due.__getitem__, default=None)
        if url is not None and self._due[url] <= now:
            rest = self._world.fetcher.rest(url)
            if rest > 0:
                self._due[url] = now + rest
            else:
                self._visit(url)
            return 0.0
        page = min(self._pages, key=self._pages.__getitem__, default=None)
        if page is not None and self._pages[page] <= now:
            waiting = self._waiting(*page)
            rest = self._world.fetcher.rest(waiting.page or page[0])
            if rest > 0:
                self._pages[page] = now + rest
            else:
                self._fetch_page(page[0], waiting)
            return 0.0
        if self._recheck_at <= now:
            self._ask_again()
            return 0.0
        return self._wait_from(now)

    def tell_health(self) -> None:
        """Have it written how things are."""
        self._tell_health(at_once=True)

    def _wait_from(self, now: float) -> float:
        times = [*self._due.values(), *self._pages.values(), self._recheck_at]
        if self._since is not None:
            times.append(max(self._since + self._pace.gather, self._run_after))
        return max(0.01, min([t - now for t in times] + [_LONGEST_WAIT]))

    def _ask_again(self) -> None:
        """Have some addresses of cited sources asked again; the rest follow soon, those asked now when they are due."""
        assert self._world.recheck is not None
        waiting = 0
        try:
            waiting = self._world.recheck()
        except Exception as error:  # feeds are followed all the same
            self._world.journal.warning("recheck fault", reason=f"{type(error).__name__}: {error}")
        self._recheck_at = self._world.clock.monotonic() + (_CALM if waiting else _HOUR)

    def _pause(self, seconds: float) -> None:
        with self._world.switch.breakable():
            if seconds > 0:
                self._world.clock.wait(seconds)

    # feeds

    def _follow(self, urls: Sequence[str]) -> None:
        """Follow these feeds and no others. Of one that is left, what still waits goes through its run first."""
        kept = dict.fromkeys(urls)
        for url in [u for u in self._feeds if u not in kept]:
            self._due.pop(url, None)
            self._drop_if_done(url)
        self._memory.follow([*kept, *(u for u in self._feeds if u not in kept)])
        for url in kept:
            state = (
                self._feeds.get(url) or self._memory.feed(url) or FeedState(url=url, interval=2 * self._pace.shortest)
            )
            if url not in self._feeds:
                self._take_up(state)
            if url not in self._due:
                rest = rest_after_restart(state.due, state.planned, self._world.clock.now().timestamp())
                self._due[url] = self._world.clock.monotonic() + rest

    def _take_up(self, state: FeedState) -> None:
        self._feeds[state.url] = state
        self._told_of.update(told_of(state))
        self._await(state)

    def _drop_if_done(self, url: str) -> bool:
        """Forget a feed that is followed no more and of which nothing waits; the store keeps what it has told."""
        state = self._feeds[url]
        if url in self._due or state.waiting:
            return False
        self._told_of.subtract(told_of(state))
        self._told_of += Counter()  # drops what is told by nobody now
        del self._feeds[url]
        return True

    def _read_lists(self, now: float) -> None:
        """Take up feeds that were added to the lists, leave those taken out. Lists that cannot be read change nothing."""
        self._lists_at = now + _CALM
        try:
            urls = self._world.lists()
        except ValueError as error:
            self._world.journal.warning("list fault", reason=str(error))
            return
        if urls is not None:
            before = set(self._due)
            self._follow(urls)
            told = {"added": sorted(set(urls) - before), "left": sorted(before - set(urls))}
            self._world.journal.info("lists", feeds=len(self._due), **told)

    def _visit(self, url: str) -> None:
        state = self._feeds[url]
        known = Fetched(url, "", b"", state.etag, state.last_modified)
        with self._world.switch.breakable():
            answer = self._world.fetcher.fetch(url, known=known)
        if isinstance(answer, Refused):
            asked = self._pace.longest if answer.status == GONE else self._world.fetcher.rest(url)
            self._note_fault(state, answer.reason, remedy_of(answer), asked)
            return
        state = self._noted_move(state, answer, known)
        if answer is known or digest(answer.data) == state.body:
            marks = known if answer is known else answer
            self._note_visit(msgspec.structs.replace(state, etag=marks.etag, last_modified=marks.last_modified))
            return
        try:
            feed = split_feed(answer.data, answer.content_type, answer.url)
        except BrokenFeed as error:
            self._note_fault(state, f"{url}: {error}", BROKEN, 0.0)
            return
        if feed.beyond:
            self._world.journal.warning("feed too long", url=url, beyond=feed.beyond)
        self._take(state, answer, feed)

    def _noted_move(self, state: FeedState, answer: Fetched, known: Fetched) -> FeedState:
        if answer is known:
            return state
        moved = answer.url if answer.moved else None
        if moved and moved != state.moved:
            told = "put the new address into the list"
            self._world.journal.warning("feed moved", url=state.url, to=moved, remedy=told)
        return msgspec.structs.replace(state, moved=moved)

    def _take(self, state: FeedState, answer: Fetched, feed: SplitFeed) -> None:
        now = self._world.clock.now().replace(microsecond=0).isoformat()
        mine = Counter(told_of(state))

        def is_known(one: Told) -> bool:
            return self._told_of[one] > mine[one]

        after = take_entries(state, feed, self._archive, is_known, now)
        after = msgspec.structs.replace(
            after,
            etag=answer.etag,
            last_modified=answer.last_modified,
            body=digest(answer.data),
            changed=now if len(after.waiting) > len(state.waiting) else state.changed,
        )
        self._note_visit(after, least=feed.ttl)

    def _archive(self, raw: RawInput) -> str:
        self._world.switch.check()  # what is archived and not yet noted is taken again
        return self._room.originals.put(
            raw.data, name=raw.name, url=raw.url, content_type=raw.content_type, reserved=raw.reserved
        )

    def _note_visit(self, state: FeedState, least: float = 0.0) -> None:
        """Keep what a visit brought, in one write: the entries wait from the moment in which they count as seen."""
        before = self._feeds[state.url]
        came = state.taken - before.taken, state.edited - before.edited
        interval = next_interval(state.interval, any(came), self._pace, least)
        self._schedule(
            msgspec.structs.replace(state, interval=interval, faults=0, fault=None), interval * spread(state.url)
        )
        self._world.journal.info("feed", url=state.url, new=came[0], edited=came[1], next=round(interval))

    def _note_fault(self, state: FeedState, reason: str, remedy: str, asked: float) -> None:
        faults = state.faults + 1
        wait = after_fault(faults, state.interval, self._pace, asked)
        told = f"{reason}; {remedy}"
        self._schedule(msgspec.structs.replace(state, faults=faults, fault=told), wait * max(1.0, spread(state.url)))
        self._world.journal.warning(
            "feed fault", url=state.url, faults=faults, reason=reason, remedy=remedy, next=round(wait)
        )

    def _schedule(self, state: FeedState, wait: float) -> None:
        now = self._world.clock.now()
        state = msgspec.structs.replace(
            state, due=now.timestamp() + wait, planned=wait, visited=now.replace(microsecond=0).isoformat()
        )
        self._keep(state)
        self._due[state.url] = self._world.clock.monotonic() + wait

    def _keep(self, state: FeedState) -> None:
        """The store first: what it has not taken has not happened."""
        self._memory.put_feed(state)
        before = self._feeds[state.url]
        if before.seen is not state.seen:
            for one in told_of(before):
                self._told_of[one] -= 1
                if not self._told_of[one]:
                    del self._told_of[one]
            self._told_of.update(told_of(state))
        self._feeds[state.url] = state
        self._await(state)

    def _await(self, state: FeedState) -> None:
        """See to what waits of a feed: its pages are to be fetched, its entries are to be run on."""
        now = self._world.clock.monotonic()
        for waiting in state.waiting:
            if waiting.page:
                self._pages.setdefault((state.url, waiting.key), now)
            elif self._since is None:
                self._since = now

    # pages

    def _waiting(self, url: str, key: str) -> Waiting:
        return next(w for w in self._feeds[url].waiting if w.key == key)

    def _fetch_page(self, url: str, one: Waiting) -> None:
        """Fetch the page of an entry; where it cannot be had, the entry itself stands in the end."""
        assert one.page is not None
        with self._world.switch.breakable():
            answer = self._world.fetcher.fetch(one.page)
        if isinstance(answer, Refused):
            made = msgspec.structs.replace(one, tries=one.tries + 1)
            if answer.lasting or made.tries >= self._pace.tries:
                made = msgspec.structs.replace(made, page=None)
            told = "nothing: it is asked again" if made.page else "nothing: the entry of the feed stands for it"
            self._world.journal.warning(
                "page fault", feed=url, url=one.page, tries=made.tries, reason=answer.reason, remedy=told
            )
        else:
            raw = RawInput(
                name=one.page,
                data=answer.data,
                url=answer.url,
                content_type=answer.content_type,
                reserved=answer.reserved,
            )
            made = Waiting(key=one.key, raw=msgspec.structs.replace(raw, data=b""), original=self._archive(raw))
            self._world.journal.info("page", url=one.page, bytes=len(answer.data))
        del self._pages[url, one.key]
        if made.page:
            rest = after_fault(made.tries, self._pace.shortest, self._pace, self._world.fetcher.rest(made.page))
            self._pages[url, one.key] = self._world.clock.monotonic() + rest
        state = self._feeds[url]
        self._keep(
            msgspec.structs.replace(state, waiting=tuple(made if w.key == one.key else w for w in state.waiting))
        )

    # runs

    def _ready(self) -> list[tuple[str, Waiting]]:
        found = [(s.url, w) for s in self._feeds.values() for w in s.waiting if w.page is None]
        return found[: self._pace.most]

    def _run_is_due(self, now: float) -> bool:
        if now < self._run_after:
            return False
        if self._run.embargo and datetime.fromisoformat(self._run.embargo) <= self._world.clock.now():
            return True
        if self._since is None:
            return False
        return now - self._since >= self._pace.gather or len(self._ready()) >= self._pace.most

    def _hold_run(self) -> None:
        """Have the newsroom run on what is ready. What it took no longer waits; killed before that is written, the same run
        is made again and finds everything done."""
        ready = self._ready()
        lost: list[tuple[str, Waiting]] = []
        try:
            summary = self._world.edition(self._load(ready, lost), lambda *_: self._world.switch.check())
        except Exception as error:  # whatever it is: what waits goes on waiting, and the fault is shown
            self._world.switch.check()  # a stop of all its processes is no fault
            self._note_failed_run(f"{type(error).__name__}: {error}")
            return
        for url in dict.fromkeys(url for url, _ in ready):
            self._settle(url, {w.key for u, w in ready if u == url}, {w.key for u, w in lost if u == url})
        self._since = self._world.clock.monotonic() if self._ready() else None
        now = self._world.clock.now()
        self._run = RunState(
            ended=now.replace(microsecond=0).isoformat(),
            articles=summary.articles,
            stories=summary.stories,
            reports=summary.reports,
            embargo=self._next_embargo(now),
        )
        self._memory.put_run(self._run)
        dropped = [url for url in dict.fromkeys(url for url, _ in ready) if self._drop_if_done(url)]
        if dropped:
            self._memory.follow(self._feeds)
        self._world.journal.info("run", inputs=len(ready), **msgspec.to_builtins(summary))
        self._tell_health(at_once=True)

    def _load(
        self, ready: Sequence[tuple[str, Waiting]], lost: list[tuple[str, Waiting]]
    ) -> Iterator[RawInput | Rejected]:
        for url, one in ready:
            try:
                data = self._room.originals.get(one.original)
            except OSError:
                data = None
            if data is None:
                lost.append((url, one))
                self._world.journal.warning("original lost", url=url, input=one.raw.name)
            else:
                yield msgspec.structs.replace(one.raw, data=data)

    def _settle(self, url: str, taken: set[str], lost: set[str]) -> None:
        """Strike what a run took from what waits. An entry whose archived bytes are gone is as if never seen."""
        state = without(self._feeds[url], taken)
        if lost:
            gone = {key.partition(".")[0] for key in lost}
            seen = {key: one for key, one in state.seen.items() if key not in gone}
            state = msgspec.structs.replace(state, seen=seen, etag=None, last_modified=None, body=None)
        self._keep(state)

    def _note_failed_run(self, reason: str) -> None:
        faults = self._run.faults + 1
        wait = after_fault(faults, self._pace.gather, self._pace)
        told = "see the reason; what waits goes on waiting, and the run is made again"
        self._run_after = self._world.clock.monotonic() + wait
        self._run = msgspec.structs.replace(self._run, faults=faults, fault=reason)
        self._world.journal.warning("run fault", faults=faults, reason=reason, remedy=told, next=round(wait))
        self._tell_health(at_once=True)

    def _next_embargo(self, now: datetime) -> str | None:
        """The next instant at which an article that is held back may go out."""
        times = (a.embargo_until for a in self._room.store.articles() if a.embargo_until)
        return min((t for t in times if datetime.fromisoformat(t) > now), key=datetime.fromisoformat, default=None)

    def _tell_health(self, *, at_once: bool = False) -> None:
        now = self._world.clock.monotonic()
        if at_once or now - self._health_told >= _CALM:
            self._health_told = now
            try:
                self._world.health(self._fault)
            except OSError as error:
                told = "make free space, or make the site's folder writable"
                self._world.journal.warning("health fault", reason=str(error), remedy=told)
