"""The steps that every grammar takes: choose a frame, name the parties, put the parts together.

A language supplies the hooks (names, joins, dates, word order) and the phrasings of ``style.toml``.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from dateline.lang.data import load_table
from dateline.lang.events import counted_group, is_term_of
from dateline.lang.frames import (
    Frame,
    choose_frame,
    is_casualty,
    is_collective,
    is_of_event,
    is_spoken,
    joined_by_bound,
)
from dateline.lang.goals import deed_words, object_words
from dateline.lang.precision import before_plans, deadline, precision, same_day
from dateline.lang.render import (
    Attribution,
    Cast,
    Footing,
    Line,
    Memory,
    country_name,
    country_of,
    is_readable,
    label,
    place_name,
    remember,
    replace_slots,
    shared_families,
    words,
)
from dateline.lang.tolls import Tolls
from dateline.model import DateValue, Entity, Party, Slots


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of one sentence, in words of the language; an empty one is not said. ``amount`` is the sum, term or rate of
    an event; where the phrasing does not name it, it stands in brackets behind ``topics``."""

    actors: str
    recipients: str = ""
    to: str = ""
    topics: str = ""
    goal: str = ""
    document: str = ""
    discussed: str = ""
    office: str = ""
    amount: str = ""
    place: str = ""
    time: str = ""
    by: str = ""

    def values(self) -> dict[str, str]:
        """The parts by name, for templates."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, slots=True)
class Clause:
    """An act ready to be put in words, and what has been said once it is."""

    frame: Frame
    parts: Parts
    memory: Memory


def width(text: str) -> float:
    """The width of a headline: half a character for each narrow one in a text of wide ones."""
    if text.isascii():
        return len(text)
    return sum(0.5 if char.isascii() else 1 for char in text)


class FrameGrammar(Tolls):
    """A grammar that renders by frames. ``sep`` stands between listed lines of a banner; the hooks are the language."""

    code: str
    headline_limit: int

    # -- hooks

    @abstractmethod
    def title(self, party: Party, cast: Cast) -> str:
        """A name with the office held, as at a first mention."""

    @abstractmethod
    def short(self, party: Party, cast: Cast, *, full: bool) -> str:
        """A name as at a later mention; ``full`` where the family name alone would be ambiguous."""

    @abstractmethod
    def family(self, entity: Entity) -> str | None:
        """The family name in this language, where it is sure."""

    @abstractmethod
    def source(self, names: str, *, side: bool) -> str:
        """ "According to ..."."""

    @abstractmethod
    def account(self, key: str, names: str) -> str:
        """The same in other words, of one country's side."""

    @abstractmethod
    def compose(self, frame: Frame, parts: Parts) -> str | None:
        """The sentence."""

    @abstractmethod
    def compose_joined(self, clauses: Sequence[Clause], by: str) -> str | None:
        """The sentence of several acts that happened; a clause without actors goes on with the subject before."""

    @abstractmethod
    def compose_head(self, frame: Frame, parts: Parts) -> str | None:
        """The headline."""

    @abstractmethod
    def head_names(self, parties: Sequence[Party], cast: Cast) -> tuple[str, ...]:
        """The parties as headlines name them, longest form first."""

    @abstractmethod
    def side(self, key: str) -> str | None:
        """A side ("the South Korean side") from the pivot key of a country or body."""

    @abstractmethod
    def numeral(self, value: str) -> str:
        """A decimal in the language's manner."""

    @abstractmethod
    def addressed(self, parties: Sequence[Party], cast: Cast, names: str) -> str:
        """Names as those to whom something is said."""

    @abstractmethod
    def footing(self, footing: Footing) -> tuple[str, ...]:
        """The banner."""

    # -- steps

    def topic(self, key: str) -> str | None:
        """The words of a topic: the house form, else the table's label."""
        return words(self.code, "topics").get(key) or label(self.code, "topics", key) or object_words(self.code, key)

    def thing(self, key: str) -> str | None:
        """The words of what a deed is done to: a topic, an object or a body."""
        body = Entity(id=key, kind="organization", key=key) if label(self.code, "bodies", key) else None
        return self.topic(key) or (self.name(body) if body else None)

    def place(self, key: str) -> str | None:
        """The words of a place or country."""
        return place_name(self.code, key)

    def country(self, key: str | None) -> str | None:
        """A country's name."""
        return country_name(self.code, key) if key else None

    def template(self, key: str) -> dict[str, str] | None:
        """The phrasing of a frame in ``style.toml``; a bare string is its ``say`` form."""
        found = load_table(self.code, "style").get("frames", {}).get(key)
        if isinstance(found, str):
            return {"say": found}
        return {str(k): str(v) for k, v in found.items()} if isinstance(found, dict) else None

    def banner(self, footing: Footing) -> tuple[str, ...]:
        """Lines that say in words what the whole report rests on."""
        return self.footing(footing)

    def date(self, value: DateValue, memory: Memory) -> tuple[str, Memory] | None:
        """A date in words, or None for one that cannot be placed."""
        when = precision(value)
        if when is None:
            return None
        return self.timed(when, self.moment(when, memory)), replace(memory, shown=when.first)

    def number(self, value: str, unit: str | None) -> str | None:
        """A number with its unit, or None where the unit has no word."""
        try:
            figure = self.numeral(value)
        except ValueError:
            return None
        if not unit:
            return figure
        counted = words(self.code, "counted").get(unit)
        if counted:
            return counted.replace("{n}", figure)
        unit_words = label(self.code, "units", unit)
        return self.measured(figure, unit_words) if unit_words else None

    def measured(self, figure: str, unit_words: str) -> str:
        """A figure before its unit."""
        return figure + unit_words

    def sentence(self, slots: Slots, cast: Cast, memory: Memory, attribution: Attribution) -> Line | None:
        """One sentence of prose, or None."""
        if is_casualty(slots):
            return self.toll(slots, memory)
        clause = self._clause(slots, cast, memory, attribution)
        by = self._by(attribution, slots, cast, memory)
        if clause is None or by is None:
            return None
        text = self.compose(clause.frame, replace(clause.parts, by=by))
        return Line(text, self._after(attribution, clause.memory)) if text else None

    def joined(self, acts: Sequence[tuple[Slots, Attribution]], cast: Cast, memory: Memory) -> Line | None:
        """One sentence of several acts that have one source, or None. A subject is not said again; only the first may be
        dated."""
        if all(is_casualty(slots) for slots, _ in acts):
            return self.tolls([slots for slots, _ in acts], memory)
        source = acts[0][1]
        by = self._by(source, acts[0][0], cast, memory)
        clauses: list[Clause] = []
        named: list[tuple[Party, ...]] = []
        for slots, attribution in acts:
            clause = self._clause(slots, cast, memory, attribution)
            if clause is None or (clauses and clause.parts.time):
                return None
            again = bool(named) and [p.entity for p in named[-1]] == [p.entity for p in slots.actors]
            clauses.append(replace(clause, parts=replace(clause.parts, actors="")) if again else clause)
            named.append(slots.actors)
            memory = clause.memory
        text = self.compose_joined(clauses, by) if by is not None else None
        return Line(text, self._after(source, memory)) if text else None

    @staticmethod
    def _after(attribution: Attribution, memory: Memory) -> Memory:
        if attribution.said_by:
            return remember(memory, (attribution.said_by.entity,))
        return replace(memory, cited=(*memory.cited, "+".join(attribution.sides))) if attribution.sides else memory

    def _clause(self, slots: Slots, cast: Cast, memory: Memory, attribution: Attribution) -> Clause | None:
        slots = joined_by_bound(slots, cast)
        frame = choose_frame(slots, cast, attribution.manner, attribution.goals)
        if frame is None:
            return None
        frame = replace(frame, fronted=attribution.fronted)
        full = self._full_names(cast)

        def refer(parties: Sequence[Party]) -> str:
            return self.join([self._refer(p, cast, memory, p.entity in full) for p in parties])

        when = precision(slots.time)
        spoken = is_spoken(frame.key)
        silent = when is None or (spoken and (when.kind == "by" or same_day(slots, memory)))
        parts = self._parts(slots, frame, cast, refer)
        if parts is None:
            return None
        if when is not None and not silent:
            so_far = memory if slots.realis == "actual" else before_plans(memory, when.first)
            parts = replace(parts, time=self.timed(when, self.moment(when, so_far)))
        after = remember(memory, (p.entity for p in (*slots.actors, *slots.recipients)))
        shown = when.first if when is not None and not silent else memory.shown
        return Clause(frame, replace(parts, place="" if spoken else parts.place), replace(after, shown=shown))

    def headline(self, slots: Slots, cast: Cast, attribution: Attribution) -> str | None:
        """The first headline that fits, from the longest naming to the shortest; None where the act cannot be said."""
        if is_casualty(slots):
            line = self.toll(slots, Memory(), head=True)
            return line.text if line else None
        slots = joined_by_bound(slots, cast)
        frame = choose_frame(slots, cast, attribution.manner, attribution.goals)
        if frame is None:
            return None
        if frame.goals:
            slots = replace_slots(slots, time=None)  # by when is told in the text
        made: list[str] = []
        # one topic is enough for a headline; a place only where there is room
        for thin in (False, True):
            for level in range(3):
                head = self._head(slots, self._thin(frame) if thin else frame, cast, level, attribution)
                if head and width(head) <= self.headline_limit:
                    return head
                made += [head] if head else []
        return min(made, key=width, default=None)

    @staticmethod
    def _thin(frame: Frame) -> Frame:
        return replace(frame, topics=frame.topics[:1], discussed=())

    def _head(self, slots: Slots, frame: Frame, cast: Cast, level: int, attribution: Attribution) -> str | None:
        def refer(parties: Sequence[Party]) -> str:
            forms = [self._head_forms(p, cast) for p in parties]
            return self.join([f[min(level, len(f) - 1)] for f in forms])

        parts = self._parts(slots, frame, cast, refer)
        if parts is None:
            return None
        spoken = is_spoken(frame.key)
        if spoken or (level > 0 and slots.kind != "visit"):
            parts = replace(parts, place="")
        by = ""
        if spoken and attribution.sides:
            sides = [self.side(k) for k in attribution.sides]
            by = self.join([s for s in sides if s])
        return self.compose_head(frame, replace(parts, by=by))

    def _head_forms(self, party: Party, cast: Cast) -> tuple[str, ...]:
        office = self.by_office(party, cast) if self.is_unread(cast[party.entity]) else None
        return (office,) if office else self.head_names([party], cast)

    def is_unread(self, entity: Entity) -> bool:
        """Whether no source has a person's name in a script that this language's readers read."""
        return entity.kind == "person" and not is_readable(self.name(entity), self.code)

    def by_office(self, party: Party, cast: Cast) -> str | None:
        """A person by the office alone, or None without one."""
        current = party.capacity is not None and party.status in (None, "current")
        return self.office(party, cast) if current else None

    def _parts(self, slots: Slots, frame: Frame, cast: Cast, refer: Callable[[Sequence[Party]], str]) -> Parts | None:
        """The parts of a sentence but time and attribution; None when what it needs has no words here."""
        if is_of_event(frame.key):
            return self._event_parts(slots, frame, cast, refer)
        topics = self._matters(frame)
        if frame.topics and not topics and frame.key != "signing":
            return None
        document = self.topic(frame.document) if frame.document else ""
        spoken = is_spoken(frame.key) and not frame.key.endswith(".bare")
        counted = self._counted(slots) if frame.key == "say.counted" else ""
        if spoken and not (topics or document or counted):
            return None
        place = self.place(slots.place) if slots.place else ""
        if slots.kind == "visit" and not place:
            return None
        office = ""
        if frame.key == "appointment":
            appointee = (slots.recipients or slots.actors)[0]
            found = self.office(appointee, cast)
            if found is None:
                return None
            bare = Party(entity=appointee.entity)
            return Parts(actors=refer([bare]), office=found, place="")
        recipients = refer(slots.recipients) if slots.recipients else ""
        return Parts(
            actors=refer(slots.actors),
            recipients=recipients,
            to=self.addressed(slots.recipients, cast, recipients) if recipients else "",
            topics=counted or self._topics(topics, slots),
            goal=self._goal(frame, slots) if frame.key.endswith(".to") else "",
            document=document or "",
            discussed=self.join_topics([t for t in map(self.topic, frame.discussed) if t]),
            office=office,
            place=place or "",
        )

    def _event_parts(
        self, slots: Slots, frame: Frame, cast: Cast, refer: Callable[[Sequence[Party]], str]
    ) -> Parts | None:
        """The parts of an event: the patient (or the people counted) stands as subject where the frame is passive."""
        template, group = self.template(frame.key), counted_group(slots)
        named, office = slots.recipients, ""
        if slots.event == "nominate":
            office = self.office(named[0], cast) or ""
            named = (Party(entity=named[0].entity),)
        patients = refer(named) if named else (self.number(*group) or "" if group else "")
        passive = frame.key.endswith(".passive")
        things = self._matters(frame)
        if template is None or bool(frame.topics) != bool(things) or (passive and not patients):
            return None
        fit = [a for a in slots.amounts if is_term_of(slots.event, a[1]) and a[1] != "age"]
        rest = [a for a in fit if a != group]
        amount = (self.number(*rest[0]) or "") if len(rest) == 1 else ""
        thing = self.join_topics(things)
        if amount and thing and "{amount}" not in "".join(template.values()):
            thing = self.with_amount(slots, thing, amount)
        return Parts(
            actors=patients if passive else refer(slots.actors),
            recipients="" if passive else patients,
            to="" if passive or not patients else self.addressed(named, cast, patients),
            topics=thing,
            office=office,
            amount=amount,
            place=(self.place(slots.place) or "") if slots.place else "",
        )

    def with_amount(self, slots: Slots, thing: str, amount: str) -> str:
        """What is done to a thing, with the sum or rate of it."""
        return self.bracketed(thing, amount)

    def _matters(self, frame: Frame) -> list[str]:
        """The topics in words, each with what is to be done with it where that is known; two may have the same words."""
        deeds = {thing: deed for deed, thing in frame.goals}
        named = ((key, self.thing(key)) for key in frame.topics)
        told = (self.doing(deeds[key], word) if key in deeds else word for key, word in named if word)
        return list(dict.fromkeys(told))

    def doing(self, deed: str, thing: str) -> str:
        """A deed and its object as a noun phrase ("the resumption of talks")."""
        return words(self.code, "goals")["noun"].format(noun=deed_words(self.code, deed)[1], x=thing)

    def _goal(self, frame: Frame, slots: Slots) -> str:
        """A deed and its object as a verb phrase, with the sum and the day by which it is due."""
        deed, key = frame.goals[0]
        thing = self.topic(key) or ""
        amount = self.number(*slots.amounts[0]) if len(slots.amounts) == 1 else None
        thing = self.bracketed(thing, amount) if amount else thing
        when = deadline(slots)
        time = self.timed(when, self.moment(when, Memory())) if when is not None else ""
        form = words(self.code, "goals")["due" if time else "verb"]
        return form.format(verb=deed_words(self.code, deed)[0], x=thing, time=time)

    def _counted(self, slots: Slots) -> str:
        """What a pledge counts, with the day by which it is due in brackets; "" where either has no words."""
        amount, when = self.number(*slots.amounts[0]), deadline(slots)
        if amount is None or when is None:
            return ""
        return self.bracketed(amount, self.timed(when, self.moment(when, Memory())))

    def _topics(self, topics: Sequence[str], slots: Slots) -> str:
        """The topics, with the sum or count and the day by which it is due in brackets where something is to come of them: a
        number beside a bare mention is not known to be that of its matter."""
        joined = self.join_topics(topics)
        if not joined or slots.polarity != "positive" or slots.rung in ("raised", "exchanged"):
            return joined
        amount = self.number(*slots.amounts[0]) if len(slots.amounts) == 1 else None
        when = deadline(slots)
        due = self.timed(when, self.moment(when, Memory())) if when is not None else None
        aside = [a for a in (amount, due) if a]
        return self.bracketed(joined, self.listed(aside)) if aside else joined

    def listed(self, parts: Sequence[str]) -> str:
        """Things side by side in brackets."""
        return ", ".join(parts) if self.code in ("en", "ko") else "、".join(parts)

    def join_topics(self, topics: Sequence[str]) -> str:
        """A list of topics in words."""
        return self.join(topics) if topics else ""

    def _full_names(self, cast: Cast) -> frozenset[str]:
        people = {e: self.family(cast[e]) for e in sorted(cast) if cast[e].kind == "person"}
        return shared_families(cast, people)

    def _refer(self, party: Party, cast: Cast, memory: Memory, full: bool) -> str:
        entity = cast[party.entity]
        if is_collective(entity):
            return words(self.code, "say")["both_sides"]
        if self.is_unread(entity) and (office := self.by_office(party, cast)) is not None:
            return office if party.entity in memory.mentioned else self.bracketed(office, self.name(entity).strip())
        if party.entity in memory.mentioned:
            return self.short(party, cast, full=full)
        return self.title(party, cast)

    def refer(self, party: Party, cast: Cast, memory: Memory) -> str:
        """A party as the text so far lets it be named."""
        return self._refer(party, cast, memory, party.entity in self._full_names(cast))

    def _by(self, attribution: Attribution, slots: Slots, cast: Cast, memory: Memory) -> str | None:
        said_by = attribution.said_by
        if said_by is not None and said_by.entity not in {p.entity for p in slots.actors}:
            if said_by.entity not in cast:
                return None
            return self.source(self._refer(said_by, cast, memory, True), side=False)
        if attribution.sides:
            sides = [self.side(k) for k in attribution.sides]
            if None in sides:
                return None
            names, key = self.join([s for s in sides if s]), attribution.sides[0]
            again = memory.cited.count(key) % 2 == 1 and attribution.sides == (country_of(key),)
            return self.account(key, names) if again else self.source(names, side=True)
        return self.source(self.join(attribution.origins), side=False) if attribution.origins else ""

    def polish(self, text: str) -> str:
        """Last touches to a sentence (particles, articles, spaces)."""
        return text
