"""A report made again from the archive: the same bytes; where something was changed, it is said what."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from dateline.model import Report
from dateline.newsroom import Newsroom
from dateline.newsroom.replaying import ReplayError, replay_report

AFFAIR = Path(__file__).parents[2] / "samples" / "affair"


@pytest.fixture(scope="module")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Newsroom:
    folder = tmp_path_factory.mktemp("replay")
    made = Newsroom(folder / "room")
    files = sorted(p for p in AFFAIR.iterdir() if p.is_file())
    half = len(files) // 2
    for part, published in ((files[:half], None), (files[half:], "2026-03-07")):
        made.run(part, langs=("en", "ko"), out=folder / "site", published=published, workers=1)
    return made


def reports(newsroom: Newsroom) -> list[Report]:
    return newsroom.store.state("reports", list[Report]) or []


def test_every_report_is_the_same_byte_for_byte(newsroom: Newsroom) -> None:
    report = max(reports(newsroom), key=lambda r: len(r.text))
    made = replay_report(newsroom, report.id)
    assert (made.differs, made.missing) == ((), ())
    assert made.inputs > 1


def test_a_changed_report_is_told_from_its_sources(newsroom: Newsroom) -> None:
    before = reports(newsroom)
    forged = [replace(before[0], text=before[0].text.replace(before[0].headline.text[:4], "XXXX", 1)), *before[1:]]
    newsroom.store.put_state("reports", forged)
    try:
        made = replay_report(newsroom, before[0].id)
    finally:
        newsroom.store.put_state("reports", before)
    assert len(made.differs) == 1
    assert made.differs[0].startswith("text: ")


def test_a_lost_original_is_named(newsroom: Newsroom, tmp_path: Path) -> None:
    archive = next((newsroom.path / "originals").iterdir())
    whole = archive.read_bytes()
    archive.write_bytes(whole[: len(whole) // 2])
    try:
        made = replay_report(newsroom, reports(newsroom)[0].id)
    finally:
        archive.write_bytes(whole)
    assert made.missing


def test_an_unknown_report_is_an_error(newsroom: Newsroom) -> None:
    with pytest.raises(ReplayError, match="r-none"):
        replay_report(newsroom, "r-none")
