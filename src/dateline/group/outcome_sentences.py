"""The sentences of all texts that have words for what became of something, by those words and by whom they name."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from msgspec import Struct

from dateline.group.aftermath import ALIKE, NEAR
from dateline.group.dossier import Dossier, first_day, is_day
from dateline.group.entries import Entries, either
from dateline.group.outcome_words import statuses_in
from dateline.group.sentence_rows import NearRows
from dateline.model import Anchor, DateValue, Mention

if TYPE_CHECKING:
    from dateline.group.entries import Span
    from dateline.group.meanings import Meanings
    from dateline.group.sentence_rows import Positions
    from dateline.lang.vectors import FloatRows


_BACK = 2


class Upshot(Struct, frozen=True, array_like=True, gc=False):
    """A sentence with words of an outcome: its place in its article, whom and what it names, and who is named just before it
    or in the headline. ``sides`` are the countries that it names, or that somebody or something that it names is of;
    ``dates`` are placed, ``days`` the days among them. ``vector`` is its meaning, of two bytes a number."""

    article: str
    day: str | None
    row: int
    start: int
    end: int
    anchor: Anchor
    statuses: tuple[str, ...]
    numbers: tuple[str, ...]
    topics: tuple[str, ...]
    dates: tuple[DateValue, ...]
    named: tuple[str, ...]
    people: tuple[str, ...]
    sides: tuple[str, ...]
    named_before: tuple[str, ...]
    people_before: tuple[str, ...]
    vector: bytes

    @property
    def days(self) -> set[str | None]:
        """The days that it names."""
        return {first_day(d) for d in self.dates if is_day(d)}


class OutcomeSentences:
    """Those of some texts, in the order of the days on which these came out; the undated come first."""

    def __init__(self, upshots: Iterable[tuple[Upshot, int]], meanings: Meanings) -> None:
        """``upshots`` come with the numbers of their vectors."""
        ordered = sorted(upshots, key=lambda pair: (pair[0].day or "", pair[0].article, pair[0].row))
        self._near_rows = NearRows(meanings, ((number,) for _, number in ordered))
        self._all = [upshot for upshot, _ in ordered]
        self._days = [u.day or "" for u in self._all]
        self._statuses = Entries(u.statuses for u in self._all)
        self._articles = Entries((u.article,) for u in self._all)

    @cached_property
    def _named(self) -> Entries:
        return Entries(u.named for u in self._all)

    @cached_property
    def _named_near(self) -> Entries:
        return Entries((*u.named, *u.named_before) for u in self._all)

    @cached_property
    def _sides(self) -> Entries:
        return Entries(u.sides for u in self._all)

    @cached_property
    def _shared(self) -> Entries:
        return Entries([("topic", t) for t in u.topics] + [("number", n) for n in u.numbers] for u in self._all)

    @cached_property
    def _telling_of(self) -> Entries:
        return Entries(u.days for u in self._all)

    def between(self, first: str, last: str) -> Span:
        """The sentences of texts of those days."""
        return bisect_left(self._days, first), bisect_right(self._days, last)

    def saying(self, status: str) -> Positions:
        """Where words for ``status`` stand."""
        return self._statuses.under(status)

    def in_articles(self, articles: Iterable[str], span: Span | None = None) -> Positions:
        """Those of some articles."""
        return self._articles.any_of(sorted(articles), span)

    def naming_near(self, entities: Collection[str], span: Span) -> Positions:
        """Those that name all of some entities, or that stand close to sentences that do."""
        return self._named_near.all_of(entities, span) if entities else np.arange(*span, dtype=np.int32)

    def of_side(self, entities: Iterable[str], countries: Iterable[str], span: Span) -> Positions:
        """Those that name one of some entities, or somebody or something of some countries."""
        return either(self._named.any_of(entities, span), self._sides.any_of(countries, span))

    def sharing(self, topics: Iterable[str], numbers: Iterable[str], day: str | None, span: Span) -> Positions:
        """Those that have one of some topics or numbers, or name a day."""
        keys = [*(("topic", t) for t in topics), *(("number", n) for n in numbers)]
        named = self._telling_of.under(day, span) if day is not None else self._telling_of.any_of(())
        return either(self._shared.any_of(keys, span), named)

    def near(self, found: Positions, rows: Sequence[FloatRows]) -> Positions:
        """Those of ``found`` that may be as like to one of ``rows`` as what is on one matter must be at the least."""
        return self._near_rows.near(found, rows, NEAR)

    def alike(self, asked: Mapping[str, tuple[Sequence[FloatRows], Span]]) -> dict[str, Positions]:
        """For each of some questions the sentences that may be on one matter with it by their words alone."""
        return self._near_rows.alike(asked, ALIKE)

    def at(self, positions: Positions) -> list[Upshot]:
        """The sentences themselves, in the order of their articles' ids."""
        return sorted((self._all[p] for p in positions.tolist()), key=lambda u: (u.article, u.row))


def upshots_of(dossier: Dossier) -> Iterator[Upshot]:
    """The sentences of an article that have words of an outcome."""
    if dossier.by_machine:
        return
    for row in dossier.proper:
        sentence = dossier.reading.sentences[row]
        words = dossier.article.text[sentence.start : sentence.end]
        statuses = statuses_in(words, dossier.lang_at(sentence.start))
        if statuses:
            yield _make_upshot(dossier, row, statuses)


def _make_upshot(dossier: Dossier, row: int, statuses: Collection[str]) -> Upshot:
    sentence, reading = dossier.reading.sentences[row], dossier.reading
    start, end = sentence.start, sentence.end
    inside = _mentions(dossier, start, end)
    rows = {*range(max(0, row - _BACK), row), *dossier.proper[:1]}
    before = [m for r in rows for m in _mentions(dossier, reading.sentences[r].start, reading.sentences[r].end)]
    return Upshot(
        article=dossier.id,
        day=dossier.day,
        row=row,
        start=start,
        end=end,
        anchor=dossier.anchor(start, end),
        statuses=_each(statuses),
        numbers=_each(m.value for m in reading.mentions if m.kind == "number" and start <= m.start < end and m.value),
        topics=_each(t for a in reading.acts if start <= a.start < end for t in a.topics),
        dates=dossier.dates_in(start, end),
        named=_each(map(dossier.key_of, inside)),
        people=_each(dossier.key_of(m) for m in inside if dossier.is_person(m)),
        sides=_each((dossier.side_of(m) or m.value or "").split("/")[0] for m in inside),
        named_before=_each(map(dossier.key_of, before)),
        people_before=_each(dossier.key_of(m) for m in before if dossier.is_person(m)),
        vector=dossier.row(row).astype(np.float16).tobytes(),
    )


def _each(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(values)))


def _mentions(dossier: Dossier, start: int, end: int) -> tuple[Mention, ...]:
    return tuple(m for m in dossier.reading.mentions if start <= m.start < end and m.kind != "number")
