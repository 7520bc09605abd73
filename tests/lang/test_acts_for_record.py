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
