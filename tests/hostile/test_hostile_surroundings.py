"""What is hostile around an article: feeds, models' servers, forms, special files, settings, words that command a terminal."""

from __future__ import annotations

import gzip
import json
import os
import socket
import time
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from gauge import SECONDS, cost_of

from dateline.cli import cli
from dateline.commands.terminal import shown, write_line
from dateline.ingest import gather_inputs
from dateline.lang.en.people import People
from dateline.llm import Answer, ModelError, decode_answer
from dateline.llm.bounded import MOST_BYTES
from dateline.llm.endpoint import Endpoint
from dateline.model import Article, Block, Rejected
from dateline.net.answers import TooMuch, unpack
from dateline.newsroom.settings import SettingsError, load_settings
from dateline.read import read_article
from dateline.watch.entries import BrokenFeed, split_feed
from dateline.watch.lists import FeedListError, feeds_of

ITEM = "<item><title>Library</title><link>http://a.example/1</link><description>{}</description></item>"


def _feed(items: str, head: str = "", tail: str = "") -> bytes:
    return f"<rss><channel><title>t</title>{head}{items}</channel></rss>{tail}".encode()


FEEDS: dict[str, bytes] = {
    "comments behind the end": _feed(ITEM.format("y"), tail="<!---->" * 600 + "x"),
    "brackets": _feed(ITEM.format("<![CDATA[" + "<" * 1_000_000 + "]]>")),
    "a raised figure of minutes": _feed(ITEM.format("y"), "<ttl>²</ttl>"),
    "endless minutes": _feed(ITEM.format("y"), f"<ttl>{'9' * 400}</ttl>"),
    "a link that is none": _feed("<item><title>x</title><link>http://[</link></item>"),
    "a number beyond all": json.dumps({"items": [{"id": 10**30, "title": "x", "url": "http://a.example/"}]}).encode(),
    "lists in lists": b'{"items":[{"title":"x","y":' + b"[" * 900 + b"]" * 900 + b"}]}",
    "a head in every entry": _feed("".join(f"<item><title>{n}</title></item>" for n in range(500)), f"<x>{'y' * 500_000}</x>"),
    "one guid": _feed("".join(f"<item><guid>a</guid><link>http://a.example/{n}</link><title>x</title></item>" for n in range(11_000))),
}  # fmt: skip


@pytest.mark.parametrize("what", FEEDS)
def test_a_feed_is_taken_apart_or_refused_in_time(what: str) -> None:
    def work() -> list[object]:
        try:
            made = split_feed(FEEDS[what], "text/xml", "http://h.example/f")
        except BrokenFeed as error:
            return [Rejected("feed", "no_text", str(error))]
        written = sum(len(made.document(entry.place)) for entry in made.entries)
        assert written < 20 * len(FEEDS[what]) + 10_000
        assert 0 <= made.ttl < 1e9
        return [Rejected("feed", "empty", str(len(made.entries)))]

    cost = cost_of(work)
    assert cost.raised is None
    assert cost.seconds < SECONDS / 2


def test_a_packed_body_of_nothing_ends() -> None:
    empty = gzip.compress(b"")
    with pytest.raises(TooMuch):
        unpack((empty * 100 for _ in iter(int, 1)), "gzip", 10_000)


COMPLETIONS = (
    b"<html>", b"", b"null", b"[1]", b'"x"', b'{"choices":"abc"}', b'{"choices":[1]}', b'{"choices":[{"message":null}]}',
    b'{"choices":[{"message":{"content":5}}]}', b'{"choices":[{"message":{"content":"\\ud800"}}]}', b'{"choices":' + b"[" * 100_000,
    b" " * (MOST_BYTES + 1),
)  # fmt: skip


def _served(body: bytes, ask: Callable[[str], None]) -> None:
    import threading

    with socket.create_server(("127.0.0.1", 0)) as server:

        def answer() -> None:
            with server.accept()[0] as link:
                link.recv(65536)
                head = f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
                try:
                    link.sendall(head.encode() + body)
                except OSError:
                    return

        thread = threading.Thread(target=answer, daemon=True)
        thread.start()
        ask(f"http://127.0.0.1:{server.getsockname()[1]}/v1")
        thread.join(10)


@pytest.mark.parametrize("body", COMPLETIONS, ids=range(len(COMPLETIONS)))
def test_whatever_a_models_server_answers_is_no_answer(body: bytes) -> None:
    pytest.importorskip("openai")
    from dateline.llm import Prompt

    def ask(url: str) -> None:
        with pytest.raises(ModelError):
            Endpoint(url, "m", retries=0, timeout=10).ask(Prompt(system="s", user="u", schema={}))

    _served(body, ask)


def test_counts_that_a_server_makes_up_cost_nothing() -> None:
    pytest.importorskip("openai")
    from dateline.llm import Prompt

    body = b'{"choices":[{"message":{"content":"{}"}}],"usage":{"prompt_tokens":-5,"completion_tokens":"many"}}'

    def ask(url: str) -> None:
        made = Endpoint(url, "m", retries=0, prices=(1.0, 1.0)).ask(Prompt(system="s", user="u", schema={}))
        assert (made.tokens_in, made.tokens_out, made.cost) == (0, 0, 0.0)

    _served(body, ask)


