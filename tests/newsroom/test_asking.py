"""Questions to the record: pairs of countries with what was promised at their meetings, undated rows, days."""

from __future__ import annotations

import pytest

from dateline.lang.titles import party_name
from dateline.link import Ledger
from dateline.model import Article, DateValue, Entity, Name, Party, RecordRow
from dateline.newsroom.asking import answer
from dateline.newsroom.record import _was_out
from dateline.publish.exports import Line, Sheet, table_lines

DAY = DateValue(text="May 12", start=0, end=6, edtf="2026-05-12", earliest="2026-05-12", latest="2026-05-12")
TOLD: tuple[dict[str, str | int | None], ...] = ({"event": "told", "date": "2026-05-13"},)
MEETING = RecordRow(id="r-met", kind="meeting", title={"en": "They met"}, countries=("JP", "KR"), time=DAY)
PLEDGE = RecordRow(id="r-vow", kind="pledge", title={"en": "He vowed"}, countries=("JP",), at="r-met", history=TOLD)
ALONE = RecordRow(id="r-own", kind="pledge", title={"en": "He vowed at home"}, countries=("JP",), time=DAY)
ROWS = (PLEDGE, ALONE, MEETING)


def ids(**asked: object) -> list[str]:
    return [r.id for r in answer(ROWS, Ledger(), None, asked)]  # type: ignore[arg-type]


def test_a_pair_of_countries_has_its_meetings_and_what_was_promised_there() -> None:
    assert set(ids(countries=["KR", "JP"])) == {"r-met", "r-vow"}


def test_a_row_without_a_time_is_of_the_day_on_which_it_was_told() -> None:
    assert "r-vow" in ids(since="2026-05-13")
    assert "r-vow" not in ids(since="2026-05-14")
    assert ids(until="2026-05-12") == ["r-met", "r-own"]


def test_a_table_has_what_was_promised_under_its_meeting() -> None:
    lines = [Line(id=r.id, kind=r.kind, title=r.title, anchors=r.anchors, row=r) for r in (ALONE, PLEDGE, MEETING)]
    shown = list(table_lines(Sheet(lines=lines, articles={}, entities={})))
    assert [line.split("  ")[-1] for line in shown[1:]] == ["He vowed at home", "They met", "└ He vowed"]


@pytest.mark.parametrize(
    ("published", "updated", "known"),
    [
        ("2026-05-12T09:00:00+09:00", None, True),
        ("2026-05-12", "2026-05-12T23:00:00+09:00", True),
        ("2026-05-12T09:00:00+09:00", "2026-05-14T09:00:00+09:00", False),
        ("2026-05-13", None, False),
        (None, None, False),
    ],
)
def test_what_was_changed_after_a_day_was_not_known_on_it(
    published: str | None, updated: str | None, known: bool
) -> None:
    article = Article(id="a", source="a", text="x", published=published, updated=updated)
    assert _was_out(article, "2026-05-12") is known


@pytest.mark.parametrize(
    ("lang", "words"),
    [("en", "Thai Foreign Minister"), ("ja", "タイの外相"), ("ko", "태국 외교장관"), ("zh", "泰国外长")],
)
def test_an_office_without_a_name_is_named_in_the_readers_language(lang: str, words: str) -> None:
    party = Party(entity="e-office", capacity="foreign_minister", of="TH")
    office = Entity(
        id="e-office", kind="position", names=(Name("외무장관", "ko"),), key="foreign_minister", country="TH"
    )
    assert party_name(lang, party, {"e-office": office}, "외무장관") == words
