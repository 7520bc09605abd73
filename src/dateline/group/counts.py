"""Counts and sums of like things: how many took part, were held, were sent, by each origin: agreed, or in dispute, even where
no act was read and the sentences have few words in common."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from itertools import combinations, pairwise
from typing import Any

from dateline.group.dossier import Dossier, first_day, is_day
from dateline.group.durations import is_converted, is_rough
from dateline.group.numbered import Numbered, numbers_between_words
from dateline.group.scopes import Within, of_two_scopes
from dateline.group.slips import is_slip
from dateline.group.stories import mint
from dateline.group.tolls import BACKGROUND_DAYS, FATES, around
from dateline.lang.compare import compare_numbers
from dateline.lang.data import load_table
from dateline.lang.identify import SUPPORTED
from dateline.lang.pivot import pivot_keys
from dateline.model import Fact, FactValue, Mention, Origin, Slots
from dateline.model.story import Cause, Support

HEADS = ("people", "soldiers", "students", "lawmakers", "items", "households", "teams")
"""Units of the pivot that count heads or things, beside the bare nouns of texts."""
MONEY = 3
"""Letters of a currency's key."""
ROUNDED = 0.05
WEIGHT = 0.3
_PART_OF_A_NAME = re.compile(r"\b[A-Z][a-z]+\s\Z")
"""A ship, a flight or a road that bears a number."""
_RANGE = re.compile(r"\d\s?[%％]?\s?(?:[~～〜–—-]|to)\s?\Z")
"""The upper end of a range."""


@dataclass(frozen=True)
class Count(Numbered):
    """One number of one sentence, and what it counts."""

    thing: str
    beside: frozenset[float] = frozenset()
    """The other values that its text gives for the thing."""

    @property
    def alone(self) -> bool:
        return not self.beside

    @property
    def value(self) -> float:
        return abs(float(self.mention.value or 0))

    @property
    def within(self) -> Within:
        return Within(self.anchor.exact, self.lang)

    @property
    def days(self) -> frozenset[str]:
        """The days that its sentence names."""
        return frozenset((d.earliest or "")[:10] for d in self.dossier.dates_in(self.anchor.start, self.anchor.end))

    @property
    def planned(self) -> bool:
        """Whether its sentence tells of what was still to come."""
        lang = self.lang
        words = load_table("compare", "counts")["planned"].get(lang, ())
        return any(re.search(str(p), self.anchor.exact) for p in words)


def find_counts(dossier: Dossier, origin: Origin) -> Iterator[Count]:
    """The counts of the body. Where a text gives two of a thing they can only agree with another's: which one is meant is
    not said."""
    text = dossier.article.text
    found: dict[str, list[Count]] = defaultdict(list)
    for row in dossier.body:
        sentence = dossier.reading.sentences[row]
        if _is_background(dossier, sentence.start, sentence.end):
            continue
        for number, before, after in numbers_between_words(dossier, row):
            thing = _thing(number, before, after)
            if around("part", before, after) or around("earlier", before, after):
                continue
            if thing is not None and not _has_what_it_needs(thing, dossier, sentence.start, sentence.end):
                continue
            if _RANGE.search(text, sentence.start, number.start):
                continue
            named = (number.unit or "") == "" and _PART_OF_A_NAME.search(text, sentence.start, number.start)
            if thing is not None and not named and not is_converted(text, number.start):
                found[thing].append(Count(dossier, origin, number, row, thing))
    for counts in found.values():
        values = {c.value: c for c in reversed(counts)}
        for value in sorted(values):
            yield replace(values[value], beside=frozenset(values) - {value})


def _is_background(dossier: Dossier, start: int, end: int) -> bool:
    """Whether a sentence names a day long before the text came out."""
    if dossier.day is None:
        return False
    limit = (date.fromisoformat(dossier.day) - timedelta(days=BACKGROUND_DAYS)).isoformat()
    return any(is_day(d) and (first_day(d) or "9999") < limit for d in dossier.dates_in(start, end))


def _has_what_it_needs(thing: str, dossier: Dossier, start: int, end: int) -> bool:
    """Whether a sentence has the word that a thing's unit needs beside it in its language (a counter of many things)."""
    needed = _things()[thing].needs.get(dossier.lang_at(start) or "")
    return needed is None or needed.search(dossier.article.text, start, end) is not None


def _thing(number: Mention, before: str, after: str) -> str | None:
    """What a number counts, by its unit or the words around it."""
    if number.unit in FATES:
        return None
    for thing, entry in _things().items():
        if number.unit in entry.units:
            return thing
        if _is_of(number, entry.of) and (
            any(p.search(before) for p in entry.before) or any(p.search(after) for p in entry.after)
        ):
            return thing
    return None


