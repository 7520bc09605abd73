"""The API under a fuzzer: every answer is as its description says."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from starlette.testclient import TestClient
from visitor import KEY

from dateline.desk import DeskSettings, create_app
from dateline.newsroom import Newsroom


@pytest.mark.parametrize("way", ["key", "session"])
def test_answers_are_as_described(day: Path, tmp_path: Path, way: str) -> None:
    shutil.copytree(day / "room", tmp_path / "room")
    newsroom = Newsroom(tmp_path / "room")
    app = create_app(
        newsroom, DeskSettings(site=str(tmp_path / "site"), key=KEY, hosts=("*",), attempts=("9999/minute",))
    )
    described = schemathesis.openapi.from_asgi("/api/openapi.json", app)
    seen: dict[str, set[int]] = {}
    visitor = TestClient(app)
    visitor.get("/enter", params={"key": KEY})
    cookies = "; ".join(f"{name}={value}" for name, value in visitor.cookies.items())
    headers = {"Authorization": f"Bearer {KEY}"} if way == "key" else {"Cookie": cookies}

    def hits(operation: Any) -> None:
        @settings(
            max_examples=12 if way == "key" else 3,
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy())
        def holds(case: Any) -> None:
            answer = case.call_and_validate(headers=headers)
            seen.setdefault(operation.label, set()).add(answer.status_code)

        holds()

    for found in described.get_all_operations():
        hits(found.ok())
    newsroom.close()
    assert len(seen) == 8
    refused = {401} if way == "session" else set()  # a wrong authorization beside the session
    assert all(codes <= {200, 404, 422} | refused for codes in seen.values()), seen
    assert 200 in seen["POST /audit"]


def test_the_description_has_every_operation(day: Path, tmp_path: Path) -> None:
    shutil.copytree(day / "room", tmp_path / "room")
    newsroom = Newsroom(tmp_path / "room")
    app = create_app(newsroom, DeskSettings(key=KEY, hosts=("*",)))
    paths = TestClient(app).get("/api/openapi.json").json()["paths"]
    newsroom.close()
    assert {(p, m) for p, methods in paths.items() for m in methods} == {
        ("/api/stories", "get"),
        ("/api/stories/{id}", "get"),
        ("/api/reports/{id}", "get"),
        ("/api/record/{kind}", "get"),
        ("/api/tasks", "get"),
        ("/api/corrections", "get"),
        ("/api/search", "get"),
        ("/audit", "post"),
    }
    for methods in paths.values():
        for operation in methods.values():
            refusals = {s: r for s, r in operation["responses"].items() if s[0] == "4"}
            assert {"401", "422"} <= set(refusals)
            assert all(list(r["content"]) == ["application/problem+json"] for r in refusals.values())
