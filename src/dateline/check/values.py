"""DL3xx: numbers with their units, dates and places."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import Literal

import msgspec

from dateline.check.case import Case, Found, cite_span
from dateline.check.identity import same_name
from dateline.check.plain import PlainNumber, find_numbers, is_code, is_year, missing_numbers, names_month, to_decimal
from dateline.check.poles import tells_of
from dateline.check.views import SentenceView
from dateline.check.words import load_bounds, load_vocabulary
from dateline.lang.compare import compare_dates, compare_numbers, compare_places
from dateline.lang.compare.places import stands_for_government
from dateline.lang.data import load_table
from dateline.lang.terms import TermMatcher
from dateline.model import DateValue, Mention

_WEEK_BEFORE = re.compile(
    r"\bweek (?:of|beginning|starting|that (?:began|started)(?: on)?)\s+(?:\w+day,?\s+)?$", re.IGNORECASE
)
_WEEK_AFTER = re.compile(
    r"^\s?(?:로|으로|에)?\s?(?:시작하는|시작된|시작한)\s?주|^\s?(?:から)?(?:始まる|始まった|の)週|^(?:开始的|起的|当|那一|所在的?)(?:那)?周"
)
_BY_SOUND = re.compile(r"[A-Z][a-z]{3,}|[\u30a1-\u30faー]{3,}")
_ALIKE_SOUND = 0.3
_SPAN = re.compile(r"PT?(\d+)([A-Z])")
_YEAR = re.compile(r"\d{4}|[년年昨来今明去先]|작년|지난|내년|올해|last|next|this|ago", re.IGNORECASE)
_CURRENCY = re.compile(r"[A-Z]{3}")
_KIN = (frozenset({"USD", "CAD", "AUD", "NZD", "SGD", "HKD", "TWD"}), frozenset({"CNY", "TWD", "HKD", "JPY", "KRW"}))
_WHOSE = re.compile(
    r"U\.?S|American|Canad|Austral|Hong|Singap|미국|캐나다|호주|米|美|加|澳|人民|新台|港|日元|日圆|韩元"
)
Match = Literal["same", "conflict", "finer", "unknown"]


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
    if _is_reckoned(case, mention):
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
    return Found("DL302", mention.start, mention.end, mild=year and not _gives_year(case))


def _is_reckoned(case: Case, mention: Mention) -> bool:
    """Whether the number is the difference of two numbers of the nearest source sentence, one of which the sentence gives."""
    value, near = to_decimal(mention.value), case.near[:1]
    theirs = [v for s in near for m in s.named("number") if (v := to_decimal(m.value)) is not None]
    stated = {to_decimal(m.value) for m in case.claim.named("number")}
    return value is not None and any(
        abs(a - b) == value and {a, b} & stated for i, a in enumerate(theirs) for b in theirs[i + 1 :]
    )


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
            conflict = conflict or (sentence, other)
    if conflict is None:
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
        if any(m.start == start and _is_reckoned(case, m) for m in case.claim.named("number")):
            continue
        if _inside_date(case.claim, start, end) or _has_bound(case, start, end) or _rounds(number, case):
            continue
        yield Found("DL302", start, end, mild=is_year(number) and not _gives_year(case))


def _gives_year(case: Case) -> bool:
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


def check_dates(case: Case) -> Iterator[Found]:
    """DL311 a date that conflicts with the one nearby, DL702 the source's own relative word counted from another day, DL312
    a date that no source has or that is finer than any."""
    for value in case.claim.dates:
        found = _judge_date(case, _whole_week(case.claim, value))
        if found is not None:
            yield found


def _whole_week(claim: SentenceView, value: DateValue) -> DateValue:
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
            if match == "same" or _is_same_word(case, value, sentence, other) or _same_but_year(value, other):
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
    open_year = len(value.timex3 or "") == 4 and not _gives_year(case)
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
        or _same_but_year(value, theirs[0])
    ):
        return None
    evidence = (cite_span(source, theirs[0].start, theirs[0].end, "contradicts"),)
    return Found("DL311", value.start, value.end, theirs[0].text, evidence)


def _grain(value: DateValue) -> str | None:
    timex = value.timex3 or ""
    if re.fullmatch(r"\d{4}-W\d\d", timex):
        return "week"
    return {4: "year", 7: "month"}.get(len(timex)) if re.fullmatch(r"[\d-]+", timex) else None


def _same_but_year(value: DateValue, other: DateValue) -> bool:
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


def check_places(case: Case) -> Iterator[Found]:
    """DL321 a place that conflicts with the one nearby, DL322 one in no source."""
    scenes = {(a.place.start, a.place.end) for a in case.claim.acts if a.place}
    everywhere = _place_keys(case.corpus.sentences)
    for mention in case.claim.named("place"):
        key = mention.value or mention.text
        if key in everywhere or _stands(case, mention.text):
            continue
        relations = [compare_places(key, other).relation for other in everywhere]
        if "wider" in relations:
            continue
        country = stands_for_government(key)
        if country in everywhere and not ((mention.start, mention.end) in scenes or _is_scene(case.claim, mention)):
            continue
        yield _judge_place(case, mention, key)


def _is_scene(claim: SentenceView, mention: Mention) -> bool:
    """Whether the words around a capital's name show that the place is meant and not its government."""
    words, text = load_vocabulary(claim.lang), claim.article.text
    before, after = text[claim.start : mention.start].rstrip().casefold(), text[mention.end : claim.end]
    if claim.lang == "en":
        return any(before.endswith(f" {w}") or before == w for w in words.at_before)
    return any(before.endswith(w) for w in words.at_before) or after.startswith(words.at_after)


