"""A newsroom's watcher put together: its feeds from OPML, the real network and clock, the newsroom's own run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from msgspec import Struct

from dateline.ingest import RawInput
from dateline.model import Rejected
from dateline.net import Client, Fetched, Refused
from dateline.newsroom import Newsroom, RunSummary
from dateline.newsroom.rechecking import Asker, Manner, recheck_sources
from dateline.newsroom.settings import load_settings
from dateline.store import StoreError
from dateline.watch.clock import Clock, SystemClock
from dateline.watch.health import Health, health_of, write_health
from dateline.watch.journal import Journal, open_journal
from dateline.watch.lists import FeedLists
from dateline.watch.lock import is_watched, sole_watcher
from dateline.watch.memory import Memory, RunState
from dateline.watch.schedule import Pace
from dateline.watch.stopping import Stopped, StopSwitch, stop_on_signals
from dateline.watch.watcher import Edition, Fetcher, Recheck, Step, Watcher, World

_AT_A_TIME = 10  # addresses of cited sources between two looks at the feeds


class Watch(Struct, frozen=True, kw_only=True):
    """What is watched, how, and where it goes. ``lists``: OPML files besides those of the settings; ``log``: a file, or None
    for standard error."""

    lists: tuple[str, ...] = ()
    out: Path = Path("site")
    pace: Pace = Pace()
    log: Path | None = None


def watch_newsroom(
    newsroom: Newsroom, watch: Watch, *, once: bool = False, fetcher: Fetcher | None = None, clock: Clock | None = None
) -> Health:
    """Follow the feeds until SIGTERM or SIGINT, or, ``once``, ask each of them once. Gives the health at the end.

    Raises FeedListError, Watched, StoreError; StoreError only before the first feed is asked, or ``once``."""
    lists = FeedLists(lambda: (*load_settings(newsroom.path).feeds, *watch.lists))
    urls = lists.read()
    time = clock or SystemClock()
    switch = StopSwitch()
    journal = open_journal(watch.log)

    def tell(fault: str | None, running: bool = True) -> None:
        write_health(_health(newsroom, time, running=running, fault=fault), watch.out)

    with sole_watcher(newsroom.path), stop_on_signals(switch):
        asking = fetcher or Client()
        world = World(
            clock=time,
            fetcher=asking,
            edition=edition_of(newsroom, watch.out),
            journal=journal,
            health=tell,
            switch=switch,
            recheck=recheck_of(newsroom, watch.out, Breakable(asking, switch), journal),
            lists=lists.changed,
        )
        watcher = Watcher(newsroom, urls, world, watch.pace)
        journal.info("start", feeds=len(urls), newsroom=newsroom.path.as_posix())
        try:
            watcher.once() if once else watcher.watch()
        except Stopped:
            journal.info("stop", reason="asked to")
        finally:
            with suppress(OSError):  # what ended the watch is what is told
                tell(None, running=False)
    return _health(newsroom, time, running=once)


def edition_of(newsroom: Newsroom, out: Path) -> Edition:
    """The newsroom's run as the watcher asks for it."""

    def run(raws: Iterable[RawInput | Rejected], progress: Step) -> RunSummary:
        return newsroom.run_inputs(raws, langs=newsroom.settings.langs, out=out, progress=progress).summary

    return run


class Breakable:
    """A fetcher whose waits for an answer end when a stop is asked for."""

    def __init__(self, fetcher: Fetcher, switch: StopSwitch) -> None:
        """Of a fetcher and the switch."""
        self._fetcher, self._switch = fetcher, switch

    def fetch(self, url: str, *, known: Fetched | None = None) -> Fetched | Refused:
        """The page, or why not. Raises Stopped."""
        with self._switch.breakable():
            return self._fetcher.fetch(url, known=known)

    def rest(self, url: str) -> float:
        """Seconds until its host may be asked again."""
        return self._fetcher.rest(url)


def recheck_of(newsroom: Newsroom, out: Path, asker: Asker, journal: Journal) -> Recheck | None:
    """How the watcher asks cited sources again, by the newsroom's settings; None for never."""
    hours = newsroom.settings.recheck_hours
    if hours <= 0:
        return None
    manner = Manner(most=_AT_A_TIME, every=hours)

    def ask() -> int:
        done = recheck_sources(newsroom, asker, out, manner)
        if done.told:
            counts = Counter(told.answer for told in done.told)
            journal.info("recheck", asked=len(done.told), waiting=done.waiting, **dict(sorted(counts.items())))
        return done.waiting

    return ask


def status_of(newsroom: Newsroom) -> Health:
    """How the watcher of a newsroom is, whether it runs or not."""
    return _health(newsroom, SystemClock(), running=is_watched(newsroom.path))


def _health(newsroom: Newsroom, clock: Clock, *, running: bool, fault: str | None = None) -> Health:
    """The health as the store has it; one that cannot be read is the worst of faults."""
    memory = Memory(newsroom.store)
    try:
        return health_of(list(memory.feeds()), memory.last_run(), clock.now(), running=running, fault=fault)
    except StoreError as error:
        return health_of([], RunState(), clock.now(), running=running, fault=str(error))
