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


@cache
def _costs(lang: str) -> dict[str, list[tuple[str, float]]]:
    """Latin chunk -> the sounded chunks that it may become, with their costs."""
    found: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for line in load_text(lang, "readings_foreign.tsv").splitlines():
        if line.startswith("#") or not line:
            continue
        latin, sounded, cost = line.split("\t")
        found[latin.replace("_", "")].append((sounded.replace("_", ""), float(cost)))
    return dict(found)


@lru_cache(maxsize=65536)
def transliteration_cost(latin: str, sounded: str, script: str) -> float:
    """Cost per letter of turning a Latin word into a sounded one: under 1 is likely, above 1.6 unlikely."""
    costs = _costs(_LANGUAGES[script])
    n, m = len(latin), len(sounded)
    if not n or not m:
        return _UNKNOWN
    best = [[_INFINITE] * (m + 1) for _ in range(n + 1)]
    best[0][0] = 0.0
    for i in range(n + 1):
        row = best[i]
        for j in range(m + 1):
            here = row[j]
            if here >= _INFINITE:
                continue
            _step(best, costs, (latin, sounded), (i, j))
            if i < n:
                best[i + 1][j] = min(best[i + 1][j], here + _UNKNOWN)
            if j < m:
                row[j + 1] = min(row[j + 1], here + _UNKNOWN)
    return best[n][m] * 2 / (n + m)


def _step(
    best: list[list[float]], costs: dict[str, list[tuple[str, float]]], words: tuple[str, str], at: tuple[int, int]
) -> None:
    """Spread the cost of a cell to all cells that one chunk reaches."""
    (latin, sounded), (i, j) = words, at
    here = best[i][j]
    for length in range(0, min(_LONGEST, len(latin) - i) + 1):
        for chunk, cost in costs.get(latin[i : i + length], ()):
            if sounded.startswith(chunk, j) and here + cost < best[i + length][j + len(chunk)]:
                best[i + length][j + len(chunk)] = here + cost
