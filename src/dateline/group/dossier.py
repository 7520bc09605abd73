"""One article with its reading, ready to be asked who, where and when."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from dateline.model import Anchor, Article, Block, DateValue, Entity, Mention, Quote, Reading, Sentence

if TYPE_CHECKING:
    from dateline.lang.vectors import FloatRows

PROPER = ("headline", "standfirst", "body")


def fold(text: str) -> str:
    """A key to match by: NFKC, case-folded, letters and digits only."""
    return _fold_name(text) if len(text) <= _NAME else _fold(text)


def _fold(text: str) -> str:
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text).casefold()))


_NAME = 60
"""Letters up to which a text may be a name, that is asked for again and again."""
_fold_name = lru_cache(maxsize=50_000)(_fold)


@dataclass(frozen=True)
class Dossier:
    """An article, its reading, and what each chain of mentions was linked to (``of_chain``, may be empty)."""

    article: Article
    reading: Reading
    of_chain: Mapping[str, str] = field(default_factory=dict)
    entities: Mapping[str, Entity] = field(default_factory=dict)

    @property
    def id(self) -> str:
        return self.article.id

    @cached_property
    def day(self) -> str | None:
        """The day of publication (ISO) or None."""
        return self.article.published[:10] if self.article.published else None

    @cached_property
    def by_machine(self) -> bool:
        """Whether the text says of itself, or its source is known, to be written by a machine from other texts."""
        return self.article.source_class == "ai_rewrite" or any(d.kind == "ai_text" for d in self.article.disclosures)

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks; a text without any is all body."""
        whole = (Block("body", 0, len(self.article.text), self.article.lang),)
        return self.article.blocks or whole

    def block_at(self, position: int) -> Block:
        """The block that holds a position (the nearest before it, where none does)."""
        found = self.blocks[0]
        for block in self.blocks:
            if block.start <= position:
                found = block
        return found

    def lang_at(self, position: int) -> str | None:
        return self.block_at(position).lang or self.article.lang

    @cached_property
    def proper(self) -> tuple[int, ...]:
        """Indices of the sentences of the article proper: headline, standfirst and body."""
        return tuple(
            i for i, s in enumerate(self.reading.sentences) if self.block_at(s.start).kind in PROPER and s.end > s.start
        )

    @cached_property
    def body(self) -> tuple[int, ...]:
        """Indices of the body's sentences; where an article has no body, all of the article proper."""
        inside = tuple(i for i in self.proper if self.block_at(self.reading.sentences[i].start).kind == "body")
        return inside or self.proper

    @cached_property
    def has_body(self) -> bool:
        return any(b.kind == "body" and b.end > b.start for b in self.blocks)

    @cached_property
    def rows(self) -> FloatRows:
        """One vector a sentence; those that the reading does not carry (the wire form has none) are made here."""
        from dateline.lang.vectors import DIMENSION, embed_sentences, unpack_vectors

        sentences = self.reading.sentences
        if self.reading.vectors and len(self.reading.vectors) == 2 * DIMENSION * len(sentences):
            return unpack_vectors(self.reading.vectors)
        texts = [self.article.text[s.start : s.end] for s in sentences]
        return embed_sentences(texts, [self.lang_at(s.start) for s in sentences])

    def row(self, index: int) -> FloatRows:
        """The vector of one sentence; where the reading carries it, only this one is unpacked."""
        from dateline.lang.vectors import DIMENSION, unpack_vectors

        size = 2 * DIMENSION
        if "rows" in self.__dict__ or len(self.reading.vectors or b"") != size * len(self.reading.sentences):
            found: FloatRows = self.rows[index]
        else:
            found = unpack_vectors(self.reading.vectors[index * size : (index + 1) * size])[0]
        return found

    def sentence_at(self, position: int) -> Sentence | None:
        """The sentence that holds a position."""
        return next((s for s in self.reading.sentences if s.start <= position < s.end), None)

    def anchor(self, start: int, end: int) -> Anchor:
        return Anchor(self.id, start, end, self.article.text[start:end])

    @cached_property
    def _at(self) -> dict[tuple[int, int], int]:
        return {(m.start, m.end): i for i, m in enumerate(self.reading.mentions)}

    @cached_property
    def _person_of(self) -> dict[int, Mention]:
        """The person mention that names a chain most fully."""
        found: dict[int, Mention] = {}
        for mention in self.reading.mentions:
            if mention.kind != "person" or mention.chain is None:
                continue
            known = found.get(mention.chain)
            if known is None or len(mention.text) > len(known.text):
                found[mention.chain] = mention
        return found

    def mention_of(self, span: Quote | None) -> Mention | None:
        """The mention that stands at a span; failing that, the one that overlaps it most."""
        if span is None:
            return None
        index = self._at.get((span.start, span.end))
        if index is not None:
            return self.reading.mentions[index]
        near = [m for m in self.reading.mentions if m.start < span.end and span.start < m.end and m.kind != "number"]
        return max(near, key=lambda m: (min(m.end, span.end) - max(m.start, span.start), -m.start), default=None)

    def key_of(self, mention: Mention) -> str:
        """The entity that a mention was linked to; without a link, a key made of what it says."""
        if mention.chain is not None:
            linked = self.of_chain.get(f"{self.id}#{mention.chain}")
            if linked is not None:
                return linked
            person = self._person_of.get(mention.chain)
            if person is not None:
                return "person:" + fold(person.value or person.text)
        if mention.kind == "person":
            return "person:" + fold(mention.value or mention.text)
        if mention.kind == "place":
            return mention.value or mention.text
        value = mention.value or mention.text
        return f"{value}@{mention.of}" if mention.of else value

    def is_person(self, mention: Mention) -> bool:
        return mention.kind == "person" or (mention.chain is not None and mention.chain in self._person_of)

    def office_of(self, mention: Mention) -> tuple[str | None, str | None, str | None]:
        """The office that somebody holds by this text, nearest to the mention: position key, of what, status."""
        if mention.kind == "position" and mention.chain not in self._person_of:
            return mention.value, mention.of, None
        held = [
            (abs(position.start - mention.start), role.status, position)
            for role in self.reading.roles
            if (person := self.reading.mentions[role.person]).chain == mention.chain and person.chain is not None
            for position in (self.reading.mentions[role.position],)
            if position.value
        ]
        held.sort(key=lambda h: (h[1] not in ("current", "acting", "elect"), h[0], h[2].start))
        if not held:
            return None, None, None
        return held[0][2].value, held[0][2].of, held[0][1]

    def side_of(self, mention: Mention) -> str | None:
        """The country or body that a mention speaks for: what a body or office belongs to, a person's office's."""
        _, of, _ = self.office_of(mention)
        if of or mention.of:
            return of or mention.of
        entity = self.entities.get(self.key_of(mention))
        return entity.country if entity else None

    def dates_in(self, start: int, end: int) -> tuple[DateValue, ...]:
        """The placed dates that stand in a stretch of text."""
        return tuple(d for d in self.reading.dates if start <= d.start and d.end <= end and d.earliest and d.latest)


def first_day(value: DateValue | None) -> str | None:
    return value.earliest[:10] if value is not None and value.earliest else None


def last_day(value: DateValue | None) -> str | None:
    return value.latest[:10] if value is not None and value.latest else None


def is_day(value: DateValue | None) -> bool:
    """Whether a date is placed and as fine as one day."""
    return first_day(value) is not None and first_day(value) == last_day(value)


def overlap(a: DateValue | None, b: DateValue | None) -> bool | None:
    """Whether two dates may be the same time; None where either is not placed."""
    a1, a2, b1, b2 = first_day(a), last_day(a), first_day(b), last_day(b)
    if a1 is None or a2 is None or b1 is None or b2 is None:
        return None
    return a1 <= b2 and b1 <= a2


def instant(published: str | None) -> str:
    """A time of publication as UTC, so that times of two zones stand in order; "" where there is none."""
    if published is None or len(published) <= 10:
        return published or ""
    return datetime.fromisoformat(published).astimezone(UTC).isoformat()
