"""English dates: what news is read for, what is no date there, and the wider grammar of everyday lines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.lang.en import PACK
from dateline.lang.resolve import Reference
from dateline.model import DateValue

REFERENCE = Reference.at("2026-03-12")
EVERYDAY = Reference.at("2026-03-12T10:00:00", manner="everyday")


def find(words: str, reference: Reference) -> tuple[DateValue, ...]:
    return PACK.find_dates(words, 0, len(words), reference)


@pytest.mark.parametrize(
    ("words", "timex3", "earliest", "latest"),
    [
        ("March 5, 2026", "2026-03-05", "2026-03-05", "2026-03-05"),
        ("5 March", "2026-03-05", "2026-03-05", "2026-03-05"),
        ("Feb. 13-14", "2026-02-13/2026-02-14", "2026-02-13", "2026-02-14"),
        ("yesterday", "2026-03-11", "2026-03-11", "2026-03-11"),
        ("said on Tuesday", "2026-03-10", "2026-03-10", "2026-03-10"),
        ("on Tuesday morning", "2026-03-10TMO", "2026-03-10", "2026-03-10"),
        ("will arrive on Tuesday", "2026-03-17", "2026-03-17", "2026-03-17"),
        ("The line must work by Harbour Day, October 17", "2026-10-17", "2026-10-17", "2026-10-17"),
        ("next week", "2026-W12", "2026-03-16", "2026-03-22"),
        ("later this month", "2026-03", "2026-03-13", "2026-03-31"),
        ("early next month", "2026-04", "2026-04-01", "2026-04-10"),
        ("October last year", "2025-10", "2025-10-01", "2025-10-31"),
        ("last October", "2025-10", "2025-10-01", "2025-10-31"),
        ("by the end of the year", "2026", "2026-03-12", "2026-12-31"),
        ("three days ago", "2026-03-09", "2026-03-09", "2026-03-09"),
        ("fiscal 2026", "FY2026", "2026-04-01", "2027-03-31"),
        ("promised to finish the review by 30 June, provided", "2026-06-30", "2026-06-30", "2026-06-30"),
        ("finished by 30 June", "2025-06-30", "2025-06-30", "2025-06-30"),
        ("the first half of 2025", "2025-H1", "2025-01-01", "2025-06-30"),
        ("the 1990s", "199X", "1990-01-01", "1999-12-31"),
        ("the 1800s", "18XX", "1800-01-01", "1899-12-31"),
        ("2024-03-09", "2024-03-09", "2024-03-09", "2024-03-09"),
        ("talks on the 13th.", "2026-03-13", "2026-03-13", "2026-03-13"),
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
    found = find(words, REFERENCE)
    assert [(d.timex3, d.earliest, d.latest) for d in found] == [(timex3, earliest, latest)]
    assert all(words[d.start : d.end] == d.text for d in found)


@pytest.mark.parametrize(
    "words",
    [
        "He may go.",
        "They march on.",
        "They may 5 times over",
        "the march on the capital",
        "The Sun reported it",
        "a Sat phone",
        "the 13th meeting",
        "the 2nd half",
        "the 12th year of the talks",
        "a second man",
        "from four to six people",
        "22/04",
        "flight 2030 people",
        "No date here",
    ],
)
def test_what_is_no_date_in_news(words: str) -> None:
    assert find(words, REFERENCE) == ()


def test_teasers_resolve_nothing_relative() -> None:
    found = PACK.find_dates("on Wednesday", 0, 12, Reference(None, "unknown"))
    assert [(d.text, d.earliest) for d in found] == [("Wednesday", None)]


def test_an_empty_date_field_is_no_reference() -> None:
    assert Reference.at("0001-01-01T00:00:00").day is None
    assert [d.earliest for d in find("yesterday", Reference.at("0001-01-01"))] == [None]


def test_the_same_day_is_that_of_the_event() -> None:
    found = find("They met on March 2. Later that day they dined.", REFERENCE)
    assert [(d.earliest, d.basis) for d in found] == [
        ("2026-03-02", "relative_to_publication"),
        ("2026-03-02", "relative_to_event"),
    ]


@pytest.mark.parametrize(
    ("words", "timex3", "mod", "earliest", "latest"),
    [
        ("the twenty third of June", "2026-06-23", None, "2026-06-23", "2026-06-23"),
        ("june fifth, two thousand and thirty", "2030-06-05", None, "2030-06-05", "2030-06-05"),
        ("jun7", "2026-06-07", None, "2026-06-07", "2026-06-07"),
        ("22/04", "2026-04-22", None, "2026-04-22", "2026-04-22"),
        ("Fri 13th", "2026-03-13", None, "2026-03-13", "2026-03-13"),
        ("from 2 june to 9 june", "2026-06-02/2026-06-09", None, "2026-06-02", "2026-06-09"),
        ("between November and February 2027", "2026-11/2027-02", None, "2026-11-01", "2027-02-28"),
        ("from Monday to Friday", "2026-03-16/2026-03-20", None, "2026-03-16", "2026-03-20"),
        ("before 2018", "2018", "BEFORE", None, "2017-12-31"),
        ("since last week", "2026-W10", "ON_OR_AFTER", "2026-03-02", None),
        ("later than April", "2026-04", "AFTER", "2026-05-01", None),
        ("two weeks before easter", "2026-03-22", None, "2026-03-22", "2026-03-22"),
        ("the Monday after Easter", "2026-04-06", None, "2026-04-06", "2026-04-06"),
        ("labor day 2027", "2027-09-06", None, "2027-09-06", "2027-09-06"),
        ("the third week of 2025", "2025-W03", None, "2025-01-13", "2025-01-19"),
        ("the last Friday of May", "2026-05-29", None, "2026-05-29", "2026-05-29"),
        ("first ten days of next month", "2026-04-01/2026-04-10", None, "2026-04-01", "2026-04-10"),
        ("the next 3 business days", "2026-03-13/2026-03-17", None, "2026-03-13", "2026-03-17"),
        ("the past 2 weeks", "2026-02-26/2026-03-11", None, "2026-02-26", "2026-03-11"),
        ("2 weeks and 2 days ago", "2026-02-24", None, "2026-02-24", "2026-02-24"),
        ("in two months", "2026-05-12", "APPROX", "2026-05-12", "2026-05-12"),
        ("in half an hour", "2026-03-12T10:30:00", None, "2026-03-12T10:30:00", "2026-03-12T10:30:00"),
        ("2027 q3", "2027-Q3", None, "2027-07-01", "2027-09-30"),
        ("week 10", "2026-W10", None, "2026-03-02", "2026-03-08"),
        ("tomorrow at 8.30pm", "2026-03-13T20:30", None, "2026-03-13T20:30:00", "2026-03-13T20:30:00"),
        ("tonight around 7", "2026-03-12T19:00", "APPROX", "2026-03-12T19:00:00", "2026-03-12T19:00:00"),
        (
            "tomorrow between 3 and 5 pm",
            "2026-03-13T15:00/2026-03-13T17:00",
            None,
            "2026-03-13T15:00:00",
            "2026-03-13T17:00:00",
        ),
        ("next monday before 4pm", "2026-03-16T16:00", "BEFORE", None, "2026-03-16T16:00:00"),
        ("20 past eight in the evening", "T20:20", None, None, None),
        ("from three thirty to four thirty", "T03:30/T04:30", None, None, None),
        ("from 22:00 until 06:00", "T22:00/T06:00", None, None, None),
        ("an hour and a half", "PT1.5H", None, None, None),
        ("two and a half weeks", "P2.5W", None, None, None),
        ("more than 1 hour and 30 minutes", "PT1H30M", "MORE_THAN", None, None),
        ("every other day", "P2D", None, None, None),
        ("each monday at 4pm", "XXXX-WXX-1T16:00", None, None, None),
        ("the 19th of every month", "XXXX-XX-19", None, None, None),
    ],
)
def test_everyday_lines(words: str, timex3: str, mod: str | None, earliest: str | None, latest: str | None) -> None:
    line = f"They will see it {words}, all of them"
    found = find(line, EVERYDAY)
    assert [(d.timex3, d.mod, d.earliest, d.latest) for d in found] == [(timex3, mod, earliest, latest)]
    assert line[found[0].start : found[0].end] == found[0].text


@pytest.mark.parametrize("words", ["a 3-2 win", "version 10.2", "half of it", "The sun rose", "room 1015", "a march"])
def test_what_is_no_date_in_everyday_lines_either(words: str) -> None:
    assert find(words, EVERYDAY) == ()


_WORDS = """
the a in on at by from to until between and before after since last next this every first second 3rd 21st 31 0
2019 99 10:30 8pm noon morning night Monday Fri March may Dec. year month week day hours decade weekend two
twenty half thousand ago later now today yesterday easter q3 / - , ( ' 90s 5/4 2/30 2020-13-45 end mid late
KST of for about
""".split()  # noqa: SIM905  # a table of words reads better as one


@given(st.lists(st.sampled_from(_WORDS), min_size=1, max_size=9), st.sampled_from(["news", "everyday"]))
def test_any_words_give_lawful_dates(words: list[str], manner: str) -> None:
    line = " ".join(words)
    last = 0
    for value in find(line, Reference.at("2016-02-29T23:30:00+09:00", manner=manner)):  # type: ignore[arg-type]
        assert line[value.start : value.end] == value.text
        assert value.start >= last
        assert not (value.earliest and value.latest) or value.earliest[:10] <= value.latest[:10]
        last = value.end
