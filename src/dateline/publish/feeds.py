"""Feeds of an edition: Atom (RFC 4287), RSS 2.0 and JSON Feed 1.1, each with the label in words and as a machine mark."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from email.utils import format_datetime
from html import escape
from typing import Any
from xml.etree import ElementTree

import msgspec

from dateline.model import Lost, Story
from dateline.publish.instants import instant
from dateline.publish.labelling import (
    IPTC,
    REVIEW,
    announced,
    first_published,
    paragraphs,
    review_said,
    review_state,
    source_term,
)
from dateline.publish.past import correction_words, corrections_of, lost_words, modified
from dateline.publish.plain import json_text, plain, web_address
from dateline.publish.view import TAGS, Desk

_ATOM = "http://www.w3.org/2005/Atom"
_DC = "http://purl.org/dc/elements/1.1/"
_CONTENT = "http://purl.org/rss/1.0/modules/content/"
_XML = "{http://www.w3.org/XML/1998/namespace}"
_MOST = 100
_MOST_BYTES = 240_000  # of a JSON Feed: readers refuse more than 250 kB
_NEVER = "1970-01-01T00:00:00Z"


def entries_of(desk: Desk, stories: Sequence[Story]) -> list[Story | Lost]:
    """The reports and those that are no more, what changed last first, as many as a feed has."""
    entries: list[Story | Lost] = [*stories, *desk.lost.values()]
    return sorted(entries, key=lambda e: (_moment(_changed(desk, e)), _id(e)), reverse=True)[:_MOST]


def _moment(stamp: str) -> datetime:
    return datetime.fromisoformat(instant(stamp))


def _changed(desk: Desk, entry: Story | Lost) -> str:
    return instant(entry.since) if isinstance(entry, Lost) else modified(desk, entry) or _NEVER


def _first(desk: Desk, entry: Story | Lost) -> str:
    if isinstance(entry, Lost):
        return instant(desk.firsts.get(entry.story) or entry.first)
    return instant(first_published(desk, entry))


def _id(entry: Story | Lost) -> str:
    return entry.story if isinstance(entry, Lost) else entry.id


def _title(desk: Desk, entry: Story | Lost) -> str:
    return str(desk.words["withdrawn_title"]) if isinstance(entry, Lost) else desk.reports[entry.id].headline.text


def _summary(desk: Desk, entry: Story | Lost) -> str:
    return plain(lost_words(desk, entry) if isinstance(entry, Lost) else announced(desk, entry))


def _html(desk: Desk, entry: Story | Lost) -> str:
    """The text of an entry as markup: the label, the corrections, the sentences; or that there is none any more."""
    texts = [lost_words(desk, entry)] if isinstance(entry, Lost) else paragraphs(desk, entry)
    return "".join(f"<p>{escape(plain(text), quote=False)}</p>" for text in texts)


def _add(parent: ElementTree.Element, name: str, text: str, **attributes: str) -> None:
    ElementTree.SubElement(parent, name, attributes).text = plain(text)


def _bytes(root: ElementTree.Element, names: dict[str, str]) -> bytes:
    for prefix, address in names.items():
        ElementTree.register_namespace(prefix, address)
    return bytes(ElementTree.tostring(root, encoding="utf-8", xml_declaration=True))


def atom_feed(desk: Desk, stories: Sequence[Story]) -> bytes:
    """An Atom feed; the id of an entry stays when its report changes, is corrected or withdrawn."""
    base = desk.house.address(f"{desk.lang}/")
    named = {f"{_XML}lang": TAGS[desk.lang]} | ({f"{_XML}base": base} if base else {})
    feed = ElementTree.Element(f"{{{_ATOM}}}feed", named)
    entries = entries_of(desk, stories)
    _atom(feed, "id", f"urn:dateline:feed:{desk.lang}")
    _atom(feed, "title", desk.site_name)
    _atom(feed, "subtitle", str(desk.words["tagline"]))
    _atom(feed, "updated", max((_changed(desk, e) for e in entries), key=_moment, default=_NEVER))
    _link(feed, rel="self", href="feed.xml", type="application/atom+xml")
    _link(feed, rel="alternate", href="index.html", type="text/html")
    _author(desk, feed)
    for entry in entries:
        _entry(desk, ElementTree.SubElement(feed, f"{{{_ATOM}}}entry"), entry)
    return _bytes(feed, {"": _ATOM})


def _entry(desk: Desk, made: ElementTree.Element, entry: Story | Lost) -> None:
    id = _id(entry)
    _atom(made, "id", f"urn:dateline:{id}:{desk.lang}")
    _atom(made, "title", _title(desk, entry))
    _atom(made, "published", _first(desk, entry))
    _atom(made, "updated", _changed(desk, entry))
    _author(desk, made)
    langs = (desk.lang,) if isinstance(entry, Lost) else desk.langs_of.get(id, (desk.lang,))
    for code in (desk.lang, *(c for c in langs if c != desk.lang)):
        up = "" if code == desk.lang else f"../{code}/"
        _link(made, rel="alternate", href=f"{up}stories/{id}.html", hreflang=TAGS[code], type="text/html")
    if isinstance(entry, Story):
        articles = (desk.articles[a] for a in entry.articles if a in desk.articles)
        for address in dict.fromkeys(web_address(a.url) for a in articles):
            if address:
                _link(made, rel="via", href=address)
        report = desk.reports[id]
        for term, scheme, label in (
            (source_term(desk, report), IPTC, desk.label(report)[0]),
            (review_state(desk, id), REVIEW, review_said(desk, id)),
        ):
            ElementTree.SubElement(made, f"{{{_ATOM}}}category", {"term": term, "scheme": scheme, "label": label})
    _atom(made, "summary", _summary(desk, entry))
    _atom(made, "content", _html(desk, entry), type="html")


def _atom(parent: ElementTree.Element, name: str, text: str, **attributes: str) -> None:
    _add(parent, f"{{{_ATOM}}}{name}", text, **attributes)


def _author(desk: Desk, parent: ElementTree.Element) -> None:
    _atom(ElementTree.SubElement(parent, f"{{{_ATOM}}}author"), "name", f"{desk.site_name} (automated)")


def _link(parent: ElementTree.Element, **attributes: str) -> None:
    ElementTree.SubElement(parent, f"{{{_ATOM}}}link", attributes)


def rss_feed(desk: Desk, stories: Sequence[Story]) -> bytes | None:
    """RSS 2.0 of the edition, or None without a base address: RSS knows full addresses only. A guid is the page's
    address and stays, as the day of publication does, when the report changes."""
    front = desk.house.address(f"{desk.lang}/index.html")
    if front is None:
        return None
    root = ElementTree.Element("rss", {"version": "2.0"})
    channel = ElementTree.SubElement(root, "channel")
    entries = entries_of(desk, stories)
    _add(channel, "title", desk.site_name)
    _add(channel, "link", front)
    _add(channel, "description", str(desk.words["tagline"]))
    _add(channel, "language", TAGS[desk.lang])
    if entries:
        _add(channel, "lastBuildDate", format_datetime(max(_moment(_changed(desk, e)) for e in entries)))
    own = desk.house.address(f"{desk.lang}/rss.xml") or ""
    ElementTree.SubElement(channel, f"{{{_ATOM}}}link", rel="self", href=own, type="application/rss+xml")
    for entry in entries:
        _item(desk, ElementTree.SubElement(channel, "item"), entry)
    return _bytes(root, {"atom": _ATOM, "dc": _DC, "content": _CONTENT})


def _item(desk: Desk, item: ElementTree.Element, entry: Story | Lost) -> None:
    page = desk.house.address(f"{desk.lang}/stories/{_id(entry)}.html") or ""
    _add(item, "title", _title(desk, entry))
    _add(item, "link", page)
    _add(item, "guid", page, isPermaLink="true")
    _add(item, "pubDate", format_datetime(_moment(_first(desk, entry))))
    _add(item, f"{{{_ATOM}}}updated", _changed(desk, entry))
    _add(item, f"{{{_DC}}}creator", f"{desk.site_name} (automated)")
    if isinstance(entry, Story):
        report = desk.reports[entry.id]
        _add(item, "category", desk.label(report)[0])
        _add(item, "category", source_term(desk, report), domain=IPTC)
        _add(item, "category", review_state(desk, entry.id), domain=REVIEW)
    # readers take the description for markup: what looks like some in a source's words stays words
    _add(item, "description", escape(_summary(desk, entry), quote=False))
    _add(item, f"{{{_CONTENT}}}encoded", _html(desk, entry))


def json_feed(desk: Desk, stories: Sequence[Story]) -> bytes:
    """JSON Feed 1.1 of the edition, with the label and the count of independent sources under ``_dateline``; as many of the
    newest items as readers take."""
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
    feed["items"] = list(_fitting(_json_item(desk, entry) for entry in entries_of(desk, stories)))
    return (json_text(feed, indent=1) + "\n").encode()


def _fitting(items: Iterator[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    size = 0
    for item in items:
        size += len(msgspec.json.format(msgspec.json.encode(item), indent=3))
        if size > _MOST_BYTES:
            return
        yield item


def _json_item(desk: Desk, entry: Story | Lost) -> dict[str, Any]:
    page = desk.house.address(f"{desk.lang}/stories/{_id(entry)}.html")
    item: dict[str, Any] = {
        "id": f"urn:dateline:{_id(entry)}:{desk.lang}",
        "title": plain(_title(desk, entry)),
        "summary": _summary(desk, entry),
        "date_published": _first(desk, entry),
        "date_modified": _changed(desk, entry),
        "language": TAGS[desk.lang],
    }
    item |= {"url": page} if page else {}
    if isinstance(entry, Lost):
        return item | {"content_text": _summary(desk, entry), "_dateline": {"withdrawn": True}}
    report = desk.reports[entry.id]
    origins = {o for s in report.sentences for o in s.origins}
    return item | {
        "content_text": "\n\n".join(paragraphs(desk, entry)),
        "tags": [desk.label(report)[0]],
        "_dateline": {
            "label": desk.label(report)[0],
            "digital_source_type": IPTC + source_term(desk, report),
            "sources": len(entry.articles),
            "independent_sources": sum(
                found.independent for o in origins if (found := desk.origins.get(o)) is not None
            ),
            "review": review_state(desk, entry.id),
            "corrections": [correction_words(desk, c) for c in corrections_of(desk, entry)],
        },
    }
