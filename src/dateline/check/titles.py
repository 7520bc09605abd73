"""DL104 by portfolios: what somebody is minister of, and of which country, read off the words next to the name.

A title is tied to the name that it stands against, whether or not the reading knew the office. Portfolios have the same keys
in every language (``lang/<code>/portfolios.toml``); two conflict where they have no key in common.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from dateline.check.case import Case, Found, cite_span
from dateline.check.views import SentenceView, TextView
from dateline.lang.data import load_table
from dateline.model import Mention

_REACH = 42
_KIN = (
    frozenset({"economy", "finance", "industry", "trade", "planning", "development"}),
    frozenset({"land", "transport"}),
    frozenset({"health", "welfare", "labour", "family"}),
    frozenset({"energy", "industry", "mining", "environment"}),
)
"""Portfolios that one office often joins, so that a part of its name is no other office; only the first may stand for all."""
_WIDE = frozenset({"economy"})


@dataclass(frozen=True, slots=True)
class Title:
    """A minister's title beside a name: the portfolios, the country if it is said, and where the title stands."""

    holder: str
    portfolios: frozenset[str]
    country: str | None
    start: int
    end: int


def check_titles(case: Case) -> Iterator[Found]:
    """A portfolio, or a country, that the sources do not give this person, while they give another one."""
    mine = read_titles(case, case.document, case.claim)
    if not mine:
        return
    theirs = [(s, t) for s in case.corpus.sentences for t in read_titles(case, case.view_of(s), s)]
    for title in mine:
        held = [(s, t) for s, t in theirs if t.holder == title.holder]
        if not held:
            continue
        given = frozenset(p for _, t in held for p in t.portfolios)
        lands = {t.country for _, t in held if t.country}
        other = bool(title.portfolios and given) and not _meet(title.portfolios, given)
        abroad = bool(title.country and lands) and title.country not in lands
        if other or abroad:
            sentence, shown = held[0]
            evidence = (cite_span(sentence, shown.start, shown.end, "contradicts"),)
            words = sentence.article.text[shown.start : shown.end]
            yield Found("DL104", title.start, title.end, words, evidence)
            return


def _meet(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether two sets of portfolios share one, counting a wide one for those it is often joined with."""
    if a & b:
        return True
    kin = [k for k in _KIN if a & k and b & k]
    return bool(kin) and bool((a | b) & _WIDE)


def read_titles(case: Case, view: TextView, sentence: SentenceView) -> list[Title]:
    """The ministers' titles of a sentence that stand against a name."""
    table, text = load_table(sentence.lang, "portfolios"), sentence.text
    persons = [m for m in sentence.named("person") if (f := case.cast.figure(view, m)) is not None and f.id]
    found = []
    for match in re.finditer(table["title"], text):
        keys, start = _portfolios(text, match, sentence.lang)
        person = _beside(sentence, persons, start, match.end(), table)
        if person is None:
            continue
        figure = case.cast.figure(view, person)
        assert figure is not None
        span = sentence.start + start, sentence.start + match.end()
        found.append(Title(figure.id, keys, _country(sentence, *span), *span))
    return found


def _portfolios(text: str, match: re.Match[str], lang: str) -> tuple[frozenset[str], int]:
    """The portfolios in front of a title (or behind it: "minister of ..."), and where its words begin."""
    table = load_table(lang, "portfolios")
    ahead = text[max(0, match.start() - _REACH) : match.start()]
    phrase = re.search(table["phrase"], ahead)
    behind = re.match(table["of"], text[match.end() :]) if table["of"] else None
    if behind is not None:
        return _keys(behind.group(1), lang), match.start()
    if phrase is None:
        return frozenset(), match.start()
    words = phrase.group(1)
    for size in range(len(words), 0, -1):
        if lang == "en" or _keys(words[-size:], lang):
            keys = _keys(words if lang == "en" else words[-size:], lang)
            tail = words if lang == "en" else words[-size:]
            begin = match.start() - (len(ahead) - phrase.end(1)) - len(tail)
            return (keys, begin) if keys else (frozenset(), match.start())
    return frozenset(), match.start()


def _keys(words: str, lang: str) -> frozenset[str]:
    found = frozenset(key for key, pattern in _words_of(lang).items() if pattern.fullmatch(words))
    if lang == "en":
        found = frozenset(key for key, pattern in _words_of(lang).items() if pattern.search(words))
    return found


@cache
def _words_of(lang: str) -> dict[str, re.Pattern[str]]:
    table: dict[str, Any] = load_table(lang, "portfolios")["portfolios"]
    edge = r"\b" if lang == "en" else ""
    return {key: re.compile(f"{edge}(?:{words})", re.IGNORECASE) for key, words in table.items()}


def _beside(
    sentence: SentenceView, persons: list[Mention], start: int, end: int, table: dict[str, Any]
) -> Mention | None:
    """The person whose name stands right behind the title, or right in front of it."""
    text = sentence.text
    for person in persons:
        low, high = person.start - sentence.start, person.end - sentence.start
        if low >= end and re.match(table["before"], text[end:low]):
            return person
    for person in persons:
        high = person.end - sentence.start
        if high <= start and re.match(table["after"], text[high:start]):
            return person
    return None


def _country(sentence: SentenceView, start: int, end: int) -> str | None:
    """The country of the office, by the reading of the title."""
    held = [m for m in sentence.named("position") if m.start < end and start < m.end and m.of]
    country = (held[0].of or "").split("/")[0] if held else ""
    return country if len(country) == 2 and country.isupper() else None
