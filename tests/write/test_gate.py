"""The gate: what the grammars say of an act passes the checker against the sources of it, in all four languages; the
same act told wrongly (another party, rung, sign, day, place, number, roles, one side's word given to both) never does."""

from __future__ import annotations

from functools import cache

import msgspec
import pytest
from stage import CAST, EIGHTH, HAN, LANGS, MEETING, MIZUNO, SAKURAI, day

from dateline.check import Demand, audit_text
from dateline.lang.render import Attribution, Memory, load_grammar, replace_slots
from dateline.model import Article, Block, Reading, Slots
from dateline.read import read_article

SOURCES = {
    "en": "South Korean Prime Minister Han Seo-jin held talks with Haruto Mizuno, policy chief of Japan's Liberal "
    "Democratic Party, in Seoul on Jan. 8, 2026. Han and Mizuno discussed trade. Mizuno pledged to contribute to youth "
    "exchanges. Han expressed hope for economic cooperation. The two sides did not sign a memorandum of "
    "understanding. Mizuno promised to invest $200 million in hydrogen. Han is scheduled to visit Tokyo on Jan. 20. Japanese Ambassador "
    "Reiko Sakurai attended a reception.",
    "ja": "韓国の韓瑞珍首相は2026年1月8日、ソウルで自民党の水野春人政調会長と会談した。両氏は貿易について協議した。"
    "水野氏は青少年交流に貢献すると約束した。韓首相は経済協力への期待を示した。両氏は覚書に署名しなかった。"
    "水野氏は水素に2億ドルを投資すると約束した。韓首相は1月20日に東京を訪問する予定だ。桜井玲子駐韓大使は"
    "レセプションに出席した。",
    "ko": "한서진 국무총리는 2026년 1월 8일 서울에서 미즈노 하루토 일본 자민당 정조회장과 회담했다. 양측은 무역에 대해 "
    "논의했다. 미즈노 정조회장은 청년 교류에 기여하겠다고 약속했다. 한 총리는 경제 협력에 기대를 나타냈다. 양측은 "
    "양해각서에 서명하지 않았다. 미즈노 정조회장은 수소에 2억 달러를 투자하겠다고 약속했다. 한 총리는 1월 20일 도쿄를 "
    "방문할 예정이다. 사쿠라이 레이코 주한 일본대사는 리셉션에 참석했다.",
    "zh": "韩国总理韩瑞珍2026年1月8日在首尔与日本自民党政调会长水野春人举行会谈。双方讨论了贸易。水野春人承诺为青年交流"
    "作出贡献。韩瑞珍表示期待经济合作。双方没有签署谅解备忘录。水野春人承诺向氢能投资2亿美元。韩瑞珍将于1月20日访问东京。"
    "日本驻韩大使樱井玲子出席了招待会。",
}
TALK = Slots(kind="statement", rung="exchanged", actors=(HAN, MIZUNO), topics=("trade",))
PLEDGE = Slots(kind="pledge", rung="undertook", actors=(MIZUNO,), bound=("e2",), topics=("youth_exchange",))
HOPE = Slots(kind="statement", rung="asked", actors=(HAN,), topics=("economic_cooperation",))
UNSIGNED = Slots(kind="signing", rung="on_paper", polarity="negative", actors=(HAN, MIZUNO), topics=("memorandum",))
SUM = replace_slots(PLEDGE, topics=("hydrogen",), amounts=(("200000000", "USD"),))
VISIT = Slots(kind="visit", rung="would", realis="planned", actors=(HAN,), place="JP/tokyo", time=day("2026-01-20"))
TRUE = {
    "meeting": MEETING,
    "talk": TALK,
    "pledge": PLEDGE,
    "hope": HOPE,
    "unsigned": UNSIGNED,
    "sum": SUM,
    "visit": VISIT,
}
LIES = {
    "pledge of the other": replace_slots(PLEDGE, actors=(HAN,), bound=("e1",)),
    "hope of the other": replace_slots(HOPE, actors=(MIZUNO,)),
    "hope raised to a pledge": replace_slots(HOPE, kind="pledge", rung="undertook", bound=("e1",)),
    "talk raised to an agreement": replace_slots(TALK, kind="agreement", rung="agreed"),
    "one man's pledge raised to an agreement": Slots(
        kind="agreement", rung="agreed", actors=(HAN, MIZUNO), topics=("youth_exchange",)
    ),
    "one man's pledge given to both": replace_slots(PLEDGE, actors=(HAN, MIZUNO), bound=("e1", "e2")),
    "signed": replace_slots(UNSIGNED, polarity="positive"),
    "no talks": replace_slots(MEETING, polarity="negative"),
    "no pledge": replace_slots(PLEDGE, polarity="negative"),
    "another sum": replace_slots(SUM, amounts=(("300000000", "USD"),)),
    "another day": replace_slots(MEETING, time=day("2026-01-09")),
    "another place": replace_slots(MEETING, place="JP/osaka"),
    "visitor and host swapped": replace_slots(VISIT, actors=(MIZUNO,)),
    "another visit": replace_slots(VISIT, place="CN/beijing"),
    "visited already": replace_slots(VISIT, realis="actual", rung="done", time=None),
    "another matter": replace_slots(HOPE, topics=("nuclear_power",)),
    "met somebody else": replace_slots(MEETING, recipients=(SAKURAI,)),
    "somebody else met him": replace_slots(MEETING, actors=(SAKURAI,)),
    "talked with somebody else": replace_slots(TALK, actors=(HAN, SAKURAI)),
    "somebody else's pledge": replace_slots(PLEDGE, actors=(SAKURAI,), bound=("e3",)),
    "somebody else's hope": replace_slots(HOPE, actors=(SAKURAI,)),
    "hope of both": replace_slots(HOPE, actors=(HAN, MIZUNO)),
    "called a summit": replace_slots(MEETING, meeting="summit"),
    "still to come": replace_slots(MEETING, realis="planned", rung="would"),
    "will not visit": replace_slots(VISIT, polarity="negative"),
    "no hope": replace_slots(HOPE, polarity="negative"),
    "did not talk": replace_slots(TALK, polarity="negative"),
    "talk raised to a pledge": replace_slots(TALK, kind="pledge", rung="undertook", actors=(HAN,), bound=("e1",)),
    "talk raised to a common view": replace_slots(TALK, rung="saw_alike"),
    "talk raised to a signing": replace_slots(TALK, kind="signing", rung="on_paper"),
    "pledge raised to a signing": replace_slots(PLEDGE, kind="signing", rung="on_paper", actors=(HAN, MIZUNO)),
    "another month": replace_slots(MEETING, time=day("2026-02-08")),
    "another year": replace_slots(MEETING, time=day("2025-01-08")),
    "visit on another day": replace_slots(VISIT, time=day("2026-01-21")),
    "another place of the same country": replace_slots(MEETING, place="KR/busan"),
    "another currency": replace_slots(SUM, amounts=(("200000000", "EUR"),)),
    "ten times the sum": replace_slots(SUM, amounts=(("2000000000", "USD"),)),
    "another office": replace_slots(MEETING, actors=(msgspec.structs.replace(HAN, capacity="foreign_minister"),)),
    "another country's": replace_slots(MEETING, actors=(msgspec.structs.replace(HAN, of="TH"),)),
    "pledge of another matter": replace_slots(PLEDGE, topics=("nuclear_power",)),
    "another document": replace_slots(UNSIGNED, topics=("treaty",)),
    "one sum for another's": replace_slots(SUM, actors=(HAN,), bound=("e1",)),
}


