"""What of a source sentence a mark governs: a condition, a doubt or a plan said of one thing is not said of the next.

In Japanese and Korean a mark governs what stands before it in its clause, in English and Chinese what stands behind it. A
condition governs the clauses around it. The matter of the sentence judged must be under the mark: most of the words that both
sentences have in one language, the nearer half by sense across languages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from dateline.check.phrases import embed_phrases
from dateline.check.stretches import Stretch, cut_stretches
from dateline.check.views import SentenceView

Span = tuple[int, int]
_NAMED = ("person", "position", "organization")
_VERB_LAST = ("ja", "ko")
_OPEN = re.compile(
    r"(?:は|に|で|と|から|まで|として|について|により|を|が|も|うえ|[은는이가을를와과도에]|에서|으?로)[、，,\s]*$"
)
_HALF, _NEARER = 0.5, 0.08
_SHORT = 4  # letters that say too little to be compared by sense


def is_governed(claim: SentenceView, source: SentenceView, cues: Sequence[str], *, condition: bool = False) -> bool:
    """Whether what the sentence tells stands under one of the cues that the source sentence has."""
    return any(_is_under(claim, source, span) for span in _reaches(source, tuple(cues), condition=condition))


def _reaches(source: SentenceView, cues: tuple[str, ...], *, condition: bool) -> Iterator[Span]:
    """What each cue of a sentence governs, as places in its article."""
    parts = cut_stretches(source)
    for match in cue_pattern(cues, source.lang).finditer(source.text):
        start, end = source.start + match.start(), source.start + match.end()
        at = next((n for n, p in enumerate(parts) if p.start <= start < p.end), len(parts) - 1)
        if condition:
            low, high = max(0, at - 1), min(len(parts) - 1, at + 1)
            yield parts[low].start, parts[high].end
        elif source.lang in _VERB_LAST:
            while at > 0 and _OPEN.search(parts[at - 1].text):
                at -= 1
            yield parts[at].start, end
        else:
            yield start, parts[at].end if not _is_bare(parts, at, end) else parts[min(at + 1, len(parts) - 1)].end


def _is_bare(parts: Sequence[Stretch], at: int, end: int) -> bool:
    """Whether hardly anything of its clause stands behind a mark."""
    part = parts[at]
    return len(re.findall(r"\w+", part.sentence.article.text[end : part.end])) < 2


def _is_under(claim: SentenceView, source: SentenceView, span: Span) -> bool:
    named = [(m.start, m.end) for m in source.mentions if m.kind in _NAMED]
    words = [w for w in source.words if not any(s <= w.start < e for s, e in named)]
    if claim.lang == source.lang:
        keys = claim.keys
        shared = [w for w in words if not keys.isdisjoint(w.keys)]
        inside = [w for w in shared if span[0] <= w.start < span[1]]
        return sum(w.weight for w in inside) >= _HALF * sum(w.weight for w in shared)
    text = source.article.text
    inner = text[span[0] : span[1]]
    outer = f"{text[source.start : span[0]]} {text[span[1] : source.end]}".strip()
    if len(outer) < _SHORT or len(inner) < _SHORT:
        return True
    rows = embed_phrases([(claim.text, claim.lang), (inner, source.lang), (outer, source.lang)])
    return float(rows[0] @ rows[1]) >= float(rows[0] @ rows[2]) - _NEARER


@lru_cache(maxsize=256)
def cue_pattern(cues: tuple[str, ...], lang: str) -> re.Pattern[str]:
    """Cues as one pattern: whole words in English; in Korean no ending that goes on ("하면서")."""
    if not cues:
        return re.compile(r"(?!)")
    joined = "|".join(cues if lang == "en" else map(re.escape, sorted(cues, key=len, reverse=True)))
    if lang == "en":
        return re.compile(rf"(?<!\w)(?:{joined})(?!\w)", re.IGNORECASE)
    return re.compile(rf"(?:{joined})(?!서)" if lang == "ko" else joined)
