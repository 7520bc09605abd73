"""Every answer carries the headers of a desk, and no request is larger than a desk needs."""

from __future__ import annotations

import re
from contextlib import suppress

from starlette.datastructures import MutableHeaders
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dateline.desk.pages import HEADERS
from dateline.desk.problems import problem

MOST_BYTES = 8_000_000


_CHARSET = re.compile(rb";\s*charset\s*=[^;]*", re.I)


def _plain(name: bytes, value: bytes) -> tuple[bytes, bytes]:
    """A header field; of a form in parts without the charset, which a page of the desk never names: it is UTF-8."""
    is_form = name == b"content-type" and value.lower().startswith(b"multipart/")
    return name, _CHARSET.sub(b"", value) if is_form else value


class _TooLarge(Exception):
    """A body that grew beyond the limit."""


class Bounded:
    """Middleware: the limit on bodies, and the headers."""

    def __init__(self, app: ASGIApp) -> None:
        """Around an app."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        if scope["method"] == "HEAD":  # what answers GET answers this: the server leaves the body out
            scope = {**scope, "method": "GET"}
        scope = {**scope, "headers": [_plain(name, value) for name, value in scope["headers"]]}
        taken = 0
        started = False

        async def bounded() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > MOST_BYTES:
                raise _TooLarge
            return message

        async def headed(message: Message) -> None:
            nonlocal started
            if taken > MOST_BYTES and not started:
                return  # what the app says of a body that it could not read is not what is wrong with it
            if message["type"] == "http.response.start":
                started = True
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        with suppress(_TooLarge, ClientDisconnect):
            await self._app(scope, bounded, headed)
        if taken > MOST_BYTES and not started:
            taken = 0
            refusal = problem(413, f"a request may have {MOST_BYTES} bytes at most")
            await refusal(scope, receive, headed)
