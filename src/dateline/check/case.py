"""One sentence with everything a rule may look at, and what a rule may say of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property, wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from dateline.check.identity import Cast
from dateline.check.retrieve import Corpus, Covered, Hit
from dateline.check.views import SentenceView, TextView
from dateline.check.words import Word, load_vocabulary
from dateline.model import Evidence
from dateline.model.finding import Severity, Stance, Verdict

# What each rule's finding weighs: its severity, and the verdict that it forces (None: it changes none).
CODES: dict[str, tuple[Severity, Verdict | None]] = {
    "DL101": ("error", "not_enough_information"),
    "DL102": ("error", "refuted"),
    "DL103": ("error", "not_enough_information"),
    "DL104": ("error", "refuted"),
    "DL105": ("error", "refuted"),
    "DL201": ("error", "overstated"),
    "DL202": ("error", "overstated"),
    "DL203": ("error", "overstated"),
    "DL204": ("error", "overstated"),
    "DL205": ("note", None),
    "DL301": ("error", "refuted"),
    "DL302": ("error", "not_enough_information"),
    "DL311": ("error", "refuted"),
    "DL312": ("error", "not_enough_information"),
    "DL321": ("error", "refuted"),
    "DL322": ("error", "not_enough_information"),
    "DL401": ("error", "refuted"),
    "DL402": ("error", "not_enough_information"),
    "DL403": ("error", "refuted"),
    "DL404": ("warning", None),
    "DL405": ("warning", None),
    "DL406": ("error", "refuted"),
    "DL501": ("error", "refuted"),
    "DL502": ("error", "refuted"),
    "DL503": ("error", "refuted"),
    "DL504": ("error", "refuted"),
    "DL505": ("error", "overstated"),
    "DL506": ("error", "overstated"),
    "DL507": ("error", "overstated"),
    "DL508": ("error", "not_enough_information"),
    "DL509": ("error", "overstated"),
    "DL510": ("error", "refuted"),
    "DL511": ("error", "overstated"),
    "DL512": ("error", "refuted"),
    "DL601": ("error", "overstated"),
    "DL602": ("note", None),
    "DL701": ("error", "not_enough_information"),
    "DL702": ("error", "refuted"),
    "DL703": ("error", "not_enough_information"),
}


_P = ParamSpec("_P")
_T = TypeVar("_T")


@dataclass(frozen=True)
class Found:
    """What a rule says: a code on a span, the source's words against it, and the passages. ``mild`` keeps the verdict."""

    code: str
    start: int
    end: int
    other: str = ""
    evidence: tuple[Evidence, ...] = ()
    mild: bool = False

    @property
    def verdict(self) -> Verdict | None:
        """The verdict it forces, if any."""
        return None if self.mild else CODES[self.code][1]

    @property
    def severity(self) -> Severity:
        """How grave it is."""
        severity = CODES[self.code][0]
        return "warning" if self.mild and severity == "error" else severity


