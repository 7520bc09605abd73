"""Clauses of a parsed sentence: who is their subject, what they cover, what stands in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from dateline.lang.en import lexicon
from dateline.lang.en.analyser import Parsed
from dateline.lang.en.frames import listed
from dateline.lang.en.mentions import Register
from dateline.lang.en.places import Found
from dateline.model import DateValue, Quote

SUBJECT = ("nsubj", "nsubjpass")
_OWN_CLAUSE = ("ccomp", "advcl", "relcl", "parataxis")


@dataclass(slots=True)
class Scene:
    """What the reading of acts knows while it goes through a text."""

    register: Register
    dates: tuple[DateValue, ...]
    parties: list[Found] = field(default_factory=list)
    collectives: list[Found] = field(default_factory=list)
    teller: Found | None = None
    day: str | None = None


def subject_of(verb: Any) -> list[Any]:
    """The subject tokens of a verb itself, with their conjuncts."""
    for child in verb.children:
        if child.dep_ in SUBJECT:
            return [child, *_joined(child)]
    return []


def subject_above(verb: Any) -> list[Any]:
    """The subject of the verbs that carry this one (``are due to meet``)."""
    while not subject_of(verb) and verb.dep_ in ("xcomp", "conj", "acomp", "oprd") and verb.head is not verb:
        verb = verb.head
    return subject_of(verb)


def _joined(token: Any) -> list[Any]:
    beside = [t for t in token.children if t.dep_ == "appos" and t.lower_ == "counterpart"]
    return [*(t for t in token.conjuncts if t.i > token.i and t.pos_ in ("PROPN", "NOUN", "PRON")), *beside]


def agent_of(verb: Any) -> list[Any]:
    """Who did it, in the passive."""
    for child in verb.children:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
            return [t for o in child.children if o.dep_ == "pobj" for t in (o, *_joined(o))]
    return []


def has_particle(verb: Any, particle: str) -> bool:
    """Whether a particle goes with a verb (``call off``, ``step down``), also where the parser takes it for an adverb."""
    return any(
        c.dep_ in ("prt", "advmod", "prep") and c.lower_ == particle and c.i - verb.i <= 2 for c in verb.children
    )


def is_passive(verb: Any) -> bool:
    """Whether the verb is in the passive."""
    return any(c.dep_ in ("nsubjpass", "auxpass") for c in verb.children)


def objects_after(verb: Any, *prepositions: str) -> list[Any]:
    """The nouns after the prepositions given; the verb's own objects where ``""`` is among them."""
    found: list[Any] = []
    for child in verb.children:
        if "" in prepositions and child.dep_ in ("dobj", "dative", "obj"):
            found += [child, *_joined(child)]
        elif child.dep_ in ("prep", "dative") and child.lower_ in prepositions:
            found += [t for o in child.children if o.dep_ == "pobj" for t in (o, *_joined(o))]
    if not found and "with" in prepositions and verb.pos_ == "VERB":
        found = [t for noun in _whiles(verb) for t in objects_after(noun, "with")]
    return found


def _whiles(verb: Any) -> list[Any]:
    """``met for 40 minutes with B``, ``spoke for the first time with B``: the nouns of time that the parser hangs B on."""
    spans = [c for c in verb.children if c.dep_ in ("prep", "npadvmod", "dobj") and c.i > verb.i]
    nouns = [n for c in spans for n in ([c] if c.dep_ != "prep" else [g for g in c.children if g.dep_ == "pobj"])]
    return [n for n in nouns if n.lemma_.lower() in _TIMES or n.ent_type_ in ("DATE", "TIME")]


_TIMES = frozenset(("minute", "hour", "time", "day", "sideline", "margin", "fringe", "morning", "evening", "afternoon"))


def negated(verb: Any) -> bool:
    """Whether a clause is denied: ``not``, ``never``, ``no`` before its subject or object, ``neither``, ``without``."""
    for child in verb.children:
        if child.dep_ == "neg" or child.lower_ in ("never", "neither", "nor", "hardly"):
            return True
        if child.dep_ in (*SUBJECT, "dobj", "attr") and any(
            g.lower_ in ("no", "neither") and g.dep_ in ("det", "preconj", "neg") for g in child.children
        ):
            return True
        if child.dep_ in SUBJECT and child.lower_ in ("nobody", "none", "neither", "nothing"):
            return True
    return bool(verb.dep_ == "pcomp" and verb.head.lower_ == "without")


