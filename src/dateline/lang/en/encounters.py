"""Meetings, calls and papers told by a noun: ``talks between A and B``, ``after a meeting with B``, ``the pact signed by A``."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Literal

from dateline.lang.en import clauses, tellers
from dateline.lang.en.analyser import Parsed
from dateline.lang.en.clauses import Scene
from dateline.lang.en.frames import lemma_of, listed
from dateline.lang.en.places import Found
from dateline.model import Act, DateValue, Quote
from dateline.model.reading import MeetingKind

Mentions = Callable[[list[Any]], list[Found]]
Fate = Literal["done", "planned", "off"]
_KINDS: dict[str, MeetingKind] = {
    "meeting": "met", "talk": "talks", "talks": "talks", "summit": "summit", "dialogue": "talks", "negotiation": "talks",
    "consultation": "talks", "discussion": "talks", "conversation": "talks",
}  # fmt: skip
_CALLS = frozenset(("call", "conversation"))
_WIRED = frozenset(("phone", "telephone", "video"))
_OFF = frozenset(("cancel", "scrap", "abandon", "shelve"))
_PUT_OFF = frozenset(("postpone", "delay", "suspend", "defer", "reschedule", "rule", "block", "reject", "put", "push"))
_HELD = frozenset(("conclude", "hold", "finish", "wrap", "complete", "begin", "open", "end", "start"))
_HAPPENS = frozenset(("take", "happen", "occur", "begin", "start", "open", "hold", "convene"))
_DURING = frozenset(("after", "following", "during", "in", "at", "since", "from"))
_TRAVELS = frozenset(("arrive", "fly", "travel", "go", "come", "leave", "head", "depart", "visit"))
_UNSURE = frozenset(("no", "any", "possible", "potential", "proposed", "further", "more", "new", "future", "another"))
_SIGNED = frozenset(("sign", "initial", "ink", "exchange"))
_REACHED = frozenset(("reach", "strike", "conclude", "seal", "clinch", "agree"))


def read_encounters(scene: Scene, sentence: Parsed, mentions: Mentions) -> Iterator[Act]:
    """Every meeting, call, signing and agreement that a noun of the sentence tells with its parties."""
    for token in sentence.doc:
        lemma = token.lemma_.lower()
        if token.pos_ not in ("NOUN", "PROPN") or token.dep_ == "compound":
            continue
        if lemma in _KINDS or lemma in _CALLS:
            act = _meeting(scene, sentence, token, mentions)
        elif lemma in listed("papers", "nouns") | listed("papers", "bonds"):
            act = _paper(scene, sentence, token, mentions)
        else:
            act = None
        if act is not None:
            yield act


def _meeting(scene: Scene, sentence: Parsed, noun: Any, mentions: Mentions) -> Act | None:
    words = {c.lower_ for c in noun.children if c.i < noun.i}
    fate = _fate(noun, words)
    sides = _sides(scene, sentence, noun, mentions) if fate is not None else None
    if fate is None or sides is None:
        return None
    actors, others = sides
    if any(a is b or (a.holder is not None and a.holder == b.holder) for a in actors for b in others):
        return None
    wired = bool(words & _WIRED)
    between = bool(clauses.objects_after(noun, "between"))
    if noun.lemma_.lower() == "call" and not (wired or between) and noun.head.lower_ not in ("in", "after", "during"):
        return None
    called = noun.lemma_.lower() == "call" or wired
    first, last = clauses.noun_phrase(noun)
    start, end = sentence.span(first, _edge(noun, last))
    parties = [*actors, *others]
    if fate == "done" and len(parties) == 2:
        scene.parties = parties
    return Act(
        kind="call" if called else "meeting",
        rung="done" if fate == "done" else "would",
        realis="actual" if fate == "done" else "planned",
        polarity="negative" if fate == "off" else "positive",
        actors=_quotes(scene, actors),
        recipients=_quotes(scene, others),
        place=_place(scene, sentence, noun),
        time=_time(scene, sentence, noun, start, end),
        meeting=None if called else _KINDS.get(noun.lemma_.lower()),
        plover="CONSULT" if fate == "done" else "AGREE",
        start=start,
        end=end,
    )


def _edge(noun: Any, last: int) -> int:
    return max([last, *(int(c.right_edge.i) for c in noun.children if c.dep_ == "prep" and c.i > noun.i)])


def _quotes(scene: Scene, found: list[Found]) -> tuple[Quote, ...]:
    return tuple(scene.register.quote(f) for f in found)


def _sides(scene: Scene, sentence: Parsed, noun: Any, mentions: Mentions) -> tuple[list[Found], list[Found]] | None:
    """Who met whom: those ``between`` whom it was; its owner or the subject, and those ``with`` whom."""
    heads = [noun, *(c for c in noun.children if c.dep_ == "acl")]
    both = [m for h in heads for m in mentions(clauses.objects_after(h, "between", "among"))]
    parties = ("person", "position", "organization", "place")
    if both:
        both = [m for m in both if m.kind in parties]
        return (both, []) if len(both) >= 2 else None
    others = [m for m in mentions(clauses.objects_after(noun, "with")) if m.kind in parties[:3]]
    verb = _governor(noun)
    if not others and noun.dep_ == "pobj" and noun.head.lower_ == "in" and verb is not None and verb.lemma_ == "tell":
        others = [m for m in mentions(clauses.objects_after(verb, "")) if m.kind in ("person", "position")]
        others = [m for m in others if m.value not in ("reporter", "researcher", "lawyer")]
    if not others and _outer(noun) is not noun:
        several = [m for m in mentions(_subject(verb)) if m.kind in ("person", "position")]
        return (several, []) if len(several) > 1 else None  # ``A and B concluded two days of talks``
    if not others:
        return None
    owner = [c for c in noun.children if c.dep_ == "poss" and c.pos_ != "PRON"]
    tokens = owner or _subject(verb)
    actors = [m for m in mentions(tokens) if m.kind in ("person", "position")]
    if not tokens and verb is not None and (teller := tellers.behind_content(scene, sentence, verb)) is not None:
        actors = [teller]  # ``..., A, head of B, said after talks with C``
    return (actors, others) if actors and (owner or noun.dep_ == "pobj" or _gives_up(verb)) else None


def _subject(verb: Any) -> list[Any]:
    """Who does the verb; for ``Speaking after talks with B, A said`` who does the verb that it hangs on."""
    while verb is not None and verb.dep_ in ("advcl", "xcomp", "conj") and not clauses.subject_of(verb):
        verb = verb.head if verb.head.pos_ in ("VERB", "AUX") else None
    return [] if verb is None or clauses.is_passive(verb) else clauses.subject_of(verb)


def _outer(noun: Any) -> Any:
    """``a round of talks``, ``two days of talks``: the noun that stands in the clause."""
    of = noun.head if noun.dep_ == "pobj" else None
    return of.head if of is not None and of.lower_ == "of" and of.head.lemma_.lower() in _ROUNDS else noun


_ROUNDS = frozenset(("round", "series", "day", "hour", "session", "set"))


def _governor(noun: Any) -> Any:
    """The verb that the noun hangs on, straight or behind a preposition."""
    noun = _outer(noun)
    head = noun.head.head if noun.dep_ == "pobj" else noun.head
    return head if head.pos_ in ("VERB", "AUX") else None


def _fate(noun: Any, words: set[str]) -> Fate | None:
    """Whether what the noun names took place, is to come, or is off; None where the words leave it open."""
    if words & _UNSURE:
        return None
    ahead = bool(words & listed("realis", "noun_planned")) or "next" in words
    verb = _governor(noun)
    if verb is None:
        return None
    within, noun = noun, _outer(noun)
    if noun is not within and noun.dep_ == "dobj" and lemma_of(verb) in _HELD:
        return (
            "done"
            if verb.tag_ in ("VBD", "VBN") and not clauses.negated(verb) and clauses.modal_of(verb) is None
            else None
        )
    if noun.dep_ in ("nsubj", "nsubjpass"):
        fate = _fate_as_subject(verb)
    elif noun.dep_ == "pobj":
        fate = _fate_behind(noun.head.lower_, verb)
    elif noun.dep_ == "dobj" and _gives_up(verb):
        fate = "off"
    elif noun.dep_ == "dobj" and lemma_of(verb) in ("host", "mediate", "broker", "chair", "moderate", "sponsor"):
        fate = _fate_as_subject(verb)
    else:
        return None
    return "planned" if fate == "done" and ahead else fate


def _gives_up(verb: Any) -> bool:
    """``cancelled a meeting with B``."""
    off = lemma_of(verb) in _OFF or (lemma_of(verb) == "call" and clauses.has_particle(verb, "off"))
    off = off or (lemma_of(verb) == "rule" and clauses.has_particle(verb, "out"))
    return off and verb.tag_ in ("VBD", "VBN") and not clauses.negated(verb) and clauses.modal_of(verb) is None


def _fate_as_subject(verb: Any) -> Fate | None:
    lemma, modal, denied = lemma_of(verb), clauses.modal_of(verb), clauses.negated(verb)
    particle = any(c.dep_ == "prt" and c.lower_ == "off" for c in verb.children)
    if lemma in _OFF or (lemma == "call" and particle):
        return None if denied or modal else "off"
    if lemma in _PUT_OFF or modal == "possible":
        return None
    carried = [c for c in verb.children if c.dep_ == "xcomp" and clauses.is_infinitive(c)]
    if lemma in listed("realis", "planned") and (carried or (clauses.is_passive(verb) and lemma != "be")):
        return None if denied else "planned"
    if any(c.dep_ in ("acomp", "attr") and c.lower_ in listed("realis", "likely") for c in verb.children):
        return None if denied else "planned"
    if denied or modal == "planned":
        return ("off" if denied and lemma in _HAPPENS else None) if denied else "planned"
    bare = verb.tag_ == "VBN" and not any(c.dep_ in ("aux", "auxpass") for c in verb.children)
    for other in (c for c in verb.children if bare and c.dep_ == "conj" and clauses.negated(c)):
        # ``talks between A and B, pencilled in for Friday, will not take place``
        return "off" if lemma_of(other) in _HAPPENS and clauses.modal_of(other) == "planned" else None
    if bare:
        return None
    return "done" if verb.tag_ in ("VBD", "VBN") and lemma != "fail" else None


def _fate_behind(preposition: str, verb: Any) -> Fate | None:
    if clauses.negated(verb) and preposition not in ("after", "following", "during"):
        return None
    modal = clauses.modal_of(verb)
    if preposition == "for" and lemma_of(verb) in _TRAVELS:
        return "planned" if modal != "possible" else None
    if preposition not in _DURING or modal == "possible":
        return None
    if modal == "planned":
        return "planned" if preposition in ("during", "at", "in") else None
    return "done" if verb.tag_ in ("VBD", "VBZ", "VBG", "VBN") else None


def _place(scene: Scene, sentence: Parsed, noun: Any) -> Quote | None:
    for token in noun.subtree:
        if token.i > noun.i and token.dep_ == "prep" and token.lower_ in ("in", "at"):
            for inner in token.children:
                found = scene.register.covering(sentence.start + inner.idx) if inner.dep_ == "pobj" else None
                if found is not None and found.kind == "place":
                    return scene.register.quote(found)
    verb = _governor(noun)
    if verb is not None and noun.dep_ in ("nsubj", "nsubjpass"):
        return clauses.place_in(scene, sentence, verb, (verb.i, verb.right_edge.i))
    return None


def _time(scene: Scene, sentence: Parsed, noun: Any, start: int, end: int) -> DateValue | None:
    own = clauses.time_in(scene, start, end)
    verb = _governor(noun)
    if own is not None or verb is None or noun.dep_ not in ("nsubj", "nsubjpass", "dobj"):
        return own
    first, last = clauses.cut(verb)
    return clauses.time_in(scene, *sentence.span(first, last), None, (sentence, verb))


def _paper(scene: Scene, sentence: Parsed, noun: Any, mentions: Mentions) -> Act | None:
    """``the pact signed by A and B in X``, ``under a deal reached on Monday, A and B will ...``."""
    verb = next((c for c in noun.children if c.dep_ == "acl" and c.tag_ == "VBN" and c.i > noun.i), None)
    if verb is None or clauses.negated(verb) or lemma_of(verb) not in _SIGNED | _REACHED:
        return None
    signed = lemma_of(verb) in _SIGNED and noun.lemma_.lower() in listed("papers", "nouns")
    if not signed and noun.lemma_.lower() not in listed("papers", "bonds"):
        return None
    heads = (verb, noun)
    actors = mentions(clauses.agent_of(verb)) or [
        m for h in heads for m in mentions(clauses.objects_after(h, "between", "among"))
    ]
    if not actors:
        actors = _those_bound(noun, mentions)
    actors = [a for a in actors if a.kind in ("person", "position", "organization", "place")]
    if not actors or (len(actors) < 2 and not clauses.agent_of(verb)):
        return None
    first, last = noun.left_edge.i, verb.right_edge.i
    start, end = sentence.span(first, last)
    begin, stop = sentence.span(noun.left_edge.i, noun.i)
    return Act(
        kind="signing" if signed else "agreement",
        rung="on_paper" if signed else "agreed",
        actors=_quotes(scene, actors),
        bound=_quotes(scene, actors),
        place=clauses.place_in(scene, sentence, verb, (verb.i, last)),
        time=clauses.time_in(scene, start, end),
        matter=Quote(scene.register.text[begin:stop], begin, stop),
        plover="SUPPORT" if signed else "AGREE",
        start=start,
        end=end,
    )


def _those_bound(noun: Any, mentions: Mentions) -> list[Found]:
    """The subject of ``Under a deal signed in X, A and B will share power``."""
    verb = _governor(noun)
    if noun.dep_ != "pobj" or noun.head.lower_ != "under" or verb is None:
        return []
    found = [m for m in mentions(clauses.subject_of(verb)) if m.kind in ("place", "organization", "person")]
    return found if len(found) >= 2 else []
