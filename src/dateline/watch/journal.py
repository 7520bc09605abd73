"""The watcher's log: one JSON object a line, with what happened and where, never a word of an article."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any, Protocol, TextIO


class Journal(Protocol):
    """Where events are written."""

    def info(self, event: str, **fields: Any) -> Any:
        """Something that belongs to the day's work."""
        ...

    def warning(self, event: str, **fields: Any) -> Any:
        """Something that somebody may want to see to."""
        ...


class _Lines:
    """Lines to a stream. One that cannot be written (a full disk) goes to standard error, and the watch goes on."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, line: str) -> None:
        try:
            self._stream.write(line)
        except OSError:
            if self._stream is not sys.stderr:
                _Lines(sys.stderr).write(line)

    def flush(self) -> None:
        """Each line is written at once."""


def open_journal(path: Path | None) -> Journal:
    """A journal that writes to a file, or to standard error. Raises OSError."""
    import structlog

    # the file stays open as long as the process lives; it is appended to line by line
    stream: TextIO = path.open("a", encoding="utf-8", buffering=1) if path is not None else sys.stderr
    journal: Journal = structlog.wrap_logger(
        structlog.WriteLogger(_Lines(stream)),  # type: ignore[arg-type]  # all that it asks of a file
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
    )
    return journal
