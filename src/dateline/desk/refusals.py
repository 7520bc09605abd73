"""Why something cannot be done, in the editor's language: the newsroom says it in English, tables give it in the others."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from dateline.lang.data import load_table
from dateline.publish.view import SELF_NAMES

_HOLE = re.compile(r"\\\{(\d)\\\}")


def refusal_words(message: str, lang: str) -> str:
    """A message of the newsroom or the desk in a language, with the roles and languages in it; one that no table has stays
    as it is."""
    return table_words(message, lang, "refusals", lambda value: _named(value, lang))


def is_refusal(message: str) -> bool:
    """Whether it is a message that the tables have."""
    return any(pattern.fullmatch(message) for pattern, _ in _patterns("en", "refusals"))


def _named(value: str, lang: str) -> str:
    words = load_table(lang, "desk")
    parts = value.split(", ")
    return ", ".join(SELF_NAMES.get(part) or words.get(f"role_{part}") or part for part in parts)


def table_words(message: str, lang: str, table: str, fill: Callable[[str], str] = str) -> str:
    """The same by a table of that name; ``fill`` gives the words for what is filled in."""
    for pattern, words in _patterns(lang, table):
        found = pattern.fullmatch(message)
        if found is not None:
            return words.format(*(fill(value) for value in found.groups()))
    return message


@cache
def _patterns(lang: str, name: str) -> list[tuple[re.Pattern[str], str]]:
    """The messages of a language as patterns, those with the most words of their own first."""
    table: dict[str, str] = load_table("ja" if lang == "en" else lang, name)
    ordered = sorted(table, key=lambda said: (-len(re.sub(r"\{\d\}", "", said)), said))
    return [
        (re.compile(_HOLE.sub("(.*?)", re.escape(said)), re.S), said if lang == "en" else table[said])
        for said in ordered
    ]
