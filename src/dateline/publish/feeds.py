"""RSS 2.0 and JSON Feed 1.1, both with the label in words and as a machine mark. (Atom: ``metadata``.)"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from email.utils import format_datetime
from typing import Any
from xml.etree import ElementTree

from dateline.model import Report, Story
from dateline.publish.metadata import IPTC, instant, source_term
from dateline.publish.plain import json_text, plain
from dateline.publish.view import TAGS, Desk

_ATOM = "http://www.w3.org/2005/Atom"
_DC = "http://purl.org/dc/elements/1.1/"


def rss_feed(desk: Desk, stories: Sequence[Story]) -> bytes | None:
    """RSS 2.0 of the edition, or None without a base address: RSS knows full addresses only. A guid is the page's
    address and stays when the report changes."""
    front = desk.data.house.address(f"{desk.lang}/index.html")
    if front is None:
        return None
    ElementTree.register_namespace("atom", _ATOM)
    ElementTree.register_namespace("dc", _DC)
    root = ElementTree.Element("rss", {"version": "2.0"})
    channel = ElementTree.SubElement(root, "channel")
    _text(channel, "title", desk.site_name)
    _text(channel, "link", front)
    _text(channel, "description", str(desk.words["tagline"]))
    _text(channel, "language", TAGS[desk.lang])
    own = desk.data.house.address(f"{desk.lang}/rss.xml") or ""
    ElementTree.SubElement(channel, f"{{{_ATOM}}}link", rel="self", href=own, type="application/rss+xml")
    for story in stories:
        _item(channel, desk, story)
    return bytes(ElementTree.tostring(root, encoding="utf-8", xml_declaration=True))


def _item(channel: ElementTree.Element, desk: Desk, story: Story) -> None:
    report = desk.reports[story.id]
    page = desk.data.house.address(f"{desk.lang}/stories/{story.id}.html") or ""
    item = ElementTree.SubElement(channel, "item")
    _text(item, "title", report.headline.text)
    _text(item, "link", page)
    _text(item, "guid", page, isPermaLink="true")
    stamp = datetime.fromisoformat(instant(report.as_of or desk.newest(story) or ""))
    _text(item, "pubDate", format_datetime(stamp))
    _text(item, f"{{{_DC}}}creator", f"{desk.site_name} (automated)")
    _text(item, "category", desk.label(report)[0])
    _text(item, "category", source_term(report), domain=IPTC)
    _text(item, "description", desk.summary(report))


def _text(parent: ElementTree.Element, name: str, text: str, **attributes: str) -> None:
    ElementTree.SubElement(parent, name, attributes).text = plain(text)


def json_feed(desk: Desk, stories: Sequence[Story]) -> bytes:
    """JSON Feed 1.1 of the edition, with the label and the count of independent sources under ``_dateline``."""
    house = desk.data.house
    feed: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": desk.site_name,
        "description": str(desk.words["tagline"]),
        "language": TAGS[desk.lang],
        "authors": [{"name": f"{desk.site_name} (automated)"}],
    }
    addresses = {"home_page_url": "index.html", "feed_url": "feed.json"}
    feed |= {k: a for k, name in addresses.items() if (a := house.address(f"{desk.lang}/{name}"))}
    feed["items"] = [_json_item(desk, story, desk.reports[story.id]) for story in stories]
    return (json_text(feed, indent=1) + "\n").encode()


def _json_item(desk: Desk, story: Story, report: Report) -> dict[str, Any]:
    page = desk.data.house.address(f"{desk.lang}/stories/{story.id}.html")
    origins = [desk.origins[o] for o in {o for s in report.sentences for o in s.origins} if o in desk.origins]
    item: dict[str, Any] = {
        "id": f"urn:dateline:{story.id}:{desk.lang}",
        "title": plain(report.headline.text),
        "summary": desk.summary(report),
        "content_text": "\n\n".join([desk.label(report)[1], *(plain(s.text) for s in report.sentences)]),
        "date_modified": instant(report.as_of or desk.newest(story) or ""),
        "language": TAGS[desk.lang],
        "tags": [desk.label(report)[0]],
        "_dateline": {
            "label": desk.label(report)[0],
            "digital_source_type": IPTC + source_term(report),
            "sources": len(story.articles),
            "independent_sources": sum(o.independent for o in origins),
        },
    }
    return item | ({"url": page} if page else {})
