"""What the Korean grammar prints, the Korean reader reads back as the same acts: a few hundred invented sentences."""

from __future__ import annotations

import random
from itertools import accumulate
from typing import Any

import pytest
from stage import day, entity, worded

from dateline.lang.data import load_table
from dateline.lang.ko.grammar_names import set_particles
from dateline.lang.ko.lexicon import whole_topics
from dateline.lang.pack import load_pack
from dateline.lang.render import Attribution, Memory, load_grammar
from dateline.lang.resolve import Reference
from dateline.model import Act, Block, Entity, Party, Slots
from dateline.model.ladder import licenses

G, PACK = load_grammar("ko"), load_pack("ko")
TOPICS = sorted(load_table("ko", "topics"))
PEOPLE = {
    "KR": ["한세린", "임도현", "남궁혁", "윤가온", "구자윤", "변상우", "하준서"],
    "JP": ["모리사와 겐지", "미즈노 하루토", "기타무라 소라", "다나카 유이치"],
    "CN": ["왕지하오", "리쯔쉬안", "천위안차오", "황즈밍"],
    "SG": ["탄웨이링"],
    "US": ["데릭 홀로웨이", "Mara Kelso"],
    "FR": ["엘로디 샤르팡", "Luc Beaumont"],
    "VN": ["쩐 티 하인"],
}
OFFICES = [
    "prime_minister",
    "foreign_minister",
    "transport_minister",
    "fisheries_minister",
    "commissioner",
    "mayor",
    "lawmaker",
]
EVENTS = ("meeting", "call", "visit")
SAMPLES = 220
FLOOR = 0.97


def person(rng: random.Random, id_: str, nation: str) -> tuple[Entity, Party]:
    name = rng.choice(PEOPLE[nation])
    made = entity(id_, "person", f"{'en' if name.isascii() else 'ko'}:{name}:3", nation)
    return made, Party(entity=id_, capacity=rng.choice(OFFICES), of=nation)


def act_of(rng: random.Random, a: Party, b: Party) -> Slots:
    """Any act that a report tells, with a day, topics and polarity by chance."""
    day_ = day(rng.choice(["2026-01-08", "2025-12-29", "2026-01-05"])) if rng.random() < 0.6 else None
    ahead = day(rng.choice(["2026-01-20", "2026-02-03"]))
    topics = tuple(rng.sample(TOPICS, rng.choice([1, 1, 2, 3])))
    no: Any = "negative" if rng.random() < 0.25 else "positive"
    pair: Any = {"actors": (a,), "recipients": (b,)} if rng.random() < 0.5 else {"actors": (a, b)}
    one: Any = {"actors": (a,), "recipients": (b,)}
    kind: Any = rng.choice(["received", "met", "talks", "summit", "pull_aside"])
    sides: Any = one if kind == "received" else pair
    forms = (
        lambda: Slots(kind="meeting", rung="done", meeting=kind, polarity=no, place="KR/busan", time=day_, **sides),
        lambda: Slots(kind="meeting", rung="would", realis="planned", meeting=kind, time=ahead, **sides),
        lambda: Slots(kind="call", rung="done", polarity=no, time=day_, **pair),
        lambda: Slots(kind="visit", rung="done", polarity=no, actors=(a,), place="JP/osaka", time=day_),
        lambda: Slots(kind="visit", rung="would", realis="planned", actors=(a,), place="FR/paris", time=ahead),
        lambda: Slots(kind="statement", rung="raised", polarity=no, actors=(a,), topics=topics, time=day_),
        lambda: Slots(kind="statement", rung="asked", topics=topics, time=day_, **one),
        lambda: Slots(kind="statement", rung="would", polarity=no, actors=(a,), topics=topics),
        lambda: Slots(kind="statement", rung="would", hedge="considering", actors=(a,), topics=topics),
        lambda: Slots(kind="pledge", rung="undertook", polarity=no, actors=(a,), topics=topics, time=day_),
        lambda: Slots(kind="pledge", rung="done", polarity=no, actors=(a,), topics=topics),
        lambda: Slots(kind="statement", rung="exchanged", polarity=no, topics=topics, time=day_, **pair),
        lambda: Slots(kind="statement", rung="saw_alike", topics=topics, **pair),
        lambda: Slots(kind="agreement", rung="agreed", polarity=no, topics=topics, time=day_, **pair),
        lambda: Slots(kind="agreement", rung="agreed", weak=True, topics=topics, **pair),
        lambda: Slots(kind="agreement", rung="on_paper", topics=("tariffs",), **pair),
        lambda: Slots(kind="signing", rung="on_paper", polarity=no, topics=("joint_statement", "tariffs"), **pair),
        lambda: Slots(
            kind="signing", rung="would", realis="planned", polarity=no, topics=("memorandum",), time=ahead, **pair
        ),
        lambda: Slots(kind="statement", rung="raised", displeasure="alarm", actors=(a,), topics=topics),
    )
    return rng.choice(forms)()


