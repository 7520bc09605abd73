"""A newsroom's watcher put together: its feeds from OPML, the real network and clock, the newsroom's own run."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from msgspec import Struct

from dateline.ingest import RawInput
from dateline.ingest.lists import is_opml, list_feeds
from dateline.model import Rejected
from dateline.net import Client
from dateline.newsroom import Newsroom, RunSummary
from dateline.watch.clock import Clock, SystemClock
from dateline.watch.health import Health, health_of, write_health
from dateline.watch.journal import open_journal
from dateline.watch.lock import is_watched, sole_watcher
from dateline.watch.memory import Memory
from dateline.watch.schedule import Pace
from dateline.watch.stopping import Stopped, StopSwitch, stop_on_signals
from dateline.watch.watcher import Edition, Fetcher, Step, Watcher, World

REMEDY = 'name OPML files with `feeds = ["feeds.opml"]` in dateline.toml, or with --feeds'


class FeedListError(ValueError):
    """There is nothing to follow: the message names the list, the reason and the remedy."""


class Watch(Struct, frozen=True, kw_only=True):
    """What is watched, how, and where it goes. ``lists``: OPML files besides those of the settings; ``log``: a file, or None
    for standard error."""

    lists: tuple[str, ...] = ()
    out: Path = Path("site")
    pace: Pace = Pace()
    log: Path | None = None


def feeds_of(lists: Sequence[str]) -> tuple[str, ...]:
    """The addresses that OPML files name, each once. Raises FeedListError."""
    urls: dict[str, None] = {}
    for name in lists:
        try:
            data = Path(name).read_bytes()
        except OSError as error:
            raise FeedListError(f"{name}: {error.strerror}; {REMEDY}") from error
        if not is_opml(data):
            raise FeedListError(f"{name} is no OPML list; export one from a feed reader")
        urls.update(dict.fromkeys(u for u in list_feeds(data) if u.startswith(("http://", "https://"))))
    if not urls:
        raise FeedListError(f"no feed to watch; {REMEDY}")
    return tuple(urls)


def watch_newsroom(
    newsroom: Newsroom, watch: Watch, *, once: bool = False, fetcher: Fetcher | None = None, clock: Clock | None = None
) -> Health:
    """Follow the feeds until SIGTERM or SIGINT, or, ``once``, ask each of them once. Gives the health at the end.

    Raises FeedListError, Watched, StoreError."""
    urls = feeds_of((*newsroom.settings.feeds, *watch.lists))
    time = clock or SystemClock()
    switch = StopSwitch()
    journal = open_journal(watch.log)

    def tell(running: bool = True) -> None:
        write_health(_health(newsroom, time, running=running), watch.out)

    with sole_watcher(newsroom.path), stop_on_signals(switch):
        world = World(
            clock=time,
            fetcher=fetcher or Client(),
            edition=edition_of(newsroom, watch.out),
            journal=journal,
            health=tell,
            switch=switch,
        )
        watcher = Watcher(newsroom, urls, world, watch.pace)
        journal.info("start", feeds=len(urls), newsroom=newsroom.path.as_posix())
        try:
            watcher.once() if once else watcher.watch()
        except Stopped:
            journal.info("stop", reason="asked to")
        finally:
            tell(running=False)
    return _health(newsroom, time, running=once)


def edition_of(newsroom: Newsroom, out: Path) -> Edition:
    """The newsroom's run as the watcher asks for it."""

    def run(raws: Iterable[RawInput | Rejected], progress: Step) -> RunSummary:
        return newsroom.run_inputs(raws, langs=newsroom.settings.langs, out=out, progress=progress).summary

    return run


def status_of(newsroom: Newsroom) -> Health:
    """How the watcher of a newsroom is, whether it runs or not."""
    return _health(newsroom, SystemClock(), running=is_watched(newsroom.path))


def _health(newsroom: Newsroom, clock: Clock, *, running: bool) -> Health:
    memory = Memory(newsroom.store)
    return health_of(list(memory.feeds()), memory.last_run(), clock.now(), running=running)
