"""What crawlers and miners ask for: robots.txt, sitemaps, the TDM reservation (W3C TDMRep)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from html import escape
from xml.etree import ElementTree

from dateline.publish.instants import instant
from dateline.publish.labelling import first_published
from dateline.publish.plain import plain
from dateline.publish.sitedata import SiteData
from dateline.publish.tables import grouped
from dateline.publish.view import TAGS, Desk

_MAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_NEWS = "http://www.google.com/schemas/sitemap-news/0.9"
_XHTML = "http://www.w3.org/1999/xhtml"
_XML = '<?xml version="1.0" encoding="utf-8"?>\n'
_FRESH = timedelta(days=2)
_NEWS_LANGS = {"zh": "zh-cn"}  # what the protocol calls simplified Chinese
_MOST_NEWS = 1000
_MOST_PAGES = 50_000


def robots_txt(data: SiteData) -> bytes:
    """Everything may be read; the sitemaps are named where the site has an address."""
    lines = ["User-agent: *", "Allow: /"]
    lines += [f"Sitemap: {a}" for name in ("sitemap.xml", "news-sitemap.xml") if (a := data.house.address(name))]
    return ("\n".join(lines) + "\n").encode()


def tdmrep_json(data: SiteData) -> bytes:
    """No reservation of our own, for what lies below the site's own folder: the reports are free to mine; the sources' words
    in them stay their publishers'."""
    return (json.dumps([{"location": data.house.root, "tdm-reservation": 0}]) + "\n").encode()


def sitemaps(data: SiteData, pages: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """``sitemap.xml`` with every page and its sisters in the other languages; of more pages than one may have, an index and
    its parts. Nothing without a base address."""
    if data.house.base_url is None:
        return
    paths = sorted(pages)
    rows = list(_rows(data, paths))
    parts = [rows[n : n + _MOST_PAGES] for n in range(0, len(rows), _MOST_PAGES)]
    if len(parts) <= 1:
        yield "sitemap.xml", _urlset(rows)
        return
    names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    listed = "".join(f"<sitemap><loc>{escape(data.house.address(name) or '')}</loc></sitemap>\n" for name in names)
    yield "sitemap.xml", f'{_XML}<sitemapindex xmlns="{_MAP}">\n{listed}</sitemapindex>\n'.encode()
    yield from ((name, _urlset(part)) for name, part in zip(names, parts, strict=True))


def _urlset(rows: Sequence[str]) -> bytes:
    return f'{_XML}<urlset xmlns="{_MAP}" xmlns:xhtml="{_XHTML}">\n{"".join(rows)}</urlset>\n'.encode()


def _rows(data: SiteData, paths: Sequence[str]) -> Iterator[str]:
    """A line a page. The sisters, and the page for all other languages, are those that the page itself names."""
    known = set(paths)
    by_inner: dict[str, str] = {}
    for path in paths:
        lang, _, rest = path.partition("/")
        inner = rest if lang in data.langs else path
        if inner not in by_inner:
            sisters = {TAGS[code]: f"{code}/{inner}" for code in data.langs if f"{code}/{inner}" in known}
            if sisters:
                sisters["x-default"] = inner if inner == "index.html" else next(iter(sisters.values()))
            links = (f"<xhtml:link{_attributes(data, tag, sister)}/>" for tag, sister in sisters.items())
            by_inner[inner] = "".join(links)
        yield f"<url><loc>{escape(data.house.address(path) or '')}</loc>{by_inner[inner]}</url>\n"


def _attributes(data: SiteData, tag: str, path: str) -> str:
    address = escape(data.house.address(path) or "")
    return f' rel="alternate" hreflang="{tag}" href="{address}"'


def news_sitemap(data: SiteData, desks: Sequence[Desk]) -> bytes | None:
    """The reports first published in the two days before the edition (or, where nothing says when that is, before the newest
    report), or None without a base address."""
    if data.house.base_url is None:
        return None
    root = ElementTree.Element(f"{{{_MAP}}}urlset")
    rows = [(instant(first_published(desk, s)), desk, s.id) for desk in desks for s in desk.ordered]
    stamps = [datetime.fromisoformat(stamp) for stamp, _, _ in rows]
    now = datetime.fromisoformat(data.at) if data.at else max(stamps, default=datetime.min.replace(tzinfo=UTC))
    fresh = [row for row, stamp in zip(rows, stamps, strict=True) if now - stamp <= _FRESH]
    for stamp, desk, story in sorted(fresh, key=lambda r: (r[0], r[1].lang, r[2]), reverse=True)[:_MOST_NEWS]:
        url = ElementTree.SubElement(root, f"{{{_MAP}}}url")
        ElementTree.SubElement(url, f"{{{_MAP}}}loc").text = desk.house.address(f"{desk.lang}/stories/{story}.html")
        news = ElementTree.SubElement(url, f"{{{_NEWS}}}news")
        publication = ElementTree.SubElement(news, f"{{{_NEWS}}}publication")
        ElementTree.SubElement(publication, f"{{{_NEWS}}}name").text = desk.site_name
        ElementTree.SubElement(publication, f"{{{_NEWS}}}language").text = _NEWS_LANGS.get(desk.lang, desk.lang)
        ElementTree.SubElement(news, f"{{{_NEWS}}}publication_date").text = stamp
        ElementTree.SubElement(news, f"{{{_NEWS}}}title").text = plain(desk.reports[story].headline.text)
    ElementTree.register_namespace("", _MAP)
    ElementTree.register_namespace("news", _NEWS)
    return bytes(ElementTree.tostring(root, encoding="utf-8", xml_declaration=True))


def days_of(desk: Desk) -> Mapping[str, list[str]]:
    """The stories of each day (``2026-01-08``, or ``undated``) by their newest article, the newest day first."""
    found = grouped(((desk.newest(story) or "")[:10] or "undated", story.id) for story in desk.ordered)
    return dict(sorted(found.items(), reverse=True))
