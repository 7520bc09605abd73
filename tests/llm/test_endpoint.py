"""The client against a server on loopback that speaks the protocol: forms of answers, faults, retries, costs, the cache."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from msgspec import Struct

from dateline.llm import Answer, Endpoint, Kept, ModelError, Prompt, Recorded, Recording, Scripted, Usage, decode_answer

PROMPT = Prompt(system="Rules.", user="Data.", schema={"type": "object"})


class Word(Struct, frozen=True):
    """What the server answers with."""

    word: str


class Server(ThreadingHTTPServer):
    """A chat endpoint. ``plan``: the status of each request in turn, 200 after that. ``forms``: what it understands."""

    def __init__(self, plan: list[int], forms: set[str]) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.plan, self.forms = plan, forms
        self.seen: list[dict[str, Any]] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/v1"


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.seen.append(asked)
        form = asked.get("response_format", {}).get("type", "plain")
        status = self.server.plan.pop(0) if self.server.plan else (200 if form in self.server.forms else 400)
        words = '{"word": "quay"}' if form != "plain" else 'Here it is: {"word": "quay"} Done.'
        body = {
            "id": "1",
            "object": "chat.completion",
            "created": 0,
            "model": asked["model"],
            "choices": [{"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": words}}],
            "usage": {"prompt_tokens": 1000, "completion_tokens": 500, "total_tokens": 1500},
        }
        data = json.dumps(body if status == 200 else {"error": {"message": "no"}}).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:
        """Quiet."""


@pytest.fixture
def serve() -> Iterator[Any]:
    """Starts servers on loopback and stops them."""
    running: list[Server] = []

    def start(plan: list[int] | None = None, forms: set[str] | None = None) -> Server:
        server = Server(plan or [], forms or {"json_schema", "json_object", "plain"})
        threading.Thread(target=server.serve_forever, daemon=True).start()
        running.append(server)
        return server

    yield start
    for server in running:
        server.shutdown()
        server.server_close()


def test_an_answer_has_its_tokens_and_its_price(serve: Any) -> None:
    model = Usage(Endpoint(serve().url, "tiny", prices=(2.0, 4.0)))
    answer = model.ask(PROMPT)
    assert decode_answer(answer, Word) == Word("quay")
    assert (answer.tokens_in, answer.tokens_out, answer.cost) == (1000, 500, 0.004)
    assert (model.answers, model.cost) == (1, 0.004)


@pytest.mark.parametrize(("forms", "tries"), [({"json_schema"}, 1), ({"json_object", "plain"}, 2), ({"plain"}, 3)])
def test_a_server_that_knows_less_is_asked_for_less(serve: Any, forms: set[str], tries: int) -> None:
    server = serve(forms=forms)
    model = Endpoint(server.url, "tiny")
    assert decode_answer(model.ask(PROMPT), Word) == Word("quay")
    assert len(server.seen) == tries
    model.ask(PROMPT)
    assert len(server.seen) == tries + 1  # it is not tried again with what it does not know


def test_a_passing_fault_is_tried_again_and_a_lasting_one_is_named(serve: Any) -> None:
    server = serve(plan=[500, 429])
    assert Endpoint(server.url, "tiny", retries=2).ask(PROMPT).text
    lasting = serve(plan=[500] * 5)
    with pytest.raises(ModelError, match=r"tiny at http://127\.0\.0\.1.*written by grammar"):
        Endpoint(lasting.url, "tiny", retries=1).ask(PROMPT)
    assert len(lasting.seen) == 2


def test_a_server_that_is_not_there_is_named() -> None:
    with pytest.raises(ModelError, match=r"127\.0\.0\.1:9"):
        Endpoint("http://127.0.0.1:9/v1", "tiny", retries=0, timeout=2).ask(PROMPT)


def test_a_key_that_is_not_set_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_SUCH_KEY", raising=False)
    with pytest.raises(ModelError, match="NO_SUCH_KEY"):
        Endpoint("http://127.0.0.1:9/v1", "tiny", key="NO_SUCH_KEY").ask(PROMPT)


def test_no_more_than_the_limit_is_sent_in_a_minute(serve: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    clock, slept = [0.0], []
    monkeypatch.setattr("time.monotonic", lambda: clock[0])
    monkeypatch.setattr("time.sleep", lambda seconds: (slept.append(seconds), clock.__setitem__(0, clock[0] + seconds)))
    model = Endpoint("http://127.0.0.1:9/v1", "tiny", per_minute=2)
    for _ in range(5):
        model._wait()
        clock[0] += 1
    assert slept == [58.0, 58.0]


def test_nothing_is_paid_for_twice() -> None:
    kept: dict[str, Answer] = {}
    asked = []
    model = Kept(Scripted(lambda prompt: asked.append(prompt) or "{}"), kept.get, kept.__setitem__)  # type: ignore[func-returns-value]
    first, second = model.ask(PROMPT), model.ask(PROMPT)
    assert (first.cached, second.cached, len(asked)) == (False, True, 1)
    other = Prompt(system="Rules.", user="Other data.", schema={"type": "object"})
    assert not model.ask(other).cached


def test_a_recording_repeats_the_run(tmp_path: Path) -> None:
    file = tmp_path / "run.jsonl"
    said = Recording(Scripted(lambda prompt: '{"word": "tide"}', "tiny"), file).ask(PROMPT)
    again = Recorded(file)
    assert (again.ask(PROMPT), again.name) == (said, "tiny")
    with pytest.raises(ModelError, match="record the run again"):
        again.ask(Prompt(system="", user="", schema={}))


@pytest.mark.parametrize("text", ["", "{", "[]", '{"word": 3}', "quay"])
def test_words_that_are_no_answer_are_an_error(text: str) -> None:
    with pytest.raises(ModelError, match="no JSON of the form"):
        decode_answer(Answer(text=text, model="tiny"), Word)
