"""What stands of the articles taken in: without what was withdrawn, replaced or is held; and what changed at the sources."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from dateline import ingest
from dateline.model import Article, Rejected, SourceChange
from dateline.newsroom.decided import fresh_id, in_force
from dateline.store import Store

CHANGES = "change at a source"
"""The kind of decision under which the store keeps what changed at the sources."""
TAKEN = "taken in"
"""The stage under which the store keeps when an article came, where that orders the texts of one address."""


def changes_noted(store: Store) -> tuple[SourceChange, ...]:
    """Every change at a source, in the order in which they were noted."""
    return store.decisions(CHANGES, SourceChange)


def note_taken(store: Store, fresh: Collection[str], articles: Iterable[Article], at: str) -> None:
    """Note when the fresh articles came whose address had given another text before: it orders the two."""
    pages: dict[str, list[str]] = {}
    for article in articles:
        address = ingest.page_address(article.url)
        if address is not None:
            pages.setdefault(address, []).append(article.id)
    for family in pages.values():
        for id in family if len(family) > 1 else ():
            if id in fresh:
                store.put_result(TAKEN, id, at)


def standing_articles(store: Store, articles: Sequence[Article], now: datetime) -> tuple[list[Article], list[Rejected]]:
    """The articles that stand at ``now``, and, with the reason, those that do not: also what an editor withdrew by hand."""
    by_hand = {c.article: c for c in in_force(changes_noted(store)) if c.kind == "killed" and c.by != "rule"}
    left = [a for a in articles if a.id not in by_hand]
    out = [
        Rejected(a.source, "not_allowed", f"withdrawn by {by_hand[a.id].by}: {by_hand[a.id].reason}")
        for a in articles
        if a.id in by_hand
    ]
    standing, held = ingest.settle_versions(left, now, dict(store.results(TAKEN, str)))
    return standing, [*held, *out]


def fresh_changes(store: Store, articles: Sequence[Article], at: str) -> list[SourceChange]:
    """What outlets withdrew and changed, by the articles that came, and that is not noted yet."""
    noted = {(c.kind, c.article) for c in changes_noted(store)}
    edits = ingest.edits_of(articles, dict(store.results(TAKEN, str)))
    return [
        SourceChange(id=fresh_id("x", e.kind, e.article, e.by), kind=e.kind, article=e.article, by_article=e.by, at=at)
        for e in edits
        if (e.kind, e.article) not in noted
    ]
