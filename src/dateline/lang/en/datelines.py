"""Whose bare office holders are, by the capital in which a text is datelined."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.lang.data import load_table
from dateline.lang.en import lexicon
from dateline.lang.en.analyser import Parsed
from dateline.lang.en.mentions import OF_STATE, Register
from dateline.lang.en.places import Found

_DATELINE = re.compile(
    r"(?P<city>[A-Z][A-Z .’'-]{2,30}?)(?:, [A-Z][a-z]+\.? \d{1,2})?(?: \([A-Z][\w /]+\))? ?(?:—|–|--|-) "
)


def assign_datelined(register: Register, sentences: Sequence[Parsed]) -> None:
    """A bare ``Foreign Minister A`` in a text datelined in a capital is that country's, where the text has only one bare
    holder of the office and no word of a guest."""
    lead = next((s for s in sentences if s.kind == "body"), None)
    line = register.text.rfind("\n", 0, lead.start) + 1 if lead is not None else 0
    match = _DATELINE.match(register.text, line, lead.end) if lead is not None else None
    country = _capital(match["city"].title()) if match is not None else None
    if country is None:
        return
    bare = [(h, p) for h, p, status, *_ in register.roles if p.of is None and status == "current"]
    for holder, position in bare:
        if not position.value.endswith(OF_STATE) or not register.text[position.start].isupper():
            continue
        rivals = {h.holder for h, p in bare if p.value == position.value}
        before = register.text[max(0, position.start - 40) : position.start]
        guest = re.search(r"\b(?:visit\w*|counterpart|receiv\w+|host\w*|welcom\w+|met|with)\b", before, re.IGNORECASE)
        if (
            len(rivals) == 1
            and guest is None
            and position.end + 1 == holder.start
            and not _side_by_side(register, holder, bare)
        ):
            position.of = country


def _side_by_side(register: Register, holder: Found, bare: Sequence[tuple[Found, Found]]) -> bool:
    """Whether two bare holders are named together (``President A and Prime Minister B``): they may be of two countries."""
    pairs = ((h.end, p.start) for h, _ in bare for other, p in bare if holder in (h, other) and h is not other)
    return any(0 < start - end <= len(" and ") and register.text[end:start].strip() == "and" for end, start in pairs)


def _capital(city: str) -> str | None:
    """The country that a dateline's city is the capital of, or that is itself a city's state."""
    table = load_table("en", "countries")
    states = {n: c for n, c in lexicon.country_names().items() if c in ("SG", "MC", "LU")}
    return states.get(city) or next((c for c, names in table["capitals"].items() if city in names), None)
