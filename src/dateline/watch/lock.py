"""One watcher a newsroom."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from dateline.newsroom.holding import HeldError, hold, is_held

FILE = "watch.lock"


class Watched(RuntimeError):
    """Another watcher holds this newsroom."""


@contextmanager
def sole_watcher(folder: Path) -> Iterator[None]:
    """Hold the newsroom while the block lasts. Raises Watched."""
    with ExitStack() as held:
        try:
            held.enter_context(hold(folder / FILE))
        except HeldError as error:
            told = f"{folder} is watched already by process {error}; stop that one first (kill -TERM)"
            raise Watched(told) from error
        yield


def is_watched(folder: Path) -> bool:
    """Whether a watcher holds the newsroom now."""
    return is_held(folder / FILE)