def _is_of(number: Mention, sort: str) -> bool:
    unit = number.unit
    money = unit is not None and len(unit) == MONEY and unit.isupper()
    if sort == "money":
        return money
    if sort == "percent":
        return unit == "percent"
    if sort == "decimal":
        return unit in (None, "", "magnitude") and float(number.value or 0) < 10
    return sort == "count" and not money and (not unit or unit in HEADS or unit not in pivot_keys("units"))


@dataclass(frozen=True)
class _Thing:
    units: frozenset[str]
    of: str
    before: tuple[re.Pattern[str], ...]
    after: tuple[re.Pattern[str], ...]
    apart: float
    grows: bool
    needs: Mapping[str, re.Pattern[str]]


@cache
def _things() -> dict[str, _Thing]:
    table: Mapping[str, Any] = load_table("compare", "counts")
    return {
        thing: _Thing(
            frozenset(entry.get("units", ())),
            entry.get("of", ""),
            tuple(re.compile(p) for p in entry.get("before", ())),
            tuple(re.compile(p) for p in entry.get("after", ())),
            float(entry["apart"]),
            bool(entry.get("grows", False)),
            {lang: re.compile(p) for lang, p in entry.get("needs", {}).items()},
        )
        for thing, entry in table.items()
        if thing != "planned"
    }


def build_counts(story: str, dossiers: Sequence[Dossier], origin_of: Mapping[str, Origin]) -> list[Fact]:
    """One fact for each thing that two independent origins or more count: corroborated, or disputed with all values."""
    found: dict[str, list[Count]] = defaultdict(list)
    for dossier in sorted(dossiers, key=lambda d: (d.article.published or "9999", d.id)):
        origin = origin_of[dossier.id]
        if origin.independent and not dossier.by_machine and dossier.article.lang in SUPPORTED:
            for count in find_counts(dossier, origin):
                found[count.thing].append(count)
    made: list[Fact] = []
    for thing, counts in found.items():
        for group in _together(counts, _things()[thing].apart):
            slipped = _slipped(group)
            rest = [c for c in group if c not in slipped]
            if slipped:
                right = next(c for c in rest if any(_is_slip(c, s) for s in slipped))
                made.append(_make_fact(story, thing, [right, *slipped]))
            if len({_bearer(c.origin) for c in rest}) > 1:
                made.append(_make_fact(story, thing, rest))
    return made


def _bearer(origin: Origin) -> str:
    return (origin.of if origin.kind == "official" else origin.name) or origin.id


def _together(counts: Sequence[Count], apart: float) -> list[list[Count]]:
    """Counts that may be of one occasion: near in size, or an order of magnitude off, and of no two days. One of several of
    its text goes with those that it agrees with."""
    groups: list[list[Count]] = []
    for count in sorted(counts, key=lambda c: not c.alone):
        home = next((g for g in groups if _is_of_group(count, g, apart)), None)
        if not count.alone:
            home = next((g for g in groups if any(_alike(count, other) for other in g)), None)
            if home is None or any(c.dossier.id == count.dossier.id for c in home):
                continue
        if home is None:
            groups.append([count])
        else:
            home.append(count)
    return groups


def _is_of_group(count: Count, group: Sequence[Count], apart: float) -> bool:
    """Whether a count is of one occasion with all of a group, but for those in which an order of magnitude was lost."""
    fits = [_one_occasion(count, other, apart) for other in group]
    return all(fits) or (any(fits) and any(_is_slip(c, d) for c, d in combinations([count, *group], 2)))


def _slipped(counts: Sequence[Count]) -> list[Count]:
    """The counts that lost their order of magnitude on the way into another language: of two values the one that fewer
    origins have, or that came out later."""
    for a, b in combinations(counts, 2):
        if _is_slip(a, b):
            of_value = {c.value: [d for d in counts if d.value == c.value] for c in (a, b)}
            worst = min(
                of_value.values(),
                key=lambda cs: (len({c.origin.id for c in cs}), [-ord(x) for x in min(c.published for c in cs)]),
            )
            return list(worst)
    return []


def _one_occasion(a: Count, b: Count, apart: float) -> bool:
    if a.days and b.days and not a.days & b.days:
        return False
    if (a.mention.unit or "").isupper() and a.mention.unit != b.mention.unit:
        return False
    low, high = sorted((a.value, b.value))
    return low > 0 and (high / low <= apart or _is_slip(a, b))


def _is_slip(a: Count, b: Count) -> bool:
    return a.lang != b.lang and is_slip(a.value, b.value)


def _alike(a: Count, b: Count) -> bool:
    """Whether two values are one, or one a rounding of the other."""
    if compare_numbers((a.mention.value or "", None), (b.mention.value or "", None)).relation != "conflict":
        return True
    off = abs(a.value - b.value) / max(a.value, b.value)
    return (_is_rough(a) or _is_rough(b)) and off <= ROUNDED and min(a.value, b.value) >= 10


