"""Reading at the desk: search in the sources, and the audit of a text that is pasted."""

from __future__ import annotations

from collections.abc import Sequence

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.responses import HTMLResponse, Response

from dateline.desk.access import Form, Room, editor_of, guard, text_of, texts_of
from dateline.desk.pages import back_to, page
from dateline.newsroom import audit_html
from dateline.newsroom.audits import Audited, audit_words
from dateline.newsroom.corrections import BY_HAND, source_changes
from dateline.newsroom.published_audits import audit_of, audits_of, publish_audit, undo_audit

router = APIRouter(dependencies=[Depends(guard)], include_in_schema=False)
MOST_TEXT = 60_000
MOST_SOURCES = 20
_AUDIT_CSP = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"


def audited(text: str, sources: Sequence[str], lang: str) -> Audited:
    """The audit of a pasted text against pasted sources; the first line of a text of several is its headline."""
    return audit_words(text, sources, lang=lang)


@router.get("/search")
def search(request: Request, newsroom: Room, q: str = "") -> Response:
    """The articles that have every word."""
    found = newsroom.store.search(q, 50) if q.strip() else []
    return page(request, "search.html", q=q, found=found)


@router.get("/articles/{article}")
def article(request: Request, article: str, newsroom: Room) -> Response:
    """An article as it was taken in."""
    found = newsroom.store.article(article)
    if found is None:
        raise HTTPException(404, f"there is no article {article}")
    blocks = [(b, found.text[b.start : b.end]) for b in found.blocks]
    changes = source_changes(newsroom, article)
    audits = audits_of(newsroom, article)
    return page(
        request, "article.html", article=found, blocks=blocks, changes=changes, change_kinds=BY_HAND, audits=audits
    )


@router.post("/articles/{article}/audit")
def audit_article(request: Request, article: str, newsroom: Room) -> Response:
    """The audit page of an article against the other articles of its story."""
    lang = request.state.session.lang
    made = audit_html(audit_of(newsroom, article, lang=lang), lang)
    return HTMLResponse(made, headers={"Content-Security-Policy": _AUDIT_CSP})


@router.post("/articles/{article}/audit/publish")
def show_audit(request: Request, article: str, newsroom: Room) -> Response:
    """Show that audit to readers."""
    publish_audit(newsroom, article, editor_of(request))
    return back_to(f"/articles/{article}", "audited")


@router.post("/articles/{article}/audit/undo")
def hide_audit(request: Request, article: str, form: Form, newsroom: Room) -> Response:
    """Show it no longer."""
    undo_audit(newsroom, text_of(form, "id"), editor_of(request))
    return back_to(f"/articles/{article}", "undone")


@router.get("/audits")
def audit_form(request: Request, newsroom: Room) -> Response:
    """Where a text and its sources are pasted."""
    return page(request, "audits.html", most=MOST_TEXT)


@router.post("/audits")
def audit(request: Request, form: Form, newsroom: Room) -> Response:
    """The audit page of what was pasted."""
    text = text_of(form, "text")
    sources = [s for s in texts_of(form, "source") if s.strip()]
    if (
        not text.strip()
        or len(text) > MOST_TEXT
        or any(len(s) > MOST_TEXT for s in sources)
        or len(sources) > MOST_SOURCES
    ):
        raise HTTPException(422, f"paste a text, and sources, of at most {MOST_TEXT} characters each")
    lang = request.state.session.lang
    made = audit_html(audited(text, sources, lang), lang)
    return HTMLResponse(made, headers={"Content-Security-Policy": _AUDIT_CSP})
