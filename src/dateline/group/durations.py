"""How long meetings and calls took, as each origin has it: agreed, rounded, or in dispute."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from dateline.group.dossier import Dossier, first_day, is_day
from dateline.group.stories import mint
from dateline.lang.data import load_table
from dateline.model import Anchor, DateValue, Fact, FactValue, Origin, Slots, Telling

KINDS = ("call", "meeting")
ANY = "any"
"""The kind of an encounter of which the sentence says only that people spoke."""
LEAST, MOST = 3, 24 * 60
"""Minutes that an encounter may take."""
ROUNDED = 0.1
"""How far a length of time that is said to be rough may be off."""
WEIGHT = 0.25
_LENGTH = re.compile(r"PT(?:(\d+(?:\.\d+)?)H)?(?:(\d+)M)?$")


@dataclass(frozen=True)
class Length:
    """The minutes that one sentence gives for an encounter; ``rough`` where it says "about"."""

    dossier: Dossier
    origin: Origin
    minutes: float
    rough: bool
    row: int

    @property
    def anchor(self) -> Anchor:
        sentence = self.dossier.reading.sentences[self.row]
        return self.dossier.anchor(sentence.start, sentence.end)

    def telling(self) -> Telling:
        lang = self.dossier.lang_at(self.anchor.start)
        return Telling(article=self.dossier.id, act=None, lang=lang, origin=self.origin.id, anchor=self.anchor)


def build_durations(
    story: str, dossiers: Sequence[Dossier], origin_of: Mapping[str, Origin], facts: Sequence[Fact]
) -> list[Fact]:
    """One fact for each encounter of the story of which two independent origins or more say how long it took."""
    held = [f for f in facts if _is_held(f)]
    found: dict[str, list[Length]] = defaultdict(list)
    for dossier in sorted(dossiers, key=lambda d: (d.article.published or "9999", d.id)):
        origin = origin_of[dossier.id]
        if not origin.independent or dossier.by_machine:
            continue
        for kind, length in find_lengths(dossier, origin):
            fact = _fact_of(kind, length, held)
            if fact is not None and not any(x.dossier is dossier for x in found[fact.id]):
                found[fact.id].append(length)
    made = (_make_fact(story, name, lengths) for name, lengths in found.items())
    return [fact for fact in made if len(fact.origins) > 1]


def _is_held(fact: Fact) -> bool:
    slots = fact.slots
    return slots is not None and slots.kind in KINDS and slots.realis == "actual" and slots.polarity == "positive"


def find_lengths(dossier: Dossier, origin: Origin) -> Iterator[tuple[str, Length]]:
    """The lengths of encounters that sentences of the body give, each with the kind of encounter."""
    text = dossier.article.text
    for row in dossier.body:
        sentence = dossier.reading.sentences[row]
        lengths = [d for d in dossier.reading.dates if sentence.start <= d.start < sentence.end and _minutes(d)]
        if len(lengths) != 1 or _matches("unless", "after", text[lengths[0].end : sentence.end]):
            continue
        when = lengths[0]
        words = text[sentence.start : sentence.end]
        told = {a.kind for a in dossier.reading.acts if a.start < sentence.end and sentence.start < a.end}
        kind = next((k for k in KINDS if k in told or _matches("kinds", k, words)), None)
        kind = ANY if kind is None and _matches("kinds", ANY, words) else kind
        minutes = _minutes(when)
        if kind is not None and LEAST <= minutes <= MOST:
            before, after = text[sentence.start : when.start], text[when.end : sentence.end]
            rough = _matches("about", "before", before) or _matches("about", "after", after)
            yield kind, Length(dossier, origin, minutes, rough, row)


def _minutes(when: DateValue) -> float:
    match = _LENGTH.match(when.timex3 or "")
    return float(match[1] or 0) * 60 + float(match[2] or 0) if match else 0.0


def _matches(section: str, key: str, words: str) -> bool:
    return any(p.search(words) for p in _patterns(section, key))


@cache
def _patterns(section: str, key: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(str(p)) for p in load_table("compare", "durations")[section][key])


def is_rough(text: str, start: int, end: int) -> bool:
    """Whether the words around a number or a length of time say that it is not exact."""
    before, after = text[max(0, start - 20) : start], text[end : end + 8]
    return _matches("about", "before", before) or _matches("about", "after", after)


def is_converted(text: str, start: int) -> bool:
    """Whether a sum stands as the value of another one in a second currency."""
    return _matches("converted", "before", text[max(0, start - 20) : start])


def _fact_of(kind: str, length: Length, held: Sequence[Fact]) -> Fact | None:
    """The encounter whose length it is: that of the sentence, else the only one of its kind in the article or story."""
    if kind == ANY:
        days = {first_day(d) for d in length.dossier.dates_in(length.anchor.start, length.anchor.end) if is_day(d)}
        ours = [f for f in held if f.slots is not None and first_day(f.slots.time) in days - {None}]
    else:
        ours = [f for f in held if f.slots is not None and f.slots.kind == kind]
    article, anchor = length.dossier.id, length.anchor
    here = [
        f
        for f in ours
        if any(a.article == article and a.start < anchor.end and anchor.start < a.end for a in f.anchors)
    ]
    for some in (here, [f for f in ours if any(a.article == article for a in f.anchors)], ours):
        if len(some) == 1:
            return some[0]
    return None


def _make_fact(story: str, name: str, lengths: Sequence[Length]) -> Fact:
    values: list[list[Length]] = []
    for length in lengths:
        home = next((v for v in values if _alike(v[0], length)), None)
        if home is None:
            values.append([length])
        else:
            home.append(length)
    differ = len(values) > 1
    exact = {x.minutes: x for x in sorted(lengths, key=lambda x: x.rough, reverse=True)}
    shown = values if differ else [[x for x in lengths if x.minutes == m] for m in sorted(exact)]
    return Fact(
        id=mint("f", story, "length", name),
        story=story,
        text=lengths[0].anchor.exact,
        support="disputed" if differ else "corroborated",
        origins=tuple(sorted({x.origin.id for x in lengths})),
        values=tuple(_value(v) for v in shown),
        cause="conflict" if differ else "rounding" if len(shown) > 1 else None,
        anchors=tuple(dict.fromkeys(x.anchor for x in lengths)),
        slot="number" if differ else None,
        slots=Slots(kind="other", rung="done") if differ else None,
        tellings=tuple(x.telling() for x in lengths),
        weight=WEIGHT,
    )


def _alike(a: Length, b: Length) -> bool:
    off = abs(a.minutes - b.minutes) / max(a.minutes, b.minutes)
    return a.minutes == b.minutes or (off <= ROUNDED and (a.rough or b.rough))


def _value(lengths: Sequence[Length]) -> FactValue:
    best = min(lengths, key=lambda x: x.rough)
    return FactValue(
        value=f"{best.minutes:g}",
        unit="minutes",
        origins=tuple(sorted({x.origin.id for x in lengths})),
        anchors=tuple(dict.fromkeys(x.anchor for x in lengths)),
    )
