"""What is to be done with what: found alike in four languages, printed, and found again in what is printed."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest
from stage import CAST, HAN, LANGS, MIZUNO

from dateline.lang.data import load_table
from dateline.lang.goals import goals_in, is_named_apart, may_be_done, objects_in
from dateline.lang.render import Attribution, Memory, load_grammar
from dateline.model import Slots

PIVOT = load_table("pivot", "goals")
TOPIC_KEYS = tuple(load_table("pivot", "topics"))
TOPICS = defaultdict[str, tuple[str, ...]](tuple, vaccinate=("vaccines",))
WAYS = (
    ("pledge", "undertook", (HAN,), None),
    ("agreement", "agreed", (HAN, MIZUNO), None),
    ("statement", "would", (HAN,), None),
    ("statement", "asked", (HAN,), "request"),
    ("statement", "asked", (HAN,), "hope"),
    ("statement", "raised", (HAN,), None),
)


def pairs() -> list[tuple[str, str]]:
    """Each deed with four objects that it may be done to, taken in turn."""
    made = []
    for number, deed in enumerate(PIVOT["deeds"]):
        things = [t for t in (*PIVOT["objects"], *TOPICS[deed]) if may_be_done(deed, t)]
        made += [(deed, things[(number * 7 + n * 13) % len(things)]) for n in range(4)]
    return list(dict.fromkeys(made))


@pytest.mark.parametrize("lang", LANGS)
def test_what_is_printed_is_found_again(lang: str) -> None:
    grammar, lost = load_grammar(lang), []
    for deed, thing in pairs():
        for kind, rung, actors, manner in WAYS:
            slots = Slots(kind=kind, rung=rung, actors=actors, topics=(thing,))  # type: ignore[arg-type]
            said = Attribution(manner=manner, goals=((deed, thing),))  # type: ignore[arg-type]
            line = grammar.sentence(slots, CAST, Memory(frozenset(CAST)), said)
            assert line is not None
            if (deed, thing) not in goals_in(line.text, lang, (thing, *objects_in(line.text, lang))):
                lost.append(line.text)
    assert len(lost) <= 0.01 * len(pairs()) * len(WAYS), lost[:60]


@pytest.mark.parametrize(
    ("lang", "words", "thing"),
    [
        ("en", "agreed to lift the ban on imports", "imports"),
        ("en", "agreed to end restrictions on imports", "imports"),
        ("en", "refused to publish the report", "report"),
        ("en", "promised to pay the bills next year", "legislation"),
        ("ja", "輸入禁止を解除するよう求めた", "imports"),
        ("ja", "報告書を公表しないと述べた", "report"),
        ("ja", "報告書を公表した", "report"),
        ("ko", "수입 금지를 해제해 달라고 요청했다", "imports"),
        ("ko", "보고서를 공개하지 않겠다고 밝혔다", "report"),
        ("ko", "보고서를 공개했다", "report"),
        ("ja", "ビザの手数料引き下げを求めた", "visas"),
        ("ko", "비자 수수료 인하를 요청했다", "visas"),
        ("zh", "要求停止限制进口。", "imports"),
        ("zh", "表示不会公布报告。", "report"),
        ("zh", "要求取消对进口的限制。", "imports"),
    ],
)
def test_what_is_denied_done_or_turned_round_is_no_deed(lang: str, words: str, thing: str) -> None:
    assert not {g for g in goals_in(words, lang, (thing,)) if g[1] == thing}


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", "He pledged to publish the outside lawyers' report by the end of June."),
        ("ja", "報告書を6月末までに公表すると約束した。"),
        ("ko", "보고서를 6월 말까지 공개하겠다고 약속했다."),
        ("zh", "承诺在6月底前公布调查报告。"),
    ],
)
def test_the_same_matter_is_one_pair_in_every_language(lang: str, words: str) -> None:
    assert goals_in(words, lang, objects_in(words, lang)) == {("publish", "report")}


@pytest.mark.parametrize("lang", LANGS)
def test_every_object_is_printed_and_found_again(lang: str) -> None:
    grammar, lost = load_grammar(lang), []
    for number, thing in enumerate(PIVOT["objects"]):
        deeds = [d for d in PIVOT["deeds"] if may_be_done(d, thing)]
        deed = deeds[number * 5 % len(deeds)]
        slots = Slots(kind="pledge", rung="undertook", actors=(HAN,), topics=(thing,))
        line = grammar.sentence(slots, CAST, Memory(frozenset(CAST)), Attribution(goals=((deed, thing),)))
        assert line is not None
        if (deed, thing) not in goals_in(line.text, lang, objects_in(line.text, lang)):
            lost.append(line.text)
    assert len(lost) <= 0.01 * len(PIVOT["objects"]), lost


@pytest.mark.parametrize(("lang", "word"), [("zh", "移民"), ("ja", "移民"), ("en", "immigration")])
def test_two_matters_of_the_same_words_are_printed_once(lang: str, word: str) -> None:
    slots = Slots(kind="agreement", rung="agreed", actors=(HAN, MIZUNO), topics=("immigration", "migrants"))
    line = load_grammar(lang).sentence(slots, CAST, Memory(frozenset(CAST)), Attribution())
    assert line is not None
    assert line.text.lower().count(word) == 1, line.text


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", "agreed to set up a working group on shipping"),
        ("ja", "海運に関する作業部会を設置することで合意した"),
        ("ko", "해운 분야 작업반을 설치하기로 합의했다"),
        ("zh", "同意设立海运工作组"),
    ],
)
def test_a_working_group_is_one_in_every_language(lang: str, words: str) -> None:
    assert goals_in(words, lang, objects_in(words, lang)) <= {("establish", "working_group")}
    assert goals_in(words, lang, (*objects_in(words, lang), *TOPIC_KEYS)) == {("establish", "working_group")}


def rows(name: str) -> list[list[str]]:
    text = (Path(__file__).parents[1] / "fixtures" / "goals" / name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines()]


@pytest.mark.parametrize(("number", "lang"), list(enumerate(LANGS)))
def test_the_same_matter_is_found_in_sentences_of_every_language(number: int, lang: str) -> None:
    wrong = []
    for deed, thing, *sentences in rows("pairs.tsv"):
        text = sentences[number]
        found = goals_in(text, lang, (*objects_in(text, lang), *TOPIC_KEYS))
        if found != {(deed, thing)}:
            wrong.append((text, sorted(found)))
    assert not wrong


def test_pledges_requests_and_plans_of_general_news_have_their_matter() -> None:
    wrong = []
    for lang, deed, thing, text in rows("found.tsv"):
        found = goals_in(text, lang, (*objects_in(text, lang), *TOPIC_KEYS))
        if found != {(deed, thing)}:
            wrong.append((text, sorted(found)))
    assert not wrong


def test_words_that_mean_something_else_are_no_deed_and_object() -> None:
    wrong = []
    for lang, thing, text in rows("traps.tsv"):
        assert thing in PIVOT["objects"] or thing in TOPIC_KEYS
        found = goals_in(text, lang, (*objects_in(text, lang), thing, *TOPIC_KEYS))
        if any(thing == other for _, other in found):
            wrong.append((text, sorted(found)))
    assert not wrong


def test_topics_bodies_and_objects_are_a_vocabulary_of_eleven_hundred_in_each_language() -> None:
    for lang in LANGS:
        topics, bodies = (set(load_table("pivot", t)) & set(load_table(lang, t)) for t in ("topics", "bodies"))
        objects = set(PIVOT["objects"]) & set(load_table(lang, "goals")["objects"])
        assert set(PIVOT["deeds"]) == set(load_table(lang, "goals")["deeds"])
        assert (
            len(topics) + len(bodies) + len(objects)
            == len(load_table("pivot", "topics")) + len(load_table("pivot", "bodies")) + len(PIVOT["objects"])
            >= 1100
        )


@pytest.mark.parametrize(
    ("lang", "order", "both"),
    [
        ("en", "agreed to lift the evacuation order", "spoke of evacuation and agreed to lift the evacuation order"),
        ("ja", "避難指示を解除することで合意した。", "避難について協議し、避難指示を解除することで合意した。"),
        ("ko", "대피령을 해제하기로 합의했다.", "대피를 논의하고 대피령을 해제하기로 합의했다."),
        ("zh", "同意解除疏散令。", "讨论疏散，同意解除疏散令。"),
    ],
)
def test_a_field_is_no_matter_beside_its_object_unless_named_apart(lang: str, order: str, both: str) -> None:
    assert not is_named_apart(order, lang, "evacuation", ("evacuation_order",))
    assert is_named_apart(both, lang, "evacuation", ("evacuation_order",))
    assert is_named_apart(order, lang, "refugees", ("evacuation_order",))
