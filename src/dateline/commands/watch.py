"""``dateline watch``: follow feeds day and night."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

import click

from dateline.commands.terminal import existing_newsroom, say, write_line

if TYPE_CHECKING:
    from typing import Unpack

    from dateline.watch import Health


class _Given(TypedDict):
    """The options that say how to watch."""

    lists: tuple[str, ...]
    out: Path
    shortest: float
    longest: float
    gather: float
    log: Path | None


@click.command()
@click.option("--newsroom", "room", default=".dateline", show_default=True, help="Folder of the newsroom.")
@click.option("--feeds", "lists", multiple=True, type=click.Path(dir_okay=False), help="An OPML list; may be repeated.")
@click.option(
    "--out", default="site", show_default=True, type=click.Path(file_okay=False, path_type=Path), help="Site."
)
@click.option("--once", is_flag=True, help="Ask every feed once, run, and end.")
@click.option("--status", is_flag=True, help="Say how the watcher is, and end.")
@click.option("--json", "as_json", is_flag=True, help="The health as one JSON object.")
@click.option("--shortest", default=5.0, show_default=True, type=click.FloatRange(1), help="Least minutes of a feed.")
@click.option("--longest", default=360.0, show_default=True, type=click.FloatRange(1), help="Most minutes of a feed.")
@click.option("--gather", default=120.0, show_default=True, type=click.FloatRange(0), help="Seconds before a run.")
@click.option("--log", type=click.Path(dir_okay=False, path_type=Path), help="Log file; standard error unless told.")
def watch(room: str, once: bool, status: bool, as_json: bool, **given: Unpack[_Given]) -> None:
    """Follow the feeds of the newsroom's OPML lists, and publish as articles come. Stops on SIGTERM or Ctrl-C."""
    from dateline.newsroom import Newsroom
    from dateline.watch import FeedListError, Pace, Watch, Watched, status_of, watch_newsroom

    if given["longest"] < given["shortest"]:
        raise click.UsageError("--longest must not be less than --shortest")
    newsroom = existing_newsroom(room) if status else Newsroom(room)
    pace = Pace(shortest=60 * given["shortest"], longest=60 * given["longest"], gather=given["gather"])
    asked = Watch(lists=given["lists"], out=given["out"], pace=pace, log=given["log"])
    try:
        health = status_of(newsroom) if status else watch_newsroom(newsroom, asked, once=once)
    except (FeedListError, Watched) as error:
        raise click.UsageError(str(error)) from error
    finally:
        newsroom.close()
    _show(health, as_json)


def _show(health: Health, as_json: bool) -> None:
    import msgspec

    if as_json:
        write_line(msgspec.json.encode(health))
        return
    say(f"watch      {health.state}{': ' + health.fault if health.fault else ''}")
    say(f"last run   {health.run.ended or 'none yet'}: {health.run.stories} stories, {health.run.reports} reports")
    if health.run.faults:
        say(f"run faults {health.run.faults}: {health.run.fault}")
    say(f"waiting    {health.waiting}")
    for feed in health.feeds:
        say(f"{feed.state:<8} {feed.interval // 60:>4} min  {feed.taken:>6} taken  {feed.url}")
        if feed.fault:
            say(f"         {feed.faults} faults: {feed.fault}")
        elif feed.moved:
            say(f"         moved for good to {feed.moved}: put that into the list")
