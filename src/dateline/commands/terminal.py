"""What commands read and write: the newsroom of a folder, dates as typed, lines to standard output."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from dateline.newsroom import Newsroom


LANG = click.Choice(["en", "ja", "ko", "zh", "zh-Hans", "zh-CN", "zh-TW", "zh-Hant"], case_sensitive=False)


FOLDER = click.Path(file_okay=False)


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


def write_line(line: bytes) -> None:
    """A line to standard output, at once."""
    sys.stdout.buffer.write(line + b"\n")
    sys.stdout.buffer.flush()
