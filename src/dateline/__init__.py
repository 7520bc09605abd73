"""Dateline: a newsroom in a box.

Source articles go in, one labelled report per event comes out, and every sentence carries the source words it rests
on. Start with :func:`open`, which gives a :class:`dateline.newsroom.Newsroom`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from dateline.newsroom import Newsroom

__version__ = "0.1.0"
__all__ = ["__version__", "open"]


def open(path: str | Path = ".dateline") -> Newsroom:
    """Open (or make) the newsroom that lives in the folder ``path``."""
    from dateline.newsroom import Newsroom

    return Newsroom(path)
