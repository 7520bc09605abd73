"""All facts in the order of telling, with the texts they stand in: what is asked when something is followed up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from dateline.group.dossier import Dossier, first_day
from dateline.model import Anchor, Fact, Party, Slots

_COMPARED = 4


@dataclass(frozen=True)
class Chronicle:
    """All facts, with the day on which each was first told, and the articles' texts for the words of outcomes."""

    facts: Sequence[Fact]
    dossiers: Mapping[str, Dossier]
    as_of: str | None
    by_person: dict[str, list[Fact]] = field(default_factory=dict)
    by_side: dict[str, list[Fact]] = field(default_factory=dict)
    remembered: dict[str, Any] = field(default_factory=dict)
    told: dict[int, str | None] = field(default_factory=dict)
    articles: dict[str, set[str]] = field(default_factory=dict)
    """The articles that tell the facts of each story."""

    def __post_init__(self) -> None:
        for fact in self.facts:
            self.told[id(fact)] = self._first_told(fact)
            self.articles.setdefault(fact.story, set()).update(t.article for t in fact.tellings)
            for entity in dict.fromkeys(p.entity for p in everyone(fact.slots)):
                self.by_person.setdefault(entity, []).append(fact)
            for side in sorted(sides_of(everyone(fact.slots))):
                self.by_side.setdefault(side, []).append(fact)

    def told_on(self, fact: Fact) -> str | None:
        """The day on which a fact was first told."""
        return self.told[id(fact)] if id(fact) in self.told else self._first_told(fact)

    def _first_told(self, fact: Fact) -> str | None:
        days = [d.day for t in fact.tellings if (d := self.dossiers.get(t.article)) is not None and d.day]
        return min(days, default=None)

    def beside(self, fact: Fact) -> list[Fact]:
        """The facts with a party of this one, in the order of ids."""
        found = {f.id: f for p in everyone(fact.slots) for f in self.by_person.get(p.entity, ()) if f.id != fact.id}
        return [found[k] for k in sorted(found)]

    def of_its_side(self, fact: Fact) -> list[Fact]:
        """The facts with a party of one of this one's actors' countries, in the order of ids."""
        sides = sorted(sides_of(fact.slots.actors)) if fact.slots is not None else []
        found = {f.id: f for side in sides for f in self.by_side.get(side, ()) if f.id != fact.id}
        return [found[k] for k in sorted(found)]

    def later(self, first: Fact, facts: Iterable[Fact]) -> list[Fact]:
        """Of ``facts`` those told on the day of ``first`` or after, and those whose own time lies after it was told; by the
        day of telling."""
        day = self.told_on(first)
        found = []
        for fact in facts:
            told = self.told_on(fact)
            time = first_day(fact.slots.time) if fact.slots else None
            if day is None or (told is not None and told >= day) or (time is not None and time >= day):
                found.append(fact)
        return sorted(found, key=lambda f: (self.told_on(f) or "9999", f.id))

    def likeness(self, fact: Fact, anchors: Sequence[Anchor]) -> float:
        """How near in meaning the nearest of the sentences around ``anchors`` comes to one that tells the fact (cosine)."""
        ours = [row for a in fact.anchors[:_COMPARED] if (row := self._row(a)) is not None]
        theirs = [row for a in anchors[:_COMPARED] if (row := self._row(a)) is not None]
        return max((float(a.dossier.rows[a.row] @ b.dossier.rows[b.row]) for a in ours for b in theirs), default=0.0)

    def _row(self, anchor: Anchor) -> _Row | None:
        dossier = self.dossiers.get(anchor.article)
        if dossier is None:
            return None
        spans = enumerate(dossier.reading.sentences)
        row = next((i for i, s in spans if s.start <= anchor.start < s.end), None)
        return None if row is None else _Row(dossier, row)


@dataclass(frozen=True)
class _Row:
    dossier: Dossier
    row: int


def everyone(slots: Slots | None) -> tuple[Party, ...]:
    """The actors and recipients of an act."""
    return (*slots.actors, *slots.recipients) if slots is not None else ()


def sides_of(parties: Iterable[Party]) -> set[str]:
    """The countries that parties are of, as far as texts say."""
    return {p.of.split("/")[0] for p in parties if p.of is not None}
