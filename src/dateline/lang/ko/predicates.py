"""The verb that ends a Korean clause, under the words that only say how it is told (체포한 것으로 알려졌다 -> 체포하)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dateline.lang.ko.analysis import Token

_STEMS = ("VV", "VA", "XSV", "XSA", "VX", "VCP")
_ENDINGS = ("EF", "EC", "EP", "ETM", "ETN")
_AFTER = frozenset(["뒤", "후", "직후", "이후", "채", "다음"])
_PLANS = frozenset(["예정", "계획", "방침", "전망", "것", "상황", "상태"])
_KNOWN = frozenset(
    [
        "알려지",
        "전하",
        "보이",
        "나타나",
        "밝히",
        "확인",
        "파악",
        "예상",
        "전망",
        "추정",
        "조사",
        "관측",
        "집계",
        "드러나",
    ]
)
_THERE = frozenset(["수", "바", "적", "일", "가능성"])
_TOWARDS = frozenset(
    ["려고", "으려고", "려", "으려", "도록", "게", "고자", "어야", "아야", "여야", "야", "라고", "냐고"]
)
_MANNERS = frozenset(["않", "못하", "있", "지", "보", "버리", "오", "가", "나", "내", "주", "두", "놓", "나가", "말"])
_DECIDED = frozenset(["결정", "확정", "의결"])


@dataclass(frozen=True, slots=True)
class Head:
    """The verb that a clause tells: its stem, and where that begins. ``decided`` where it is only resolved upon (…기로 했다),
    ``will`` where somebody says that he will (…겠다); no form where a noun stands for the verb (A는 구속 기소, …)."""

    form: str
    start: int
    decided: bool = False
    will: bool = False


def head_of(tokens: Sequence[Token]) -> Head | None:
    """The verb that a clause tells, or None where the clause ends in none, or in one that tells of no deed (…려고 했다)."""
    row = [t for t in tokens if not t.tag.startswith("S") or t.tag in ("SL", "SH", "SN")]
    at = len(row) - 1
    while at > 0 and row[at].tag.startswith("J"):
        at -= 1
    if at > 0 and row[at].form in _AFTER and row[at - 1].tag == "ETM":
        at -= 1
    if at > 0 and row[at].tag == "NNG" and row[at - 1].tag.startswith(("J", "NN")):
        return Head("", row[at].end)
    decided = will = passive = False
    while at >= 0:
        ending = row[at].form if row[at].tag in ("EC", "ETM", "ETN") else ""
        first = at
        while at >= 0 and row[at].tag in _ENDINGS:
            will = will or row[at].form == "겠"
            at -= 1
        if at < 0 or at == first or not row[at].tag.startswith(_STEMS) or ending in _TOWARDS:
            return None
        below = _below(row, at)
        if below is None:
            stem = row[at].form + ("어지" if passive else "")
            return Head(stem, row[at].start, decided, will)
        passive = row[at].tag.startswith("VX") and row[at].form == "지"
        decided = decided or row[below].tag == "ETN"
        at = below
    return None


def _below(row: Sequence[Token], at: int) -> int | None:
    """Where the ending stands of the verb that the one at ``at`` only says how it is told of; None where that is the verb
    itself."""
    tag, form = row[at].tag.partition("-")[0], row[at].form
    if tag == "VX":
        return at - 1 if form in _MANNERS and at and row[at - 1].tag == "EC" else None
    root = at - 1 if tag in ("XSV", "XSA") and at else at
    if tag == "VCP" and at > 1 and row[at - 1].form in _PLANS and row[at - 2].tag == "ETM":
        return at - 2
    before = root - 1
    if before < 1:
        return None
    if row[root].form == "못" and row[before].tag == "EC":
        return before  # 체포하지 못했다
    if row[before].form in ("으로", "로") and row[before - 1].tag == "ETN":
        return before - 1 if (root == at and form == "하") or row[root].form in _DECIDED else None
    if row[before].form in ("으로", "로") and row[before - 1].form == "것" and row[root].form in _KNOWN:
        return before - 2 if before > 1 and row[before - 2].tag == "ETM" else None
    if form in ("있", "없"):
        noun = before - 1 if row[before].tag.startswith("J") else before
        if noun > 0 and row[noun].form in _THERE and row[noun - 1].tag == "ETM":
            return noun - 1
    return None
