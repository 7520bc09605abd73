"""The page that says why something cannot be done, keeps what was written, and leads back."""

from __future__ import annotations

from urllib.parse import urlsplit

from fastapi import Request
from fastapi.responses import HTMLResponse
from starlette.exceptions import HTTPException

from dateline.desk.access import texts_of
from dateline.desk.pages import lang_of, page
from dateline.desk.refusals import is_refusal, refusal_words
from dateline.lang.data import load_table

_WRITTEN = ("text", "reason", "why", "source", "value", "sender", "about")
_IN_LANGS = ("was-", "now-", "note-", "caption-", "alt-")


async def refusal(request: Request, status: int, message: str) -> HTMLResponse:
    """A page with the message in the editor's language; one that the framework made is said in our own words."""
    lang = lang_of(request)
    words = load_table(lang, "desk")
    said = refusal_words(message, lang) if is_refusal(message) else words.get(f"refused_{status}", words["refused_400"])
    return page(request, "refused.html", status=status, why=said, written=await _written(request), back=_back(request))


async def _written(request: Request) -> list[str]:
    """What an editor of this desk had written in the form that was refused: it must not be lost."""
    origin = request.headers.get("origin")
    if request.method != "POST" or (origin and urlsplit(origin).netloc != request.headers.get("host")):
        return []
    try:
        form = await request.form()
    except (HTTPException, RuntimeError):  # a form that could not be read is not read again
        return []
    names = [n for n in dict.fromkeys(form) if n in _WRITTEN or n.startswith(_IN_LANGS)]
    return [text for name in names for text in texts_of(form, name) if text.strip()]


def _back(request: Request) -> str:
    """The page of the desk that the form stood on, else the queue."""
    came = urlsplit(request.headers.get("referer", ""))
    return came.path if came.netloc == request.headers.get("host") and came.path.startswith("/") else "/"
