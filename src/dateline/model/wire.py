"""The wire form: JSON with ``schema: 1``, the same types as the Python API."""

from __future__ import annotations

import hashlib
from typing import Any, TypeVar

import msgspec

SCHEMA = 1
_OFF_WIRE = ("vectors",)
T = TypeVar("T")


def encode(value: msgspec.Struct, **extra: Any) -> bytes:
    """One JSON object: ``schema`` first, then ``extra``, then the fields of ``value``; no field is left out but vectors."""
    fields: dict[str, Any] = {"schema": SCHEMA, **extra}
    built = msgspec.to_builtins(value)
    for name in _OFF_WIRE:
        built.pop(name, None)
    fields.update(built)
    return msgspec.json.encode(fields)


def decode(line: bytes | str, type_: type[T]) -> T:
    """Read a wire object back. Fields this version does not know are ignored.

    Raises ValueError that names the reason on broken JSON, on a missing field, or on a newer schema than ours.
    """
    try:
        raw = msgspec.json.decode(line)
    except msgspec.DecodeError as error:
        raise ValueError(f"not JSON: {error}") from error
    if not isinstance(raw, dict):
        raise ValueError("not a JSON object")
    version = raw.pop("schema", SCHEMA)
    if not isinstance(version, int) or version > SCHEMA:
        raise ValueError(f"schema {version!r} is newer than {SCHEMA}: upgrade Dateline")
    try:
        return msgspec.convert(raw, type_, strict=False)
    except msgspec.ValidationError as error:
        raise ValueError(str(error)) from error


def digest(*parts: object) -> str:
    """32 hex digits of SHA-256 over parts (bytes, strings, numbers, None, Structs, nested sequences), in order."""
    hasher = hashlib.sha256()
    for part in parts:
        data = part if isinstance(part, bytes) else msgspec.json.encode(part)
        hasher.update(len(data).to_bytes(8, "big"))
        hasher.update(data)
    return hasher.hexdigest()[:32]


def json_schema(*types: type) -> dict[str, Any]:
    """The JSON Schema (2020-12) of the types given, under ``$defs``."""
    _, components = msgspec.json.schema_components(types, ref_template="#/$defs/{name}")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$defs": components}
