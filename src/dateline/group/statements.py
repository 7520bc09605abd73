"""Whether two short statements, such as two outlets' answers to one question, say the same."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateline.lang.vectors import FloatRows

ALIKE = 0.6
"""Likeness (cosine of meaning and half the share of words in common) from which two statements say the same. Chosen on
``bench/agreement/nanco_dev``: between .55 and .70 the balanced accuracy hardly moves."""
STEM = 5
"""Letters by which two words are taken for forms of one."""
_WORD = re.compile(r"[a-z0-9$%.]+|[\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3]{2}")


def same_statement(a: str, b: str, langs: tuple[str | None, str | None]) -> bool:
    """Whether ``a`` and ``b``, in the languages given, say the same: by their meaning and the words they share."""
    first, second = _words(a), _words(b)
    shared = len(first & second) / max(1, min(len(first), len(second)))
    return float(_vector(a, langs[0]) @ _vector(b, langs[1])) + 0.5 * shared >= ALIKE


def _words(text: str) -> frozenset[str]:
    return frozenset(w.strip(".")[:STEM] for w in _WORD.findall(text.casefold()) if len(w) > 2 or not w.isalpha())


@lru_cache(maxsize=4096)
def _vector(text: str, lang: str | None) -> FloatRows:
    import numpy as np

    from dateline.lang.vectors import embed_sentences

    row = np.asarray(embed_sentences([text], [lang])[0], dtype=np.float32)
    return np.asarray(row / max(float(np.linalg.norm(row)), 1e-9), dtype=np.float32)
