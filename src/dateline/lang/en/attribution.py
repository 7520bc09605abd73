"""What a clause tells as somebody's: ``A said that ...``, ``A urged B to ...``, ``according to A``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from dateline.lang.en import clauses, holders, verbs
from dateline.lang.en.analyser import Parsed
from dateline.lang.en.clauses import Scene
from dateline.lang.en.frames import lemma_of, listed

Span = tuple[int, int]
_PRONOUNS = frozenset(
    (
        "he",
        "she",
        "it",
        "they",
        "who",
        "which",
        "that",
        "i",
        "we",
        "you",
        "this",
        "what",
        "one",
        "those",
        "these",
        "there",
    )
)
_ACCORDING = re.compile(r"\baccording to\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Told:
    """The spans, in the article, of who tells it, of the words that say so, and of what is told."""

    source: Span
    cue: Span
    content: Span


def read(scene: Scene, sentence: Parsed) -> Iterator[Told]:
    """The attributions of one sentence that need no quotation marks."""
    for token in sentence.doc:
        if token.pos_ == "VERB":
            told = _by_verb(scene, sentence, token)
            if told is not None:
                yield told
    according = _according(scene, sentence)
    if according is not None:
        yield according


def cue_span(sentence: Parsed, verb: Any) -> Span:
    """The verb with the auxiliaries and adverbs right before it and its particle (``has also pointed out``)."""
    first, last = verb.i, verb.i
    while (
        first > 0
        and verb.doc[first - 1].head.i == verb.i
        and verb.doc[first - 1].dep_ in ("aux", "auxpass", "neg", "advmod")
    ):
        first -= 1
    while verb.doc[first].tag_ == "WRB" and first < verb.i:
        first += 1
    if last + 1 < len(verb.doc) and verb.doc[last + 1].dep_ == "prt" and verb.doc[last + 1].head.i == verb.i:
        last += 1
    return sentence.span(first, last)


def _by_verb(scene: Scene, sentence: Parsed, verb: Any) -> Told | None:
    tokens = _content_of(verb)
    source = _source(scene, sentence, verb) if tokens else None
    if not tokens or source is None:
        return None
    cue = cue_span(sentence, verb)
    if tokens[0].dep_ == "prep" and tokens[0].i == verb.i + 1 and len(tokens) > 1:
        cue = (cue[0], sentence.span(tokens[0].i, tokens[0].i)[1])  # ``called for``
        tokens = tokens[1:]
    start, end = sentence.span(tokens[0].i, tokens[-1].i)
    return None if start <= source[0] < end else Told(source, cue, (start, end))


def _content_of(verb: Any) -> list[Any]:
    """The tokens of what is said (a clause), wished or promised (also an infinitive, or what follows ``for``)."""
    clause = next((c for c in verb.children if c.dep_ == "ccomp"), None)
    if clause is not None and lemma_of(verb) in listed("speech", "verbs"):
        tokens = list(clause.subtree)
    else:
        frame = verbs.frame_of(verb)
        willed = frame is not None and frame.kind in ("statement", "pledge") and frame.rung in ("asked", "undertook")
        told = frame is not None and frame.kind == "statement" and frame.noun is not None and frame.rung == "raised"
        if frame is None or not (willed or told) or clauses.is_passive(verb):
            return []
        span = clauses.matter_of(verb, frame.noun)
        tokens = list(verb.doc[span[0] : span[1] + 1]) if span is not None else []
    return [t for t in tokens if not t.is_punct and not (t.dep_ == "mark" and t.lower_ == "that")]


def _source(scene: Scene, sentence: Parsed, verb: Any) -> Span | None:
    """Who says it: the mention that the subject stands for, else the words of a subject without a name (``one study``)."""
    seen = verb
    for _ in range(4):
        for token in clauses.subject_of(seen):
            found = None if holders.is_collective(sentence, token) else holders.find_mention(scene, sentence, token)
            if found is not None:
                return found.start, found.end
            if token.lower_ in _PRONOUNS or token.pos_ not in ("NOUN", "PROPN"):
                return None
            return _noun_phrase(sentence, token)
        if seen.dep_ not in ("conj", "advcl", "xcomp") or seen.head is seen:
            return None
        seen = seen.head
    return None


def _noun_phrase(sentence: Parsed, noun: Any) -> Span:
    first = noun.left_edge.i
    while first < noun.i and noun.doc[first].is_punct:
        first += 1
    return sentence.span(first, noun.i)


def _according(scene: Scene, sentence: Parsed) -> Told | None:
    """``..., according to the ministry``: the rest of the sentence is what the ministry tells."""
    text = scene.register.text
    match = _ACCORDING.search(text, sentence.start, sentence.end)
    if match is None:
        return None
    noun = next((t for t in sentence.doc if sentence.start + t.idx > match.end() and t.dep_ == "pobj"), None)
    if noun is None:
        return None
    found = holders.find_mention(scene, sentence, noun)
    source = (found.start, found.end) if found is not None else _noun_phrase(sentence, noun)
    edge = sentence.span(noun.left_edge.i, noun.right_edge.i)[1]
    before = text[sentence.start : match.start()].rstrip(" ,")
    content = (
        (sentence.start, sentence.start + len(before))
        if before
        else (edge + len(text[edge : sentence.end]) - len(text[edge : sentence.end].lstrip(" ,")), sentence.end)
    )
    if content[1] <= content[0] or not match.end() <= source[0]:
        return None
    return Told(source, match.span(), content)
