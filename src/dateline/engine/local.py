"""On this machine: in this process, or in a pool of processes."""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import groupby, islice
from multiprocessing import get_context
from typing import TypeVar

A = TypeVar("A")
B = TypeVar("B")
FEW, MANY, SHARES, AHEAD = 4, 500, 50, 16
"""Items handed to a worker at a time, groups at the most, and the shares a worker has of all groups: of a million groups four
at a time, the way between the processes would take ten times as long as the work. Of items that are made as they are asked
for, twice so many handings a worker are made ahead."""


class InProcess:
    """Everything here, one after the other."""

    def map(self, function: Callable[[A], B], items: Iterable[A]) -> Iterator[B]:
        """The results in the order of the items."""
        return map(function, items)

    def by_key(self, function: Callable[[Sequence[A]], B], items: Iterable[A], key: Callable[[A], str]) -> Iterator[B]:
        """One result a group, in the order of the keys."""
        for _, group in groupby(sorted(items, key=key), key=key):
            yield function(list(group))


class ProcessPool:
    """A pool of fresh processes; models load once a worker. ``function`` must be a module-level one."""

    def __init__(self, workers: int | None = None) -> None:
        self.workers = workers or max(1, os.cpu_count() or 1)

    def map(self, function: Callable[[A], B], items: Iterable[A]) -> Iterator[B]:
        """The results in the order of the items."""
        return self._map(function, items, FEW)

    def _map(self, function: Callable[[A], B], items: Iterable[A], chunk: int) -> Iterator[B]:
        with ProcessPoolExecutor(self.workers, mp_context=get_context("spawn"), initializer=_leave_stops) as pool:
            rest, under_way = iter(items), deque[Iterator[B]]()
            while batch := list(islice(rest, chunk * self.workers * AHEAD)):
                under_way.append(pool.map(function, batch, chunksize=chunk))
                if len(under_way) > 1:  # while results are taken, there is work for the workers
                    yield from under_way.popleft()
            for results in under_way:
                yield from results

    def by_key(self, function: Callable[[Sequence[A]], B], items: Iterable[A], key: Callable[[A], str]) -> Iterator[B]:
        """One result a group, in the order of the keys."""
        groups = [list(group) for _, group in groupby(sorted(items, key=key), key=key)]
        yield from self._map(function, groups, max(FEW, min(MANY, len(groups) // (SHARES * self.workers))))


def _leave_stops() -> None:
    """Ctrl-C reaches every process of a terminal: what to make of it is for the one that has the pool."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
