"""Stories at the desk: the queue, the board of one, review and sign-off, merging and splitting."""

from __future__ import annotations

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.responses import Response

from dateline.desk.access import Form, Room, editor_of, guard, text_of, texts_of
from dateline.desk.pages import back_to, page
from dateline.model import CORRECTION_KINDS, SCOPES
from dateline.newsroom import merge_stories, rulings_made, split_story, undo_ruling
from dateline.newsroom.board import Board, story_board, story_queue
from dateline.newsroom.corrections import corrections_of
from dateline.newsroom.history import published_langs
from dateline.newsroom.pictures import MOST_KB, pictures_of
from dateline.newsroom.signed import Signed, text_digest
from dateline.newsroom.signoff import approve_report, edit_report, refuse_report, undo_review
from dateline.publish.view import SELF_NAMES
from dateline.write import sentences_of

router = APIRouter(dependencies=[Depends(guard)], include_in_schema=False)
_SHOWN = 200


@router.get("/")
def queue(request: Request, newsroom: Room, page_number: int = 1) -> Response:
    """The stories, those that await review first."""
    rows = story_queue(newsroom, request.state.session.lang)
    first = max(0, page_number - 1) * _SHOWN
    more = page_number + 1 if first + _SHOWN < len(rows) else None
    return page(request, "queue.html", rows=rows[first : first + _SHOWN], total=len(rows), more=more)


@router.get("/stories/{story}")
def board(request: Request, story: str, newsroom: Room) -> Response:
    """The board of a story."""
    found = _board(newsroom, story)
    undone = {r.undoes for r in rulings_made(newsroom) if r.kind == "undo"}
    held = {a.id for a in found.articles}
    rulings = [
        (r, r.id not in undone) for r in rulings_made(newsroom) if r.kind != "undo" and held & {*r.first, *r.second}
    ]
    return page(
        request,
        "board.html",
        board=found,
        editions=[_edition(s) for s in found.editions],
        outlets={a.id: a.outlet or a.source.rsplit("/", 1)[-1] for a in found.articles},
        article_langs={a.id: a.lang for a in found.articles},
        rulings=rulings,
        scopes=SCOPES,
        corrections=corrections_of(newsroom, (found.story.id, *found.story.aliases)),
        published=published_langs(newsroom.store, found.story.id),
        correction_kinds=CORRECTION_KINDS,
        pictures=pictures_of(newsroom, (found.story.id, *found.story.aliases)),
        most_kb=MOST_KB,
        names=SELF_NAMES,
    )


@router.get("/stories/{story}/edit/{lang}")
def edit_form(request: Request, story: str, lang: str, newsroom: Room) -> Response:
    """The sentences of a report, to be put otherwise."""
    signed = next((s for s in _board(newsroom, story).editions if s.made.lang == lang), None)
    if signed is None:
        raise HTTPException(404, f"story {story} has no report in {lang}")
    kept = iter(sentences_of(signed.report))
    now = next(kept, None)
    rows = []
    for sentence in sentences_of(signed.made):
        # an edit may have left sentences out: those that stand keep the facts of the ones they came from
        stands = now is not None and (now.facts, now.section, now.anchors) == (
            sentence.facts,
            sentence.section,
            sentence.anchors,
        )
        rows.append((sentence, now.text if stands and now is not None else ""))
        now = next(kept, None) if stands else now
    return page(request, "edit.html", story=story, edition=_edition(signed), rows=rows)


@router.post("/stories/{story}/edit/{lang}")
def edit(request: Request, story: str, lang: str, form: Form, newsroom: Room) -> Response:
    """Keep an edit; the board shows what the checker holds against it."""
    edit_report(newsroom, story, lang, texts_of(form, "text"), editor_of(request))
    return back_to(f"/stories/{story}", "edited")


@router.post("/stories/{story}/approve/{lang}")
def approve(request: Request, story: str, lang: str, form: Form, newsroom: Room) -> Response:
    """Approve the very text that was shown."""
    scope, reason = texts_of(form, "scope"), text_of(form, "reason")
    approve_report(newsroom, story, lang, text_of(form, "digest"), editor_of(request), scope=scope, reason=reason)
    return back_to(f"/stories/{story}", "approved")


@router.post("/stories/{story}/refuse/{lang}")
def refuse(request: Request, story: str, lang: str, form: Form, newsroom: Room) -> Response:
    """Keep a report off the site."""
    refuse_report(newsroom, story, lang, editor_of(request), reason=text_of(form, "reason"))
    return back_to(f"/stories/{story}", "refused")


@router.post("/stories/{story}/undo")
def undo(request: Request, story: str, form: Form, newsroom: Room) -> Response:
    """Take a decision on a report back."""
    undo_review(newsroom, text_of(form, "id"), editor_of(request))
    return back_to(f"/stories/{story}", "undone")


@router.post("/stories/{story}/merge")
def merge(request: Request, story: str, form: Form, newsroom: Room) -> Response:
    """Rule that two stories are one."""
    merge_stories(newsroom, story, text_of(form, "other").strip(), by=editor_of(request).name)
    return back_to(f"/stories/{story}", "ruled")


@router.post("/stories/{story}/split")
def split(request: Request, story: str, form: Form, newsroom: Room) -> Response:
    """Rule that some articles are a story of their own."""
    split_story(newsroom, story, texts_of(form, "article"), by=editor_of(request).name)
    return back_to(f"/stories/{story}", "ruled")


@router.post("/stories/{story}/unrule")
def unrule(request: Request, story: str, form: Form, newsroom: Room) -> Response:
    """Take a ruling back."""
    undo_ruling(newsroom, text_of(form, "id"), by=editor_of(request).name)
    return back_to(f"/stories/{story}", "undone")


def _board(newsroom: Room, story: str) -> Board:
    found = story_board(newsroom, story)
    if found is None:
        raise HTTPException(404, f"there is no story {story}")
    return found


def _edition(signed: Signed) -> dict[str, object]:
    return {
        "lang": signed.made.lang,
        "state": "blocked" if signed.made.blocked else signed.state,
        "digest": text_digest(signed.report),
        "report": signed.report,
        "sentences": sentences_of(signed.report),
        "review": signed.review,
        "blocked": signed.made.blocked,
        "findings": signed.review.findings if signed.state == "draft" and signed.review is not None else (),
    }
