"""What a verb tells in its clause: its frame, judged with its particle, preposition and object."""

from __future__ import annotations

import re
from typing import Any

from dateline.lang.en import clauses
from dateline.lang.en.frames import Frame, lemma_of, listed, noun_frame, verb_frames
from dateline.lang.en.posts import frame_of_post

_PHONE = re.compile(
    r"\b(?:(?:by|over|on|via|through|in|using) (?:(?:the|a|an|its|their|this) )?(?:[a-z-]+ ){0,2}?"
    r"(?:(?:tele)?phone|hot ?line|(?:secure|direct|encrypted|military) (?:line|link)|video ?(?:link|call|conference)|radio link)"
    r"|by video)\b"
)

_LIFTED = frozenset(
    (
        "rate",
        "price",
        "tax",
        "tariff",
        "wage",
        "salary",
        "fund",
        "money",
        "capital",
        "forecast",
        "target",
        "flag",
        "limit",
    )
)


def frame_of(verb: Any) -> Frame | None:
    """The frame of a verb, judged with its particle, preposition and object."""
    lemma = lemma_of(verb)
    if lemma == "agree":
        return Frame("agreement", "agreed")
    if lemma in ("decide", "opt") and any(c.dep_ == "xcomp" for c in verb.children):
        return Frame("agreement", "agreed")
    if lemma in ("speak", "talk", "converse", "confer") and _PHONE.search(" ".join(t.lower_ for t in verb.subtree)):
        return Frame("call", "done")
    particles = {c.lower_ for c in verb.children if c.dep_ == "prt"}
    if lemma == "call" and "off" in particles:
        return Frame("other", "done")
    if lemma == "call" and clauses.has_particle(verb, "in") and _is_envoy(verb):
        return Frame("meeting", "done", meeting="met")
    if lemma == "call" and _rings(verb):
        return Frame("call", "done")
    if lemma == "call" and _calls_on(verb):
        return Frame("meeting", "done", meeting="received")
    if lemma == "put" and _puts_name(verb):
        return Frame("signing", "on_paper")
    if lemma == "appeal" and _to_a_court(verb):
        return Frame("plan", "would") if clauses.modal_of(verb) == "planned" else Frame("other", "done")
    post = frame_of_post(verb)
    if post is not None:
        return post
    if lemma == "become" and any(c.dep_ == "attr" and c.lower_ in HEADS for c in verb.children):
        return Frame("appointment", "done")
    if lemma in ("speak", "talk", "chat") and _in_passing(verb):
        return Frame("meeting", "done", meeting="pull_aside")
    if lemma == "speak" and _converses(verb):
        return Frame("statement", "exchanged")
    leaning = _leaning(verb, lemma)
    if leaning is not None and leaning.kind in ("meeting", "statement") and _by_phone(verb, leaning):
        return Frame("call", "done", noun=leaning.noun)
    if leaning is not None:
        return leaning
    frames = verb_frames()
    for child in verb.children:
        if child.dep_ in ("prt", "prep") and child.i > verb.i and f"{lemma} {child.lower_}" in frames:
            return frames[f"{lemma} {child.lower_}"]
    found = frames.get(lemma)
    return _checked(verb, lemma, found) if found is not None else None


def _to_a_court(verb: Any) -> bool:
    """``would appeal within 14 days``: neither for something nor to somebody, and no request."""
    asks = any(c.dep_ in ("xcomp", "ccomp") or (c.dep_ == "prep" and c.lower_ in ("for", "to")) for c in verb.children)
    return not asks


HEADS = frozenset(
    (
        *("minister", "president", "premier", "leader", "chief", "chancellor", "governor", "mayor", "secretary"),
        *("chairman", "chairwoman", "chair", "head", "director", "ambassador", "envoy", "speaker", "chairperson"),
        *("commander", "commissioner"),
    )
)
_ENVOYS = frozenset(("ambassador", "envoy", "diplomat", "consul", "attache", "d'affaires"))


