"""Newsrooms that earlier releases made still open, and lose nothing."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from dateline.newsroom import Newsroom, export_objects, record_rows

KEPT = Path(__file__).parents[1] / "fixtures" / "newsrooms"


@pytest.mark.parametrize("release", sorted(p.name for p in KEPT.iterdir()))
def test_a_kept_newsroom_opens_and_gives_everything_back(release: str, tmp_path: Path) -> None:
    shutil.copytree(KEPT / release, tmp_path / "room")
    newsroom = Newsroom(tmp_path / "room")
    kinds = [labels["object"] for labels, _ in export_objects(newsroom)]
    assert kinds.count("article") == 3
    assert kinds.count("report") == kinds.count("story") * 4
    assert {"entity", "origin", "fact", "mention", "act"} <= set(kinds)
    assert any(row.kind == "meeting" and row.anchors for row in record_rows(newsroom))
    texts = {article.id: article.text for article in newsroom.store.articles()}
    for row in record_rows(newsroom):
        assert all(anchor.holds(texts[anchor.article]) for anchor in row.anchors)
    newsroom.close()
