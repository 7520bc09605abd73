"""Events and deeds of headlines, read by the order of words: ``Police arrest B``, ``B jailed for five years``, ``X recalls cars``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from msgspec import structs

from dateline.lang.data import load_table
from dateline.lang.en import clauses, events, lexicon, topics
from dateline.lang.en.analyser import Parsed
from dateline.lang.en.clauses import Scene
from dateline.lang.en.events import Pattern
from dateline.lang.en.headline_parties import agents, gap_between, objects, who
from dateline.lang.en.places import Found
from dateline.model import Act, Quote
from dateline.model.ladder import Rung
from dateline.model.reading import Realis

_WORD = re.compile(r"[A-Za-z][\w’'-]*")
_BREAKS = (
    r"(?:to|in|by|for|over|as|on|at|after|from|amid|during|under|with|without|again|ahead|before|near|off|following|pending|until"
    r"|despite|while|and|but|against|about|since|when|if|more|twice|alive|unharmed|free)\b"
)
_DONE_TO = re.compile(rf"\s*(?:$|[,;:.]|[$€£¥₩\d]|(?:[A-Z]{{2,3}})?\$|{_BREAKS})", re.IGNORECASE)
_ENDS = re.compile(rf"\s*(?:$|[,;:.]|[$€£¥₩\d]|{_BREAKS})", re.IGNORECASE)
_OPEN = re.compile(rf"\b(?:of|that|{_BREAKS[3:-3]})\b|['’]s?\s", re.IGNORECASE)
_WILL = re.compile(
    r"\b(?:to|will|would|(?:set|due|poised|expected|likely|scheduled|slated|about) to)\s+(?:be\s+)?$", re.IGNORECASE
)
_MAY = re.compile(r"\b(?:may|might|could|can)\s+(?:be\s+)?$", re.IGNORECASE)
_NO = re.compile(
    r"\b(?:not(?: to)?|never|won[’']t|doesn[’']t|don[’']t|didn[’']t|refuses? to|declines? to|fails? to)\s+(?:be\s+)?$",
    re.IGNORECASE,
)
_WISHED = re.compile(
    r"\b(?:should|must|wants?|urge[sd]?|asked|told|threatens?|vows?|hopes?|calls?)\b[^,;]*$", re.IGNORECASE
)
_COUNT = re.compile(
    r"\s+(?:about |nearly |some |at least |more than |over )?(?:\d[\d,]*|[a-z]+(?:-[a-z]+)?)\s+"
    r"(?:[\w-]+\s+){0,2}?(?P<who>[a-z]+)\b",
    re.IGNORECASE,
)
_ON_WORD = re.compile(r"[a-z]: $")
_SAYS = re.compile(r", [^,]{2,60} (?:say|says|said|reports?|claims?)\W*$", re.IGNORECASE)
_BY_WHOM = re.compile(r"\s+(?:about|over|by|in|at|on)\b", re.IGNORECASE)
_DOUBLED = re.compile(r"[^aeiou][aeiou][bdgmnpt]$")
_PASTS = {
    "acquit": "acquitted",
    "expel": "expelled",
    "cancel": "cancelled",
    "build": "built", "hold": "held", "send": "sent", "buy": "bought", "withdraw": "withdrew", "begin": "began", "win": "won",
    "lose": "lost", "go": "went", "run": "ran", "stand": "stood", "get": "got", "give": "gave", "find": "found", "take": "took",
    "cut": "cut", "shut": "shut", "put": "put", "keep": "kept", "leave": "left", "quit": "quit", "strike": "struck", "step": "stepped",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Told:
    """A verb that may tell an event: where it stands, and in which form."""

    pattern: Pattern
    start: int
    end: int
    form: str


def read(scene: Scene, sentence: Parsed, start: int, end: int) -> list[Act]:
    """The events that ``start:end`` of a headline tells; where who takes part is not sure, none."""
    if _ON_WORD.search(scene.register.text, sentence.start, start) or _SAYS.search(scene.register.text, start, end):
        return []
    for told in _verbs(scene, start, end):
        before = scene.register.text[max(start, told.start - 30) : told.start]
        actors = who(scene, sentence, (start, told.start), plural=told.form == "base")
        if not actors or _WISHED.search(scene.register.text[actors[-1].end : told.start]):
            continue
        sides = _sides(scene, told, actors, before, end)
        if sides is not None:
            return [_act(scene, told, sides, (start, end), before)]
    return []


def without_doubles(acts: list[Act], told: list[Act]) -> list[Act]:
    """Acts of a headline without those that only say less of an event."""
    parties = [{q.start for q in (*a.actors, *a.recipients)} for a in told]

    def says_less(act: Act) -> bool:
        loose = act.kind in ("other", "appointment") or (act.kind == "statement" and act.rung == "raised")
        return loose and any({q.start for q in (*act.actors, *act.recipients)} <= p for p in parties)

    tellers = {a.said_by for a in acts if a.said_by is not None}
    heard = [structs.replace(a, said_by=next(iter(tellers))) for a in told] if len(tellers) == 1 else told
    return [*(a for a in acts if not says_less(a)), *heard]


def _verbs(scene: Scene, start: int, end: int) -> Iterator[_Told]:
    for match in _WORD.finditer(scene.register.text, start, end):
        lemma, form = _forms().get(match.group().lower(), ("", ""))
        if not lemma or scene.register.covering(match.start()) is not None:
            continue
        for pattern in _patterns()[lemma]:
            tail = _tail(pattern).match(scene.register.text, match.end(), end)
            if tail is not None:
                yield _Told(pattern, match.start(), tail.end(), form)


@cache
def _patterns() -> dict[str, tuple[Pattern, ...]]:
    """The patterns that headlines are read by: single verbs, and events of one actor with their object or phrase."""
    made: dict[str, list[Pattern]] = {}
    for pattern, patient in events.all_patterns():
        plain = not (pattern.complement or pattern.to_do)
        alone = not (pattern.obj or pattern.particle or pattern.phrase)
        if plain and (alone or pattern.behind or not patient):
            made.setdefault(pattern.verb, []).append(pattern)
    for event, rows in load_table("en", "events")["headline"].items():
        for spec in rows:
            pattern = events.parse(event, spec)
            made.setdefault(pattern.verb, []).append(pattern)
    return {
        verb: tuple(sorted(found, key=lambda p: not (p.obj or p.particle or p.phrase))) for verb, found in made.items()
    }


@cache
def _tail(pattern: Pattern) -> re.Pattern[str]:
    """What must stand behind the verb."""
    if pattern.phrase is not None:
        return re.compile(rf"\s+{pattern.phrase[0]}\s+(?:[\w’'-]+\s+){{0,2}}?{pattern.phrase[1]}\b", re.IGNORECASE)
    if pattern.obj:
        behind = rf"\s+{pattern.behind}\b" if pattern.behind else ""
        return re.compile(rf"\s+(?:[\w’'-]+\s+){{0,3}}?{pattern.obj}s?\b{behind}", re.IGNORECASE)
    return re.compile(rf"\s+{pattern.particle}\b" if pattern.particle else "", re.IGNORECASE)


@cache
def _forms() -> dict[str, tuple[str, str]]:
    made: dict[str, tuple[str, str]] = {}
    for lemma in _patterns():
        doubled = (
            lemma + lemma[-1]
            if _DOUBLED.search(lemma) and lemma not in ("open", "question", "pardon", "summon")
            else lemma
        )
        past = _PASTS.get(lemma) or (lemma + "d" if lemma.endswith("e") else doubled + "ed")
        past = lemma[:-1] + "ied" if lemma.endswith("y") and lemma[-2] not in "aeiou" else past
        third = lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x")) or lemma == "go" else "s")
        third = lemma[:-1] + "ies" if lemma.endswith("y") and lemma[-2] not in "aeiou" else third
        made |= {lemma: (lemma, "base"), third: (lemma, "third"), past: (lemma, "past")}
    return made


def _sides(
    scene: Scene, told: _Told, actors: list[Found], before: str, end: int
) -> tuple[list[Found], list[Found], str | None] | None:
    """Who did it, to whom, and to what thing."""
    text, event = scene.register.text, told.pattern.event
    form = events.form_of(event)
    if form == "self":
        able = [a for a in actors if events.may_be_agent(event, a, text)]
        return (able, [], None) if len(able) == len(actors) and _ENDS.match(text, told.end, end) else None
    be = re.search(r"\b(?:be|is|are|was|were|been)\s+$", before) is not None
    if form == "patient" and told.form == "past" and (be or _DONE_TO.match(text, told.end, end)):
        return _passive(scene, told, actors, end)
    if be:
        return None
    if form == "patient":
        return _active(scene, told, actors, end)
    thing = _thing(scene, told, end)
    return (actors, [], thing) if thing is not None else None


def _passive(
    scene: Scene, told: _Told, patients: list[Found], end: int
) -> tuple[list[Found], list[Found], str | None] | None:
    text, event = scene.register.text, told.pattern.event
    able = [p for p in patients if events.may_be_patient(event, p, text)]
    by = [a for a in agents(scene, told, end) if events.may_be_agent(event, a, text) and a not in able]  # type: ignore[arg-type]
    sure = bool(by) or event not in events.OF_LAW or not _BY_WHOM.match(text, told.end, end)
    return (by, able, None) if sure and able and len(able) == len(patients) else None


def _active(
    scene: Scene, told: _Told, actors: list[Found], end: int
) -> tuple[list[Found], list[Found], str | None] | None:
    text, event = scene.register.text, told.pattern.event
    able = [a for a in actors if events.may_be_agent(event, a, text)]
    if len(able) < len(actors):
        return None
    whom = [o for o in objects(scene, told.end, end) if o.kind != "number"][:1]
    if whom and not _OPEN.search(gap_between(scene, told.end, whom[0].start)) and _ENDS.match(text, whom[0].end, end):
        fits = events.may_be_patient(event, whom[0], text) and whom[0] not in actors
        return (actors, whom, None) if fits else None
    group = _COUNT.match(text, told.end, end)
    counted = group is not None and events.is_group_word(group["who"]) and _ENDS.match(text, group.end(), end)
    numbered = group is not None and any(told.end <= n.start < group.end() for n in scene.register.numbers)
    return (actors, [], None) if counted and numbered else None


def _thing(scene: Scene, told: _Told, end: int) -> str | None:
    """The thing whose words fill the object: they end where it ends."""
    text = scene.register.text
    stop = re.compile(rf"(?=\s+{_BREAKS})|(?=\s[–—-]\s)|[,;:.](?=\s|$)|$", re.IGNORECASE).search(text, told.end, end)
    edge = stop.start() if stop is not None else end
    words = re.compile(r"\s+(?:the |a |an |its |his |her |their |new |all |\d[\d,.]* |[\w’'-]+ ){0,4}?").match(
        text, told.end, edge
    )
    if words is None or scene.register.at(told.end, edge, "person"):
        return None
    body = scene.register.covering(edge - 1)
    return events.named_thing(text, told.end, edge, told.pattern, body.value if body is not None else None)


def _act(
    scene: Scene, told: _Told, sides: tuple[list[Found], list[Found], str | None], extent: tuple[int, int], before: str
) -> Act:
    start, end = extent
    text, quote = scene.register.text, scene.register.quote
    actors, recipients, thing = sides
    no = _NO.search(before) is not None
    wont = re.search(r"\bwon[’']t\s", before, re.IGNORECASE) is not None
    ahead = (wont or _WILL.search(before) is not None) and not re.search(
        r"(?:refuses?|declines?|fails?) to\s+$", before
    )
    realis: Realis = "planned" if ahead else "possible" if _MAY.search(before) else "actual"
    rung: Rung = "done" if realis == "actual" else "would"
    hedge = next(iter(lexicon.hedges().find(text, max(start, told.start - 24), told.start)), None)
    about = topics.find(text, start, end, scene.register.named(start, end))
    return Act(
        kind="appointment" if told.pattern.event in events.PERSONAL else "other",
        rung=rung,
        polarity="negative" if no else "positive",
        realis=realis,
        actors=tuple(quote(a) for a in actors),
        recipients=tuple(quote(r) for r in recipients),
        time=clauses.time_in(scene, start, end),
        topics=about if thing is None or thing in about or not events.is_topic(thing) else (thing, *about),
        hedge=Quote(hedge.text, hedge.start, hedge.end) if hedge is not None else None,
        start=start,
        end=end,
        event=told.pattern.event,
        thing=thing,
    )
