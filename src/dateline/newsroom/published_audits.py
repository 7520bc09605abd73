"""Audits that readers may see: an article of the archive held against the others of its story, or a text that an editor pasted
held against the sources pasted beside it; and who let it be shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Literal

from msgspec import Struct
from msgspec.structs import replace

from dateline.model import Article, Audit, article_id
from dateline.newsroom.audits import Audited, audit_article, audit_words
from dateline.newsroom.decided import DecisionError, fresh_id, in_force, now, undoable
from dateline.publish import PrintedAudit
from dateline.store import Store

if TYPE_CHECKING:
    from dateline.newsroom.day import Newsroom
    from dateline.newsroom.signoff import Editor

AUDITS = "audit for readers"
"""The kind of decision, and the stage, under which the store keeps the audits that readers may see."""


PASTED = "texts of an audit for readers"
"""The stage under which the store keeps the texts of an audit that are not in the archive."""


class PastedText(Struct, frozen=True, kw_only=True):
    """A text that an editor pasted, with whose it is and where it stands."""

    words: str
    outlet: str
    url: str | None = None


class Texts(Struct, frozen=True, kw_only=True):
    """The texts of an audit: what was audited, and what it was held against."""

    document: Article
    sources: tuple[Article, ...]


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
    return _publish(newsroom, audit_of(newsroom, article), editor)


def publish_pasted(
    newsroom: Newsroom, text: PastedText, sources: Sequence[PastedText], editor: Editor
) -> AuditDecision:
    """Show the audit of a pasted text against pasted sources to readers from the next run on. Raises DecisionError."""
    if not sources:
        raise DecisionError("an audit for readers needs a source")
    if not all(one.outlet.strip() for one in (text, *sources)):
        raise DecisionError("say whose the text and each source is: readers must be able to tell")
    audited = audit_words(text.words, [s.words for s in sources])
    document = _of(audited.document, text)
    held = tuple(_of(article, one) for article, one in zip(audited.sources, sources, strict=True))
    if any(stands for _, stands in audits_of(newsroom, document.id)):
        raise DecisionError("an audit of this article is shown already")
    return _publish(newsroom, replace(audited, document=document, sources=held), editor, pasted=True)


def pasted_audits(newsroom: Newsroom) -> list[tuple[AuditDecision, Article, bool]]:
    """The audits of pasted texts that were published, the newest first, with the text, and whether each is shown."""
    made = audits_made(newsroom)
    standing = {d.id for d in in_force(made)}
    kept = ((d, newsroom.store.result(PASTED, d.id, Texts)) for d in reversed(made) if d.act == "publish")
    return [(d, texts.document, d.id in standing) for d, texts in kept if texts is not None]


def _of(article: Article, pasted: PastedText) -> Article:
    outlet = pasted.outlet.strip()
    return replace(article, outlet=outlet, url=pasted.url, id=article_id(article.source, outlet, article.text))


def _publish(newsroom: Newsroom, audited: Audited, editor: Editor, *, pasted: bool = False) -> AuditDecision:
    at = now()
    made = AuditDecision(
        id=fresh_id("d", "audit", audited.document.id, at),
        act="publish",
        article=audited.document.id,
        sources=tuple(s.id for s in audited.sources),
        at=at,
        by=editor.name,
        role=editor.role,
    )
    newsroom.store.put_result(AUDITS, made.id, audited.audit)
    if pasted:
        newsroom.store.put_result(PASTED, made.id, Texts(document=audited.document, sources=audited.sources))
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
        texts = store.result(PASTED, made.id, Texts) or _archived(made, held)
        if audit is None or texts is None:
            continue
        shown.append(
            PrintedAudit(
                id=made.id,
                at=made.at,
                by=made.by,
                role=made.role,
                document=texts.document,
                sources=texts.sources,
                audit=audit,
            )
        )
    return tuple(shown)


def _archived(made: AuditDecision, held: Mapping[str, Article]) -> Texts | None:
    """The texts of an audit where all of them still stand in the archive."""
    if not {made.article, *made.sources} <= held.keys():
        return None
    return Texts(document=held[made.article], sources=tuple(held[s] for s in made.sources))
