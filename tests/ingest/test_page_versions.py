"""Texts that one address gave one after another: which stands, which is the same page again, and which are no versions."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import permutations

from dateline import ingest
from dateline.model import Article, Block

NOW = datetime(2026, 1, 10, tzinfo=UTC)
WORDS = "Harbour mayor Noor Valen opened the new ferry line on Tuesday with 12 guests."


def told(name: str, text: str = WORDS, **more: object) -> Article:
    given = {"url": "https://gazette.example/news/1", "outlet": "Gazette", "headline": "Ferry line opens", **more}
    blocks = (Block("body", 0, len(text), "en"),)
    return Article(id=name, source=f"{name}.html", text=text, blocks=blocks, lang="en", **given)  # type: ignore[arg-type]


def test_the_last_text_of_an_address_stands_whatever_the_order() -> None:
    first = told("a1", published="2026-01-08T09:00:00+09:00")
    second = told(
        "a2", WORDS.replace("12", "14"), published="2026-01-08T09:00:00+09:00", updated="2026-01-08T12:00:00+09:00"
    )
    other = told("a3", WORDS.replace("12", "15"), url="https://gazette.example/news/2", headline="Another")
    for order in permutations([first, second, other]):
        standing, gone = ingest.settle_versions(order, NOW)
        assert {a.id: a.replaces for a in standing} == {"a2": "a1", "a3": None}
        assert [r.input for r in gone] == ["a1.html"]
        assert [(e.kind, e.article, e.by) for e in ingest.edits_of(order)] == [("changed", "a1", "a2")]


def test_an_address_with_tracking_is_the_same_and_the_time_of_taking_orders() -> None:
    first = told("a1")
    second = told("a2", WORDS.replace("12", "14"), url="https://www.gazette.example/news/1/?utm_source=x#top")
    assert len(ingest.settle_versions([first, second], NOW)[0]) == 2  # nothing tells which came first
    standing, _ = ingest.settle_versions([first, second], NOW, {"a2": "2026-01-09T00:00:00+00:00"})
    assert [(a.id, a.replaces) for a in standing] == [("a2", "a1")]


def test_the_same_words_again_are_no_version() -> None:
    first, second = told("a1", published="2026-01-08"), told("a2", published="2026-01-09")
    standing, gone = ingest.settle_versions([first, second], NOW)
    assert ([a.id for a in standing], len(gone), ingest.edits_of([first, second])) == (["a1"], 1, [])


def test_two_articles_that_share_an_address_by_accident_both_stand() -> None:
    first = told("a1", published="2026-01-08")
    second = told(
        "a2",
        "Rice prices fell for the third week, the ministry's tables show.",
        published="2026-01-09",
        headline="Rice",
    )
    assert len(ingest.settle_versions([first, second], NOW)[0]) == 2
    front = [
        told(n, WORDS + n, url="https://gazette.example/", published=f"2026-01-0{n[-1]}", headline=n)
        for n in ("a1", "a2")
    ]
    assert len(ingest.settle_versions(front, NOW)[0]) == 2


def test_a_kill_notice_withdraws_every_version() -> None:
    first = told("a1", published="2026-01-08T09:00:00+00:00")
    second = told("a2", WORDS.replace("12", "14"), published="2026-01-08T10:00:00+00:00")
    notice = told(
        "a3", "Withdraw it.", url=None, headline="KILL: Ferry line opens", version_mark="kill", published="2026-01-09"
    )
    standing, gone = ingest.settle_versions([first, second, notice], NOW)
    assert standing == []
    assert len(gone) == 3
