"""People at the desk: uncertain links to judge, and the judgements made."""

from __future__ import annotations

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from dateline.desk.access import Form, Room, editor_of, guard, text_of
from dateline.desk.pages import back_to, page
from dateline.newsroom import judge_pair, judgements_made, review_rows, undo_judgement

router = APIRouter(dependencies=[Depends(guard)], include_in_schema=False)
_SHOWN = 100


@router.get("/people")
def people(request: Request, newsroom: Room, person: str = "") -> Response:
    """The links that the rules are unsure of, and what people judged."""
    rows = review_rows(newsroom, person=person.strip() or None)
    judged = [(j, held) for j, held in judgements_made(newsroom) if j.undoes is None]
    return page(request, "people.html", rows=rows[:_SHOWN], total=len(rows), judged=judged[::-1], person=person)


@router.post("/people/judge")
def judge(request: Request, form: Form, newsroom: Room) -> Response:
    """Judge a row, or two places in texts: one, or two."""
    pair = tuple(part for part in text_of(form, "pair").split() if part)
    why = text_of(form, "why").strip()
    same = text_of(form, "verdict") == "same"
    judge_pair(newsroom, pair, same=same, by=editor_of(request).name, why=(why,) if why else ())
    return back_to("/people", "judged")


@router.post("/people/undo")
def undo(request: Request, form: Form, newsroom: Room) -> Response:
    """Take a judgement back."""
    undo_judgement(newsroom, text_of(form, "id"), by=editor_of(request).name)
    return back_to("/people", "undone")
