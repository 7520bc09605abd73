"""Where a stretch of text says that something happened, beyond the names that its reading found, and what kind of thing
happened: countries by their adjectives, capitals by that word, cities by the names that CLDR has for those of time zones."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from dateline.lang.compare.places import capital_of
from dateline.lang.data import load_table
from dateline.lang.identify import SUPPORTED
from dateline.lang.pivot import pivot_keys
from dateline.lang.rarity import count_tokens, word_rarity
from dateline.lang.terms import TermMatcher

SHORTEST_HANGUL = 3
"""Syllables of a city's name in Hangul below which it is a part of too many other words."""
_NO_COUNTRIES = ("AC", "AQ", "CP", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ")
_RUBRIC = re.compile(r"([^:：|｜]{2,30})[:：|｜]\s*")
_HANGUL = re.compile(r"[\uac00-\ud7a3]")


def bearings_in(text: str, lang: str | None) -> frozenset[str]:
    """Keys of the countries (``UA``) and cities (``UA/kyiv``) that a text names in words of a language: in scripts without
    capitals only of cities, since the names of countries are found inside other words."""
    if lang not in SUPPORTED:
        return frozenset()
    found: set[str] = set()
    for hit in (hit for matcher in _places_of(lang) for hit in matcher.find(text)):
        country = hit.value.split("/")[0]
        if len(country) == 2 and not _inside_katakana(text, hit.start, hit.end):
            found |= {country, hit.value}
            if "/" not in hit.value and (city := capital_after(text, hit.end, country)):
                found.add(city)
    return frozenset(found)


def capital_after(text: str, end: int, country: str) -> str | None:
    """The key of a country's capital where the word for it follows the country's name, which ends at ``end``."""
    return capital_key(country) if _capital_words().match(text, end) is not None else None


def _inside_katakana(text: str, start: int, end: int) -> bool:
    """Whether a word in katakana is a part of a longer one."""
    around = (text[start - 1 : start] + text[start], text[end - 1] + text[end : end + 1])
    return any(len(pair) == 2 and all("\u30a1" <= c <= "\u30fc" for c in pair) for pair in around)


def deeds_in(text: str) -> frozenset[str]:
    """The kinds of deed or event that a text names, in any language."""
    return frozenset(hit.value for matcher in _deeds() for hit in matcher.find(text))


def topics_in(text: str, lang: str | None) -> frozenset[str]:
    """The topics of the pivot's table that a text names in words of a language."""
    if lang not in SUPPORTED:
        return frozenset()
    return frozenset(hit.value for matcher in _topics_of(lang) for hit in matcher.find(text))


@cache
def topic_rarity(topic: str) -> float:
    """How rarely news in English has the words of a topic (see ``lang.rarity``): the rarest word of its name."""
    name = pivot_keys("topics").get(topic, topic.replace("_", " "))
    return max((word_rarity(token, "en") for token in count_tokens(name)), default=0.0)


def speaks_of_capital(text: str) -> bool:
    """Whether a text has a word for a capital."""
    return any(True for matcher in _capital_alone() for _ in matcher.find(text))


def home_of(lang: str | None) -> str | None:
    """The country that is meant where a text in a language names none."""
    home = _table()["home"].get(lang)
    return str(home) if home else None


@cache
def country_rarity(country: str) -> float:
    """How rarely news in English names a country (see ``lang.rarity``): the rarest word of its name."""
    from babel import Locale

    name = _table()["short"].get(country) or Locale.parse("en").territories.get(country, country)
    return max((word_rarity(token, "en") for token in count_tokens(name)), default=0.0)


def is_bulletin(headline: str) -> bool:
    """Whether a headline stands over many short pieces of news."""
    return any(True for matcher in _bulletins() for _ in matcher.find(headline))


def rubric_length(headline: str) -> int:
    """The length of the name of a rubric with which a headline begins ("Germany news: ..."), with its colon; 0 without."""
    lead = _RUBRIC.match(headline)
    named = lead is not None and any(lead[1].casefold().endswith(word) for word in _table()["rubrics"]["words"])
    return lead.end() if lead is not None and named else 0


def single_deeds(reach: str) -> frozenset[str]:
    """The kinds of deed of which a ``country`` or a ``town`` has one at a time."""
    return frozenset(_table()["single"][reach])


def capital_key(country: str) -> str | None:
    """The key of a country's capital."""
    named = _table()["capitals"].get(country)
    return capital_of(country) or (f"{country}/{named}" if named else None)


def city_key(country: str, name: str) -> str:
    """The key of a city by its English name."""
    return f"{country}/{re.sub(r'[^a-z]+', '_', name.casefold()).strip('_')}"


@cache
def _capital_words() -> re.Pattern[str]:
    words, between = ("|".join(re.escape(w) for w in _table()["capital"][part]) for part in ("words", "between"))
    return re.compile(rf"(?:{between})?\s?(?:{words})")


def _table() -> dict[str, Any]:
    return load_table("compare", "bearings")


@cache
def _deeds() -> tuple[TermMatcher[str], ...]:
    return _matchers({str(word): kind for kind, words in _table()["deeds"].items() for word in words}, fold=True)


@cache
def _topics_of(lang: str) -> tuple[TermMatcher[str], ...]:
    rows = load_table(lang, "topics").items()
    words = {str(w): topic for topic, row in rows for w in (row.get("label", ""), *row.get("terms", ())) if len(w) > 1}
    return _matchers(words, fold=True)


@cache
def _capital_alone() -> tuple[TermMatcher[str], ...]:
    return _matchers({str(word): "" for word in _table()["capital"]["words"]}, fold=True)


@cache
def _bulletins() -> tuple[TermMatcher[str], ...]:
    return _matchers({str(word): "" for word in _table()["bulletins"]["words"]}, fold=True)


@cache
def _places_of(lang: str) -> tuple[TermMatcher[str], ...]:
    """Cities, and where a script has capitals also the adjectives and names of countries."""
    from babel import Locale
    from babel.core import get_global

    zones = Locale.parse(lang).time_zones
    terms: dict[str, str] = {}
    for zone, land in get_global("zone_territories").items():
        english = zone.split("/")[-1]
        name = zones.get(zone, {}).get("city") or (english.replace("_", " ") if lang == "en" else "")
        if _is_country(land) and len(name) >= (SHORTEST_HANGUL if _HANGUL.match(name) else 2):
            terms[name] = city_key(land, english)
    own = _own_terms(lang)
    if "demonyms" in own:
        territories = {name: code for code, name in Locale.parse(lang).territories.items() if _is_country(code)}
        terms |= territories | {name: value for part in own.values() for name, value in part.items()}
        for name in _ambiguous(lang):
            terms.pop(name, None)
    return _matchers(terms, fold=False)


def _is_country(code: str) -> bool:
    return len(code) == 2 and code.isalpha() and code not in _NO_COUNTRIES


def _own_terms(lang: str) -> dict[str, dict[str, str]]:
    """Countries, their adjectives and cities by the tables of a language; nothing where it has none of countries."""
    try:
        countries, cities = load_table(lang, "countries"), load_table(lang, "cities")
    except FileNotFoundError:
        return {}
    found: dict[str, dict[str, str]] = {
        part: {str(name): code for code, names in countries.get(part, {}).items() for name in names}
        for part in ("names", "demonyms")
        if part in countries
    }
    found["cities"] = {str(name): city_key(code, name) for code, names in cities.items() for name in names}
    places = load_table(lang, "places").items()
    found["places"] = {str(n): key for key, p in places if key in pivot_keys("places") for n in p.get("terms", ())}
    return found


def _ambiguous(lang: str) -> tuple[str, ...]:
    """Names of countries that are also people's or other words."""
    return tuple(load_table(lang, "countries").get("ambiguous", {}).get("names", ()))


def _matchers(terms: dict[str, str], *, fold: bool) -> tuple[TermMatcher[str], ...]:
    """One matcher for words in letters, which stand alone, and one for scripts without spaces."""

    def spaced(word: str) -> bool:
        return ord(word[0]) < 0x250

    return tuple(
        TermMatcher({w: v for w, v in terms.items() if spaced(w) == letters}, words=letters, fold=fold)
        for letters in (True, False)
    )
