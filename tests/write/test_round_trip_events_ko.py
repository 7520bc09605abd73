"""What the Korean grammar says of an event or a deed, the reader reads back: event, thing, parties, reality, sign."""

from __future__ import annotations

from itertools import product

import pytest
from stage import CAST, EIGHTH, HAN, JANUARY, MIZUNO, entity

from dateline.lang.data import load_table
from dateline.lang.events import form_of
from dateline.lang.goals import deed_done_to
from dateline.lang.pack import load_pack
from dateline.lang.render import Attribution, Memory, load_grammar
from dateline.lang.resolve import Reference
from dateline.model import Act, Block, Party, Slots
from dateline.model.reading import Polarity, Realis

COURT = Party(entity="o1", of="KR")
FIRM = Party(entity="o2")
PEOPLE = {
    **CAST,
    "o1": entity("o1", "organization", "ko:대법원:2", "KR", "supreme_court"),
    "o2": entity("o2", "organization", "ko:한라전자:4", "KR"),
}
TOLD: tuple[tuple[Realis, Polarity], ...] = (
    ("actual", "positive"),
    ("actual", "negative"),
    ("planned", "positive"),
    ("planned", "negative"),
)
PATIENTS = [e for e in load_table("pivot", "events") if form_of(e) == "patient" and e not in ("appoint", "elect")]
ALONE = [e for e in load_table("pivot", "events") if form_of(e) == "self"]
AMOUNTS = {"sentence": ("30", "months"), "fine": ("5000000", "KRW"), "raise": ("2.25", "percent")}
SELDOM = ("sign", "continue", "appoint", "promote", "start")
TALKS = (
    "talks",
    "trade_talks",
    "wage_talks",
    "membership_talks",
    "negotiations",
    "meeting_object",
    "visit_object",
    "plan_object",
)
"""What is told as an act of another kind, or says nothing by itself."""


def things() -> list[tuple[str, str]]:
    """Each deed with five objects that it may be done to, taken in turn."""
    made: list[tuple[str, str]] = []
    pivot = load_table("pivot", "goals")
    for number, deed in enumerate(d for d in pivot["deeds"] if d not in SELDOM):
        fitting = [t for t in pivot["objects"] if deed_done_to(t, deed) == deed and t not in TALKS]
        made += [(deed, fitting[(number * 5 + n * 17) % len(fitting)]) for n in range(5) if fitting]
    return list(dict.fromkeys(made))


def read(text: str, *, head: bool = False) -> tuple[Act, ...]:
    blocks = [(0, Block("headline" if head else "body", 0, len(text), "ko"))]
    return load_pack("ko").read_blocks(text, blocks, [Reference.at("2026-01-09")]).acts


def slots_of(event: str, realis: Realis, polarity: Polarity, **more: object) -> Slots:
    amounts = (AMOUNTS[event],) if event in AMOUNTS and "thing" not in more else ()
    return Slots(
        kind="other",
        rung="would" if realis == "planned" else "done",
        realis=realis,
        polarity=polarity,
        event=event,
        time=JANUARY if realis == "planned" else EIGHTH,
        **{"amounts": amounts, **more},  # type: ignore[arg-type]
    )


def check(slots: Slots, actors: str, recipients: str) -> None:
    grammar = load_grammar("ko")
    line = grammar.sentence(slots, PEOPLE, Memory(), Attribution())
    assert line is not None, slots.event
    told = [a for a in read(line.text) if a.event is not None]
    assert len(told) == 1, (line.text, told)
    act = told[0]
    same = (act.event, act.thing, act.realis, act.polarity)
    assert same == (slots.event, slots.thing, slots.realis, slots.polarity), line.text
    assert ("".join(q.text for q in act.actors), "".join(q.text for q in act.recipients)) == (actors, recipients), (
        line.text
    )
    head = grammar.headline(slots, PEOPLE, Attribution())
    assert head
    assert not head.endswith(".")


@pytest.mark.parametrize(("event", "told"), list(product(PATIENTS, TOLD)))
def test_an_event_with_its_doer(event: str, told: tuple[Realis, Polarity]) -> None:
    check(slots_of(event, *told, actors=(COURT,), recipients=(MIZUNO,)), "대법원", "미즈노 하루토")


@pytest.mark.parametrize(("event", "told"), list(product(PATIENTS, TOLD)))
def test_an_event_of_one_to_whom_it_was_done(event: str, told: tuple[Realis, Polarity]) -> None:
    check(slots_of(event, *told, recipients=(MIZUNO,)), "", "미즈노 하루토")


@pytest.mark.parametrize(("event", "told"), list(product(ALONE, TOLD)))
def test_an_event_of_one_alone(event: str, told: tuple[Realis, Polarity]) -> None:
    check(slots_of(event, *told, actors=(HAN,)), "한서진", "")


def comes_back(deed: str, thing: str) -> bool:
    try:
        for told in TOLD:
            check(slots_of(deed, *told, actors=(FIRM,), thing=thing), "한라전자", "")
    except AssertionError:
        return False
    return True


def test_deeds_done_to_things() -> None:
    pairs = things()
    lost = [pair for pair in pairs if not comes_back(*pair)]
    assert len(lost) <= 0.06 * len(pairs), lost


@pytest.mark.parametrize(("deed", "thing"), [("raise", "salary"), ("reduce", "interest_rates"), ("impose", "tariffs")])
def test_a_rate_is_said_with_its_deed(deed: str, thing: str) -> None:
    for amount in (("2.25", "percent"), ("0.25", "percentage_points"), ("300", "KRW")):
        check(slots_of(deed, "actual", "positive", actors=(FIRM,), thing=thing, amounts=(amount,)), "한라전자", "")


def test_people_who_are_only_counted() -> None:
    rescued = slots_of("rescue", "actual", "positive", actors=(COURT,), amounts=(("14", "people"),))
    check(rescued, "대법원", "")
    alone = slots_of("rescue", "actual", "positive", amounts=(("14", "people"),))
    line = load_grammar("ko").sentence(alone, PEOPLE, Memory(), Attribution())
    assert line is not None
    assert line.text == "14명이 2026년 1월 8일 구조됐다."
    check(alone, "", "")


@pytest.mark.parametrize(
    ("event", "text"),
    [
        ("sentence", "대법원은 2026년 1월 8일 미즈노 하루토 일본 자민당 정조회장에게 2년 6개월 형을 선고했다."),
        ("fine", "대법원은 2026년 1월 8일 미즈노 하루토 일본 자민당 정조회장에게 벌금 500만원을 부과했다."),
    ],
)
def test_a_term_and_a_sum_are_said(event: str, text: str) -> None:
    slots = slots_of(event, "actual", "positive", actors=(COURT,), recipients=(MIZUNO,))
    line = load_grammar("ko").sentence(slots, PEOPLE, Memory(), Attribution())
    assert line is not None
    assert line.text == text
