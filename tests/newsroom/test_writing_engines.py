"""Reports are the same by whatever engine they are written, and what is written is written once."""

from __future__ import annotations

from pathlib import Path

from tests.newsroom.conftest import SampleRun

from dateline.engine import InProcess, ProcessPool
from dateline.model import Article, Reading
from dateline.newsroom.day import reading_key
from dateline.newsroom.papers import story_plans
from dateline.newsroom.writing import write_stories
from dateline.store import Store


def test_a_pool_writes_what_one_process_writes_and_nothing_twice(sample_run: SampleRun, tmp_path: Path) -> None:
    articles: list[Article] = list(sample_run.articles.values())
    keys = {a.id: reading_key(a) for a in articles}
    readings = {id: sample_run.newsroom.store.result("read", key, Reading) for id, key in keys.items()}
    known = {id: reading for id, reading in readings.items() if reading is not None}
    assert len(known) == len(articles)
    plans = list(story_plans(articles, known, sample_run.ledger, sample_run.grouping, ("en", "ko")))
    store = Store(tmp_path / "newsroom.db")
    pooled = list(write_stories(plans, keys, known, store, ProcessPool(2)))
    again = list(write_stories(plans, keys, known, store, InProcess()))
    store.close()
    other = Store(tmp_path / "other.db")
    alone = list(write_stories(plans, keys, known, other, InProcess()))
    other.close()
    assert pooled
    assert [made for made, _ in pooled] == [made for made, _ in alone]
    assert [is_new for _, is_new in pooled] == [True] * len(plans)
    assert again == [(made, False) for made, _ in pooled]
