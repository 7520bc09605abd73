"""Work for the workers: module-level functions, as the engines ask for."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path


def squared(number: int) -> int:
    return number * number


def joined(items: Sequence[str]) -> str:
    return "+".join(items)


def slowly(job: tuple[int, str]) -> int:
    """The number, after leaving a mark in the folder: so that a test sees what was run, and how often."""
    number, folder = job
    with Path(folder, str(number)).open("a", encoding="utf-8") as mark:
        mark.write("x")
    time.sleep(0.05)
    return number
