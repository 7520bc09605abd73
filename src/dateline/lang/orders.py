"""Sentences that order whoever reads them, a person or a model, to tell something: what such a sentence holds is not told by
its text, so nobody is said to have done it."""

from __future__ import annotations

import re
from functools import cache

from dateline.lang.data import load_table
from dateline.lang.identify import SUPPORTED

_MARKS = "\"'“”‘’「」『』《》()（）[]【】-–—#*>:： \t\u3000"
_STOPS = _MARKS + ".!?。．！？…~"
_LONGEST_END = 60
"""Characters at the end of a sentence in which its last verb stands."""


def is_order(sentence: str, lang: str) -> bool:
    """Whether a sentence orders its reader to report, write or say something."""
    if lang not in SUPPORTED:
        return False
    begins, ends = _patterns(lang)
    if begins is not None and begins.match(sentence.lstrip(_STOPS)):
        return True
    return ends is not None and ends.search(sentence.rstrip(_STOPS)[-_LONGEST_END:]) is not None


@cache
def _patterns(lang: str) -> tuple[re.Pattern[str] | None, re.Pattern[str] | None]:
    """What such a sentence begins with, and what it ends with."""
    table: dict[str, str] = load_table(lang, "orders")
    begins = "|".join(table[name] for name in ("begins", "bare") if name in table)
    return (
        re.compile(begins, re.IGNORECASE) if begins else None,
        re.compile(f"(?:{table['ends']})$") if "ends" in table else None,
    )
