"""Sentences that tell no act: an office held, what a record says of an event, values on which sources differ."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import replace

from dateline.lang.precision import When, edtf_when, precision
from dateline.lang.render import Cast, Dispute, Line, Memory, Recollection, fill, remember, words
from dateline.model import Entity, Party


class Remarks(ABC):
    """The part of a grammar that makes them, on the language's hooks."""

    code: str

    @abstractmethod
    def name(self, entity: Entity) -> str:
        """The full form of a name."""

    @abstractmethod
    def office(self, party: Party, cast: Cast) -> str | None:
        """An office with the country or body it belongs to, without a name."""

    @abstractmethod
    def join(self, names: Sequence[str]) -> str:
        """A list of names or topics in words."""

    @abstractmethod
    def moment(self, when: When, memory: Memory) -> str:
        """A date without its preposition; the year where the memory has not shown it."""

    @abstractmethod
    def timed(self, when: When, words_: str) -> str:
        """A date as it stands in a sentence."""

    @abstractmethod
    def bracketed(self, words_: str, aside: str) -> str:
        """Words with an aside in brackets."""

    @abstractmethod
    def place(self, key: str) -> str | None:
        """The words of a place or country."""

    @abstractmethod
    def number(self, value: str, unit: str | None) -> str | None:
        """A number with its unit, or None where the unit has no word."""

    @abstractmethod
    def refer(self, party: Party, cast: Cast, memory: Memory) -> str:
        """A party as the text so far lets it be named."""

    @abstractmethod
    def polish(self, text: str) -> str:
        """Last touches to a sentence (particles, articles, spaces)."""

    def held_office(self, party: Party, since: str | None, cast: Cast, memory: Memory) -> Line | None:
        """A sentence on an office held since a date."""
        when, office = edtf_when(since), self.office(party, cast)
        if when is None or office is None or party.entity not in cast or party.status not in (None, "current"):
            return None
        who = self.refer(Party(entity=party.entity), cast, memory)
        text = words(self.code, "say")["held_office"]
        said = text.replace("{who}", who).replace("{office}", office)
        said = said.replace("{since}", self.moment(when, replace(memory, shown=None)))
        return Line(self.polish(said), remember(memory, (party.entity,)))

    def recalled(self, found: Recollection, cast: Cast, memory: Memory) -> Line | None:
        """A sentence from the record on an event that the text has told."""
        slots, say = found.slots, words(self.code, "recalled")
        parties = (*slots.actors, *slots.recipients)
        when, place = precision(slots.time), self.place(slots.place) if slots.place else None
        if when is None or slots.kind not in say:
            return None
        values = {
            "who": self.join([self.refer(p, cast, memory) for p in parties]),
            "time": self.timed(when, self.moment(when, memory)),
            "place": place or "",
        }
        if found.number:
            since, ordinal = edtf_when(found.since), words(self.code, "ordinals").get(str(found.number))
            if since is None or ordinal is None:
                return None
            values |= {"ordinal": ordinal, "since": self.moment(since, Memory()), "kind": say[f"{slots.kind}_counted"]}
            text = fill(say["count"], values)
        else:
            day = edtf_when(found.day)
            if day is None or (slots.kind == "visit" and not place):
                return None
            shown = replace(memory, shown=when.first)
            what = fill(say[slots.kind], values)
            told = say["announced" if found.announced else "reported"]
            text = fill(told, {"what": what, "day": self.timed(day, self.moment(day, shown))})
        return Line(self.polish(text), remember(memory, (p.entity for p in parties)))

    def disputed(self, dispute: Dispute, cast: Cast) -> str | None:
        """A sentence that gives every value with the origins that give it; None when a value has no words here."""
        noun, counted = words(self.code, "disputed").get(dispute.slot), self._counted_noun(dispute, cast)
        noun = counted or noun
        said: list[str] = []
        for value, unit, origins in dispute.values:
            unit = None if counted else unit
            text = self._value(dispute.slot, value, unit, cast)
            if text is None:
                return None
            said.append(self.bracketed(text, self.join(origins)) if origins else text)
        if noun is None or len(said) < 2:
            return None
        pattern = words(self.code, "say")["disputed"]
        text = pattern.replace("{slot}", noun).replace("{values}", words(self.code, "say")["versus"].join(said))
        cause = words(self.code, "causes").get(dispute.cause or "")
        return self.polish(text + (cause or ""))

    def _counted_noun(self, dispute: Dispute, cast: Cast) -> str | None:
        """What a disputed number counts ("the number of people (the Singaporean delegation)"), where all values have one
        unit and the language has words for counting it."""
        units = {unit for _, unit, _ in dispute.values}
        if dispute.slot != "number" or len(units) != 1:
            return None
        noun = words(self.code, "number_of").get(next(iter(units)) or "")
        body = cast.get(dispute.of.entity) if dispute.of else None
        if noun is None or body is None or body.key != "delegation":  # other bodies may be those who count
            return noun
        return self.bracketed(noun, self.name(body))

    def _value(self, slot: str, value: str, unit: str | None, cast: Cast) -> str | None:
        if value in cast:
            return self.name(cast[value])
        when = edtf_when(value) if slot == "time" else None
        if when is not None:
            return self.moment(when, Memory())
        if slot == "place":
            return self.place(value)
        if slot in ("rung", "polarity", "realis", "meeting"):
            return words(self.code, "values").get(value)
        return self.number(value, unit)
