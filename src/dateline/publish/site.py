"""The site: every page of an edition, and the writing of what has changed, in one process or several."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from importlib import resources
from pathlib import Path

import msgspec
from msgspec import Struct

from dateline.publish.discovery import news_sitemap, robots_txt, sitemaps, tdmrep_json
from dateline.publish.edition import unit_pages, units_of
from dateline.publish.imprint import imprint, suffix_of
from dateline.publish.making import Done, is_listed, look_at, make_units, put
from dateline.publish.memory import Left, Made, Stamp, key_of, load_parts, pack_part, read_part, save_parts
from dateline.publish.pages import Page
from dateline.publish.sitedata import SiteData
from dateline.publish.view import TAGS, Desk, desks_of

VERSION = "8"
_MADE = (".html", ".json", ".jsonld", ".xml", ".png", ".jpg")


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
            listed += [page.path] if is_listed(page) else []
            yield page
    yield from _machine_pages(data, list(desks.values()), listed)


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
    files = look_at(out)
    paths: set[str] = set()
    written = 0
    for page in pages:
        paths.add(page.path)
        written += put(page, str(out), is_new=not files)[0]
    _remove_stale(out, files, paths)
    return written


class _Built:
    """A build so far: the parts of its memory, the files of the site, those that sitemaps list, how many were made and written."""

    def __init__(self) -> None:
        self.parts: list[msgspec.Raw] = []
        self.paths: set[str] = set()
        self.listed: list[str] = []
        self.made = self.written = 0

    def keep(self, part: msgspec.Raw, units: Iterable[Made]) -> None:
        """Take over units that need not be made again."""
        self.parts.append(part)
        self._list(file for one in units for file in one.files)

    def take(self, done: Done) -> None:
        """Take over what was made."""
        self.parts.append(msgspec.Raw(done.part))
        self._list(done.files)
        self.made, self.written = self.made + len(done.files), self.written + done.written

    def _list(self, files: Iterable[Left]) -> None:
        for file in files:
            self.paths.add(file.path)
            if file.is_listed:
                self.listed.append(file.path)


def write_edition(data: SiteData, out: Path, *, workers: int = 1, memory: Path | None = None) -> Built:
    """``write_site`` of all pages of an edition, by as many processes as asked for where there is enough to do; the files are
    the same, byte for byte. Of a site made before, as ``memory`` (a file) has it, only what would be otherwise is made again."""
    out.mkdir(parents=True, exist_ok=True)
    files, desks, key = look_at(out), desks_of(data), key_of(data.langs, data.house)
    units = dict.fromkeys(units_of(list(desks.values())))
    wanted, site = frozenset(units), _Built()
    before = load_parts(memory, key)
    for kept in before:
        part = read_part(kept)
        standing = part.standing(desks, wanted, files)
        for one in standing:
            units.pop(one.unit, None)
        if standing:
            whole = len(standing) == len(part.units)
            site.keep(kept if whole else pack_part(part.questions, standing), standing)
    for done in make_units(data, desks, list(units), str(out), workers=workers, is_new=not files):
        site.take(done)
    for page in _machine_pages(data, list(desks.values()), site.listed):
        site.paths.add(page.path)
        site.written += put(page, str(out), is_new=not files)[0]
    _remove_stale(out, files, site.paths)
    if memory is not None and site.parts != before:
        save_parts(memory, key, site.parts)
    return Built(site.made, site.written)


def _remove_stale(out: Path, files: Mapping[str, Stamp], paths: set[str]) -> None:
    """Remove the pages that were there and are of this edition no more."""
    ours = tuple(f"{part}/" for part in (*TAGS, "pictures"))
    for path in files.keys() - paths:
        if path.startswith(ours) and path.endswith(_MADE):
            (out / path).unlink()
