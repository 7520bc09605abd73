"""What the English grammar writes of many acts, bodies of text and headlines, the English reader reads back slot by slot."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest
from stage import day, entity, worded

from dateline.lang.data import load_table
from dateline.lang.en import topics
from dateline.lang.pack import load_pack
from dateline.lang.render import Attribution, Memory, load_grammar, replace_slots
from dateline.lang.resolve import Reference
from dateline.model import Act, Block, Entity, Party, Slots
from dateline.model.reading import Reading

PEOPLE = (
    ("Han Seo-jin", "Han", "KR"),
    ("Yoon Tae-gyu", "Yoon", "KR"),
    ("Pyo Eun-chae", "Pyo", "KR"),
    ("Haruto Mizuno", "Mizuno", "JP"),
    ("Reiko Sakurai", "Sakurai", "JP"),
    ("Naoko Tachibana", "Tachibana", "JP"),
    ("Tan Ruihua", "Tan", "CN"),
    ("Wei Jianfeng", "Wei", "CN"),
    ("Elena Marchetti", "Marchetti", "IT"),
    ("Daniel Okafor", "Okafor", "US"),
)
OFFICES = (
    "foreign_minister", "prime_minister", "fisheries_minister", "trade_minister", "ambassador", "culture_minister",
    "speaker_of_parliament", "vice_foreign_minister", "transport_minister",
)  # fmt: skip
BODIES = (("foreign_ministry", "KR"), ("fisheries_ministry", "JP"), ("defence_ministry", "US"))
FIRMS = ("Daehan Motors", "Nordvik Energy", "Solara Robotics")
PLACES = ("KR/seoul", "JP/tokyo", "KR/busan", "CN")
JOINT = ("exchanged", "saw_alike", "agreed", "on_paper")
FLOOR = 0.95
MODES = ("first", "later", "headline")


class Stage:
    """Acts, casts and attributions drawn from one seed; topics come round in turn, so that each is told."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.cast: dict[str, Entity] = {}
        self.keys = list(load_table("en", "topics"))
        self.random.shuffle(self.keys)

    def acts(self, number: int) -> Iterator[tuple[Slots, Attribution]]:
        for _ in range(number):
            self.cast = {}
            one, other = self.person("e1"), self.party("e2")
            yield self.act(one, other)

    def person(self, id_: str) -> Party:
        taken = {n.text for e in self.cast.values() for n in e.names}
        full, family, country = self.random.choice([p for p in PEOPLE if p[0] not in taken])
        self.cast[id_] = entity(id_, "person", f"en:{full}:4;en:{family}:6", country)
        return Party(entity=id_, capacity=self.random.choice(OFFICES), of=country)

    def party(self, id_: str) -> Party:
        drawn = self.random.random()
        if drawn < 0.8:
            return self.person(id_)
        if drawn < 0.9:
            key, country = self.random.choice(BODIES)
            self.cast[id_] = entity(id_, "organization", f"en:{key}:1", country, key)
            return Party(entity=id_, of=country)
        self.cast[id_] = entity(id_, "organization", f"en:{self.random.choice(FIRMS)}:3")
        return Party(entity=id_)

    def topics(self) -> tuple[str, ...]:
        drawn = self.keys[: self.random.choice((1, 1, 2, 3))]
        self.keys = [*self.keys[len(drawn) :], *drawn]
        return tuple(drawn)

    def act(self, one: Party, other: Party) -> tuple[Slots, Attribution]:
        choose = self.random.choice
        event = {"actors": (one,), "recipients": (other,)}
        planned = self.random.random() < 0.2
        when = day(f"2026-0{2 if planned else 1}-{self.random.randint(2, 27):02d}")
        course = {"rung": "would", "realis": "planned"} if planned else {"rung": "done"}
        polarity = choice if (choice := choose(("positive", "positive", "positive", "negative"))) else ""
        kind = choose(("meeting", "meeting", "call", "visit", "statement", "statement", "joint", "joint", "signing"))
        if kind == "visit":
            slots = Slots(kind="visit", actors=(one,), place=choose(PLACES), time=when, polarity=polarity, **course)
        elif kind in ("meeting", "call"):
            meeting = choose(("met", "talks", "summit", "pull_aside")) if kind == "meeting" else None
            slots = Slots(kind=kind, meeting=meeting, time=when, polarity=polarity, **course, **event)
            slots = replace_slots(slots, place=choose(PLACES)) if kind == "meeting" else slots
        elif kind == "statement":
            rung = choose(("raised", "asked", "would", "undertook"))
            told = choose((None, "concern", "regret", "alarm", "condemn")) if rung == "raised" else None
            kind = "pledge" if rung == "undertook" else "statement"
            slots = Slots(
                kind=kind, rung=rung, displeasure=told, actors=(one,), topics=self.topics(), polarity=polarity
            )
        elif kind == "signing":
            named = ("memorandum", *self.topics()[:1])
            slots = Slots(kind="signing", rung="on_paper", topics=named, polarity=polarity, **event)
        else:
            rung = choose(JOINT)
            kind = "agreement" if rung in ("agreed", "on_paper") else "statement"
            slots = Slots(kind=kind, rung=rung, topics=self.topics(), polarity=polarity, **event)
        side = choose((None, None, "KR", "JP")) if slots.topics else None
        return slots, worded(slots, Attribution(sides=(side,) if side else ()))


