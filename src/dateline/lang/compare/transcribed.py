"""How alike two transcriptions of one foreign word sound: Hangul, kana and Han each bend it in their own way.

A weighted edit distance over the sounds: consonants of one place of articulation stand for one another, vowels are cheap,
and a vowel put in or left out between consonants is cheaper still.
"""

from __future__ import annotations

import re
from functools import lru_cache

_VOWELS = frozenset("aeiou")
_PLACES = (
    frozenset("pbfvhw"),
    frozenset("td"),
    frozenset("szxjqc"),
    frozenset("kgjqhxc"),
    frozenset("rl"),
    frozenset("mn"),
)
_LOOSE = frozenset("hrlnw")
_ALIKE, _VOWEL, _INSERTED, _DROPPED, _OTHER = 0.2, 0.35, 0.2, 0.55, 1.0
_SPELLED = (("zh", "j"), ("ch", "c"), ("sh", "s"), ("ts", "c"), ("ng", "n"), ("ao", "o"), ("ei", "e"), ("ai", "e"))


@lru_cache(maxsize=65536)
def transcription_likeness(a: str, b: str) -> float:
    """0 to 1: how likely two sounded words (``sound_out``) transcribe one foreign word."""
    x, y = _plain(a), _plain(b)
    if not x or not y:
        return 0.0
    row = [0.0]
    for char in y:
        row.append(row[-1] + _alone(char))
    for left in x:
        last, row = row, [row[0] + _alone(left)]
        for j, right in enumerate(y):
            row.append(min(last[j + 1] + _alone(left), row[j] + _alone(right), last[j] + _swapped(left, right)))
    size = max(sum(1.0 if c not in _VOWELS else 0.5 for c in word) for word in (x, y))
    return max(0.0, 1.0 - row[-1] / size)


def _plain(sound: str) -> str:
    for spelled, heard in _SPELLED:
        sound = sound.replace(spelled, heard)
    sound = re.sub(r"y(?=[aeiou])|(?<=[aeiou])[yw]", "i", sound)
    return re.sub(r"(.)\1+", r"\1", sound)


def _alone(char: str) -> float:
    return _INSERTED if char in _VOWELS else _DROPPED if char in _LOOSE else _OTHER


def _swapped(a: str, b: str) -> float:
    if a == b:
        return 0.0
    if a in _VOWELS or b in _VOWELS:
        return _VOWEL if (a in _VOWELS and b in _VOWELS) or ({a, b} & {"w"} and {a, b} & {"u", "o"}) else _OTHER
    return _ALIKE if any(a in place and b in place for place in _PLACES) else _OTHER
