"""The app: routes, the headers of every answer, and what is said when something cannot be done."""

from __future__ import annotations

from importlib import resources
from urllib.parse import urlencode

from fastapi import Depends, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import RedirectResponse, Response
from starlette.exceptions import HTTPException
from starlette.middleware.trustedhost import TrustedHostMiddleware

from dateline import __version__
from dateline.desk import affairs, api, corrections, log, people, reading, signin, stories
from dateline.desk.access import House, NotSignedIn, paced
from dateline.desk.bounds import Bounded
from dateline.desk.problems import is_api, problem
from dateline.desk.refreshing import Refresher
from dateline.desk.refused import refusal
from dateline.desk.sessions import Attempts, Pace
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
        dependencies=[Depends(paced)],
        docs_url=None,
        redoc_url=None,
    )
    app.state.house = House(
        newsroom,
        settings,
        Refresher(str(newsroom.path), settings.site),
        attempts=Attempts(settings.attempts),
        pace=Pace(settings.pace),
        audits=Pace(settings.audits),
    )
    for part in (signin, stories, corrections, people, affairs, log, reading, api):
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


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if is_api(request):
        return problem(error.status_code, str(error.detail), dict(error.headers or {}))
    made = await refusal(request, error.status_code, str(error.detail))
    made.headers.update(error.headers or {})
    return made


async def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    said = "; ".join(f"{'.'.join(str(p) for p in e['loc'])}: {e['msg']}" for e in error.errors()[:5])
    return problem(422, said) if is_api(request) else await refusal(request, 422, said)


async def _undecided(request: Request, error: Exception) -> Response:
    return await refusal(request, 409, str(error))


def _to_sign_in(request: Request, error: Exception) -> Response:
    wanted = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    return RedirectResponse("/sign-in" if wanted == "/" else f"/sign-in?{urlencode({'then': wanted})}", 303)
