"""What befell people: the latest toll of dead, injured or missing becomes an act that can be told, with the kind of
disaster, the place and the day for which the sentences of two origins or more, of this toll or an earlier one, have words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from dateline.lang.frames import CASUALTIES, disasters_named
from dateline.lang.render import place_name
from dateline.model import Article, DateValue, Fact, Mention, Reading, Slots, Telling

_DATELINE = re.compile(r"^.{0,60}?(?:\s[—–-]{1,2}\s|\s?=\s|】|[)）]\s?=?\s|(?:电|電)(?:[(（][^)）]*[)）])?\s?)")
_ENOUGH = 2
_Words = Callable[[Telling], Iterable[str]]


class Scene(Struct, frozen=True):
    """What befell people in a story, as far as that is sure: the kind of disaster and the place."""

    kind: str
    place: str


def scene_of(facts: Iterable[Fact], articles: Mapping[str, Article], readings: Mapping[str, Reading]) -> Scene | None:
    """The disaster and its place for which the sentences of two origins, over all tolls of a story, have words; of a story
    that one origin tells, only the country, and only where one sentence has all."""
    tolls = [f for f in facts if _is_toll(f)]
    told = [t for f in tolls for t in _tellings(f, articles, readings)]
    found = _sure_scene(told, readings, _ENOUGH)
    if found is not None or len({t.origin for t in told}) != 1:
        return found
    for telling in told:
        alone = _sure_scene([telling], readings, 1)
        if alone is not None:
            return Scene(alone.kind, alone.place.split("/")[0])
    return None


def _sure_scene(told: list[Telling], readings: Mapping[str, Reading], origins: int) -> Scene | None:
    kinds = _agreed(told, lambda t: disasters_named(t.lang or "", t.anchor.exact), origins)
    known = {m.value for t in told for m in _places(t, readings[t.article]) if m.value and place_name("en", m.value)}
    places = _agreed(told, lambda t: _keys(t, readings[t.article], known), origins)
    exact = [p for p in places if "/" in p] or list(places)
    lands = {m.value.split("/")[0] for t in told for m in _places(t, readings[t.article]) if m.value}
    if len({land for land in lands if len(land) == 2 and land.isupper()}) > 1:
        return None  # a ship of one country off the coast of another: in which it befell them is not sure
    return Scene(next(iter(kinds)), exact[0]) if len(kinds) == 1 and len(exact) == 1 else None


def _is_toll(fact: Fact) -> bool:
    if fact.slots is not None or not fact.values or fact.sides:
        return False
    return all(v.unit in CASUALTIES for v in fact.values)


def _tellings(fact: Fact, articles: Mapping[str, Article], readings: Mapping[str, Reading]) -> list[Telling]:
    told = (*fact.tellings, *_earlier(fact, articles))
    return [t for t in told if t.lang and t.article in articles and t.article in readings]


def with_casualties(fact: Fact, scene: Scene | None, readings: Mapping[str, Reading]) -> Fact:
    """The fact with slots, where it is an undisputed toll of a sure scene."""
    if scene is None or not _is_toll(fact) or fact.support not in ("corroborated", "single_origin"):
        return fact
    value = fact.values[-1]
    told = [t for t in fact.tellings if t.lang and t.article in readings]
    origins = min(_ENOUGH, len(set(fact.origins)))
    days = list(_agreed(told, lambda t: _only_day(t, readings[t.article]), origins)) if len(fact.values) == 1 else []
    slots = Slots(
        kind="other",
        rung="done",
        topics=(scene.kind,),
        place=scene.place,
        time=_day(days[0]) if len(days) == 1 and origins == _ENOUGH else None,
        amounts=((value.value, value.unit or ""),),
    )
    return replace(fact, slots=slots)


def _earlier(fact: Fact, articles: Mapping[str, Article]) -> Iterator[Telling]:
    """The tellings of the tolls that came before; an article of no known origin counts by its outlet."""
    known = {t.anchor for t in fact.tellings}
    origin_of = {v.anchors: v.origins[0] for v in fact.values if len(v.origins) == 1}
    for value in fact.values[:-1]:
        for anchor in value.anchors:
            article = articles.get(anchor.article)
            if article is not None and anchor not in known:
                origin = origin_of.get(value.anchors) or article.wire or article.outlet or article.id
                yield Telling(article=anchor.article, act=None, lang=article.lang, origin=origin, anchor=anchor)


def _agreed(told: list[Telling], words: _Words, least: int) -> dict[str, int]:
    """What the sentences of so many origins have, with the number of origins."""
    origins: dict[str, set[str]] = {}
    for telling in told:
        for word in words(telling):
            origins.setdefault(word, set()).add(telling.origin)
    return {w: len(o) for w, o in sorted(origins.items()) if len(o) >= least}


def _keys(telling: Telling, reading: Reading, known: set[str]) -> Iterator[str]:
    """The known places that the sentence names, alone or with something that stands in them ("Incheon port")."""
    for mention in _places(telling, reading):
        for key in known:
            name = place_name(telling.lang or "", key)
            if mention.value == key or (mention.value not in known and name and mention.text.startswith(name)):
                yield key


def _places(telling: Telling, reading: Reading) -> Iterator[Mention]:
    """Places of the sentence, without the one of a dateline before it."""
    found = _DATELINE.match(telling.anchor.exact)
    start = telling.anchor.start + (found.end() if found else 0)
    for mention in reading.mentions:
        if mention.kind == "place" and mention.value and start <= mention.start and mention.end <= telling.anchor.end:
            yield mention


def _only_day(telling: Telling, reading: Reading) -> Iterator[str]:
    """The day that the sentence names, where it names one only."""
    inside = [d for d in reading.dates if telling.anchor.start <= d.start and d.end <= telling.anchor.end]
    days = {(d.earliest or "")[:10] for d in inside if d.earliest and d.latest}
    same = all((d.earliest or "")[:10] == (d.latest or "")[:10] for d in inside if d.earliest and d.latest)
    if len(days) == 1 and same and all(d.basis != "inferred" for d in inside):
        yield next(iter(days))


def _day(day: str) -> DateValue:
    return DateValue(text=day, start=0, end=len(day), timex3=day, edtf=day, earliest=day, latest=day, basis="explicit")
