"""Where the work runs: in this process, in a pool of processes, or on a cluster. The same results in the same order."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Protocol, TypeVar

from dateline.engine.cluster import ClusterError, RayCluster
from dateline.engine.local import InProcess, ProcessPool

A = TypeVar("A")
B = TypeVar("B")

__all__ = ["ClusterError", "Engine", "InProcess", "ProcessPool", "RayCluster", "choose_engine"]


class Engine(Protocol):
    """Two verbs: ``map`` runs a pure function over items, ``by_key`` over groups of items that share a key."""

    def map(self, function: Callable[[A], B], items: Iterable[A]) -> Iterator[B]:
        """The results in the order of the items."""
        ...

    def by_key(self, function: Callable[[Sequence[A]], B], items: Iterable[A], key: Callable[[A], str]) -> Iterator[B]:
        """One result a group, in the order of the keys."""
        ...


def choose_engine(items: int, workers: int | None = None, where: str = "auto") -> Engine:
    """The engine that the settings name: ``process``, ``pool``, or Ray (``ray:ADDRESS``, ``ray://HOST:PORT``).

    ``auto`` is a pool where it pays for its start (many items and more than one core), else this process.
    Raises ValueError for another word."""
    if where.startswith("ray:"):
        return RayCluster(where if where.startswith("ray://") else where.removeprefix("ray:"))
    if where == "process":
        return InProcess()
    if where == "pool":
        return ProcessPool(workers)
    if where != "auto":
        raise ValueError(f"engine {where!r}: name auto, process, pool or ray:ADDRESS")
    if workers == 1 or (workers is None and (items < 120 or (os.cpu_count() or 1) < 2)):
        return InProcess()
    return ProcessPool(workers)
