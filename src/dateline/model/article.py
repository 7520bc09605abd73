"""Articles: one published text each, never changed."""

from __future__ import annotations

import hashlib
from typing import Literal

from msgspec import Struct

BlockKind = Literal["headline", "standfirst", "body", "caption", "teaser", "notice", "byline", "comment"]
DisclosureKind = Literal["ai_text", "ai_image", "correction", "paywall"]
PublishedBasis = Literal["metadata", "text", "given", "inferred"]
SourceClass = Literal["official", "state_media", "wire", "reporting", "opinion", "transcript", "ai_rewrite", "unknown"]
VersionMark = Literal["flash", "lead", "roundup", "update", "correction", "kill", "embargo"]
RejectionCode = Literal[
    "empty",
    "binary",
    "no_text",
    "encoding",
    "language",
    "broken_record",
    "too_large",
    "too_deep",
    "archive",
    "not_allowed",
    "future_schema",
    "timeout",
]


class Block(Struct, frozen=True):
    """A run of the article's text: what part of the page it was, and its language (``en ja ko zh`` or None)."""

    kind: BlockKind
    start: int
    end: int
    lang: str | None = None


class Disclosure(Struct, frozen=True):
    """Words in which a page says something of its own making: AI text or picture, a correction, a paywall."""

    kind: DisclosureKind
    text: str
    start: int
    end: int


class Article(Struct, frozen=True, kw_only=True):
    """One published text. ``text`` is NFC; ``blocks`` cover every kept part of the page in page order.

    ``published`` is an aware ISO 8601 instant or a bare date where the hour is unknown; ``published_basis`` says where
    it came from. ``wire`` is the agency that the page credits. ``source_class`` and ``official_of`` come from the table
    of domains and the page's own words; ``links`` are addresses of sources the page itself names.
    """

    id: str
    source: str
    url: str | None = None
    outlet: str | None = None
    lang: str | None = None
    headline: str | None = None
    standfirst: str | None = None
    byline: str | None = None
    published: str | None = None
    published_basis: PublishedBasis | None = None
    updated: str | None = None
    wire: str | None = None
    text: str
    blocks: tuple[Block, ...] = ()
    disclosures: tuple[Disclosure, ...] = ()
    source_class: SourceClass = "unknown"
    official_of: str | None = None
    version_mark: VersionMark | None = None
    replaces: str | None = None
    embargo_until: str | None = None
    links: tuple[str, ...] = ()


class Rejected(Struct, frozen=True):
    """An input that was set aside: its name, a code of the published list, and the reason with a remedy in words."""

    input: str
    code: RejectionCode
    reason: str


def article_id(source: str, outlet: str | None, text: str) -> str:
    """The id of an article: ``a`` and 16 hex digits of SHA-256 over source, outlet and text."""
    joined = "\x1f".join((source, outlet or "", text))
    return "a" + hashlib.sha256(joined.encode("utf-8")).hexdigest()[:16]
