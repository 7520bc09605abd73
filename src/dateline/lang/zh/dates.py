"""Dates in Chinese: words found by one grammar, and by a wider one in everyday lines."""

from __future__ import annotations

import re
from datetime import date

from msgspec.structs import replace

from dateline.lang import intervals
from dateline.lang.resolve import Reference, Words
from dateline.lang.zh import everyday, joins
from dateline.lang.zh.clock import day_part, read_clock
from dateline.lang.zh.date_grammar import CLOCK_RE, GRAMMAR, WEEKDAY_TAIL, ZONE, ZONES
from dateline.lang.zh.date_meanings import READERS
from dateline.lang.zh.date_place import Match, Place
from dateline.lang.zh.numerals import HAN
from dateline.lang.zh.script import simplify
from dateline.model import DateValue

_AHEAD = re.compile(r"(?:，|将|会|还|也|要|可能|能|继续|应|必|或)")


class _Finder(Place):
    """One walk over a stretch of text; remembers the last day found, for ``当天`` and ``次日``."""

    def run(self, start: int, end: int) -> tuple[DateValue, ...]:
        found: list[DateValue] = []
        place = start
        while (step := self._next(place, end)) is not None:
            rule, value = step
            value = self._with_clock(self._with_weekday(value, end), rule, end)
            found.append(value)
            if value.earliest and rule not in ("clock", "duration"):
                self.last = value
                if is_one_day(value):
                    self.day = value
            place = value.end
        return tuple(found)

    def _next(self, place: int, end: int) -> tuple[str, DateValue] | None:
        """The next date and its rule: of an everyday line the wider grammar's, where it begins no later."""
        found = self._search(place, end)
        if self.reference.manner != "everyday":
            return found
        wider = self._search_wider(place, end)
        return wider if wider and (found is None or wider[1].start <= found[1].start) else found

    def _search(self, place: int, end: int) -> tuple[str, DateValue] | None:
        while (match := GRAMMAR.search(self.plain, place, end)) is not None:
            rule = str(match.lastgroup).removeprefix("rule_")
            try:
                value = READERS[rule](self, match) if self._stands_alone(match, rule) else None
            except (OverflowError, ValueError):  # a day that the calendar has not
                value = None
            if value is not None:
                return rule, value
            place = match.start() + 1
        return None

    def _search_wider(self, place: int, end: int) -> tuple[str, DateValue] | None:
        while (match := everyday.GRAMMAR.search(self.plain, place, end)) is not None:
            rule = str(match.lastgroup).removeprefix("rule_")
            try:
                value = everyday.READERS[rule](self.words(match), self.reference, match)
            except (OverflowError, ValueError):
                value = None
            if value is not None:
                return rule, value
            place = match.start() + 1
        return None

    def _stands_alone(self, match: Match, rule: str) -> bool:
        before = self.plain[match.start() - 1] if match.start() else ""
        first = match.group()[0]
        glued = ".,/第" if self.reference.manner == "everyday" else ".,-/第"
        if first.isdigit() and (before.isdigit() or (before and before in glued)):
            return False
        if first in HAN and before and (before in HAN or before in "第万亿星期周拜"):
            return False
        if rule == "vague" and match.group() in ("未来", "将来"):
            return _AHEAD.match(self.plain, match.end()) is not None and before not in ("向", "的")
        if rule in ("duration", "clock") and before == "第":
            return False
        return not (rule == "bare_day" and self.plain[match.end() : match.end() + 1] == "月")

    def _with_weekday(self, value: DateValue, end: int) -> DateValue:
        """``8日（周四）`` is one date; without brackets only where the weekday is that day's own."""
        if (
            not value.earliest
            or value.earliest != value.latest
            or "T" in value.earliest
            or value.text[-1] not in "日号"
        ):
            return value
        match = WEEKDAY_TAIL.match(self.plain, value.end, end)
        if match is None:
            return value
        index = min("一二三四五六日天".index(match["in"] or match["by"]), 6)
        if match["by"] and date.fromisoformat(value.earliest).weekday() != index:
            return value
        return replace(value, text=self.text[value.start : match.end()], end=match.end())

    def _with_clock(self, value: DateValue, rule: str, end: int) -> DateValue:
        """A day followed by a time of day: ``8日上午`` is one date, ``8日下午3时`` one instant."""
        if rule in ("clock", "duration", "vague", "set", "within", "ago", "pastn", "e_now"):
            return value
        match = CLOCK_RE.match(self.plain, value.end, end)
        if match is None or not value.earliest or value.earliest != value.latest:
            return value
        words = Words(self.text[value.start : match.end()], value.start, match.end())
        hour, part = read_clock(match.group()), day_part(match.group())
        if hour is None:
            stamp = f"{value.earliest}T{part}" if part else value.timex3
            return replace(value, text=words.text, end=words.end, timex3=stamp)
        if (value.timex3 or "").endswith(("TEV", "TNI")) and "05" <= hour < "12":
            hour = f"{int(hour[:2]) + 12:02d}{hour[2:]}"
        zone = ZONE.search(self.plain, max(0, value.start - 6), value.start)
        full = hour if ":" in hour else f"{hour}:00"
        made = intervals.with_hours(words, value, full, None, ZONES[zone["zone"]] if zone else None)
        written = f"{value.earliest}T{hour}"
        return replace(made, timex3=written, edtf=made.edtf if zone else written)


def is_one_day(value: DateValue) -> bool:
    """Whether the date is one day or an instant of it: only such a day can be meant by ``当天``."""
    return bool(
        value.earliest and value.latest and len(value.earliest) >= 10 and value.earliest[:10] == value.latest[:10]
    )


def find_dates(
    text: str, start: int, end: int, reference: Reference, day: DateValue | None = None
) -> tuple[DateValue, ...]:
    """The dates, times, durations and sets in ``text[start:end]``, in order, not overlapping; offsets into ``text``.
    ``day`` is the last day that the text named before, for ``当天``."""
    plain = simplify(text)
    found = _Finder(text, plain, reference, day).run(start, end)
    return joins.join_dates(text, plain, found, reference) if reference.manner == "everyday" else found
