"""The watcher in a world of its own: what it asks for, what it takes, what it does about trouble."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from dateline.net import Fetched, Refused
from dateline.newsroom import Newsroom
from dateline.watch import Pace, Watcher, World
from dateline.watch.memory import Memory
from dateline.watch.stopping import Stopped, StopSwitch, stop_on_signals

from .world import Desk, FastClock, Quiet, Servers, a_watcher, advance

HOUR = 3600.0
FEED = "https://outlet.example/feed"


@pytest.fixture(params=["file", "server"])
def room(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Newsroom]:
    folder = tmp_path / "room"
    folder.mkdir()
    if request.param == "server":
        (folder / "dateline.toml").write_text(f'store = "{request.getfixturevalue("database")}"', encoding="utf-8")
    newsroom = Newsroom(folder)
    yield newsroom
    newsroom.close()


@pytest.fixture
def servers() -> Servers:
    made = Servers(FastClock())
    made.publish(FEED, 1)
    return made


def visits(servers: Servers, url: str = FEED) -> list[float]:
    return [at for at, asked in servers.asked if asked == url]


def test_the_marks_of_a_feed_outlive_a_restart(room: Newsroom, servers: Servers) -> None:
    desk = Desk()
    advance(a_watcher(room, servers, desk), servers.clock, HOUR)
    known = servers.unchanged
    advance(a_watcher(room, servers, desk), servers.clock, 6 * HOUR)
    assert servers.unchanged > known
    assert servers.unchanged == len(visits(servers)) - 1
    assert list(desk.took.values()) == [1]


def test_a_feed_that_changes_is_asked_more_often_than_a_quiet_one(room: Newsroom, servers: Servers) -> None:
    quiet = "https://quiet.example/feed"
    servers.publish(quiet, 2)
    watcher = a_watcher(room, servers, Desk())
    for number in range(100, 200):
        servers.publish(FEED, number)
        advance(watcher, servers.clock, 600)
    assert len(visits(servers)) > 4 * len(visits(servers, quiet))


def test_pages_of_short_entries_are_fetched_once_and_again_when_edited(room: Newsroom, servers: Servers) -> None:
    item = servers.publish(FEED, 5, short=True)
    desk = Desk()
    watcher = a_watcher(room, servers, desk)
    advance(watcher, servers.clock, 4 * HOUR)
    assert len(visits(servers, item.link)) == 1
    item.version = 2
    advance(watcher, servers.clock, 12 * HOUR)
    assert len(visits(servers, item.link)) == 2
    assert desk.took[item.told(1)] == desk.took[item.told(2)] == 1


def test_an_entry_stands_for_a_page_that_cannot_be_had(
    room: Newsroom, servers: Servers, monkeypatch: pytest.MonkeyPatch
) -> None:
    item = servers.publish(FEED, 5, short=True)
    fetch = servers.fetch

    def refuse(url: str, *, known: Fetched | None = None) -> Fetched | Refused:
        return Refused("timeout", "slow") if url == item.link else fetch(url, known=known)

    monkeypatch.setattr(servers, "fetch", refuse)
    desk = Desk()
    advance(a_watcher(room, servers, desk), servers.clock, 24 * HOUR)
    assert desk.took[item.words] == 1


def test_a_server_that_asks_for_rest_gets_it_also_after_a_restart(room: Newsroom, servers: Servers) -> None:
    servers.resting[FEED] = 0.0
    servers.trouble = 1.0  # every answer is a fault
    watcher = a_watcher(room, servers, Desk())
    while not servers.resting[FEED]:
        advance(watcher, servers.clock, 60)
    until = servers.resting.pop(FEED)
    before = len(visits(servers))
    advance(a_watcher(room, servers, Desk()), servers.clock, until - servers.clock.elapsed - 1)
    assert len(visits(servers)) == before


def test_a_wall_clock_that_jumps_neither_stalls_nor_floods(room: Newsroom, servers: Servers) -> None:
    watcher = a_watcher(room, servers, Desk())
    advance(watcher, servers.clock, 12 * HOUR)
    for days in (-400, 400, -3):
        before = len(visits(servers))
        servers.clock.skew += timedelta(days=days)
        watcher = a_watcher(room, servers, Desk())
        advance(watcher, servers.clock, 24 * HOUR)
        assert 3 <= len(visits(servers)) - before <= 6


def test_the_same_news_from_two_feeds_of_a_house_is_taken_once(room: Newsroom, servers: Servers) -> None:
    item = servers.publish(FEED, 5, short=True)
    servers.feeds["https://outlet.example/all"] = [item]
    desk = Desk()
    advance(a_watcher(room, servers, desk), servers.clock, 2 * HOUR)
    assert len(visits(servers, item.link)) == 1
    assert desk.took[item.words] == 1


def test_a_run_that_fails_is_made_again_and_loses_nothing(room: Newsroom, servers: Servers) -> None:
    desk = Desk()
    desk.faulty = 1.0
    watcher = a_watcher(room, servers, desk)
    advance(watcher, servers.clock, HOUR)
    assert 2 <= desk.runs < 10
    desk.faulty = 0.0
    advance(watcher, servers.clock, 12 * HOUR)
    assert list(desk.took.values()) == [1]


def test_an_archived_entry_whose_bytes_are_gone_is_taken_anew(room: Newsroom, servers: Servers) -> None:
    desk = Desk()
    watcher = a_watcher(room, servers, desk)
    watcher.step()
    for file in (room.path / "originals").iterdir():
        file.unlink()
    room.store._db.write("DELETE FROM originals", [()])
    advance(watcher, servers.clock, 12 * HOUR)
    assert list(desk.took.values()) == [1]


def test_a_stop_in_the_middle_of_a_fetch_keeps_what_there_was(
    room: Newsroom, servers: Servers, monkeypatch: pytest.MonkeyPatch
) -> None:
    switch, desk = StopSwitch(), Desk()
    fetch = servers.fetch

    def stopped(url: str, *, known: Fetched | None = None) -> Fetched | Refused:
        os.kill(os.getpid(), signal.SIGTERM)
        raise AssertionError("the fetch went on")

    monkeypatch.setattr(servers, "fetch", stopped)
    with stop_on_signals(switch), pytest.raises(Stopped):
        a_watcher(room, servers, desk, switch).watch()
    monkeypatch.setattr(servers, "fetch", fetch)
    advance(a_watcher(room, servers, desk), servers.clock, HOUR)
    assert list(desk.took.values()) == [1]


def test_a_stop_in_the_middle_of_a_run_leaves_its_articles_waiting(
    room: Newsroom, servers: Servers, monkeypatch: pytest.MonkeyPatch
) -> None:
    switch, desk = StopSwitch(), Desk()
    run = desk.run

    def stopped(raws: object, progress: object) -> None:
        os.kill(os.getpid(), signal.SIGINT)
        assert callable(progress)
        progress("read", 1, 1)

    monkeypatch.setattr(desk, "run", stopped)
    with stop_on_signals(switch), pytest.raises(Stopped):
        a_watcher(room, servers, desk, switch).watch()
    (state,) = Memory(room.store).feeds()
    assert len(state.waiting) == 1
    monkeypatch.setattr(desk, "run", run)
    a_watcher(room, servers, desk).once()
    assert list(desk.took.values()) == [1]


def test_many_articles_do_not_wait_for_the_end_of_the_gathering(room: Newsroom, servers: Servers) -> None:
    for number in range(2, 12):
        servers.publish(FEED, number)
    desk = Desk()
    advance(a_watcher(room, servers, desk, pace=Pace(gather=HOUR, most=4)), servers.clock, 60)
    assert desk.runs == 2
    assert sum(desk.took.values()) == 8


def test_cited_sources_are_asked_again_between_visits_and_a_fault_there_stops_nothing(tmp_path: Path) -> None:
    room, servers, left = Newsroom(tmp_path / "room"), Servers(FastClock()), [2, 1, 0, 0]
    servers.publish(FEED, 1)
    asked: list[float] = []

    def recheck() -> int:
        asked.append(servers.clock.elapsed)
        if len(asked) == 5:
            raise OSError("no network")
        return left[len(asked) - 1] if len(asked) <= 4 else 0

    world = World(
        clock=servers.clock,
        fetcher=servers,
        edition=Desk().run,
        journal=(journal := Quiet()),
        health=lambda _: None,
        switch=StopSwitch(),
        recheck=recheck,
    )
    advance(Watcher(room, [FEED], world), servers.clock, 6.5 * HOUR)
    gaps = [round((b - a) / 60) for a, b in pairwise(asked)]
    assert asked[0] >= HOUR
    assert [gap < 10 for gap in gaps[:3]] == [
        True,
        True,
        False,
    ]  # what was left over follows soon, the rest by the hour
    assert all(55 < gap < 75 for gap in gaps[2:])
    assert journal.events["recheck fault"] == 1
    assert len(visits(servers)) > 4
    room.close()
