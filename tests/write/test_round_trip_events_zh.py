"""What the Chinese grammar prints of an event, the Chinese reader reads back: event, thing, parties, denial, plan."""

from __future__ import annotations

import re
from itertools import product

import pytest
from stage import CAST, HAN, MIZUNO, day, entity

from dateline.lang.data import load_table
from dateline.lang.events import form_of
from dateline.lang.goals import deed_done_to
from dateline.lang.pack import load_pack
from dateline.lang.render import Attribution, Memory, load_grammar
from dateline.lang.resolve import Reference
from dateline.model import Act, Block, Party, Slots
from dateline.model.reading import Polarity, Realis

GRAMMAR = load_grammar("zh")
COURT, FIRM = Party(entity="o1", of="KR"), Party(entity="o2")
PEOPLE = {
    **CAST,
    "o1": entity("o1", "organization", "zh:最高法院:2", "KR", "supreme_court"),
    "o2": entity("o2", "organization", "zh:德诺公司:4", "KR"),
}
TOLD: tuple[tuple[Realis, Polarity], ...] = (
    ("actual", "positive"), ("actual", "negative"), ("planned", "positive"), ("planned", "negative"),
)  # fmt: skip
PATIENTS = [e for e in load_table("pivot", "events") if form_of(e) == "patient" and e not in ("appoint", "elect")]
ALONE = [e for e in load_table("pivot", "events") if form_of(e) == "self"]
AMOUNTS = {"sentence": ("8", "years"), "fine": ("5000000", "KRW")}
UNREAD = (*load_table("zh", "events")["unsaid"]["deeds"], "renew", "restore", "declare")
"""Deeds whose words tell what somebody says, a paper, people who are led out, or another deed of the same sense."""
NO_THINGS = re.compile(
    r"bankruptcy|agreement_text|special_envoy_visit|theatre|lockdown|consultation_body|.*(?:talks|dialogue|meeting|negotiations|"
    r"results|schedule|activities).*"
)
"""What nobody does that to, what is a meeting when it is held, and nouns that make the verb before them one (核实结果)."""
READER = load_pack("zh")


def things(deed: str) -> list[str]:
    """A few objects and topics that a deed may be done to."""
    keys = [*load_table("pivot", "goals")["objects"], *load_table("pivot", "topics")]
    fitting = [k for k in keys if deed_done_to(k, deed) == deed and GRAMMAR.topic(k) and not NO_THINGS.match(k)]
    return fitting[:: max(1, len(fitting) // 2)]


def read(line: str, head: str) -> tuple[list[Act], list[Act]]:
    """The events read in a sentence and in the headline above it."""
    text = f"{head}\n{line}"
    blocks = [(0, Block("headline", 0, len(head), "zh")), (1, Block("body", len(head) + 1, len(text), "zh"))]
    acts = [a for a in READER.read_blocks(text, blocks, [Reference.at("2026-01-09")] * 2).acts if a.event is not None]
    return [a for a in acts if a.start > len(head)], [a for a in acts if a.start < len(head)]


def slots_of(event: str, realis: Realis, polarity: Polarity, **more: object) -> Slots:
    planned = realis == "planned"
    return Slots(
        kind="other", rung="would" if planned else "done", realis=realis, polarity=polarity, event=event,
        time=day("2026-01-20" if planned else "2026-01-08"), **more,  # type: ignore[arg-type]
    )  # fmt: skip


def differing(slots: Slots, actors: str, recipients: str) -> list[str]:
    """The sentence and the headline that are not read back as they were meant."""
    line, head = (
        GRAMMAR.sentence(slots, PEOPLE, Memory(), Attribution()),
        GRAMMAR.headline(slots, PEOPLE, Attribution()),
    )
    assert line is not None, slots
    assert head is not None
    assert "~" not in line.text + head
    wanted = (slots.event, slots.thing, slots.polarity, slots.realis, actors, recipients)
    found = []
    for text, acts in zip((line.text, head), read(line.text, head), strict=True):
        told = [
            (a.event, a.thing, a.polarity, a.realis, "".join(q.text for q in a.actors), "".join(q.text for q in a.recipients))
            for a in acts
        ]  # fmt: skip
        unsure = text == head and slots.thing is not None and told == []
        found += [] if told == [wanted] or unsure else [f"{text} {told}"]
    return found


@pytest.mark.parametrize("event", PATIENTS)
def test_events_that_befall_somebody(event: str) -> None:
    wrong: list[str] = []
    for (realis, polarity), doer in product(TOLD, (True, False)):
        amounts = (AMOUNTS[event],) if event in AMOUNTS else ()
        slots = slots_of(event, realis, polarity, recipients=(MIZUNO,), actors=(COURT,) * doer, amounts=amounts)
        wrong += differing(slots, "韩国最高法院" if doer else "", "水野春人")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("event", ALONE)
def test_events_of_one_alone(event: str) -> None:
    wrong: list[str] = []
    for realis, polarity in TOLD:
        wrong += differing(slots_of(event, realis, polarity, actors=(HAN,)), "韩瑞珍", "")
    assert not wrong, "\n".join(wrong)


def test_deeds_done_to_things() -> None:
    wrong: list[str] = []
    count = 0
    for deed in (d for d in load_table("pivot", "goals")["deeds"] if d not in UNREAD):
        read_back = 0
        for thing, (realis, polarity) in product(things(deed), TOLD):
            found = differing(slots_of(deed, realis, polarity, actors=(FIRM,), thing=thing), "德诺公司", "")
            turned = [w for w in found if f"'{thing}'" in w and f"'{polarity}', '{realis}'" not in w]
            assert not turned, turned
            count, read_back = count + 1, read_back + (not found)
            wrong += found
        assert read_back, deed
    assert count > 700
    assert len(wrong) < 0.03 * count, "\n".join(wrong)


def test_a_group_that_is_only_counted() -> None:
    slots = slots_of("rescue", "actual", "positive", amounts=(("14", "people"),))
    line = GRAMMAR.sentence(slots, PEOPLE, Memory(), Attribution())
    assert line is not None
    assert line.text == "2026年1月8日，14人获救。"
    ((act,), _) = read(line.text, "14人获救")
    assert (act.event, act.actors, act.recipients) == ("rescue", (), ())
