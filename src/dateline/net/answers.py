"""What comes of asking for a page: the page, or why there is none; and its bytes unpacked under a limit."""

from __future__ import annotations

import re
import time
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import Literal

_SECONDS = re.compile(r"[0-9]{1,12}")
_FRAMED = 47  # gzip or zlib, as the first bytes say


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page as it came: its final address, declared content type and bytes; the marks by which its server knows this
    version of it; whether its outlet reserves text and data mining (TDMRep); and whether its server says that it has moved to
    that address for good."""

    url: str
    content_type: str
    data: bytes
    etag: str | None = None
    last_modified: str | None = None
    reserved: bool = False
    moved: bool = False


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a page was not fetched: ``not_allowed``, ``too_large`` or ``timeout``, and the reason in words; and whether it is
    ``lasting``, so that to ask again is of no use. ``status`` is what the server answered instead of a page."""

    code: Literal["not_allowed", "too_large", "timeout"]
    reason: str
    lasting: bool = False
    status: int | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """One response: its status, its header fields in small letters, and its body, unpacked."""

    status: int
    headers: dict[str, str]
    data: bytes


class TooMuch(ValueError):
    """The body is, packed or unpacked, larger than allowed."""


class Unknown(ValueError):
    """The body is packed in a way that was not asked for."""


class Cut(ValueError):
    """The packed body breaks off before its end."""


def unpack(chunks: Iterable[bytes], encoding: str, most: int, *, cut: bool = False) -> bytes:
    """The body of a response, gzip and deflate undone piece by piece, so that nothing is ever unpacked beyond ``most``
    bytes. ``cut`` keeps the first ``most`` bytes of a longer body. Raises TooMuch, Unknown, Cut, or zlib.error."""
    coding = encoding.strip().lower()
    if coding not in ("", "identity", "gzip", "x-gzip", "deflate"):
        raise Unknown(f"packed as {encoding!r}, which was not asked for")
    body = chunks if coding in ("", "identity") else _unpacked(_held_to(chunks, most), coding, most + 1)
    data = bytearray()
    for chunk in body:
        data += chunk
        if len(data) > most:
            if cut:
                return bytes(data[:most])
            raise TooMuch(f"more than {most} bytes")
    return bytes(data)


def _held_to(chunks: Iterable[bytes], most: int) -> Iterator[bytes]:
    """The chunks of a packed body: one that unpacks to nothing must not go on for ever either. Raises TooMuch."""
    taken = 0
    for chunk in chunks:
        taken += len(chunk)
        if taken > most:
            raise TooMuch(f"more than {most} bytes, packed")
        yield chunk


def _unpacked(chunks: Iterable[bytes], coding: str, most: int) -> Iterator[bytes]:
    """The portions of a packed body, of which none is larger than ``most``: all members of a gzip body (RFC 1952), and
    deflate without the frame that RFC 9110 asks for, as some servers send it."""
    unpacker, begun = zlib.decompressobj(wbits=_FRAMED), False
    for chunk in chunks:
        rest = chunk
        while rest:
            if unpacker.eof:
                if not rest.startswith(b"\x1f"):
                    return  # padding behind the end
                unpacker = zlib.decompressobj(wbits=_FRAMED)
            try:
                yield unpacker.decompress(rest, most)
            except zlib.error:
                if begun or coding != "deflate":
                    raise
                unpacker = zlib.decompressobj(wbits=-zlib.MAX_WBITS)
                yield unpacker.decompress(rest, most)
            begun = True
            rest = unpacker.unused_data
    if begun and not unpacker.eof:
        raise Cut("the packed body breaks off before its end")


def wait_asked(retry_after: str | None) -> float:
    """The seconds of a ``Retry-After`` field (RFC 9110), written as seconds or as a date; 0 where it says nothing."""
    if not retry_after:
        return 0.0
    if _SECONDS.fullmatch(retry_after.strip()):
        return float(retry_after)
    try:
        return max(0.0, parsedate_to_datetime(retry_after).timestamp() - time.time())
    except (ValueError, TypeError, OverflowError):
        return 0.0
