"""The open benchmark: the same seed gives the same cases, overlap is at chance, and the harness counts right."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parents[2] / "benchmarks" / "planted"


@pytest.fixture(scope="module")
def tools() -> tuple[Any, Any]:
    """The generator and the harness."""
    sys.path.insert(0, str(FOLDER))
    return importlib.import_module("generate"), importlib.import_module("score")


def test_cases_are_the_same_for_the_same_seed_and_balanced(tools: tuple[Any, Any]) -> None:
    generate, score = tools
    cases = [case._asdict() for case in generate.generate()]
    assert cases == [case._asdict() for case in generate.generate()]
    assert cases != [case._asdict() for case in generate.generate(seed=7)]
    assert len({case["id"] for case in cases}) == len(cases)
    for rows in score.slices(cases).values():
        assert sum(case["supported"] for case in rows) * 2 == len(rows)
        area = score.area([(c["supported"], score.word_overlap(c["claim"], c["source"])) for c in rows])
        assert 0.47 <= area <= 0.53
        assert {c["kind"] for c in rows if not c["supported"]} >= set(generate.load("wordings.toml")["slot_kinds"])
    assert not any("{" in case["claim"] or "(" in case["claim"] for case in cases)


def test_no_false_claim_is_also_true(tools: tuple[Any, Any]) -> None:
    generate, _ = tools
    cases = generate.generate(per=25)
    for truth in (True, False):
        told = {(c.claim, c.source) for c in cases if c.supported is truth}
        assert not any((c.claim, c.source) in told for c in cases if c.supported is not truth)


def test_the_harness_counts(tools: tuple[Any, Any], tmp_path: Path) -> None:
    _, score = tools
    assert score.balanced_accuracy([(True, True), (True, False), (False, False)]) == 0.75
    assert score.area([(True, 0.9), (False, 0.1), (False, 0.9)]) == 0.75
    tool = tmp_path / "tool.py"
    tool.write_text(
        "import json, sys\n"
        "for line in sys.stdin:\n"
        "    row = json.loads(line)\n"
        "    assert 'supported' not in row and 'kind' not in row\n"
        "    print(json.dumps({'id': row['id'], 'support': float(row['claim'] in row['source'])}))\n"
    )
    case = {"claim_lang": "en", "source_lang": "en", "kind": "number", "source": "They sent 40."}
    cases = [{**case, "id": "1", "claim": "They sent 40."}, {**case, "id": "2", "claim": "They sent 41."}]
    assert score.ask_command(f"{sys.executable} {tool}", cases) == {"1": 1.0, "2": 0.0}
