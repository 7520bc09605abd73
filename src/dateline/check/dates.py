"""DL311, DL312, DL702: dates and spans of time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Literal

import msgspec

from dateline.check.case import Case, Found, cite_span
from dateline.check.numbers import gives_year
from dateline.check.plain import find_numbers, names_month
from dateline.check.poles import tells_of
from dateline.check.views import SentenceView
from dateline.lang.compare import compare_dates
from dateline.model import DateValue

_WEEK_BEFORE = re.compile(
    r"\bweek (?:of|beginning|starting|that (?:began|started)(?: on)?)\s+(?:\w+day,?\s+)?$", re.IGNORECASE
)
_WEEK_AFTER = re.compile(
    r"^\s?(?:로|으로|에|이|가)?\s?(?:시작하는|시작된|시작한|낀|든|속한|포함된)\s?주|^\s?(?:から|が|を)?(?:始まる|始まった|の|含まれる|含む)週|^(?:开始的|起的|当|那一|所在的?)(?:那)?(?:一)?周"
)

_SPAN = re.compile(r"PT?(\d+)([A-Z])")
_YEAR = re.compile(r"\d{4}|[년年昨来今明去先]|작년|지난|내년|올해|last|next|this|ago", re.IGNORECASE)
Match = Literal["same", "conflict", "finer", "unknown"]


def check_dates(case: Case) -> Iterator[Found]:
    """DL311 a date that conflicts with the one nearby, DL702 the source's own relative word counted from another day, DL312
    a date that no source has or that is finer than any."""
    for value in case.claim.dates:
        found = _judge_date(case, whole_week(case.claim, value))
        if found is not None:
            yield found


def whole_week(claim: SentenceView, value: DateValue) -> DateValue:
    """The week where the words around a day say that it only begins one ("the week of May 11")."""
    text, day = claim.article.text, (value.timex3 or "")[:10]
    around = text[max(claim.start, value.start - 24) : value.start], text[value.end : value.end + 12]
    if not (_WEEK_BEFORE.search(around[0]) or _WEEK_AFTER.search(around[1])):
        return value
    try:
        first = date.fromisoformat(day)
    except ValueError:
        return value
    monday = first - timedelta(days=first.weekday())
    last = (monday + timedelta(days=6)).isoformat()
    year, week, _ = first.isocalendar()
    return msgspec.structs.replace(
        value, timex3=f"{year}-W{week:02}", earliest=monday.isoformat(), latest=last, edtf=None
    )


def _judge_date(case: Case, value: DateValue) -> Found | None:
    conflict: tuple[SentenceView, DateValue] | None = None
    finer = unknown = False
    if (of_another := _of_another_time(case, value)) is not None:
        return of_another
    for sentence in (*case.near, *case.corpus.sentences):
        for other in sentence.dates:
            match = match_dates(value, other)
            if match == "same" or _is_same_word(case, value, sentence, other) or same_but_year(value, other):
                return None
            finer = finer or match == "finer"
            unknown = unknown or match == "unknown"
            if match == "conflict" and conflict is None and case.is_close(sentence) and _is_only(sentence, other):
                conflict = sentence, other
    if (other_span := _other_span(case, value)) is not None:
        return other_span
    if conflict is not None and (_may_be(case, value) or _is_named_month(case, value) or _is_as_written(case, value)):
        return None
    if conflict is not None and not finer:
        sentence, other = conflict
        evidence = (cite_span(sentence, other.start, other.end, "contradicts"),)
        code = "DL702" if _is_stale(value, other) else "DL311"
        return Found(code, value.start, value.end, other.text, evidence)
    if value.text.casefold() in case.source_text.casefold():
        return None
    read = case.same_language or any(s.dates for s in case.corpus.sentences)
    bounded = read and (bool(value.earliest) or (value.timex3 or "").startswith("X"))
    open_year = len(value.timex3 or "") == 4 and not gives_year(case)
    loose = open_year or _is_publication_day(case, value) or _is_named_month(case, value)
    return Found("DL312", value.start, value.end, mild=not bounded or loose)


def _other_span(case: Case, value: DateValue) -> Found | None:
    """DL311 a span of as many months as the source sentence has years, or days, and that no source has."""
    mine = _SPAN.fullmatch(value.timex3 or "")
    source = tells_of(case) if mine else None
    for other in source.dates if source is not None and mine is not None else ():
        theirs = _SPAN.fullmatch(other.timex3 or "")
        if mine is not None and source is not None and theirs and mine[1] == theirs[1] and mine[2] != theirs[2]:
            evidence = (cite_span(source, other.start, other.end, "contradicts"),)
            return Found("DL311", value.start, value.end, other.text, evidence)
    return None


def _is_only(sentence: SentenceView, value: DateValue) -> bool:
    """Whether a duration is the only one of its sentence; a date always counts."""
    if not (value.timex3 or "").startswith("P"):
        return True
    return sum((d.timex3 or "").startswith("P") for d in sentence.dates) == 1


def _of_another_time(case: Case, value: DateValue) -> Found | None:
    """DL311 for a week, month or year where the source sentence of the matter has one such, and another one: that the
    sources have this one of some other matter does not help."""
    source = tells_of(case)
    grain = _grain(value)
    if source is None or grain is None or not value.earliest or value.mod:
        return None
    theirs = [d for d in source.dates if _grain(d) == grain and d.earliest and not d.mod]
    if (
        len(theirs) != 1
        or sum(_grain(d) == grain for d in case.claim.dates) != 1
        or match_dates(value, theirs[0]) != "conflict"
        or same_but_year(value, theirs[0])
    ):
        return None
    evidence = (cite_span(source, theirs[0].start, theirs[0].end, "contradicts"),)
    return Found("DL311", value.start, value.end, theirs[0].text, evidence)


def _grain(value: DateValue) -> str | None:
    timex = value.timex3 or ""
    if re.fullmatch(r"\d{4}-W\d\d", timex):
        return "week"
    return {4: "year", 7: "month"}.get(len(timex)) if re.fullmatch(r"[\d-]+", timex) else None


def same_but_year(value: DateValue, other: DateValue) -> bool:
    """Whether both give one month, or day of a month, and neither says of which year: that was guessed from tense."""
    a, b = (d.timex3 or "" for d in (value, other))
    return (
        len(a) >= 7
        and a[4:10] == b[4:10]
        and a[5:7].isdigit()
        and not any(_YEAR.search(d.text) for d in (value, other))
    )


def _is_same_word(case: Case, value: DateValue, sentence: SentenceView, other: DateValue) -> bool:
    """Whether both use the same word on the same day: then they mean the same, however the tense around it was read."""
    days = {(a.published or "")[:10] for a in (case.claim.article, sentence.article)}
    return value.text.casefold() == other.text.casefold() and len(days) == 1


def _is_stale(value: DateValue, other: DateValue) -> bool:
    """Whether both give a relative date in the same words ("yesterday") and mean two days by it."""
    relative = all(d.basis.startswith("relative") for d in (value, other))
    return relative and value.text.casefold() == other.text.casefold()


def _may_be(case: Case, value: DateValue) -> bool:
    """Whether the nearest sentence has a date that could not be resolved, and that has the month, or day, of the claim."""
    parts = [int(p) for p in (value.timex3 or "")[:10].split("-") if p.isdigit()][1:]
    unread = [d for d in (case.near[0].dates if case.near else ()) if d.earliest is None and d.timex3 is None]
    return bool(parts) and any({int(n.value) for n in find_numbers(d.text)} >= set(parts) for d in unread)


def _is_as_written(case: Case, value: DateValue) -> bool:
    """Whether the nearest sentence has the same words, in figures: read there as a span of days, or not at all."""
    near = case.near[0] if case.near else None
    written = any(c.isdigit() for c in value.text) and near is not None and near.lang == case.claim.lang
    return written and near is not None and value.text in near.text


def _is_named_month(case: Case, value: DateValue) -> bool:
    """Whether a bare month stands in a source as a word, though no date was read there."""
    timex = value.timex3 or ""
    if re.search(r"\d{4}", value.text):
        return False
    return len(timex) == 7 and timex[5:].isdigit() and names_month(int(timex[5:]), case.source_text)


def _is_publication_day(case: Case, value: DateValue) -> bool:
    """A relative word for the day ("today") that a source gives only by its own date."""
    days = {s.article.published[:10] for s in case.sources if s.article.published}
    return value.basis == "relative_to_publication" and value.earliest is not None and value.earliest[:10] in days


def match_dates(claim: DateValue, source: DateValue) -> Match:
    """How a claimed date stands to a source's: by bounds, else by what both TIMEX3 values leave open."""
    if claim.earliest and source.earliest:
        relation = compare_dates(claim, source).relation
        if relation in ("equal", "wider"):
            return "same"
        return "finer" if relation == "narrower" else "conflict" if relation == "conflict" else "unknown"
    return _match_timex(claim.timex3, source.timex3)


def _match_timex(claim: str | None, source: str | None) -> Match:
    if not claim or not source:
        return "unknown"
    if claim == source:
        return "same"
    if claim.startswith("P") or source.startswith("P"):
        alike = claim.startswith("P") and source.startswith("P") and claim[-1] == source[-1]
        return "conflict" if alike else "unknown"
    day_of_week = _weekday(claim), _weekday(source)
    if None not in day_of_week:
        return "same" if day_of_week[0] == day_of_week[1] else "conflict"
    a, b = claim[:10].split("-"), source[:10].split("-")
    if "W" in claim or "W" in source:
        return "unknown"
    known = [(x, y) for x, y in zip(a, b, strict=False) if "X" not in x and "X" not in y]
    if any(x != y for x, y in known):
        return "conflict"
    if not known:
        return "unknown"
    return "finer" if len(a) > len(b) else "same"


def _weekday(timex3: str) -> int | None:
    """Monday 1 .. Sunday 7 of a day or of an open weekday."""
    if timex3.startswith("XXXX-WXX-"):
        return int(timex3[9:10])
    try:
        return date.fromisoformat(timex3[:10]).isoweekday() if len(timex3) >= 10 else None
    except ValueError:
        return None
