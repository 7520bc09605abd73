"""Which clause of the sources tells what a stretch of the sentence tells: by who is named, by words, and by sense.

A sentence may put together what several source sentences tell; its clauses are therefore laid beside theirs one by one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from dateline.check.case import Case, once
from dateline.check.phrases import embed_phrases
from dateline.check.views import SentenceView, TextView
from dateline.check.words import find_words, load_vocabulary
from dateline.lang.data import load_table

Span = tuple[int, int]
_SHORT = 6  # letters of a piece that is no clause of its own
_WORDS, _NAMES = 0.8, 0.4  # what shared words and shared names weigh beside the sense
_SYNONYM = 0.9
_NAMED = ("person", "position", "place", "organization")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A clause of a sentence, from ``start`` to ``end`` of its article."""

    sentence: SentenceView
    start: int
    end: int

    @property
    def text(self) -> str:
        """Its words."""
        return self.sentence.article.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Likeness:
    """A clause of the sources and how near it comes to a stretch of the sentence."""

    stretch: Stretch
    score: float
    words: float


@cache
def clause_cut(lang: str) -> re.Pattern[str]:
    """Where a language has one clause end (``lang/<code>/cuts.toml``)."""
    return re.compile(str(load_table(lang, "cuts")["clause"]))


def cut_stretches(sentence: SentenceView) -> list[Stretch]:
    """The clauses of a sentence, in order; a piece of a few letters stays with what is beside it."""
    text, cuts = sentence.text, [0]
    for match in clause_cut(sentence.lang).finditer(text):
        if match.end() - cuts[-1] >= _SHORT and len(text) - match.end() >= _SHORT:
            cuts.append(match.end())
    ends = [*cuts[1:], len(text)]
    return [Stretch(sentence, sentence.start + a, sentence.start + b) for a, b in zip(cuts, ends, strict=True)]


@once
def source_stretches(case: Case) -> list[Stretch]:
    """All clauses of all sources."""
    return [stretch for sentence in case.corpus.sentences for stretch in cut_stretches(sentence)]


def liken(case: Case, mine: Stretch, theirs: Sequence[Stretch]) -> list[Likeness]:
    """How near each clause of the sources comes to a stretch of the sentence, the nearest first."""
    if not theirs:
        return []
    rows = embed_phrases([(mine.text, mine.sentence.lang), *((t.text, t.sentence.lang) for t in theirs)])
    cosines = (rows[1:] @ rows[0]).tolist()
    keys, names = content_keys(mine), _names(case, case.document, mine)
    found = []
    for stretch, cosine in zip(theirs, cosines, strict=True):
        shared = _share_words(keys, stretch, mine.sentence.lang)
        named = _names(case, case.view_of(stretch.sentence), stretch)
        known = len(names & named) / len(names) if names else 0.0
        found.append(Likeness(stretch, cosine + _WORDS * shared + _NAMES * known, shared))
    return sorted(found, key=lambda f: (-f.score, f.stretch.sentence.source, f.stretch.start))


def content_keys(stretch: Stretch) -> frozenset[str]:
    """The keys of the words of content of a clause; names, dates and numbers stand apart."""
    sentence = stretch.sentence
    frame = load_vocabulary(sentence.lang).frame
    taken = [(m.start, m.end) for m in sentence.mentions if m.kind in (*_NAMED, "number")]
    taken += [(d.start, d.end) for d in sentence.dates]
    words = find_words(sentence.article.text, stretch.start, stretch.end, sentence.lang)
    kept = [w for w in words if not w.digits and not any(s <= w.start < e for s, e in taken)]
    return frozenset(k for w in kept for k in w.keys if k not in frame)


def _share_words(keys: frozenset[str], stretch: Stretch, lang: str) -> float:
    """The share of some keys that a clause in the same language has, synonyms counted."""
    if not keys or stretch.sentence.lang != lang:
        return 0.0
    theirs = content_keys(stretch)
    synonyms = load_vocabulary(lang).synonyms
    groups = frozenset(g for k in theirs for g in synonyms.get(k, ()))
    have = sum(1.0 if k in theirs else _SYNONYM if groups & synonyms.get(k, frozenset()) else 0.0 for k in keys)
    return have / len(keys)


def _names(case: Case, view: TextView, stretch: Stretch) -> frozenset[str]:
    held = [m for m in stretch.sentence.mentions if m.kind in _NAMED and stretch.start <= m.start < stretch.end]
    return frozenset(f.id for m in held if (f := case.cast.figure(view, m)) is not None)
