"""Time as the watcher sees it: a steady clock for waits, the wall's time for what people read."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """Where time comes from; tests bring their own."""

    def monotonic(self) -> float:
        """Seconds that only ever grow."""
        ...

    def now(self) -> datetime:
        """The wall's time, aware; it may jump either way."""
        ...

    def wait(self, seconds: float) -> None:
        """Let that much time pass."""
        ...


class SystemClock:
    """The machine's clocks. Where the machine can tell, hours that it slept count as passed."""

    def monotonic(self) -> float:
        """Seconds since the machine started."""
        return time.clock_gettime(_STEADY)

    def now(self) -> datetime:
        """The wall's time in UTC."""
        return datetime.now(UTC)

    def wait(self, seconds: float) -> None:
        """Sleep."""
        time.sleep(max(0.0, seconds))


_STEADY = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)
