"""WARC archives: every HTML response is a page."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator

from msgspec import Struct

from dateline.model import Rejected

MAX_RECORD = 20_000_000
MAX_TOTAL = 500_000_000


class Captured(Struct, frozen=True, kw_only=True):
    """A page as it was captured: its name in the archive, address, declared content type and bytes."""

    name: str
    url: str | None
    content_type: str
    data: bytes


def read_warc(source: str, data: bytes) -> Iterator[Captured | Rejected]:
    """The HTML responses of a WARC file (plain or gzipped). A broken archive gives what came before the break, and a
    rejection that says where it broke."""
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    total = number = 0
    try:
        for record in ArchiveIterator(io.BytesIO(data)):
            total += int(record.length or 0)  # what is skipped is unpacked too
            if total > MAX_TOTAL:
                yield Rejected(source, "too_large", f"unpacks to more than {MAX_TOTAL} bytes: split the archive")
                return
            if record.rec_type != "response":
                continue
            number += 1
            name = f"{source}#{number}"
            kind = record.http_headers.get_header("Content-Type") or "" if record.http_headers else ""
            if "html" not in kind.lower():
                continue
            body = record.content_stream().read(MAX_RECORD + 1)
            total += max(0, len(body) - int(record.length or 0))
            if len(body) > MAX_RECORD:
                yield Rejected(name, "too_large", f"unpacks to more than {MAX_RECORD} bytes: split the archive")
                continue
            yield Captured(
                name=name, url=record.rec_headers.get_header("WARC-Target-URI"), content_type=kind, data=body
            )
    except (
        ArchiveLoadFailed,
        EOFError,
        ValueError,
        OverflowError,
        OSError,
        AttributeError,
        TypeError,
        zlib.error,
    ) as error:
        yield Rejected(source, "archive", f"the archive breaks off after record {number}: {error}")
