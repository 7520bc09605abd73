"""WARC archives: every HTML response is a page, and so is every resource that is a text."""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Iterator

from msgspec import Struct

from dateline.ingest.warc import MOST_HEADER, Faults, Record, Room, TooMuch, fields_of, read_records, split_header
from dateline.model import Rejected

MAX_RECORD = 20_000_000
MOST_PAGES = 20_000
_KINDS = {"response": "", "resource": "r"}  # and what stands before the numbers of each in names
_TEXTS = ("text/", "html", "xml", "json")
_WEB = ("http:", "https:")
_CHUNK = re.compile(rb"([0-9a-fA-F]{1,8})[ \t]*(?:;[^\r\n]{0,200})?\r\n")
_STEP = 1 << 14
_PACKED = {"gzip": (31,), "x-gzip": (31,), "deflate": (zlib.MAX_WBITS, -zlib.MAX_WBITS)}
_ESCAPE = re.compile(r"\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|U([0-9a-f]{8})|([\\nrt]))")
_PLAIN = {"\\": "\\", "n": "\n", "r": "\r", "t": "\t"}
_LAST_CHARACTER = 0x10FFFF


class Captured(Struct, frozen=True, kw_only=True):
    """A page as it was captured: its name in the archive, address, declared content type and bytes, and whether its outlet
    reserved text and data mining then."""

    name: str
    url: str | None
    content_type: str
    data: bytes
    reserved: bool = False


def read_warc(source: str, data: bytes, room: Room) -> Iterator[Captured | Rejected]:
    """The HTML responses and the resources of a WARC file (plain or gzipped), as far as these are texts or a newsroom's own
    originals. What is broken is passed over, and told in the end. ``room``: what it may still unpack to."""
    faults, numbers, pages = Faults(), Counter[str](), 0
    try:
        for record in read_records(data, _KINDS, MAX_RECORD, room, faults):
            if record.kind not in _KINDS:
                continue
            numbers[record.kind] += 1
            made = _page(f"{source}#{_KINDS[record.kind]}{numbers[record.kind]}", record, room)
            if made is None:
                continue
            pages += 1
            if isinstance(made, Captured):
                room.take_page(made.data)
            if pages > MOST_PAGES:
                raise TooMuch(f"more than {MOST_PAGES} pages")
            yield made
    except TooMuch as error:
        yield Rejected(source, "too_large", f"{error}: split the archive")
    if faults.count:
        count, number, why = faults.count, faults.number, faults.why
        reason = f"the archive is broken behind record {number}: {why}; the rest of it was read"
        if count > 1:
            reason = (
                f"the archive is broken in {count} places, first behind record {number}: {why}; the rest of it was read"
            )
        yield Rejected(source, "archive", reason)


def _page(name: str, record: Record, room: Room) -> Captured | Rejected | None:
    """The page of a record; None where it holds none."""
    url = record.fields.get("warc-target-uri", "").strip("<>")
    own = record.kind == "resource" and "x-dateline-input" in record.fields
    if not (own or url.lower().startswith(_WEB)):
        return None
    if record.block is None:
        return _too_large(name)
    if record.kind == "resource":
        kind = record.fields.get("content-type", "")
        if not own and not any(word in kind.lower() for word in _TEXTS):
            return None
        given = _unescaped(record.fields.get("x-dateline-name", "")) if own else ""
        reserved = record.fields.get("x-dateline-reserved") == "1"
        address = url if url.lower().startswith(_WEB) else None
        return Captured(name=given or name, url=address, content_type=kind, data=record.block, reserved=reserved)
    return _response(name, url, record.block, room)


def _response(name: str, url: str, block: bytes, room: Room) -> Captured | Rejected | None:
    """The page of a response; None where it is no HTML."""
    if not block.startswith(b"HTTP/"):
        return None
    parts = split_header(block)
    if parts is None:
        return Rejected(name, "archive", f"a response whose header does not end within {MOST_HEADER} bytes")
    fields = fields_of(parts[0])
    kind = fields.get("content-type", "")
    if "html" not in kind.lower():
        return None
    body = parts[1]
    if fields.get("transfer-encoding", "").lower() == "chunked":
        body = _joined(body)
    coding = fields.get("content-encoding", "").lower()
    if coding in _PACKED:
        body = _unpacked(body, coding)
        room.take(len(body))
    if len(body) > MAX_RECORD:
        return _too_large(name)
    reserved = fields.get("tdm-reservation") == "1"
    return Captured(name=name, url=url, content_type=kind, data=body, reserved=reserved)


def _too_large(name: str) -> Rejected:
    return Rejected(name, "too_large", f"unpacks to more than {MAX_RECORD} bytes: split the archive")


def _joined(body: bytes) -> bytes:
    """The chunks of a body put together (RFC 9112); from where it is not in chunks it stands as it is."""
    parts, at = [], 0
    while at < len(body):
        head = _CHUNK.match(body, at)
        if head is None:
            parts.append(body[at:])
            break
        size = int(head[1], 16)
        if size == 0:
            break
        parts.append(body[head.end() : head.end() + size])
        at = head.end() + size
        at += 2 if body.startswith(b"\r\n", at) else 0
    return b"".join(parts)


def _unpacked(body: bytes, coding: str) -> bytes:
    """A body with its coding undone, up to one byte more than a record may have; one that is not packed as its header says
    stands as it is, and one that breaks off ends there."""
    for frame in _PACKED[coding]:
        unpacker, out = zlib.decompressobj(wbits=frame), bytearray()
        try:
            for start in range(0, len(body), _STEP):
                out += unpacker.decompress(body[start : start + _STEP], MAX_RECORD + 1 - len(out))
                if unpacker.eof or len(out) > MAX_RECORD:
                    break
        except zlib.error:
            if not out:
                continue
        return bytes(out)
    return body


def _unescaped(name: str) -> str:
    """A name as the archive of originals escapes it; anything else in it is left as it stands."""

    def character(found: re.Match[str]) -> str:
        code = int(found[1] or found[2] or found[3] or "0", 16)
        return _PLAIN[found[4]] if found[4] else chr(code) if code <= _LAST_CHARACTER else found[0]

    return _ESCAPE.sub(character, name)
