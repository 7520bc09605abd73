"""Events in reports: whom they have, the bar of what is to somebody's discredit, the denial beside it, what leads."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from stage import ARTICLES, CAST, EIGHTH, HAN, LANGS, MIZUNO, ORIGINS, SAKURAI, STORY, fact

from dateline.lang.data import load_table
from dateline.lang.events import counted_group, event_form, form_of, is_adverse, is_event
from dateline.lang.frames import choose_frame
from dateline.lang.render import Attribution, Memory, load_grammar, replace_slots
from dateline.model import Anchor, Entity, Fact, Origin, Party, Slots, Telling
from dateline.write import below_bar, plan_report, sentences_of, write_report
from dateline.write.plan import Plan

EVENTS = load_table("pivot", "events")
MINISTRY = Party(entity="e3", of="KR")


def event(key: str, **more: object) -> Slots:
    return Slots(kind="other", rung="done", event=key, **more)  # type: ignore[arg-type]


ARREST = event("arrest", recipients=(MIZUNO,), time=EIGHTH)
DENIES = Slots(kind="statement", rung="raised", polarity="negative", actors=(MIZUNO,))
OFFICIAL = Origin(id="o3", kind="official", independent=True, name="Police", articles=("a1",))


def told(id_: str, slots: Slots, words: str, lang: str = "en", **more: object) -> Fact:
    made = fact(id_, slots, **more)  # type: ignore[arg-type]
    telling = Telling(article="a1", act=0, lang=lang, origin="o1", anchor=Anchor("a1", 0, len(words), words))
    return Fact(**{**{f: getattr(made, f) for f in made.__struct_fields__}, "tellings": (telling,)})


def plan(facts: Sequence[Fact], origins: Sequence[Origin] = ORIGINS) -> Plan:
    return plan_report(STORY, facts, tuple(CAST.values()), origins, ARTICLES)


def lines(made: Plan, lang: str = "en") -> list[str]:
    return [s.text for s in sentences_of(write_report(made, lang))]


@pytest.mark.parametrize("key", list(EVENTS))
def test_every_event_has_a_frame_by_its_form(key: str) -> None:
    form = form_of(key)
    slots = event(key, **{"recipients" if form == "patient" else "actors": (HAN,)})
    frame = choose_frame(slots, CAST)
    assert frame is not None
    assert frame.key == (
        "appointment" if key in ("appoint", "elect") else f"event.{key}" + (".passive" if form == "patient" else "")
    )
    assert is_event(slots)
    assert choose_frame(replace_slots(slots, hedge="alleged"), CAST) is None


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("key", [k for k in EVENTS if k not in ("appoint", "elect")])
def test_every_event_can_be_said_of_a_person_in_every_language(key: str, lang: str) -> None:
    side = "recipients" if form_of(key) == "patient" else "actors"
    for more in ({}, {"polarity": "negative"}, {"realis": "planned"}):
        slots = event(key, **{side: (HAN,)}, **more)
        line = load_grammar(lang).sentence(slots, CAST, Memory(), Attribution())
        assert line is not None
        assert load_grammar(lang).headline(slots, CAST, Attribution()) is not None


def test_words_and_acts_with_a_frame_of_their_own_are_no_events() -> None:
    assert event_form(Slots(kind="pledge", rung="undertook", actors=(HAN,), event="resign")) is None
    assert event_form(Slots(kind="signing", rung="done", actors=(HAN,), event="sign", thing="treaty")) is None
    assert event_form(event("arrest", actors=(HAN,))) is None
    assert event_form(event("recall", actors=(MINISTRY,))) is None
    assert event_form(event("recall", actors=(MINISTRY,), thing="product")) == "thing"
    assert counted_group(event("rescue", amounts=(("14", "people"),))) == ("14", "people")
    assert choose_frame(event("die", actors=(MINISTRY,)), CAST) is None  # a ministry does not die


def test_what_is_to_a_persons_discredit_takes_two_origins_or_an_official_one() -> None:
    lone, two = fact("f1", ARREST), fact("f1", ARREST, "corroborated")
    assert below_bar(lone, CAST, ORIGINS) is not None
    assert below_bar(two, CAST, ORIGINS) is None
    assert (
        below_bar(fact("f1", ARREST, weight=0.9), CAST, (Origin(id="o1", kind="official", independent=True),)) is None
    )
    assert below_bar(fact("f1", replace_slots(ARREST, realis="planned"), "corroborated"), CAST, ORIGINS) is not None
    assert below_bar(fact("f1", event("search", recipients=(MINISTRY,))), CAST, ORIGINS) is None
    assert is_adverse(ARREST)
    assert not is_adverse(event("resign", actors=(HAN,)))
    assert plan([lone]).lead is None
    assert (
        lines(plan([two]))[1]
        == "Japan's Liberal Democratic Party policy chief Haruto Mizuno was arrested on Jan. 8, 2026."
    )


@pytest.mark.parametrize("lang", LANGS)
def test_the_denial_stands_right_after_what_it_denies(lang: str) -> None:
    facts = [
        fact("f1", ARREST, "corroborated", weight=0.9),
        fact("f2", event("resign", actors=(SAKURAI,), time=EIGHTH), "corroborated", weight=0.8),
        told("f3", DENIES, "Mizuno denied the charges.", weight=0.05),
    ]
    report = write_report(plan(facts), lang)
    order = [s.facts[0] for s in report.sentences]
    assert order.index("f3") == order.index("f1") + 1
    assert any("f2" in s.facts for s in report.sentences)


def test_without_a_word_of_denial_nothing_is_denied() -> None:
    silent = told("f3", replace_slots(DENIES, topics=("tariffs",)), "Mizuno did not mention tariffs.", weight=0.5)
    said = told("f3", replace_slots(DENIES, topics=("tariffs",)), "Mizuno denied the reports on tariffs.", weight=0.5)
    lead = fact("f1", event("resign", actors=(SAKURAI,), time=EIGHTH), "corroborated", weight=0.9)
    assert not any("f3" in s.facts for s in write_report(plan([lead, silent]), "en").sentences)
    assert "denied claims regarding tariffs" in " ".join(lines(plan([lead, said])))


def test_an_event_leads_before_what_was_said() -> None:
    hope = Slots(kind="statement", rung="asked", actors=(HAN,), recipients=(MIZUNO,), topics=("youth_exchange",))
    made = plan([fact("f1", hope, weight=0.9), fact("f2", event("resign", actors=(SAKURAI,)), weight=0.7)])
    assert made.lead is not None
    assert made.lead.ids == ("f2",)


def test_the_doer_that_is_named_by_kind_alone_is_left_out() -> None:
    court = Entity(id="c", kind="organization", key="court")
    slots = event("acquit", actors=(Party(entity="c"),), recipients=(HAN,), time=EIGHTH)
    made = plan_report(STORY, [fact("f1", slots, "corroborated")], (*CAST.values(), court), ORIGINS, ARTICLES)
    assert lines(made)[1] == "South Korean Prime Minister Han Seo-jin was acquitted on Jan. 8, 2026."
