"""Words that two outlets give to two people: a disagreement on who said it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from dateline.group.dossier import Dossier, fold
from dateline.group.stories import mint
from dateline.lang.compare import compare_names
from dateline.model import Anchor, Fact, FactValue, Mention, Origin, Quotation, Slots, Telling

SHORTEST, SHORTEST_LATIN = 10, 20
"""Letters below which a quotation may be anybody's."""
SAME_WORDS = 0.6
"""Share of the longer quotation that the shorter must be, where it stands in it."""
WEIGHT = 0.4


@dataclass(frozen=True)
class _Quoted:
    """One direct quotation of the body with the person that the text gives it to."""

    dossier: Dossier
    origin: Origin
    quotation: Quotation
    words: str
    speaker: Mention

    @property
    def key(self) -> str:
        return self.dossier.key_of(self.speaker)

    @property
    def anchor(self) -> Anchor:
        sentence = self.dossier.sentence_at(self.quotation.start)
        if sentence is None:
            return self.dossier.anchor(self.quotation.start, self.quotation.end)
        return self.dossier.anchor(sentence.start, max(sentence.end, self.quotation.end))

    def value(self) -> FactValue:
        return FactValue(value=self.key, origins=(self.origin.id,), anchors=(self.anchor,))

    def telling(self) -> Telling:
        lang = self.dossier.lang_at(self.quotation.start)
        return Telling(article=self.dossier.id, act=None, lang=lang, origin=self.origin.id, anchor=self.anchor)


def build_attributions(story: str, dossiers: Sequence[Dossier], origin_of: Mapping[str, Origin]) -> list[Fact]:
    """One disputed fact for each quotation that texts of two independent origins, in one language, give to two people of
    whom one text at least does not speak at all (where both speak of both, the reading may err)."""
    found: dict[frozenset[str], Fact] = {}
    quoted = [q for d in dossiers if not d.by_machine for q in _quotations(d, origin_of[d.id])]
    for a, b in combinations(quoted, 2):
        if a.origin.id != b.origin.id and a.origin.independent and b.origin.independent and _at_odds(a, b):
            found.setdefault(frozenset((a.key, b.key, min(a.words, b.words, key=len))), _make_fact(story, a, b))
    return list(found.values())


def _quotations(dossier: Dossier, origin: Origin) -> Iterator[_Quoted]:
    for quotation in dossier.reading.quotations:
        words = fold(quotation.text)
        least = SHORTEST_LATIN if words.isascii() else SHORTEST
        speaker = dossier.mention_of(quotation.speaker)
        if not quotation.direct or len(words) < least or speaker is None or not dossier.is_person(speaker):
            continue
        if dossier.block_at(quotation.start).kind == "body":
            yield _Quoted(dossier, origin, quotation, words, speaker)


def _at_odds(a: _Quoted, b: _Quoted) -> bool:
    if a.key == b.key or compare_names(_name(a), _name(b)).relation != "conflict":
        return False
    if a.dossier.lang_at(a.quotation.start) != b.dossier.lang_at(b.quotation.start):
        return False
    short, full = sorted((a.words, b.words), key=len)
    if short not in full or len(short) < SAME_WORDS * len(full):
        return False
    return not (_speaks_of(a.dossier, b.key) and _speaks_of(b.dossier, a.key))


def _name(quoted: _Quoted) -> str:
    return quoted.speaker.value or quoted.speaker.text


def _speaks_of(dossier: Dossier, key: str) -> bool:
    return any(dossier.key_of(m) == key for m in dossier.reading.mentions if dossier.is_person(m))


def _make_fact(story: str, a: _Quoted, b: _Quoted) -> Fact:
    first, second = sorted((a, b), key=lambda q: (q.dossier.article.published or "9999", q.dossier.id))
    return Fact(
        id=mint("f", story, "attribution", first.dossier.id, f"{first.quotation.start}:{second.dossier.id}"),
        story=story,
        text=first.anchor.exact,
        support="disputed",
        origins=tuple(sorted({a.origin.id, b.origin.id})),
        values=(first.value(), second.value()),
        cause="attribution",
        anchors=(first.anchor, second.anchor),
        slot="party",
        slots=Slots(kind="statement", rung="raised"),
        tellings=(first.telling(), second.telling()),
        weight=WEIGHT,
    )
