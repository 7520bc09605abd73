"""Korean reading: offices of no list, names beside them, namesakes, plans without a doer, denials. All people are invented."""

from __future__ import annotations

import pytest

from dateline.lang.ko import PACK
from dateline.lang.pack import Passage
from dateline.lang.resolve import Reference
from dateline.model import Act, Block


def read(text: str, published: str = "2026-03-12") -> Passage:
    """The passage of a text whose lines are blocks."""
    blocks: list[tuple[int, Block]] = []
    at = 0
    for index, line in enumerate(text.split("\n")):
        blocks.append((index, Block("body", at, at + len(line), "ko")))
        at += len(line) + 1
    return PACK.read_blocks(text, blocks, [Reference.at(published)] * len(blocks))


def acts(passage: Passage, kind: str) -> list[Act]:
    """The acts of a kind."""
    return [a for a in passage.acts if a.kind == kind]


def people(passage: Passage) -> set[str]:
    """The people named."""
    return {m.value or "" for m in passage.mentions if m.kind == "person"}


@pytest.mark.parametrize(
    ("text", "name", "position", "of"),
    [
        ("염다온 항만안전청장은 12일 대책을 발표했다.", "염다온", "commissioner", "KR"),
        ("식품안전원 채이든 원장이 12일 사과했다.", "채이든", "director", None),
        ("표석우 환경보전국 국장은 말했다.", "표석우", "director_general", None),
        ("나루철도 염가온 사장은 12일 사과했다.", "염가온", "company_president", "KR"),
        ("대한빙상협의회 곡나루 총재는 12일 사과했다.", "곡나루", "organisation_head", None),
        ("아마노하라 신페이 일본 임야청 장관은 12일 입국했다.", "아마노하라 신페이", "commissioner", "JP"),
        ("중국 상무부 퉁위린(佟宇霖) 아주사장은 12일 입국했다.", "퉁위린", "director_general", "CN"),
        ("스웨덴 공중보건청의 닐스 헤드베리 청장은 12일 입국했다.", "닐스 헤드베리", "commissioner", "SE"),
        ("르엉 반 꾸옥 베트남 제1부총리는 12일 입국했다.", "르엉 반 꾸옥", "deputy_prime_minister", "VN"),
        ("도예랑 해양수산부 수산정책실장은 12일 사과했다.", "도예랑", "director", "KR"),
    ],
)
def test_a_name_beside_an_office_of_no_list(text: str, name: str, position: str, of: str | None) -> None:
    passage = read(text)
    assert people(passage) == {name}
    held = passage.mentions[passage.roles[0].position]
    assert (held.value, held.of) == (position, of)


@pytest.mark.parametrize(
    "text",
    [
        "승선원이 검사를 거부했다는 보도가 나왔다.",
        "양측은 국장급 협의체를 두기로 했다.",
        "우려가 시장을 흔들었다.",
        "소비자 대표와 유가족 대표가 참석했다.",
        "문제의 고도계는 일본 업체가 만들었다.",
    ],
)
def test_everyday_words_beside_a_title_are_nobody(text: str) -> None:
    assert people(read(text)) == set()


def test_an_everyday_word_is_a_name_where_its_family_name_comes_again() -> None:
    passage = read("늘솔가스 봉선화 대표는 12일 사과했다. 봉 대표는 배상을 약속했다.")
    assert people(passage) == {"봉선화"}


def test_namesakes_with_two_titles_are_two() -> None:
    passage = read("탁하람 의원이 이름이 같은 탁하람 단장을 불렀다. 단장 탁하람은 부인했다. 의원 탁하람은 되물었다.")
    chains = [m.chain for m in passage.mentions if m.kind == "person"]
    assert chains == [chains[0], chains[1], chains[1], chains[0]]
    assert chains[0] != chains[1]
    assert (
        len({m.chain for m in read("탁하람 의원이 말했다. 탁하람 단장도 말했다.").mentions if m.kind == "person"}) == 1
    )


