"""When two texts bear each other out, however differently they put it, and when they do not."""

from __future__ import annotations

import pytest
from paper import Paper, links

from dateline.group import group_articles
from dateline.group.copies import Alignment, has_nothing_new, is_picked_up, is_translation, is_whole
from dateline.group.counts import find_counts
from dateline.group.credits import Credit, names_reporter, same_agency
from dateline.group.dossier import Dossier
from dateline.group.slips import is_slip
from dateline.model import Fact, Origin

ORIGIN = Origin(id="o1", kind="reporting", independent=True, articles=())
HEAD = "Harbour fees at Ambel"
ENVOY, LAND = "e-envoy", "e-land"


def spoken(outlet: str, sentence: str, **act: object) -> Paper:
    """A report of one sentence of an envoy's in which one act was read."""
    paper = Paper("en", "2026-03-04", outlet).block("headline", HEAD).block("body", f"{sentence} {outlet} was there.")
    if "Ro Danmi" in sentence:
        paper.name("Ro Danmi", ENVOY)
        if "Ambassador" in sentence:
            paper.office(ENVOY, "Ambassador", "ambassador", "KR")
    if "Seoul" in sentence:
        paper.name("Seoul", LAND, kind="place", value="KR/seoul", of="KR")
    return paper.act(clause=sentence, **act)  # type: ignore[arg-type]


def facts(*papers: Paper) -> list[Fact]:
    made = [(p, *p.done()) for p in papers]
    of_chain = links([(p, a) for p, a, _ in made])
    return list(group_articles([a for _, a, _ in made], [r for _, _, r in made], (), of_chain).facts)


def supports(found: list[Fact], kind: str) -> set[tuple[str, str]]:
    return {(f.slots.rung, f.support) for f in found if f.slots is not None and f.slots.kind == kind}


def test_what_a_country_says_by_its_envoy_its_envoy_says() -> None:
    by_country = spoken(
        "The Quay",
        "Ambassador Ro Danmi said Seoul wants lower harbour fees at Ambel.",
        kind="statement",
        rung="asked",
        actors=["Seoul"],
        said_by="Ro Danmi",
    )
    by_envoy = spoken(
        "Harbour Gazette",
        "Ambassador Ro Danmi asked for lower harbour fees at Ambel.",
        kind="statement",
        rung="asked",
        actors=["Ro Danmi"],
    )
    (fact,) = [f for f in facts(by_country, by_envoy) if f.slots is not None and f.slots.kind == "statement"]
    assert fact.support == "corroborated"
    assert [p.entity for p in fact.slots.actors] == [ENVOY]


def test_what_is_only_said_bears_out_what_was_asked_in_the_same_words_and_nothing_else() -> None:
    words = "Ambassador Ro Danmi {} lower harbour fees at Ambel."
    asked = spoken("The Quay", words.format("asked for"), kind="statement", rung="asked", actors=["Ro Danmi"])
    said = spoken("Harbour Gazette", words.format("spoke of"), kind="statement", rung="raised", actors=["Ro Danmi"])
    assert supports(facts(asked, said), "statement") == {("asked", "corroborated")}
    other = spoken(
        "Harbour Gazette",
        "Ambassador Ro Danmi spoke of a film festival in the hills.",
        kind="statement",
        rung="raised",
        actors=["Ro Danmi"],
    )
    assert supports(facts(asked, other), "statement") == {("asked", "single_origin"), ("raised", "single_origin")}


def test_a_sentence_with_no_act_read_bears_a_meeting_out_unless_it_is_still_to_come() -> None:
    def met(outlet: str, sentence: str, *, read: bool) -> Paper:
        paper = Paper("en", "2026-03-04", outlet).block("headline", HEAD).block("body", f"{sentence} It rained.")
        paper.name("Ro Danmi", ENVOY).name("Ilse Varga", "e-mayor")
        people = {"actors": ["Ro Danmi"], "recipients": ["Ilse Varga"]}
        return paper.act("meeting", "done", sentence, **people) if read else paper

    told = met("The Quay", "Ro Danmi met Ilse Varga at the town hall of Ambel.", read=True)
    unread = met("Harbour Gazette", "Ilse Varga received Ro Danmi at the town hall of Ambel.", read=False)
    planned = met("Harbour Gazette", "Ilse Varga will receive Ro Danmi at the town hall of Ambel.", read=False)
    assert supports(facts(told, unread), "meeting") == {("done", "corroborated")}
    assert supports(facts(told, planned), "meeting") == {("done", "single_origin")}


