"""Data files of the language folders, read once a process."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any


@cache
def load_table(folder: str, name: str) -> dict[str, Any]:
    """The TOML file ``lang/<folder>/<name>.toml`` as a dict. Raises FileNotFoundError when there is none."""
    path = resources.files("dateline.lang").joinpath(folder, f"{name}.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def load_text(folder: str, name: str) -> str:
    """A text data file of a language folder."""
    return resources.files("dateline.lang").joinpath(folder, name).read_text(encoding="utf-8")
