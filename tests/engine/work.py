"""Work for the workers: module-level functions, as the engines ask for."""

from __future__ import annotations

import os
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


_LOADED: list[int] = []


def loaded(number: int) -> tuple[int, int]:
    """The process, and how often it has loaded what a worker needs: as a stage loads its models, on first use."""
    if not _LOADED:
        _LOADED.append(number)
    time.sleep(0.02)
    return os.getpid(), len(_LOADED)
