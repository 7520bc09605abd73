"""The site: every page of an edition, and the writing of what has changed, in one process or several."""

from __future__ import annotations

import gc
import os
import tempfile
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from functools import cache
from importlib import resources
from multiprocessing import get_context
from pathlib import Path

import msgspec
from msgspec import Struct

from dateline.publish.discovery import news_sitemap, robots_txt, sitemaps, tdmrep_json
from dateline.publish.edition import Unit, unit_pages, units_of
from dateline.publish.imprint import imprint, suffix_of
from dateline.publish.memory import Left, Made, key_of, leave, load_memory, save_memory
from dateline.publish.pages import Page
from dateline.publish.sitedata import SiteData
from dateline.publish.view import TAGS, Desk, desks_of

VERSION = "8"
_PART = ".page-"
_MADE = (".html", ".json", ".jsonld", ".xml", ".png", ".jpg")
_AT_A_TIME = 400
_WORTH_A_POOL = 1500  # units above which processes of their own pay for being started


class Job(Struct, frozen=True):
    """Some units for a process of its own: where the edition is kept, where the pages go."""

    kept: str
    out: str
    units: tuple[Unit, ...]


class Built(Struct, frozen=True):
    """What a build did: how many pages and other files it made, and how many of them were not as they should be."""

    made: int
    written: int


def build_pages(data: SiteData) -> Iterator[Page]:
    """Every page of the edition, in every language; a pure function of ``data``. Blocked reports have no page."""
    desks = desks_of(data)
    listed: list[str] = []
    for unit in units_of(list(desks.values())):
        for page in unit_pages(desks[unit.lang], unit):
            listed += [page.path] if _is_listed(page) else []
            yield page
    yield from _machine_pages(data, list(desks.values()), listed)


def _is_listed(page: Page) -> bool:
    return page.path.endswith(".html") and not page.is_past


def _machine_pages(data: SiteData, desks: list[Desk], listed: list[str]) -> Iterator[Page]:
    for name in ("style.css", "search.js"):
        yield Page(name, resources.files("dateline.publish").joinpath("assets", name).read_bytes())
    for printed in data.pictures:
        picture = printed.picture
        words = next(iter(picture.captions.values()), "")
        marked = imprint(printed.data, caption=words, credit=picture.credit, by_machine=picture.by_machine)
        yield Page(f"pictures/{picture.id}.{suffix_of(printed.data)}", marked)
    yield Page("robots.txt", robots_txt(data))
    yield Page(".well-known/tdmrep.json", tdmrep_json(data))
    yield from (Page(name, made) for name, made in sitemaps(data, listed))
    if (news := news_sitemap(data, desks)) is not None:
        yield Page("news-sitemap.xml", news)


def write_site(pages: Iterable[Page], out: Path) -> int:
    """Write the pages below ``out``; a page that has not changed is left alone, one that is gone from the edition is
    removed. Returns how many files were written. A file is replaced in one step, never half."""
    _clear(out)
    paths: set[str] = set()
    written = 0
    for page in pages:
        paths.add(page.path)
        written += _write(page, str(out))
    _remove_stale(out, paths)
    return written


def write_edition(data: SiteData, out: Path, *, workers: int = 1, memory: Path | None = None) -> Built:
    """``write_site`` of all pages of an edition, by as many processes as asked for where there is enough to do; the files are
    the same, byte for byte. Of a site made before, as ``memory`` (a file) has it, only what would be otherwise is made again."""
    _clear(out)
    out.mkdir(parents=True, exist_ok=True)
    desks = desks_of(data)
    key = key_of(data.langs, data.house)
    before = load_memory(memory, key) if memory is not None else {}
    found: dict[Unit, Made | None] = {}
    for unit in units_of(list(desks.values())):
        one = before.get(unit)
        is_current = one is not None and one.answers == desks[unit.lang].digest_of(one.asked) and one.stands(str(out))
        found[unit] = one if is_current else None
    stale = [unit for unit, one in found.items() if one is None]
    pages = written = 0
    for unit, one, files in _make(data, desks, stale, str(out), workers):
        found[unit], pages, written = one, pages + len(one.files), written + files
    made = {unit: one for unit, one in found.items() if one is not None}
    files_of = [file for one in made.values() for file in one.files]
    paths = {file.path for file in files_of}
    for page in _machine_pages(data, list(desks.values()), [file.path for file in files_of if file.is_listed]):
        paths.add(page.path)
        written += _write(page, str(out))
    _remove_stale(out, paths)
    if memory is not None and (stale or len(made) != len(before)):
        save_memory(memory, key, made)
    return Built(pages, written)


