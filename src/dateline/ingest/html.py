"""HTML pages: the article by trafilatura and the page's own lines, its metadata from JSON-LD and meta tags, captions,
teasers, comments and notices apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Literal

from dateline.ingest.addresses import host_of, same_outlet
from dateline.ingest.draft import Draft, Piece
from dateline.ingest.notices import disclosed_by, kind_of_line
from dateline.ingest.outlets import RuledParts, apply_rule, rule_for
from dateline.ingest.page_dates import find_dates
from dateline.ingest.page_lines import Line, clean, list_lines
from dateline.ingest.page_meta import Head, read_head
from dateline.ingest.page_text import Found, find_body, key_of, mark_paragraphs
from dateline.ingest.published import parse_stamp
from dateline.ingest.written_days import Locale, find_day, locale_of

_PAGE = re.compile(r"<(?:html|head|body|article|main|meta)\b", re.I)
_BREAK = re.compile(r"<(?:/p|br|/div|/li|/h\d)\b[^<>]*>", re.I)
_NESTING = re.compile(r"<(/?)(?:div|span|ul|ol|li|table|tr|td|section|article|b|i|font|blockquote)\b", re.I)
# what a page's metadata say of text that a machine wrote: IPTC digital source types, the ai-disclosure and AIGC fields
_BY_MACHINE = re.compile(r"trainedAlgorithmicMedia|^(?:ai-generated|autonomous)$|\"?Label\"?\s*:\s*\"?1\b", re.I)
_SEPARATOR = re.compile(r"\s[|\-–—:]\s")
_BEHIND = re.compile(r"\s*(?:[|｜：_]|::|[-–—])\s*")
_ADDRESS = re.compile(r"(?:https?:)?//|www\.")
_WIDE_SEPARATOR = re.compile(r"\s*[|｜：_]\s*|\s+[-–—]\s+")
_STOP = re.compile(r"[.!?。！？…][\"'”’」』）)]*\s*$")
_EDGE = 3  # paragraphs at either end in which bylines and days stand
_VAST_TAG = re.compile(
    r"<([a-zA-Z][\w:-]*)\s[^<>]{20000,}>"
)  # pictures written into the page; attributes by the thousand
_OPENING = re.compile(r"<[a-zA-Z]")
MAX_DEPTH = 1500
MAX_TAGS = 150_000
_PARSED_DEPTH = 256  # of libxml2


class TooDeep(ValueError):
    """The page is nested deeper than any real page is."""

    code: Literal["too_deep", "too_large"] = "too_deep"


class TooMany(TooDeep):
    """The page has more elements than any real page has."""

    code = "too_large"


def read_html(source: str, markup: str, url: str | None) -> Draft:
    """Take an HTML page apart. Raises TooDeep for a page nested, or TooMany for one long, beyond reason."""
    if not _PAGE.search(markup):
        return _fragment(source, markup, url)
    tree = parse_page(markup)
    draft = Draft(source, url=url)
    if tree is None:
        return draft
    mark_paragraphs(tree)
    lines = list(list_lines(tree))
    head = read_head(tree)
    headline = _headline(head.fields, lines, tree)
    _fill(draft, head, lines, tree, headline)
    rule = rule_for(host_of(draft.url), draft.published)
    ruled = apply_rule(rule, tree) if rule is not None else None
    if ruled is not None:
        draft.pieces.extend(_ruled_pieces(draft, ruled, headline))
        return draft
    found = find_body(tree, lines, headline)
    draft.pieces.extend(_name_parts(found, headline, head.fields.get("standfirst"), lines))
    _tell_lines_of_byline(draft, locale_of(draft.lang, host_of(draft.url)))
    taken = {key_of(piece.text) for piece in draft.pieces}
    draft.pieces.extend(_around(lines, found, taken))
    return draft


def _tell_lines_of_byline(draft: Draft, locale: Locale) -> None:
    """Among the body's first and last paragraphs, those that are the byline again, or a day with little beside it."""
    body = [piece for piece in draft.pieces if piece.kind == "body"]
    byline = key_of(draft.byline or "")
    for piece in body[:_EDGE] + body[-_EDGE:]:
        if byline and key_of(piece.text) == byline:
            piece.kind = "byline"
        elif len(piece.text) <= 60 and not _STOP.search(piece.text) and (day := find_day(piece.text, locale)):
            piece.kind = "notice" if len(piece.text) - (day.end - day.start) <= 22 else piece.kind


