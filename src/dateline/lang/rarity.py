"""Words as they are compared, and how rare each is in news: one fixed table a language, so that the likeness of two texts
does not change with what else is at hand."""

from __future__ import annotations

import re
import zlib
from collections import Counter
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

BINS, STEPS = 32768, 16
"""Bins of hashed words (feature hashing; Weinberger et al. 2009), and steps of a unit of rarity in the stored table."""
UNKNOWN = 8.0
"""The rarity of every word in a language without a table: then all count alike."""
_TOKEN = re.compile(r"[a-z0-9]+|[\u3041-\u30ff\u3400-\u9fff]+|[\uac00-\ud7a3]+")
_LATIN = re.compile(r"[a-z0-9]")


def count_tokens(text: str) -> Counter[str]:
    """Words where words are spaced, pairs of characters where they are not."""
    found: Counter[str] = Counter()
    for run in _TOKEN.findall(text.casefold()):
        if _LATIN.match(run):
            found[run] += 1
        else:
            found.update(run[i : i + 2] for i in range(max(1, len(run) - 1)))
    return found


def rarity_bin(token: str) -> int:
    """The bin of a word in the table."""
    return zlib.crc32(token.encode()) % BINS


def word_rarity(token: str, lang: str | None) -> float:
    """ln(1 + documents / documents with the word), by the table of the language; ``UNKNOWN`` where there is none."""
    table = _tables().get(lang or "")
    return UNKNOWN if table is None else float(table[rarity_bin(token)]) / STEPS


@cache
def _tables() -> dict[str, npt.NDArray[np.uint8]]:
    import numpy as np

    path = resources.files("dateline.lang").joinpath("rarity.npz")
    with path.open("rb") as handle, np.load(handle) as stored:
        return {lang: stored[lang] for lang in stored.files}