@pytest.mark.parametrize(
    ("text", "kind", "parties"),
    [
        ("표석우 국장은 퉁위린 중국 해사국장과 약 20분간 화상으로 통화했다.", "call", ["표석우", "퉁위린"]),
        ("표석우 국장은 퉁위린 중국 해사국장과 전화로 40분간 대화했다.", "call", ["표석우", "퉁위린"]),
        ("표석우 국장과 퉁위린 중국 해사국장은 만났다. 둘은 협정에 서명하지 않았다.", "signing", ["표석우", "퉁위린"]),
        (
            "표석우 장관은 에밀 하르퉁 독일 장관과 나란히 서서 발사를 지켜본 뒤 각서에 서명했다.",
            "signing",
            ["표석우", "에밀 하르퉁"],
        ),
        (
            "어업 협상이 12일 부산에서 열렸다. 우리 측에서는 표석우 국장이, 일본 측에서는 아마노하라 신페이 부장이 참석했다.",
            "meeting",
            ["표석우", "아마노하라 신페이"],
        ),
    ],
)
def test_both_parties_of_calls_meetings_and_signings(text: str, kind: str, parties: list[str]) -> None:
    act = acts(read(text), kind)[0]
    assert [q.text for q in (*act.actors, *act.recipients)] == parties


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("위성은 4월 말 궤도에 오를 예정이다.", "2026-04-21/2026-04-30"),
        ("진흥원은 위성을 4월 3일 발사한다고 12일 밝혔다.", "2026-04-03"),
        ("검찰은 이달 말 표 전 차장을 재판에 넘길 방침이다.", "2026-03-21/2026-03-31"),
        ("해양수산부는 남은 돈을 9월 중 지급할 계획이라고 밝혔다.", "2026-09-01/2026-09-30"),
    ],
)
def test_a_plan_for_a_day_needs_no_doer(text: str, day: str) -> None:
    told = [a for a in read(text).acts if a.realis == "planned"]
    assert [(a.rung, a.time.edtf if a.time else None) for a in told] == [("would", day)]


def test_refusals_denials_and_avoided_answers() -> None:
    refused = acts(read("표석우 국장은 이전을 검토하지 않겠다는 뜻을 전했다."), "statement")[0]
    assert (refused.rung, refused.polarity, refused.bound) == ("would", "negative", ())
    denied = acts(read("표석우 국장은 점검을 미룬 적이 없다고 부인했다."), "statement")[0]
    assert (denied.polarity, denied.matter.text if denied.matter else None) == ("negative", "점검을 미룬")
    silent = acts(read("표석우 국장은 사퇴를 묻는 질문에 즉답을 피했다."), "statement")[0]
    assert silent.polarity == "negative"


def test_a_promise_that_somebody_else_tells_of_is_not_the_speakers() -> None:
    text = '표석우 청장은 기자에게 "에밀 하르퉁 장관이 10월까지 돈을 내겠다고 약속했다"고 말했다.'
    vow = acts(read(text), "pledge")[0]
    assert [q.text for q in vow.actors] == ["에밀 하르퉁"]
    assert vow.said_by is not None
    assert vow.said_by.text == "표석우"


def test_released_men_are_not_the_one_who_tells_of_it() -> None:
    passage = read("표석우 국장은 선원 11명이 석방돼 돌아오는 중이며 조사가 끝났다고 전했다.")
    assert all(not a.recipients for a in passage.acts)
    assert not any(a.recipients for a in read("연구원 6명 구속 기소…표석우 전 대표는 불구속").acts)


def test_a_country_beside_a_title_is_no_destination() -> None:
    visits = acts(read("사미르 하다드 요르단 경비대 사령관이 12일 부산을 방문했다."), "visit")
    assert [v.place.text for v in visits if v.place] == ["부산"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("60대 남성 1명이 다쳤다.", [("1", "injured")]),
        ("훈련에는 전투기 60여 대가 참가한다.", [("60", "aircraft")]),
        ("전기차 3만8천여 대를 수리한다.", [("38000", "대")]),
    ],
)
def test_decades_of_life_are_no_aircraft(text: str, told: list[tuple[str, str]]) -> None:
    assert [(m.value, m.unit) for m in read(text).mentions if m.kind == "number"] == told


def test_what_is_agreed_lies_ahead_and_this_day_is_the_days_news() -> None:
    text = "양국이 10일 부산에서 협상을 열었다.\n양측은 27일 다시 만나기로 합의했다. 선원은 이날 석방됐다."
    days = [d.edtf for d in read(text, "2026-03-10").dates]
    assert days == ["2026-03-10", "2026-03-27", "2026-03-10"]
