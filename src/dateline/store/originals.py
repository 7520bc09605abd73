"""The archive of originals: what came in, byte for byte, in WARC files (ISO 28500) beside the database."""

from __future__ import annotations

import fcntl
import io
import os
import re
import zlib
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from urllib.parse import quote

from dateline.store.store import Store

_FULL = 200_000_000  # bytes, after which a new file is begun
_STEP = 1 << 20
_LINE = 2_000  # characters of a header field
_RESERVED = "X-Dateline-Reserved"
FILES_OF_THE_ARCHIVE = r"\Aoriginals-[0-9]{5,9}\.warc\.gz\Z"
"""The names of its files: no other is ever opened, whatever a database says."""


def original_id(data: bytes) -> str:
    """The id of an input: the digest of its bytes."""
    return "i" + sha256(data).hexdigest()[:32]


class Originals:
    """Inputs by the digest of their bytes; the same bytes are kept once. Several processes may keep inputs in one archive."""

    def __init__(self, store: Store, folder: Path) -> None:
        self._store, self._folder = store, folder
        self._left: tuple[str, int] | None = None  # the file that was written to last, and its size then

    def put(
        self,
        data: bytes,
        *,
        name: str,
        url: str | None = None,
        content_type: str | None = None,
        reserved: bool = False,
    ) -> str:
        """Keep an input and return its id. The record is written before it is entered: what a kill leaves is a record that
        nobody refers to, never an entry without one. ``reserved``: its outlet reserved text and data mining, which the
        record then says as well. Raises OSError, StoreError."""
        made = original_id(data)
        if self._store.original(made) is not None:
            return made
        self._folder.mkdir(parents=True, exist_ok=True)
        record = _record(data, name, url, _field(content_type), {_RESERVED: "1"} if reserved else {})
        handle = os.open(self._folder, os.O_RDONLY)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            path = self._current()
            place = self._append(path, record)
        finally:
            os.close(handle)
        self._store.put_original(made, path.name, place)
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
        if not re.search(FILES_OF_THE_ARCHIVE, file):
            return None
        with (self._folder / file).open("rb") as stream:
            stream.seek(place)
            try:
                record = next(iter(ArchiveIterator(stream)), None)
                data = bytes(record.content_stream().read()) if record is not None else b""
            except (ArchiveLoadFailed, EOFError, ValueError, AttributeError, TypeError, zlib.error):
                return None
        return data if original_id(data) == original else None

    def lacking(self) -> list[str]:
        """The files of the archive that inputs were entered in and that are not there. Raises StoreError."""
        return [name for name in self._store.original_files() if not (self._folder / name).is_file()]

    def _current(self) -> Path:
        files = sorted(self._folder.glob("originals-*.warc.gz"))
        if files and files[-1].stat().st_size < _FULL:
            return files[-1]
        return self._folder / f"originals-{len(files) + 1:05d}.warc.gz"

    def _append(self, path: Path, record: bytes) -> int:
        """Write a record behind the last whole one and return where it begins; on a full disk nothing of it stays."""
        with path.open("r+b" if path.exists() else "x+b", buffering=0) as out:
            size = os.fstat(out.fileno()).st_size
            place = size
            if (path.name, size) != self._left:  # another process, or one that was killed, has written here
                place = whole_until(path, self._store.last_original(path.name))
                out.truncate(place)
            out.seek(place)
            try:
                written = 0
                while written < len(record):
                    written += out.write(record[written:])
            except OSError:
                out.truncate(place)
                raise
        self._left = path.name, place + len(record)
        return place


def whole_until(path: Path, start: int) -> int:
    """Where the last whole record of a file ends, counted from the record that begins at ``start``. A record that is whole but
    damaged stays where it is; only an end that is missing is cut."""
    with path.open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(min(start, size))
        end, unpacker, held = min(start, size), zlib.decompressobj(wbits=31), b""
        while chunk := held or file.read(_STEP):
            try:
                unpacker.decompress(chunk)
            except zlib.error:
                return size
            held = unpacker.unused_data
            if unpacker.eof:
                end = file.tell() - len(held)
                unpacker = zlib.decompressobj(wbits=31)
        return end


def _record(data: bytes, name: str, url: str | None, content_type: str, more: dict[str, str]) -> bytes:
    from warcio.warcwriter import WARCWriter

    held, made = io.BytesIO(), original_id(data)
    writer = WARCWriter(held, gzip=True)
    headers = more | {"WARC-Date": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"), "X-Dateline-Input": made}
    record = writer.create_warc_record(
        quote(url, safe="%/:=&?~#+!$,;'@()*[]")[:_LINE] if url else "urn:dateline:input:" + made,
        "resource",
        payload=io.BytesIO(data),
        length=len(data),
        warc_content_type=content_type or "application/octet-stream",
        warc_headers_dict=headers | {"X-Dateline-Name": name.encode("unicode_escape").decode("ascii")[:_LINE]},
    )
    writer.write_record(record)
    return held.getvalue()


def _field(value: str | None) -> str:
    """A header field of what an outlet wrote: one line of ASCII."""
    return "".join(c for c in value or "" if c.isascii() and c.isprintable())[:_LINE].strip()
