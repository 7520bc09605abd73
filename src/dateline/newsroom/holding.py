"""Work of which a newsroom has one at a time: a lock that the system takes back from a process that dies."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class HeldError(RuntimeError):
    """Another process holds it; the message is its number."""


@contextmanager
def hold(file: Path) -> Iterator[None]:
    """Hold a lock file while the block lasts. Raises HeldError."""
    handle = os.open(file, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise HeldError(os.pread(handle, 32, 0).decode("ascii", "replace").strip() or "unknown") from error
        os.ftruncate(handle, 0)
        os.write(handle, f"{os.getpid()}\n".encode())
        yield
    finally:
        os.close(handle)


def is_held(file: Path) -> bool:
    """Whether somebody holds it now."""
    if not file.exists():
        return False
    handle = os.open(file, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except OSError:
        return True
    finally:
        os.close(handle)
    return False
