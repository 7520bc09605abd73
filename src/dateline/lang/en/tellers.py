"""On whose word a sentence stands: ``according to A``, ``the South Korean side said``, tellers without a name."""

from __future__ import annotations

import re
from typing import Any

from dateline.lang.en import clauses, lexicon, offices
from dateline.lang.en.analyser import Parsed
from dateline.lang.en.clauses import Scene
from dateline.lang.en.places import Found

_ACCORDING = re.compile(r"\baccording to\s+", re.IGNORECASE)
_TELLERS = frozenset(
    [
        "agency",
        "aide",
        "aides",
        "analysts",
        "authorities",
        "broadcaster",
        "commission",
        "company",
        "council",
        "department",
        "experts",
        "firm",
        "group",
        "investigators",
        "media",
        "ministers",
        "ministry",
        "newspaper",
        "observers",
        "office",
        "operator",
        "organisers",
        "organizers",
        "party",
        "police",
        "prosecutors",
        "readout",
        "regulator",
        "release",
        "report",
        "reports",
        "rescuers",
        "residents",
        "source",
        "sources",
        "spokesman",
        "spokeswoman",
        "statement",
        "team",
        "witnesses",
    ]
)
_SEATS = frozenset(("presidency", "embassy", "cabinet", "kremlin", "palace", "secretariat"))
_OFFICE = re.compile(r"(?:the|his|her|their|its) (?:" + "|".join(sorted(_TELLERS)) + r")\b")
_SIDE_SAYS = re.compile(r", (?=(?:the )?[A-Z][\w.’' -]{1,40} side (?:says|said)\.?\s*$)")
_SIDE = re.compile(r"(?:the )?(?P<whose>[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,2}) side\b")


def cited(scene: Scene, sentence: Parsed) -> Found | None:
    """Whom a sentence cites with ``according to``; a body cited is the teller of what follows."""
    match = _ACCORDING.search(scene.register.text, sentence.start, sentence.end)
    if match is None:
        last = _SIDE_SAYS.search(scene.register.text, sentence.start, sentence.end)
        return side(scene, last.end(), sentence.end) if last is not None else None
    source = _source_after(scene, sentence, match.end())
    if source is not None and source.kind == "organization":
        scene.teller = source
    return source


def side(scene: Scene, start: int, end: int) -> Found | None:
    """``the South Korean side`` at an offset: the country, named by its adjective."""
    match = _SIDE.match(scene.register.text, start, end)
    if match is None:
        return None
    first, last = match.span("whose")
    hit = next((h for h in lexicon.adjectives().find(scene.register.text, first, last)), None)
    if hit is None or (hit.start, hit.end) != (first, last):
        return None
    known = next((f for f in scene.register.at(first, last, "place") if f.start == first), None)
    if known is not None:
        return known
    return _remember(scene, Found(first, last, "place", hit.value, of=hit.value))


def unnamed(scene: Scene, sentence: Parsed, verb: Any) -> Found | None:
    """``the ministry said``, ``sources said``: a teller without a name becomes a mention of its own."""
    for token in clauses.subject_of(verb):
        if token.lower_ == "it":
            return scene.teller
        if token.pos_ == "NOUN" and _is_teller(token):
            return _office(scene, *sentence.span(token.left_edge.i, token.i))
    return None


_TELLING = re.compile(r"[,\"”] (?:the |an? )?(?:[\w.’'&-]+ ){0,7}$")
_APART = re.compile(r", [^\"“”;:]{2,110}, ")


def behind_content(scene: Scene, sentence: Parsed, verb: Any) -> Found | None:
    """Who said it where the parser gives the verb no subject: ``..., A, head of B, said``, ``..., the C Institute said``."""
    register, place = scene.register, sentence.start + verb.idx
    text = register.text
    if not any(c.dep_ == "ccomp" and c.i < verb.i for c in verb.children):
        return None
    for item in reversed(register.at(sentence.start, place, "person", "organization")):
        gap = text[item.end : place]
        apart = (
            item.kind == "person"
            and _APART.fullmatch(gap) is not None
            and bool(register.at(item.end, place, "position"))
        )
        if gap == " " or apart:
            return item if _TELLING.search(text[sentence.start : item.start]) else None
        if item.kind == "person":
            return None
    return None


def _is_teller(token: Any) -> bool:
    """``the ministry``, ``the two agencies``, ``the lender``."""
    words = (token.lower_, token.lemma_.lower())
    return any(w in _TELLERS | _SEATS or offices.is_body_word(w) for w in words)


def preferred(near: list[Found]) -> Found | None:
    """The first person among mentions, else the first body, title or place."""
    for kind in ("person", "organization", "position", "place"):
        for item in near:
            if item.kind == kind:
                return item
    return None


def _source_after(scene: Scene, sentence: Parsed, offset: int) -> Found | None:
    text, register = scene.register.text, scene.register
    of_country = side(scene, offset, sentence.end)
    if of_country is not None:
        return of_country
    office = _OFFICE.match(text, offset, sentence.end)
    if office is not None and not register.at(*office.span()):
        return _office(scene, *office.span())
    near = register.at(offset, min(sentence.end, offset + 70))
    if not near or (near[0].kind == "place" and near[0].start > offset + 4):
        return None
    first = min(near, key=lambda f: f.start)
    stop = text.find(",", first.start, sentence.end)
    return preferred([f for f in near if stop < 0 or f.start < stop])


def _office(scene: Scene, start: int, end: int) -> Found:
    return _remember(scene, Found(start, end, "organization", scene.register.text[start:end].lower()))


def _remember(scene: Scene, item: Found) -> Found:
    """A mention that the acts alone need, once for each place."""
    known = next((f for f in scene.collectives if f.start == item.start), None)
    if known is None:
        scene.collectives.append(item)
    return known or item
