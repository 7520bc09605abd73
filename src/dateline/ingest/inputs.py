"""Inputs: files, folders and addresses become named raw bytes, one at a time."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from msgspec import Struct

from dateline.model import Rejected

MAX_BYTES = 50_000_000
SUFFIXES = frozenset(
    (
        ".html",
        ".htm",
        ".xhtml",
        ".xml",
        ".rss",
        ".atom",
        ".json",
        ".jsonl",
        ".ndjson",
        ".txt",
        ".md",
        ".warc",
        ".gz",
        ".pdf",
        ".docx",
        ".hwpx",
        ".eml",
        ".opml",
    )
)
Fetch = Callable[[str], "RawInput | Rejected"]


class RawInput(Struct, frozen=True, kw_only=True):
    """The bytes of one input: its name as given, and, when fetched, its final address and declared content type; of a
    feed, the addresses whose pages were ``taken`` in full and need no article of their own."""

    name: str
    data: bytes
    url: str | None = None
    content_type: str | None = None
    taken: tuple[str, ...] = ()


def gather_inputs(
    sources: Iterable[str | os.PathLike[str]], *, fetch: Fetch | None = None
) -> Iterator[RawInput | Rejected]:
    """Read every source: files as they are, folders in sorted order (files with a known suffix only), addresses through
    ``fetch``. Without ``fetch`` (offline) an address is rejected. A file that cannot be read is rejected with the reason.
    """
    for source in sources:
        name = os.fspath(source)
        if name.startswith(("http://", "https://")):
            if fetch is None:
                reason = "an address was given but fetching is off; run without --offline, or save the page and give the file"
                yield Rejected(name, "not_allowed", reason)
            else:
                yield fetch(name)
            continue
        path = Path(name)
        if path.is_dir():
            for child in sorted(path.rglob("*")):
                hidden = any(part.startswith(".") for part in child.relative_to(path).parts)
                if child.is_file() and not hidden and child.suffix.lower() in SUFFIXES:
                    yield _read_file(child)
        else:
            yield _read_file(path)


def _read_file(path: Path) -> RawInput | Rejected:
    name = path.as_posix()
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            return Rejected(name, "too_large", f"{size} bytes; the limit is {MAX_BYTES}: split the file")
        return RawInput(name=name, data=path.read_bytes())
    except FileNotFoundError:
        return Rejected(name, "empty", "no such file or folder: check the path")
    except OSError as error:
        return Rejected(name, "not_allowed", f"cannot be read: {error.strerror or error}; check its permissions")
