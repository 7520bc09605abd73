"""Lists of sources: OPML outlines of feeds, and news sitemaps, which name articles without carrying their text."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Any

from msgspec import Struct

from dateline.ingest.draft import Draft, Piece
from dateline.ingest.published import parse_stamp
from dateline.model import Rejected

MOST_FEEDS = 500
MOST_ENTRIES = 5_000  # of a feed or a sitemap; a news sitemap may have 1,000
_OPML = re.compile(rb"<opml\b", re.I)
_SITEMAP = re.compile(r"<(?:\w+:)?(?:urlset|sitemapindex)\b")


class ListedPage(Struct, frozen=True, kw_only=True):
    """What a news sitemap tells of one page."""

    url: str
    title: str | None
    published: str | None
    outlet: str | None
    lang: str | None


def is_opml(data: bytes) -> bool:
    """Whether the bytes begin as an OPML outline does."""
    return data[:50].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") and _OPML.search(data[:2000]) is not None


def is_sitemap(head: str) -> bool:
    """Whether a text begins as a sitemap does (sitemaps.org 0.9)."""
    return _SITEMAP.search(head) is not None


def list_feeds(data: bytes, most: int = MOST_FEEDS) -> list[str]:
    """The addresses (or paths) of the feeds of an OPML outline, in order, each once, at most so many."""
    tree = _parsed(data)
    if tree is None:
        return []
    addresses = (element.get("xmlUrl") or element.get("xmlurl") for element in tree.iter("{*}outline"))
    return list(dict.fromkeys(a.strip() for a in addresses if a and a.strip()))[:most]


def list_pages(text: str) -> list[ListedPage]:
    """The pages that a news sitemap lists with their titles and times (Google News sitemap 0.9)."""
    tree = _parsed(text.encode("utf-8", "replace"))
    pages = []
    for entry in tree.iter("{*}url") if tree is not None else ():
        told = {e.tag.rpartition("}")[2]: (e.text or "").strip() for e in entry.iter("{*}*") if isinstance(e.tag, str)}
        if told.get("loc"):
            pages.append(
                ListedPage(
                    url=told["loc"],
                    title=told.get("title") or None,
                    published=parse_stamp(told.get("publication_date") or told.get("lastmod")),
                    outlet=told.get("name") or None,
                    lang=told.get("language") or None,
                )
            )
    return pages


def read_sitemap(source: str, text: str, taken: Collection[str] = ()) -> Iterator[Draft | Rejected]:
    """Each listed page with a title as an article of its headline alone, save those ``taken`` in full."""
    pages = list_pages(text)
    if not any(page.title for page in pages):
        yield Rejected(source, "no_text", "a sitemap without news titles; give the pages themselves")
    for page in pages[:MOST_ENTRIES]:
        if page.title and page.url not in taken:
            draft = Draft(page.url, [Piece("headline", page.title)], url=page.url, outlet=page.outlet, lang=page.lang)
            draft.published = page.published
            yield draft
    if len(pages) > MOST_ENTRIES:
        yield too_long(source, len(pages))


def too_long(source: str, entries: int) -> Rejected:
    """What is said of the entries that are not read."""
    return Rejected(source, "too_large", f"{entries} entries; the first {MOST_ENTRIES} are read: split the file")


def _parsed(data: bytes) -> Any:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True)
    try:
        return etree.fromstring(data.lstrip(b"\xef\xbb\xbf \t\r\n"), parser=parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
