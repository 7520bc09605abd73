"""Every answer carries the headers of a desk, and no request is larger than a desk needs."""

from __future__ import annotations

import math
import re
from contextlib import suppress

import anyio
from starlette.datastructures import MutableHeaders
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dateline.desk.pages import HEADERS
from dateline.desk.problems import problem

MOST_BYTES = 8_000_000
MOST_HELD = 64_000_000  # bytes of all requests together that are not answered yet
SLOWEST = 60.0  # seconds in which the body of a request must have come

_CHARSET = re.compile(rb";\s*charset\s*=[^;]*", re.I)


def _plain(name: bytes, value: bytes) -> tuple[bytes, bytes]:
    """A header field; of a form in parts without the charset, which a page of the desk never names: it is UTF-8."""
    is_form = name == b"content-type" and value.lower().startswith(b"multipart/")
    return name, _CHARSET.sub(b"", value) if is_form else value


class _Refused(Exception):
    """A body that is too large or too slow, or for which there is no room now."""


class Bounded:
    """Middleware: the limits on bodies, and the headers."""

    def __init__(self, app: ASGIApp) -> None:
        """Around an app."""
        self._app = app
        self._held = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        if scope["method"] == "HEAD":  # what answers GET answers this: the server leaves the body out
            scope = {**scope, "method": "GET"}
        scope = {**scope, "headers": [_plain(name, value) for name, value in scope["headers"]]}
        taken, whole, until = 0, False, anyio.current_time() + SLOWEST
        refused: tuple[int, str] | None = None
        started = False

        async def bounded() -> Message:
            nonlocal taken, whole, refused
            with anyio.CancelScope(deadline=math.inf if whole else until) as waiting:
                message = await receive()
            if waiting.cancelled_caught:
                refused = 408, f"a request must have come within {SLOWEST:g} seconds"
                raise _Refused
            size = len(message.get("body", b""))
            taken, whole = taken + size, not message.get("more_body", False)
            self._held += size
            if taken > MOST_BYTES:
                refused = 413, f"a request may have {MOST_BYTES} bytes at most"
            elif self._held > MOST_HELD and not whole:
                refused = 503, "too much is being sent at once: try again in a minute"
            if refused:
                raise _Refused
            return message

        async def headed(message: Message) -> None:
            nonlocal started
            if refused and not started:
                return  # what the app says of a body that it could not read is not what is wrong with it
            if message["type"] == "http.response.start":
                started = True
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        try:
            with suppress(_Refused, ClientDisconnect):
                await self._app(scope, bounded, headed)
        finally:
            self._held -= taken
        if refused and not started:
            refusal, refused = problem(*refused), None
            await refusal(scope, receive, headed)
