"""A newsroom's own list: people, bodies, positions and places that it knows, with their names in each language.

TOML (``[[person]]``, ``[[body]]``, ``[[position]]``, ``[[place]]``) or CSV (a row a thing). The list ties forms together
across scripts and says who held what when; it puts nobody into the record whom no text names.
"""

from __future__ import annotations

import csv
import io
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from msgspec import Struct, convert

from dateline.lang.identify import SUPPORTED
from dateline.lang.pivot import pivot_keys
from dateline.link.chains import Chain, OfficeSeen, country_of
from dateline.model import Name, digest
from dateline.model.ledger import EntityKind, RoleStatus

_KINDS: dict[str, EntityKind] = {
    "person": "person",
    "body": "organization",
    "position": "position",
    "place": "place",
}
_TABLES = {"body": "bodies", "position": "positions", "place": "places"}
_FIELDS = frozenset({"names", "key", "country", "office"})
_OFFICE_FIELDS = frozenset({"position", "of", "status", "since", "until"})
_STATUSES = ("current", "former", "immediate_former", "acting", "elect")
_DAY = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")


class KnownListError(ValueError):
    """A list that cannot be used; the message names the list, the entry and the remedy."""


class KnownOffice(Struct, frozen=True, kw_only=True):
    """An office of a known person: pivot key, of what, and from when to when (a year, month or day) where known."""

    position: str
    of: str | None = None
    status: RoleStatus = "current"
    since: str | None = None
    until: str | None = None


class Known(Struct, frozen=True, kw_only=True):
    """A person, body, position or place that the newsroom knows. ``names`` carry their language; counts are zero."""

    id: str
    kind: EntityKind
    names: tuple[Name, ...]
    key: str | None = None
    country: str | None = None
    offices: tuple[KnownOffice, ...] = ()


