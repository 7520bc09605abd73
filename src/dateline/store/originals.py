"""The archive of originals: what came in, byte for byte, in WARC files (ISO 28500) beside the database."""

from __future__ import annotations

import io
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
        place = path.stat().st_size if path.exists() else 0
        with path.open("ab") as out:
            writer = WARCWriter(out, gzip=True)
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
        self._store.put_original(made, path.name, place)
        return made

    def get(self, original: str) -> bytes | None:
        """The bytes of an input, or None. Raises OSError when the file that should hold it is gone."""
        from warcio.archiveiterator import ArchiveIterator

        found = self._store.original(original)
        if found is None:
            return None
        file, place = found
        with (self._folder / file).open("rb") as stream:
            stream.seek(place)
            for record in ArchiveIterator(stream):
                data = bytes(record.content_stream().read())
                return data if original_id(data) == original else None
        return None

    def _current(self) -> Path:
        files = sorted(self._folder.glob("originals-*.warc.gz"))
        if files and files[-1].stat().st_size < _FULL:
            return files[-1]
        return self._folder / f"originals-{len(files) + 1:05d}.warc.gz"
