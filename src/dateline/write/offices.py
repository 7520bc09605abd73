"""Since when the people of a lead hold their offices."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dateline.lang.render import Attribution
from dateline.model import Article, Occupancy, Party
from dateline.write.items import Desk, Item
from dateline.write.narrow import say_in_all

_BESIDE = 60
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def office_items(
    lead: Item | None,
    desk: Desk,
    occupancies: Sequence[Occupancy],
    articles: Sequence[Article],
    withheld: frozenset[str],
) -> list[Item]:
    """A sentence for each office that somebody of the lead is told to hold since a year or a month."""
    texts = {a.id: a.text for a in articles}
    if lead is None or lead.slots is None:
        return []
    people = {p.entity for p in (*lead.slots.actors, *lead.slots.recipients)}
    items = []
    for held in occupancies:
        item = Item("office", "background", (), office=held)
        if held.entity not in people or not held.since or held.status != "current" or item.ids[0] in withheld:
            continue
        if _is_dated_here(held, texts):
            party = Party(entity=held.entity, capacity=held.position, of=held.of)
            if say_in_all(party, desk.cast, Attribution(), desk.langs, since=held.since):
                items.append(item)
    return items


def _is_dated_here(held: Occupancy, texts: Mapping[str, str]) -> bool:
    """Whether a text of the story tells of the office beside a year or a month that may be the one since when it is held."""
    year, _, month = (held.since or "").partition("-")
    months = [f"{int(month[:2])}{sign}" for sign in "月월"] if month[:2].isdigit() else []
    names = [_MONTHS[int(month[:2]) - 1]] if month[:2].isdigit() else []
    if not held.anchors:
        return True
    for row in held.anchors:
        article, start, end = row.split(":")[:3]
        near = texts.get(article, "")[max(0, int(start) - _BESIDE) : int(end) + _BESIDE]
        if any(sign in near for sign in (year, *months, *names)):
            return True
    return False
