"""What a format module finds in one input, before it becomes an Article."""

from __future__ import annotations

from dataclasses import dataclass, field

from dateline.model.article import BlockKind, DisclosureKind, PublishedBasis, SourceClass


@dataclass(slots=True)
class Piece:
    """A paragraph of a page, what part of the page it is, and what it discloses, if anything."""

    kind: BlockKind
    text: str
    discloses: DisclosureKind | None = None


@dataclass(slots=True)
class Draft:
    """What a format module found in one input, before it becomes an Article."""

    source: str
    pieces: list[Piece] = field(default_factory=list)
    url: str | None = None
    outlet: str | None = None
    lang: str | None = None
    byline: str | None = None
    published: str | None = None
    published_basis: PublishedBasis | None = None
    updated: str | None = None
    wire: str | None = None
    links: tuple[str, ...] = ()
    given_id: str | None = None
    given_published: str | None = None
    source_class: SourceClass | None = None
    official_of: str | None = None
    host: str | None = None
    reserved: bool = False  # the page reserves text and data mining (TDMRep)
    last_resort: str | None = None  # a day to fall back on: when a document was saved
