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

from dateline.publish.discovery import news_sitemap, robots_txt, sitemap, tdmrep_json
from dateline.publish.edition import Part, part_pages, parts_of
from dateline.publish.imprint import imprint, suffix_of
from dateline.publish.pages import Page
from dateline.publish.sitedata import SiteData
from dateline.publish.view import TAGS, Desk

VERSION = "6"
_PART = ".page-"
_MADE = (".html", ".json", ".xml", ".png", ".jpg")
_WORTH_A_POOL = 1500  # pages of stories above which processes of their own pay for being started


class Job(Struct, frozen=True):
    """A part of an edition for a process of its own: where the edition is kept, where the pages go."""

    kept: str
    out: str
    part: Part


class Written(Struct, frozen=True):
    """What came of a part: the paths of its pages, those that a sitemap lists, and how many files were written."""

    paths: tuple[str, ...]
    listed: tuple[str, ...]
    files: int


def build_pages(data: SiteData) -> Iterator[Page]:
    """Every page of the edition, in every language; a pure function of ``data``. Blocked reports have no page."""
    desks = {lang: Desk(data, lang) for lang in data.langs}
    listed: list[str] = []
    for part in parts_of(data, list(desks.values())):
        for page in part_pages(desks[part.lang], part):
            listed += _listed(page)
            yield page
    yield from _machine_pages(data, list(desks.values()), listed)


def _listed(page: Page) -> list[str]:
    return [page.path] if page.path.endswith(".html") and not page.is_past else []


def _machine_pages(data: SiteData, desks: list[Desk], listed: list[str]) -> Iterator[Page]:
    for name in ("style.css", "search.js"):
        yield Page(name, resources.files("dateline.publish").joinpath("assets", name).read_bytes())
    for printed in data.pictures:
        picture = printed.picture
        words = next(iter(picture.captions.values()), "")
        marked = imprint(printed.data, caption=words, credit=picture.credit, by_machine=picture.by_machine)
        yield Page(f"pictures/{picture.id}.{suffix_of(printed.data)}", marked)
    yield Page("robots.txt", robots_txt(data))
    yield Page(".well-known/tdmrep.json", tdmrep_json())
    for name, made in (("sitemap.xml", sitemap(data, listed)), ("news-sitemap.xml", news_sitemap(desks))):
        if made is not None:
            yield Page(name, made)


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


def write_edition(data: SiteData, out: Path, *, workers: int = 1) -> int:
    """``write_site`` of all pages of an edition, by as many processes as asked for where there is enough to do. The files are
    the same, byte for byte."""
    if workers < 2 or len(data.reports) < _WORTH_A_POOL:
        return write_site(build_pages(data), out)
    _clear(out)
    out.mkdir(parents=True, exist_ok=True)
    desks = [Desk(data, lang) for lang in data.langs]
    with tempfile.TemporaryDirectory(prefix="dateline-edition-") as folder:
        kept = Path(folder) / "edition"
        kept.write_bytes(msgspec.msgpack.encode(data))
        jobs = [Job(str(kept), str(out), part) for part in parts_of(data, desks)]
        with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
            done = list(pool.map(write_part, jobs))
    paths = {path for one in done for path in one.paths}
    written = sum(one.files for one in done)
    for page in _machine_pages(data, desks, [path for one in done for path in one.listed]):
        paths.add(page.path)
        written += _write(page, str(out))
    _remove_stale(out, paths)
    return written


def write_part(job: Job) -> Written:
    """Make and write one part, in a process that keeps the edition for the next."""
    desk = _desk(job.kept, job.part.lang)
    paths: list[str] = []
    listed: list[str] = []
    files = 0
    for page in part_pages(desk, job.part):
        paths.append(page.path)
        listed += _listed(page)
        files += _write(page, job.out)
    return Written(tuple(paths), tuple(listed), files)


@cache
def _desk(kept: str, lang: str) -> Desk:
    return Desk(_edition(kept), lang)


@cache
def _edition(kept: str) -> SiteData:
    data = msgspec.msgpack.decode(Path(kept).read_bytes(), type=SiteData)
    gc.freeze()  # it stays to the end of the process: the collector need not look at it again and again
    return data


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
    kept = {str(out / path) for path in paths}
    for part in (*TAGS, "pictures"):
        for folder, _, names in os.walk(out / part):
            for name in names:
                if name.endswith(_MADE) and os.path.join(folder, name) not in kept:
                    os.unlink(os.path.join(folder, name))


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
