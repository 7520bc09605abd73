"""Rendering: the types and the language-free steps that the grammars of all languages share.

A grammar is given an act as :class:`~dateline.model.Slots` and the entities that it names, and gives one sentence or
``None``: what cannot be said truly in a language is left for the source panel. No grammar invents a slot.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib import import_module
from typing import Literal, Protocol

from dateline.lang.data import load_table
from dateline.lang.goals import Goal
from dateline.model import DateValue, Entity, Party, Slots

Manner = Literal["hope", "request", "demand", "denial", "announcement"]
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


@dataclass(frozen=True, slots=True)
class Memory:
    """What the text has said so far: entities named, the year, month and day last printed, and the sides cited, each as
    often as it was."""

    mentioned: frozenset[str] = frozenset()
    shown: date | None = None
    cited: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Attribution:
    """By whose word: a named party, the sides (pivot keys) whose readouts alone carry it, or the origins by name; and in
    which ``manner`` something was asked or denied, where all sources have the same. ``goals`` are the deeds that sources have for the
    act's matters. ``fronted`` puts the day first."""

    said_by: Party | None = None
    sides: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    manner: Manner | None = None
    goals: tuple[Goal, ...] = ()
    fronted: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A rendered sentence and what has been said once it is printed."""

    text: str
    memory: Memory


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


@dataclass(frozen=True, slots=True)
class Recollection:
    """What a record says of an event: the how manieth of its kind between its parties it is (``number``, from the ISO month
    ``since`` on), or on which ISO ``day`` it was announced, or else reported in advance."""

    slots: Slots
    number: int = 0
    since: str | None = None
    day: str | None = None
    announced: bool = False


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

    def joined(self, acts: Sequence[tuple[Slots, Attribution]], cast: Cast, memory: Memory) -> Line | None:
        """One sentence of several acts that have one source."""
        ...

    def disputed(self, dispute: Dispute, cast: Cast) -> str | None:
        """A sentence that gives both values in words."""
        ...

    def held_office(self, party: Party, since: str | None, cast: Cast, memory: Memory) -> Line | None:
        """A sentence on an office held since a date (EDTF)."""
        ...

    def recalled(self, found: Recollection, cast: Cast, memory: Memory) -> Line | None:
        """A sentence from the record on an event: its number, or when it was foretold."""
        ...

    def by_office(self, party: Party, cast: Cast) -> str | None:
        """A person by the office alone, or None without one."""
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

    def side(self, key: str) -> str | None:
        """A side ("the South Korean side") from the pivot key of a country or body."""
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


_HOME_LANGS = {"JP": "ja", "KR": "ko", "KP": "ko", "CN": "zh", "TW": "zh", "HK": "zh", "MO": "zh"}


def any_form(entity: Entity) -> str:
    """The form that sources use most, in the language of its country before others; the pivot key or id when there is none."""
    forms = [n for n in entity.names if n.text != "both_sides"]
    own = [n for n in forms if n.lang == _HOME_LANGS.get(entity.country or "")]
    if forms := own or forms:
        return min(forms, key=lambda n: (-n.count, -len(n.text), n.text)).text
    return entity.key or entity.id


_FOREIGN = {
    "en": re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]"),
    "ja": re.compile(r"[\uac00-\ud7a3]"),
    "ko": re.compile(r"[\u3040-\u30ff\u3400-\u9fff]"),
    "zh": re.compile(r"[\u3041-\u30fa\uac00-\ud7a3]"),
}
_ASIDE = re.compile(r"[(（][^)）]*[)）]")
_COMMON = re.compile(r"(?:^|\s)[a-z]+$")


def is_readable(name: str, code: str) -> bool:
    """Whether a name is in a script that the language's readers read (an original in brackets aside)."""
    foreign = _FOREIGN.get(code)
    return foreign is None or not foreign.search(_ASIDE.sub("", name))


def is_proper(name: str) -> bool:
    """Whether a name is one: Latin words that end in a small letter's word ("South Korean official") are none."""
    bare = _ASIDE.sub("", name).strip()
    return not bare.isascii() or _COMMON.search(bare) is None


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
