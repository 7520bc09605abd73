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
THINGS = """
publish report|final_report|results
pay condolence_money|medical_costs|salary
complete bridge|inquiry_team|production
resume production|operation
start production|operation|monitoring
expand production|exports|support_object
strengthen monitoring|patrols|sanctions
extend sanctions|contract|visas
lift sanctions|tariffs|martial_law
suspend production|exports|flights
reduce interest_rates|tariffs|troops
raise interest_rates|salary|tariffs
hold exercise|by_election|family_reunions
build bridge|warships|nuclear_power
rebuild houses|road|school
repair road|equipment
provide relief_supplies|emergency_aid|data
send rescue_team|warships|troops
return remains|cultural_property|prisoners
deliver report|relief_supplies|samples
open embassy|consultation_desk|hospital
close factory|embassy|airspace
establish committee|task_force|inquiry_team
submit budget|legislation|evidence
revise legislation|rules|contract
review contract|standards|rules
introduce early_warning|rules|consumption_tax
withdraw legislation|troops|lawsuit
postpone by_election|referendum|exercise
cancel contract|exercise|licence
approve budget|treaty|merger
reject legislation|appeal|licence
recall product|automobiles|supplement
investigate cause|data_leak|fire
implement measures|rules|agreement_object
buy shares|fighter_jets|grain
export rice|semiconductors|fighter_jets
import grain|natural_gas|oil
develop vaccines|semiconductors|satellite
restrict exports|imports|visas
ban imports|sales|shipments
settle territorial_dispute|debt
test samples|product|hypersonic
impose tariffs|sanctions|anti_dumping
announce results|action_plan|earnings
dissolve committee|cabinet|parliament
overturn court_ruling
declare martial_law|state_of_emergency|ceasefire
seize evidence|boat|documents
put_on_sale product|electric_vehicles|vaccines
launch satellite|rocket|spy_satellite
maintain interest_rates|sanctions|tariffs
evacuate residents|staff
"""


def things() -> list[tuple[str, str]]:
    """Each deed with things that it is done to in the news."""
    rows = (line.split() for line in THINGS.strip().splitlines())
    return [(deed, thing) for deed, many in rows for thing in many.split("|") if deed_done_to(thing, deed) == deed]


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
    check(slots_of(event, *told, actors=(COURT,), recipients=(MIZUNO,)), "한국 대법원", "미즈노 하루토")


@pytest.mark.parametrize(("event", "told"), list(product(PATIENTS, TOLD)))
def test_an_event_of_one_to_whom_it_was_done(event: str, told: tuple[Realis, Polarity]) -> None:
    check(slots_of(event, *told, recipients=(MIZUNO,)), "", "미즈노 하루토")


@pytest.mark.parametrize(("event", "told"), list(product(ALONE, TOLD)))
def test_an_event_of_one_alone(event: str, told: tuple[Realis, Polarity]) -> None:
    check(slots_of(event, *told, actors=(HAN,)), "한서진", "")


@pytest.mark.parametrize(("deed", "thing"), things())
def test_a_deed_done_to_a_thing(deed: str, thing: str) -> None:
    for told in TOLD:
        check(slots_of(deed, *told, actors=(FIRM,), thing=thing), "한라전자", "")
    if deed in AMOUNTS:
        check(
            slots_of(deed, "actual", "positive", actors=(FIRM,), thing=thing, amounts=(AMOUNTS[deed],)), "한라전자", ""
        )


def test_people_who_are_only_counted() -> None:
    rescued = slots_of("rescue", "actual", "positive", actors=(COURT,), amounts=(("14", "people"),))
    check(rescued, "한국 대법원", "")
    alone = slots_of("rescue", "actual", "positive", amounts=(("14", "people"),))
    line = load_grammar("ko").sentence(alone, PEOPLE, Memory(), Attribution())
    assert line is not None
    assert line.text == "14명이 2026년 1월 8일 구조됐다."
    check(alone, "", "")


@pytest.mark.parametrize(
    ("event", "text"),
    [
        ("sentence", "한국 대법원은 2026년 1월 8일 미즈노 하루토 일본 자민당 정조회장에게 2년 6개월 형을 선고했다."),
        ("fine", "한국 대법원은 2026년 1월 8일 미즈노 하루토 일본 자민당 정조회장에게 벌금 500만원을 부과했다."),
    ],
)
def test_a_term_and_a_sum_are_said(event: str, text: str) -> None:
    slots = slots_of(event, "actual", "positive", actors=(COURT,), recipients=(MIZUNO,))
    line = load_grammar("ko").sentence(slots, PEOPLE, Memory(), Attribution())
    assert line is not None
    assert line.text == text
