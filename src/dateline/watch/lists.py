"""The lists of feeds: OPML files, read at the start and again whenever they have changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from dateline.ingest.addresses import is_readable
from dateline.ingest.lists import is_opml, list_feeds

MOST = 20_000  # feeds of one list
MOST_BYTES = 20_000_000
_LONGEST = 8_000  # characters of an address
REMEDY = 'name OPML files with `feeds = ["feeds.opml"]` in dateline.toml, or with --feeds'


class FeedListError(ValueError):
    """There is nothing to follow: the message names the list, the reason and the remedy."""


def feeds_of(lists: Sequence[str]) -> tuple[str, ...]:
    """The addresses that OPML files name, each once. Raises FeedListError."""
    urls: dict[str, None] = {}
    for name in lists:
        try:
            path = Path(name)
            if path.exists() and (not path.is_file() or path.stat().st_size > MOST_BYTES):
                raise FeedListError(f"{name} is no file of at most {MOST_BYTES} bytes; {REMEDY}")
            data = path.read_bytes()
        except OSError as error:
            raise FeedListError(f"{name}: {error.strerror}; {REMEDY}") from error
        if not is_opml(data):
            raise FeedListError(f"{name} is no OPML list; export one from a feed reader")
        web = (u for u in list_feeds(data, MOST) if u.startswith(("http://", "https://")))
        urls.update(dict.fromkeys(u for u in web if len(u) <= _LONGEST and is_readable(u)))
    if not urls:
        raise FeedListError(f"no feed to watch; {REMEDY}")
    return tuple(urls)


class FeedLists:
    """The lists of a newsroom and what they name. ``named`` tells which lists there are now; its errors are ValueErrors."""

    def __init__(self, named: Callable[[], Sequence[str]]) -> None:
        """Of lists that are not read yet."""
        self._named = named
        self._found: tuple[str, ...] = ()

    def read(self) -> tuple[str, ...]:
        """The addresses that they name now. Raises FeedListError and what ``named`` raises."""
        self._found = feeds_of(self._named())
        return self._found

    def changed(self) -> tuple[str, ...] | None:
        """The addresses that they name now, or None where they are those of the last time. Raises as ``read`` does."""
        before = self._found
        return None if self.read() == before else self._found
