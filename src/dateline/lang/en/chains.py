"""Chains: which mentions of a text mean one person, body, place or office. What cannot be told stays alone."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from dateline.lang.en import lexicon
from dateline.lang.en.analyser import Parsed
from dateline.lang.en.mentions import Register
from dateline.lang.en.namesakes import part_namesakes
from dateline.lang.en.places import Found

_HE = {"he": "m", "him": "m", "she": "f", "her": "f"}
_SUBJECTS = ("nsubj", "nsubjpass", "agent")
_GENERIC = {
    "minister": "_minister",
    "secretary": "_secretary",
    "leader": "",
    "official": "",
}


def settle_people(register: Register) -> None:
    """Give every person mention its holder: short names by family name, by title, or by who stands near. Then values."""
    part_namesakes(register)
    by_role: set[tuple[str, int | None]] = {
        (position.value, holder.holder) for holder, position, *_ in register.roles if holder.holder is not None
    }
    titled = {id(holder): position for holder, position, *_ in register.roles}
    first: dict[int, int] = {}
    for known in register.found:
        if known.holder is not None:
            first[known.holder] = min(known.start, first.get(known.holder, known.start))
    for item in sorted((f for f in register.found if f.kind == "person"), key=lambda f: f.start):
        if item.holder is None:
            item.holder = _choose(register, item, by_role, titled.get(id(item)), first)
        if item.holder is not None:
            person = register.people.persons[item.holder]
            first.setdefault(item.holder, item.start)
            item.value = person.value
            _note_gender(register, item)


def _choose(
    register: Register,
    item: Found,
    by_role: set[tuple[str, int | None]],
    title: Found | None,
    first: Mapping[int, int],
) -> int | None:
    """``first``: where each person is named first, among those who are known so far."""
    options = register.people.named(register.text[item.start : item.end])
    if len(options) == 1:
        return options[0]
    if title is not None:
        held = [o for o in options if (title.value, o) in by_role]
        if len(held) == 1:
            return held[0]
        return None
    earlier = [o for o in options if first.get(o, item.start) < item.start]
    return earlier[0] if len(earlier) == 1 else None


def _note_gender(register: Register, item: Found) -> None:
    before = register.text[max(0, item.start - 5) : item.start].split()
    assert item.holder is not None
    person = register.people.persons[item.holder]
    if before and before[-1] in lexicon.words_of("male"):
        person.gender = "m"
    elif before and before[-1] in lexicon.words_of("female"):
        person.gender = "f"


def resolve_pronouns(register: Register, sentences: Sequence[Parsed]) -> None:
    """``he`` and ``she`` become mentions of the person who was the subject before, in the same block or the one above."""
    subject: int | None = None
    addressed: int | None = None
    block_lead: int | None = None
    block = -1
    for sentence in sentences:
        if sentence.block != block:
            block, block_lead = sentence.block, subject
        previous = subject if subject is not None else block_lead
        if sentence.kind in ("headline", "teaser", "caption", "notice"):
            subject = None
            continue
        if addressed is not None and previous is not None and register.people.persons[previous].gender is None:
            previous = addressed if _opens_with(register, sentence, addressed) else previous
        subject = _read_sentence(register, sentence, previous)
        addressed = _addressed(register, sentence)


def _opens_with(register: Register, sentence: Parsed, holder: int) -> bool:
    """Whether a sentence begins with the pronoun of a person's gender."""
    return _HE.get(sentence.doc[0].lower_) == register.people.persons[holder].gender is not None


def _addressed(register: Register, sentence: Parsed) -> int | None:
    """``told him that ...``: whom the sentence speaks to by a pronoun."""
    told = [
        t
        for t in sentence.doc
        if t.lower_ in ("him", "her") and t.dep_ in ("dobj", "dative") and t.head.lemma_ in ("tell", "ask", "urge")
    ]
    found = [register.covering(sentence.start + t.idx) for t in told]
    holders = {f.holder for f in found if f is not None and f.kind == "person"}
    return holders.pop() if len(holders) == 1 else None


