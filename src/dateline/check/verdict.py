"""One calibration for every text and language: features of a sentence -> support, support and findings -> verdict."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from dateline.check.acts import count_licensed
from dateline.check.case import Case, Found
from dateline.check.clauses import align_clauses, find_carrier
from dateline.check.retrieve import Covered
from dateline.check.sense import weakest_sense
from dateline.check.structure import is_told_by_acts
from dateline.check.wording import is_loaded
from dateline.model.finding import Verdict

_PRIOR, _PRIOR_WEIGHT = 0.9, 0.8
_NAME_WEIGHT = 0.4  # a known name says who, not what
_SAYS_NOTHING = ("both_sides", "1", "2")
_ORDER: tuple[Verdict, ...] = ("refuted", "overstated", "not_enough_information")


@dataclass(frozen=True, slots=True)
class Outcome:
    """Support 0..1, the verdict, and the features that made it."""

    support: float
    verdict: Verdict
    features: dict[str, float]


@cache
def load_weights() -> dict[str, dict[str, float]]:
    """The weights (``weights.toml``)."""
    text = resources.files("dateline.check").joinpath("weights.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def settle(case: Case, found: Sequence[Found], *, told: bool = False) -> Outcome:
    """Weigh a sentence. Supported exactly when the support is 0.5 or more.

    A finding that forces a verdict caps the support; of several the gravest decides (refuted, overstated, not enough
    information). ``told`` says that the acts of the sentence are known to be borne out.
    """
    table = load_weights()
    kind = "same_language" if case.same_language and _leads_same(case) else "across"
    features = _features(case, found)
    weights = table[kind]
    z = weights["bias"] + sum(weights[name] * value for name, value in features.items() if name in weights)
    support = 1.0 / (1.0 + math.exp(-z / table["spread"]["temperature"]))
    forced = [v for v in _ORDER if any(f.verdict == v for f in found)]
    if forced:
        support = min(support, table["caps"][forced[0]])
        return Outcome(round(support, 4), forced[0], features)
    if support < 0.5 and (told or is_told_by_acts(case)):
        support = table["told_by_acts"]["support"]
    support = round(support, 4)
    return Outcome(support, "supported" if support >= 0.5 else "not_enough_information", features)


def _leads_same(case: Case) -> bool:
    """Whether the nearest source sentences include one in the sentence's language."""
    return any(h.sentence.lang == case.claim.lang for h in case.hits)


def _features(case: Case, found: Sequence[Found]) -> dict[str, float]:
    told = [c for c in case.covered if not is_loaded(case, c.word)]
    weights = [c.word.weight * (_NAME_WEIGHT if c.by == "known" else 1.0) for c in told]
    total = sum(weights)
    coverage = (sum(w * c.degree for w, c in zip(weights, told, strict=True)) + _PRIOR * _PRIOR_WEIGHT) / (
        total + _PRIOR_WEIGHT
    )
    clauses = []
    for clause in case.clauses:
        weight = sum(c.word.weight for c in clause)
        if weight >= 1.0:
            clauses.append(sum(c.word.weight * c.degree for c in clause) / weight)
    holes = sum(c.word.weight for c in told if c.degree < 0.3)
    anchored, open_ = _count_anchors(case)
    return {
        "coverage": coverage,
        "weakest_clause": min(clauses, default=coverage),
        "holes": min(holes, 4.0),
        "cosine": max((h.cosine for h in case.hits), default=0.0),
        "verbatim": 1.0 if case.verbatim else 0.0,
        "anchored": min(anchored, 4) / 4,
        "unanchored": float(min(open_, 2)),
        "sense": weakest_sense(case),
        "lead": _lead(case),
        "topics": _topics(case),
        "licensed": float(min(count_licensed(case), 1)),
        "mild": float(sum(1 for f in found if f.mild)),
        "cause": float(any(f.code == "DL511" for f in found)),
        **_by_sentence(case),
        **_gaps(case, told),
    }


def _lead(case: Case) -> float:
    """How far the nearest source sentence stands before the next: one that tells the matter stands alone."""
    if len(case.hits) < 2:
        return 0.5
    return min(0.5, case.hits[0].score - case.hits[1].score)


def _by_sentence(case: Case) -> dict[str, float]:
    """``single``: how much of its least carried clause one source sentence covers; ``carrier``: of the whole sentence."""
    aligned, carrier = align_clauses(case), find_carrier(case)
    return {
        "single": min((a.cover for a in aligned), default=1.0),
        "carrier": carrier.cover if carrier else 0.0,
    }


def _gaps(case: Case, told: Sequence[Covered]) -> dict[str, float]:
    """``worst`` and ``second``: how far the two least covered words of content are from any source word; ``gaps``: the
    share of words that no source has."""
    content = [c for c in told if c.word.weight >= 1.0 and c.by != "known"]
    missing = sorted((1.0 - c.degree for c in content), reverse=True)
    return {
        "worst": missing[0] if missing else 0.0,
        "second": missing[1] if len(missing) > 1 else 0.0,
        "gaps": sum(m > 0.5 for m in missing) / max(len(content), 1),
        "length": min(len(told), 40) / 40,
    }


def _count_anchors(case: Case) -> tuple[int, int]:
    """How many persons, places, bodies and numbers of the sentence the nearest source sentences have, and how many not."""
    ids: set[str] = set()
    values: set[str] = set()
    for sentence in case.near:
        view = case.view_of(sentence)
        for mention in sentence.mentions:
            figure = case.cast.figure(view, mention)
            ids |= {figure.id} if figure else set()
            values |= {mention.value or mention.text}
    have = miss = 0
    for mention in case.claim.mentions:
        if mention.kind == "position" or mention.value in _SAYS_NOTHING:
            continue
        figure = case.cast.figure(case.document, mention)
        matched = (figure is not None and figure.id in ids) or (mention.value or mention.text) in values
        have, miss = have + matched, miss + (not matched and mention.kind != "organization")
    return have, miss


def _topics(case: Case) -> float:
    """1 where the sentence's acts share a topic with acts nearby, -1 where both have topics and share none."""
    mine = {t for a in case.claim.acts for t in a.topics}
    theirs = {t for s in case.near for a in s.acts for t in a.topics}
    if not mine or not theirs:
        return 0.0
    return 1.0 if mine & theirs else -1.0
