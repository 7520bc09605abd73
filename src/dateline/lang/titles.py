"""Parties of an act by name and office in a language, also those who are known by their office only."""

from __future__ import annotations

from dateline.lang.render import Cast, country_name, label, load_grammar
from dateline.model import Entity, Name, Party

_NOBODY = "\ue000"
"""Stands for the name of an office-holder whom no text names; of the private use area, so that no text has it."""


def party_name(code: str, party: Party, cast: Cast, surface: str) -> str:
    """Name and office of a party as a language prints them; ``surface`` is what texts call one who is in no ledger.

    An office that stands for its holder is named in the language of the reader, whichever text it was read in.
    """
    grammar, entity = load_grammar(code), cast.get(party.entity)
    if entity is not None and entity.kind == "person":
        return grammar.title(party, cast).strip()
    if party.capacity is not None and label(code, "positions", party.capacity) is not None:
        held = Entity(id=party.entity, kind="person", names=(Name(_NOBODY, code),), country=party.of)
        words = grammar.title(party, {party.entity: held}).replace(_NOBODY, "")
        return " ".join(words.split()) or surface
    if entity is not None and (entity.kind != "organization" or entity.key is not None):
        return grammar.name(entity).strip() or surface
    return _of_country(code, party, surface)


def _of_country(code: str, party: Party, surface: str) -> str:
    """What a text calls somebody, with the country where that is known and the words are of another script."""
    country = country_name(code, party.of) if party.of and len(party.of) == 2 else None
    foreign = code == "en" and not surface.isascii()
    return f"{surface} ({country})" if country and foreign else surface
