"""To which office somebody is appointed: the one that the words of the appointment name, never the one held before."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from msgspec.structs import replace

from dateline.lang.data import load_table
from dateline.lang.events import gives_office
from dateline.model import Article, Fact, Mention, Reading

_REACH = 60


def with_new_office(fact: Fact, articles: Mapping[str, Article], readings: Mapping[str, Reading]) -> Fact:
    """The fact of an appointment with the office that every telling which names one names; without any where none does, or
    where they differ."""
    slots = fact.slots
    if slots is None or not gives_office(slots):
        return fact
    named = {
        o for t in fact.tellings if t.article in readings for o in _new_offices(fact, t.article, articles, readings)
    }
    values = {value for value, _ in named}
    of = {home for _, home in named if home}
    office = next(iter(values)) if len(values) == 1 and len(of) < 2 else None
    side = "recipients" if slots.recipients else "actors"
    first, *others = getattr(slots, side) or (None,)
    if first is None:
        return fact
    home = next(iter(of), None) or (first.of if first.capacity == office else None) or _country(first.of)
    made = replace(first, capacity=office, of=home if office else None, status=None)
    return replace(fact, slots=replace(slots, **{side: (made, *others)}))


def _country(of: str | None) -> str | None:
    return of.split("/")[0] if of else None


def _new_offices(
    fact: Fact, article_id: str, articles: Mapping[str, Article], readings: Mapping[str, Reading]
) -> Iterator[tuple[str, str | None]]:
    article, reading = articles[article_id], readings[article_id]
    before, after = _patterns(article.lang or "")
    for telling in fact.tellings:
        if telling.article != article_id:
            continue
        start, end = telling.anchor.start, telling.anchor.end
        named = []
        for mention in _offices(reading, start, end):
            front = article.text[max(start, mention.start - _REACH) : mention.start]
            back = article.text[mention.end : min(end, mention.end + _REACH)]
            if (before and before.search(front)) or (after and after.match(back)):
                named.append(mention)
        new = [m for m in named if not _is_a_title(m, reading, article.text)]
        yield from ((m.value or "", m.of) for m in new or named)


def _is_a_title(office: Mention, reading: Reading, text: str) -> bool:
    """Whether an office stands right before a name: "named finance chief A as its chief executive" tells whom, not to what."""
    people = (m for m in reading.mentions if m.kind == "person" and m.start >= office.end)
    return any(not text[office.end : m.start].strip() for m in people)


def _offices(reading: Reading, start: int, end: int) -> Iterator[Mention]:
    return (m for m in reading.mentions if m.kind == "position" and m.value and start <= m.start and m.end <= end)


@cache
def _patterns(lang: str) -> tuple[re.Pattern[str] | None, re.Pattern[str] | None]:
    table: dict[str, str] = load_table(lang, "style").get("appointed", {}) if lang in ("en", "ja", "ko", "zh") else {}
    found = [re.compile(table[k], re.IGNORECASE) if k in table else None for k in ("before", "after")]
    return found[0], found[1]
