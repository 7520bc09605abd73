"""Rendering: the types and the language-free steps that the grammars of all languages share.

A grammar is given an act as :class:`~dateline.model.Slots` and the entities that it names, and gives one sentence or
``None``: what cannot be said truly in a language is left for the source panel. No grammar invents a slot.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from importlib import import_module
from typing import Literal, Protocol

from dateline.lang.data import load_table
from dateline.model import DateValue, Entity, Party, Slots

Manner = Literal["hope", "request", "demand"]
Aspect = Literal["actual", "planned", "possible", "expected", "likely", "considering"]
DOCUMENTS = frozenset(
    [
        "treaty",
        "peace_treaty",
        "memorandum",
        "joint_statement",
        "joint_document",
        "agreement_text",
        "roadmap",
        "action_plan",
    ]
)
EVENTS = frozenset(["meeting", "visit", "call", "signing", "appointment"])
_ISSUED = frozenset(["joint_statement", "joint_document", "roadmap", "action_plan"])
_HOPED_FOR = frozenset(
    [
        "bilateral_ties", "shuttle_diplomacy", "summit_meeting", "high_level_talks", "dialogue", "strategic_dialogue",
        "mutual_trust", "mutual_respect", "common_interests", "regional_stability", "denuclearisation", "ceasefire",
        "peace_talks", "peace_treaty", "north_korea_dialogue", "return_visit", "future_oriented", "stable_relations",
        "information_sharing", "joint_project", "joint_research", "economic_growth", "reconstruction", "tourism",
        "investment", "free_trade", "nuclear_disarmament", "mutual_visits",
    ]
)  # fmt: skip
# topics that only repeat the verb of an agreement ("agreed on an agreement")
_DOUBLES = frozenset(["agreement_text"])
CASUALTIES = frozenset(["dead", "injured", "missing"])
MAX_TOPICS = 3
_BOTH = frozenset(["both_sides", "the two sides", "both sides", "双方", "양측", "両者", "両氏"])


@dataclass(frozen=True, slots=True)
class Memory:
    """What the text has said so far: entities named, and the year, month and day last printed."""

    mentioned: frozenset[str] = frozenset()
    shown: date | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """By whose word: a named party, the sides (pivot keys) whose readouts alone carry it, or the origins by name; and in
    which ``manner`` something was asked, where all sources have the same."""

    said_by: Party | None = None
    sides: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    manner: Manner | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A rendered sentence and what has been said once it is printed."""

    text: str
    memory: Memory


@dataclass(frozen=True, slots=True)
class Frame:
    """How an act is to be told: the key of its phrasing, its aspect, and the topics and document it may name."""

    key: str
    aspect: Aspect = "actual"
    negative: bool = False
    reported: bool = False
    conditional: bool = False
    topics: tuple[str, ...] = ()
    document: str | None = None
    discussed: tuple[str, ...] = ()
    past: bool = False
    restated: bool = False
    several: bool = False


@dataclass(frozen=True, slots=True)
class Dispute:
    """A slot that sources fill differently: each value with the names of the origins that give it. ``of`` is the body
    that is counted, where that is known."""

    slot: str
    values: tuple[tuple[str, str | None, tuple[str, ...]], ...]
    cause: str | None = None
    of: Party | None = None


@dataclass(frozen=True, slots=True)
class Footing:
    """What a report rests on, counted: articles, outlets, origins, AI rewrites, independent origins, names."""

    articles: int
    outlets: int
    origins: int
    rewrites: int
    independent: int
    official: int
    origin_names: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    year_inferred: bool = False
    unnamed: int = 0


Cast = Mapping[str, Entity]


