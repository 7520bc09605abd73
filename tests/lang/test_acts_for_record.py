"""What the record needs from reading: acts told by nouns and side clauses, plans given up, promises, offices over time.

Short texts of invented people, marked by hand before they were first read; what they found at first sight is in
``docs/analysis/reading-record.md``. An act counts as right only with kind, polarity, realis and exactly its parties, an
office only with its holder, country, standing and both its ends.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.lang.test_acts_by_hand import Score, read, score_acts

MARKED = Path(__file__).parents[1] / "fixtures" / "record"


def rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (MARKED / name).read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize(("lang", "precision", "recall"), [("en", 0.87, 0.75), ("zh", 0.9, 0.77)])
def test_acts_of_the_record(lang: str, precision: float, recall: float) -> None:
    score = Score()
    for row in rows(f"acts_{lang}.jsonl"):
        score_acts(row, read(row["text"], lang, row["published"]), score)
    print(f"{lang}: precision {score.precision:.3f} recall {score.recall:.3f} ({score.marked} marked)")
    assert score.marked >= 100
    assert score.precision >= precision, score.errors
    assert score.recall >= recall, score.errors


@pytest.mark.parametrize(("lang", "least"), [("en", 46), ("zh", 20)])
def test_offices_over_time(lang: str, least: int) -> None:
    right, wrong = 0, []
    for row in rows(f"offices_{lang}.jsonl"):
        passage = read(row["text"], lang, row["published"])
        held = {
            (
                str(passage.mentions[r.person].value),
                passage.mentions[r.position].value,
                passage.mentions[r.position].of,
                r.status,
                r.since,
                r.until,
            )
            for r in passage.roles
        }
        marked = {tuple(role) for role in row["roles"]}
        right += len(held & marked)
        wrong += sorted(map(str, held - marked))
    assert right >= least, (right, wrong)
    assert len(wrong) <= 1, wrong


@pytest.mark.parametrize(
    ("lang", "text", "people"),
    [
        ("en", "Borealis Shipping and Kanto Steel announced a pact in Oslo on Monday.", set()),
        ("en", "Senator Michelle Steel met the shipbuilder Orla Vik on Monday.", {"Michelle Steel"}),
        ("zh", "鲁远渔8号上的11名船员已获救，船长李国富说。", {"李国富"}),
        ("zh", "瑞芯光电董事长魏成家3日宣布投资计划。总理林育诚与魏成家将于6日会面。", {"魏成家", "林育诚"}),
    ],
)
def test_firms_and_ships_are_no_people(lang: str, text: str, people: set[str]) -> None:
    assert {str(m.value) for m in read(text, lang, "2026-05-13").mentions if m.kind == "person"} == people


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("SINGAPORE, May 13 (Reuters) - Foreign Minister Goh Teck Wan left on Tuesday.", "SG"),
        ("SEOUL, May 13 (Yonhap) -- Visiting Foreign Minister Goh Teck Wan left on Tuesday.", None),
    ],
)
def test_a_bare_minister_is_of_the_country_of_the_dateline(text: str, country: str | None) -> None:
    assert [m.of for m in read(text, "en", "2026-05-13").mentions if m.kind == "position"] == [country]