def _is_part(whole: Count, part: Count) -> bool:
    """Whether the sentence of the higher value gives the lower one too, or what it leaves: the one counts what the other
    does not."""
    if whole.value <= part.value:
        return False
    anchor = whole.anchor
    beside = {
        abs(float(m.value))
        for m in whole.dossier.reading.mentions
        if m.kind == "number" and m.value and anchor.start <= m.start < anchor.end and m is not whole.mention
    }
    left_or_same = {part.value, whole.value - part.value}
    return not whole.within.speaks_of("corrected") and bool(left_or_same & beside)


def _of_two_scopes(a: Sequence[Count], b: Sequence[Count]) -> bool:
    """Whether two values count two things, by their sentences' words or by the other figures there."""
    if any(_is_part(x, y) or _is_part(y, x) for x in a for y in b):
        return True
    return of_two_scopes([x.within for x in a], [y.within for y in b])


def _values(counts: Sequence[Count]) -> list[list[Count]]:
    """The counts by value, in the order in which they came: a rough one goes with the exact one that it is nearest to."""
    values: list[list[Count]] = []
    for count in sorted(counts, key=_is_rough):
        near = [v for v in values if _alike(v[0], count)]
        if near:
            min(near, key=lambda v: abs(v[0].value - count.value)).append(count)
        else:
            values.append([count])
    return sorted(values, key=lambda v: min(counts.index(c) for c in v))


def _is_rough(count: Count) -> bool:
    return is_rough(count.dossier.article.text, count.mention.start, count.mention.end)


def _make_fact(story: str, thing: str, counts: Sequence[Count]) -> Fact:
    values = _values(counts)
    cause = _cause(values, _things()[thing]) if len(values) > 1 else None
    if cause is None and len({c.value for c in counts}) > 1:
        cause, values = (
            "rounding",
            [[c for c in counts if c.value == v] for v in dict.fromkeys(c.value for c in counts)],
        )
    differ = cause == "conflict"
    best = _standing(values, cause)
    return Fact(
        id=mint("f", story, "count", thing, best[0].dossier.id, f"{best[0].mention.start}:{cause}"),
        story=story,
        text=best[0].anchor.exact,
        support="disputed" if differ else _support(counts if cause == "rounding" else best),
        origins=tuple(sorted({c.origin.id for c in counts})),
        values=tuple(_value(v) for v in values),
        cause=cause,
        anchors=tuple(dict.fromkeys(c.anchor for c in ([*best, *counts] if differ or cause == "rounding" else best))),
        slot="number" if differ else None,
        slots=Slots(kind="other", rung="done") if differ else None,
        tellings=tuple(c.telling() for c in counts),
        weight=WEIGHT,
    )


def _standing(values: Sequence[Sequence[Count]], cause: Cause | None) -> Sequence[Count]:
    """The value that holds: the latest of a count that was brought up to date, else the one that most origins have."""
    if cause == "update":
        return max(values, key=lambda v: (not v[0].planned, max(c.published for c in v)))
    return max(values, key=lambda v: len({c.origin.id for c in v}))


def _support(counts: Sequence[Count]) -> Support:
    return "corroborated" if len({_bearer(c.origin) for c in counts}) > 1 else "single_origin"


def _value(counts: Sequence[Count]) -> FactValue:
    best = next((c for c in counts if c.mention.unit), counts[0])
    return FactValue(
        value=best.mention.value or "",
        unit=best.mention.unit,
        origins=tuple(sorted({c.origin.id for c in counts})),
        anchors=tuple(dict.fromkeys(c.anchor for c in counts)),
    )


def _cause(values: Sequence[Sequence[Count]], thing: _Thing) -> Cause:
    """The likely cause, in the order of how well each can be told: an order of magnitude lost between languages; a part of
    the other; a number told of what was to come beside what came; a count that grows from day to day."""
    pairs = [(a, b) for v, w in combinations(values, 2) for a in v for b in w]
    if any(_is_slip(a, b) for a, b in pairs):
        return "translation"
    if all(_of_two_scopes(v, w) for v, w in combinations(values, 2)):
        return "scope"
    if all(a.planned != b.planned for a, b in pairs):
        return "update"
    if any(b.value in a.beside or a.value in b.beside for a, b in pairs):
        return "update"  # a text that gives both knows why they differ
    ordered = sorted(values, key=lambda v: min(c.published for c in v))
    growing = all(v[0].value < w[0].value for v, w in pairwise(ordered))
    days = [min(c.published for c in v)[:10] for v in ordered]
    return "update" if thing.grows and growing and len(set(days)) == len(days) else "conflict"
