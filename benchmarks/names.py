"""Names against public sets: the right name among 5,000 across scripts (top-1), and labelled pairs (F1 at 0.5).

``python benchmarks/names.py FOLDER [QUERIES]`` reads ``full_names_ko_dev.tsv.gz`` (Latin, tab, Hangul a line) and
``nomenklatura_name_bench_cases.csv`` from FOLDER. The pool is 5,000 names drawn with a fixed seed, the queries are some
of their Latin forms (500 unless told).
"""

from __future__ import annotations

import csv
import gzip
import random
import sys
from pathlib import Path

POOL, SEED = 5000, 7


def top_one(folder: Path, queries: int) -> float:
    """The share of Latin names whose Hangul form is found first among the pool."""
    from dateline.lang.compare import NameIndex

    with gzip.open(folder / "full_names_ko_dev.tsv.gz", "rt", encoding="utf-8") as stream:
        rows = [line.rstrip("\n").split("\t")[:2] for line in stream if line.count("\t")]
    drawn = random.Random(SEED).sample(rows, POOL)
    index = NameIndex([korean for _, korean in drawn])
    asked = drawn[:queries]
    return sum(index.best(latin)[0] == korean for latin, korean in asked) / len(asked)


def pair_figures(folder: Path) -> tuple[float, float, float, list[dict[str, str]]]:
    """Precision, recall and F1 over all labelled pairs, and the rows judged wrongly."""
    from dateline.lang.compare import compare_names

    rows = list(csv.DictReader((folder / "nomenklatura_name_bench_cases.csv").open(encoding="utf-8")))
    counts = {(a, b): 0 for a in (True, False) for b in (True, False)}
    wrong = []
    for row in rows:
        gold, given = row["is_match"] == "true", compare_names(row["name1"], row["name2"]).score >= 0.5
        counts[gold, given] += 1
        if gold != given:
            wrong.append(row)
    hits = counts[True, True]
    precision, recall = hits / max(hits + counts[False, True], 1), hits / max(hits + counts[True, False], 1)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9), wrong


def main() -> int:
    """Print the figures."""
    folder = Path(sys.argv[1])
    precision, recall, f1, wrong = pair_figures(folder)
    print(f"pairs: precision {precision:.3f} recall {recall:.3f} F1 {f1:.3f}")
    if "--wrong" in sys.argv:
        for row in wrong:
            print("  ", row["is_match"], row["schema"], row["name1"], "|", row["name2"], "|", row["category"])
    queries = next((int(a) for a in sys.argv[2:] if a.isdigit()), 500)
    print(f"top-1 of {POOL} (en-ko, {queries} queries): {top_one(folder, queries):.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
