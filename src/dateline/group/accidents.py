"""Accidents and disasters: what befell whom, so that reports on one of them meet while its figures change."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from dateline.group.dossier import Dossier
from dateline.lang.data import load_table
from dateline.lang.terms import TermMatcher

SENTENCES, LEAD = 2, 5
"""Sentences of the body, beside headline and standfirst, that say what happened, and those that say what it is about."""

REGIONAL = frozenset(("earthquake", "flood", "typhoon", "eruption"))
"""Kinds that strike a whole region, so that a country has one of them at a time."""
ANY = "any"
"""The kind of an accident of which the lead says no more than that it was one."""


def find_accident(dossier: Dossier) -> frozenset[str]:
    """The kinds of accident that the first sentences name, where these say that people came to harm; of what strikes a
    whole region (news of aid comes days later), all that the lead names, where any sentence does; else nothing."""
    head = [i for i in dossier.proper if i not in set(dossier.body)]
    first, harmed = _look(dossier, (*head, *dossier.body[:SENTENCES]))
    if not harmed:
        _, harmed = _look(dossier, dossier.body)
        first = frozenset()
    regional = _look(dossier, (*head, *dossier.body[:LEAD]))[0] & REGIONAL
    return first | regional if harmed else frozenset()


def _look(dossier: Dossier, rows: Sequence[int]) -> tuple[frozenset[str], bool]:
    """The kinds of accident that some sentences name, and whether they say that people came to harm."""
    text, kinds, harmed = dossier.article.text, set(), False
    for sentence in (dossier.reading.sentences[i] for i in rows):
        for matcher in _matchers():
            for hit in matcher.find(text, sentence.start, sentence.end):
                kinds |= {hit.value} - {""}
                harmed = harmed or not hit.value
    return frozenset(kinds), harmed


@cache
def _matchers() -> tuple[TermMatcher[str], ...]:
    """One matcher for words in letters, which stand alone, and one for those of scripts without spaces, in turn for the
    kinds and for harm (value ``""``), since a word of harm may overlap a kind's."""
    table = load_table("compare", "accidents")
    kinds = {str(word): kind for kind, words in table["kinds"].items() for word in words}
    harm = {str(word): "" for word in table["harm"]["words"]}
    return tuple(
        TermMatcher({w: v for w, v in terms.items() if w.isascii() == ascii_only}, words=ascii_only, fold=True)
        for terms in (kinds, harm)
        for ascii_only in (True, False)
    )
