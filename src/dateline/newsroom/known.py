"""The newsroom's own list: files in its folder ``known/``, TOML or CSV, that every run reads."""

from __future__ import annotations

import shutil
from pathlib import Path

from dateline import link
from dateline.link import KnownListError

__all__ = ["KnownListError", "add_list", "known_things", "list_files", "remove_list"]
FOLDER = "known"


def known_things(room: Path) -> tuple[link.Known, ...]:
    """Every entry of the lists in a newsroom's folder, in the order of their names. Raises KnownListError."""
    return tuple(k for path in list_files(room) for k in link.parse_known(path.name, path.read_bytes()))


def list_files(room: Path) -> list[Path]:
    """The lists of a newsroom, by name."""
    return sorted(p for p in (room / FOLDER).glob("*") if p.suffix.lower() in (".toml", ".csv"))


def add_list(room: Path, path: Path) -> int:
    """Take a list into the newsroom, in the place of an earlier one of its name; how many entries it has.

    Raises KnownListError, and takes nothing, where it cannot be used.
    """
    entries = link.parse_known(path.name, path.read_bytes())
    (room / FOLDER).mkdir(parents=True, exist_ok=True)
    shutil.copyfile(path, room / FOLDER / path.name)
    return len(entries)


def remove_list(room: Path, name: str) -> bool:
    """Take a list out again; False where there is none of the name."""
    found = [p for p in list_files(room) if p.name == name]
    for path in found:
        path.unlink()
    return bool(found)