def cut(verb: Any) -> tuple[int, int]:
    """First and last token of the verb's clause, without the clauses joined to it by ``and``."""
    first, last = verb.i, verb.i
    for token in _own_tokens(verb):
        first, last = min(first, token.i), max(last, token.i)
    doc = verb.doc
    last = before_participle(doc, verb.i, last)
    while last > verb.i and (doc[last].is_punct or doc[last].lower_ in ("and", "but", "or", "while")):
        last -= 1
    while first < verb.i and (
        (doc[first].is_punct and doc[first].text not in ('"', "$")) or doc[first].lower_ in ("and", "but", "or")
    ):
        first += 1
    return first, last


def noun_phrase(noun: Any) -> tuple[int, int]:
    """First and last token of a noun with what it is about, without place and time."""
    last = noun.i
    for child in noun.children:
        if child.i > noun.i and (
            child.dep_ == "acl" or (child.dep_ == "prep" and child.lower_ in ("on", "for", "about", "of", "to", "over"))
        ):
            last = max(last, child.right_edge.i)
    following = noun.doc[last + 1] if last + 1 < len(noun.doc) else None
    if following is not None and following.dep_ == "prep" and following.lower_ in ("on", "about", "for", "to"):
        last = max(last, following.right_edge.i)
    return noun.left_edge.i, last


def before_participle(doc: Any, first: int, last: int) -> int:
    """The last token before a trailing ``, noting ...`` within ``first..last``."""
    for index in range(first + 2, last + 1):
        token = doc[index]
        if token.tag_ == "VBG" and token.dep_ == "advcl" and doc[index - 1].text == ",":
            return index - 2
    return last


def _own_tokens(verb: Any) -> Iterator[Any]:
    yield verb
    for child in verb.children:
        if child.dep_ in ("conj", "cc") and child.pos_ in ("VERB", "AUX", "CCONJ"):
            continue
        if child.dep_ == "punct" and child.i > verb.i:
            continue
        yield from child.subtree


def matter_of(verb: Any, noun: Any | None) -> tuple[int, int] | None:
    """First and last token of the words that say what a statement is about."""
    head = noun if noun is not None else verb
    kinds = (
        ("ccomp", "xcomp", "attr", "oprd")
        if verb.lemma_ in ("tell", "inform")
        else ("ccomp", "xcomp", "dobj", "attr", "oprd")
    )
    parts = [c for c in verb.children if c.i > verb.i and c.dep_ in kinds]
    parts += [
        c
        for c in verb.children
        if c.i > verb.i
        and c.dep_ == "prep"
        and c.lower_
        in ("for", "on", "about", "to", "of", "against", "toward", "towards", "over", "into", "from", "upon")
    ]
    parts += [c for c in verb.children if c.i > verb.i and c.dep_ == "advcl" and is_infinitive(c)]
    if noun is not None:
        own = [c for c in noun.children if c.i > noun.i and c.dep_ in ("acl", "prep", "relcl", "ccomp")]
        parts = own or [p for p in parts if p.i > noun.i]
    if not parts and noun is None:
        return _content_before(verb)
    if not parts:
        if noun is None or noun.i == head.left_edge.i:
            return None
        return (noun.left_edge.i, noun.i)
    first = min(min(t.i for t in p.subtree if not _conjunct(t, verb)) for p in parts)
    last = max(max((t.i for t in _without_conj_verbs(p)), default=p.i) for p in parts)
    doc = verb.doc
    last = before_participle(doc, first, last)
    while last > first and doc[last].is_punct and doc[last].text not in ('"',):
        last -= 1
    return (first, last) if first > verb.i else None


def _content_before(verb: Any) -> tuple[int, int] | None:
    """The words told where they stand before the verb (``"...," she said``)."""
    content = next((c for c in verb.children if c.i < verb.i and c.dep_ == "ccomp"), None)
    if content is None:
        return None
    edge = min([verb.i, *(t.left_edge.i for t in verb.children if t.dep_ in SUBJECT and t.i > content.i)])
    first, last = content.left_edge.i, min(content.right_edge.i, edge - 1)
    doc = verb.doc
    while last > first and (doc[last].is_punct or doc[last].text in ('"', ",")):
        last -= 1
    while first < last and doc[first].is_punct:
        first += 1
    return first, last


def _conjunct(token: Any, verb: Any) -> bool:
    return bool(token.i < verb.i)


def _without_conj_verbs(token: Any) -> Iterator[Any]:
    yield from token.subtree


def is_infinitive(token: Any) -> bool:
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in token.children)


