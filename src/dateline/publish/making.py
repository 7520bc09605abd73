"""Units made into files: here, or in processes of their own that share the edition with this one, or are given it."""

from __future__ import annotations

import gc
import os
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from dateline.publish.edition import Unit, unit_pages
from dateline.publish.memory import Left, Made, Part, Stamp, Telling
from dateline.publish.notebook import Question
from dateline.publish.pages import Page
from dateline.publish.search import FOLDER
from dateline.publish.sitedata import SiteData
from dateline.publish.view import Desk, desks_of

_PART = ".page-"
_AT_A_TIME = 400
_WORTH_A_POOL = 1500  # units above which processes of their own pay for being started
_BINARY = getattr(os, "O_BINARY", 0)
_READ, _WRITE = os.O_RDONLY | _BINARY, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | _BINARY


class Done(Struct, frozen=True, array_like=True):
    """What came of some units: the part of the memory, packed; the files; how many of them were written."""

    part: bytes
    files: tuple[Left, ...]
    written: int


class _Edition:
    """An edition with its tables, for other processes: as it stands for those that are forked, packed for those that are not."""

    def __init__(self, data: SiteData, desks: Mapping[str, Desk]) -> None:
        self.data, self.desks = data, desks

    def __reduce__(self) -> tuple[Any, ...]:
        return _unpacked, (msgspec.msgpack.encode(self.data),)


def _unpacked(packed: bytes) -> _Edition:
    data = msgspec.msgpack.decode(packed, type=SiteData)
    return _Edition(data, desks_of(data))


_HERE: dict[str, Desk] = {}
"""The edition that a process of its own makes."""


def _take(edition: _Edition) -> None:
    gc.freeze()  # it stays to the end of the process: the collector need not look at it again and again
    _HERE.update(edition.desks)


def make_units(
    data: SiteData, desks: Mapping[str, Desk], units: Sequence[Unit], out: str, *, workers: int, is_new: bool
) -> Iterator[Done]:
    """Make and write units. ``is_new``: the folder had no files."""
    batches = [units[n : n + _AT_A_TIME] for n in range(0, len(units), _AT_A_TIME)]
    if workers < 2 or len(units) < _WORTH_A_POOL:
        yield from (_make(desks, batch, out, is_new=is_new) for batch in batches)
        return
    for desk in desks.values():
        desk.lay_tables()
    # a process with threads is not forked: what one of them holds would be held for ever
    alone = sys.platform == "linux" and threading.active_count() == 1
    context = get_context("fork" if alone else "spawn")
    given = _Edition(data, desks)
    with ProcessPoolExecutor(workers, mp_context=context, initializer=_take, initargs=(given,)) as pool:
        yield from pool.map(partial(_make_here, out=out, is_new=is_new), batches)


def _make_here(units: Sequence[Unit], *, out: str, is_new: bool) -> Done:
    return _make(_HERE, units, out, is_new=is_new)


def _make(desks: Mapping[str, Desk], units: Sequence[Unit], out: str, *, is_new: bool) -> Done:
    """Make and write some units."""
    numbers: dict[Question, int] = {}
    questions: list[Question] = []
    told = {lang: Telling(desk, questions) for lang, desk in desks.items()}
    made: list[Made] = []
    written = 0
    for unit in units:
        desk, files = desks[unit.lang], []
        with desk.notebook.opened():
            for page in unit_pages(desk, unit):
                is_written, left = put(page, out, is_new=is_new)
                written += is_written
                files.append(left)
            asked = desk.notebook.questions()
        for question in asked:
            if question not in numbers:
                numbers[question] = len(questions)
                questions.append(question)
        of = tuple([numbers[question] for question in asked])
        made.append(Made(unit, of, told[unit.lang].digest(of), tuple(files)))
    part = msgspec.msgpack.encode(Part(tuple(questions), tuple(made)))
    return Done(part, tuple(file for one in made for file in one.files), written)


def is_listed(page: Page) -> bool:
    """Whether sitemaps list it."""
    return page.path.endswith(".html") and not page.is_past


def look_at(out: Path) -> dict[str, Stamp]:
    """The files below a site's folder but for its index, by their paths; what a run that was killed left behind is removed."""
    found: dict[str, Stamp] = {}
    folders = [""] if out.is_dir() else []
    while folders:
        inner = folders.pop()
        with os.scandir(f"{out}/{inner}") as items:
            for item in items:
                if item.is_dir(follow_symlinks=False):
                    folders += [f"{inner}{item.name}/"] if inner or item.name != FOLDER else []
                elif item.name.startswith(_PART):
                    os.unlink(item.path)
                else:
                    held = item.stat()
                    found[f"{inner}{item.name}"] = held.st_size, held.st_mtime_ns
    return found


def put(page: Page, out: str, *, is_new: bool = False) -> tuple[bool, Left]:
    """Write a page where it is not as it should be: whether it was written, and the file as it is left. ``is_new``: it is not
    there yet."""
    target = f"{out}/{page.path}"
    held = None if is_new else _as_it_is(target, page.data)
    left = held or _replace(target, page.data)
    return held is None, Left(page.path, left.st_size, left.st_mtime_ns, is_listed(page))


def _as_it_is(target: str, data: bytes) -> os.stat_result | None:
    """The file, if it has these bytes."""
    try:
        stream = os.open(target, _READ)
    except FileNotFoundError:
        return None
    try:
        held = os.fstat(stream)
        return held if held.st_size == len(data) and os.read(stream, len(data) + 1) == data else None
    finally:
        os.close(stream)


def _replace(target: str, data: bytes) -> os.stat_result:
    """Put a file in its place in one step; when it cannot be written, nothing of it stays."""
    folder, _, _ = target.rpartition("/")
    part = f"{folder}/{_PART}{os.getpid()}"
    try:
        stream = os.open(part, _WRITE, 0o666)
    except FileNotFoundError:
        os.makedirs(folder, exist_ok=True)
        stream = os.open(part, _WRITE, 0o666)
    try:
        try:
            written = os.write(stream, data)
            while written < len(data):
                written += os.write(stream, data[written:])
            left = os.fstat(stream)
        finally:
            os.close(stream)
        os.replace(part, target)
    except OSError:
        with suppress(FileNotFoundError):
            os.unlink(part)
        raise
    return left
