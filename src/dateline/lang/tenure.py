"""When somebody came to an office and left it: a date value as the two ends of a time in office, in EDTF, and the terms that
a later sentence tells of a title given before."""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from msgspec import structs

from dateline.model import Act, DateValue, Mention, Role


@dataclass(frozen=True, slots=True)
class TermWords:
    """What a language says of terms: words that somebody left, that somebody took over, and words behind the name of a
    predecessor (の後任)."""

    left: re.Pattern[str]
    took: re.Pattern[str]
    predecessor: re.Pattern[str]


def settle_terms(
    text: str, mentions: Sequence[Mention], roles: Sequence[Role], acts: Sequence[Act], words: TermWords
) -> tuple[Role, ...]:
    """The roles with what acts without a title of their own tell of them: 布施社長は…。布施氏は6月に退いた. A predecessor
    named there has held the office until then."""
    found = list(roles)
    for act in acts:
        day = act.time if act.realis == "actual" and act.polarity == "positive" else None
        first, last = ends_of(day) if day is not None else (None, None)
        if len(act.actors) != 1 or first is None:
            continue
        held = _held(mentions, found, act)
        left, took = (p.search(text, act.start, act.end) is not None for p in (words.left, words.took))
        inside = [r for r in roles if _inside(mentions[r.position], act)]
        own = left and held is not None and all(mentions[r.person].start == act.actors[0].start for r in inside)
        if held is None or left == took or (inside and not own):
            continue
        role = found[held]
        if left and role.until is None:
            found[held] = structs.replace(role, until=last)
        elif took and role.status == "current" and role.since is None:
            found[held] = structs.replace(role, since=first)
            found.extend(_predecessor(text, mentions, act, role, (words, first)))
    return tuple(found)


def _inside(mention: Mention, act: Act) -> bool:
    return act.start <= mention.start and mention.end <= act.end


def _held(mentions: Sequence[Mention], roles: Sequence[Role], act: Act) -> int | None:
    """The role that the one who acts was last given before, if it is a title of his own."""
    chain = next((m.chain for m in mentions if (m.start, m.end) == (act.actors[0].start, act.actors[0].end)), None)
    before = [
        (mentions[r.position].start, i)
        for i, r in enumerate(roles)
        if chain is not None and mentions[r.person].chain == chain and mentions[r.position].start < act.end
    ]
    return max(before)[1] if before and len({mentions[roles[i].position].value for _, i in before}) == 1 else None


def _predecessor(
    text: str, mentions: Sequence[Mention], act: Act, role: Role, told: tuple[TermWords, str]
) -> list[Role]:
    words, day = told
    named = [i for i, m in enumerate(mentions) if m.kind == "person" and _inside(m, act)]
    others = [i for i in named if mentions[i].chain != mentions[role.person].chain]
    gone = next((i for i in others if words.predecessor.match(text, mentions[i].end)), None)
    return [] if gone is None else [Role(person=gone, position=role.position, status="former", until=day)]


def ends_of(value: DateValue) -> tuple[str | None, str | None]:
    """First and last end of a date: itself twice where it is a day, a month or a year (``2024-05``), the two ends of a
    range, as coarse as the words are (``2019`` and ``2024`` of ``2019-01-01/2024-12-31``); None where it has no place."""
    first, slash, last = (value.edtf or "").partition("/")
    if not slash:
        return value.edtf, value.edtf
    if first in ("", "..") or last in ("", ".."):
        return first.strip(".") or None, last.strip(".") or None
    return _coarse(first, last)


def _coarse(first: str, last: str) -> tuple[str, str]:
    try:
        begin, finish = date.fromisoformat(first), date.fromisoformat(last)
    except ValueError:
        return first, last
    if begin.day != 1 or finish.day != calendar.monthrange(finish.year, finish.month)[1]:
        return first, last
    if (begin.month, finish.month) == (1, 12):
        return f"{begin.year:04d}", f"{finish.year:04d}"
    return first[:7], last[:7]
