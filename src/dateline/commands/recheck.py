"""``dateline recheck``: the addresses of cited sources asked again."""

from __future__ import annotations

import click

from dateline.commands.terminal import existing_newsroom, say, write_line


@click.command()
@click.option("--newsroom", "room", default=".dateline", show_default=True, help="Folder of the newsroom.")
@click.option("--out", default="site", show_default=True, help="Folder of the site.")
@click.option("--most", default=200, show_default=True, type=click.IntRange(1), help="Addresses to ask this time.")
@click.option(
    "--patience",
    default=24.0,
    show_default=True,
    type=click.FloatRange(0),
    help="Hours that a page may be missing before it counts as gone.",
)
@click.option("--json", "as_json", is_flag=True, help="The answers as one object.")
def recheck(room: str, out: str, most: int, patience: float, as_json: bool) -> None:
    """Ask the addresses of cited sources again: changed and vanished pages mark what rests on them and open tasks."""
    from collections import Counter

    from dateline.model import encode
    from dateline.net import Client
    from dateline.newsroom.holding import HeldError
    from dateline.newsroom.rechecking import Manner, recheck_sources
    from dateline.watch.lock import is_watched

    newsroom = existing_newsroom(room)
    try:
        if is_watched(newsroom.path):
            raise click.UsageError(
                f"{room} is being watched, and its watcher asks again itself: recheck_hours in dateline.toml"
            )
        done = recheck_sources(newsroom, Client(), out, Manner(most=most, patience=patience))
    except HeldError as error:
        raise click.UsageError(
            f"process {error} is asking the sources of {room} already; wait for it to end"
        ) from error
    finally:
        newsroom.close()
    if as_json:
        write_line(encode(done))
        return
    counts = Counter(told.answer for told in done.told)
    said = ", ".join(f"{name} {n}" for name, n in sorted(counts.items())) or "no published report rests on an address"
    say(f"asked {len(done.told)}: {said}; {done.waiting} waiting")
    for told in done.told:
        if told.answer != "unchanged":
            say(f"  {told.answer:<8} {told.url}{f' ({told.why})' if told.why else ''}")
