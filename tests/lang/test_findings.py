"""What was found out about names is the same bytes in whatever order it was found."""

from __future__ import annotations

import msgspec
import pytest

from dateline.lang.compare import findings
from dateline.lang.compare.findings import Findings, Sort, to_keep

WORDS = [f"x:{letter}" for letter in "abcdefghijklmnop"]


def kept(words: list[str], monkeypatch: pytest.MonkeyPatch) -> bytes:
    held = Findings()
    held.keys["Han"] = held.marks["Han"] = frozenset(words)
    held.sorts["Han"] = Sort("latin", frozenset(words), frozenset(), certain=True, transcribed=False)
    monkeypatch.setattr(findings, "FOUND", held)
    made = msgspec.msgpack.encode({name: dict(table) for name, table in to_keep().items()})
    assert msgspec.msgpack.decode(made, type=Findings) == held
    return made


def test_sets_are_kept_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    collided = [(a, b) for a in WORDS for b in WORDS if list(frozenset([a, b])) != list(frozenset([b, a]))]
    assert collided, "no two words whose set goes by their order: the test shows nothing"
    for a, b in [*collided, (WORDS[0], WORDS[1])]:
        assert kept([a, b], monkeypatch) == kept([b, a], monkeypatch)
