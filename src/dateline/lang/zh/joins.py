"""Dates in Chinese that are made of several: ``从A到B``, ``A和B之间``, ``A之前``, ``自A以来``, ``今年的最后3周``."""

from __future__ import annotations

import re
from datetime import date

from msgspec.structs import replace

from dateline.lang import intervals
from dateline.lang.intervals import OpenMod
from dateline.lang.resolve import Reference, Words
from dateline.lang.zh.everyday import UNITS
from dateline.lang.zh.numerals import HAN, read_digits
from dateline.model import DateValue

_DAYS = "一二三四五六日天"
_PART_OF = re.compile(
    rf"\s?的?(?:(?:第\s?(?P<wn>\d|[{HAN}])|(?P<last>最后一))\s?个?(?:星期|周|礼拜)(?P<wd>[{_DAYS}])"
    rf"|(?P<edge>前|最后|头)\s?(?P<n>\d{{1,3}}|[{HAN}]{{1,3}})\s?个?(?P<unit>天|周|星期|礼拜|月|季度)"
    rf"|第\s?(?P<nth>\d{{1,3}}|[{HAN}]{{1,3}})\s?个?(?P<what>天|周|星期|礼拜|月|季度))"
)
_NEAR = re.compile(rf"的?(?P<way>[前后])(?P<n>\d{{1,3}}|[{HAN}]{{1,3}})\s?个?(?P<unit>天|日|周|星期|月)(?!之间|内)")
_LINK = re.compile(r"\s*(?P<link>至|到|-|－|—|–|~|～|和|与|直到|一直到)\s*")
_AFTER_LINK = re.compile(r"\s?之间")
_HEAD = re.compile(r"(?:从|自从|自|由|在|介于)\s?$")
_TAIL = re.compile(
    r"\s?(?:(?P<also>及其?|或者?|和|以及|含)\s?(?:在此?)?)?(?:(?P<before>之前|以前|前(?![\d一二三四五六七八九十两几往来总首夕任])|为止|止)"
    r"|(?P<after>之后|以后|后(?![\d一二三四五六七八九十两几往来任])))|\s?(?P<since>以来|至今|起|开始|(?<=日)后起|以降)"
)
_UNTIL = re.compile(r"(?:直到|截至|截止到?|到|不晚于|最晚)\s?$")
_BOUNDS = (
    (re.compile(r"(?:超过|多于|逾)$"), "MORE_THAN"),
    (re.compile(r"(?:至少|不少于)$"), "EQUAL_OR_MORE"),
    (re.compile(r"(?:不到|少于|不足)$"), "LESS_THAN"),
    (re.compile(r"(?:至多|最多|不超过)$"), "EQUAL_OR_LESS"),
    (re.compile(r"(?:大约|约|大概|差不多)$"), "APPROX"),
)
_CUES: tuple[tuple[re.Pattern[str], OpenMod], ...] = (
    (_UNTIL, "ON_OR_BEFORE"),
    (re.compile(r"早于\s?$"), "BEFORE"),
    (re.compile(r"晚于\s?$"), "AFTER"),
)
_SINCE = re.compile(r"(?:自从|自|从)\s?$")


def join_dates(text: str, plain: str, dates: tuple[DateValue, ...], reference: Reference) -> tuple[DateValue, ...]:
    """The dates of one line, joined where the words between them say so; in order, not overlapping."""
    found = [_with_part(text, plain, value) for value in dates]
    kept: list[DateValue] = []
    for value in found:
        if not kept or value.start >= kept[-1].end:
            kept.append(value)
    ranged: list[DateValue] = []
    for value in kept:
        made = _range(text, plain, ranged[-1], value, reference) if ranged else None
        if made is not None:
            ranged[-1] = made
        else:
            ranged.append(value)
    following = [value.start for value in ranged[1:]] + [len(plain)]
    return tuple(_with_cue(text, plain, value, stop) for value, stop in zip(ranged, following, strict=False))


def _cut(text: str, start: int, end: int) -> Words:
    return Words(text[start:end], start, end)


def _with_part(text: str, plain: str, value: DateValue) -> DateValue:
    """``明年第九个月``, ``2021年的前2周``, ``四月的最后一个星期一``."""
    near = _NEAR.match(plain, value.end)
    if near is not None and intervals.is_day(value) and value.earliest:
        count = (read_digits(near["n"]) or 0) * (-1 if near["way"] == "前" else 1)
        start, unit = date.fromisoformat(value.earliest), UNITS[near["unit"]]
        return intervals.counted_from(_cut(text, value.start, near.end()), start, count, unit, basis=value.basis)
    match = _PART_OF.match(plain, value.end)
    if match is None or not value.earliest or intervals.is_day(value) or "T" in value.earliest:
        return value
    words = _cut(text, value.start, match.end())
    if match["edge"]:
        count = read_digits(match["n"]) or 0
        made = intervals.edge(words, value, count if match["edge"] != "最后" else -count, UNITS[match["unit"]])
    elif match["wd"]:
        index = min(_DAYS.index(match["wd"]), 6)
        made = intervals.nth_weekday(words, value, index, -1 if match["last"] else read_digits(match["wn"]) or 1)
    else:
        made = _nth(words, value, read_digits(match["nth"]) or 0, match["what"])
    return made or value


