"""Linking over many runs: each text is heard once, and a reading is made whole anew only where what it is made from changed.

The result is that of ``complete_readings`` and ``link_readings`` over everything at once, in any portions and any order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from msgspec import Struct

from dateline.lang.compare import name_keys
from dateline.link.chains import collect_chains
from dateline.link.completing import complete_reading, langs_of, unread_spans
from dateline.link.judging import in_force, settle_refs
from dateline.link.known import Known
from dateline.link.known_forms import FormIndex, KnownForm, known_forms
from dateline.link.ledger import Ledger
from dateline.link.linking import People
from dateline.link.memory import LinkKept, Memory, Sharing, Testimony
from dateline.link.namesakes import split_namesakes
from dateline.link.refusals import settle_kinds
from dateline.link.seen import Seen
from dateline.model import Article, Judgement, Reading, digest

TEXT, WHOLE = "link.text", "link.whole"
"""The kinds of results: what a text says by itself, and a reading made whole."""


@dataclass(frozen=True)
class Texts:
    """All that is linked: articles, their readings (fetched when asked for), and what each reading goes by."""

    articles: Sequence[Article]
    readings: Mapping[str, Reading]
    keys: Mapping[str, str]


class Linked(Struct, frozen=True):
    """Who is who; None where nothing is new. ``kept`` is for the next run: it has, for each article whose reading others'
    names made whole, the key under which that is kept. ``worked`` counts the texts heard or made whole."""

    ledger: Ledger | None
    kept: LinkKept
    worked: int


def link_texts(texts: Texts, judgements: Sequence[Judgement], known: Sequence[Known], memory: Memory) -> Linked:
    """Link all texts, on what the last run kept."""
    told, last = in_force(judgements), memory.recall_last()
    key = digest(told, list(known), [(a.id, texts.keys[a.id], a.published) for a in texts.articles])
    if last is not None and last.key == key:
        return Linked(None, last, 0)
    return _Pass(texts, told, known, memory, last).run(key)


class _Pass:
    """One run of linking."""

    def __init__(
        self, texts: Texts, told: Sequence[Judgement], known: Sequence[Known], memory: Memory, last: LinkKept | None
    ) -> None:
        self._texts, self._told, self._known, self._memory, self._last = texts, told, known, memory, last
        self._worked: set[str] = set()
        self._shared = Sharing()
        self._heard = {a.id: self._testimony(a) for a in texts.articles}

    def run(self, key: str) -> Linked:
        """Link, make whole what names elsewhere help to read, and link again where that changed something."""
        judged = {given.rsplit(":", 2)[0] for j in self._told for given in (j.a, j.b)}
        asked = [a for a in self._texts.articles if a.id in judged]
        told = settle_refs(self._told, [split_namesakes(a, self._texts.readings[a.id]) for a in asked])
        seen = Seen()
        found = People((c for t in self._heard.values() for c in t.chains), told, self._known, seen)
        forms = tuple(known_forms(found.entities, found.occupancies, self._texts.articles, self._known))
        people = {ref: e.id for e in found.entities for ref in e.members}
        whole = self._make_whole(forms, people)
        again = {
            a: self._shared.testimony(made)
            for a, k in whole.items()
            if (made := self._memory.recall(TEXT, k, Testimony)) is not None and made.chains != self._heard[a].chains
        }
        if again:
            told = settle_refs(self._told, [self._whole(a.id, whole) for a in asked])
            self._heard.update(again)
            del found  # what is known of the people without it is not held beside what is known with it
            found = People((c for t in self._heard.values() for c in t.chains), told, self._known, seen)
        del seen
        texts = {a.id: self._texts.keys[a.id] for a in self._texts.articles}
        return Linked(found.ledger(), LinkKept(key, texts, people, forms, whole), len(self._worked))

    def _testimony(self, article: Article) -> Testimony:
        """What a text says by itself."""
        key = self._texts.keys[article.id]
        found = self._memory.recall(TEXT, key, Testimony)
        if found is None:
            found = _hear(article, split_namesakes(article, self._texts.readings[article.id]))
            self._memory.keep(TEXT, key, found)
            self._worked.add(article.id)
        return self._shared.testimony(found)

    def _whole(self, article: str, whole: Mapping[str, str]) -> Reading:
        made = self._memory.recall(WHOLE, whole[article], Reading) if article in whole else None
        return made or self._texts.readings[article]

    def _make_whole(self, forms: Sequence[KnownForm], people: Mapping[str, str]) -> dict[str, str]:
        """Where the readings are kept that the forms make whole: of texts that the change of forms, or of whom their chains
        name, touches, they are made; all others are as they were."""
        here: dict[str, dict[str, int]] = defaultdict(dict)
        for ref in sorted(people):
            text, _, chain = ref.rpartition("#")
            here[text].setdefault(people[ref], int(chain))
        index = FormIndex(forms)
        last = self._last
        touched = set(self._heard) if last is None else set(self._touched(last, forms, people))
        whole = {a: k for a, k in last.whole.items() if a in self._heard and a not in touched} if last else {}
        for article in (a for a in self._texts.articles if a.id in touched):
            reading = self._texts.readings[article.id]
            apart = split_namesakes(article, reading)
            made = complete_reading(article, apart, index, here[article.id])
            if made is not reading:
                key = whole[article.id] = digest(made)
                if self._memory.recall(TEXT, key, Testimony) is None:
                    self._memory.keep(WHOLE, key, made)
                    self._memory.keep(TEXT, key, _hear(article, made))
                    self._worked.add(article.id)
        return whole

    def _touched(self, last: LinkKept, forms: Sequence[KnownForm], people: Mapping[str, str]) -> Iterator[str]:
        """The texts whose reading may be made whole otherwise than in the last run."""
        yield from (a for a in self._heard if last.texts.get(a) != self._texts.keys[a])
        for ref in {ref for ref, _ in people.items() ^ last.people.items()}:
            if (article := ref.rpartition("#")[0]) in self._heard:
                yield article
        yield from _reached(list(_changes(last.forms, forms)), self._texts.articles, self._heard)


def _hear(article: Article, reading: Reading) -> Testimony:
    names = dict.fromkeys(article.text[start:end] for start, end in unread_spans(article, reading))
    unread = {name: tuple(sorted(name_keys(name))) for name in names}
    return Testimony(tuple(collect_chains(article, settle_kinds(reading))), unread)


@dataclass(frozen=True)
class _Change:
    """A form that was not there before, is there no more, or is looked for in texts of other days; as it was and is."""

    text: str
    lang: str
    part: bool
    before: KnownForm | None
    after: KnownForm | None

    @cached_property
    def keys(self) -> frozenset[str]:
        """The keys under which a name that sounds like the form finds it."""
        return name_keys(self.text)

    def concerns(self, day: str | None) -> bool:
        """Whether it matters to texts of a day."""
        then, now = (form is not None and form.is_near(day) for form in (self.before, self.after))
        same = self.before is not None and self.after is not None and self.before.offices == self.after.offices
        return then != now or (now and not same)


def _changes(before: Iterable[KnownForm], after: Iterable[KnownForm]) -> Iterator[_Change]:
    was, now = ({(f.text, f.lang, f.entity, f.part): f for f in forms} for forms in (before, after))
    for key in sorted(was.keys() | now.keys()):
        if was.get(key) != now.get(key):
            yield _Change(key[0], key[1], key[3], was.get(key), now.get(key))


def _reached(changes: Sequence[_Change], articles: Sequence[Article], heard: Mapping[str, Testimony]) -> Iterator[str]:
    """The texts of days that a change concerns in which the form stands, or something unread that may sound like it."""
    days = sorted({a.published[:10] if a.published else "" for a in articles})
    forms: dict[str, list[_Change]] = defaultdict(list)
    sounds: dict[str, set[str]] = defaultdict(set)
    for change in changes:
        for day in (d for d in days if change.concerns(d or None)):
            forms[day].append(change)
            sounds[day].update(() if change.part else change.keys)
    for article in articles:
        day = article.published[:10] if article.published else ""
        if day not in forms:
            continue
        unread, langs = heard[article.id].unread, langs_of(article)
        if any(c.lang in langs and c.text in article.text for c in forms[day]) or any(
            not sounds[day].isdisjoint(keys) for keys in unread.values()
        ):
            yield article.id
