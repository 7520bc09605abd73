"""What commands read and write: the newsroom of a folder, dates as typed, lines to standard output."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from dateline.newsroom import Newsroom


LANG = click.Choice(["en", "ja", "ko", "zh", "zh-Hans", "zh-CN", "zh-TW", "zh-Hant"], case_sensitive=False)


FOLDER = click.Path(file_okay=False)
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


_COMMANDS = re.compile(rb"\x7f|\xc2[\x80-\x9f]")  # DEL and C1: JSON itself escapes the others


class PlainFile(click.File):
    """A file to read, or ``-``: a pipe or a device that somebody named would make us wait for ever."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The open file. Raises BadParameter."""
        refuse_special(value, param, ctx)
        return super().convert(value, param, ctx)


class PlainPath(click.Path):
    """The path of a file that is there, and no pipe or device."""

    def __init__(self) -> None:
        super().__init__(exists=True, dir_okay=False, path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The path. Raises BadParameter."""
        refuse_special(value, param, ctx)
        return super().convert(value, param, ctx)


def refuse_special(value: Any, param: click.Parameter | None, ctx: click.Context | None) -> None:
    """Raise BadParameter for a pipe, a socket or a device, save what the shell itself hands over (``/dev/fd/63``)."""
    try:
        path = Path(value)
        named = path.exists() and not path.is_file() and not path.is_dir()
    except (TypeError, ValueError, OSError):
        return
    if named and not path.is_relative_to("/dev/fd") and path != Path("/dev/stdin"):
        raise click.BadParameter(f"{str(path)!r} is no file; give a file, or `-` for standard input", ctx, param)


def shown(words: str) -> str:
    """Words as a terminal may show them."""
    return _UNSEEN.sub("\ufffd", words)


def say(words: str, *, err: bool = False) -> None:
    """A line of words to a person, in which no character of an input commands the terminal."""
    click.echo(shown(words), err=err)


def short_code(code: str) -> str:
    """The language folder's name of a code: ``zh`` for ``zh-Hans``."""
    return code.split("-")[0].lower()


def existing_newsroom(room: str) -> Newsroom:
    """The newsroom in a folder. Raises UsageError where there is none."""
    from dateline.newsroom import Newsroom

    if not any((Path(room) / name).exists() for name in ("newsroom.db", "dateline.toml")):
        raise click.UsageError(
            f"there is no newsroom at {room}; make one with `dateline run`, or name it with --newsroom"
        )
    return Newsroom(room)


def checked_date(published: str | None) -> str | None:
    """A date or a time with its zone as ISO; a time without one is its day. Raises BadParameter."""
    if published is None:
        return None
    from datetime import date, datetime

    try:
        if len(published) == 10:
            return date.fromisoformat(published).isoformat()
        stamp = datetime.fromisoformat(published)
    except ValueError as error:
        raise click.BadParameter(f"{published!r} is no date; write 2026-01-08 or 2026-01-08T17:33:00+09:00") from error
    return stamp.isoformat() if stamp.tzinfo else stamp.date().isoformat()


def published_date(published: str | None) -> str | None:
    """The same for ``--published``, which the error names."""
    try:
        return checked_date(published)
    except click.BadParameter as error:
        error.param_hint = "--published"
        raise


def _escaped(found: re.Match[bytes]) -> bytes:
    return b"\\u%04x" % ord(found[0].decode())


def write_line(line: bytes) -> None:
    """A line of JSON to standard output, at once; characters that would command a terminal are written as escapes."""
    sys.stdout.buffer.write(_COMMANDS.sub(_escaped, line) + b"\n")
    sys.stdout.buffer.flush()
