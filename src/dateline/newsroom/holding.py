"""Work of which a newsroom has one at a time: a lock that the system takes back from a process that dies."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from dateline.store import Store, StoreError

RUN = "run.lock"
_AGAIN = 0.2
"""Seconds from one look at whether another run has ended to the next."""


class HeldError(RuntimeError):
    """Another process holds it; the message is its number."""


@contextmanager
def hold(file: Path) -> Iterator[None]:
    """Hold a lock file while the block lasts. Raises HeldError, and OSError where the folder takes no locks."""
    handle = os.open(file, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
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


@contextmanager
def sole_run(folder: Path, store: Store, waiting: Callable[[], None]) -> Iterator[None]:
    """Be the one run of a newsroom while the block lasts, in its folder and on its server. While another is at work this
    waits, and calls ``waiting`` several times a second (what that raises ends the wait). Raises StoreError."""
    with _held(folder, waiting):
        while not store.claim():
            waiting()
            time.sleep(_AGAIN)
        try:
            yield
        finally:
            with suppress(StoreError):  # the server frees what a broken connection held; the run's own failure is told
                store.release()


@contextmanager
def _held(folder: Path, waiting: Callable[[], None]) -> Iterator[None]:
    with ExitStack() as held:
        while True:
            try:
                held.enter_context(hold(folder / RUN))
                break
            except HeldError:
                waiting()
                time.sleep(_AGAIN)
            except OSError as error:
                told = f"cannot lock {folder / RUN}: {error.strerror}; make the folder writable, with free space, on a disk with locks"
                raise StoreError(told) from error
        yield
