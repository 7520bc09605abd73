"""Whether a sentence is nothing but acts that the sources tell: the same parties, matter, rung, polarity and values.

Coverage by words cannot see that between two languages, nor where one text names a topic and the other spells it out. It
holds only for a sentence without further words of content; all other rules still apply to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from dateline.check.case import Case, Found, once
from dateline.check.slots import Pair, fill_slots, find_pairs
from dateline.check.told import unplaced_persons, vouches
from dateline.check.words import Word, load_vocabulary, stem
from dateline.lang.compare import compare_dates, compare_numbers, compare_places
from dateline.lang.data import load_table
from dateline.lang.terms import TermMatcher, flatten_terms
from dateline.model import Act, Slots
from dateline.model.ladder import JOINT, ONE_SIDED, licenses

_LATIN = re.compile(r"[a-z]+")
_COMMA = re.compile(r"[,，、]")
_SYMMETRIC = frozenset({"meeting", "call", "signing", "agreement"})
_EVENTS = frozenset({"meeting", "call", "visit"})
_BY_WORDS = frozenset({"DL103", "DL203", "DL404", "DL506", "DL507", "DL701", "DL703"})
_SPARE = 1.3
"""How much weight of words beside names, values, matter and verbs a sentence may have: a preposition, a light verb."""


def drop_word_findings(case: Case, found: Sequence[Found]) -> list[Found]:
    """The findings without those made by words alone (coverage, cues of hedges and outcomes), where the acts themselves
    show that the sentence is told by a source."""
    denied = bool(case.claim.acts) and all(a.polarity == "negative" for a in case.claim.acts)
    by_words = _BY_WORDS | {"DL501"} if denied else _BY_WORDS
    if any(f.code in by_words and f.verdict for f in found) and is_told_by_acts(case):
        return [f for f in found if f.code not in by_words]
    return list(found)


@once
def is_told_by_acts(case: Case) -> bool:
    """Whether every act of the sentence has a source act that tells it in full, and the sentence says nothing else."""
    acts = case.claim.acts
    if not acts or not all(any(_tells(case, act, pair) for pair in find_pairs(case, act)) for act in acts):
        return False
    return not any(unplaced_persons(case)) and says_nothing_else(case)


def says_nothing_else(case: Case) -> bool:
    """Whether the words of a sentence are names, values, matter of its acts and verbs of acts, and hardly any other."""
    loose = [w for w in case.claim.words if not _is_accounted_for(case, w)]
    return sum(w.weight for w in loose) <= _SPARE


def _tells(case: Case, act: Act, pair: Pair) -> bool:
    mine, theirs = fill_slots(act, case.document, case.cast), pair.source
    if (mine.polarity, mine.realis) != (theirs.polarity, theirs.realis):
        return False
    if mine.displeasure != theirs.displeasure or (theirs.conditional and not mine.conditional):
        return False
    if theirs.hedge and not mine.hedge:
        return False
    if act.said_by is not None and not vouches(case, mine, pair):
        return False
    return (
        _same_course(mine, theirs)
        and _same_parties(case, mine, theirs, expected=len(act.actors))
        and set(mine.topics) <= set(theirs.topics)
        and _same_scene(mine, theirs)
        and _same_values(case, pair)
    )


def _same_course(mine: Slots, theirs: Slots) -> bool:
    if mine.kind in _EVENTS or theirs.kind in _EVENTS:
        return mine.kind == theirs.kind
    if mine.rung == "done":
        return False
    return bool(mine.topics) and licenses(theirs.rung, mine.rung, source_weak=theirs.weak, claim_weak=mine.weak)


def _same_parties(case: Case, mine: Slots, theirs: Slots, *, expected: int) -> bool:
    """The same actors; in a joint act, any of the source's parties, but at least two or all that it has."""
    actors = {p.entity for p in mine.actors}
    if len(actors) != expected or not actors or not actors <= case.known_ids:
        return False
    everyone = actors | {p.entity for p in mine.recipients}
    others = {p.entity for p in (*theirs.actors, *theirs.recipients)}
    if mine.kind in _SYMMETRIC or mine.rung in JOINT:
        return len(everyone) > 1 and everyone <= others
    if mine.rung in ONE_SIDED or mine.kind == "visit":
        reached = {p.entity for p in theirs.recipients}
        return actors == {p.entity for p in theirs.actors} and everyone - actors <= reached
    return False


