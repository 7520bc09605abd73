"""Japanese reading: tables, names, acts, chains. All people are invented."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.lang.data import load_table
from dateline.lang.ja import PACK
from dateline.lang.pack import Passage
from dateline.lang.resolve import Reference
from dateline.model import Act, Block

REFERENCE = Reference.at("2026-03-20T10:00:00+09:00")


def read(*paragraphs: str) -> Passage:
    text = "\n".join(paragraphs)
    blocks: list[tuple[int, Block]] = []
    at = 0
    for index, paragraph in enumerate(paragraphs):
        blocks.append((index, Block("body", at, at + len(paragraph), "ja")))
        at += len(paragraph) + 1
    return PACK.read_blocks(text, blocks, [REFERENCE] * len(blocks))


def names(quotes: tuple[object, ...]) -> list[str]:
    return [str(q.text) for q in quotes]  # type: ignore[attr-defined]


def only(passage: Passage, kind: str) -> Act:
    found = [a for a in passage.acts if a.kind == kind]
    assert len(found) == 1, [(a.kind, a.rung) for a in passage.acts]
    return found[0]


@pytest.mark.parametrize("table", ["topics", "positions", "bodies", "places", "units", "hedges"])
def test_every_pivot_key_has_words(table: str) -> None:
    ours, pivot = load_table("ja", table), load_table("pivot", table)
    assert set(ours) == set(pivot)
    assert all(entry["label"] and entry["terms"] for entry in ours.values())


def test_persons_titles_and_what_they_are_of() -> None:
    passage = read(
        "韓国の崔道潤（チェ・ドユン）首相は15日、自民党の柏木蒼介政調会長、水瀬結人元外相とソウルで会談した。"
    )
    people = {m.text: m.value for m in passage.mentions if m.kind == "person"}
    assert people["崔道潤"] == people["チェ・ドユン"] == "崔道潤"
    assert {"柏木蒼介", "水瀬結人"} <= set(people)
    roles = {
        passage.mentions[r.person].text: (passage.mentions[r.position].value, passage.mentions[r.position].of, r.status)
        for r in passage.roles
    }
    assert roles["崔道潤"] == ("prime_minister", "KR", "current")
    assert roles["柏木蒼介"] == ("party_policy_chief", "JP/ldp", "current")
    assert roles["水瀬結人"][0] == "foreign_minister"
    assert roles["水瀬結人"][2] == "former"


def test_short_forms_and_titles_share_the_chain_of_the_full_name() -> None:
    passage = read(
        "崔道潤首相と柏木蒼介氏が会談した。", "崔首相は期待を示した。同氏は柏木氏に謝意を示した。首相は来週訪日する。"
    )
    chains = {(m.text, m.start): m.chain for m in passage.mentions if m.kind in ("person", "position")}
    by_text = {text: chain for (text, _), chain in chains.items()}
    assert by_text["崔"] == by_text["崔道潤"] == by_text["同氏"]
    assert by_text["柏木"] == by_text["柏木蒼介"] != by_text["崔"]
    bare = [m for m in passage.mentions if m.kind == "position" and m.text == "首相"][-1]
    assert bare.chain == by_text["崔道潤"]


def test_two_people_of_one_family_name_are_not_joined() -> None:
    passage = read("崔道潤首相が演説した。", "崔慶哲外相は首相と協議した。", "崔外相は帰国した。")
    short = next(m for m in passage.mentions if m.text == "崔" and m.kind == "person")
    assert short.value == "崔慶哲"


def test_meeting_and_hope() -> None:
    passage = read("韓国の崔道潤首相は15日、ソウルで柏木蒼介政調会長と会談し、青少年交流の拡大に期待を示した。")
    meeting = only(passage, "meeting")
    assert (names(meeting.actors), names(meeting.recipients)) == (["崔道潤"], ["柏木蒼介"])
    assert meeting.rung == "done"
    assert meeting.meeting == "talks"
    assert meeting.place
    assert meeting.place.text == "ソウル"
    assert meeting.time
    assert meeting.time.earliest == "2026-03-15"
    hope = only(passage, "statement")
    assert hope.rung == "asked"
    assert hope.topics == ("youth_exchange",)
    assert hope.bound == ()
    assert names(hope.actors) == ["崔道潤"]


@pytest.mark.parametrize(
    ("sentence", "kind", "rung", "weak"),
    [
        ("桐谷首相と朴大統領は、経済協力が重要だとの認識で一致した。", "statement", "saw_alike", False),
        ("桐谷首相と朴大統領は、協力を強化することで一致した。", "agreement", "agreed", False),
        ("桐谷首相と朴大統領は、関税の引き下げで大筋合意した。", "agreement", "agreed", True),
        ("桐谷首相と朴大統領は、シャトル外交を続ける方針を確認した。", "agreement", "agreed", True),
        ("桐谷首相と朴大統領は、経済協力について協議した。", "statement", "exchanged", False),
        ("桐谷首相と朴大統領は、覚書に署名した。", "signing", "on_paper", False),
    ],
)
def test_joint_rungs(sentence: str, kind: str, rung: str, weak: bool) -> None:
    act = only(read(sentence), kind)
    assert (act.rung, act.weak, names(act.actors)) == (rung, weak, ["桐谷", "朴"])
    assert names(act.bound) == (["桐谷", "朴"] if rung == "agreed" else [])


@pytest.mark.parametrize(
    ("sentence", "kind", "rung"),
    [
        ("柏木氏は若者の交流に貢献すると約束した。", "pledge", "undertook"),
        ("柏木氏は「引き続き努力する」と述べた。", "statement", "would"),
        ("柏木氏は政府に支援を拡大するよう求めた。", "statement", "asked"),
        ("柏木氏は両国の対話が重要だと述べた。", "statement", "raised"),
        ("柏木氏は来月訪韓する意向を示した。", "statement", "would"),
    ],
)
def test_one_sided_rungs(sentence: str, kind: str, rung: str) -> None:
    act = only(read(sentence), kind)
    assert (act.rung, names(act.actors)) == (rung, ["柏木"])
    assert act.rung in ("undertook", "would") or act.bound == ()


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("桐谷首相と朴大統領は文書には署名しなかった。", "signing"),
        ("桐谷首相と朴大統領による共同文書への署名はなかった。", "signing"),
        ("外相会談は見送られた。", "meeting"),
        ("両国は合意に至らなかった。", "agreement"),
    ],
)
def test_what_did_not_happen_is_negative(sentence: str, kind: str) -> None:
    assert only(read(sentence), kind).polarity == "negative"


def test_planned_visit_vouched_for_by_the_ministry() -> None:
    passage = read("韓国外務省は19日、李宰旭外相が23日に日本を訪問し、桐谷外相と会談すると発表した。")
    visit, meeting = only(passage, "visit"), only(passage, "meeting")
    assert visit.rung == meeting.rung == "would"
    assert visit.realis == meeting.realis == "planned"
    assert visit.said_by is not None
    assert visit.said_by.text == "韓国外務省"
    assert visit.time
    assert visit.time.earliest == "2026-03-23"
    assert visit.place
    assert visit.place.text == "日本"
    assert names(meeting.actors) == ["李宰旭"]


def test_condition_and_hedge_are_kept() -> None:
    act = only(read("条件が整えば、桐谷首相は年内に訪中する見通しだ。"), "visit")
    assert act.realis == "conditional"
    assert act.condition is not None
    assert act.hedge is not None
    assert act.rung == "would"


def test_a_subject_that_we_do_not_know_never_lends_its_verb_to_another() -> None:
    passage = read("桐谷首相は協力を呼びかけ、各社は支援を始めた。")
    others = [a for a in passage.acts if a.kind == "other"]
    assert all(names(a.actors) != ["桐谷"] for a in others)


def test_headlines_without_a_verb() -> None:
    passage = read("柏木氏、崔首相と会談　若者交流の拡大で一致")
    assert only(passage, "meeting").rung == "done"
    assert only(passage, "statement").rung == "saw_alike"
    assert only(read("桐谷首相、来週訪韓へ"), "visit").realis == "planned"


def test_pair_of_before() -> None:
    passage = read("崔道潤首相は柏木蒼介氏と会談した。", "両氏は文書に署名しなかった。")
    assert names(only(passage, "signing").actors) == ["崔道潤", "柏木蒼介"]
    assert only(passage, "signing").polarity == "negative"


def test_quotation_and_speaker() -> None:
    passage = read("桐谷首相は「『対話の扉』は開かれている」と述べた。")
    quotation = passage.quotations[0]
    assert quotation.direct
    assert quotation.text == "『対話の扉』は開かれている"
    assert quotation.speaker is not None
    assert quotation.speaker.text == "桐谷"


def test_numbers_and_units() -> None:
    passage = read("議員十一人を含む約1万2000人が参加し、3億ドルを拠出した。100人以上が死亡した。")
    values = {(m.value, m.unit) for m in passage.mentions if m.kind == "number"}
    assert {("11", "lawmakers"), ("12000", "people"), ("300000000", "USD"), ("100", "dead")} <= values


_PIECES = st.sampled_from(
    [
        "崔道潤首相は",
        "柏木氏と",
        "会談し、",
        "「協力したい」",
        "と述べた。",
        "15日、",
        "合意した。",
        "両国は",
        "訪日する",
        "見通しだ。",
        "\n",
        "　",
        "、",
        "が",
        "（",
        "）",
        "１万人",
        "と発表した。",
        "😀",
        "「",
        "」",
        "abc",
        "署名は",
        "なかった",
    ]
)


@settings(max_examples=40, deadline=None)
@given(st.lists(_PIECES, max_size=14))
def test_every_span_holds(pieces: list[str]) -> None:
    text = "".join(pieces)
    passage = PACK.read_blocks(text, [(0, Block("body", 0, len(text), "ja"))], [REFERENCE])
    spans = {(m.start, m.end) for m in passage.mentions}
    for value in (*passage.mentions, *passage.dates, *passage.quotations):
        assert text[value.start : value.end] == value.text
    for act in passage.acts:
        for quote in (*act.actors, *act.recipients, *act.bound):
            assert (quote.start, quote.end) in spans
        for extra in (act.matter, act.place, act.said_by, act.hedge, act.condition):
            assert extra is None or extra.holds(text)
    for role in passage.roles:
        assert passage.mentions[role.person].kind == "person"
        assert passage.mentions[role.position].kind == "position"


MET = "韓国の朴知浩外相は10日、ソウルで田中葵外相と会談した。"


def test_what_was_not_signed_or_adopted_is_a_negative_signing() -> None:
    act = only(read(MET, "署名された文書はなかった。"), "signing")
    assert (act.polarity, names(act.actors)) == ("negative", ["朴知浩", "田中葵"])
    said = only(read(MET, "金度賢報道官は「共同声明は採択しなかった」と述べた。"), "signing")
    assert (said.polarity, said.said_by.text if said.said_by else None) == ("negative", "金度賢")


def test_a_bare_denial_is_negative() -> None:
    denial = only(read("金度賢報道官は報道を否定した。"), "statement")
    assert (denial.polarity, denial.matter.text if denial.matter else None) == ("negative", "報道")


def test_both_ministers_agree_on_the_word_of_the_ministry() -> None:
    passage = read(MET, "外交部は、両外相が衝突を防ぐ窓口が必要だとの認識で一致したと明らかにした。")
    act = only(passage, "statement")
    assert (act.rung, names(act.actors)) == ("saw_alike", ["朴知浩", "田中葵"])
    assert act.said_by is not None
    assert act.said_by.text == "外交部"


def test_what_is_important_stays_in_the_matter() -> None:
    act = only(read(MET, "両外相は、防衛協力が重要であるとの認識を共有した。"), "statement")
    assert act.rung == "saw_alike"
    assert act.matter is not None
    assert act.matter.text.startswith("防衛協力が重要である")
    assert "defence_cooperation" in act.topics


def test_a_condition_with_a_noun_and_a_possibility_in_speech() -> None:
    act = only(read("日本と韓国は関税の引き下げを条件に協定に合意した。"), "agreement")
    assert act.condition is not None
    assert act.condition.text == "関税の引き下げを条件に"
    assert not [a for a in read("田中葵外相は会談が延期される可能性があると述べた。").acts if a.kind == "meeting"]


def test_a_name_in_latin_letters_is_a_person() -> None:
    act = only(read("田中葵外相はJonas Keller外相と会談した。"), "meeting")
    assert names(act.recipients) == ["Jonas Keller"]


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("桐谷首相は25日に釜山に到着。", "visit"),
        ("桐谷首相は19日の記者会見で、25日に釜山を訪れ、会議に出席すると発表した。", "visit"),
        ("水瀬結人外相はソウルで朴知浩外相と会談し、早期の受け入れを促す。", "meeting"),
        ("柏木首相と朴大統領の首脳会談を来月に行う方向で調整している。", "meeting"),
        ("水瀬結人外相が朴知浩外相と会談することが分かった。", "meeting"),
    ],
)
def test_what_lies_ahead_is_never_told_as_done(sentence: str, kind: str) -> None:
    act = only(read(sentence), kind)
    assert (act.realis, act.rung) == ("planned", "would")


def test_what_is_only_alleged_or_possible_is_not_told_as_fact() -> None:
    alleged = only(read("検察は、柏木氏が朴知浩外相と会談した疑いがあると発表した。"), "meeting")
    assert (alleged.realis, alleged.hedge.text if alleged.hedge else None) == ("possible", "疑い")
    assert only(read("状況次第では桐谷首相が訪韓することもあり得る。"), "visit").realis == "possible"


def test_a_visit_from_which_time_is_reckoned_is_no_new_visit() -> None:
    assert not [a for a in read("日本の首相が訪韓するのは3年ぶりだ。").acts if a.kind == "visit"]


def test_the_traveller_not_the_messenger_is_the_one_whose_visit_is_put_off() -> None:
    act = only(read("日本政府は19日、朴知浩外相の日本訪問を延期すると発表した。"), "visit")
    assert (act.polarity, names(act.actors), act.said_by.text if act.said_by else None) == (
        "negative",
        ["朴知浩"],
        "日本政府",
    )


@pytest.mark.parametrize(
    ("sentence", "actors", "recipients"),
    [
        ("桐谷首相はソウルで、朴知浩外相、李宰旭国防相と会談した。", ["桐谷"], ["朴知浩", "李宰旭"]),
        ("桐谷、朴両氏は東京で会談した。", ["桐谷", "朴"], []),
        ("桐谷首相と朴大統領による首脳会談が釜山で行われた。", ["桐谷", "朴"], []),
        ("桐谷首相は朴大統領との会談に臨んだ。", ["桐谷"], ["朴"]),
        ("米国、韓国、日本が東京で会談した。", ["米国", "韓国", "日本"], []),
        ("桐谷首相は首相官邸に朴知浩国防相兼外相を迎えて会談した。桐谷首相は朴氏と会談した。", ["桐谷"], ["朴"]),
    ],
)
def test_all_who_took_part_and_nobody_else(sentence: str, actors: list[str], recipients: list[str]) -> None:
    act = [a for a in read(sentence).acts if a.kind == "meeting"][-1]
    assert (names(act.actors), names(act.recipients)) == (actors, recipients)


def test_a_meeting_whose_other_party_we_did_not_make_out_is_left_out() -> None:
    passage = read(
        MET, "朴氏は14日、避難した住民らと面会した。", "反対する市民団体などが共同声明を発表し、桐谷首相は会見した。"
    )
    assert len([a for a in passage.acts if a.kind in ("meeting", "signing")]) == 1


def test_whose_words_they_are() -> None:
    passage = read("朴知浩外相は10日、桐谷首相は「責任を取るべきだ」と非難した。")
    assert [q.speaker.text for q in passage.quotations if q.speaker] == ["朴知浩"]
    reported = read("共同通信は、朴知浩外相が25日に会見予定だと報じた。")
    assert all(q.speaker is None or q.speaker.text != "朴知浩" for q in reported.quotations)


@pytest.mark.parametrize(
    ("text", "name", "position", "of"),
    [
        ("日本の岩屋涼外務大臣は説明した。", "岩屋涼", "foreign_minister", "JP"),
        ("自民党の柏木蒼介首相は説明した。", "柏木蒼介", "prime_minister", "JP"),
        ("自民党の柏木蒼介総裁は説明した。", "柏木蒼介", "party_leader", "JP/ldp"),
        ("朴炫宇（パク・ヒョヌ）アジア局長は説明した。", "朴炫宇", "director_general", None),
        ("霧島涼防災担当相は説明した。", "霧島涼", "disaster_minister", "JP"),
        ("アメリカ・ケラー大統領は説明した。", "ケラー", "president", "US"),
        (
            "式典にはレナト・サルミエント・フィリピン共和国外務大臣が出席した。",
            "レナト・サルミエント",
            "foreign_minister",
            "PH",
        ),
        ("首相はエルナ・マーロウ・オーストラリア首相を出迎えた。", "エルナ・マーロウ", "prime_minister", "AU"),
    ],
)
def test_who_holds_what(text: str, name: str, position: str, of: str | None) -> None:
    passage = read(text)
    held = {
        (passage.mentions[r.person].value, passage.mentions[r.position].value, passage.mentions[r.position].of)
        for r in passage.roles
    }
    assert held == {(name, position, of)}


@pytest.mark.parametrize("text", ["東京大学教授らのグループは説明した。", "ハマス幹部は説明した。"])
def test_no_office_and_no_person_that_the_text_does_not_name(text: str) -> None:
    passage = read(text)
    assert not passage.roles
    assert not [m for m in passage.mentions if m.kind == "person"]


def test_offices_since_until_and_to_come() -> None:
    passage = read(
        "昨年10月から経済産業相を務める桐生由紀氏は20日、記者会見した。桐生氏は前環境相で、2018年から2020年まで法相を務めた。",
        "次期駐日大使に内定した羅文博氏は19日、北京で記者会見した。",
    )
    held = {
        (passage.mentions[r.person].value, passage.mentions[r.position].value): (r.status, r.since, r.until)
        for r in passage.roles
    }
    assert held["桐生由紀", "industry_minister"] == ("current", "2025-10", None)
    assert held["桐生由紀", "environment_minister"][0] == "immediate_former"
    assert held["桐生由紀", "justice_minister"] == ("former", "2018", "2020")
    assert held["羅文博", "ambassador"][0] == "elect"


def test_acts_told_before_the_one_who_did_them() -> None:
    passage = read(
        "来日中のケニアのジョセフ・オティエノ外相は20日、柏木蒼介首相の表敬を受けた水瀬結人外相と電話で協議した桐生由紀氏に会った。"
    )
    visits = [a for a in passage.acts if a.kind == "visit"]
    assert [names(a.actors) for a in visits] == [["ジョセフ・オティエノ"]]
    met = only(read("台北を訪れた桐生由紀氏は20日、帰国した。"), "visit")
    assert names(met.actors) == ["桐生由紀"]


def test_a_courtesy_call_told_by_its_host() -> None:
    act = only(read("柏木蒼介首相は20日、ケニアのジョセフ・オティエノ外相の表敬を受けた。"), "meeting")
    assert (names(act.actors), names(act.recipients), act.meeting) == (
        ["柏木蒼介"],
        ["ジョセフ・オティエノ"],
        "received",
    )


@pytest.mark.parametrize(
    "told",
    [
        "水瀬結人外相は20日、崔道潤首相と会談する予定はないと述べた。",
        "水瀬結人外相は20日、崔道潤首相と会談する予定だったが、大雨のため取りやめとなった。",
    ],
)
def test_a_plan_denied_or_dropped_is_negative(told: str) -> None:
    assert (only(read(told), "meeting").polarity, only(read(told), "meeting").realis) == ("negative", "planned")


def test_what_reports_have_it_is_no_act() -> None:
    assert not [
        a
        for a in read("柏木蒼介首相は20日、水瀬結人外相が訪中するとの報道について「承知していない」と述べた。").acts
        if a.kind == "visit"
    ]


def test_firms_and_parties_of_no_list() -> None:
    act = only(
        read("柊木精機とドイツのフォルクマン社は20日、共同開発で合意した。柊木精機の笹川正樹社長が発表した。"),
        "agreement",
    )
    assert sorted(names(act.actors)) == ["フォルクマン社", "柊木精機"]
    assert "民蒼党" not in {m.value for m in read("民蒼党幹事長は20日、会見した。").mentions if m.kind == "person"}


def test_what_was_agreed_on_lies_ahead() -> None:
    passage = read("両氏は、沢田氏が4月2日に北京を訪れ、会談の議題を詰めることで合意した。")
    visits = [a for a in passage.acts if a.kind == "visit"]
    assert all(v.realis == "planned" for v in visits)
    assert [d.edtf for d in passage.dates] == ["2026-04-02"]


def test_talks_by_telephone_that_last_a_while_are_a_call() -> None:
    words = "沢田美緒外相は15日夜、韓国の尹多喜（ユン・ダヒ）外相と電話で約40分間協議した。"
    assert {a.kind for a in read(words).acts} == {"call"}
    assert "meeting" in {a.kind for a in read(words.replace("電話で", "")).acts}
