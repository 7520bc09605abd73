"""The health page: what the watcher follows, what it last brought, and what is wrong, for people and for machines."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from datetime import datetime
from html import escape
from pathlib import Path

import msgspec
from msgspec import Struct

from dateline.watch.memory import FeedState, RunState

SCHEMA = 1
FAILING = 3  # faults in a row from which a feed counts as failing
_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a;background:#fff}"
    "table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.3rem .6rem;border-bottom:1px solid #ccc;"
    "vertical-align:top;overflow-wrap:anywhere}"
)
_CSP = "default-src 'none'; style-src 'unsafe-inline'"


class FeedHealth(Struct, frozen=True, kw_only=True):
    """One feed: ``state`` is ``ok``, ``new`` (never read), ``faulty`` or ``failing`` (three faults in a row and more)."""

    url: str
    state: str
    visited: str | None
    changed: str | None
    interval: int
    taken: int
    edited: int
    waiting: int
    faults: int
    fault: str | None
    moved: str | None


class Health(Struct, frozen=True, kw_only=True):
    """How the watcher is. ``state``: ``ok``, ``degraded`` (a feed fails, or a run did), ``failing`` (all feeds fail, three
    runs did, or the watcher cannot do its work, for which ``fault`` tells the reason), or ``stopped``."""

    schema: int = SCHEMA
    state: str
    at: str
    waiting: int
    fault: str | None = None
    run: RunState
    feeds: tuple[FeedHealth, ...]


def health_of(
    feeds: Sequence[FeedState], run: RunState, now: datetime, *, running: bool, fault: str | None = None
) -> Health:
    """The health of a watcher with these feeds and this last run."""
    rows = tuple(_feed_health(state) for state in feeds)
    return Health(
        state="stopped" if not running else "failing" if fault else _overall(rows, run),
        at=now.replace(microsecond=0).isoformat(),
        waiting=sum(row.waiting for row in rows),
        fault=fault,
        run=run,
        feeds=rows,
    )


def write_health(health: Health, out: Path) -> None:
    """``health.json`` and ``health.html`` in the site's folder, each replaced in one step. Raises OSError."""
    out.mkdir(parents=True, exist_ok=True)
    _replace(out / "health.json", msgspec.json.format(msgspec.json.encode(health), indent=1))
    _replace(out / "health.html", health_page(health).encode("utf-8"))


def health_page(health: Health) -> str:
    """The page, without scripts; it asks search engines to pass it by."""
    run = health.run
    facts = [
        ("State", f"{health.state}: {health.fault}" if health.fault else health.state),
        ("As of", health.at),
        ("Articles waiting", str(health.waiting)),
        ("Last run", f"{run.ended}: {run.stories} stories, {run.reports} reports" if run.ended else "none yet"),
        *([("Runs that failed since", f"{run.faults}: {run.fault}")] if run.faults else []),
        *([("Next embargo ends", run.embargo)] if run.embargo else []),
    ]
    heads = ("Feed", "State", "Asked", "New", "Every", "Taken", "Edited", "Waiting", "Fault")
    rows = "".join(
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in _cells(feed)) + "</tr>\n" for feed in health.feeds
    )
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>Watch</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta name="robots" content="noindex"><meta http-equiv="Content-Security-Policy" content="{_CSP}">'
        f"<style>{_STYLE}</style></head>\n<body><main><h1>Watch</h1>\n<table>\n"
        + "".join(f'<tr><th scope="row">{escape(name)}</th><td>{escape(value)}</td></tr>\n' for name, value in facts)
        + "</table>\n<h2>Feeds</h2>\n<table><thead><tr>"
        + "".join(f'<th scope="col">{head}</th>' for head in heads)
        + f"</tr></thead>\n<tbody>\n{rows}</tbody></table></main></body></html>\n"
    )


def _cells(feed: FeedHealth) -> tuple[str, ...]:
    return (
        feed.url,
        feed.state,
        feed.visited or "never",
        feed.changed or "never",
        f"{feed.interval // 60} min",
        str(feed.taken),
        str(feed.edited),
        str(feed.waiting),
        f"{feed.faults}: {feed.fault}" if feed.faults else f"moved for good to {feed.moved}" if feed.moved else "",
    )


def _feed_health(state: FeedState) -> FeedHealth:
    named = "failing" if state.faults >= FAILING else "faulty" if state.faults else "ok" if state.visited else "new"
    return FeedHealth(
        url=state.url,
        state=named,
        visited=state.visited,
        changed=state.changed,
        interval=round(state.interval),
        taken=state.taken,
        edited=state.edited,
        waiting=len(state.waiting),
        faults=state.faults,
        fault=state.fault,
        moved=state.moved,
    )


def _overall(rows: Sequence[FeedHealth], run: RunState) -> str:
    failing = sum(row.state == "failing" for row in rows)
    if run.faults >= FAILING or (rows and failing == len(rows)):
        return "failing"
    return "degraded" if failing or run.faults else "ok"


def _replace(path: Path, data: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".health-")
    with os.fdopen(handle, "wb") as stream:
        stream.write(data)
    os.chmod(name, 0o644)
    os.replace(name, path)