def _own_subject(register: Register, sentence: Parsed, token: Any) -> int | None:
    """The person who is the subject of the verb whose object the token is."""
    verb = token.head
    while (
        verb.dep_ in ("conj", "xcomp", "advcl")
        and verb.head.pos_ == "VERB"
        and not any(c.dep_ in _SUBJECTS for c in verb.children)
    ):
        verb = verb.head  # ``A called B and thanked him``, ``to thank him``
    for child in verb.children:
        if child.dep_ in _SUBJECTS:
            known = register.covering(sentence.start + child.idx)
            if known is not None and known.kind == "position":
                known = next(
                    (h for h, p, *_ in register.roles if p is known and sentence.start <= h.start < sentence.end), None
                )
            return known.holder if known is not None and known.kind == "person" else None
    return None


def _other_person(register: Register, sentence: Parsed, offset: int, own: int) -> int | None:
    """The one other person whom a sentence has named so far (``A met B and told him``)."""
    others = {f.holder for f in register.at(sentence.start, offset, "person")} - {own, None}
    return others.pop() if len(others) == 1 else None


def _read_sentence(register: Register, sentence: Parsed, previous: int | None) -> int | None:
    """Resolve the pronouns of one sentence; gives the person that the next one's pronouns mean."""
    here: int | None = None
    lead: int | None = None
    for token in sentence.doc:
        offset = sentence.start + token.idx
        known = register.covering(offset) if token.pos_ in ("PROPN", "NOUN") else None
        leads = token.dep_ in _SUBJECTS or (token.dep_ == "appos" and token.head.dep_ in _SUBJECTS)
        if known is not None and known.kind == "person" and leads:
            here = known.holder
            lead = lead if lead is not None else here
        word = token.text.lower()
        if word not in _HE or (word == "her" and token.tag_ == "PRP$"):
            continue
        target = here if here is not None and _within_quote_free(sentence, token) else previous
        if (
            target is not None
            and target == here
            and token.dep_ == "dobj"
            and _own_subject(register, sentence, token) == here
        ):
            assert here is not None
            other = _other_person(register, sentence, offset, here)
            target = other if other is not None else previous if previous != here else None  # ``Pappas thanked him``
            if target is None:
                continue
        target = target if target is not None else _only_person(register, sentence, offset)
        if target is not None and _gender_fits(register, target, _HE[word]):
            start, end = sentence.span(token.i, token.i)
            value = register.people.persons[target].value
            register.found.append(Found(start, end, "person", value, holder=target))
            if token.dep_ in _SUBJECTS:
                here = target
                lead = lead if lead is not None else target
    given = _given_office(register, sentence)
    if given is not None or lead is not None:
        return given if given is not None else lead
    if any(t.dep_ in _SUBJECTS and _somebody_else(register, sentence, t) for t in sentence.doc):
        return None
    quoted = any(mark in register.text[max(0, sentence.start - 2) : sentence.end + 2] for mark in '"“”')
    if quoted and any(t.dep_ in _SUBJECTS and t.lower_ in ("i", "we") for t in sentence.doc):
        return previous  # who speaks; those named in his words are not who ``she said`` means
    alone = {f.holder for f in register.at(sentence.start, sentence.end, "person") if f.holder is not None}
    return alone.pop() if len(alone) == 1 else None


_GIVES_OFFICE = re.compile(
    r"\b(?:swore in|appointed|named|nominated|elected|picked|chose|hired|promoted|installed) (?:[\w’'-]+ ){0,4}$"
)


def _given_office(register: Register, sentence: Parsed) -> int | None:
    """``A swore in B as chief``: who is spoken of next is B."""
    for person in register.at(sentence.start, sentence.end, "person"):
        if _GIVES_OFFICE.search(register.text[sentence.start : person.start]):
            return person.holder
    return None


