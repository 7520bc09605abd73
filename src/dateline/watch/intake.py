"""What a visit to a feed brings: which entries are new, which have changed, and what of them is to be taken."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator

import msgspec

from dateline.ingest import RawInput
from dateline.ingest.inputs import FULL_TEXT
from dateline.watch.entries import Entry, SplitFeed
from dateline.watch.memory import FeedState, Seen, Waiting, remember

MOST_EDITS = 20  # of one entry: some feeds change their entries with every visit
Archive = Callable[[RawInput], str]
Told = tuple[str, str]
"""A link and the digest of the words with which a feed told of it."""


def take_entries(
    state: FeedState, feed: SplitFeed, archive: Archive, is_known: Callable[[Told], bool], seen_at: str
) -> FeedState:
    """The state with the feed's new and changed entries waiting.

    Each is archived first, through ``archive``, which gives the id of its bytes. A new entry that this or another
    feed has told already with the same link in the same words (``is_known``), or this one with all its text under whatever
    guid and link, is noted and not taken again.
    """
    fresh: dict[str, Seen] = {}
    texts = {one.words for one in state.seen.values() if one.full}
    told = {(one.link or "", one.words) for one in state.seen.values()}
    waiting = {w.key: w for w in state.waiting}
    taken = edited = 0
    for entry in feed.entries:
        before = state.seen.get(entry.key)
        changed = before is not None and _has_changed(entry, before)
        fresh[entry.key] = _seen(entry, before, changed)
        here = entry.link or "", entry.words
        is_told = entry.words in texts or here in told or (entry.link is not None and is_known(here))
        told.add(here)
        if fresh[entry.key].full:
            texts.add(entry.words)
        if before is None and is_told:
            continue
        if before is None or (changed and before.edits < MOST_EDITS):
            document = feed.document(entry.place, seen_at if before is not None else None)
            made = _wait(state.url, entry, document, archive)
            unfetched = made.page is not None and entry.key in waiting and waiting[entry.key].page == made.page
            waiting[entry.key if unfetched else _free_key(entry.key, waiting)] = made
            taken += before is None
            edited += before is not None
    return msgspec.structs.replace(
        state,
        seen=remember(state.seen, fresh),
        waiting=tuple(msgspec.structs.replace(w, key=key) for key, w in waiting.items()),
        taken=state.taken + taken,
        edited=state.edited + edited,
    )


def told_of(state: FeedState) -> Iterator[Told]:
    """What a feed has told of, as other feeds may repeat it."""
    return ((one.link, one.words) for one in state.seen.values() if one.link)


def _has_changed(entry: Entry, before: Seen) -> bool:
    """Whether there is something to take again: other words; or, where the words are on the page, a later change."""
    return entry.words != before.words or (_is_short(entry) and entry.changed != before.changed)


def _seen(entry: Entry, before: Seen | None, changed: bool) -> Seen:
    edits = (before.edits if before else 0) + changed
    return Seen(words=entry.words, changed=entry.changed, link=entry.link, edits=edits, full=entry.size >= FULL_TEXT)


def _wait(url: str, entry: Entry, document: bytes, archive: Archive) -> Waiting:
    kind = "application/feed+json" if document.startswith(b"{") else "application/xml; charset=utf-8"
    raw = RawInput(name=f"{url}#{entry.key}", data=document, url=url, content_type=kind)
    return Waiting(
        key=entry.key,
        raw=msgspec.structs.replace(raw, data=b""),
        original=archive(raw),
        page=entry.link if _is_short(entry) else None,
    )


def _free_key(key: str, waiting: Collection[str]) -> str:
    """A key for one more version of an entry of which earlier ones still wait: each version is taken."""
    number = 1
    while (made := f"{key}.{number}" if number > 1 else key) in waiting:
        number += 1
    return made


def _is_short(entry: Entry) -> bool:
    return entry.link is not None and entry.size < FULL_TEXT
