"""DL301, DL302, DL510: numbers with their units, and the bounds set on them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from dateline.check.case import Case, Found, cite_span
from dateline.check.measures import is_converted
from dateline.check.plain import PlainNumber, find_numbers, is_code, is_year, missing_numbers, to_decimal
from dateline.check.reckoned import is_reckoned
from dateline.check.views import SentenceView
from dateline.check.words import load_bounds
from dateline.lang.compare import compare_numbers
from dateline.model import Mention

_CURRENCY = re.compile(r"[A-Z]{3}")
_KIN = (frozenset({"USD", "CAD", "AUD", "NZD", "SGD", "HKD", "TWD"}), frozenset({"CNY", "TWD", "HKD", "JPY", "KRW"}))
_WHOSE = re.compile(
    r"U\.?S|American|Canad|Austral|Hong|Singap|미국|캐나다|호주|米|美|加|澳|人民|新台|港|日元|日圆|韩元"
)


def check_numbers(case: Case) -> Iterator[Found]:
    """DL301 a number that conflicts with one of the same unit nearby, DL302 one in no source, DL510 a bound that does not
    hold of the source's number."""
    for mention in case.claim.named("number"):
        if _inside_date(case.claim, mention.start, mention.end) or _is_trivial(mention):
            continue
        if is_code(case.claim.article.text, mention.start, mention.end):
            continue
        bound = _find_bound(case.claim, mention)
        found = _judge_bound(case, mention, bound) if bound else _judge_number(case, mention)
        if found is not None:
            yield found


def _is_trivial(mention: Mention) -> bool:
    return mention.value in ("1", "2") and not any(c.isdigit() for c in mention.text)


def _judge_number(case: Case, mention: Mention) -> Found | None:
    conflict: tuple[SentenceView, Mention] | None = None
    for sentence in (*case.near, *case.corpus.sentences):
        for other in sentence.named("number"):
            relation = compare_numbers(mention, other).relation
            if relation in ("equal", "wider") or (relation == "narrower" and mention.value == other.value):
                return None
            if relation == "conflict" and conflict is None and case.is_close(sentence) and mention.unit == other.unit:
                conflict = sentence, other
    if _follows(case, mention) or is_converted(case, mention.start, mention.end):
        return None
    if conflict is not None:
        sentence, other = conflict
        evidence = (cite_span(sentence, other.start, other.end, "contradicts"),)
        return Found("DL301", mention.start, mention.end, other.text, evidence)
    if (other_money := _other_currency(case, mention)) is not None:
        sentence, other = other_money
        evidence = (cite_span(sentence, other.start, other.end, "contradicts"),)
        return Found("DL301", mention.start, mention.end, other.text, evidence)
    value = to_decimal(mention.value)
    if any(n.value == value for n in find_numbers(case.source_text)) or _is_count(case, mention):
        return None
    year = value is not None and is_year(PlainNumber(value, 0, 1)) and mention.unit in (None, "years", "")
    return Found("DL302", mention.start, mention.end, mild=year and not gives_year(case))


def _follows(case: Case, mention: Mention) -> bool:
    return is_reckoned(case, to_decimal(mention.value), mention.unit, mention.start, mention.end)


def _other_currency(case: Case, mention: Mention) -> tuple[SentenceView, Mention] | None:
    """A sum of the sources of the same figure in another currency. A bare "dollar" or 元 may be that of any country."""
    ahead = case.claim.article.text[max(case.claim.start, mention.start - 4) : mention.start]
    unit = "CNY" if ahead.strip().endswith("人民币") else mention.unit
    if not unit or not _CURRENCY.fullmatch(unit):
        return None
    for sentence in case.near:
        for other in sentence.named("number"):
            if other.value != mention.value or not other.unit or not _CURRENCY.fullmatch(other.unit):
                continue
            kin = next((k for k in _KIN if unit in k and other.unit in k), None)
            around = case.claim.article.text[max(0, mention.start - 8) : mention.end + 2]
            if other.unit != unit and (kin is None or _WHOSE.search(around)):
                return sentence, other
    return None


def _is_count(case: Case, mention: Mention) -> bool:
    """Whether the number counts what a sentence nearby lists by name."""
    kind = {"countries": "place", "people": "person", "ministers": "person", "leaders": "person"}.get(
        mention.unit or ""
    )
    value = to_decimal(mention.value)
    if kind is None or value is None or value > 12 or value != value.to_integral_value():
        return False
    return any(len({m.value for m in sentence.named(kind)}) == int(value) for sentence in case.near[:2])


def _find_bound(claim: SentenceView, mention: Mention) -> str | None:
    """``over`` or ``under`` where the words before or after the number set a bound."""
    before = claim.article.text[max(claim.start, mention.start - 24) : mention.start].lower()
    after = claim.article.text[mention.end : mention.end + 12].lower()
    for side, (ahead, behind) in load_bounds(claim.lang).items():
        if any(before.rstrip().endswith(w) for w in ahead) or any(after.lstrip()[:8].startswith(w) for w in behind):
            return side
    return None


def _judge_bound(case: Case, mention: Mention, bound: str) -> Found | None:
    limit = to_decimal(mention.value)
    conflict: tuple[SentenceView, Mention] | None = None
    for sentence in case.near:
        for other in sentence.named("number"):
            value = to_decimal(other.value)
            if value is None or limit is None or compare_numbers(mention, other).relation == "unknown":
                continue
            if value == limit or ((value > limit) == (bound == "over") and _is_near(value, limit)):
                return None
            if mention.unit == other.unit:
                conflict = conflict or (sentence, other)
    if conflict is None or _follows(case, mention):
        return _judge_number(case, mention)
    sentence, other = conflict
    evidence = (cite_span(sentence, other.start, other.end, "contradicts"),)
    return Found("DL510", mention.start, mention.end, other.text, evidence)


def _is_near(value: Decimal, limit: Decimal) -> bool:
    """Whether a bound is said of this number and not of some other: writers set bounds within a factor of two."""
    low, high = sorted((abs(value), abs(limit)))
    return high <= 2 * low


def check_plain_numbers(case: Case) -> Iterator[Found]:
    """DL302 without tables: digits of the sentence that no source has in any notation."""
    for number in missing_numbers(case.claim.text, case.source_text):
        start, end = case.claim.start + number.start, case.claim.start + number.end
        if any(m.start <= start < m.end and _follows(case, m) for m in case.claim.named("number")):
            continue
        if is_converted(case, start, end) or is_reckoned(case, number.value, None, start, end):
            continue
        if _inside_date(case.claim, start, end) or _has_bound(case, start, end) or _rounds(number, case):
            continue
        yield Found("DL302", start, end, mild=is_year(number) and not gives_year(case))


def gives_year(case: Case) -> bool:
    """Whether any source says a year. Where none does, a year in the sentence is at most unproved."""
    return any(is_year(n) for n in find_numbers(case.source_text))


def _has_bound(case: Case, start: int, end: int) -> bool:
    return any(m.start <= start and end <= m.end and _find_bound(case.claim, m) for m in case.claim.named("number"))


def _rounds(number: PlainNumber, case: Case) -> bool:
    """Whether a source's number rounds to it: within two per cent, and shorter."""
    if number.value < 100:
        return False
    for other in find_numbers(case.source_text):
        shorter = len(str(number.value).rstrip("0.")) < len(str(other.value).rstrip("0."))
        if shorter and abs(other.value - number.value) <= number.value / 50:
            return True
    return False


def _inside_date(claim: SentenceView, start: int, end: int) -> bool:
    return any(d.start <= start and end <= d.end for d in claim.dates)
