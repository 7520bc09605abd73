"""An edition as tables for one language. Pages ask these and ``view.Desk``, never the edition itself: what they ask is noted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from dateline.model import (
    Article,
    Correction,
    Doubted,
    Entity,
    Fact,
    Lost,
    Occupancy,
    Origin,
    Placement,
    Printed,
    RecordRow,
    Report,
    Review,
    Story,
    Version,
)
from dateline.publish.house import House
from dateline.publish.notebook import Asked, Shelf, question, shared_question, shared_table, table, table_within
from dateline.publish.sitedata import PrintedAudit, SiteData, is_held, pairs_in

K = TypeVar("K")
V = TypeVar("V")
PAGED = ("meeting", "visit", "call", "pledge")
"""The kinds of rows of the record that have pages of their own."""
_STORY = "of_story"


def grouped(pairs: Iterable[tuple[K, V]]) -> dict[K, list[V]]:
    """The values of each key, in their order."""
    found: dict[K, list[V]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return found


class Tables(Asked):
    """The edition indexed for one language. ``langs`` and ``house`` are the same for all its pages and are not noted."""

    def __init__(self, data: SiteData, lang: str, shelf: Shelf | None = None) -> None:
        """Of an edition; tables are made on first use, those on a ``shelf`` (of the same edition) for all languages."""
        super().__init__(shelf)
        self._data = data
        self.lang = lang
        self.langs: tuple[str, ...] = data.langs
        self.house: House = data.house

    @question
    def of_story(self, name: str) -> tuple[Any, ...]:
        """What the edition has under a story's name, but for its facts and rows, which pages of the record show too."""
        held: tuple[Mapping[str, Any], ...] = (
            self.stories,
            self.reports,
            self.reviews,
            self.versions,
            self.corrections,
            self.doubts,
            self.pictures,
            self.langs_of,
            self.firsts,
        )
        return tuple(one.get(name) for one in held)

    @table_within(_STORY, is_shared=True)
    def stories(self) -> dict[str, Story]:
        """Stories by id."""
        return {s.id: s for s in self._data.stories}

    @table_within(_STORY)
    def reports(self) -> dict[str, Report]:
        """The reports of this language by story id, published ones only."""
        return {r.story: r for r in self._data.reports if r.lang == self.lang and not r.blocked}

    @shared_table
    def facts(self) -> dict[str, list[Fact]]:
        """Facts by story id."""
        return grouped((fact.story, fact) for fact in self._data.facts)

    @table_within(_STORY)
    def reviews(self) -> dict[str, Review]:
        """The approvals of this language's reports, by story id."""
        return {r.story: r for r in self._data.reviews if r.lang == self.lang}

    @table_within(_STORY)
    def versions(self) -> dict[str, list[Version]]:
        """The versions of each report of this language that has had several, oldest first."""
        ordered = sorted(self._data.versions, key=lambda v: v.number)
        return grouped((v.story, v) for v in ordered if v.lang == self.lang)

    @table_within(_STORY)
    def corrections(self) -> dict[str, list[Correction]]:
        """The corrections of each story in this language, oldest first."""
        return grouped((c.story, c) for c in self._data.corrections if not c.langs or self.lang in c.langs)

    @table_within(_STORY, is_shared=True)
    def doubts(self) -> dict[str, list[Doubted]]:
        """What changed at the sources of each story and awaits an editor."""
        return grouped((d.story, d) for d in self._data.doubts)

    @table_within(_STORY)
    def pictures(self) -> dict[str, list[Printed]]:
        """The pictures of each story that has words for them in this language."""
        return grouped((p.picture.story, p) for p in self._data.pictures if self.lang in p.picture.captions)

    @table_within(_STORY)
    def firsts(self) -> dict[str, str]:
        """The time that each report of this language, or one that is no more, had when it was first published."""
        named = (key.rpartition("/") for key in self._data.firsts)
        return {story: self._data.firsts[f"{story}/{lang}"] for story, _, lang in named if lang == self.lang}

    @shared_table
    def rows_of(self) -> dict[str, list[RecordRow]]:
        """The rows of the record of each story."""
        return grouped((row.story, row) for row in self._data.records if row.story)

    @table_within(_STORY, is_shared=True)
    def langs_of(self) -> dict[str, tuple[str, ...]]:
        """The languages in which each story is published."""
        found = grouped((report.story, report.lang) for report in self._data.reports if not report.blocked)
        return {story: tuple(lang for lang in self.langs if lang in langs) for story, langs in found.items()}

    @shared_question
    def of_article(self, id: str) -> tuple[Any, ...]:
        """All that the edition has under an article's id."""
        return self.articles.get(id), self.placements.get(id)

    @table_within("of_article", is_shared=True)
    def articles(self) -> dict[str, Article]:
        """Articles by id, with the texts of audits that are not in the archive."""
        pasted = (a for printed in self._data.audits for a in (printed.document, *printed.sources))
        return {a.id: a for a in (*pasted, *self._data.articles)}

    @shared_table
    def origins(self) -> dict[str, Origin]:
        """Origins by id."""
        return {o.id: o for o in self._data.origins}

    @table_within("of_article", is_shared=True)
    def placements(self) -> dict[str, Placement]:
        """Placements by article id."""
        return {p.article: p for p in self._data.placements}

    @shared_table
    def entities(self) -> dict[str, Entity]:
        """Entities by id."""
        return {e.id: e for e in self._data.entities}

    @shared_table
    def people(self) -> dict[str, bool]:
        """The persons."""
        return {e.id: True for e in self._data.entities if e.kind == "person"}

    @shared_table
    def offices(self) -> dict[str, list[Occupancy]]:
        """The occupancies of each entity."""
        return grouped((held.entity, held) for held in self._data.occupancies)

    @shared_table
    def holders(self) -> dict[str, bool]:
        """Who holds, or held, a public office by the word of some source."""
        return dict.fromkeys((o.entity for o in self._data.occupancies if is_held(o)), True)

    @shared_table
    def rows_with(self) -> dict[str, list[RecordRow]]:
        """The rows of the record that each entity takes part in."""
        return grouped(
            (e, row) for row in self._data.records for e in dict.fromkeys(p.entity for p in row.participants)
        )

    @shared_table
    def rows_at(self) -> dict[tuple[str, int, int], list[RecordRow]]:
        """The rows of the record that rest on each passage."""
        return grouped(((a.article, a.start, a.end), row) for row in self._data.records for a in row.anchors)

    @table
    def titles_at(self) -> dict[tuple[str, int, int], tuple[int, str]]:
        """The first row of the record, by its number, that rests on each passage: its number and title."""
        found: dict[tuple[str, int, int], tuple[int, str]] = {}
        for number, row in enumerate(self._data.records):
            title = row.title.get(self.lang)
            for anchor in row.anchors if title else ():
                found.setdefault((anchor.article, anchor.start, anchor.end), (number, title or ""))
        return found

    @shared_table
    def pairs(self) -> dict[str, list[RecordRow]]:
        """The rows of each pair of countries, in the order of the codes."""
        return dict(sorted(grouped((pair, row) for row in self._data.records for pair in pairs_in(row)).items()))

    @shared_table
    def rows(self) -> dict[str, RecordRow]:
        """The rows of the record with a page in some language: encounters and promises of office-holders, bodies and states."""
        kept, holders = {e.id: e.kind != "person" for e in self._data.entities}, self.holders
        found = (row for row in self._data.records if row.kind in PAGED)
        return {r.id: r for r in found if any(kept.get(p.entity) or p.entity in holders for p in r.participants)}

    @table
    def paged(self) -> dict[str, bool]:
        """Which of them have one in this language."""
        return {id: True for id, row in self.rows.items() if row.title.get(self.lang)}

    @shared_table
    def audits(self) -> dict[str, PrintedAudit]:
        """The audits that readers may see, the newest first."""
        return {printed.id: printed for printed in self._data.audits}

    @shared_table
    def audits_on(self) -> dict[str, list[str]]:
        """The audits of each article."""
        return grouped((printed.document.id, printed.id) for printed in self._data.audits)

    @table
    def named(self) -> dict[str, str]:
        """The story of this edition that each name, of today or of before, stands for."""
        return {name: s.id for s in self._data.stories if s.id in self.reports for name in (s.id, *s.aliases)}

    @table
    def lost(self) -> dict[str, Lost]:
        """The reports of this language that were published and are no more."""
        return {one.story: one for one in self._data.lost if one.lang == self.lang and one.story not in self.named}
