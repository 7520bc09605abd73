"""What one look at the people of all texts came to, for the next: between two most chains stay as they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from dateline.lang.compare.blocking import pair_names
from dateline.link.chains import Chain
from dateline.link.evidence import Opinion, Profile, judge_profiles

MOST = 1_000_000


class Seen:
    """Profiles, the opinions on pairs of them, and the pairs of names that may name one person. Each follows from its own
    chains or names alone, so that those of chains and names that are the same are taken as they are."""

    def __init__(self, most: int = MOST) -> None:
        """``most``: so many opinions are held."""
        self._most = most
        self._profiles: dict[str, list[Profile]] = defaultdict(list)
        self._opinions: dict[tuple[int, int], Opinion | None] = {}
        self._names: frozenset[str] = frozenset()
        self._pairs: set[tuple[str, str]] = set()

    def profile(self, chains: tuple[Chain, ...]) -> Profile:
        """The profile of some chains."""
        known = self._profiles[chains[0].ref]
        found = next((p for p in known if p.chains == chains), None)
        if found is None:
            found = Profile(chains)
            known.append(found)
        return found

    def opinion(self, a: Profile, b: Profile) -> Opinion | None:
        """The opinion on two profiles that were made here."""
        key = id(a), id(b)  # no two profiles ever have one: all that were made here are held
        if key in self._opinions:
            return self._opinions[key]
        made = judge_profiles(a, b)
        if len(self._opinions) < self._most:
            self._opinions[key] = made
        return made

    def pairs(self, names: Collection[str]) -> set[tuple[str, str]]:
        """The pairs of names that may name one person."""
        wanted = frozenset(names)
        fresh, gone = wanted - self._names, self._names - wanted
        if fresh or gone:
            kept = {pair for pair in self._pairs if gone.isdisjoint(pair)} if gone else self._pairs
            self._names, self._pairs = wanted, kept | pair_names(wanted, fresh if self._names else None)
        return self._pairs
