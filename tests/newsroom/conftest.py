"""One run over the bundled samples, shared by the tests that look at it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec import Struct

from dateline import group, link
from dateline.model import Article, Report
from dateline.newsroom import Newsroom, Outcome

SAMPLES = Path(__file__).parents[2] / "samples"


class SampleRun(Struct, frozen=True):
    """What a run over the samples left behind."""

    outcome: Outcome
    articles: dict[str, Article]
    ledger: link.Ledger
    grouping: group.Grouping
    reports: list[Report]
    newsroom: Newsroom
    site: Path

    def article(self, where: str) -> Article:
        """The article whose source or address ends with ``where``."""
        found = [a for a in self.articles.values() if a.source.endswith(where) or a.url == where]
        assert len(found) == 1, where
        return found[0]

    def origin_of(self, where: str) -> str:
        """The origin of the article at ``where``."""
        article = self.article(where)
        return next(p.origin for p in self.grouping.placements if p.article == article.id)


@pytest.fixture(scope="session")
def sample_run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SampleRun]:
    """The samples run through once, in a newsroom of their own."""
    folder = tmp_path_factory.mktemp("samples")
    newsroom = Newsroom(folder / "room")
    outcome = newsroom.run([SAMPLES / "affair", SAMPLES / "january"], out=folder / "site")
    ledger = newsroom.store.state("ledger", link.Ledger)
    grouping = newsroom.store.state("grouping", group.Grouping)
    reports = newsroom.store.state("reports", list[Report])
    assert ledger is not None
    assert grouping is not None
    assert reports is not None
    articles = {a.id: a for a in newsroom.store.articles()}
    yield SampleRun(outcome, articles, ledger, grouping, reports, newsroom, folder / "site")
    newsroom.close()