class Grammar(Protocol):
    """What ``lang/<code>/grammar.py`` exports as ``GRAMMAR``. ``None`` means: this cannot be said in this language."""

    @property
    def code(self) -> str:
        """The language."""
        ...

    def headline(self, slots: Slots, cast: Cast, attribution: Attribution) -> str | None:
        """A headline: named actor, verb, object, within the language's length."""
        ...

    def sentence(self, slots: Slots, cast: Cast, memory: Memory, attribution: Attribution) -> Line | None:
        """One sentence of prose."""
        ...

    def disputed(self, dispute: Dispute, cast: Cast) -> str | None:
        """A sentence that gives both values in words."""
        ...

    def held_office(self, party: Party, since: str | None, cast: Cast, memory: Memory) -> Line | None:
        """A sentence on an office held since a date (EDTF)."""
        ...

    def banner(self, footing: Footing) -> tuple[str, ...]:
        """Lines that say in words what the whole report rests on."""
        ...

    def date(self, value: DateValue, memory: Memory) -> tuple[str, Memory] | None:
        """A date in words (absolute; the year where the text has not shown it), or None for one without bounds."""
        ...

    def number(self, value: str, unit: str | None) -> str | None:
        """A number with its unit (pivot key)."""
        ...

    def name(self, entity: Entity) -> str:
        """The full form of a name in this language."""
        ...

    def title(self, party: Party, cast: Cast) -> str:
        """A name with the office held, as at a first mention."""
        ...

    def family(self, entity: Entity) -> str | None:
        """The family name, where it is sure."""
        ...

    def topic(self, key: str) -> str | None:
        """The words of a topic."""
        ...

    def place(self, key: str) -> str | None:
        """The words of a place or country."""
        ...


@cache
def load_grammar(code: str) -> Grammar:
    """The grammar of a language. Raises ModuleNotFoundError where the language has none."""
    grammar: Grammar = import_module(f"dateline.lang.{code}.grammar").GRAMMAR
    return grammar


# -- tables


@cache
def _table(code: str, name: str) -> dict[str, object]:
    try:
        return load_table(code, name)
    except FileNotFoundError:
        return {}


def label(code: str, table: str, key: str, country: str | None = None) -> str | None:
    """The label of a pivot key in ``lang/<code>/<table>.toml`` (the country's own one first), or None."""
    entry = _table(code, table).get(key)
    if isinstance(entry, str):
        return entry
    if not isinstance(entry, dict):
        return None
    by_country = entry.get("by_country")
    if country and isinstance(by_country, dict) and country in by_country:
        found = by_country[country]
        return str(found[0] if isinstance(found, list) else found.get("label") if isinstance(found, dict) else found)
    found = entry.get("label")
    return str(found) if found else None


def words(code: str, section: str) -> dict[str, str]:
    """A flat section of the language's ``style.toml``."""
    found = load_table(code, "style").get(section, {})
    return {str(k): str(v) for k, v in found.items()}


@cache
def country_name(code: str, country: str) -> str | None:
    """A country in a language: the house form of ``style.toml``, else the CLDR name."""
    own = words(code, "countries").get(country)
    if own:
        return own
    from babel import Locale

    found = Locale.parse("zh_Hans" if code == "zh" else code).territories.get(country)
    return str(found) if found else None


def place_name(code: str, key: str | None) -> str | None:
    """A place or country in a language, or None without a label."""
    if not key:
        return None
    if len(key) == 2 and key.isupper():
        return country_name(code, key)
    return label(code, "places", key)


def country_of(key: str | None) -> str | None:
    """The country that a pivot key of a place or body stands in (``KR``, ``JP/ldp``), or None."""
    head = (key or "").split("/")[0]
    return head if len(head) == 2 and head.isupper() else None


# -- frames


