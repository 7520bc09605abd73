"""Every rule is in the docs and in every language's messages, and has a case that fires it and one that must pass."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from dateline.check import CODES, audit_text
from dateline.lang.data import load_table
from dateline.model import Article, Block, Judged
from dateline.read import read_article

ROOT = Path(__file__).resolve().parents[2]
DOCS = (ROOT / "docs/rules.md").read_text("utf-8")
ROWS: list[dict[str, Any]] = [
    json.loads(line) for line in (Path(__file__).parent / "cases/rules.jsonl").read_text("utf-8").splitlines()
]


def article(text: str, lang: str, published: str | None, kind: str) -> Article:
    return Article(
        id=f"{kind}:{text[:30]}",
        source="case",
        lang=lang,
        text=text,
        published=published,
        blocks=(Block(kind, 0, len(text), lang),) if text else (),
    )


def judge(row: dict[str, Any], which: str) -> tuple[Judged, ...]:
    """A case judged. A source of no words is a caption, which carries no evidence."""
    lang = row.get("lang", "en")
    days = row.get("published", (None, None))
    source = article(row["source"] or "A ferry.", lang, days[0], "body" if row["source"] else "caption")
    document = article(row[which], lang, days[1], "headline" if row.get("headline") else "body")
    return audit_text(document, read_article(document), [(source, read_article(source))]).sentences


def codes_of(judged: tuple[Judged, ...]) -> set[str]:
    return {f.code for j in judged for f in j.findings}


def test_docs_and_code_know_the_same_codes() -> None:
    in_code = {
        code
        for path in (ROOT / "src/dateline").rglob("*.py")
        for code in re.findall(r"\bDL\d{3}\b", path.read_text("utf-8"))
    }
    rows = set(re.findall(r"^\| (DL\d{3}) \|", DOCS, re.MULTILINE))
    assert rows == set(CODES) == {row["code"] for row in ROWS}
    assert in_code <= set(CODES)


@pytest.mark.parametrize("lang", ["en", "ja", "ko", "zh"])
def test_every_code_has_a_message(lang: str) -> None:
    assert set(load_table(lang, "findings")["messages"]) == set(CODES)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["code"])
def test_rule_fires(row: dict[str, Any]) -> None:
    judged = judge(row, "fires")
    assert row["code"] in codes_of(judged), [(j.verdict, j.findings) for j in judged]
    if CODES[row["code"]][1] is not None:
        assert all(j.support < 0.5 for j in judged)


@pytest.mark.parametrize("row", [r for r in ROWS if r["source"]], ids=lambda row: row["code"])
def test_rule_lets_pass(row: dict[str, Any]) -> None:
    judged = judge(row, "quiet")
    assert row["code"] not in codes_of(judged)
    assert all(j.verdict == "supported" and j.support >= 0.5 for j in judged), [j.findings for j in judged]


def test_docs_show_the_cases() -> None:
    assert all(row["fires"] in DOCS and row["quiet"] in DOCS for row in ROWS)
