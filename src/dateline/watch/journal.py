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


def open_journal(path: Path | None) -> Journal:
    """A journal that writes to a file, or to standard error. Raises OSError."""
    import structlog

    # the file stays open as long as the process lives; it is appended to line by line
    stream: TextIO = path.open("a", encoding="utf-8", buffering=1) if path is not None else sys.stderr
    journal: Journal = structlog.wrap_logger(
        structlog.WriteLogger(stream),
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
    )
    return journal
