"""The app: routes, the headers of every answer, and what is said when something cannot be done."""

from __future__ import annotations

from importlib import resources

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import RedirectResponse, Response
from starlette.exceptions import HTTPException
from starlette.middleware.trustedhost import TrustedHostMiddleware

from dateline import __version__
from dateline.desk import affairs, api, corrections, people, reading, signin, stories
from dateline.desk.access import House, NotSignedIn
from dateline.desk.bounds import Bounded
from dateline.desk.pages import lang_of, page
from dateline.desk.problems import is_api, problem
from dateline.desk.refreshing import Refresher
from dateline.desk.refusals import refusal_words
from dateline.desk.sessions import Attempts
from dateline.desk.settings import DeskSettings
from dateline.newsroom import Newsroom, ReviewError, RulingError
from dateline.newsroom.decided import DecisionError


def create_app(newsroom: Newsroom, settings: DeskSettings) -> FastAPI:
    """The desk of a newsroom."""
    app = FastAPI(
        title="Dateline",
        version=__version__,
        description="What a newsroom has written, what it rests on, and the audit of any text.",
        openapi_url="/api/openapi.json",
        docs_url=None,
        redoc_url=None,
    )
    app.state.house = House(
        newsroom, settings, Refresher(str(newsroom.path), settings.site), Attempts(settings.attempts)
    )
    for part in (signin, stories, corrections, people, affairs, reading, api):
        app.include_router(part.router)
    app.get("/desk.css", include_in_schema=False)(_style)
    app.add_exception_handler(HTTPException, _refused)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(NotSignedIn, _to_sign_in)
    for kind in (DecisionError, RulingError, ReviewError):
        app.add_exception_handler(kind, _undecided)
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=list(settings.hosts))
    app.add_middleware(Bounded)
    return app


def _style() -> Response:
    style = resources.files("dateline.publish").joinpath("assets", "style.css").read_text(encoding="utf-8")
    own = resources.files("dateline.desk").joinpath("assets", "desk.css").read_text(encoding="utf-8")
    return Response(style + own, media_type="text/css")


def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if is_api(request):
        return problem(error.status_code, str(error.detail), dict(error.headers or {}))
    made = page(request, "refused.html", status=error.status_code, why=_said(request, str(error.detail)))
    made.headers.update(error.headers or {})
    return made


def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    said = "; ".join(f"{'.'.join(str(p) for p in e['loc'])}: {e['msg']}" for e in error.errors()[:5])
    return problem(422, said) if is_api(request) else page(request, "refused.html", status=422, why=said)


def _undecided(request: Request, error: Exception) -> Response:
    return page(request, "refused.html", status=409, why=_said(request, str(error)))


def _said(request: Request, message: str) -> str:
    return refusal_words(message, lang_of(request))


def _to_sign_in(request: Request, error: Exception) -> Response:
    return RedirectResponse("/sign-in", 303)
