"""Words of a sentence that tell its sign and time whatever was read in it: that something is not so, or still to come."""

from __future__ import annotations

import re
from functools import cache

from dateline.group.tellings import Told
from dateline.lang.data import load_table


def has_negation(told: Told) -> bool:
    """Whether the sentence of a telling has a word of negation."""
    sentence, lang = told.dossier.sentence_at(told.act.start), told.dossier.lang_at(told.act.start)
    return sentence is not None and speaks_of(
        "negation", lang, told.dossier.article.text[sentence.start : sentence.end]
    )


def speaks_of(kind: str, lang: str | None, words: str) -> bool:
    """Whether some words of a language are of ``negation``, or of what is ``to_come``."""
    return lang is not None and any(p.search(words) for p in _patterns(kind, lang))


@cache
def _patterns(kind: str, lang: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(p, re.IGNORECASE) for p in load_table("compare", "encounters")[kind].get(lang, ()))
