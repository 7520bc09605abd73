"""Events: arrests, verdicts, resignations, rescues, and deeds done to things, with who does them to whom.

The words are those of ``events.toml`` and of ``goals.toml``; who is doer and who patient is read from the order of words and
from 被, 遭, 获, 将, 把 and 对. Where that leaves either open no event is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from dateline.lang.data import load_table
from dateline.lang.terms import TermMatcher
from dateline.lang.zh.numerals import NUMBER
from dateline.lang.zh.predicates import Predicate, Verb, as_talks
from dateline.lang.zh.things import Thing, find_thing
from dateline.model.reading import ActKind

Voice = Literal["act", "undergo", "self", "deed"]
_OFFICES: Mapping[str, ActKind] = dict.fromkeys(("appoint", "elect", "nominate"), "appointment")
_BY = "被遭获"
_NOT_SO = re.compile(r"[不未免无]|暂缓|撤销|取消|解除")
_COPULA = re.compile(r"(?:这|此|也|亦|均)?(?:次|将)?(?:是|为|系|属)")
_DONE = re.compile(r"(?:已经?|未|没有|(?<![即必])[将把]|不会)[^，。；]{0,12}$")
_TREATY = re.compile(r"了?[^，。；]{0,24}?(?:条约|协定|协议|公约|备忘录|议定书|声明)")


@dataclass(frozen=True, slots=True)
class EventVerb(Verb):
    """A word that tells an event; ``instead`` are the predicates of the ladder that stand in the same place, ``thing`` what a
    deed is done to; ``sure`` where what follows the word says that it tells the event."""

    event: str = ""
    voice: Voice = "act"
    thing: Thing | None = None
    instead: tuple[Verb, ...] = ()
    sure: bool = False

    @property
    def act_kind(self) -> ActKind:
        """The kind of the act that is told."""
        return _OFFICES.get(self.event, "other")


@dataclass(frozen=True, slots=True)
class _Row:
    event: str
    voice: Voice
    needs: re.Pattern[str] | None
    lacks: re.Pattern[str] | None

    def holds(self, plain: str, bare: str, start: int, end: int) -> bool:
        """Whether what follows the word, up to ``end``, fits."""
        if self.needs is not None and not (
            self.needs.match(plain, start, end) or ("■" in self.needs.pattern and self.needs.match(bare, start, end))
        ):
            return False
        return self.lacks is None or self.lacks.match(plain, start, end) is None


@cache
def _words() -> TermMatcher[tuple[_Row, ...]]:
    found: dict[str, tuple[_Row, ...]] = {}
    for row in load_table("zh", "events")["word"]:
        made = _Row(
            row["event"],
            row["voice"],
            re.compile(row["needs"]) if "needs" in row else None,
            re.compile(row["lacks"]) if "lacks" in row else None,
        )
        for word in row["words"]:
            found[word] = (*found.get(word, ()), made)
    return TermMatcher(found)


@cache
def _light() -> re.Pattern[str]:
    """A verb that carries the event as its object (``对甲实施新的制裁``)."""
    listed = "|".join(load_table("zh", "events")["light"]["words"])
    return re.compile(rf"[对向](?!于)[^，。；：]{{1,40}}?(?P<light>{listed})了?[^，。；：的]{{0,8}}的?$")


@cache
def _deeds() -> TermMatcher[str]:
    table = load_table("zh", "events")
    found: dict[str, str] = {}
    for deed, forms in load_table("zh", "goals")["deeds"].items():
        if deed not in table["unsaid"]["deeds"]:
            found |= dict.fromkeys((*forms["read"], *table["deeds"].get(deed, ())), deed)
    return TermMatcher(found)


@cache
def _deeds_and_events() -> frozenset[str]:
    """Words that tell an event of people and a deed done to things (``扣押``)."""
    events = {w for row in load_table("zh", "events")["word"] for w in row["words"]}
    deeds = {w for deed in load_table("zh", "goals")["deeds"].values() for w in deed["read"]}
    return frozenset(events & deeds)


def _is_of_people(plain: str, deed: EventVerb, events: Sequence[EventVerb]) -> bool:
    """Whether an event of people stands where the deed does and what it has are people who are counted (``扣押12名船员``)."""
    people = load_table("zh", "events")["people"]["objects"]
    key = deed.thing.key if deed.thing is not None else ""
    counted = re.compile(rf"[^，。；]{{0,4}}{NUMBER}[余多]?[名人位]").match(plain, deed.end) is not None
    return key in people and counted and any(e.start == deed.start for e in events)


@cache
def _declared() -> frozenset[str]:
    return frozenset(load_table("zh", "events")["declared"]["things"])


@cache
def _compounds() -> TermMatcher[tuple[str, str]]:
    rows = load_table("zh", "events")["compound"]
    return TermMatcher({word: (row["deed"], row["thing"]) for row in rows for word in row["words"]})


def _predicate(event: str) -> Predicate:
    return Predicate(kind=_OFFICES.get(event, "other"), rung="done", frame="event")


def find_events(
    plain: str, bare: str, span: tuple[int, int], names: Sequence[tuple[int, int]], verbs: Sequence[Verb]
) -> list[EventVerb]:
    """The words of events in a clause, outside names, in order; of two that overlap the first."""
    found: list[EventVerb] = []
    start, end = span
    for hit in _words().find(plain, start, end):
        if any(a < hit.end and b > hit.start for a, b in names) or _is_part(plain, bare, hit.start, hit.end):
            continue
        row = next((r for r in hit.value if r.holds(plain, bare, hit.end, end)), None)
        if row is not None:
            light = _light().search(plain, start, hit.start)
            begin = light.start("light") if light is not None else hit.start
            if _NOT_SO.search(plain, begin, hit.start):
                continue  # ``对甲作出不起诉处理``
            sure, words = row.needs is not None, plain[begin : hit.end]
            found.append(EventVerb(begin, hit.end, words, _predicate(row.event), row.event, row.voice, sure=sure))
    taken = [(e.start, e.end) for e in found if e.sure or e.text not in _deeds_and_events()]
    deeds = [d for d in _deeds_in(plain, bare, span, (*names, *taken)) if not _is_of_people(plain, d, found)]
    found = [e for e in found if not any(d.start == e.start for d in deeds)]
    heads = [d.thing and (d.thing.start, d.thing.end) for d in deeds]
    deeds = [d for n, d in enumerate(deeds) if heads[n] not in heads[:n]]
    things = [d.thing for d in deeds if d.thing is not None]
    found = [e for e in found if not any(t.start <= e.start and e.end <= t.end for t in things)] + deeds
    found.sort(key=lambda e: e.start)
    first = [e for n, e in enumerate(found) if not any(o.end > e.start for o in found[:n])]
    return [made for e in first if (made := _over(plain, e, verbs)) is not None]


def _deeds_in(plain: str, bare: str, span: tuple[int, int], busy: Sequence[tuple[int, int]]) -> Iterator[EventVerb]:
    for whole in _compounds().find(plain, *span):
        deed, key = whole.value
        if _COPULA.match(plain, span[0]) is not None:
            continue  # ``为两年来首次加息``
        thing = Thing(key, deed, whole.start, whole.end)
        yield EventVerb(whole.start, whole.end, whole.text, _predicate(deed), deed, "deed", thing)
    for hit in _deeds().find(plain, *span):
        if any(a < hit.end and b > hit.start for a, b in busy):
            continue
        thing_found = find_thing(plain, bare, hit.value, (hit.start, hit.end), span)
        if hit.value == "declare" and (thing_found is None or thing_found.key not in _declared()):
            continue
        vague = hit.value in load_table("zh", "events")["vague"]["deeds"]
        if thing_found is not None and not (vague and not _is_done(plain, bare, span[0], (hit.start, hit.end))):
            yield EventVerb(
                hit.start, hit.end, hit.text, _predicate(thing_found.deed), thing_found.deed, "deed", thing_found
            )


def _is_done(plain: str, bare: str, start: int, word: tuple[int, int]) -> bool:
    """Whether 了, 已, 未 or 将 says that a deed is done, is not, or is to be."""
    return plain[word[1] : word[1] + 1] == "了" or _DONE.search(bare, start, word[0]) is not None


def _over(plain: str, event: EventVerb, verbs: Sequence[Verb]) -> EventVerb | None:
    """The event in the place of the predicates that it overlaps; None where one of them tells a finer act by itself: a
    meeting, words, a treaty."""
    same = tuple(v for v in verbs if v.start < event.end and event.start < v.end)
    paper = _TREATY.match(plain, event.end) is not None
    for verb in same:
        ratifies = verb.frame == "sign" and verb.text.startswith("批准") and not paper
        apart = event.start < verb.start < event.end < verb.end  # the 强调 of 加强调查
        declares = event.event == "declare" and event.thing is not None
        told = (
            apart
            or declares
            or verb.frame in ("event", "appoint", "post")
            or (verb.frame == "speech" and event.voice != "deed")
        )
        if not (told or ratifies) or as_talks(plain, verb) is not verb:
            return None
    return replace(event, is_=same[0].is_, instead=same) if same else event


def _is_part(plain: str, bare: str, start: int, end: int) -> bool:
    """Whether a word of one character is only a part of another word: it counts behind 被 and before a name."""
    return end - start == 1 and plain[start - 1 : start] not in _BY and bare[end : end + 1] != "■"
