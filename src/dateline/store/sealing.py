"""Values as they are stored: with a checksum over the value and the row that it belongs to, so that a byte that a disk has
changed is noticed and never read as something else."""

from __future__ import annotations

import zlib

_MARK = b"\xc1"  # the one byte that begins no MessagePack value, so that values of earlier schemas are told apart
_HEAD = 5


def seal(data: bytes, *row: str) -> bytes:
    """The value as it is stored. ``row``: what its row is found by."""
    return _MARK + _sum_of(data, row) + data


def unseal(stored: bytes, *row: str) -> bytes | None:
    """The value of that row as it was given; None where a byte of it is not what it was. A value of a schema before
    checksums is given as it is."""
    if stored[:1] != _MARK:
        return stored
    data = stored[_HEAD:]
    return data if stored[1:_HEAD] == _sum_of(data, row) else None


def _sum_of(data: bytes, row: tuple[str, ...]) -> bytes:
    """CRC-32: every error of up to 32 bits in a row is found; against error, not against malice. A zero in what the row is
    found by counts as U+FFFD, which a server's database keeps in its place."""
    found_by = "\0".join(part.replace("\0", "\ufffd") for part in row).encode("utf-8", "surrogatepass")
    return zlib.crc32(data, zlib.crc32(found_by)).to_bytes(4, "big")
