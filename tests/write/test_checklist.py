"""The checklist of each language: particles, agreement, honorifics, counters, tense, punctuation, over all that can be said."""

from __future__ import annotations

import itertools
import re

import pytest
from stage import BOTH, CAST, EIGHTH, HAN, LANGS, MEETING, MIZUNO, SAKURAI, entity

from dateline.lang.frames import is_casualty
from dateline.lang.render import Attribution, Memory, load_grammar, replace_slots
from dateline.model import Party, Slots

NOBODY = Attribution()
KOREA = Attribution(sides=("KR",))
TOPICS = (("trade",), ("youth_exchange", "tariffs"), ("joint_research", "trade", "missile_launch"))
ONE = [(r, k) for r in ("raised", "asked", "would", "undertook") for k in ("statement", "pledge")]


def acts() -> list[Slots]:
    """Every kind and rung, affirmed and denied, of one, of another, of two and of both sides."""
    made = [
        Slots(kind=kind, rung=rung, actors=(who,), topics=topics, polarity=sign)  # type: ignore[arg-type]
        for (rung, kind), who, topics, sign in itertools.product(ONE, (HAN, SAKURAI), TOPICS, ("positive", "negative"))
    ]
    made += [
        Slots(kind=kind, rung=rung, actors=who, topics=topics, polarity=sign)  # type: ignore[arg-type]
        for (rung, kind), who, topics, sign in itertools.product(
            (("exchanged", "statement"), ("saw_alike", "statement"), ("agreed", "agreement"), ("on_paper", "signing")),
            ((HAN, MIZUNO), (BOTH,)),
            TOPICS,
            ("positive", "negative"),
        )
    ]
    for kind, sign, real in itertools.product(("received", "met", "talks", "summit"), ("positive", "negative"), (0, 1)):
        slots = replace_slots(MEETING, meeting=kind, polarity=sign)
        made.append(replace_slots(slots, realis="planned", rung="would") if real else slots)
    made.append(Slots(kind="visit", rung="done", actors=(MIZUNO,), place="KR", time=EIGHTH))
    made.append(Slots(kind="call", rung="done", actors=(HAN,), recipients=(MIZUNO,), time=EIGHTH))
    toll = Slots(kind="other", rung="done", topics=("fire",), place="KR/seoul", time=EIGHTH, amounts=(("1", "dead"),))
    made += [toll, replace_slots(toll, amounts=(("12", "injured"),), topics=("typhoon",))]
    return made


def said(lang: str, by: Attribution = NOBODY) -> list[tuple[Slots, str]]:
    """What the grammar says of each act, after the meeting has been told."""
    grammar = load_grammar(lang)
    lead = grammar.sentence(MEETING, CAST, Memory(), NOBODY)
    assert lead is not None
    lines = ((act, grammar.sentence(act, CAST, lead.memory, by)) for act in acts())
    return [(act, line.text) for act, line in lines if line is not None]


@pytest.fixture(scope="module", params=LANGS)
def told(request: pytest.FixtureRequest) -> tuple[str, list[tuple[Slots, str]]]:
    return request.param, [*said(request.param), *said(request.param, KOREA)]


def test_most_acts_can_be_said(told: tuple[str, list[tuple[Slots, str]]]) -> None:
    assert len(told[1]) > 100


def test_punctuation(told: tuple[str, list[tuple[Slots, str]]]) -> None:
    lang, lines = told
    stop = "。" if lang in ("ja", "zh") else "."
    for _, text in lines:
        assert text.endswith(stop), text
        assert text.count(stop) == 1 or lang in ("en", "ko"), text
        assert not re.search(r"  |\.\.|,,|、、|，，|^[ ,、，]|[\[\]{}<>|^]", text), text
        if lang in ("ja", "zh"):
            assert not re.search(r"[,;:!?]|\.(?!\d)", text), text
        if lang == "zh":
            assert not re.search(r"(?<![A-Za-z]) (?![A-Za-z])", text), text


@pytest.mark.parametrize("lang", ["en"])
def test_english_agreement_articles_and_tense(lang: str) -> None:
    for act, text in said(lang):
        several = len(act.actors) > 1 or act.actors == (BOTH,)
        assert not re.search(r"\b(?:a)\s[aeio]|\ban\s[^aeiouAEIOU]|\bone people\b|\bdid not \w+ed\b", text), text
        assert not re.search(r" and \w+ is | sides is ", text), text
        if act.realis == "planned":
            assert (" are scheduled to " in text or " is scheduled to " in text) or " will not " in text, text
            assert not several or " is scheduled" not in text, text
        if act.polarity == "negative" and act.realis == "actual":
            assert " did not " in text, text


def test_japanese_particles_honorifics_counters_and_tense() -> None:
    for act, text in said("ja"):
        assert not re.search(r"(はは|がが|をを|にに|でで|とと|のの)", text), text
        if is_casualty(act):
            assert "1人" in text or "12人" in text, text
            continue
        assert "は" in text, text
        people = [p for p in act.actors if p is not BOTH]
        assert all(re.search(r"(?:首相|氏|大使|政調会長)", text) for _ in people), text
        ends = "予定だ" if act.realis == "planned" else "なかった" if act.polarity == "negative" else ("た", "だ")
        assert text.rstrip("。").endswith(ends), text


def test_korean_particles_honorifics_counters_and_tense() -> None:
    for act, text in said("ko"):
        assert not re.search(r"\((?:는|가|를|과|와|로)\)", text), text
        assert not re.search(
            r"[가-힣](?<=[가개게고구그기나다라마바사아자차카타파하])(?:은|을)(?= )(?<!같은)(?<!맡은)", text
        ), text
        if is_casualty(act):
            assert re.search(r"1명이|12명이", text), text
            continue
        people = [p for p in act.actors if p is not BOTH]
        assert all(re.search(r"(?:총리|대사|정조회장|씨)", text) for _ in people), text
        ends = (
            "예정이다." if act.realis == "planned" else ("않았다.", "못했다.") if act.polarity == "negative" else "다."
        )
        assert text.endswith(ends), text


def test_chinese_negation_aspect_and_counters() -> None:
    for act, text in said("zh"):
        if act.polarity == "negative":
            assert ("将不" if act.realis == "planned" else "未") in text, text
        else:
            assert not re.search("[未不]", text), text
        if act.realis == "planned" and act.polarity == "positive":
            assert "将" in text, text
        if act.kind == "visit" and act.realis == "actual":
            assert "访问了" in text, text
        if is_casualty(act):
            assert re.search(r"造成1人死亡|造成12人受伤", text), text


@pytest.mark.parametrize("lang", LANGS)
def test_who_has_no_readable_name_goes_by_the_office(lang: str) -> None:
    native = {"en": "ko:표한솔:2", "ja": "ko:표한솔:2", "ko": "ja:表半蔵:2", "zh": "ja:ヒョウ・ハン:2"}[lang]
    cast = {**CAST, "e9": entity("e9", "person", native, "VN")}
    party = Party(entity="e9", capacity="foreign_minister", of="VN")
    grammar = load_grammar(lang)
    slots = replace_slots(MEETING, recipients=(party,))
    line = grammar.sentence(slots, cast, Memory(), NOBODY)
    assert line is not None
    name = native.split(":")[1]
    aside = f"（{name}）" if lang in ("ja", "zh") else f"({name})"
    if lang != "en":  # Hangul is romanised in English
        assert aside in line.text, line.text
    again = grammar.sentence(slots, cast, line.memory, NOBODY)
    assert again is not None
    assert aside not in again.text
    assert grammar.headline(slots, cast, NOBODY)
