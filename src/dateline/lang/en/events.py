"""Events that a verb tells beyond its kind: an arrest, a resignation, a recall; to whom or to what, by whom.

Types after ACE 2005 (``pivot/events.toml``); the words are in ``events.toml``. An event is told only where the syntax leaves
no doubt: its patient is a mention or a counted group of people, its agent a mention; a thing is the head of the object.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from dateline.lang.data import load_table
from dateline.lang.en import clauses, lexicon
from dateline.lang.en.analyser import Parsed
from dateline.lang.en.clauses import Scene
from dateline.lang.en.places import Found
from dateline.lang.en.topics import matcher as topic_matcher
from dateline.lang.en.verbs import HEADS
from dateline.lang.goals import may_be_done
from dateline.lang.terms import TermMatcher

PERSONAL = frozenset(("appoint", "elect", "nominate", "dismiss", "resign", "take_office"))
"""Events of persons and their offices: appointments."""
_PARTICLES = frozenset(("up", "down", "off", "out", "over", "away", "back"))
_COMPLEMENTS = ("oprd", "acomp", "ccomp", "xcomp", "advmod", "amod")
_PATIENTS = ("person", "position", "organization")
OF_LAW = frozenset(("question", "search"))
"""Events that are one only where the law does them."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """What must stand with a verb: an object, a particle, a phrase, a complement, an infinitive; ``behind`` is the
    preposition that the patient follows."""

    event: str
    verb: str
    obj: str = ""
    particle: str = ""
    phrase: tuple[str, str] | None = None
    complement: str = ""
    to_do: str = ""
    behind: str = ""

    def fits(self, verb: Any) -> bool:
        """Whether a verb and its clause are what the pattern asks for."""
        if self.particle and not clauses.has_particle(verb, self.particle):
            return False
        if self.complement and self.complement_of(verb) is None:
            return False
        if self.obj and self.object_of(verb) is None:
            return False
        if self.to_do and not any(
            c.dep_ in ("xcomp", "dobj", "ccomp") and c.lemma_ == self.to_do and clauses.is_infinitive(c)
            for c in verb.children
        ):
            return False
        return self.phrase is None or self._has_phrase(verb)

    def object_of(self, verb: Any) -> Any:
        """The noun that the verb leans on."""
        return next(
            (c for c in verb.children if c.dep_ in ("dobj", "nsubjpass") and c.lemma_.lower() == self.obj), None
        )

    def complement_of(self, verb: Any) -> Any:
        """The word that says as what somebody was found."""
        behind = [g for c in verb.children if c.dep_ == "dobj" for g in c.children if g.i > c.i]
        return next(
            (c for c in (*verb.children, *behind) if c.lower_ == self.complement and c.dep_ in _COMPLEMENTS), None
        )

    def _has_phrase(self, verb: Any) -> bool:
        assert self.phrase is not None
        preposition, noun = self.phrase
        return any(
            o.dep_ == "pobj" and (o.lemma_.lower() == noun or (noun == "protection" and o.lemma_ == "protection"))
            for c in _prepositions(verb, preposition)
            for o in c.children
        )


@dataclass(frozen=True, slots=True)
class Happening:
    """The type of an event, its verb's pattern, and whether it has a patient."""

    event: str
    pattern: Pattern
    patient: bool


def _prepositions(verb: Any, word: str) -> Iterator[Any]:
    yield from (c for c in verb.children if c.dep_ in ("prep", "agent", "dative") and c.lower_ == word)


@cache
def _words(section: str, name: str) -> frozenset[str]:
    found = load_table("en", "events")[section][name]
    return frozenset(found.split("|") if isinstance(found, str) else found)


@cache
def _patterns() -> dict[str, tuple[tuple[Pattern, bool], ...]]:
    """The patterns of each verb, those that ask for most first; with each, whether the event has a patient."""
    table = load_table("en", "events")
    made: dict[str, list[tuple[Pattern, bool]]] = {}
    for form in ("patient", "self"):
        for event, specs in table[form].items():
            for spec in specs:
                pattern = parse(event, spec)
                made.setdefault(pattern.verb, []).append((pattern, form == "patient"))
    return {verb: tuple(sorted(found, key=lambda f: not _asks(f[0]))) for verb, found in made.items()}


