"""A newsroom with one day's work, made once; each test has a copy of its own."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from visitor import KEY, PASSWORD, Visitor

from dateline.desk import DeskSettings, create_app, hash_password
from dateline.newsroom import Newsroom
from dateline.newsroom.users import put_user

GAZETTE = """Foreign Minister Dana Whitlock met Foreign Minister Oh Se-ra of South Korea in Singapore on January 8, 2026.
They discussed shipping and agreed to hold another round of talks in March.
"""
COURIER = """South Korean Foreign Minister Oh Se-ra met Foreign Minister Dana Whitlock in Singapore on January 8, 2026.
Oh said the two sides had discussed shipping.
"""
MARKED = """Harbour <script>alert(1)</script> fees "rise" & stay
Transport Minister Ruth Calder visited Kuala Lumpur on January 12, 2026, her office said. <img src=x onerror=alert(2)>
"""


@pytest.fixture(scope="session")
def day(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a newsroom after a run."""
    folder = tmp_path_factory.mktemp("day")
    for name, text in (("gazette", GAZETTE), ("courier", COURIER), ("<b>marked</b>", MARKED)):
        (folder / f"{name.replace('/', '_')}.txt").write_text(text, encoding="utf-8")
    (folder / "empty.txt").write_text("", encoding="utf-8")
    newsroom = Newsroom(folder / "room")
    newsroom.run(sorted(folder.glob("*.txt")), langs=("en", "ko"), out=folder / "site", published="2026-01-13")
    newsroom.close()
    return folder


@pytest.fixture
def newsroom(day: Path, tmp_path: Path) -> Iterator[Newsroom]:
    """A newsroom of the test's own."""
    shutil.copytree(day / "room", tmp_path / "room")
    opened = Newsroom(tmp_path / "room")
    yield opened
    opened.close()


@pytest.fixture
def app(newsroom: Newsroom, tmp_path: Path) -> object:
    """The desk, with its key and a user of each role."""
    for role in ("reader", "editor", "admin"):
        put_user(newsroom, f"{role}-one", role, _hashed(), by="test")  # type: ignore[arg-type]
    return create_app(newsroom, DeskSettings(site=str(tmp_path / "site"), key=KEY, name="Ada Fell"))


_HASHES: list[str] = []


def _hashed() -> str:
    if not _HASHES:
        _HASHES.append(hash_password(PASSWORD))
    return _HASHES[0]


@pytest.fixture
def visit(app: object):  # type: ignore[no-untyped-def]
    """Sign somebody in: ``visit("editor")`` by password, ``visit()`` by the desk's key, ``visit(None)`` not at all."""

    def enter(role: str | None = "key") -> Visitor:
        client = TestClient(app, base_url="http://127.0.0.1")  # type: ignore[arg-type]
        if role == "key":
            assert client.get("/enter", params={"key": KEY}).status_code == 200
        elif role is not None:
            form = client.get("/sign-in").text
            token = re.search(r'name="token" value="([0-9a-f]+)"', form)[1]  # type: ignore[index]
            sent = {"token": token, "name": f"{role}-one", "password": PASSWORD}
            assert client.post("/sign-in", data=sent).status_code == 200
        return Visitor(client)

    return enter
