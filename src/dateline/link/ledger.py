"""The ledger: who is who across texts, and who held which office when."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from msgspec import Struct, field

from dateline.model import Entity, Judgement, Occupancy

NEAR_DAYS = 45
_HOLDING = ("current", "acting")


class TitleConflict(Struct, frozen=True, kw_only=True):
    """A title that contradicts a well attested occupancy on the day. ``anchor`` is ``article:start:end``."""

    entity: str
    position: str
    of: str | None
    day: str
    anchor: str
    why: str


class Ledger(Struct, frozen=True, kw_only=True):
    """Entities, offices, and the judgements behind them.

    ``judgements`` are those made by rule in this run; ``review`` are pairs that the rules are unsure of, kept apart.
    ``of_chain`` maps ``article#chain`` to the id of its entity.
    """

    entities: tuple[Entity, ...] = ()
    occupancies: tuple[Occupancy, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    review: tuple[Judgement, ...] = ()
    of_chain: dict[str, str] = field(default_factory=dict)
    title_conflicts: tuple[TitleConflict, ...] = ()

    def entity(self, id: str) -> Entity:
        """The entity of an id. Raises KeyError for an unknown one."""
        for entity in self.entities:
            if entity.id == id:
                return entity
        raise KeyError(id)


def who_held(ledger: Ledger, position: str, of: str | None, day: str) -> tuple[str, ...]:
    """Ids of the entities that held an office on a day (ISO), the best attested first; empty when nobody is known to.

    ``of`` None asks for the office of any country or body.
    """
    found = [
        o for o in ledger.occupancies if o.position == position and (of is None or o.of == of) and was_held(o, day)
    ]
    return tuple(dict.fromkeys(o.entity for o in best_attested(found, day)))


def office_on(ledger: Ledger, entity: str, day: str) -> tuple[Occupancy, ...]:
    """The offices that an entity held on a day (ISO), the nearest attested first."""
    return tuple(best_attested([o for o in ledger.occupancies if o.entity == entity and was_held(o, day)], day))


def was_held(occupancy: Occupancy, day: str) -> bool:
    """Whether somebody was in the office on a day, for good or in its place; a former or coming holder was not."""
    return occupancy.status in _HOLDING and holds_on(occupancy, day)


def best_attested(occupancies: Iterable[Occupancy], day: str) -> list[Occupancy]:
    """The occupancies in the order of how near the day they are attested, and how often."""
    return sorted(occupancies, key=lambda o: (_distance(o, day), -len(o.attested), o.position, o.of or "", o.entity))


def holds_on(occupancy: Occupancy, day: str) -> bool:
    """Whether an occupancy covers a day: between its known ends, or near a day on which a text attests it."""
    day = day[:10]
    if occupancy.since and day < occupancy.since[: len(day)][:10]:
        return False
    if occupancy.until and day > occupancy.until[:10] and not day.startswith(occupancy.until[:10]):
        return False
    if occupancy.since and occupancy.until:
        return True
    if occupancy.since and occupancy.attested and day <= occupancy.attested[-1][:10]:
        return True
    return _distance(occupancy, day) <= NEAR_DAYS


def _distance(occupancy: Occupancy, day: str) -> int:
    """Days from ``day`` to the stretch over which the office is attested; 0 inside it."""
    if not occupancy.attested:
        return 0 if occupancy.since or occupancy.until else 10_000
    first, last = occupancy.attested[0][:10], occupancy.attested[-1][:10]
    if first <= day[:10] <= last:
        return 0
    near = first if day < first else last
    return abs((date.fromisoformat(day[:10]) - date.fromisoformat(near)).days)