def _asks(pattern: Pattern) -> bool:
    return bool(pattern.obj or pattern.particle or pattern.phrase or pattern.complement or pattern.to_do)


def parse(event: str, spec: str) -> Pattern:
    """A pattern as ``events.toml`` writes it."""
    verb, *rest = spec.split()
    fields: dict[str, Any] = {}
    marks = {"=": "obj", "+": "particle", "*": "complement", ":": "to_do"}
    while rest:
        word = rest.pop(0)
        if word[0] in marks:
            fields[marks[word[0]]] = word[1:]
        elif rest[0] == ">":
            fields["behind"] = word
            rest.pop(0)
        else:
            fields["phrase"] = (word, rest.pop(0))
    return Pattern(event, verb, **fields)


def all_patterns() -> Iterator[tuple[Pattern, bool]]:
    """Every pattern of an event or a deed; with each, whether it is one with a patient."""
    yield from (found for row in _patterns().values() for found in row)
    yield from ((pattern, False) for row in _deeds().values() for pattern, _ in row)


def form_of(event: str) -> str:
    """``patient``, ``self``, or ``thing`` for a deed."""
    table = load_table("pivot", "events")
    return str(table[event]["form"]) if event in table else "thing"


def is_group_word(word: str) -> bool:
    """Whether a word is the head of a group of people."""
    heads, word = _words("groups", "words"), word.lower()
    return word in heads or word.removesuffix("s") in heads or word.endswith(("worker", "workers", "woman", "women"))


def find(verb: Any) -> Happening | None:
    """The event of a verb by its pattern; None for any other verb. Who takes part is another question."""
    if verb.pos_ not in ("VERB", "AUX"):
        return None
    for pattern, patient in _patterns().get(_lemma(verb, _patterns()), ()):
        if pattern.fits(verb) and (_asks(pattern) or not _leans(verb)):
            return Happening(pattern.event, pattern, patient) if _is_meant(verb, pattern) else None
    return None


def bare(verb: Any) -> tuple[str | None, bool]:
    """The event with a patient that a verb tells by itself, and whether the verb alone may tell a deed."""
    alone = (p.event for p, patient in _patterns().get(_lemma(verb, _patterns()), ()) if patient and not _asks(p))
    return next(alone, None), any(not _asks(p) for p, _ in _deeds().get(_lemma(verb, _deeds()), ()))


def _lemma(verb: Any, known: Mapping[str, object]) -> str:
    """The lemma of a verb, with the analyser's slips mended (``fined`` is no form of ``fin``)."""
    lemma = str(verb.lemma_).lower()
    return lemma + "e" if lemma not in known and f"{lemma}e" in known and verb.lower_.startswith(lemma) else lemma


def _leans(verb: Any) -> bool:
    """Whether a verb goes with a particle that makes it another (``charge up``, ``fire off``, ``strike up``)."""
    return any(c.dep_ == "prt" for c in verb.children)


def _is_meant(verb: Any, pattern: Pattern) -> bool:
    """Senses of single verbs that syntax tells apart."""
    if pattern.obj == "year":
        years = pattern.object_of(verb)
        more = [c for c in (*years.children, *verb.children) if c.dep_ in ("acl", "relcl", "xcomp", "advcl", "poss")]
        return not more and any(c.like_num for c in years.children)
    if verb.lemma_ in ("jail", "imprison") or pattern.obj in ("term", "sentence"):
        return any(t.like_num or t.lower_ in ("life", "suspended") for t in verb.subtree)
    if pattern.event == "appeal":
        return not _appeals_to_people(verb)
    if pattern.event == "dismiss":
        return not any(c.lower_ == "as" and not _is_title_after(c) for c in verb.children)
    if pattern.particle == "out" and _goes_out_of(verb):
        return False
    if pattern.event in ("strike", "protest", "end_strike"):
        objects = [c for c in verb.children if c.dep_ == "dobj"]
        aims = [g for n in objects for g in n.children if g.lower_ in ("vote", "ballot", "planned") or _aims(g)]
        return (bool(pattern.obj) or not objects) and not aims
    if pattern.event == "die":
        return not any(c.dep_ == "dobj" for c in verb.children)
    return True


