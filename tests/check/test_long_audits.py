"""Long texts: so many sentences are judged and compared with, and what is not is said."""

from __future__ import annotations

import pytest

from dateline import read
from dateline.check import opening
from dateline.lang.data import load_table
from dateline.newsroom.audits import audit_words, judge_row

SAID = "Foreign Minister Han Se-rin met Tan Wei-ling in Busan on Monday."
FALSE = "Foreign Minister Han Se-rin met Tan Wei-ling in Geneva on Monday."
FILLER = (
    "The harbour office counted the boats. The market opened late. Rain fell on the old town. Schools stayed open. "
)


@pytest.fixture
def _short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dateline.check.bounds.MOST_SENTENCES", 4)


def _reason(key: str, lang: str = "en") -> str:
    return str(load_table(lang, "findings")["reasons"][key])


def test_of_an_ordinary_text_all_is_judged() -> None:
    audited = audit_words(f"{SAID} {FILLER}", [f"{SAID} {FILLER}"])
    assert {j.verdict for j in audited.audit.sentences} == {"supported"}
    reading = audited.readings[0]
    assert opening(reading) is reading


@pytest.mark.usefixtures("_short")
def test_sentences_behind_the_part_that_is_judged_are_not_checked() -> None:
    audited = audit_words(f"{SAID} {FILLER * 2}", [SAID], lang="ko")
    judged = audited.audit.sentences
    assert [j.verdict == "not_checked" for j in judged] == [False] * 4 + [True] * 5
    assert {j.reason for j in judged[4:]} == {_reason("too_long", "ko")}
    assert len(judged) == len(audited.readings[0].sentences)
    assert judged[0].verdict == "supported"


@pytest.mark.usefixtures("_short")
def test_against_a_source_compared_in_part_nothing_is_missing() -> None:
    carried, missing = audit_words(f"{SAID} {FALSE}", [f"{SAID} {FILLER}"]).audit.sentences
    assert carried.verdict == "supported"
    assert (missing.verdict, missing.reason, missing.findings) == ("not_checked", _reason("sources_too_long"), ())


@pytest.mark.usefixtures("_short")
def test_a_pair_longer_than_what_is_compared_says_so() -> None:
    whole = judge_row({"id": "a", "claim": SAID, "source": f"{SAID} {FILLER}"})
    assert (whole.verdict, whole.reason) == ("supported", None)
    behind = judge_row({"id": "b", "claim": SAID, "source": f"{FILLER * 2} {SAID}"})
    assert (behind.verdict, behind.reason) == ("not_checked", _reason("sources_too_long"))
    asked = judge_row({"id": "c", "claim": "Who met whom?", "source": f"{FILLER * 2} {SAID}"})
    assert (asked.verdict, asked.reason) == ("not_checked", _reason("question"))
    claim = judge_row({"id": "d", "claim": FILLER * 2, "source": FILLER[:-1]})
    assert (claim.verdict, claim.reason) == ("not_checked", _reason("too_long"))
    false = judge_row({"id": "e", "claim": f"{FALSE} {FILLER * 2}", "source": SAID})
    assert false.verdict not in ("supported", "not_checked")


def test_an_opening_holds_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dateline.check.bounds.MOST_ACTS", 2)
    document = audit_words(f"{SAID} {SAID} {SAID} {SAID}", [SAID]).document
    whole = read.read_article(document)
    part = opening(whole)
    assert len(part.sentences) == len(part.acts) == 2
    assert part.mentions == whole.mentions[: len(part.mentions)]
    assert all(max(r.person, r.position) < len(part.mentions) for r in part.roles)
    assert part.roles
    assert len(part.vectors) * 2 == len(whole.vectors)