def _somebody_else(register: Register, sentence: Parsed, token: Any) -> bool:
    """A subject who is a man of office without a name, or a pronoun that nobody could be found for."""
    known = register.covering(sentence.start + token.idx)
    return known.kind == "position" if known is not None else token.lower_ in _HE


def _within_quote_free(sentence: Parsed, token: object) -> bool:
    before = sentence.doc.text[: token.idx]  # type: ignore[attr-defined]
    return bool(before.count('"') % 2 == 0)


def _only_person(register: Register, sentence: Parsed, offset: int) -> int | None:
    holders = {f.holder for f in register.at(sentence.start, offset, "person") if f.holder is not None}
    return holders.pop() if len(holders) == 1 else None


def _gender_fits(register: Register, holder: int, gender: str) -> bool:
    person = register.people.persons[holder]
    if person.gender is None:
        person.gender = gender
    return person.gender == gender


def resolve_titles(register: Register, headlines: Sequence[tuple[int, int]] = ()) -> None:
    """A bare title (``the prime minister``) joins the chain of the one person who is called by it earlier in the text."""
    tied = {id(position) for _, position, *_ in register.roles}
    for item in sorted(
        (f for f in register.found if f.kind == "position" and id(f) not in tied), key=lambda f: f.start
    ):
        before = register.text[max(0, item.start - 30) : item.start].lower()
        headline = any(a <= item.start < b for a, b in headlines)
        if headline:
            item.holder = _held_anywhere(register, item)
            continue
        if not re.search(r"\bthe (?:[\w’'.-]+ ){0,2}$", before) or register.text[item.end : item.end + 2] in (
            "'s",
            "’s",
        ):
            continue
        if register.text[item.end - 1] == "s" or re.match(r" (?:of|for|at) ", register.text[item.end : item.end + 5]):
            continue
        holders = {
            holder.holder
            for holder, position, status, *_ in register.roles
            if holder.holder is not None
            and position.start < item.start
            and status != "former"
            and _means(item, position)
        }
        if len(holders) == 1:
            item.holder = holders.pop()


def _held_anywhere(register: Register, item: Found) -> int | None:
    """In a headline the title may come before the name that the text ties it to."""
    if register.text[item.end - 1] == "s":
        return None
    holders = {
        h.holder
        for h, p, status, *_ in register.roles
        if h.holder is not None
        and status != "former"
        and p.value == item.value
        and not (item.of and p.of and item.of != p.of)
    }
    return holders.pop() if len(holders) == 1 else None


def _means(item: Found, position: Found) -> bool:
    if item.of and position.of and item.of != position.of:
        return False
    suffix = _GENERIC.get(item.value)
    return position.value == item.value or (bool(suffix) and position.value.endswith(str(suffix)))


def number(register: Register) -> None:
    """Number the chains in the order of their first mention."""
    numbers: dict[tuple[str, str, str | None], int] = {}
    register.sort()
    for item in register.found:
        if item.holder is not None:
            key: tuple[str, str, str | None] = ("person", str(item.holder), None)
        elif item.kind == "person":
            key = ("person?", register.text[item.start : item.end], None)
        elif item.kind == "place":
            key = ("place", item.value, None)
        else:
            key = (item.kind, item.value, item.of)
        item.chain = numbers.setdefault(key, len(numbers))


def inherit_of(register: Register) -> None:
    """A title without a country takes it from the same person's fuller title of the same office elsewhere in the text."""
    known: dict[tuple[int | None, str], set[str]] = {}
    for holder, position, *_ in register.roles:
        if position.of:
            known.setdefault((holder.holder, position.value), set()).add(position.of)
    for holder, position, *_ in register.roles:
        options = known.get((holder.holder, position.value), set())
        if position.value in ("minister", "secretary"):
            options = options or {
                of
                for (who, office), ofs in known.items()
                if who == holder.holder and position.value in office
                for of in ofs
            }
        if position.of is None and holder.holder is not None and len(options) == 1:
            position.of = next(iter(options))
