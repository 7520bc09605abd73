"""Reading Korean blocks: sentences, morphology once, then names, dates, numbers, quotations and acts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dateline.lang.ko.acts import find_acts
from dateline.lang.ko.analysis import Token, analyze, words_of
from dateline.lang.ko.chains import SentenceParts, link_mentions
from dateline.lang.ko.clauses import split_clauses
from dateline.lang.ko.dates import find_dates
from dateline.lang.ko.mentions import find_bodies_and_places, find_sentence_terms
from dateline.lang.ko.numbers import find_numbers
from dateline.lang.ko.people import find_titled, find_untitled
from dateline.lang.ko.quotations import find_quotations
from dateline.lang.ko.sentences import split_sentences
from dateline.lang.ko.tenures import TERM_WORDS
from dateline.lang.pack import Passage
from dateline.lang.resolve import Reference
from dateline.lang.tenure import settle_terms
from dateline.model import Block, DateValue, Mention, Sentence

_BYLINE = re.compile(r"@|무단\s?전재|재배포\s?금지|저작권자|ⓒ|Copyright|^[가-힣]{2,4}\s?(?:기자|특파원)$|기자\s?=")
_UNREAD = ("byline", "comment")


@dataclass(frozen=True, slots=True)
class _Line:
    sentence: Sentence
    block: Block
    reference: Reference
    tokens: tuple[Token, ...]


def read_blocks(text: str, blocks: Sequence[tuple[int, Block]], references: Sequence[Reference]) -> Passage:
    """Read all Korean blocks of one article, in page order (see :class:`dateline.lang.pack.Pack`)."""
    lines = _lines(text, blocks, references)
    parts = [_parts(text, line) for line in lines]
    dates = _dates(text, blocks, references)
    linked = link_mentions(text, parts, dates)
    numbers: list[Mention] = []
    for line in lines:
        numbers.extend(find_numbers(text, line.sentence.start, line.sentence.end, dates))
    mentions, roles = linked.mentions, linked.roles
    kept = [p for p in parts if not p.quiet]
    tokens = [line.tokens for line, part in zip(lines, parts, strict=True) if not part.quiet]
    clauses = [
        split_clauses(text, part, row, linked.mentions, linked.holders) for part, row in zip(kept, tokens, strict=True)
    ]
    acts = find_acts(text, kept, tokens, clauses, linked, dates)
    quotations = find_quotations(text, kept, clauses, linked, dates)
    return Passage(
        sentences=tuple(line.sentence for line in lines),
        mentions=(*mentions, *numbers),
        dates=dates,
        quotations=quotations,
        acts=acts,
        roles=settle_terms(text, mentions, roles, acts, TERM_WORDS),
    )


def _lines(text: str, blocks: Sequence[tuple[int, Block]], references: Sequence[Reference]) -> list[_Line]:
    spans: list[tuple[int, Block, Reference, int, int]] = []
    for (index, block), reference in zip(blocks, references, strict=True):
        for start, end in split_sentences(text, block.start, block.end):
            spans.append((index, block, reference, start, end))
    tokens = analyze(text, [(a, b) for *_, a, b in spans])
    return [
        _Line(Sentence(a, b, index), block, reference, row)
        for (index, block, reference, a, b), row in zip(spans, tokens, strict=True)
    ]


def _parts(text: str, line: _Line) -> SentenceParts:
    start, end = line.sentence.start, line.sentence.end
    words = words_of(text, start, end, line.tokens)
    quiet = line.block.kind in _UNREAD or bool(_BYLINE.search(text[start:end]))
    terms = find_sentence_terms(text, start, end, words)
    return SentenceParts(
        start,
        end,
        words,
        terms,
        find_titled(text, words, terms),
        find_untitled(text, words, terms),
        find_bodies_and_places(text, start, end, words, terms),
        quiet,
        line.reference.day,
    )


def _dates(text: str, blocks: Sequence[tuple[int, Block]], references: Sequence[Reference]) -> tuple[DateValue, ...]:
    found: list[DateValue] = []
    for (_, block), reference in zip(blocks, references, strict=True):
        found.extend(find_dates(text, block.start, block.end, reference, _day_before(found, reference)))
    return tuple(found)


def _day_before(found: Sequence[DateValue], reference: Reference) -> DateValue | None:
    """The last single day that the blocks before named, within two weeks of the publication."""
    for value in reversed(found):
        if value.earliest and value.earliest[:10] == (value.latest or "")[:10]:
            near = (
                reference.day is not None and abs((date.fromisoformat(value.earliest[:10]) - reference.day).days) <= 14
            )
            return value if near else None
    return None
