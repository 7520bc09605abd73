"""Reading the Chinese blocks of one article."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from dateline.lang.pack import Passage
from dateline.lang.resolve import Reference
from dateline.lang.zh.acts import ActReader
from dateline.lang.zh.chains import build_cast
from dateline.lang.zh.dates import find_dates, is_one_day
from dateline.lang.zh.mentions import find_names
from dateline.lang.zh.numbers import find_numbers, find_terms
from dateline.lang.zh.quotations import find_quotations
from dateline.lang.zh.script import simplify
from dateline.lang.zh.sentences import find_credits, split_sentences
from dateline.model import Act, Block, DateValue, Mention, Role, Sentence


def read_blocks(text: str, blocks: Sequence[tuple[int, Block]], references: Sequence[Reference]) -> Passage:
    """Sentences, names with chains, dates, quotations and acts of the blocks given, in page order."""
    plain = simplify(text)
    sentences: list[Sentence] = []
    dates: list[DateValue] = []
    masks: list[tuple[int, int]] = []
    for (number, block), reference in zip(blocks, references, strict=True):
        sentences.extend(Sentence(s, e, number) for s, e in split_sentences(text, block.start, block.end))
        day = _day_before(dates, reference)
        dates.extend(find_dates(text, block.start, block.end, reference, day))
        masks.extend(find_credits(plain, block.start, block.end))
    spans = [(s.start, s.end) for s in sentences]
    cast = build_cast(text, plain, find_names(plain, spans, masks), spans, dates)
    reader = ActReader(text, plain, cast, dates)
    acts: list[Act] = []
    days = {
        number: (ref.day + timedelta(days=1)).isoformat() if ref.day else None
        for (number, _), ref in zip(blocks, references, strict=True)
    }
    for index, (start, end) in enumerate(spans):
        acts.extend(reader.read_sentence(index, _after_masks(start, end, masks), end, days[sentences[index].block]))
    quotations = find_quotations(text, plain, spans, reader.told)
    numbers = _numbers(text, plain, spans, [(d.start, d.end) for d in dates], cast.mentions)
    mentions, roles = _in_order([*cast.mentions, *numbers], cast.roles)
    return Passage(
        sentences=tuple(sentences),
        mentions=mentions,
        dates=tuple(dates),
        quotations=quotations,
        acts=tuple(acts),
        roles=roles,
    )


def _day_before(dates: Sequence[DateValue], reference: Reference) -> DateValue | None:
    """The last single day that the blocks before named, within two weeks of the publication."""
    day = next((d for d in reversed(dates) if is_one_day(d)), None)
    if day is None or reference.day is None or not day.earliest:
        return None
    return day if abs((date.fromisoformat(day.earliest[:10]) - reference.day).days) <= 14 else None


def _after_masks(start: int, end: int, masks: Sequence[tuple[int, int]]) -> int:
    """Where a sentence starts that an agency's lead-in opens."""
    for a, b in masks:
        if a <= start < b <= end:
            return b
    return start


def _numbers(
    text: str,
    plain: str,
    spans: Sequence[tuple[int, int]],
    dates: Sequence[tuple[int, int]],
    mentions: Sequence[Mention],
) -> list[Mention]:
    busy = sorted([*dates, *((m.start, m.end) for m in mentions)])
    found: list[Mention] = []
    for start, end in spans:
        terms = find_terms(text, plain, start, end)
        found.extend(terms)
        near = [b for b in busy if b[0] < end and b[1] > start] + [(t.start, t.end) for t in terms]
        found.extend(find_numbers(text, plain, start, end, near))
    return found


def _in_order(mentions: Sequence[Mention], roles: Sequence[Role]) -> tuple[tuple[Mention, ...], tuple[Role, ...]]:
    """Mentions in page order, with the indices of the roles carried along."""
    order = sorted(range(len(mentions)), key=lambda i: (mentions[i].start, mentions[i].end, i))
    moved = {old: new for new, old in enumerate(order)}
    shifted = tuple(
        Role(person=moved[r.person], position=moved[r.position], status=r.status, since=r.since, until=r.until)
        for r in roles
    )
    return tuple(mentions[i] for i in order), shifted
