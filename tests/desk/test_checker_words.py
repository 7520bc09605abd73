"""What keeps something back is said in the editor's language, whatever language the checker said it in."""

from __future__ import annotations

import ast
import itertools
import re
from collections.abc import Callable
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
    if isinstance(node, ast.IfExp):
        return _constants(node.body) | _constants(node.orelse)
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


def _sources(*patterns: str) -> list[ast.Module]:
    paths = sorted({path for pattern in patterns for path in ROOT.glob(pattern)})
    return [ast.parse(path.read_text(encoding="utf-8")) for path in paths if path.name not in _NOT_OF_PAIRS]


_NOT_OF_PAIRS = ("known.py", "completing.py", "occupancy.py")  # the newsroom's own list, patterns, conflicts of titles
_NO_REASON = re.compile(r"[(\[|]\?|\|| \?|^\{0\}( of)? \{1\}$|(Korean|Japanese|Chinese|\{0\}) reading")


def _seeks(call: ast.Call) -> bool:
    return isinstance(call.func, ast.Attribute) and call.func.attr == "startswith"


def reasons_of_pairs() -> set[str]:
    """Why two names may, or may not, be one person's: every text of words that linking and the comparison of names have."""
    names = (f"lang/compare/{name}.py" for name in ("names", "fuzzy", "japanese", "syllables", "positions"))
    found: set[str] = set()
    for tree in _sources("link/*.py", *names):
        told = [n.value for n in ast.walk(tree) if isinstance(n, ast.Expr)]
        within = [v for n in ast.walk(tree) if isinstance(n, ast.JoinedStr) for v in n.values]
        sought = [n for c in ast.walk(tree) if isinstance(c, ast.Call) for n in ast.walk(c) if _seeks(c)]
        passed = {id(node) for node in (*told, *within, *sought)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant | ast.JoinedStr) and id(node) not in passed:
                found |= {said for said in _constants(node) if " " in said.strip()}
    walks = set(load_table("compare", "positions")["walks"]) | {"public", "somebody"}
    # how a name sounds is said for each of three languages
    readings = {f"{name} reading: {{0}}" for name in ("Korean", "Japanese", "Chinese")}
    return {said for said in found if not _NO_REASON.search(said)} | walks | readings


def _is_fault(raised: ast.Call) -> bool:
    return ast.unparse(raised.func) in ("ValueError", "TypeError", "KeyError", "RuntimeError")


def reasons_set_aside() -> set[str]:
    """Why an input is set aside, and why an address gives nothing: what is put into Rejected and Refused, and what is raised
    on the way there."""
    found: set[str] = set()
    for tree in _sources("ingest/*.py", "net/*.py", "newsroom/day.py", "newsroom/standing.py"):
        for node in ast.walk(tree):
            name = getattr(getattr(node, "func", None), "id", "")
            if isinstance(node, ast.Call) and name in ("Rejected", "Refused"):
                reasons = [k.value for k in node.keywords if k.arg == "reason"] or node.args[2 - (name == "Refused") :][
                    :1
                ]
                found |= {said for reason in reasons for said in _constants(reason)}
            elif isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call) and not _is_fault(node.exc):
                found |= {said for arg in node.exc.args[:1] for said in _constants(arg)}
            elif isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") in ("reason", "named"):
                found |= _constants(node.value)
    return {said for said in found if " " in said and re.sub(r"\{\d\}|\W", "", said)}


@pytest.mark.parametrize("lang", ["ja", "ko", "zh"])
@pytest.mark.parametrize(("reasons", "least"), [(given_reasons, 8), (reasons_of_pairs, 60), (reasons_set_aside, 55)])
def test_every_reason_is_in_the_table(lang: str, reasons: Callable[[], set[str]], least: int) -> None:
    table = load_table(lang, "reasons")
    given = reasons()
    assert len(given) >= least
    assert given - set(table) == set()
    for said in given:
        filled = re.sub(r"\{\d\}", "x", said)
        assert reason_words(filled, lang) != filled or table[said] == said, said


def test_the_tables_of_reasons_have_the_same_rows_and_holes() -> None:
    tables = [load_table(lang, "reasons") for lang in ("ja", "ko", "zh")]
    assert tables[0].keys() == tables[1].keys() == tables[2].keys()
    # one for each slot; what an editor's decision says; what is put together of several: two walks of life, an office
    joined = {
        "withdrawn by correction {0}",
        "Korean",
        "Japanese",
        "Chinese",
        "{0} and {1}",
        "both {0} of {1}, days apart",
        "both {0} of {1}, the same days and partners",
    }
    conflicts = {said for said in tables[0] if said.startswith("open conflict in the lead: ")} | joined
    assert tables[0].keys() - given_reasons() - reasons_of_pairs() - reasons_set_aside() - conflicts == set()
    for table in tables:
        for said, words in table.items():
            assert set(re.findall(r"\{\d\}", words)) <= set(re.findall(r"\{\d\}", said)), said


def test_what_is_filled_into_a_reason_is_in_the_language_of_the_desk_too() -> None:
    why = "Seo Haram = 徐夏藍: Korean reading: seo ha ram"
    assert reason_words(why, "ko") == "Seo Haram = 徐夏藍: 한국어 독음: seo ha ram"
    seats = "offices differ: prime_minister is not foreign_minister, one after the other"
    assert reason_words(seats, "en") == "offices differ: prime minister is not foreign minister, one after the other"
    assert reason_words(seats, "zh") == "职务不同：总理与外长不同（先后担任）"
    assert reason_words("both foreign_minister of KR", "ja") == "どちらも韓国の外相"
    assert reason_words("nested deeper than 9 elements; save the page as text", "ja").startswith("要素の入れ子が9段")


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
        "두 장관이 만났다: 곧 – refuted: The number “12” is in no source. The sources say the reverse: “a; b”."
    )
    assert reason_words("overstated: ", "ja").startswith(load_table("ja", "site")["verdict_overstated"])
    assert reason_words("something new", "zh") == "something new"
