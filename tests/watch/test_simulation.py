"""A watch of days in seconds: nothing lost, nothing doubled, whatever happens."""

from __future__ import annotations

import random
import resource
from collections.abc import Iterator
from pathlib import Path

import pytest

from dateline.group import Grouping
from dateline.newsroom import Newsroom
from dateline.newsroom.standing import standing_articles
from dateline.watch import edition_of
from dateline.watch.memory import Memory

from .simulation import Week, simulate
from .world import Desk, FastClock, Killed, Servers, a_watcher, advance


def check(week: Week, desk: Desk, servers: Servers) -> None:
    """Every item reached a run as it stands at the end; none twice, but where the run itself was killed, or where a page was
    fetched for two edits and came as the same bytes, which a run knows again."""
    lost = week.final - set(desk.took)
    assert not lost, sorted(lost)[:5]
    for items in servers.feeds.values():
        for item in items:
            for version in range(1, item.version + 1):
                text = item.told(version)
                assert item.short or desk.took[text] - desk.again[text] <= 1, text
                assert desk.versions.pop(text, 0) <= 1 + item.short, text
    assert not desk.versions, "texts that nobody published"
    assert servers.unchanged > 0


def test_two_days_with_faults_kills_and_clock_jumps(tmp_path: Path) -> None:
    week, desk, servers = simulate(Week(folder=tmp_path, items=400, feeds=8, days=2, kills=12))
    check(week, desk, servers)
    assert week.died >= 8


@pytest.mark.long
def test_a_week_of_twenty_thousand_items(tmp_path: Path) -> None:
    sizes: list[tuple[float, int, int]] = []

    def sample(share: float, room: Newsroom) -> None:
        now = int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize() // 1024
        state = sum(len(data) for (data,) in room.store.table("state", ["data"], "name"))
        sizes.append((round(share, 1), now, state))
        print(f"{share:.0%}: {now // 1024} MB resident, {state // 1024} KB of watch state")

    week, desk, servers = simulate(Week(folder=tmp_path, items=20_000, feeds=40, days=7, kills=200), sample)
    check(week, desk, servers)
    print(f"{week.requests} requests, {servers.unchanged} unchanged, {desk.runs} runs, {week.died} deaths")
    print(f"{len(desk.took)} texts taken, {sum(n > 1 for n in desk.took.values())} given to two runs after a kill")
    assert week.died > 150
    assert sizes[-1][1] - sizes[2][1] < 30_000


@pytest.mark.long
def test_a_day_through_the_newsrooms_own_run(tmp_path: Path) -> None:
    """The real run in the place of the stand-in, killed at random steps: in the end the newsroom has every article once, and
    every story rests on articles it has."""
    (tmp_path / "room").mkdir()
    (tmp_path / "room" / "dateline.toml").write_text('langs = ["en"]\nengine = "process"\n', encoding="utf-8")
    chance, clock = random.Random(3), FastClock()
    servers = Servers(clock, trouble=0.1, seed=4)
    for number in range(40):
        servers.publish(f"https://outlet{number % 4}.example/feed", number, short=number % 3 == 0)
    died = 0
    for _ in range(8):
        steps = iter(range(chance.randrange(5, 60), 0, -1))

        def progress(*_: object, steps: Iterator[int] = steps) -> None:
            if next(steps, 0) == 1:
                raise Killed

        room = Newsroom(tmp_path / "room")
        edition = edition_of(room, tmp_path / "site")
        desk = Desk()
        desk.run = lambda raws, _, edition=edition, progress=progress: edition(raws, progress)  # type: ignore[method-assign]
        try:
            advance(a_watcher(room, servers, desk), clock, 3 * 3600)
        except Killed:
            died += 1
        room.close()
        servers.publish("https://outlet0.example/feed", 100 + died)
        chance.choice(servers.feeds["https://outlet1.example/feed"]).version += 1
    servers.trouble = 0.0
    room = Newsroom(tmp_path / "room")
    desk = Desk()
    real = edition_of(room, tmp_path / "site")
    desk.run = real  # type: ignore[method-assign]
    advance(a_watcher(room, servers, desk), clock, 24 * 3600)
    articles = list(room.store.articles())
    assert {i.words for items in servers.feeds.values() for i in items} <= {a.headline for a in articles}
    assert len({(a.source, a.text) for a in articles}) == len(articles)
    grouping = room.store.state("grouping", Grouping)
    assert grouping is not None
    standing, _ = standing_articles(room.store, articles, clock.now())  # of versions, the last
    assert {p.article for p in grouping.placements} == {a.id for a in standing}
    last = {i.words for items in servers.feeds.values() for i in items}
    assert last <= {a.headline for a in standing}
    assert not [w for state in Memory(room.store).feeds() for w in state.waiting]
    assert died >= 2
    print(f"{len(articles)} articles, {died} runs killed")
    room.close()
