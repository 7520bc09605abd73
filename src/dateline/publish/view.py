"""What pages show, prepared from the model: evidence within the quotation budget, support in words, rows of tables."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from dateline.lang.data import load_table
from dateline.lang.render import label as position_label
from dateline.model import (
    Anchor,
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
    ReportSentence,
    Review,
    Story,
    Version,
)
from dateline.publish.cldr import country_name, stamp_words
from dateline.publish.plain import is_latin, plain
from dateline.publish.quoting import Passage, QuoteBudget, fragment_link
from dateline.publish.sitedata import SiteData, is_held, pairs_in

TAGS = {"en": "en", "ja": "ja", "ko": "ko", "zh": "zh-Hans"}
SELF_NAMES = {"en": "English", "ja": "日本語", "ko": "한국어", "zh": "中文"}
PAGED = ("meeting", "visit", "call", "pledge")
"""The kinds of rows of the record that have pages of their own."""
MARKS = {"corroborated": "●●", "single_origin": "●", "disputed": "⇄", "no_independent_origin": "○"}

_REASONS = {
    "what was planned there happened here": "why_planned",
    "the same people": "why_people",
    "the same person": "why_person",
    "the same place": "why_place",
}


def _is_full(name: str) -> bool:
    """Whether a name is likely to be whole: two words, or three characters of a script without spaces."""
    return " " in name if is_latin(name) else len(name) >= 3


@dataclass
class Desk:
    """The edition indexed for one language: what templates ask for."""

    data: SiteData
    lang: str
    shared: dict[tuple[str, str, bool], str] = field(default_factory=dict)
    _sources: dict[str, tuple[str, str, str | None, str, str]] = field(default_factory=dict)

    @cached_property
    def words(self) -> dict[str, Any]:
        """The strings of the site in this language."""
        return load_table(self.lang, "site")

    @property
    def site_name(self) -> str:
        """What the site is called: by its settings, else by its own name."""
        return self.data.house.title or str(self.words["site"])

    def summary(self, report: Report) -> str:
        """The label with the review state, and the first thing that the report says: how a report is announced where its page
        is not seen."""
        return " ".join(part for part in (self.announced_label(report), self.first_words(report)) if part)

    def announced_label(self, report: Report) -> str:
        """The label in a word or two, and who has reviewed the report or that nobody has."""
        review = self.reviews.get(report.story)
        said = self.review_words(review) if review is not None else str(self.words["unreviewed"])
        return f"{self.label(report)[0]}. {said}"

    def first_words(self, report: Report) -> str:
        """The first thing that a report says below its headline."""
        first = report.standfirst or (report.sentences[0] if report.sentences else None)
        return plain(first.text) if first else ""

    def stamp(self, story: Story) -> str:
        """When the story's report was made from its newest article, or an empty string."""
        return self.reports[story.id].as_of or self.newest(story) or ""

    def places_of(self, report: Report) -> list[str]:
        """Where what the headline and the lead tell took place, in this language."""
        facts = {f.id: f for f in self.facts.get(report.story, [])}
        told = (report.headline, *(s for s in report.sentences if s.section == "lead"))
        found = (f.slots.place for s in told for i in s.facts if (f := facts.get(i)) and f.slots and f.slots.place)
        return list(dict.fromkeys(plain(self.place_name(place)) for place in found))

    @cached_property
    def articles(self) -> dict[str, Article]:
        """Articles by id."""
        return {a.id: a for a in self.data.articles}

    @cached_property
    def origins(self) -> dict[str, Origin]:
        """Origins by id."""
        return {o.id: o for o in self.data.origins}

    @cached_property
    def placements(self) -> dict[str, Placement]:
        """Placements by article id."""
        return {p.article: p for p in self.data.placements}

    @cached_property
    def reports(self) -> dict[str, Report]:
        """The reports of this language by story id, published ones only."""
        return {r.story: r for r in self.data.reports if r.lang == self.lang and not r.blocked}

    @cached_property
    def facts(self) -> dict[str, list[Fact]]:
        """Facts by story id."""
        found: dict[str, list[Fact]] = {}
        for fact in self.data.facts:
            found.setdefault(fact.story, []).append(fact)
        return found

    def story_weight(self, story: Story) -> tuple[float, str, str]:
        """What the front page is ordered by: the weight of the story's facts, its newest article, its id."""
        weight = sum(sorted((f.weight for f in self.facts.get(story.id, [])), reverse=True)[:5])
        return (round(weight, 6), self.newest(story) or "", story.id)

    @cached_property
    def ordered(self) -> list[Story]:
        """The stories that this edition publishes, the weightiest first."""
        return sorted((s for s in self.data.stories if s.id in self.reports), key=self.story_weight, reverse=True)

    def newest(self, story: Story) -> str | None:
        """When the newest article of a story was published, or None."""
        found = (self.articles[a].published for a in story.articles if a in self.articles)
        return max((stamp for stamp in found if stamp), default=None)

    def country_name(self, code: str) -> str:
        """The name of a country in this language."""
        return country_name(code, self.lang)

    def place_name(self, key: str | None) -> str:
        """The name of a place (pivot key) in this language, or what the sources call it."""
        if not key:
            return ""
        if len(key) == 2 and key.isupper():
            return self.country_name(key)
        entry = load_table(self.lang, "places").get(key)
        return str(entry["label"]) if isinstance(entry, dict) and entry.get("label") else key.rsplit("/", 1)[-1]

    def outlet(self, article: Article) -> str:
        """The outlet, or the file's name where there is none."""
        return article.outlet or article.source.rsplit("/", 1)[-1]

    def foreign(self, words: str, lang: str | None) -> str | None:
        """The language tag that ``words`` need on a page of this language, or None where they need none."""
        if lang is None or lang == self.lang or (is_latin(words) and lang != "en"):
            return None
        return TAGS.get(lang, lang)

    def day(self, stamp: str | None) -> str:
        """An ISO stamp as a date in this language."""
        if not stamp:
            return str(self.words["unknown_date"])
        return self.edtf_words(stamp[:10])

    @cached_property
    def titles_by_anchor(self) -> dict[Anchor, tuple[int, str]]:
        """The first row of the record, with its title, that rests on each anchor."""
        found: dict[Anchor, tuple[int, str]] = {}
        for number, row in enumerate(self.data.records):
            title = row.title.get(self.lang)
            for anchor in row.anchors if title else ():
                found.setdefault(anchor, (number, title or ""))
        return found

    def edtf_words(self, value: str) -> str:
        """A day, month, year or interval (EDTF) in this language; what is none of them is given as it stands."""
        if "/" in value:
            first, last = (self.edtf_words(part) if part.strip(". ") else "" for part in value.split("/", 1))
            return f"{first} – {last}".strip()
        return stamp_words(value, self.lang)

    def origin_words(self, article: Article) -> str:
        """What kind of origin the article rests on, in words."""
        placement = self.placements.get(article.id)
        if placement is None:
            return ""
        origin = self.origins.get(placement.origin)
        kind = str(self.words[f"kind_{placement.origin_kind}"])
        name = (
            f"{kind}: {origin.name}"
            if origin and origin.name and placement.origin_kind in ("wire", "official")
            else kind
        )
        state = self.words["independent" if placement.independent else "not_independent"]
        return f"{name}, {state}"

    @cached_property
    def reviews(self) -> dict[str, Review]:
        """The approvals of this language's reports, by story id."""
        return {r.story: r for r in self.data.reviews if r.lang == self.lang}

    def label(self, report: Report | None = None) -> tuple[str, str]:
        """The label in a word or two and in a sentence: written by the grammar, or by a language model; and who has
        reviewed it, or that nobody has."""
        kind = "label" if report is None or report.written_by == "grammar" else "label_model"
        review = self.reviews.get(report.story) if report is not None else None
        long = str(self.words[f"{kind}_made"])
        said = self.review_words(review) if review is not None else str(self.words["unreviewed"])
        joined = f"{long}{self.words['label_joint']}{said}"
        return str(self.words[kind]), joined.replace("{model}", report.written_by if report else "")

    def review_words(self, review: Review) -> str:
        """Who approved a report, in which role, when, and what was checked."""
        said = str(self.words["edited_by" if review.edited else "reviewed_by"])
        scope = str(self.words["list_joint"]).join(str(self.words[f"scope_{name}"]) for name in review.scope)
        role = str(self.words[f"role_{review.role}"])
        values = {"who": plain(review.by), "role": role, "day": self.day(review.at), "scope": scope}
        return said.format_map(values)

    def support_words(self, sentence: ReportSentence | Fact) -> str:
        """The support in words, with what weakens it."""
        if sentence.support is None:
            return ""
        said = str(self.words[f"support_{sentence.support}"]).replace("{n}", str(len(sentence.origins)))
        if sentence.weak_evidence:
            said += f" · {self.words['weak']}"
        if sentence.sides:
            side = ", ".join(self.place_name(s.split("/")[0]) for s in sentence.sides)
            said += f" · {str(self.words['one_side']).replace('{side}', side)}"
        return said

    def passages(self, anchors: Sequence[Anchor], budget: QuoteBudget, most: int = 4) -> list[Passage]:
        """Evidence for display within the quotation budget: one passage an article, one an origin as far as that
        fills ``most``, the edition's language first, and those whose words may no longer be shown last."""
        one_each: dict[str, Anchor] = {}
        for anchor in anchors:
            if anchor.article in self.articles:
                one_each.setdefault(anchor.article, anchor)
        first: list[Anchor] = []
        again: list[Anchor] = []
        origins: set[str] = set()
        for article_id in sorted(one_each, key=lambda a: self.articles[a].lang != self.lang):
            placement = self.placements.get(article_id)
            origin = placement.origin if placement else article_id
            (again if origin in origins else first).append(one_each[article_id])
            origins.add(origin)
        shown: list[Passage] = []
        bare: list[Passage] = []
        for anchor in (*first, *again):
            if len(shown) < most:
                passage = self._passage(anchor, budget)
                (shown if passage.words else bare).append(passage)
        return [*shown, *bare][:most]

    def others(self, anchors: Sequence[Anchor], shown: Sequence[Passage]) -> list[tuple[str, str | None]]:
        """The outlets, with the language tag of each, that tell the same but are not among the passages shown."""
        seen = {p.outlet for p in shown}
        names: dict[str, str | None] = {}
        for anchor in anchors:
            article = self.articles.get(anchor.article)
            if article is not None and self.outlet(article) not in seen:
                names.setdefault(self.outlet(article), self.foreign(self.outlet(article), article.lang))
        return list(names.items())

    def _passage(self, anchor: Anchor, budget: QuoteBudget) -> Passage:
        article = self.articles[anchor.article]
        lang, outlet, outlet_lang, day, origin = self._of_source(article)
        return Passage(
            words=budget.cut(anchor, article),
            lang=lang,
            outlet=outlet,
            outlet_lang=outlet_lang,
            day=day,
            origin=origin,
            href=fragment_link(article, anchor),
            start=anchor.start,
            end=anchor.end,
        )

    def _of_source(self, article: Article) -> tuple[str, str, str | None, str, str]:
        """What every passage of an article says of it: its language, its outlet with the language of the name, its day and
        origin."""
        found = self._sources.get(article.id)
        if found is None:
            outlet = self.outlet(article)
            tag = TAGS.get(article.lang or "en", "en")
            foreign = self.foreign(outlet, article.lang)
            found = tag, outlet, foreign, self.day(article.published), self.origin_words(article)
            self._sources[article.id] = found
        return found

    def name_of(self, entity: str) -> str:
        """The name of an entity as this edition prints it: a form attested in this language, else Latin, else any."""
        names: Mapping[str, Entity] = self.entities
        found = names.get(entity)
        if found is None:
            return entity.removeprefix("person:")
        for lang in (self.lang, "en"):
            forms = [n for n in found.names if n.lang == lang]
            if forms:
                return max(forms, key=lambda n: (_is_full(n.text), n.count, len(n.text))).text
        if found.kind == "place" and found.key:
            return self.place_name(found.key)
        return found.names[0].text if found.names else entity

    @cached_property
    def entities(self) -> dict[str, Entity]:
        """Entities by id."""
        return {e.id: e for e in self.data.entities}

    @cached_property
    def offices(self) -> dict[str, list[Occupancy]]:
        """The occupancies of each entity."""
        found: dict[str, list[Occupancy]] = {}
        for held in self.data.occupancies:
            found.setdefault(held.entity, []).append(held)
        return found

    @cached_property
    def holders(self) -> frozenset[str]:
        """Who holds, or held, a public office by the word of some source."""
        return frozenset(e for e, held in self.offices.items() if any(is_held(o) for o in held))

    @cached_property
    def pairs(self) -> dict[str, list[RecordRow]]:
        """The rows of each pair of countries, in the order of the codes."""
        grouped: dict[str, list[RecordRow]] = {}
        for row in self.data.records:
            for pair in pairs_in(row):
                grouped.setdefault(pair, []).append(row)
        return dict(sorted(grouped.items()))

    @cached_property
    def paged(self) -> list[RecordRow]:
        """The rows with a page in this language: encounters and promises of office-holders, bodies and states."""
        return [r for r in self.data.records if r.kind in PAGED and r.title.get(self.lang) and self._is_public(r)]

    @cached_property
    def paged_ids(self) -> frozenset[str]:
        """The ids of the rows with a page."""
        return frozenset(r.id for r in self.paged)

    def _is_public(self, row: RecordRow) -> bool:
        """Whether somebody takes part who is no private person."""
        found = (self.entities.get(p.entity) for p in row.participants)
        return any(e is not None and (e.kind != "person" or e.id in self.holders) for e in found)

    @cached_property
    def stories(self) -> dict[str, Story]:
        """Stories by id."""
        return {s.id: s for s in self.data.stories}

    @cached_property
    def people(self) -> frozenset[str]:
        """The persons."""
        return frozenset(e.id for e in self.data.entities if e.kind == "person")

    @cached_property
    def rows_with(self) -> dict[str, list[RecordRow]]:
        """The rows of the record that each entity takes part in."""
        found: dict[str, list[RecordRow]] = {}
        for row in self.data.records:
            for entity in dict.fromkeys(p.entity for p in row.participants):
                found.setdefault(entity, []).append(row)
        return found

    @cached_property
    def rows_of(self) -> dict[str, list[RecordRow]]:
        """The rows of the record of each story."""
        found: dict[str, list[RecordRow]] = {}
        for row in self.data.records:
            if row.story:
                found.setdefault(row.story, []).append(row)
        return found

    @cached_property
    def rows_at(self) -> dict[tuple[str, int, int], list[RecordRow]]:
        """The rows of the record that rest on each passage."""
        found: dict[tuple[str, int, int], list[RecordRow]] = {}
        for row in self.data.records:
            for anchor in row.anchors:
                found.setdefault((anchor.article, anchor.start, anchor.end), []).append(row)
        return found

    def office_name(self, position: str | None, country: str | None) -> str | None:
        """A position in this language, by the country's own word for it."""
        return position_label(self.lang, "positions", position, country) if position else None

    def country_of_party(self, row: RecordRow, entity: str) -> str | None:
        """The country that an act gives one who takes part in it."""
        parties = (*row.slots.actors, *row.slots.recipients) if row.slots else ()
        return next((p.of.split("/")[0] for p in parties if p.entity == entity and p.of), None)

    def reason_words(self, why: str) -> str:
        """Why one story is related to another, in this language: names and places as this edition prints them."""
        said = []
        for part in why.split("; "):
            head, _, names = part.partition(": ")
            key = _REASONS.get(head)
            if key is None:
                continue
            known = ", ".join(self._known_name(name) for name in names.split(", ")) if names else ""
            said.append(str(self.words[key]).replace("{names}", known))
        return " · ".join(said)

    def _known_name(self, name: str) -> str:
        if re.match(r"[A-Z]{2}(/|$)", name):
            return self.place_name(name)
        return self.name_of(self._by_name[name]) if name in self._by_name else name

    @cached_property
    def _by_name(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for entity in self.data.entities:
            for form in entity.names:
                found.setdefault(form.text, entity.id)
        return found

    @cached_property
    def corrections(self) -> dict[str, list[Correction]]:
        """The corrections of each story in this language, oldest first."""
        found: dict[str, list[Correction]] = {}
        for correction in self.data.corrections:
            if not correction.langs or self.lang in correction.langs:
                found.setdefault(correction.story, []).append(correction)
        return found

    @cached_property
    def pictures(self) -> dict[str, list[Printed]]:
        """The pictures of each story that has words for them in this language."""
        found: dict[str, list[Printed]] = {}
        for printed in self.data.pictures:
            if self.lang in printed.picture.captions:
                found.setdefault(printed.picture.story, []).append(printed)
        return found

    @cached_property
    def versions(self) -> dict[str, list[Version]]:
        """The versions of each report of this language that has had several, oldest first."""
        found: dict[str, list[Version]] = {}
        for version in sorted(self.data.versions, key=lambda v: v.number):
            if version.lang == self.lang:
                found.setdefault(version.story, []).append(version)
        return found

    @cached_property
    def doubts(self) -> dict[str, list[Doubted]]:
        """What changed at the sources of each story and awaits an editor."""
        found: dict[str, list[Doubted]] = {}
        for doubted in self.data.doubts:
            found.setdefault(doubted.story, []).append(doubted)
        return found

    @cached_property
    def lost(self) -> list[Lost]:
        """The reports of this language that were published and are no more."""
        shown = {name for story in self.ordered for name in (story.id, *story.aliases)}
        return [one for one in self.data.lost if one.lang == self.lang and one.story not in shown]

    @cached_property
    def langs_of(self) -> dict[str, tuple[str, ...]]:
        """The languages in which each story is published."""
        found: dict[str, set[str]] = {}
        for report in self.data.reports:
            if not report.blocked:
                found.setdefault(report.story, set()).add(report.lang)
        return {story: tuple(lang for lang in self.data.langs if lang in langs) for story, langs in found.items()}
