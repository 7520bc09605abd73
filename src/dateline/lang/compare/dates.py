"""Two dates: by their inclusive bounds."""

from __future__ import annotations

from datetime import UTC, date, datetime

from dateline.lang.compare.relation import Comparison
from dateline.model import DateValue

_DAY = 10


def compare_dates(a: DateValue, b: DateValue) -> Comparison:
    """Equal bounds, ``a`` inside ``b`` (narrower), ``b`` inside ``a`` (wider), disjoint (conflict).

    Dates that overlap without one holding the other, and dates without bounds (durations, sets, unresolved ones), are
    unknown. An instant set beside a bare date is taken as the day it has in its own zone.
    """
    if not (a.earliest and a.latest and b.earliest and b.latest):
        return Comparison("unknown", 0.0, ("no bounds",))
    instants = all(len(bound) > _DAY for bound in (a.earliest, a.latest, b.earliest, b.latest))
    first = (_key(a.earliest, instants), _key(a.latest, instants))
    second = (_key(b.earliest, instants), _key(b.latest, instants))
    if first == second:
        return Comparison("equal", 1.0, (f"both {a.edtf or a.earliest[:_DAY]}",))
    if first[1] < second[0] or second[1] < first[0]:
        return Comparison("conflict", 1.0, _gap(a, b))
    if second[0] <= first[0] and first[1] <= second[1]:
        return Comparison("narrower", 1.0, (f"{a.edtf or a.earliest} lies inside {b.edtf or b.earliest}",))
    if first[0] <= second[0] and second[1] <= first[1]:
        return Comparison("wider", 1.0, (f"{b.edtf or b.earliest} lies inside {a.edtf or a.earliest}",))
    return Comparison("unknown", 0.5, ("they overlap",))


def _key(bound: str, instants: bool) -> str:
    """A string that sorts by time: the day, or the instant in UTC."""
    if not instants:
        return bound[:_DAY]
    stamp = datetime.fromisoformat(bound)
    if stamp.tzinfo is not None:
        stamp = stamp.astimezone(UTC).replace(tzinfo=None)
    return stamp.isoformat()


def _gap(a: DateValue, b: DateValue) -> tuple[str, ...]:
    """Why two dates conflict; a distance of one day is named, since a day of publication is often given for the event's."""
    if not (a.earliest and a.latest and b.earliest and b.latest):
        return ()
    said = f"{a.edtf or a.earliest} is not {b.edtf or b.earliest}"
    later, earlier = (a.earliest, b.latest) if a.earliest > b.latest else (b.earliest, a.latest)
    days = (date.fromisoformat(later[:_DAY]) - date.fromisoformat(earlier[:_DAY])).days
    return (said, "one day apart") if days == 1 else (said,)
