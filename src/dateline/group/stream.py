"""Stories kept up to date while articles come in: what is new touches only what it may belong to.

The stories of a set of articles are the same in whatever order and portions these were put in, because every step is a
function of the set: what an article looks at (its nearest predecessors), the score of a pair (made of the two alone), the
connected groups, and the clustering within one. See ``docs/design/incremental.md``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from msgspec import Struct

from dateline.group.linkage import Linkage, LinkageState
from dateline.group.neighbourhood import Neighbourhood, NeighbourhoodState, named_copies
from dateline.group.profiles import Profile
from dateline.group.running import BARS, Group, tie_groups


class Change(Struct, frozen=True):
    """The numbers of the stories that ended and of those made when articles came in or went."""

    ended: frozenset[int]
    made: frozenset[int]


class StreamState(Struct, frozen=True):
    """What is to be kept of a stream: that of its neighbourhood, the linkage of articles to clusters, the ties of clusters
    (each once, the lower number first), and the linkage of clusters to matters."""

    near: NeighbourhoodState
    linkage: LinkageState
    ties: dict[int, dict[int, float]]
    matters: LinkageState


class Stream:
    """The articles of a newsroom by their profiles, and the stories that they make."""

    def __init__(self, near: Neighbourhood | None = None) -> None:
        """A stream of nothing yet; ``near`` is one restored, for a stream that is."""
        self._near = near or Neighbourhood()
        self._linkage = Linkage(self._near.mean, self._near.strong, self._near.order)
        self._ties: dict[int, dict[int, float]] = {}
        self._matters = Linkage(self._tie_of, self._tied, self._start_of, BARS)
        self._stories: set[int] = set()
        self._groups: dict[tuple[int, ...], Group] = {}

    def state(self) -> StreamState:
        """What is to be kept, so that :meth:`restore` goes on where this stream was."""
        return StreamState(
            near=self._near.state(),
            linkage=self._linkage.state(),
            ties={a: {b: tie for b, tie in ties.items() if a < b} for a, ties in self._ties.items()},
            matters=self._matters.state(),
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
        made._matters.restore(state.matters)
        made._stories = {made._matters.group_of(cluster) for cluster in state.ties}
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
        return tuple(self._near.profiles[row].article for row in self._rows(self._matters.members[number]))

    def stories(self) -> list[int]:
        """The numbers of all stories."""
        return sorted(self._stories)

    def story_of(self, article: str) -> int:
        """The number of the story that an article is in."""
        return self._matters.group_of(self._linkage.group_of(self._near.row_of[article]))

    def profile(self, article: str) -> Profile:
        """The profile of an article that was put in."""
        return self._near.profiles[self._near.row_of[article]]

    def copies(self, articles: Iterable[str]) -> Mapping[tuple[str, str], float]:
        """The pairs of copies among some articles (lower id first), with the share of words in common."""
        return named_copies(self._near, articles)

    def _settle(self, touched: set[int], gone: set[int]) -> Change:
        dropped, fresh = self._linkage.update(touched, gone)
        for cluster in dropped:
            for other in self._ties.pop(cluster, {}):
                self._ties[other].pop(cluster, None)
        self._groups.clear()
        self._tie(fresh)
        ended, made = self._matters.update(fresh, dropped)
        self._stories = self._stories - ended | made
        return Change(frozenset(ended), frozenset(made))

    def _tie(self, fresh: set[int]) -> None:
        """Make the ties of new clusters."""
        members, group_of = self._linkage.members, self._linkage.group_of
        self._ties.update((cluster, {}) for cluster in fresh)
        for cluster in sorted(fresh):
            around = {group_of(other) for row in members[cluster] for other in self._near.loose(row)}
            for other in sorted(around - {cluster}):
                if other in fresh and other < cluster:
                    continue
                first, second = sorted((cluster, other), key=self._start_of)
                tie = tie_groups(self._group((first,)), self._group((second,)))
                if tie:
                    self._ties[cluster][other] = self._ties[other][cluster] = tie

    def _tied(self, cluster: int) -> Collection[int]:
        """The clusters that one has ties with."""
        return self._ties[cluster]

    def _tie_of(self, first: tuple[int, ...], second: tuple[int, ...]) -> float:
        """The tie of two groups of clusters."""
        if len(first) == len(second) == 1:
            return self._ties[first[0]].get(second[0], 0.0)
        return tie_groups(self._group(first), self._group(second))

    def _group(self, clusters: tuple[int, ...]) -> Group:
        """Some clusters as one group; kept during one update."""
        found = self._groups.get(clusters)
        if found is None:
            found = self._groups[clusters] = Group.of([self._near.profiles[row] for row in self._rows(clusters)])
        return found

    def _start_of(self, cluster: int) -> int:
        return self._near.order(self._linkage.members[cluster][0])

    def _rows(self, clusters: Sequence[int]) -> list[int]:
        """The articles of some clusters, in the order of time."""
        return sorted((row for c in clusters for row in self._linkage.members[c]), key=self._near.order)
