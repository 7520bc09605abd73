"""Figures of the checker: claims, each with its source text and whether it is supported there."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

Record = dict[str, Any]

ASKED = ("id", "claim", "source", "claim_lang", "source_lang", "published")
NO_ANSWER: Record = {"support": 0, "verdict": "no answer", "findings": []}


def score_claims(path: Path) -> None:
    """Print the claims judged wrongly and the figures, by kind and language. No answer counts as no support."""
    rows: list[Record] = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    answers = ask(rows)
    passed = {row["id"]: answers.get(row["id"], NO_ANSWER)["support"] >= 0.5 for row in rows}
    for row in rows:
        if passed[row["id"]] != row["label"]:
            _print_wrong(row, answers.get(row["id"], NO_ANSWER))
    caught: dict[str, list[bool]] = defaultdict(list)
    for row in rows:
        if not row["label"]:
            caught[row["kind"]].append(not passed[row["id"]])
    print("FIGURE claims_kinds", " ".join(f"{kind} {sum(c)}/{len(c)}" for kind, c in sorted(caught.items())))
    print("FIGURE claims all", balance(rows, passed))
    for lang in ("en", "ja", "ko", "zh"):
        same = [r for r in rows if r["claim_lang"] == r["source_lang"] == lang]
        print(f"FIGURE claims {lang} same", balance(same, passed))
    print("FIGURE claims cross", balance([r for r in rows if r["claim_lang"] != r["source_lang"]], passed))
    true = [row["id"] for row in rows if row["label"] and row["id"] in answers]
    ordered = [answers[id]["support"] > answers[f"{id[:-1]}f"]["support"] for id in true]
    print(f"FIGURE claims pairs_in_order {sum(ordered)}/{len(ordered)}")


def ask(rows: Sequence[Record]) -> dict[str, Record]:
    """What ``dateline check -`` answers, by id; its complaints are printed where answers are missing."""
    asked = "".join(json.dumps({key: row[key] for key in ASKED}, ensure_ascii=False) + "\n" for row in rows)
    command = [sys.executable, "-m", "dateline.cli", "check", "-"]
    done = subprocess.run(command, input=asked, capture_output=True, text=True, check=False)
    answers = {a["id"]: a for a in map(json.loads, done.stdout.splitlines()) if "id" in a}
    if len(answers) < len(rows):
        print("CLAIMS_STDERR", done.stderr[-800:])
    return answers


def balance(rows: Sequence[Record], passed: Mapping[str, bool]) -> str:
    """Balanced accuracy as text: the mean of the shares of true claims passed and of false ones stopped."""
    true = [passed[row["id"]] for row in rows if row["label"]]
    false = [not passed[row["id"]] for row in rows if not row["label"]]
    if not true or not false:
        return "n 0"
    mean = (sum(true) / len(true) + sum(false) / len(false)) / 2
    return f"BA {mean:.3f} true_passed {sum(true)}/{len(true)} false_caught {sum(false)}/{len(false)}"


def _print_wrong(row: Record, answer: Record) -> None:
    name = "CLAIM_STOPPED" if row["label"] else f"CLAIM_PASSED {row['kind']}"
    langs = f"{row['source_lang']}->{row['claim_lang']}"
    codes = [finding["code"] for finding in answer["findings"]]
    print(name, row["id"], langs, round(answer["support"], 2), answer["verdict"], codes, row["claim"])
