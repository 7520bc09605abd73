"""What the watcher remembers of each feed, kept in the newsroom's store: one state a feed, replaced whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec
from msgspec import Struct

from dateline.ingest import RawInput
from dateline.model import digest
from dateline.store import Store

LEAST_SEEN = 200  # entries remembered after a feed has dropped them
_LIST = "watch"


class Seen(Struct, frozen=True, kw_only=True):
    """An entry that was taken: the digest of its words, what the feed said of its last change, its link, its edits, and
    whether the feed had its whole text."""

    words: str
    changed: str | None = None
    link: str | None = None
    edits: int = 0
    full: bool = False


class Waiting(Struct, frozen=True, kw_only=True):
    """An entry that no run has taken yet. Its bytes are archived under ``original``, the rest of the input is ``raw``.
    ``page``: the address that is to be fetched in its place, asked for ``tries`` times so far."""

    key: str
    raw: RawInput
    original: str
    page: str | None = None
    tries: int = 0


class FeedState(Struct, frozen=True, kw_only=True):
    """A feed as of its last visit. ``due`` is the wall's time (seconds) of the next visit, ``planned`` seconds after the last.
    ``moved``: where its server says that it has gone for good. ``seen`` is bounded; ``waiting`` goes with the run that takes it."""

    url: str
    interval: float
    etag: str | None = None
    last_modified: str | None = None
    body: str | None = None
    due: float = 0.0
    planned: float = 0.0
    faults: int = 0
    fault: str | None = None
    visited: str | None = None
    changed: str | None = None
    taken: int = 0
    edited: int = 0
    moved: str | None = None
    seen: dict[str, Seen] = {}
    waiting: tuple[Waiting, ...] = ()


class RunState(Struct, frozen=True, kw_only=True):
    """The last run of the watcher: when it ended, what it took, what is on the site, and what went wrong since."""

    ended: str | None = None
    articles: int = 0
    stories: int = 0
    reports: int = 0
    embargo: str | None = None
    faults: int = 0
    fault: str | None = None


class Memory:
    """The watcher's states in a store."""

    def __init__(self, store: Store) -> None:
        """The memory that ``store`` holds."""
        self._store = store

    def feed(self, url: str) -> FeedState | None:
        """What is known of a feed, or None."""
        return self._store.state(f"watch/{digest(url)[:16]}", FeedState)

    def put_feed(self, state: FeedState) -> None:
        """Replace what is known of a feed, in one transaction."""
        self._store.put_state(f"watch/{digest(state.url)[:16]}", state)

    def feeds(self) -> Iterator[FeedState]:
        """What is known of every feed that is followed."""
        for url in self._store.state(_LIST, list[str]) or []:
            state = self.feed(url)
            if state is not None:
                yield state

    def follow(self, urls: Iterable[str]) -> None:
        """Name the feeds that are followed from now on."""
        self._store.put_state(_LIST, list(urls))

    def left(self, urls: Iterable[str]) -> Iterator[FeedState]:
        """The feeds followed until now that are not among these, and of which something still waits."""
        followed = set(urls)
        yield from (state for state in self.feeds() if state.url not in followed and state.waiting)

    def last_run(self) -> RunState:
        """The last run."""
        return self._store.state("watch/run", RunState) or RunState()

    def put_run(self, run: RunState) -> None:
        """Replace the last run."""
        self._store.put_state("watch/run", run)


def remember(seen: dict[str, Seen], fresh: dict[str, Seen]) -> dict[str, Seen]:
    """The entries seen, those of this visit last; of the others as many as are in the feed now, at least LEAST_SEEN."""
    older = {key: one for key, one in seen.items() if key not in fresh}
    most = max(LEAST_SEEN, len(fresh))
    return {**dict(list(older.items())[-most:]), **fresh}


def without(state: FeedState, keys: set[str]) -> FeedState:
    """The state after a run took the waiting entries of these keys."""
    return msgspec.structs.replace(state, waiting=tuple(w for w in state.waiting if w.key not in keys))
