"""Copies and translations: which articles carry the same text, in the same or another language."""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from dateline.group.dossier import PROPER, Dossier, fold

if TYPE_CHECKING:
    from dateline.lang.vectors import FloatRows

SHORT, SAME_SHORT = 300, 0.8
"""Below this many shingles two reports of the same few facts share many words by chance: more is asked of them."""
SAME_WORDS = 0.55
"""Share of the shorter text's shingles found in the longer: above it two texts are copies. Independent reports of one
event that quote the same speech stay below 0.35 on our fixtures; pick-ups with a new headline and cut tail above 0.7."""
SAME_SENTENCE = 0.48
"""Cosine of centred vectors above which two sentences may be translations of each other: 90 % of the translated pairs of
``bench/hand/events_parallel`` lie above it, 75 % of the free retellings below."""
TRANSLATED = 0.7
"""Share of the shorter text's sentences that must be matched in order for a translation of a text that is credited."""
UNCREDITED = 0.9
"""The same share, of the longer text, without any credit: independent reports of one event are told in much the same
order, and to take two of them for one would hide that they bear each other out."""
LATIN, DENSE = 12, 8
"""Shingle lengths in characters, for alphabets and for Han, kana and Hangul."""


@dataclass(frozen=True)
class Alignment:
    """How far one text runs along another. ``matched`` counts sentence pairs in order, ``coverage`` is their share of the
    shorter text, ``figures`` and ``names`` are the shares of numbers and of people in common, in order."""

    matched: int
    coverage: float
    figures: float | None
    names: float | None


def shingle(text: str) -> frozenset[str]:
    """Overlapping stretches of the folded text: case, spaces and punctuation do not count."""
    folded = fold(text)
    size = LATIN if sum(c < "\u0250" for c in folded) * 2 > len(folded) else DENSE
    return frozenset(folded[i : i + size] for i in range(max(1, len(folded) - size + 1))) if folded else frozenset()


def proper_text(dossier: Dossier) -> str:
    """The body (headlines are rewritten by everyone), or all of the article proper where there is no body."""
    kinds = ("body",) if dossier.has_body else PROPER
    return "\n".join(dossier.article.text[b.start : b.end] for b in dossier.blocks if b.kind in kinds)


def containment(a: frozenset[str], b: frozenset[str]) -> float:
    """The share of the smaller set that lies in the larger (Broder 1997)."""
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


def share_within(a: Dossier, b: Dossier) -> float:
    """How much of ``a`` stands word for word in ``b``."""
    ours, theirs = shingle(proper_text(a)), shingle(proper_text(b))
    return len(ours & theirs) / len(ours) if ours else 0.0


def find_copies(dossiers: Sequence[Dossier]) -> dict[tuple[int, int], float]:
    """Pairs of articles (indices, lower first) of which one holds at least ``SAME_WORDS`` of the other, and how much.

    Candidates come from MinHash bands (datasketch) and from whole sentences in common, which finds cut pick-ups too.
    """
    shingles = [shingle(proper_text(d)) for d in dossiers]
    found: dict[tuple[int, int], float] = {}
    for i, j in sorted(_banded(shingles) | _sharing_sentence(dossiers)):
        share = containment(shingles[i], shingles[j])
        shorter = min(len(shingles[i]), len(shingles[j]))
        if shorter >= 30 and share >= (SAME_SHORT if shorter < SHORT else SAME_WORDS):
            found[i, j] = share
    return found


def _banded(shingles: Sequence[frozenset[str]]) -> set[tuple[int, int]]:
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(threshold=0.4, num_perm=64)
    pairs: set[tuple[int, int]] = set()
    for number, parts in enumerate(shingles):
        if not parts:
            continue
        sketch = MinHash(num_perm=64, seed=1, hashfunc=zlib.crc32)
        sketch.update_batch([p.encode() for p in sorted(parts)])
        pairs |= {(other, number) for other in index.query(sketch)}
        index.insert(number, sketch)
    return pairs


def _sharing_sentence(dossiers: Sequence[Dossier]) -> set[tuple[int, int]]:
    """Pairs with a long sentence word for word in common. A sentence that very many carry is a formula, not a copy."""
    holders: dict[str, list[int]] = defaultdict(list)
    for number, dossier in enumerate(dossiers):
        for key in {fold(_words(dossier, i)) for i in dossier.body}:
            if len(key) >= 24:
                holders[key].append(number)
    return {(i, j) for numbers in holders.values() if len(numbers) <= 50 for i in numbers for j in numbers if i < j}


def _words(dossier: Dossier, index: int) -> str:
    sentence = dossier.reading.sentences[index]
    return dossier.article.text[sentence.start : sentence.end]


