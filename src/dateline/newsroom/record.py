"""The record and the export: what a newsroom holds, row by row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from dateline import group, link
from dateline.lang.compare import compare_names
from dateline.link import Ledger
from dateline.model import Article, Reading, RecordRow, Report
from dateline.newsroom.day import LANGS, Newsroom, reading_key
from dateline.newsroom.papers import titled_records

RECORD_KINDS = (
    "meeting", "visit", "call", "statement", "agreement", "signing", "pledge", "plan", "appointment", "other",
)  # fmt: skip


def export_objects(newsroom: Newsroom) -> Iterator[tuple[dict[str, str], Struct]]:
    """Every object of the model that the newsroom holds, and before it what names it: its kind as ``object``, and for
    mentions and acts their article. Articles, mentions, acts, entities, judgements, origins, stories, facts, reports."""
    for kind, item in _kept_objects(newsroom):
        yield {"object": kind}, item
        if isinstance(item, Article):
            reading = newsroom.store.result("read", reading_key(item), Reading)
            if reading is not None:
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


def record_rows(
    newsroom: Newsroom,
    kind: str | None = None,
    *,
    countries: Sequence[str] = (),
    person: str | None = None,
    since: str | None = None,
    until: str | None = None,
) -> tuple[RecordRow, ...]:
    """The rows of the record in order of time, with titles in every language.

    ``kind``: one kind, or None or ``all``. ``countries``: rows in which all of these take part. ``person``: a name in any
    script. ``since`` and ``until``: ISO dates that the row's time must not lie wholly before or after.
    """
    grouping = newsroom.store.state("grouping", group.Grouping)
    ledger = newsroom.store.state("ledger", link.Ledger)
    if grouping is None or ledger is None:
        return ()
    rows = [r for r in grouping.records if kind in (None, "all", r.kind) and set(countries) <= set(r.countries)]
    if person is not None:
        wanted = _entities_named(person, ledger)
        rows = [r for r in rows if any(p.entity in wanted for p in r.participants)]
    rows = [r for r in rows if _inside(r, since, until)]
    rows.sort(key=lambda r: ((r.time.earliest or "") if r.time else "", r.id))
    return titled_records(rows, ledger, LANGS)


def _entities_named(person: str, ledger: Ledger) -> set[str]:
    return {
        entity.id
        for entity in ledger.entities
        if entity.kind == "person" and any(compare_names(person, name.text).score >= 0.5 for name in entity.names)
    }


def _inside(row: RecordRow, since: str | None, until: str | None) -> bool:
    first, last = (row.time.earliest, row.time.latest) if row.time else (None, None)
    if since and (last is None or last[:10] < since):
        return False
    return not (until and (first is None or first[:10] > until))
