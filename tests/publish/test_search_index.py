"""The search index: a folder a language, made again where reports of the language read otherwise, and whole at all times."""

from __future__ import annotations

from pathlib import Path

import pytest
from edition import make_edition
from msgspec.structs import replace

from dateline.model import Report
from dateline.publish import SiteData, index_site, search
from dateline.publish.search import _program

pytestmark = pytest.mark.skipif(_program() is None, reason="Pagefind is not installed here: make test installs it")


def with_last_words(data: SiteData, lang: str, words: str) -> SiteData:
    """An edition whose reports of a language end in other words."""

    def ended(report: Report) -> Report:
        *first, last = report.sentences
        return replace(report, sentences=(*first, replace(last, text=words)))

    return replace(data, reports=tuple(ended(r) if r.lang == lang and r.sentences else r for r in data.reports))


def stamps(folder: Path) -> dict[str, int]:
    """When each index was made."""
    return {path.parent.name: path.stat().st_mtime_ns for path in folder.glob("pagefind/*/pagefind-entry.json")}


def test_only_languages_that_read_otherwise_are_indexed_again(tmp_path: Path) -> None:
    site, kept = tmp_path / "site", tmp_path / "kept.json"
    (site / "pagefind/fragment").mkdir(parents=True)
    (site / "pagefind/pagefind.js").write_text("of a release before")
    data = make_edition()
    assert set(index_site(data, site, memory=kept)) == {"en", "ja", "ko", "zh"}
    assert sorted(p.name for p in (site / "pagefind").iterdir()) == ["en", "ja", "ko", "zh"]
    before = stamps(site)
    assert index_site(data, site, memory=kept) == ()
    other = with_last_words(data, "ko", "다음 회의는 정해지지 않았다.")
    assert index_site(other, site, memory=kept) == ("ko",)
    assert {lang for lang, stamp in stamps(site).items() if stamp != before[lang]} == {"ko"}
    (site / "pagefind/en/pagefind-entry.json").unlink()
    assert index_site(other, site, memory=kept) == ("en",)
    kept.write_text("[broken")
    assert len(index_site(replace(other, langs=("en",)), site, memory=kept)) == 1
    assert [p.name for p in (site / "pagefind").iterdir()] == ["en"]


def test_reports_of_any_length_are_taken(tmp_path: Path) -> None:
    data = replace(make_edition(), langs=("en",))
    long = with_last_words(data, "en", "The ministers met again. " * 20_000)
    wordy = replace(
        long, reports=tuple(replace(r, headline=replace(r.headline, text="A meeting, " * 9000)) for r in long.reports)
    )
    assert index_site(wordy, tmp_path) == ("en",)
    assert len(list((tmp_path / "pagefind/en/fragment").iterdir())) == sum(
        r.lang == "en" and not r.blocked for r in data.reports
    )


def test_no_file_is_left_to_the_program_to_write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It may end before what it says that it wrote is on the disk; here it is one that may write nothing at all."""
    data = make_edition()
    index_site(data, tmp_path / "whole")
    program = tmp_path / "program"
    program.write_text(f'#!/bin/sh\nulimit -f 0\nexec {_program()} "$@"\n')
    program.chmod(0o755)
    monkeypatch.setattr(search, "_program", lambda: str(program))
    index_site(data, tmp_path / "asked")
    assert contents(tmp_path / "asked").keys() == contents(tmp_path / "whole").keys()
    assert all(contents(tmp_path / "asked").values())


def contents(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}
