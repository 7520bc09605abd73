"""Sentences with names that the analyser does not know, analysed once more with names that it knows in their place.

A small model takes ``Thiha`` or ``Oosterling`` for a verb, and the clause around the name falls apart. Once the rules have
found who is named, every such name is lent one of the same length that any model of English has met, so that all offsets
stay (the idea of delexicalisation: known entities are replaced by a token of their class before parsing).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace

from dateline.lang.en import analyser
from dateline.lang.en.analyser import Parsed
from dateline.lang.en.places import Found

_GIVEN = ("Al", "Tom", "John", "David", "Robert", "Michael", "Jonathan", "Alexander", "Maximilian", "Christopher")
_FAMILY = (
    "Li",
    "Lee",
    "King",
    "Smith",
    "Miller",
    "Johnson",
    "Anderson",
    "Henderson",
    "Richardson",
    "Christensen",
    "Featherstone",
)
_PART = re.compile(r"[^\W\d_]{2,}(?:[-’'][^\W\d_]+)*")


def analysed_again(text: str, parsed: Sequence[Parsed], found: Iterable[Found]) -> list[Parsed]:
    """The sentences, those anew in which the analyser did not see a person where one is named."""
    people = sorted((f for f in found if f.kind == "person" and text[f.start].isupper()), key=lambda f: f.start)
    within = [_within(people, sentence) for sentence in parsed]
    strange = [i for i, sentence in enumerate(parsed) if _is_strange(sentence, within[i])]
    docs = analyser.analyse([_lent(text, parsed[i], within[i]) for i in strange])
    anew = dict(zip(strange, docs, strict=True))
    return [replace(s, doc=anew[i]) if i in anew and len(anew[i]) == len(s.doc) else s for i, s in enumerate(parsed)]


def _within(people: Sequence[Found], sentence: Parsed) -> Sequence[Found]:
    first = bisect_left(people, sentence.start, key=lambda p: p.start)
    return people[first : bisect_left(people, sentence.end, key=lambda p: p.start)]


def _is_strange(sentence: Parsed, people: Sequence[Found]) -> bool:
    if sentence.title_case or not sentence.is_prose():
        return False
    return any(_misread(sentence, person) for person in people)


def _misread(sentence: Parsed, person: Found) -> bool:
    """Whether the analyser took a word of a name for none of somebody who acts, or hung its words on different heads."""
    first, last = person.start - sentence.start, person.end - sentence.start
    span = sentence.doc.char_span(first, last, alignment_mode="expand")
    tokens = [t for t in span if t.is_alpha] if span is not None else []
    within = {t.i for t in tokens}
    outside = [t for t in tokens if t.head.i not in within or t.head is t]
    clause = any(
        t.dep_ in ("dobj", "nsubj", "ccomp", "xcomp") and t.head.i in within and t.head is not t for t in tokens
    )
    return clause or len(outside) > 1 or any(t.pos_ != "PROPN" or t.ent_type_ not in ("PERSON", "ORG") for t in tokens)


def _lent(text: str, sentence: Parsed, people: Sequence[Found]) -> str:
    """The words of a sentence with every name in it replaced by one of the same length."""
    words = text[sentence.start : sentence.end]
    for person in people:
        parts = list(_PART.finditer(words, person.start - sentence.start, person.end - sentence.start))
        for part in parts:
            kind = _FAMILY if part is parts[-1] else _GIVEN
            known = next((n for n in kind if len(n) == part.end() - part.start()), part.group())
            words = words[: part.start()] + known + words[part.end() :]
    return words
