"""Which articles may belong together, pair by pair: each looks back at a few before it, and a pair is judged by its two
articles alone."""

from __future__ import annotations

import hashlib
import heapq
import math
from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
from msgspec import Struct

from dateline.group.likeness import RUNNING_DAYS, is_one_text, matter_between, matter_with, score_with
from dateline.group.linkage import JOIN
from dateline.group.nearness import NEAREST, WINDOW_DAYS, NearIndex
from dateline.group.profiles import Profile
from dateline.group.running import LONGEST, may_tie, runs_too_long
from dateline.group.shelves import DAY_BITS, Shelves, rank_of
from dateline.group.shingles import FEWEST, share

if TYPE_CHECKING:
    import numpy.typing as npt

    Looks = npt.NDArray[np.int32]

SHORT, SAME_SHORT = 300, 0.8
"""Below this many shingles two reports of the same few facts share many words by chance: more is asked of them."""
SAME_WORDS = 0.55
"""Share of the shorter text's shingles found in the longer: above it two texts are copies. Independent reports of one
event that quote the same speech stay below 0.35 on our fixtures; pick-ups with a new headline and cut tail above 0.7."""
COPIES_BACK, OCCASIONS_BACK = 5, 8
"""Articles just before one on a shelf that it looks at: copies of copies are linked through these, a formula is not."""
YEAR_DAYS = 430
"""Days back to which a copy, or an article with the same rarest words, is looked for: what is told again after a year."""
FAR, SLIGHT = 0.1, 0.15
"""The likeness that a pair is taken to have of which neither looked at the other, or that is slighter than ``SLIGHT``."""
SAMPLE = 8
"""Articles of a group by which it is compared with another where most pairs of the two are not looked at."""
WHOLE = 400
"""Pairs of two groups up to which all of them are judged, looked at or not."""


class NeighbourhoodState(Struct, frozen=True):
    """What is to be kept of a neighbourhood: ``rows`` by article, and by row its rank, its nearest, whom it looks at, the
    scores and copies among them (each pair once, the lower row first) and those that may tie."""

    rows: dict[str, int]
    ranks: list[int]
    near: dict[int, tuple[bytes, bytes]]
    looks: dict[int, bytes]
    scores: dict[int, dict[int, float]]
    copies: dict[int, dict[int, float]]
    loose: dict[int, list[int]]
    beside: dict[int, dict[int, float]]


