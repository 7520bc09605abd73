"""HTML pages: the article by trafilatura, its metadata from JSON-LD and meta tags, captions, teasers and notices apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from dateline.ingest.assemble import Draft, Piece
from dateline.ingest.decode import load_json
from dateline.ingest.notices import kind_of_line
from dateline.ingest.published import parse_stamp

_SPACE = re.compile(r"[ \t\r\n\u00a0]+")
_RELATED_MARK = re.compile(r"relat|recommend|more-|most-?read|popular|trending|teaser|ranking|also-?read|kanren", re.I)
_NEWS_TYPES = re.compile(r"Article|NewsArticle|Report|BlogPosting|WebPage")
_PAGE = re.compile(r"<(?:html|head|body|article|main|meta)\b", re.I)
_BREAK = re.compile(r"<(?:/p|br|/div|/li|/h\d)\b[^>]*>", re.I)
MAX_DEPTH = 1500


class TooDeep(ValueError):
    """The page is nested deeper than any real page is."""


def read_html(source: str, markup: str, url: str | None) -> Draft:
    """Take an HTML page apart. Raises TooDeep for a page nested beyond reason."""
    if not _PAGE.search(markup):
        return _fragment(source, markup, url)
    tree = _parse(markup)
    draft = Draft(source, url=url)
    if tree is None:
        return draft
    meta = _metadata(tree)
    _fill(draft, meta, tree)
    headline, paragraphs = _main_text(markup, tree, meta.get("headline"))
    body = list(paragraphs)
    if headline:
        draft.pieces.append(Piece("headline", headline))
    standfirst = meta.get("standfirst")
    if standfirst and body and _is_standfirst(standfirst, tree, body):
        draft.pieces.append(Piece("standfirst", standfirst))
        body = [p for p in body if p != standfirst]
    known = {headline, standfirst, *body}
    for paragraph in body:
        draft.pieces.append(_piece_of(paragraph))
    draft.pieces.extend(piece for piece in _around(tree) if piece.text not in known)
    return draft


def _fragment(source: str, markup: str, url: str | None) -> Draft:
    """A piece of a page without its frame: every paragraph is the article's own."""
    draft = Draft(source, url=url)
    tree = _parse(_BREAK.sub(lambda tag: f"{tag[0]}\n", markup))
    if tree is None:
        return draft
    title = _first_text(tree, "//h1")
    for element in tree.xpath("//script|//style|//iframe|//nav|//h1"):
        element.drop_tree()
    if title:
        draft.pieces.append(Piece("headline", title))
    lines = tree.text_content().split("\n")
    draft.pieces.extend(_piece_of(words) for line in lines if (words := _clean(line)))
    return draft


def _piece_of(paragraph: str) -> Piece:
    kind = kind_of_line(paragraph)
    if kind in ("ai_text", "ai_image", "correction", "paywall"):
        return Piece("notice", paragraph, kind)
    if kind == "byline":
        return Piece("byline", paragraph)
    if kind in ("caption", "notice", "dateline", "related", "comments") and len(paragraph) < 140:
        return Piece("caption" if kind == "caption" else "notice", paragraph)
    return Piece("body", paragraph)


def _parse(markup: str) -> Any:
    from lxml import etree, html

    if _depth_of(markup) > MAX_DEPTH:
        raise TooDeep(f"nested deeper than {MAX_DEPTH} elements")
    try:
        return html.document_fromstring(markup.encode("utf-8", "replace"), parser=html.HTMLParser(encoding="utf-8"))
    except (etree.ParserError, ValueError):
        return None


def _depth_of(markup: str) -> int:
    """A cheap bound on nesting: the longest run of openings of block elements over closings."""
    depth = deepest = 0
    for found in re.finditer(
        r"<(/?)(?:div|span|ul|ol|li|table|tr|td|section|article|b|i|font|blockquote)\b", markup, re.I
    ):
        depth = max(0, depth - 1) if found.group(1) else depth + 1
        deepest = max(deepest, depth)
    return deepest


def _main_text(markup: str, tree: Any, headline: str | None) -> tuple[str | None, list[str]]:
    from trafilatura import bare_extraction

    found: Any = bare_extraction(markup, favor_precision=True, include_comments=False, with_metadata=False)
    paragraphs: list[str] = []
    if found is not None and found.body is not None:
        for element in found.body.iter("p", "head", "item", "quote", "cell"):
            words = _clean("".join(element.itertext()))
            nested = element.tag in ("quote", "item") and element.find(".//p") is not None
            if words and not nested and words not in paragraphs:
                paragraphs.append(words)
        if not paragraphs and found.text:
            paragraphs = [words for line in found.text.splitlines() if (words := _clean(line))]
    title = headline or _first_text(tree, "//h1") or _site_title(tree)
    if title and paragraphs and _same_words(paragraphs[0], title):
        paragraphs = paragraphs[1:]
    return title, paragraphs


def _same_words(a: str, b: str) -> bool:
    return re.sub(r"\W", "", a) == re.sub(r"\W", "", b)


def _site_title(tree: Any) -> str | None:
    title = _first_text(tree, "//title")
    return re.split(r"\s[|\-–—:]\s", title)[0] if title else None


def _is_standfirst(words: str, tree: Any, body: list[str]) -> bool:
    """A description counts as the standfirst only when the page shows it and it does not repeat the first paragraph."""
    if any(_same_words(words, p) for p in body[1:]) or body[0].startswith(words[:40]) or words.endswith(("...", "…")):
        return False
    shown = _clean(tree.text_content())
    return words in shown


