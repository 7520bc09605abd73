"""Signing in and out."""

from __future__ import annotations

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
    is_user,
    text_of,
)
from dateline.desk.pages import guest_lang, guest_of, page
from dateline.desk.sessions import LASTS

router = APIRouter(include_in_schema=False)


@router.get("/sign-in")
def sign_in_form(request: Request) -> Response:
    """The form; its token goes with a cookie of its own."""
    return _form(request, status=200, failed=False)


def _form(request: Request, *, status: int, failed: bool) -> Response:
    house = house_of(request)
    guest = guest_of(request) or secrets.token_urlsafe(16)
    made = page(request, "signin.html", status=status, failed=failed, guest=house.sessions.token(guest))
    _keep(made, house, GUEST, guest)
    return made


@router.post("/sign-in")
async def sign_in(request: Request, form: Form, newsroom: Room) -> Response:
    """Begin a session for a name and its password."""
    house, name = house_of(request), text_of(form, "name").strip()
    await check_token(request, guest_of(request))
    if not is_user(request, newsroom, name, text_of(form, "password")):
        return _form(request, status=401, failed=True)
    return _begun(request, house, name)


@router.get("/enter")
def enter(request: Request, key: str = "") -> Response:
    """Begin a session by the key that the desk printed when it started."""
    house = house_of(request)
    if not attempt(request, "key", lambda: is_key(house, key)):
        raise HTTPException(403, "that is not the key of this desk")
    return _begun(request, house, house.settings.name, by_key=True)


@router.post("/sign-out", dependencies=[Depends(guard)])
def sign_out(request: Request) -> Response:
    """End the session."""
    house_of(request).sessions.end(request.cookies.get(COOKIE))
    made = RedirectResponse("/sign-in", 303)
    made.delete_cookie(COOKIE)
    return made


def _begun(request: Request, house: House, name: str, *, by_key: bool = False) -> Response:
    made = RedirectResponse("/", 303)
    _keep(made, house, COOKIE, house.sessions.begin(name, guest_lang(request), by_key=by_key))
    return made


def _keep(response: Response, house: House, name: str, value: str) -> None:
    secure = house.settings.secure
    response.set_cookie(name, value, max_age=LASTS, httponly=True, samesite="strict", secure=secure)
