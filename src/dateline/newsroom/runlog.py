"""The run log: what every run did, and when."""

from __future__ import annotations

from dateline.newsroom.day import RUNS, Newsroom, RunEntry


def runs_made(newsroom: Newsroom) -> tuple[RunEntry, ...]:
    """Every run, the newest first."""
    return tuple(reversed(newsroom.store.decisions(RUNS, RunEntry)))
