"""``dateline replay``: reports made again from their archived sources."""

from __future__ import annotations

import click

from dateline.commands.terminal import existing_newsroom, say, write_line


@click.command()
@click.argument("reports", nargs=-1, metavar="[REPORT]...")
@click.option("--json", "as_json", is_flag=True, help="The result as one object a report.")
@click.option("--newsroom", "room", default=".dateline", show_default=True, help="Folder of the newsroom.")
def replay(reports: tuple[str, ...], as_json: bool, room: str) -> None:
    """Make REPORT (its id, or that of its story; all of them without one) again from the archived sources, offline, and say
    whether every byte is the same. Exit code 1 where not."""
    from dateline.model import encode
    from dateline.newsroom.replaying import ReplayError, replay_reports

    newsroom = existing_newsroom(room)
    try:
        made = replay_reports(newsroom, reports)
    except ReplayError as error:
        raise click.UsageError(str(error)) from error
    finally:
        newsroom.close()
    for one in made:
        if as_json:
            write_line(encode(one))
            continue
        same = "the same, byte for byte" if not one.differs else "not the same"
        say(f"{one.report} ({one.lang}) from {one.inputs} archived inputs: {same}")
        for line in (*(f"gone, or not what it was: {name}" for name in one.missing), *one.code, *one.differs):
            say(f"  {line}")
    if any(one.differs for one in made):
        raise click.exceptions.Exit(1)
