"""Score anything that answers JSON Lines as ``dateline check`` does: balanced accuracy by language, recall by kind.

``python benchmarks/planted/score.py cases.jsonl`` scores Dateline in this process; ``--command "TOOL ARGS"`` any command that
reads the cases (without the answers) on standard input and writes {"id", "support"} lines; ``--answers FILE`` kept answers.
"""

from __future__ import annotations

import argparse
import json
import random
import shlex
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))
from generate import LANGS, word_overlap

Record = dict[str, Any]
ASKED = ("id", "claim", "source", "claim_lang", "source_lang")


def ask_command(command: str, cases: Sequence[Record]) -> dict[str, float]:
    """The support that a command gives each case."""
    asked = "".join(json.dumps({k: c[k] for k in ASKED}, ensure_ascii=False) + "\n" for c in cases)
    done = subprocess.run(shlex.split(command), input=asked, capture_output=True, text=True, check=False)
    return read_answers(done.stdout)


def read_answers(text: str) -> dict[str, float]:
    """Answers by id; lines that answer nothing are passed over."""
    rows = [json.loads(line) for line in text.splitlines() if line.strip()]
    return {str(row["id"]): float(row["support"]) for row in rows if "id" in row and "support" in row}


def ask_dateline(cases: Sequence[Record]) -> dict[str, float]:
    """The support that Dateline gives each case, in this process."""
    from dateline.newsroom import judge_row

    return {case["id"]: judge_row({k: case[k] for k in ASKED}).support for case in cases}


def balanced_accuracy(pairs: Sequence[tuple[bool, bool]]) -> float:
    """The mean of the shares of true claims passed and of false claims stopped; pairs are (supported, said so)."""
    shares = []
    for truth in (True, False):
        said = [answer for real, answer in pairs if real is truth]
        shares.append(sum(answer is truth for answer in said) / len(said) if said else 0.0)
    return sum(shares) / 2


def interval(pairs: Sequence[tuple[bool, bool]], rounds: int = 1000, seed: int = 1) -> tuple[float, float]:
    """The 95 % bootstrap interval of balanced accuracy."""
    rng = random.Random(seed)
    drawn = sorted(balanced_accuracy(rng.choices(pairs, k=len(pairs))) for _ in range(rounds))
    return drawn[int(0.025 * rounds)], drawn[int(0.975 * rounds)]


def area(scored: Sequence[tuple[bool, float]]) -> float:
    """The chance that a true claim scores above a false one; 0.5 where the score knows nothing."""
    true = [score for real, score in scored if real]
    false = [score for real, score in scored if not real]
    won = sum((t > f) + 0.5 * (t == f) for t in true for f in false)
    return won / (len(true) * len(false)) if true and false else 0.5


def slices(cases: Sequence[Record]) -> dict[str, list[Record]]:
    """The cases by language, and those across languages."""
    cut: dict[str, list[Record]] = {lang: [] for lang in (*LANGS, "across")}
    for case in cases:
        cut[case["claim_lang"] if case["claim_lang"] == case["source_lang"] else "across"].append(case)
    return {name: rows for name, rows in cut.items() if rows}


def print_table(name: str, cases: Sequence[Record], support: Mapping[str, float]) -> None:
    """Balanced accuracy with its interval by slice, and the share judged right by kind; no answer counts as no support."""
    print(f"\n{name}: {sum(c['id'] in support for c in cases)} of {len(cases)} answered")
    print(f"{'':<10}{'cases':>7}{'balanced':>10}{'95 %':>15}{'true':>8}{'false':>8}{'overlap AUC':>13}")
    for part, rows in {**slices(cases), "all": list(cases)}.items():
        pairs = [(c["supported"], support.get(c["id"], 0.0) >= 0.5) for c in rows]
        low, high = interval(pairs)
        passed = [said for real, said in pairs if real]
        stopped = [not said for real, said in pairs if not real]
        overlap = area([(c["supported"], word_overlap(c["claim"], c["source"])) for c in rows])
        print(
            f"{part:<10}{len(rows):>7}{balanced_accuracy(pairs):>10.3f}{f'{low:.3f}-{high:.3f}':>15}"
            f"{sum(passed) / max(1, len(passed)):>8.3f}{sum(stopped) / max(1, len(stopped)):>8.3f}{overlap:>13.3f}"
        )


def print_kinds(cases: Sequence[Record], support: Mapping[str, float]) -> None:
    """The share judged right by kind and slice."""
    right: dict[str, dict[str, list[bool]]] = defaultdict(lambda: defaultdict(list))
    for part, rows in slices(cases).items():
        for case in rows:
            kind = ("+ " if case["supported"] else "- ") + case["kind"]
            right[kind][part].append((support.get(case["id"], 0.0) >= 0.5) is case["supported"])
    parts = list(slices(cases))
    print(f"\n{'kind (+ true, - false)':<26}" + "".join(f"{part:>9}" for part in parts) + f"{'all':>9}")
    for kind in sorted(right):
        cells = [right[kind][part] for part in parts]
        every = [r for cell in cells for r in cell]
        print(f"{kind:<26}" + "".join(f"{sum(c)}/{len(c)}".rjust(9) for c in [*cells, every]))


def best_threshold(cases: Sequence[Record], score: Callable[[Record], float]) -> dict[str, float]:
    """Answers of a score with the threshold that suits these very cases best: an upper bound for the baseline."""
    scored = {c["id"]: score(c) for c in cases}
    marks = sorted(set(scored.values()))

    def told(mark: float) -> float:
        return balanced_accuracy([(c["supported"], scored[c["id"]] >= mark) for c in cases])

    best = max(marks, key=told)
    return {key: float(value >= best) for key, value in scored.items()}


def main() -> None:
    """Print one table for the baseline and one for what is scored."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("cases", type=Path)
    parser.add_argument("--command", help="a command that speaks the JSON Lines of dateline check")
    parser.add_argument("--answers", type=Path, help="answers kept before: {id, support} a line")
    parser.add_argument("--keep", type=Path, help="write the answers here")
    chosen = parser.parse_args()
    cases = [json.loads(line) for line in chosen.cases.read_text(encoding="utf-8").splitlines() if line.strip()]
    if chosen.answers:
        name, support = str(chosen.answers), read_answers(chosen.answers.read_text(encoding="utf-8"))
    elif chosen.command:
        name, support = chosen.command, ask_command(chosen.command, cases)
    else:
        name, support = "Dateline", ask_dateline(cases)
    if chosen.keep:
        kept = "".join(json.dumps({"id": key, "support": value}) + "\n" for key, value in support.items())
        chosen.keep.write_text(kept, encoding="utf-8")
    baseline = best_threshold(cases, lambda c: word_overlap(c["claim"], c["source"]))
    print_table("word overlap, at its best threshold", cases, baseline)
    print_table(name, cases, support)
    print_kinds(cases, support)


if __name__ == "__main__":
    main()
