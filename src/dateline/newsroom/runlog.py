"""The run log: what every run did, and when."""

from __future__ import annotations

from dateline.newsroom.day import RUNS, Newsroom, RunEntry


def runs_made(newsroom: Newsroom) -> tuple[RunEntry, ...]:
    """Every run, the newest first."""
    return tuple(reversed(newsroom.store.decisions(RUNS, RunEntry)))


def last_began(newsroom: Newsroom) -> str:
    """When the last run began; empty before the first."""
    last = next(iter(runs_made(newsroom)), None)
    return (last.began or last.at) if last is not None else ""
