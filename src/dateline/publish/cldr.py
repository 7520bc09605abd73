"""Days and countries in the words of a language, by the Unicode locale data (CLDR, through Babel)."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

_DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T[^/]*)?)?)?[~?%]?$")


@lru_cache(maxsize=8192)
def stamp_words(value: str, lang: str) -> str:
    """A day, month or year (ISO) in a language; what is none of them is given as it stands."""
    from babel.dates import format_date, format_skeleton

    found = _DAY.match(value)
    if found is None:
        return value
    year, month, day = found.groups()
    try:
        if day:
            return str(format_date(date(int(year), int(month), int(day)), format="long", locale=lang))
        if month:
            return str(format_skeleton("yMMMM", date(int(year), int(month), 1), locale=lang))
        return str(format_skeleton("y", date(int(year), 1, 1), locale=lang))
    except ValueError:
        return value


@lru_cache(maxsize=2048)
def country_name(code: str, lang: str) -> str:
    """The name of a country (ISO 3166-1) in a language, or its code."""
    from babel import Locale

    return str(Locale.parse(lang).territories.get(code, code))