def read(*blocks: tuple[str, str]) -> Reading:
    text, made = "", []
    for kind, words in blocks:
        made.append((len(made), Block(kind, len(text), len(text) + len(words), "en")))
        text += words + "\n"
    return load_pack("en").read_blocks(text, made, [Reference.at("2026-01-29")] * len(made))  # type: ignore[return-value]


def render(stage: Stage, slots: Slots, said: Attribution, mode: str) -> tuple[str, list[Act], Reading] | None:
    grammar = load_grammar("en")
    talks = Slots(kind="meeting", rung="done", meeting="talks", place="KR/seoul", time=day("2026-01-08"))
    both = (Party(entity=e, capacity="ambassador", of=stage.cast[e].country) for e in ("e1", "e2"))
    lead = grammar.sentence(replace_slots(talks, actors=tuple(both)), stage.cast, Memory(), Attribution())
    assert lead is not None
    if mode == "headline":
        head = grammar.headline(slots, stage.cast, said)
        reading = read(("headline", head), ("body", lead.text)) if head else None
        return (head, [a for a in reading.acts if a.end <= len(head)], reading) if head and reading else None
    line = grammar.sentence(slots, stage.cast, lead.memory if mode == "later" else Memory(), said)
    if line is None:
        return None
    before = (("body", lead.text),) if mode == "later" else ()
    reading = read(*before, ("body", line.text))
    return line.text, [a for a in reading.acts if mode == "first" or a.start > len(lead.text)], reading


def value(reading: Reading, quote: object) -> tuple[str | None, str | None]:
    found = (m for m in reading.mentions if quote is not None and m.start == quote.start)  # type: ignore[attr-defined]
    return next(((m.value, m.of) for m in found), (None, None))


def misread(stage: Stage, slots: Slots, said: Attribution, mode: str, act: Act, reading: Reading) -> set[str]:
    def names(parties: tuple[Party, ...]) -> set[frozenset[str]]:
        entities = [stage.cast[p.entity] for p in parties]
        return {frozenset({n.text for n in e.names} | ({e.key} if e.key else set())) for e in entities}

    told = {value(reading, q)[0] for q in (*act.actors, *act.recipients)}
    wanted = names((*slots.actors, *slots.recipients))
    topics_told = (
        set(act.topics) - {"summit_meeting"} if slots.kind in ("meeting", "visit", "call") else set(act.topics)
    )
    plain = {"statement": "plan"}.get(slots.kind)
    wrong = {
        "kind": act.kind not in (slots.kind, plain),
        "rung": act.rung != slots.rung,
        "polarity": act.polarity != slots.polarity,
        "realis": act.realis != slots.realis,
        "meeting": act.meeting != slots.meeting,
        "parties": len(told) != len(wanted) or not all(any(v in w for w in wanted) for v in told),
        "topics": not topics_told <= set(slots.topics) or bool(slots.topics) != bool(topics_told),
        "side": bool(said.sides) != (act.said_by is not None) and not (mode == "headline" and slots.kind == "signing"),
    }
    if mode != "headline":
        wrong["all topics"] = topics_told != set(slots.topics)
        wrong["day"] = slots.time is not None and (act.time is None or act.time.earliest != slots.time.earliest)
    if act.place is not None or (slots.place and mode != "headline"):
        wrong["place"] = value(reading, act.place)[0] != slots.place
    return {slot for slot, missed in wrong.items() if missed}


@pytest.mark.parametrize("mode", MODES)
def test_most_of_what_is_written_is_read_back_in_every_slot(mode: str) -> None:
    stage = Stage(20260122)
    told, failures = 0, []
    for slots, said in stage.acts(90):
        rendered = render(stage, slots, said, mode)
        if rendered is None:
            continue
        text, acts, reading = rendered
        told += 1
        wrong = min((misread(stage, slots, said, mode, a, reading) for a in acts), key=len, default={"no act"})
        failures += [(text, sorted(wrong))] if wrong else []
    assert told > 80
    assert 1 - len(failures) / told >= FLOOR, failures


def test_every_topic_is_read_back_from_its_label() -> None:
    grammar = load_grammar("en")
    for key in load_table("en", "topics"):
        words = grammar.topic(key)
        assert words is not None
        assert key in topics.about(words, 0, len(words)), key


def test_a_title_spells_no_topic_and_a_partner_is_not_lost() -> None:
    reading = read(
        ("headline", "Oceans and Fisheries Minister Han Seo-jin meets Tan Ruihua in Seoul"),
        ("body", "South Korean Oceans and Fisheries Minister Han Seo-jin met Chinese Ambassador Tan Ruihua in Seoul."),
        ("body", "Han discussed shipping with Tan, according to the South Korean side."),
    )
    assert [a.topics for a in reading.acts] == [(), (), ("shipping",)]
    last = reading.acts[-1]
    assert [q.text for q in (*last.actors, *last.recipients)] == ["Han", "Tan"]
    assert value(reading, last.said_by) == ("KR", "KR")
