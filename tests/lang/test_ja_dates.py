"""Japanese dates against a reference day."""

from __future__ import annotations

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
