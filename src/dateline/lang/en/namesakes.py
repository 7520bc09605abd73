"""Two people of one name in one text: the second gets a holder of his own, where the words or the offices say so."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from dateline.lang.compare.positions import walk_of_life
from dateline.lang.en.mentions import Register
from dateline.lang.en.people import Person
from dateline.lang.en.places import Found

_BEFORE = re.compile(
    r"\b(?:(?:[Aa] different|[Aa]nother|[Tt]he other|[Aa]n unrelated|[Aa] second) (?:[a-z]+, )?"
    r"|(?:[a-z]+ )?(?:of|with) the same name(?:,|:)? |[Nn]amesake,? "
    r"|(?:confused with|no relation to|not related to|unrelated to) (?:[\w’' ]{0,30})?)$"
)
_AFTER = re.compile(
    r"(?:,| -| –| \()\s?(?:no relation|not related|a namesake"
    r"|(?:his|her|the [a-z]+['’]s) namesake|who shares (?:his|her|the) name)"
)
_A = re.compile(r",? an? (?:[\w’'-]+ ){0,4}$")

Offices = Mapping[int, Sequence[Found]]


def part_namesakes(register: Register) -> None:
    """Give the mentions of a second man of one name a person of their own; what cannot be told stays with nobody."""
    whole: dict[int, list[Found]] = {}
    for item in sorted((f for f in register.found if f.kind == "person"), key=lambda f: f.start):
        if item.holder is not None and " " in register.text[item.start : item.end]:
            whole.setdefault(item.holder, []).append(item)
    held = _offices_of(register)
    for holder, mentions in whole.items():
        second = next((m for m in mentions[1:] if _is_another(register, held, m, mentions)), None)
        if second is not None:
            _part(register, held, holder, mentions, second)


def _is_another(register: Register, held: Offices, item: Found, mentions: list[Found]) -> bool:
    text = register.text
    if _BEFORE.search(text[max(0, item.start - 70) : item.start]) or _AFTER.match(text, item.end):
        return True
    offices = held.get(id(item), ())
    introduced = any(p.start > item.end and _A.fullmatch(text[item.end : p.start]) for p in offices)
    mine = {walk_of_life(p.value) for p in offices} - {"public"}
    if not introduced or not mine:
        return False
    before = {walk_of_life(p.value) for m in mentions if m.start < item.start for p in held.get(id(m), ())} - {"public"}
    return bool(before) and not mine & before


def _offices_of(register: Register) -> dict[int, list[Found]]:
    """The offices that the text gives each mention, by the mention's identity."""
    held: dict[int, list[Found]] = {}
    for holder, position, *_ in register.roles:
        held.setdefault(id(holder), []).append(position)
    return held


def _part(register: Register, held: Offices, holder: int, mentions: list[Found], second: Found) -> None:
    """The second man, and those later mentions whose office says which of the two they are."""
    person = register.people.persons[holder]
    register.people.persons.append(Person(person.value, set(person.forms)))
    fresh = len(register.people.persons) - 1
    second.holder = fresh
    theirs = {p.value for p in held.get(id(second), ())}
    first = {p.value for m in mentions if m.start < second.start for p in held.get(id(m), ())}
    for item in mentions:
        if item.start <= second.start:
            continue
        own = {p.value for p in held.get(id(item), ())}
        item.holder = (
            fresh if own & theirs and not own & first else holder if own & first and not own & theirs else None
        )