def _nth(words: Words, value: DateValue, number: int, what: str) -> DateValue | None:
    if what == "月":
        return intervals.nth_month(words, value, number)
    if what == "天":
        return intervals.nth_day(words, value, number)
    return intervals.nth_week(words, value, number) if what != "季度" else None


def _range(text: str, plain: str, first: DateValue, last: DateValue, reference: Reference) -> DateValue | None:
    link = _LINK.fullmatch(plain, first.end, last.start)
    if link is None or first.mod in ("BEFORE", "AFTER", "ON_OR_BEFORE"):
        return None
    close = _AFTER_LINK.match(plain, last.end)
    if link["link"] in ("和", "与") and close is None:
        return None
    head = _HEAD.search(plain, max(0, first.start - 3), first.start)
    words = _cut(text, head.start() if head else first.start, close.end() if close else last.end)
    if (last.timex3 or "").startswith("T"):
        return _hours(words, first, last)
    first, last = _aligned(first, last, reference.day)
    return intervals.between(words, first, last)


def _hours(words: Words, first: DateValue, last: DateValue) -> DateValue | None:
    """From one hour to another; the half of the day said of the first holds for the last."""
    one, two = (first.timex3 or "").rpartition("T")[2], (last.timex3 or "")[1:]
    if not re.fullmatch(r"\d\d(?::\d\d)?", one) or not re.fullmatch(r"\d\d(?::\d\d)?", two):
        return None
    if two < one and int(two[:2]) < 12:
        two = f"{int(two[:2]) + 12:02d}{two[2:]}"
    head = replace(first, text=words.text, start=words.start, end=words.end)
    if not first.earliest:
        return replace(head, timex3=f"T{one}/T{two}")
    day = replace(head, earliest=first.earliest[:10], latest=first.earliest[:10])
    return intervals.with_hours(words, day, *(t if ":" in t else f"{t}:00" for t in (one, two)))


def _aligned(first: DateValue, last: DateValue, here: date | None) -> tuple[DateValue, DateValue]:
    """Months and days without a year follow one another: the beginning is the last such one before the end."""
    begin, end = intervals.first_day(first), intervals.first_day(last)
    if begin is None or end is None or not re.fullmatch(r"\d{4}-\d\d(-\d\d)?", first.timex3 or ""):
        return first, last
    if first.basis == "explicit" and last.basis != "explicit" and re.match(r"\d{4}-\d\d", last.timex3 or ""):
        moved = intervals.in_year(last, begin.year)
        return first, moved if (moved.earliest or "") >= begin.isoformat() else intervals.in_year(last, begin.year + 1)
    if first.basis != "explicit" and re.match(r"\d{4}-\d\d", last.timex3 or "") and begin.year != end.year:
        moved = intervals.in_year(first, end.year)
        return moved if (moved.earliest or "") <= end.isoformat() else intervals.in_year(first, end.year - 1), last
    if begin > end and last.basis != "explicit":
        return (
            (first, intervals.in_year(last, end.year + 1))
            if here and begin > here
            else (intervals.in_year(first, begin.year - 1), last)
        )
    return first, last


def _with_cue(text: str, plain: str, value: DateValue, stop: int) -> DateValue:
    """A date with the words that open it at one end: ``之前``, ``及以后``, ``起``, ``截至``."""
    if re.match(r"P[\dT]", value.timex3 or "") and value.mod is None:
        return _bounded(text, plain, value)
    if (value.timex3 or "").startswith(("P", "XXXX-W")) or "/" in (value.timex3 or "") or value.mod == "AFTER":
        return value
    tail = _TAIL.match(plain, value.end, stop)
    mod: OpenMod | None = None
    start, end = value.start, value.end
    if tail is not None and (value.timex3 or "")[-3:] not in ("REF",):
        if tail["before"]:
            mod = "ON_OR_BEFORE" if tail["also"] or tail["before"] in ("为止", "止") else "BEFORE"
        elif tail["after"]:
            mod = "ON_OR_AFTER" if tail["also"] else "AFTER"
        else:
            mod = "ON_OR_AFTER"
        end = tail.end()
        head = _SINCE.search(plain, max(0, start - 3), start)
        start = head.start() if head and mod == "ON_OR_AFTER" else start
    else:
        for cue, said in _CUES:
            head = cue.search(plain, max(0, start - 4), start)
            if head is not None and value.earliest:
                mod, start = said, head.start()
                break
    if mod is None:
        return value
    if value.mod in ("START", "END", "MID") and mod == "BEFORE":
        mod = "ON_OR_BEFORE"
    return intervals.open_range(_cut(text, start, end), value, mod)


def _bounded(text: str, plain: str, value: DateValue) -> DateValue:
    """A duration with the word before it that bounds it: ``不到一小时``."""
    for cue, mod in _BOUNDS:
        head = cue.search(plain, max(0, value.start - 3), value.start)
        if head is not None:
            return replace(value, text=text[head.start() : value.end], start=head.start(), mod=mod)
    return value
