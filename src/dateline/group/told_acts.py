"""What the record asks of the acts that facts tell, and of the sentences that they stand in: kept by story, so that the record
is made without opening a single text again."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from msgspec import Struct

from dateline.group.aftermath import COMPARED, DEEDS
from dateline.group.dossier import Dossier, last_day
from dateline.lang.pivot import pivot_keys
from dateline.model import Act, Anchor, DateValue, Fact, Quote
from dateline.model.reading import MeetingKind

_MATTER = ("pledge", "plan", "agreement", "signing", "statement", "appointment", "other")
_COMPARED_KINDS = (*DEEDS, "plan", "pledge")


class Passage(Struct, frozen=True, array_like=True, gc=False):
    """Words of a text, and their language."""

    anchor: Anchor
    lang: str | None


class ToldAct(Struct, frozen=True, array_like=True, gc=False):
    """An act as a text tells it: its kind, what it is about and on what it hangs in the text's words, the words for a venue,
    and, of an agreement, the time to come that it gives for what was agreed."""

    kind: str
    by_machine: bool = False
    meeting: MeetingKind | None = None
    matter: Passage | None = None
    condition: Passage | None = None
    venue: str | None = None
    ahead: DateValue | None = None


class Page(Struct, frozen=True, array_like=True):
    """Of one text the acts that facts tell, by their numbers, where there is something to say of them, and the vectors (two
    bytes a number) of sentences in which facts stand, each with where the facts begin in it."""

    acts: dict[int, ToldAct]
    rows: list[tuple[list[int], bytes]]


def open_pages(facts: Sequence[Fact], dossiers: Sequence[Dossier]) -> dict[str, Page]:
    """The pages of a story's texts."""
    acts: dict[str, dict[int, bool]] = {d.id: {} for d in dossiers}
    starts: dict[str, set[int]] = {d.id: set() for d in dossiers}
    for fact in facts:
        agreed = fact.slots is not None and fact.slots.kind == "agreement"
        for telling in fact.tellings:
            if telling.act is not None:
                acts[telling.article][telling.act] = agreed or acts[telling.article].get(telling.act, False)
        if fact.slots is not None and fact.slots.kind in _COMPARED_KINDS:
            for anchor in fact.anchors[:COMPARED]:
                starts[anchor.article].add(anchor.start)
    return {d.id: Page(_acts_of(d, acts[d.id]), _rows_of(d, starts[d.id])) for d in dossiers}


def _acts_of(dossier: Dossier, asked: dict[int, bool]) -> dict[int, ToldAct]:
    known = dossier.reading.acts
    told = {n: _tell(dossier, known[n], agreed=asked[n]) for n in sorted(asked) if n < len(known)}
    return {n: act for n, act in told.items() if act != ToldAct(kind=act.kind, by_machine=act.by_machine)}


def _rows_of(dossier: Dossier, starts: set[int]) -> list[tuple[list[int], bytes]]:
    found: dict[int, list[int]] = {}
    for start in sorted(starts):
        row = next((i for i, s in enumerate(dossier.reading.sentences) if s.start <= start < s.end), None)
        if row is not None:
            found.setdefault(row, []).append(start)
    return [(inside, dossier.row(row).astype(np.float16).tobytes()) for row, inside in found.items()]


def _tell(dossier: Dossier, act: Act, *, agreed: bool) -> ToldAct:
    return ToldAct(
        kind=act.kind,
        by_machine=dossier.by_machine,
        meeting=act.meeting,
        matter=_passage(dossier, act.matter) if act.kind in _MATTER else None,
        condition=_passage(dossier, act.condition) if act.kind in _MATTER else None,
        venue=_venue_of(dossier, act),
        ahead=_time_to_come(dossier, act) if agreed else None,
    )


def _passage(dossier: Dossier, quote: Quote | None) -> Passage | None:
    return Passage(dossier.anchor(quote.start, quote.end), dossier.lang_at(quote.start)) if quote is not None else None


def _venue_of(dossier: Dossier, act: Act) -> str | None:
    """The words for a place that is no country, city or the like with a key of its own."""
    mention = dossier.mention_of(act.place)
    if act.place is None or mention is None or mention.kind not in ("place", "organization"):
        return None
    key = mention.value
    if key is None or not (key in pivot_keys("places") or (len(key) == 2 and key.isascii() and key.isupper())):
        return act.place.text
    return None


def _time_to_come(dossier: Dossier, act: Act) -> DateValue | None:
    """The time of an act where it lies after the day of the text, else the only one in its words that does."""
    time, day = act.time, dossier.day
    if time is None or (last := last_day(time)) is None or day is None or last <= day:
        ahead = [d for d in dossier.dates_in(act.start, act.end) if (last_day(d) or "") > (day or "9999")]
        time = ahead[0] if len(ahead) == 1 else time
    last = last_day(time)
    return time if time is not None and last is not None and day is not None and last > day else None
