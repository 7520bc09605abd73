"""Korean dates against a reference day. All people and events are invented."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.lang.ko.dates import find_dates
from dateline.lang.resolve import Reference

REFERENCE = Reference.at("2026-03-20T10:00:00+09:00")


def bounds(text: str) -> list[str]:
    """The bounds, or the TIMEX3 value where there are none, of every date of a text."""
    return [
        (d.earliest if d.earliest == d.latest else f"{d.earliest}..{d.latest}") if d.earliest or d.latest else d.timex3
        for d in find_dates(text, 0, len(text), REFERENCE)
    ]  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("오는 24∼25일 연다", ["2026-03-24..2026-03-25"]),
        ("24일부터 사흘간 방문한다", ["2026-03-24..2026-03-26"]),
        ("24일부터 2박 3일 일정", ["2026-03-24..2026-03-26"]),
        ("오는 30일부터 다음 달 2일까지", ["2026-03-30..2026-04-02"]),
        ("다음 달 5일 서울, 6일 부산, 7일 광주에서 연다", ["2026-04-05", "2026-04-06", "2026-04-07"]),
        ("지난 5일 오후 3시 반쯤", ["2026-03-05T15:30"]),
        ("지난달 말, 내달 초", ["2026-02-21..2026-02-28", "2026-04-01..2026-04-10"]),
        ("올 상반기, 지난해 4분기, 지난 4분기", ["2026-01-01..2026-06-30", "2025-10-01..2025-12-31", "2025-10-01..2025-12-31"]),
        ("2019년 5월 취임해 같은 해 8월 방문했다", ["2019-05-01..2019-05-31", "2019-08-01..2019-08-31"]),
        ("2019년 5월 취임해 이듬해 물러났다", ["2019-05-01..2019-05-31", "2020-01-01..2020-12-31"]),
        ("어제(18일) 만났다", ["2026-03-18", "2026-03-18"]),
        ("16일(현지시간) 오전 9시", ["2026-03-16T09:00"]),
        ("다음 달 둘째 토요일", ["2026-04-11"]),
        ("1월 12일 사건 보고서를 내겠다고 했다", ["2026-01-12"]),
        ("지난해 6월 이후", ["2025-06-01..None"]),
        ("단기 4359년 1월 9일", ["2026-01-09"]),
        ("내일부터 주말인 일요일까지", ["2026-03-21", "2026-03-21..2026-03-22", "2026-03-22"]),
        ("매주 화요일, 격주, 사흘 동안, 1년 6개월, 두 시간 반", ["XXXX-WXX-2", "P2W", "P3D", "P1Y6M", "PT2H30M"]),
    ],
)  # fmt: skip
def test_values(text: str, expected: list[str]) -> None:
    assert bounds(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "전년 동기 대비 3%, 전날보다 5원", "뜻을 전달했다", "소식을 전해 왔다", "자리를 내주는 일", "2분기 연속 늘었다",
        "징역 6월을 선고했다", "회담 이틀 전", "사고 발생 사흘 뒤 숨졌다", "이날 회의", "3명, 2차 회담, 제8일보",
    ],
)  # fmt: skip
def test_nothing_is_placed_without_a_day_to_count_from(text: str) -> None:
    assert [d.text for d in find_dates(text, 0, len(text), REFERENCE) if d.earliest] == []


def test_tense_decides_far_days() -> None:
    assert bounds("1일 만나 합의했다.") == ["2026-03-01"]
    assert bounds("1일 열릴 예정이다.") == ["2026-04-01"]
    assert bounds("2월 1일 열린 회의") == ["2026-02-01"]


def test_this_day_is_the_day_of_the_news_and_not_one_recalled() -> None:
    text = "도유림 의원은 18일 제안했다. 지난 5일 낸 안을 고쳤다. 이날 회의는 길어졌다."
    assert bounds(text)[2] is None
    assert bounds("도 의원은 18일 제안했다. 이날 회의는 길어졌다.") == ["2026-03-18", "2026-03-18"]
    assert bounds("도 의원은 18일 오는 24일 연다고 밝혔다. 이날 회의는 길어졌다.")[-1] == "2026-03-18"


def test_offsets_count_from_the_day_named_and_not_from_one_another() -> None:
    text = "도 의원은 18일 회담했다. 전날 도착했고 이튿날 떠난다."
    assert bounds(text) == ["2026-03-18", "2026-03-17", "2026-03-19"]


def test_a_single_line_counts_from_its_reference_weakly() -> None:
    line = Reference.at("2026-03-20", manner="everyday")
    (found,) = find_dates("이튿날", 0, 3, line)
    assert (found.earliest, found.basis) == ("2026-03-21", "inferred")


PARTS = [
    "18", "일", "월", "년", "부터", "까지", "∼", " ", "오후", "시", "이날", "다음", "달", "주",
    "(", ")", ",", ". ", "말", "요일", "사흘", "전", "명",
]  # fmt: skip


@settings(max_examples=120, deadline=None)
@given(st.lists(st.sampled_from(PARTS), max_size=14).map("".join))
def test_spans_hold_in_any_text(text: str) -> None:
    found = find_dates(text, 0, len(text), REFERENCE)
    assert all(text[d.start : d.end] == d.text for d in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(d.earliest[:10] <= d.latest[:10] for d in found if d.earliest and d.latest)
