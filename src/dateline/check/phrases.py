"""Vectors of words and clauses: each is embedded once, and those that are new go in one batch."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from dateline.lang.vectors import DIMENSION, FloatRows, embed_sentences

Phrase = tuple[str, str]
"""A text and its language."""
_MOST_KEPT = 50_000
_kept: dict[Phrase, FloatRows] = {}


def embed_phrases(phrases: Sequence[Phrase]) -> FloatRows:
    """A unit row a phrase. The last 50,000 or so are kept."""
    if not phrases:
        return np.zeros((0, DIMENSION), dtype=np.float32)
    new = list(dict.fromkeys(p for p in phrases if p not in _kept))
    if new:
        if len(_kept) + len(new) > _MOST_KEPT:
            _kept.clear()
            new = list(dict.fromkeys(phrases))
        rows = embed_sentences([text for text, _ in new], [lang for _, lang in new])
        _kept.update(zip(new, rows, strict=True))
    return np.stack([_kept[p] for p in phrases])
