"""One watcher a newsroom: a lock that the system takes back from a process that dies."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

FILE = "watch.lock"


class Watched(RuntimeError):
    """Another watcher holds this newsroom."""


@contextmanager
def sole_watcher(folder: Path) -> Iterator[None]:
    """Hold the newsroom while the block lasts. Raises Watched."""
    handle = os.open(folder / FILE, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        _take(handle, folder)
        os.ftruncate(handle, 0)
        os.write(handle, f"{os.getpid()}\n".encode())
        yield
    finally:
        os.close(handle)


def is_watched(folder: Path) -> bool:
    """Whether a watcher holds the newsroom now."""
    path = folder / FILE
    if not path.exists():
        return False
    handle = os.open(path, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except OSError:
        return True
    finally:
        os.close(handle)
    return False


def _take(handle: int, folder: Path) -> None:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        holder = os.pread(handle, 32, 0).decode("ascii", "replace").strip()
        raise Watched(
            f"{folder} is watched already by process {holder or 'unknown'}; stop that one first (kill -TERM)"
        ) from error