@dataclass(frozen=True)
class Case:
    """One sentence of the document, its sources, who is who, and the source sentences nearest to it."""

    claim: SentenceView
    document: TextView
    sources: tuple[TextView, ...]
    corpus: Corpus
    cast: Cast
    hits: tuple[Hit, ...]
    recalled: dict[tuple[object, ...], Any] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def covered(self) -> tuple[Covered, ...]:
        """How far the sources cover each word of the sentence; a name known under any form is covered."""
        known: list[tuple[int, int]] = []
        for mention in self.claim.mentions:
            figure = self.cast.figure(self.document, mention)
            if mention.kind == "number" or (figure is not None and figure.id in self.known_ids):
                known.append((mention.start, mention.end))
        inside = [any(s <= w.start and w.end <= e for s, e in known) for w in self.claim.words]
        rest = [w for w, i in zip(self.claim.words, inside, strict=True) if not i]
        covered = iter(self.corpus.cover(self.claim, self.hits, rest))
        return tuple(
            Covered(w, 1.0, "known") if i else next(covered) for w, i in zip(self.claim.words, inside, strict=True)
        )

    @cached_property
    def same_language(self) -> bool:
        """Whether some source is in the sentence's language."""
        return any(s.lang == self.claim.lang for s in self.corpus.sentences)

    @cached_property
    def near(self) -> tuple[SentenceView, ...]:
        """The source sentences found, best first."""
        return tuple(h.sentence for h in self.hits)

    @cached_property
    def near_text(self) -> str:
        """Their words, of those in the sentence's language."""
        return "\n".join(s.text for s in self.near if s.lang == self.claim.lang)

    @cached_property
    def source_text(self) -> str:
        """All evidence of all sources."""
        return "\n".join(s.evidence_text for s in self.sources)

    @cached_property
    def known_ids(self) -> frozenset[str]:
        """The ids of all that the evidence sentences name."""
        if self.cast.known is None:
            self.cast.known = self.corpus.known_ids(self.cast)
        return self.cast.known

    @cached_property
    def loaded(self) -> tuple[tuple[int, int], ...]:
        """Where loaded phrases stand in the sentence."""
        text = self.claim.text.casefold()
        if len(text) != len(self.claim.text):
            return ()
        places = ((text.find(p), len(p)) for p in load_vocabulary(self.claim.lang).loaded)
        return tuple((self.claim.start + at, self.claim.start + at + size) for at, size in places if at >= 0)

    @cached_property
    def verbatim(self) -> bool:
        """Whether one source sentence has all the sentence's words in the same order."""
        mine = [k for w in self.claim.words for k in w.keys]
        if len(mine) < 3:
            return False
        return any(_is_subsequence(mine, [k for w in s.words for k in w.keys]) for s in self.near)

    def is_close(self, sentence: SentenceView) -> bool:
        """Whether a source sentence is one of the two nearest and tells of the same thing, so that values can conflict."""
        for hit in self.hits[:2]:
            if hit.sentence is sentence:
                return hit.overlap >= 0.4 or hit.cosine >= 0.45
        return False

    def view_of(self, sentence: SentenceView) -> TextView:
        """The text a source sentence stands in."""
        return self.sources[sentence.source]

    @cached_property
    def clauses(self) -> list[list[Covered]]:
        """The sentence's words by clause."""
        breaks = sorted(_find_breaks(self.claim))
        groups: list[list[Covered]] = [[]]
        for item in self.covered:
            while breaks and breaks[0] <= item.word.start:
                breaks.pop(0)
                if groups[-1]:
                    groups.append([])
            groups[-1].append(item)
        return [g for g in groups if g]


def once(work: Callable[Concatenate[Case, _P], _T]) -> Callable[Concatenate[Case, _P], _T]:
    """``work`` done once for a case and the very same further arguments: many rules ask for the same."""

    @wraps(work)
    def recall(case: Case, /, *args: _P.args, **options: _P.kwargs) -> _T:
        key = (work, *map(id, args), *sorted(options.items()))
        if key not in case.recalled:
            case.recalled[key] = work(case, *args, **options)
        found: _T = case.recalled[key]
        return found

    return recall


def _find_breaks(claim: SentenceView) -> list[int]:
    text, found = claim.text, []
    for mark in load_vocabulary(claim.lang).breaks:
        at = text.find(mark)
        while at >= 0:
            inside = mark.isalpha() and mark.isascii()
            whole = not inside or (
                not text[at - 1 : at].isalnum() and not text[at + len(mark) : at + len(mark) + 1].isalnum()
            )
            digits = text[at - 1 : at].isdigit() and text[at + 1 : at + 2].isdigit()
            if whole and not digits:
                found.append(claim.start + at)
            at = text.find(mark, at + 1)
    return found


def _is_subsequence(mine: Sequence[str], theirs: Sequence[str]) -> bool:
    remaining = iter(theirs)
    return all(key in remaining for key in mine)


def cite(sentence: SentenceView, stance: Stance) -> Evidence:
    """A whole source sentence as evidence."""
    return Evidence(sentence.source, sentence.start, sentence.end, sentence.text, stance)


def cite_span(sentence: SentenceView, start: int, end: int, stance: Stance) -> Evidence:
    """A part of a source as evidence."""
    return Evidence(sentence.source, start, end, sentence.article.text[start:end], stance)


def span_of(words: Sequence[Word]) -> tuple[int, int]:
    """From the first of some words to the last."""
    return words[0].start, words[-1].end
