"""Numbers in words as digits, for matching dates: ``May twenty-ninth`` -> ``May 29th``, ``three thirty`` -> ``3:30``.

The digits stand in a copy of the text; every place in the copy is carried back to the place in the text itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from dateline.lang.data import load_table

_TABLE = load_table("en", "dates")
_ONES: dict[str, int] = _TABLE["ones"]
_TEENS: dict[str, int] = _TABLE["teens"]
_TENS: dict[str, int] = _TABLE["tens"]
_ORDINALS: dict[str, int] = _TABLE["ordinals"]
_SMALL = _ONES | _TEENS | _TENS


def _any(words: dict[str, int]) -> str:
    return "(?:" + "|".join(sorted(words, key=len, reverse=True)) + ")"


_TWO = rf"(?:{_any(_TENS)}(?:[ -](?:and )?{_any(_ONES)})?|{_any(_TEENS)}|{_any(_ONES)})"
_MINUTES = rf"(?:{_any(_TENS)}(?:[ -]{_any(_ONES)})?|{_any(_TEENS)})"
_HOUR = rf"(?:{_any(_ONES)}|ten|eleven|twelve)"
_SPELLED = re.compile(
    rf"\b(?:(?P<thousand>(?:one|two) thousand(?:,? (?:and )?{_TWO})?)"
    rf"|(?P<hundred>{_any(_ONES)} hundred(?: (?:and )?{_TWO})?)"
    rf"|(?P<century>eighteen|nineteen|twenty)[ -](?P<decade>{_MINUTES})"
    rf"|(?P<ordinal>(?:(?:twenty|thirty)[ -])?{_any(_ORDINALS)})"
    rf"|(?P<hour>{_HOUR})[ -](?P<minute>{_MINUTES})(?![ -]?(?:day|week|month|year|second|minute|hour|thousand))"
    rf"|(?P<cardinal>{_TWO}))\b(?P<frac> and a half| and a quarter)?",
    re.IGNORECASE,
)
_HALF = re.compile(
    r"\b(?<!and )(?P<half>half (?:an?|of an?) |an? half[ -])(?=(?:hour|day|week|month|year|minute)\b)", re.IGNORECASE
)
_TRIGGER = re.compile("|".join(sorted({*_SMALL, *_ORDINALS, "half"}, key=len, reverse=True)), re.IGNORECASE)
_UNIT_SECOND = re.compile(r"(?:\d|\ban?|\bper|\bevery|\beach|\bone|\bsplit) $", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Digits:
    """The copy with digits, and for each of its places (and its end) the place in the text."""

    text: str
    places: tuple[int, ...]


def to_digits(text: str) -> Digits:
    """The text with its spelled numbers in digits."""
    if _TRIGGER.search(text) is None:
        return Digits(text, tuple(range(len(text) + 1)))
    pieces: list[tuple[int, int, str]] = [(m.start(), m.end(), "0.5 ") for m in _HALF.finditer(text)]
    for match in _SPELLED.finditer(text):
        written = _written(text, match)
        if written is not None and not any(a < match.end() and match.start() < b for a, b, _ in pieces):
            pieces.append((match.start(), match.end(), written))
    return _replaced(text, sorted(pieces))


def _replaced(text: str, pieces: list[tuple[int, int, str]]) -> Digits:
    made, places, at = [], list[int](), 0
    for begin, stop, written in pieces:
        made += [text[at:begin], written]
        places += [*range(at, begin), *([begin] * len(written))]
        at = stop
    made.append(text[at:])
    places += range(at, len(text) + 1)
    return Digits("".join(made), tuple(places))


def _written(text: str, match: re.Match[str]) -> str | None:
    part = {" and a half": ".5", " and a quarter": ".25"}.get((match["frac"] or "").lower(), "")
    if match["ordinal"]:
        return _ordinal(text, match)
    if match["century"]:
        return f"{_value(match['century']) * 100 + _value(match['decade'])}"
    if match["hour"]:
        return f"{_value(match['hour'])}:{_value(match['minute']):02d}{part}"
    if match["thousand"]:
        head, _, tail = match["thousand"].lower().partition(" thousand")
        return f"{_value(head) * 1000 + _value(tail)}{part}"
    if match["hundred"]:
        head, _, tail = match["hundred"].lower().partition(" hundred")
        return f"{_value(head) * 100 + _value(tail)}{part}"
    return f"{_value(match['cardinal'])}{part}"


def _ordinal(text: str, match: re.Match[str]) -> str | None:
    words = re.split(r"[ -]", match["ordinal"].lower())
    if words == ["second"] and _UNIT_SECOND.search(text, max(0, match.start() - 8), match.start()):
        return None
    number = sum(_TENS.get(w, 0) + _ORDINALS.get(w, 0) for w in words)
    ending = "th" if 10 < number % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _value(words: str) -> int:
    return sum(_SMALL.get(word, 0) for word in re.split(r"[\s,-]+", words.lower()))