def choose_frame(slots: Slots, cast: Cast, manner: Manner | None = None) -> Frame | None:
    """How to tell an act, or None when what is known of it makes no true sentence."""
    key = _frame_key(slots, cast)
    if key in ("say.hoped", "say.wished") and manner in ("request", "demand"):
        key = f"say.{manner}ed"
    aspect = _aspect(slots)
    if key is None or aspect is None or slots.hedge == "alleged":
        return None
    topics = slots.topics[:MAX_TOPICS]
    if key.startswith("joint.agreed"):
        topics = tuple(t for t in topics if t not in _DOUBLES)
        key = key if topics else f"{key}.bare"
    document = next((t for t in slots.topics if t in DOCUMENTS), None) if key in ("signing", "joint.issued") else None
    discussed: tuple[str, ...] = ()
    if slots.kind in ("meeting", "call"):
        if slots.rung == "exchanged" and aspect == "actual" and slots.polarity == "positive":
            discussed = topics
        topics = ()
    return Frame(
        key=key,
        aspect=aspect,
        negative=slots.polarity == "negative",
        reported=slots.hedge == "reported",
        conditional=slots.conditional or slots.realis == "conditional",
        topics=tuple(t for t in topics if t != document),
        document=document,
        discussed=discussed,
        past=slots.realis == "actual",
        restated=slots.restated and slots.kind not in EVENTS and slots.polarity == "positive",
        several=len(slots.actors) > 1 or any(is_collective(cast[p.entity]) for p in slots.actors),
    )


def _aspect(slots: Slots) -> Aspect | None:
    spoken = slots.kind not in EVENTS and slots.realis == "actual"
    if slots.hedge in ("considering", "expected", "likely", "possible"):
        if spoken:
            return "actual" if slots.hedge == "considering" and slots.rung == "would" else None
        hedged: dict[str, Aspect] = {
            "considering": "considering",
            "expected": "expected",
            "likely": "likely",
            "possible": "possible",
        }
        return hedged[slots.hedge]
    plain: dict[str, Aspect] = {
        "actual": "actual",
        "planned": "planned",
        "possible": "possible",
        "conditional": "possible",
    }
    return plain[slots.realis]


def _frame_key(slots: Slots, cast: Cast) -> str | None:
    if not slots.actors or any(p.entity not in cast for p in (*slots.actors, *slots.recipients)):
        return None
    several = is_joint(slots, cast)
    if slots.kind == "meeting":
        return f"meeting.{slots.meeting or 'met'}" if several else None
    if slots.kind == "call":
        return "call" if several else None
    if slots.kind == "visit":
        return "visit" if slots.place else None
    if slots.kind == "signing":
        foreseen = slots.rung == "would" and slots.realis == "planned"
        return "signing" if foreseen or slots.rung in ("on_paper", "done") else _spoken_key(slots, several)
    if slots.kind == "appointment":
        return "appointment" if (slots.recipients or slots.actors)[0].capacity else None
    return _spoken_key(slots, several)


def _spoken_key(slots: Slots, several: bool) -> str | None:
    if not slots.topics:
        return "say.counted" if is_counted_pledge(slots) else None
    if slots.displeasure and slots.kind in ("statement", "other"):
        return f"displeasure.{slots.displeasure}"
    rung = slots.rung
    if rung == "asked":
        return "say.hoped" if all(hoped_for(t) for t in slots.topics[:MAX_TOPICS]) else "say.wished"
    if rung == "would" and slots.hedge == "considering":
        return "say.considering"
    if rung in ("raised", "would", "undertook", "exchanged"):
        return f"say.{rung}"
    if rung == "saw_alike":
        return "joint.saw_alike" if several else "say.concurred"
    if rung == "agreed" and several:
        return "joint.agreed_weak" if slots.weak else "joint.agreed"
    if rung == "on_paper" and several:
        return "joint.issued" if any(t in _ISSUED for t in slots.topics) else "joint.on_paper"
    return "say.kept" if rung == "done" and slots.kind == "pledge" else None


def disasters_named(code: str, text: str) -> tuple[str, ...]:
    """The disasters (topics) that a text has words for."""
    lowered = text.lower()
    table = load_table(code, "style").get("disaster_words", {}) if code in ("en", "ja", "ko", "zh") else {}
    bounded = r"\b(?:{})\b" if code == "en" else "(?:{})"
    found = ((key, bounded.format("|".join(map(re.escape, terms)))) for key, terms in table.items())
    return tuple(key for key, pattern in found if re.search(pattern, lowered))


