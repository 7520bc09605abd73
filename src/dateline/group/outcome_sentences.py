"""The sentences of all texts that have words for what became of something, by those words and by whom they name."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from dateline.group.aftermath import Entries
from dateline.group.dossier import Dossier
from dateline.group.outcome_words import statuses_in
from dateline.group.sentence_rows import NearRows
from dateline.model import Anchor, Mention

if TYPE_CHECKING:
    from dateline.group.sentence_rows import Positions
    from dateline.lang.vectors import FloatRows

_BACK = 2


@dataclass(frozen=True)
class Upshot:
    """A sentence with words of an outcome."""

    dossier: Dossier
    row: int
    statuses: frozenset[str]

    @property
    def span(self) -> tuple[int, int]:
        sentence = self.dossier.reading.sentences[self.row]
        return sentence.start, sentence.end

    @cached_property
    def anchor(self) -> Anchor:
        return self.dossier.anchor(*self.span)

    @property
    def numbers(self) -> set[str | None]:
        start, end = self.span
        inside = (m for m in self.dossier.reading.mentions if m.kind == "number" and start <= m.start < end)
        return {m.value for m in inside}

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """Who and what the sentence names."""
        return _mentions(self.dossier, *self.span)

    @cached_property
    def named(self) -> frozenset[str]:
        """The entities that the sentence names."""
        return frozenset(self.dossier.key_of(m) for m in self.mentions)

    @cached_property
    def people(self) -> frozenset[str]:
        """The people among them."""
        return frozenset(self.dossier.key_of(m) for m in self.mentions if self.dossier.is_person(m))

    @cached_property
    def sides(self) -> frozenset[str]:
        """The countries that it names, or that somebody or something that it names is of."""
        return frozenset((self.dossier.side_of(m) or m.value or "").split("/")[0] for m in self.mentions)

    @cached_property
    def named_before(self) -> tuple[frozenset[str], frozenset[str]]:
        """The entities, and the people, that the sentences just before it and the headline name."""
        rows = {*range(max(0, self.row - _BACK), self.row), *self.dossier.proper[:1]}
        sentences = [self.dossier.reading.sentences[row] for row in rows]
        mentions = [m for s in sentences for m in _mentions(self.dossier, s.start, s.end)]
        people = (m for m in mentions if self.dossier.is_person(m))
        return frozenset(map(self.dossier.key_of, mentions)), frozenset(map(self.dossier.key_of, people))


def _mentions(dossier: Dossier, start: int, end: int) -> tuple[Mention, ...]:
    return tuple(m for m in dossier.reading.mentions if start <= m.start < end and m.kind != "number")


class OutcomeSentences:
    """Those of some texts, in the order of the texts' ids."""

    def __init__(self, dossiers: Mapping[str, Dossier]) -> None:
        self._all = [u for name in sorted(dossiers) for u in _upshots_of(dossiers[name])]
        self._days = sorted({u.dossier.day for u in self._all if u.dossier.day})
        rank = {day: at for at, day in enumerate(self._days)}
        self._day = np.array([rank.get(u.dossier.day or "", -1) for u in self._all], dtype=np.int32)
        self._statuses = Entries(u.statuses for u in self._all)
        self._articles = Entries((u.dossier.id,) for u in self._all)
        self._near_rows: NearRows | None = None

    @cached_property
    def _named(self) -> Entries:
        return Entries(u.named for u in self._all)

    @cached_property
    def _named_near(self) -> Entries:
        return Entries(u.named | u.named_before[0] for u in self._all)

    @cached_property
    def _sides(self) -> Entries:
        return Entries(u.sides for u in self._all)

    def between(self, status: str, first: str, last: str) -> Positions:
        """Where words for ``status`` stand in texts of those days."""
        found = self._statuses.under(status)
        days = self._day[found]
        return found[(days >= bisect_left(self._days, first)) & (days < bisect_right(self._days, last))]

    def in_articles(self, articles: Iterable[str]) -> Positions:
        """Those of some articles."""
        return self._articles.any_of(sorted(articles))

    def naming_near(self, entities: Collection[str]) -> Positions:
        """Those that name all of some entities, or that stand close to sentences that do."""
        return self._named_near.all_of(entities) if entities else np.arange(len(self._all), dtype=np.int32)

    def of_side(self, entities: Iterable[str], countries: Iterable[str]) -> Positions:
        """Those that name one of some entities, or somebody or something of some countries."""
        return np.union1d(self._named.any_of(entities), self._sides.any_of(countries))

    def near(self, found: Positions, rows: Sequence[FloatRows], least: float) -> Positions:
        """Those of ``found`` that may be as like to one of ``rows`` as ``least``."""
        if self._near_rows is None:
            self._near_rows = NearRows((u.dossier.row(u.row),) for u in self._all)
        return self._near_rows.near(found, rows, least)

    def at(self, positions: Positions) -> list[Upshot]:
        """The sentences themselves."""
        return [self._all[p] for p in positions.tolist()]


def _upshots_of(dossier: Dossier) -> Iterator[Upshot]:
    if dossier.by_machine:
        return
    for row in dossier.proper:
        sentence = dossier.reading.sentences[row]
        words = dossier.article.text[sentence.start : sentence.end]
        statuses = statuses_in(words, dossier.lang_at(sentence.start))
        if statuses:
            yield Upshot(dossier, row, statuses)
