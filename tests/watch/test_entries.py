"""Feeds taken apart: keys that hold, words that change, documents of one entry that the newsroom reads."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.ingest import RawInput, extract_input
from dateline.model import Article
from dateline.watch.entries import BrokenFeed, split_feed

LONG = "The ferry office at Anvik said on Thursday that the night boat will sail again from Monday. " * 3
RSS = (
    '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Anvik Courier</title><image><url>u</url></image>'
    "<ttl>45</ttl>{}</channel></rss>"
)
ATOM = '<feed xmlns="http://www.w3.org/2005/Atom"><title>Anvik Courier</title>{}</feed>'


def item(guid: str = "", link: str = "", title: str = "Night boat", text: str = LONG) -> str:
    return f"<item><guid>{guid}</guid><link>{link}</link><title>{title}</title><description>{text}</description></item>"


def split(text: str) -> object:
    return split_feed(text.encode(), "application/xml", "https://courier.example/feed")


def keys(*items: str) -> list[str]:
    return [e.key for e in split_feed(RSS.format("".join(items)).encode(), "", "https://courier.example/feed").entries]


def test_the_guid_is_the_key_whatever_happens_to_the_link() -> None:
    one = keys(item("g1", "https://courier.example/a?from=1"))
    assert one == keys(item("g1", "https://courier.example/a?from=2", title="Other words"))


def test_a_guid_given_to_several_links_is_no_key() -> None:
    assert len(set(keys(item("same", "https://courier.example/a"), item("same", "https://courier.example/b")))) == 2


def test_an_entry_given_twice_is_one() -> None:
    assert len(keys(item("g1", "https://courier.example/a"), item("g1", "https://courier.example/a"))) == 1


def test_entries_without_guid_or_link_go_by_their_title() -> None:
    assert len(set(keys(item(title="Night boat"), item(title="Day boat")))) == 2


def test_markup_around_the_same_words_is_no_change() -> None:
    plain, marked = (
        split_feed(RSS.format(item("g", text=t)).encode(), "", "u").entries[0].words
        for t in ("Two words", "&lt;p&gt;Two  &lt;b&gt;words&lt;/b&gt;&lt;/p&gt;")
    )
    assert plain == marked


@pytest.mark.parametrize(
    "text",
    [
        RSS.format(item("g1", "https://courier.example/a") + item("g2", "https://courier.example/b", "Day boat")),
        ATOM.format(
            f'<entry><id>g1</id><link href="https://courier.example/a"/><title>Night boat</title><summary>{LONG}</summary></entry>'
            f'<entry><id>g2</id><link href="https://courier.example/b"/><title>Day&nbsp;boat</title><summary>{LONG}</summary></entry>'
        ),
        '{"version": "https://jsonfeed.org/version/1.1", "title": "Anvik Courier", "items": ['
        f'{{"id": "g1", "url": "https://courier.example/a", "title": "Night boat", "content_text": "{LONG}"}},'
        f'{{"id": "g2", "url": "https://courier.example/b", "title": "Day boat", "content_text": "{LONG}"}}]}}',
    ],
)
def test_the_document_of_an_entry_is_read_as_that_entry_alone(text: str) -> None:
    feed = split_feed(text.encode(), "", "https://courier.example/feed")
    titles = []
    for entry in feed.entries:
        data = feed.document(entry.place)
        (article,) = extract_input(RawInput(name=f"https://courier.example/feed#{entry.key}", data=data))
        assert isinstance(article, Article)
        assert article.outlet == "Anvik Courier"
        assert article.url == entry.link
        titles.append((article.headline or "").replace("\xa0", " "))
    assert titles == ["Night boat", "Day boat"]


def test_an_edit_that_tells_no_time_is_given_the_time_it_was_seen() -> None:
    feed = split_feed(RSS.format(item("g1", "https://courier.example/a")).encode(), "", "https://courier.example/feed")
    raw = RawInput(name="x", data=feed.document(0, "2026-01-08T09:00:00+00:00"))
    (article,) = extract_input(raw)
    assert isinstance(article, Article)
    assert article.updated == "2026-01-08T09:00:00+00:00"
    assert b"updated" not in feed.document(0)


def test_the_wish_of_a_feed_is_heard() -> None:
    assert split_feed(RSS.format("").encode(), "", "u").ttl == 2700


@pytest.mark.parametrize("text", ["<html><body>busy</body></html>", "", "words", "{", '{"items": 3}', "<rss></feed"])
def test_what_is_no_feed_says_so(text: str) -> None:
    with pytest.raises(BrokenFeed):
        split(text)


@given(st.integers(0, 600))
def test_a_part_of_a_feed_is_never_taken_for_the_whole(cut: int) -> None:
    data = RSS.format(item("g1") + item("g2", title="Day boat")).encode()
    with pytest.raises(BrokenFeed):
        split_feed(data[: min(cut, len(data) - 1)], "", "u")
