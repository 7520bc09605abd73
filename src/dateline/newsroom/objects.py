"""The export: every object that a newsroom holds."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from dateline import group, link
from dateline.model import Article, Reading, Report
from dateline.newsroom.day import Newsroom, read_safely, reading_key


def export_objects(newsroom: Newsroom) -> Iterator[tuple[dict[str, str], Struct]]:
    """Every object of the model that the newsroom holds, and before it what names it: its kind as ``object``, and for
    mentions and acts their article. Articles, mentions, acts, entities, judgements, origins, stories, facts, reports."""
    for kind, item in _kept_objects(newsroom):
        yield {"object": kind}, item
        if isinstance(item, Article):
            # a reading that another version of Dateline made is made again
            reading = newsroom.store.result("read", reading_key(item), Reading) or read_safely(item)
            if isinstance(reading, Reading):
                yield from (({"object": "mention", "article": item.id}, m) for m in reading.mentions)
                yield from (({"object": "act", "article": item.id}, a) for a in reading.acts)


def _kept_objects(newsroom: Newsroom) -> Iterator[tuple[str, Struct]]:
    store = newsroom.store
    yield from (("article", a) for a in store.articles())
    ledger = store.state("ledger", link.Ledger)
    grouping = store.state("grouping", group.Grouping)
    if ledger is not None:
        yield from (("entity", e) for e in ledger.entities)
    yield from (("judgement", j) for j in store.judgements())
    if grouping is not None:
        yield from (("origin", o) for o in grouping.origins)
        yield from (("story", s) for s in grouping.stories)
        yield from (("fact", f) for f in grouping.facts)
    yield from (("report", r) for r in store.state("reports", list[Report]) or [])
