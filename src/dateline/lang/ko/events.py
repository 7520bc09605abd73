"""Events that have a type of their own (체포됐다, 사임했다, 기준금리를 인하했다): who did what to whom, or to what.

What counts is the verb that ends the clause, and the particles: a patient is the object of an active verb, the subject of a
passive one or the one to whom a sentence is given; whoever cannot be made out is left out, and then nothing is read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Literal

import msgspec

from dateline.lang.data import load_table
from dateline.lang.ko import lexicon
from dateline.lang.ko.clauses import Clause
from dateline.lang.ko.deeds import Deed, find_deed
from dateline.lang.ko.doers import (
    agent_of,
    are_named,
    are_people,
    counted,
    doers_of,
    owners_of_premises,
    patients_of,
    sufferers_of,
)
from dateline.lang.ko.lexicon import Entry
from dateline.lang.ko.predicates import Head, head_of
from dateline.lang.ko.reality import realis_of
from dateline.lang.ko.scene import Frame, Scene, Told, trim_words
from dateline.lang.ko.tense import is_negative
from dateline.model import Act, DateValue, Quote

Voice = Literal["does", "suffers", "to", "over", "of"]
_TAKEN = ("meet", "visit", "joint", "decide", "confirm", "sign", "ask")
_TO_OTHERS: tuple[Voice, ...] = ("to", "over", "of")
_OF_ANOTHER = re.compile(r"(?:열릴|열리는|개최될|개최되는|예정이던|예정인|예정됐던|잡혔던|잡힌)\s")
_TO_OFFICE = ("appoint", "elect", "nominate")
_LAST_WORDS = 20
_OTHER = Entry("other", "other", "done", None, None, False, None)
_APPOINTMENTS = frozenset(
    ["appoint", "nominate", "elect", "resign", "take_office", "dismiss", "win_election", "offer_resignation"]
)


@dataclass(frozen=True, slots=True)
class Event:
    """An event found in a clause: its key, the voice of its verb, and where its words begin."""

    key: str
    voice: Voice
    start: int


def find_event(scene: Scene, clause: Clause, frame: Frame, told: Told) -> Act | None:
    """The event that the last verb of a clause tells, or None where it tells none, or whose it is cannot be made out."""
    head = head_of(clause.tokens)
    if head is None or head.will or clause.quoted is not None or (not head.form and clause.ending != "and"):
        return None
    hit = lexicon.find_predicate(scene.text, clause.start, clause.end)
    decides = hit is not None and hit.entry.role == "decide" and head.decided
    ratifies = hit is not None and scene.text.startswith("비준", hit.start)
    if hit is not None and hit.entry.role in _TAKEN and not decides and not ratifies:
        return None
    line = scene.text[clause.start : head.start] + (head.form or _voice_of_noun(clause))
    event = event_in(line, clause.start)
    parties = _parties(scene, clause, frame, event) if event is not None else None
    if event is not None and parties is not None:
        return _built(scene, clause, frame, told, (event.key, None, parties, head))
    deed = find_deed(scene, clause, frame, head)
    if deed is None:
        return None
    return _built(scene, clause, frame, told, (deed.key, deed, (deed.actors, ()), head))


def _voice_of_noun(clause: Clause) -> str:
    """하 or 되, for a noun that stands for a verb: active where the clause has an object."""
    return "하" if any(p.role == "acc" for p in clause.phrases) else "되"


def event_in(line: str, offset: int, *, terse: bool = False) -> Event | None:
    """The event that the words of a clause end in, its last verb being a stem; of several the longest. ``terse``: as in
    headlines, where particles may be left out."""
    best: Event | None = None
    for key, voice, pattern, unless in _patterns(terse):
        match = pattern.search(line)
        if match is None or (unless is not None and unless.search(line[: match.start()])):
            continue
        if best is None or offset + match.start() < best.start:
            best = Event(key, voice, offset + match.start())
    return best


def _parties(
    scene: Scene, clause: Clause, frame: Frame, event: Event
) -> tuple[tuple[Quote, ...], tuple[Quote, ...]] | None:
    """Actors and recipients, or None where the one whom the event befalls is neither named nor counted."""
    if event_forms()[event.key] == "self":
        actors = doers_of(scene, clause, frame, event.start)
        fits = not load_table("ko", "events")[event.key].get("people") or are_people(scene, actors)
        return (actors, ()) if actors and fits else None
    if event.voice == "suffers":
        patients = sufferers_of(scene, clause, frame, event.start)
        actors = agent_of(scene, clause, event.start)
        many = not patients and counted(scene, clause, event.start, ("nom", "top"))
    else:
        roles = {"to": ("dat", "at"), "of": ("gen",)}.get(event.voice, ("acc",))
        patients = patients_of(scene, clause, event.start, roles, over=event.voice == "over")
        if event.key == "search" and not patients:
            patients = owners_of_premises(scene, clause, event.start)
        actors = doers_of(scene, clause, frame, event.start)
        many = not patients and counted(scene, clause, event.start, roles)
    if load_table("ko", "events")[event.key].get("people") and not are_people(scene, patients):
        return None
    if event.key in _TO_OFFICE and not are_named(scene, patients):
        return None  # 후임 감독을 선임할 예정
    if set(actors) & set(patients) or not (patients or many):
        return None
    return actors, patients


def _built(
    scene: Scene,
    clause: Clause,
    frame: Frame,
    told: Told,
    found: tuple[str, Deed | None, tuple[tuple[Quote, ...], tuple[Quote, ...]], Head],
) -> Act:
    key, deed, parties, head = found
    tail = scene.text[head.start : clause.end]
    time = _day(scene, clause, frame, told)
    realis = str(realis_of(scene, (tail, time), told, _OTHER, ending=clause.ending == "and"))
    if head.decided:
        realis = "actual" if deed is not None and deed.settled else "planned"
    hedge = lexicon.find_hedge(scene.text, head.start + 1, clause.end)
    if hedge is None and clause.ending == "and":
        hedge = lexicon.find_hedge(scene.text, max(clause.end, told.until - _LAST_WORDS), told.until)
        hedge = None if hedge is not None and hedge[0] == "alleged" else hedge
    if hedge and (how := lexicon.hedge_realis(hedge[0])):
        realis = how
    if frame.condition is not None and realis != "actual":
        realis = "conditional"
    span = trim_words(scene.text, clause.start, clause.end)
    if span is not None:
        told = replace(told, start=span.start, end=span.end)
    act = event_act(scene, (clause.start, head.start + 1), frame, told, (key, deed, parties), realis)
    return msgspec.structs.replace(
        act,
        polarity="negative" if is_negative(tail) else "positive",
        time=time,
        hedge=Quote(scene.text[hedge[1] : hedge[2]], hedge[1], hedge[2]) if hedge else None,
    )


def event_act(
    scene: Scene,
    span: tuple[int, int],
    frame: Frame,
    told: Told,
    found: tuple[str, Deed | None, tuple[tuple[Quote, ...], tuple[Quote, ...]]],
    realis: str,
) -> Act:
    """The act of an event (``found``: its key, its deed if it is one, actors and recipients) told in words at ``span``."""
    key, deed, (actors, recipients) = found
    kind = "plan" if realis == "planned" and actors else "other"
    return Act(
        kind="appointment" if key in _APPOINTMENTS else kind,  # type: ignore[arg-type]
        rung="done" if realis == "actual" else "would",
        realis=realis,  # type: ignore[arg-type]
        actors=actors,
        recipients=recipients,
        place=frame.place,
        time=frame.time,
        topics=_topics(scene, span, deed),
        condition=frame.condition,
        said_by=told.said_by if told.said_by not in actors else None,
        plover="CONSULT" if key in _APPOINTMENTS else None,
        start=told.start,
        end=told.end,
        event=key,
        thing=deed.thing if deed is not None else None,
    )


def _topics(scene: Scene, span: tuple[int, int], deed: Deed | None) -> tuple[str, ...]:
    found = scene.topics(*span)
    if deed is None or deed.thing in found or deed.thing in load_table("pivot", "goals")["objects"]:
        return found
    return (*found, deed.thing)


def _day(scene: Scene, clause: Clause, frame: Frame, told: Told) -> DateValue | None:
    """The day of the event: none that stands behind its clause (…고 8일 밝혔다), nor one that follows the topic of a
    clause which that topic reports (경찰은 8일 …고 밝혔다), for then it may be the day of saying so."""
    time = frame.time
    if time is None or time.start >= clause.end:
        return None
    if _OF_ANOTHER.search(scene.text, time.end, clause.end) or scene.text[time.start - 1 : time.start] in "'‘“\"":
        return None
    reported = scene.text[: told.until].endswith(("다고", "라고")) or clause.ending in ("quote", "quoteand")
    beside = any(p.role == "top" and 0 < time.start - p.end <= 2 for p in clause.phrases)
    return None if reported and beside else time


@cache
def event_forms() -> dict[str, str]:
    """Each event with its form: patient or self."""
    return {key: str(row["form"]) for key, row in load_table("pivot", "events").items()}


@cache
def _patterns(terse: bool) -> list[tuple[str, Voice, re.Pattern[str], re.Pattern[str] | None]]:
    made: list[tuple[str, Voice, re.Pattern[str], re.Pattern[str] | None]] = []
    for key, row in load_table("ko", "events").items():
        unless = re.compile(rf"(?:{row['unless']})\s?$") if "unless" in row else None
        bare = "|".join(re.escape(n) for n in sorted(str(row.get("nouns", "")).split(), key=len, reverse=True))
        own = rf"(?<![가-힣])(?:{bare})(?:[을를]\s|\s)?"
        ways: tuple[tuple[Voice, str], ...] = (("does", "하"), ("suffers", "(?:되|받|당하)"))
        for voice, ending in ways:
            parts = [own + ending] if bare else []
            made.extend(_compiled(key, voice, [*parts, *_stems(row, voice, terse)], unless))
        for voice in _TO_OTHERS:
            made.extend(_compiled(key, voice, _stems(row, voice, terse), unless))
    return made


def _stems(row: Mapping[str, Any], voice: Voice, terse: bool) -> list[str]:
    """The patterns of a voice; where particles may be left out (사의 표명), with each of them optional."""
    return [re.sub(r"(?<=[가-힣)])([을를에이가]) ", r"\1? ", p) if terse else p for p in row.get(voice, ())]


def _compiled(
    key: str, voice: Voice, parts: list[str], unless: re.Pattern[str] | None
) -> list[tuple[str, Voice, re.Pattern[str], re.Pattern[str] | None]]:
    return [(key, voice, re.compile(rf"(?<![가-힣])(?:{'|'.join(parts)})$"), unless)] if parts else []
