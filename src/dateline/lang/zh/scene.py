"""A sentence as its people are looked for in: what is named already, what the network saw, where a name can begin or end."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from dateline.lang.data import load_table
from dateline.lang.zh.lexicon import Found, alternatives

_HAN = re.compile(r"[\u4e00-\u9fff]")
PREPOSITIONS = frozenset("在于向对与同和跟就从自以为把将被由给经据随及至到会时连应常")


@dataclass(frozen=True, slots=True)
class Tables:
    single: frozenset[str]
    double: frozenset[str]
    japanese: frozenset[str]
    japanese_titled: frozenset[str]
    sounds: frozenset[str]
    follow: re.Pattern[str]
    stop: re.Pattern[str]
    inside: re.Pattern[str]


@cache
def tables() -> Tables:
    surnames: dict[str, Any] = load_table("zh", "surnames")
    names = load_table("zh", "names")
    follow = sorted(names["follow"], key=lambda w: (-len(w), w))
    japanese = frozenset(n for n in surnames["japanese"] if len(n) >= 2)
    return Tables(
        single=frozenset(surnames["single"]) - PREPOSITIONS,
        double=frozenset(surnames["double"]),
        japanese=japanese,
        japanese_titled=japanese | frozenset(surnames["japanese_titled"]),
        sounds=frozenset(names["sounds"]),
        follow=re.compile("|".join(re.escape(w) for w in follow)),
        stop=re.compile("|".join(re.escape(w) for w in sorted(names["stop"], key=lambda w: (-len(w), w)))),
        inside=re.compile("|".join(re.escape(w) for w in names["inside"])),
    )


def japanese_surname(plain: str, start: int, *, sure: bool = False) -> str | None:
    """The longest Japanese family name of two or more characters that stands at ``start``; where a person is ``sure`` to
    stand there, also of those that are other things' names too."""
    listed = tables().japanese_titled if sure else tables().japanese
    return next((name for k in (4, 3, 2) if (name := plain[start : start + k]) in listed), None)


def is_family_name(char: str) -> bool:
    """Whether a character is a Chinese or Korean family name."""
    return char in tables().single


@dataclass(frozen=True, slots=True)
class Scene:
    """What is known of a sentence before its people are: names already found, and what the network saw."""

    plain: str
    start: int
    end: int
    taken: tuple[Found, ...]
    seen: tuple[tuple[int, int], ...]

    def starts_taken(self, place: int) -> bool:
        return any(f.start == place for f in self.taken)

    def ends_taken(self, place: int) -> bool:
        return any(f.end == place for f in self.taken)

    def overlaps(self, start: int, end: int) -> bool:
        return any(f.start < end and f.end > start for f in self.taken)


def good_end(scene: Scene, end: int) -> bool:
    if end >= scene.end or not _HAN.match(scene.plain[end]) or scene.starts_taken(end):
        return True
    if scene.plain[end - 1] == "原" and scene.plain.startswith(("定", "计划", "拟", "本"), end):
        return False
    return tables().follow.match(scene.plain, end, scene.end) is not None or predicate_at(scene.plain, end)


@cache
def predicates() -> re.Pattern[str]:
    listed = [w for p in load_table("zh", "rungs")["predicate"] for w in p["words"] if len(w) >= 2]
    return re.compile("|".join(re.escape(w) for w in sorted(set(listed), key=lambda w: (-len(w), w))))


def predicate_at(plain: str, place: int) -> bool:
    return predicates().match(plain, place) is not None


def good_start(scene: Scene, start: int) -> bool:
    if start <= scene.start or not _HAN.match(scene.plain[start - 1]) or scene.ends_taken(start):
        return True
    before = scene.plain[max(scene.start, start - 4) : start]
    return (
        re.search(
            rf"(?:{alternatives('preposition')}|{alternatives('visiting')}|[的了是日]|会见|会晤|接见|访问|任命)$",
            before,
        )
        is not None
    )
