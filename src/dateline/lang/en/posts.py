"""Posts taken up and laid down, told by a verb with its particle or object: ``takes over``, ``stepped down``, ``left office``."""

from __future__ import annotations

from typing import Any

from dateline.lang.en import clauses
from dateline.lang.en.frames import Frame, lemma_of

_POSTS = frozenset(
    (
        *("office", "post", "job", "role", "position", "helm", "rein", "power", "presidency", "premiership", "chair"),
        *("command", "duty", "leadership", "charge", "seat", "chairmanship", "governorship"),
    )
)
_LEAVES = frozenset(("resign", "retire", "abdicate"))
_DOWN = frozenset(("down", "aside"))
_TAKES = frozenset(("take", "assume", "enter", "leave", "quit", "vacate", "relinquish"))


def frame_of_post(verb: Any) -> Frame | None:
    """The frame of a verb by which somebody takes up or lays down a post; None for any other."""
    lemma = lemma_of(verb)
    objects = [c for c in verb.children if c.dep_ in ("dobj", "oprd") and c.i > verb.i]
    if verb.tag_ == "VBG" and not any(c.dep_ == "aux" and c.lemma_ == "be" for c in verb.children):
        return None
    if lemma in _LEAVES:
        from_post = lemma != "retire" or any(c.dep_ == "prep" and c.lower_ == "as" for c in verb.children)
        return Frame("appointment", "done") if from_post and not objects else None
    if lemma == "quit" and not objects and verb.tag_ in ("VBD", "VBN", "VBZ"):
        return Frame("appointment", "done")
    if lemma in ("succeed", "replace") and clauses.is_passive(verb):
        return Frame("appointment", "done") if clauses.agent_of(verb) else None
    if lemma in ("step", "stand"):
        down = any(clauses.has_particle(verb, particle) for particle in _DOWN)
        return Frame("appointment", "done") if down and not objects else None
    if lemma == "take" and clauses.has_particle(verb, "over"):
        return Frame("appointment", "done") if not objects and _as_holder(verb) else None
    if lemma in _TAKES and any(o.lemma_.lower() in _POSTS and _is_his(o) for o in objects):
        return Frame("appointment", "done")
    if (
        lemma in ("succeed", "replace")
        and not any(c.dep_ == "prep" and c.lower_ == "with" for c in verb.children)
        and verb.tag_ in ("VBD", "VBN")
        and len(objects) == 1
        and objects[0].ent_type_ not in ("DATE", "TIME")
        and objects[0].pos_ != "PRON"
    ):
        return Frame("appointment", "done") if objects[0].ent_type_ == "PERSON" else None
    return None


def _is_his(noun: Any) -> bool:
    """``took office``, ``left his post``, ``assumed the presidency``: not ``took a seat``, ``took new positions``."""
    determiners = {c.lower_ for c in noun.children if c.dep_ in ("det", "poss", "amod")}
    if noun.lemma_.lower() in ("office", "power", "charge", "command"):
        return not determiners & {"a", "an", "new", "some"}
    return bool(determiners & {"the", "his", "her", "their"})


def _as_holder(verb: Any) -> bool:
    """``took over as chief``, ``from A``, ``on 1 May``: not ``took over at the wheel``."""
    behind = [c for c in verb.children if c.dep_ in ("prep", "npadvmod", "advmod") and c.i > verb.i]
    dated = any(t.ent_type_ == "DATE" for c in behind for t in c.subtree)
    return dated or any(c.lower_ in ("as", "from") for c in behind)