def _goes_out_of(verb: Any) -> bool:
    """``walked out of the meeting``."""
    heads = (verb, *(c for c in verb.children if c.lower_ == "out"))
    return any(c.dep_ == "prep" and c.lower_ in ("of", "from") for h in heads for c in h.children)


def _aims(token: Any) -> bool:
    """``a strike on the port``: not ``on Monday``."""
    return token.lower_ in ("on", "at") and not any(o.ent_type_ in ("DATE", "TIME") for o in token.children)


def is_official(verb: Any) -> bool:
    """Whether a passive without a doer tells what the law does: ``was questioned for nine hours``, not ``about the plan``."""
    preps = {c.lower_ for c in verb.children if c.dep_ == "prep"}
    return not preps & {"about", "over", "regarding", "in", "at", "by"}


def _is_title_after(preposition: Any) -> bool:
    return any(o.dep_ == "pobj" and o.lemma_.lower() in HEADS for o in preposition.children)


def _appeals_to_people(verb: Any) -> bool:
    """``appealed for calm``, ``appealed to voters``: no appeal to a court."""
    if any(c.dep_ in ("xcomp", "ccomp") or (c.dep_ == "prep" and c.lower_ == "for") for c in verb.children):
        return str(verb.lemma_) == "appeal"
    to = [o for c in _prepositions(verb, "to") for o in c.children if o.dep_ == "pobj"]
    courts = _words("agents", "courts")
    return any(not any(t.lower_ in courts for t in o.subtree) for o in to)


def is_done_to(verb: Any) -> bool:
    """Whether the subject is who it was done to: the passive, ``B, arrested on Monday,``, ``was tried and acquitted``."""
    objects = any(c.dep_ in ("dobj", "dative") for c in verb.children)
    joined = verb.dep_ == "conj" and verb.tag_ in ("VBN", "VBD") and not objects and not clauses.subject_of(verb)
    return (
        clauses.is_passive(verb)
        or (verb.dep_ == "acl" and not objects)
        or (joined and verb.head.pos_ == "VERB" and is_done_to(verb.head))
    )


def is_person_noun(token: Any) -> bool:
    """Whether a noun is a person's: kin, aides, holders of offices."""
    return token.lemma_.lower() in _words("groups", "kin") | _words("groups", "words") | HEADS


def patient_tokens(verb: Any, pattern: Pattern) -> list[Any]:
    """The nouns of those to whom it was done; the relative pronoun where they stand before it."""
    if pattern.behind:
        heads = [verb, pattern.object_of(verb)]
        return [t for h in heads for c in _prepositions(h, pattern.behind) for o in _objects(c) for t in o]
    lean = pattern.object_of(verb) if pattern.obj else None
    told = pattern.complement_of(verb) if pattern.complement else None
    if is_done_to(verb):
        return [t for t in clauses.subject_above(verb) if t is not lean]
    found = [t for t in clauses.objects_after(verb, "") if t != lean]
    if not found and told is not None:
        found = clauses.subject_of(told)
    return [o for t in found for o in _owner_searched(t, pattern)]


def _objects(preposition: Any) -> Iterator[list[Any]]:
    for noun in preposition.children:
        if noun.dep_ == "pobj":
            yield [noun, *(t for t in noun.conjuncts if t.i > noun.i)]


def _owner_searched(token: Any, pattern: Pattern) -> list[Any]:
    """``searched the head office of X``, ``X's headquarters``: X."""
    if pattern.event != "search" or token.lemma_.lower() not in _words("offices", "words"):
        return [token]
    owners = [c for c in token.children if c.dep_ == "poss"]
    owners += [o for c in _prepositions(token, "of") for o in c.children if o.dep_ == "pobj"]
    return owners


