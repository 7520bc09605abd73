"""Train the weights of ``src/dateline/check/weights.toml``: logistic regression over explained features, plain numpy.

Data: the project's own claims (tests/check/cases, tests/fixtures/claims, benchmarks/planted, benchmarks/bundles), SummEdits
(Apache-2.0), the dev part of WiCE (annotations ODC-BY, text CC BY-SA), UHGEval (Apache-2.0). Every set has its share, and
within it true and false claims weigh the same. A claim of several sentences is judged by the least supported one. Scores
are given twice on what was held out: by document, and by leaving the whole set out.

Usage: python benchmarks/train_check.py [--limit 250] [--readings FOLDER] [--judged FILE] [--write]
"""

from __future__ import annotations

import argparse
import pickle
import re
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

import numpy as np
import numpy.typing as npt
from claims import Judgement, Reader, area, balanced, calibration_error, judge, judge_article
from claims_data import SETS, load_audited, sample

from dateline.check.case import CODES

Floats = npt.NDArray[np.float64]
WEIGHTS = Path(__file__).resolve().parents[1] / "src/dateline/check/weights.toml"
SHARES = {
    "unseen": 1.0,
    "own": 1.0,
    "bundles_a": 0.7,
    "bundles_b": 0.7,
    "bundles_c": 1.2,
    "bundles_d": 1.2,
    "bundles_e": 1.2,
    "bundles_f": 1.5,
    "audited": 2.0,
    "generated": 0.7,
    "articles": 0.7,
    "pairs": 1.0,
    "rules": 1.0,
    "entailment": 0.5,
    "summedits_news": 1.0,
    "summedits_ectsum": 0.6,
    "wice": 1.2,
    "uhgeval": 0.6,
}
"""What each set counts: those nearest to what editors have, and those whose claims were written by others, most."""
TRUE_SHARE = 1.1  # a true claim stopped is a little worse than a false one passed
SAME = ("uncovered", "cosine", "verbatim", "carrier", "lead", "licensed", "anchored", "unanchored", "unopposed")
ACROSS = ("bias", "cosine", "lead", "sense", "licensed", "unanchored", "unopposed")
FINDINGS = (
    "refuted",
    "overstated",
    "not_enough_information",
    "refuted_carried",
    "overstated_carried",
    "not_enough_information_carried",
    "many",
    "doubts",
)
FORCING = tuple(sorted(c for c, (_, verdict) in CODES.items() if verdict))
LESS = ("uncovered", "unanchored", *FINDINGS, *FORCING)
"""Features that can only lessen support; all others can only raise it. A weight of the other sign would not hold elsewhere."""
RIDGE = {"findings": 0.3, "codes": 1.5}  # a code has a weight of its own only where there are cases enough
PRIOR = {"cosine": 0.5, "refuted_carried": -2.0, "overstated_carried": -2.0, "not_enough_information_carried": -2.7}
"""Where the penalty pulls to, if not to nought: nearness counts (in units of its spread), and a value changed in a
sentence retold word for word is an error."""
EACH_CODE = -0.3  # and a code that has hardly a case here still says something
FOLDS, STEPS, RATE, PENALTY = 5, 350, 0.1, 0.1


@dataclass(frozen=True)
class Column:
    """A column of the matrix: its table in the file, its name, the sign it may have (0: any)."""

    table: str
    name: str
    sign: int


COLUMNS = tuple(
    Column(table, name, 0 if name == "bias" else -1 if name in LESS else 1)
    for table, names in (("same_language", SAME), ("across", ACROSS), ("findings", FINDINGS), ("codes", FORCING))
    for name in names
)
SIGNS = np.array([c.sign for c in COLUMNS])
RIDGES = np.array([3.0 if c.name in PRIOR else RIDGE.get(c.table, 1.0) for c in COLUMNS])
PRIORS = np.array([EACH_CODE if c.table == "codes" else PRIOR.get(c.name, 0.0) for c in COLUMNS])


@dataclass(frozen=True)
class Case:
    """A judged claim of a set, and a row for each of its sentences."""

    set: str
    judged: Judgement
    rows: Floats


def to_rows(judged: Judgement) -> Floats:
    """The features of each sentence of a claim."""
    rows = []
    for features in judged.features:
        kind = "across" if features["across"] else "same_language"
        given = {**features, "bias": 1.0}
        rows.append([given.get(c.name, 0.0) if c.table in (kind, "findings", "codes") else 0.0 for c in COLUMNS])
    return np.array(rows)


def weigh(cases: Sequence[Case]) -> Floats:
    """The share of its set for each case, divided between true and false ones."""
    counts: dict[tuple[str, bool], int] = {}
    for c in cases:
        counts[c.set, c.judged.item.supported] = counts.get((c.set, c.judged.item.supported), 0) + 1
    raw = [
        SHARES[c.set] * (TRUE_SHARE if c.judged.item.supported else 1.0) / counts[c.set, c.judged.item.supported]
        for c in cases
    ]
    return np.array(raw) / sum(raw)


