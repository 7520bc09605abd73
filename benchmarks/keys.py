"""The shuffle of grouping at a million keys: synthetic profiles by the block in which their stories are looked for.

A block stands for what one worker groups by itself (a language, a country, some weeks); how many articles each has follows
Zipf's law, as events do. Each item carries as many bytes as a profile. Printed for each engine: processor seconds of this
process and of its workers, items a second, the bytes that pass between processes, and the most memory.

Usage: python benchmarks/keys.py [--keys 1000000] [--items 2000000] [--bytes 64] [--engine process,pool]
"""

from __future__ import annotations

import argparse
import os
import pickle
import resource
import time
from collections.abc import Iterator, Sequence
from hashlib import blake2b

import numpy as np

from dateline.engine import Engine, InProcess, ProcessPool

Item = tuple[str, bytes]


def make_items(keys: int, items: int, size: int) -> Iterator[Item]:
    """Items in no order: every key once, and the rest by Zipf's law (exponent 1.2)."""
    rng = np.random.default_rng(20260401)
    drawn = rng.zipf(1.2, max(0, items - keys)) % keys
    numbers = np.concatenate((np.arange(keys), drawn))
    rng.shuffle(numbers)
    for start in range(0, len(numbers), 10_000):
        for number in numbers[start : start + 10_000].tolist():
            yield f"k{number:07d}", number.to_bytes(4) * (size // 4)


def key_of(item: Item) -> str:
    """The block of an item."""
    return item[0]


def group_block(block: Sequence[Item]) -> tuple[str, int, str]:
    """What stands for the work on a block: its key, its size, and a digest of all that is in it."""
    found = blake2b(digest_size=8)
    for _, data in block:
        found.update(data)
    return block[0][0], len(block), found.hexdigest()


def measure(name: str, engine: Engine, items: Iterator[Item]) -> str:
    """One line on an engine."""
    started, wall = _spent(), time.time()
    whole = blake2b(digest_size=8)
    blocks = total = largest = 0
    for key, size, digest in engine.by_key(group_block, items, key_of):
        whole.update(f"{key}{size}{digest}".encode())
        blocks, total, largest = blocks + 1, total + size, max(largest, size)
    spent = _spent() - started
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return (
        f"{name}: {total} items, {blocks} keys (largest {largest}); {spent:.1f} s of processor time, "
        f"{total / spent:.0f} items/s; {memory:.0f} MB; {time.time() - wall:.0f} s by the clock; digest {whole.hexdigest()}"
    )


def _spent() -> float:
    """Processor seconds of this process and of its workers that ended."""
    told = os.times()
    return told.user + told.system + told.children_user + told.children_system


def main(argv: Sequence[str] | None = None) -> None:
    """Measure each engine."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--keys", type=int, default=1_000_000)
    parser.add_argument("--items", type=int, default=2_000_000)
    parser.add_argument("--bytes", type=int, default=64)
    parser.add_argument("--engine", default="process")
    options = parser.parse_args(argv)
    sample = [item for item, _ in zip(make_items(1000, 2000, options.bytes), range(2000), strict=False)]
    print(f"{len(pickle.dumps(sample)) / len(sample):.0f} bytes an item between processes")
    for name in options.engine.split(","):
        engine: Engine = ProcessPool(2) if name == "pool" else InProcess()
        print(measure(name, engine, make_items(options.keys, options.items, options.bytes)), flush=True)


if __name__ == "__main__":
    main()
