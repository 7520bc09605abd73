"""A watch of days in seconds: nothing lost, nothing doubled, whatever happens."""

from __future__ import annotations

import resource
from pathlib import Path

import pytest

from dateline.newsroom import Newsroom

from .simulation import Week, simulate
from .world import Desk, Servers


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
                assert len(desk.versions.pop(text, ())) <= 1 + item.short, text
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