def _ruled_pieces(draft: Draft, ruled: RuledParts, headline: str | None) -> Iterator[Piece]:
    """The parts that an outlet's own rule names; what it leaves open stays as the page's head has it."""
    draft.outlet = ruled.outlet
    draft.byline = ruled.byline or draft.byline
    if stamp := parse_stamp(ruled.published):
        draft.published, draft.published_basis = stamp, "metadata"
    if title := ruled.headline or headline:
        yield Piece("headline", title)
    if ruled.standfirst:
        yield Piece("standfirst", ruled.standfirst)
    for words in ruled.paragraphs:
        yield _piece_of(words)


def _fragment(source: str, markup: str, url: str | None) -> Draft:
    """A piece of a page without its frame: every paragraph is the article's own."""
    draft = Draft(source, url=url)
    tree = parse_page(_BREAK.sub(lambda tag: f"{tag[0]}\n", markup))
    if tree is None:
        return draft
    title = _first_text(tree, "h1")
    for element in tree.xpath("//script|//style|//iframe|//nav|//h1"):
        element.drop_tree()
    if title:
        draft.pieces.append(Piece("headline", title))
    lines = tree.text_content().split("\n")
    draft.pieces.extend(_piece_of(words) for line in lines if (words := clean(line)))
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


def parse_page(markup: str) -> Any:
    """The tree of a page, or None where there is none in it. Raises TooDeep or TooMany."""
    from lxml import etree, html

    markup = _VAST_TAG.sub(r"<\1>", markup)
    if has_too_many_tags(markup):
        raise TooMany(f"more than {MAX_TAGS} elements")
    if _depth_of(markup) > MAX_DEPTH:
        raise TooDeep(f"nested deeper than {MAX_DEPTH} elements")
    parser = html.HTMLParser(encoding="utf-8")
    try:
        tree = html.document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, ValueError):
        return None
    if _was_cut(parser.error_log, tree):
        raise TooDeep(f"nested deeper than {_PARSED_DEPTH} elements")
    return tree


def _was_cut(faults: Any, tree: Any) -> bool:
    """Whether the parser left out what lies too deep: it says so, unless it had a hundred other faults to tell."""
    if len(faults) <= 100:
        return any(fault.type_name == "ERR_RESOURCE_LIMIT" for fault in faults)
    depths = {tree: 1}
    for element in tree.iterdescendants():
        depths[element] = depths[element.getparent()] + 1
    return max(depths.values()) >= _PARSED_DEPTH - 2


def has_too_many_tags(markup: str) -> bool:
    """Whether a piece of markup opens more elements than are taken apart in a reasonable time."""
    return markup.count("<") > MAX_TAGS and sum(1 for _ in _OPENING.finditer(markup)) > MAX_TAGS


def _depth_of(markup: str) -> int:
    """A cheap bound on nesting: the longest run of openings of block elements over closings."""
    depth = deepest = 0
    for closing in _NESTING.findall(markup):
        if closing:
            depth = max(0, depth - 1)
        else:
            depth += 1
            deepest = max(deepest, depth)
    return deepest


def _headline(meta: dict[str, str], lines: list[Line], tree: Any) -> str | None:
    """The headline that the page shows, where its metadata bear it out; else the metadata's, without the site's name."""
    elsewhere = ("related", "footer", "menu", "comment")
    shown = [line.text for line in lines if line.tag == "h1" and line.zone not in elsewhere]
    stated = meta.get("headline")
    if stated is None:
        return next(iter(shown), None) or _first_text(tree, "h1") or _without_site(_first_text(tree, "title"), None)
    key = key_of(stated)
    for title in shown:
        if len(key_of(title)) >= 0.4 * len(key) and key_of(title) in key:
            return title
    return stated if any(key in key_of(title) for title in shown) else _without_site(stated, meta.get("outlet"))


def _without_site(title: str | None, outlet: str | None) -> str | None:
    """A page's title without the name of its site behind the last separator, or before the first."""
    parts = _SEPARATOR.split(title or "")
    if len(parts) > 1 and (not outlet or key_of(outlet) in key_of("".join(parts[1:]))):
        return parts[0] or title
    wide = _WIDE_SEPARATOR.split(title or "")
    if len(wide) < 2 or not outlet:
        return title
    site, last = key_of(outlet), key_of(wide[-1])
    named = len(last) > 1 and (last in site or site in last)
    return (title or "")[: (title or "").rindex(wide[-1])].rstrip(" 　|｜：_-–—") or title if named else title


