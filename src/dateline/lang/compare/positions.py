"""Two positions: pivot key and what it is a position of."""

from __future__ import annotations

from functools import cache
from typing import TypeAlias

from dateline.lang.compare.relation import Comparison, Relation
from dateline.lang.data import load_table

Office: TypeAlias = "tuple[str, str | None]"


def compare_positions(a: Office, b: Office) -> Comparison:
    """A minister is wider than a foreign minister; an office of nobody named is wider than the same one of a country.

    Two offices that one person does not hold at once, and one office of two countries, conflict; other pairs are unknown.
    """
    keys = _compare_keys(a[0], b[0])
    places = _compare_of(a[1], b[1])
    if places.relation == "conflict" and keys.relation in ("equal", "narrower", "wider", "conflict"):
        return Comparison("conflict", 1.0, (*places.why, *keys.why))
    if places.relation == "conflict" and _of_two_nations(a, b):
        return Comparison("conflict", 0.9, places.why)
    if keys.relation in ("conflict", "unknown"):
        return keys
    relation = _join(keys.relation, places.relation)
    return Comparison(relation, 1.0 if relation != "unknown" else 0.3, (*keys.why, *places.why))


@cache
def position_widths(key: str) -> frozenset[str]:
    """The position itself and every wider one: foreign_minister -> {foreign_minister, minister}."""
    found = {key}
    for wider in load_table("compare", "positions")["wider"].get(key, ()):
        found |= position_widths(str(wider))
    return frozenset(found)


@cache
def has_one_holder(key: str) -> bool:
    """Whether a country or body has one holder of this office at a time."""
    return key in load_table("compare", "positions")["exclusive"]["single"]


def _compare_keys(a: str, b: str) -> Comparison:
    if a == b:
        return Comparison("equal", 1.0, (f"both {a}",))
    if b in position_widths(a):
        return Comparison("narrower", 1.0, (f"{a} is a {b}",))
    if a in position_widths(b):
        return Comparison("wider", 1.0, (f"{b} is a {a}",))
    seats = load_table("compare", "positions")["exclusive"]["seats"]
    if a in seats and b in seats:
        return Comparison("conflict", 0.9, (f"{a} is not {b}",))
    return Comparison("unknown", 0.0, (f"one person may be {a} and {b}",))


def _compare_of(a: str | None, b: str | None) -> Comparison:
    if a == b:
        return Comparison("equal", 1.0)
    if a is None:
        return Comparison("wider", 1.0, (f"the first does not say of whom ({b})",))
    if b is None:
        return Comparison("narrower", 1.0, (f"the second does not say of whom ({a})",))
    if a.startswith(b + "/"):
        return Comparison("narrower", 1.0, (f"{a} belongs to {b}",))
    if b.startswith(a + "/"):
        return Comparison("wider", 1.0, (f"{b} belongs to {a}",))
    return Comparison("conflict", 1.0, (f"{a} is not {b}",))


def _of_two_nations(a: Office, b: Office) -> bool:
    """Whether two public offices belong to two countries (envoys, who are of one and to another, apart)."""
    heads = [(office[1] or "").split("/")[0] for office in (a, b)]
    envoys = load_table("compare", "positions")["walks"]["envoys"]
    public = all(walk_of_life(office[0]) == "public" and office[0] not in envoys for office in (a, b))
    return public and heads[0] != heads[1] and all(len(head) == 2 and head.isupper() for head in heads)


def _join(first: Relation, second: Relation) -> Relation:
    if first == "equal":
        return second
    if second in ("equal", first):
        return first
    return "unknown"


@cache
def is_seat(key: str) -> bool:
    """Whether it is an office of which one person holds one at a time."""
    return key in load_table("compare", "positions")["exclusive"]["seats"]


@cache
def is_public_office(key: str) -> bool:
    """Whether its holder is a public person."""
    return key in load_table("compare", "positions")["public"]["offices"]


@cache
def is_public_life(key: str) -> bool:
    """Whether who holds it is in public life: an official of any rank too, but no chair, director or adviser, whom private
    bodies have as well."""
    private = walk_of_life(key) != "public" or key in load_table("compare", "positions")["public"]["anywhere"]
    return is_public_office(key) or is_seat(key) or not private


@cache
def walk_of_life(key: str) -> str:
    """The walk of life that a position belongs to: ``sport``, ``arts`` ..., and ``public`` for all of public life."""
    for walk, keys in load_table("compare", "positions")["walks"].items():
        if key in keys and walk != "envoys":
            return str(walk)
    return "public"
