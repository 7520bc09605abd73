"""When a predicate puts what it tells: past, ahead, or in the plain present; and whether it denies it."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Literal

Tense = Literal["past", "planned", "present"]

_NEGATIVE = re.compile(
    r"지\s?(?:는|도|를)?\s?(?:않|못)|못\s?(?:했|하|한)|없(?:었|다|이|으)|무산|불발|결렬|취소|(?<![가-힣])안\s(?:하|했|해)|아니(?:다|라|었)"
)
_PLANNED = re.compile(
    r"예정|(?<![가-힣])계획|방침|(?:추진|조율|검토)(?!했|하였|해\s?[온왔])|[가-힣]기로|[가-힣]?키로|겠[다고습]|[할갈될릴날들올볼만을열]\s?것(?!을|도|은|에)|[할갈될릴날들올볼]\s?(?:전망|듯)|앞두고"
)
_REPORTED = re.compile(r"(?P<end>[가-힣])\s것(?:으로|이라|이다|임|이었)")


_FOLLOWED = re.compile(r"(?P<end>[가-힣])\s(?:데\s?이어|바\s?있)")


def tense_of(words: str) -> Tense | None:
    """The tense of the last words of a clause. 만나는 것으로 알려졌다 has that of 만나는, not of 알려졌다."""
    reported = _REPORTED.search(words)
    if reported is not None:
        closing = (ord(reported["end"]) - 0xAC00) % 28
        if closing == 8:
            return "planned"
        return "present" if reported["end"] == "는" else "past" if closing == 4 else None
    after = _FOLLOWED.search(words)
    if after is not None and (ord(after["end"]) - 0xAC00) % 28 == 4:
        return "past"
    if is_planned(words):
        return "planned"
    if is_past(words):
        return "past"
    return "present" if is_present(words[-8:]) else None


def is_past(tail: str) -> bool:
    """Whether a predicate carries the past marker (a syllable closed by ㅆ, but 있 and 겠)."""
    return any((ord(c) - 0xAC00) % 28 == 20 for c in tail if "가" <= c <= "힣" and c not in "있겠")


def is_present(tail: str) -> bool:
    """Whether a predicate stands in the plain present (연다, 만난다, 갖는다) or looks ahead (할, 될)."""
    closed = any(b == "다" and "가" <= a <= "힣" and (ord(a) - 0xAC00) % 28 == 4 for a, b in pairwise(tail))
    return (
        closed
        or "는다" in tail
        or any(
            b == "니" and (ord(a) - 0xAC00) % 28 == 17 and a not in "습입"
            for a, b in pairwise(tail)
            if "가" <= a <= "힣"
        )
        or any(c in "할될날" for c in tail)
    )


def is_negative(tail: str) -> bool:
    """Whether the words after a predicate's root deny it."""
    return bool(_NEGATIVE.search(tail))


def is_planned(tail: str) -> bool:
    """Whether the words after a predicate's root put it in the future."""
    return bool(_PLANNED.search(tail))