def is_casualty(slots: Slots) -> bool:
    """Whether an act without actors tells how many people a disaster harmed, and where."""
    plain = slots.kind == "other" and slots.rung == "done" and slots.realis == "actual"
    figures = len(slots.amounts) == 1 and slots.amounts[0][1] in CASUALTIES
    said = slots.polarity == "positive" and not slots.hedge and len(slots.topics) == 1
    return plain and figures and said and bool(slots.place) and not slots.actors


def is_counted_pledge(slots: Slots) -> bool:
    """Whether a pledge without a topic can be told by what it counts and when it falls due ("40 students by June")."""
    if slots.kind != "pledge" or slots.rung != "undertook" or slots.topics or slots.displeasure:
        return False
    return slots.realis == "actual" and not slots.hedge and len(slots.amounts) == 1 and deadline(slots) is not None


def hoped_for(topic: str) -> bool:
    """Whether a topic is a thing that one hopes for (exchanges, cooperation), so that "hope for it" says no more than
    the source; of tariffs or a launch one can only wish something."""
    return topic in _HOPED_FOR or topic.endswith(("_cooperation", "_exchange"))


def is_collective(entity: Entity) -> bool:
    """Whether an entity stands for both parties ("the two sides")."""
    return entity.key == "both_sides" or any(n.text.lower() in _BOTH for n in entity.names)


def is_joint(slots: Slots, cast: Cast) -> bool:
    """Whether at least two parties take part in the act."""
    parties = {p.entity for p in (*slots.actors, *slots.recipients)} | {b for b in slots.bound if b in cast}
    return len(parties) > 1 or any(is_collective(cast[p]) for p in parties if p in cast)


def joined_by_bound(slots: Slots, cast: Cast) -> Slots:
    """A joint act that names one actor: who else is bound by it becomes an actor too."""
    known = {p.entity for p in (*slots.actors, *slots.recipients)}
    if len(known) > 1 or slots.rung not in ("saw_alike", "agreed", "on_paper"):
        return slots
    others = tuple(Party(entity=b) for b in slots.bound if b in cast and b not in known)
    return replace_slots(slots, actors=(*slots.actors, *others))


def replace_slots(slots: Slots, **changes: object) -> Slots:
    """A copy of slots with some fields changed."""
    from msgspec.structs import replace as struct_replace

    return struct_replace(slots, **changes)


# -- templates

_OPTIONAL = re.compile(r"\[([^\[\]]*)\]")
_SLOT = re.compile(r"\{(\w+)\}")


def fill(template: str, values: Mapping[str, str]) -> str:
    """Fill ``{slots}`` of a template; a part in ``[...]`` falls away whole when one of its slots is empty."""

    def optional(match: re.Match[str]) -> str:
        names = _SLOT.findall(match.group(1))
        return match.group(1) if all(values.get(n) for n in names) else ""

    return _SLOT.sub(lambda m: values.get(m.group(1), ""), _OPTIONAL.sub(optional, template))


# -- names


def attested(entity: Entity, code: str, *, full: re.Pattern[str]) -> str | None:
    """The form of a name that sources in a language use most: full forms first, then the longest."""
    forms = [n for n in entity.names if n.lang == code and n.text != "both_sides"]
    whole = [n for n in forms if full.search(n.text)]
    whole = [n for n in whole if not any(o.text != n.text and o.text.startswith(n.text) for o in whole)]
    if whole:
        return min(whole, key=lambda n: (-n.count, -len(n.text), n.text)).text
    return min(forms, key=lambda n: (-len(n.text), -n.count, n.text)).text if forms else None


_LATIN_FULL = re.compile(r"^[A-Za-z\u00c0-\u024f.'’ -]+\s[A-Za-z\u00c0-\u024f.'’ -]+$")
_LATIN = re.compile(r"^[A-Za-z\u00c0-\u024f0-9.&'’ ()-]+$")


def latin_form(entity: Entity) -> str | None:
    """The Latin form that any source uses most (full forms first), or None."""
    forms = [n for n in entity.names if _LATIN.match(n.text) and n.text != "both_sides"]
    whole = [n for n in forms if _LATIN_FULL.match(n.text)]
    best = whole or forms
    return min(best, key=lambda n: (n.lang != "en", -n.count, -len(n.text), n.text)).text if best else None


