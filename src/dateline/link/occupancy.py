"""Occupancies: who was called by which office on which days, and titles that contradict them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from datetime import date

from msgspec import structs

from dateline.lang.compare import compare_positions, has_one_holder, is_seat
from dateline.link.chains import Chain, OfficeSeen
from dateline.link.ledger import HOLDING, NEAR_DAYS, PAST, TitleConflict
from dateline.model import Occupancy

_Row = tuple[OfficeSeen, str | None, str]
_Key = tuple[str, str, str | None, str]
_WELL = 2
_DAY = re.compile(r"\d{4}(?:-\d\d){0,2}")


def build_occupancies(chains: Sequence[Chain], of_chain: Mapping[str, str]) -> tuple[Occupancy, ...]:
    """One occupancy per entity, position, of and status, with the days of the articles that attest it.

    Where the newsroom's own list says since when and until when, its word is taken, and days outside that time stand in
    an occupancy of their own. What only the list has stands there without days and anchors.
    """
    known: dict[tuple[str, str], set[str]] = defaultdict(set)
    for chain in chains:
        for office in chain.offices:
            if office.of:
                known[(of_chain[chain.ref], office.position)].add(office.of)
    told = _rows((c for c in chains if not c.known), of_chain, known)
    listed = _rows((c for c in chains if c.known), of_chain, {})
    found: list[Occupancy] = []
    for key in sorted({*told, *listed}, key=lambda key: tuple(part or "" for part in key)):
        rows = told.get(key, [])
        if key not in listed:
            found.append(_occupancy(key, rows))
            continue
        held = _occupancy(key, listed[key])
        inside = [row for row in rows if not row[1] or _inside((row[1],), held)]
        outside = [row for row in rows if row not in inside]
        seen = _occupancy(key, inside)
        found.append(structs.replace(seen, since=held.since or seen.since, until=held.until or seen.until))
        found.extend([_occupancy(key, outside)] if outside else [])
    return tuple(found)


def _rows(
    chains: Iterable[Chain], of_chain: Mapping[str, str], known: Mapping[tuple[str, str], Set[str]]
) -> dict[_Key, list[_Row]]:
    rows: dict[_Key, list[_Row]] = defaultdict(list)
    for chain in chains:
        if chain.kind != "person":
            continue
        for office in chain.offices:
            entity = of_chain[chain.ref]
            options = known.get((entity, office.position), frozenset())
            of = office.of or (next(iter(options)) if len(options) == 1 else None)
            rows[(entity, office.position, of, office.status)].append((office, chain.day, chain.article))
    held: dict[tuple[str, str], list[_Key]] = defaultdict(list)
    for key in rows:
        held[(key[0], key[3])].append(key)
    exact = {key: _narrower(key, held[(key[0], key[3])]) for key in rows}
    found: dict[_Key, list[_Row]] = defaultdict(list)
    for key, seen in rows.items():
        found[exact[key]].extend(seen)
    return dict(found)


def _narrower(key: _Key, keys: Iterable[_Key]) -> _Key:
    """The one office among the person's that says more exactly what a title says ("minister"), or the title itself."""
    _, position, of, _ = key
    more = [k for k in keys if compare_positions((position, of), (k[1], k[2])).relation == "wider"]
    return more[0] if len(more) == 1 and more[0][1] != position else key


def _occupancy(key: _Key, rows: Sequence[_Row]) -> Occupancy:
    entity, position, of, status = key
    return Occupancy(
        entity=entity,
        position=position,
        of=of,
        status=status,  # type: ignore[arg-type]
        since=_most(office.since for office, _, _ in rows),
        until=_most(office.until for office, _, _ in rows),
        attested=tuple(sorted({day for _, day, _ in rows if day})),
        anchors=tuple(sorted({office.anchor for office, _, _ in rows if office.anchor})),
    )


def _most(values: Iterable[str | None]) -> str | None:
    """The day, month or year that most texts give; among as many the most exact one."""
    counts = Counter(v for v in values if v and _DAY.fullmatch(v))
    return min(counts, key=lambda v: (-counts[v], -len(v), v)) if counts else None


def _inside(days: Sequence[str], held: Occupancy) -> bool:
    """Whether all days lie in the time of an occupancy, as far as that is known."""
    since, until = held.since or "", held.until or "~"
    return all(since <= day[:10] and day[: len(until)] <= until for day in days)


def find_title_conflicts(
    occupancies: Sequence[Occupancy], full: Set[str], listed: Sequence[Occupancy] = ()
) -> tuple[TitleConflict, ...]:
    """Titles that the newsroom's own list contradicts, and those that one article gives and several others contradict.

    Three ways: another person is well attested in an office with one holder; the person is well attested in another seat;
    the person is well attested as a former holder. ``full`` are the entities with a full name: who goes by a family name
    only may be the other one. ``listed`` are the occupancies that the list has.
    """
    found: list[TitleConflict] = []
    well: dict[tuple[str | None, str], list[tuple[int, Occupancy]]] = defaultdict(list)
    for place, occupancy in enumerate(occupancies):
        if _articles(occupancy) >= _WELL:
            for whose in {occupancy.entity, occupancy.position}:
                well[occupancy.of, whose].append((place, occupancy))
    by_list: dict[str, list[Occupancy]] = defaultdict(list)
    for occupancy in listed:
        by_list[occupancy.entity].append(occupancy)
    for weak in occupancies:
        if weak.status != "current" or not weak.attested or not weak.anchors:
            continue
        why = _against_list(weak, by_list[weak.entity])
        if not why and weak.entity in full and _articles(weak) < _WELL:
            rivals = dict([*well[weak.of, weak.entity], *well[weak.of, weak.position]])
            why = next((w for place in sorted(rivals) if (w := _contradicts(weak, rivals[place]))), "")
        if why:
            found.extend(_conflict(weak, anchor, why) for anchor in weak.anchors)
    return tuple(found)


def _conflict(weak: Occupancy, anchor: str, why: str) -> TitleConflict:
    day = weak.attested[0]
    return TitleConflict(entity=weak.entity, position=weak.position, of=weak.of, day=day, anchor=anchor, why=why)


def _against_list(weak: Occupancy, listed: Sequence[Occupancy]) -> str:
    """What the list has against a title that all its texts give outside the time that the list has for the office."""
    own = [o for o in listed if (o.entity, o.position, o.of) == (weak.entity, weak.position, weak.of)]
    own = [o for o in own if o.status in (*HOLDING, *PAST)]
    if not own or any(_inside((day,), o) for o in own for day in weak.attested):
        return ""
    spans = ", ".join(f"{o.since or '..'}/{o.until or '..'}" for o in own)
    return f"the newsroom's list has the person as {weak.position} of {weak.of or 'somebody'} {spans}"


def _contradicts(weak: Occupancy, strong: Occupancy) -> str:
    """What a title of the same country or body that several articles give has against one that a single article gives."""
    if weak.of is None or not _covers(strong, weak.attested[0]):
        return ""
    same_office = strong.position == weak.position
    if strong.entity != weak.entity:
        held = same_office and strong.status in HOLDING and has_one_holder(weak.position)
        return f"{_articles(strong)} articles have another {weak.position} of {weak.of}" if held else ""
    if same_office and strong.status in PAST:
        return f"{_articles(strong)} articles have the same person as a former {weak.position}"
    if same_office or strong.status not in HOLDING:
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
    if occupancy.status in PAST:
        return first <= here
    return (first - here).days <= NEAR_DAYS and (here - last).days <= NEAR_DAYS
