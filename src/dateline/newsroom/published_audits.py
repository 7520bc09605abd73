"""Audits that readers may see: an article of the archive held against the others of its story, and who let it be shown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from dateline.model import Article, Audit
from dateline.newsroom.audits import Audited, audit_article
from dateline.newsroom.decided import DecisionError, fresh_id, in_force, now, undoable
from dateline.publish import PrintedAudit
from dateline.store import Store

if TYPE_CHECKING:
    from dateline.newsroom.day import Newsroom
    from dateline.newsroom.signoff import Editor

AUDITS = "audit for readers"
"""The kind of decision, and the stage, under which the store keeps the audits that readers may see."""


class AuditDecision(Struct, frozen=True, kw_only=True):
    """That an audit of an article is shown, or, by ``undo``, no longer. ``by`` is ``rule`` where no editor decided."""

    id: str
    act: Literal["publish", "undo"]
    article: str
    sources: tuple[str, ...] = ()
    at: str
    by: str
    role: str
    undoes: str | None = None


def audit_of(newsroom: Newsroom, article: str, *, lang: str = "en") -> Audited:
    """The audit of an article against the other articles of its story; AI rewrites bear nothing out and are left aside.

    Raises DecisionError where there is nothing to hold it against."""
    from dateline.newsroom.record import what_is_known

    known = what_is_known(newsroom)
    stories = known.grouping.stories if known is not None else ()
    story = next((s for s in stories if article in s.articles), None)
    if known is None or story is None:
        raise DecisionError(f"there is no article {article}")
    held = {a.id: a for a in known.articles}
    others = [held[a] for a in story.articles if a != article and a in held]
    sources = [a for a in others if a.source_class != "ai_rewrite"]
    if not sources:
        raise DecisionError("the story has no other article that this one could be held against")
    return audit_article(held[article], sources, lang=lang)


def audits_made(newsroom: Newsroom) -> tuple[AuditDecision, ...]:
    """Every decision on audits for readers, in the order in which they were made."""
    return newsroom.store.decisions(AUDITS, AuditDecision)


def audits_of(newsroom: Newsroom, article: str) -> tuple[tuple[AuditDecision, bool], ...]:
    """The audits of an article that were published, and whether each is shown."""
    made = audits_made(newsroom)
    standing = {d.id for d in in_force(made)}
    return tuple((d, d.id in standing) for d in reversed(made) if d.act == "publish" and d.article == article)


def publish_audit(newsroom: Newsroom, article: str, editor: Editor) -> AuditDecision:
    """Show the audit of an article to readers from the next run on. Raises DecisionError."""
    if any(stands for _, stands in audits_of(newsroom, article)):
        raise DecisionError("an audit of this article is shown already")
    audited = audit_of(newsroom, article)
    at = now()
    made = AuditDecision(
        id=fresh_id("d", "audit", article, at),
        act="publish",
        article=article,
        sources=tuple(s.id for s in audited.sources),
        at=at,
        by=editor.name,
        role=editor.role,
    )
    newsroom.store.put_result(AUDITS, made.id, audited.audit)
    newsroom.store.put_decision(AUDITS, made.id, made)
    return made


def undo_audit(newsroom: Newsroom, id: str, editor: Editor) -> AuditDecision:
    """Show an audit no longer; undoing that shows it again. Raises DecisionError."""
    void = undoable(audits_made(newsroom), id)
    at = now()
    made = AuditDecision(
        id=fresh_id("d", "undo", id, at),
        act="undo",
        article=void.article,
        at=at,
        by=editor.name,
        role=editor.role,
        undoes=id,
    )
    newsroom.store.put_decision(AUDITS, made.id, made)
    return made


def printed_audits(store: Store, articles: Sequence[Article]) -> tuple[PrintedAudit, ...]:
    """The audits to show, the newest first: those of which every text still stands."""
    held = {a.id: a for a in articles}
    shown: list[PrintedAudit] = []
    for made in reversed(in_force(store.decisions(AUDITS, AuditDecision))):
        audit = store.result(AUDITS, made.id, Audit)
        if audit is None or not {made.article, *made.sources} <= set(held):
            continue
        sources = tuple(held[s] for s in made.sources)
        shown.append(
            PrintedAudit(
                id=made.id,
                at=made.at,
                by=made.by,
                role=made.role,
                document=held[made.article],
                sources=sources,
                audit=audit,
            )
        )
    return tuple(shown)
