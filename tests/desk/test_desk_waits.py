"""Nobody at the desk waits for what others do slowly, nor for what an upgrade made old."""

from __future__ import annotations

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient
from starlette.types import Message, Receive, Scope, Send

from dateline.model import Article
from dateline.newsroom import Newsroom
from dateline.newsroom.day import read_safely
from dateline.newsroom.persons import person_board, persons


def test_who_takes_or_sends_slowly_does_not_hold_the_newsroom(app: FastAPI, visit) -> None:  # type: ignore[no-untyped-def]
    lock = app.state.house.lock
    held: list[bool] = []

    async def slow(scope: Scope, receive: Receive, send: Send) -> None:
        async def noted(message: Message) -> None:
            held.append(lock.locked())
            await send(message)

        async def taken() -> Message:
            held.append(lock.locked())
            return await receive()

        await app(scope, taken, noted)

    editor = visit()
    client = TestClient(slow, base_url="http://127.0.0.1", cookies=editor.client.cookies)
    token, sent = editor.token(), {"sender": "A reader", "text": "The date is wrong."}
    assert client.get("/people").status_code == 200
    assert client.get("/api/stories").status_code == 200
    assert client.post("/complaints/open", data={**sent, "token": token}).status_code == 200
    assert client.post("/complaints/open", data={"token": token}).status_code == 409
    assert client.post("/audit", json={"text": "Dana Whitlock met Oh Se-ra."}).status_code == 200
    assert len(held) > 12
    assert not any(held)


def test_after_an_upgrade_only_what_is_asked_for_is_read_again(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def noted(article: Article) -> object:
        asked.append(article.id)
        return read_safely(article)

    monkeypatch.setattr("dateline.read.VERSION", "a later one")
    monkeypatch.setattr("dateline.newsroom.record.read_safely", noted)
    found = persons(newsroom, "en", "Calder")
    assert [p.texts for p in found] == [1]
    for _ in range(2):
        board = person_board(newsroom, found[0].id, "en")
        assert board is not None
        assert [use.article for use in board.uses] == asked
