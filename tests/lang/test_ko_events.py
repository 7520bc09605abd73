"""Korean events: what is read with whom it has, and what must not be read as one. All people and firms are invented."""

from __future__ import annotations

import pytest

from dateline.lang.pack import Passage, load_pack
from dateline.lang.resolve import Reference
from dateline.model import Act, Block


def read(text: str, kind: str = "body") -> Passage:
    blocks = [(0, Block(kind, 0, len(text), "ko"))]  # type: ignore[arg-type]
    passage = load_pack("ko").read_blocks(text, blocks, [Reference.at("2026-05-12")])
    for act in passage.acts:
        for span in (*act.actors, *act.recipients):
            assert text[span.start : span.end] == span.text
    return passage


def told(text: str, kind: str = "body") -> list[tuple[str, str | None, str, str]]:
    """Each event with its thing, its actors and its recipients."""

    def names(act: Act, side: str) -> str:
        return "+".join(q.text for q in getattr(act, side))

    return [
        (a.event, a.thing, names(a, "actors"), names(a, "recipients"))
        for a in read(text, kind).acts
        if a.event is not None
    ]


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("경남경찰청은 12일 한세린 전 시장을 체포했다.", ("arrest", None, "경남경찰청", "한세린")),
        ("한세린 전 시장이 12일 경찰에 체포됐다.", ("arrest", None, "경찰", "한세린")),
        ("창원지검 통영지청이 임도현 대표를 재판에 넘겼다.", ("charge", None, "창원지검 통영지청", "임도현")),
        ("임도현 대표는 1심에서 징역 3년을 선고받았다.", ("sentence", None, "", "임도현")),
        ("법원은 임도현 전 장관에게 무죄를 선고했다.", ("acquit", None, "법원", "임도현")),
        ("윤가온 의원이 위원장직에서 물러났다.", ("resign", None, "윤가온", "")),
        ("윤가온 장관이 사의를 표명했다.", ("offer_resignation", None, "윤가온", "")),
        ("가온물류 노조가 12일 파업에 들어갔다.", ("strike", None, "가온물류 노조", "")),
        ("해경은 선원 14명을 모두 구조했다.", ("rescue", None, "해경", "")),
        ("주민 300여 명이 대피했다.", ("evacuate", None, "", "")),
        (
            "한국은행은 기준금리를 연 2.5%에서 2.25%로 0.25%포인트 인하했다.",
            ("reduce", "interest_rates", "한국은행", ""),
        ),
        ("추경안이 국회 본회의를 통과했다.", ("approve", "supplementary_budget", "국회", "")),
        ("다온소재는 안마의자 3만 대를 회수했다.", ("recall", "product", "다온소재", "")),
        ("임도현(57) 대표와 변상우(49) 실장이 구속됐다.", ("detain", None, "", "임도현+변상우")),
        ("미국은 북한을 제재했다.", ("sanction", None, "미국", "북한")),
    ],
)
def test_an_event_has_those_whom_it_has(text: str, event: tuple[str, str | None, str, str]) -> None:
    assert told(text) == [event]


@pytest.mark.parametrize(
    "text",
    [
        "야당은 윤가온 장관의 사퇴를 촉구했다.",
        "윤가온 장관은 사퇴하지 않겠다고 밝혔다.",
        "경찰은 임도현 대표를 체포하려 했다.",
        "임도현 대표를 체포하는 데 실패했다.",
        "윤가온 장관은 한발 물러났다.",
        "경찰은 임도현 대표의 비서를 체포했다.",
        "협회는 다음 주 후임 감독을 선임할 예정이다.",
        "재무성은 10일 이 약을 먹고 숨졌다며 인과관계를 인정했다고 밝혔다.",
        "보건당국은 제품을 차단 목록에 올렸다.",
        "바다에서 어선이 뒤집혔다.",
        "정부는 관계부처 회의를 열었다.",
    ],
)
def test_what_is_no_event_of_anybody(text: str) -> None:
    assert told(text) == []


def test_what_is_told_before_a_name_and_what_one_verb_gives_twice() -> None:
    text = "법원은 12일 횡령 혐의로 기소된 임도현 대표에게 징역 5년, 변상우 실장에게는 무죄를 선고했다."
    assert set(told(text)) == {
        ("charge", None, "", "임도현"),
        ("sentence", None, "법원", "임도현"),
        ("acquit", None, "법원", "변상우"),
    }
    assert "변상우" not in {who for _, _, who, _ in told("숨진 임도현 씨의 변호인 변상우 변호사가 회견을 열었다.")}


def test_reality_sign_and_whose_word() -> None:
    (plan,) = [a for a in read("검찰은 임도현 대표를 불구속 기소할 방침이다.").acts if a.event]
    assert (plan.event, plan.realis, plan.rung) == ("charge", "planned", "would")
    (decided,) = [a for a in read("임도현 대표는 항소하기로 했다.").acts if a.event]
    assert (decided.event, decided.realis) == ("appeal", "planned")
    (never,) = [a for a in read("경찰은 임도현 대표를 체포하지 못했다.").acts if a.event]
    assert (never.event, never.polarity) == ("arrest", "negative")
    (heard,) = [a for a in read("경찰은 임도현 대표가 구속됐다고 밝혔다.").acts if a.event]
    assert heard.said_by is not None
    assert (heard.said_by.text, heard.actors) == ("경찰", ())
    (later,) = [a for a in read("경찰은 임도현 대표를 체포했다고 8일 밝혔다.").acts if a.event]
    assert later.time is None


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("경찰, 한세린 전 시장 체포", ("arrest", None, "경찰", "한세린")),
        ("윤가온 장관 사임", ("resign", None, "윤가온", "")),
        ("한은, 기준금리 2.25%로 인하", ("reduce", "interest_rates", "한은", "")),
        ("검찰, 임도현 대표 등 3명 기소", ("charge", None, "검찰", "임도현")),
    ],
)
def test_headlines(text: str, event: tuple[str, str | None, str, str]) -> None:
    assert told(text, "headline") == [event]


def test_a_firm_that_one_sentence_gives_away_is_one_in_all_the_text() -> None:
    passage = read("운영사 해마루로프웨이가 사과했다. 해마루로프웨이는 운행을 중단했다.")
    firms = [m.value for m in passage.mentions if m.kind == "organization"]
    assert firms == ["해마루로프웨이", "해마루로프웨이"]
    assert not [m for m in read("신라호 선장 구속기소", "headline").mentions if m.kind == "person"]


def test_terms_are_numbers() -> None:
    numbers = [
        (m.value, m.unit) for m in read("징역 2년 6개월에 집행유예 3년을 선고했다.").mentions if m.kind == "number"
    ]
    assert numbers == [("30", "months"), ("3", "years")]


def test_a_headline_that_ends_in_what_was_announced() -> None:
    (act,) = read("윤가온 관방장관, 한중일 정상회의 연기 발표", "headline").acts
    assert (act.kind, act.topics) == ("statement", ("trilateral_summit",))
