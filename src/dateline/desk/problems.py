"""Errors of the API as problem details (RFC 9457)."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from fastapi import Request
from fastapi.responses import JSONResponse

TYPE = "application/problem+json"
_SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
    },
}


class _Problem(JSONResponse):
    media_type = TYPE


def is_api(request: Request) -> bool:
    """Whether a request is one to the API."""
    return request.url.path.startswith("/api/") or request.url.path == "/audit"


def problem(status: int, detail: str, headers: dict[str, str] | None = None) -> JSONResponse:
    """A problem as an answer."""
    title = HTTPStatus(status).phrase
    body = {"type": "about:blank", "title": title, "status": status, "detail": detail}
    return _Problem(body, status, headers)


def described(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The problems that an operation may answer with, for its description."""
    return {s: {"description": HTTPStatus(s).phrase, "content": {TYPE: {"schema": _SCHEMA}}} for s in statuses}
