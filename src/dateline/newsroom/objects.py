"""The export: every object that a newsroom holds."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from dateline import group, link
from dateline.lang.data import load_table
from dateline.model import Article, Correction, Reading, Report, Review
from dateline.newsroom.day import Newsroom, read_safely, reading_key
from dateline.newsroom.decided import in_force
from dateline.newsroom.history import CORRECTIONS
from dateline.newsroom.published_audits import printed_audits
from dateline.newsroom.signed import REVIEWS, signed_reports
from dateline.publish.labelling import IPTC


def export_objects(newsroom: Newsroom) -> Iterator[tuple[dict[str, str], Struct]]:
    """Every object of the model that the newsroom holds, and before it what names it: its kind as ``object``, for mentions
    and acts their article, for findings their document, for reports their label. Articles, mentions, acts, entities,
    judgements, origins, stories, facts, reports, corrections, findings of the audits that readers see."""
    for named, item in _kept_objects(newsroom):
        yield named, item
        if isinstance(item, Article):
            # a reading that another version of Dateline made is made again
            reading = newsroom.store.result("read", reading_key(item), Reading) or read_safely(item)
            if isinstance(reading, Reading):
                yield from (({"object": "mention", "article": item.id}, m) for m in reading.mentions)
                yield from (({"object": "act", "article": item.id}, a) for a in reading.acts)


def _kept_objects(newsroom: Newsroom) -> Iterator[tuple[dict[str, str], Struct]]:
    store = newsroom.store
    articles = list(store.articles())
    yield from (({"object": "article"}, a) for a in articles)
    ledger = store.state("ledger", link.Ledger)
    grouping = store.state("grouping", group.Grouping)
    if ledger is not None:
        yield from (({"object": "entity"}, e) for e in ledger.entities)
    yield from (({"object": "judgement"}, j) for j in store.judgements())
    if grouping is not None:
        yield from (({"object": "origin"}, o) for o in grouping.origins)
        yield from (({"object": "story"}, s) for s in grouping.stories)
        yield from (({"object": "fact"}, f) for f in grouping.facts)
    reports = store.state("reports", list[Report]) or []
    for signed in signed_reports(reports, store.decisions(REVIEWS, Review)):
        yield _labelled(signed.made, is_checked=signed.state == "checked"), signed.made
    yield from (({"object": "correction"}, c) for c in in_force(store.decisions(CORRECTIONS, Correction)))
    for printed in printed_audits(store, articles):
        found = (f for judged in printed.audit.sentences for f in judged.findings)
        yield from (({"object": "finding", "document": printed.document.id}, f) for f in found)


def _labelled(report: Report, *, is_checked: bool) -> dict[str, str]:
    """The label first, in words and as IPTC's term: an exported report says of itself how it was written, and whether an editor
    has approved its very words. What is exported is the report before an editor's hand."""
    is_grammar = report.written_by == "grammar"
    words = load_table(report.lang, "site")
    label = f"{words['label' if is_grammar else 'label_model']}."
    label += "" if is_checked else f" {words['unreviewed']}"
    term = "algorithmicMedia" if is_grammar else "trainedAlgorithmicMedia"
    return {"object": "report", "label": label, "digital_source_type": IPTC + term}
