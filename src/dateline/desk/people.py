"""People at the desk: who is named, uncertain links to judge, putting together and apart, and the judgements made."""

from __future__ import annotations

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.responses import Response

from dateline.desk.access import Form, Room, editor_of, guard, text_of, texts_of
from dateline.desk.pages import back_to, page
from dateline.newsroom import judge_pair, judgements_made, review_rows, undo_judgement
from dateline.newsroom.persons import merge_persons, person_board, persons, split_person
from dateline.newsroom.reviewing import standing_judgements

router = APIRouter(dependencies=[Depends(guard)], include_in_schema=False)
_SHOWN = 100


@router.get("/people")
def people(request: Request, newsroom: Room, person: str = "") -> Response:
    """The links that the rules are unsure of, the people whom articles name, and what people judged."""
    rows = review_rows(newsroom, person=person.strip() or None)
    known = persons(newsroom, request.state.session.lang, person)
    stand = standing_judgements(newsroom)
    judged = [(j, j.id in stand) for j, _ in judgements_made(newsroom)]
    return page(
        request,
        "people.html",
        rows=rows[:_SHOWN],
        total=len(rows),
        people=known[:_SHOWN],
        known=len(known),
        judged=judged[::-1][:_SHOWN],
        person=person,
    )


@router.get("/people/{entity}")
def one_person(request: Request, entity: str, newsroom: Room) -> Response:
    """A person with the places where the articles name them."""
    board = person_board(newsroom, entity, request.state.session.lang)
    if board is None:
        raise HTTPException(404, f"there is no person {entity} now; make a run")
    return page(request, "person.html", board=board, others=board.others[:_SHOWN])


@router.post("/people/judge")
def judge(request: Request, form: Form, newsroom: Room) -> Response:
    """Judge a row, or two places in texts: one, or two."""
    pair = tuple(part for part in text_of(form, "pair").split() if part)
    same = text_of(form, "verdict") == "same"
    judge_pair(newsroom, pair, same=same, by=editor_of(request).name, why=_why(form))
    return back_to("/people", "judged")


@router.post("/people/undo")
def undo(request: Request, form: Form, newsroom: Room) -> Response:
    """Take a judgement back."""
    undo_judgement(newsroom, text_of(form, "id"), by=editor_of(request).name)
    return back_to("/people#judged", "undone")


@router.post("/people/{entity}/merge")
def merge(request: Request, entity: str, form: Form, newsroom: Room) -> Response:
    """Judge that two people are one."""
    merge_persons(newsroom, entity, text_of(form, "other").strip(), by=editor_of(request).name, why=_why(form))
    return back_to("/people#judged", "judged")


@router.post("/people/{entity}/split")
def split(request: Request, entity: str, form: Form, newsroom: Room) -> Response:
    """Judge that some places name somebody else."""
    split_person(newsroom, entity, texts_of(form, "place"), by=editor_of(request).name, why=_why(form))
    return back_to("/people#judged", "judged")


def _why(form: Form) -> tuple[str, ...]:
    why = text_of(form, "why").strip()
    return (why,) if why else ()
