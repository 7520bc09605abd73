"""How much of a text is judged, or compared with: every rule sets each sentence of one beside all of the other."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

import msgspec

from dateline.check.messages import phrase_reason
from dateline.check.views import JUDGED_BLOCKS
from dateline.lang.vectors import DIMENSION
from dateline.model import Article, Judged, Reading

MOST_SENTENCES = 300
MOST_ACTS = 300
MOST_NAMED = 200  # different people, bodies and places


def opening(reading: Reading) -> Reading:
    """The reading of as much of a text as is judged or compared with; the very same where that is all of it."""
    end = _end(reading)
    if end is None:
        return reading
    sentences = tuple(s for s in reading.sentences if s.end <= end)
    mentions = tuple(m for m in reading.mentions if m.end <= end)
    acts = tuple(a for a in reading.acts if a.start < end)
    return msgspec.structs.replace(
        reading,
        sentences=sentences,
        mentions=mentions,
        dates=tuple(d for d in reading.dates if d.end <= end),
        quotations=tuple(q for q in reading.quotations if q.start < end),
        acts=acts,
        claims=tuple(c for c in reading.claims if c.end <= end and all(a < len(acts) for a in c.acts)),
        roles=tuple(r for r in reading.roles if max(r.person, r.position) < len(mentions)),
        vectors=reading.vectors[: len(sentences) * DIMENSION * 2],
    )


def _end(reading: Reading) -> int | None:
    """Where what is judged ends; None where all of it is."""
    named: set[int] = set()
    mentions, acts = reading.mentions, reading.acts
    told, passed = 0, 0
    for index, sentence in enumerate(reading.sentences):
        while passed < len(mentions) and mentions[passed].start < sentence.end:
            mention = mentions[passed]
            if mention.chain is not None and mention.kind in ("person", "organization", "place"):
                named.add(mention.chain)
            passed += 1
        told = bisect_left(acts, sentence.end, lo=told, key=lambda a: a.start)
        if index and (index >= MOST_SENTENCES or told > MOST_ACTS or len(named) > MOST_NAMED):
            return reading.sentences[index - 1].end
    return None


def not_checked(start: int, end: int, block: str, reason: str) -> Judged:
    """A sentence of which nothing is said but why."""
    return Judged(start=start, end=end, block=block, verdict="not_checked", support=0.0, reason=reason)


def unjudged(document: Article, reading: Reading, opened: Reading, lang: str) -> tuple[Judged, ...]:
    """The sentences of a text behind the part that is judged, each with why it is not."""
    found = []
    for sentence in reading.sentences[len(opened.sentences) :]:
        block = document.blocks[sentence.block].kind if sentence.block < len(document.blocks) else "body"
        reason = phrase_reason("too_long" if block in JUDGED_BLOCKS else "not_judged", lang)
        found.append(not_checked(sentence.start, sentence.end, block, reason))
    return tuple(found)


def against_openings(judged: Sequence[Judged], lang: str) -> tuple[Judged, ...]:
    """Verdicts where the sources are longer than what was compared: what they carry is carried, but nothing can be said to
    be missing from them."""
    return tuple(
        j
        if j.verdict in ("supported", "not_checked")
        else not_checked(j.start, j.end, j.block, phrase_reason("sources_too_long", lang))
        for j in judged
    )
