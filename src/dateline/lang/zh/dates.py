"""Dates in Chinese: words found by one grammar, and by a wider one in everyday lines."""

from __future__ import annotations

import re

from dateline.lang.resolve import Reference
from dateline.lang.zh import everyday, joins
from dateline.lang.zh.date_grammar import CLOCK_RE, GRAMMAR
from dateline.lang.zh.date_meanings import READERS, Match, Place, day_part, read_clock
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
            value = self._with_clock(value, rule, end)
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
            value = READERS[rule](self, match) if self._stands_alone(match, rule) else None
            if value is not None:
                return rule, value
            place = match.start() + 1
        return None

    def _search_wider(self, place: int, end: int) -> tuple[str, DateValue] | None:
        while (match := everyday.GRAMMAR.search(self.plain, place, end)) is not None:
            rule = str(match.lastgroup).removeprefix("rule_")
            value = everyday.READERS[rule](self.words(match), self.reference, match)
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

    def _with_clock(self, value: DateValue, rule: str, end: int) -> DateValue:
        """A day followed by a time of day: ``8日上午`` is one date, ``8日下午3时`` one instant."""
        if rule in ("clock", "duration", "vague", "set", "within", "ago", "pastn", "e_now"):
            return value
        match = CLOCK_RE.match(self.plain, value.end, end)
        if match is None or not value.earliest or value.earliest != value.latest:
            return value
        hour = read_clock(match.group())
        text = self.text[value.start : match.end()]
        stamp = value.timex3 if hour is None else f"{value.earliest}T{hour}"
        if hour is not None and (value.timex3 or "").endswith("TEV") and hour < "12":
            hour = f"{int(hour[:2]) + 12:02d}{hour[2:]}"
            stamp = f"{value.earliest}T{hour}"
        bound = value.earliest if hour is None else f"{value.earliest}T{hour}{':00' * (2 - hour.count(':'))}"
        part = day_part(match.group()) if hour is None else None
        if part:
            stamp = f"{value.earliest}T{part}"
        return DateValue(
            text=text, start=value.start, end=match.end(), timex3=stamp, mod=value.mod, basis=value.basis,
            edtf=value.edtf if hour is None else f"{value.earliest}T{hour}", earliest=bound, latest=bound,
        )  # fmt: skip


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
