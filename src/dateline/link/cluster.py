"""Joining refs into clusters that some pairs must not share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from dateline.link.chains import Chain
from dateline.link.judging import make_judgement
from dateline.model import Judgement


class Clusters:
    """Disjoint sets of refs with pairs that must stay apart. Which root stands for a set follows from the refs alone."""

    def __init__(self, refs: Iterable[str]) -> None:
        self._order = {ref: index for index, ref in enumerate(refs)}
        self._root = {ref: ref for ref in self._order}
        self._apart: dict[str, set[str]] = {}
        self._owner: dict[str, str] = {}

    def claim(self, refs: Sequence[str], owner: str) -> None:
        """Join the refs, as those of ``owner``; sets of two owners are never joined."""
        for ref in refs[1:]:
            self.join(refs[0], ref)
        self._owner[self.find(refs[0])] = owner

    def find(self, ref: str) -> str:
        """The first ref of the set that ``ref`` is in."""
        root = ref
        while self._root[root] != root:
            root = self._root[root]
        while self._root[ref] != root:
            self._root[ref], ref = root, self._root[ref]
        return root

    def keep_apart(self, a: str, b: str) -> None:
        """From now on the sets of ``a`` and ``b`` are not joined (nothing happens when they are one already)."""
        x, y = self.find(a), self.find(b)
        if x != y:
            self._apart.setdefault(x, set()).add(y)
            self._apart.setdefault(y, set()).add(x)

    def join(self, a: str, b: str) -> bool:
        """Join two sets; False when they are one already or must stay apart."""
        x, y = self.find(a), self.find(b)
        if x == y or y in self._apart.get(x, ()):
            return False
        owners = {self._owner[root] for root in (x, y) if root in self._owner}
        if len(owners) > 1:
            return False
        if self._order[y] < self._order[x]:
            x, y = y, x
        self._root[y] = x
        if owners:
            self._owner.pop(y, None)
            self._owner[x] = owners.pop()
        for other in self._apart.pop(y, set()):
            self._apart[other].discard(y)
            self._apart[other].add(x)
            self._apart.setdefault(x, set()).add(other)
        return True

    def groups(self) -> dict[str, list[str]]:
        """Root -> its refs, both in the order given at the start."""
        found: dict[str, list[str]] = {}
        for ref in self._order:
            found.setdefault(self.find(ref), []).append(ref)
        return found


def claim_known(clusters: Clusters, chains: Sequence[Chain]) -> None:
    """Join the forms that the newsroom's list has for one thing; two things of the list stay two."""
    listed: dict[str, list[str]] = {}
    for chain in chains:
        if chain.known:
            listed.setdefault(chain.article, []).append(chain.ref)
    for owner, refs in listed.items():
        clusters.claim(refs, owner)


class Thought(NamedTuple):
    """A judgement that nobody has asked for yet: the ids and the order of its refs are made when somebody does."""

    a: str
    b: str
    same: bool
    score: float
    why: tuple[str, ...]

    def judgement(self) -> Judgement:
        """The judgement itself."""
        return make_judgement(self.a, self.b, same=self.same, score=self.score, why=self.why)


@dataclass
class PersonLinks:
    """What was found: the clusters, the judgements, the pairs to review, and the chains whose form is a mistake."""

    clusters: Clusters
    judgements: list[Thought] = field(default_factory=list)
    review: list[Thought] = field(default_factory=list)
    wrong: dict[str, str] = field(default_factory=dict)

    def join(self, a: str, b: str, score: float, why: tuple[str, ...]) -> bool:
        """Join two chains and write down the judgement, unless they are one or must stay apart."""
        if not self.clusters.join(a, b):
            return False
        self.judgements.append(Thought(a, b, True, score, why))
        return True
