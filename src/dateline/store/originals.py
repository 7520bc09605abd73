"""The archive of originals: what came in, byte for byte, in WARC files (ISO 28500) beside the database."""

from __future__ import annotations

import io
import zlib
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from dateline.store.store import Store

_FULL = 200_000_000  # bytes, after which a new file is begun


def original_id(data: bytes) -> str:
    """The id of an input: the digest of its bytes."""
    return "i" + sha256(data).hexdigest()[:32]


class Originals:
    """Inputs by the digest of their bytes; the same bytes are kept once."""

    def __init__(self, store: Store, folder: Path) -> None:
        self._store, self._folder = store, folder

    def put(self, data: bytes, *, name: str, url: str | None = None, content_type: str | None = None) -> str:
        """Keep an input and return its id. The record is written before it is entered: what a kill leaves is a record that
        nobody refers to, never an entry without one. Raises OSError, StoreError."""
        from warcio.warcwriter import WARCWriter

        made = original_id(data)
        if self._store.original(made) is not None:
            return made
        self._folder.mkdir(parents=True, exist_ok=True)
        path = self._current()
        held = io.BytesIO()
        writer = WARCWriter(held, gzip=True)
        headers = {"WARC-Date": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"), "X-Dateline-Input": made}
        address = url or "urn:dateline:input:" + made
        record = writer.create_warc_record(
            address,
            "resource",
            payload=io.BytesIO(data),
            length=len(data),
            warc_content_type=content_type or "application/octet-stream",
            warc_headers_dict=headers | {"X-Dateline-Name": name.encode("unicode_escape").decode("ascii")},
        )
        writer.write_record(record)
        self._store.put_original(made, path.name, _append(path, held.getvalue()))
        return made

    def get(self, original: str) -> bytes | None:
        """The bytes of an input, or None where it was never kept or is not what it was. Raises OSError when the file that
        should hold it is gone."""
        from warcio.archiveiterator import ArchiveIterator
        from warcio.exceptions import ArchiveLoadFailed

        found = self._store.original(original)
        if found is None:
            return None
        file, place = found
        with (self._folder / file).open("rb") as stream:
            stream.seek(place)
            try:
                record = next(iter(ArchiveIterator(stream)), None)
                data = bytes(record.content_stream().read()) if record is not None else b""
            except (ArchiveLoadFailed, EOFError, ValueError, AttributeError, TypeError, zlib.error):
                return None
        return data if original_id(data) == original else None

    def _current(self) -> Path:
        files = sorted(self._folder.glob("originals-*.warc.gz"))
        if files and files[-1].stat().st_size < _FULL:
            return files[-1]
        return self._folder / f"originals-{len(files) + 1:05d}.warc.gz"


def _append(path: Path, record: bytes) -> int:
    """Write a record behind the last one and return where it begins; on a full disk nothing of it stays."""
    place = path.stat().st_size if path.exists() else 0
    with path.open("r+b" if path.exists() else "x+b", buffering=0) as out:
        out.seek(place)
        try:
            written = 0
            while written < len(record):
                written += out.write(record[written:])
        except OSError:
            out.truncate(place)
            raise
    return place
