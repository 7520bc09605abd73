"""Copies and translations: which articles carry the same text, in the same or another language."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from dateline.group.dossier import Dossier, fold

if TYPE_CHECKING:
    from dateline.lang.vectors import FloatRows

SAME_SENTENCE = 0.48
"""Cosine of centred vectors above which two sentences may be translations of each other: 90 % of the translated pairs of
``bench/hand/events_parallel`` lie above it, 75 % of the free retellings below."""
TRANSLATED = 0.7
"""Share of the shorter text's sentences that must be matched in order for a translation of a text that is credited."""
UNCREDITED = 0.9
"""The same share, of the longer text, without any credit: independent reports of one event are told in much the same
order, and to take two of them for one would hide that they bear each other out."""


WHOLE, NEARLY_WHOLE = 0.42, 0.52
"""Mean cosine of the pairs of sentences nearest to each other, all in one order, from which every sentence of a text, or all
but one, has its counterpart in another. Of 32 pairs of one origin 18 reach it and of 300 of two origins three, all of which
name reporters of their own."""
LEAST_WHOLE, LEAST_NEARLY, LONG, SHORT_WHOLE = 4, 5, 7, 0.5
"""Sentences of the shorter text below which a chain decides nothing; from which a long one may miss one all the same; of one
of three more must be alike."""
IN_COMMON, IN_COMMON_LONG = 0.6, 0.5
"""Share of numbers and dates that two such texts must have in common, in order; of a long chain."""
SAME_FIGURES, TRANSLATED_WHOLE = 0.75, 0.52
"""Share of numbers and dates in common, and mean cosine of the pairs, from which such a chain of five sentences or more is a
translation whoever signs it: an agency's desk in another language names its own people."""
EDITED, SAME_WORDING = 0.35, 0.6
"""Share of a text's words that stand in an earlier one in its language, and mean cosine of its chain, from which it is that
text, lightly edited."""
REARRANGED = 0.45
"""The same share, from which a text with no name and no figure of its own is that text, put in another order."""


@dataclass(frozen=True)
class Alignment:
    """How far one text runs along another. ``matched`` counts sentence pairs in order, ``coverage`` is their share of the
    shorter text, ``figures`` and ``names`` are the shares of numbers and of people in common, in order. ``paired`` counts
    the sentences of the shorter text (``shorter`` of them) that are nearest to one that they are the nearest to, where
    these pairs are in one order (else 0), ``likeness`` is their mean cosine; ``nearest`` counts them in any order."""

    matched: int
    coverage: float
    figures: float | None
    names: float | None
    paired: int = 0
    shorter: int = 0
    likeness: float = 0.0
    nearest: int = 0


def align(a: Dossier, b: Dossier) -> Alignment:
    """Run two bodies along each other, sentence by sentence in order (dynamic programming, one to one)."""
    left, right = list(a.body), list(b.body)
    if not left or not right:
        return Alignment(0, 0.0, None, None)
    cosines = a.rows[left] @ b.rows[right].T
    pairs, near = match_in_order(cosines), nearest_pairs(cosines)
    mutual = near if all(x[1] < y[1] for x, y in pairwise(near)) else []
    return Alignment(
        matched=len(pairs),
        coverage=len(pairs) / min(len(left), len(right)),
        figures=in_common(_figures(a), _figures(b)),
        names=in_common(_names(a), _names(b)) if _comparable(a, b) else None,
        paired=len(mutual),
        shorter=min(len(left), len(right)),
        likeness=sum(float(cosines[i, j]) for i, j in mutual) / max(1, len(mutual)),
        nearest=len(near),
    )


def nearest_pairs(cosines: FloatRows) -> list[tuple[int, int]]:
    """The pairs of sentences that are the nearest to each other in both texts."""
    of_row, of_column = cosines.argmax(axis=1), cosines.argmax(axis=0)
    return [(i, int(j)) for i, j in enumerate(of_row) if of_column[j] == i]


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


def is_translation(a: Dossier, b: Dossier, alignment: Alignment, *, credited: bool, unsigned: bool = False) -> bool:
    """Whether two bodies in different languages run along each other so closely that one must be made from the other.

    ``credited``: both say that they took their text from somewhere. ``unsigned``: the later of the two names no reporter.
    """
    if a.article.lang == b.article.lang:
        return False
    shares = [s for s in (alignment.figures, alignment.names) if s is not None]
    whole = alignment.matched / max(len(a.body), len(b.body))
    common = IN_COMMON_LONG if alignment.shorter >= LONG else IN_COMMON
    if (credited or unsigned) and next(iter(shares), 0.0) >= common and is_whole(alignment):
        return True
    if is_whole(alignment) and alignment.shorter >= LEAST_NEARLY and alignment.likeness >= TRANSLATED_WHOLE:
        return (alignment.figures or 0.0) >= SAME_FIGURES
    if alignment.matched < (3 if credited else 6):
        return False
    if not credited:
        return whole >= UNCREDITED and min(shares, default=0.0) >= UNCREDITED
    ordered = min(shares, default=0.0) >= 0.6 if shares else alignment.coverage >= 0.9
    return alignment.coverage >= TRANSLATED and whole >= TRANSLATED and ordered


def is_whole(alignment: Alignment) -> bool:
    """Whether every sentence of the shorter text has its counterpart in the other, in one order; all but one, where the
    chain is long or the rest are the more alike."""
    missed, shorter, likeness = alignment.shorter - alignment.paired, alignment.shorter, alignment.likeness
    if missed == 0:
        return (shorter >= LEAST_WHOLE and likeness >= WHOLE) or (
            shorter == LEAST_WHOLE - 1 and likeness >= SHORT_WHOLE
        )
    return missed == 1 and shorter >= LEAST_NEARLY and likeness >= (WHOLE if shorter >= LONG else NEARLY_WHOLE)


def has_nothing_new(later: Dossier, earlier: Dossier) -> bool:
    """Whether a text names nobody, no number and no date that an earlier one does not name."""
    told = [
        {d.key_of(m) for m in d.reading.mentions if d.is_person(m)} | set(_figures(d)) | _quotes(d)
        for d in (later, earlier)
    ]
    return told[0] <= told[1]


def is_picked_up(alignment: Alignment, shared: float, *, nothing_new: bool = False) -> bool:
    """Whether a text is an earlier one of its language, lightly edited, or put in another order with ``nothing_new`` in it.
    ``shared``: of its words stand in the earlier."""
    missed = alignment.shorter - alignment.paired
    if alignment.shorter < LEAST_WHOLE:
        return False
    if nothing_new and shared >= REARRANGED and alignment.nearest >= alignment.shorter - 1:
        return True
    return shared >= EDITED and missed <= alignment.shorter // 5 and alignment.likeness >= SAME_WORDING


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
