"""Who is bound by what is said to come: the speaker by his own ``will``, an officer by what he says his country or body will do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from dateline.lang.en import clauses, offices
from dateline.lang.en.clauses import Scene
from dateline.lang.en.frames import Frame, lemma_of
from dateline.lang.en.places import Found
from dateline.model import Quote
from dateline.model.reading import Realis

BEFALLS = frozenset(
    (
        "suffer",
        "lose",
        "benefit",
        "grow",
        "win",
        "experience",
        "survive",
        "recover",
        "fall",
        "rise",
        "miss",
        "collapse",
        "fail",
        "shrink",
    )
)
"""What happens to one: nobody promises it."""


@dataclass(frozen=True, slots=True)
class Context:
    """What a clause has from the clauses around it."""

    actors: tuple[Found, ...] = ()
    said_by: Found | None = None
    negative: bool = False
    realis: Realis | None = None
    hedge: Quote | None = None
    speaker: Found | None = None


def same(actors: tuple[Found, ...], other: Found) -> bool:
    """Whether somebody is among the actors."""
    return any((a.holder is not None and a.holder == other.holder) or a is other for a in actors)


def binds_country(scene: Scene, verb: Any, frame: Frame, actors: list[Found], realis: Realis, context: Context) -> bool:
    """``Minister A said Peru would hand over the tapes``: an officer of Peru binds it."""
    speaker, register = context.speaker, scene.register
    raised = frame.kind in ("plan", "other") or (frame.kind == "statement" and frame.rung == "raised")
    if speaker is None or speaker.holder is None or len(actors) != 1 or verb.dep_ != "ccomp" or context.negative:
        return False
    if not raised or realis != "planned" or lemma_of(verb) in BEFALLS or clauses.is_passive(verb):
        return False
    held = register.position_of(speaker.holder)
    if actors[0].value == "government":
        return bool(held)
    return actors[0].kind == "place" and any(p.of is not None and p.of == actors[0].of for p in held)


def binds_body(scene: Scene, verb: Any, context: Context) -> bool:
    """``Minister A said the ministry would submit a bill``: who heads a body binds it."""
    subjects, speaker = clauses.subject_of(verb), context.speaker
    if len(subjects) != 1 or speaker is None or speaker.holder is None or verb.dep_ != "ccomp" or context.negative:
        return False
    own = subjects[0].lower_ == "government" or offices.is_body_word(subjects[0].lower_)
    plain = {c.lower_ for c in subjects[0].children} <= {"the", "his", "her"}
    heads = [
        p for p in scene.register.position_of(speaker.holder) if p.value not in ("spokesperson", "official", "lawyer")
    ]
    return own and plain and bool(heads) and not clauses.is_passive(verb) and lemma_of(verb) not in BEFALLS


def committed(frame: Frame, actors: list[Found], realis: Realis, context: Context) -> Frame:
    """``X said he will ...`` binds X."""
    own = context.speaker is not None and len(actors) == 1 and same(tuple(actors), context.speaker)
    if own and realis == "planned" and frame.kind == "statement" and frame.rung == "raised":
        return Frame("plan", "would") if context.negative else Frame("pledge", "undertook")
    return frame
