"""Corrections at the desk: what changed at the sources, the tasks that it opened, and what is published of it."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response
from starlette.datastructures import UploadFile

from dateline.desk.access import Form, Room, editor_of, guard, text_of, texts_of
from dateline.desk.pages import back_to, page
from dateline.model import Wording
from dateline.newsroom import LANGS
from dateline.newsroom.board import story_queue
from dateline.newsroom.corrections import (
    close_task,
    note_source_change,
    publish_correction,
    take_back_correction,
    tasks_closed,
    tasks_open,
    undo_source_change,
    undo_task,
    withdraw_editions,
)
from dateline.newsroom.pictures import MOST_KB, put_picture, undo_picture
from dateline.publish.view import SELF_NAMES

router = APIRouter(dependencies=[Depends(guard)], include_in_schema=False)
_SHOWN = 50


@router.get("/tasks")
def tasks(request: Request, newsroom: Room) -> Response:
    """What is left to look at: changes at sources that published reports rest on."""
    found = tasks_open(newsroom)
    ids = {id for t in found if t.change for id in (t.change.article, t.change.by_article) if id}
    articles = {id: article for id in ids if (article := newsroom.store.article(id)) is not None}
    stories = {row.story: row for row in story_queue(newsroom, request.state.session.lang)}
    closed = tasks_closed(newsroom)[:_SHOWN]
    shown: dict[str, Any] = {"articles": articles, "stories": stories, "closed": closed, "names": SELF_NAMES}
    return page(request, "tasks.html", tasks=found, **shown)


@router.post("/tasks/close")
def close(request: Request, form: Form, newsroom: Room) -> Response:
    """Close a task that somebody has looked at."""
    close_task(newsroom, text_of(form, "id"), by=editor_of(request).name, text=text_of(form, "text"))
    return back_to("/tasks", "closed")


@router.post("/tasks/undo")
def reopen(request: Request, form: Form, newsroom: Room) -> Response:
    """Take the closing of a task back."""
    undo_task(newsroom, text_of(form, "id"), by=editor_of(request).name)
    return back_to("/tasks", "undone")


@router.post("/articles/{article}/change")
def note_change(request: Request, article: str, form: Form, newsroom: Room) -> Response:
    """Note that an outlet withdrew an article, changed it or serves it no longer."""
    kind, reason = text_of(form, "kind"), text_of(form, "reason")
    note_source_change(newsroom, article, kind, reason, by=editor_of(request).name)
    return back_to(f"/articles/{article}", "source")


@router.post("/articles/{article}/unchange")
def undo_change(request: Request, article: str, form: Form, newsroom: Room) -> Response:
    """Take back what was noted of an article."""
    undo_source_change(newsroom, text_of(form, "id"), by=editor_of(request).name)
    return back_to(f"/articles/{article}", "undone")


@router.post("/stories/{story}/correct")
def correct(request: Request, story: str, form: Form, newsroom: Room) -> Response:
    """Publish a correction of a report, in every language in which it was published; one that withdraws it takes it off."""
    changes = {}
    for lang in LANGS:
        was, now = texts_of(form, f"was-{lang}"), texts_of(form, f"now-{lang}")
        changes[lang] = [Wording(w.strip(), n.strip()) for w, n in zip(was, now, strict=False) if w.strip()]
    notes = {lang: text_of(form, f"note-{lang}") for lang in LANGS}
    editor = editor_of(request)
    made = publish_correction(newsroom, story, text_of(form, "kind"), changes, notes, by=editor.name)
    if made.kind == "withdrawn":
        withdraw_editions(newsroom, made, editor)
    return back_to(f"/stories/{story}", "corrected")


@router.post("/stories/{story}/uncorrect")
def uncorrect(request: Request, story: str, form: Form, newsroom: Room) -> Response:
    """Take a correction back."""
    take_back_correction(newsroom, text_of(form, "id"), editor_of(request))
    return back_to(f"/stories/{story}", "undone")


@router.post("/stories/{story}/picture")
def add_picture(request: Request, story: str, form: Form, newsroom: Room) -> Response:
    """Add a picture to a story."""
    sent = form.get("file")
    data = sent.file.read(MOST_KB * 1000 + 1) if isinstance(sent, UploadFile) else b""
    words = {lang: (text_of(form, f"caption-{lang}"), text_of(form, f"alt-{lang}")) for lang in LANGS}
    made = {"credit": text_of(form, "credit"), "by": editor_of(request).name}
    put_picture(newsroom, story, data, words, by_machine=text_of(form, "machine") == "yes", **made)
    return back_to(f"/stories/{story}", "picture")


@router.post("/stories/{story}/unpicture")
def remove_picture(request: Request, story: str, form: Form, newsroom: Room) -> Response:
    """Take a picture off a story."""
    undo_picture(newsroom, text_of(form, "id"), by=editor_of(request).name)
    return back_to(f"/stories/{story}", "undone")
