"""Which verb of a clause a noun phrase belongs to: the one that ends it, or one inside it.

북한이 복귀하도록, 대통령이 언급한 관세, 9일 개막할 회의: what stands before such a verb is nothing to the verb that ends the
clause. Read from the order of morphemes: a phrase belongs to the first verb after it (Korean verbs follow their phrases).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from dateline.lang.ko.analysis import Token

Attached = Literal["main", "inside", "perhaps"]

_VERBS = ("VV", "VA", "XSV", "XSA", "VCP", "VCN")
_SHARED = frozenset(["뒤", "후", "이후", "직후", "채", "다음", "이래", "바", "적"])
_PLANS = frozenset(["예정", "계획", "방침", "전망", "수", "듯", "의향", "생각", "뜻", "것", "가능"])
_CONTENTS = frozenset(["방안", "문제", "안", "입장", "의사", "노력", "사업", "내용"])
_HAPPENS = frozenset(
    [
        *[
            "열리",
            "있",
            "위치",
            "개최",
            "예정",
            "진행",
            "오",
            "지나",
            "이어지",
            "개막",
            "폐막",
            "마련",
            "소재",
            "관",
            "대",
            "속",
            "위",
        ],
        *["쓰이", "사용", "생산", "제조", "유통", "판매"],
        *["주최", "주재", "비롯", "비롯하", "포함", "포함하", "통하", "따르", "위하", "대하", "관하", "관련"],
    ]
)


def attached(tokens: Sequence[Token], start: int, end: int, *, thing: bool = False) -> Attached:
    """Whether what ends at ``start`` belongs to the verb that ends the clause at ``end`` (``main``), to one inside the
    clause has another subject (…기 위해, …도록, …기를).

    A ``thing`` is the subject of 열린, 포함된; a party is not."""
    row = [t for t in tokens if start <= t.start < end]
    for index, ending in _endings(row):
        following = row[index + 1] if index + 1 < len(row) else None
        if ending.tag == "ETM":
            passing = (_verb(row, index) in _HAPPENS and not thing) or row[index - 1].tag.startswith("VCP")
            passing = passing or (row[index - 1].tag in ("VA", "XSA") and not thing)  # 총리가 조속한 시일 내에
            passing = passing or (_COMES.fullmatch(_verb(row, index)) is not None and _is_name(following))
            if passing or following is None or following.form in _SHARED or following.form in _CONTENTS:
                continue
            if following.form == "데" and [t.form for t in row[index + 2 : index + 3]] in (["잇"], ["이어"], []):
                continue  # 총리를 예방한 데 이어
            if following.form in _PLANS and _closes(row, index + 2):
                return "main"
            return "inside"
        if ending.tag == "ETN":
            if following is not None and following.tag == "JKB" and following.form == "로":
                return "main"
            return "perhaps"
        if ending.tag == "EC" and ending.form in ("도록", "게", "자고", "라고", "다고"):
            return "perhaps"
        if ending.tag in ("EC", "EF"):
            return "main"
    return "main"


_COMES = re.compile(r"방[한일중미북러남영독불대]|체류|입국|귀국|취임|부임|당선|은퇴|퇴임")


def _is_name(token: Token | None) -> bool:
    """Whether what follows may be a name: he who came or took office is the one that it names (A가 7일 방중한 B를 만나)."""
    return token is not None and (token.tag == "NNP" or (token.tag.startswith("NN") and not token.known))


def adverb_inside(tokens: Sequence[Token], start: int, end: int, *, led: bool) -> bool:
    """Whether a day that ends at ``start`` belongs to a verb inside the clause: to one before a noun within its next three
    words (9일 개막할 회의, 2019년 체결한 협정); right after the subject (``led``) only to one that lies ahead."""
    row = [t for t in tokens if start <= t.start < end]
    for index, ending in _endings(row):
        if ending.tag == "ETN" and index + 1 < len(row) and row[index + 1].form in ("전", "이전"):
            return True
        if ending.tag == "ETN" and [t.form for t in row[index + 1 : index + 3]] == ["로", "하"]:
            return index + 3 < len(row) and row[index + 3].tag == "ETM"  # 6월 말까지 돌려주기로 한 유해
        if ending.tag != "ETM" or index + 1 >= len(row) or row[index + 1].form in _SHARED | _PLANS:
            return False
        if _verb(row, index) in _HAPPENS or row[index - 1].tag.startswith("VCP"):
            continue
        nouns = sum(t.tag.startswith(("NNG", "NNP", "NNB", "NP", "MAG")) for t in row[:index])
        return nouns <= 3 and (not led or ending.form in ("ᆯ", "을"))
    return False


def _endings(row: Sequence[Token]) -> Iterator[tuple[int, Token]]:
    """The first ending after each verb of a row of tokens, with its place; EP (었, 겠) is passed over."""
    verb = False
    for index, token in enumerate(row):
        if token.tag.startswith(_VERBS):
            verb = True
        elif verb and token.tag == "EC" and index + 1 < len(row) and row[index + 1].tag == "VX":
            continue  # 맡고 있는
        elif verb and token.tag in ("ETM", "ETN", "EC", "EF"):
            verb = False
            yield index, token


def _verb(row: Sequence[Token], index: int) -> str:
    """The root of the verb that an ending closes: the noun before 하다 or 되다, else the stem."""
    for at in range(index - 1, -1, -1):
        if row[at].tag.startswith(("XSV", "XSA", "VCP")) and at:
            return row[at - 1].form
        if row[at].tag.startswith(_VERBS):
            return row[at].form
    return ""


def _closes(row: Sequence[Token], index: int) -> bool:
    """Whether nothing but particles and endings, or one more verb, follows (예정이다, 것으로 알려졌다, 수 있다)."""
    return sum(t.tag.startswith(("NNG", "NNP")) for t in row[index:]) <= 1
