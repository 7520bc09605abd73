"""How likely a sounded word is what speakers of a language make of a word in Latin letters.

Chunks of one to three letters were aligned by expectation maximisation (Viterbi training, five rounds) on public pairs of
Wikidata labels (CC0); ``readings_foreign.tsv`` of a language holds the cost (negative log likelihood) of each pair.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache, lru_cache

from dateline.lang.data import load_text

_UNKNOWN = 7.0
_LONGEST = 3
_LANGUAGES = {"hangul": "ko", "kana": "ja", "han": "zh"}
_INFINITE = 1e9
HOPELESS = 4.0
"""Cost per letter from which no more is asked: no bar of a comparison lies near it."""


@cache
def _costs(lang: str) -> dict[str, dict[str, float]]:
    """Latin chunk -> the sounded chunks that it may become, each with its cost."""
    found: dict[str, dict[str, float]] = defaultdict(dict)
    for line in load_text(lang, "readings_foreign.tsv").splitlines():
        if line.startswith("#") or not line:
            continue
        latin, sounded, cost = line.split("\t")
        chunks = found[latin.replace("_", "")]
        chunk = sounded.replace("_", "")
        chunks[chunk] = min(float(cost), chunks.get(chunk, _INFINITE))
    return dict(found)


@cache
def _longest_sounded(lang: str) -> int:
    return max(len(chunk) for chunks in _costs(lang).values() for chunk in chunks)


@lru_cache(maxsize=65536)
def transliteration_cost(latin: str, sounded: str, script: str) -> float:
    """Cost per letter of turning a Latin word into a sounded one: under 1 is likely, above 1.6 unlikely, ``HOPELESS`` as
    much or more."""
    n, m = len(latin), len(sounded)
    if not n or not m:
        return _UNKNOWN
    lang = _LANGUAGES[script]
    costs, reach = _costs(lang), _longest_sounded(lang)
    limit = HOPELESS * (n + m) / 2
    tails = [[sounded[j : j + size] for size in range(min(reach, m - j) + 1)] for j in range(m + 1)]
    best = [[limit] * (m + 1) for _ in range(n + 1)]
    best[0][0] = 0.0
    for i in range(n + 1):
        chunks = [(best[i + k], costs.get(latin[i : i + k])) for k in range(min(_LONGEST, n - i) + 1)]
        known = [(row, becomes) for row, becomes in chunks if becomes]
        row = best[i]
        for j in range(m + 1):
            here = row[j]
            if here >= limit:
                continue
            for target, becomes in known:
                for size, tail in enumerate(tails[j]):
                    cost = becomes.get(tail)
                    if cost is not None and here + cost < target[j + size]:
                        target[j + size] = here + cost
            if i < n and here + _UNKNOWN < best[i + 1][j]:
                best[i + 1][j] = here + _UNKNOWN
            if j < m and here + _UNKNOWN < row[j + 1]:
                row[j + 1] = here + _UNKNOWN
    return best[n][m] * 2 / (n + m)
