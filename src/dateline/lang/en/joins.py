"""Dates in English that are made of several: a day and an hour, from one to another, before and since, counted from, part of."""

from __future__ import annotations

import re
from datetime import date, timedelta

from msgspec.structs import replace

from dateline.lang import intervals
from dateline.lang.en.everyday import UNITS
from dateline.lang.en.hours import Hours
from dateline.lang.en.meanings import WEEKDAYS
from dateline.lang.intervals import OpenMod
from dateline.lang.resolve import Reference, Words
from dateline.model import DateValue

_WORD = "|".join(sorted((w for w in UNITS if len(w) > 1), key=len, reverse=True))
_WD = "|".join(sorted(WEEKDAYS, key=len, reverse=True))
_COUNT = rf"(?:\d+(?:\.\d+)?|an?|the) (?:{_WORD})(?:,? (?:and )?\d+ (?:{_WORD}))*"
_BEFORE_VALUE = re.compile(
    rf"(?<!\w)(?:(?:the )?(?P<nth>\d+(?:st|nd|rd|th)|last|final)(?: (?P<n>\d+))? (?P<what>{_WORD}|weekend|{_WD})s? (?:of|in) (?:the )?"
    rf"|(?:the )?(?P<day>\d+)(?:st|nd|rd|th) of (?:the )?"
    rf"|(?P<weekday>{_WD}),? (?P<dp>morning|afternoon|evening|night)?\s?(?:(?:of|in) )?(?:the )?"
    rf"|(?:the )?(?P<near>{_WD}) (?P<side>before|after) (?:the )?"
    r"|(?P<week>(?:the )?week(?:end)? (?:of|starting|beginning|commencing)(?: on)? (?:the )?)"
    r"|(?P<close>(?:the )?end of (?:the )?)"
    rf"|(?P<bound>more than |less than )?(?:in |for )?(?P<count>{_COUNT}),? "
    r"(?P<way>from|after|before|since|prior to|following) (?:the )?(?:year )?)$",
    re.IGNORECASE,
)
_ITEM = re.compile(rf"(\d+(?:\.\d+)?|an?|the) ({_WORD})", re.IGNORECASE)
_LINK = re.compile(r"\s*,?\s*(?P<link>-|–|—|~|to|till|until|through|thru|up to|and|or)\s*(?:the )?", re.IGNORECASE)
_LEAD = re.compile(r"(?<!\w)(?P<lead>from|between)\s(?:the )?$", re.IGNORECASE)
_BESIDE = re.compile(
    r"[\s,(]*(?:(?P<mod>before|after|by|until)|at|around|about|on|from|@|for|in(?: the)?|of|between|-|:)?[\s)]*",
    re.IGNORECASE,
)
_CUES: tuple[tuple[re.Pattern[str], OpenMod], ...] = tuple(
    (re.compile(rf"(?:{words})\s?(?:the )?$", re.IGNORECASE), mod)  # type: ignore[misc]
    for words, mod in (
        (r"(?<!\w)(?:on or before|not? later than|as late as|until|till|up to|by(?: the)?)|<\s?=|≤", "ON_OR_BEFORE"),
        (r"(?<!\w)(?:before|prior to|earlier than|older than)|<", "BEFORE"),
        (r"(?<!\w)(?:on or after|since|as of|(?:starting|beginning|effective)(?: from| on)?)|>\s?=|≥", "ON_OR_AFTER"),
        (
            r"(?<!\w)(?:after(?: around| about)?|later than|newer than|more recent than|(?:year )?greater than)|>",
            "AFTER",
        ),
    )
)
_STOP = r"(?=\s*(?:[.,;:!?)]|$))"
_TAIL = re.compile(
    rf"\s(?P<later>(?:and|or) (?:later|after|onwards?)(?: on)?{_STOP}|onwards?(?!\w))|\s(?:and|or) (?:before|earlier){_STOP}",
    re.IGNORECASE,
)
_APPROX = re.compile(r"(?<!\w)(?<!how )(?<!what )(?:around|about|circa|approximately)\s$", re.IGNORECASE)


def join_dates(text: str, dates: list[DateValue], hours: list[Hours], reference: Reference) -> list[DateValue]:
    """The dates and times of one line, joined where the words between them say so; in order, not overlapping."""
    found = _with_prefixes(text, dates)
    found = _with_hours(text, found, hours)
    found = _ranges(text, found, reference)
    return [_with_cue(text, value, found[i - 1].end if i else 0) for i, value in enumerate(found)]