def parse_known(name: str, data: bytes) -> tuple[Known, ...]:
    """The entries of a list; ``name`` says its format (``.toml`` or ``.csv``). Raises KnownListError."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise KnownListError(f"{name} is not UTF-8: save it as UTF-8") from error
    if name.lower().endswith(".csv"):
        try:
            rows = list(_csv_rows(name, text))
        except csv.Error as error:
            raise KnownListError(f"{name} is not CSV that can be read: {error}") from error
    elif name.lower().endswith(".toml"):
        rows = list(_toml_rows(name, text))
    else:
        raise KnownListError(f"{name} is neither .toml nor .csv")
    return tuple(_known(where, kind, row) for where, kind, row in rows)


def _toml_rows(name: str, text: str) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    try:
        table = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise KnownListError(f"{name} is not TOML: {error}") from error
    for kind, rows in table.items():
        if kind not in _KINDS or not isinstance(rows, list):
            raise KnownListError(
                f"{name}: {kind!r} is no kind of entry; write [[person]], [[body]], [[position]], [[place]]"
            )
        for number, row in enumerate(rows, start=1):
            if not isinstance(row, dict):
                raise KnownListError(f"{name}, {kind} {number} is no table; write [[{kind}]] above its names")
            yield f"{name}, {kind} {number}", kind, row


def _csv_rows(name: str, text: str) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    reader = csv.DictReader(io.StringIO(text))
    allowed = {"kind", "key", "country", *(_OFFICE_FIELDS), *SUPPORTED}
    unknown = sorted({c or "" for c in reader.fieldnames or ()} - allowed)
    if unknown or "kind" not in (reader.fieldnames or ()):
        told = f"no column {unknown[0]!r}" if unknown else "a column `kind` is needed"
        raise KnownListError(f"{name}: {told}; there is {', '.join(sorted(allowed))}")
    for number, cells in enumerate(reader, start=2):
        row = {k: v.strip() for k, v in cells.items() if k and v and v.strip()}
        names = {lang: [n.strip() for n in row[lang].split("|") if n.strip()] for lang in SUPPORTED if lang in row}
        office = {k: row[k] for k in _OFFICE_FIELDS if k in row}
        made = {k: row[k] for k in ("key", "country") if k in row}
        yield (
            f"{name}, line {number}",
            row.get("kind", ""),
            {**made, "names": names, "office": [office] if office else []},
        )


def _known(where: str, kind: str, row: Mapping[str, Any]) -> Known:
    if kind not in _KINDS:
        raise KnownListError(f"{where}: {kind!r} is no kind; there is {', '.join(_KINDS)}")
    _refuse_others(where, row, _FIELDS)
    names = _names(where, row.get("names"))
    country, key = row.get("country"), row.get("key")
    if country is not None and country_of(str(country)) != country:
        raise KnownListError(f"{where}: {country!r} is no country; write two capital letters, as KR")
    if kind == "position" and key is None:
        raise KnownListError(f"{where}: a position needs the key that it is a wording of, as foreign_minister")
    if key is not None and not (kind == "place" and country_of(str(key)) == key):
        _refuse_unknown(where, _TABLES.get(kind, ""), str(key))
    offices = tuple(_office(where, o) for o in row.get("office", ()))
    id = "k" + digest(kind, [(n.text, n.lang) for n in names], country, key)[:16]
    return Known(id=id, kind=_KINDS[kind], names=names, key=key, country=country, offices=offices)


def _names(where: str, given: object) -> tuple[Name, ...]:
    if not isinstance(given, Mapping) or not given:
        raise KnownListError(f'{where}: names are needed, as names = {{ en = "Han Se-rin", ko = "한세린" }}')
    found: list[Name] = []
    for lang, forms in given.items():
        if lang not in SUPPORTED:
            raise KnownListError(f"{where}: no language {lang!r}; there is {', '.join(SUPPORTED)}")
        listed = [forms] if isinstance(forms, str) else forms
        if not isinstance(listed, list) or not all(isinstance(f, str) and f.strip() for f in listed):
            raise KnownListError(f"{where}: names of {lang} are a text or a list of texts")
        found.extend(Name(form.strip(), lang, 0) for form in listed)
    return tuple(found)


def _office(where: str, given: Mapping[str, Any]) -> KnownOffice:
    _refuse_others(where, given, _OFFICE_FIELDS)
    if "position" not in given:
        raise KnownListError(f"{where}: an office needs its position, as foreign_minister")
    _refuse_unknown(where, "positions", str(given["position"]))
    for end in ("since", "until"):
        if end in given and not _DAY.fullmatch(str(given[end])):
            raise KnownListError(f"{where}: {end} is a year, a month or a day, as 2026-01")
    if given.get("status", "current") not in _STATUSES:
        raise KnownListError(f"{where}: no status {given['status']!r}; there is {', '.join(_STATUSES)}")
    return convert({k: str(v) for k, v in given.items()}, KnownOffice)


def _refuse_others(where: str, row: Mapping[str, Any], allowed: frozenset[str]) -> None:
    others = sorted(set(row) - allowed)
    if others:
        raise KnownListError(f"{where}: no field {others[0]!r}; there is {', '.join(sorted(allowed))}")


def _refuse_unknown(where: str, table: str, key: str) -> None:
    keys = pivot_keys(table) if table else ()
    if key not in keys:
        near = get_close_matches(key, keys, n=3, cutoff=0.5)
        hint = f"; near it: {', '.join(near)}" if near else ""
        raise KnownListError(f"{where}: {key!r} is no key of {table or 'anything here'}{hint}")


def known_chains(known: Iterable[Known]) -> list[Chain]:
    """A chain for each form of each known person, body and place; those of one thing share their ``article``, its id."""
    return [c for k in {k.id: k for k in known}.values() if k.kind != "position" for c in _chains(k)]


def _chains(known: Known) -> list[Chain]:
    offices = tuple(OfficeSeen(o.position, o.of, o.status, o.since, o.until, "") for o in known.offices)
    return [
        Chain(
            ref=f"{known.id}#{number}",
            article=known.id,
            kind=known.kind,
            name=name.text,
            lang=name.lang,
            day=None,
            key=None if known.kind == "person" else known.key or name.text,
            of=known.country,
            names=((name.text, name.lang, 0),),
            offices=offices if known.kind == "person" else (),
            known=True,
        )
        for number, name in enumerate(known.names)
    ]
