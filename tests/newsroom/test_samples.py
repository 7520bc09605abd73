"""Every planted difference of the samples is found, and nothing is found in the part where nothing is planted."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from dateline.model import Article, Audit, Fact, Rejected
from dateline.newsroom import audit_article, record_rows, take_inputs

from .conftest import SAMPLES, SampleRun

MANIFEST = json.loads((SAMPLES / "manifest.json").read_text(encoding="utf-8"))
PLANTED = {
    kind: [p for p in MANIFEST["planted"] if p["kind"] == kind] for kind in {p["kind"] for p in MANIFEST["planted"]}
}


@pytest.fixture(scope="module")
def rewrite() -> tuple[Article, Audit]:
    """The AI rewrite audited against its sources."""
    paths = [MANIFEST["audit"]["text"], *MANIFEST["audit"]["sources"]]
    taken = list(take_inputs([str(SAMPLES / p) for p in paths], published=None))
    articles = [a for a in taken if not isinstance(a, Rejected)]
    assert len(articles) == len(paths)
    return articles[0], audit_article(articles[0], articles[1:]).audit


def facts_of(run: SampleRun, where: str) -> Iterator[Fact]:
    """The facts of the story that the article at ``where`` belongs to."""
    story = next(p.story for p in run.grouping.placements if p.article == run.article(where).id)
    return (f for f in run.grouping.facts if f.story == story)


def test_the_manifest_is_about_what_is_there(sample_run: SampleRun) -> None:
    assert sample_run.outcome.summary.articles == len(sample_run.articles) >= 32
    assert sample_run.outcome.summary.rejected == 0
    assert {a.lang for a in sample_run.articles.values()} == {"en", "ja", "ko", "zh"}


def test_the_rewrites_headline_is_struck(rewrite: tuple[Article, Audit]) -> None:
    document, audit = rewrite
    headline = next(s for s in audit.sentences if s.block == "headline")
    assert headline.verdict == "overstated"
    words = PLANTED["overstated_headline"][0]["words"]
    assert any(
        document.text[f.start : f.end] in words or words in document.text[f.start : f.end] for f in headline.findings
    )
    assert audit.lawful_headlines
    assert not any(word in h.lower() for h in audit.lawful_headlines for word in ("treaty", "sign"))


@pytest.mark.parametrize("kind", ["number", "invented_outcome"])
def test_the_rewrites_other_errors_are_found(rewrite: tuple[Article, Audit], kind: str) -> None:
    document, audit = rewrite
    words = PLANTED[kind][0]["words"]
    judged = [s for s in audit.sentences if words in document.text[s.start : s.end]]
    assert judged
    assert all(s.verdict in ("refuted", "overstated", "not_enough_information") for s in judged)
    assert all(s.support < 0.5 and s.findings for s in judged)


def test_what_the_rewrite_took_over_rightly_passes(rewrite: tuple[Article, Audit]) -> None:
    document, audit = rewrite
    right = [s for s in audit.sentences if "joint research on hydrogen" in document.text[s.start : s.end]]
    assert right
    assert all(s.verdict == "supported" for s in right)


def test_the_disputed_number_shows_both_values(sample_run: SampleRun) -> None:
    values = set(PLANTED["disputed_number"][0]["values"])
    disputed = [f for f in facts_of(sample_run, "nanyang-0305.html") if f.support == "disputed"]
    assert [f for f in disputed if {v.value for v in f.values} == values]


def test_the_title_wrong_for_its_date_is_listed(sample_run: SampleRun) -> None:
    conflicts = sample_run.ledger.title_conflicts
    names = {n.text for c in conflicts for e in sample_run.ledger.entities if e.id == c.entity for n in e.names}
    assert "임도현" in names
    assert "한세린" not in names


def test_the_wrong_form_of_a_name_is_flagged(sample_run: SampleRun) -> None:
    wrong, right = PLANTED["wrong_name_form"][0]["words"], PLANTED["wrong_name_form"][0]["true"]
    holder = next(e for e in sample_run.ledger.entities if any(n.text == right for n in e.names))
    assert wrong not in {n.text for n in holder.names}
    flagged = wrong in {n.text for n in holder.wrong_forms}
    apart = any(wrong in {n.text for n in e.names} for e in sample_run.ledger.entities if e.id != holder.id)
    assert flagged or apart
    assert not any(wrong in s.text for r in sample_run.reports for s in (r.headline, *r.sentences))


@pytest.mark.parametrize("kind", ["wire_pickup", "translation"])
def test_copies_share_the_origin_of_their_wire(sample_run: SampleRun, kind: str) -> None:
    planted = PLANTED[kind][0]
    origin = sample_run.origin_of(planted["origin"])
    assert {sample_run.origin_of(copy) for copy in planted["copies"]} == {origin}
    assert sample_run.origin_of("towan-0305.html") != origin


def test_the_plan_met_its_outcome(sample_run: SampleRun) -> None:
    plans = [r for r in record_rows(sample_run.newsroom, "plan") if r.place == "SG" and r.status == "happened"]
    assert plans
    assert any(row.history for row in plans)


def test_the_pledge_is_open_and_binds_who_made_it(sample_run: SampleRun) -> None:
    pledges = [r for r in record_rows(sample_run.newsroom, "pledge") if "SG" in r.countries]
    tan = [
        r
        for r in pledges
        if any("Tan" in p.name or "陈" in p.name or "陳" in p.name or "탄" in p.name for p in r.participants)
    ]
    assert tan
    assert {r.status for r in tan} == {"open"}
    han = {e.id for e in sample_run.ledger.entities if "한세린" in {n.text for n in e.names}}
    assert not any(p.entity in han for r in pledges for p in r.participants)


def test_the_non_event_is_a_fact(sample_run: SampleRun) -> None:
    unsigned = [
        f
        for f in facts_of(sample_run, "towan-0305.html")
        if f.slots and f.slots.kind == "signing" and f.slots.polarity == "negative"
    ]
    assert any(f.support == "corroborated" for f in unsigned)


def test_what_one_side_alone_says_is_marked(sample_run: SampleRun) -> None:
    alone = [f for f in facts_of(sample_run, "towan-0305.html") if f.slots and "ports" in f.slots.topics and f.sides]
    assert any(f.sides == ("KR",) for f in alone)


def test_distractors_stay_apart(sample_run: SampleRun) -> None:
    story_of = {p.article: p.story for p in sample_run.grouping.placements}
    main = story_of[sample_run.article("towan-0305.html").id]
    for where in ("https://hanbit.example/news/3", "https://haixia.example/2", "courier-0415.html"):
        assert story_of[sample_run.article(where).id] != main


def test_nothing_corroborated_rests_on_one_origin(sample_run: SampleRun) -> None:
    independent = {o.id for o in sample_run.grouping.origins if o.independent}
    for fact in sample_run.grouping.facts:
        if fact.support == "corroborated":
            assert len(set(fact.origins) & independent) >= 2, fact.text


def test_reports_are_anchored_alike_and_true_to_their_editions(sample_run: SampleRun) -> None:
    published = [r for r in sample_run.reports if not r.blocked]
    assert {r.lang for r in published} == {"en", "ja", "ko", "zh"}
    by_story: dict[str, set[frozenset[str]]] = {}
    for report in published:
        by_story.setdefault(report.story, set()).add(frozenset(f for s in report.sentences for f in s.facts))
        for sentence in (report.headline, *report.sentences):
            assert report.text[sentence.start : sentence.end] == sentence.text
            assert sentence.anchors
            assert all(a.holds(sample_run.articles[a.article].text) for a in sentence.anchors)
    assert all(len(editions) == 1 for editions in by_story.values())
    assert len(by_story) >= 4


def test_the_true_part_has_the_meetings_of_january(sample_run: SampleRun) -> None:
    meetings = record_rows(sample_run.newsroom, "meeting", countries=("JP", "KR"))
    days = sorted((r.time.earliest, r.place) for r in meetings if r.time)
    assert days == [("2026-01-08", "KR/seoul"), ("2026-01-08", "KR/seoul"), ("2026-01-13", "JP/nara")]


def test_every_page_is_there(sample_run: SampleRun) -> None:
    for lang in ("en", "ja", "ko", "zh"):
        assert (sample_run.site / lang / "index.html").is_file()
        assert list((sample_run.site / lang / "stories").glob("*.html"))
        assert (sample_run.site / lang / "pairs" / "JP-KR.html").is_file()
    assert (sample_run.site / "index.html").is_file()
    assert Path(sample_run.outcome.summary.site) == sample_run.site / "index.html"