def _cut(text: str, start: int, end: int) -> Words:
    return Words(text[start:end], start, end)


def _without(dates: list[DateValue], value: DateValue) -> list[DateValue]:
    kept = [d for d in dates if not (d.start < value.end and value.start < d.end)]
    return sorted([*kept, value], key=lambda d: d.start)


def _with_prefixes(text: str, dates: list[DateValue]) -> list[DateValue]:
    found = list(dates)
    for value in dates:
        match = _BEFORE_VALUE.search(text, max(0, value.start - 60), value.start)
        if match is None or not value.earliest or "T" in value.earliest:
            continue
        made = _prefixed(_cut(text, match.start(), value.end), match, value)
        if made is not None:
            found = _without(found, made)
    return found


def _prefixed(words: Words, match: re.Match[str], value: DateValue) -> DateValue | None:
    if match["count"]:
        return _counted(words, match, value)
    if match["week"]:
        found = intervals.week_around(words, value) if intervals.is_day(value) else None
        return intervals.weekend_of(words, found) if found and "weekend" in match["week"].lower() else found
    if match["near"]:
        return _nearest_weekday(words, match, value)
    if match["close"]:
        return intervals.with_hours(words, value, "23:59:59", None) if intervals.is_day(value) else None
    if intervals.is_day(value):
        return None
    if match["weekday"]:
        found = (
            intervals.nth_weekday(words, value, WEEKDAYS[match["weekday"].lower()], 1)
            if "-W" in (value.timex3 or "")
            else None
        )
        part = {"morning": "TMO", "afternoon": "TAF", "evening": "TEV", "night": "TNI"}.get(
            (match["dp"] or "").lower(), ""
        )
        return replace(found, timex3=f"{found.timex3}{part}") if found else None
    if match["day"]:
        return intervals.nth_day(words, value, int(match["day"]))
    return _nth(words, match, value)


def _nearest_weekday(words: Words, match: re.Match[str], value: DateValue) -> DateValue | None:
    """``the Monday after Easter``."""
    index, after = WEEKDAYS[match["near"].lower()], match["side"].lower() == "after"
    day = intervals.last_day(value) if after else intervals.first_day(value)
    if day is None:
        return None
    days = (index - day.weekday() - 1) % 7 + 1 if after else -((day.weekday() - index - 1) % 7 + 1)
    return intervals.counted_from(words, day, days, "day", basis=value.basis)


def _nth(words: Words, match: re.Match[str], value: DateValue) -> DateValue | None:
    """``the 3rd week of 2018``, ``the last 3 weeks of this year``, ``first Monday of May``."""
    what, nth = match["what"].lower(), match["nth"].lower()
    number = -1 if nth in ("last", "final") else int(re.sub(r"\D", "", nth))
    unit = UNITS.get(what)
    if match["n"] is not None:
        return (
            intervals.edge(words, value, (1 if number == 1 else -1) * int(match["n"]), unit)
            if unit and number in (1, -1)
            else None
        )
    if what in WEEKDAYS:
        return intervals.nth_weekday(words, value, WEEKDAYS[what], number)
    if unit == "week":
        return intervals.nth_week(words, value, number)
    if unit == "month":
        return intervals.nth_month(words, value, number)
    if unit == "day":
        return intervals.nth_day(words, value, number) if number > 0 else intervals.edge(words, value, -1, "day")
    return None


def _counted(words: Words, match: re.Match[str], value: DateValue) -> DateValue | None:
    """``2 weeks before Christmas``; after "for", the stretch itself; after "less than", all up to it."""
    way, text = match["way"].lower(), match.group().lower()
    back = way in ("before", "prior to")
    start = intervals.first_day(value) if back or way == "since" else intervals.last_day(value)
    if start is None:
        return None
    found = start
    for count, word in _ITEM.findall(match["count"]):
        number = float(count) if count[0].isdigit() else 1
        if number != int(number) or UNITS[word.lower()] in ("hour", "minute", "second"):
            return None
        found = intervals.shift_day(found, (-1 if back else 1) * int(number), UNITS[word.lower()])
    day = found.isoformat()
    if text.startswith("for ") or (match["bound"] and match["bound"].startswith("less")):
        last = found - timedelta(days=1)
        made = replace(
            value, timex3=f"{start.isoformat()}/{last.isoformat()}", earliest=start.isoformat(), latest=last.isoformat()
        )
        return replace(made, text=words.text, start=words.start, end=words.end, edtf=made.timex3)
    made = replace(
        value, text=words.text, start=words.start, end=words.end, timex3=day, edtf=day, earliest=day, latest=day
    )
    return replace(made, mod="AFTER", latest=None, edtf=f"{day}/..") if match["bound"] else made


