"""The store keeps what it is given and refuses what does not hold."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from dateline.model import Anchor, Article, Block, DateValue, Judgement, Mention, Reading, Rejected
from dateline.store import AnchorError, Store, StoreError

TEXT = "한세린 장관이 4일 부산에서 회담했다."
ARTICLE = Article(id="a1", source="x.txt", lang="ko", text=TEXT, blocks=(Block("body", 0, len(TEXT), "ko"),))


@pytest.fixture
def store(empty: Store) -> Store:
    empty.put_articles([ARTICLE])
    return empty


def test_articles_and_rejections_come_back(store: Store) -> None:
    store.put_rejections([Rejected("y.bin", "binary", "not a text file")])
    assert list(store.articles()) == [ARTICLE]
    assert store.rejections() == [Rejected("y.bin", "binary", "not a text file")]


def test_a_reading_that_does_not_hold_is_refused(store: Store) -> None:
    good = Reading(article="a1", mentions=(Mention(text="한세린", start=0, end=3, kind="person"),))
    store.put_reading("k", ARTICLE, good)
    assert store.result("read", "k", Reading) == good
    shifted = Reading(article="a1", mentions=(Mention(text="한세린", start=1, end=4, kind="person"),))
    with pytest.raises(AnchorError, match="한세린"):
        store.put_reading("k2", ARTICLE, shifted)
    assert store.result("read", "k2", Reading) is None
    wrong_day = Reading(article="a1", dates=(DateValue(text="5일", start=8, end=10),))
    with pytest.raises(AnchorError):
        store.put_reading("k3", ARTICLE, wrong_day)


def test_a_false_anchor_is_refused(store: Store) -> None:
    store.verify([Anchor("a1", 8, 10, "4일")])
    with pytest.raises(AnchorError):
        store.verify([Anchor("a1", 8, 10, "4일"), Anchor("a1", 8, 10, "5일")])
    with pytest.raises(AnchorError):
        store.verify([Anchor("a-unknown", 8, 10, "4일")])


def test_judgements_are_appended_never_changed(store: Store) -> None:
    first = Judgement(id="j1", a="a1#0", b="a2#0", same=True, score=0.9)
    undo = Judgement(id="j2", a="a1#0", b="a2#0", same=False, score=1.0, by="editor", undoes="j1")
    store.put_judgements([first, undo])
    store.put_judgements([Judgement(id="j1", a="a1#0", b="a2#0", same=False, score=0.0)])
    assert store.judgements() == (first, undo)


def test_a_store_from_the_future_or_a_broken_one_says_so(tmp_path: Path) -> None:
    path = tmp_path / "newsroom.db"
    Store(path).close()
    with sqlite3.connect(path) as raw:
        raw.execute("PRAGMA user_version = 99")
    raw.close()
    with pytest.raises(StoreError, match="newer Dateline"):
        Store(path)
    path.write_bytes(b"this is no database, whatever its name says" * 100)
    with pytest.raises(StoreError, match="cannot open"):
        Store(path)
