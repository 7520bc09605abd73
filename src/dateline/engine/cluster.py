"""On a cluster: Ray Data over an address that the settings name.

Each item travels with its number and each group with its key, so the results come back in the order of the other
engines whatever order the workers finish in, and a block that was run again after a lost worker counts once.
"""

from __future__ import annotations

import logging
import pickle
import socket
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from os import environ
from typing import Any, TypeVar

A = TypeVar("A")
B = TypeVar("B")

BLOCK = 32  # items a task: small enough that a lost task costs little, large enough to outweigh its start
AHEAD, AHEAD_BYTES = 8192, 256 << 20  # items made and packed ahead of their results, and what they may come to


class ClusterError(RuntimeError):
    """The cluster cannot be reached: the message names the address, the reason and the remedy."""


class RayCluster:
    """The two verbs on Ray. ``function`` must be a module-level one that the workers can import."""

    def __init__(self, address: str) -> None:
        """``address``: ``host:port`` of the head, ``ray://host:port`` of its client server, or ``auto`` for a cluster that runs here."""
        self.address = address

    def map(self, function: Callable[[A], B], items: Iterable[A]) -> Iterator[B]:
        """The results in the order of the items. Raises ClusterError when the cluster cannot be reached."""
        for batch in _packed(items):
            rows = [{"key": number, "item": item} for number, item in enumerate(batch)]
            found = self._data().from_items(rows, override_num_blocks=-(-len(rows) // BLOCK))
            yield from _in_order(found.map_batches(_each, fn_args=(function,), batch_size=None, num_cpus=1).iter_rows())

    def by_key(self, function: Callable[[Sequence[A]], B], items: Iterable[A], key: Callable[[A], str]) -> Iterator[B]:
        """One result a group, in the order of the keys. Raises ClusterError when the cluster cannot be reached."""
        rows = [{"key": key(item), "number": number, "item": pickle.dumps(item)} for number, item in enumerate(items)]
        if not rows:
            return
        found = self._data().from_items(rows).groupby("key").map_groups(_group, fn_args=(function,), num_cpus=1)
        results = sorted(((row["key"], row["out"]) for row in found.iter_rows()), key=lambda pair: pair[0])
        yield from (pickle.loads(out) for _, out in results)  # noqa: S301  # made by our own workers

    def _data(self) -> Any:
        environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
        try:
            import ray
            import ray.data

            logging.getLogger("ray.data").setLevel(logging.ERROR)
        except ImportError as error:
            raise ClusterError("the engine is a Ray cluster, but Ray is not here: install dateline[cluster]") from error
        if not ray.is_initialized():
            try:
                self._knock()
                ray.init(address=self.address, log_to_driver=False, logging_level=logging.ERROR)
            except (OSError, RuntimeError, ValueError) as error:
                raise ClusterError(
                    f"no Ray cluster answers at {self.address} ({error}); start one, or set engine to auto"
                ) from error
        context = ray.data.DataContext.get_current()
        context.execution_options.preserve_order = True
        context.enable_progress_bars = False
        return ray.data

    def _knock(self) -> None:
        """Ray itself waits minutes for a head that is not there; this asks first. Raises OSError or ValueError."""
        if self.address != "auto":
            host, _, port = self.address.removeprefix("ray://").rpartition(":")
            if not host or not port.isdigit():
                raise ValueError("an address is HOST:PORT, ray://HOST:PORT or auto")
            socket.create_connection((host, int(port)), timeout=5).close()


def _packed(items: Iterable[Any]) -> Iterator[list[bytes]]:
    """The items as they travel, so many at a time as may be made ahead."""
    batch: list[bytes] = []
    size = 0
    for item in items:
        batch.append(pickle.dumps(item))
        size += len(batch[-1])
        if len(batch) >= AHEAD or size >= AHEAD_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _each(batch: Mapping[str, Any], function: Callable[[A], B]) -> dict[str, list[Any]]:
    made = [pickle.dumps(function(pickle.loads(item))) for item in batch["item"]]  # noqa: S301  # packed by the driver
    return {"key": list(batch["key"]), "out": made}


def _group(batch: Mapping[str, Any], function: Callable[[Sequence[A]], B]) -> dict[str, list[Any]]:
    in_order = [item for _, item in sorted(zip(batch["number"], batch["item"], strict=True), key=lambda pair: pair[0])]
    made = function([pickle.loads(item) for item in in_order])  # noqa: S301  # packed by the driver
    return {"key": [batch["key"][0]], "out": [pickle.dumps(made)]}


def _in_order(rows: Iterator[Mapping[str, Any]]) -> Iterator[Any]:
    """Results by their numbers: each once, the next one as soon as it is there."""
    waiting: dict[int, bytes] = {}
    following = 0
    for row in rows:
        if row["key"] >= following:
            waiting.setdefault(row["key"], row["out"])
        while following in waiting:
            yield pickle.loads(waiting.pop(following))  # noqa: S301  # made by our own workers
            following += 1