def test_an_answer_nested_without_end_is_no_answer() -> None:
    with pytest.raises(ModelError):
        decode_answer(Answer(text='{"a":' + "[" * 50_000 + "]" * 50_000 + "}", model="m"), dict)


def test_pipes_sockets_and_rings_of_links_are_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "ring.txt").symlink_to(tmp_path / "ring.txt")
    with socket.socket(socket.AF_UNIX) as held:
        held.bind(str(tmp_path / "s.txt"))
        made = [one for name in ("pipe.txt", "ring.txt", "s.txt") for one in gather_inputs([tmp_path / name])]
    assert [type(one) for one in made] == [Rejected] * 3


@pytest.mark.parametrize(
    "command",
    [["check"], ["dates", "--lang", "en"], ["names"], ["known", "add"], ["restore"]],
    ids=lambda command: command[0],
)
def test_a_command_waits_for_no_pipe(command: list[str], tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "p.jsonl")
    done = CliRunner().invoke(cli, [*command, str(tmp_path / "p.jsonl")])
    assert done.exit_code == 2
    assert "is no file" in done.output


@pytest.mark.parametrize("content", ["a = " + "[" * 100_000, "x" * 1_000_001, None])
def test_settings_that_are_none_are_refused(content: str | None, tmp_path: Path) -> None:
    path = tmp_path / "dateline.toml"
    path.write_text(content) if content is not None else os.mkfifo(path)
    with pytest.raises(SettingsError):
        load_settings(tmp_path)


def test_lists_of_feeds_that_are_none_are_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.opml")
    (tmp_path / "deep.opml").write_text("<opml><body>" + "<outline>" * 100_000)
    with (tmp_path / "big.opml").open("wb") as big:
        big.write(b"<opml><body>")
        big.truncate(50_000_000)
    for name in ("pipe.opml", "deep.opml", "big.opml", "."):
        with pytest.raises(FeedListError):
            feeds_of([str(tmp_path / name)])


def test_no_word_of_an_input_commands_the_terminal(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert shown("a\x1b[31m\x9b2J\x07\u202e\x7f b\n\tc") == "a\ufffd[31m\ufffd2J\ufffd\ufffd\ufffd b\n\tc"
    words = "\x1b[31m\x9b\x7f 日本\u0085"
    write_line(json.dumps({"a": words}, ensure_ascii=False).encode())
    out = capfdbinary.readouterr().out
    assert json.loads(out) == {"a": words}
    assert not any(c in out.decode() for c in "\x1b\x9b\x7f\x85")


def test_an_error_about_a_name_does_not_command_the_terminal() -> None:
    done = CliRunner().invoke(cli, ["search", "x", "--newsroom", "no\x9b31m"], color=True, standalone_mode=False)
    assert isinstance(done.exception, click.UsageError)
    assert "\x9b" not in shown(done.exception.message)


def _names(count: int) -> list[str]:
    first = [
        a + b for a in ("Tess", "Ol", "Mar", "Jud", "Piet", "Ank", "Rolf", "Wil") for b in ("a", "an", "o", "et", "in")
    ]
    last = [
        a + b
        for a in ("Quill", "Brand", "Varg", "Timm", "Renn", "Holt", "Pike")
        for b in ("", "son", "er", "ow", "ek", "ley")
    ]
    return [f"{a} {b}" for a in first for b in last][:count]  # fmt: skip


def _read(text: str) -> float:
    article = Article(id="a", source="s", lang="en", text=text, blocks=(Block("body", 0, len(text), "en"),))
    start = time.process_time()
    read_article(article, vectors=False)
    return time.process_time() - start


@pytest.mark.long
def test_names_without_end_and_lines_of_a_letter_are_read_in_time() -> None:
    _read("The council met Tessa Quill on Monday.")
    assert _read(" ".join(f"{name} resigned." for name in _names(1680))) < SECONDS
    lines = "\n".join("A" for _ in range(20_000))
    at, blocks = 0, []
    for line in lines.split("\n"):
        blocks.append(Block("body", at, at + len(line), "en"))
        at += len(line) + 1
    start = time.process_time()
    made = read_article(Article(id="a", source="s", lang="en", text=lines, blocks=tuple(blocks)), vectors=False)
    assert time.process_time() - start < SECONDS
    assert [signal.code for signal in made.signals] == ["read_in_part"]


def test_people_are_told_apart_by_the_hundred() -> None:
    people = People()
    start = time.process_time()
    numbers = [people.add(name) for name in _names(1000)]
    assert numbers == list(range(1000))
    assert people.add("TESSA-QUILL") == people.add("Tessa Mary Quill") == 0
    assert time.process_time() - start < 4


def test_a_text_of_points_alone_has_no_headline() -> None:
    from gauge import take

    points = "\n".join(f"• the council of Lowmoor met on Monday about point {n}" for n in range(6))
    (made,) = take("a.txt", points.encode())
    assert isinstance(made, Article)
    assert made.headline is None


def test_a_closed_store_is_not_called_damaged(tmp_path: Path) -> None:
    from dateline.newsroom import Newsroom
    from dateline.store import StoreError

    newsroom = Newsroom(tmp_path / "room")
    newsroom.close()
    with pytest.raises(StoreError, match="open it again"):
        newsroom.store.article("a1")