def _is_envoy(verb: Any) -> bool:
    """``called in Ambassador B``: not a repairman, nor a debt."""
    patients = clauses.objects_after(verb, "", "in")
    return any(t.lemma_.lower() in _ENVOYS for c in patients for t in c.subtree)


_TO_TALK = frozenset(
    ("discuss", "congratulate", "thank", "offer", "express", "convey", "apologise", "apologize", "talk")
)


def _rings(verb: Any) -> bool:
    """``called B to discuss the merger``, ``called B on Monday``: not ``called B a liar``, nor ``called on B to go``."""
    whom = [c for c in verb.children if c.dep_ == "dobj"]
    if len(whom) != 1 or any(c.dep_ in ("oprd", "acomp", "attr", "ccomp", "prt") for c in verb.children):
        return False
    if any(t.lemma_.lower() in _TO_TALK and any(c.lower_ == "to" for c in t.children) for t in verb.subtree):
        return True
    somebody = whom[0].pos_ == "PROPN" or whom[0].lower_ == "counterpart" or whom[0].lemma_.lower() in HEADS
    day = any(t.ent_type_ in ("DATE", "TIME") for c in verb.children if c.i > whom[0].i for t in c.subtree)
    return somebody and day and not any(c.dep_ in ("xcomp", "advcl") for c in verb.children)


def _calls_on(verb: Any) -> bool:
    """``called on Governor B at his office``: not ``called on B to resign``."""
    on = [c for c in verb.children if c.dep_ == "prep" and c.lower_ == "on"]
    named = any(o.pos_ == "PROPN" for c in on for o in c.children)
    asks = any(c.dep_ in ("xcomp", "advcl", "ccomp") for c in verb.children) or any(
        t.dep_ == "acl" for c in on for t in c.subtree
    )
    return named and not asks


def _puts_name(verb: Any) -> bool:
    """``put their names to the document``, ``put pen to paper``."""
    objects = {c.lemma_.lower() for c in verb.children if c.dep_ == "dobj"}
    return bool(objects & {"name", "pen", "signature"}) and any(c.lower_ == "to" for c in verb.children)


_SPOKEN = frozenset(("conversation", "discussion", "talk", "meeting", "summit", "consultation"))


def _by_phone(verb: Any, frame: Frame) -> bool:
    """``had a conversation over the phone``, ``held telephone talks``."""
    if frame.noun is None or frame.noun.lemma_.lower() not in _SPOKEN or frame.rung not in ("done", "exchanged"):
        return False
    near = {c.lower_ for c in frame.noun.children if c.i < frame.noun.i}
    return bool(near & {"phone", "telephone"}) or bool(_PHONE.search(" ".join(t.lower_ for t in verb.subtree)))


_PRESS = frozenset(
    (
        "reporter",
        "journalist",
        "press",
        "media",
        "newspaper",
        "television",
        "broadcaster",
        "radio",
        "magazine",
        "agency",
    )
)


def _converses(verb: Any) -> bool:
    """``spoke with Minister B``: not with the press."""
    whom = clauses.objects_after(verb, "with")
    return bool(whom) and not any(t.lemma_.lower() in _PRESS for w in whom for t in w.subtree)


def _in_passing(verb: Any) -> bool:
    """``spoke briefly with B``, ``A and B spoke briefly``: not ``spoke briefly to reporters``, ``about trade``."""
    prepositions = {c.lower_ for c in verb.children if c.dep_ in ("prep", "dative")}
    carrier = verb.head if verb.dep_ == "xcomp" else verb
    joined = "with" in prepositions or len(clauses.subject_of(carrier)) > 1
    return joined and not prepositions & {"to", "about", "of"} and any(c.lower_ == "briefly" for c in verb.children)


