"""The rules that compare slot by slot: each fires on a planted swap and passes the same matter in other words, in every language."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from dateline.check.compared import read_compared
from dateline.check.deals import read_deals
from dateline.check.measures import read_measures
from dateline.check.overseas import same_overseas

from .judging import judge

ROOT = Path(__file__).resolve().parents[2]
CASES = tomllib.loads((Path(__file__).parent / "cases/slots.toml").read_text("utf-8"))["cases"]
LOTS = ("slots_1", "slots_2", "slots_3", "slots_4")
LANGUAGES = {"en", "ja", "ko", "zh"}
# The share of the true and false claims of each lot that were judged right when the rules were made; never to be lowered.
FLOORS = {"slots_1": (0.76, 0.76), "slots_2": (0.80, 0.80), "slots_3": (0.80, 0.83), "slots_4": (0.88, 0.80)}


@pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c['rule']}-{c['lang']}")
def test_rule_fires_and_lets_pass(case: dict[str, Any]) -> None:
    source = case["source"], case.get("source_lang", case["lang"]), case.get("published", "2026-05-14")
    fired = judge(case["fires"], case["lang"], source)
    assert case["code"] in {f.code for f in fired.findings if f.severity == "error"}, fired
    assert fired.support < 0.5
    quiet = judge(case["quiet"], case["lang"], source)
    assert case["code"] not in {f.code for f in quiet.findings if f.severity == "error"}, quiet


def test_every_rule_has_a_case_in_each_language() -> None:
    for rule in {c["rule"] for c in CASES}:
        assert {c["lang"] for c in CASES if c["rule"] == rule} == LANGUAGES, rule


@pytest.mark.parametrize("lot", LOTS)
def test_lots_keep_their_floor(lot: str) -> None:
    table = tomllib.loads((ROOT / f"tests/fixtures/claims/{lot}.toml").read_text("utf-8"))
    right = {"true": 0, "false": 0}
    for pair in table["pairs"]:
        held = table["sources"][pair["source"]]
        for label in right:
            verdict = judge(pair[label], pair["lang"], (held["text"], held["lang"], held["published"]))
            right[label] += (verdict.support >= 0.5) is (label == "true")
    count = len(table["pairs"])
    assert right["true"] / count >= FLOORS[lot][0], right
    assert right["false"] / count >= FLOORS[lot][1], right


@pytest.mark.parametrize(
    ("lang", "text", "giver", "taker"),
    [
        ("en", "The union was criticised by the mayor.", "the mayor", "The union"),
        ("en", "At the request of the union, the board met.", "the union", None),
        ("ja", "市は住民から批判された。", "住民", "市"),
        ("ja", "会談は市側の要請で開かれた。", "市側", None),
        ("ko", "회사는 시로부터 고발당했다.", "시", "회사"),
        ("ko", "시는 주민의 요청에 답했다.", "주민", None),
        ("zh", "公司被居民起诉。", "居民", "公司"),
        ("zh", "专家组应市政府的请求到来。", "市政府", "专家组"),
    ],
)
def test_deals_have_one_direction(lang: str, text: str, giver: str, taker: str | None) -> None:
    deal = read_deals(text, lang)[0]
    assert deal.giver is not None
    assert text[slice(*deal.giver)] == giver
    assert (text[slice(*deal.taker)] if deal.taker else None) == taker


@pytest.mark.parametrize(
    ("lang", "text", "more"),
    [
        ("en", "Skerrow handled less cargo than Larnwick.", "Larnwick."),
        ("ja", "北の工場は南の工場より小さい。", "南の工場"),
        ("ko", "북쪽 공장은 남쪽 공장보다 작다.", "남쪽 공장"),
        ("zh", "北厂的产量低于南厂。", "南厂"),
    ],
)
def test_comparison_says_what_is_more(lang: str, text: str, more: str) -> None:
    compared = read_compared(text, lang)
    assert compared is not None
    assert text[slice(*compared.more)].strip() == more


def test_bound_on_a_number_is_no_comparison() -> None:
    assert read_compared("More than 40 people came.", "en") is None
    assert read_compared("人数超过40人。", "zh") is None


def test_measures_meet_across_units_and_languages() -> None:
    pairs = [("360 megawatts", "en", "0.36GW", "ko"), ("每秒40米", "zh", "144 km/h", "en"), ("9割", "ja", "90%", "en")]
    for a, lang_a, b, lang_b in pairs:
        (first,), (second,) = read_measures(a, lang_a), read_measures(b, lang_b)
        assert first.dimension == second.dimension
        assert first.base == pytest.approx(second.base)


def test_overseas_names_meet_by_their_own_tongue() -> None:
    assert same_overseas("陈慧玲", "Tan Wei Ling") > 0.6
    assert same_overseas("탄웨이링", "陳慧玲") > 0.6
    assert same_overseas("陈慧玲", "Ola Wennem") == 0
    assert same_overseas("陈慧玲", "Lim Wei Ling") == 0