def reads_back(
    told: tuple[Act, ...], slots: Slots, names: dict[str, str], value: dict[int, str], *, head: bool
) -> bool:
    """Whether the one act told has the rung, polarity, realis, parties and topics of the slots."""
    doers = {names[p.entity] for p in slots.actors}
    unsaid = head and slots.rung == "asked"  # a headline says whose hope it is, not to whom it was told
    everyone = doers if unsaid else doers | {names[p.entity] for p in slots.recipients}
    for act in told:
        course = act.kind == slots.kind if slots.kind in EVENTS else licenses(slots.rung, act.rung)
        same = (act.rung, act.polarity, act.realis) == (slots.rung, slots.polarity, slots.realis) and course
        same = same and (act.meeting, act.displeasure) == (slots.meeting, slots.displeasure)
        parties = {value.get(q.start) for q in (*act.actors, *act.recipients)} == everyone
        topics = slots.kind in EVENTS or (bool(set(act.topics)) if head else set(act.topics) == set(slots.topics))
        if same and parties and topics:
            return {value.get(q.start) for q in act.actors} >= doers and len(told) == 1
    return False


def report(rng: random.Random) -> tuple[list[tuple[str, Slots]], dict[str, str]]:
    """A headline, its sentence and a later one, with the slots of each."""
    first, a = person(rng, "e1", rng.choice(list(PEOPLE)))
    second, b = person(rng, "e2", rng.choice(list(PEOPLE)))
    while second.names[0].text == first.names[0].text:
        second, b = person(rng, "e2", rng.choice(list(PEOPLE)))
    cast = {"e1": first, "e2": second}
    one, two = act_of(rng, a, b), act_of(rng, a, b)
    head = G.headline(one, cast, worded(one))
    lead = G.sentence(one, cast, Memory(), worded(one))
    assert lead is not None
    later = G.sentence(two, cast, lead.memory, worded(two, Attribution(sides=("KR",) if rng.random() < 0.3 else ())))
    assert later is not None
    lines = [(head, one)] if head else []
    return [*lines, (lead.text, one), (later.text, two)], {"e1": first.names[0].text, "e2": second.names[0].text}


def test_reports_are_read_back() -> None:
    rng = random.Random(20261122)
    kept, failed = 0, []
    for _ in range(SAMPLES):
        lines, names = report(rng)
        text = "\n".join(t for t, _ in lines)
        starts = [0, *(n + i for i, n in enumerate(accumulate(len(t) for t, _ in lines), 1))][: len(lines)]
        blocks = [
            (i, Block("headline" if len(lines) == 3 and i == 0 else "body", at, at + len(t), "ko"))
            for i, (at, (t, _)) in enumerate(zip(starts, lines, strict=True))
        ]
        passage = PACK.read_blocks(text, blocks, [Reference.at("2026-01-09")] * len(blocks))
        value = {m.start: m.value or m.text for m in passage.mentions if m.kind == "person"}
        for (_, block), (line, slots) in zip(blocks, lines, strict=True):
            told = tuple(a for a in passage.acts if block.start <= a.start < block.end)
            if reads_back(told, slots, names, value, head=block.kind == "headline"):
                kept += 1
            else:
                failed.append(line)
    assert kept / (kept + len(failed)) >= FLOOR, (kept, failed)


@pytest.mark.parametrize(
    "form", ["{}을(를) 언급", "{}에 대해 논의", "{}와(과) 관련한 기대", "{}에 관한 약속", "{} 합의"]
)
def test_every_label_is_read_in_the_frames_that_print_it(form: str) -> None:
    lost = [k for k in TOPICS if whole_topics(set_particles(form.format(G.topic(k)))[:-1]) != (k,)]
    assert not lost


def test_what_no_label_closes_is_no_list_of_topics() -> None:
    assert whole_topics("쌀값을 언") == whole_topics("통신사와 논") == whole_topics("우주에서 논") == ()
