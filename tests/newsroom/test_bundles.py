"""Four invented events in four languages, taken in as one newsroom: what is found, against what their authors say."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from dateline.newsroom import Newsroom

from .bundle import STORIES, Bundle

FLOORS = tomllib.loads((STORIES.parent / "floors.toml").read_text(encoding="utf-8"))["bundles"]


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bundle]:
    """All events run together, so that a story may also take in what is not its own."""
    folder: Path = tmp_path_factory.mktemp("bundles")
    newsroom = Newsroom(folder / "room")
    newsroom.run(sorted(STORIES.glob("*/articles.jsonl")), langs=("en",), out=folder / "site", workers=1)
    yield Bundle(newsroom)
    newsroom.close()


@pytest.fixture(scope="module")
def scores(bundle: Bundle) -> dict[str, float]:
    """Every figure of the bundles."""
    return bundle.scores()


@pytest.mark.parametrize("figure", sorted(FLOORS))
def test_figure_is_at_its_floor(scores: dict[str, float], figure: str) -> None:
    assert scores[figure] >= FLOORS[figure], f"{figure} is {scores[figure]:.3f}"


def test_every_figure_has_a_floor(scores: dict[str, float]) -> None:
    assert set(scores) == set(FLOORS)


def test_nothing_of_one_origin_is_called_corroborated(bundle: Bundle) -> None:
    assert bundle.falsely_corroborated() == []
