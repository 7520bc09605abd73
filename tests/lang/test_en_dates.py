"""English dates: absolute, relative, partial, ranges, parts, times, durations and sets."""

from __future__ import annotations

import pytest

from dateline.lang.en import PACK
from dateline.lang.resolve import Reference

REFERENCE = Reference.at("2026-03-12")


@pytest.mark.parametrize(
    ("words", "timex3", "earliest", "latest"),
    [
        ("March 5, 2026", "2026-03-05", "2026-03-05", "2026-03-05"),
        ("5 March", "2026-03-05", "2026-03-05", "2026-03-05"),
        ("Feb. 13-14", "2026-02-13/2026-02-14", "2026-02-13", "2026-02-14"),
        ("yesterday", "2026-03-11", "2026-03-11", "2026-03-11"),
        ("said on Tuesday", "2026-03-10", "2026-03-10", "2026-03-10"),
        ("will arrive on Tuesday", "2026-03-17", "2026-03-17", "2026-03-17"),
        ("next week", "2026-W12", "2026-03-16", "2026-03-22"),
        ("later this month", "2026-03", "2026-03-13", "2026-03-31"),
        ("early next month", "2026-04", "2026-04-01", "2026-04-10"),
        ("October last year", "2025-10", "2025-10-01", "2025-10-31"),
        ("last October", "2025-10", "2025-10-01", "2025-10-31"),
        ("by the end of the year", "2026", "2026-03-12", "2026-12-31"),
        ("three days ago", "2026-03-09", "2026-03-09", "2026-03-09"),
        ("fiscal 2026", "FY2026", "2026-04-01", "2027-03-31"),
        ("the first half of 2025", "2025-H1", "2025-01-01", "2025-06-30"),
        ("the 1990s", "199X", "1990-01-01", "1999-12-31"),
        ("2024-03-09", "2024-03-09", "2024-03-09", "2024-03-09"),
        ("three-day", "P3D", None, None),
        ("every week", "P1W", None, None),
        (
            "at 3 p.m. KST on March 5, 2026",
            "2026-03-05T15:00",
            "2026-03-05T15:00:00+09:00",
            "2026-03-05T15:00:00+09:00",
        ),
    ],
)
def test_dates(words: str, timex3: str, earliest: str | None, latest: str | None) -> None:
    found = PACK.find_dates(words, 0, len(words), REFERENCE)
    assert [(d.timex3, d.earliest, d.latest) for d in found] == [(timex3, earliest, latest)]
    assert all(words[d.start : d.end] == d.text for d in found)


@pytest.mark.parametrize(
    "words", ["He may go.", "They march on.", "the 13th meeting", "flight 2030 people", "No date here"]
)
def test_what_is_no_date(words: str) -> None:
    assert PACK.find_dates(words, 0, len(words), REFERENCE) == ()


def test_teasers_resolve_nothing_relative() -> None:
    found = PACK.find_dates("on Wednesday", 0, 12, Reference(None, "unknown"))
    assert [(d.text, d.earliest) for d in found] == [("Wednesday", None)]


def test_the_same_day_is_that_of_the_event() -> None:
    text = "They met on March 2. Later that day they dined."
    found = PACK.find_dates(text, 0, len(text), REFERENCE)
    assert [(d.earliest, d.basis) for d in found] == [
        ("2026-03-02", "relative_to_publication"),
        ("2026-03-02", "relative_to_event"),
    ]
