"""Words by which a text says what became of a plan or a promise."""

from __future__ import annotations

from functools import cache, lru_cache

from dateline.lang.data import load_table
from dateline.lang.identify import SUPPORTED
from dateline.lang.terms import TermMatcher, flatten_terms
from dateline.model import Anchor, Fact

UNSETTLED = "unsettled"
"""Key of the words by which an outcome is denied, feared or still under discussion."""


def says(fact: Fact, status: str) -> tuple[Anchor, ...]:
    """The tellings of a fact that have a word for ``status``, settled."""
    return tuple(t.anchor for t in fact.tellings if status in statuses_in(t.anchor.exact, t.lang))


@lru_cache(maxsize=20_000)
def statuses_in(words: str, lang: str | None) -> frozenset[str]:
    """The outcomes that a sentence has words for; none where it says that they are denied, feared or under discussion."""
    if lang not in SUPPORTED:
        return frozenset()
    found = frozenset(hit.value for hit in _outcome_terms(lang).find(words))
    return frozenset() if UNSETTLED in found else found


@cache
def _outcome_terms(lang: str) -> TermMatcher[str]:
    return TermMatcher(flatten_terms(load_table(lang, "outcomes")), words=lang == "en", fold=True)
