"""The watcher where things go wrong around it: lists that change, disks that fill, guids that change, long feeds, stops."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from dateline.net import Fetched, Refused
from dateline.newsroom import Newsroom
from dateline.store import Store, StoreError
from dateline.watch import Watch, Watcher, watch_newsroom
from dateline.watch.entries import split_feed
from dateline.watch.lists import FeedListError, FeedLists
from dateline.watch.memory import Memory
from dateline.watch.remedies import remedy_of
from dateline.watch.stopping import Stopped, StopSwitch, stop_on_signals
from dateline.watch.watcher import World

from .world import Desk, FastClock, Quiet, Servers, a_watcher, advance

HOUR = 3600.0
FEED, OTHER = "https://outlet.example/feed", "https://other.example/feed"


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Newsroom]:
    newsroom = Newsroom(tmp_path / "room")
    yield newsroom
    newsroom.close()


@pytest.fixture
def servers() -> Servers:
    made = Servers(FastClock())
    made.publish(FEED, 1)
    return made


def asked(servers: Servers, url: str) -> int:
    return sum(one == url for _, one in servers.asked)


def listed(folder: Path, *urls: str) -> None:
    outlines = "".join(f'<outline xmlUrl="{url}"/>' for url in urls)
    (folder / "feeds.opml").write_text(f"<opml><body>{outlines}</body></opml>")


def test_a_list_that_changes_is_followed_as_it_is(room: Newsroom, servers: Servers, tmp_path: Path) -> None:
    servers.publish(OTHER, 2)
    short = servers.publish(OTHER, 3, short=True)
    listed(tmp_path, OTHER)
    lists, desk, journal = FeedLists(lambda: [str(tmp_path / "feeds.opml")]), Desk(), Quiet()
    world = World(
        clock=servers.clock,
        fetcher=servers,
        edition=desk.run,
        journal=journal,
        health=lambda _: None,
        switch=StopSwitch(),
        lists=lists.changed,
    )
    watcher = Watcher(room, lists.read(), world)
    watcher.step()  # asks the other feed; its entries wait
    listed(tmp_path, FEED)
    advance(watcher, servers.clock, 2 * HOUR)
    assert journal.events["lists"] == 1
    assert asked(servers, OTHER) == 1
    assert asked(servers, FEED) > 1
    assert set(desk.took) == {"Item 1 version 1 of the Anvik desk.", "Item 2 version 1 of the Anvik desk.", short.words}
    assert [state.url for state in Memory(room.store).feeds()] == [FEED]
    (tmp_path / "feeds.opml").write_text("half of a li")
    advance(watcher, servers.clock, HOUR)
    assert journal.events["list fault"] > 1
    listed(tmp_path, FEED, OTHER)
    advance(watcher, servers.clock, 12 * HOUR)
    assert asked(servers, OTHER) > 2
    assert set(desk.took.values()) == {1}  # a feed that comes back is known


def test_what_waits_of_a_feed_that_was_taken_out_is_run_on_after_a_restart(room: Newsroom, servers: Servers) -> None:
    a_watcher(room, servers, Desk()).step()
    servers.feeds[OTHER] = servers.feeds.pop(FEED)
    desk = Desk()
    advance(a_watcher(room, servers, desk), servers.clock, 2 * HOUR)
    assert sum(desk.took.values()) == 1
    assert asked(servers, FEED) == 1


def test_a_store_that_fails_for_an_hour_ends_nothing_and_loses_nothing(
    room: Newsroom, servers: Servers, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, put, told = Desk(), Store.put_state, list[str | None]()
    world = World(
        clock=servers.clock,
        fetcher=servers,
        edition=desk.run,
        journal=(journal := Quiet()),
        health=told.append,
        switch=(switch := StopSwitch()),
    )
    watcher = Watcher(room, [FEED], world)

    def fail(store: Store, name: str, value: object) -> None:
        if servers.clock.elapsed < HOUR:
            raise StoreError("cannot write to newsroom.db: database or disk is full; make free space")
        put(store, name, value)
        if desk.took:
            switch.asked = True

    monkeypatch.setattr(Store, "put_state", fail)
    with pytest.raises(Stopped):
        watcher.watch()
    assert list(desk.took.values()) == [1]
    assert 30 < journal.events["fault"] < 90
    assert told[0] is not None
    assert "disk is full" in told[0]


def test_a_disk_that_takes_no_health_page_ends_nothing(room: Newsroom, servers: Servers) -> None:
    def full(_: str | None) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    desk, journal = Desk(), Quiet()
    world = World(
        clock=servers.clock, fetcher=servers, edition=desk.run, journal=journal, health=full, switch=StopSwitch()
    )
    advance(Watcher(room, [FEED], world), servers.clock, HOUR)
    assert journal.events["health fault"] >= 1
    assert sum(desk.took.values()) == 1


@pytest.mark.parametrize("short", [True, False])
def test_guids_that_change_with_every_visit_bring_nothing_twice(
    room: Newsroom, servers: Servers, short: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(2, 6):
        servers.publish(FEED, number, short=short)
    body, visits = servers.body, iter(range(10_000))

    def changing(url: str) -> bytes:
        return body(url).replace(b"<guid>", b"<guid>%d/" % next(visits))

    monkeypatch.setattr(servers, "body", changing)
    desk = Desk()
    advance(a_watcher(room, servers, desk), servers.clock, 24 * HOUR)
    assert next(visits) > 5
    assert sorted(desk.took.values()) == [1] * 5
    (state,) = Memory(room.store).feeds()
    assert state.taken == 5
    assert state.edited == 0
    edited = servers.feeds[FEED][2]
    edited.version = 2
    advance(a_watcher(room, servers, desk), servers.clock, 12 * HOUR)
    assert desk.took[edited.words] == 1


def test_links_and_guids_that_change_around_a_whole_text_bring_nothing_twice(room: Newsroom, servers: Servers) -> None:
    fetch, visits = servers.body, iter(range(10_000))
    servers.body = lambda url: fetch(url).replace(b".html</", b".html?visit=%d</" % next(visits))  # type: ignore[method-assign]
    desk = Desk()
    advance(a_watcher(room, servers, desk), servers.clock, 24 * HOUR)
    assert next(visits) > 5
    assert list(desk.took.values()) == [1]


def test_a_feed_of_three_thousand_entries_is_taken_whole(room: Newsroom, servers: Servers) -> None:
    items = "".join(
        f"<item><guid>{n}</guid><title>Item {n} version 1 of the Anvik desk.</title><description>{'Words. ' * 9}</description></item>"
        for n in range(3_000)
    )
    servers.body = lambda url: f"<rss><channel><title>Anvik</title>{items}</channel></rss>".encode()  # type: ignore[method-assign]
    desk = Desk()
    advance(a_watcher(room, servers, desk), servers.clock, 2 * HOUR)
    assert len(desk.took) == 3_000
    assert set(desk.took.values()) == {1}


def test_what_is_left_of_a_longer_feed_is_counted() -> None:
    items = "".join(f"<item><guid>{n}</guid><title>t{n}</title></item>" for n in range(10_007))
    feed = split_feed(f"<rss><channel>{items}</channel></rss>".encode(), "", "u")
    assert (len(feed.entries), feed.beyond) == (10_000, 7)


def test_a_feed_that_is_gone_is_seldom_asked_and_one_that_moved_is_named(
    room: Newsroom, servers: Servers, monkeypatch: pytest.MonkeyPatch
) -> None:
    fetch = servers.fetch
    servers.publish(OTHER, 2)

    def answer(url: str, *, known: Fetched | None = None) -> Fetched | Refused:
        if url == OTHER:
            servers.asked.append((servers.clock.elapsed, url))
            return Refused("not_allowed", f"{url}: the server answered 410", True, 410)
        found = fetch(url, known=known)
        if isinstance(found, Refused) or found is known:
            return found
        return Fetched("https://new.example/feed", found.content_type, found.data, found.etag, moved=True)

    monkeypatch.setattr(servers, "fetch", answer)
    advance(a_watcher(room, servers, Desk()), servers.clock, 24 * HOUR)
    gone, moved = sorted(Memory(room.store).feeds(), key=lambda s: s.url)
    assert asked(servers, OTHER) <= 4
    assert "gone for good" in (gone.fault or "")
    assert moved.moved == "https://new.example/feed"


def test_every_refusal_has_a_remedy() -> None:
    told = {
        remedy_of(Refused("not_allowed", "the server answered", status=status)) for status in (401, 403, 404, 410, 500)
    }
    assert len(told) == 5
    assert "robots" in remedy_of(Refused("not_allowed", "https://a.example/f: robots.txt does not allow it"))


def test_a_list_that_names_nothing_says_what_to_do(tmp_path: Path) -> None:
    listed(tmp_path)
    with pytest.raises(FeedListError, match=r"dateline\.toml"):
        FeedLists(lambda: [str(tmp_path / "feeds.opml")]).read()


def test_once_does_not_wait_out_the_rest_that_a_server_asks_for(room: Newsroom, servers: Servers) -> None:
    servers.resting[FEED] = 50_000.0
    a_watcher(room, servers, Desk()).once()
    assert servers.clock.elapsed < 600


def test_a_run_without_steps_is_broken_off_within_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    switch, begun = StopSwitch(), time.monotonic()
    monkeypatch.setattr("dateline.watch.stopping.GRACE", 0.3)

    def work() -> None:
        os.kill(os.getpid(), signal.SIGTERM)
        while time.monotonic() - begun < 20:
            sum(range(1000))

    with stop_on_signals(switch), pytest.raises(Stopped):
        work()
    assert time.monotonic() - begun < 10
    with stop_on_signals(StopSwitch()):
        time.sleep(0.4)  # nothing of it is left


STOPPED = """
import sys, time
from pathlib import Path
from dateline.net import Fetched
from dateline.newsroom import Newsroom, day
from dateline.watch import Pace, Watch, watch_newsroom
folder = Path(sys.argv[1])
text = "The harbour office kept its count of ships. " * 40
item = "<item><guid>{0}</guid><title>Item {0}</title><description>" + text + "</description></item>"
class Feed:
    def fetch(self, url, *, known=None):
        items = "".join(item.format(n) for n in range(12))
        return Fetched(url, "application/xml", f"<rss><channel><title>A</title>{items}</channel></rss>".encode())
    def rest(self, url):
        return 0.0
