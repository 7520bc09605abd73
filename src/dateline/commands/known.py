"""``dateline known``: the newsroom's own list of people, bodies, positions and places."""

from __future__ import annotations

from pathlib import Path

import click

from dateline.commands.terminal import PlainPath, say, write_line

_ROOM = click.option("--newsroom", "room", default=".dateline", show_default=True, help="Folder of the newsroom.")


@click.group()
def known() -> None:
    """The newsroom's own list: names in each language, offices and their time. It ties forms together across scripts."""


@known.command()
@click.argument("files", nargs=-1, required=True, type=PlainPath())
@_ROOM
def add(files: tuple[Path, ...], room: str) -> None:
    """Take lists (TOML or CSV) in, each in the place of an earlier one of its name. They hold from the next run on."""
    from dateline.newsroom import KnownListError, add_list

    for path in files:
        try:
            count = add_list(Path(room), path)
        except KnownListError as error:
            raise click.UsageError(str(error)) from error
        say(f"{path.name}: {count} {'entry' if count == 1 else 'entries'}")


@known.command("list")
@_ROOM
def list_known(room: str) -> None:
    """Every entry of the lists, one JSON object a line."""
    from dateline.model import encode
    from dateline.newsroom import KnownListError, known_things

    if not Path(room).is_dir():
        raise click.UsageError(f"there is no newsroom at {room}; name it with --newsroom")
    try:
        for entry in known_things(Path(room)):
            write_line(encode(entry))
    except KnownListError as error:
        raise click.UsageError(str(error)) from error


@known.command()
@click.argument("name")
@_ROOM
def remove(name: str, room: str) -> None:
    """Take the list of a NAME (as added) out again."""
    from dateline.newsroom import list_files, remove_list

    if not remove_list(Path(room), name):
        there = ", ".join(p.name for p in list_files(Path(room))) or "none"
        raise click.UsageError(f"no list {name!r} in {room}; there is {there}")
    say(f"{name}: removed")
