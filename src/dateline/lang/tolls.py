"""What befell people in a disaster: the part of a grammar that tells it."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import replace

from dateline.lang.precision import precision
from dateline.lang.remarks import Remarks
from dateline.lang.render import Line, Memory, fill, words
from dateline.model import Slots


class Tolls(Remarks):
    """Sentences and headlines of people killed, injured or missing, on the language's hooks."""

    @abstractmethod
    def numeral(self, value: str) -> str:
        """A decimal in the language's manner."""

    def toll(self, slots: Slots, memory: Memory, *, head: bool = False) -> Line | None:
        """What befell people: "A fire in Incheon injured three people on March 5, 2026"."""
        value, unit = slots.amounts[0]
        say = words(self.code, "casualty_head" if head else "casualty")
        what, place = words(self.code, "disasters").get(slots.topics[0]), self.place(slots.place or "")
        if what is None or place is None or unit not in say:
            return None
        when = precision(slots.time)
        time = self.timed(when, self.moment(when, memory)) if when and when.kind == "day" else ""
        try:
            figure = self.numeral(value)
        except ValueError:
            return None
        n = say["one"] if value == "1" else say["people"].replace("{n}", figure)
        text = self.polish(fill(say[unit], {"what": what, "place": place, "n": n, "time": time}))
        return Line(text, replace(memory, shown=when.first) if when and time else memory)

    def tolls(self, acts: Sequence[Slots], memory: Memory) -> Line | None:
        """Several tolls of one disaster: "A typhoon in the Philippines killed 74 people and left 61 missing"."""
        say, first = words(self.code, "tolls"), acts[0]
        what, place = words(self.code, "disasters").get(first.topics[0]), self.place(first.place or "")
        if what is None or place is None:
            return None
        when = precision(first.time)
        time = self.timed(when, self.moment(when, memory)) if when and when.kind == "day" else ""
        values = {"what": what, "place": place, "time": time}
        told: list[str] = []
        for slots in acts:
            value, unit = slots.amounts[0]
            try:
                n = say["one"] if value == "1" else say["people"].replace("{n}", self.numeral(value))
            except ValueError:
                return None
            told.append(fill(say[f"{'then' if told else 'first'}_{unit}"], values | {"n": n}))
        text = say["link"].join(told[:-1]) + say["end"] + told[-1] + fill(say["close"], values)
        return Line(self.polish(self.closed(text)), replace(memory, shown=when.first) if when and time else memory)

    def closed(self, text: str) -> str:
        """A sentence of tolls with its last verb in its final form."""
        return text