def test_what_did_not_happen_and_is_nobodys_is_of_the_parties_of_the_one_meeting() -> None:
    met, unsigned = "Ro Danmi met Ilse Varga at the town hall of Ambel.", "No joint statement was issued."
    paper = Paper("en", "2026-03-04", "The Quay").block("body", f"{met} {unsigned}")
    paper.name("Ro Danmi", ENVOY).name("Ilse Varga", "e-mayor")
    paper.act("meeting", "done", met, actors=["Ro Danmi"], recipients=["Ilse Varga"])
    paper.act("signing", "on_paper", unsigned, polarity="negative", topics=("joint_statement",))
    (fact,) = [f for f in facts(paper) if f.slots is not None and f.slots.kind == "signing"]
    assert {p.entity for p in fact.slots.actors} == {ENVOY, "e-mayor"}


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("ja", "ロ・ダンミ大使は記者団に「そのような約束はしていない」と否定した。"),
        ("ko", "노단미 대사는 그런 약속을 했다는 보도를 부인했다."),
        ("zh", "大使卢丹美否认曾作出这样的承诺。"),
    ],
)
def test_a_denial_read_as_a_statement_is_a_denial(lang: str, text: str) -> None:
    name = {"ja": "ロ・ダンミ", "ko": "노단미", "zh": "卢丹美"}[lang]
    paper = Paper(lang, "2026-03-04", "The Quay").block("body", text).name(name, ENVOY)
    paper.act("statement", "raised", text, actors=[name])
    (fact,) = facts(paper)
    assert fact.slots is not None
    assert fact.slots.polarity == "negative"


@pytest.mark.parametrize(
    ("lang", "text", "numbers", "things"),
    [
        ("en", "Police put the crowd at 4,200.", ("4,200",), {"participants"}),
        ("ja", "主催者によると約7千人が参加した。", ("7千人",), {"participants"}),
        ("ko", "이날 무인기 6대가 해협을 지나갔다.", ("6대",), {"aircraft"}),
        ("zh", "事发时厂房内共有41人。", ("41人",), {"inside"}),
        ("en", "The freighter Ambel 60719 was pulled from the water.", ("60719",), set()),
        ("en", "The ministry has 4,200 officials.", ("4,200",), set()),
    ],
)
def test_what_a_number_counts(lang: str, text: str, numbers: tuple[str, ...], things: set[str]) -> None:
    paper = Paper(lang, "2026-03-04").block("body", text)
    for words in numbers:
        unit = "aircraft" if words == "6대" else None if words == "60719" else "people"
        paper.number(words, "".join(c for c in words if c.isdigit()), unit)  # type: ignore[arg-type]
    assert {c.thing for c in find_counts(Dossier(*paper.done()), ORIGIN)} == things


def test_two_counts_of_one_crowd_are_in_dispute_and_a_lost_zero_is_a_slip() -> None:
    def crowd(lang: str, outlet: str, text: str, words: str, value: str) -> Paper:
        return (
            Paper(lang, "2026-03-04", outlet).block("headline", HEAD).block("body", text).number(words, value, "people")
        )

    one = crowd("en", "The Quay", "Police put the crowd at 4,200 in the port of Ambel.", "4,200", "4200")
    two = crowd("en", "Harbour Gazette", "Some 9,000 people marched in the port of Ambel.", "9,000", "9000")
    (fact,) = [f for f in facts(one, two) if f.values]
    assert (fact.support, fact.cause, {v.value for v in fact.values}) == ("disputed", "conflict", {"4200", "9000"})
    assert is_slip(212000, 21200)
    assert not is_slip(212000, 218400)


