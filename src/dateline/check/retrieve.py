"""Which sentences of the sources a sentence is judged against, and how much of it they cover."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from heapq import nsmallest

import numpy as np

from dateline.check.identity import Cast
from dateline.check.phrases import embed_phrases
from dateline.check.views import Same, SentenceView, TextView
from dateline.check.words import Word, load_vocabulary
from dateline.lang.vectors import FloatRows
from dateline.model import Act

BEST = 4
_NEAR, _FAR = 0.8, 0.58
_UNSPACED = frozenset({"ja", "zh"})  # their words here are pairs of characters, which have no sense of their own


@dataclass(frozen=True)
class Hit:
    """A source sentence and why it was chosen: shared weighted words, cosine of the vectors, shared ids."""

    sentence: SentenceView
    overlap: float
    cosine: float
    shared: int

    @property
    def score(self) -> float:
        """What the hits are ordered by."""
        return _score(self.overlap, self.cosine, self.shared)


def _score(overlap: float, cosine: float, shared: int) -> float:
    return overlap + 0.8 * max(cosine, 0.0) + 0.12 * min(shared, 4)


@dataclass(frozen=True)
class Covered:
    """A word of the sentence and how far the sources cover it, 0..1; ``by`` says how (same, synonym, vector, elsewhere)."""

    word: Word
    degree: float
    by: str


class Corpus:
    """The evidence sentences of all sources, indexed for retrieval."""

    def __init__(self, sources: Sequence[TextView]) -> None:
        self.sources = tuple(sources)
        self.sentences = tuple(s for view in sources for s in view.evidence)
        self._holders: dict[str, list[int]] = {}
        for index, sentence in enumerate(self.sentences):
            for key in sentence.keys:
                self._holders.setdefault(key, []).append(index)
        counts = {k: len(held) for k, held in self._holders.items()}
        total = max(len(self.sentences), 1)
        self.weight = {k: math.log(1 + total / n) for k, n in counts.items()}
        self.most = math.log(1 + total)
        rows = [view.matrix for view in sources if view.evidence]
        self._langs = [s.lang for s in self.sentences]
        self.matrix: FloatRows = np.concatenate(rows) if rows else np.zeros((0, 512), dtype=np.float32)

    @cached_property
    def acts(self) -> tuple[tuple[SentenceView, Act], ...]:
        """The acts of all evidence, each with its sentence."""
        return tuple((s, a) for s in self.sentences for a in s.acts)

    def known_ids(self, cast: Cast) -> frozenset[str]:
        """The ids of all persons, bodies and places that the evidence sentences name."""
        views = {view.source: view for view in self.sources}
        return frozenset(
            f.id for s in self.sentences for m in s.mentions if (f := cast.figure(views[s.source], m)) is not None
        )

    def find(self, claim: SentenceView, shared: Sequence[int]) -> tuple[Hit, ...]:
        """The sentences nearest to ``claim``, best first. ``shared`` counts the ids each sentence has in common with it."""
        if not self.sentences:
            return ()
        cosines = (self.matrix @ claim.vector).tolist()
        overlaps = self._overlaps(claim)
        ranked = (
            (-_score(o, c, n), s.source, s.start, index)
            for index, (s, o, c, n) in enumerate(zip(self.sentences, overlaps, cosines, shared, strict=True))
        )
        best = (index for *_, index in nsmallest(BEST, ranked))
        return tuple(Hit(self.sentences[i], overlaps[i], cosines[i], shared[i]) for i in best)

    def _overlaps(self, claim: SentenceView) -> list[float]:
        """For every sentence in the claim's language the share of the claim's words, by rarity, that it has."""
        have, total = [0.0] * len(self.sentences), 0.0
        for word in claim.words:
            weight = word.weight * max(self.weight.get(k, self.most) for k in word.keys)
            total += weight
            for key in word.keys:
                for index in self._holders.get(key, ()):
                    have[index] += weight / len(word.keys)
        return [h / total if total and lang == claim.lang else 0.0 for h, lang in zip(have, self._langs, strict=True)]

    @cached_property
    def keys(self) -> frozenset[str]:
        """All keys of the words of all evidence."""
        return frozenset(self._holders)

    @cached_property
    def texts(self) -> frozenset[str]:
        """All evidence sentences, white space made one."""
        return frozenset(" ".join(s.text.split()) for s in self.sentences)

    def cover(self, claim: SentenceView, hits: Sequence[Hit], words: Sequence[Word]) -> tuple[Covered, ...]:
        """How far the sources cover each of ``words``: in the sentences found, else elsewhere in a source."""
        near = [h.sentence for h in hits if h.sentence.lang == claim.lang]
        keys = frozenset(k for s in near for k in s.keys)
        found = [_cover_word(word, keys, self.keys, claim.lang) for word in words]
        if not near or claim.lang in _UNSPACED:
            return tuple(found)
        loose = [i for i, c in enumerate(found) if c.degree < 0.6 and not c.word.digits and not _is_name(claim, c.word)]
        if loose:
            for index, degree in zip(loose, _soft(claim, [found[i].word for i in loose], hits), strict=True):
                if degree > found[index].degree:
                    found[index] = Covered(found[index].word, degree, "vector")
        return tuple(found)


@lru_cache(maxsize=16)
def index_sources(sources: tuple[Same[TextView], ...]) -> Corpus:
    """The corpus of some sources. The last ones are kept: many claims are judged against one source."""
    return Corpus([s.held for s in sources])


def _share(word: Word, keys: frozenset[str]) -> float:
    return sum(k in keys for k in word.keys) / len(word.keys)


def _cover_word(word: Word, near: frozenset[str], far: frozenset[str], lang: str) -> Covered:
    share = _share(word, near)
    if share >= 0.6:
        return Covered(word, 1.0, "same")
    if _synonym(word, near, lang):
        return Covered(word, 0.9, "synonym")
    if lang == "en" and _prefix(word.keys[0], near):
        return Covered(word, 0.9, "same")
    if _share(word, far) >= 0.6:
        return Covered(word, 0.7, "elsewhere")
    return Covered(word, 0.5 * share, "none")


def _is_name(claim: SentenceView, word: Word) -> bool:
    """A name: nothing but its own form covers it. Capitals tell it in English, or the reading does."""
    if word.name and claim.lang == "en" and word.start > claim.start and claim.block != "headline":
        return True
    return any(m.start <= word.start < m.end for m in claim.mentions if m.kind in ("person", "place", "organization"))


def _prefix(key: str, keys: frozenset[str]) -> bool:
    """Whether a source word shares a long beginning (politics, politician)."""
    if len(key) < 5:
        return False
    size = max(5, len(key) - 2)
    return any(k[:size] == key[:size] for k in keys if len(k) >= size)


def _synonym(word: Word, keys: frozenset[str], lang: str) -> bool:
    synonyms = load_vocabulary(lang).synonyms
    for key in (*word.keys, word.text):
        groups = synonyms.get(key)
        if groups and any(groups & synonyms[k] for k in keys if k in synonyms):
            return True
    return False


def _soft(claim: SentenceView, words: Sequence[Word], hits: Sequence[Hit]) -> list[float]:
    """For each word how near the nearest word of the sentences found comes, as a degree of cover. A source word that the
    claim has as well stands for itself alone."""
    near = [h.sentence for h in hits if h.sentence.lang == claim.lang][:2]
    spoken = claim.keys
    theirs = {w.text.lower() for s in near for w in s.words if not w.digits and spoken.isdisjoint(w.keys)}
    if not theirs:
        return [0.0] * len(words)
    lang = claim.lang
    rows = embed_phrases([*((w.text.lower(), lang) for w in words), *((t, lang) for t in sorted(theirs))])
    best = (rows[: len(words)] @ rows[len(words) :].T).max(axis=1)
    return [0.9 * min(1.0, max(0.0, (float(cosine) - _FAR) / (_NEAR - _FAR))) for cosine in best]
