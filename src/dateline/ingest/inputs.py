"""Inputs: files, folders and addresses become named raw bytes, one at a time."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import msgspec
from msgspec import Struct

from dateline.ingest.decode import Undecodable, decode_text
from dateline.ingest.feed import list_links
from dateline.ingest.lists import is_opml, is_sitemap, list_feeds, list_pages
from dateline.model import Rejected

MAX_BYTES = 50_000_000
FULL_TEXT = 1_200  # characters of an entry from which a feed carries the article itself
_NAME = 300  # characters of a name that is shown
MOST_PAGES = 30  # of one feed, fetched in one go: one host is asked once in some seconds
_LISTING = re.compile(rb"<(?:rss|feed|rdf:RDF|(?:\w+:)?urlset)\b", re.I)
SUFFIXES = frozenset(
    (
        ".html",
        ".htm",
        ".xhtml",
        ".xml",
        ".rss",
        ".atom",
        ".json",
        ".jsonl",
        ".ndjson",
        ".txt",
        ".md",
        ".warc",
        ".gz",
        ".pdf",
        ".docx",
        ".hwpx",
        ".eml",
        ".opml",
    )
)
Fetch = Callable[[str], "RawInput | Rejected"]


class RawInput(Struct, frozen=True, kw_only=True):
    """The bytes of one input: its name as given, and, when fetched, its final address and declared content type; of a
    feed, the addresses whose pages were ``taken`` in full and need no article of their own; and whether its outlet
    ``reserved`` text and data mining when it was fetched."""

    name: str
    data: bytes
    url: str | None = None
    content_type: str | None = None
    taken: tuple[str, ...] = ()
    reserved: bool = False


def gather_inputs(
    sources: Iterable[str | os.PathLike[str]], *, fetch: Fetch | None = None
) -> Iterator[RawInput | Rejected]:
    """Read every source: files as they are, folders in sorted order (files with a known suffix only), addresses through
    ``fetch``. Without ``fetch`` (offline) an address is rejected. A file that cannot be read is rejected with the reason.

    An OPML list stands for its feeds. Of a feed or news sitemap that was itself fetched, the pages of entries that come
    without their text are fetched too, as far as they allow it; a feed file is read without fetching its links.
    """
    for source in sources:
        for raw in _open_source(os.fspath(source), fetch):
            if isinstance(raw, RawInput) and is_opml(raw.data):
                yield from _open_feeds(raw, fetch)
            elif isinstance(raw, RawInput) and raw.url is not None and fetch is not None:
                yield from _with_pages(raw, fetch)
            else:
                yield raw


def _open_source(name: str, fetch: Fetch | None) -> Iterator[RawInput | Rejected]:
    if name.startswith(("http://", "https://")):
        reason = "an address was given but fetching is off; run without --offline, or save the page and give the file"
        yield fetch(name) if fetch is not None else Rejected(name, "not_allowed", reason)
        return
    path = Path(name)
    try:
        folder = path.is_dir()
    except OSError as error:  # a name longer than any file's
        yield _unreadable(path, error)
        return
    if folder and name:
        held = False
        for raw in _read_folder(path):
            held = True
            yield raw
        if not held:
            yield Rejected(name, "empty", "no file in this folder is of a kind that can be read: check the path")
    else:
        yield _read_file(path)


def _read_folder(folder: Path) -> Iterator[RawInput | Rejected]:
    home = folder.resolve()
    for child in sorted(folder.rglob("*")):
        if any(part.startswith(".") for part in child.relative_to(folder).parts):
            continue
        if child.is_dir():
            if not os.access(child, os.R_OK | os.X_OK):
                yield Rejected(_told(child), "not_allowed", "the folder cannot be read: check its permissions")
        elif child.suffix.lower() in SUFFIXES and child.is_symlink() and not child.exists():
            yield Rejected(_told(child), "empty", "a link that leads to no file: give the file itself")
        elif child.suffix.lower() not in SUFFIXES or not child.is_file():
            continue
        elif child.resolve().is_relative_to(home):
            yield _read_file(child)
        else:
            yield Rejected(_told(child), "not_allowed", "a link that leads out of the folder: give the file itself")


def _open_feeds(listed: RawInput, fetch: Fetch | None) -> Iterator[RawInput | Rejected]:
    """The feeds of a list: addresses as such, paths from the folder of a list that is a file."""
    feeds = list_feeds(listed.data)
    if not feeds:
        yield Rejected(listed.name, "no_text", "the list names no feed")
    folder = Path(listed.name).parent
    for feed in feeds:
        address = feed.startswith(("http://", "https://"))
        if not address and (listed.url is not None or ".." in Path(feed).parts or Path(feed).is_absolute()):
            yield Rejected(f"{listed.name}: {feed}", "not_allowed", "no address, and no file beside the list")
            continue
        for raw in _open_source(feed if address else (folder / feed).as_posix(), fetch):
            if isinstance(raw, RawInput) and raw.url is not None and fetch is not None:
                yield from _with_pages(raw, fetch)
            else:
                yield raw


def _with_pages(feed: RawInput, fetch: Fetch) -> Iterator[RawInput | Rejected]:
    """The pages of a fetched feed's entries that have little text of their own, then the feed without them."""
    taken = []
    for link in _links_to_follow(feed):
        page = fetch(link)
        if isinstance(page, RawInput):
            taken.append(link)
            yield page
    yield msgspec.structs.replace(feed, taken=tuple(taken)) if taken else feed


def _links_to_follow(feed: RawInput) -> list[str]:
    head = feed.data[:3000].lstrip(b"\xef\xbb\xbf \t\r\n")
    if not head.startswith(b"<") or not _LISTING.search(head):
        return []
    try:
        text = decode_text(feed.data)
    except Undecodable:
        return []
    if is_sitemap(text[:3000]):
        links = [page.url for page in list_pages(text) if page.title]
    else:
        links = [link for link, size in list_links(text) if size < FULL_TEXT]
    web = [link for link in links if link.startswith(("http://", "https://"))]
    return list(dict.fromkeys(web))[:MOST_PAGES]


def _read_file(path: Path) -> RawInput | Rejected:
    name = _told(path)
    try:
        kind = path.stat().st_mode
        if stat.S_ISFIFO(kind) and not path.is_relative_to("/dev"):  # nobody may ever write to it
            return Rejected(name, "not_allowed", "a pipe, not a file: give the file, or `-` for standard input")
        # a file of the system's own that waits for news must not make us wait
        flags = os.O_RDONLY | os.O_CLOEXEC | (os.O_NONBLOCK if stat.S_ISREG(kind) else 0)
        with open(os.open(path, flags), "rb") as file:
            data = file.read(MAX_BYTES + 1)
        if len(data) > MAX_BYTES:
            return Rejected(name, "too_large", f"more than {MAX_BYTES} bytes: split the file")
        return RawInput(name=name, data=data)
    except FileNotFoundError:
        return Rejected(name, "empty", "no such file or folder: check the path")
    except (OSError, ValueError) as error:
        return _unreadable(path, error)


def _unreadable(path: Path, error: OSError | ValueError) -> Rejected:
    why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return Rejected(_told(path)[:_NAME], "not_allowed", f"cannot be read: {why}; check its name and permissions")


def _told(path: Path) -> str:
    """A path as it is shown and kept; what is no UTF-8 in it becomes U+FFFD."""
    return os.fsencode(path.as_posix()).decode("utf-8", "replace")