if __name__ == "__main__":
    room = Newsroom(folder / "room")
    choose = day.choose_engine
    def chosen(*given):
        print("reading", flush=True)
        return choose(*given)
    day.choose_engine = chosen
    watch_newsroom(room, Watch(out=folder / "site", log=folder / "log.jsonl", pace=Pace(gather=0.0)), fetcher=Feed())
    print("ended")
"""


@pytest.mark.parametrize("number", [signal.SIGTERM, pytest.param(signal.SIGINT, marks=pytest.mark.long)])
def test_a_stop_of_all_processes_in_a_run_with_a_pool_is_no_fault(tmp_path: Path, number: int) -> None:
    """A service manager, or Ctrl-C on a terminal: the signal reaches the watcher and its workers."""
    (tmp_path / "room").mkdir()
    (tmp_path / "room" / "dateline.toml").write_text(
        'feeds = ["../feeds.opml"]\nengine = "pool"\nworkers = 2\nlangs = ["en"]\n'
    )
    listed(tmp_path, FEED)
    (tmp_path / "run.py").write_text(STOPPED)
    command = [sys.executable, str(tmp_path / "run.py"), str(tmp_path)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "reading\n"
        time.sleep(1)
        os.killpg(process.pid, number)
        said, faults = process.communicate(timeout=60)
    assert (process.returncode, said) == (0, "ended\n"), faults
    log = (tmp_path / "log.jsonl").read_text()
    assert "run fault" not in log
    assert log.count('"event": "stop"') == 1
    with Newsroom(tmp_path / "room").store as store:
        (state,) = Memory(store).feeds()
        assert len(state.waiting) == 12


def test_a_watch_over_a_broken_list_says_so_at_the_start(room: Newsroom, tmp_path: Path) -> None:
    with pytest.raises(FeedListError, match=r"none\.opml"):
        watch_newsroom(room, Watch(lists=(str(tmp_path / "none.opml"),), out=tmp_path / "site"), once=True)
