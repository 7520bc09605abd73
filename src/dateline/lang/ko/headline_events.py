"""Events in headlines, where a noun stands for the verb and particles are left out (경찰, A 전 시장 체포; B 장관 사임)."""

from __future__ import annotations

import re

from dateline.lang.ko.clauses import Clause, Phrase
from dateline.lang.ko.deeds import Deed, deed_in_headline
from dateline.lang.ko.doers import agent_of, are_people, is_party
from dateline.lang.ko.events import Event, event_act, event_forms, event_in
from dateline.lang.ko.scene import Frame, Scene, Told
from dateline.model import Act, Quote

_TAIL = re.compile(r"\s?(?P<tail>예정|방침|계획)?$")
_FINITE = (
    (re.compile(r"(?:됐다|돼|됨|된다)$"), "되"),
    (re.compile(r"(?:했다|해|함|한다)$"), "하"),
    (re.compile(r"받(?:아|았다|음)$"), "받"),
)
_GROUP = re.compile(r"\d[\d,]*(?:여)?\s?명(?:\s(?:전원|모두))?\s?$")
_BESIDE = re.compile(r"(?:씨)?\s?(?:등)?\s?(?:\d+명)?")
_BODIES = frozenset(["sanction", "search", "fine", "sue"])


def find_headline_event(scene: Scene, clause: Clause, frame: Frame, told: Told) -> Act | None:
    """The event that a part of a headline ends in, or None where it ends in none or nobody is sure to have it."""
    words = scene.text[clause.start : clause.end].rstrip()
    end = _TAIL.search(words)
    if clause.quoted is not None or end is None or words.endswith("?"):
        return None
    realis = "planned" if end["tail"] else "actual"
    stem = words[: end.start()].rstrip()
    line = next((p.sub(to, stem) for p, to in _FINITE if p.search(stem)), stem)
    event = event_in(line, clause.start, terse=True) or event_in(line + "하", clause.start, terse=True)
    if event is not None:
        parties = _parties(scene, clause, frame, event, passive=line.endswith("되"))
        if parties is None:
            return None
        return event_act(scene, (clause.start, clause.end), frame, told, (event.key, None, parties), realis)
    doers = tuple(q for q in frame.subject.parties if is_party(scene, q) and q.start < clause.start)
    found = deed_in_headline(scene, clause.start, clause.start + len(stem), doers)
    if found is None or not doers:
        return None
    deed = Deed(found[0], found[1], doers)
    return event_act(scene, (clause.start, clause.end), frame, told, (deed.key, deed, (doers, ())), realis)


def _parties(
    scene: Scene, clause: Clause, frame: Frame, event: Event, *, passive: bool
) -> tuple[tuple[Quote, ...], tuple[Quote, ...]] | None:
    beside = _beside(scene, clause, event)
    led = tuple(q for q in frame.subject.parties if is_party(scene, q) and q not in beside)
    if event_forms()[event.key] == "self":
        actors = beside or led
        return (actors, ()) if actors else None
    if beside:
        fits = are_people(scene, beside) or event.key in _BODIES
        return (led if not passive else (), beside) if fits and not (led and are_people(scene, led)) else None
    if _GROUP.search(scene.text, clause.start, event.start):
        return (led, ()) if not are_people(scene, led) or not led else None
    if not led or not are_people(scene, led):
        return None
    return agent_of(scene, clause, event.start), led


def _beside(scene: Scene, clause: Clause, event: Event) -> tuple[Quote, ...]:
    """Whom a part of a headline names right before its noun, or in …에, …에게 before a sentence."""
    for phrase in reversed([p for p in clause.phrases if p.end <= event.start]):
        if phrase.party is None:
            continue
        between = scene.text[phrase.end : event.start].strip()
        given = event.voice == "to" and phrase.role in ("at", "dat") and are_people(scene, (scene.quote(phrase.party),))
        owned = phrase.role in ("bare", "acc") and _BESIDE.fullmatch(between) is not None
        if (given or owned) and is_party(scene, scene.quote(phrase.party)) and not _one_of_two(scene, phrase):
            return (scene.quote(phrase.party),)
        return ()
    return ()


def _one_of_two(scene: Scene, phrase: Phrase) -> bool:
    """Whether a name is joined to another by a dot."""
    return phrase.party is not None and scene.text[scene.mentions[phrase.party].start - 1] in "·∙-"
