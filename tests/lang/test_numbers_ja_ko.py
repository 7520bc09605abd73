"""Counts, money, ages and shares in Japanese and Korean."""

from __future__ import annotations

import pytest

from dateline.lang.ja.numbers import find_numbers as in_japanese
from dateline.lang.ko.numbers import find_numbers as in_korean


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("支持率は3割5分、反対は4割だった。", [("35", "percent"), ("40", "percent")]),
        ("1ドル=154円20銭。", [("1", "USD"), ("154.2", "JPY")]),
        ("約七万円と二十三人。", [("70000", "JPY"), ("23", "people")]),
        ("役割と分割、割り当て、一致、十分、第三回、二国間。", []),
    ],
)
def test_japanese(text: str, expected: list[tuple[str, str]]) -> None:
    found = in_japanese(text, 0, len(text), [])
    assert [(m.value, m.unit) for m in found] == expected
    assert all(text[m.start : m.end] == m.text for m in found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("스물세 명이 모였고 서른 살이다.", [("23", "people"), ("30", "age")]),
        ("1억 2천 5백만 달러입니다.", [("125000000", "USD")]),
        ("13달러 45센트였다.", [("13.45", "USD")]),
        ("이십이 퍼센트가 반대했다.", [("22", "percent")]),
        ("한일 관계, 두 나라, 세 번째 회의.", []),
    ],
)
def test_korean(text: str, expected: list[tuple[str, str]]) -> None:
    found = in_korean(text, 0, len(text), [])
    assert [(m.value, m.unit) for m in found] == expected
    assert all(text[m.start : m.end] == m.text for m in found)