def _judge_place(case: Case, mention: Mention, key: str) -> Found:
    for sentence in [s for s in case.near[:2] if case.is_close(s)]:
        for other in sentence.named("place"):
            if compare_places(key, other.value or other.text).relation == "conflict" and _level(key) == _level(
                other.value or other.text
            ):
                evidence = (cite_span(sentence, other.start, other.end, "contradicts"),)
                return Found("DL321", mention.start, mention.end, other.text, evidence)
    keyed = "/" in key or (len(key) == 2 and key.isascii())
    known = case.same_language or (keyed and any(s.named("place") for s in case.corpus.sentences))
    words = [c for c in case.covered if mention.start <= c.word.start and c.word.end <= mention.end]
    spelled = not keyed and bool(words) and sum(c.degree for c in words) >= 0.6 * len(words)
    strange = not keyed and not case.same_language and _sounds_like_none(case, mention)
    return Found("DL322", mention.start, mention.end, mild=(not known or spelled) and not strange)


def _sounds_like_none(case: Case, mention: Mention) -> bool:
    """Whether a foreign place name, spelled by sound, is none of those of the nearest sentence, which has some of its own."""
    if case.claim.lang == "zh" or not _BY_SOUND.fullmatch(mention.text) or not _is_scene(case.claim, mention):
        return False
    unkeyed = [m for m in case.near[0].named("place") if not _level(m.value or m.text)] if case.near else []
    if not unkeyed or case.near[0].lang == "zh":
        return False
    return all(same_name(mention.text, m.text, None) < _ALIKE_SOUND for m in unkeyed)


def _level(key: str) -> int:
    """0 a place that no table has, 1 a country, 2 a place within one."""
    return 2 if "/" in key else int(len(key) == 2 and key.isascii() and key.isupper())


def _place_keys(sentences: Iterable[SentenceView]) -> set[str]:
    keys: set[str] = set()
    for sentence in sentences:
        if sentence.lang == "en":
            keys |= {hit.value for hit in _demonyms().find(sentence.article.text, sentence.start, sentence.end)}
        keys |= {m.value or m.text for m in sentence.named("place")}
        keys |= {m.of.split("/")[0] for m in sentence.mentions if m.of}
    return keys


@cache
def _demonyms() -> TermMatcher[str]:
    table = load_table("en", "countries")["demonyms"]
    return TermMatcher({form: of for of, forms in table.items() for form in forms}, words=True)


def _stands(case: Case, form: str) -> bool:
    return form.casefold() in case.source_text.casefold()
