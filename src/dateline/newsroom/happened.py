"""The gate of events: what a sentence tells to have happened is read back in it, and borne out by an act of a source with
that same event (an arrest never by a detention)."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.lang.events import event_form
from dateline.lang.goals import is_turning
from dateline.model import Act, Fact, Judged, Party, Quote, ReportSentence, Slots
from dateline.newsroom.roundtrip import (
    OF_READING,
    OF_VALUES,
    Back,
    entity_of,
    has_its_values,
    has_source_act,
    is_named,
    is_of_kind,
)

_SETTLED = OF_READING | {"DL503"}
"""What may be held against an event that reads back: few words that tell it lie far from a source's long sentence."""


_INTO_OFFICE = ("appoint", "elect")
_REVERSE = "DL501"
"""What is held against a thing called off or put off where another sentence says that it will not be: the same in other words."""


def events_hold(sentence: ReportSentence, back: Back) -> bool:
    """Whether every event that a sentence's facts have is read back with its thing, sign and parties, none is read that they
    have not, and a source's act tells each. (A headline need not be read in full.)"""
    facts = [back.facts[f] for f in sentence.facts if f in back.facts]
    mine = [f for f in facts if f.slots is not None and event_form(f.slots) is not None]
    here = (a for a in back.reading.acts if a.start < sentence.end and sentence.start < a.end)
    told = [a for a in here if a.event or a.kind == "appointment"]
    if mine and not all(any(_is_read_as(a, f.slots) for f in facts if f.slots is not None) for a in told):
        return False
    if not all(any(_tells(a, f) for a in _source_acts(f, back)) for f in mine):
        return False
    return sentence.section == "headline" or all(any(_is_read(a, f, sentence, back) for a in told) for f in mine)


def is_settled_by_event(judged: Judged, sentence: ReportSentence, back: Back) -> bool:
    """Whether all that is held against a sentence is settled by its event, which reads back and which a source tells of the
    same parties."""
    doubts = [f for f in judged.findings if f.severity == "error"]
    facts = [back.facts[f] for f in sentence.facts if f in back.facts]
    if has_its_values(sentence, facts, back):
        doubts = [f for f in doubts if f.code not in OF_VALUES]
    if all(f.slots is not None and is_turning(f.slots.event) for f in facts):
        doubts = [f for f in doubts if f.code != _REVERSE]
    if not facts or not all(f.code in _SETTLED for f in doubts):
        return False
    if any(f.slots is None or event_form(f.slots) is None or f.slots.hedge or f.slots.conditional for f in facts):
        return False
    return events_hold(sentence, back) and all(has_source_act(f, back) for f in facts)


def _source_acts(fact: Fact, back: Back) -> Iterator[Act]:
    for telling in fact.tellings:
        reading = back.sources.get(telling.article)
        if reading is not None and telling.act is not None and telling.act < len(reading.acts):
            yield reading.acts[telling.act]


def _tells(act: Act, fact: Fact) -> bool:
    slots = fact.slots
    assert slots is not None
    return is_of_kind(act, slots) and (act.polarity, act.realis) == (slots.polarity, slots.realis)


def _is_read_as(act: Act, slots: Slots) -> bool:
    """Whether an act read back is the event of slots; of one who is given an office our words say only that he comes to it,
    whether he was elected or appointed."""
    if slots.event in _INTO_OFFICE:
        return act.kind == "appointment" and act.event in (*_INTO_OFFICE, "take_office", None)
    return is_of_kind(act, slots)


def _is_read(act: Act, fact: Fact, sentence: ReportSentence, back: Back) -> bool:
    slots = fact.slots
    assert slots is not None
    if not _is_read_as(act, slots) or (act.polarity, act.realis) != (slots.polarity, slots.realis):
        return False
    if slots.event in _INTO_OFFICE:
        return _are_read((*act.actors, *act.recipients), slots.recipients, sentence, back)
    if event_form(slots) == "patient" and not act.actors:  # of what befell somebody the doer may be left out
        return _are_read(act.recipients, slots.recipients, sentence, back)
    return _are_read(act.actors, slots.actors, sentence, back) and _are_read(
        act.recipients, slots.recipients, sentence, back
    )


def _are_read(quotes: tuple[Quote, ...], parties: tuple[Party, ...], sentence: ReportSentence, back: Back) -> bool:
    """Whether names read back are those of the parties; one that is not made out may be any that the sentence prints."""
    wanted = {p.entity for p in parties}
    named = [entity_of(q, back) for q in quotes]
    found = {e for e in named if e is not None}
    left = wanted - found
    return found <= wanted and len(left) == named.count(None) and all(is_named(e, sentence, back) for e in left)
