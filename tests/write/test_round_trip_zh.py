"""What the Chinese grammar prints, the Chinese reader reads back: kind, rung, denial, parties, place, topics, source."""

from __future__ import annotations

import random
from collections.abc import Iterator

from stage import MEETING, day, entity, worded

from dateline.lang.data import load_table
from dateline.lang.pack import Passage, load_pack
from dateline.lang.render import Attribution, Memory, load_grammar, replace_slots
from dateline.lang.resolve import Reference
from dateline.model import Act, Block, Party, Quote, Slots

FLOOR = 0.995
GRAMMAR, TOPICS = load_grammar("zh"), tuple(load_table("zh", "topics"))
PEOPLE = (
    ("罗振海", "CN", "foreign_minister"), ("邱泽民", "CN", None), ("金民锡", "KR", "prime_minister"),
    ("裴度铉", "KR", "foreign_minister"), ("南宫泰", "KR", "defence_minister"), ("韩瑞珍", "KR", None),
    ("小林鹰之", "JP", "foreign_minister"), ("岸本理惠", "JP", "ambassador"), ("水野春人", "JP", None),
    ("安德烈·科瓦连科", "UA", "foreign_minister"), ("玛丽亚·洛佩斯", "ES", "prime_minister"),
    ("约翰·哈蒙德", "US", None), ("Tomas Lindqvist", "SE", "foreign_minister"), ("Amara Okafor", "NG", None),
)  # fmt: skip
CAST = {
    f"p{i}": entity(f"p{i}", "person", f"{'en' if name.isascii() else 'zh'}:{name}:3", country)
    for i, (name, country, _) in enumerate(PEOPLE)
}
CAST |= {
    "o0": entity("o0", "organization", "en:x:1", "KR", "foreign_ministry"),
    "o1": entity("o1", "organization", "en:x:1", "US", "government"),
    "o2": entity("o2", "organization", "zh:海辰集团:2", "CN"),
    "l0": entity("l0", "place", "en:x:1", "CN", "CN"),
    "l1": entity("l1", "place", "en:x:1", "FR", "FR"),
}
SPOKEN = ("asked", "would", "undertook", "exchanged", "saw_alike", "agreed", "weak", "on_paper", "signing")
FEELINGS = ("concern", "regret", "alarm", "protest", "condemn", "strong_condemn")
EVENTS = ("received", "met", "talks", "summit", "pull_aside", "call", "visit")


def party(key: str) -> Party:
    if not key.startswith("p"):
        return Party(entity=key)
    _, country, office = PEOPLE[int(key[1:])]
    return Party(entity=key, capacity=office, of=country if office else None)


def event(key: str, one: Party, other: Party, rng: random.Random) -> Slots:
    realis = rng.choice(("actual", "actual", "planned", "possible"))
    time = day("2026-01-08" if realis == "actual" else "2026-01-20") if rng.random() < 0.6 else None
    base = Slots(
        kind="meeting", rung="done" if realis == "actual" else "would", realis=realis, time=time, actors=(one,),
        polarity=rng.choice(("positive", "positive", "negative")),
        place=rng.choice((None, "KR/seoul", "JP/tokyo", "JP")),
    )  # fmt: skip
    if key == "visit":
        return replace_slots(base, kind="visit", place=rng.choice(("KR", "JP/tokyo")))
    met = replace_slots(base, recipients=(other,))
    return replace_slots(met, kind="call") if key == "call" else replace_slots(met, meeting=key)


def spoken(key: str, one: Party, other: Party, rng: random.Random) -> Slots:
    topics = tuple(rng.sample(TOPICS, rng.choice((1, 1, 2, 3))))
    denied = rng.choice(("positive", "positive", "negative"))
    plain = Slots(kind="statement", rung="raised", topics=topics, actors=(one,), polarity=denied)
    if key in FEELINGS:
        return replace_slots(plain, displeasure=key)
    if key in ("asked", "would", "undertook"):
        joined = (one, other) if rng.random() < 0.2 and key == "asked" else (one,)
        kind = "pledge" if key == "undertook" else "statement"
        return replace_slots(plain, kind=kind, rung=key, actors=joined)
    if key == "signing":
        return replace_slots(plain, kind=key, rung="on_paper", topics=(*topics[:2], "memorandum"), recipients=(other,))
    kind = "statement" if key in ("exchanged", "saw_alike") else "agreement"
    rung = "agreed" if key == "weak" else key
    return replace_slots(plain, kind=kind, rung=rung, weak=key == "weak", actors=(one, other))


