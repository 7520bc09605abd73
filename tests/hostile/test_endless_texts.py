"""Texts that repeat what a language's rules know: read within a bound of time, and never lost."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from gauge import SECONDS, faults_among, take, warm
from lies import ENDLESS, lists, pages

from dateline import ingest
from dateline.model import Article, Block, Rejected, normalize_text
from dateline.read import date_lines, read_article
from dateline.read.article import MAX_READ
from dateline.read.stretches import LONGEST_RUN, portions, without_endless_runs

STAMP = "2026-01-08T10:00:00Z"


@pytest.fixture(scope="module", autouse=True)
def _models() -> None:
    warm()


@pytest.mark.long
@pytest.mark.parametrize("group", [lists, pages])
def test_every_input_ends_in_an_article_or_a_reason_in_time(group) -> None:  # type: ignore[no-untyped-def]
    assert not faults_among(group())


@pytest.mark.parametrize("name", ["deeper than the parser", "deeper, behind faults"])
def test_what_the_parser_leaves_out_is_said(name: str) -> None:
    (made,) = take(*pages()[name])
    assert isinstance(made, Rejected)
    assert made.code == "too_deep"


def test_of_a_list_without_an_end_the_beginning_is_read_and_the_rest_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dateline.ingest.lists.MOST_ENTRIES", 20)
    made = take("a.xml", lists()["a sitemap without an end"][1])
    assert [one.code for one in made if isinstance(one, Rejected)] == ["too_large"]
    assert sum(isinstance(one, Article) for one in made) == 20


def test_fields_of_a_feed_that_are_no_text_are_none() -> None:
    made = take(*lists()["a feed of wrong kinds"])
    assert len(made) == 40
    assert sum(isinstance(one, Article) for one in made) == 20


def test_a_pipe_and_a_name_that_no_file_can_have_are_set_aside(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "gone.txt").symlink_to(tmp_path / "nowhere")
    names = [tmp_path / "pipe.txt", "a" * 5000, "a\0b", "", tmp_path / "pages"]
    made = [one for name in names for one in ingest.gather_inputs([name])]
    assert len(made) == len(names)
    assert all(isinstance(one, Rejected) and one.reason for one in made)


def test_what_runs_on_is_cut_and_the_sentences_around_it_stay() -> None:
    text = "A b. " * 10 + "x" * 9000 + ". Then more. " + "y " * 5000 + "\nend"
    parts = [text[a:b] for a, b in without_endless_runs(text, 0, len(text))]
    assert [len(p) for p in parts[:1]] == [49 + LONGEST_RUN]
    assert parts[1].startswith(". Then more. y")
    assert parts[2] == "\nend"
    whole = "The council met on Monday. " * 1000
    assert "".join(whole[a:b] for a, b in portions(whole, 0, len(whole))) == whole


def test_marks_without_an_end_on_one_letter_are_normalized_in_time() -> None:
    start = time.process_time()
    text = normalize_text("a" + "\u0315\u0300" * 200_000 + " e\u0301")
    assert time.process_time() - start < SECONDS / 2
    assert text.endswith(" \u00e9")
    assert normalize_text(text) == text
    assert text.count("\u0315") == text.count("\u0300") + 1 == 200_000


def _read(text: str, lang: str) -> float:
    text = normalize_text(text)
    article = Article(
        id="a1", source="s", lang=lang, text=text, published=STAMP, blocks=(Block("body", 0, len(text), lang),)
    )
    start = time.process_time()
    read_article(article, vectors=False)
    return time.process_time() - start


@pytest.mark.parametrize("lang", [pytest.param(lang, marks=pytest.mark.long) for lang in ENDLESS])
def test_no_text_takes_more_than_its_time_to_read(lang: str) -> None:
    _read(ENDLESS[lang][-1], lang)  # the analyser loads once a process
    taken = {words: _read(words * (100_000 // len(words)), lang) for words in ENDLESS[lang]}
    assert {words: seconds for words, seconds in taken.items() if seconds > SECONDS} == {}


@pytest.mark.parametrize(
    ("lang", "words", "most"),
    [
        ("en", "U.S. Gen. J. R. Quill Jr. vs. Dr. ", 6_000),  # one sentence, and all of it titles and names
        ("ko", "(한세린(" * 600 + "))" * 200 + ". ", 6_000),
    ],
)
def test_names_without_an_end_are_read_in_time(lang: str, words: str, most: int) -> None:
    _read("Han met Tan. 한세린 장관은 회담했다.", lang)
    assert _read((words * most)[:most], lang) < SECONDS / 2


@pytest.mark.parametrize(("lang", "words"), [("ja", "「『重要だ。」"), ("zh", "亿"), ("ja", "九"), ("zh", "9")])
def test_what_is_not_read_of_an_article_stands_in_its_text(lang: str, words: str) -> None:
    assert _read(words * (MAX_READ // len(words)), lang) < SECONDS


@pytest.mark.parametrize(("lang", "words"), [("en", "Q1 "), ("zh", "一亿亿"), ("ja", "九"), ("ko", "9")])
def test_a_line_of_dates_without_an_end(lang: str, words: str) -> None:
    date_lines(words, lang, STAMP)
    start = time.process_time()
    date_lines(words * (50_000 // len(words)), lang, STAMP)
    assert time.process_time() - start < SECONDS
