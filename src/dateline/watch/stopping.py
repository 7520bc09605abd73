"""A graceful stop: at once in the middle of a wait or a fetch, at the next step in a run; never in the middle of a write."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class Stopped(BaseException):
    """The watcher was asked to stop. No Exception, so that nothing that minds faults takes it for one."""


class StopSwitch:
    """Remembers that a stop was asked for, and breaks off what may be broken off."""

    def __init__(self) -> None:
        """A switch that nobody has touched yet."""
        self.asked = False
        self._open = False

    def ask(self) -> None:
        """Ask for a stop. Raises Stopped in the middle of what may be broken off."""
        self.asked = True
        if self._open:
            raise Stopped

    def check(self) -> None:
        """A step between two pieces of work. Raises Stopped when a stop was asked for."""
        if self.asked:
            raise Stopped

    @contextmanager
    def breakable(self) -> Iterator[None]:
        """Work that keeps nothing: a stop ends it at once. Raises Stopped."""
        self._open = True
        try:
            self.check()
            yield
        finally:
            self._open = False


@contextmanager
def stop_on_signals(switch: StopSwitch) -> Iterator[None]:
    """SIGTERM and SIGINT ask ``switch`` to stop while the block lasts; processes that a run starts die of them as usual."""
    owner = os.getpid()

    def handle(number: int, frame: FrameType | None) -> None:
        if os.getpid() != owner:
            signal.signal(number, signal.SIG_DFL)
            os.kill(os.getpid(), number)
            return
        switch.ask()

    before = {number: signal.signal(number, handle) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
