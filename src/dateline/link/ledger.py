"""The ledger: who is who across texts, and who held which office when."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from datetime import date

from msgspec import Struct, field

from dateline.lang.compare import has_one_holder
from dateline.model import Entity, Judgement, Occupancy

NEAR_DAYS = 45
HOLDING = ("current", "acting")
PAST = ("former", "immediate_former")


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
    found = [o for o in held_on(ledger.occupancies, day) if o.position == position and (of is None or o.of == of)]
    return tuple(dict.fromkeys(o.entity for o in found))


def office_on(ledger: Ledger, entity: str, day: str) -> tuple[Occupancy, ...]:
    """The offices that an entity held on a day (ISO), the nearest attested first."""
    return tuple(o for o in held_on(ledger.occupancies, day) if o.entity == entity)


def held_on(occupancies: Iterable[Occupancy], day: str) -> list[Occupancy]:
    """The occupancies that cover a day (ISO), the best attested first.

    Who is called a former holder by then no longer holds it. Where an office has one holder and texts of that very time
    name somebody, those attested only before or after it step back.
    """
    rows = list(occupancies)
    found = [o for o in rows if was_held(o, day) and not _had_left(o, rows, day)]
    sure = {(o.position, o.of) for o in found if has_one_holder(o.position) and _is_sure(o, day)}
    kept = [o for o in found if _is_sure(o, day) or (o.position, o.of) not in sure]
    return best_attested(kept, day)


def _is_sure(occupancy: Occupancy, day: str) -> bool:
    """Whether the day lies between two that a text gives or is of."""
    return _distance(occupancy, day) == 0 or bool(occupancy.since and occupancy.until)


def _had_left(occupancy: Occupancy, rows: Iterable[Occupancy], day: str) -> bool:
    last = occupancy.attested[-1] if occupancy.attested else ""
    office = (occupancy.entity, occupancy.position, occupancy.of)
    return occupancy.status in HOLDING and any(
        o.status in PAST
        and (o.entity, o.position, o.of) == office
        and o.attested
        and last < o.attested[0][:10] <= day[:10]
        and not (occupancy.until and day[:10] <= occupancy.until[:10])
        for o in rows
    )


def was_held(occupancy: Occupancy, day: str) -> bool:
    """Whether somebody was in the office on a day, for good or in its place. A former holder was where a text says until
    when; a coming one was not."""
    if occupancy.status in HOLDING:
        return holds_on(occupancy, day)
    if occupancy.status not in PAST or occupancy.until is None:
        return False
    inside = day[: len(occupancy.until)][:10] <= occupancy.until[:10]
    if occupancy.since:
        return inside and occupancy.since[:10] <= day[:10]
    return inside and _days_apart(last_day(occupancy.until), day) <= NEAR_DAYS


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
    return _days_apart(first if day < first else last, day)


def last_day(edtf: str) -> str:
    """The last day of a year, month or day as written."""
    text = edtf[:10]
    if len(text) == 4:
        return f"{text}-12-31"
    if len(text) == 7:
        year, month = map(int, text.split("-"))
        return f"{text}-{monthrange(year, month)[1]:02d}"
    return text


def _days_apart(a: str, b: str) -> int:
    return abs((date.fromisoformat(a[:10]) - date.fromisoformat(b[:10])).days)
