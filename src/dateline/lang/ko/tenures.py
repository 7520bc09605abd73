"""Offices that a sentence says somebody holds, held or is to take: 지난해 10월부터 국가안보실장을 맡고 있는 A 실장, B는 …에 취임했다."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from dateline.lang.tenure import TermWords
from dateline.model import DateValue
from dateline.model.ledger import RoleStatus

_SERVE = re.compile(
    r"(?:직|자리)?(?:을|를|도)\s(?:(?P<held>지냈|지낸|역임했|역임한|거친|거쳤|맡았던|맡은 바)"
    r"|맡고 있|맡아\s?(?:온|왔)|맡은|맡았|겸임하|겸하고|겸직하|수행하고 있)"
)
_TAKE = re.compile(
    r"(?:직|자리)?(?:에|로|으로)\s(?:(?:정식|공식|새로|최종|만장일치로|재차)\s)?"
    r"(?:(?P<ahead>내정[되됐된한했]|지명[되됐된한했]|취임할|취임한다|취임하는|취임을 앞둔|임명될|발탁될|선출될)"
    r"|취임[했한하해]|임명[됐된되]|선출[됐된되]|올랐|오른|부임[했한]|발탁[됐된]|당선[됐된]|추대[됐된]|복귀[했한])"
)
_LEFT = re.compile(
    r"(?:직|자리)?(?:에서)\s(?:물러났|물러난|사임했|사임한|사퇴했|사퇴한|퇴임했|퇴임한|해임됐|해임된|경질됐|경질된)"
)
_PUT = re.compile(
    r"(?:에|으로|로)\s(?P<between>(?:[가-힣·()]+\s){0,5}?)(?=[가-힣]+(?:\s[가-힣 ]{0,20}?)?(?:을|를)\s"
    r"(?:(?P<made>임명했|임명한|선출했|발탁했|선임했|위촉했)|지명[했한]|내정[했한]|임명할|발탁할|지명할|추천[했한]))"
)
_ELECT = re.compile(r"\s?(?:당선인|당선자|내정자|지명자|후보자)(?:인|이자)\s")
_BEING = re.compile(r"(?:인|이자|출신(?:의|인)?)\s")
_LED = re.compile(r"(?P<body>[가-힣A-Za-z]{2,12})(?:을|를)\s(?:이끌고 있는|이끌어 온|이끄는)\s$")
TERM_WORDS = TermWords(
    left=re.compile(
        r"물러[났난]|사임[했한하]|사퇴[했한하]|퇴임[했한하]|퇴직[했한하]|퇴사[했한하]|해임[됐된]|경질[됐된]"
    ),
    took=re.compile(r"취임[했한하]|부임[했한하]|(?:자리|직)에 올[랐라]"),
    predecessor=re.compile(r"(?:\s[가-힣]{1,6})?(?:의 후임|에 이어|의 뒤를 이)"),
)
_GAP = re.compile(r"(?:[가-힣·A-Za-z()]+(?<![은는을를])\s){0,3}")
_STARTS = re.compile(r"(?:부터|이후|이래)\s")


class _Titled(Protocol):
    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Bearer:
    """A person named in a sentence: where the name stands, where its phrase ends, and whether it is the topic or subject."""

    start: int
    low: int
    high: int
    leads: bool


@dataclass(frozen=True, slots=True)
class Tenure:
    """That the person named at ``holder`` holds a title: how, and since and until when (EDTF)."""

    holder: int
    status: RoleStatus
    since: str | None = None
    until: str | None = None


def find_tenure(
    text: str, span: tuple[int, int], title: _Titled, people: Sequence[Bearer], dates: Sequence[DateValue]
) -> Tenure | None:
    """Whose a title without a name beside it is, where the words after it say so; None where they do not."""
    for pattern, way in ((_SERVE, "serve"), (_TAKE, "take"), (_LEFT, "left"), (_ELECT, "elect"), (_BEING, "being")):
        said = pattern.match(text, title.end, span[1])
        if said is None:
            continue
        ahead = way == "elect" or (way == "take" and said["ahead"] is not None)
        held = way == "left" or (way == "serve" and said["held"] is not None) or "출신" in said.group()
        before = _led_in(text, span[0], title.start)
        status: RoleStatus = "elect" if ahead else "former" if held or before == "former" else "current"
        holder = _described(text, people, said.end(), direct=way in ("elect", "being")) or (
            _leader(text, people, title.start) if way not in ("elect", "being") else None
        )
        if holder is None:
            return None
        since, until = _days(text, (holder, title.start), dates, way)
        return Tenure(holder.start, status, since if status == "current" or way == "serve" else None, until)
    return _put_in(text, span, title, people)


def _put_in(text: str, span: tuple[int, int], title: _Titled, people: Sequence[Bearer]) -> Tenure | None:
    """장관에 A 전 관장을 지명했다: the one put into the office stands after it."""
    put = _PUT.match(text, title.end, span[1])
    chosen = next((p for p in people if p.low > title.end and not p.leads), None)
    if put is None or chosen is None or not _GAP.fullmatch(text, title.end + 2, chosen.low):
        return None
    return Tenure(chosen.start, "current" if put["made"] else "elect")


def _led_in(text: str, low: int, at: int) -> str:
    word = text[max(low, at - 3) : at].strip()
    return "former" if word in ("전", "前") or word.endswith((" 전", " 前")) else ""


def _described(text: str, people: Sequence[Bearer], end: int, *, direct: bool) -> Bearer | None:
    """The person whose name the words stand before (…을 맡고 있는 A 실장)."""
    at = end if direct else text.find(" ", end) + 1
    if not direct and at > 0 and text[at - 2 : at - 1] not in "는은온던한된친낸른":
        return None
    return next((p for p in people if p.low >= at and _GAP.fullmatch(text, at, p.low)), None)


def _leader(text: str, people: Sequence[Bearer], at: int) -> Bearer | None:
    """The person whom the sentence goes on about before the title."""
    before = [p for p in people if p.leads and p.high <= at]
    if not before or re.search(r"[가-힣](?:이|가)\s|[”\"]|(?:다|라)고\s", text[before[-1].high + 2 : at]):
        return None
    return before[-1]


def _days(text: str, span: tuple[Bearer, int], dates: Sequence[DateValue], way: str) -> tuple[str | None, str | None]:
    holder, at = span
    low = holder.high if holder.high <= at else max(0, at - 40)
    near = [d for d in dates if low <= d.start and d.end <= at and d.edtf and not (d.timex3 or "").startswith("P")]
    since = until = None
    for day in near:
        value = str(day.edtf)
        if way == "serve" and value.count("/") == 1 and "까지" in text[day.start : day.end + 2] and "부터" in day.text:
            return tuple(value.split("/"))  # type: ignore[return-value]
        if way == "serve" and (_STARTS.match(text, day.end) or day.text.endswith("부터")):
            since = value
        elif way == "serve" and text.startswith("까지", day.end):
            until = value
        elif way == "take":
            since = value
        elif way == "left":
            until = value
    return since, until


def since_took(text: str, end: int, dates: Sequence[DateValue]) -> str | None:
    """A 총재가 14일 취임했다: since when a title that ends at ``end`` is held."""
    if _HEIR.search(text, max(0, end - 30), end):
        return None  # 후임에는 육해솔 부시장이 6월 1일 취임했다: to another office
    led = _SUBJECT.match(text, end)
    day = next((d for d in dates if led is not None and d.start == led.end() and d.edtf), None)
    return day.edtf if day is not None and _TOOK.match(text, day.end) else None


_HEIR = re.compile(r"후임(?:에는|으로는|에|으로|인)?\s")
_SUBJECT = re.compile(r"(?:이|가|은|는)\s")
_TOOK = re.compile(r"(?:에)?\s(?:[가-힣]+에서\s|공식\s|정식\s)?취임[했하]")


def since_led(text: str, low: int, at: int, dates: Sequence[DateValue]) -> str | None:
    """2024년 3월부터 해경을 이끌고 있는 문 청장: since when a title beside a name is held."""
    led = _LED.search(text, low, at)
    took = re.compile(r"(?:에\s)?(?:취임|임명|부임|당선)(?:된|한)\s$").search(text, low, at)
    if led is not None:
        return next(
            (str(d.edtf) for d in dates if low <= d.start < led.start() and d.edtf and _STARTS.match(text, d.end)), None
        )
    if took is None:
        return None
    return next((str(d.edtf) for d in dates if d.end in (took.start(), took.start() - 1) and d.edtf), None)
