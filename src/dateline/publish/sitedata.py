"""An edition as the site is built from it, and what of it is public."""

from __future__ import annotations

from itertools import combinations

from msgspec import Struct

from dateline.lang.compare import is_public_office
from dateline.model import (
    Article,
    Audit,
    Correction,
    Doubted,
    Entity,
    Fact,
    Lost,
    Occupancy,
    Origin,
    Placement,
    Printed,
    RecordRow,
    Report,
    Review,
    Story,
    Version,
)
from dateline.publish.house import House


class PrintedAudit(Struct, frozen=True, kw_only=True):
    """An audit that readers may see: the text, what it was held against, and who let it be shown (``rule``: nobody did)."""

    id: str
    at: str
    by: str
    role: str
    document: Article
    sources: tuple[Article, ...]
    audit: Audit


class SiteData(Struct, frozen=True, kw_only=True):
    """An edition: the languages, the articles and all that was made of them. ``reviews`` are the approvals of the very
    texts of its reports; ``versions``, ``corrections``, ``doubts`` and ``lost`` what became of earlier ones; ``firsts`` the
    time that each (``story/language``) had when it was first published. ``at``: when the edition is published."""

    langs: tuple[str, ...]
    articles: tuple[Article, ...] = ()
    entities: tuple[Entity, ...] = ()
    occupancies: tuple[Occupancy, ...] = ()
    origins: tuple[Origin, ...] = ()
    placements: tuple[Placement, ...] = ()
    stories: tuple[Story, ...] = ()
    facts: tuple[Fact, ...] = ()
    records: tuple[RecordRow, ...] = ()
    reports: tuple[Report, ...] = ()
    reviews: tuple[Review, ...] = ()
    versions: tuple[Version, ...] = ()
    corrections: tuple[Correction, ...] = ()
    doubts: tuple[Doubted, ...] = ()
    lost: tuple[Lost, ...] = ()
    firsts: dict[str, str] = {}
    at: str = ""
    pictures: tuple[Printed, ...] = ()
    audits: tuple[PrintedAudit, ...] = ()
    house: House = House()


def pairs_in(row: RecordRow) -> list[str]:
    """The pairs of countries (``JP-KR``) that a row is about."""
    return [f"{a}-{b}" for a, b in combinations(sorted({c for c in row.countries if len(c) == 2}), 2)]


def is_held(office: Occupancy) -> bool:
    """Whether an occupancy is of a public office, by the word of some source; a coming or alleged one is not."""
    return is_public_office(office.position) and office.status != "elect" and bool(office.anchors)
