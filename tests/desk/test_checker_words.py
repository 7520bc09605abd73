"""What keeps something back is said in the editor's language, whatever language the checker said it in."""

from __future__ import annotations

import ast
import itertools
from pathlib import Path

import pytest

import dateline
from dateline.desk.checker_words import reason_words
from dateline.lang.data import load_table
from dateline.lang.findings import finding_words
from dateline.newsroom import LANGS

ROOT = Path(dateline.__file__).parent
WORDS, OTHER = "“a; b” (c)", "12일; 13일"


def _constants(node: ast.AST) -> set[str]:
    """The texts that an expression may come to; what is filled in is a numbered hole."""
    if isinstance(node, ast.JoinedStr):
        holes = itertools.count()
        parts = (str(v.value) if isinstance(v, ast.Constant) else f"{{{next(holes)}}}" for v in node.values)
        return {"".join(parts)}
    if isinstance(node, ast.BoolOp):
        return set().union(*(_constants(part) for part in node.values))
    return {node.value} if isinstance(node, ast.Constant) and isinstance(node.value, str) else set()


def given_reasons() -> set[str]:
    """Why facts are withheld and reports blocked, as the code says it."""
    found: set[str] = set()
    for name in (
        "newsroom/doubts.py",
        "newsroom/gate.py",
        "newsroom/papers.py",
        "newsroom/signed.py",
        "write/prose.py",
    ):
        for node in ast.walk(ast.parse((ROOT / name).read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and node.name in ("doubt_of", "_blocked"):
                for inner in ast.walk(node):
                    if isinstance(inner, ast.Return) and isinstance(inner.value, ast.Constant | ast.JoinedStr):
                        found |= _constants(inner.value)
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Withheld":
                found |= {t for k in node.keywords if k.arg == "reason" for t in _constants(k.value)}
            if isinstance(node, ast.keyword) and node.arg == "blocked":
                found |= {t for t in _constants(node.value) if " " in t}
    return {said.replace("{0} or it", "{0}") for said in found}


@pytest.mark.parametrize("lang", ["ja", "ko", "zh"])
def test_every_reason_is_in_the_table(lang: str) -> None:
    table = load_table(lang, "reasons")
    reasons = given_reasons()
    assert len(reasons) >= 8
    assert reasons - set(table) == set()
    for said in reasons:
        assert reason_words(said.replace("{0}", "x"), lang) != said.replace("{0}", "x"), said


@pytest.mark.parametrize(("own", "lang"), list(itertools.permutations(LANGS, 2)))
def test_each_message_of_the_checker_is_said_again_in_each_language(own: str, lang: str) -> None:
    theirs, ours = load_table(own, "findings"), load_table(lang, "findings")
    for kind in ("messages", "reasons"):
        for key, said in theirs[kind].items():
            filled = said.format(words=WORDS, other=OTHER)
            assert finding_words(filled, lang) == ours[kind][key].format(words=WORDS, other=OTHER), (key, filled)


def test_a_sentence_held_back_is_shown_with_verdict_and_messages_in_the_language_of_the_desk() -> None:
    messages = load_table("ko", "findings")["messages"]
    said = "; ".join((messages["DL302"].format(words="12", other=""), messages["DL501"].format(words="", other="a; b")))
    shown = reason_words(f"두 장관이 만났다: 곧: refuted: {said}", "en")
    assert shown == (
        "두 장관이 만났다: 곧 – refuted: The number “12” is in no source.; The sources say the reverse: “a; b”."
    )
    assert reason_words("overstated: ", "ja").startswith(load_table("ja", "site")["verdict_overstated"])
    assert reason_words("something new", "zh") == "something new"
