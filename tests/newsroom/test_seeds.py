"""The two real pages that started the project. Their text lies outside the project; without it these tests are skipped."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dateline import group
from dateline.model import Article, Rejected, Report
from dateline.newsroom import Newsroom, audit_article, record_rows, take_inputs

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"
pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not SEEDS.is_dir(), reason="the seed pages lie outside the project and are not here"),
]


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Newsroom:
    """A newsroom that took both pages in."""
    folder = tmp_path_factory.mktemp("seeds")
    newsroom = Newsroom(folder / "room")
    outcome = newsroom.run(sorted(SEEDS.glob("*.txt")), out=folder / "site")
    assert (outcome.summary.articles, outcome.summary.stories, outcome.summary.reports) == (2, 1, 4)
    return newsroom


def seed(name: str) -> Article:
    """A seed page as an article."""
    (taken,) = take_inputs([str(SEEDS / name)], published=None)
    assert not isinstance(taken, Rejected)
    return taken


def test_the_banner_says_what_it_rests_on(room: Newsroom) -> None:
    reports = room.store.state("reports", list[Report]) or []
    assert {r.lang for r in reports} == {"en", "ja", "ko", "zh"}
    english = " ".join(next(r.banner for r in reports if r.lang == "en")).lower()
    assert "two ai rewrites" in english
    assert "prime minister's office" in english
    assert "none independent" in english
    assert "inferred" in english
    assert all(r.banner and not r.blocked for r in reports)


def test_the_record_has_both_meetings_the_pledge_and_the_visit(room: Newsroom) -> None:
    rows = record_rows(room)
    meetings = [r for r in rows if r.kind == "meeting" and r.time and r.time.earliest == "2026-01-08"]
    assert sorted(p.capacity or "" for r in meetings for p in r.participants) == [
        "foreign_minister", "party_policy_chief", "party_policy_chief", "prime_minister",
    ]  # fmt: skip
    assert {r.place for r in meetings} == {"KR/seoul"}
    (pledge,) = [r for r in rows if r.kind == "pledge"]
    assert (pledge.rung, pledge.topics) == ("undertook", ("youth_exchange",))
    visits = [r for r in rows if r.kind == "plan" and r.place in ("JP", "JP/nara")]
    assert [(r.status, r.weak_evidence) for r in visits] == [("happened", True)]


def test_nothing_goes_beyond_the_pages(room: Newsroom) -> None:
    grouping = room.store.state("grouping", group.Grouping)
    assert grouping is not None
    assert {f.support for f in grouping.facts} == {"no_independent_origin"}
    assert not any(f.slots and f.slots.rung in ("agreed", "on_paper") for f in grouping.facts)
    assert not any(o.independent for o in grouping.origins)


def test_blocks_are_told_apart() -> None:
    first = seed("seoul-a.txt")
    kinds = [b.kind for b in first.blocks]
    assert kinds[:2] == ["headline", "standfirst"]
    assert kinds.count("teaser") >= 6
    body = " ".join(first.text[b.start : b.end] for b in first.blocks if b.kind == "body")
    assert "Cookie" not in body
    assert "Nara" not in body
    assert (first.published, first.published_basis) == ("2026-01-08", "inferred")
    assert {b.lang for b in first.blocks if b.kind == "teaser"} == {"en", "ja"}


def test_the_audit_agrees_with_the_gold() -> None:
    document = seed("seoul-b.txt")
    audit = audit_article(document, [seed("seoul-a.txt")]).audit
    gold = [
        json.loads(line)
        for line in (SEEDS / "audit_b_against_a.jsonl").read_text(encoding="utf-8").splitlines()
        if line
    ]
    for row in gold:
        judged = [s for s in audit.sentences if document.text[s.start : s.end].startswith(row["starts"])]
        assert judged, row["starts"]
        assert judged[0].verdict in row["verdict"], (row["starts"], judged[0].verdict)
        assert judged[0].block == row["block"]


def test_without_a_source_the_headline_fails_against_its_own_body() -> None:
    audit = audit_article(seed("seoul-b.txt"), []).audit
    assert next(s for s in audit.sentences if s.block == "headline").verdict == "overstated"
