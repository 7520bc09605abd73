"""Figures that lost their order of magnitude on the way into another language: in two texts of one origin, or of two that
tell the same sentence for sentence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from dateline.group.copies import nearest_pairs
from dateline.group.dossier import Dossier
from dateline.group.numbered import Numbered
from dateline.group.stories import mint
from dateline.lang.pivot import pivot_keys
from dateline.model import Fact, FactValue, Mention, Origin

TIMES = (10.0, 100.0, 1000.0, 10000.0)
"""How many times too much or too little a figure is whose order of magnitude was lost between languages that count in
thousands and those that count in ten thousands."""
SAME_SENTENCE = 0.42
"""Cosine of two sentences, nearest to each other in two texts of one origin, above which one is the other's translation."""
LEAST = 1000.0
WEIGHT = 0.3


def is_slip(x: float, y: float) -> bool:
    """Whether one number is the other in another order of magnitude."""
    low, high = sorted((abs(x), abs(y)))
    return low > 0 and any(abs(high - low * times) <= high * 1e-9 for times in TIMES)


@dataclass(frozen=True)
class _Figure(Numbered):
    def value(self) -> FactValue:
        value, unit = self.mention.value or "", self.mention.unit
        return FactValue(value=value, unit=unit, origins=(self.origin.id,), anchors=(self.anchor,))


def build_slips(story: str, dossiers: Sequence[Dossier], origin_of: Mapping[str, Origin]) -> list[Fact]:
    """One fact for each figure of an origin that its texts in two languages give in two orders of magnitude: the earlier
    text's value stands."""
    found: dict[frozenset[str], Fact] = {}
    ordered = sorted(dossiers, key=lambda d: (d.article.published or "9999", d.id))
    for a, b in combinations(ordered, 2):
        if a.article.lang == b.article.lang or origin_of[a.id].id != origin_of[b.id].id:
            continue
        for first, second in _slips(a, b, origin_of[a.id]):
            values = frozenset((first.mention.value or "", second.mention.value or ""))
            found.setdefault(values, _make_fact(story, first, second))
    return list(found.values())


def _slips(a: Dossier, b: Dossier, origin: Origin) -> Iterator[tuple[_Figure, _Figure]]:
    """The pairs of figures of two texts, of sentences nearest to each other, of which one is the other by a slip and
    neither stands in the other text's sentence."""
    left, right = list(a.body), list(b.body)
    if not left or not right:
        return
    cosines = a.rows[left] @ b.rows[right].T
    for i, j in nearest_pairs(cosines):
        if float(cosines[i, j]) < SAME_SENTENCE:
            continue
        ours, theirs = _numbers(a, left[i]), _numbers(b, right[j])
        common = {m.value for m in ours} & {m.value for m in theirs}
        pairs = [
            (m, n)
            for m in ours
            for n in theirs
            if m.value not in common and n.value not in common and _of_one_unit(m, n)
            if is_slip(float(m.value or 0), float(n.value or 0))
        ]
        if len(pairs) == 1:
            yield _Figure(a, origin, pairs[0][0], left[i]), _Figure(b, origin, pairs[0][1], right[j])


def _numbers(dossier: Dossier, row: int) -> list[Mention]:
    sentence = dossier.reading.sentences[row]
    inside = (m for m in dossier.reading.mentions if sentence.start <= m.start and m.end <= sentence.end)
    return [m for m in inside if m.kind == "number" and m.value and abs(float(m.value)) >= LEAST]


def _of_one_unit(a: Mention, b: Mention) -> bool:
    """Whether two figures are of one unit, or of nouns that may be one thing's in two languages."""
    measured = [m.unit in pivot_keys("units") for m in (a, b) if m.unit]
    return a.unit == b.unit or not all(measured)


def _make_fact(story: str, first: _Figure, second: _Figure) -> Fact:
    return Fact(
        id=mint("f", story, "slip", first.dossier.id, f"{first.mention.start}:{second.dossier.id}"),
        story=story,
        text=first.anchor.exact,
        support="single_origin",
        origins=(first.origin.id,),
        values=(first.value(), second.value()),
        cause="translation",
        anchors=(first.anchor,),
        tellings=(first.telling(), second.telling()),
        weight=WEIGHT,
    )
