"""Classes of planted errors in four languages: each rule fires on the error and lets the true rewording pass."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from dateline.check import audit_text
from dateline.lang.compare import compare_names
from dateline.model import Article, Block, Judged
from dateline.read import read_article

_FILE = Path(__file__).parent / "cases/classes.jsonl"
ROWS: list[dict[str, Any]] = [json.loads(line) for line in _FILE.read_text("utf-8").splitlines()]


def judge(row: dict[str, Any], which: str) -> tuple[Judged, ...]:
    made = []
    for text in (row["source"], row[which]):
        block = (Block("body", 0, len(text), row["lang"]),)
        made.append(
            Article(id=text[:30], source="case", lang=row["lang"], text=text, published="2026-03-12", blocks=block)
        )
    source, document = made
    return audit_text(document, read_article(document), [(source, read_article(source))]).sentences


@pytest.mark.parametrize("row", ROWS, ids=lambda r: f"{r['rule']}-{r['lang']}")
def test_fires(row: dict[str, Any]) -> None:
    judged = judge(row, "fires")
    assert row["code"] in {f.code for j in judged for f in j.findings}, judged
    assert min(j.support for j in judged) < 0.5


@pytest.mark.parametrize("row", ROWS, ids=lambda r: f"{r['rule']}-{r['lang']}")
def test_lets_pass(row: dict[str, Any]) -> None:
    judged = judge(row, "quiet")
    assert row["code"] not in {f.code for j in judged for f in j.findings if f.severity == "error"}, judged


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("纳迪娅·法鲁基", "ナディア・ファルーキ"),
        ("玛尔塔·奥利韦罗斯", "마르타 올리베로스"),
        ("哈尔瓦·林德奎斯特", "할바르 린드크비스트"),
    ],
)
def test_two_transcriptions_of_one_name_meet(a: str, b: str) -> None:
    assert compare_names(a, b).score >= 0.5
    assert compare_names(a, "オーラ・ウェナム").score < 0.5