def place_in(scene: Scene, sentence: Parsed, verb: Any, extent: tuple[int, int]) -> Quote | None:
    """Where the act of a clause took place: after ``in`` or ``at``, best where that hangs on the verb."""
    register = scene.register
    for child in verb.children:
        if child.dep_ == "prep" and child.lower_ in ("in", "at"):
            for noun in child.children:
                if noun.dep_ == "pobj":
                    found = register.covering(sentence.start + noun.idx)
                    if found is not None and found.kind == "place":
                        return register.quote(found)
    start, end = sentence.span(*extent)
    for item in register.at(start, end, "place"):
        aside = _ASIDE.search(register.text[start : item.start]) is not None
        if not aside and _elsewhere(sentence, verb, item.start):
            continue
        before = register.text[max(start, item.start - 8) : item.start]
        if re.search(r"\b(?:in|at) (?:the )?$", before, re.I) and register.text[item.end : item.end + 2] not in (
            "'s",
            "’s",
        ):
            return register.quote(item)
    return None


_ASIDE = re.compile(r"\b(?:on|at) the (?:sidelines|margins|fringes) of [^,;.]{3,60} (?:in|at) (?:the )?$")


def _elsewhere(sentence: Parsed, verb: Any, offset: int) -> bool:
    """Whether a place belongs to another thing of the sentence (``a deal to end fighting in Lebanon``)."""
    token = next((t for t in sentence.doc if t.idx <= offset - sentence.start < t.idx + len(t.text)), None)
    while token is not None and token.i != verb.i and token.head.i != token.i:
        token = token.head
        if token.i != verb.i and token.pos_ in ("VERB", "AUX"):
            return int(token.i) > int(verb.i)
        known = lexicon.words_of("groups") | lexicon.words_of("occasions")
        if token.pos_ == "NOUN" and token.lemma_.lower() not in known and token.head.i != verb.i:
            return True
    return False


def time_in(
    scene: Scene,
    start: int,
    end: int,
    avoid: tuple[int, int] | None = None,
    clause: tuple[Parsed, Any] | None = None,
) -> DateValue | None:
    """The first date of a clause, those outside ``avoid`` (the matter of a statement) only; durations are no time, nor is
    the day of another clause (``since Cho took office last month``) where the sentence and the verb are given."""
    for value in scene.dates:
        if clause is not None and start <= value.start < end and _of_other_clause(*clause, value.start):
            continue
        if not start <= value.start or value.end > end or (value.timex3 or "").startswith("P"):
            continue
        if (value.earliest is None and value.timex3 is None) or (value.timex3 or "").startswith("T"):
            continue
        if avoid is not None and avoid[0] <= value.start < avoid[1]:
            continue
        before = scene.register.text[max(0, value.start - 9) : value.start].lower()
        if _TOLD_ON.search(scene.register.text[max(0, value.start - 16) : value.start]):
            continue  # ``said Friday A could visit``
        if re.search(r"\b(?:since|from) $", before) or _OTHER_EVENT.search(scene.register.text[start : value.start]):
            continue
        return value
    return None


def _of_other_clause(sentence: Parsed, verb: Any, offset: int) -> bool:
    """Whether what stands at ``offset`` belongs to a clause under the verb, or to who tells it (``according to``)."""
    token = next((t for t in sentence.doc if t.idx <= offset - sentence.start < t.idx + len(t.text)), None)
    while token is not None and token.i != verb.i and token.head.i != token.i:
        if token.lower_ == "according" or token.dep_ in ("advcl", "relcl", "acl", "ccomp", "pcomp"):
            return True
        token = token.head
    return False


_TOLD_ON = re.compile(r"\b(?:said|says|told|announced|reported|added|confirmed|stated)(?: on)? $")
_OTHER_EVENT = re.compile(
    r"\b(?:ahead of|before|after|following|since|prior to|prelude to"
    r"|in preparation for)\s[^,;]*\s(?:visit|trip|summit|election|meeting|talks|vote|tour|"
    r"games|war|session)\b(?:(?! on the (?:sidelines|margins)\b)[^,;])*$"
    r"|,\s(?:who|which)\s[^,]*$",
    re.IGNORECASE,
)


def modal_of(verb: Any) -> str | None:
    """``planned``, ``possible`` or None by the auxiliaries of a verb."""
    for child in verb.children:
        if verb.dep_ == "ROOT" and child.dep_ == "aux" and child.tag_ == "TO":
            return "planned"  # ``Ministers to meet in Lima``
        if child.dep_ == "aux" or (child.dep_ == "auxpass" and child.tag_ == "MD"):
            if child.lower_ in listed("realis", "modal_planned"):
                return "planned"
            if child.lower_ in listed("realis", "modal_possible"):
                return "possible"
    return None