def test_a_chain_of_sentences_makes_a_translation_only_whole_and_of_some_length() -> None:
    def along(paired: int, shorter: int, likeness: float) -> bool:
        return is_whole(Alignment(0, 0.0, None, None, paired=paired, shorter=shorter, likeness=likeness))

    assert all(along(*chain) for chain in ((4, 4, 0.45), (3, 3, 0.55), (7, 8, 0.45), (5, 6, 0.53)))
    assert not any(along(*chain) for chain in ((3, 3, 0.45), (2, 2, 0.9), (4, 5, 0.45), (5, 8, 0.6)))
    assert not is_picked_up(Alignment(3, 1.0, None, None, paired=3, shorter=3, likeness=0.9), 0.9)


def test_a_text_with_nothing_of_its_own_is_the_earlier_one_in_another_order() -> None:
    def article(outlet: str, day: str, *sentences: str) -> Dossier:
        paper = Paper("en", day, outlet).block("body", "\n".join(sentences))
        for name, words in (("Ro Danmi", "e-envoy"), ("Hamm Orin", "e-mayor")):
            if name in " ".join(sentences):
                paper.name(name, words)
        return Dossier(*paper.done())

    met = "The harbour board met at Ambel on Tuesday for the first time in nine years."
    envoy = "Ambassador Ro Danmi said lower fees would bring the ferries back."
    crowd = "Some eighty fishermen stood outside with banners during the talks."
    mayor = "Hamm Orin said the town had heard nothing of the plan."
    first = article("Harbour Gazette", "2026-03-04", met, envoy, crowd)
    assert has_nothing_new(article("The Quay", "2026-03-05", crowd, met, envoy), first)
    assert not has_nothing_new(article("The Quay", "2026-03-05", crowd, met, mayor), first)
    crossed = Alignment(3, 0.5, 1.0, 1.0, paired=0, shorter=6, nearest=6)
    assert is_picked_up(crossed, 0.5, nothing_new=True)
    assert not is_picked_up(crossed, 0.5)
    assert not is_picked_up(crossed, 0.4, nothing_new=True)


@pytest.mark.parametrize(("likeness", "figures", "one"), [(0.56, 0.9, True), (0.45, 0.9, False), (0.56, 0.6, False)])
def test_a_signed_text_is_a_translation_where_sentences_and_figures_all_run_along(
    likeness: float, figures: float, one: bool
) -> None:
    text, version = (
        Dossier(*Paper(lang, "2026-03-04", "The Quay").block("body", body).done())
        for lang, body in (("en", "The board met at Ambel."), ("ja", "理事会はアンベルで開かれた。"))
    )
    found = Alignment(5, 0.8, figures, None, paired=6, shorter=7, likeness=likeness, nearest=6)
    assert is_translation(text, version, found, credited=False) is one


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("长湾通讯社", "Changwan News", True),
        ("The Incheon Mirror", "인천매일", False),
        ("Busan Ilbo", "부산일보", True),
        ("北方通讯社", "Kestrel Wire", False),
    ],
)
def test_an_agency_in_two_scripts_and_two_papers_of_one_town(a: str, b: str, same: bool) -> None:
    assert same_agency(Credit(a, a, known=False), Credit(b, b, known=False)) is same


@pytest.mark.parametrize(
    ("lang", "text", "signed"),
    [
        ("ja", "【安部留＝宮地遥】橋は閉鎖された。", True),
        ("ko", "[암벨=항구일보 노단미 특파원] 다리가 폐쇄됐다.", True),
        ("zh", "本报安贝尔3月4日电（记者 卢丹美）大桥已经关闭。", True),
        ("ko", "다리가 폐쇄됐다. 수리에는 9주가 걸린다.", False),
        ("zh", "当地时间4日，大桥关闭。", False),
    ],
)
def test_a_text_that_names_its_reporter(lang: str, text: str, signed: bool) -> None:
    assert names_reporter(Dossier(*Paper(lang, "2026-03-04").block("body", text).done())) is signed
