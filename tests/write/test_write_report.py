"""Plans and reports: one plan, four editions with the same facts, exact offsets, nothing said without a source."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from stage import ARTICLES, BOTH, CAST, EIGHTH, HAN, JANUARY, LANGS, MEETING, MIZUNO, ORIGINS, STORY, day, fact

from dateline.lang.render import replace_slots
from dateline.model import Anchor, Article, Entity, Fact, FactValue, Occupancy, Party, RecordRow, Slots, Telling
from dateline.write import (
    common_facts,
    lawful_headlines,
    plan_report,
    record_line,
    record_title,
    sentences_of,
    simplify,
    withhold,
    write_report,
)
from dateline.write.plan import Plan

HOPE = Slots(kind="statement", rung="asked", actors=(HAN,), recipients=(MIZUNO,), topics=("youth_exchange",))
TALK = Slots(kind="statement", rung="exchanged", actors=(HAN, MIZUNO), topics=("bilateral_ties",))
PLEDGE = Slots(kind="pledge", rung="undertook", actors=(MIZUNO,), bound=("e2",), topics=("youth_exchange",))
VISIT = Slots(kind="visit", rung="would", realis="planned", actors=(HAN,), place="JP", time=JANUARY)


def plan(facts: Sequence[Fact], **more: object) -> Plan:
    return plan_report(STORY, facts, tuple(CAST.values()), ORIGINS, ARTICLES, **more)  # type: ignore[arg-type]


def test_a_report_tells_the_meeting_then_who_said_what_then_what_is_planned() -> None:
    made = plan([fact("f4", VISIT), fact("f2", HOPE), fact("f1", MEETING), fact("f3", PLEDGE)])
    report = write_report(made, "en")
    assert report.text.split("\n") == [
        "Prime Minister Han Seo-jin holds talks with Liberal Democratic Party policy chief Haruto Mizuno",
        "South Korean Prime Minister Han Seo-jin held talks with Japan's Liberal Democratic Party policy chief "
        "Haruto Mizuno in Seoul on Jan. 8, 2026.",
        "Mizuno made a pledge on youth exchanges.",
        "Han expressed hope for youth exchanges.",
        "Han is scheduled to visit Japan in January.",
    ]
    assert [s.section for s in report.sentences] == ["lead", "said", "said", "next"]


def test_what_was_to_come_and_is_past_or_long_unsaid_is_not_next() -> None:
    articles = (ARTICLES[0], replace(ARTICLES[1], published="2026-01-20"))
    told = Telling(article="a1", act=0, lang="en", origin="o1", anchor=Anchor("a1", 0, 4, "page"), block="body")
    undated = fact(
        "f2", Slots(kind="visit", rung="would", realis="planned", actors=(HAN,), place="JP"), tellings=(told,)
    )
    ahead = fact("f3", replace_slots(VISIT, time=day("2026-01-28")), tellings=(told,))
    over = fact("f4", replace_slots(VISIT, time=day("2026-01-14")), tellings=(told,))

    def sections(articles: Sequence[Article], planned: Fact) -> list[str]:
        made = plan_report(STORY, [fact("f1", MEETING), planned], tuple(CAST.values()), ORIGINS, articles)
        return [s.section for s in write_report(made, "en").sentences]

    assert [sections(articles, one).count("next") for one in (undated, ahead, over)] == [0, 1, 0]
    assert sections(ARTICLES, undated).count("next") == 1


def test_of_what_is_to_be_put_off_nobody_is_said_to_have_plans() -> None:
    words = "Han announced that the government would postpone the trilateral summit"
    anchor = Anchor("a1", 0, len(words), words)
    told = Telling(article="a1", act=0, lang="en", origin="o1", anchor=anchor, block="body")
    slots = Slots(kind="statement", rung="would", actors=(HAN,), topics=("trilateral_summit",))
    made = plan([fact("f1", MEETING), fact("f2", slots, tellings=(told,))])
    assert "announced the postponement of" in write_report(made, "en").text
    assert "f2" not in {f for s in sentences_of(write_report(simplify(made, ["f2"]), "en")) for f in s.facts}


@pytest.mark.parametrize(
    ("lang", "words", "printed"),
    [
        ("en", "raised its policy rate to 2.25 percent from 2 percent", "raised interest rates to 2.25 percent"),
        ("ja", "政策金利を年2％から2.25％に引き上げた", "政策金利を2.25%に引き上げた"),
        ("ko", "기준금리를 연 2%에서 2.25%로 인상했다", "기준금리를 2.25%로 인상했다"),
        ("zh", "将政策利率从2%上调至2.25%", "把利率上调至2.25%"),
    ],
)
def test_a_rise_is_told_with_what_it_comes_to(lang: str, words: str, printed: str) -> None:
    anchor = Anchor("a1", 0, len(words), words)
    told = Telling(article="a1", act=0, lang=lang, origin="o1", anchor=anchor, block="body")
    bank = Party(entity="e3")
    slots = Slots(
        kind="other",
        rung="done",
        event="raise",
        thing="interest_rates",
        actors=(bank,),
        topics=("interest_rates",),
        amounts=(("2", "percent"), ("2.25", "percent")),
    )
    assert printed in write_report(plan([fact("f1", MEETING), fact("f2", slots, tellings=(told,))]), lang).text
    elsewhere = replace(told, anchor=replace(anchor, exact=words.replace("2.25", "2.5")))
    made = plan([fact("f1", MEETING), fact("f2", slots, tellings=(told, elsewhere))])
    assert "2.25" not in write_report(made, lang).text


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", "raised interest rates and cut its growth forecast to 20 percent"),
        ("en", "raised interest rates to 20 percent of the ceiling"),
        ("en", "raised interest rates by 20 percent"),
        ("ja", "政策金利を引き上げ、成長率見通しを20％に下げた"),
        ("ja", "政策金利を上限の20％に引き上げた"),
        ("ko", "기준금리를 인상하고 성장률 전망을 20%로 낮췄다"),
        ("zh", "上调政策利率，并把增长预期下调至20%"),
    ],
)
def test_what_another_thing_comes_to_is_not_told_of_this_one(lang: str, words: str) -> None:
    told = Telling(article="a1", act=0, lang=lang, origin="o1", anchor=Anchor("a1", 0, len(words), words), block="body")
    slots = Slots(
        kind="other",
        rung="done",
        event="raise",
        thing="interest_rates",
        actors=(Party(entity="e3"),),
        topics=("interest_rates",),
        amounts=(("20", "percent"),),
    )
    made = plan([fact("f1", MEETING), fact("f2", slots, tellings=(told,))])
    report = write_report(made, lang).text
    assert len(report.splitlines()) > 2, "the rise itself is told"
    assert "20%" not in report
    assert "20 percent" not in report
    (bare,) = lawful_headlines([slots], CAST, lang)
    assert "20" not in bare


def test_a_standfirst_tells_what_the_two_sides_agreed() -> None:
    agreed = Slots(kind="agreement", rung="agreed", actors=(HAN, MIZUNO), topics=("youth_exchange",))
    made = plan([fact("f4", VISIT), fact("f2", HOPE), fact("f1", MEETING), fact("f3", agreed)])
    told = {lang: write_report(made, lang).standfirst for lang in LANGS}
    assert {lang: s.text for lang, s in told.items() if s} == {
        "en": "The two sides agreed on youth exchanges.",
        "ja": "双方は青少年交流について合意した。",
        "ko": "양측은 청년 교류에 합의했다.",
        "zh": "双方就青年交流达成一致。",
    }


def test_what_the_same_two_discussed_joins_the_lead_with_both_facts() -> None:
    report = write_report(plan([fact("f1", MEETING), fact("f2", TALK)]), "ja")
    assert report.sentences[0].text == (
        "韓国の韓瑞珍（ハン・ソジン）首相は2026年1月8日、ソウルで自民党の水野春人政調会長と会談し、両国関係について協議した。"
    )
    assert report.sentences[0].facts == ("f1", "f2")
    assert len(report.sentences) == 1


def test_editions_carry_the_same_facts_in_the_same_order() -> None:
    made = plan([fact("f1", MEETING), fact("f2", HOPE), fact("f3", PLEDGE), fact("f4", VISIT)])
    told = {lang: [s.facts for s in sentences_of(write_report(made, lang))] for lang in LANGS}
    assert len({str(v) for v in told.values()}) == 1
    assert {f for facts in told["en"] for f in facts} == set(common_facts(made, LANGS)) == {"f1", "f2", "f3", "f4"}


def test_a_topic_without_words_in_one_language_is_dropped_from_all_and_an_empty_saying_is_not_printed() -> None:
    two = Slots(kind="statement", rung="asked", actors=(HAN,), topics=("no_such_topic", "trade"))
    none = Slots(kind="statement", rung="raised", actors=(MIZUNO,), topics=("no_such_topic",))
    report = write_report(plan([fact("f1", MEETING), fact("f2", two), fact("f3", none)]), "ko")
    assert [s.text for s in report.sentences[1:]] == ["한 총리는 무역과 관련한 기대를 밝혔다."]


def test_a_withheld_fact_leaves_every_edition_and_the_lead_is_chosen_again() -> None:
    made = withhold(plan([fact("f1", MEETING), fact("f2", HOPE)]), ["f1"])
    for lang in LANGS:
        report = write_report(made, lang)
        assert {f for s in (report.headline, *report.sentences) for f in s.facts} == {"f2"}
    assert write_report(withhold(made, ["f2"]), "en").blocked


def test_what_one_side_alone_tells_is_said_to_be_its_word() -> None:
    made = plan([fact("f1", MEETING), fact("f2", HOPE, sides=("KR",))])
    said = {lang: write_report(made, lang).sentences[-1] for lang in LANGS}
    assert said["en"].text == "Han expressed hope for youth exchanges, according to the South Korean side."
    assert said["ja"].text.startswith("韓国側によると、")
    assert said["ko"].text.startswith("한국 측에 따르면, ")
    assert said["zh"].text.startswith("据韩方消息，")
    assert {s.sides for s in said.values()} == {("KR",)}


def test_a_disputed_date_is_left_out_of_the_lead_and_both_dates_are_given() -> None:
    values = (FactValue(value="2026-01-05", origins=("o1",)), FactValue(value="2026-01-06", origins=("o2",)))
    disputed = fact("f1", MEETING, "disputed", slot="time", values=values, cause="publication_day")
    report = write_report(plan([disputed]), "en")
    assert "Jan." not in report.sentences[0].text
    assert report.sentences[1].text == (
        "Sources differ on the date: Jan. 5, 2026 (Harbour Gazette) or Jan. 6, 2026 (Daily Lamp). "
        "One of the dates may be the day of publication."
    )
    assert report.blocked is None
    conflict = fact("f1", MEETING, "disputed", slot="time", values=values, cause="conflict")
    assert write_report(plan([conflict]), "en").blocked


def test_forecasts_need_a_forecaster() -> None:
    forecast = Slots(kind="agreement", rung="agreed", realis="possible", actors=(HAN, MIZUNO), topics=("trade",))
    lonely = plan([fact("f1", MEETING), fact("f2", forecast)])
    assert [s.section for s in write_report(lonely, "en").sentences] == ["lead"]
    named = plan([fact("f1", MEETING), fact("f2", forecast, sides=("KR",))])
    last = write_report(named, "en").sentences[-1]
    assert (last.section, last.text) == (
        "forecast",
        "Han and Mizuno may agree on issues regarding trade, according to the South Korean side.",
    )


def test_a_weaker_saying_of_the_same_speaker_on_the_same_matter_is_not_repeated() -> None:
    raised = Slots(kind="statement", rung="raised", actors=(MIZUNO,), topics=("youth_exchange",))
    made = plan([fact("f1", MEETING), fact("f2", PLEDGE, weight=0.2), fact("f3", raised, weight=0.9)])
    assert common_facts(made, LANGS) == ("f1", "f2")


def test_a_teaser_never_leads_and_is_marked() -> None:
    weak = fact("f1", MEETING, weak_evidence=True, weight=1.0)
    report = write_report(plan([weak, fact("f2", HOPE)]), "en")
    assert report.headline.facts == ("f2",)
    assert [s.weak_evidence for s in report.sentences if "f1" in s.facts] == [True]


def test_an_office_held_since_a_month_is_background() -> None:
    held = Occupancy(entity="e2", position="party_policy_chief", of="JP/ldp", since="2025-10")
    made = plan([fact("f1", MEETING)], occupancies=[held])
    assert [write_report(made, lang).sentences[-1].text for lang in LANGS] == [
        "Mizuno has been policy chief of Japan's Liberal Democratic Party since October 2025.",
        "水野氏は2025年10月から自民党政調会長を務めている。",
        "미즈노 하루토 씨는 2025년 10월부터 일본 자민당 정조회장을 맡고 있다.",
        "水野春人自2025年10月起担任日本自民党政调会长。",
    ]


def test_the_banner_says_when_nothing_is_independent() -> None:
    made = plan([fact("f1", MEETING)])
    assert write_report(made, "en").banner == (
        "Two AI rewrites; origin named: the South Korean prime minister's office; none independent",
    )
    assert "独立した出所なし" in write_report(made, "ja").banner[0]
    assert "독립 출처 없음" in write_report(made, "ko").banner[0]
    assert "无独立来源" in write_report(made, "zh").banner[0]


def test_records_have_a_title_and_a_line_in_every_language() -> None:
    row = RecordRow(id="m1", kind="meeting", title={}, slots=MEETING)
    lines = {lang: record_line(row, CAST.values(), lang) for lang in LANGS}
    assert lines["zh"] == "韩国总理韩瑞珍2026年1月8日在首尔与日本自民党政调会长水野春人举行会谈。"
    assert lawful_headlines([MEETING, MEETING], CAST, "ja") == (record_title(row, CAST.values(), "ja"),)


ACTS = st.sampled_from([MEETING, HOPE, TALK, PLEDGE, VISIT])
PARTIES = st.sampled_from([HAN, MIZUNO, BOTH])
TOPICS = st.lists(
    st.sampled_from(["trade", "tariffs", "youth_exchange", "memorandum", "nowhere"]), max_size=4, unique=True
)


@st.composite
def slots(draw: st.DrawFn) -> Slots:
    return Slots(
        kind=draw(st.sampled_from(["meeting", "visit", "call", "statement", "agreement", "signing", "pledge", "plan"])),
        rung=draw(
            st.sampled_from(["raised", "asked", "would", "undertook", "exchanged", "saw_alike", "agreed", "done"])
        ),
        polarity=draw(st.sampled_from(["positive", "negative"])),
        realis=draw(st.sampled_from(["actual", "planned", "possible", "conditional"])),
        actors=tuple(draw(st.lists(PARTIES, max_size=2, unique=True))),
        recipients=tuple(draw(st.lists(PARTIES, max_size=1))),
        topics=tuple(draw(TOPICS)),
        hedge=draw(st.sampled_from([None, "likely", "expected", "reported", "considering", "alleged"])),
        time=draw(st.sampled_from([None, EIGHTH, JANUARY, day("2025-12-30")])),
        place=draw(st.sampled_from([None, "KR/seoul", "JP", "XX/nowhere"])),
    )


@settings(max_examples=60, deadline=None)
@given(st.lists(slots(), max_size=6))
def test_any_facts_give_editions_with_exact_offsets_and_the_same_facts(acts: list[Slots]) -> None:
    made = plan([fact(f"f{i}", a) for i, a in enumerate(acts)])
    told = set()
    for lang in LANGS:
        report = write_report(made, lang)
        for sentence in (report.headline, *filter(None, [report.standfirst]), *report.sentences):
            assert report.text[sentence.start : sentence.end] == sentence.text
            assert not {"{", "[", "<", "None"} & set(sentence.text)
        told.add(tuple(s.facts for s in report.sentences))
    assert len(told) == 1


@pytest.mark.parametrize("lang", LANGS)
def test_the_order_of_facts_does_not_change_a_report(lang: str) -> None:
    facts = [fact("f1", MEETING), fact("f2", HOPE), fact("f3", PLEDGE), fact("f4", VISIT)]
    entities: list[Entity] = list(CAST.values())
    once = plan_report(STORY, facts, entities, ORIGINS, ARTICLES)
    again = plan_report(STORY, facts[::-1], entities[::-1], ORIGINS[::-1], ARTICLES[::-1])
    assert write_report(once, lang) == write_report(again, lang)
