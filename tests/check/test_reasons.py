"""What is no error: numbers that follow from the sources', names that sound alike, marks and denials of other clauses; and
what is one between two languages."""

from __future__ import annotations

import pytest

from dateline.newsroom.audits import PairInput, check_pair

FERRY = (
    "Fares will rise from 1,500 to 1,650 crowns in April, Transport Minister Oda Brekke said. The pier was built in 1964 and, "
    "if parliament agrees, a new one will be built next year. She was spared a vote of no confidence."
)
RIVER = "가온그룹은 120여 명이 반대 집회를 열었다고 밝혔다. 여당은 강의 수질 조사를 봄에 시작한다고 했다."
STANDS = [
    ("en", FERRY, "en", "Fares will go up by 150 crowns in April."),
    ("en", FERRY, "en", "The minister, Oda Brekke, did not face a vote of no confidence."),
    ("ko", RIVER, "en", "Gaon Group said more than 100 people held a rally against it."),
]
FAILS = [
    ("ko", RIVER, "en", "The opposition said a survey of the river's water quality would start in spring."),
    ("ko", RIVER, "ja", "与党は川の水質調査を秋に始めると述べた。"),
]


def judge(case: tuple[str, str, str, str]) -> str:
    source_lang, source, claim_lang, claim = case
    pair = PairInput(
        id="x", claim=claim, source=source, claim_lang=claim_lang, source_lang=source_lang, published="2026-02-03"
    )
    return check_pair(pair).verdict


@pytest.mark.parametrize("case", STANDS, ids=lambda c: c[3][:30])
def test_it_stands(case: tuple[str, str, str, str]) -> None:
    assert judge(case) == "supported"


@pytest.mark.parametrize("case", FAILS, ids=lambda c: c[3][:30])
def test_it_fails(case: tuple[str, str, str, str]) -> None:
    assert judge(case) == "refuted"
