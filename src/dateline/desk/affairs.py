"""What else a desk keeps: outlets with notes, complaints with replies, what was set aside, users, settings."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import cast

import msgspec
from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from dateline.desk.access import Form, Room, editor_of, guard, house_of, text_of
from dateline.desk.pages import back_to, page
from dateline.desk.sessions import hash_password
from dateline.newsroom.board import story_queue
from dateline.newsroom.complaints import Act, add_to_complaint, complaints, open_complaint, undo_entry
from dateline.newsroom.decided import DecisionError, standing
from dateline.newsroom.house_settings import KEYS, set_setting, settings_log, undo_setting
from dateline.newsroom.outlets import note_outlet, outlets, undo_note
from dateline.newsroom.standing import standing_articles
from dateline.newsroom.users import RANKS, desk_users, put_user, undo_user, undoable_entries, users_log
from dateline.publish.view import SELF_NAMES

router = APIRouter(dependencies=[Depends(guard)], include_in_schema=False)
_SHOWN = 200
_LONGEST_NAME = 80


@router.get("/outlets")
def outlet_list(request: Request, newsroom: Room) -> Response:
    """The outlets with class and notes."""
    return page(request, "outlets.html", outlets=outlets(newsroom), names=SELF_NAMES)


@router.post("/outlets/note")
def note(request: Request, form: Form, newsroom: Room) -> Response:
    """Note something of an outlet."""
    note_outlet(newsroom, text_of(form, "outlet"), text_of(form, "text"), by=editor_of(request).name)
    return back_to("/outlets", "noted")


@router.post("/outlets/undo")
def unnote(request: Request, form: Form, newsroom: Room) -> Response:
    """Take a note back."""
    undo_note(newsroom, text_of(form, "id"), by=editor_of(request).name)
    return back_to("/outlets", "undone")


@router.get("/complaints")
def complaint_list(request: Request, newsroom: Room, about: str = "") -> Response:
    """The complaints with what was answered."""
    rows = sorted(complaints(newsroom), key=lambda c: not c.is_open)
    stories = {row.story: row for row in story_queue(newsroom, request.state.session.lang)}
    found = [(c, next((r for id, r in stories.items() if id in c.opened.about), None)) for c in rows[:_SHOWN]]
    return page(request, "complaints.html", complaints=found, about=about)


@router.post("/complaints/open")
def complain(request: Request, form: Form, newsroom: Room) -> Response:
    """Enter a complaint that came in."""
    sender, about = text_of(form, "sender"), text_of(form, "about")
    open_complaint(newsroom, text=text_of(form, "text"), sender=sender, about=about, by=editor_of(request).name)
    return back_to("/complaints", "entered")


@router.post("/complaints/{complaint}/{act}")
def answer(request: Request, complaint: str, act: str, form: Form, newsroom: Room) -> Response:
    """Reply to a complaint, close or reopen it, or take an entry back."""
    by = editor_of(request).name
    if act == "undo":
        undo_entry(newsroom, text_of(form, "id"), by=by)
    elif act in ("reply", "close", "reopen"):
        add_to_complaint(newsroom, complaint, cast(Act, act), by=by, text=text_of(form, "text"))
    else:
        raise DecisionError(f"nothing can be done to a complaint by the name of {act}")
    return back_to("/complaints", "undone" if act == "undo" else "entered")


@router.get("/rejections")
def rejections(request: Request, newsroom: Room) -> Response:
    """What was set aside, and why: what is withdrawn, replaced or held back first, then what could not be read."""
    _, held = standing_articles(newsroom.store, list(newsroom.store.articles()), datetime.now(UTC))
    return page(request, "rejections.html", rows=[*held, *newsroom.store.rejections()])


@router.get("/settings")
def settings(request: Request, newsroom: Room) -> Response:
    """The newsroom's settings as they are in force; a password in the address of a store is not shown."""
    held = msgspec.to_builtins(newsroom.settings)
    held["store"] = "server" if newsroom.settings.store else "file"
    text = msgspec.json.format(msgspec.json.encode(held), indent=2).decode("utf-8")
    log = settings_log(newsroom)
    stand = standing(log)
    changes = [(c, c.id in stand) for c in reversed(log)]
    return page(
        request,
        "settings.html",
        text=text,
        folder=newsroom.path.as_posix(),
        site=house_of(request).settings.site,
        fields=[(key, getattr(newsroom.settings.site, key) or "") for key in KEYS],
        changes=changes[:_SHOWN],
    )


@router.post("/settings/set")
def setting_set(request: Request, form: Form, newsroom: Room) -> Response:
    """Give a setting another value."""
    set_setting(newsroom, text_of(form, "key"), text_of(form, "value"), by=editor_of(request).name)
    return back_to("/settings", "setting")


@router.post("/settings/undo")
def setting_undo(request: Request, form: Form, newsroom: Room) -> Response:
    """Take a change of a setting back."""
    undo_setting(newsroom, text_of(form, "id"), by=editor_of(request).name)
    return back_to("/settings", "undone")


@router.get("/users")
def user_list(request: Request, newsroom: Room) -> Response:
    """Who may sign in, and what was entered on each."""
    log, stand = users_log(newsroom), undoable_entries(newsroom)
    entries = [(user, user.id in stand) for user in reversed(log)][:_SHOWN]
    return page(request, "users.html", users=list(desk_users(newsroom).values()), ranks=RANKS, entries=entries)


@router.post("/users/put")
def user_put(request: Request, form: Form, newsroom: Room) -> Response:
    """Enter a user, or another role or password for one."""
    name, role, password = text_of(form, "name").strip(), text_of(form, "role"), text_of(form, "password")
    known = desk_users(newsroom).get(name)
    if not name or len(name) > _LONGEST_NAME or not name.isprintable() or role not in RANKS:
        raise DecisionError("a user needs a name and a role")
    try:
        hash = known.hash if known is not None and known.hash and not password else hash_password(password)
    except ValueError as error:
        raise DecisionError(str(error)) from error
    put_user(newsroom, name, role, hash, by=editor_of(request).name)
    session = request.state.session
    if session.name == name and not session.by_key:
        session.hash = hash
    return back_to("/users", "entered")


@router.post("/users/bar")
def user_bar(request: Request, form: Form, newsroom: Room) -> Response:
    """Let a user sign in no longer."""
    known = desk_users(newsroom).get(text_of(form, "name"))
    if known is None or known.name == request.state.session.name:
        raise DecisionError("name another user")
    put_user(newsroom, known.name, known.role, "", by=editor_of(request).name)
    return back_to("/users", "entered")


@router.post("/users/undo")
def user_undo(request: Request, form: Form, newsroom: Room) -> Response:
    """Take the last entry on a name back."""
    undo_user(newsroom, text_of(form, "id"), by=editor_of(request).name)
    return back_to("/users", "undone")
