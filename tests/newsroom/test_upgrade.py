"""Newsrooms that earlier releases made still open, and lose nothing."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from dateline.group import Grouping
from dateline.newsroom import Newsroom, export_objects, record_rows
from dateline.store import Store, restore

KEPT = Path(__file__).parents[1] / "fixtures" / "newsrooms"


RELEASES = sorted(p.name for p in KEPT.iterdir())
BACKED_UP = [r for r in RELEASES if (KEPT / r / "newsroom.backup").exists()]
MORE = Path(__file__).parents[2] / "samples" / "affair" / "harbour-0305.html"


@pytest.mark.parametrize("release", RELEASES)
def test_a_kept_newsroom_opens_and_gives_everything_back(release: str, tmp_path: Path) -> None:
    shutil.copytree(KEPT / release, tmp_path / "room")
    newsroom = Newsroom(tmp_path / "room")
    kinds = [labels["object"] for labels, _ in export_objects(newsroom)]
    assert kinds.count("article") >= 3
    assert kinds.count("report") == kinds.count("story") * 4
    assert {"entity", "origin", "fact", "mention", "act"} <= set(kinds)
    assert any(row.kind == "meeting" and row.anchors for row in record_rows(newsroom))
    texts = {article.id: article.text for article in newsroom.store.articles()}
    for row in record_rows(newsroom):
        assert all(anchor.holds(texts[anchor.article]) for anchor in row.anchors)
    newsroom.close()


@pytest.mark.parametrize("release", RELEASES)
def test_a_kept_newsroom_goes_on(release: str, tmp_path: Path) -> None:
    shutil.copytree(KEPT / release, tmp_path / "room")
    newsroom = Newsroom(tmp_path / "room")
    before, judged = list(newsroom.store.articles()), newsroom.store.judgements()
    stories, decided = newsroom.store.allotments(), newsroom.store.decisions("kept", dict)
    done = newsroom.run([MORE], langs=("en",), out=tmp_path / "site", workers=1).summary
    assert done.computed["ingest"] == 1
    assert {a.id: a for a in before}.items() <= {a.id: a for a in newsroom.store.articles()}.items()
    assert [j for j in judged if j.by != "rule"] == [j for j in newsroom.store.judgements() if j.by != "rule"]
    assert newsroom.store.decisions("kept", dict) == decided
    named = {name for s in newsroom.store.state("grouping", Grouping).stories for name in (s.id, *s.aliases)}  # type: ignore[union-attr]
    assert set(stories.values()) <= named
    newsroom.close()


@pytest.mark.parametrize("release", BACKED_UP)
@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
def test_a_kept_backup_comes_in(release: str, kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    place = tmp_path / "new.db" if kind == "sqlite" else request.getfixturevalue("database")
    shutil.copytree(KEPT / release, tmp_path / "room")
    with Store(place) as new, Store(tmp_path / "room" / "newsroom.db") as old:
        restore(new, KEPT / release / "newsroom.backup")
        assert list(new.articles()) == list(old.articles())
        assert new.judgements() == old.judgements()
        assert new.decisions("kept", dict) == old.decisions("kept", dict) != ()
        assert new.search("Singapore")
