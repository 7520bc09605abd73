"""A store on each kind of database."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from dateline.store import Store


@pytest.fixture(params=["sqlite", "postgres"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where an empty store may be made: in a file, on a server."""
    if request.param == "sqlite":
        return str(tmp_path / "newsroom.db")
    return str(request.getfixturevalue("database"))


@pytest.fixture
def empty(place: str) -> Iterator[Store]:
    """An empty store of either kind."""
    with Store(place) as made:
        yield made
