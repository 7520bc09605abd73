"""Names that other texts, or the newsroom's own list, already have: which forms to look for in a text that lacks them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from msgspec import Struct

from dateline.lang.compare import compare_names, compare_positions, name_keys
from dateline.lang.compare.blocking import may_be_one
from dateline.lang.compare.forms import parse_form, script_of
from dateline.link.evidence import days_between
from dateline.link.known import Known
from dateline.link.short_names import is_partial
from dateline.model import Article, Entity, Occupancy

SURE = 0.8
NEAR_DAYS = 100
_DATE = 10  # characters of a date
_PERIOD = 28
"""Days of a period by which forms are looked up, so that a name is compared with those that are in the news then."""
_START = 3
"""Letters of a form by which it is looked for in a text; no form is shorter."""
_LEAST = {"latin": 5, "hangul": 3, "han": 3, "mixed": 3, "kana": 4}
_COMPARED = 100_000
"""Pairs of names of which it is remembered whether they surely are one."""
Office = tuple[str, str | None]


class KnownForm(Struct, frozen=True, gc=False):
    """A form of a person's name: its language, whose it is, the offices and the days of the texts that have the person.

    ``part``: it is only part of a name (a foreign person's one word), which needs a title beside it.
    """

    text: str
    lang: str
    entity: str
    offices: tuple[Office, ...]
    days: tuple[str, ...]
    part: bool

    def is_near(self, day: str | None) -> bool:
        """Whether the person is in the news of the day; who is on the list always is."""
        return not self.days or not day or days_between(self.days, (day,)) <= NEAR_DAYS

    def fits(self, title: Office) -> bool:
        """Whether a title may be one that the person is called by."""
        return any(compare_positions(title, o).relation in ("equal", "narrower", "wider") for o in self.offices)


class FormIndex:
    """Forms by language and their first letters, and by the keys under which a form in another script meets them."""

    def __init__(self, forms: Iterable[KnownForm]) -> None:
        self._by_start: dict[str, dict[str, list[tuple[int, KnownForm]]]] = defaultdict(lambda: defaultdict(list))
        self._by_key: dict[tuple[str, int | None], list[KnownForm]] = defaultdict(list)
        self._alike: dict[tuple[str, int | None], list[KnownForm]] = {}
        self._sure: dict[tuple[str, str], bool] = {}
        held = list(forms)
        spans = [_span(f.days) for f in held if f.days]
        every = range(min((s.start for s in spans), default=0), max((s.stop for s in spans), default=0))
        for number, form in enumerate(sorted(held, key=lambda f: (f.part, -len(f.text), f.text, f.entity))):
            self._by_start[form.lang][form.text[:_START]].append((number, form))
            if not form.part:
                for key in sorted(name_keys(form.text)):
                    for period in (None, *(_periods(form.days) if form.days else every)):
                        self._by_key[key, period].append(form)
        self._periods = every

    def standing_in(self, text: str, lang: str, day: str | None) -> list[KnownForm]:
        """The forms of a language that stand somewhere in a text of a day, whole names first, the longest first."""
        starts = self._by_start.get(lang, {})
        here = {text[at : at + _START] for at in range(len(text))} & starts.keys()
        found = [(number, form) for start in here for number, form in starts[start] if form.text in text]
        return [form for _, form in sorted(found, key=lambda row: row[0]) if form.is_near(day)]

    def sounding_like(self, name: str, day: str | None) -> list[KnownForm]:
        """The forms, one a person, that surely name whom ``name`` names."""
        period = _period(day) if day and len(day) == _DATE else None
        if period is not None and period not in self._periods:
            period = None  # no text has anybody then; who is on the list is near any day
        alike = self._alike.get((name, period))
        if alike is None:
            keyed = {id(f): f for key in sorted(name_keys(name)) for f in self._by_key.get((key, period), ())}
            alike = self._alike[name, period] = [f for f in keyed.values() if self._is_surely(name, f.text)]
        found: dict[str, KnownForm] = {}
        for form in (f for f in alike if f.is_near(day)):
            found.setdefault(form.entity, form)
        return list(found.values())

    def _is_surely(self, name: str, form: str) -> bool:
        """Many forms are written alike, and one stands in many periods: two names are compared once, as long as not too
        many were."""
        found = self._sure.get((name, form))
        if found is None:
            found = _is_surely(name, form)
            if len(self._sure) < _COMPARED:
                self._sure[name, form] = found
        return found


def _period(day: str) -> int:
    return date.fromisoformat(day).toordinal() // _PERIOD


def _periods(days: Sequence[str]) -> list[int]:
    """The periods with a day near one of these, which are in order."""
    found: set[int] = set()
    for at in sorted({date.fromisoformat(d).toordinal() for d in days}):
        found.update(range((at - NEAR_DAYS) // _PERIOD, (at + NEAR_DAYS) // _PERIOD + 1))
    return sorted(found)


def _span(days: Sequence[str]) -> range:
    """From the first of their periods to the last."""
    found = _periods((days[0], days[-1]))
    return range(found[0], found[-1] + 1)


def _is_surely(name: str, form: str) -> bool:
    if not may_be_one(name, form):
        return False
    like = compare_names(name, form)
    return like.relation == "equal" and like.score >= SURE


def known_forms(
    entities: Iterable[Entity], occupancies: Iterable[Occupancy], articles: Sequence[Article], known: Sequence[Known]
) -> list[KnownForm]:
    """The forms of all people whom a text calls by an office, or texts in two scripts name, and of those on the newsroom's list."""
    days = {a.id: a.published[:10] for a in articles if a.published and len(a.published) >= 10}
    offices: dict[str, list[Office]] = defaultdict(list)
    for held in occupancies:
        offices[held.entity].append((held.position, held.of))
    found: list[KnownForm] = []
    for entity in sorted(entities, key=lambda e: e.id):
        texts = {m.rsplit("#", 1)[0] for m in entity.members}
        scripts = {script_of(n.text) for n in entity.names if n.count}
        if entity.kind == "person" and (offices[entity.id] or len(scripts) > 1):
            seen = tuple(sorted({days[t] for t in texts if t in days}))
            found.extend(_forms_of(entity, offices, seen))
    for entry in (k for k in known if k.kind == "person"):
        listed = tuple((o.position, o.of) for o in entry.offices)
        found.extend(KnownForm(n.text, n.lang, entry.id, listed, (), False) for n in entry.names if _is_long(n.text))
    return found


def _forms_of(entity: Entity, offices: Mapping[str, Sequence[Office]], days: tuple[str, ...]) -> list[KnownForm]:
    held = tuple(offices[entity.id])
    forms = [(n, is_partial(n.text, entity.country)) for n in entity.names if _is_long(n.text)]
    if all(part for _, part in forms) and len(forms) == 1:
        return []
    found = {(n.text, n.lang): KnownForm(n.text, n.lang, entity.id, held, days, part) for n, part in forms}
    for name, part in forms:
        word = "" if part else _usual_part(name.text, entity.country)
        if word and _is_long(word):
            found.setdefault((word, name.lang), KnownForm(word, name.lang, entity.id, held, days, True))
    return list(found.values())


def _usual_part(name: str, country: str | None) -> str:
    """The word by which a text in Hangul, Han or kana calls a foreign person whose name has several; else nothing."""
    words = [w for w in re.split(r"[\s·・]", name) if w]
    if len(words) < 2 or script_of(name) not in ("hangul", "han", "kana"):
        return ""
    return words[0] if country == "JP" else words[-1]


def _is_long(text: str) -> bool:
    form = parse_form(text)
    return len(form.joined) >= _LEAST.get(form.script, 3)
