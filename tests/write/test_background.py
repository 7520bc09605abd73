"""What reports tell from the record: how often two have met, when it was announced, what came before; and its gate."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from stage import ARTICLES, CAST, HAN, LANGS, MEETING, MIZUNO, ORIGINS, STORY, day, fact

from dateline.group import Grouping
from dateline.lang.render import Attribution, Memory, Recollection, load_grammar, replace_slots
from dateline.model import Act, Anchor, Article, Mention, Participant, Quote, Reading, RecordRow, ReportSentence, Slots
from dateline.newsroom.before import Archive
from dateline.newsroom.onrecord import bears_out
from dateline.write import Encounters, Foretold, Past, plan_report, write_report

COUNT = {
    "en": "By this site's record, it was the third meeting between Han and Mizuno since October 2025.",
    "ja": "本サイトの記録では、韓瑞珍首相と水野氏の面会は2025年10月以降で3回目となる。",
    "ko": "이 사이트의 기록에 따르면, 한 총리와 미즈노 정조회장의 만남은 2025년 10월 이후 세 번째다.",
    "zh": "据本站记录，这是韩瑞珍与水野春人自2025年10月以来第三次会面。",
}
ANNOUNCED = {
    "en": "The meeting between Han and Mizuno on Jan. 8 had been announced on Jan. 5.",
    "ja": "8日の韓瑞珍首相と水野氏の面会は、5日に発表されていた。",
    "ko": "8일 한 총리와 미즈노 정조회장의 만남은 5일 발표된 바 있다.",
    "zh": "韩瑞珍与水野春人8日的会面已于5日宣布。",
}


@pytest.mark.parametrize("lang", LANGS)
def test_a_third_meeting_and_an_announcement_in_words(lang: str) -> None:
    grammar = load_grammar(lang)
    lead = grammar.sentence(MEETING, CAST, Memory(), Attribution())
    assert lead is not None
    third = grammar.recalled(Recollection(MEETING, number=3, since="2025-10"), CAST, lead.memory)
    told = grammar.recalled(Recollection(MEETING, day="2026-01-05", announced=True), CAST, lead.memory)
    assert third is not None
    assert told is not None
    assert (third.text, told.text) == (COUNT[lang], ANNOUNCED[lang])
    assert grammar.recalled(Recollection(MEETING, number=23, since="2025-10"), CAST, lead.memory) is None


def row(number: int, when: str) -> RecordRow:
    return RecordRow(
        id=f"m{number}",
        kind="meeting",
        title={},
        participants=(Participant(entity="e1", name="Han"), Participant(entity="e2", name="Mizuno")),
        time=day(when),
        anchors=(Anchor(f"b{number}", 0, 8, "they met"),),
    )


MET = Encounters(kind="meeting", people=("e1", "e2"), rows=(row(1, "2025-10-30"), row(2, "2025-12-02")))
LEAD = fact("f1", MEETING, "corroborated", 0.9)
EARLIER = fact("f0", replace_slots(MEETING, time=day("2025-10-30")), "corroborated", 0.9)


def report_with(past: Past, lead: object = LEAD) -> tuple[str, ...]:
    plan = plan_report(STORY, [lead], CAST.values(), ORIGINS, ARTICLES, past=past)  # type: ignore[list-item, arg-type]
    return tuple(s.text for s in write_report(plan, "en").sentences)


def test_the_record_stands_after_the_lead_and_says_nothing_twice() -> None:
    plan_ = Foretold(happened="f1", day="2026-01-05", announced=False, anchors=(Anchor("b3", 0, 4, "plan"),) * 2)
    lines = report_with(Past(facts=(EARLIER, LEAD), encounters=(MET,), foretold=(plan_,)))
    assert lines[1:] == (
        COUNT["en"],
        "The meeting between Han and Mizuno on Jan. 8 had been reported in advance on Jan. 5.",
        "Han held talks with Mizuno in Seoul on Oct. 30, 2025.",
    )


@pytest.mark.parametrize(("met", "counted"), [(8, True), (9, False)])
def test_meetings_that_no_language_has_a_number_for_are_not_brought_along(met: int, counted: bool) -> None:
    days = [f"2025-{month:02}-03" for month in range(1, met + 1)]
    told = [{"event": "told", "fact": f"g{n}", "date": when} for n, when in enumerate(days)]
    rows = tuple(
        replace(row(n, when), polarity="positive", history=(event,))
        for n, (when, event) in enumerate(zip(days, told, strict=True))
    )
    articles = {a.id: a for a in ARTICLES}
    archive = Archive(Grouping(stories=(STORY,), facts=(LEAD,), records=rows), articles, {})
    encounters = archive.before(STORY, [LEAD]).encounters
    assert [len(e.rows) for e in encounters] == ([met] if counted else [])
    said = [
        load_grammar(lang).recalled(Recollection(MEETING, number=met + 1, since="2025-01"), CAST, Memory())
        for lang in LANGS
    ]
    assert any(said) == counted


def test_two_meetings_are_not_counted_and_a_denied_one_recalls_nothing() -> None:
    one = Encounters(kind="meeting", people=MET.people, rows=MET.rows[:1])
    assert len(report_with(Past(encounters=(one,)))) == 1
    denied = fact("f1", replace_slots(MEETING, polarity="negative"), "corroborated", 0.9)
    assert len(report_with(Past(encounters=(MET,)), denied)) == 1


def test_an_office_that_has_changed_is_not_used_of_the_past() -> None:
    then = replace_slots(MEETING, time=day("2025-10-30"), actors=(type(HAN)(entity="e1", capacity="mayor", of="KR"),))
    plan = plan_report(
        STORY, [LEAD], CAST.values(), ORIGINS, ARTICLES, past=Past(facts=(fact("f0", then, "corroborated"),))
    )
    korean = [s.text for s in write_report(plan, "ko").sentences]
    assert "시장" not in " ".join(korean)
    assert len(korean) == 2


def source(number: int, when: str, *, positive: bool = True) -> tuple[str, tuple[Article, Reading]]:
    text = "they met"
    people = [
        Mention(text=t, start=s, end=s + len(t), kind="person", value=t, chain=n)
        for n, (t, s) in enumerate((("they", 0), ("met", 5)))
    ]
    act = Act(
        kind="meeting",
        rung="done",
        polarity="positive" if positive else "negative",
        actors=(Quote("they", 0, 4),),
        recipients=(Quote("met", 5, 8),),
        time=day(when),
        start=0,
        end=8,
    )
    article = Article(id=f"b{number}", source="s", text=text)
    return article.id, (article, Reading(article=article.id, mentions=tuple(people), acts=(act,)))


CHAINS = {f"b{n}#{c}": e for n in (1, 2) for c, e in ((0, "e1"), (1, "e2"))}
SENTENCE = ReportSentence(
    text=COUNT["en"],
    start=0,
    end=len(COUNT["en"]),
    section="background",
    facts=("met:m1+m2",),
    anchors=tuple(r.anchors[0] for r in MET.rows),
)


def test_the_gate_counts_again() -> None:
    good = dict([source(1, "2025-10-30"), source(2, "2025-12-02")])
    assert bears_out(SENTENCE, "en", good, CHAINS)
    fourth = replace(SENTENCE, text=SENTENCE.text.replace("third", "fourth"))
    assert not bears_out(fourth, "en", good, CHAINS)
    assert not bears_out(SENTENCE, "en", dict([source(1, "2025-10-30"), source(2, "2025-10-30")]), CHAINS)
    assert not bears_out(
        SENTENCE, "en", dict([source(1, "2025-10-30"), source(2, "2025-12-02", positive=False)]), CHAINS
    )
    assert not bears_out(SENTENCE, "en", good, {**CHAINS, "b2#1": "e3"})
    assert not bears_out(SENTENCE, "en", dict([source(1, "2025-10-30")]), CHAINS)


def test_the_sides_are_cited_in_turn_and_one_speaker_gets_one_sentence() -> None:
    said = [
        fact(f"f{n}", Slots(kind="statement", rung=rung, actors=(HAN,), topics=(topic,)), sides=("KR",))  # type: ignore[arg-type]
        for n, (rung, topic) in enumerate((("raised", "trade"), ("would", "joint_research")), start=2)
    ]
    other = fact("f4", Slots(kind="statement", rung="raised", actors=(MIZUNO,), topics=("tariffs",)), sides=("KR",))
    plan = plan_report(STORY, [LEAD, *said, other], CAST.values(), ORIGINS, ARTICLES)
    lines = [s.text for s in write_report(plan, "en").sentences][1:]
    assert lines == [
        "According to the South Korean side, Han referred to trade and signalled plans regarding joint research.",
        "Mizuno referred to tariffs, South Korea said.",
    ]
