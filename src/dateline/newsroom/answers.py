"""Answers of the record in the formats that people ask for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Unpack

from dateline.model import Occupancy, encode
from dateline.newsroom.asking import Asked
from dateline.newsroom.day import Newsroom
from dateline.newsroom.record import Known, OfficeRow, offices_of, rows_of, what_is_known
from dateline.publish import exports
from dateline.publish.exports import Line, Sheet

_WRITERS: dict[str, Callable[[Sheet], Iterator[str]]] = {
    "table": exports.table_lines,
    "csv": exports.csv_lines,
    "ftm": exports.money_lines,
    "ics": exports.calendar_lines,
    "plover": exports.event_lines,
}
FORMATS = ("json", *_WRITERS)


def record_answer(
    newsroom: Newsroom, kind: str, format: str, lang: str = "en", **asked: Unpack[Asked]
) -> Iterator[bytes]:
    """The rows of the record that are asked for, as lines of ``format`` (one of FORMATS). Raises UnknownWord."""
    known = what_is_known(newsroom, asked.get("as_of"))
    rows = rows_of(known, kind, asked) if known is not None else ()
    if format == "json":
        yield from (encode(row) for row in rows)
        return
    lines = [Line(id=r.id, kind=r.kind, title=r.title, anchors=r.anchors, row=r) for r in rows]
    yield from _written(known, lines, format, lang)


def office_answer(
    newsroom: Newsroom, asked_for: tuple[str | None, str | None], format: str, lang: str = "en", **asked: Unpack[Asked]
) -> Iterator[bytes]:
    """Who held which office (``asked_for`` is position and day, either may be None), as lines of ``format``: json, table,
    csv or ftm. Raises UnknownWord."""
    known = what_is_known(newsroom, asked.get("as_of"), read=True)
    rows = offices_of(known, *asked_for, asked) if known is not None else ()
    if format == "json":
        yield from (encode(row) for row in rows)
        return
    lines = [Line(id=r.id, kind=r.kind, title=r.title, anchors=r.anchors, held=_occupancy(r)) for r in rows]
    yield from _written(known, lines, format, lang)


def _occupancy(row: OfficeRow) -> Occupancy:
    return Occupancy(
        entity=row.entity,
        position=row.position,
        of=row.of,
        status=row.status,  # type: ignore[arg-type]
        since=row.since,
        until=row.until,
        attested=row.attested,
    )


def _written(known: Known | None, lines: Sequence[Line], format: str, lang: str) -> Iterator[bytes]:
    sheet = Sheet(
        lines=lines,
        articles={a.id: a for a in known.articles} if known else {},
        entities={e.id: e for e in known.ledger.entities} if known else {},
        origins={p.article: p.origin for p in known.grouping.placements} if known else {},
        lang=lang,
    )
    yield from (line.encode("utf-8") for line in _WRITERS[format](sheet))