@cache
def read(text: str, lang: str, name: str) -> tuple[Article, Reading]:
    blocks = (Block("body", 0, len(text), lang),)
    article = Article(id=name, source=name, lang=lang, text=text, published="2026-01-09", blocks=blocks)
    return article, read_article(article)


def verdict(act: Slots, lang: str, source: str, demand: Demand = "acts") -> tuple[str, str]:
    """The verdict on the last sentence of a small report: the meeting, then the act."""
    grammar = load_grammar(lang)
    lead = grammar.sentence(MEETING, CAST, Memory(), Attribution())
    assert lead is not None
    first = act.kind == "meeting"
    line = grammar.sentence(act, CAST, Memory() if first else lead.memory, Attribution())
    assert line is not None
    text = line.text if first else f"{lead.text}\n{line.text}"
    audit = audit_text(*read(text, lang, "report"), [read(SOURCES[source], source, "source")], demand=demand)
    return audit.sentences[-1].verdict, line.text


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", list(TRUE))
def test_what_the_sources_say_passes(name: str, lang: str) -> None:
    assert verdict(TRUE[name], lang, lang)[0] == "supported", verdict(TRUE[name], lang, lang)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", list(LIES))
def test_a_lie_is_refused(name: str, lang: str) -> None:
    assert verdict(LIES[name], lang, lang, "strict")[0] != "supported", verdict(LIES[name], lang, lang)


@pytest.mark.parametrize(("lang", "source"), [("ja", "ko"), ("ko", "en"), ("en", "ja"), ("zh", "ja")])
@pytest.mark.parametrize("name", ["meeting", "pledge", "hope", "unsigned", "visit"])
def test_what_a_source_in_another_language_says_passes(name: str, lang: str, source: str) -> None:
    assert verdict(TRUE[name], lang, source)[0] == "supported", verdict(TRUE[name], lang, source)


@pytest.mark.parametrize(("lang", "source"), [("ja", "ko"), ("ko", "en"), ("en", "ja"), ("zh", "ja")])
@pytest.mark.parametrize("name", list(LIES))
def test_a_lie_is_refused_across_languages(name: str, lang: str, source: str) -> None:
    assert verdict(LIES[name], lang, source, "strict")[0] != "supported", verdict(LIES[name], lang, source)


def test_the_eighth_is_the_day_of_the_meeting() -> None:
    assert MEETING.time == EIGHTH
