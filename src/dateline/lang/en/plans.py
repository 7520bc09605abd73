"""What is to happen on a day, told of a thing: ``the vote is set for May 9``, ``the plant reopens on Monday``."""

from __future__ import annotations

from typing import Any

from dateline.lang.en import clauses
from dateline.lang.en.analyser import Parsed
from dateline.lang.en.clauses import Scene
from dateline.lang.en.frames import lemma_of
from dateline.model import DateValue

_SET = frozenset(("schedule", "set", "slate", "plan", "expect", "time", "pencil", "earmark", "fix", "book"))
_DUE = frozenset(("due", "expected", "scheduled", "planned", "set", "slated"))
_WHEN = frozenset(("for", "on", "in", "at", "by", "before", "until"))
_TAKES_PLACE = {
    "take": frozenset(("place", "effect")),
    "come": frozenset(("force", "effect", "operation", "service")),
    "go": frozenset(("sale", "trial", "force", "effect", "service", "operation", "ahead", "poll", "polls", "live")),
    "enter": frozenset(("force", "service", "operation", "effect")),
}
_WEATHER = frozenset(
    (
        *(
            "storm",
            "typhoon",
            "hurricane",
            "cyclone",
            "rain",
            "snow",
            "temperature",
            "price",
            "share",
            "stock",
            "index",
        ),
        *(
            "market",
            "currency",
            "rate",
            "inflation",
            "sun",
            "moon",
            "wind",
            "wave",
            "heat",
            "demand",
            "sales",
            "profit",
        ),
    )
)


def is_set(verb: Any) -> bool:
    """``is scheduled for``, ``was planned for``, ``is due on``: a plan without a verb of its own."""
    if clauses.negated(verb) or not _of_thing(verb):
        return False
    if lemma_of(verb) in _SET and clauses.is_passive(verb):
        return any(
            c.dep_ in ("prep", "npadvmod") and (c.lower_ in _WHEN or c.ent_type_ == "DATE") for c in verb.children
        )
    if verb.lemma_ != "be":
        return False
    due = [c for c in verb.children if c.dep_ in ("acomp", "attr", "oprd") and c.lower_ in _DUE]
    return any(g.dep_ in ("prep", "npadvmod") for c in due for g in (*c.children, *verb.children) if g.i > c.i)


def takes_place(verb: Any) -> bool:
    """``take place``, ``come into force``, ``go on sale``, ``be held``: verbs that say so with another word."""
    if lemma_of(verb) == "hold":
        return clauses.is_passive(verb)
    words = _TAKES_PLACE.get(lemma_of(verb), frozenset())
    return any(t.lower_ in words for c in verb.children if c.i > verb.i for t in (c, *c.children))


def is_of_thing(verb: Any) -> bool:
    """Whether what the verb tells of is a thing that is planned, not weather or prices, nor somebody by a pronoun."""
    return _of_thing(verb)


def _of_thing(verb: Any) -> bool:
    subjects = clauses.subject_above(verb)
    if not subjects or subjects[0].pos_ not in ("NOUN", "PROPN"):
        return False
    return subjects[0].lemma_.lower() not in _WEATHER


def lies_ahead(scene: Scene, sentence: Parsed, verb: Any) -> bool:
    """``takes over on 1 May``: the present tense of a day that is still to come."""
    if verb.tag_ not in ("VBZ", "VBP") or scene.day is None or any(c.dep_ in ("aux", "auxpass") for c in verb.children):
        return False
    time = clauses.time_in(scene, *sentence.span(*clauses.cut(verb)), None, (sentence, verb))
    return is_ahead(scene, time)


def is_ahead(scene: Scene, time: DateValue | None) -> bool:
    """Whether a date begins after the day of the text."""
    return time is not None and time.earliest is not None and scene.day is not None and time.earliest[:10] > scene.day
