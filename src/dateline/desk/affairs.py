"""What else a desk keeps: outlets with notes, complaints with replies, runs, what was set aside, users, settings."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import cast

import msgspec
from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from dateline.desk.access import Form, Room, editor_of, guard, house_of, text_of
from dateline.desk.pages import back_to, page
from dateline.desk.sessions import hash_password
from dateline.group import Ruling
from dateline.newsroom import judgements_made, rulings_made
from dateline.newsroom.complaints import Act, add_to_complaint, complaint_log, complaints, open_complaint, undo_entry
from dateline.newsroom.corrections import corrections_made, task_log
from dateline.newsroom.decided import DecisionError, in_force
from dateline.newsroom.house_settings import KEYS, set_setting, settings_log, undo_setting
from dateline.newsroom.outlets import note_log, note_outlet, outlets, undo_note
from dateline.newsroom.pictures import pictures_made
from dateline.newsroom.published_audits import audits_made
from dateline.newsroom.runlog import runs_made
from dateline.newsroom.signoff import reviews_made
from dateline.newsroom.standing import changes_noted, standing_articles
from dateline.newsroom.users import RANKS, desk_users, put_user

router = APIRouter(dependencies=[Depends(guard)], include_in_schema=False)
_SHOWN = 200


@router.get("/outlets")
def outlet_list(request: Request, newsroom: Room) -> Response:
    """The outlets with class and notes."""
    return page(request, "outlets.html", outlets=outlets(newsroom))


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
    return page(request, "complaints.html", complaints=complaints(newsroom), about=about)


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


@router.get("/log")
def log(request: Request, newsroom: Room) -> Response:
    """The runs, and every decision, the newest first."""
    made: list[tuple[str, str, str, str, str]] = []
    made += [(r.at, r.by, f"review_{r.act}", f"{r.story} {r.lang}", r.id) for r in reviews_made(newsroom)]
    made += [(e.at, e.by, f"complaint_{e.act}", e.complaint, e.id) for e in complaint_log(newsroom)]
    made += [(c.at, c.by, f"correction_{c.act}", c.story, c.id) for c in corrections_made(newsroom)]
    made += [(a.at, a.by, f"audit_{a.act}", a.article, a.id) for a in audits_made(newsroom)]
    made += [(p.at, p.by, f"picture_{p.act}", p.story, p.id) for p in pictures_made(newsroom)]
    made += [(t.at, t.by, f"task_{t.act}", t.story or t.task, t.id) for t in task_log(newsroom)]
    made += [(c.at, c.by, f"source_{c.act}", c.article, c.id) for c in changes_noted(newsroom.store)]
    made += [(c.at, c.by, f"setting_{c.act}", c.key, c.id) for c in settings_log(newsroom)]
    made += [(n.at, n.by, f"outlet_{n.act}", n.outlet, n.id) for n in note_log(newsroom)]
    made += [
        (r.at, r.by, f"ruling_{r.kind}", r.undoes or " ".join(_stories_of(r)), r.id) for r in rulings_made(newsroom)
    ]
    made += [
        (j.at or "", j.by, "judgement_undo" if j.undoes else "judgement_made", f"{j.a} {j.b}", j.id)
        for j, _ in judgements_made(newsroom)
    ]
    state = house_of(request).refresher.state
    runs = runs_made(newsroom)[:_SHOWN]
    return page(request, "log.html", runs=runs, decisions=sorted(made, reverse=True)[:_SHOWN], state=state)


def _stories_of(ruling: Ruling) -> list[str]:
    """The stories that the articles of a ruling were in."""
    return list(dict.fromkeys(ruling.before.get(a, a) for a in (*ruling.first, *ruling.second)))


@router.post("/log/refresh")
def refresh(request: Request) -> Response:
    """Run on what is here, so that decisions take effect on the site."""
    return back_to("/log", "started" if house_of(request).refresher.start() else "running")


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
    standing = {c.id for c in in_force(log)}
    changes = [(c, c.id in standing) for c in reversed(log) if c.act == "set"]
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
    """Who may sign in."""
    return page(request, "users.html", users=list(desk_users(newsroom).values()), ranks=RANKS)


@router.post("/users/put")
def user_put(request: Request, form: Form, newsroom: Room) -> Response:
    """Enter a user, or another role or password for one."""
    name, role, password = text_of(form, "name").strip(), text_of(form, "role"), text_of(form, "password")
    known = desk_users(newsroom).get(name)
    if not name or role not in RANKS:
        raise DecisionError("a user needs a name and a role")
    try:
        hash = known.hash if known is not None and known.hash and not password else hash_password(password)
    except ValueError as error:
        raise DecisionError(str(error)) from error
    put_user(newsroom, name, role, hash, by=editor_of(request).name)
    return back_to("/users", "entered")


@router.post("/users/bar")
def user_bar(request: Request, form: Form, newsroom: Room) -> Response:
    """Let a user sign in no longer; entering a password for the name again undoes it."""
    known = desk_users(newsroom).get(text_of(form, "name"))
    if known is None or known.name == request.state.session.name:
        raise DecisionError("name another user")
    put_user(newsroom, known.name, known.role, "", by=editor_of(request).name)
    return back_to("/users", "entered")
