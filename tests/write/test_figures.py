"""What is told by figures: pledges that count something, people harmed, and numbers on which sources differ."""

from __future__ import annotations

import pytest
from stage import CAST, LANGS, MEETING, MIZUNO, day, entity

from dateline.lang.render import Attribution, Dispute, Memory, load_grammar, replace_slots
from dateline.model import Anchor, Article, Block, DateValue, Fact, FactValue, Party, Slots, Telling
from dateline.newsroom.casualties import scene_of, with_casualties
from dateline.read import read_article

DUE = DateValue(text="x", start=0, end=1, mod="ON_OR_BEFORE", earliest="2026-01-08", latest="2026-12-31")
PLEDGE = Slots(
    kind="pledge", rung="undertook", actors=(MIZUNO,), bound=("e2",), time=DUE, amounts=(("60", "students"),)
)
FIRE = Slots(
    kind="other",
    rung="done",
    topics=("fire",),
    place="KR/incheon",
    time=day("2026-05-07"),
    amounts=(("2", "injured"),),
)


def said(slots: Slots, lang: str) -> str | None:
    line = load_grammar(lang).sentence(slots, CAST, Memory(frozenset(["e2"])), Attribution())
    return line.text if line else None


def test_a_pledge_is_told_by_what_it_counts_and_when_it_is_due() -> None:
    assert said(PLEDGE, "en") == "Mizuno made a pledge concerning 60 students (within 2026)."
    for lang in LANGS:
        assert "60" in (said(PLEDGE, lang) or "")
        assert "2026" in (said(PLEDGE, lang) or "")
        assert said(replace_slots(PLEDGE, time=None), lang) is None


def test_people_harmed_are_told_with_disaster_place_and_day() -> None:
    assert said(FIRE, "en") == "A fire in Incheon injured two people on May 7, 2026."
    assert said(FIRE, "ja") == "2026年5月7日、仁川で火災があり、2人が負傷した。"
    assert said(FIRE, "ko") == "2026년 5월 7일 인천에서 화재로 2명이 다쳤다."
    assert said(FIRE, "zh") == "2026年5月7日仁川发生火灾，造成2人受伤。"
    assert all(said(replace_slots(FIRE, place=None), lang) is None for lang in LANGS)


@pytest.mark.parametrize("lang", LANGS)
def test_a_disputed_number_names_what_it_counts(lang: str) -> None:
    cast = {**CAST, "e9": entity("e9", "organization", "", "SG", "delegation")}
    values = (("12", "people", ("Alpha",)), ("15", "people", ("Beta",)))
    text = load_grammar(lang).disputed(Dispute("number", values, "conflict", Party(entity="e9")), cast)
    words = {"en": "Singaporean delegation", "ja": "代表団", "ko": "대표단", "zh": "代表团"}
    assert text is not None
    assert words[lang] in text
    assert "Alpha" in text
    assert "15" in text


def test_an_agreement_on_an_agreement_is_said_once() -> None:
    agreed = Slots(kind="agreement", rung="agreed", weak=True, actors=MEETING.actors, recipients=MEETING.recipients)
    text = said(replace_slots(agreed, topics=("agreement_text",)), "en")
    assert text is not None
    assert text.count("agreement") == 1


def figure(texts: tuple[str, ...]) -> Fact:
    articles = [
        Article(
            id=f"a{i}", source="s", lang="en", text=t, published="2026-05-07", blocks=(Block("body", 0, len(t), "en"),)
        )
        for i, t in enumerate(texts)
    ]
    readings = {a.id: read_article(a) for a in articles}
    anchors = [Anchor(article=a.id, start=0, end=len(a.text), exact=a.text) for a in articles]
    told = tuple(Telling(article=a.article, act=None, lang="en", origin=f"o{a.article}", anchor=a) for a in anchors)
    fact = Fact(
        id="f1",
        story="s1",
        text=texts[0],
        support="corroborated",
        values=(FactValue(value="2", unit="injured"),),
        anchors=tuple(anchors),
        tellings=told,
        weight=0.3,
    )
    return with_casualties(fact, scene_of([fact], {a.id: a for a in articles}, readings), readings)


def test_a_figure_is_an_act_only_where_two_origins_agree_on_disaster_and_place() -> None:
    first = "A fire at a mill in Incheon injured two people on May 7, 2026."
    found = figure((first, "Two people were injured in a blaze in Incheon on May 7, 2026.")).slots
    assert found is not None
    assert (found.topics, found.place, found.amounts) == (("fire",), "KR/incheon", (("2", "injured"),))
    assert figure((first, "Two people were injured in a blaze in Busan on May 7, 2026.")).slots is None
    assert figure((first, "Two people were injured in Incheon on May 7, 2026.")).slots is None


def test_where_sentences_name_two_countries_the_place_is_not_sure() -> None:
    texts = (
        "A fire on a ferry from South Korea injured two people off the coast of Japan on May 7, 2026.",
        "Two people were injured in a fire on a ferry of South Korea on May 7, 2026.",
    )
    assert figure(texts).slots is None
