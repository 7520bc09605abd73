"""What crawlers and miners ask for: robots.txt, sitemaps, the TDM reservation (W3C TDMRep)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from html import escape
from xml.etree import ElementTree

from dateline.publish.instants import instant
from dateline.publish.plain import plain
from dateline.publish.sitedata import SiteData
from dateline.publish.tables import grouped
from dateline.publish.view import TAGS, Desk

_MAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_NEWS = "http://www.google.com/schemas/sitemap-news/0.9"
_XHTML = "http://www.w3.org/1999/xhtml"
_XML = '<?xml version="1.0" encoding="utf-8"?>\n'
_FRESH = timedelta(days=2)
_MOST_NEWS = 1000
_MOST_PAGES = 50_000


def robots_txt(data: SiteData) -> bytes:
    """Everything may be read; the sitemaps are named where the site has an address."""
    lines = ["User-agent: *", "Allow: /"]
    lines += [f"Sitemap: {a}" for name in ("sitemap.xml", "news-sitemap.xml") if (a := data.house.address(name))]
    return ("\n".join(lines) + "\n").encode()


def tdmrep_json() -> bytes:
    """No reservation of our own: the reports are free to mine; the sources' words in them stay their publishers'."""
    return (json.dumps([{"location": "/", "tdm-reservation": 0}]) + "\n").encode()


def sitemap(data: SiteData, pages: Iterable[str]) -> bytes | None:
    """Every page with its sisters in the other languages, or None without a base address."""
    if data.house.base_url is None:
        return None
    paths = sorted(pages)[:_MOST_PAGES]
    known = set(paths)
    by_inner: dict[str, str] = {}
    rows = []
    for path in paths:
        lang, _, inner = path.partition("/")
        if inner not in by_inner:
            sisters = [code for code in data.langs if f"{code}/{inner}" in known]
            links = (f"<xhtml:link{_attributes(data, code, inner)}/>" for code in sisters)
            by_inner[inner] = "".join(links)
        links_of = by_inner[inner] if lang in data.langs else ""
        rows.append(f"<url><loc>{escape(data.house.address(path) or '')}</loc>{links_of}</url>\n")
    return f'{_XML}<urlset xmlns="{_MAP}" xmlns:xhtml="{_XHTML}">\n{"".join(rows)}</urlset>\n'.encode()


def _attributes(data: SiteData, lang: str, inner: str) -> str:
    address = escape(data.house.address(f"{lang}/{inner}") or "")
    return f' rel="alternate" hreflang="{TAGS[lang]}" href="{address}"'


def news_sitemap(desks: Sequence[Desk]) -> bytes | None:
    """The reports of the last two days before the newest one, or None without a base address."""
    if not desks or desks[0].house.base_url is None:
        return None
    ElementTree.register_namespace("", _MAP)
    ElementTree.register_namespace("news", _NEWS)
    root = ElementTree.Element(f"{{{_MAP}}}urlset")
    rows = [(instant(desk.stamp(s)), desk, s.id) for desk in desks for s in desk.ordered]
    newest = max((datetime.fromisoformat(stamp) for stamp, _, _ in rows), default=None)
    fresh = [r for r in rows if newest and newest - datetime.fromisoformat(r[0]) <= _FRESH]
    for stamp, desk, story in sorted(fresh, key=lambda r: (r[0], r[1].lang, r[2]), reverse=True)[:_MOST_NEWS]:
        url = ElementTree.SubElement(root, f"{{{_MAP}}}url")
        ElementTree.SubElement(url, f"{{{_MAP}}}loc").text = desk.house.address(f"{desk.lang}/stories/{story}.html")
        news = ElementTree.SubElement(url, f"{{{_NEWS}}}news")
        publication = ElementTree.SubElement(news, f"{{{_NEWS}}}publication")
        ElementTree.SubElement(publication, f"{{{_NEWS}}}name").text = desk.site_name
        ElementTree.SubElement(publication, f"{{{_NEWS}}}language").text = desk.lang
        ElementTree.SubElement(news, f"{{{_NEWS}}}publication_date").text = stamp
        ElementTree.SubElement(news, f"{{{_NEWS}}}title").text = plain(desk.reports[story].headline.text)
    return bytes(ElementTree.tostring(root, encoding="utf-8", xml_declaration=True))


def days_of(desk: Desk) -> Mapping[str, list[str]]:
    """The stories of each day (``2026-01-08``, or ``undated``) by their newest article, the newest day first."""
    found = grouped(((desk.newest(story) or "")[:10] or "undated", story.id) for story in desk.ordered)
    return dict(sorted(found.items(), reverse=True))
