"""Words by which somebody says that something is not so (``compare/denials.toml``)."""

from __future__ import annotations

import re
from functools import cache

from dateline.lang.data import load_table
from dateline.lang.identify import SUPPORTED


def denies(lang: str, words: str) -> bool:
    """Whether some words of a language say that somebody denies."""
    return lang in SUPPORTED and any(p.search(words) for p in denial_words(lang))


def names_charges(lang: str, words: str) -> bool:
    """Whether some words of a language name charges or allegations."""
    return lang in SUPPORTED and re.search(load_table("compare", "denials")["charges"][lang], words) is not None


@cache
def denial_words(lang: str) -> tuple[re.Pattern[str], ...]:
    """The patterns of a language's words of denial, to be searched in a sentence."""
    return tuple(re.compile(p) for p in load_table("compare", "denials")[lang])