def cases(seed: int, count: int) -> Iterator[tuple[Slots, Attribution, str]]:
    rng = random.Random(seed)
    for number in range(count):
        key = (*EVENTS, *SPOKEN, *FEELINGS)[number % 22]
        people = [k for k in CAST if k.startswith("p")]
        one, other = rng.sample(people if key in EVENTS else list(CAST), 2)
        slots = (event if key in EVENTS else spoken)(key, party(one), party(other), rng)
        source = Attribution()
        if rng.random() < 0.2:
            third = rng.choice([p for p in people if p not in (one, other)])
            source = Attribution(said_by=party(third)) if rng.random() < 0.5 else Attribution(sides=("KR",))
        yield slots, worded(slots, source), ("first", "later", "headline")[number // 22 % 3]


def page(slots: Slots, source: Attribution, mode: str) -> tuple[str, str, int, list[tuple[int, Block]]] | None:
    """A small report: its text, the line in question, where it starts, the blocks."""
    memory, lead = Memory(), ""
    if mode == "later":
        who = next((p for p in (*slots.actors, *slots.recipients) if p.entity.startswith("p")), party("p0"))
        partner = party("p1" if who.entity != "p1" else "p2")
        before = replace_slots(MEETING, actors=(who,), recipients=(partner,))
        told = GRAMMAR.sentence(before, CAST, memory, Attribution())
        assert told is not None
        memory, lead = told.memory, told.text
    line = GRAMMAR.sentence(slots, CAST, memory, source)
    head = GRAMMAR.headline(slots, CAST, source)
    if line is None or head is None:
        return None
    if mode != "headline":
        text = lead + line.text
        return text, line.text, len(lead), [(0, Block("body", 0, len(text), "zh"))]
    text = f"{head}\n{line.text}"
    blocks = [(0, Block("headline", 0, len(head), "zh")), (1, Block("body", len(head) + 1, len(text), "zh"))]
    return text, head, 0, blocks


def forms(passage: Passage, quotes: tuple[Quote, ...]) -> set[str]:
    return {
        next((m.value or m.text for m in passage.mentions if m.start == q.start and m.kind == "person"), q.text)
        for q in quotes
    }


def lost(act: Act, slots: Slots, source: Attribution, passage: Passage, line: str, *, head: bool) -> set[str]:
    """The slots in which an act that was read differs from the act that was printed."""
    names = [{GRAMMAR.name(CAST[p.entity]).strip() for p in side} for side in (slots.actors, slots.recipients)]
    read = [forms(passage, act.actors), forms(passage, act.recipients)]
    joint = slots.meeting != "received" and (slots.recipients or len(slots.actors) > 1)
    event = slots.kind in ("meeting", "call", "visit")
    place = GRAMMAR.place(slots.place) if slots.place else None
    shown = {t for t in slots.topics if (GRAMMAR.topic(t) or "#") in line}
    cited = source.said_by and GRAMMAR.name(CAST[source.said_by.entity]).strip()
    vouched = {cited} if cited else {"韩方"} if source.sides else set()
    tests = {
        "kind": act.kind == slots.kind if event else act.rung == slots.rung,
        "how": (act.polarity, act.realis, act.weak, act.meeting, act.displeasure)
        == (slots.polarity, slots.realis, slots.weak, slots.meeting, slots.displeasure),
        "parties": set().union(*read) == set().union(*names) if joint else read == names,
        "place": not (event and place and place in line) or (act.place is not None and act.place.text == place),
        "time": head or not event or (act.time and act.time.earliest) == (slots.time and slots.time.earliest),
        "topics": event or shown <= set(act.topics) <= {*slots.topics, "agreement_text"},
        "said_by": head or forms(passage, (act.said_by,) if act.said_by else ()) == vouched,
    }
    return {name for name, holds in tests.items() if not holds}


def test_the_chinese_reader_reads_back_what_the_chinese_grammar_prints() -> None:
    reader, failures, count = load_pack("zh"), [], 0
    for slots, source, mode in cases(20260109, 660):
        made = page(slots, source, mode)
        if made is None:
            continue
        text, line, start, blocks = made
        passage = reader.read_blocks(text, blocks, [Reference.at("2026-01-09")] * len(blocks))
        told = [a for a in passage.acts if start <= a.start < start + len(line)]
        differing = [lost(a, slots, source, passage, line, head=mode == "headline") for a in told]
        count += 1
        if len(told) != 1 or differing[0]:
            failures.append((line, differing))
    assert count > 550
    assert 1 - len(failures) / count >= FLOOR, failures


def test_common_words_are_topics_only_where_an_act_is_about_them() -> None:
    reader = load_pack("zh")
    for text, topics in (
        ("罗振海与岸本理惠就热线达成一致。", ("hotline",)),
        ("罗振海对教育和税收表示关切。", ("education", "tax")),
        ("罗振海说，客服的热线已经恢复。", ()),
    ):
        passage = reader.read_blocks(text, [(0, Block("body", 0, len(text), "zh"))], [Reference.at("2026-01-09")])
        assert [a.topics for a in passage.acts] == [topics], text


def test_a_toll_is_told_of_its_place_and_of_nobody() -> None:
    reader = load_pack("zh")
    for text in ("仁川火灾致3人受伤", "2026年1月8日仁川发生火灾，造成12人受伤。"):
        passage = reader.read_blocks(text, [(0, Block("body", 0, len(text), "zh"))], [Reference.at("2026-01-09")])
        assert [(a.actors, a.place and a.place.text, a.topics) for a in passage.acts] == [((), "仁川", ("fire",))], text
