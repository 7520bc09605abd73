"""What the desk refuses is said in the editor's language: every message that the code can raise is in every table."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import dateline
from dateline.desk.refusals import refusal_words
from dateline.lang.data import load_table

ROOT = Path(dateline.__file__).parent
KINDS = {"DecisionError", "StaleError", "RulingError", "ReviewError", "HTTPException"}
TOLD_ON = {"signed.py", "sessions.py"}  # their ValueErrors reach the editor as decisions that cannot be made


def raised() -> set[str]:
    """Every message as its table has it: what is filled in is a numbered hole."""
    found: set[str] = set()
    for path in (*ROOT.glob("newsroom/*.py"), *ROOT.glob("desk/*.py")):
        if path.name == "api.py":  # answers programs
            continue
        kinds = KINDS | ({"ValueError"} if path.name in TOLD_ON else set())
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Raise)
                and isinstance(node.exc, ast.Call)
                and getattr(node.exc.func, "id", "") in kinds
            ):
                found.update(said for arg in node.exc.args if (said := _said(arg)))
    return found


def _said(arg: ast.expr) -> str | None:
    if isinstance(arg, ast.Constant) and isinstance(arg.value, str):
        return arg.value
    if not isinstance(arg, ast.JoinedStr):
        return None
    holes = iter(range(9))
    return "".join(str(v.value) if isinstance(v, ast.Constant) else f"{{{next(holes)}}}" for v in arg.values)


@pytest.mark.parametrize("lang", ["ja", "ko", "zh"])
def test_every_refusal_is_in_the_table(lang: str) -> None:
    table = load_table(lang, "refusals")
    messages = raised()
    assert len(messages) > 40
    assert messages - set(table) == set()
    assert set(table) - messages == set()
    for said, words in table.items():
        assert {h for h in "012" if f"{{{h}}}" in words} <= {h for h in "012" if f"{{{h}}}" in said}
        assert words.isascii() is False


def test_what_is_filled_in_is_kept() -> None:
    assert refusal_words("there is no story s12", "en") == "there is no story s12"
    assert refusal_words("there is no story s12", "ja") == "話題s12はありません"
    assert refusal_words("there is no story s1 now; make a run", "ko").startswith("지금은 이야기 s1")
    assert refusal_words("something else", "zh") == "something else"
