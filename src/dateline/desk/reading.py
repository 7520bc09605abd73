"""Reading at the desk: search in the sources, and the audit of a text that is pasted."""

from __future__ import annotations

from itertools import zip_longest

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.responses import HTMLResponse, Response
from starlette.datastructures import FormData

from dateline.desk.access import Form, Room, editor_of, guard, text_of, texts_of
from dateline.desk.auditing import audited
from dateline.desk.pages import back_to, page
from dateline.newsroom import audit_html
from dateline.newsroom.corrections import BY_HAND, source_changes
from dateline.newsroom.published_audits import (
    PastedText,
    audit_of,
    audits_of,
    pasted_audits,
    publish_audit,
    publish_pasted,
    undo_audit,
)
from dateline.publish.plain import web_address

router = APIRouter(dependencies=[Depends(guard)], include_in_schema=False)
MOST_TEXT = 60_000
MOST_SOURCES = 20
_MOST_NAME = 120
_AUDIT_CSP = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"


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
    return page(request, "audits.html", most=MOST_TEXT, published=pasted_audits(newsroom))


@router.post("/audits")
async def audit(request: Request, form: Form, newsroom: Room) -> Response:
    """The audit page of what was pasted."""
    text, sources = _pasted(form)
    lang = request.state.session.lang
    made = audit_html(await audited(request, text.words, [s.words for s in sources], lang), lang)
    return HTMLResponse(made, headers={"Content-Security-Policy": _AUDIT_CSP})


@router.post("/pasted-audits")
def show_pasted(request: Request, form: Form, newsroom: Room) -> Response:
    """Show the audit of what was pasted to readers."""
    text, sources = _pasted(form)
    publish_pasted(newsroom, text, sources, editor_of(request))
    return back_to("/audits", "audited")


@router.post("/pasted-audits/undo")
def hide_pasted(request: Request, form: Form, newsroom: Room) -> Response:
    """Show such an audit no longer."""
    undo_audit(newsroom, text_of(form, "id"), editor_of(request))
    return back_to("/audits", "undone")


def _pasted(form: FormData) -> tuple[PastedText, list[PastedText]]:
    """The text and the sources of a form, with whose they are. Raises HTTPException."""
    named = zip_longest(*(texts_of(form, f"source{part}") for part in ("", "_outlet", "_url")), fillvalue="")
    sources = [
        PastedText(words=words, outlet=outlet[:_MOST_NAME], url=web_address(url.strip()))
        for words, outlet, url in named
        if words.strip()
    ]
    text = PastedText(
        words=text_of(form, "text"),
        outlet=text_of(form, "outlet")[:_MOST_NAME],
        url=web_address(text_of(form, "url").strip()),
    )
    if not text.words.strip() or any(len(s.words) > MOST_TEXT for s in (text, *sources)) or len(sources) > MOST_SOURCES:
        raise HTTPException(422, f"paste a text, and sources, of at most {MOST_TEXT} characters each")
    return text, sources
