"""The log at the desk: every run, and every decision with its undoing."""

from __future__ import annotations

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.responses import Response

from dateline.desk.access import Form, Room, editor_of, guard, house_of, text_of
from dateline.desk.pages import back_to, page
from dateline.newsroom import Newsroom
from dateline.newsroom.board import story_queue
from dateline.newsroom.decisions import Decided, decision_named, decisions_made, undo_decision
from dateline.newsroom.runlog import last_began, runs_made
from dateline.publish.view import SELF_NAMES

router = APIRouter(dependencies=[Depends(guard)], include_in_schema=False)
_RUNS = 20
_SHOWN = 100
_FOR_ADMINS = ("user", "setting")


@router.get("/log")
def log(request: Request, newsroom: Room, page_number: str = "1") -> Response:
    """The runs, and every decision, the newest first."""
    is_admin = request.state.role == "admin"
    made = [d for d in decisions_made(newsroom) if is_admin or d.subject not in _FOR_ADMINS]
    number = max(1, int(page_number)) if page_number.isdecimal() and len(page_number) < 9 else 1
    first = (number - 1) * _SHOWN
    shown = made[first : first + _SHOWN]
    began = last_began(newsroom)
    return page(
        request,
        "log.html",
        runs=runs_made(newsroom)[:_RUNS],
        decisions=shown,
        named=_named(newsroom, shown, request.state.session.lang),
        waiting=sum(d.at > began and d.is_for_readers for d in made),
        state=house_of(request).refresher.state,
        before=number - 1,
        more=number + 1 if first + _SHOWN < len(made) else None,
        names=SELF_NAMES,
    )


def _named(newsroom: Newsroom, decisions: list[Decided], lang: str) -> dict[str, tuple[str, str, str | None]]:
    """The address, the words and the language of what decisions are about, where it has a page."""
    found: dict[str, tuple[str, str, str | None]] = {
        r.story: (f"/stories/{r.story}", r.headline, r.lang) for r in story_queue(newsroom, lang)
    }
    for about in {a for d in decisions if d.subject in ("article", "person") for a in d.about}:
        id, *span = about.rsplit(":", 2)
        article = newsroom.store.article(id)
        if article is not None:
            is_place = len(span) == 2 and all(part.isdecimal() for part in span)
            words = article.text[int(span[0]) : int(span[1])] if is_place else article.headline or id
            found[about] = (f"/articles/{id}", words, article.lang)
    for about in {a for d in decisions if d.subject == "complaint" for a in d.about}:
        found[about] = (f"/complaints#{about}", about, None)
    return found


@router.post("/log/undo")
def undo(request: Request, form: Form, newsroom: Room) -> Response:
    """Take a decision back, of whatever kind."""
    decision = decision_named(newsroom, text_of(form, "id"))
    if decision.subject in _FOR_ADMINS and request.state.role != "admin":
        raise HTTPException(403, f"your role, {request.state.role}, may not do that")
    undo_decision(newsroom, decision, editor_of(request))
    return back_to("/log", "undone")


@router.post("/log/refresh")
def refresh(request: Request) -> Response:
    """Run on what is here, so that decisions take effect on the site."""
    return back_to("/log", "started" if house_of(request).refresher.start() else "running")