def _around(tree: Any) -> Iterator[Piece]:
    """Captions, notices and teasers that stand outside the article's own paragraphs."""
    seen: set[str] = set()
    for element in tree.xpath("//figcaption"):
        words = _clean(element.text_content())
        if words and words not in seen:
            seen.add(words)
            kind = kind_of_line(words)
            yield (
                Piece("notice", words, "ai_image")
                if kind == "ai_image" and len(words) < 40
                else Piece("caption", words)
            )
    for element in tree.xpath(
        "//p|//small|//footer//*[not(*)]|//aside//*[not(*)]|//div[not(*)]|//li[not(*)]|//span[not(*)]"
    ):
        words = _clean(element.text_content())
        if not 4 <= len(words) <= 500 or words in seen:
            continue
        kind = kind_of_line(words)
        if kind in ("ai_text", "ai_image", "correction", "paywall"):
            seen.add(words)
            yield Piece("notice", words, kind)
    for element in tree.xpath("//*[self::aside or self::section or self::div or self::ul][@class or @id]"):
        mark = f"{element.get('class', '')} {element.get('id', '')}"
        if len(mark) < 200 and _RELATED_MARK.search(mark):
            for item in element.xpath(".//li|.//a|.//p"):
                words = _clean(item.text_content())
                if 12 <= len(words) <= 600 and words not in seen and kind_of_line(words) is None:
                    seen.add(words)
                    yield Piece("teaser", words)


def _metadata(tree: Any) -> dict[str, str]:
    """Headline, dates, outlet, author, description, language and canonical link: JSON-LD first, then meta tags."""
    found: dict[str, str] = {}
    for node in _json_ld(tree):
        _take(found, "headline", node.get("headline"))
        _take(found, "published", node.get("datePublished"))
        _take(found, "updated", node.get("dateModified"))
        _take(found, "standfirst", node.get("description"))
        _take(found, "lang", node.get("inLanguage"))
        _take(found, "byline", _names_of(node.get("author")))
        _take(found, "outlet", _names_of(node.get("publisher")))
    for key, xpath in _META:
        for value in tree.xpath(xpath):
            _take(found, key, value)
    return found


_META = (
    ("headline", "//meta[@property='og:title']/@content"),
    ("published", "//meta[@property='article:published_time' or @itemprop='datePublished']/@content"),
    ("published", "//meta[@name='pubdate' or @name='date' or @name='DC.date.issued']/@content"),
    ("published", "//time[@itemprop='datePublished' or @pubdate]/@datetime"),
    ("published", "//time/@datetime"),
    ("updated", "//meta[@property='article:modified_time' or @property='og:updated_time']/@content"),
    ("outlet", "//meta[@property='og:site_name']/@content"),
    ("byline", "//meta[@name='author' or @property='article:author']/@content"),
    ("standfirst", "//meta[@property='og:description']/@content"),
    ("standfirst", "//meta[@name='description']/@content"),
    ("lang", "/html/@lang"),
    ("canonical", "//link[@rel='canonical']/@href"),
    ("canonical", "//meta[@property='og:url']/@content"),
)  # fmt: skip


def _json_ld(tree: Any) -> Iterator[dict[str, Any]]:
    """Every JSON-LD node that describes the article; a malformed block loses itself only."""
    for script in tree.xpath("//script[@type='application/ld+json']/text()"):
        try:
            data = load_json(str(script), strict=False)
        except (ValueError, RecursionError):
            continue
        queue = data if isinstance(data, list) else [data]
        for node in queue[:50]:
            if not isinstance(node, dict):
                continue
            graph = node.get("@graph")
            for inner in [node, *(graph if isinstance(graph, list) else [])]:
                if isinstance(inner, dict) and _NEWS_TYPES.search(str(inner.get("@type", ""))):
                    yield inner


def _names_of(value: Any) -> str | None:
    if isinstance(value, list):
        names = [name for item in value if (name := _names_of(item))]
        return ", ".join(names) or None
    if isinstance(value, dict):
        value = value.get("name")
    return value if isinstance(value, str) else None


def _take(found: dict[str, str], key: str, value: Any) -> None:
    if key not in found and isinstance(value, str) and value.strip():
        found[key] = _clean(value)


def _fill(draft: Draft, meta: dict[str, str], tree: Any) -> None:
    draft.outlet = meta.get("outlet")
    draft.byline = meta.get("byline")
    draft.lang = meta.get("lang")
    draft.published = parse_stamp(meta.get("published"))
    draft.published_basis = "metadata" if draft.published else None
    draft.updated = parse_stamp(meta.get("updated"))
    if draft.published is None:
        _date_in_words(draft, tree)
    canonical = meta.get("canonical", "")
    if canonical.startswith(("http://", "https://")):
        draft.url = canonical


def _date_in_words(draft: Draft, tree: Any) -> None:
    for element in tree.xpath("//p|//span|//div[not(*)]|//time|//li|//em|//dd|//small"):
        words = _clean(element.text_content())
        if 8 <= len(words) <= 60 and kind_of_line(words) == "dateline":
            draft.published = parse_stamp(words)
            draft.published_basis = "text" if draft.published else None
            if draft.published:
                return


def _first_text(tree: Any, xpath: str) -> str | None:
    for element in tree.xpath(xpath):
        words = _clean(element.text_content())
        if words:
            return words
    return None


def _clean(words: str) -> str:
    return _SPACE.sub(" ", words).strip()
