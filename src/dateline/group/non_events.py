"""What did not happen, and what somebody denies: whose it was where the sentence names nobody, who denied it."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from msgspec.structs import replace

from dateline.group.speakers import everyone, is_joint
from dateline.group.tellings import Told, covers
from dateline.lang.denials import denial_words
from dateline.lang.identify import SUPPORTED
from dateline.model import Party, Slots

OCCASIONS = ("meeting", "call", "agreement", "signing")


def settle_non_events(told: Sequence[Told]) -> list[Told]:
    """The tellings with what did not happen given to the parties of the occasion ("no statement was issued"), and with
    denials as statements of those who deny."""
    denied = [_as_denial(one) for one in told]
    settled: list[Told] = []
    for one in denied:
        if _is_nobodys(one.slots):
            parties = _parties_of_occasion([t for t in denied if t.article == one.article]) or _parties_of_occasion(
                denied
            )
            one = dataclasses.replace(one, slots=replace(one.slots, actors=parties)) if parties else one
        settled.append(one)
    return settled


def _is_nobodys(slots: Slots) -> bool:
    return slots.polarity == "negative" and slots.kind in OCCASIONS and not everyone(slots)


def _parties_of_occasion(told: Sequence[Told]) -> tuple[Party, ...]:
    """The parties of the one joint act or encounter that some tellings tell of; nothing where there are two such."""
    found: list[tuple[Party, ...]] = []
    for one in told:
        parties = everyone(one.slots)
        joint = one.slots.kind in OCCASIONS or is_joint(one.slots)
        if joint and len(parties) > 1 and not one.by_machine and not any(covers(f, parties, joint=True) for f in found):
            found = [f for f in found if not covers(parties, f, joint=True)] + [parties]
    return found[0] if len(found) == 1 else ()


def _as_denial(one: Told) -> Told:
    """A telling whose sentence says that somebody denies: what he denies as his statement that it is not so."""
    slots, start = one.slots, _denied_from(one)
    if start is None:
        return one
    if slots.kind == "statement" and slots.rung == "raised" and slots.polarity == "positive":
        return dataclasses.replace(one, slots=replace(slots, polarity="negative")) if _denies(one, start) else one
    if slots.kind == "other" and slots.polarity == "negative" and slots.said_by is not None:
        denial = replace(
            slots, kind="statement", rung="raised", actors=(slots.said_by,), recipients=(), bound=(), said_by=None
        )
        return dataclasses.replace(one, slots=denial)
    return one


def _denied_from(one: Told) -> int | None:
    """Where in the sentence of a telling a word of denial stands."""
    sentence, lang = one.dossier.sentence_at(one.act.start), one.dossier.lang_at(one.act.start)
    if sentence is None or lang not in SUPPORTED:
        return None
    text = one.dossier.article.text
    return min(
        (m.start() for p in denial_words(lang) for m in p.finditer(text, sentence.start, sentence.end)), default=None
    )


def _denies(one: Told, start: int) -> bool:
    """Whether the actor of a statement is he who denies: of all actors of the sentence's statements the last before the
    word; and nothing that the sentence tells is negative already."""
    sentence = one.dossier.sentence_at(one.act.start)
    if sentence is None or not one.act.actors:
        return False
    inside = [a for a in one.dossier.reading.acts if sentence.start <= a.start < sentence.end]
    if any(a.polarity == "negative" for a in inside):
        return False
    actors = [q for a in inside if a.kind == "statement" for q in a.actors if q.start < start]
    return bool(actors) and max(actors, key=lambda q: q.start).start == one.act.actors[0].start
