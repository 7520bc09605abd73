"""Whether a sentence of ours runs on in the very words of a source."""

from __future__ import annotations

import re
from collections.abc import Iterable

_WORDS = re.compile(r"[\w'’-]+")
_LONG = {"en": 10}
_LONG_CHARACTERS = 25


def runs_long(text: str, passages: Iterable[str], lang: str) -> bool:
    """Whether so many words (in English) or characters (else) in a row stand in one passage too; names and titles count."""
    units = [w.lower() for w in _WORDS.findall(text)] if lang == "en" else list(text)
    size, glue = _LONG.get(lang, _LONG_CHARACTERS), " " if lang == "en" else ""
    runs = {glue.join(units[n : n + size]) for n in range(len(units) - size + 1)}
    for passage in passages:
        theirs = " ".join(w.lower() for w in _WORDS.findall(passage)) if lang == "en" else passage
        if any(run in theirs for run in runs):
            return True
    return False
