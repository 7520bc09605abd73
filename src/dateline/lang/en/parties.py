"""Who takes part: lists of people with their titles and appositions, which the parser often cuts short."""

from __future__ import annotations

import re
from typing import Any

from dateline.lang.en.analyser import Parsed
from dateline.lang.en.clauses import Scene
from dateline.lang.en.places import Found

_LINKS = frozenset((",", "and", "&", "including", "plus"))
_WITHIN = frozenset(("of", "for", "to", "the", "a", "an", "his", "her", "its", "their", "'s", "-", "as", "well"))
_FINITE = ("VBD", "VBZ", "VBP", "MD", "VBG", "VB")


def lengthen(scene: Scene, sentence: Parsed, found: list[Found]) -> list[Found]:
    """The list of parties with every person joined to its last one (``A, head of X, and Governor B``)."""
    parties = [_titled(scene, sentence, f) for f in found if not (f.start >= sentence.start and _possessor(scene, f))]
    if not parties or parties[-1].kind not in ("person", "position") or parties[-1].value == "both_sides":
        return parties
    index = 0
    while index < len(parties) and len(parties) < _MOST:
        following = _next_person(scene, sentence, parties[0], parties[index])
        if following is not None and not any(_one(following, p) for p in parties):
            parties.insert(index + 1, following)
        index += 1
    return parties


_MOST = 12


def _one(a: Found, b: Found) -> bool:
    return a is b or (a.holder is not None and a.holder == b.holder)


def _titled(scene: Scene, sentence: Parsed, item: Found) -> Found:
    """``the Foreign Affairs Committee's Chairwoman A``: not the committee, A."""
    if item.kind != "organization" or item.start < sentence.start:
        return item
    person = next((p for p in scene.register.at(item.end, sentence.end, "person")), None)
    if person is None or not scene.register.at(item.end, person.start, "position"):
        return item
    gap = [t for t in sentence.doc if item.end <= sentence.start + t.idx < person.start]
    joined = all(t.pos_ in ("PROPN", "NOUN", "DET", "PART") or t.lower_ in ("of", "for", "the", "'s") for t in gap)
    return person if joined and gap else item


def _possessor(scene: Scene, item: Found) -> bool:
    return scene.register.text[item.end : item.end + 2] in ("'s", "’s") and item.kind == "person"


def _next_person(scene: Scene, sentence: Parsed, first: Found, last: Found) -> Found | None:
    people = [
        p
        for p in scene.register.at(last.end, sentence.end, "person")
        if not _possessor(scene, p) and p.start > last.end
    ]
    if not people:
        return None
    person = people[0]
    gap = [t for t in sentence.doc if last.end <= sentence.start + t.idx < person.start]
    if not (_links(gap) or _titled_next(scene, last, person)) or _acts_alone(sentence, first, person):
        return None
    return person


def _titled_next(scene: Scene, last: Found, person: Found) -> bool:
    """``A, Minister of Trade, B, and C``: a title with a capital and no article is that of the name behind it."""
    titles = [t for t in scene.register.at(last.end, person.start, "position") if t.start == last.end + 2]
    text = scene.register.text[last.end : person.start]
    return (
        bool(titles)
        and titles[0].start < person.start
        and text[2].isupper()
        and re.fullmatch(r", [^,]+, ", text) is not None
    )


def _links(gap: list[Any]) -> bool:
    """Whether the words between two people join them: a comma or ``and``, titles, at most one apposition."""
    joints = [t.i for t in gap if t.lower_ in _LINKS]
    if not joints or len(gap) > 25:
        return False
    lead = [t for t in gap if t.i < joints[0]]
    if lead and not all(t.lower_ in _WITHIN or t.pos_ in ("PROPN", "NOUN", "ADJ", "NUM") for t in lead):
        return False
    if not any(t.lower_ in ("and", "&", "including", "plus") for t in gap) and any(t.pos_ == "NOUN" for t in gap):
        return False  # ``A, the wife of B``
    return all(
        t.lower_ in _LINKS
        or t.lower_ in _WITHIN
        or (t.tag_ not in _FINITE and t.pos_ in ("PROPN", "NOUN", "ADJ", "NUM"))
        for t in gap
    )


def _acts_alone(sentence: Parsed, first: Found, person: Found) -> bool:
    """Whether the person is who does the verb that comes after (``met A, and B said ...``), and the list is not."""
    doc = sentence.doc
    tokens = [t for t in doc if person.start <= sentence.start + t.idx < person.end]
    if not tokens or tokens[-1].i + 1 >= len(doc):
        return False
    following = doc[tokens[-1].i + 1]
    own = any(t.dep_ in ("nsubj", "nsubjpass") and t.head.i > t.i for t in tokens)
    if not own and following.tag_ not in ("VBD", "VBZ", "VBP", "MD"):
        return False
    lead = [t for t in doc if first.start <= sentence.start + t.idx < first.end]
    heads = [t.head if t.dep_ == "appos" else t for t in lead]
    return not any(t.dep_ in ("nsubj", "nsubjpass") and t.head.i > tokens[-1].i for t in heads)


def included(sentence: Parsed, token: Any) -> list[Any]:
    """``top politicians, including A and B``: those named for a group that no mention stands for."""
    return [
        t
        for child in token.children
        if child.dep_ == "prep" and child.lower_ in ("including", "like")
        for noun in child.children
        if noun.dep_ == "pobj"
        for t in (noun, *noun.conjuncts)
    ]
