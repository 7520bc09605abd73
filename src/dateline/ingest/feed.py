"""Feeds: RSS and Atom by feedparser, JSON Feed, each entry an article of its own."""

from __future__ import annotations

import io
import re
from collections.abc import Collection, Iterator
from typing import Any

from dateline.ingest.assemble import finish_article
from dateline.ingest.decode import load_json
from dateline.ingest.draft import Draft, Piece
from dateline.ingest.html import MAX_TAGS, has_too_many_tags
from dateline.ingest.lists import MOST_ENTRIES, too_long
from dateline.ingest.notices import kind_of_line
from dateline.ingest.published import parse_stamp
from dateline.model import Article, Rejected

_FAULTS = (ValueError, LookupError, AttributeError, TypeError, AssertionError, ArithmeticError)
"""What the parser raises on some malformed markup, though it bears most."""
_DECLARED = re.compile(r"""(<\?xml\s[^<>]{0,200}?)\sencoding\s?=\s?["'][^"'<>]{0,40}["']""", re.I)
_ENTRY = re.compile(r"<(?:item|entry)\b", re.I)
_PORTION = 1 << 24
_TAG_BREAK = re.compile(r"<(?:/p|br|/div|/li|/h\d)\b[^<>]*>", re.I)


def read_feed(
    source: str, text: str, given_published: str | None, taken: Collection[str] = ()
) -> Iterator[Article | Rejected]:
    """The entries of an RSS or Atom feed. Dates are read from the feed's own words, not from the parser's guess.
    An entry whose page is ``taken`` in full by its address is left out."""
    whole, entries = _beginning(text.lstrip("\ufeff \t\r\n"))
    declared = _DECLARED.match(whole)
    data = (declared[1] + whole[declared.end() :] if declared else whole).encode("utf-8", "replace")
    try:
        parsed = _parsed(data)
    except _FAULTS as error:
        yield Rejected(source, "broken_record", f"the feed's markup cannot be read ({type(error).__name__}: {error})")
        return
    if entries > MOST_ENTRIES:
        yield too_long(source, entries)
    if not parsed.entries:
        yield Rejected(source, "no_text", "the feed has no entries")
        return
    title = _told(parsed.feed, "title")
    for number, entry in enumerate(parsed.entries, start=1):
        link = _told(entry, "link")
        if link in taken:
            continue
        via = _told(entry.get("source"), "title")
        draft = Draft(
            link or f"{source}#{number}",
            url=link,
            outlet=via or title,
            wire=via if via != title else None,
            lang=_told(parsed.feed, "language"),
            byline=_told(entry, "author"),
            published=parse_stamp(_told(entry, "published") or _told(entry, "dc_date")),
            updated=parse_stamp(_told(entry, "updated")),
            given_published=given_published,
        )
        markup = _richest(entry)
        yield _entry_article(draft, _told(entry, "title") or "", markup)


def _beginning(text: str) -> tuple[str, int]:
    """A feed up to the last entry that is read, and how many entries it has."""
    starts = [m.start() for m in _ENTRY.finditer(text)]
    return (text[: starts[MOST_ENTRIES]] if len(starts) > MOST_ENTRIES else text), len(starts)


def read_json_feed(source: str, text: str, given_published: str | None) -> Iterator[Article | Rejected]:
    """The items of a JSON Feed (version 1 or 1.1)."""
    try:
        feed = load_json(text)
    except (ValueError, RecursionError) as error:
        yield Rejected(source, "broken_record", f"not JSON: {error}")
        return
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(items, list) or not items:
        yield Rejected(source, "no_text", "the feed has no items")
        return
    if len(items) > MOST_ENTRIES:
        yield too_long(source, len(items))
    for number, item in enumerate(items[:MOST_ENTRIES], start=1):
        if not isinstance(item, dict):
            yield Rejected(f"{source}#{number}", "broken_record", "the item is not an object")
            continue
        told = item.get("authors") or feed.get("authors")
        authors = told if isinstance(told, list) else []
        url = item.get("url") if isinstance(item.get("url"), str) else None
        draft = Draft(
            url or f"{source}#{number}",
            url=url,
            outlet=_words(feed.get("title")),
            lang=next((x for x in (item.get("language"), feed.get("language")) if isinstance(x, str) and x), None),
            byline=next((n for a in authors if isinstance(a, dict) and (n := _words(a.get("name")))), None),
            published=parse_stamp(_words(item.get("date_published"))),
            updated=parse_stamp(_words(item.get("date_modified"))),
            given_published=given_published,
        )
        parts = (_words(item.get(f)) for f in ("content_html", "content_text", "summary"))
        yield _entry_article(draft, _words(item.get("title")) or "", next(filter(None, parts), ""))


def _words(value: Any) -> str | None:
    """A field's text; a value of any other kind is none."""
    return value if isinstance(value, str) and value.strip() else None


def list_links(text: str) -> list[tuple[str, int]]:
    """The address of each entry of an RSS or Atom feed and how many characters of text the feed itself has for it."""
    try:
        parsed = _parsed(text.encode("utf-8", "replace"))
    except _FAULTS:
        return []
    return [(link, sum(map(len, plain_lines(_richest(e))))) for e in parsed.entries if (link := _told(e, "link"))]


def _parsed(data: bytes) -> Any:
    import feedparser
    import feedparser.api

    feedparser.api.PREFERRED_XML_PARSERS = [__name__]  # the modules whose ``create_parser`` it asks first
    return feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)


def create_parser() -> Any:
    """The parser of XML, which takes its text in large portions: with each it begins anew at an open comment or tag, so
    that in small ones a long one takes the square of its length."""
    from xml.sax.expatreader import ExpatParser

    return ExpatParser(bufsize=_PORTION)


def _told(held: Any, name: str) -> str | None:
    """A field of what the parser made, in the feed's own words: it gives the attributes of an element that has no text, and
    guesses a day that is not told."""
    return _words(dict.get(held, name)) if isinstance(held, dict) else None


def _richest(entry: Any) -> str:
    contents = entry.get("content", [])
    options = [_told(c, "value") or "" for c in contents if isinstance(contents, list)]
    return max([*options, _told(entry, "summary") or ""], key=len)


def _entry_article(draft: Draft, title: str, markup: str) -> Article | Rejected:
    if has_too_many_tags(markup) or has_too_many_tags(title):
        return Rejected(draft.source, "too_large", f"more than {MAX_TAGS} elements; give the page itself")
    headline = plain_lines(title)
    if headline:
        draft.pieces.append(Piece("headline", " ".join(headline)))
    for line in plain_lines(markup):
        kind = kind_of_line(line)
        if kind in ("ai_text", "ai_image", "correction", "paywall"):
            draft.pieces.append(Piece("notice", line, kind))
        else:
            draft.pieces.append(Piece("notice" if kind in ("notice", "related") else "body", line))
    return finish_article(draft)


def plain_lines(markup: str) -> list[str]:
    """The paragraphs of a piece of HTML (or plain text), tags and entities resolved, scripts and styles gone."""
    from lxml import etree, html

    broken = _TAG_BREAK.sub("\n", markup)
    if "<" in broken or "&" in broken:
        try:
            tree = html.fragment_fromstring(broken, create_parent="div")
        except (etree.ParserError, ValueError):
            return []
        for element in tree.xpath(".//script|.//style|.//iframe"):
            element.drop_tree()
        broken = tree.text_content()
    return [" ".join(line.split()) for line in broken.split("\n") if line.strip()]
