"""A second look at who did something, which does not rest on the clause that the reader made out.

A fact that several articles tell is sure of its subject; one that a single article tells must also be plausible by what is
known of its parties and by where they stand in the text. Otherwise it is withheld from every edition.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from itertools import pairwise

from msgspec.structs import replace

from dateline import write
from dateline.lang.events import event_form
from dateline.lang.frames import is_collective
from dateline.lang.precision import deadline, precision
from dateline.lang.render import EVENTS, country_of
from dateline.model import Act, Article, Entity, Fact, Mention, Party, Quote, Reading, Slots

_ONE_SIDED = frozenset(["raised", "asked", "would", "undertook"])
_BETWEEN = {"en": 60, "ja": 24, "ko": 30, "zh": 24}
_STOPS = {"en": (";", ":", ".", " while ", " when ", " after "), "ja": "。、；", "ko": ".;", "zh": "。，；"}
_ENOUGH = 2
_SAID_WITHIN = timedelta(days=7)


def doubt_of(
    fact: Fact,
    articles: Mapping[str, Article],
    readings: Mapping[str, Reading],
    entities: Mapping[str, Entity],
    of_chain: Mapping[str, str],
) -> str | None:
    """Why the parties of a fact are not sure enough to be told, or None."""
    slots = fact.slots
    if slots is None:
        return None
    if slots.kind == "visit" and any(_is_at_home(p, slots.place, entities) for p in slots.actors):
        return "an official does not visit the country whose office he holds"
    if slots.rung == "asked" and any(_is_the_one_asked(a, r, articles) for a, r in _tellings(fact, readings)):
        return "who is asked may have been taken for who asks"
    if len({t.article for t in fact.tellings}) >= _ENOUGH:
        return None
    for act, reading in _tellings(fact, readings):
        text = articles[reading.article].text if reading.article in articles else ""
        if _shares_one_word(slots, act, entities) and not _are_listed(act.actors, text, articles[reading.article].lang):
            return "the words of one may be another's"
        if event_form(slots) is not None and _stands_elsewhere(act, reading):
            return "whose deed it is stands in another sentence"
        if _is_borrowed(act, reading, of_chain):
            return "the subject stands in another sentence, and this one names somebody else"
    return None


def _is_at_home(party: Party, place: str | None, entities: Mapping[str, Entity]) -> bool:
    entity = entities.get(party.entity)
    home = country_of(party.of) or (entity.country if entity else None)
    official = party.capacity is not None or (entity is not None and entity.kind == "person")
    return home is not None and official and country_of(place) == home and country_of(party.of) in (None, home)


def with_sure_day(fact: Fact, articles: Mapping[str, Article]) -> Fact:
    """The fact without its day where that may be another's: the day of a plan no later than the telling may be that of the
    telling; what was said or agreed on a day yet to come is planned for it; what one said was said on a day shortly before it
    was told, so that any other day or month is that of its matter."""
    slots = fact.slots
    published = ((articles[t.article].published or "")[:10] for t in fact.tellings if t.article in articles)
    days = sorted(day for day in published if day)
    if slots is None or slots.time is None or not slots.time.latest or not slots.time.earliest or not days:
        return fact
    when = precision(slots.time)
    if slots.rung in _ONE_SIDED and slots.kind not in EVENTS and when is not None and when.kind != "by":
        first = date.fromisoformat(days[0])
        fresh = when.kind == "day" and timedelta(0) <= first - when.first <= _SAID_WITHIN
        return fact if fresh else replace(fact, slots=replace(slots, time=None))
    if slots.realis != "actual":
        unsure = slots.time.latest[:10] <= days[0]
    else:
        unsure = slots.time.earliest[:10] > days[-1] and deadline(slots) is None
    return replace(fact, slots=replace(slots, time=None)) if unsure else fact


def _tellings(fact: Fact, readings: Mapping[str, Reading]) -> Iterator[tuple[Act, Reading]]:
    for telling in fact.tellings:
        reading = readings.get(telling.article)
        if reading is not None and telling.act is not None and telling.act < len(reading.acts):
            yield reading.acts[telling.act], reading


def _shares_one_word(slots: Slots, act: Act, entities: Mapping[str, Entity]) -> bool:
    """Whether a statement, wish or promise of one is given to two who are named."""
    people = {p.entity for p in slots.actors if p.entity in entities and not is_collective(entities[p.entity])}
    return slots.rung in _ONE_SIDED and slots.realis == "actual" and len(people) > 1 and len(act.actors) > 1


def _is_the_one_asked(act: Act, reading: Reading, articles: Mapping[str, Article]) -> bool:
    article = articles.get(reading.article)
    sentence = next((s for s in reading.sentences if s.start <= act.start < s.end), None)
    if article is None or sentence is None:
        return False
    return any(write.asks_another(article.text[q.end : sentence.end], article.lang or "") for q in act.actors)


def _are_listed(quotes: Iterable[Quote], text: str, lang: str | None) -> bool:
    """Whether names stand side by side, with nothing but titles and a word that joins between them."""
    placed = sorted(quotes, key=lambda q: q.start)
    gaps = [text[a.end : b.start] for a, b in pairwise(placed)]
    limit, stops = _BETWEEN.get(lang or "", 30), _STOPS.get(lang or "", ".")
    return all(len(gap) <= limit and not any(s in gap for s in stops) for gap in gaps)


def _is_borrowed(act: Act, reading: Reading, of_chain: Mapping[str, str]) -> bool:
    """Whether no actor stands in the act's own sentence, which names somebody else."""
    sentence = next((s for s in reading.sentences if s.start <= act.start < s.end), None)
    if sentence is None or not act.actors:
        return False
    parties = (*act.actors, *act.recipients, *((act.said_by,) if act.said_by else ()))
    if any(sentence.start <= q.start < sentence.end for q in act.actors):
        return False
    mine = {(q.start, q.end) for q in parties if q.start < sentence.start}
    inside = (m for m in reading.mentions if m.kind == "person" and sentence.start <= m.start < act.end)
    named = {_who(m, reading, of_chain) for m in reading.mentions if (m.start, m.end) in mine}
    return any(_who(m, reading, of_chain) not in named for m in inside)


def _stands_elsewhere(act: Act, reading: Reading) -> bool:
    """Whether none of those whom an event has stands in the act's own sentence, or none in its clause, which has "both sides"
    as its subject."""
    sentence = next((s for s in reading.sentences if s.start <= act.start < s.end), None)
    parties = (*act.actors, *act.recipients)
    if sentence is None or not parties or any(act.start <= q.start < act.end for q in parties):
        return False
    both = any(m.value == "both_sides" and act.start <= m.start < act.end for m in reading.mentions)
    return both or not any(sentence.start <= q.start < sentence.end for q in parties)


def _who(mention: Mention, reading: Reading, of_chain: Mapping[str, str]) -> str:
    key = f"{reading.article}#{mention.chain}"
    return of_chain.get(key, key)
