"""Stories kept up to date while articles come in: what is new touches only what it may belong to.

The stories of a set of articles are the same in whatever order and portions these were put in, because every step is a
function of the set: what an article looks at (its nearest predecessors), the score of a pair (made of the two alone), the
connected groups, and the clustering within one. See ``docs/design/incremental.md``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from msgspec import Struct

from dateline.group.linkage import Linkage, LinkageState
from dateline.group.neighbourhood import Neighbourhood, NeighbourhoodState, named_copies
from dateline.group.partition import Partition
from dateline.group.profiles import Profile
from dateline.group.running import join_running, tie_groups


class Change(Struct, frozen=True):
    """The numbers of the stories that ended and of those made when articles came in or went."""

    ended: frozenset[int]
    made: frozenset[int]


class StreamState(Struct, frozen=True):
    """What is to be kept of a stream: that of its neighbourhood and linkage, the ties of clusters (each once, the lower number
    first), and the stories with the clusters that each came of."""

    near: NeighbourhoodState
    linkage: LinkageState
    ties: dict[int, dict[int, float]]
    matters: list[tuple[list[int], list[tuple[int, ...]]]]


class _Cells:
    """Sets of rows under numbers of their own; a set that is there already keeps its number."""

    def __init__(self) -> None:
        self.members: dict[int, tuple[int, ...]] = {}
        self.home: dict[int, int] = {}
        self._next = 0

    def replace(self, old: Iterable[int], new: Iterable[tuple[int, ...]]) -> tuple[set[int], set[int]]:
        """Put new sets in the place of old ones; gives the numbers that ended and those that were made."""
        known = {self.members[number]: number for number in old}
        wanted = set(new)
        ended = {number for members, number in known.items() if members not in wanted}
        made: set[int] = set()
        for number in ended:
            for row in self.members.pop(number):
                self.home.pop(row, None)
        for members in sorted(wanted - set(known)):
            number, self._next = self._next, self._next + 1
            self.members[number] = members
            made.add(number)
        for number in made:
            self.home.update(dict.fromkeys(self.members[number], number))
        return ended, made


class Stream:
    """The articles of a newsroom by their profiles, and the stories that they make."""

    def __init__(self, near: Neighbourhood | None = None) -> None:
        """A stream of nothing yet; ``near`` is one restored, for a stream that is."""
        self._near = near or Neighbourhood()
        self._linkage = Linkage(self._near.mean, self._near.strong, self._near.order)
        self._ties: dict[int, dict[int, float]] = {}
        self._matters = Partition()
        self._stories = _Cells()
        self._in_matter: dict[int, set[int]] = {}

    def state(self) -> StreamState:
        """What is to be kept, so that :meth:`restore` goes on where this stream was."""
        return StreamState(
            near=self._near.state(),
            linkage=self._linkage.state(),
            ties={a: {b: tie for b, tie in ties.items() if a < b} for a, ties in self._ties.items()},
            matters=[
                (sorted(clusters), [self._stories.members[s] for s in sorted(self._in_matter[number])])
                for number, clusters in sorted(self._matters.members.items())
            ],
        )

    @classmethod
    def restore(cls, state: StreamState, profiles: Mapping[str, Profile]) -> Stream:
        """A stream as it was kept. ``profiles`` are those that its articles had then."""
        made = cls(Neighbourhood.restore(state.near, profiles))
        made._linkage.restore(state.linkage)
        made._ties = {a: {} for a in state.ties}
        for a, ties in state.ties.items():
            for b, tie in ties.items():
                made._ties[a][b] = made._ties[b][a] = tie
        numbers = made._matters.restore(clusters for clusters, _ in state.matters)
        made._stories.replace((), (rows for _, stories in state.matters for rows in stories))
        for number, (_, stories) in zip(numbers, state.matters, strict=True):
            made._in_matter[number] = {made._stories.home[rows[0]] for rows in stories}
        return made

    def __len__(self) -> int:
        return len(self._near.row_of)

    def __contains__(self, article: str) -> bool:
        return article in self._near.row_of

    def put(self, profiles: Iterable[Profile]) -> Change:
        """Put articles in, or their profiles anew; what is there already, as it is, changes nothing."""
        return self._settle(*self._near.put(profiles))

    def drop(self, articles: Iterable[str]) -> Change:
        """Take articles out again."""
        return self._settle(*self._near.drop(articles))

    def story(self, number: int) -> tuple[str, ...]:
        """The ids of the articles of a story, in order of time."""
        return tuple(self._near.profiles[row].article for row in self._stories.members[number])

    def stories(self) -> list[int]:
        """The numbers of all stories."""
        return sorted(self._stories.members)

    def story_of(self, article: str) -> int:
        """The number of the story that an article is in."""
        return self._stories.home[self._near.row_of[article]]

    def profile(self, article: str) -> Profile:
        """The profile of an article that was put in."""
        return self._near.profiles[self._near.row_of[article]]

    def copies(self, articles: Iterable[str]) -> Mapping[tuple[str, str], float]:
        """The pairs of copies among some articles (lower id first), with the share of words in common."""
        return named_copies(self._near, articles)

    def _settle(self, touched: set[int], gone: set[int]) -> Change:
        dropped, fresh = self._linkage.update(touched, gone)
        stale = fresh | {self._linkage.group_of(row) for row in touched}
        for cluster in dropped:
            for other in self._ties.pop(cluster, {}):
                self._ties[other].pop(cluster, None)
                stale.add(other)
        return self._join(self._tie(stale - dropped), dropped)

    def _profiles(self, rows: Iterable[int]) -> list[Profile]:
        return [self._near.profiles[row] for row in rows]

    def _tie(self, stale: set[int]) -> set[int]:
        """Make the ties of some clusters anew where they are not known; gives the clusters whose ties may have changed."""
        members = self._linkage.members
        for cluster in sorted(stale):
            loose = {other for row in members[cluster] for other in self._near.loose(row)}
            around = {self._linkage.group_of(other) for other in loose} - {cluster}
            known = self._ties.setdefault(cluster, {})
            for other in set(known) - around:
                del known[other], self._ties[other][cluster]
            for other in sorted(around - set(known)):
                first, second = sorted((members[cluster], members[other]), key=lambda rows: self._near.order(rows[0]))
                known[other] = tie_groups(self._profiles(first), self._profiles(second))
                self._ties.setdefault(other, {})[cluster] = known[other]
        return stale

    def _tied(self, cluster: int) -> list[int]:
        return [other for other, tie in self._ties.get(cluster, {}).items() if tie]

    def _join(self, touched: set[int], dropped: Collection[int]) -> Change:
        ended, made = self._matters.regroup(touched, dropped, self._tied)
        old = {story for number in ended for story in self._in_matter.pop(number)}
        groups = {number: self._run_together(self._matters.members[number]) for number in sorted(made)}
        over, new = self._stories.replace(old, (s for found in groups.values() for s in found))
        for number, found in groups.items():
            self._in_matter[number] = {self._stories.home[rows[0]] for rows in found}
        return Change(frozenset(over), frozenset(new))

    def _run_together(self, clusters: Collection[int]) -> list[tuple[int, ...]]:
        members = self._linkage.members
        ordered = sorted(clusters, key=lambda c: self._near.order(members[c][0]))
        if len(ordered) == 1:
            return [members[ordered[0]]]
        at = {cluster: number for number, cluster in enumerate(ordered)}
        ties = {
            (at[a], at[b]): tie for a in ordered for b, tie in self._ties[a].items() if at[a] < at.get(b, -1) and tie
        }
        joined = join_running([self._profiles(members[c]) for c in ordered], ties)
        return [tuple(self._near.row_of[p.article] for p in group) for group in joined]
