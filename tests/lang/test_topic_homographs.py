"""Words that mean something else are no topics: what a report would print after ``discussed`` must be what was meant."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from dateline.lang.data import load_table
from dateline.lang.pack import load_pack
from dateline.lang.resolve import Reference
from dateline.model import Block

FOLDER = Path(__file__).parents[1] / "fixtures" / "homographs"
CASES = [
    pytest.param(file.stem, case, id=f"{file.stem}-{number}")
    for file in sorted(FOLDER.glob("*.toml"))
    for number, case in enumerate(tomllib.loads(file.read_text(encoding="utf-8"))["case"])
]


@pytest.mark.parametrize(("lang", "case"), CASES)
def test_a_word_in_another_sense_is_no_topic(lang: str, case: dict[str, Any]) -> None:
    text = case["text"]
    passage = load_pack(lang).read_blocks(text, [(0, Block("body", 0, len(text), lang))], [Reference.at("2026-03-05")])
    assert passage.acts, "a sentence without an act cannot show a topic"
    topics = {topic for act in passage.acts for topic in act.topics}
    known = set(load_table("pivot", "topics"))
    assert {*case["never"], *case.get("about", [])} <= known
    assert not topics & set(case["never"])
    assert topics >= set(case.get("about", []))


def test_every_language_listed_brings_enough_cases() -> None:
    listed = [param.values[0] for param in CASES]
    assert "en" in listed
    assert all(listed.count(lang) >= 10 for lang in set(listed))
