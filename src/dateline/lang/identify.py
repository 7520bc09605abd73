"""The language of a text: one of the languages that have a folder here, or None."""

from __future__ import annotations

import re
from functools import cache

SUPPORTED = ("en", "ja", "ko", "zh")
_KANA = re.compile(r"[\u3041-\u309f\u30a1-\u30ff]")
_HANGUL = re.compile(r"[\uac00-\ud7a3\u1100-\u11ff\u3130-\u318f]")
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_WORD = re.compile(r"[a-z']+")
# a line that is mostly romanised names is torn between languages; below this lead the model's answer means nothing
_UNDECIDED = 0.01
_EVERYDAY_EN = frozenset(
    [
        "the",
        "of",
        "and",
        "to",
        "in",
        "a",
        "is",
        "that",
        "for",
        "on",
        "was",
        "with",
        "as",
        "by",
        "at",
        "from",
        "his",
        "her",
        "he",
        "she",
        "it",
        "be",
        "are",
        "has",
        "have",
        "had",
        "an",
        "will",
        "which",
        "said",
        "who",
        "its",
        "after",
        "their",
        "this",
        "not",
        "but",
        "they",
        "were",
        "been",
    ]
)
_ALIASES = {
    "zh-cn": "zh",
    "zh-tw": "zh",
    "zh-hans": "zh",
    "zh-hant": "zh",
    "zh-hk": "zh",
    "jp": "ja",
    "kr": "ko",
}


def normalize_code(code: str | None) -> str | None:
    """``ja-JP`` -> ``ja``, ``zh-Hant`` -> ``zh``; None for a language without a folder."""
    if not code:
        return None
    lowered = code.strip().lower().replace("_", "-")
    short = _ALIASES.get(lowered) or _ALIASES.get(lowered.split("-")[0]) or lowered.split("-")[0]
    return short if short in SUPPORTED else None


def identify_language(text: str) -> str | None:
    """The language that most of ``text`` is in, or None when it is none of ours.

    Scripts decide where they can (kana, Hangul); a model (``langidentify``) decides between kanji-only Japanese and
    Chinese, and between English and other languages in Latin letters.
    """
    kana, hangul, han = (len(p.findall(text)) for p in (_KANA, _HANGUL, _HAN))
    latin = len(_LATIN.findall(text))
    letters = kana + hangul + han + latin
    if letters == 0:
        return None
    if hangul and hangul >= 0.3 * (letters - 0.7 * latin):
        return "ko"
    if kana >= 2 and kana >= 0.08 * (kana + han):
        return "ja" if (kana + han) >= 0.15 * letters else _classify(text)
    return _classify(text)


def _classify(text: str) -> str | None:
    """Let the model decide, unless everyday words settle it (which spares loading the model)."""
    words = _WORD.findall(text.lower())
    if words and len(words) * 6 > len(text) / 3 and sum(w in _EVERYDAY_EN for w in words) >= max(2, 0.2 * len(words)):
        return "en"
    return normalize_code(_detector().detect(text[:2000]))


@cache
def _detector() -> _Detector:
    return _Detector()


class _Detector:
    """langidentify behind the one method that we use. Loading takes seconds, so it happens on first need."""

    def __init__(self) -> None:
        from langidentify import Detector, Language, Model

        names = "en,ja,ko,zh,fr,de,es,ru,pt,it,vi,id,nl,pl,tr,ar,hi,th,uk"
        self._detector = Detector(Model.load(Language.from_comma_separated(names)))

    def detect(self, text: str) -> str | None:
        found = self._detector.detect(text)
        if found is None:
            return None
        if text.isascii() and self._detector.results.gap < _UNDECIDED:
            return "en"
        return str(found.iso_code)
