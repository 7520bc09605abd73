"""DL503, DL504 by names alone: the same words told of somebody else, or of two parties the other way round.

They hold the line where the acts of a text were not read; both texts must be in one language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.check.case import Case, Found, cite
from dateline.check.views import SentenceView, TextView
from dateline.check.words import load_vocabulary

_SAME_WORDS = 0.85
_SYMMETRIC = ("meeting", "call", "agreement", "signing")


def check_parties(case: Case) -> Iterator[Found]:
    """DL504 where one source sentence has all the words but another person; DL503 where it has both parties reversed."""
    mine = _parties(case, case.document, case.claim)
    persons = set(mine) & case.cast.persons
    for sentence in case.near:
        if sentence.lang != case.claim.lang or _shared(case, sentence) < _SAME_WORDS:
            continue
        theirs = _parties(case, case.view_of(sentence), sentence)
        others = set(theirs) & case.cast.persons
        if persons and others and not persons & others and persons <= case.known_ids:
            yield Found("DL504", case.claim.start, case.claim.end, sentence.text, (cite(sentence, "contradicts"),))
        elif _reversed(mine, theirs) and not _is_symmetric(case, sentence):
            yield Found("DL503", case.claim.start, case.claim.end, sentence.text, (cite(sentence, "contradicts"),))
        return


def _parties(case: Case, view: TextView, sentence: SentenceView) -> list[str]:
    """The ids of the persons, bodies and countries of a sentence, in order of appearance."""
    found: dict[str, None] = {}
    for mention in sorted(sentence.mentions, key=lambda m: m.start):
        figure = case.cast.figure(view, mention)
        if figure is not None and mention.kind in ("person", "organization", "place", "position"):
            found.setdefault(figure.id.split(":")[0] if figure.kind == "organization" else figure.id)
    return list(found)


def _shared(case: Case, sentence: SentenceView) -> float:
    """The share of the claim's words, names aside, that one sentence has."""
    named = [(m.start, m.end) for m in case.claim.mentions if m.kind in ("person", "organization", "place", "position")]
    words = [w for w in case.claim.words if not any(s <= w.start < e for s, e in named)]
    frame = load_vocabulary(case.claim.lang).frame
    told = [w for w in words if not set(w.keys) <= frame]
    if len(told) < 2:
        return 0.0
    return sum(sum(k in sentence.keys for k in w.keys) / len(w.keys) for w in told) / len(told)


def _reversed(mine: list[str], theirs: list[str]) -> bool:
    """Whether two parties stand in one order here and in the other there."""
    if len(mine) != 2:
        return False
    order = [p for p in theirs if p in mine]
    return len(order) == 2 and order == mine[::-1]


def _is_symmetric(case: Case, sentence: SentenceView) -> bool:
    """Whether the order of the parties says nothing: they act together, or one of the sentences is passive."""
    if any(a.kind in _SYMMETRIC for a in (*case.claim.acts, *sentence.acts)):
        return True
    if case.claim.lang != "en":
        return True
    passive = [
        bool(re.search(r"\b(?:was|were|been|being|is|are)\s+\w+(?:ed|en)\b|\bby\b", s.text))
        for s in (case.claim, sentence)
    ]
    return passive[0] != passive[1] or " and " in case.claim.text
