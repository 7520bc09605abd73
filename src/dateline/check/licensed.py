"""The strongest acts of the sources that a headline may tell: what ``write`` renders where a headline goes too far."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.check.audit import Bench, Context
from dateline.check.slots import fill_slots
from dateline.check.views import SentenceView, view_text
from dateline.model import Act, Article, Reading, Slots

# How much an act weighs in a headline: what stands firmest first, then who met whom.
_WEIGHT = {
    "on_paper": 8,
    "agreed": 7,
    "saw_alike": 5,
    "undertook": 5,
    "done": 4,
    "exchanged": 3,
    "would": 3,
    "asked": 2,
    "raised": 1,
}


def strongest_licensed(
    document: Article,
    reading: Reading,
    sources: Sequence[tuple[Article, Reading]],
    *,
    context: Context | None = None,
    limit: int = 2,
) -> tuple[tuple[int, int], ...]:
    """``(source index, act index)`` of the strongest source acts with the parties and matter of the document's headline,
    strongest first. Without sources the document's own body is the source, with the index -1."""
    view = view_text(document, reading, -1)
    views = tuple(view_text(article, read, index) for index, (article, read) in enumerate(sources)) or (view,)
    bench = Bench.lay_out(view, views, context or Context())
    headlines = [s for s in view.sentences if s.block == "headline"] or list(view.sentences[:1])
    parties, topics = _subject(bench, headlines)
    ranked: list[tuple[float, int, int]] = []
    for source in views:
        for index, act in enumerate(source.reading.acts):
            sentence = next((s for s in source.evidence if s.start <= act.start < s.end and s.block == "body"), None)
            if sentence is None or act.polarity == "negative":
                continue
            slots = fill_slots(act, source, bench.cast)
            weight = _weigh(act, slots, parties, topics)
            if weight > 0:
                ranked.append((-weight, source.source, index))
    return tuple((source, index) for _, source, index in sorted(ranked)[:limit])


def _subject(bench: Bench, headlines: Sequence[SentenceView]) -> tuple[set[str], set[str]]:
    """Who and what the headline is about."""
    parties: set[str] = set()
    topics: set[str] = set()
    for sentence in headlines:
        for mention in sentence.mentions:
            figure = bench.cast.figure(bench.document, mention)
            if figure is not None and mention.kind in ("person", "organization", "place", "position"):
                parties.add(figure.id)
        topics |= {t for act in sentence.acts for t in act.topics}
    return parties, topics


def _weigh(act: Act, slots: Slots, parties: set[str], topics: set[str]) -> float:
    """The act's strength, more with the headline's own parties and topics; 0 where it shares neither."""
    people = {p.entity for p in (*slots.actors, *slots.recipients)}
    shared = len(people & parties)
    alike = len(topics & set(act.topics))
    if not shared and not alike:
        return 0.0
    planned = 0.0 if act.realis == "actual" else -2.0
    return _WEIGHT[act.rung] + 2.0 * min(shared, 2) + 2.5 * min(alike, 2) + planned