def _same_scene(mine: Slots, theirs: Slots) -> bool:
    if mine.place and theirs.place and compare_places(mine.place, theirs.place).relation not in ("equal", "wider"):
        return False
    if mine.kind == "visit" and not (mine.place and theirs.place):
        return False
    if mine.time and theirs.time and mine.time.earliest and theirs.time.earliest:
        return compare_dates(mine.time, theirs.time).relation in ("equal", "wider")
    return mine.time is None or mine.kind not in _EVENTS or theirs.time is not None


def _same_values(case: Case, pair: Pair) -> bool:
    """Whether the numbers of the sentence stand in the source sentence itself."""
    theirs = pair.sentence.named("number")
    return all(
        any(compare_numbers(number, other).relation == "equal" for other in theirs)
        for number in case.claim.named("number")
        if any(c.isdigit() for c in number.text)
        and not any(d.start <= number.start and number.end <= d.end for d in case.claim.dates)
    )


def _is_accounted_for(case: Case, word: Word) -> bool:
    """Whether a word is part of a name, a date, a number, the matter of an act, or a verb that tells an act."""
    claim = case.claim
    spans = [(m.start, m.end) for m in claim.mentions] + [(d.start, d.end) for d in claim.dates]
    spans += [*_attributions(case), *_nationalities(case)]
    spans += list(_matters(claim.lang, claim.article.text, claim.start, claim.end, case))
    if any(start < word.end and word.start < end for start, end in spans):
        return True
    return _tells_an_act(word, claim.lang)


def _attributions(case: Case) -> Iterator[tuple[int, int]]:
    """The clauses that say by whose word: judged as parties, not as words."""
    text, claim = case.claim.article.text, case.claim
    for quote in {(a.said_by.start, a.said_by.end) for a in claim.acts if a.said_by}:
        before = [m.end() for m in _COMMA.finditer(text, claim.start, quote[0])]
        after = _COMMA.search(text, quote[1], claim.end)
        yield (before[-1] if before else claim.start), (after.start() if after else claim.end)


def _matters(lang: str, text: str, start: int, end: int, case: Case) -> Iterator[tuple[int, int]]:
    topics = {t for a in case.claim.acts for t in a.topics}
    for hit in _topic_terms(lang).find(text, start, end):
        if hit.value in topics:
            yield hit.start, hit.end


@cache
def _topic_terms(lang: str) -> TermMatcher[str]:
    table = {k: v for k, v in load_table(lang, "topics").items() if isinstance(v, dict)}
    return TermMatcher(flatten_terms(table), words=lang == "en", fold=True)


@cache
def _act_words(lang: str) -> frozenset[str]:
    """The words that tell acts: those of the table of rungs, of the grammar's phrasings and of plans; stems in English,
    pairs of characters elsewhere."""
    style = load_table(lang, "style")
    phrases = [load_table(lang, "rungs"), style["frames"], style["say"], style.get("verbs", {}), style["counted"]]
    found: set[str] = set()
    for phrase in (*_strings(phrases), *load_vocabulary(lang).planned):
        if lang == "en":
            found |= {stem(w) for w in _LATIN.findall(phrase.lower())}
        else:
            found |= {phrase[i : i + 2] for i in range(len(phrase) - 1)}
    return frozenset(found)


@cache
def _demonyms() -> TermMatcher[str]:
    table = load_table("en", "countries")["demonyms"]
    return TermMatcher({form: of for of, forms in table.items() for form in forms}, words=True)


def _nationalities(case: Case) -> Iterator[tuple[int, int]]:
    """English adjectives of the countries whose offices or bodies the sentence names: those are compared with their holders."""
    if case.claim.lang != "en":
        return
    named = {(m.of or "").split("/")[0] for m in case.claim.mentions}
    figures = [f for m in case.claim.mentions if (f := case.cast.figure(case.document, m)) is not None]
    named |= {(of or "").split("/")[0] for f in figures for _, of, _ in f.offices}
    for hit in _demonyms().find(case.claim.article.text, case.claim.start, case.claim.end):
        if hit.value in named:
            yield hit.start, hit.end


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield str(key)
            yield from _strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)


def _tells_an_act(word: Word, lang: str) -> bool:
    known = _act_words(lang)
    return any(key in known for key in word.keys)
