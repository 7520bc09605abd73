"""WARC records (ISO 28500), one by one and under limits: whatever an archive says of itself, no line, header or member is
unpacked further than it may be, and what is broken costs the record that it is in and no other."""

from __future__ import annotations

import re
import zlib
from collections.abc import Collection, Iterator

from msgspec import Struct

MOST_RECORDS = 100_000
MOST_HEADER = 100_000  # bytes of the fields of a record or of a response
MOST_FAULTS = 1_000  # places that are no record, after which the rest is given up
_MOST = 500_000_000  # bytes to which an input may unpack in all
_FREELY = 100_000_000  # bytes to which it may whatever its size
_TIGHTEST = 40  # times of its size that a larger one may
_TAGS = 100_000  # tags of all its pages together, and one more for each byte of its size
_STEP, _FIRST_STEP = 1 << 16, 1 << 10
_MAGIC = b"\x1f\x8b\x08"
_VERSION = re.compile(rb"WARC/(?:1\.[0-9]|0\.1[78])\r?\n")
_NEXT = re.compile(rb"\n(?=" + _VERSION.pattern + rb")")
_LONGEST_VERSION = 20
_BLANKS = re.compile(rb"[\r\n]*")
_BLANK = re.compile(rb"\r?\n\r?\n")
_FOLDED = re.compile(r"\r?\n[ \t]+")
_LENGTH = re.compile(r"[0-9]{1,12}", re.A)


class Record(Struct, frozen=True, kw_only=True):
    """One record: its number in the archive, its type and fields (names in small letters), and its block; None where the
    block is of a type that nobody asked for, or larger than it may be."""

    number: int
    kind: str
    fields: dict[str, str]
    block: bytes | None


class Faults:
    """What of an archive is no record: how many places, and the first."""

    def __init__(self) -> None:
        """None yet."""
        self.count = 0
        self.number, self.why = 0, ""

    def note(self, number: int, why: str) -> None:
        """Note one behind a record."""
        self.count += 1
        if self.count == 1:
            self.number, self.why = number, why


class TooMuch(ValueError):
    """The archive has or unpacks to more than it may."""


class Room:
    """The bytes to which one input may unpack, with all that is packed within it."""

    def __init__(self, size: int) -> None:
        """For an input of so many bytes."""
        self._most = self.left = min(_MOST, max(_FREELY, _TIGHTEST * size))
        self._tags = _TAGS + size

    def take_page(self, page: bytes) -> None:
        """One page more of an archive. Raises TooMuch where those before have more markup than an archive of its size."""
        if self.left < 0 or self._tags < 0:
            raise TooMuch(f"unpacks to more than {self._most} bytes, or to more markup than pages of articles have")
        self._tags -= page.count(b"<")

    def take(self, size: int) -> None:
        """So many bytes more. Raises TooMuch."""
        self.left -= size
        if self.left < 0:
            raise TooMuch(f"unpacks to more than {self._most} bytes")


def read_records(data: bytes, kinds: Collection[str], most: int, room: Room, faults: Faults) -> Iterator[Record]:
    """The records of an archive, plain or packed by gzip, with the blocks of these ``kinds`` up to ``most`` bytes each. What
    is no record is passed over and noted in ``faults``. Raises TooMuch."""
    held, number = _Bytes(data, room), 0
    while held.at_record(faults, number):
        if faults.count > MOST_FAULTS:
            raise TooMuch(f"more than {MOST_FAULTS} places that are no record")
        head = held.header()
        fields = fields_of(head) if head is not None else {}
        length = fields.get("content-length", "")
        if head is None or not _LENGTH.fullmatch(length):
            reason = "a header without an end, or without one length"
            faults.note(number, reason)
            continue
        number += 1
        if number > MOST_RECORDS:
            raise TooMuch(f"more than {MOST_RECORDS} records")
        kind, size = fields.get("warc-type", "").lower(), int(length)
        wanted = kind in kinds and size <= most
        block = held.take(size, keep=wanted)
        if block is None:
            reason = f"a record of {size} bytes that breaks off"
            faults.note(number - 1, reason)
            continue
        yield Record(number=number, kind=kind, fields=fields, block=block if wanted else None)