def may_be_patient(event: str, item: Found, text: str) -> bool:
    """Whether such a mention can be the patient of an event; a title alone only where the text says whose it is."""
    if item.kind == "position" and item.holder is None and item.of is None:
        return False
    if event in ("sanction", "sue"):
        return item.kind in (*_PATIENTS, "place")
    if event in ("fine", "search", "charge", "convict", "acquit", "question", "summon", "expel"):
        return item.kind in _PATIENTS
    return item.kind in ("person", "position") and text[item.end : item.end + 2] not in ("'s", "’s")


def is_counted_group(scene: Scene, sentence: Parsed, token: Any) -> bool:
    """Whether a noun is a group of people given by its number (``14 fishermen``, ``three of the crew``)."""
    if not is_group_word(token.lower_) and not is_group_word(token.lemma_):
        return False
    counts = [sentence.start + c.idx for c in token.children if c.dep_ == "nummod" or c.tag_ == "CD"]
    numbers = [n for n in scene.register.numbers if n.unit not in ("age", "percent")]
    return any(n.start <= at < n.end for n in numbers for at in counts)


def may_be_agent(event: str, item: Found, text: str) -> bool:
    """Whether such a mention can be who did it: who questions or searches is a body of the law, who strikes a union."""
    words = text[item.start : item.end].lower().replace("’", "'").split()
    if event in OF_LAW:
        return item.value in _words("agents", "law") or bool(set(words) & _words("agents", "words"))
    if event in ("strike", "end_strike"):
        return item.kind == "organization" and any(w in _words("agents", "unions") for w in words)
    if event == "go_bankrupt":
        return item.kind == "organization"
    if event in ("die", "offer_resignation", "stand_for_election"):
        return item.kind in ("person", "position")
    if event in ("win_election", "lose_election"):
        return item.kind in ("person", "position", "organization")
    if event in ("convict", "sentence", "acquit"):
        return item.kind in ("organization", "place")
    return item.kind in (*_PATIENTS, "place")


def post_event(verb: Any) -> str | None:
    """The type of an appointment by its verb (``named``, ``was sworn in``, ``stepped down``)."""
    lemma = verb.lemma_.lower()
    if lemma == "take" and clauses.has_particle(verb, "over"):
        return "take_office"
    if lemma == "quit" and any(c.dep_ == "dobj" for c in verb.children):
        return "resign"
    return next((event for event, verbs in load_table("en", "events")["post"].items() if lemma in verbs), None)


def deed_of(scene: Scene, sentence: Parsed, verb: Any) -> tuple[str, str] | None:
    """The deed that a verb tells as done to a thing, and the thing: the head of its object (of its subject, in the passive)."""
    for pattern, things in _deeds().get(_lemma(verb, _deeds()), ()):
        if not pattern.fits(verb) or (not _asks(pattern) and _leans(verb)):
            continue
        heads = [verb.head] if verb.dep_ == "amod" else [c for c in verb.children if c.dep_ in ("dobj", "nsubjpass")]
        heads += [o for c in _prepositions(verb, pattern.particle) for o in c.children if o.dep_ == "pobj"]
        for token in (_measured(h) for h in heads):
            thing = thing_of(scene, sentence, token, _admitted(pattern, things)) if token.pos_ != "PRON" else None
            if thing is not None and not _is_of_part(token, pattern.event, thing):
                return pattern.event, thing
    return None


def _is_of_part(token: Any, deed: str, thing: str) -> bool:
    """``banned exports of raw ores``, ``halted production at one plant``: it did not ban exports as such."""
    if deed not in _words("whole", "deeds") or thing not in _words("whole", "things"):
        return False
    words = frozenset(("of", "from", "to", "at", "between", "for", "on", "in"))
    parts = [
        c for c in token.children if c.dep_ in ("prep", "acl", "relcl") and (c.lower_ in words or c.dep_ != "prep")
    ]
    dated = [c for c in parts if any(o.ent_type_ in ("DATE", "TIME") for o in c.children)]
    return len(parts) > len(dated)