Done = tuple[Unit, Made, int]
"""A unit, what came of it, and how many of its files were written."""


def _make(data: SiteData, desks: dict[str, Desk], units: list[Unit], out: str, workers: int) -> Iterator[Done]:
    """Make and write units, here or in processes of their own."""
    if workers < 2 or len(units) < _WORTH_A_POOL:
        yield from (_make_unit(desks[unit.lang], unit, out) for unit in units)
        return
    with tempfile.TemporaryDirectory(prefix="dateline-edition-") as folder:
        kept = Path(folder) / "edition"
        kept.write_bytes(msgspec.msgpack.encode(data))
        jobs = [Job(str(kept), out, tuple(units[n : n + _AT_A_TIME])) for n in range(0, len(units), _AT_A_TIME)]
        with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
            for done in pool.map(write_part, jobs):
                yield from done


def write_part(job: Job) -> list[Done]:
    """Make and write some units, in a process that keeps the edition for the next."""
    return [_make_unit(_desks(job.kept)[unit.lang], unit, job.out) for unit in job.units]


def _make_unit(desk: Desk, unit: Unit, out: str) -> Done:
    files: list[Left] = []
    written = 0
    with desk.notebook.opened():
        for page in unit_pages(desk, unit):
            written += _write(page, out)
            files.append(leave(out, page.path, is_listed=_is_listed(page)))
        questions = desk.notebook.questions()
    return unit, Made(tuple(questions), desk.digest_of(questions), tuple(files)), written


@cache
def _desks(kept: str) -> dict[str, Desk]:
    data = msgspec.msgpack.decode(Path(kept).read_bytes(), type=SiteData)
    gc.freeze()  # it stays to the end of the process: the collector need not look at it again and again
    return desks_of(data)


def _clear(out: Path) -> None:
    """Remove what a run that was killed left behind."""
    for folder, _, names in os.walk(out):
        for name in names:
            if name.startswith(_PART):
                os.unlink(os.path.join(folder, name))


def _write(page: Page, out: str) -> int:
    """Write a page where it is not as it should be; 1 if it was written."""
    target = f"{out}/{page.path}"
    try:
        with open(target, "rb", buffering=0) as held:
            if held.read() == page.data:
                return 0
    except FileNotFoundError:
        pass
    try:
        _replace(target, page.data)
    except FileNotFoundError:
        os.makedirs(os.path.dirname(target), exist_ok=True)
        _replace(target, page.data)
    return 1


def _remove_stale(out: Path, paths: set[str]) -> None:
    root = str(out)
    for part in (*TAGS, "pictures"):
        for folder, _, names in os.walk(f"{root}/{part}"):
            inner = folder[len(root) + 1 :].replace(os.sep, "/")
            for name in names:
                if name.endswith(_MADE) and f"{inner}/{name}" not in paths:
                    os.unlink(f"{folder}/{name}")


def _replace(target: str, data: bytes) -> None:
    """Put a file in its place in one step; when it cannot be written, nothing of it stays."""
    name = f"{os.path.dirname(target)}/{_PART}{os.getpid()}"
    try:
        with open(name, "wb", buffering=0) as stream:
            written = stream.write(data)
            while written < len(data):
                written += stream.write(data[written:])
        os.replace(name, target)
    except FileNotFoundError:
        raise
    except OSError:
        with suppress(FileNotFoundError):
            os.unlink(name)
        raise
