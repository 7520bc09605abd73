"""Who takes part in an act, on which side, where, and who is bound by it."""

from __future__ import annotations

import re

from dateline.lang.ko.clauses import Clause
from dateline.lang.ko.lexicon import Entry, Predicate
from dateline.lang.ko.scene import Frame, Scene, followed_by_function
from dateline.model import Quote

PASSIVE = re.compile(r"[가-힣]{2}(?:되|됐|돼|된|될|당했|당한|당하)$")
_SUFFERED = re.compile(r"선고|구속|기소|체포|송치|소환|석방|압수수색|유죄|실종|구조")  # a headline's bare noun
_RECEIVED_BY = re.compile(r"예방을 받")
_CALLED_ON = re.compile(r"예방(?!을? ?받)")  # the host receives; the guest calls


def sides_of(
    scene: Scene, clause: Clause, frame: Frame, entry: Entry, hit: Predicate
) -> tuple[tuple[Quote, ...], tuple[Quote, ...]]:
    """Those who act, and those whom they act towards."""
    actors = frame.subject.parties
    partners = tuple(p for p in frame.partners if p not in actors)
    if not partners and (entry.role == "meet" or entry.kind == "signing") and len(actors) == 1:
        partners = tuple(p for p in frame.companions if p not in actors)
    if frame.subject.collective or len(actors) > 1:
        partners = () if entry.role in ("meet", "joint", "decide", "confirm") and frame.subject.collective else partners
    if entry.role == "other" and PASSIVE.search(scene.text[hit.start : hit.end]):
        return (), actors
    people = {m.start for m in scene.mentions if m.kind == "person"}
    if entry.role == "other" and _SUFFERED.fullmatch(scene.text[hit.start : hit.end]) and not partners:
        suffers = len(actors) == 1 and actors[0].start in people
        return ((), actors) if suffers else (actors, ())
    if entry.role == "visit":
        own = {scene.quote(p.party) for p in clause.phrases if p.party is not None}
        partners = tuple(
            p
            for p in partners
            if p in own and not any(m.start == p.start and m.kind == "place" for m in scene.mentions)
        )
    if entry.kind == "appointment":
        named = {m.start for m in scene.mentions if m.kind == "person"}
        partners = tuple(p for p in partners if p.start in named) or _appointed(scene, clause, hit, actors)
    if entry.role in ("sign", "other") and entry.kind != "signing":
        own = {scene.quote(p.party) for p in clause.phrases if p.party is not None}
        partners = tuple(p for p in partners if p in own)
    if entry.role == "meet" and _CALLED_ON.match(scene.text, hit.start) and len(actors) == 1 and partners:
        return partners, actors
    if entry.role == "meet" and _RECEIVED_BY.search(scene.text[hit.start : hit.end]):
        guests = [scene.quote(p.party) for p in clause.phrases if p.party is not None and p.role == "gen"]
        return actors, partners or tuple(g for g in guests[-1:] if g not in actors)
    return actors, partners


_APPOINTS = ("지명", "임명", "내정", "발탁", "선임", "위촉", "선출", "추대")


def _appointed(scene: Scene, clause: Clause, hit: Predicate, actors: tuple[Quote, ...]) -> tuple[Quote, ...]:
    """Whom somebody appoints: the one person named before the verb besides the subject (장관에 A 전 관장을 지명했다)."""
    if not scene.text.startswith(_APPOINTS, hit.start):
        return ()
    named = {scene.quote(p.party) for p in clause.phrases if p.party is not None and p.end <= hit.start}
    people = {m.start for m in scene.mentions if m.kind == "person"}
    found = sorted((q for q in named if q.start in people and q not in actors), key=lambda q: q.start)
    inside = [m for m in scene.mentions if m.kind == "person" and clause.start <= m.start < hit.start]
    others = [m for m in inside if all(m.start != a.start for a in actors)]
    if not found and len(others) == 1:
        return (Quote(others[0].text, others[0].start, others[0].end),)
    return tuple(found) if len(found) == 1 else ()


def is_complete(
    scene: Scene,
    clause: Clause,
    frame: Frame,
    entry: Entry,
    sides: tuple[tuple[Quote, ...], tuple[Quote, ...], Predicate],
) -> bool:
    """A meeting needs two sides (or a collective); a visit a place, a host, or a country in the word itself."""
    actors, recipients, hit = sides
    if entry.role == "meet":
        return len(actors) + len(recipients) > 1 or frame.subject.collective
    return place_of(scene, clause, frame, entry, hit) is not None or bool(recipients)


def place_of(scene: Scene, clause: Clause, frame: Frame, entry: Entry, hit: Predicate) -> Quote | None:
    """Where the act took place; of a visit, where it went."""
    if entry.role != "visit":
        return frame.place if entry.role in ("meet", "sign", "other", "joint") else None
    inside = next((m for m in scene.mentions if m.kind == "place" and hit.start <= m.start < hit.end), None)
    if inside is not None:
        return Quote(inside.text, inside.start, inside.end)
    for phrase in reversed(clause.phrases):
        if (
            phrase.place is not None
            and phrase.end <= hit.end
            and (
                (phrase.role in ("acc", "dir", "at", "also", "other") or _beside_verb(scene, phrase.end, hit.start))
                and not followed_by_function(text_of=scene.text, at=phrase.end)
            )
        ):
            return scene.quote(phrase.place)
    return None


_MANNER = re.compile(r"\s?(?:(?:국빈|공식|실무|전격|첫|단독|긴급|깜짝|현지|재|비공식|답방|순방|상호)\s)?")


def _beside_verb(scene: Scene, end: int, start: int) -> bool:
    """Whether a bare word stands right before a verb of going (미국 방문, 미국 공식 방문): 요르단 사령관이 … 방문해 goes elsewhere."""
    return _MANNER.fullmatch(scene.text, end, start) is not None


def bound_by(kind: str, rung: str, actors: tuple[Quote, ...], recipients: tuple[Quote, ...]) -> tuple[Quote, ...]:
    """Those whom an act of this kind and rung commits."""
    if rung in ("agreed", "on_paper") and kind in ("agreement", "signing"):
        return tuple(dict.fromkeys((*actors, *recipients)))
    if rung == "undertook":
        return actors
    return ()


def other_of_pair(scene: Scene, actors: tuple[Quote, ...]) -> tuple[Quote, ...]:
    """The other of the two parties told of last, where the one who is said to agree is one of them."""
    chains = {(m.start, m.end): m.chain for m in scene.mentions}
    own = {chains.get((a.start, a.end)) for a in actors}
    if len(scene.pair) != 2 or not own & {chains.get((p.start, p.end)) for p in scene.pair}:
        return ()
    return tuple(p for p in scene.pair if chains.get((p.start, p.end)) not in own)