class Neighbourhood:
    """Articles, numbered as they come, with the earlier ones that each looks at and what is thought of each pair."""

    def __init__(self) -> None:
        self.row_of: dict[str, int] = {}
        self.profiles: dict[int, Profile] = {}
        self.looks: dict[int, Looks] = {}
        self.copies: dict[int, dict[int, float]] = {}
        self._scores: dict[int, dict[int, float]] = {}
        self._strong: dict[int, set[int]] = {}
        self._loose: dict[int, set[int]] = defaultdict(set)
        self._beside: dict[int, dict[int, float]] = {}
        self._ranks: list[int] = []
        self._near = NearIndex()
        self._bands = Shelves(self._ranks, YEAR_DAYS, COPIES_BACK)
        self._sentences = Shelves(self._ranks, YEAR_DAYS, COPIES_BACK)
        self._terms = Shelves(self._ranks, YEAR_DAYS, 1)
        self._occasions = Shelves(self._ranks, RUNNING_DAYS, OCCASIONS_BACK)

    def strong(self, row: int) -> Collection[int]:
        """The articles as like one as ``JOIN`` asks, before it and after it."""
        return self._strong[row]

    def order(self, row: int) -> int:
        """The place of an article among all: by day, the undated first."""
        return self._ranks[row]

    def loose(self, row: int) -> Collection[int]:
        """The articles that may make their groups one running matter (see ``running.may_tie``)."""
        return self._loose.get(row, ())

    def put(self, profiles: Iterable[Profile]) -> tuple[set[int], set[int]]:
        """Put articles in, or their profiles anew. Gives the rows that are new or of whose pairs with others that are not
        some changed, and the rows that are gone."""
        fresh = {p.article: p for p in profiles if self._known(p.article) != p}
        gone, dirty = self._take_out(a for a in sorted(fresh) if a in self.row_of)
        items = []
        for profile in sorted(fresh.values(), key=lambda p: p.order):
            row = self._place(profile)
            dirty |= self._shelve(row)
            items.append((row, self._ranks[row], profile.centre))
        dirty |= self._near.put(items)
        new = {row for row, _, _ in items}
        return new | self._look_again(dirty - gone, new), gone

    def drop(self, articles: Iterable[str]) -> tuple[set[int], set[int]]:
        """Take articles out; gives what :meth:`put` gives."""
        gone, dirty = self._take_out(a for a in sorted(set(articles)) if a in self.row_of)
        return self._look_again(dirty - gone, set()), gone

    def mean(self, first: Sequence[int], second: Sequence[int]) -> float:
        """The mean likeness of the pairs of two groups of articles; 0 where one event cannot have gone on for so long. A pair
        further apart than the window that looks reach is judged here; of one within it that was not looked at it is known
        that it is not near."""
        if len(first) > len(second):
            first, second = second, first
        days = [day for row in (*first, *second) if (day := self.profiles[row].day)]
        span = max(days) - min(days) if days else 0
        if span > LONGEST and runs_too_long(days):
            return 0.0
        pairs = len(first) * len(second)
        known = [s for row in first for s in map(self._scores[row].get, second) if s is not None]
        if pairs > NEAREST and 2 * len(known) < pairs:
            return self._mean_of_sample(first, second)
        total = math.fsum(known) + FAR * (pairs - len(known))
        if pairs <= WHOLE and span > WINDOW_DAYS:
            total += self._beyond(first, second)
        return round(total / pairs, 9)

    def _mean_of_sample(self, first: Sequence[int], second: Sequence[int]) -> float:
        """The mean likeness of some of each group: of a large story most pairs are beyond what its articles look at, which
        says nothing of them. The same are taken however a group grows, by their marks."""
        ours, theirs = self._sample(first), self._sample(second)
        pairs = [(a, b) if a < b else (b, a) for a in ours for b in theirs]
        unseen = (pair for pair in pairs if pair[1] not in self._scores[pair[0]])
        self._judge_beside(sorted(pair for pair in unseen if pair[1] not in self._beside.get(pair[0], ())))
        found = [self._scores[a].get(b) for a, b in pairs]
        judged = (self._beside[a][b] if s is None else s for (a, b), s in zip(pairs, found, strict=True))
        return round(math.fsum(judged) / len(pairs), 9)

    def _sample(self, rows: Sequence[int]) -> list[int]:
        return heapq.nsmallest(SAMPLE, rows, key=lambda row: self._ranks[row] & ((1 << DAY_BITS) - 1))

    def _beyond(self, first: Sequence[int], second: Sequence[int]) -> float:
        """How much more than ``FAR`` the pairs of two groups come to that looks do not reach."""
        dated = [(other, day) for other in second if (day := self.profiles[other].day)]
        far = [
            (row, other) if row < other else (other, row)
            for row in first
            if (day := self.profiles[row].day)
            for other, theirs in dated
            if abs(theirs - day) > WINDOW_DAYS and other not in self._scores[row]
        ]
        self._judge_beside(sorted(pair for pair in far if pair[1] not in self._beside.get(pair[0], ())))
        return math.fsum(self._beside[row][other] - FAR for row, other in far)

    def _judge_beside(self, pairs: Sequence[tuple[int, int]]) -> None:
        """Judge pairs of articles of which neither looks at the other."""
        ours, theirs = sorted({a for a, _ in pairs}), sorted({b for _, b in pairs})
        if not pairs:
            return
        place = {row: at for at, row in enumerate(theirs)}
        matter = matter_between([self.profiles[a] for a in ours], [self.profiles[b] for b in theirs])
        by_row: dict[int, list[int]] = defaultdict(list)
        for a, b in pairs:
            by_row[a].append(b)
        for values, a in zip(matter, ours, strict=True):
            others = by_row[a]
            scores = score_with(
                self.profiles[a], [self.profiles[b] for b in others], values[[place[b] for b in others]]
            )
            self._beside.setdefault(a, {}).update(zip(others, scores.tolist(), strict=True))

    def state(self) -> NeighbourhoodState:
        """What is to be kept."""
        return NeighbourhoodState(
            rows=self.row_of,
            ranks=self._ranks,
            near={row: (rows.tobytes(), cosines.tobytes()) for row, (rows, cosines) in self._near.lists.items()},
            looks={row: looks.tobytes() for row, looks in self.looks.items()},
            scores={a: {b: s for b, s in scores.items() if a < b} for a, scores in self._scores.items()},
            copies={a: {b: s for b, s in shares.items() if a < b} for a, shares in self.copies.items()},
            loose={a: sorted(b for b in rows if a < b) for a, rows in self._loose.items() if rows},
            beside={a: others for a, others in self._beside.items() if others},
        )

    @classmethod
    def restore(cls, state: NeighbourhoodState, profiles: Mapping[str, Profile]) -> Neighbourhood:
        """A neighbourhood as it was kept. ``profiles`` are those that its articles had then."""
        made = cls()
        made._ranks.extend(state.ranks)
        for article, row in state.rows.items():
            made.row_of[article], made.profiles[row] = row, profiles[article]
            made.looks[row] = np.frombuffer(state.looks[row], dtype=np.int32)
            made._scores[row], made._strong[row] = {}, set()
            made._shelve(row)
        made._near.restore(((r, made._ranks[r], p.centre) for r, p in made.profiles.items()), state.near)
        for a, scores in state.scores.items():
            for b, score in scores.items():
                made._score(a, b, score)
        for a, shares in state.copies.items():
            for b, copied in shares.items():
                made.copies.setdefault(a, {})[b] = made.copies.setdefault(b, {})[a] = copied
        for a, others in state.loose.items():
            for b in others:
                made._loose[a].add(b)
                made._loose[b].add(a)
        made._beside.update(state.beside)
        return made

    def _known(self, article: str) -> Profile | None:
        row = self.row_of.get(article)
        return None if row is None else self.profiles[row]

    def _place(self, profile: Profile) -> int:
        row = len(self._ranks)
        self.row_of[profile.article], self.profiles[row] = row, profile
        mark = hashlib.blake2b(profile.article.encode(), digest_size=DAY_BITS // 8).digest()
        self._ranks.append(rank_of(profile.day, int.from_bytes(mark)))
        self.looks[row] = np.zeros(0, np.int32)
        self._scores[row], self._strong[row] = {}, set()
        return row

    def _on_shelves(self, profile: Profile) -> Sequence[tuple[Shelves, Collection[Hashable]]]:
        return (
            (self._bands, profile.bands),
            (self._sentences, profile.sentences),
            (self._terms, profile.terms),
            (self._occasions, profile.occasions if profile.day else ()),
        )

    def _shelve(self, row: int) -> set[int]:
        return {row}.union(*(shelf.put(row, keys) for shelf, keys in self._on_shelves(self.profiles[row])))

    def _take_out(self, articles: Iterable[str]) -> tuple[set[int], set[int]]:
        """The rows taken out, and those that must look again."""
        gone: set[int] = set()
        dirty: set[int] = set()
        for article in articles:
            row = self.row_of.pop(article)
            for shelf, keys in self._on_shelves(self.profiles[row]):
                dirty |= shelf.drop(row, keys)
            dirty |= self._near.drop(row)
            for other in [*self._scores[row], *self.loose(row), *self.copies.get(row, ())]:
                self._part(row, other)
            gone.add(row)
        for row in gone:
            del self.profiles[row], self.looks[row], self._scores[row], self._strong[row]
            self._beside.pop(row, None)
        return gone, dirty

    def _look_again(self, dirty: Iterable[int], new: Collection[int]) -> set[int]:
        """Make the looks of the dirty rows anew, judging only the pairs not yet judged; gives the rows of which a pair
        with a row that is not new changed."""
        changed: set[int] = set()
        for row in sorted(dirty):
            wanted, seen = self._wanted(row), set(self.looks[row].tolist())
            for other in seen - wanted:
                self._part(row, other)
            unseen = sorted(wanted - seen)
            if unseen:
                self._judge(row, unseen)
            if row not in new and (not wanted >= seen or not set(unseen) <= set(new)):
                changed.add(row)
            self.looks[row] = np.array(sorted(wanted), dtype=np.int32)
        return changed

    def _wanted(self, row: int) -> set[int]:
        found: set[int] = set(self._near.lists[row][0].tolist())
        return found.union(*(shelf.before(row, keys) for shelf, keys in self._on_shelves(self.profiles[row])))

    def _score(self, row: int, other: int, score: float) -> None:
        self._scores[row][other] = self._scores[other][row] = score
        if score >= JOIN:
            self._strong[row].add(other)
            self._strong[other].add(row)

    def _part(self, row: int, other: int) -> None:
        for a, b in ((row, other), (other, row)):
            self._scores.get(a, {}).pop(b, None)
            self._strong.get(a, set()).discard(b)
            self.copies.get(a, {}).pop(b, None)
            self._loose.get(a, set()).discard(b)

    def _judge(self, row: int, others: Sequence[int]) -> None:
        """Judge one article against some before it."""
        ours, theirs = self.profiles[row], [self.profiles[o] for o in others]
        matter = matter_with(ours, theirs)
        scores = score_with(ours, theirs, matter).tolist()
        for other, profile, likeness, score in zip(others, theirs, matter.tolist(), scores, strict=True):
            copied = share_of_words(ours, profile)
            if copied is not None:
                self.copies.setdefault(row, {})[other] = self.copies.setdefault(other, {})[row] = copied
                score = max(score, 1.0) if is_one_text(ours, profile) else score
            if score >= SLIGHT:
                self._score(row, other, score)
            if may_tie(ours, profile, likeness):
                self._loose[row].add(other)
                self._loose[other].add(row)


def share_of_words(a: Profile, b: Profile) -> float | None:
    """The share of the shorter text in the longer where that makes them copies, else None. Only texts that meet in a band
    or a long sentence are compared."""
    shorter = min(a.shingle_count, b.shingle_count)
    if shorter < FEWEST or (set(a.bands).isdisjoint(b.bands) and set(a.sentences).isdisjoint(b.sentences)):
        return None
    found = share(a.stretches(), b.stretches())
    return found if found >= (SAME_SHORT if shorter < SHORT else SAME_WORDS) else None


def named_copies(near: Neighbourhood, articles: Iterable[str]) -> Mapping[tuple[str, str], float]:
    """The pairs of copies among some articles (lower id first), with the share of words in common."""
    rows = {near.row_of[a] for a in articles}
    found: dict[tuple[str, str], float] = {}
    for row in rows:
        for other, copied in near.copies.get(row, {}).items():
            a, b = near.profiles[row].article, near.profiles[other].article
            if other in rows and a < b:
                found[a, b] = copied
    return found
