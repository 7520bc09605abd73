"""Days of watching with everything that goes wrong, and what must be true after them."""

from __future__ import annotations

import random
from datetime import timedelta
from pathlib import Path

import msgspec

from dateline.newsroom import Newsroom
from dateline.watch import Watcher

from .world import Desk, FastClock, Killed, Servers, a_watcher

DAY = 86_400.0


class Week(msgspec.Struct, kw_only=True):
    """What a simulation is of, and what came of it."""

    folder: Path
    items: int
    feeds: int
    days: float
    kills: int
    published: set[str] = msgspec.field(default_factory=set)
    final: set[str] = msgspec.field(default_factory=set)
    requests: int = 0
    died: int = 0


def simulate(week: Week, sample: object = None) -> tuple[Week, Desk, Servers]:
    """Publish, edit, repeat; fail, jump, kill and restart; then let the trouble end, and let the watcher come to rest.
    ``sample`` is called at the end of each tenth with the share done."""
    chance = random.Random(7)
    clock = FastClock()
    servers, desk = Servers(clock, trouble=0.12, seed=8), Desk(seed=9)
    servers.noting = False  # the world's own memory must not hide the watcher's
    desk.deadly, desk.faulty = 0.01, 0.01
    urls = [f"https://outlet{n}.example/feed" for n in range(week.feeds)]
    for number, url in enumerate(urls):
        servers.publish(url, number, short=number % 4 == 0)
    room = Newsroom(week.folder / "room")
    watcher = a_watcher(room, servers, desk)
    times = sorted(chance.random() * week.days * DAY for _ in range(week.items - week.feeds))
    deaths = {chance.randrange(len(times)) for _ in range(week.kills)}
    for count, at in enumerate(times):
        if count in deaths:
            servers.kill_in = chance.randrange(1, 20)
        room, watcher = _work_until(at, room, watcher, servers, desk, week)
        _publish(count + week.feeds, urls, servers, chance)
        if chance.random() < 0.002:
            clock.skew = timedelta(seconds=chance.choice([-2, -1, -0.1, 0, 0.1, 1, 400]) * DAY)
        if callable(sample) and (count + 1) % max(1, len(times) // 10) == 0:
            sample((count + 1) / len(times), room)
    servers.trouble = desk.deadly = desk.faulty = 0.0
    servers.kill_in = 0
    room, watcher = _work_until(clock.elapsed + 3 * DAY, room, watcher, servers, desk, week)
    room.close()
    week.requests = servers.requests
    week.final = {item.words for items in servers.feeds.values() for item in items}
    return week, desk, servers


def _publish(number: int, urls: list[str], servers: Servers, chance: random.Random) -> None:
    # some feeds are busy and some are quiet
    url = urls[min(chance.randrange(len(urls)), chance.randrange(len(urls)))]
    servers.publish(url, number, short=chance.random() < 0.3)
    if chance.random() < 0.05:
        chance.choice(servers.feeds[url][-8:]).version += 1


def _work_until(
    at: float, room: Newsroom, watcher: Watcher, servers: Servers, desk: Desk, week: Week
) -> tuple[Newsroom, Watcher]:
    while servers.clock.elapsed < at:
        try:
            wait = watcher.step()
            if wait > 0:
                servers.clock.wait(min(wait, max(0.01, at - servers.clock.elapsed)))
        except Killed:
            week.died += 1
            room.close()
            room = Newsroom(week.folder / "room")
            watcher = a_watcher(room, servers, desk)
    return room, watcher
