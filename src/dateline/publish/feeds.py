"""RSS 2.0 and JSON Feed 1.1, both with the label in words and as a machine mark. (Atom: ``metadata``.)"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from email.utils import format_datetime
from typing import Any
from xml.etree import ElementTree

from dateline.model import Lost, Report, Story
from dateline.publish.instants import instant
from dateline.publish.metadata import IPTC, announced, source_term
from dateline.publish.past import correction_words, corrections_of, lost_words, modified
from dateline.publish.plain import json_text, plain
from dateline.publish.view import TAGS, Desk

_ATOM = "http://www.w3.org/2005/Atom"
_DC = "http://purl.org/dc/elements/1.1/"


def rss_feed(desk: Desk, stories: Sequence[Story]) -> bytes | None:
    """RSS 2.0 of the edition, or None without a base address: RSS knows full addresses only. A guid is the page's
    address and stays when the report changes."""
    front = desk.house.address(f"{desk.lang}/index.html")
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
    own = desk.house.address(f"{desk.lang}/rss.xml") or ""
    ElementTree.SubElement(channel, f"{{{_ATOM}}}link", rel="self", href=own, type="application/rss+xml")
    for story in stories:
        _item(channel, desk, story)
    for one in desk.lost.values():
        _lost_item(channel, desk, one)
    return bytes(ElementTree.tostring(root, encoding="utf-8", xml_declaration=True))


def _item(channel: ElementTree.Element, desk: Desk, story: Story) -> None:
    report = desk.reports[story.id]
    page = desk.house.address(f"{desk.lang}/stories/{story.id}.html") or ""
    item = ElementTree.SubElement(channel, "item")
    _text(item, "title", report.headline.text)
    _text(item, "link", page)
    _text(item, "guid", page, isPermaLink="true")
    stamp = datetime.fromisoformat(instant(desk.stamp(story)))
    _text(item, "pubDate", format_datetime(stamp))
    _text(item, f"{{{_ATOM}}}updated", modified(desk, story) or instant(""))
    _text(item, f"{{{_DC}}}creator", f"{desk.site_name} (automated)")
    _text(item, "category", desk.label(report)[0])
    _text(item, "category", source_term(desk, report), domain=IPTC)
    _text(item, "description", announced(desk, story))


def _lost_item(channel: ElementTree.Element, desk: Desk, lost: Lost) -> None:
    """The item of a report that was withdrawn keeps its guid and says so."""
    page = desk.house.address(f"{desk.lang}/stories/{lost.story}.html") or ""
    item = ElementTree.SubElement(channel, "item")
    _text(item, "title", str(desk.words["withdrawn_title"]))
    _text(item, "link", page)
    _text(item, "guid", page, isPermaLink="true")
    _text(item, "pubDate", format_datetime(datetime.fromisoformat(instant(lost.first))))
    _text(item, f"{{{_ATOM}}}updated", instant(lost.since))
    _text(item, "description", lost_words(desk, lost))


def _text(parent: ElementTree.Element, name: str, text: str, **attributes: str) -> None:
    ElementTree.SubElement(parent, name, attributes).text = plain(text)


def json_feed(desk: Desk, stories: Sequence[Story]) -> bytes:
    """JSON Feed 1.1 of the edition, with the label and the count of independent sources under ``_dateline``."""
    house = desk.house
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
    feed["items"] += [_lost_json(desk, one) for one in desk.lost.values()]
    return (json_text(feed, indent=1) + "\n").encode()


def _json_item(desk: Desk, story: Story, report: Report) -> dict[str, Any]:
    page = desk.house.address(f"{desk.lang}/stories/{story.id}.html")
    notes = [correction_words(desk, c) for c in corrections_of(desk, story)]
    review = desk.reviews.get(story.id)
    origins = [desk.origins[o] for o in {o for s in report.sentences for o in s.origins} if o in desk.origins]
    item: dict[str, Any] = {
        "id": f"urn:dateline:{story.id}:{desk.lang}",
        "title": plain(report.headline.text),
        "summary": announced(desk, story),
        "content_text": "\n\n".join([desk.label(report)[1], *notes, *(plain(s.text) for s in report.sentences)]),
        "date_published": instant(desk.stamp(story)),
        "date_modified": modified(desk, story) or instant(""),
        "language": TAGS[desk.lang],
        "tags": [desk.label(report)[0]],
        "_dateline": {
            "label": desk.label(report)[0],
            "digital_source_type": IPTC + source_term(desk, report),
            "sources": len(story.articles),
            "independent_sources": sum(o.independent for o in origins),
            "review": "none" if review is None else "edited" if review.edited else "checked",
            "corrections": notes,
        },
    }
    return item | ({"url": page} if page else {})


def _lost_json(desk: Desk, lost: Lost) -> dict[str, Any]:
    """The item of a report that was withdrawn keeps its id and says so."""
    page = desk.house.address(f"{desk.lang}/stories/{lost.story}.html")
    return {
        "id": f"urn:dateline:{lost.story}:{desk.lang}",
        "title": str(desk.words["withdrawn_title"]),
        "content_text": lost_words(desk, lost),
        "date_published": instant(lost.first),
        "date_modified": instant(lost.since),
        "language": TAGS[desk.lang],
        "_dateline": {"withdrawn": True},
    } | ({"url": page} if page else {})
