"""Signing in and out."""

from __future__ import annotations

import re
import secrets

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.responses import RedirectResponse, Response

from dateline.desk.access import (
    COOKIE,
    GUEST,
    Form,
    House,
    Room,
    attempt,
    check_token,
    guard,
    house_of,
    is_key,
    text_of,
    user_known,
)
from dateline.desk.pages import back_to, guest_lang, guest_of, page
from dateline.desk.sessions import LASTS, hash_password
from dateline.newsroom.decided import DecisionError
from dateline.newsroom.users import put_user

router = APIRouter(include_in_schema=False)
_PAGE = re.compile(r"/(?!/)[A-Za-z0-9_/.-]*(?:\?[A-Za-z0-9_=&%+.-]*)?")


@router.get("/sign-in")
def sign_in_form(request: Request) -> Response:
    """The form; its token goes with a cookie of its own."""
    return _form(request, status=200, failed=False)


def _form(request: Request, *, status: int, failed: bool) -> Response:
    house = house_of(request)
    guest = guest_of(request) or secrets.token_urlsafe(16)
    token, then = house.sessions.token(guest), _then(request)
    made = page(request, "signin.html", status=status, failed=failed, guest=token, then=then)
    _keep(made, house, GUEST, guest)
    return made


def _then(request: Request) -> str:
    """The page of the desk to show after signing in: the one that was asked for, else the queue."""
    wanted = request.query_params.get("then", "")
    return wanted if _PAGE.fullmatch(wanted) else "/"


@router.post("/sign-in")
async def sign_in(request: Request, form: Form, newsroom: Room) -> Response:
    """Begin a session for a name and its password."""
    house, name = house_of(request), text_of(form, "name").strip()
    await check_token(request, guest_of(request))
    user = user_known(request, newsroom, name, text_of(form, "password"))
    if user is None:
        return _form(request, status=401, failed=True)
    return _begun(request, house, name, hash=user.hash)


@router.get("/enter")
def enter(request: Request, key: str = "") -> Response:
    """Begin a session by the key that the desk printed when it started."""
    house = house_of(request)
    if not attempt(request, "key", lambda: is_key(house, key)):
        raise HTTPException(403, "that is not the key of this desk")
    return _begun(request, house, house.settings.name, by_key=True)


@router.get("/account", dependencies=[Depends(guard)])
def account(request: Request) -> Response:
    """Where somebody gives a password of their own."""
    return page(request, "account.html")


@router.post("/account", dependencies=[Depends(guard)])
def new_password(request: Request, form: Form, newsroom: Room) -> Response:
    """Another password for who is signed in; every other session of that name ends."""
    session = request.state.session
    user = None if session.by_key else user_known(request, newsroom, session.name, text_of(form, "password"))
    if user is None:
        raise DecisionError("that is not your password")
    if text_of(form, "new") != text_of(form, "again"):
        raise DecisionError("the two new passwords differ")
    try:
        hash = hash_password(text_of(form, "new"))
    except ValueError as error:
        raise DecisionError(str(error)) from error
    put_user(newsroom, user.name, user.role, hash, by=user.name)
    session.hash = hash
    return back_to("/account", "password")


@router.post("/sign-out", dependencies=[Depends(guard)])
def sign_out(request: Request) -> Response:
    """End the session."""
    house_of(request).sessions.end(request.cookies.get(COOKIE))
    made = RedirectResponse("/sign-in", 303)
    made.delete_cookie(COOKIE)
    return made


def _begun(request: Request, house: House, name: str, *, by_key: bool = False, hash: str = "") -> Response:
    made = RedirectResponse(_then(request), 303)
    _keep(made, house, COOKIE, house.sessions.begin(name, guest_lang(request), by_key=by_key, hash=hash))
    return made


def _keep(response: Response, house: House, name: str, value: str) -> None:
    secure = house.settings.secure
    response.set_cookie(name, value, max_age=LASTS, httponly=True, samesite="strict", secure=secure)
