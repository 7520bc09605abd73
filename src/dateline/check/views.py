"""A text and its reading as the rules look at it: sentence by sentence, each with its words, names, dates and acts."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Generic, TypeVar

import numpy as np

from dateline.check.words import Word, find_words
from dateline.lang.identify import identify_language
from dateline.lang.vectors import DIMENSION, FloatRows, embed_sentences, unpack_vectors
from dateline.model import Act, Article, DateValue, Mention, Quotation, Quote, Reading

JUDGED_BLOCKS = ("headline", "standfirst", "body")
EVIDENCE_BLOCKS = ("body", "standfirst", "headline")


@dataclass(frozen=True)
class SentenceView:
    """One sentence of a text. ``source`` is the index of the text among the sources, -1 for the text judged."""

    article: Article
    reading: Reading
    source: int
    index: int
    start: int
    end: int
    block: str
    lang: str
    vector: FloatRows

    @property
    def text(self) -> str:
        """The words of the sentence."""
        return self.article.text[self.start : self.end]

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """Its content words, without those of dates and numbers, which are compared by value."""
        found = find_words(self.article.text, self.start, self.end, self.lang)
        taken = [(d.start, d.end) for d in self.dates]
        return tuple(w for w in found if not any(s <= w.start < e for s, e in taken)) if taken else found

    @cached_property
    def keys(self) -> frozenset[str]:
        """All keys of its words."""
        return frozenset(k for w in self.words for k in w.keys)

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """The mentions that stand in it."""
        return tuple(m for m in self.reading.mentions if self.start <= m.start and m.end <= self.end)

    @cached_property
    def dates(self) -> tuple[DateValue, ...]:
        """The dates that stand in it."""
        return tuple(d for d in self.reading.dates if self.start <= d.start and d.end <= self.end)

    @cached_property
    def acts(self) -> tuple[Act, ...]:
        """The acts that it tells."""
        return tuple(a for a in self.reading.acts if self.start <= a.start < self.end)

    @cached_property
    def quotations(self) -> tuple[Quotation, ...]:
        """The quotations that begin in it."""
        return tuple(q for q in self.reading.quotations if self.start <= q.start < self.end)

    @cached_property
    def _of_kind(self) -> dict[str, tuple[Mention, ...]]:
        found: dict[str, list[Mention]] = {}
        for mention in self.mentions:
            found.setdefault(mention.kind, []).append(mention)
        return {kind: tuple(mentions) for kind, mentions in found.items()}

    def named(self, kind: str) -> tuple[Mention, ...]:
        """Its mentions of one kind."""
        return self._of_kind.get(kind, ())


@dataclass(frozen=True)
class TextView:
    """A whole text, its sentences in order."""

    article: Article
    reading: Reading
    source: int
    sentences: tuple[SentenceView, ...]

    @cached_property
    def keys(self) -> frozenset[str]:
        """All keys of the words of its evidence sentences."""
        return frozenset(k for s in self.evidence for k in s.keys)

    @cached_property
    def evidence(self) -> tuple[SentenceView, ...]:
        """The sentences that may carry evidence: never a teaser, caption, notice, byline or comment."""
        return tuple(s for s in self.sentences if s.block in EVIDENCE_BLOCKS)

    @cached_property
    def evidence_text(self) -> str:
        """The words of its evidence sentences."""
        return "\n".join(s.text for s in self.evidence)

    @cached_property
    def matrix(self) -> FloatRows:
        """The vectors of its evidence sentences, one a row."""
        if not self.evidence:
            return np.zeros((0, DIMENSION), dtype=np.float32)
        return np.stack([s.vector for s in self.evidence])

    @cached_property
    def by_span(self) -> dict[tuple[int, int], Mention]:
        """Its mentions by where they stand."""
        return {(m.start, m.end): m for m in self.reading.mentions}

    @cached_property
    def chain_value(self) -> dict[int, Mention]:
        """The fullest mention of every chain."""
        best: dict[int, Mention] = {}
        for mention in self.reading.mentions:
            if mention.chain is None:
                continue
            held = best.get(mention.chain)
            if held is None or _fullness(mention) > _fullness(held):
                best[mention.chain] = mention
        return best

    def mention_at(self, quote: Quote) -> Mention | None:
        """The mention whose span a slot of an act gives."""
        return self.by_span.get((quote.start, quote.end))

    def resolve(self, quote: Quote) -> Mention | None:
        """The fullest mention of the chain that the slot belongs to."""
        mention = self.mention_at(quote)
        if mention is None or mention.chain is None:
            return mention
        return self.chain_value.get(mention.chain, mention)


def _fullness(mention: Mention) -> tuple[bool, int]:
    return (mention.kind in ("person", "organization", "place"), len(mention.value or mention.text))


_T = TypeVar("_T")


class Same(Generic[_T]):
    """A key that is equal only to the very object it holds."""

    def __init__(self, held: _T) -> None:
        self.held = held

    def __hash__(self) -> int:
        return id(self.held)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and self.held is other.held


def view_text(article: Article, reading: Reading, source: int) -> TextView:
    """A text with its reading. Vectors come from the reading, or are made where it has none.

    The views of the last texts are kept, since many claims are judged against one source.
    """
    return _view(Same(article), Same(reading), source)


@lru_cache(maxsize=64)
def _view(held_article: Same[Article], held_reading: Same[Reading], source: int) -> TextView:
    article, reading = held_article.held, held_reading.held
    rows = _vectors(article, reading)
    sentences = tuple(
        SentenceView(
            article=article,
            reading=reading,
            source=source,
            index=index,
            start=sentence.start,
            end=sentence.end,
            block=article.blocks[sentence.block].kind if sentence.block < len(article.blocks) else "body",
            lang=_language(article, sentence.block, article.text[sentence.start : sentence.end]),
            vector=rows[index],
        )
        for index, sentence in enumerate(reading.sentences)
    )
    return TextView(article, reading, source, sentences)


def _language(article: Article, block: int, text: str) -> str:
    given = article.blocks[block].lang if block < len(article.blocks) else None
    return given or article.lang or identify_language(text) or "en"


def _vectors(article: Article, reading: Reading) -> FloatRows:
    if len(reading.vectors) == len(reading.sentences) * DIMENSION * 2:
        return unpack_vectors(reading.vectors)
    texts = [article.text[s.start : s.end] for s in reading.sentences]
    langs = [_language(article, s.block, t) for s, t in zip(reading.sentences, texts, strict=True)]
    return embed_sentences(texts, langs)
