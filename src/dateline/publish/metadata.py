"""Machine-readable forms: schema.org NewsArticle and Atom, both with the label."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from xml.etree import ElementTree

from dateline.model import Report, Story
from dateline.publish.view import TAGS, Desk

_SCHEME = "http://cv.iptc.org/newscodes/digitalsourcetype/"
_ATOM = "http://www.w3.org/2005/Atom"


def news_article(desk: Desk, story: Story, report: Report) -> dict[str, Any]:
    """The report as a schema.org NewsArticle with its digital source type, credit and the sources it is based on.

    Terms: schema.org; the type of digital source is IPTC's algorithmicMedia for the grammar.
    """
    dates = sorted(p for a in story.articles if (p := desk.articles[a].published))
    based = [desk.articles[a].url for a in story.articles]
    return {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": report.headline.text[:110],
        "inLanguage": TAGS[desk.lang],
        "dateModified": dates[-1] if dates else None,
        "author": {"@type": "Organization", "name": f"{desk.words['site']} (automated)"},
        "publisher": {"@type": "NewsMediaOrganization", "name": str(desk.words["site"])},
        "digitalSourceType": "https://schema.org/AlgorithmicMediaDigitalSource",
        "creditText": f"{desk.words['label']}. {desk.words['label_long']}",
        "isBasedOn": [u for u in based if u and u.startswith(("http://", "https://"))],
        "workTranslation": [
            {"@type": "NewsArticle", "inLanguage": TAGS[code], "url": f"../../{code}/stories/{story.id}.html"}
            for code in desk.data.langs
            if code != desk.lang
        ],
    }


def atom_feed(desk: Desk, stories: Sequence[Story]) -> bytes:
    """An Atom feed (RFC 4287) of the edition; each entry begins with the label and carries it as a category."""
    ElementTree.register_namespace("", _ATOM)
    feed = ElementTree.Element(f"{{{_ATOM}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": TAGS[desk.lang]})
    _add(feed, "id", f"urn:dateline:feed:{desk.lang}")
    _add(feed, "title", str(desk.words["site"]))
    stamps = [max((desk.articles[a].published or "" for a in s.articles), default="") for s in stories]
    _add(feed, "updated", _instant(max(stamps, default="")))
    for story, stamp in zip(stories, stamps, strict=True):
        report = desk.reports[story.id]
        entry = ElementTree.SubElement(feed, f"{{{_ATOM}}}entry")
        _add(entry, "id", f"urn:dateline:{story.id}:{desk.lang}")
        _add(entry, "title", report.headline.text)
        _add(entry, "updated", _instant(stamp))
        author = ElementTree.SubElement(entry, f"{{{_ATOM}}}author")
        _add(author, "name", f"{desk.words['site']} (automated)")
        ElementTree.SubElement(entry, f"{{{_ATOM}}}link", {"rel": "alternate", "href": f"stories/{story.id}.html"})
        ElementTree.SubElement(
            entry,
            f"{{{_ATOM}}}category",
            {"term": "algorithmicMedia", "scheme": _SCHEME, "label": str(desk.words["label"])},
        )
        lead = report.standfirst.text if report.standfirst else ""
        _add(entry, "summary", f"{desk.words['label']}. {lead}".strip())
    return bytes(ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True))


def _add(parent: ElementTree.Element, name: str, text: str) -> None:
    ElementTree.SubElement(parent, f"{{{_ATOM}}}{name}").text = text


def _instant(stamp: str) -> str:
    if not stamp:
        return "1970-01-01T00:00:00Z"
    return stamp if len(stamp) > 10 else f"{stamp}T00:00:00Z"
