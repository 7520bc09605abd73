"""Korean reading: names, chains, dates, numbers, acts, quotations. All people and events are invented."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.lang.data import load_table
from dateline.lang.ko import PACK
from dateline.lang.ko.numbers import parse_number
from dateline.lang.pack import Passage
from dateline.lang.resolve import Reference
from dateline.model import Act, Block


def read(text: str, published: str = "2026-01-09", kinds: Sequence[str] = ()) -> Passage:
    """The passage of a text whose lines are blocks."""
    blocks: list[tuple[int, Block]] = []
    at = 0
    for index, line in enumerate(text.split("\n")):
        if line:
            kind = kinds[index] if index < len(kinds) else "body"
            blocks.append((index, Block(kind, at, at + len(line), "ko")))  # type: ignore[arg-type]
        at += len(line) + 1
    return PACK.read_blocks(text, blocks, [Reference.at(published)] * len(blocks))


def first(passage: Passage, kind: str, rung: str | None = None) -> Act:
    """The first act of a kind."""
    return next(a for a in passage.acts if a.kind == kind and rung in (None, a.rung))


def people(passage: Passage) -> set[str]:
    """The people named."""
    return {m.value or "" for m in passage.mentions if m.kind == "person"}


@pytest.mark.parametrize("table", ["topics", "positions", "bodies", "places"])
def test_every_pivot_key_has_a_label_and_terms(table: str) -> None:
    ours = load_table("ko", table)
    missing = [k for k in load_table("pivot", table) if not ours.get(k, {}).get("label") or not ours[k].get("terms")]
    assert not missing


def test_units_cover_the_pivot() -> None:
    assert set(load_table("pivot", "units")) <= set(load_table("ko", "units"))
    assert set(load_table("pivot", "hedges")) <= set(load_table("ko", "hedges"))


@pytest.mark.parametrize(
    ("text", "name", "position", "of", "status"),
    [
        ("윤도현 국무총리는 회의를 열었다.", "윤도현", "prime_minister", "KR", "current"),
        (
            "나카하라 겐타로 일본 자민당 정조회장이 입국했다.",
            "나카하라 겐타로",
            "party_policy_chief",
            "JP/ldp",
            "current",
        ),
        ("에드가 모랄레스 페루 대통령은 출국했다.", "에드가 모랄레스", "president", "PE", "current"),
        ("정우람 전 외교부 장관은 출국했다.", "정우람", "foreign_minister", "KR", "former"),
        ("서윤재 대통령 권한대행은 출국했다.", "서윤재", "president", "KR", "acting"),
        ("가네다 쇼헤이 주한 일본대사가 면담했다.", "가네다 쇼헤이", "ambassador", "JP", "current"),
    ],
)
def test_titles_and_names(text: str, name: str, position: str, of: str, status: str) -> None:
    passage = read(text)
    role = passage.roles[0]
    held = passage.mentions[role.position]
    assert passage.mentions[role.person].text == name
    assert (held.value, held.of, role.status) == (position, of, status)


def test_chains_join_short_forms_titles_and_hanja() -> None:
    text = (
        "윤도현(尹道鉉) 국무총리는 8일 나카하라 겐타로 자민당 정조회장을 만났다.\n"
        "윤 총리는 나카하라 회장에게 감사를 표했다.\n그는 나카하라의 방한을 환영했다.\n총리는 자리를 떴다."
    )
    passage = read(text)
    assert people(passage) == {"윤도현", "나카하라 겐타로"}
    chain = next(m.chain for m in passage.mentions if m.text == "윤도현")
    assert {m.text for m in passage.mentions if m.chain == chain} >= {"윤도현", "尹道鉉", "윤", "그", "총리"}
    short = [m for m in passage.mentions if m.text == "회장"]
    assert [m.value for m in short] == ["party_policy_chief"]


def test_reporters_are_no_people_of_the_story() -> None:
    text = "(서울=한빛통신) 오세린 기자 = 윤도현 국무총리는 8일 부산을 방문했다.\n오세린 기자 serin@example.org"
    assert people(read(text)) == {"윤도현"}
    start, _ = PACK.split_sentences(text, 0, len(text))[0]
    assert text.startswith("윤도현", start)


def test_meeting_and_request_share_their_subject() -> None:
    passage = read("윤도현 국무총리는 8일 서울에서 나카하라 겐타로 정조회장을 만나 청년 교류 확대를 당부했다.")
    met, asked = first(passage, "meeting"), first(passage, "statement")
    assert [q.text for q in met.actors] == ["윤도현"]
    assert [q.text for q in met.recipients] == ["나카하라 겐타로"]
    assert (met.rung, met.realis, met.meeting) == ("done", "actual", "met")
    assert met.place is not None
    assert met.place.text == "서울"
    assert met.time is not None
    assert met.time.earliest == "2026-01-08"
    assert (asked.rung, asked.topics, asked.bound) == ("asked", ("youth_exchange",), ())


def test_what_one_says_of_another_is_attributed() -> None:
    passage = read("대통령실은 박태오 대통령이 13일 일본을 방문해 오무라 사치코 총리와 정상회담을 한다고 밝혔다.")
    visit, summit = first(passage, "visit"), first(passage, "meeting")
    for act in (visit, summit):
        assert [q.text for q in act.actors] == ["박태오"]
        assert act.said_by is not None
        assert act.said_by.text == "대통령실"
        assert (act.rung, act.realis) == ("would", "planned")
    assert summit.meeting == "summit"


@pytest.mark.parametrize(
    ("text", "kind", "rung", "bound"),
    [
        ("나카하라 겐타로 회장은 교류 확대에 기여하겠다고 밝혔다.", "pledge", "undertook", 1),
        ("나카하라 겐타로 회장은 교류 확대를 기대한다고 말했다.", "statement", "asked", 0),
        ("나카하라 겐타로 회장은 교류가 중요하다고 말했다.", "statement", "raised", 0),
        ("나카하라 겐타로 회장은 교류 확대를 위해 노력하겠다고 말했다.", "statement", "would", 0),
        ("한국과 일본은 공급망 협력 방안을 논의했다.", "statement", "exchanged", 0),
        ("한국과 일본은 협력의 중요성에 공감했다.", "statement", "saw_alike", 0),
        ("한국과 일본은 경제 협력을 강화하기로 합의했다.", "agreement", "agreed", 2),
        ("한국과 일본은 양해각서에 서명했다.", "signing", "on_paper", 2),
    ],
)
def test_rungs_and_who_is_bound(text: str, kind: str, rung: str, bound: int) -> None:
    acts = read(text).acts
    assert [(a.kind, a.rung, len(a.bound)) for a in acts] == [(kind, rung, bound)]


def test_one_mans_decision_is_a_plan() -> None:
    (act,) = read("박태오 대통령은 청년 정책을 재검토하기로 했다.").acts
    assert (act.kind, act.rung, act.bound) == ("plan", "would", ())


def test_no_document_is_a_negative_signing() -> None:
    passage = read("윤도현 국무총리는 나카하라 겐타로 정조회장을 만났다.\n양측은 합의문에 서명하지 않았다.")
    act = first(passage, "signing")
    assert act.polarity == "negative"
    assert [q.text for q in act.actors] == ["윤도현", "나카하라 겐타로"]


def test_hopes_of_one_about_another_stay_his_own() -> None:
    passage = read("서정민 외교부 장관은 관계가 좋다고 평가하고, 나카하라 겐타로 회장이 가교가 되어 주기를 희망했다.")
    assert [q.text for q in first(passage, "statement", "asked").actors] == ["서정민"]


def test_conditions_hedges_and_passives() -> None:
    visit = first(read("상황이 허락하면 박태오 대통령은 3월 중국을 방문할 계획이다."), "visit")
    assert (visit.realis, visit.rung) == ("conditional", "would")
    assert visit.condition is not None
    assert visit.condition.text == "상황이 허락하면"
    likely = first(read("박태오 대통령은 다음 달 중국을 방문할 것으로 보인다."), "visit")
    assert likely.realis == "possible"
    assert likely.hedge is not None
    taken = first(read("홍길수 씨는 8일 경찰에 체포됐다."), "other")
    assert (taken.event, [q.text for q in taken.actors], [q.text for q in taken.recipients]) == (
        "arrest",
        ["경찰"],
        ["홍길수"],
    )


def test_headlines() -> None:
    passage = read("윤 총리, 나카하라와 회담…청년 교류 논의\n윤도현 총리는 8일 나카하라 겐타로 의원과 회담했다.")
    headline = [a for a in passage.acts if a.end <= 30]
    assert [(a.kind, a.rung) for a in headline] == [("meeting", "done"), ("statement", "exchanged")]
    assert headline[0].recipients[0].text == "나카하라"


def test_quotations_have_speakers() -> None:
    (quote,) = read('윤도현 국무총리는 "교류를 늘려야 한다. 그것이 답이다"라고 강조했다.').quotations
    assert quote.direct
    assert quote.text.endswith("그것이 답이다")
    assert quote.speaker is not None
    assert quote.speaker.text == "윤도현"


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("8일", "2026-01-08"),
        ("13~14일", "2026-01-13/2026-01-14"),
        ("지난해 10월", "2025-10"),
        ("이달 말", "2026-01-21/2026-01-31"),
        ("다음 주", "2026-01-12/2026-01-18"),
        ("내달 8일", "2026-02-08"),
        ("사흘 전", "2026-01-06"),
        ("내년 상반기", "2027-01-01/2027-06-30"),
        ("이번 주말", "2026-01-10/2026-01-11"),
        ("1월 30일~2월 2일", "2026-01-30/2026-02-02"),
    ],
)
def test_dates(text: str, edtf: str) -> None:
    (found,) = PACK.find_dates(text, 0, len(text), Reference.at("2026-01-09"))
    assert (found.text, found.edtf) == (text, edtf)


@pytest.mark.parametrize("text", ["제8일보", "11명", "하루빨리", "한일 관계", "두 나라", "3국"])
def test_no_dates(text: str) -> None:
    assert not [d for d in PACK.find_dates(text, 0, len(text), Reference.at("2026-01-09")) if d.earliest]


def test_relative_dates_need_a_day() -> None:
    (found,) = PACK.find_dates("다음 주", 0, 4, Reference.at(None))
    assert found.earliest is None


@pytest.mark.parametrize(
    ("words", "value"),
    [("1만2천", "12000"), ("5500억", "550000000000"), ("0.75", "0.75"), ("1조2천억", "1200000000000")],
)
def test_numbers(words: str, value: str) -> None:
    assert parse_number(words) == value


_PIECES = st.lists(
    st.sampled_from(
        [
            "윤도현 국무총리는",
            "8일",
            "서울에서",
            "나카하라 겐타로",
            "회장을",
            "만나",
            "“협력하겠다”고",
            "말했다.",
            "\n",
            "양측은",
            "3억 달러",
            "…",
            "한일 정상",
            "😀",
            "(尹道鉉)",
            "그는",
            ",",
        ]
    ),
    max_size=14,
)


@settings(max_examples=25, deadline=None)
@given(_PIECES)
def test_every_span_holds(pieces: list[str]) -> None:
    text = " ".join(pieces)
    passage = read(text)
    for mention in passage.mentions:
        assert text[mention.start : mention.end] == mention.text
    spans = {(m.start, m.end) for m in passage.mentions}
    for act in passage.acts:
        for quote in (*act.actors, *act.recipients, *act.bound, *filter(None, [act.place, act.said_by])):
            assert quote.holds(text)
            assert (quote.start, quote.end) in spans
        for words in filter(None, [act.matter, act.condition, act.hedge]):
            assert words.holds(text)
    for quotation in passage.quotations:
        assert text[quotation.start : quotation.end] == quotation.text


def test_a_bare_denial_is_negative() -> None:
    denial = first(read("나경태 국방부 대변인은 해당 보도를 부인했다."), "statement")
    assert (denial.polarity, denial.matter.text if denial.matter else None) == ("negative", "해당 보도")


def test_what_was_not_signed_or_adopted_is_a_negative_signing() -> None:
    told = "윤도현 국무총리는 8일 서울에서 나카하라 겐타로 정조회장과 회담했다.\n"
    act = first(read(told + "이날 서명된 문서는 없었다."), "signing")
    assert (act.polarity, act.time.edtf if act.time else None) == ("negative", "2026-01-08")
    assert [q.text for q in act.actors] == ["윤도현", "나카하라 겐타로"]
    said = first(read(told + '나경태 외교부 대변인은 "공동성명은 채택하지 않았다"고 밝혔다.'), "signing")
    assert (said.polarity, said.said_by.text if said.said_by else None) == ("negative", "나경태")


def test_conditions_with_a_noun_and_what_may_be() -> None:
    act = first(read("한국과 일본은 관세 인하를 조건으로 협정에 합의했다."), "agreement")
    assert (act.realis, act.condition.text if act.condition else None) == ("conditional", "관세 인하를 조건으로")
    may = first(read("서정민 외교부 장관은 회담이 연기될 수 있다고 말했다."), "other")
    assert (may.realis, may.said_by.text if may.said_by else None) == ("possible", "서정민")


def test_a_name_in_latin_letters_is_a_person() -> None:
    passage = read("서정민 외교부 장관은 8일 Jonas Keller 독일 외무장관과 회담했다.")
    assert "Jonas Keller" in people(passage)
    assert [q.text for q in first(passage, "meeting").recipients] == ["Jonas Keller"]


def test_a_phrase_belongs_to_the_first_verb_after_it() -> None:
    nested = "양측은 북한이 대화에 복귀하도록 하기 위한 노력을 이어 가기로 했다."
    act = first(read("윤도현 총리와 오무라 사치코 총리가 8일 회담했다.\n" + nested), "agreement")
    assert [q.text for q in act.actors] == ["윤도현", "오무라 사치코"]
    said = read("윤도현 국무총리가 지난해 체결한 협정은 9일 개막할 회의에서 논의된다.")
    assert not [a for a in said.acts if a.kind == "signing"]


@pytest.mark.parametrize(
    ("text", "polarity", "realis"),
    [
        ("윤도현 국무총리는 일본을 방문해 현안을 논의할 예정이었지만 일정을 취소했다.", "negative", "planned"),
        ("윤도현 국무총리는 오는 11일 일본을 방문하려던 계획을 취소했다.", "negative", "planned"),
        ("윤도현 국무총리가 11일 일본을 방문하는 것으로 8일 알려졌다.", "positive", "planned"),
        ("윤도현 국무총리는 8일 일본을 방문해 교류를 늘리기로 합의했다.", "positive", "actual"),
    ],
)
def test_what_was_only_meant_is_no_deed(text: str, polarity: str, realis: str) -> None:
    act = first(read(text), "visit")
    assert (act.polarity, act.realis) == (polarity, realis)


def test_a_plan_without_an_end_is_not_told() -> None:
    assert not [a for a in read("윤도현 총리는 당초 일본을 방문할 예정이었다.").acts if a.kind == "visit"]


def test_vows_with_a_condition_and_refusals() -> None:
    bound = first(read('윤도현 총리는 8일 "상대가 응한다면 어디든 가겠다"고 말했다.'), "pledge")
    assert bound.realis == "conditional"
    assert not [a for a in read("윤도현 총리는 8일 협상에 응하지 않겠다고 밝혔다.").acts if a.kind == "pledge"]


def test_meetings_told_as_nouns() -> None:
    held = first(read("윤도현 총리와 오무라 사치코 총리의 회담이 8일 서울에서 열렸다."), "meeting")
    fell = first(read("윤도현 총리와 오무라 사치코 총리의 회담은 무산됐다."), "meeting")
    assert [q.text for q in held.actors] == [q.text for q in fell.actors] == ["윤도현", "오무라 사치코"]
    assert (held.realis, held.polarity, fell.realis, fell.polarity) == ("actual", "positive", "planned", "negative")


def test_an_act_lacking_a_party_is_not_told() -> None:
    assert not [a for a in read("새빛측과 더불어민주당이 8일 예산안 처리에 합의했다.").acts if a.kind == "agreement"]
    assert not [a for a in read("윤도현 총리는 8일 충북도청과 업무협약을 체결했다.").acts if a.kind == "signing"]


def test_collectives_yield_to_who_is_named_beside_them() -> None:
    pair = "윤도현 총리와 오무라 사치코 총리가 8일 회담했다.\n"
    act = first(read(pair + "서하람 장관이 고위 관리들을 만난 자리에서 양측은 협력하기로 합의했다."), "agreement")
    assert [q.text for q in act.actors] == ["양측"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("천해솔 한빛반도체 회장은 8일 출국했다.", ["천해솔"]),
        ("알리셰르 나시로프 우즈베키스탄 외교장관은 8일 도착했다.", ["알리셰르 나시로프"]),
        ("육근형 새길당 대표와 위한솔 노조위원장이 8일 만났다.", ["육근형", "위한솔"]),
        ("이광회 진도군 수산단체연합회 회장이 8일 참석했다.", ["이광회"]),
        ("감독 마르코 벨로티는 8일 물러났다.", ["마르코 벨로티"]),
        ("법원은 8일 봉태식 씨에게 무죄를 선고했다.", ["봉태식"]),
        ("국방부 장관은 8일 나카하라 겐타로 일본 방위대신을 만났다.", ["나카하라 겐타로"]),
        ("노르웨이 선사 오르달과 계약을 맺었다고 8일 밝혔다.", []),
    ],
)
def test_names_beside_bodies_and_places(text: str, names: list[str]) -> None:
    assert [m.text for m in read(text).mentions if m.kind == "person"] == names


def test_speakers_are_those_nearest() -> None:
    told = "윤도현 총리는 8일 지원을 요청했고 오무라 사치코 총리는 최선을 다하겠다고 답했다."
    assert [q.speaker.text for q in read(told).quotations if q.speaker] == ["오무라 사치코"]
    unknown = '윤도현 총리는 8일 "환영한다"고 말했다.\n현지 언론은 "이례적이다"라고 보도했다.'
    assert [q.speaker.text if q.speaker else None for q in read(unknown).quotations] == ["윤도현", None]


def test_a_lower_title_is_no_higher_one() -> None:
    passage = read("구본우 새빛전자 부회장은 8일 출국했다.\n장하늘 벤츠 회장과 만날 예정이다.")
    lower = {m.chain for m in passage.mentions if m.text == "구본우"}
    assert not [m for m in passage.mentions if m.text == "회장" and m.chain in lower]


def test_offices_since_until_and_to_come() -> None:
    passage = read(
        "지난해 10월부터 국가안보실장을 맡고 있는 곽도진 실장은 8일 말했다.\n"
        "유태경 총재는 2021년 3월부터 2023년 5월까지 금융위원장을 지냈다.\n"
        "윤도현 대통령은 8일 문화체육관광부 장관에 하은서 전 국립중앙박물관장을 지명했다."
    )
    held = {
        (passage.mentions[r.person].value, passage.mentions[r.position].value): (r.status, r.since, r.until)
        for r in passage.roles
    }
    assert held["곽도진", "national_security_adviser"][0::2] == ("current", None)
    assert (held["곽도진", "national_security_adviser"][1] or "").endswith("-10")
    assert held["유태경", "committee_chair"] == ("former", "2021-03", "2023-05")
    assert held["하은서", "culture_minister"][0] == "elect"


def test_acts_told_before_the_one_who_did_them() -> None:
    acts = read("방한 중인 조지프 오티에노 케냐 외교장관과 만난 윤도현 총리는 협력을 제안했다.").acts
    assert {a.kind for a in acts} == {"visit", "meeting", "statement"}
    met = next(a for a in acts if a.kind == "meeting")
    assert ([q.text for q in met.actors], [q.text for q in met.recipients]) == (["윤도현"], ["조지프 오티에노"])


def test_meetings_on_the_way_to_what_was_said() -> None:
    act = first(read("윤도현 총리는 8일 오무라 사치코 외무상과 가진 회담에서 조치를 요청했다."), "meeting")
    assert ([q.text for q in act.actors], [q.text for q in act.recipients]) == (["윤도현"], ["오무라 사치코"])


@pytest.mark.parametrize(
    "told",
    [
        "윤도현 총리는 다음 달로 예정됐던 인도네시아 방문을 취소했다.",
        "10일로 예정됐던 윤도현 총리의 방일이 연기됐다고 외교부가 7일 밝혔다.",
        "외교부 당국자는 윤도현 총리가 다음 주 방일할 것이라는 보도를 부인했다.",
    ],
)
def test_a_journey_called_off_or_denied_is_negative(told: str) -> None:
    act = first(read(told), "visit")
    assert ([q.text for q in act.actors], act.polarity, act.realis) == (["윤도현"], "negative", "planned")


def test_polite_words_are_no_vow() -> None:
    assert not [a for a in read("윤도현 총리는 “적절히 판단하겠다”고만 답했다.").acts if a.kind == "pledge"]


def test_an_unknown_name_before_a_title_is_nobody_else() -> None:
    passage = read("윤도현 장관은 8일 출국했다. 간조리그 장관은 10일 공장을 시찰할 예정이다.")
    titles = [m for m in passage.mentions if m.kind == "position"]
    person = next(m for m in passage.mentions if m.value == "윤도현")
    assert titles[-1].chain != person.chain


def test_firms_by_the_word_for_their_kind() -> None:
    act = first(read("동현중공업은 8일 폴란드 방산업체 PZM과 부품 공급 계약을 체결했다."), "signing")
    assert [q.text for q in (*act.actors, *act.recipients)] == ["동현중공업", "PZM"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("도윤재 장관은 이고리 파블렌코 러시아 외무장관과 회담했다.", "이고리 파블렌코"),
        ("도윤재 장관은 10일 통룬 시파세웃 라오스 외교장관과 회담했다.", "통룬 시파세웃"),
        ("헨리크 룬드베리 노르드할 최고경영자는 10일 투자를 약속했다.", "헨리크 룬드베리"),
        ("미래당은 진달래 의원을 대변인에 임명했다.", "진달래"),
        ("도윤재 장관은 12일 가오밍더 부장과 회담했다.", "가오밍더"),
        ("히라노세 대신은 조사 결과를 통보하겠다고 약속했다.", "히라노세"),
    ],
)
def test_names_that_the_analyser_breaks_or_a_firm_follows(text: str, name: str) -> None:
    assert name in people(read(text))


def test_a_word_before_a_foreign_name_or_a_town_is_nobody() -> None:
    assert people(read("도윤재 장관은 워싱턴을 방문해 캐서린 로웰 미국 국무장관과 회담했다.")) == {
        "도윤재",
        "캐서린 로웰",
    }
    assert people(read("도윤재 장관은 9일 서귀포를 방문해 주민을 만났다.")) == {"도윤재"}


def test_a_condition_told_in_the_next_sentence() -> None:
    text = "도윤재 장관은 9일 다리를 6월까지 짓겠다고 약속했다. 다만 군의회의 동의가 있어야 한다는 단서를 달았다."
    pledge = first(read(text), "pledge")
    assert pledge.realis == "conditional"
    assert pledge.condition is not None
    assert pledge.condition.text == "군의회의 동의가 있어야 한다"


def test_two_governments_are_two_countries() -> None:
    told = first(read("한국과 필리핀 정부는 9일 마닐라에서 어업 협정에 서명했다."), "signing")
    assert {q.text for q in told.actors} == {"한국", "필리핀 정부"}
    passage = read("한국과 필리핀 정부는 9일 마닐라에서 어업 협정에 서명했다.")
    assert [m.value for m in passage.mentions if m.text == "필리핀 정부"] == ["PH"]


def test_one_side_decides_for_itself() -> None:
    passage = read("정부는 9일 베트남에 차관 3억달러를 제공하기로 했다.")
    assert [a.kind for a in passage.acts] == ["plan"]
    assert not [m for m in passage.mentions if m.value == "vice_minister"]


def test_who_passes_words_on_did_not_decide() -> None:
    text = "도윤재 장관은 9일 하타노 겐지 일본 외무상과 회담했다.\n이어 어업 협상을 재개하기로 했다고 외교부가 전했다."
    assert all(q.text != "외교부" for a in read(text).acts for q in a.actors)


def test_a_plan_in_the_present_that_somebody_announces() -> None:
    visit = first(read("외교부는 9일 도윤재 장관이 20일 호주를 방문해 공장을 둘러본다고 발표했다."), "visit")
    assert visit.realis == "planned"
