"""Acts of two texts side by side, with their parties under common ids."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate

from dateline.check.case import Case, once
from dateline.check.identity import Cast
from dateline.check.views import SentenceView, TextView
from dateline.check.words import Word, find_words, load_vocabulary
from dateline.lang.compare import SlotComparison, compare_acts
from dateline.model import Act, Quote, Slots
from dateline.model.story import Party

BOTH = "both_sides"
_ALIKE = frozenset({"statement", "pledge", "plan", "agreement", "signing", "other"})


@dataclass(frozen=True)
class Pair:
    """A source act set beside the claim's, how near their matter is (0..1), and how each slot stands."""

    act: Act
    sentence: SentenceView
    affinity: float
    claimed: Slots
    source: Slots

    @cached_property
    def slots(self) -> tuple[SlotComparison, ...]:
        """Every slot that the claim fills beside the source's."""
        return compare_acts(self.claimed, self.source)

    def slot(self, name: str) -> SlotComparison | None:
        """One slot of the comparison, None where the claim leaves it empty."""
        return next((s for s in self.slots if s.slot == name), None)


def fill_slots(act: Act, view: TextView, cast: Cast) -> Slots:
    """The act with its parties as ids. Collectives that could not be resolved are left out."""
    return Slots(
        kind=act.kind,
        rung=act.rung,
        polarity=act.polarity,
        realis=act.realis,
        weak=act.weak,
        restated=act.restated,
        meeting=act.meeting,
        displeasure=act.displeasure,
        actors=_parties(act.actors, view, cast),
        recipients=_parties(act.recipients, view, cast),
        bound=tuple(p.entity for p in _parties(act.bound, view, cast)),
        said_by=cast.party(view, act.said_by) if act.said_by else None,
        place=_place(act, view),
        time=act.time,
        topics=act.topics,
        conditional=act.condition is not None or act.realis == "conditional",
        hedge=act.hedge.text if act.hedge else None,
        plover=act.plover,
    )


def _parties(quotes: tuple[Quote, ...], view: TextView, cast: Cast) -> tuple[Party, ...]:
    found = [p for q in quotes if (p := cast.party(view, q)) is not None and BOTH not in p.entity]
    return tuple({p.entity: p for p in found}.values())


def _place(act: Act, view: TextView) -> str | None:
    mention = view.mention_at(act.place) if act.place else None
    return (mention.value or mention.text) if mention else None


def is_joint(act: Act, view: TextView) -> bool:
    """Whether the act is told of two or more parties together."""
    values = {(m.value or m.text) for q in (*act.actors, *act.bound) if (m := view.mention_at(q))}
    return BOTH in values or len({q.start for q in act.actors}) > 1


@once
def find_pairs(case: Case, act: Act) -> list[Pair]:
    """The source acts that may license the claim's act, the nearest matter first."""
    claimed = fill_slots(act, case.document, case.cast)
    mine = matter_keys(case.claim, act)
    pairs: list[Pair] = []
    for index, (sentence, other) in enumerate(case.corpus.acts):
        if not _comparable(act, other):
            continue
        known = case.cast.filled.get(index)
        if known is None:
            keys = matter_keys(sentence, other)
            known = case.cast.filled[index] = fill_slots(other, case.view_of(sentence), case.cast), keys
        source, theirs = known
        shared = (mine, theirs) if case.claim.lang == sentence.lang else None
        affinity = _affinity(case, (act, claimed), (other, source), sentence, shared)
        if affinity >= 0.25:
            pairs.append(Pair(other, sentence, affinity, claimed, source))
    pairs.sort(key=lambda p: (-p.affinity, p.sentence.source, p.act.start))
    return pairs


def _comparable(a: Act, b: Act) -> bool:
    if a.kind == b.kind:
        return True
    if {a.kind, b.kind} <= {"meeting", "call"}:
        return True
    if "meeting" in (a.kind, b.kind):
        return "exchanged" in (a.rung, b.rung) and "statement" in (a.kind, b.kind)
    return a.kind in _ALIKE and b.kind in _ALIKE


def _affinity(
    case: Case,
    claim: tuple[Act, Slots],
    told: tuple[Act, Slots],
    sentence: SentenceView,
    matters: tuple[frozenset[str], frozenset[str]] | None,
) -> float:
    """How near the matter of two acts is: shared words (``matters``, of one language), shared topics, nearness of the
    sentences."""
    (act, claimed), (other, source) = claim, told
    hit = next((h for h in case.hits if h.sentence is sentence), None)
    parts: list[float] = []
    if matters is not None and all(matters):
        mine, theirs = matters
        parts.append(len(mine & theirs) / min(len(mine), len(theirs)) if min(len(mine), len(theirs)) > 1 else 0.4)
    if claimed.topics and source.topics:
        parts.append(len(set(claimed.topics) & set(source.topics)) / len(set(claimed.topics)))
    if hit is not None:
        parts.append(max(0.0, min(1.0, hit.cosine + 0.15)))
    people = {p.entity for p in (*claimed.actors, *claimed.recipients)}
    shared = people & {p.entity for p in (*source.actors, *source.recipients)}
    same_event = act.kind == other.kind and act.kind in ("meeting", "visit", "call", "appointment", "signing")
    if same_event and (not people or len(shared) >= min(2, len(people))):
        parts.append(0.8)
    return max(parts, default=0.0) + (0.1 if shared else 0.0) + (0.1 if act.kind == other.kind else 0.0)


@lru_cache(maxsize=8192)
def _matter_words(text: str, start: int, end: int, lang: str) -> tuple[Word, ...]:
    return find_words(text, start, end, lang)


def matter_keys(sentence: SentenceView, act: Act) -> frozenset[str]:
    """The keys of what the act is about: its matter, or else its whole clause, without names."""
    start, end = (act.matter.start, act.matter.end) if act.matter else (act.start, act.end)
    names = sorted((m.start, m.end) for m in sentence.mentions if m.kind in ("person", "position"))
    starts = [s for s, _ in names]
    reach = [0, *accumulate((e for _, e in names), max)]  # how far the names that start at or before a place reach
    frame = load_vocabulary(sentence.lang).frame
    words = _matter_words(sentence.article.text, start, end, sentence.lang)
    kept = [w for w in words if w.end > reach[bisect_right(starts, w.start)]]
    return frozenset(k for w in kept for k in w.keys if k not in frame)
