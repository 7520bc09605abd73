"""What every request passes: one at a time at the newsroom, signed in, in a role that may, with the form's token."""

from __future__ import annotations

import re
import secrets
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Annotated, cast

import anyio
from fastapi import Depends, HTTPException, Request
from starlette.datastructures import FormData

from dateline.desk.refreshing import Refresher
from dateline.desk.sessions import Attempts, Pace, Session, Sessions, is_password
from dateline.desk.settings import DeskSettings
from dateline.newsroom import LANGS, Newsroom
from dateline.newsroom.signoff import Editor
from dateline.newsroom.users import RANKS, Rank, User, desk_users

COOKIE = "dateline_desk"
GUEST = "dateline_guest"
_FOR_ADMINS = ("/users", "/settings")
_FOR_READERS = ("/sign-out", "/audits", "/account")
_EDIT_FORM = re.compile(r"/stories/[^/]+/edit/[^/]+")
_AUDITS = re.compile(r"/audits?|/articles/[^/]+/audit|/pasted-audits")


@dataclass
class House:
    """What the desk runs on."""

    newsroom: Newsroom
    settings: DeskSettings
    refresher: Refresher
    attempts: Attempts
    pace: Pace
    audits: Pace
    sessions: Sessions = field(default_factory=Sessions)
    lock: anyio.Lock = field(default_factory=anyio.Lock)


class NotSignedIn(Exception):
    """A page that needs somebody signed in."""


def house_of(request: Request) -> House:
    """The house of the app that a request came to."""
    return cast(House, request.app.state.house)


async def paced(request: Request) -> None:
    """Let a request through unless its address asks too often. Raises HTTPException."""
    house, address = house_of(request), request.client.host if request.client else "?"
    is_audit = request.method == "POST" and _AUDITS.fullmatch(request.url.path)
    if not house.pace.takes(address) or (is_audit and not house.audits.takes(address)):
        raise HTTPException(429, "too many requests: wait a minute", headers={"Retry-After": "60"})


async def _alone(request: Request) -> AsyncIterator[Newsroom]:
    house = house_of(request)
    await request.body()  # however slowly it comes: nobody waits for it but the one who sends it
    async with house.lock:
        yield house.newsroom


@asynccontextmanager
async def released(request: Request) -> AsyncIterator[None]:
    """Leave the newsroom to other requests for a while, from an ``async`` operation that has it."""
    lock = house_of(request).lock
    lock.release()
    try:
        yield
    finally:
        with anyio.CancelScope(shield=True):
            await lock.acquire()


Room = Annotated[Newsroom, Depends(_alone, scope="function")]
"""The newsroom, with no other request at it until the answer is made: whoever takes it slowly keeps nobody waiting."""


def rank_needed(method: str, path: str) -> Rank:
    """The least role that a page takes."""
    if path.startswith(_FOR_ADMINS):
        return "admin"
    is_edit = method == "POST" and not path.startswith(_FOR_READERS)
    return "editor" if is_edit or _EDIT_FORM.fullmatch(path) else "reader"


def role_of(newsroom: Newsroom, session: Session, settings: DeskSettings) -> Rank | None:
    """The role that somebody signed in has now; None for one who may no longer."""
    user = desk_users(newsroom).get(session.name)
    if session.by_key:
        return "admin" if settings.key is not None else None
    return user.role if user is not None and user.hash and user.hash == session.hash else None


async def guard(request: Request, newsroom: Room) -> None:
    """Let a request of a page through, or raise: somebody is signed in, may do it, and the form carries its token."""
    house = house_of(request)
    cookie = request.cookies.get(COOKIE)
    session = house.sessions.find(cookie)
    role = role_of(newsroom, session, house.settings) if session is not None else None
    if session is None or role is None:
        if request.method == "GET":
            raise NotSignedIn
        raise HTTPException(403, "sign in first")
    request.state.session, request.state.role, request.state.cookie = session, role, cookie
    if RANKS.index(role) < RANKS.index(rank_needed(request.method, request.url.path)):
        raise HTTPException(403, f"your role, {role}, may not do that")
    if request.method == "POST":
        await check_token(request, cookie)
    wanted = request.query_params.get("lang")
    if wanted in LANGS:
        session.lang = wanted


async def check_token(request: Request, cookie: str | None) -> None:
    """Raise HTTPException unless a form came from a page of this desk: by its origin, and by the token it carries."""
    origin = request.headers.get("origin")
    if origin is not None and origin.partition("://")[2] != request.headers.get("host"):
        raise HTTPException(403, "the form is not of this desk")
    form = await request.form()
    if not house_of(request).sessions.is_token(cookie, form.get("token")):
        raise HTTPException(403, "the form has no token of this session: open the page again")


async def _form(request: Request) -> FormData:
    await request.body()  # kept, so that whoever asks for it later finds it
    return await request.form()


Form = Annotated[FormData, Depends(_form)]
"""The fields of a form whose token ``guard`` has checked."""


def text_of(form: FormData, name: str) -> str:
    """A field as text, with the line ends of the sender made one kind; empty where it is missing or a file."""
    value = form.get(name)
    return value.replace("\r\n", "\n") if isinstance(value, str) else ""


def texts_of(form: FormData, name: str) -> list[str]:
    """All values of a field."""
    return [value.replace("\r\n", "\n") for value in form.getlist(name) if isinstance(value, str)]


def editor_of(request: Request) -> Editor:
    """Who is signed in, as decisions name them."""
    return Editor(name=request.state.session.name, role=request.state.role)


def is_key(house: House, given: str) -> bool:
    """Whether it is the key of the desk."""
    key = house.settings.key
    return key is not None and secrets.compare_digest(key.encode(), given.encode())


def user_known(request: Request, newsroom: Newsroom, name: str, password: str) -> User | None:
    """The user of a name and a password who may sign in, or None. Raises HTTPException after too many failures."""
    user = desk_users(newsroom).get(name)
    hash = user.hash if user is not None else None
    return user if attempt(request, f"name {name}", lambda: is_password(hash, password)) else None


def attempt(request: Request, who: str, succeeds: Callable[[], bool]) -> bool:
    """Whether an attempt to sign in succeeds; a failure counts. Raises HTTPException after too many."""
    attempts = house_of(request).attempts
    address = f"address {request.client.host if request.client else '?'}"
    if not attempts.may(address, who):
        raise HTTPException(429, "too many attempts: wait a minute", headers={"Retry-After": "60"})
    if succeeds():
        return True
    attempts.fail(address, who)
    return False
