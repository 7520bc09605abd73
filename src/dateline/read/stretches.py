"""How much of a text is read at once: no sentence is endless, and many rules take the square of one's length."""

from __future__ import annotations

import re
from collections.abc import Iterator

LONGEST_RUN = 3_000  # characters without a stop
_RUN = re.compile(r"(?:[^\n。！？.!?]|[.!?](?!\s)|(?<=\b[A-Z])\.|(?<=\b[A-Z][a-z])\.)++")


def without_endless_runs(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The parts of a stretch that remain when what runs on without a stop is cut."""
    at = start
    for run in _RUN.finditer(text, start, end) if end - start > LONGEST_RUN else ():
        if run.end() - run.start() > LONGEST_RUN:
            yield at, run.start() + LONGEST_RUN
            at = run.end()
    yield at, end


def portions(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretch in whole sentences of not much more than that together; what runs on is cut."""
    for low, high in without_endless_runs(text, start, end):
        at = low
        for run in _RUN.finditer(text, low, high) if high - low > LONGEST_RUN else ():
            if run.start() > at and run.end() - at > LONGEST_RUN:
                yield at, run.start()
                at = run.start()
        yield at, high
