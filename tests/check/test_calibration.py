"""The one calibration: what may only lessen support does, and a gate lets no finding be outweighed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.check import CODES, audit_text
from dateline.check.plain import count_negations
from dateline.check.verdict import add_up, load_weights
from dateline.model import Article, Block, Judged
from dateline.read import read_article

CARRIED = {"uncovered": 0.0, "cosine": 1.0, "carrier": 1.0, "lead": 0.5, "anchored": 1.0, "licensed": 1.0}
FORCING = sorted(c for c, (_, verdict) in CODES.items() if verdict)
BY_VALUE = [c for c in FORCING if c != "DL701"]  # a detail in no source is no word of a sentence that is wholly carried
SOURCE = "Harbour master Ada Lindqvist closed the north pier on 3 March 2026. Divers found a crack in the third pile."


def article(text: str) -> Article:
    return Article(
        id=text[:12],
        source="x",
        lang="en",
        text=text,
        published="2026-03-04",
        blocks=(Block("body", 0, len(text), "en"),),
    )


def judge(text: str, demand: str = "support") -> Judged:
    source, document = article(SOURCE), article(text)
    pairs = [(source, read_article(source))]
    return audit_text(document, read_article(document), pairs, demand=demand).sentences[0]  # type: ignore[arg-type]


@given(st.floats(0, 1), st.floats(0, 1), st.sampled_from(FORCING), st.booleans())
def test_a_finding_never_raises_support(cosine: float, carrier: float, code: str, across: bool) -> None:
    table = load_weights()
    plain = {"across": float(across), "cosine": cosine, "carrier": carrier}
    verdict = CODES[code][1]
    found = {**plain, code: 1.0, str(verdict): 1.0, f"{verdict}_carried": cosine if across else carrier}
    assert add_up(table, found) < add_up(table, plain)


@pytest.mark.parametrize("code", BY_VALUE)
def test_a_finding_stops_a_sentence_that_is_retold_word_for_word(code: str) -> None:
    verdict = CODES[code][1]
    features = {"across": 0.0, **CARRIED, code: 1.0, str(verdict): 1.0, f"{verdict}_carried": 1.0}
    assert add_up(load_weights(), features) < 0 < add_up(load_weights(), {"across": 0.0, **CARRIED})


def test_one_changed_value_stops_and_the_plain_sentence_passes() -> None:
    assert judge("Ada Lindqvist, the harbour master, closed the north pier on 3 March.").verdict == "supported"
    assert judge("Harbour master Ada Lindqvist closed the north pier on 9 March 2026.").support < 0.5
    assert judge("Harbour master Greta Sandell closed the north pier on 3 March 2026.").support < 0.5


def test_findings_that_do_not_prevail_are_warnings() -> None:
    for text in (
        "Ada Lindqvist closed a pier.",
        "A crack was found in a pile.",
        "The north pier was closed by Lindqvist.",
    ):
        judged = judge(text)
        assert judged.support < 0.5 or all(f.severity != "error" for f in judged.findings)


@pytest.mark.parametrize(
    ("text", "lang", "proper"),
    [
        ("The firm scrapped the plan.", "en", 0),
        ("The firm did not scrap the plan.", "en", 1),
        ("An official who did not want to be named said talks go on.", "en", 0),
        ("一位不愿具名的官员说还要再谈。", "zh", 0),
        ("双方未就价格达成一致。", "zh", 1),
        ("회사는 계획을 철회했다.", "ko", 0),
        ("회사는 계획을 내지 않았다.", "ko", 1),
        ("同社は計画を撤回した。", "ja", 0),
        ("同社は計画を出さなかった。", "ja", 1),
    ],
)
def test_verbs_of_refusal_are_no_negation_proper(text: str, lang: str, proper: int) -> None:
    assert count_negations(text, lang, verbs=False) == proper
