"""The lines of an HTML page, each with the part of the page it stands in and how much of it is link: one walk over the tree."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

Zone = Literal["", "lead", "caption", "related", "comment", "author", "share", "footer", "menu", "header"]

_UNSEEN = re.compile("[\u200b\ufeff]")
_MARKS: tuple[tuple[Zone, re.Pattern[str]], ...] = (
    (
        "lead",
        re.compile(
            r"stand-?first|(?:\b|_)dek\b|\blede\b|sub-?(?:head(?:line|ing)?|title)\b|"
            r"(?:article|story|entry|news|post)[-_]+(?:intro|lead|summary|description)",
            re.I,
        ),
    ),
    ("comment", re.compile(r"\bcomments?(?:[-_ ](?:list|area|section|body|content|text))?\b|disqus|\breplies\b", re.I)),
    (
        "caption",
        re.compile(r"caption|(?:image|photo|picture|media|bild|foto)[-_]?(?:credit|copyright|source|desc)", re.I),
    ),
    (
        "related",
        re.compile(
            r"related|recommend|more-(?:from|on|stories|news|articles)|most-?(?:read|popular)|read-?(?:more|next|also)|"
            r"popular|trending|teaser|ranking|also-?read|kanren|outbrain|taboola|newsletter|promo(?:\b|box|tion)",
            re.I,
        ),
    ),
    (
        "author",
        re.compile(
            r"(?:author|writer|autor)[-_]?(?:bio|box|info|card|desc|about|profile)|about-?(?:the-?)?author", re.I
        ),
    ),
    ("share", re.compile(r"\bshar(?:e|ing)\b|social[-_]?(?:media|links?|icons?|bar)|sharedaddy", re.I)),
)
_BY_TAG: dict[str, Zone] = {
    "figcaption": "caption",
    "aside": "related",
    "footer": "footer",
    "nav": "menu",
    "header": "header",
}
_LINES = frozenset(
    {
        "p",
        "li",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "figcaption",
        "td",
        "th",
        "dd",
        "dt",
        "blockquote",
        "small",
        "time",
        "address",
        "div",
        "span",
        "em",
        "label",
        "caption",
        "a",
        "footer",
    }
)
_PLAIN = frozenset(["p", "figcaption", "h1", "h2", "h3", "h4", "h5", "h6"])
_INLINE = frozenset(
    {
        "a",
        "b",
        "i",
        "u",
        "s",
        "em",
        "strong",
        "span",
        "font",
        "br",
        "img",
        "sup",
        "sub",
        "small",
        "abbr",
        "cite",
        "q",
        "mark",
        "time",
        "wbr",
        "code",
        "rp",
        "rt",
        "ruby",
        "ins",
        "del",
    }
)
_HOLDERS = frozenset(["p", "li", "figcaption", "td", "h1", "h2", "h3", "span"])
_SKIPPED = frozenset(["script", "style", "noscript", "template", "svg", "iframe", "select", "option", "button", "head"])
MARK_LIMIT = 200


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page: its words, the tag and part of the page it is in, the share of it that is link (0..1)."""

    text: str
    tag: str
    zone: Zone
    linked: float


def clean(words: str) -> str:
    """The words with each run of white space made one space."""
    return " ".join((_UNSEEN.sub(" ", words) if _UNSEEN.search(words) else words).split())


def list_lines(tree: Any) -> Iterator[Line]:
    """Every line of the page in its order: elements that hold text and no further block."""
    stack: list[tuple[Any, Zone, str]] = [(tree, "", "")]
    while stack:
        element, above, holder = stack.pop()
        tag = element.tag
        if not isinstance(tag, str) or tag in _SKIPPED:
            continue
        zone = above if above not in ("", "header") else _zone_of(element, tag) or above
        children = list(element)
        stack.extend((child, zone, tag) for child in reversed(children))
        if tag not in _LINES or (tag in _INLINE and holder in _HOLDERS):
            continue
        if not children:
            words = clean(element.text) if element.text else ""
        elif tag in _PLAIN or all(child.tag in _INLINE for child in children):
            words = clean(element.text_content())
        else:
            continue
        if words:
            yield Line(words, tag, zone, _linked(element, tag, words, bool(children)))


def zones_above(element: Any) -> set[Zone]:
    """Every part of the page that an element stands in, by its own mark and those of what is around it."""
    return {
        zone for e in (element, *element.iterancestors()) if isinstance(e.tag, str) and (zone := _zone_of(e, e.tag))
    }


def _zone_of(element: Any, tag: str) -> Zone:
    if tag in ("html", "body", "main", "article"):
        return ""
    named = _BY_TAG.get(tag)
    if named:
        return named
    mark = f"{element.get('class') or ''} {element.get('id') or ''}"
    return _zone_of_mark(mark) if 1 < len(mark) < MARK_LIMIT else ""


@lru_cache(maxsize=8192)
def _zone_of_mark(mark: str) -> Zone:
    return next((zone for zone, pattern in _MARKS if pattern.search(mark)), "")


def _linked(element: Any, tag: str, words: str, has_children: bool) -> float:
    if tag == "a":
        return 1.0
    total = sum(len(clean(link.text_content())) for link in element.iter("a")) if has_children else 0
    if not total:
        parent = element.getparent()
        while parent is not None and parent.tag in _INLINE:
            if parent.tag == "a":
                return 1.0
            parent = parent.getparent()
    return min(1.0, total / len(words))