def _leaning(verb: Any, lemma: str) -> Frame | None:
    particle = next((c.lower_ for c in verb.children if c.dep_ == "prt"), None)
    full = f"{lemma} {particle}" if particle else lemma
    for child in verb.children:
        if child.dep_ in ("dobj", "nsubjpass"):
            for noun in (child, *[t for t in child.conjuncts if t.pos_ == "NOUN"]):
                found = noun_frame(noun.lemma_.lower(), full, noun)
                if found is not None:
                    return found
        elif lemma in ("agree", "embark", "go") and child.dep_ == "prep":
            for noun in child.children:
                found = noun_frame(noun.lemma_.lower(), f"{lemma} {child.lower_}", noun)
                if found is not None:
                    return found
    if lemma in ("take", "happen", "occur") and (lemma != "take" or any(c.lower_ == "place" for c in verb.children)):
        for child in verb.children:
            if child.dep_ == "nsubj" and child.lemma_.lower() in ("meeting", "summit", "talk", "dialogue"):
                return noun_frame(child.lemma_.lower(), "hold", child)
    return None


def _checked(verb: Any, lemma: str, frame: Frame) -> Frame | None:
    """Some verbs mean what the table says only with the right kind of object."""
    objects = [c for c in verb.children if c.dep_ in ("dobj", "nsubjpass", "ccomp", "xcomp", "prep")]
    if frame.kind == "signing":
        nouns = [c for c in objects if c.dep_ in ("dobj", "nsubjpass")]
        papers = any(
            c.lemma_.lower() in listed("papers", "nouns") or c.lower_ in ("bill", "law", "it", "amendment", "order")
            for c in nouns
        )
        if lemma == "ratify" or (lemma in ("conclude", "adopt", "initial") and not papers):
            return Frame("other", "done")
        return frame if papers else Frame("other", "done")
    if frame.kind == "appointment" and lemma in ("choose", "pick", "select"):
        named = any(c.lower_ == "as" or c.dep_ == "oprd" for c in verb.children)
        return frame if named and any(t.lower_ in HEADS for t in verb.subtree) else None
    if frame.kind == "appointment" and lemma in ("name", "tap", "fire", "sack", "promote", "install"):
        if verb.dep_ == "xcomp" and clauses.is_passive(verb) and any(t.lower_ in HEADS for t in verb.subtree):
            return frame
        person = any(
            c.dep_ in ("dobj", "nsubjpass", "oprd") and c.ent_type_ in ("PERSON", "") and c.pos_ == "PROPN"
            for c in verb.children
        )
        office = clauses.is_passive(verb) and any(
            c.dep_ in ("oprd", "attr") and c.lower_ in HEADS for c in verb.children
        )
        return frame if person or office else None
    if (
        lemma in ("call", "label", "post", "write", "share", "present", "back", "support", "press", "order", "talk")
        and not objects
    ):
        return None
    if frame.kind == "visit" and lemma == "travel" and not objects:
        return None
    if lemma == "commit" and not _commits(verb):
        return Frame("other", "done")
    if lemma == "raise" and any(c.dep_ in ("dobj", "nsubjpass") and c.lemma_.lower() in _LIFTED for c in verb.children):
        return Frame("other", "done")
    return frame


def _commits(verb: Any) -> bool:
    """``commit to``, ``commit $1 billion``, ``commit troops``: not ``commit violations``."""
    for child in verb.children:
        if child.dep_ in ("xcomp", "ccomp") or (child.dep_ in ("prep", "dative") and child.lower_ == "to"):
            return True
        money = child.ent_type_ in ("MONEY", "PERCENT") or child.lemma_.lower() in _GIVEN
        if child.dep_ == "dobj" and (money or any(c.ent_type_ == "MONEY" for c in child.subtree)):
            return True
    return False


_GIVEN = frozenset(
    ("fund", "funding", "money", "resource", "troop", "aid", "dollar", "euro", "yen", "won", "soldier", "support")
)