def _with_hours(text: str, dates: list[DateValue], hours: list[Hours]) -> list[DateValue]:
    found = list(dates)
    for clock in hours:
        if any(d.start < clock.end and clock.start < d.end for d in found):
            continue
        index, mod = _beside(text, clock, found)
        if index is not None:
            found[index] = _joined(text, found[index], clock, mod)
        elif not clock.loose:
            words = _cut(text, clock.start, clock.end)
            found.append(
                DateValue(
                    text=words.text, start=words.start, end=words.end, timex3=clock.timex3, mod=clock.mod, tz=clock.zone
                )
            )
    return _stamped(text, sorted(found, key=lambda d: d.start))


def _stamped(text: str, dates: list[DateValue]) -> list[DateValue]:
    """``Oct 26 15:50:06 2016``: the year after the hour is that of the day."""
    found: list[DateValue] = []
    for value in dates:
        before = found[-1] if found else None
        year = re.fullmatch(r"\d{4}", value.timex3 or "")
        if year and before and "T" in (before.earliest or "") and text[before.end : value.start] == " ":
            moved = intervals.in_year(before, int(year.group()))
            words = _cut(text, before.start, value.end)
            found[-1] = replace(moved, text=words.text, start=words.start, end=words.end, basis="explicit")
        else:
            found.append(value)
    return found


def _beside(text: str, clock: Hours, dates: list[DateValue]) -> tuple[int | None, OpenMod | None]:
    """The day that a time stands beside, and what the words between them say (``Thursday before 5pm``)."""
    for index, value in enumerate(dates):
        weekly = (value.timex3 or "").startswith("XXXX-WXX-") and value.earliest is None
        if not weekly and (not intervals.is_day(value) or (value.timex3 or "").endswith("_REF")):
            continue
        after = value.end <= clock.start
        gap = text[value.end : clock.start] if after else text[clock.end : value.start]
        match = _BESIDE.fullmatch(gap)
        if match is None or len(gap) > 14:
            continue
        if not after and gap.strip().lower() in ("between", "from", "-"):
            continue
        word = (match["mod"] or "").lower()
        mods: dict[str, OpenMod] = {"before": "BEFORE", "after": "AFTER", "by": "ON_OR_BEFORE", "until": "ON_OR_BEFORE"}
        return index, mods.get(word)
    return None, None


def _joined(text: str, value: DateValue, clock: Hours, mod: OpenMod | None) -> DateValue:
    words = _cut(text, min(value.start, clock.start), max(value.end, clock.end))
    timex3 = value.timex3 or ""
    if value.earliest is None:
        return replace(value, text=words.text, start=words.start, end=words.end, timex3=timex3 + clock.timex3)
    if clock.part:
        return replace(
            value,
            text=words.text,
            start=words.start,
            end=words.end,
            timex3=f"{value.earliest}{clock.timex3}",
            mod=clock.mod,
        )
    if timex3.endswith(("TNI", "TEV")):
        clock = clock.in_evening()
    elif timex3.endswith("TAF"):
        clock = clock.in_afternoon()
    made = intervals.with_hours(words, value, clock.first, clock.last, clock.zone)
    made = replace(made, mod=clock.mod) if clock.mod else made
    return intervals.open_range(words, made, mod) if mod else made


def _ranges(text: str, dates: list[DateValue], reference: Reference) -> list[DateValue]:
    found: list[DateValue] = []
    for value in dates:
        made = _range(text, found[-1], value, reference) if found else None
        if made is not None:
            found[-1] = made
        else:
            found.append(value)
    return found


