"""Japanese dates against a reference day."""

from __future__ import annotations

from itertools import pairwise

import pytest

from dateline.lang.ja import PACK
from dateline.lang.resolve import Reference

REFERENCE = Reference.at("2026-03-20T10:00:00+09:00")


@pytest.mark.parametrize(
    ("words", "edtf"),
    [
        ("18日", "2026-03-18"),
        ("１８日", "2026-03-18"),
        ("十八日", "2026-03-18"),
        ("4月2日（木）", "2026-04-02"),
        ("令和7年12月1日", "2025-12-01"),
        ("昭和六十四年1月7日", "1989-01-07"),
        ("昨年11月", "2025-11"),
        ("来月3日", "2026-04-03"),
        ("今月下旬", "2026-03-21/2026-03-31"),
        ("23、24両日", "2026-03-23/2026-03-24"),
        ("30日〜4月2日", "2026-03-30/2026-04-02"),
        ("来週", "2026-03-23/2026-03-29"),
        ("来週火曜日", "2026-03-24"),
        ("先週末", "2026-03-14/2026-03-15"),
        ("来年春", "2027-03-01/2027-05-31"),
        ("2026年度", "2026-04-01/2027-03-31"),
        ("18日午後3時半", "2026-03-18T15:30"),
    ],
)
def test_values(words: str, edtf: str) -> None:
    found = PACK.find_dates(words, 0, len(words), REFERENCE)
    assert [(d.text, d.edtf) for d in found] == [(words, edtf)]


@pytest.mark.parametrize(
    ("words", "timex3"), [("3日間", "P3D"), ("2週間", "P2W"), ("毎年", "P1Y"), ("毎週月曜日", "XXXX-WXX-1")]
)
def test_durations_and_sets_have_no_bounds(words: str, timex3: str) -> None:
    (found,) = PACK.find_dates(words, 0, len(words), REFERENCE)
    assert (found.timex3, found.earliest) == (timex3, None)


def test_tense_decides_far_days() -> None:
    past, future = "1日に会談した。", "1日に訪問する予定だ。"
    assert PACK.find_dates(past, 0, len(past), REFERENCE)[0].edtf == "2026-03-01"
    assert PACK.find_dates(future, 0, len(future), REFERENCE)[0].edtf == "2026-04-01"


def test_same_day_counts_from_the_event_and_teasers_stay_open() -> None:
    text = "2025年5月2日に会談し、翌日に帰国した。"
    assert PACK.find_dates(text, 0, len(text), REFERENCE)[1].edtf == "2025-05-03"
    nothing = Reference.at(None)
    assert PACK.find_dates("水曜日", 0, 3, nothing)[0].earliest is None
    assert PACK.find_dates("2025年5月2日", 0, 9, nothing)[0].edtf == "2025-05-02"


@pytest.mark.parametrize("words", ["30年ぶり", "2日目", "第1段階", "3人", "二国間", "一致"])
def test_what_is_no_date(words: str) -> None:
    assert PACK.find_dates(words, 0, len(words), REFERENCE) == ()


def _bounds(text: str, day: str = "2026-03-20") -> list[tuple[str, str]]:
    """The words and the bounds of every date found in a text of the news."""
    from dateline.lang.ja.dates import find_dates

    return [
        (d.text, (d.earliest or "") if d.earliest == d.latest else f"{d.earliest}..{d.latest}")
        for d in find_dates(text, 0, len(text), Reference.at(day))
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("18日に会談し、翌19日に帰国した。同日夜に述べた。", ["2026-03-18", "2026-03-19", "2026-03-19"]),
        ("25日から4日間の日程で訪れる。", ["2026-03-25..2026-03-28"]),
        ("来月3日に東京で、4日に大阪で開く。", ["2026-04-03", "2026-04-04"]),
        ("12月30日、31日に開いた。", ["2025-12-30", "2025-12-31"]),
        ("11月から翌年2月まで続いた。", ["2025-11-01..2026-02-28"]),
        ("2019年5月に就き、同年8月に訪れ、翌年退いた。", ["2019-05-01..2019-05-31", "2019-08-01..2019-08-31", "2020-01-01..2020-12-31"]),
        ("26年3月期の売上高。7〜9月期。", ["2025-04-01..2026-03-31", "2025-07-01..2025-09-30"]),
        ("今年度内に決める。来年度の予算。", ["2026-03-20..2026-03-31", "2026-04-01..2027-03-31"]),
        ("昨年12月以降、増えた。", ["2025-12-01..None"]),
        ("16日午後6時（日本時間17日午前8時）に始まった。", ["2026-03-16T18:00", "2026-03-17T08:00"]),
        ("きょう（19日）述べた。", ["2026-03-19", "2026-03-19"]),
        ("今月第3木曜日", ["2026-03-19"]),
        ("来年1月前半に訪れる。", ["2027-01-01..2027-01-15"]),
    ],
)  # fmt: skip
def test_news_phrases(text: str, expected: list[str]) -> None:
    assert [b for _, b in _bounds(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "前日比200円高、前年同期比3%増", "毎日新聞によると", "1日30往復する", "3日連続で下げた", "懲役1年6月を言い渡した",
        "大会の3日前", "3日後に死亡した", "発生から2〜3日後は注意", "同日の会合", "一時停止し、同時に発表した",
    ],
)  # fmt: skip
def test_nothing_is_placed_without_a_day_to_count_from(text: str) -> None:
    """Rates, counts, sentences of prison, and offsets from an event whose day is not told."""
    assert [b for _, b in _bounds(text) if b] == []


def test_this_day_is_the_day_of_the_news() -> None:
    text = "三沢氏は18日、提案した。25日に決める予定だ。この日の会合は長引いた。"
    assert _bounds(text)[-1] == ("この日", "2026-03-18")
    recalled = "三沢氏は18日、提案した。去る5日の案を改めた。この日の会合は長引いた。"
    assert _bounds(recalled)[-1] == ("この日", "")


def test_spans_hold_in_any_text() -> None:
    from hypothesis import given, settings
    from hypothesis import strategies as st

    parts = [
        "18",
        "日",
        "月",
        "年",
        "から",
        "まで",
        "〜",
        "３",
        "午後",
        "時",
        "同",
        "翌",
        "来",
        "週",
        "（",
        "）",
        "、",
        "。",
        "末",
        "曜",
        "一",
        "人",
    ]

    @settings(max_examples=120, deadline=None)
    @given(st.lists(st.sampled_from(parts), max_size=14).map("".join))
    def check(text: str) -> None:
        from dateline.lang.ja.dates import find_dates

        found = find_dates(text, 0, len(text), REFERENCE)
        assert all(text[d.start : d.end] == d.text for d in found)
        assert all(a.end <= b.start for a, b in pairwise(found))
        assert all(d.earliest[:10] <= d.latest[:10] for d in found if d.earliest and d.latest)

    check()
