"""Stories and reports are the same by whatever engine they are made, and what is made is made once."""

from __future__ import annotations

from pathlib import Path

from tests.newsroom.conftest import SampleRun

from dateline import group
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


def test_a_pool_works_out_the_stories_that_one_process_does(sample_run: SampleRun) -> None:
    store, articles = sample_run.newsroom.store, list(sample_run.articles.values())
    readings = {a.id: store.result("read", reading_key(a), Reading) for a in articles}
    known = {id: reading for id, reading in readings.items() if reading is not None}
    ledger, asked = sample_run.ledger, list[int]()
    holdings = group.Holdings(articles, known, ledger.entities, ledger.of_chain, allotted=store.allotments())

    def pool(stories: int) -> group.Each:
        asked.append(stories)
        return ProcessPool(2).map

    pooled = group.group_holdings(holdings, share=pool)
    assert asked == [len(sample_run.grouping.stories)]
    assert pooled == group.group_holdings(holdings) == sample_run.grouping
