"""The sentences of a report before any language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from dateline.lang.render import Attribution, Dispute
from dateline.model import Entity, Fact, Occupancy, Slots
from dateline.model.report import Section
from dateline.write.background import Recalled
from dateline.write.news import News

PLAIN = Attribution()


@dataclass(frozen=True, slots=True)
class Desk:
    """What every sentence to be is judged by: the cast, the editions, the news, the facts to be told by topics alone."""

    cast: Mapping[str, Entity]
    langs: Sequence[str]
    news: News
    plain: frozenset[str]
    acts: dict[int, tuple[Fact, Slots | None]] = field(default_factory=dict, compare=False, repr=False)
    """Each fact that was asked for, by its identity, with what it tells as an act."""


@dataclass(frozen=True, slots=True)
class Item:
    """One sentence to be: an act, a dispute, an office held, or what the record says, with the facts it rests on.
    ``joined`` are further acts that its sentence tells."""

    kind: Literal["act", "dispute", "office", "recalled"]
    section: Section
    facts: tuple[Fact, ...]
    attribution: Attribution = PLAIN
    slots: Slots | None = None
    dispute: Dispute | None = None
    office: Occupancy | None = None
    recalled: Recalled | None = None
    joined: tuple[tuple[Slots, Attribution], ...] = ()

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the facts; an office held goes by entity and position, what is recalled by its own."""
        if self.office is not None:
            return (f"held:{self.office.entity}:{self.office.position}",)
        if self.recalled is not None:
            return (self.recalled.id,)
        return tuple(f.id for f in self.facts)
