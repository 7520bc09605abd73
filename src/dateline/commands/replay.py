"""``dateline replay``: a report made again from its archived sources."""

from __future__ import annotations

import click

from dateline.commands.terminal import existing_newsroom, write_line


@click.command()
@click.argument("report")
@click.option("--json", "as_json", is_flag=True, help="The result as one object.")
@click.option("--newsroom", "room", default=".dateline", show_default=True, help="Folder of the newsroom.")
def replay(report: str, as_json: bool, room: str) -> None:
    """Make REPORT again from the archived sources, offline, and say whether every byte is the same. Exit code 1 where not."""
    from dateline.model import encode
    from dateline.newsroom.replaying import ReplayError, replay_report

    newsroom = existing_newsroom(room)
    try:
        made = replay_report(newsroom, report)
    except ReplayError as error:
        raise click.UsageError(str(error)) from error
    finally:
        newsroom.close()
    if as_json:
        write_line(encode(made))
    else:
        same = "the same, byte for byte" if not made.differs else "not the same"
        click.echo(f"{made.report} ({made.lang}) from {made.inputs} archived inputs: {same}")
        for line in (*(f"gone: {name}" for name in made.missing), *made.differs):
            click.echo(f"  {line}")
    if made.differs:
        raise click.exceptions.Exit(1)
