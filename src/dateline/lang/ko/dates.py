"""Dates of Korean text: the grammar put together for ``lang.dated``."""

from __future__ import annotations

import re

from dateline.lang import dated, moments
from dateline.lang.dated import Grammar, Joints
from dateline.lang.ko import date_points, date_spans
from dateline.lang.ko.date_tense import direction
from dateline.lang.ko.date_words import CLOSING
from dateline.lang.resolve import Reference
from dateline.model import DateValue

_CLOSING = re.compile(CLOSING)


def _stands_free(text: str, low: int, high: int) -> bool:
    """Whether nothing goes on to the left (``제8일``, ``김일``) or, but for a particle, to the right of a match."""
    if low > 0:
        before = text[low - 1]
        if text[low].isdigit():
            if before.isdigit() or before in "제$/" or (before in ".,:" and text[low - 2 : low - 1].isdigit()):
                return False
        elif "가" <= before <= "힣":
            return False
    return text[high - 1] == ")" or _CLOSING.match(text, high) is not None


_GRAMMAR = Grammar(
    rules=date_points.RULES + date_spans.RULES,
    joints=Joints(
        range=re.compile(r"\s?(?:부터|에서|로부터|~|∼|-|–|—)\s?"),
        close=re.compile(r"\s?(?:까지|사이(?:에)?)"),
        apposed=re.compile(r"인\s"),
        stay=re.compile(r"(?:\([^)]{1,8}\))?(?:부터|에서|로부터)\s?"),
        anchor=re.compile(r"(?:부터|로부터|의|에서)?\s?"),
        list=re.compile(r"\s?(?:,|·|ㆍ|와|과|및|또는|이나)\s?"),
        after=re.compile(r"\s?(?:이후|이래|그리고 그 이후)"),
        before=re.compile(r"\s?이전"),
        start=re.compile(r"\s?부터"),
        deadline=re.compile(
            r"까지는|\s?안에|까지\s?(?:모두\s|전부\s)?(?:마무리|완료|제출|처리|끝내|체결|해결|이행|결론|타결|매듭|확정|마련)"
        ),
        about=re.compile(r"\s?(?:경(?=[^가-힣]|에|부터|까지|$)|께|쯤|무렵|즈음|안팎|전후)"),
    ),
    guard=_stands_free,
    direction=direction,
    same_words=frozenset({"같은 날", "같은날", "당일", "그날", "그 날"}),
    main_words=frozenset({"이날", "이 날"}),
    trigger=re.compile(r"[일월년주달해날제밤늘분시초말내봄름을울루틀흘레새째박절매격모글오께녁]|\d{4}|['’`]\d\d"),
)


def find_dates(
    text: str, start: int, end: int, reference: Reference, day: DateValue | None = None
) -> tuple[DateValue, ...]:
    """Every date, time, duration and set of ``text[start:end]``, in order, not overlapping.

    이날 and the like go back to the last single day named before them in the text, at first to ``day``.
    """
    event = moments.first_day(day) if day is not None and moments.is_day(day) else None
    return dated.find(_GRAMMAR, text, (start, end), reference, event)
