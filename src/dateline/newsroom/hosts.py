"""Who received whom: told so only where every source that says it agrees on the host."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from dateline.model import Fact, Quote, Reading


def with_sure_host(fact: Fact, readings: Mapping[str, Reading], of_chain: Mapping[str, str]) -> Fact:
    """The fact as a plain meeting where its sources name two hosts, or where the host named would receive in the guest's
    country: 会见 is said of either side."""
    slots = fact.slots
    if slots is None or slots.kind != "meeting" or slots.meeting != "received":
        return fact
    hosts = set(_hosts(fact, readings, of_chain))
    mine = {p.entity for p in slots.actors}
    here = (slots.place or "").split("/")[0]
    at_home = not here or any((p.of or here).split("/")[0] == here for p in slots.actors)
    if hosts <= mine and at_home:
        return fact
    parties = [tuple(replace(p, role=None) for p in side) for side in (slots.actors, slots.recipients)]
    return replace(fact, slots=replace(slots, meeting="met", actors=parties[0], recipients=parties[1]))


def _hosts(fact: Fact, readings: Mapping[str, Reading], of_chain: Mapping[str, str]) -> Iterator[str]:
    """The entities that the tellings name as the one who received."""
    for telling in fact.tellings:
        reading = readings.get(telling.article)
        if reading is None or telling.act is None or telling.act >= len(reading.acts):
            continue
        act = reading.acts[telling.act]
        if act.meeting == "received":
            yield from (e for quote in act.actors if (e := _entity(quote, reading, of_chain)) is not None)


def _entity(quote: Quote, reading: Reading, of_chain: Mapping[str, str]) -> str | None:
    for mention in reading.mentions:
        if (mention.start, mention.end) == (quote.start, quote.end) and mention.chain is not None:
            return of_chain.get(f"{reading.article}#{mention.chain}")
    return None
