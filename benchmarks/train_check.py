"""Train the weights of ``src/dateline/check/weights.toml``: logistic regression over explained features, plain numpy.

Data: SummEdits (Apache-2.0), the dev part of WiCE (annotations ODC-BY, text CC BY-SA) and the project's own pairs and
articles (tests/check/cases). Every set and both answers weigh the same. Items that a rule decides are left out: the
weights only judge what the rules let through. Scores are given on held-out folds, split by document.

Usage: python benchmarks/train_check.py [--limit 200] [--readings FOLDER]
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

import numpy as np
import numpy.typing as npt
from claims import Judgement, Reader, balanced, calibration_error, judge
from claims_data import SETS, sample

from dateline.check.verdict import load_weights

Rows = npt.NDArray[np.float64]
TRAINED_ON = ("summedits_news", "summedits_ectsum", "wice", "pairs", "articles", "entailment")
FEATURES = {
    "coverage": 1,
    "weakest_clause": 1,
    "cosine": 1,
    "verbatim": 1,
    "single": 1,
    "carrier": 1,
    "sense": 1,
    "lead": 1,
    "licensed": 1,
    "length": -1,
    "worst": -1,
    "second": -1,
    "gaps": -1,
    "mild": -1,
    "cause": -1,
}
"""Every feature with the sign it must have: a weight against sense is set to nought (it would not hold elsewhere)."""
FOLDS, STEPS, RATE, RIDGE = 5, 4000, 0.3, 0.02


def to_rows(judged: Sequence[Judgement]) -> Rows:
    """The features, a row an item."""
    return np.array([[j.features.get(name, 0.0) for name in FEATURES] for j in judged])


def weigh(judged: Sequence[Judgement], sets: Sequence[str]) -> npt.NDArray[np.float64]:
    """Equal weight for each set, and within it for both answers."""
    counts: dict[tuple[str, bool], int] = {}
    for j, name in zip(judged, sets, strict=True):
        counts[name, j.item.supported] = counts.get((name, j.item.supported), 0) + 1
    raw = np.array([1.0 / counts[name, j.item.supported] for j, name in zip(judged, sets, strict=True)])
    return raw / raw.sum()


def fit(rows: Rows, answers: npt.NDArray[np.float64], weights: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Logistic regression by gradient steps, each projected onto the allowed signs; the last weight is the bias."""
    mean, spread = rows.mean(axis=0), rows.std(axis=0) + 1e-6
    scaled = (rows - mean) / spread
    signs = np.array(list(FEATURES.values()))
    beta, bias = np.zeros(rows.shape[1]), 0.0
    for _ in range(STEPS):
        error = (1 / (1 + np.exp(-(scaled @ beta + bias))) - answers) * weights
        beta = beta - RATE * (scaled.T @ error + RIDGE * beta / len(FEATURES))
        beta = np.where(beta * signs > 0, beta, 0.0)
        bias -= RATE * float(error.sum())
    plain = beta / spread
    return np.append(plain, bias - float(plain @ mean))


def predict(rows: Rows, beta: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Support of each row."""
    return np.asarray(1 / (1 + np.exp(-(rows @ beta[:-1] + beta[-1]))))


def fold_of(judged: Judgement) -> int:
    """The fold of an item: that of its document."""
    return int(sha256(judged.item.document.encode()).hexdigest(), 16) % FOLDS


def with_support(judged: Sequence[Judgement], support: npt.NDArray[np.float64]) -> list[Judgement]:
    """The same judgements with other supports."""
    from dataclasses import replace

    return [replace(j, support=float(s)) for j, s in zip(judged, support, strict=True)]


def is_open(judged: Judgement) -> bool:
    """Whether no rule has decided it and it was judged within one language."""
    capped = load_weights()["caps"]["not_enough_information"]
    forced = judged.verdict in ("refuted", "overstated") or (judged.verdict != "supported" and judged.support == capped)
    return bool(judged.features) and not forced and judged.item.claim_lang == judged.item.source_lang


def main(argv: Sequence[str] | None = None) -> int:
    """Train, print held-out scores beside those of the present weights, and, if asked, the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--limit", type=int, default=200)
    parser.add_argument("--readings", type=Path)
    parser.add_argument("--sets", default=",".join(TRAINED_ON))
    options = parser.parse_args(argv)
    reader, judged, sets = Reader(options.readings), [], []
    for name in options.sets.split(","):
        for item in sample(SETS[name](), options.limit):
            judged.append(judge(item, reader))
            sets.append(name)
        print("judged", name, flush=True)
    opened = [i for i, j in enumerate(judged) if is_open(j)]
    rows, answers = to_rows([judged[i] for i in opened]), np.array([float(judged[i].item.supported) for i in opened])
    weights = weigh([judged[i] for i in opened], [sets[i] for i in opened])
    folds = np.array([fold_of(judged[i]) for i in opened])
    held = np.zeros(len(opened))
    for fold in range(FOLDS):
        train = folds != fold
        held[folds == fold] = predict(rows[folds == fold], fit(rows[train], answers[train], weights[train]))
    support = np.array([j.support for j in judged])
    support[opened] = held
    after = with_support(judged, support)
    for name in dict.fromkeys(sets):
        picked = [i for i, s in enumerate(sets) if s == name]
        old, new = [judged[i] for i in picked], [after[i] for i in picked]
        print(
            f"{name:18} hand-set {balanced(old)[0]:.3f} (ece {calibration_error(old):.3f})"
            f"  trained, held out {balanced(new)[0]:.3f} (ece {calibration_error(new):.3f})"
            f"  true {balanced(new)[1]:.3f} false {balanced(new)[2]:.3f}"
        )
    beta = fit(rows, answers, weights)
    print("bias =", round(float(beta[-1]), 3))
    for name, value in zip(FEATURES, beta, strict=False):
        print(f"{name} = {round(float(value), 3)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
