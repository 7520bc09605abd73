"""Quotations: words in 「」 that are given as somebody's, and indirect speech."""

from __future__ import annotations

import re
from dataclasses import dataclass

_CUE = re.compile(
    r"」(?:など)?と(?:(?:する|した)(?:談話|声明|コメント|論評|見解)を|の(?:考え|認識|見解|見方|立場|談話|声明|コメント|論評|抱負|意向)を)?(?:も|して)?、?[^。「」]{0,24}?"
    r"(述べ|語|話し|話す|強調|説明|指摘|主張|答え|応じ|明らかに|表明|発言|訴え|呼びか|呼び掛|批判|非難|反論|コメント|投稿|記し|書い|言っ|言い|言う|警告|求め|約束|示し|宣言|発表|出し|"
    r"伝え|つづっ|明言|断言|確認|評価|歓迎)"
)


@dataclass(frozen=True, slots=True)
class Quoted:
    """A stretch in 「」: ``start:end`` are the words inside the marks; ``cue`` the verb of saying after it, if any.

    ``speech`` says whether the words are given as somebody's; a term or title in marks is not.
    """

    start: int
    end: int
    cue: tuple[int, int] | None
    speech: bool


_LEAST = 6


def find_quoted(text: str, start: int, end: int) -> list[Quoted]:
    """Outermost 「」 pairs of a sentence."""
    found: list[Quoted] = []
    depth = 0
    opened = start
    for at in range(start, end):
        if text[at] == "「":
            if depth == 0:
                opened = at
            depth += 1
        elif text[at] == "」" and depth:
            depth -= 1
            if depth == 0 and at > opened + 1:
                found.append(_quoted(text, opened, at, end))
    return found


def _quoted(text: str, opened: int, closed: int, end: int) -> Quoted:
    match = _CUE.match(text, closed, end)
    cue = match.span(1) if match else None
    size = closed - opened - 1
    after = text[closed + 1 : closed + 3]
    bare_headline = text.find("。", closed, end) < 0 and (after == "" or after.startswith(("と", "、", " ", "　")))
    speech = cue is not None or (size >= _LEAST and bare_headline)
    return Quoted(opened + 1, closed, cue, speech)
