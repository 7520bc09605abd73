"""Chinese reading: tables are whole, offsets hold, and sentences of invented people are read as an editor reads them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.lang.data import load_table
from dateline.lang.pack import Passage
from dateline.lang.resolve import Reference
from dateline.lang.zh import PACK
from dateline.model import Act, Block


def read(text: str, published: str | None = "2026-03-05") -> Passage:
    return PACK.read_blocks(text, [(0, Block("body", 0, len(text), "zh"))], [Reference.at(published)])


def only(passage: Passage, kind: str) -> Act:
    found = [a for a in passage.acts if a.kind == kind]
    assert len(found) == 1, [(a.kind, a.rung) for a in passage.acts]
    return found[0]


def names(quotes: object) -> list[str]:
    return [q.text for q in quotes]  # type: ignore[attr-defined]


@pytest.mark.parametrize("table", ["topics", "positions", "bodies", "places", "units", "hedges"])
def test_every_pivot_key_has_a_label_and_terms(table: str) -> None:
    entries = load_table("zh", table)
    assert set(entries) == set(load_table("pivot", table))
    for key, entry in entries.items():
        assert entry["label"], key
        assert entry["terms"], key


MEETING = "韩国总理朴成俊5日在首尔会见来访的日本自民党政调会长石原拓海，双方就加强青年交流等问题交换了意见。"


def test_a_meeting_with_titles_place_time_and_both_sides() -> None:
    passage = read(MEETING)
    met = only(passage, "meeting")
    assert (names(met.actors), names(met.recipients), met.meeting) == (["朴成俊"], ["石原拓海"], "received")
    assert met.place is not None
    assert met.place.text == "首尔"
    assert met.time is not None
    assert met.time.edtf == "2026-03-05"
    talked = only(passage, "statement")
    assert talked.rung == "exchanged"
    assert names(talked.actors) == ["朴成俊", "石原拓海"]
    assert "youth_exchange" in talked.topics
    roles = {
        (passage.mentions[r.person].value, passage.mentions[r.position].value, passage.mentions[r.position].of)
        for r in passage.roles
    }
    assert roles == {("朴成俊", "prime_minister", "KR"), ("石原拓海", "party_policy_chief", "JP/ldp")}


def test_values_keep_the_script_of_the_text() -> None:
    passage = read("日本自民黨政調會長石原鷹之抵達首爾。石原強調交流的重要性。")
    assert {m.value for m in passage.mentions if m.kind == "person"} == {"石原鷹之"}


def test_traditional_text_reads_the_same() -> None:
    passage = read("韓國總理朴成俊5日在首爾會見日本自民黨政調會長石原拓海。")
    met = only(passage, "meeting")
    assert names(met.recipients) == ["石原拓海"]
    assert met.place is not None
    assert met.place.text == "首爾"


@pytest.mark.parametrize(
    ("sentence", "kind", "rung", "polarity", "realis"),
    [
        ("朴成俊表示，希望扩大两国青年交流。", "statement", "asked", "positive", "actual"),
        ("朴成俊承诺推动两国关系发展。", "pledge", "undertook", "positive", "actual"),
        ("朴成俊表示，将继续推动两国交流。", "pledge", "undertook", "positive", "actual"),
        ("朴成俊表示愿推动两国议员往来。", "statement", "would", "positive", "actual"),
        ("朴成俊与石原拓海商定，年内在釜山举行下次磋商。", "agreement", "agreed", "positive", "actual"),
        ("朴成俊与石原拓海一致认为有必要加强供应链合作。", "agreement", "saw_alike", "positive", "actual"),
        ("朴成俊和石原拓海没有签署任何文件。", "signing", "on_paper", "negative", "actual"),
        ("朴成俊将于下周访问日本。", "visit", "would", "positive", "planned"),
        ("朴成俊计划4月访问东京。", "visit", "would", "positive", "planned"),
        ("如果谈判取得进展，朴成俊将访问日本。", "visit", "would", "positive", "conditional"),
        ("朴成俊重申，两国关系不会改变。", "statement", "raised", "positive", "actual"),
    ],
)
def test_rungs_of_one_sentence(sentence: str, kind: str, rung: str, polarity: str, realis: str) -> None:
    act = only(read("韩国总理朴成俊会见石原拓海议员。" + sentence), kind) if kind != "meeting" else None
    assert act is not None
    assert (act.rung, act.polarity, act.realis) == (rung, polarity, realis)


def test_one_mans_wish_binds_nobody_and_a_promise_binds_him_alone() -> None:
    passage = read("日本自民党政调会长石原拓海希望加强交流。石原承诺将为此作出贡献。")
    wish, pledge = only(passage, "statement"), only(passage, "pledge")
    assert wish.bound == ()
    assert wish.recipients == ()
    assert names(pledge.bound) == ["石原"]


def test_said_by_is_whoever_vouches() -> None:
    act = only(read("韩国总统府发言人金允熙3日说，总统李成勋将于下周访问日本。"), "visit")
    assert names(act.actors) == ["李成勋"]
    assert act.said_by is not None
    assert act.said_by.text == "金允熙"


def test_a_denial_turns_what_is_denied() -> None:
    act = only(read("俄罗斯外交部发言人否认俄方与朝鲜就派兵达成协议。"), "agreement")
    assert act.polarity == "negative"


def test_both_sides_without_a_meeting_stay_unnamed() -> None:
    passage = read("双方没有签署任何文件。")
    act = only(passage, "signing")
    assert [m.value for m in passage.mentions] == ["both_sides"]
    assert names(act.bound) == ["双方"]


def test_short_names_titles_and_pronouns_share_a_chain() -> None:
    passage = read("韩国总理朴成俊会见了石原拓海议员。他强调两国是邻国。朴总理还说，交流很重要。")
    chains = {m.chain for m in passage.mentions if m.text in ("朴成俊", "他", "朴")}
    assert len(chains) == 1
    assert {m.value for m in passage.mentions if m.chain in chains} == {"朴成俊"}


@pytest.mark.parametrize(
    ("text", "status"),
    [("前首相松本健一访问首尔。", "former"), ("代理总统韩志勋讲话。", "acting"), ("候任总统李成勋讲话。", "elect")],
)
def test_status_of_a_title(text: str, status: str) -> None:
    assert [r.status for r in read(text).roles] == [status]


def test_credits_are_nobody_of_the_story() -> None:
    passage = read("新华社首尔3月5日电（记者 周远航 李晓东）韩国总理朴成俊5日发表讲话。")
    assert [m.text for m in passage.mentions if m.kind == "person"] == ["朴成俊"]


def test_a_question_claims_nothing() -> None:
    assert read("石原拓海会访问北京吗？").acts == ()


def test_quotations_have_their_speaker() -> None:
    passage = read("石原拓海议员说：“青年交流是两国关系的未来。”")
    direct = [q for q in passage.quotations if q.direct]
    assert [(q.text, q.speaker.text if q.speaker else None) for q in direct] == [
        ("青年交流是两国关系的未来。", "石原拓海")
    ]


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("8日", "2026-01-08"),
        ("1月13日至14日", "2026-01-13/2026-01-14"),
        ("13、14日", "2026-01-13/2026-01-14"),
        ("去年10月", "2025-10"),
        ("本月下旬", "2026-01-21/2026-01-31"),
        ("下周", "2026-01-12/2026-01-18"),
        ("上周五", "2026-01-02"),
        ("二〇二六年一月八日", "2026-01-08"),
        ("年底前", "2026-01-09/2026-12-31"),
        ("明年春", "2027-03-01/2027-05-31"),
        ("8日下午3时", "2026-01-08T15"),
        ("三天前", "2026-01-06"),
    ],
)
def test_dates(text: str, edtf: str) -> None:
    found = PACK.find_dates(text, 0, len(text), Reference.at("2026-01-09"))
    assert [(d.text, d.edtf) for d in found] == [(text, edtf)]


def test_relative_dates_stay_open_without_a_day() -> None:
    found = PACK.find_dates("下周三和8日", 0, 6, Reference.at(None))
    assert found
    assert all(d.earliest is None for d in found)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [("约1.2万人参加", "12000", "people"), ("11名国会议员到场", "11", "lawmakers"), ("总额3亿美元", "300000000", "USD"),
     ("9万亿日元", "9000000000000", "JPY"), ("十一人死亡", "11", "dead"), ("提高25%", "25", "percent")],
)  # fmt: skip
def test_numbers(text: str, value: str, unit: str) -> None:
    assert [(m.value, m.unit) for m in read(text).mentions if m.kind == "number"] == [(value, unit)]


def test_sentences_keep_quotations_whole() -> None:
    text = "他说：“很好。继续努力。”随后离开。第二句！"
    assert [text[a:b] for a, b in PACK.split_sentences(text, 0, len(text))][-1] == "第二句！"
    assert "".join(text[a:b] for a, b in PACK.split_sentences(text, 0, len(text))) == text


PIECES = [
    "韩国总理朴成俊",
    "石原拓海",
    "会见",
    "表示，",
    "希望",
    "将于13日",
    "“",
    "”",
    "。",
    "，",
    "訪問",
    "東京",
    "\n",
    "·",
    "11名",
    "双方",
    "就",
    "他",
    "𠮷",
    " ",
]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_every_span_holds_in_any_text(text: str) -> None:
    passage = read(text)
    spans = {(m.start, m.end) for m in passage.mentions}
    for item in (*passage.mentions, *passage.dates, *passage.quotations):
        assert text[item.start : item.end] == item.text
    for act in passage.acts:
        assert 0 <= act.start < act.end <= len(text)
        for quote in (*act.actors, *act.recipients, *act.bound, *([act.said_by] if act.said_by else [])):
            assert quote.holds(text)
            assert (quote.start, quote.end) in spans
        for quote in (act.place, act.matter, act.condition, act.hedge):
            assert quote is None or quote.holds(text)
    assert passage == read(text)


def test_the_same_day_is_the_one_the_text_named_and_a_deadline_is_no_day_of_the_deed() -> None:
    told = "交通部长何若水3日在北京同韩国国土交通部长官白承宇举行会谈，双方商定年内开通热线。\n"
    passage = read(told + "交通部发言人魏长岭当天在记者会上说，会谈是坦诚的。")
    assert [d.edtf for d in passage.dates if d.text.startswith("当天")] == ["2026-03-03"]
    agreed = only(passage, "agreement")
    assert agreed.time is None
    assert "年内" in agreed.matter.text if agreed.matter else False


def test_nothing_signed_is_a_negative_signing_even_where_nobody_is_named() -> None:
    act = only(read("原定3月4日在曼谷签署的渔业协议临时推迟，当天没有签署任何文件。"), "signing")
    assert (act.polarity, act.actors, act.time.edtf if act.time else None) == ("negative", (), "2026-03-04")


def test_an_office_is_no_title_and_an_island_no_country() -> None:
    passage = read("美国贸易代表办公室发言人艾琳·沃克表示，双方需要更多时间。一艘渔船在黑山岛附近沉没。")
    kinds = {(m.text, m.kind, m.value) for m in passage.mentions}
    assert ("艾琳·沃克", "person", "艾琳·沃克") in kinds
    assert ("黑山岛", "place", "黑山岛") in kinds
    assert [passage.mentions[r.position].value for r in passage.roles] == ["spokesperson"]


def test_conditions_and_rumours_are_no_deeds() -> None:
    act = only(read("中方同意以取消关税为条件恢复进口。"), "pledge")
    assert (act.realis, act.condition.text if act.condition else None) == ("conditional", "以取消关税为条件")
    assert not [a for a in read("关于何若水计划4月访问韩国的消息，目前没有可以发布的内容。").acts if a.kind == "visit"]


def test_words_after_a_quotation_say_whose_it_is() -> None:
    passage = read("“双方的合作前景广阔。”这是中国交通部长何若水的话。")
    assert [q.speaker.text for q in passage.quotations if q.speaker] == ["何若水"]
    assert names(only(passage, "statement").actors) == ["何若水"]


def test_a_denial_is_of_what_was_claimed() -> None:
    passage = read("针对日方所称“接近23次”，国防部发言人魏长岭予以否认，称只有7次。")
    denied = [a for a in passage.acts if a.polarity == "negative"]
    assert [a.matter.text for a in denied if a.matter] == ["日方所称“接近23次”"]


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("国务委员、公安部部长郭立琨25日在河内与越共中央政治局委员、公安部部长苏明举行会谈。", {"郭立琨", "苏明"}),
        ("同日，外交部长王立毅、中财办主任刘立鹤也分别会见赖斯。", {"王立毅", "刘立鹤", "赖斯"}),
        ("总统方正言17日偕同副总统苏晓岚在总统府与帛琉总统惠普森进行双边会晤。", {"方正言", "惠普森"}),
        ("张立江与南非国民议会议长姆贝拉举行了富有成果的会谈。", {"张立江", "姆贝拉"}),
    ],
)
def test_who_met_whom_behind_unknown_bodies_and_companions(text: str, parties: set[str]) -> None:
    act = only(read(text), "meeting")
    assert {*names(act.actors), *names(act.recipients)} == parties


@pytest.mark.parametrize(
    "text",
    [
        "乌克兰总统科瓦连科拒绝了前往莫斯科与俄罗斯总统举行会谈的提议。",
        "匈牙利外长建议乌克兰总统科瓦连科来布达佩斯会谈。",
        "乌克兰总统科瓦连科有机会访问莫斯科。",
        "中方欢迎苏瓦迪总统再次访华。",
        "此次访问是朴正浩就任后第三次访日。",
        "财政部尚未就吴景澄何时会见范登堡发表评论。",
        "俄外交部说，代表团规模未定，将于下周访问首尔。",
    ],
)
def test_what_is_proposed_refused_or_only_named_is_no_meeting_and_no_journey(text: str) -> None:
    assert not [a for a in read(text).acts if a.kind in ("meeting", "visit", "call")]


def test_both_sides_with_a_title_are_the_holders_of_it_or_nobody_named() -> None:
    passage = read("中国外长秦立川24日会见新西兰外长马胡达。秦立川说，去年两国领导人成功会晤。双方同意深化合作。")
    parties = [names(a.actors) + names(a.recipients) for a in passage.acts if a.kind in ("meeting", "agreement")]
    assert parties == [["秦立川", "马胡达"], ["两国领导人"], ["秦立川", "马胡达"]]


def test_a_deputy_is_not_the_head_and_a_ministers_field_is_told() -> None:
    passage = read("国家海事局副局长邵一鸣会见科技部部长尹和俊。")
    held = {(passage.mentions[r.person].value, passage.mentions[r.position].value) for r in passage.roles}
    assert held == {("邵一鸣", "official"), ("尹和俊", "science_minister")}


def test_the_post_of_another_man_is_not_the_subjects() -> None:
    passage = read("法国总统马尔凯7日会见了刚刚当选德国总理的默尔茨。")
    assert {
        passage.mentions[r.position].value for r in passage.roles if passage.mentions[r.person].value == "马尔凯"
    } == {"president"}


def test_what_was_not_said_is_no_quotation() -> None:
    assert read("总理朴成俊未提及访问日期。").quotations == ()
