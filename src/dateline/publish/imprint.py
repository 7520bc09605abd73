"""What a picture file says of itself: its size, and, written into it, caption, credit and IPTC's digital source type (XMP).

What the file said before (Exif with its place and device, older XMP, IPTC records) is taken out. Formats: PNG (ISO 15948), JPEG
(ISO 10918-1); XMP in both by ISO 16684-1 and Adobe's XMP specification, part 3.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from html import escape

from dateline.publish.plain import plain

IPTC = "http://cv.iptc.org/newscodes/digitalsourcetype/"
MOST_PIXELS = 8_000  # a side: a small file can unpack to more than a browser holds
_PNG = b"\x89PNG\r\n\x1a\n"
_XMP_JPEG = b"http://ns.adobe.com/xap/1.0/\x00"
_XMP_PNG = b"XML:com.adobe.xmp\x00\x00\x00\x00\x00"
_DROPPED_CHUNKS = (b"eXIf", b"iTXt", b"tEXt", b"zTXt", b"tIME")
_DROPPED_MARKS = (0xE1, 0xED, 0xFE)
_SIZED = (*range(0xC0, 0xC4), *range(0xC5, 0xC8), *range(0xC9, 0xCC), *range(0xCD, 0xD0))


def suffix_of(data: bytes) -> str:
    """``png`` or ``jpg``. Raises ValueError for anything else, or a file that breaks off."""
    size_of(data)
    return "png" if data.startswith(_PNG) else "jpg"


def size_of(data: bytes) -> tuple[int, int]:
    """Width and height. Raises ValueError."""
    if data.startswith(_PNG):
        kind, body = next(_chunks(data))
        if kind != b"IHDR" or len(body) < 8 or b"IEND" not in data[-12:]:
            raise ValueError("the PNG file is broken")
        return _bounded(*struct.unpack(">II", body[:8]))
    for mark, body in _segments(data):
        if mark in _SIZED and len(body) >= 5:
            height, width = struct.unpack(">HH", body[1:5])
            return _bounded(width, height)
    raise ValueError("neither a PNG nor a JPEG file")


def _bounded(width: int, height: int) -> tuple[int, int]:
    if not 0 < width <= MOST_PIXELS or not 0 < height <= MOST_PIXELS:
        raise ValueError(f"a picture has 1 to {MOST_PIXELS} pixels a side")
    return width, height


def imprint(data: bytes, *, caption: str, credit: str, by_machine: bool) -> bytes:
    """The file with what is to be said of it inside. Raises ValueError."""
    packet = _packet(caption, credit, by_machine=by_machine)
    size_of(data)
    if data.startswith(_PNG):
        parts = [_PNG]
        for kind, body in _chunks(data):
            if kind not in _DROPPED_CHUNKS:
                parts.append(_chunk(kind, body))
            if kind == b"IHDR":
                parts.append(_chunk(b"iTXt", _XMP_PNG + packet))
        return b"".join(parts)
    parts = [b"\xff\xd8", _segment(0xE1, _XMP_JPEG + packet)]
    end = 2
    for mark, body in _segments(data):
        end += 4 + len(body)
        if mark not in _DROPPED_MARKS:
            parts.append(_segment(mark, body))
    return b"".join([*parts, data[end : _picture_end(data, end)]])


def _packet(caption: str, credit: str, *, by_machine: bool) -> bytes:
    kind = f"<Iptc4xmpExt:DigitalSourceType>{IPTC}trainedAlgorithmicMedia</Iptc4xmpExt:DigitalSourceType>"
    words = (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"'
        ' xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/">'
        f'<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{escape(plain(caption))}</rdf:li></rdf:Alt></dc:description>'
        f"<photoshop:Credit>{escape(plain(credit))}</photoshop:Credit>{kind if by_machine else ''}"
        '</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
    )
    return words.encode()


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(_PNG)
    while at + 12 <= len(data):
        (size,) = struct.unpack(">I", data[at : at + 4])
        if at + 12 + size > len(data):
            break
        yield data[at + 4 : at + 8], data[at + 8 : at + 8 + size]
        at += 12 + size
    if at != len(data):
        raise ValueError("the PNG file is broken")


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def _segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The segments of a JPEG file up to the picture itself. Raises ValueError."""
    if not data.startswith(b"\xff\xd8"):
        raise ValueError("neither a PNG nor a JPEG file")
    at = 2
    while at + 4 <= len(data):
        mark, size = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        if data[at] != 0xFF or size < 2 or at + 2 + size > len(data):
            raise ValueError("the JPEG file is broken")
        if mark == 0xDA:
            return
        yield mark, data[at + 4 : at + 2 + size]
        at += 2 + size
    raise ValueError("the JPEG file is broken")


def _picture_end(data: bytes, start: int) -> int:
    """Where the picture of a JPEG file ends; what stands behind is no part of it. Raises ValueError."""
    at = start
    while (at := data.find(b"\xff", at)) >= 0 and at + 2 <= len(data):
        mark = data[at + 1]
        if mark == 0xD9:
            return at + 2
        inside = mark in (0x00, 0xFF) or 0xD0 <= mark <= 0xD7  # stuffed, filled, restarted
        at += (1 if mark == 0xFF else 2) if inside else 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    raise ValueError("the JPEG file is broken")


def _segment(mark: int, body: bytes) -> bytes:
    if len(body) > 65533:
        raise ValueError("too many words for a JPEG file")
    return bytes([0xFF, mark]) + struct.pack(">H", len(body) + 2) + body
