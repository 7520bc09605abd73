"""Names in Latin letters inside Chinese text: ``交通部长Tan Wei Ling``, ``与Ryota Ishiguro举行会谈``, ``IMO 4日在……``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from dateline.lang.data import load_table
from dateline.lang.zh.lexicon import Found, alternatives

_WORD = r"(?:[A-Z][A-Za-zÀ-ÖØ-öø-ÿ'’]*\.?(?:-[A-Za-zÀ-ÖØ-öø-ÿ]+)*|de|da|bin|binti|van|von|al)"
_RUN = re.compile(rf"(?<![A-Za-z0-9À-ÿ&])[A-Z][A-Za-zÀ-ÖØ-öø-ÿ'’]*\.?(?:-[A-Za-zÀ-ÖØ-öø-ÿ]+)*(?:[ \u00a0]{_WORD})*")
_GIVEN = re.compile(r"[A-ZÀ-Þ][a-zß-ÿ'’]+(?:-[A-Za-zß-ÿ]+)*")
_DAY = re.compile(r"\s?(?:\d{4}年)?(?:\d{1,2}月)?\d{1,2}[日号]")


@cache
def _latin() -> dict[str, list[str]]:
    table: dict[str, list[str]] = load_table("zh", "names")["latin"]
    return table


@cache
def _party_before() -> re.Pattern[str]:
    return re.compile(rf"(?:^|[，。；：、“「\s]|{alternatives('preposition')}|会见|会晤|接见|邀请|据)$")


@cache
def _follow() -> re.Pattern[str]:
    listed = [*load_table("zh", "names")["follow"], *_latin()["follow"]]
    verbs = [w for p in load_table("zh", "rungs")["predicate"] for w in p["words"] if len(w) >= 2]
    return re.compile(
        r"\s?(?:" + "|".join(re.escape(w) for w in sorted(set(listed + verbs), key=lambda w: -len(w))) + ")"
    )


def _is_body(name: str) -> bool:
    words = re.split(r"[ \u00a0-]", name)
    return any(w in _latin()["body_words"] for w in words) or any(len(w) > 1 and w.isupper() for w in words)


def find_latin(plain: str, start: int, end: int, titles: Sequence[Found]) -> list[Found]:
    """People and bodies in Latin letters between ``start`` and ``end``. A run beside a title is a person; two words or
    more that stand where a party stands are a person too, unless they hold a body's word; capitals there are a body."""
    found: list[Found] = []
    for match in _RUN.finditer(plain, start, end):
        name = match.group().rstrip(". ")
        begin, finish = match.start(), match.start() + len(name)
        if any(t.start < finish and t.end > begin for t in titles) or name in _latin()["stop"]:
            continue
        if _beside_title(plain, begin, finish, titles) and not _is_body(name):
            found.append(Found(begin, finish, "person", name))
        elif _party_before().search(plain, max(start, begin - 4), begin) and _takes_verb(plain, finish, end):
            body = _is_body(name)
            if body or (len(name.split()) >= 2 and all(_GIVEN.match(w) for w in name.split()[:1])):
                found.append(Found(begin, finish, "organization" if body else "person", name))
    return found


def _beside_title(plain: str, begin: int, finish: int, titles: Iterable[Found]) -> bool:
    return any(
        t.kind == "position"
        and (not plain[t.end : begin].strip() if t.end <= begin else not plain[finish : t.start].strip())
        for t in titles
    )


def _takes_verb(plain: str, place: int, end: int) -> bool:
    return (
        place >= end
        or bool(_DAY.match(plain, place, end) or _follow().match(plain, place, end))
        or plain[place] in "，、。（("
    )


def short_latin(name: str) -> tuple[str, ...]:
    """What later mentions may call the person: the first word or the last (either may be the family name)."""
    words = name.split()
    return tuple(dict.fromkeys((words[-1], words[0]))) if len(words) >= 2 and name.isascii() else ()
