"""DL301 by measure: a figure that the sources have in another measure (megawatts for gigawatts, metres for kilometres).

Measures of one dimension are brought to one base (``lang/<code>/measures.toml``), so that 40 metres a second is 144 kilometres
an hour, and 9割 is 90 %, in every language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from dateline.check.case import Case, Found, cite_span
from dateline.check.plain import find_numbers
from dateline.lang.data import load_table

_OFF = 0.03
_AHEAD = 8  # letters before a number that may say what is measured


@dataclass(frozen=True, slots=True)
class Measured:
    """A figure with its measure: what is measured, in which unit, how much of the base unit, and where it stands."""

    dimension: str
    unit: str
    figure: float
    base: float
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Unit:
    dimension: str
    name: str
    factor: float
    behind: re.Pattern[str]
    ahead: re.Pattern[str] | None


def check_measures(case: Case) -> Iterator[Found]:
    """The same figure of the same dimension stands in the sources in another unit, and no source has this amount."""
    mine = read_measures(case.claim.text, case.claim.lang)
    theirs = [(s, m) for s in case.corpus.sentences for m in read_measures(s.text, s.lang)] if mine else []
    for measured in mine:
        if any(_is_amount(measured, m) for _, m in theirs):
            continue
        for sentence, other in theirs:
            if (other.dimension, other.figure) == (measured.dimension, measured.figure) and other.unit != measured.unit:
                span = sentence.start + other.start, sentence.start + other.end
                start, end = case.claim.start + measured.start, case.claim.start + measured.end
                evidence = (cite_span(sentence, *span, "contradicts"),)
                yield Found("DL301", start, end, sentence.article.text[slice(*span)], evidence)
                return


def is_converted(case: Case, start: int, end: int) -> bool:
    """Whether a number of the sentence, with its measure, is an amount that a source gives in some unit."""
    for measured in read_measures(case.claim.text, case.claim.lang):
        low, high = case.claim.start + measured.start, case.claim.start + measured.end
        if low < end and start < high:
            return any(_is_amount(measured, m) for s in case.corpus.sentences for m in read_measures(s.text, s.lang))
    return False


def _is_amount(a: Measured, b: Measured) -> bool:
    return a.dimension == b.dimension and abs(a.base - b.base) <= _OFF * max(abs(a.base), abs(b.base))


@lru_cache(maxsize=8192)
def read_measures(text: str, lang: str) -> tuple[Measured, ...]:
    """The measured figures of a sentence. The first unit that fits is taken; a speed comes before a length."""
    found = []
    for number in find_numbers(text):
        for unit in _units(lang):
            match = unit.behind.match(text, number.end)
            if match is None:
                continue
            if unit.ahead is not None and not unit.ahead.search(text[max(0, number.start - _AHEAD) : number.start]):
                continue
            figure = float(number.value)
            found.append(Measured(unit.dimension, unit.name, figure, figure * unit.factor, number.start, match.end()))
            break
    return tuple(found)


@cache
def _units(lang: str) -> tuple[_Unit, ...]:
    table: dict[str, Any] = load_table(lang, "measures")
    tail = r"(?![A-Za-z])" if lang == "en" else ""
    return tuple(
        _Unit(
            dimension,
            name,
            float(entry[0]),
            re.compile(rf"[\s-]?(?:{entry[1]}){tail}"),
            re.compile(f"(?:{entry[2]})$") if len(entry) > 2 else None,
        )
        for dimension, units in table.items()
        for name, entry in units.items()
    )
