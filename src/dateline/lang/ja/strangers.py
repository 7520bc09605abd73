"""Subjects that are nobody we know: they keep a verb from being given to somebody else."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from dateline.lang.data import load_table
from dateline.lang.ja.analyser import Token
from dateline.lang.ja.predicates import predicates
from dateline.model import DateValue

_AND_SO_ON = frozenset(("など", "のみ", "だけ", "ばかり"))  # 市民団体などが
_FORMAL = frozenset(("こと", "もの", "の", "わけ", "はず"))
_NOT_STRANGERS = frozenset(("meeting", "visit", "call", "signing", "agreed", "alike"))


@cache
def _failed() -> tuple[str, ...]:
    return (*load_table("ja", "rungs")["failed"]["terms"], "し", "せ")


@cache
def _guesses() -> frozenset[str]:
    """Nouns of a guess, as in …する可能性がある: no subjects."""
    table = load_table("ja", "rungs")["modal"]
    return frozenset((*table["possible"], *table["expected"]))


def find_strangers(
    tokens: list[Token], dates: Sequence[DateValue], masked: list[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Nouns before は or が, as ``(start, place of the particle)``: subjects, whether or not we know whom they name.

    Left out are dates, nouns that stand for a predicate themselves (署名はなかった), and what stands in quotations.
    """
    found: list[tuple[int, int]] = []
    for index, token in enumerate(tokens[1:], 1):
        if token.text not in ("は", "が") or token.pos != "助詞" or token.detail == "接続助詞":
            continue
        last = index - 2 if tokens[index - 1].text in _AND_SO_ON and index > 1 else index - 1
        before = tokens[last]
        if not (before.is_noun or before.pos == "代名詞") or any(a <= token.start < b for a, b in masked):
            continue
        rest = "".join(t.text for t in tokens[index + 1 : index + 4])
        absent = predicates().get(before.text, ("", ""))[0] in _NOT_STRANGERS and rest.startswith(_failed())
        if before.text in _FORMAL and rest.startswith(("な", "あり")):
            continue  # 隠したことはない
        if absent or any(d.end == token.start for d in dates):
            continue
        first = last
        while first and tokens[first - 1].is_noun and tokens[first - 1].end == tokens[first].start:
            first -= 1
        if token.text == "が" and "".join(t.text for t in tokens[first:index]) in _guesses():
            continue
        found.append((tokens[first].start, token.start))
    return found
