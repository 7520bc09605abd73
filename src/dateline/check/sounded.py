"""Whether a name of the sentence stands in the source sentences by its sound, though no reading there took it for a name.

Names of firms, villages and ships are read less surely than those of people. Across scripts the words of the nearest source
sentences are therefore sounded out (``lang/compare``) before a name is said to be in no source.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from dateline.check.case import Case
from dateline.lang.compare import compare_names

_SAME, _ALIKE = 0.6, 0.8  # by a reading of its characters, and by mere likeness of sound
_RUN = {
    "en": re.compile(
        r"[A-Z\u00c0-\u00de][A-Za-z\u00c0-\u024f'’-]+(?: [A-Z\u00c0-\u00de][A-Za-z\u00c0-\u024f'’-]+){0,3}"
    ),
    "ko": re.compile(r"[\uac00-\ud7a3]+"),
    "ja": re.compile(r"[\u30a1-\u30faー]+(?:[・＝][\u30a1-\u30faー]+)*|[\u3041-\u3096]{2,}|[\u3400-\u9fff々ヶ]+"),
    "zh": re.compile(r"[\u3400-\u9fff]+(?:·[\u3400-\u9fff]+)*"),
}
_LENGTHS = {"ko": (2, 5), "ja": (2, 5), "zh": (2, 6)}
_LONGEST = 40  # letters of a name
_PARTS = re.compile(r"[\s·・＝=-]+")


def is_sounded(case: Case, form: str) -> bool:
    """Whether the whole form, or each of its parts, sounds as some words of the nearest source sentences do."""
    lines = tuple((s.text, s.lang) for s in case.near if s.lang != case.claim.lang)
    parts = [p for p in _PARTS.split(form) if p]
    if not lines or not parts:
        return False
    return _sounds(form, lines) or (len(parts) > 1 and all(_sounds(p, lines) for p in parts))


@lru_cache(maxsize=4096)
def _sounds(form: str, lines: tuple[tuple[str, str], ...]) -> bool:
    for text, lang in lines:
        for words in _candidates(text, lang):
            found = compare_names(form, words)
            if found.relation == "equal" and found.score >= (_ALIKE if "sounds like" in found.why[0] else _SAME):
                return True
    return False


@lru_cache(maxsize=1024)
def _candidates(text: str, lang: str) -> tuple[str, ...]:
    """The stretches of a text that can be a name, each once."""
    return tuple(dict.fromkeys(_stretches(text, lang))) if lang in _RUN else ()


def _stretches(text: str, lang: str) -> Iterator[str]:
    for match in _RUN[lang].finditer(text):
        run = match.group()
        if len(run) <= _LONGEST:
            yield run
        if lang == "en":
            words = run.split()
            yield from (" ".join(words[at:end]) for at in range(len(words)) for end in range(at + 1, len(words) + 1))
            continue
        low, high = _LENGTHS[lang]
        if "\u3041" <= run[0] <= "\u30fc":
            continue
        starts = range(len(run)) if lang in ("ja", "zh") else (0,)
        for at in starts:
            yield from (run[at : at + n] for n in range(low, high + 1) if at + n <= len(run))