def fields_of(head: bytes) -> dict[str, str]:
    """The fields behind the first line of a header, folded lines made one; one that is given twice in different ways is
    empty, since nobody can tell which of them holds."""
    text = _FOLDED.sub(" ", head.decode("utf-8", "replace"))
    fields: dict[str, str] = {}
    for line in text.split("\n")[1:]:
        name, colon, value = line.partition(":")
        key, value = name.strip().lower(), value.strip()
        if colon and fields.setdefault(key, value) != value:
            fields[key] = ""
    return fields


def split_header(block: bytes) -> tuple[bytes, bytes] | None:
    """The header of a response and what stands behind it; None where it does not end within MOST_HEADER bytes."""
    end = _BLANK.search(block, 0, MOST_HEADER)
    return (block[: end.start()], block[end.end() :]) if end else None


class _Bytes:
    """The bytes of an archive, unpacked portion by portion. They end where a member of it is broken, and go on behind."""

    def __init__(self, data: bytes, room: Room) -> None:
        plain = (data[at : at + _STEP] for at in range(0, len(data), _STEP))
        self._portions = _unpacked(data, room) if data.startswith(_MAGIC) else plain
        self._held, self._at = b"", 0
        self._all = False

    def _more(self) -> bool:
        """Hold one portion more; False where there is none, or where a member is broken."""
        portion = next(self._portions, None)
        self._all = portion is None
        if portion:
            self._held, self._at = self._held[self._at :] + portion, 0
        return bool(portion)

    def at_record(self, faults: Faults, number: int) -> bool:
        """Go on to the next version line; False where there is none. What stands before it, but for blank lines, is noted."""
        noted = False
        while True:
            self._at = _BLANKS.match(self._held, self._at).end()  # type: ignore[union-attr]  # it fits anywhere
            if len(self._held) - self._at < _LONGEST_VERSION and not self._all:
                if not self._more() and not self._all:
                    reason = "packed data that is none"
                    faults.note(number, reason)
                continue
            if _VERSION.match(self._held, self._at):
                return True
            if self._at == len(self._held):
                return False
            if not noted:
                reason = "bytes that are no record"
                faults.note(number, reason)
                noted = True
            following = _NEXT.search(self._held, self._at)
            if following:
                self._at = following.end()
                continue
            self._at = max(self._at, len(self._held) - _LONGEST_VERSION)
            if not self._more():
                self._at = len(self._held)

    def header(self) -> bytes | None:
        """The lines up to a blank one; None where it does not come in time."""
        while True:
            end = _BLANK.search(self._held, self._at, self._at + MOST_HEADER)
            if end:
                made = self._held[self._at : end.start()]
                self._at = end.end()
                return made
            if len(self._held) - self._at >= MOST_HEADER or not self._more():
                self._at = min(len(self._held), self._at + 1)
                return None

    def take(self, size: int, *, keep: bool) -> bytes | None:
        """So many bytes, or none of them where they are not to be kept; None where there are not as many."""
        parts: list[bytes] = []
        while size > len(self._held) - self._at:
            if keep:
                parts.append(self._held[self._at :])
            size -= len(self._held) - self._at
            self._held, self._at = b"", 0
            if not self._more():
                return None
        if keep:
            parts.append(self._held[self._at : self._at + size])
        self._at += size
        return b"".join(parts)


def _unpacked(data: bytes, room: Room) -> Iterator[bytes]:
    """The portions of the members of a gzip file; an empty one where a member breaks off or what stands behind it is none.
    Zeros behind the last are padding. Raises TooMuch."""
    at = broken = 0
    while at >= 0 and broken < MOST_FAULTS:
        unpacker, step, rest = zlib.decompressobj(wbits=31), _FIRST_STEP, b""
        try:
            while not unpacker.eof:
                if not rest:
                    rest = data[at : at + step]
                    at, step = at + len(rest), min(2 * step, _STEP)
                    if not rest:
                        break
                portion = unpacker.decompress(rest, _STEP)
                rest = unpacker.unconsumed_tail
                room.take(len(portion))
                if portion:
                    yield portion
            at -= len(unpacker.unused_data)
        except zlib.error:
            at -= len(rest) - 1
        following = data.find(_MAGIC, at)
        if not unpacker.eof or data[at : following if following >= 0 else None].strip(b"\0"):
            yield b""
            broken += 1
        at = following
