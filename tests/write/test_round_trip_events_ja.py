"""What the Japanese grammar says of an event or a deed, the reader reads back: event, thing, parties, reality, sign."""

from __future__ import annotations

from itertools import product

import pytest
from stage import CAST, EIGHTH, HAN, JANUARY, MIZUNO, entity

from dateline.lang.data import load_table
from dateline.lang.events import form_of
from dateline.lang.goals import deed_done_to
from dateline.lang.pack import load_pack
from dateline.lang.render import Attribution, Memory, load_grammar, replace_slots
from dateline.lang.resolve import Reference
from dateline.model import Act, Block, Party, Slots
from dateline.model.reading import Polarity, Realis

COURT = Party(entity="o1", of="KR")
FIRM = Party(entity="o2")
PEOPLE = {
    **CAST,
    "o1": entity("o1", "organization", "ja:最高裁:2", "KR", "supreme_court"),
    "o2": entity("o2", "organization", "ja:大和電機:4", "JP"),
}
TOLD: tuple[tuple[Realis, Polarity], ...] = (("actual", "positive"), ("actual", "negative"), ("planned", "positive"))
OFFICES = ("appoint", "elect", "nominate")
PATIENTS = [e for e in load_table("pivot", "events") if form_of(e) == "patient" and e not in OFFICES]
ALONE = [e for e in load_table("pivot", "events") if form_of(e) == "self"]
NOT_HERE = ("sign", "ratify", "appoint", "promote", "verify")
DEEDS = [d for d in load_table("pivot", "goals")["deeds"] if d not in NOT_HERE]
"""Signing and ratifying are acts of their own, an appointment has its own frame, and what is promoted or confirmed is words."""
AMOUNTS = {"sentence": ("2", "years"), "fine": ("5000000", "JPY"), "raise": ("2.25", "percent")}
THINGS = {
    "publish": "report", "pay": "bonus", "hold": "exercise", "sign": "contract", "build": "bridge",
    "rebuild": "infrastructure", "repair": "school", "recall": "product", "evacuate": "residents", "test": "samples",
    "buy": "shares", "deliver": "equipment", "send": "rescue_team", "submit": "report", "return": "cultural_property",
    "open": "consultation_desk", "close": "factory", "put_on_sale": "product", "launch": "satellite",
    "settle": "territorial_dispute", "maintain": "interest_rates", "raise": "interest_rates", "reduce": "tariffs",
    "impose": "tariffs", "lift": "sanctions", "approve": "supplementary_budget", "reject": "legislation",
    "overturn": "court_ruling", "declare": "state_of_emergency", "seize": "boat", "announce": "results",
    "dissolve": "lower_house", "investigate": "cause", "export": "rice", "import": "rice", "develop": "product",
}  # fmt: skip


def _any_thing(deed: str) -> str:
    """Something that the deed may be done to, whose words name nothing else."""
    keys = ["measures", "production", *load_table("ja", "goals")["objects"], *load_table("ja", "topics")]
    return next(k for k in keys if deed_done_to(k, deed) == deed)


def _read(text: str) -> tuple[Act, ...]:
    blocks = [(0, Block("body", 0, len(text), "ja"))]
    return load_pack("ja").read_blocks(text, blocks, [Reference.at("2026-01-09")]).acts


def _say(slots: Slots, *, head: bool = False) -> str:
    grammar = load_grammar("ja")
    if head:
        return grammar.headline(slots, PEOPLE, Attribution()) or ""
    line = grammar.sentence(slots, PEOPLE, Memory(), Attribution())
    return line.text if line else ""


def _slots(event: str, realis: Realis, polarity: Polarity, **more: object) -> Slots:
    when = JANUARY if realis == "planned" else EIGHTH
    amounts = (AMOUNTS[event],) if event in AMOUNTS and "thing" not in more else ()
    slots = Slots(kind="other", rung="would" if realis == "planned" else "done", realis=realis, polarity=polarity)
    return replace_slots(slots, **{"event": event, "time": when, "amounts": amounts, **more})


def _check(slots: Slots, actors: str, recipients: str) -> None:
    text = _say(slots)
    assert text, slots.event
    told = [a for a in _read(text) if a.event is not None]
    assert len(told) == 1, (text, told)
    act = told[0]
    assert (act.event, act.thing, act.realis, act.polarity) == (
        slots.event,
        slots.thing,
        slots.realis,
        slots.polarity,
    ), text
    assert ("".join(q.text for q in act.actors), "".join(q.text for q in act.recipients)) == (actors, recipients), text
    assert _say(slots, head=True), text


@pytest.mark.parametrize(("event", "told"), list(product(PATIENTS, TOLD)))
def test_an_event_with_its_doer(event: str, told: tuple[Realis, Polarity]) -> None:
    _check(_slots(event, *told, actors=(COURT,), recipients=(MIZUNO,)), "韓国最高裁", "水野春人")


@pytest.mark.parametrize(("event", "told"), list(product(PATIENTS, TOLD)))
def test_an_event_of_one_to_whom_it_was_done(event: str, told: tuple[Realis, Polarity]) -> None:
    _check(_slots(event, *told, recipients=(MIZUNO,)), "", "水野春人")


@pytest.mark.parametrize(("event", "told"), list(product(ALONE, TOLD)))
def test_an_event_of_one_alone(event: str, told: tuple[Realis, Polarity]) -> None:
    if event == "offer_resignation" and told[0] == "planned":
        return  # said as an offer, and an offer is made
    _check(_slots(event, *told, actors=(HAN,)), "韓瑞珍", "")


@pytest.mark.parametrize(("deed", "told"), list(product(DEEDS, TOLD)))
def test_a_deed_done_to_a_thing(deed: str, told: tuple[Realis, Polarity]) -> None:
    thing = THINGS.get(deed) or _any_thing(deed)
    assert deed_done_to(thing, deed) == deed
    amounts = (AMOUNTS[deed],) if deed in AMOUNTS else ()
    _check(_slots(deed, *told, actors=(FIRM,), thing=thing, amounts=amounts), "大和電機", "")


def test_people_who_are_only_counted() -> None:
    rescued = _slots("rescue", "actual", "positive", actors=(COURT,), amounts=(("14", "people"),))
    assert "14人を救助した" in _say(rescued)
    _check(rescued, "韓国最高裁", "")
    nobody = _slots("rescue", "actual", "positive", amounts=(("14", "people"),))
    assert (_say(nobody), _say(nobody, head=True)) == ("2026年1月8日、14人が救助された。", "14人を救助")
    _check(nobody, "", "")


def test_a_chamber_passes_a_bill() -> None:
    house = {**PEOPLE, "o1": entity("o1", "organization", "ja:衆院:2", "JP", "lower_house")}
    slots = _slots("approve", "actual", "positive", actors=(Party(entity="o1", of="JP"),), thing="supplementary_budget")
    line = load_grammar("ja").sentence(slots, house, Memory(), Attribution())
    assert line is not None
    assert line.text == "衆議院は2026年1月8日、補正予算を可決した。"
