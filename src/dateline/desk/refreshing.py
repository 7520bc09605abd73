"""A run without sources in a process of its own, so that the desk stays at hand while it goes on."""

from __future__ import annotations

import multiprocessing
from multiprocessing.process import BaseProcess
from typing import Literal

from dateline.newsroom import Newsroom

State = Literal["idle", "running", "failed"]


def refresh_room(path: str, site: str) -> None:
    """Run the newsroom of a folder on what it has."""
    newsroom = Newsroom(path)
    try:
        newsroom.refresh(out=site)
    finally:
        newsroom.close()


class Refresher:
    """Starts such a run, one at a time."""

    def __init__(self, path: str, site: str) -> None:
        """For the newsroom of a folder and the folder of its site."""
        self._paths = (path, site)
        self._process: BaseProcess | None = None

    @property
    def state(self) -> State:
        """Whether a run is under way, or the last one of this desk failed."""
        if self._process is None:
            return "idle"
        if self._process.is_alive():
            return "running"
        return "failed" if self._process.exitcode else "idle"

    def start(self) -> bool:
        """Start a run; False where one is under way."""
        if self.state == "running":
            return False
        self._process = multiprocessing.get_context("spawn").Process(target=refresh_room, args=self._paths)
        self._process.start()
        return True

    def wait(self) -> None:
        """Wait until the run under way has ended."""
        if self._process is not None:
            self._process.join()