def _name_parts(found: Found, headline: str | None, described: str | None, lines: list[Line]) -> Iterator[Piece]:
    """Headline, standfirst and body. The standfirst stands over the first paragraph and is marked as one, or is what
    the page says of itself in its head."""
    if headline:
        yield Piece("headline", headline)
    opening = [words for words in found.opening if not _same_words(words, headline or "")]
    body = [words for words in found.paragraphs if not _same_words(words, headline or "")]
    leads = {key_of(line.text) for line in lines if line.zone == "lead" or (line.tag == "h2" and len(line.text) > 90)}
    first = next(iter(opening + body), "")
    told = described is not None and not described.endswith(("...", "…")) and _same_words(first, described)
    if len(body) > 1 and len(first) >= 12 and (key_of(first) in leads or (told and bool(opening))):
        yield Piece("standfirst", first)
        opening, body = (opening[1:], body) if opening else (opening, body[1:])
    for words in opening + body:
        yield _piece_of(words)


def _around(lines: list[Line], found: Found, taken: set[str]) -> Iterator[Piece]:
    """Captions, notices, teasers and comments that stand outside the article's own paragraphs."""
    for words, hit in found.set_aside:
        taken.add(key_of(words))
        yield _outside_piece(words, hit)
    for line in lines:
        key = key_of(line.text)
        if not 4 <= len(line.text) <= 600 or key in taken:
            continue
        piece = _piece_around(line)
        if piece is not None:
            taken.add(key)
            yield piece


def _outside_piece(words: str, hit: Line | None) -> Piece:
    kind = kind_of_line(words)
    if kind in ("ai_text", "ai_image", "correction", "paywall"):
        return Piece("notice", words, kind)
    if kind == "byline":
        return Piece("byline", words)
    if "©" in words or (hit is not None and hit.zone == "caption"):
        return Piece("caption", words)
    return Piece("teaser" if hit is not None and hit.linked > 0.5 else "notice", words)


def _piece_around(line: Line) -> Piece | None:
    if line.zone == "menu" or (line.linked > 0.9 and line.zone not in ("related", "caption")):
        return None
    told = disclosed_by(line.text)
    if told == ("paywall",) and (line.zone in ("related", "footer", "comment") or line.linked > 0.5):
        told = ()  # of another story, not of this page
    if line.zone == "caption" and ("ai_image" not in told or len(line.text) >= 40) and line.tag != "a":
        return Piece("caption", line.text)
    if told:
        return Piece("notice", line.text, told[0]) if len(line.text) <= 500 else None
    if line.zone not in ("related", "comment") or len(line.text) < 8 or kind_of_line(line.text) is not None:
        return None
    if line.zone == "related":
        return Piece("teaser", line.text)
    return Piece("comment", line.text) if line.tag in ("p", "li", "div") else None


def _same_words(a: str, b: str) -> bool:
    return key_of(a) == key_of(b)


def _fill(draft: Draft, head: Head, lines: list[Line], tree: Any, headline: str | None) -> None:
    meta = head.fields
    draft.outlet = meta.get("outlet") or _site_in_title(_first_text(tree, "title"), headline)
    stated = meta.get("byline", "")
    draft.byline = stated if stated and not _ADDRESS.match(stated) else next(_bylines(lines), None)
    draft.lang = meta.get("lang")
    draft.reserved = meta.get("reservation") == "1"
    if _BY_MACHINE.search(meta.get("machine", "")):
        draft.source_class = "ai_rewrite"
    canonical = meta.get("canonical", "")
    # what a page says of itself never makes it another outlet's
    if (
        canonical.startswith(("http://", "https://"))
        and host_of(canonical)
        and same_outlet(canonical, draft.url or canonical)
    ):
        draft.url = canonical
    dates = find_dates(head, lines, tree, draft.url, headline)
    draft.published, draft.published_basis, draft.updated = dates.published, dates.basis, dates.updated


def _site_in_title(title: str | None, headline: str | None) -> str | None:
    """The site's name behind the headline in a page's title (``Bridge opens - Harbour Gazette``), or None."""
    if not title or not headline or not title.startswith(headline):
        return None
    rest = [part.strip() for part in _BEHIND.split(title[len(headline) :]) if part.strip()]
    return rest[-1] if rest and _BEHIND.match(title[len(headline) :]) and 1 < len(rest[-1]) <= 40 else None


def _bylines(lines: list[Line]) -> Iterator[str]:
    for line in lines[:400]:
        if 3 < len(line.text) <= 60 and line.zone in ("", "header", "author") and kind_of_line(line.text) == "byline":
            yield line.text


def _first_text(tree: Any, tag: str) -> str | None:
    return next((words for element in tree.iter(tag) if (words := clean(element.text_content()))), None)
