"""Accidents and disasters: what befell whom, so that reports on one of them meet while its figures change."""

from __future__ import annotations

from functools import cache

from dateline.group.dossier import Dossier
from dateline.lang.data import load_table
from dateline.lang.terms import TermMatcher

SENTENCES = 2
"""Sentences of the body, beside headline and standfirst, that say what happened."""


ANY = "any"
"""The kind of an accident of which the lead says no more than that it was one."""


def find_accident(dossier: Dossier) -> frozenset[str]:
    """The kinds of accident that the first sentences name, where they say that people came to harm; else nothing."""
    head = [i for i in dossier.proper if i not in set(dossier.body)]
    sentences = [dossier.reading.sentences[i] for i in (*head, *dossier.body[:SENTENCES])]
    text = dossier.article.text
    kinds: set[str] = set()
    harmed = False
    for sentence in sentences:
        for matcher in _matchers():
            for hit in matcher.find(text, sentence.start, sentence.end):
                if hit.value:
                    kinds.add(hit.value)
                else:
                    harmed = True
    return frozenset(kinds) if harmed else frozenset()


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
