"""Two places by pivot key."""

from __future__ import annotations

from typing import Any

from dateline.lang.compare.relation import Comparison
from dateline.lang.data import load_table
from dateline.lang.pivot import pivot_keys


def compare_places(a: str, b: str) -> Comparison:
    """``KR/seoul`` is narrower than ``KR``; two cities, or two countries, conflict; names without a key are unknown.

    A capital set beside its country also says so in ``why``, since it may stand for the government.
    """
    if a == b:
        return Comparison("equal", 1.0, (a,))
    if not (_known(a) and _known(b)):
        return Comparison("unknown", 0.0, ("no key",))
    if _inside(a, b):
        return Comparison("narrower", 1.0, (f"{a} lies in {b}", *_metonym(a, b)))
    if _inside(b, a):
        return Comparison("wider", 1.0, (f"{b} lies in {a}", *_metonym(b, a)))
    if a.startswith("X/") or b.startswith("X/"):
        return Comparison("unknown", 0.0, ("a region without a country",))
    return Comparison("conflict", 1.0, (f"{a} is not {b}",))


def capital_of(country: str) -> str | None:
    """The pivot key of a country's capital, where the table has it."""
    found = _table()["capitals"].get(country)
    return str(found) if found else None


def stands_for_government(place: str) -> str | None:
    """The country that a capital's name stands for ("Seoul said"), or None."""
    country = place.split("/")[0]
    return country if "/" in place and capital_of(country) == place else None


def _table() -> dict[str, Any]:
    return load_table("compare", "places")


def _known(key: str) -> bool:
    return key in pivot_keys("places") or (len(key) == 2 and key.isascii() and key.isupper())


def _inside(a: str, b: str) -> bool:
    parents = _table()["inside"]
    seen = a
    while seen in parents:
        seen = str(parents[seen])
        if seen == b:
            return True
    return seen.startswith(b + "/")


def _metonym(inner: str, outer: str) -> tuple[str, ...]:
    return ("a capital may stand for its government",) if capital_of(outer) == inner else ()
