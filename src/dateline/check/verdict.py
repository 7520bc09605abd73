"""One calibration for every text and language: features of a sentence and its findings -> support and verdict."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources

from dateline.check.acts import count_licensed
from dateline.check.case import CODES, Case, Found
from dateline.check.clauses import find_carrier
from dateline.check.sense import weakest_sense
from dateline.check.structure import is_told_by_acts
from dateline.check.wording import is_loaded
from dateline.model.finding import Verdict

_NAME_WEIGHT = 0.4  # a known name says who, not what
_SAYS_NOTHING = ("both_sides", "1", "2")
_ORDER: tuple[Verdict, ...] = ("refuted", "overstated", "not_enough_information")


@dataclass(frozen=True, slots=True)
class Outcome:
    """Support 0..1, the verdict, the features that made it, and the findings as they stand beside that verdict."""

    support: float
    verdict: Verdict
    features: dict[str, float]
    found: tuple[Found, ...] = ()


@cache
def load_weights() -> dict[str, dict[str, float]]:
    """The weights (``weights.toml``)."""
    text = resources.files("dateline.check").joinpath("weights.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def settle(case: Case, found: Sequence[Found], *, told: bool = False, firm: bool = False) -> Outcome:
    """Weigh a sentence. Supported exactly when the support is 0.5 or more.

    Findings are evidence: each class and each code has a weight, the heavier the more of the sentence one source sentence
    carries, since a value that differs in a sentence retold word for word was changed, and in a free paraphrase may only
    be put otherwise. Findings that do not prevail become warnings. If the sentence is not supported, the gravest verdict
    of its findings is given (refuted, overstated, not enough information). That no rule speaks against a sentence counts for
    it: a stop needs a reason. ``told`` says that the acts of the sentence
    are known to be borne out. ``firm`` is for a gate: there every finding that forces a verdict prevails, and neither this
    nor what is told, and opposed by none, needs any weighing.
    """
    table = load_weights()
    forced = [v for v in _ORDER if any(f.verdict == v for f in found)]
    if firm and forced:
        return Outcome(table["caps"][forced[0]], forced[0], {}, tuple(found))
    if firm and told:
        return Outcome(table["told_by_acts"]["support"], "supported", {}, tuple(found))
    features = weigh_features(case, found)
    support = 1.0 / (1.0 + math.exp(-add_up(table, features)))
    if support < 0.5 and not forced and (told or is_told_by_acts(case)):
        support = table["told_by_acts"]["support"]
    support = round(support, 4)
    if support >= 0.5:
        return Outcome(support, "supported", features, tuple(replace(f, mild=True) if f.verdict else f for f in found))
    return Outcome(support, forced[0] if forced else "not_enough_information", features, tuple(found))


def add_up(table: dict[str, dict[str, float]], features: dict[str, float]) -> float:
    """The weighted sum of features: of its kind, of its findings, and of their codes."""
    kind = "across" if features["across"] else "same_language"
    weights = {**table[kind], **table["findings"], **table["codes"]}
    return table[kind]["bias"] + sum(weights.get(name, 0.0) * value for name, value in features.items())


def weigh_features(case: Case, found: Sequence[Found]) -> dict[str, float]:
    """What the support is made of: how far the sources carry the sentence, and what the rules found."""
    across = not (case.same_language and any(h.sentence.lang == case.claim.lang for h in case.hits))
    cosine = max((h.cosine for h in case.hits), default=0.0)
    anchored, open_ = _count_anchors(case)
    carrier = find_carrier(case)
    features = {
        "across": float(across),
        "uncovered": _uncovered(case),
        "cosine": cosine,
        "verbatim": 1.0 if case.verbatim else 0.0,
        "carrier": carrier.cover if carrier else 0.0,
        "lead": _lead(case),
        "licensed": float(min(count_licensed(case), 1)),
        "anchored": min(anchored, 4) / 4,
        "unanchored": float(min(open_, 2)),
    }
    if across:
        features["sense"] = weakest_sense(case)
    return features | _weigh_findings(found, cosine if across else features["carrier"])


def _weigh_findings(found: Sequence[Found], carried: float) -> dict[str, float]:
    """``refuted`` and so on: whether any finding forces that verdict, and the same times how far the sentence is carried
    (``refuted_carried``); ``unopposed``: no finding forces one; ``many`` such findings; ``doubts``: those that force none;
    and each code that forces one."""
    codes = {f.code for f in found if f.verdict}
    mild = {f.code for f in found if f.mild and CODES[f.code][1]} - codes
    features: dict[str, float] = dict.fromkeys(sorted(codes), 1.0) | {"unopposed": float(not codes)}
    for verdict in _ORDER:
        if any(CODES[c][1] == verdict for c in codes):
            features |= {str(verdict): 1.0, f"{verdict}_carried": carried}
    return features | {"many": float(len(codes) > 2), "doubts": float(min(len(mild), 2))}


def _uncovered(case: Case) -> float:
    """How many words of content no source carries, in tens: half-covered words count half, names less."""
    told = [c for c in case.covered if not is_loaded(case, c.word)]
    return sum(c.word.weight * (_NAME_WEIGHT if c.by == "known" else 1.0) * (1.0 - c.degree) for c in told[:40]) / 10


def _lead(case: Case) -> float:
    """How far the nearest source sentence stands before the next: one that tells the matter stands alone."""
    if len(case.hits) < 2:
        return 0.5 if case.hits else 0.0
    return min(0.5, case.hits[0].score - case.hits[1].score)


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
