"""Chinese: offices that no list knows, names told by their place, who speaks for whom. Everybody is invented."""

from __future__ import annotations

import pytest
from tests.lang.test_acts_by_hand import read

from dateline.lang.pack import Passage


def offices(passage: Passage) -> set[tuple[str, str, str | None]]:
    held = [(passage.mentions[r.person], passage.mentions[r.position]) for r in passage.roles if r.status == "current"]
    return {(str(person.value), str(position.value), position.of) for person, position in held}


@pytest.mark.parametrize(
    ("text", "office"),
    [
        ("韩国山林厅厅长具明载5日说，火势已得到控制。", ("具明载", "commissioner", "KR")),
        ("日本观光厅长官浅沼结衣5日说，游客减少。", ("浅沼结衣", "commissioner", "JP")),
        ("国家粮食储备局局长昝文远5日说，库存充足。", ("昝文远", "organisation_head", None)),
        ("商务部亚洲司司长仉云5日说，谈判继续。", ("仉云", "director_general", None)),
        ("贵州省应急管理厅厅长佟远5日说，道路中断。", ("佟远", "bureau_director", "CN")),
        ("越南第一副总理黎光慎5日说，铁路年内开工。", ("黎光慎", "deputy_prime_minister", "VN")),
        ("挪威渔业大臣英格丽·斯塔夫5日说，配额不变。", ("英格丽·斯塔夫", "fisheries_minister", "NO")),
        ("日本水产厅资源管理部部长大河原谦介5日说，差距缩小。", ("大河原谦介", "bureau_director", "JP")),
        ("泰国民主党主席颂猜·丹隆5日说，选举不公。", ("颂猜·丹隆", "party_leader", "TH")),
        ("保安局局長容國棟5日說，計劃不變。", ("容國棟", "secretary", "HK")),
        ("釜山市议员奚昌民5日说，预算不足。", ("奚昌民", "councillor", "KR")),
    ],
)
def test_an_office_is_known_by_its_ending_and_the_body_before_it(
    text: str, office: tuple[str, str, str | None]
) -> None:
    assert office in offices(read(text, "zh", "2026-03-05"))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("挪威渔民协会会长奥拉·海于格兰呼吁政府让步。", "奥拉·海于格兰"),
        ("葡萄牙国家民航局局长若阿金·塞尔当12日表示，航线将恢复。", "若阿金·塞尔当"),
        ("副检察长朴允在在记者会上说，案件仍在调查。", "朴允在"),
        ("厂长米多加5日表示，工厂将停产。", "米多加"),
    ],
)
def test_a_name_ends_where_it_ends(text: str, name: str) -> None:
    assert {m.value for m in read(text, "zh", "2026-03-05").mentions if m.kind == "person"} == {name}


def test_no_person_is_read_in_journeys_places_and_calls() -> None:
    text = "越南副总理访华期间参观了工厂。两名官员在孔敬府被捕。他接到印度总理打来的电话。"
    passage = read(text, "zh", "2026-03-05")
    assert {m.text for m in passage.mentions if m.kind == "person"} <= {"他"}


def test_places_are_known_by_their_ending() -> None:
    passage = read("印度尼西亚东努沙登加拉省弗洛勒斯岛附近海域2日晚发生地震，锡卡县受损。", "zh", "2026-06-03")
    places = {(m.text, m.of) for m in passage.mentions if m.kind == "place"}
    assert {("东努沙登加拉省", "ID"), ("弗洛勒斯岛", "ID")} <= places


def test_a_lawyer_speaks_for_himself_and_a_denial_ends() -> None:
    passage = read("洪庆燮的律师否认指控，称当事人毫不知情。", "zh", "2026-04-21")
    assert {q.text for act in passage.acts for q in act.actors} == {"律师"}
    passage = read("素帕猜·丹隆否认受贿，其律师阿南·汶纳表示将上诉。", "zh", "2026-04-21")
    denial, plan = passage.acts
    assert (denial.kind, denial.polarity) == ("statement", "negative")
    assert (plan.kind, plan.realis, plan.polarity) == ("plan", "planned", "positive")
    assert [q.text for q in plan.actors] == ["阿南·汶纳"]


def test_who_takes_over_is_who_takes_over() -> None:
    passage = read("阮文海宣布将于6月卸任，由总经理段书林接任。", "zh", "2026-04-30")
    taken = next(a for a in passage.acts if a.kind == "appointment")
    assert [q.text for q in taken.actors] == ["段书林"]
    passage = read("吕贞珠本月1日接替辞职的具泰元出任局长。", "zh", "2026-04-15")
    assert [[q.text for q in a.actors] for a in passage.acts if a.kind == "appointment"] == [["吕贞珠"]]


def test_two_people_of_one_name_are_two_chains() -> None:
    text = "公司研究员奚昌民被起诉。另一名叫奚昌民的人士——釜山市议员奚昌民当天发表声明，称与此无关。"
    chains = [m.chain for m in read(text, "zh", "2026-02-18").mentions if m.kind == "person"]
    assert len(chains) == 3
    assert chains[0] != chains[1] == chains[2]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("案件将于4月9日首次开庭。", "2026-04-09"),
        ("“云雀一号”卫星定于4月9日从文昌发射。", "2026-04-09"),
        ("检方说，受损房屋的修缮预计4月9日完成。", "2026-04-09"),
    ],
)
def test_what_is_to_happen_needs_no_doer(text: str, day: str) -> None:
    (plan,) = [a for a in read(text, "zh", "2026-03-05").acts if a.realis == "planned"]
    assert plan.polarity == "positive"
    assert plan.time is not None
    assert (plan.time.latest or "")[:10] == day
    assert not plan.actors


def test_what_was_meant_and_did_not_happen_is_no_plan() -> None:
    passage = read("两国原定签署的协议没有签署。", "zh", "2026-03-05")
    assert {(a.kind, a.polarity) for a in passage.acts} == {("signing", "negative")}
    passage = read("此次发射原定6月20日实施，因天气推迟。", "zh", "2026-06-26")
    assert not [a for a in passage.acts if a.realis == "planned" and a.polarity == "positive"]
