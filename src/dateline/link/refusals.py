"""Names that are no names: a title, a place with its ending, two countries in one letter each."""

from __future__ import annotations

from functools import cache
from itertools import product

from msgspec import structs

from dateline.lang.compare.forms import parse_form
from dateline.lang.data import load_table
from dateline.lang.identify import SUPPORTED
from dateline.lang.terms import flatten_terms
from dateline.model import Mention, Reading

_ACRONYM = 3


def settle_kinds(reading: Reading) -> Reading:
    """The reading with the persons that are none turned into positions and places, and their roles left out."""
    places = sorted({(m.text, m.value or "") for m in reading.mentions if m.kind == "place"})
    held = {reading.mentions[r.person].chain for r in reading.roles}
    values = {m.value or m.text for m in reading.mentions if m.kind == "person"}
    titles = {v: key for v in values if (key := title_named(v)) is not None}
    ended = {v for v in values if _is_place_with_ending(v, places)}
    paired = {v for v in values if _is_pair(v, places)}
    grouped = {v for v in values if _is_group(v)}
    cut = {v: short for v in values if (short := _without_country(v)) != v}
    if not titles and not ended and not paired and not grouped and not cut:
        return reading

    def settle(mention: Mention) -> Mention:
        value = mention.value or mention.text
        if mention.kind != "person":
            return mention
        if value in cut:
            short = _without_country(mention.text)
            end = mention.start + len(short)
            return structs.replace(mention, value=cut[value], text=short, end=end)
        if value in grouped:
            return structs.replace(mention, kind="organization", value=value)
        if value in titles:
            return structs.replace(mention, kind="position", value=titles[value])
        if value in ended or (value in paired and mention.chain not in held):
            return structs.replace(mention, kind="place", value=value)
        return mention

    mentions = tuple(map(settle, reading.mentions))
    roles = tuple(r for r in reading.roles if mentions[r.person].kind == "person")
    return structs.replace(reading, mentions=mentions, roles=roles)


def _without_country(name: str) -> str:
    """A name in kana without a country that stands behind it for its office (``名・姓・国`` before a title)."""
    words = name.split("・")
    return "・".join(words[:-1]) if len(words) > 2 and words[-1] in _countries_in_kana() else name


@cache
def _countries_in_kana() -> frozenset[str]:
    from babel import Locale

    names = Locale.parse("ja").territories
    return frozenset(str(n) for code, n in names.items() if len(code) == 2 and parse_form(str(n)).script == "kana")


def _is_group(value: str) -> bool:
    """Whether a form names several people or a body: letters alone that are all capitals, a noun for two sides or a
    team, with or without the particle behind it."""
    form = parse_form(value)
    if form.script == "latin":
        return value.isalpha() and value.isupper() and len(value) >= _ACRONYM
    return value in _words_for_groups()


@cache
def _words_for_groups() -> frozenset[str]:
    table = load_table("compare", "refused")["groups"]
    nouns = [str(n) for row in table["nouns"].values() for n in row]
    particles = ["", *(str(e) for row in table["particles"].values() for e in row)]
    return frozenset(noun + particle for noun in nouns for particle in particles)


def title_named(text: str) -> str | None:
    """The position that a text is a term for, and nothing else. One capitalised English word may be a family name."""
    if parse_form(text).script == "latin" and " " not in text and text[:1].isupper():
        return None
    return _titles().get(" ".join(text.split()).casefold())


@cache
def _titles() -> dict[str, str]:
    found: dict[str, str] = {}
    for lang in SUPPORTED:
        table = {k: v for k, v in load_table(lang, "positions").items() if isinstance(v, dict)}
        for term, key in flatten_terms(table).items():
            if len(term) > 1:
                found.setdefault(term.casefold(), key)
    return found


def _is_place_with_ending(text: str, places: list[tuple[str, str]]) -> bool:
    endings = {str(e) for row in load_table("compare", "refused")["after_place"].values() for e in row}
    return any(len(p) > 1 and text.startswith(p) and text[len(p) :] in endings for p, _ in places)


def _is_pair(text: str, places: list[tuple[str, str]]) -> bool:
    """Whether two characters are the first letters of two countries that the text names."""
    if len(text) != 2 or text.isascii():
        return False
    short = _country_letters()
    if text[0] in short and text[1] in short and any(_is_country(v) and v == short[text[1]] for _, v in places):
        return short[text[0]] != short[text[1]]
    first, second = ({v for p, v in places if p[:1] == c and len(p) > 1 and _is_country(v)} for c in text)
    return any(a != b for a, b in product(sorted(first), sorted(second)))


@cache
def _country_letters() -> dict[str, str]:
    """One character -> the country that newspapers write with it."""
    found: dict[str, str] = {}
    for row in load_table("zh", "gazetteer").values():
        if isinstance(row, dict):
            found |= {str(c): str(v) for c, v in row.items() if len(str(c)) == 1 and _is_country(str(v))}
    return found


def _is_country(value: str) -> bool:
    return len(value) == 2 and value.isascii() and value.isupper()