def any_form(entity: Entity) -> str:
    """The form that sources use most, in whatever language; the pivot key or id when there is none."""
    forms = [n for n in entity.names if n.text != "both_sides"]
    if forms:
        return min(forms, key=lambda n: (-n.count, -len(n.text), n.text)).text
    return entity.key or entity.id


def shared_families(cast: Cast, families: Mapping[str, str | None]) -> frozenset[str]:
    """Entities whose family name another one of the cast bears too: these are always named in full."""
    bearers: dict[str, list[str]] = {}
    for entity in sorted(cast):
        family = families.get(entity)
        if family:
            bearers.setdefault(family, []).append(entity)
    return frozenset(e for group in bearers.values() if len(group) > 1 for e in group)


def remember(memory: Memory, entities: Iterable[str]) -> Memory:
    """The memory once these entities have been named."""
    return replace(memory, mentioned=memory.mentioned | frozenset(entities))


# -- dates


@dataclass(frozen=True, slots=True)
class When:
    """A date as grammars print it: the kind of its precision, first and last day."""

    kind: Literal["day", "days", "week", "month", "early", "mid", "late", "rest", "by", "year"]
    first: date
    last: date


def precision(value: DateValue | None) -> When | None:
    """What can be said of a date: its precision and bounds, or None for one that cannot be placed."""
    if value is None or not value.earliest or not value.latest:
        return None
    try:
        first, last = date.fromisoformat(value.earliest[:10]), date.fromisoformat(value.latest[:10])
    except ValueError:
        return None
    timex3 = value.timex3 or ""
    if value.mod in ("ON_OR_BEFORE", "BEFORE"):
        return When("by", first, last)
    if first == last:
        return When("day", first, last)
    if "-W" in timex3:
        return When("week", first, last)
    return _longer(first, last, value.mod)


def _longer(first: date, last: date, mod: str | None) -> When | None:
    if (first.year, first.month) == (last.year, last.month):
        parts = {"START": "early", "MID": "mid", "END": "late", "AFTER": "rest"}
        if mod in parts:
            return When(parts[mod], first, last)  # type: ignore[arg-type]
        whole = first.day == 1 and last.day >= 28
        return When("month" if whole else "days", first, last)
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year:
        return When("year", first, last)
    return When("days", first, last) if (last - first).days < 32 else None


def deadline(slots: Slots) -> When | None:
    """By when what is pledged or agreed falls due: "by" a day, or the end of a year."""
    if slots.kind not in ("pledge", "plan", "agreement") or slots.time is None:
        return None
    when = precision(slots.time)
    if when is not None:
        return when if when.kind == "by" else None
    latest = slots.time.latest or ""
    if slots.time.mod != "END" or latest[4:10] != "-12-31":
        return None
    last = date.fromisoformat(latest[:10])
    return When("by", last, last)


def ends_month(day: date) -> bool:
    """Whether a day is the last of its month."""
    return (day + timedelta(days=1)).day == 1


def edtf_when(text: str | None) -> When | None:
    """An EDTF day, month or year as a :class:`When`."""
    match = re.fullmatch(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?[~?%]?", text or "")
    if not match:
        return None
    year, month, day = match.groups()
    if day:
        found = date(int(year), int(month), int(day))
        return When("day", found, found)
    if month:
        return When("month", date(int(year), int(month), 1), date(int(year), int(month), 28))
    return When("year", date(int(year), 1, 1), date(int(year), 12, 31))


def same_day(slots: Slots, memory: Memory) -> bool:
    """Whether an act happened on the day that the text showed last."""
    when = precision(slots.time)
    return when is not None and when.kind == "day" and when.first == memory.shown


def before_plans(memory: Memory, plan: date) -> Memory:
    """The memory with the month forgotten: a bare day of what is still to come could be read as one gone by."""
    shown = memory.shown
    return memory if shown is None else replace(memory, shown=date(shown.year, plan.month % 12 + 1, 1))
