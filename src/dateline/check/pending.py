"""DL507 by steps: a step that the source says is still to be taken (an approval, a vote), told as taken."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.check.case import Case, Found, cite
from dateline.check.plain import count_negations
from dateline.check.views import SentenceView
from dateline.lang.data import load_table

_NEAR = 2
_SENSE = 0.3


def check_pending(case: Case) -> Iterator[Found]:
    """The sentence has a step granted that one of the nearest source sentences needs first, and none has as granted."""
    if (
        not _has(case.claim, "granted")
        or _has(case.claim, "needed")
        or count_negations(case.claim.text, case.claim.lang)
    ):
        return
    if any(_has(s, "granted") and not _has(s, "needed") for s in case.near):
        return
    for hit in case.hits[:_NEAR]:
        near = hit.cosine >= _SENSE or hit.overlap >= _SENSE
        if near and _has(hit.sentence, "needed") and not _has(hit.sentence, "granted"):
            evidence = (cite(hit.sentence, "contradicts"),)
            yield Found("DL507", case.claim.start, case.claim.end, hit.sentence.text, evidence)
            return


def _has(sentence: SentenceView, what: str) -> bool:
    return bool(re.search(load_table(sentence.lang, "claimed")["pending"][what], sentence.text, re.IGNORECASE))


def needs_step(sentence: SentenceView) -> bool:
    """Whether a sentence tells of a step that is still to be taken."""
    return _has(sentence, "needed")