def align(a: Dossier, b: Dossier) -> Alignment:
    """Run two bodies along each other, sentence by sentence in order (dynamic programming, one to one)."""
    left, right = list(a.body), list(b.body)
    if not left or not right:
        return Alignment(0, 0.0, None, None)
    pairs = match_in_order(a.rows[left] @ b.rows[right].T)
    return Alignment(
        matched=len(pairs),
        coverage=len(pairs) / min(len(left), len(right)),
        figures=in_common(_figures(a), _figures(b)),
        names=in_common(_names(a), _names(b)) if _comparable(a, b) else None,
    )


def match_in_order(cosines: FloatRows) -> list[tuple[int, int]]:
    """The best chain of matches above ``SAME_SENTENCE`` that never goes back in either text."""
    rows, columns = cosines.shape
    gain = np.where(cosines >= SAME_SENTENCE, cosines, 0.0)
    best = np.zeros((rows + 1, columns + 1))
    for i in range(rows):
        for j in range(columns):
            best[i + 1, j + 1] = max(best[i, j + 1], best[i + 1, j], best[i, j] + gain[i, j])
    pairs: list[tuple[int, int]] = []
    i, j = rows, columns
    while i and j:
        if gain[i - 1, j - 1] > 0 and best[i, j] == best[i - 1, j - 1] + gain[i - 1, j - 1]:
            pairs.append((i - 1, j - 1))
            i, j = i - 1, j - 1
        elif best[i, j] == best[i - 1, j]:
            i -= 1
        else:
            j -= 1
    return pairs[::-1]


def in_common(a: Sequence[str], b: Sequence[str]) -> float | None:
    """The longest common subsequence as a share of the shorter; None where there is too little to compare."""
    if min(len(a), len(b)) < 2:
        return None
    row = [0] * (len(b) + 1)
    for x in a:
        diagonal = 0
        for j, y in enumerate(b, 1):
            diagonal, row[j] = row[j], diagonal + 1 if x == y else max(row[j], row[j - 1])
    return row[-1] / min(len(a), len(b))


def _figures(dossier: Dossier) -> list[str]:
    """Numbers and dates of the body, in order."""
    inside = _inside(dossier)
    found = [(m.start, m.value) for m in dossier.reading.mentions if m.kind == "number" and m.value and inside(m.start)]
    found += [(d.start, d.edtf) for d in dossier.reading.dates if d.edtf and inside(d.start)]
    return [value for _, value in sorted(found)]


def _names(dossier: Dossier) -> list[str]:
    """The people of the body in order, each run of one person once."""
    inside = _inside(dossier)
    keys = [dossier.key_of(m) for m in dossier.reading.mentions if dossier.is_person(m) and inside(m.start)]
    return [key for i, key in enumerate(keys) if i == 0 or keys[i - 1] != key]


def _inside(dossier: Dossier) -> _Within:
    return _Within([(b.start, b.end) for b in dossier.blocks if b.kind == "body"] or [(0, len(dossier.article.text))])


@dataclass(frozen=True)
class _Within:
    spans: Sequence[tuple[int, int]]

    def __call__(self, position: int) -> bool:
        return any(start <= position < end for start, end in self.spans)


def _comparable(a: Dossier, b: Dossier) -> bool:
    """Names compare within a language, or once they are linked."""
    return a.article.lang == b.article.lang or bool(a.of_chain)


def is_translation(a: Dossier, b: Dossier, alignment: Alignment, *, credited: bool) -> bool:
    """Whether two bodies in different languages run along each other so closely that one must be made from the other.

    ``credited``: one of the two says that it took its text from somewhere.
    """
    if a.article.lang == b.article.lang or alignment.matched < (3 if credited else 6):
        return False
    shares = [s for s in (alignment.figures, alignment.names) if s is not None]
    whole = alignment.matched / max(len(a.body), len(b.body))
    if not credited:
        return whole >= UNCREDITED and min(shares, default=0.0) >= UNCREDITED
    ordered = min(shares, default=0.0) >= 0.6 if shares else alignment.coverage >= 0.9
    return alignment.coverage >= TRANSLATED and whole >= TRANSLATED and ordered


def shared_quotes(a: Dossier, b: Dossier) -> int:
    """How many direct quotations of some length two texts share word for word."""
    return len(_quotes(a) & _quotes(b))


def _quotes(dossier: Dossier) -> set[str]:
    return {key for q in dossier.reading.quotations if q.direct and len(key := fold(q.text)) >= 8}


def group_pairs(size: int, pairs: Iterable[tuple[int, int]]) -> list[list[int]]:
    """The connected groups of ``0..size-1`` under the pairs, each in order, by their first member."""
    root = list(range(size))

    def top(x: int) -> int:
        while root[x] != x:
            root[x] = root[root[x]]
            x = root[x]
        return x

    for i, j in pairs:
        a, b = sorted((top(i), top(j)))
        root[b] = a
    groups: Mapping[int, list[int]] = defaultdict(list)
    for x in range(size):
        groups[top(x)].append(x)
    return [groups[x] for x in sorted(groups)]
