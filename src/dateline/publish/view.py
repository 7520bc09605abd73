"""What pages show, prepared from the model: evidence within the quotation budget, support in words, rows of tables."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from typing import Any

from dateline.lang.data import load_table
from dateline.lang.render import is_readable, load_grammar
from dateline.lang.render import label as position_label
from dateline.model import Anchor, Article, Fact, Origin, Party, RecordRow, Report, ReportSentence, Review, Slots, Story
from dateline.publish.cldr import country_name, stamp_words
from dateline.publish.notebook import Shelf, question, shared_table
from dateline.publish.plain import is_latin, lang_by_script, plain
from dateline.publish.quoting import Passage, QuoteBudget, fragment_link
from dateline.publish.sitedata import SiteData
from dateline.publish.tables import Tables

TAGS = {"en": "en", "ja": "ja", "ko": "ko", "zh": "zh-Hans"}
SELF_NAMES = {"en": "English", "ja": "日本語", "ko": "한국어", "zh": "中文"}
MARKS = {"corroborated": "●●", "single_origin": "●", "disputed": "⇄", "no_independent_origin": "○"}

_REASONS = {
    "what was planned there happened here": "why_planned",
    "the same people": "why_people",
    "the same person": "why_person",
    "the same place": "why_place",
    "the same matter": "why_matter",
}


def _is_full(name: str) -> bool:
    """Whether a name is likely to be whole: two words, or three characters of a script without spaces."""
    return " " in name if is_latin(name) else len(name) >= 3


def _parties_of(slots: Slots) -> tuple[Party, ...]:
    return (*slots.actors, *slots.recipients, *((slots.said_by,) if slots.said_by else ()))


class Desk(Tables):
    """The edition in one language: what templates ask for. ``shared`` keeps what all pages of one depth have in common."""

    def __init__(self, data: SiteData, lang: str, shelf: Shelf | None = None) -> None:
        """Of an edition; ``shelf`` as in ``Tables``."""
        super().__init__(data, lang, shelf)
        self.shared: dict[tuple[str, str, bool], str] = {}

    @cached_property
    def words(self) -> dict[str, Any]:
        """The strings of the site in this language."""
        return load_table(self.lang, "site")

    @property
    def site_name(self) -> str:
        """What the site is called: by its settings, else by its own name."""
        return self.house.title or str(self.words["site"])

    def summary(self, report: Report) -> str:
        """The label with the review state, and the first thing that the report says: how a report is announced where its page
        is not seen."""
        joint = str(self.words["label_joint"])
        return joint.join(part for part in (self.announced_label(report), self.first_words(report)) if part)

    def announced_label(self, report: Report) -> str:
        """The label in a word or two, and who has reviewed the report or that nobody has."""
        review = self.reviews.get(report.story)
        said = self.review_words(review) if review is not None else str(self.words["unreviewed"])
        return f"{self.label(report)[0]}{self.words['label_stop']}{said}"

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

    def _weight(self, story: Story) -> tuple[float, str, str]:
        """What the front page is ordered by: the weight of the story's facts, its newest article, its id."""
        weight = sum(sorted((f.weight for f in self.facts.get(story.id, [])), reverse=True)[:5])
        return (round(weight, 6), self.newest(story) or "", story.id)

    @question
    def ordered_ids(self) -> list[str]:
        """The stories that this edition publishes, the weightiest first."""
        held = (self.stories[name] for name in self.reports if name in self.stories)
        return [s.id for s in sorted(held, key=self._weight, reverse=True)]

    @property
    def ordered(self) -> list[Story]:
        """The same as stories."""
        return [self.stories[name] for name in self.ordered_ids()]

    @question
    def headline_of(self, story: str) -> str | None:
        """The headline of a story's report, or None where this edition has none: what other pages show of it."""
        report = self.reports.get(story)
        return None if report is None else report.headline.text

    @question
    def told_of(self, story: str, fact: str) -> str | None:
        """The first sentence of a story's report that tells a fact, or None."""
        report = self.reports.get(story)
        return next((s.text for s in report.sentences if fact in s.facts), None) if report else None

    @question
    def published(self, article: str) -> str | None:
        """When an article that the edition has was published, or None."""
        found = self.articles.get(article)
        return found.published if found else None

    def newest(self, story: Story) -> str | None:
        """When the newest article of a story was published, or None."""
        return max((stamp for a in story.articles if (stamp := self.published(a))), default=None)

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
        name = origin.name if origin and placement.origin_kind in ("wire", "official") else None
        if name and name != self.outlet(article):
            kind += f"{self.words['correction_joint']}{name}"
        state = self.words["independent" if placement.independent else "not_independent"]
        return f"{kind} · {state}"

    @question
    def names_of_origin(self, article: str) -> tuple[tuple[str, str], ...]:
        """The name of the origin that an article rests on, with its language tag, where that is not this language."""
        placement = self.placements.get(article)
        origin = self.origins.get(placement.origin) if placement else None
        tag = self.tag_of_origin(origin) if origin else None
        return ((origin.name, tag),) if origin and origin.name and tag else ()

    def tag_of_origin(self, origin: Origin) -> str | None:
        """The language tag that the name of an origin needs here: of the outlet that is called so, else by its script."""
        name, held = origin.name or "", [self.articles[a] for a in origin.articles if a in self.articles]
        own = next((a.lang for a in held if self.outlet(a) == name), None)
        return self.foreign(name, own or lang_by_script(name, (a.lang for a in held)))

    def names_apart(self, story: Story) -> tuple[tuple[str, str], ...]:
        """What a report names in another language's words, with the tag of each: outlets, origins, and people in letters that
        readers of this language do not read."""
        found: dict[str, str | None] = {}
        for article in (self.articles[a] for a in story.articles if a in self.articles):
            found.setdefault(self.outlet(article), self.foreign(self.outlet(article), article.lang))
            found.update(self.names_of_origin(article.id))
        people = dict.fromkeys(p.entity for f in self.facts.get(story.id, ()) if f.slots for p in _parties_of(f.slots))
        for entity in (self.entities[e] for e in people if e in self.entities):
            for form in entity.names:
                if not is_readable(form.text, self.lang):
                    found.setdefault(form.text, self.foreign(form.text, form.lang))
        return tuple((name, tag) for name, tag in found.items() if tag)

    def side_words(self, article: Article) -> str:
        """The country that an official text speaks for, in words, or an empty string."""
        side = self.speaks_for(article.id)
        return str(self.words["side_of"]).replace("{side}", self.place_name(side)) if side else ""

    def speaks_for(self, article: str) -> str | None:
        """The country that an official text speaks for; None for any other text."""
        placement = self.placements.get(article)
        origin = self.origins.get(placement.origin) if placement else None
        return origin.of.split("/")[0] if origin and origin.kind == "official" and origin.of else None

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
            side = str(self.words["list_joint"]).join(self.place_name(s.split("/")[0]) for s in sentence.sides)
            said += f" · {str(self.words['one_side']).replace('{side}', side)}"
        return said

    def passages(self, anchors: Sequence[Anchor], budget: QuoteBudget, most: int = 4) -> list[Passage]:
        """Evidence for display within the quotation budget: one passage an article, one an origin as far as that
        fills ``most``, the edition's language first, and last those whose words may no longer be shown and what is not
        independent."""
        one_each: dict[str, Anchor] = {}
        for anchor in anchors:
            if anchor.article in self.articles:
                one_each.setdefault(anchor.article, anchor)
        first: list[Anchor] = []
        again: list[Anchor] = []
        origins: set[str] = set()
        for article_id in sorted(one_each, key=self._shown_late):
            placement = self.placements.get(article_id)
            origin = placement.origin if placement else article_id
            (again if origin in origins else first).append(one_each[article_id])
            origins.add(origin)
        shown: list[Passage] = []
        bare: list[Passage] = []
        for anchor in (*first, *again):
            if len(shown) < most:
                passage = self._passage(anchor, budget)
                (shown if passage.words and not self._shown_late(anchor.article)[0] else bare).append(passage)
        return [*shown, *bare][:most]

    def _shown_late(self, article: str) -> tuple[bool, bool]:
        """Whether a passage of it comes after others: what is not independent, what is in another language."""
        placement = self.placements.get(article)
        return placement is not None and not placement.independent, self.articles[article].lang != self.lang

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
        lang, outlet, outlet_lang, day, origin, side, names = self.source_words(article.id)
        return Passage(
            words=budget.cut(anchor, article),
            lang=lang,
            outlet=outlet,
            outlet_lang=outlet_lang,
            day=day,
            origin=origin,
            side=side,
            href=fragment_link(article, anchor),
            start=anchor.start,
            end=anchor.end,
            names=names,
        )

    @question
    def source_words(self, id: str) -> tuple[str, str, str | None, str, str, str, tuple[tuple[str, str], ...]]:
        """What every passage of an article says of it: its language, its outlet with the language of the name, its day and
        origin, the side that it speaks for, and the foreign names in that."""
        article = self.articles[id]
        outlet = self.outlet(article)
        tag = TAGS.get(article.lang or "en", "en")
        origin, side = self.origin_words(article), self.side_words(article)
        day, names = self.day(article.published), self.names_of_origin(article.id)
        return tag, outlet, self.foreign(outlet, article.lang), day, origin, side, names

    @question
    def name_of(self, entity: str) -> str:
        """The name of an entity as this edition prints it: a person's as reports do, else a form attested in this language,
        else Latin, else any."""
        found = self.entities.get(entity)
        if found is None:
            return entity.removeprefix("person:")
        if found.kind == "person" and found.names:
            return load_grammar(self.lang).name(found).strip()
        for lang in (self.lang, "en"):
            forms = [n for n in found.names if n.lang == lang]
            if forms:
                return max(forms, key=lambda n: (_is_full(n.text), n.count, len(n.text))).text
        if found.kind == "place" and found.key:
            return self.place_name(found.key)
        return found.names[0].text if found.names else entity

    @question
    def country_of(self, entity: str) -> str | None:
        """The country of a person, or None for others and where it is not known."""
        found = self.entities.get(entity)
        return found.country if found is not None and found.kind == "person" else None

    @shared_table
    def entity_named(self) -> dict[str, str]:
        """The first entity that has a form of a name."""
        found: dict[str, str] = {}
        for entity in self.entities.values():
            for form in entity.names:
                found.setdefault(form.text, entity.id)
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
            key = _REASONS.get(head) or ("why_accident" if head.startswith("the same accident") else None)
            if key is None:
                continue
            joint = str(self.words["list_joint"])
            known = joint.join(self._known_name(name) for name in names.split(", ")) if names else ""
            said.append(str(self.words[key]).replace("{names}", known))
        return " · ".join(said)

    def _known_name(self, name: str) -> str:
        if re.match(r"[A-Z]{2}(/|$)", name):
            return self.place_name(name)
        entity = self.entity_named.get(name)
        return self.name_of(entity) if entity is not None else name


def desks_of(data: SiteData) -> dict[str, Desk]:
    """An edition in each of its languages."""
    shelf = Shelf()
    return {lang: Desk(data, lang, shelf) for lang in data.langs}