def _measured(token: Any) -> Any:
    """``42 kilograms of cocaine``: the cocaine."""
    behind = [o for c in _prepositions(token, "of") for o in c.children if o.dep_ == "pobj"]
    return behind[0] if behind and token.lemma_.lower() in _words("measures", "words") else token


@cache
def _deeds() -> dict[str, tuple[tuple[Pattern, str], ...]]:
    made: dict[str, list[tuple[Pattern, str]]] = {}
    for deed, row in load_table("en", "events")["done"].items():
        for spec in row["verbs"]:
            pattern = parse(deed, spec)
            made.setdefault(pattern.verb, []).append((pattern, row["things"]))
    return {verb: tuple(sorted(found, key=lambda f: not _asks(f[0]))) for verb, found in made.items()}


@cache
def _admitted(pattern: Pattern, things: str) -> frozenset[str]:
    """The things that a verb tells its deed of."""
    keys = {*load_table("en", "topics"), *load_table("en", "bodies")}
    own = {key for key in {*keys, *load_table("en", "goals")["objects"]} if things and re.fullmatch(things, key)}
    if {pattern.verb, f"{pattern.event} {pattern.verb}"} & _words("narrow", "verbs"):
        return frozenset(own)
    return frozenset(own | {key for key in load_table("en", "goals")["objects"] if may_be_done(pattern.event, key)})


def thing_of(scene: Scene, sentence: Parsed, token: Any, things: Container[str]) -> str | None:
    """The topic, object or body that a noun names together with what stands before it and after ``of`` or ``on``, where it
    is one of ``things``."""
    text = scene.register.text
    offset = sentence.start + token.idx
    start = sentence.start + token.left_edge.idx
    behind = [c.right_edge.i for c in token.children if c.dep_ == "prep" and c.lower_ in ("of", "on", "against")]
    end = sentence.span(token.i, max([token.i, *behind]))[1]
    body = scene.register.covering(offset)
    if body is not None and body.kind == "organization" and body.value in things:
        return body.value
    return _named(text, (start, end), offset, things)


def named_thing(text: str, start: int, end: int, pattern: Pattern, body: str | None) -> str | None:
    """The thing that the last words of ``text[start:end]`` name, perhaps a body, where a deed is done to such things."""
    things = next((_admitted(p, t) for p, t in _deeds().get(pattern.verb, ()) if p is pattern), frozenset[str]())
    if body is not None and body in things:
        return body
    return _named(text, (start, end), end - 1, things)


def _named(text: str, extent: tuple[int, int], offset: int, things: Container[str]) -> str | None:
    """The thing whose words, within an extent, stand over an offset; the longest where several do."""
    hits = [
        hit
        for matcher in (_things(), _object_matcher(), topic_matcher())
        for hit in matcher.find(text, *extent)
        if hit.value and hit.start <= offset < hit.end and hit.value in things
    ]
    return max(hits, key=lambda hit: hit.end - hit.start).value if hits else None


@cache
def _things() -> TermMatcher[str]:
    table = load_table("en", "events")["things"]
    terms = {form: key for key, words in table.items() for word in words for form in lexicon.with_plurals(word)}
    printed = {entry["label"]: key for key, entry in load_table("en", "topics").items()}
    return TermMatcher(printed | terms, words=True, fold=True)


@cache
def _object_matcher() -> TermMatcher[str]:
    table = load_table("en", "goals")["objects"]
    plurals = {form: key for key in table for word in table[key]["terms"] for form in lexicon.with_plurals(word)}
    written = {word: key for key in table for word in table[key]["terms"]}
    return TermMatcher(plurals | written, words=True, fold=True)


def is_topic(key: str) -> bool:
    """Whether a thing is a topic, and no object or body."""
    return key in load_table("en", "topics")
