"""The English tables made ready for search."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

from dateline.lang.data import load_table
from dateline.lang.terms import TermMatcher


def with_plurals(term: str) -> list[str]:
    """A term and its plural."""
    if not term or not term[-1].isalpha() or term.endswith("s"):
        return [term]
    if term.endswith("y") and term[-2:-1] not in "aeiou":
        return [term, term[:-1] + "ies"]
    return [term, term + ("es" if term.endswith(("ch", "sh", "x")) else "s"), *_inner_plural(term)]


def _inner_plural(term: str) -> list[str]:
    head, joint, rest = term.partition(" of ")
    return [f"{head}s{joint}{rest}"] if joint and not head.endswith("s") else []


@cache
def terms_of(name: str) -> dict[str, str]:
    """Every term of a table, with its plural, and the key that it stands for."""
    table = load_table("en", name)
    flat: dict[str, str] = {}
    for key, entry in table.items():
        for term in entry["terms"]:
            for form in with_plurals(term):
                flat.setdefault(form, key)
                if "'" in form:
                    flat.setdefault(form.replace("'", "’"), key)
    return flat


def holds_case(term: str) -> bool:
    """Whether a term must be written as it is (abbreviations such as ``PM`` and ``UN``)."""
    letters = re.sub(r"[^A-Za-z]", "", term)
    return len(letters) <= 6 and letters[:1].isupper() and letters not in ("", letters.capitalize())


@cache
def positions() -> TermMatcher[str]:
    """Words for positions, letter case ignored."""
    return TermMatcher(terms_of("positions"), words=True, fold=True)


@cache
def bodies() -> TermMatcher[str]:
    """Words for bodies, letter case ignored."""
    return TermMatcher(terms_of("bodies"), words=True, fold=True)


@cache
def body_terms() -> frozenset[str]:
    """Every form of a body's name as the table writes it."""
    return frozenset(terms_of("bodies"))


@cache
def hedges() -> TermMatcher[str]:
    """Words that hedge."""
    table = load_table("en", "hedges")
    return TermMatcher({t: key for key, entry in table.items() for t in entry["terms"]}, words=True, fold=True)


@cache
def country_names() -> dict[str, str]:
    """Names of countries (CLDR's and the short forms of newspapers) and their ISO codes."""
    from babel import Locale

    table = load_table("en", "countries")
    shunned = set(table["ambiguous"]["names"])
    names: dict[str, str] = {}
    for code, forms in table["names"].items():
        for form in forms:
            names[form] = code
    for code, name in Locale("en").territories.items():
        if (
            len(code) == 2
            and code.isalpha()
            and code not in ("ZZ", "EU", "UN", "EZ", "QO", "XA", "XB")
            and name not in shunned
        ):
            names.setdefault(name, code)
            names.setdefault(name.replace(" & ", " and "), code)
    return names


@cache
def demonyms() -> dict[str, str]:
    """Adjectives of countries and their ISO codes. Bare ``Korean`` is ambiguous, so it is not there."""
    table = load_table("en", "countries")["demonyms"]
    return {form: code for code, forms in table.items() for form in forms}


@cache
def places() -> TermMatcher[str]:
    """Countries and places below them, letter case observed."""
    table = load_table("en", "places")
    terms = {t: key for key, entry in table.items() for t in entry["terms"]}
    return TermMatcher({city: city for city in cities()} | country_names() | terms, words=True)


@cache
def cities() -> dict[str, str]:
    """Cities that the pivot does not list, and the countries that they lie in."""
    return {name: code for code, names in load_table("en", "cities").items() for name in names}


@cache
def adjectives() -> TermMatcher[str]:
    """Demonyms, letter case observed."""
    return TermMatcher(demonyms(), words=True)


@lru_cache(maxsize=65536)
def capital_of(place: str) -> str | None:
    """The country whose government a capital stands for, by the pivot key of the place."""
    code = place.split("/")[0]
    names = load_table("en", "countries")["capitals"].get(code, [])
    table: Any = load_table("en", "places").get(place, {})
    return code if any(n in table.get("terms", []) for n in names) else None


@cache
def words_of(name: str) -> frozenset[str]:
    """A word list of ``names.toml``."""
    value = load_table("en", "names")[name]
    return frozenset(value.split() if isinstance(value, str) else value)
