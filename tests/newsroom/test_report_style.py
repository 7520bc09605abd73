"""The reports of the samples keep to their floors: what they repeat, copy, leave foreign, and whether all is anchored."""

from __future__ import annotations

import tomllib
from itertools import groupby
from pathlib import Path

import pytest
from benchmarks.style import foreign_share, longest_copy, parts_of, repeated_share, same_facts, tokens_of

from dateline.model import Anchor, Report, ReportSentence

from .conftest import SampleRun

FLOORS = tomllib.loads((Path(__file__).parents[1] / "fixtures" / "floors.toml").read_text(encoding="utf-8"))["reports"]
LANGS = ("en", "ja", "ko", "zh")


@pytest.fixture(scope="module")
def told(sample_run: SampleRun) -> list[Report]:
    """The reports that are not blocked."""
    found = [r for r in sample_run.reports if r.blocked is None]
    assert len(found) >= FLOORS["reports"]
    return found


@pytest.mark.parametrize("lang", LANGS)
def test_little_is_said_twice(told: list[Report], lang: str) -> None:
    shares = [repeated_share(r) for r in told if r.lang == lang]
    assert sum(shares) / len(shares) <= FLOORS["repeated"], shares


@pytest.mark.parametrize("lang", LANGS)
def test_no_long_run_is_a_sources(told: list[Report], sample_run: SampleRun, lang: str) -> None:
    limit = FLOORS["copied_words"] if lang == "en" else FLOORS["copied_characters"]
    for report in (r for r in told if r.lang == lang):
        cited = {a.article for part in parts_of(report) for a in part.anchors}
        assert longest_copy(report, (sample_run.articles[a].text for a in cited)) < limit, report.text


@pytest.mark.parametrize("lang", LANGS)
def test_an_edition_is_in_its_language(told: list[Report], lang: str) -> None:
    shares = [foreign_share(r) for r in told if r.lang == lang]
    assert sum(shares) / len(shares) <= FLOORS["foreign"], shares


def test_the_editions_of_a_story_carry_the_same_facts(told: list[Report]) -> None:
    for story, reports in groupby(sorted(told, key=lambda r: (r.story, r.lang)), key=lambda r: r.story):
        editions = list(reports)
        assert len(editions) == len(LANGS)
        assert same_facts(editions), story


def test_every_sentence_is_anchored_in_words_that_stand_there(told: list[Report], sample_run: SampleRun) -> None:
    for report in told:
        for part in parts_of(report):
            assert part.anchors, part.text
            assert all(a.holds(sample_run.articles[a.article].text) for a in part.anchors), part.text


def report_of(*texts: str, lang: str = "en") -> Report:
    parts = [
        ReportSentence(text=t, start=0, end=len(t), section="said", anchors=(Anchor("a", 0, 1, "x"),)) for t in texts
    ]
    return Report(id="r", story="s", lang=lang, text="\n".join(texts), headline=parts[0], sentences=tuple(parts[1:]))


def test_the_measures_measure() -> None:
    again = report_of("Head", "Han referred to trade on Friday", "Han referred to trade on Monday")
    assert repeated_share(again) == pytest.approx(2 / 6)
    assert longest_copy(again, ["yesterday Han referred to trade, again"]) == 4
    assert longest_copy(report_of("Han said “we referred to trade”"), ["we referred to trade"]) == 0
    assert longest_copy(report_of("韓首相は貿易に言及した", lang="ja"), ["昨日、韓首相は貿易に触れた"]) == 7
    assert foreign_share(report_of("Han 한")) == pytest.approx(1 / 5)
    assert foreign_share(report_of("APEC に参加", lang="ja")) == 0.0
    assert not same_facts(
        [again, Report(**{f: getattr(again, f) for f in again.__struct_fields__} | {"sentences": (_with("f1"),)})]
    )
    assert tokens_of("韩国总理访问中国", "zh") == ["韩国", "总理", "访问", "中国"]


def _with(fact: str) -> ReportSentence:
    return ReportSentence(text="x", start=0, end=1, section="said", facts=(fact,))
