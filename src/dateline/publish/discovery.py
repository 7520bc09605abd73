"""What crawlers and miners ask for: robots.txt, sitemaps, the TDM reservation (W3C TDMRep)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from xml.etree import ElementTree

from dateline.publish.instants import instant
from dateline.publish.plain import plain
from dateline.publish.sitedata import SiteData
from dateline.publish.view import TAGS, Desk

_MAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_NEWS = "http://www.google.com/schemas/sitemap-news/0.9"
_XHTML = "http://www.w3.org/1999/xhtml"
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
    ElementTree.register_namespace("", _MAP)
    ElementTree.register_namespace("xhtml", _XHTML)
    root = ElementTree.Element(f"{{{_MAP}}}urlset")
    for path in paths:
        lang, _, inner = path.partition("/")
        url = ElementTree.SubElement(root, f"{{{_MAP}}}url")
        ElementTree.SubElement(url, f"{{{_MAP}}}loc").text = data.house.address(path)
        sisters = [code for code in data.langs if lang in data.langs and f"{code}/{inner}" in known]
        for code in sisters:
            href = data.house.address(f"{code}/{inner}") or ""
            ElementTree.SubElement(url, f"{{{_XHTML}}}link", rel="alternate", hreflang=TAGS[code], href=href)
    return bytes(ElementTree.tostring(root, encoding="utf-8", xml_declaration=True))


def news_sitemap(desks: Sequence[Desk]) -> bytes | None:
    """The reports of the last two days before the newest one, or None without a base address."""
    if not desks or desks[0].data.house.base_url is None:
        return None
    ElementTree.register_namespace("", _MAP)
    ElementTree.register_namespace("news", _NEWS)
    root = ElementTree.Element(f"{{{_MAP}}}urlset")
    rows = [(instant(desk.stamp(s)), desk, s.id) for desk in desks for s in desk.ordered]
    newest = max((datetime.fromisoformat(stamp) for stamp, _, _ in rows), default=None)
    fresh = [r for r in rows if newest and newest - datetime.fromisoformat(r[0]) <= _FRESH]
    for stamp, desk, story in sorted(fresh, key=lambda r: (r[0], r[1].lang, r[2]), reverse=True)[:_MOST_NEWS]:
        url = ElementTree.SubElement(root, f"{{{_MAP}}}url")
        ElementTree.SubElement(url, f"{{{_MAP}}}loc").text = desk.data.house.address(
            f"{desk.lang}/stories/{story}.html"
        )
        news = ElementTree.SubElement(url, f"{{{_NEWS}}}news")
        publication = ElementTree.SubElement(news, f"{{{_NEWS}}}publication")
        ElementTree.SubElement(publication, f"{{{_NEWS}}}name").text = desk.site_name
        ElementTree.SubElement(publication, f"{{{_NEWS}}}language").text = desk.lang
        ElementTree.SubElement(news, f"{{{_NEWS}}}publication_date").text = stamp
        ElementTree.SubElement(news, f"{{{_NEWS}}}title").text = plain(desk.reports[story].headline.text)
    return bytes(ElementTree.tostring(root, encoding="utf-8", xml_declaration=True))


def days_of(desk: Desk) -> Mapping[str, list[str]]:
    """The stories of each day (``2026-01-08``, or ``undated``) by their newest article, the newest day first."""
    found: dict[str, list[str]] = {}
    for story in desk.ordered:
        found.setdefault((desk.newest(story) or "")[:10] or "undated", []).append(story.id)
    return dict(sorted(found.items(), reverse=True))
