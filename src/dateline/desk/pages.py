"""Pages: templates filled in the editor's language, every word escaped, under headers that allow nothing else."""

from __future__ import annotations

from functools import cache
from typing import Any
from urllib.parse import urlencode

from fastapi import Request
from fastapi.responses import HTMLResponse, RedirectResponse
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from dateline.desk.access import COOKIE, GUEST, house_of
from dateline.desk.checker_words import office_words, reason_words
from dateline.lang.data import load_table
from dateline.lang.findings import finding_words
from dateline.newsroom import LANGS
from dateline.publish.plain import plain
from dateline.publish.view import SELF_NAMES, TAGS

CSP = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; frame-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'self'"
)
HEADERS = {
    "Content-Security-Policy": CSP,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
}


@cache
def _templates() -> Environment:
    made = Environment(
        loader=PackageLoader("dateline.desk", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
    )
    made.globals.update(reason_words=reason_words, finding_words=finding_words)
    made.filters.update(said_as=reason_words, moment=moment, office=office_words)
    return made


def moment(stamp: str | None) -> str:
    """When a decision was made, to the minute; the desk keeps universal time."""
    return f"{stamp[:10]} {stamp[11:16]} UTC" if stamp else ""


def _shown(value: object) -> object:
    return plain(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def page(request: Request, template: str, *, status: int = 200, **values: Any) -> HTMLResponse:
    """A page in the language of the session; ``said`` of the address is the key of a notice to show."""
    session = getattr(request.state, "session", None)
    lang = lang_of(request)
    words = load_table(lang, "desk")
    said = request.query_params.get("said", "")
    context = {
        "t": words,
        "s": load_table(lang, "site"),
        "lang": lang,
        "tag": TAGS[lang],
        "tags": TAGS,
        "langs": [(code, TAGS[code], SELF_NAMES[code]) for code in LANGS],
        "user": session.name if session is not None else None,
        "role": getattr(request.state, "role", None),
        "token": house_of(request).sessions.token(request.state.cookie) if session is not None else None,
        "path": request.url.path,
        "here": _here(request, status),
        "by_key": session is not None and session.by_key,
        "notice": words.get(f"said_{said}") if said else None,
        **values,
    }
    return HTMLResponse(_templates().get_template(template).render(context), status)


def _here(request: Request, status: int) -> str:
    """The address of this page in another language, but for the language; of the queue where it is no page to come back to."""
    if status >= 400 and request.url.path != "/sign-in":
        return "/?"
    kept = [(k, v) for k, v in request.query_params.multi_items() if k not in ("lang", "said")]
    return f"{request.url.path}?{urlencode(kept)}{'&' if kept else ''}"


def lang_of(request: Request) -> str:
    """The language of the session, or the one that a guest asks for."""
    session = getattr(request.state, "session", None) or house_of(request).sessions.find(request.cookies.get(COOKIE))
    return str(session.lang) if session is not None else guest_lang(request)


def guest_lang(request: Request) -> str:
    """The language that somebody who is not signed in asks for: by the address, else by the browser."""
    wanted = request.query_params.get("lang") or request.headers.get("accept-language", "")[:2].lower()
    return wanted if wanted in LANGS else LANGS[0]


def back_to(path: str, said: str = "done") -> RedirectResponse:
    """To a page of the desk (or a place on one) after a decision, with a notice of it."""
    page, _, place = path.partition("#")
    joint = "&" if "?" in page else "?"
    return RedirectResponse(f"{page}{joint}said={said}{'#' if place else ''}{place}", 303)


def guest_of(request: Request) -> str | None:
    """The cookie of somebody who is not signed in."""
    return request.cookies.get(GUEST)
