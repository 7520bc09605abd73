"""DL509 by shares: most or all of them, where the source counts few; both parties, where the source has it of one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from dateline.check.case import Case, Found, cite
from dateline.check.marks import has_mark
from dateline.check.plain import find_numbers
from dateline.check.quotes import quoted_spans
from dateline.check.stretches import content_keys, cut_stretches
from dateline.check.views import SentenceView
from dateline.check.words import load_vocabulary
from dateline.lang.data import load_table

_HALF, _NEAR = Decimal("0.5"), 2
_CLEAR, _SENSE = 0.2, 0.3
_BESIDE = 5  # letters between a number, or a word for all, and what it counts
_SPOKEN = ("statement", "pledge")


def check_shares(case: Case) -> Iterator[Found]:
    """The part that a source sentence counts of a whole is less than the sentence says."""
    table, text = load_table(case.claim.lang, "claimed")["share"], case.claim.text
    majority = re.search(table["majority"], text, re.IGNORECASE)
    whole = re.search(table["whole"], text, re.IGNORECASE)
    match = majority or whole
    if match is None or _shares(case.claim):
        return
    for sentence in case.near[:_NEAR]:
        shares = _shares(sentence)
        theirs = load_table(sentence.lang, "claimed")["share"]
        if whole and not majority and (_is_most(case, sentence, theirs) or _is_counted(case, sentence, whole, theirs)):
            start = case.claim.start + match.start()
            yield Found("DL509", start, case.claim.start + match.end(), sentence.text, (cite(sentence, "contradicts"),))
            return
        if len(shares) != 1 or re.search(theirs["majority"], sentence.text) or not _is_about(case, sentence):
            continue
        if shares[0] <= _HALF if majority else shares[0] < 1:
            start = case.claim.start + match.start()
            yield Found("DL509", start, case.claim.start + match.end(), sentence.text, (cite(sentence, "contradicts"),))
            return


def _is_most(case: Case, sentence: SentenceView, table: dict[str, Any]) -> bool:
    """Whether a source sentence has most of them where the sentence has all, in a clause that shares words with it."""
    most = re.search(table["majority"], sentence.text, re.IGNORECASE)
    if most is None or re.search(table["whole"], sentence.text, re.IGNORECASE) or not _is_about(case, sentence):
        return False
    at = sentence.start + most.start()
    clause = next((c for c in cut_stretches(sentence) if c.start <= at < c.end), None)
    return case.claim.lang != sentence.lang or (clause is not None and bool(content_keys(clause) & case.claim.keys))


def _is_counted(case: Case, sentence: SentenceView, whole: re.Match[str], table: dict[str, Any]) -> bool:
    """Whether a source sentence counts some of those of whom the sentence has all: the noun beside "all" stands beside a
    number there."""
    if sentence.lang != case.claim.lang or re.search(table["whole"], sentence.text, re.IGNORECASE):
        return False
    if case.claim.named("number") or not _is_about(case, sentence):
        return False
    start, end = (case.claim.start + at for at in whole.span())
    beside = [w for w in case.claim.words if 0 <= start - w.end <= _BESIDE or 0 <= w.start - end <= _BESIDE]
    keys = {k for w in beside for k in w.keys}
    numbers = [m for m in sentence.named("number") if not any(d.start <= m.start < d.end for d in sentence.dates)]
    near = [
        w for w in sentence.words for m in numbers if 0 <= m.start - w.end <= _BESIDE or 0 <= w.start - m.end <= _BESIDE
    ]
    return any(k in keys for w in near for k in w.keys)


def _is_about(case: Case, sentence: SentenceView) -> bool:
    """Whether a source sentence shares words of content with the sentence, or comes near it in sense."""
    hit = next((h for h in case.hits if h.sentence is sentence), None)
    return hit is not None and (hit.overlap >= _SENSE or hit.cosine >= _SENSE)


def _shares(sentence: SentenceView) -> list[Decimal]:
    """The shares that a sentence counts: "three of the nine"."""
    found = []
    for pattern in load_table(sentence.lang, "claimed")["share"]["parts"]:
        for match in re.finditer(pattern, sentence.text, re.IGNORECASE):
            numbers = [find_numbers(match[name]) for name in ("part", "whole")]
            if all(numbers) and 0 < numbers[0][0].value <= numbers[1][0].value:
                found.append(numbers[0][0].value / numbers[1][0].value)
    return found


def check_both(case: Case) -> Iterator[Found]:
    """Both say or do what the one source sentence of the matter has of one of them."""
    words = load_table(case.claim.lang, "claimed")["both"]["words"]
    match = re.search(words, case.claim.text, re.IGNORECASE)
    spoken = [a for a in case.claim.acts if a.kind in _SPOKEN]
    if match is None or not case.hits or quoted_spans(case.claim) or (case.claim.acts and not spoken):
        return
    hit = max(case.hits, key=lambda h: h.score)
    rivals = [h for h in case.hits if h is not hit and h.score >= hit.score - _CLEAR]
    source = hit.sentence
    if hit.cosine < _SENSE or any(_tells_both(h.sentence) for h in (hit, *rivals)) or rivals:
        return
    told = [a for a in source.acts if a.kind in _SPOKEN and len(a.actors) == 1]
    if len(told) != 1 or has_mark(source, load_vocabulary(source.lang).universal):
        return
    start = case.claim.start + match.start()
    yield Found("DL509", start, case.claim.start + match.end(), source.text, (cite(source, "contradicts"),))


def _tells_both(sentence: SentenceView) -> bool:
    table = load_table(sentence.lang, "claimed")["both"]
    joint = any(len(a.actors) > 1 or a.kind in ("agreement", "signing") for a in sentence.acts)
    return joint or bool(re.search(table["words"], sentence.text, re.IGNORECASE))
