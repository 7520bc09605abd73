"""Lines and records of a stream, one at a time: a broken one is set aside with its number, and the others go on."""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterator
from itertools import chain
from typing import Any, BinaryIO

from dateline.ingest.decode import Undecodable, decode_text, load_json
from dateline.model import SCHEMA, Rejected

_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def text_lines(stream: BinaryIO, name: str) -> Iterator[str | Rejected]:
    """The lines of ``stream`` without their ends, decoded as they come: UTF-8, or the charset that fits."""
    first = stream.readline()
    if first.startswith(_WIDE):
        try:
            yield from decode_text(first + stream.read()).splitlines()
        except Undecodable as error:
            yield Rejected(name, "encoding", str(error))
        return
    lines = chain([first], stream) if first else iter(())
    for number, raw in enumerate(lines, start=1):
        try:
            yield _decode_line(raw).rstrip("\r\n")
        except Undecodable as error:
            yield Rejected(f"{name}#{number}", "encoding", str(error))


def _decode_line(raw: bytes) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return decode_text(raw)


def json_rows(stream: BinaryIO, name: str, check: Callable[[dict[str, Any]], str | None]) -> Iterator[Any]:
    """The JSON object of every line that holds one, or its rejection; ``check`` names what an object lacks, if anything.

    Each object gets its line's number as ``id`` where it has none.
    """
    for number, line in enumerate(text_lines(stream, name), start=1):
        place = f"{name}#{number}"
        if isinstance(line, Rejected):
            yield line
        elif line.strip():
            yield _row(line, place, number, check)


def _row(
    line: str, place: str, number: int, check: Callable[[dict[str, Any]], str | None]
) -> dict[str, Any] | Rejected:
    try:
        record = load_json(line)
    except (ValueError, RecursionError) as error:
        return Rejected(place, "broken_record", f"line {number} is not JSON ({error}); mend or remove the line")
    if not isinstance(record, dict):
        return Rejected(place, "broken_record", f"line {number} is not a JSON object; one object a line is expected")
    version = record.get("schema", SCHEMA)
    if not isinstance(version, int) or version > SCHEMA:
        return Rejected(place, "future_schema", f"schema {version!r} is newer than {SCHEMA}: upgrade Dateline")
    lacking = check(record)
    if lacking is not None:
        return Rejected(place, "broken_record", f"line {number}: {lacking}")
    if record.get("id") is None:
        record["id"] = str(number)
    return record
