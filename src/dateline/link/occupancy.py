"""Occupancies: who was called by which office on which days, and titles that contradict them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence, Set
from datetime import date

from dateline.lang.compare import has_one_holder, is_seat
from dateline.link.chains import Chain, OfficeSeen
from dateline.link.ledger import NEAR_DAYS, TitleConflict
from dateline.model import Occupancy

_Row = tuple[OfficeSeen, str | None, str]
_HOLDING = ("current", "acting")
_WELL = 2


def build_occupancies(chains: Sequence[Chain], of_chain: Mapping[str, str]) -> tuple[Occupancy, ...]:
    """One occupancy per entity, position, of and status, with the days of the articles that attest it."""
    rows: dict[tuple[str, str, str | None, str], list[_Row]] = defaultdict(list)
    known: dict[tuple[str, str], set[str]] = defaultdict(set)
    for chain in chains:
        for office in chain.offices:
            if office.of:
                known[(of_chain[chain.ref], office.position)].add(office.of)
    for chain in chains:
        if chain.kind != "person":
            continue
        for office in chain.offices:
            entity = of_chain[chain.ref]
            options = known[(entity, office.position)]
            of = office.of or (next(iter(options)) if len(options) == 1 else None)
            rows[(entity, office.position, of, office.status)].append((office, chain.day, chain.article))
    ordered = sorted(rows.items(), key=lambda row: tuple(part or "" for part in row[0]))
    return tuple(_occupancy(key, found) for key, found in ordered)


def _occupancy(key: tuple[str, str, str | None, str], rows: Sequence[_Row]) -> Occupancy:
    entity, position, of, status = key
    return Occupancy(
        entity=entity,
        position=position,
        of=of,
        status=status,  # type: ignore[arg-type]
        since=_most(office.since for office, _, _ in rows),
        until=_most(office.until for office, _, _ in rows),
        attested=tuple(sorted({day for _, day, _ in rows if day})),
        anchors=tuple(sorted({office.anchor for office, _, _ in rows})),
    )


def _most(values: object) -> str | None:
    counts = Counter(v for v in values if v)  # type: ignore[attr-defined]
    return min(counts, key=lambda v: (-counts[v], -len(v), v)) if counts else None


def find_title_conflicts(occupancies: Sequence[Occupancy], full: Set[str]) -> tuple[TitleConflict, ...]:
    """Titles that one article gives and that several others contradict on that day.

    Three ways: another person is well attested in an office with one holder; the person is well attested in another seat;
    the person is well attested as a former holder. ``full`` are the entities with a full name: who goes by a family name
    only may be the other one.
    """
    found: list[TitleConflict] = []
    for weak in occupancies:
        if weak.entity not in full or weak.status != "current" or not weak.attested or _articles(weak) >= _WELL:
            continue
        for strong in occupancies:
            why = _contradicts(weak, strong)
            if why:
                found.extend(
                    TitleConflict(
                        entity=weak.entity,
                        position=weak.position,
                        of=weak.of,
                        day=weak.attested[0],
                        anchor=anchor,
                        why=why,
                    )
                    for anchor in weak.anchors
                )
                break
    return tuple(found)


def _contradicts(weak: Occupancy, strong: Occupancy) -> str:
    if _articles(strong) < _WELL or weak.of is None or strong.of != weak.of or not _covers(strong, weak.attested[0]):
        return ""
    same_office = strong.position == weak.position
    if strong.entity != weak.entity:
        held = same_office and strong.status in _HOLDING and has_one_holder(weak.position)
        return f"{_articles(strong)} articles have another {weak.position} of {weak.of}" if held else ""
    if same_office and strong.status in ("former", "immediate_former"):
        return f"{_articles(strong)} articles have the same person as a former {weak.position}"
    if same_office or strong.status not in _HOLDING:
        return ""
    seats = is_seat(weak.position) and is_seat(strong.position)
    return f"{_articles(strong)} articles have the same person as {strong.position} of {strong.of}" if seats else ""


def _articles(occupancy: Occupancy) -> int:
    return len({anchor.split(":")[0] for anchor in occupancy.anchors})


def _covers(occupancy: Occupancy, day: str) -> bool:
    if not occupancy.attested:
        return False
    first, last = date.fromisoformat(occupancy.attested[0]), date.fromisoformat(occupancy.attested[-1])
    here = date.fromisoformat(day)
    if occupancy.status in ("former", "immediate_former"):
        return first <= here
    return (first - here).days <= NEAR_DAYS and (here - last).days <= NEAR_DAYS
