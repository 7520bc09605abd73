"""The words for what an act is about, and the condition that they give."""

from __future__ import annotations

import re

from dateline.lang.ko import lexicon
from dateline.lang.ko.clauses import Clause
from dateline.lang.ko.lexicon import Predicate
from dateline.lang.ko.scene import Scene, followed_by_function, trim_words
from dateline.model import Quote


def start_of_matter(scene: Scene, clause: Clause, hit: Predicate, partners: tuple[Quote, ...] = ()) -> int:
    """After the last party, day or place that frames the clause."""
    start = clause.start
    for phrase in clause.phrases:
        if phrase.end > hit.start:
            break
        framed = phrase.party is not None and phrase.role in ("top", "nom", "com", "dat")
        framed = framed or (
            phrase.role in ("at", "bare") and phrase.party is not None and scene.quote(phrase.party) in partners
        )
        if phrase.role == "com" and phrase.party is not None and scene.quote(phrase.party) not in partners:
            framed = not lexicon.lists_topics(scene.text[phrase.start : hit.start + 1])
        framed = framed and not followed_by_function(text_of=scene.text, at=phrase.end)
        framed = framed or (
            phrase.party is not None
            and phrase.place is None
            and phrase.role == "acc"
            and not lexicon.whole_topics(scene.text[phrase.start : hit.start + 1])
        )
        if framed or phrase.role == "top":
            start = max(start, phrase.end)
    for found in scene.dates:
        if clause.start <= found.start and found.end <= hit.start and not scene.text[start : found.start].strip(" ,"):
            start = max([start, found.end, *(p.end for p in clause.phrases if p.start < found.end <= p.end)])
    for phrase in clause.phrases:
        inside = phrase.place is not None and start <= phrase.start and phrase.end <= hit.start
        if inside and phrase.role == "loc" and not scene.text[start : phrase.start].strip(" ,"):
            start = phrase.end
    return start


def matter_of(text: str, start: int, end: int) -> Quote | None:
    """The words of a stretch as a matter, without what only opens or ties them; None where none are left."""
    made = trim_words(text, start, end)
    if made is None:
        return None
    opening = re.match(r"(?:(?:회담|면담|회의|통화|만찬|오찬) (?:뒤|후)|이날|이어|또한?|한편)\s", made.text)
    if opening:
        made = Quote(made.text[opening.end() :], made.start + opening.end(), made.end)
    if re.fullmatch(r"[가-힣]+(?:게|히)|머문 뒤", made.text):
        return None
    words = re.sub(
        r"(?:에 대해서?|에 관해|에 대한|(?<=[가-힣])[을를에]|(?<=다)는|\s강한|\s깊은)\s*$", "", made.text
    ).rstrip()
    return Quote(words, made.start, made.start + len(words)) if len(words) > 1 else None


def has_object(scene: Scene, clause: Clause, hit: Predicate) -> bool:
    """Whether a bare verb of saying has words of its own to say (…의 중요성을 강조했다)."""
    matter = matter_of(scene.text, start_of_matter(scene, clause, hit), hit.start)
    if matter is None:
        return False
    return len(matter.text) > 2 or bool(lexicon.whole_topics(scene.text[matter.start : hit.start + 1]))


_GIVEN = re.compile(r"[^,.“”\"]{2,30}?[을를]\s(?:전제)?조건으로|[^,.“”\"]{2,30}?[을를]\s전제로")


def given_that(text: str, start: int, end: int) -> Quote | None:
    """관세 인하를 조건으로: the condition of what is agreed or promised."""
    match = _GIVEN.search(text, start, end)
    return trim_words(text, match.start(), match.end()) if match is not None else None
