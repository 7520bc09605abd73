"""A graceful stop: at once in the middle of a wait or a fetch, at the next step in a run, and where no step comes for some
seconds, wherever the run is: each of its results is one transaction, so that it may be broken off anywhere."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class Stopped(BaseException):
    """The watcher was asked to stop. No Exception, so that nothing that minds faults takes it for one."""


GRACE = 4.0  # seconds that a run is given to come to its next step


class StopSwitch:
    """Remembers that a stop was asked for, and breaks off what may be broken off."""

    def __init__(self) -> None:
        """A switch that nobody has touched yet."""
        self.asked = False
        self._open = self._raised = False

    def ask(self) -> None:
        """Ask for a stop. Raises Stopped in the middle of what may be broken off."""
        self.asked = True
        if self._open:
            self.check()

    def check(self) -> None:
        """A step between two pieces of work. Raises Stopped when a stop was asked for."""
        if self.asked:
            self._raised = True
            raise Stopped

    def insist(self) -> None:
        """No step has come. Raises Stopped, unless the work is ending already."""
        if not self._raised:
            self.check()

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
        signal.setitimer(signal.ITIMER_REAL, GRACE)
        switch.ask()

    before = {number: signal.signal(number, handle) for number in (signal.SIGTERM, signal.SIGINT)}
    before[signal.SIGALRM] = signal.signal(signal.SIGALRM, lambda *_: switch.insist())
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        for number, handler in before.items():
            signal.signal(number, handler)