def _range(text: str, first: DateValue, last: DateValue, reference: Reference) -> DateValue | None:
    link = _LINK.fullmatch(text, first.end, last.start)
    if link is None or first.mod in ("BEFORE", "AFTER"):
        return None
    lead = _LEAD.search(text, max(0, first.start - 12), first.start)
    word = link["link"].lower()
    own = text[first.start : first.start + 8].lower()
    between = (lead is not None and lead["lead"].lower() == "between") or own.startswith("between")
    if word == "or" or (word == "and" and not between):
        return None
    words = _cut(text, lead.start() if lead else first.start, last.end)
    if (
        (first.timex3 or "").startswith("T")
        and (last.timex3 or "").startswith("T")
        and not first.earliest
        and not last.earliest
    ):
        return replace(last, text=words.text, start=words.start, end=words.end, timex3=f"{first.timex3}/{last.timex3}")
    first, last = _aligned(first, last, reference.day)
    return intervals.between(words, first, last)


def _aligned(first: DateValue, last: DateValue, here: date | None) -> tuple[DateValue, DateValue]:
    """A year said only once holds for both. Where none is said, an end that would lie before its beginning is of the
    next year, or the beginning of the year before: whichever lies nearer to the reference."""
    begin, end = intervals.first_day(first), intervals.first_day(last)
    if begin is None or end is None or first.basis == last.basis == "explicit":
        return first, last
    if first.basis != "explicit" and _bare(first) and (last.basis == "explicit" or begin.year < end.year):
        nearer = intervals.in_year(first, end.year)
        return (nearer if (nearer.earliest or "") <= end.isoformat() else intervals.in_year(first, end.year - 1)), last
    if last.basis == "explicit" or begin <= end:
        return first, last
    if last.text.lower().rstrip(".") in WEEKDAYS:
        return first, intervals.moved_days(last, 7 * (1 + (begin - end).days // 7))
    if not _bare(last):
        return first, last
    options = [(first, intervals.in_year(last, begin.year)), (first, intervals.in_year(last, begin.year + 1))]
    if _bare(first):
        options += [(intervals.in_year(first, end.year), last), (intervals.in_year(first, end.year - 1), last)]
    lawful = [o for o in options if o[0].earliest and o[1].latest and o[0].earliest <= o[1].latest]
    return min(lawful, key=lambda o: _distance(o, here), default=(first, last))


def _distance(ends: tuple[DateValue, DateValue], here: date | None) -> int:
    """Days from the reference to the range (0 inside of it), and half its length."""
    first, last = intervals.first_day(ends[0]), intervals.last_day(ends[1])
    if here is None or first is None or last is None:
        return 0
    return max((first - here).days, (here - last).days, 0) * 2 + (last - first).days


def _bare(value: DateValue) -> bool:
    """A month or a day of a month without a word for its year."""
    words = value.text.lower()
    return re.fullmatch(r"\d{4}-\d\d(?:-\d\d)?", value.timex3 or "") is not None and not re.search(
        r"\b(?:this|next|last|to?day|tomorrow|yesterday|ago|from|after|in|before|(?:sun|mon|tues|wednes|thurs|fri|satur)day)\b",
        words,
    )


def _with_cue(text: str, value: DateValue, floor: int) -> DateValue:
    """A date with the word before or after it that opens it at one end."""
    timex3 = value.timex3 or ""
    if re.match(r"P[\dT]", timex3) or value.mod not in (None, "START", "END", "MID", "APPROX"):
        return value
    before = text[floor : value.start]
    tail = _TAIL.match(text, value.end)
    if tail:
        words = _cut(text, value.start, tail.end())
        return intervals.open_range(words, value, "ON_OR_AFTER" if tail["later"] else "ON_OR_BEFORE")
    if (value.timex3 or "").startswith("XXXX-WXX") or "/" in (value.timex3 or ""):
        return value
    if value.text == "date" and value.timex3 == "PRESENT_REF":
        return intervals.open_range(_cut(text, value.start - 3, value.end), value, "ON_OR_BEFORE")
    for cue, mod in _CUES:
        match = cue.search(before)
        if match:
            return intervals.open_range(_cut(text, floor + match.start(), value.end), value, mod)
    match = _APPROX.search(before)
    if match and value.mod is None:
        words = _cut(text, floor + match.start(), value.end)
        return replace(value, text=words.text, start=words.start, end=words.end, mod="APPROX")
    return value
