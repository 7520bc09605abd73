"""Archives that lie, fields without an end, records that others wrote: each in a process of its own, then through a run."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from captures import (
    BROKEN,
    FALSE_RECORDS,
    GOOD,
    MEETING,
    PAGE,
    SOUND,
    TRUE_RECORDS,
    archives,
    halves,
    held,
    long_ones,
    wire,
)
from gauge import faults_among, take, warm
from inputs import SENTENCE

from dateline.ingest import RawInput, extract_input, gather_inputs
from dateline.ingest.warc import fields_of
from dateline.model import Article, Rejected
from dateline.newsroom import Newsroom
from dateline.store import Originals, Store


@pytest.fixture(scope="module", autouse=True)
def _models() -> None:
    warm()


@pytest.mark.parametrize("group", [archives, long_ones])
def test_every_input_ends_in_an_article_or_a_reason_in_time(group) -> None:  # type: ignore[no-untyped-def]
    assert not faults_among(group())


@pytest.mark.parametrize("what", BROKEN)
def test_what_is_broken_in_an_archive_costs_itself_alone_and_is_told(what: str) -> None:
    name, data, pages = BROKEN[what]
    made = take(name, data)
    assert sum(isinstance(one, Article) for one in made) == pages
    assert [one.input for one in made if isinstance(one, Rejected) and one.code == "archive"] == [name]


@pytest.mark.parametrize("what", SOUND)
def test_a_strange_archive_is_read(what: str) -> None:
    name, data, pages = SOUND[what]
    made = take(name, data)
    assert sum(isinstance(one, Article) for one in made) == pages
    assert not [one for one in made if isinstance(one, Rejected) and one.code == "archive"]


def test_a_field_that_is_given_in_two_ways_holds_in_none() -> None:
    assert fields_of(b"WARC/1.0\r\nA: 1\r\na: 2\r\nB: x\r\n y\r\nC: z\r\nC: z") == {"a": "", "b": "x y", "c": "z"}


def test_halves_of_pairs_in_a_document_can_be_kept() -> None:
    (made,) = take(*halves())
    assert isinstance(made, Article)
    assert "\ufffd" in made.text


def test_the_originals_of_a_newsroom_are_read_again_as_what_they_were(tmp_path: Path) -> None:
    inputs = [
        RawInput(name="pages/a.html", data=PAGE),
        RawInput(name="https://a.example/1", data=PAGE + b" ", url="https://a.example/1", content_type="text/html"),
        RawInput(name="a\\b \u202e\u65e5.jsonl", data=json.dumps({"text": SENTENCE}).encode() + b"\n"),
        RawInput(name="b.html.gz", data=gzip.compress(PAGE + b"\n")),
        RawInput(name="c.warc", data=GOOD),
    ]
    with Store(tmp_path / "newsroom.db") as store:
        originals = Originals(store, tmp_path / "originals")
        for raw in inputs:
            originals.put(raw.data, name=raw.name, url=raw.url, content_type=raw.content_type)
        originals.put(PAGE + b"<!-- -->", name="kept.html", reserved=True)
    (archive,) = gather_inputs([tmp_path / "originals"])
    assert isinstance(archive, RawInput)
    made = list(extract_input(archive))
    assert made[:-1] == [one for raw in inputs for one in extract_input(raw)]
    assert all(isinstance(one, Article) for one in made[:-1])
    assert isinstance(made[-1], Rejected)
    assert made[-1].code == "not_allowed"


def test_a_resource_without_a_web_address_is_no_input_of_ours() -> None:
    (made,) = take("a.warc", held("resource", SENTENCE.encode(), of="text/plain", url="file:///etc/motd"))
    assert isinstance(made, Rejected)
    assert made.code == "no_text"


@pytest.mark.parametrize("what", FALSE_RECORDS)
def test_a_record_of_what_cannot_be_is_set_aside(what: str) -> None:
    (made,) = take("a.jsonl", json.dumps(FALSE_RECORDS[what]).encode())
    assert isinstance(made, Rejected)
    assert (made.code, made.input) == ("broken_record", "a.jsonl#1")


def test_no_record_ends_a_run_and_none_of_its_words_does_anything(tmp_path: Path) -> None:
    told = wire(id="b1", source="t", outlet="Other Gazette", url="https://b.example/1")
    days = [{"text": f"{MEETING} {n}", "published": d} for n, d in enumerate(("Fri, 31 Dec 9999 23:59:59 -1200", "1"))]
    places = [
        {"text": f"{MEETING} At {n}", "url": url} for n, url in enumerate(("http://[::1", "http://a.example:99999/"))
    ]
    given = [*FALSE_RECORDS.values(), *TRUE_RECORDS.values(), told, *days, *places]
    (tmp_path / "a.jsonl").write_text("\n".join(json.dumps(one) for one in given))
    newsroom = Newsroom(tmp_path / "room")
    summary = newsroom.run([tmp_path / "a.jsonl"], out=tmp_path / "site", langs=("en",), published="2026-01-09").summary
    newsroom.close()
    assert summary.articles == len(given) - len(FALSE_RECORDS)
    pages = {path: path.read_text(encoding="utf-8") for path in (tmp_path / "site").rglob("*.html")}
    assert any("Tessa Quill" in text for text in pages.values())
    for text in pages.values():
        assert not [c for c in ("<script>alert", 'href="javascript', "\u202e", "\u2066", "\u200b", "\0") if c in text]
    assert not Path("/tmp/owned").exists()
