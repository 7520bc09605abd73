"""Long audits: in a process of their own, one at a time and for so long, while the desk goes on."""

from __future__ import annotations

import multiprocessing
import threading
from collections.abc import Sequence
from multiprocessing.connection import Connection

import anyio.to_thread
from fastapi import HTTPException, Request

from dateline.desk.access import released
from dateline.newsroom.audits import Audited, audit_words

SHORT = 12_000
"""So many characters are judged in a few seconds, where the request is."""
LONGEST = 180
"""Seconds that an audit may take."""
_ONE = threading.Lock()


async def audited(request: Request, text: str, sources: Sequence[str], lang: str) -> Audited:
    """The audit of a pasted text against pasted sources; the first line of a text of several is its headline.

    Raises HTTPException where it takes too long, or another long one is under way."""
    if len(text) + sum(map(len, sources)) <= SHORT:
        return await anyio.to_thread.run_sync(lambda: audit_words(text, sources, lang=lang))
    async with released(request):
        return await anyio.to_thread.run_sync(_apart, text, tuple(sources), lang)


def _apart(text: str, sources: tuple[str, ...], lang: str) -> Audited:
    if not _ONE.acquire(blocking=False):
        raise HTTPException(429, "another long audit is under way: wait a minute", headers={"Retry-After": "60"})
    try:
        given, taken = (context := multiprocessing.get_context("spawn")).Pipe()
        process = context.Process(target=_work, args=(taken, text, sources, lang), daemon=True)
        process.start()
        taken.close()
        try:
            found = given.recv() if given.poll(LONGEST) else None
        except EOFError:
            found = None
        finally:
            process.kill()
            process.join()
    finally:
        _ONE.release()
    if not isinstance(found, Audited):
        raise HTTPException(422, f"the audit takes longer than {LONGEST} seconds: paste less")
    return found


def _work(answer: Connection, text: str, sources: tuple[str, ...], lang: str) -> None:
    answer.send(audit_words(text, sources, lang=lang))