def fit(cases: Sequence[Case]) -> tuple[Floats, float]:
    """Weights and bias by gradient steps (Adam), each projected onto the allowed signs."""
    rows = np.concatenate([c.rows for c in cases])
    starts = np.cumsum([0, *(len(c.rows) for c in cases[:-1])])
    owner = np.repeat(np.arange(len(cases)), [len(c.rows) for c in cases])
    answers, shares = np.array([float(c.judged.item.supported) for c in cases]), weigh(cases)
    deviation = rows.std(axis=0) + 1e-3
    spread = np.array([1.0 if c.table in RIDGE or c.name == "bias" else deviation[i] for i, c in enumerate(COLUMNS)])
    scaled, beta = rows / spread, np.zeros(len(COLUMNS) + 1)
    first, second = np.zeros_like(beta), np.zeros_like(beta)
    for step in range(1, STEPS + 1):
        sums = scaled @ beta[:-1] + beta[-1]
        least = np.minimum.reduceat(sums, starts)
        error = (1 / (1 + np.exp(-least)) - answers) * shares
        pull = np.where(sums == least[owner], error[owner], 0.0)
        slope = np.append(scaled.T @ pull + PENALTY * RIDGES * (beta[:-1] - PRIORS) / len(COLUMNS), pull.sum())
        first, second = 0.9 * first + 0.1 * slope, 0.999 * second + 0.001 * slope**2
        beta = beta - RATE * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
        beta[:-1] = np.where((SIGNS != 0) & (beta[:-1] * SIGNS < 0), 0.0, beta[:-1])
    return beta[:-1] / spread, float(beta[-1])


def predict(cases: Sequence[Case], beta: Floats, bias: float) -> list[Judgement]:
    """The judgements with the supports of these weights."""
    supports = [float(1 / (1 + np.exp(-((c.rows @ beta).min() + bias)))) for c in cases]
    return [replace(c.judged, support=s) for c, s in zip(cases, supports, strict=True)]


def hold_out(cases: Sequence[Case], part_of: Callable[[Case], str]) -> list[Judgement]:
    """Every case judged by weights that were trained without its part."""
    held: dict[str, Judgement] = {}
    for part in sorted({part_of(c) for c in cases}):
        test = [c for c in cases if part_of(c) == part]
        judged = predict(test, *fit([c for c in cases if part_of(c) != part]))
        held |= {f"{c.set}/{c.judged.item.id}": j for c, j in zip(test, judged, strict=True)}
    return [held[f"{c.set}/{c.judged.item.id}"] for c in cases]


def fold_of(case: Case) -> str:
    """The fold of a case: that of its document."""
    return str(int(sha256(case.judged.item.document.encode()).hexdigest(), 16) % FOLDS)


def tell(judged: Sequence[Judgement]) -> str:
    """Balanced accuracy, the shares right of true and false ones, area under the curve, calibration error."""
    score, true, false = balanced(judged)
    return f"{score:.3f} ({true:.2f} {false:.2f}) auc {area(judged):.3f} ece {calibration_error(judged):.3f}"


def write_weights(beta: Floats, bias: float) -> str:
    """The learned tables of the file."""
    lines = [f"\n[same_language]\nbias = {bias:.3f}"]
    table = "same_language"
    for column, value in zip(COLUMNS, beta, strict=True):
        if column.table != table:
            table = column.table
            lines.append(f"\n[{table}]")
        value += bias if column.name == "bias" else 0.0
        if abs(value) >= 0.005:
            lines.append(f"{column.name} = {value:.3f}")
    return "\n".join(lines) + "\n"


def gather(options: argparse.Namespace) -> list[Case]:
    """Every case of every set whose data is there, judged."""
    if options.judged and options.judged.exists():
        judged = pickle.loads(options.judged.read_bytes())  # noqa: S301  # our own file
    else:
        reader, judged = Reader(options.readings), {}
        for name in SHARES:
            try:
                judged[name] = (
                    [j for row in load_audited() for j in judge_article(row, options.readings)]
                    if name == "audited"
                    else [judge(item, reader) for item in sample(SETS[name](), options.limit)]
                )
            except FileNotFoundError:
                print("skipped, no data:", name)
                continue
            print(f"{name:18} now {tell(judged[name])}", flush=True)
        if options.judged:
            options.judged.write_bytes(pickle.dumps(judged))
    return [Case(name, j, to_rows(j)) for name, js in judged.items() for j in js if j.features]


def main(argv: Sequence[str] | None = None) -> int:
    """Train, print held-out scores beside those of the present weights, and, if asked, write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--limit", type=int, default=250)
    parser.add_argument("--readings", type=Path)
    parser.add_argument("--judged", type=Path, help="keep what was judged here, and use it when it is there")
    parser.add_argument("--write", action="store_true", help="write the weights into the package")
    options = parser.parse_args(argv)
    cases = gather(options)
    folds, sets = hold_out(cases, fold_of), hold_out(cases, lambda c: c.set)
    for name in dict.fromkeys(c.set for c in cases):
        picked = [i for i, c in enumerate(cases) if c.set == name]
        print(
            f"{name:18} documents held out {tell([folds[i] for i in picked])}  set left out {tell([sets[i] for i in picked])}"
        )
    print(f"{'all':18} documents held out {tell(folds)}  set left out {tell(sets)}")
    learned = write_weights(*fit(cases))
    if options.write:
        text = WEIGHTS.read_text(encoding="utf-8")
        begin, end = text.index("\n[same_language]"), text.index("\n# The gate")
        WEIGHTS.write_text(re.sub(r"\n{3,}", "\n\n", text[:begin] + learned + text[end:]), encoding="utf-8")
    else:
        print(learned)
    return 0


if __name__ == "__main__":
    sys.exit(main())
