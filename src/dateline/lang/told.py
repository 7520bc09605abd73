"""The days that a text has told so far, and which of them "this day" or a bare hour goes back to."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from dateline.lang.resolve import Direction

_STOP = re.compile(r"[。!?\n]|(?<!\d)\.(?=\s|$)")


@dataclass(frozen=True, slots=True)
class _Told:
    start: int
    day: date
    plain: bool
    dated: bool
    recalled: bool


@dataclass(slots=True)
class ToldDays:
    """Days in the order of the text. ``plain``: given by its number alone or by a word such as yesterday, as the day
    of the news is; ``dated``: with its month; ``recalled``: led in by a word such as 지난 or 去る.
    ``before`` is the last day of the text before this part."""

    text: str
    here: date | None
    before: date | None
    days: list[_Told] = field(default_factory=list)

    def add(self, start: int, day: date, *, plain: bool, dated: bool, recalled: bool) -> None:
        """One more day."""
        self.days.append(_Told(start, day, plain, dated, recalled))

    def last(self, at: int) -> date | None:
        """The day that 翌日, 전날 count from: the last one named in the sentence, else the last that is neither ahead
        of the publication nor merely recalled."""
        own, _ = self._split(at)
        past = [t for t in self.days if not self._ahead(t) and not t.recalled]
        told = own or past or self.days
        return told[-1].day if told else self.before

    def joined(self, start: int) -> None:
        """A day from ``start`` on became part of a longer stretch."""
        self.days = [t for t in self.days if t.start < start]

    def near(self, at: int) -> date | None:
        """The day of a bare hour: the last one of its own sentence, else the only one of the sentence before that has
        any; None where that one has several."""
        own, earlier = self._split(at)
        if own:
            return own[-1].day
        if not earlier:
            return self.before
        days = {t.day for t in earlier}
        return earlier[-1].day if len(days) == 1 and not earlier[-1].recalled else None

    def main(self, at: int, direction: Direction) -> date | None:
        """The day of 이날, この日: the one the news is of. In a plan it is the day planned; otherwise a day not ahead
        of the publication, a plain one first; a day merely recalled (지난 5일) only where no other could be meant."""
        own, earlier = self._split(at)
        told = own or earlier
        if direction == "future" and told and self._ahead(told[-1]):
            return told[-1].day
        past = [t for t in self.days if t.start < at and not self._ahead(t)]
        nearest = [t for t in (*earlier, *own) if not self._ahead(t)]
        plain = [t for t in nearest if t.plain]
        if plain:
            return plain[-1].day
        if nearest:
            return self._recalled(nearest, past)
        if past:
            return past[-1].day
        behind = self.before is not None and (self.here is None or self.before <= self.here)
        return self.before if behind or not told else told[-1].day

    def _recalled(self, nearest: list[_Told], past: list[_Told]) -> date | None:
        if len({t.day for t in nearest}) > 1:
            return None
        sole = nearest[-1]
        return sole.day if sole.dated or not any(t.plain for t in past) else None

    def _ahead(self, told: _Told) -> bool:
        return self.here is not None and told.day > self.here

    def _split(self, at: int) -> tuple[list[_Told], list[_Told]]:
        """The days told before in the same sentence, and those of the last sentence before it that has any."""
        begun = self._sentence(at)
        own = [t for t in self.days if begun <= t.start < at]
        earlier = [t for t in self.days if t.start < begun]
        if earlier:
            last = self._sentence(earlier[-1].start)
            earlier = [t for t in earlier if t.start >= last]
        return own, earlier

    def _sentence(self, at: int) -> int:
        low = max(0, at - 400)
        ends = [m.end() for m in _STOP.finditer(self.text, low, at)]
        return ends[-1] if ends else low
