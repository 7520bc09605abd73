"""Whether what a source sentence tells as wished or asked for is what the sentence tells: by the verb beside the mark."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from dateline.check.governing import is_governed
from dateline.check.views import SentenceView
from dateline.check.words import Word, load_vocabulary

_VERB = 8  # letters between a verb and the mark behind it
_AHEAD = ("ja", "ko")


def is_wished(claim: SentenceView, source: SentenceView, cues: Sequence[str]) -> bool:
    """Whether the verb next to one of the cues ("asked them to reopen", 撤廃するよう求めた) is one of the sentence. Across
    languages, and in Chinese, where the verb is not told from what it governs, that is left to ``is_governed``."""
    if claim.lang != source.lang or claim.lang == "zh":
        return is_governed(claim, source, cues)
    for match in _cue_of(tuple(cues), source.lang).finditer(source.text):
        verb = _verb_beside(source, match)
        if verb is None or _shared_keys(claim.keys, frozenset(verb.keys), claim.lang):
            return True
    return False


def _verb_beside(source: SentenceView, match: re.Match[str]) -> Word | None:
    start, end = (source.start + at for at in match.span())
    if source.lang in _AHEAD:
        before = [w for w in source.words if w.end <= start and start - w.end <= _VERB]
        return before[-1] if before else None
    to = re.compile(r"\bto\s+").search(source.article.text, end, source.end)
    after = [w for w in source.words if w.start >= to.end()] if to else []
    return after[0] if after else None


def _shared_keys(told: frozenset[str], keys: frozenset[str], lang: str) -> int:
    synonyms = load_vocabulary(lang).synonyms
    groups = frozenset(g for k in told for g in synonyms.get(k, ()))
    return sum(k in told or bool(groups & synonyms.get(k, frozenset())) for k in keys)


@lru_cache(maxsize=256)
def _cue_of(cues: tuple[str, ...], lang: str) -> re.Pattern[str]:
    edge, tail = (r"(?<!\w)", r"(?!\w)") if lang == "en" else ("", "")
    words = cues if lang == "en" else tuple(map(re.escape, cues))
    return re.compile(f"{edge}(?:{'|'.join(words)}){tail}", re.IGNORECASE)
