"""DL105 by the record: a title that was wrong on the day, by what is known of who held which office when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from dateline.check.case import Case, Found
from dateline.model import Occupancy

_PAST = ("former", "immediate_former")
_NEAR = 45
_WELL = 2


def check_titles_of_the_day(case: Case) -> Iterator[Found]:
    """A present title of somebody who had left the office by then or not yet come to it, or a former or coming one of
    somebody who held it that day.

    The record decides only where it is clear: its own word for the end of the office, or two articles that have the person
    as a former holder and none near the day that has him in it. What the judged text itself says is no record.
    """
    day = (case.document.article.published or "")[:10]
    if not case.cast.occupancies or len(day) < 10:
        return
    mentions = case.document.reading.mentions
    for role in case.document.reading.roles:
        person, position = mentions[role.person], mentions[role.position]
        figure = case.cast.figure(case.document, person)
        if figure is None or not position.value or not case.claim.start <= position.start < case.claim.end:
            continue
        own = f"{case.document.article.id}:"
        held = [
            o
            for o in case.cast.occupancies
            if o.entity == figure.id
            and o.position == position.value
            and (o.of is None or position.of is None or o.of == position.of)
            and not (o.anchors and all(a.startswith(own) for a in o.anchors))
        ]
        told = _contradiction(role.status, held, day)
        if told:
            yield Found("DL105", position.start, position.end, told)


def _contradiction(status: str, held: list[Occupancy], day: str) -> str:
    """What the record has against a title on a day, in dates; empty where it has nothing."""
    past = [o for o in held if o.status in _PAST and any(d <= day for d in o.attested)]
    present = [o for o in held if o.status in ("current", "acting")]
    inside = [o for o in present if _covers(o, day)]
    if status == "current" and not inside:
        coming = [
            o for o in held if o.status == "elect" and _articles(o) >= _WELL and any(d >= day for d in o.attested)
        ]
        if coming and not any(d <= day for o in present for d in o.attested):
            return _span(coming[0])
        ended = [o for o in held if o.until and o.until[:10] < day[: len(o.until[:10])]]
        left = [o for o in past if _articles(o) >= _WELL]
        told = (*ended, *left)
        return f"{_span(told[0])}" if told else ""
    begun = [o for o in inside if _articles(o) >= _WELL and o.attested and o.attested[0] <= day]
    if status == "elect" and begun and not any(o.status == "elect" for o in held):
        return _span(inside[0])
    if status in _PAST and not past and any(_articles(o) >= _WELL for o in inside) and _goes_on(inside, day):
        return _span(inside[0])
    return ""


def _covers(held: Occupancy, day: str) -> bool:
    """Whether the record has the person in the office on the day: between its ends, or in texts of the days around."""
    if held.until and held.until[:10] < day[: len(held.until[:10])]:
        return False
    if held.since and held.since[:10] > day[: len(held.since[:10])]:
        return False
    days = [d for d in held.attested if d]
    if not days:
        return bool(held.since)  # the newsroom's own list: until it says otherwise
    return bool(held.since and held.until) or any(abs(_days(d, day)) <= _NEAR for d in days)


def _goes_on(held: list[Occupancy], day: str) -> bool:
    return any(d >= day for o in held for d in o.attested)


def _days(a: str, b: str) -> int:
    return (date.fromisoformat(a[:10]) - date.fromisoformat(b[:10])).days


def _articles(held: Occupancy) -> int:
    return len({a.split(":")[0] for a in held.anchors})


def _span(held: Occupancy) -> str:
    """The time of the office as dates alone, which every language reads: ``2024-05/2025-12``, or the days of texts."""
    if held.since or held.until or not held.attested:
        return f"{held.since or '..'}/{held.until or '..'}"
    first, last = held.attested[0], held.attested[-1]
    return f"{first}/{last}" if first != last else first
