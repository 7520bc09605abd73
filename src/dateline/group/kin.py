"""Profiles as they are asked for, and what is remembered of how far stories are of one matter."""

from __future__ import annotations

from collections.abc import Mapping

from dateline.group.likeness import kinship
from dateline.group.memory import Memory
from dateline.group.profiles import Profile
from dateline.group.threads import Strand
from dateline.model import digest

_AT_HAND = 2000
"""Profiles that stay at hand: those of some weeks."""
_LAST = "kinship"


class Profiles:
    """The profiles of articles: with a memory each is fetched when it is asked for."""

    def __init__(self, held: Mapping[str, Profile], keys: Mapping[str, str], memory: Memory | None) -> None:
        """``keys`` are those that profiles are kept under; without a memory all are in ``held``."""
        self._held, self._keys, self._memory = dict(held), keys, memory

    def __getitem__(self, article: str) -> Profile:
        if self._memory is None:
            return self._held[article]
        found = self._held.pop(article, None)
        if found is None:
            found = self._memory.recall("group.profile", self._keys[article], Profile)
            if found is None:
                raise KeyError(article)
            if len(self._held) >= _AT_HAND:
                del self._held[next(iter(self._held))]
        self._held[article] = found
        return found


class Kinship:
    """How far two stories are of one matter (see ``likeness.kinship``). What was found is kept from run to run, for as long as
    it is asked for."""

    def __init__(self, profiles: Profiles, keys: Mapping[str, str], memory: Memory | None) -> None:
        self._profiles, self._keys, self._memory = profiles, keys, memory
        self._known = (memory.recall_last(_LAST, dict[str, float]) if memory is not None else None) or {}
        self._asked: dict[str, float] = {}
        self._marks: dict[str, str] = {}

    def of(self, first: Strand, second: Strand) -> float:
        """How far two stories, the earlier first, are of one matter."""
        key = self._mark(first) + self._mark(second)
        found = self._known.get(key)
        if found is None:
            found = kinship([self._profiles[a] for a in first.speakers], [self._profiles[a] for a in second.speakers])
        self._asked[key] = found
        return found

    def keep(self) -> None:
        """Keep what was asked for."""
        if self._memory is not None and self._asked != self._known:
            self._memory.keep_last(_LAST, self._asked)

    def _mark(self, strand: Strand) -> str:
        """What stands for those who speak for a story."""
        if strand.story not in self._marks:
            keys = [self._keys.get(a, a) for a in strand.speakers]
            self._marks[strand.story] = digest(keys)[:16]
        return self._marks[strand.story]
