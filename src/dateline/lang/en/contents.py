"""What verbs of saying, denying and accepting have for their content, and verbs that the parser takes for nouns."""

from __future__ import annotations

from typing import Any

from dateline.lang.en import clauses
from dateline.lang.en.frames import lemma_of, listed, verb_frames


def misread(token: Any) -> bool:
    """``A plans to travel``, where the parser takes the verb for a noun."""
    return (
        token.tag_ == "NNS"
        and bool(clauses.subject_of(token))
        and any(c.dep_ == "xcomp" and clauses.is_infinitive(c) for c in token.children)
    )


def in_own_words(verb: Any, content: Any) -> bool:
    """``"I asked her for the recipe," he joked``: what somebody tells of himself, whatever the verb."""
    own = content is not None and any(t.lower_ in ("i", "we") for t in clauses.subject_of(content))
    return own and lemma_of(verb) in listed("speech", "verbs") | listed("speech", "beside")


def interrupted(verb: Any, child: Any) -> Any:
    """``A ruled it out, B said, but agreed to talk``: the clause that the second half of what was told goes on with."""
    if (
        lemma_of(verb) not in listed("speech", "plain")
        or child.pos_ not in ("VERB", "AUX")
        or clauses.subject_of(child)
    ):
        return None
    told = [c for c in verb.children if c.dep_ == "ccomp" and c.i < verb.i and clauses.subject_of(c)]
    joint = next((t for t in child.doc[verb.i : child.i] if t.dep_ == "cc"), None)
    return told[0] if told and joint is not None and child.doc[joint.i - 1].text == "," else None


def invited_to(verb: Any) -> Any:
    """What ``accepted an invitation to visit X`` sets out to do."""
    asked = [c for c in verb.children if c.dep_ == "dobj" and c.lemma_.lower() in ("invitation", "invite")]
    inner = [c for n in asked for c in n.children if c.dep_ == "acl" and clauses.is_infinitive(c)]
    return inner[0] if inner and not clauses.negated(verb) else None


def rumoured(verb: Any) -> Any:
    """What ``denied reports that A had met B`` denies."""
    told = ("report", "claim", "allegation", "rumour", "rumor", "suggestion", "assertion", "speculation", "accusation")
    nouns = [c for c in verb.children if c.dep_ == "dobj" and c.lemma_.lower() in told]
    inner = [c for n in nouns for c in n.children if c.dep_ in ("acl", "ccomp", "relcl") and clauses.subject_of(c)]
    return next((c for c in inner if any(g.lower_ == "that" and g.dep_ == "mark" for g in c.children)), None)


def is_gerund(token: Any) -> bool:
    """``meeting``, ``having met``."""
    return token.tag_ == "VBG" or (token.tag_ == "VBN" and any(c.lower_ == "having" for c in token.children))


def agreed_to_come(verb: Any) -> Any:
    """``agreed that she would travel to Y on May 2``: a visit or meeting to come, and no view that they share."""
    told = [c for c in verb.children if c.dep_ == "ccomp" and lemma_of(verb) == "agree" and not clauses.negated(verb)]
    frames = ((c, verb_frames().get(lemma_of(c))) for c in told if clauses.modal_of(c) == "planned")
    return next((c for c, frame in frames if frame is not None and frame.kind in ("visit", "meeting")), None)
