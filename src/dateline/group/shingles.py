"""Word-for-word likeness: the overlapping stretches of a text, and the keys under which texts that share them meet.

Resemblance and containment of sets of shingles (Broder 1997), MinHash in bands (Leskovec, Rajaraman and Ullman, ch. 3).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from dateline.group.dossier import PROPER, Dossier, fold

LATIN, DENSE = 12, 8
"""Shingle lengths in characters, for alphabets and for Han, kana and Hangul."""
FEWEST = 30
"""Shingles below which a text is too short to be anybody's copy."""
KEPT = 1024
"""Hashes kept of a text: of longer ones every second, fourth, eighth ... by value, so that any two samples compare."""
BANDS, ROWS = 16, 4
"""Bands of a MinHash signature: texts with half of their shingles in common meet with .64, with seven tenths with .99."""
LONG_SENTENCE = 24
"""Letters from which a sentence that two texts share is worth a look."""
_BASE = np.uint64(0x9E3779B97F4A7C15)
Hashes = npt.NDArray[np.uint32]


@dataclass(frozen=True)
class Shingles:
    """Distinct hashes of a text's shingles, in order: all of them, or those divisible by ``sample``. ``count`` is that of all."""

    hashes: Hashes
    count: int
    sample: int = 1

    def thinned(self, sample: int) -> Shingles:
        """The same with a coarser sample."""
        if sample <= self.sample:
            return self
        return Shingles(self.hashes[self.hashes % np.uint32(sample) == 0], self.count, sample)


def shingle(text: str) -> Shingles:
    """Overlapping stretches of the folded text: case, spaces and punctuation do not count."""
    codes = np.frombuffer(fold(text).encode("utf-32-le"), dtype=np.uint32).astype(np.uint64)
    if not len(codes):
        return Shingles(np.zeros(0, dtype=np.uint32), 0)
    size = min(LATIN if int((codes < 0x250).sum()) * 2 > len(codes) else DENSE, len(codes))
    windows = len(codes) - size + 1
    mixed = np.zeros(windows, dtype=np.uint64)
    for offset in range(size):
        mixed = (mixed + codes[offset : offset + windows]) * _BASE
        mixed ^= mixed >> np.uint64(29)
    return Shingles(hashes := np.unique((mixed >> np.uint64(32)).astype(np.uint32)), len(hashes))


def sampled(full: Shingles) -> Shingles:
    """At most about ``KEPT`` of the hashes."""
    sample = 1
    while full.count > KEPT * sample:
        sample *= 2
    return full.thinned(sample)


def share(a: Shingles, b: Shingles) -> float:
    """The share of the smaller set that lies in the larger."""
    coarse = max(a.sample, b.sample)
    ours, theirs = a.thinned(coarse).hashes, b.thinned(coarse).hashes
    smaller = min(len(ours), len(theirs))
    return len(np.intersect1d(ours, theirs, assume_unique=True)) / smaller if smaller else 0.0


def band_keys(full: Shingles) -> tuple[int, ...]:
    """One key a band of the MinHash signature; nothing for a text that is too short."""
    if full.count < FEWEST:
        return ()
    factors, terms = _permutations()
    lowest = ((factors[:, None] * full.hashes.astype(np.uint64)[None, :] + terms[:, None]) >> np.uint64(32)).min(axis=1)
    key = np.arange(BANDS, dtype=np.uint64)
    for row in lowest.reshape(BANDS, ROWS).T:
        key = (key ^ row) * _BASE
        key ^= key >> np.uint64(31)
    return tuple(int(k) for k in key)


@cache
def _permutations() -> tuple[npt.NDArray[np.uint64], npt.NDArray[np.uint64]]:
    """Odd factors and terms of multiply-shift hashing (Dietzfelbinger and others 1997), from a fixed counter."""
    state = np.arange(1, 2 * BANDS * ROWS + 1, dtype=np.uint64) * _BASE
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        state = (state ^ (state >> np.uint64(shift))) * np.uint64(factor)
    state ^= state >> np.uint64(31)
    return state[: BANDS * ROWS] | np.uint64(1), state[BANDS * ROWS :]


def proper_text(dossier: Dossier) -> str:
    """The body (headlines are rewritten by everyone), or all of the article proper where there is no body."""
    kinds = ("body",) if dossier.has_body else PROPER
    return "\n".join(dossier.article.text[b.start : b.end] for b in dossier.blocks if b.kind in kinds)


def sentence_keys(dossier: Dossier) -> tuple[int, ...]:
    """A key for each long sentence of the body: cut pick-ups share whole sentences."""
    sentences = (dossier.reading.sentences[i] for i in dossier.body)
    folded = {fold(dossier.article.text[s.start : s.end]) for s in sentences}
    return tuple(
        int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest())
        for key in sorted(folded)
        if len(key) >= LONG_SENTENCE
    )


def share_within(a: Dossier, b: Dossier) -> float:
    """How much of ``a`` stands word for word in ``b``."""
    ours, theirs = shingle(proper_text(a)), shingle(proper_text(b))
    return len(np.intersect1d(ours.hashes, theirs.hashes, assume_unique=True)) / ours.count if ours.count else 0.0
