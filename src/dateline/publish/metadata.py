"""Machine-readable forms: schema.org NewsArticle and Atom, both with the label."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from xml.etree import ElementTree

from dateline.model import AT_TOP, Lost, Report, Story
from dateline.publish.instants import instant
from dateline.publish.past import correction_words, corrections_of, lost_words, modified
from dateline.publish.plain import plain, web_address
from dateline.publish.view import TAGS, Desk

IPTC = "http://cv.iptc.org/newscodes/digitalsourcetype/"
_ATOM = "http://www.w3.org/2005/Atom"
_XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def source_term(desk: Desk, report: Report) -> str:
    """IPTC's term for how the report was made: by the grammar, by a language model, or by one and put in an editor's words."""
    if report.written_by == "grammar":
        return "algorithmicMedia"
    review = desk.reviews.get(report.story)
    return "compositeWithTrainedAlgorithmicMedia" if review and review.edited else "trainedAlgorithmicMedia"


def news_article(desk: Desk, story: Story, report: Report) -> dict[str, Any]:
    """The report as a schema.org NewsArticle with its digital source type, credit and the sources it is based on.

    What is not known is left out: no field is null or empty.
    """
    site = desk.site_name
    stamp = report.as_of or desk.newest(story)
    review = desk.reviews.get(story.id)
    articles = [desk.articles[a] for a in story.articles if a in desk.articles]
    term = source_term(desk, report)
    made: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": plain(report.headline.text)[:110],
        "description": desk.summary(report),
        "inLanguage": TAGS[desk.lang],
        "url": _page(desk, desk.lang, story),
        "datePublished": stamp,
        "dateModified": modified(desk, story) or stamp,
        "author": {"@type": "Organization", "name": f"{site} (automated)"},
        "publisher": {"@type": "NewsMediaOrganization", "name": site, "publishingPrinciples": "../about.html"},
        "digitalSourceType": f"https://schema.org/{term[0].upper()}{term[1:]}DigitalSource",
        "creditText": ". ".join(desk.label(report)),
        "editor": {"@type": "Person", "name": plain(review.by)} if review else None,
        "version": desk.versions[story.id][-1].number if story.id in desk.versions else None,
        "correction": [
            {"@type": "CorrectionComment", "text": correction_words(desk, c), "datePublished": c.at}
            for c in corrections_of(desk, story)
        ],
        "contentLocation": [{"@type": "Place", "name": name} for name in desk.places_of(report)],
        "isBasedOn": list(dict.fromkeys(u for a in articles if (u := web_address(a.url)))),
        "citation": [plain(f"{desk.outlet(a)}: {a.headline}" if a.headline else desk.outlet(a)) for a in articles],
        "workTranslation": [
            {"@type": "NewsArticle", "inLanguage": TAGS[code], "url": _page(desk, code, story)}
            for code in desk.langs_of.get(story.id, ())
            if code != desk.lang
        ],
    }
    return {key: value for key, value in made.items() if value not in (None, "", [])}


def announced(desk: Desk, story: Story) -> str:
    """The label, what was corrected, and the first thing that the report says: how feeds announce it."""
    report = desk.reports[story.id]
    notes = [correction_words(desk, c) for c in corrections_of(desk, story) if c.kind in AT_TOP]
    return " ".join(part for part in (desk.announced_label(report), *notes, desk.first_words(report)) if part)


def _page(desk: Desk, lang: str, story: Story) -> str:
    """The address of a story's page: a full one where the site has a base, else from the page itself."""
    return desk.house.address(f"{lang}/stories/{story.id}.html") or f"../../{lang}/stories/{story.id}.html"


def atom_feed(desk: Desk, stories: Sequence[Story]) -> bytes:
    """An Atom feed (RFC 4287) of the edition; each entry begins with the label and carries it as a category."""
    ElementTree.register_namespace("", _ATOM)
    site = desk.site_name
    base = desk.house.address(f"{desk.lang}/")
    feed = ElementTree.Element(f"{{{_ATOM}}}feed", {_XML_LANG: TAGS[desk.lang]} | ({_XML_BASE: base} if base else {}))
    _add(feed, "id", f"urn:dateline:feed:{desk.lang}")
    _add(feed, "title", site)
    _add(feed, "subtitle", str(desk.words["tagline"]))
    stamps = [modified(desk, s) for s in stories]
    lost_at = [instant(one.since) for one in desk.lost.values()]
    _add(
        feed, "updated", max((*stamps, *lost_at), key=lambda s: datetime.fromisoformat(instant(s)), default=instant(""))
    )
    _link(feed, rel="self", href="feed.xml", type="application/atom+xml")
    _link(feed, rel="alternate", href="index.html", type="text/html")
    _add(ElementTree.SubElement(feed, f"{{{_ATOM}}}author"), "name", f"{site} (automated)")
    for story, stamp in zip(stories, stamps, strict=True):
        _entry(feed, desk, story, stamp)
    for one in desk.lost.values():
        _lost_entry(feed, desk, one)
    return bytes(ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True))


def _entry(feed: ElementTree.Element, desk: Desk, story: Story, stamp: str) -> None:
    report = desk.reports[story.id]
    entry = ElementTree.SubElement(feed, f"{{{_ATOM}}}entry")
    _add(entry, "id", f"urn:dateline:{story.id}:{desk.lang}")
    _add(entry, "title", report.headline.text)
    _add(entry, "updated", instant(stamp))
    author = ElementTree.SubElement(entry, f"{{{_ATOM}}}author")
    _add(author, "name", f"{desk.site_name} (automated)")
    for code in desk.langs_of.get(story.id, (desk.lang,)):
        up = "" if code == desk.lang else f"../{code}/"
        _link(entry, rel="alternate", href=f"{up}stories/{story.id}.html", hreflang=TAGS[code], type="text/html")
    for address in dict.fromkeys(web_address(desk.articles[a].url) for a in story.articles if a in desk.articles):
        if address:
            _link(entry, rel="via", href=address)
    label = desk.label(report)[0]
    term = {"term": source_term(desk, report), "scheme": IPTC, "label": label}
    ElementTree.SubElement(entry, f"{{{_ATOM}}}category", term)
    _add(entry, "summary", announced(desk, story))


def _lost_entry(feed: ElementTree.Element, desk: Desk, lost: Lost) -> None:
    """The entry of a report that was withdrawn keeps its id and says so."""
    entry = ElementTree.SubElement(feed, f"{{{_ATOM}}}entry")
    _add(entry, "id", f"urn:dateline:{lost.story}:{desk.lang}")
    _add(entry, "title", str(desk.words["withdrawn_title"]))
    _add(entry, "updated", instant(lost.since))
    author = ElementTree.SubElement(entry, f"{{{_ATOM}}}author")
    _add(author, "name", f"{desk.site_name} (automated)")
    _link(entry, rel="alternate", href=f"stories/{lost.story}.html", hreflang=TAGS[desk.lang], type="text/html")
    _add(entry, "summary", lost_words(desk, lost))


def _add(parent: ElementTree.Element, name: str, text: str) -> None:
    ElementTree.SubElement(parent, f"{{{_ATOM}}}{name}").text = plain(text)


def _link(parent: ElementTree.Element, **attributes: str) -> None:
    ElementTree.SubElement(parent, f"{{{_ATOM}}}link", attributes)
