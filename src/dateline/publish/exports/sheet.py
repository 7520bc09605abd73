"""The record as a table to read and as CSV; and what every export is made from."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from unicodedata import east_asian_width

from msgspec import Struct, field

from dateline.model import Anchor, Article, Entity, Occupancy, RecordRow
from dateline.publish.plain import plain

_SHOWN = 160
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
COLUMNS = (
    "id", "kind", "date", "earliest", "latest", "title", "participants", "entities", "capacities", "countries", "place",
    "topics", "rung", "polarity", "status", "outcome", "origins", "origin_ids", "passages", "anchors",
)  # fmt: skip


class Line(Struct, frozen=True, kw_only=True):
    """One row to be written: a row of the record, or somebody in an office with the sentences that say so."""

    id: str
    kind: str
    title: Mapping[str, str]
    anchors: tuple[Anchor, ...]
    row: RecordRow | None = None
    held: Occupancy | None = None


class Sheet(Struct, frozen=True, kw_only=True):
    """The rows of an answer with what they speak of: articles, entities, the origin of each article. ``lang`` is that of
    the titles."""

    lines: Sequence[Line]
    articles: Mapping[str, Article]
    entities: Mapping[str, Entity]
    origins: Mapping[str, str] = field(default_factory=dict)
    lang: str = "en"

    def title(self, line: Line) -> str:
        """The title in the sheet's language, else in English."""
        return plain(line.title.get(self.lang) or line.title.get("en") or line.kind)

    def origins_of(self, line: Line) -> list[str]:
        """The origins that the passages of a row come from."""
        return sorted({self.origins[a.article] for a in line.anchors if a.article in self.origins})

    def outlet(self, article: str) -> str:
        """The outlet of an article, or the file's name."""
        found = self.articles.get(article)
        return (found.outlet or found.source.rsplit("/", 1)[-1]) if found else article


def table_lines(sheet: Sheet) -> Iterator[str]:
    """A table for a terminal: day, kind, rung or status, origins, title and id, and under each row its passages."""
    cells = [
        (_day(line), line.kind, _state(line), str(len(sheet.origins_of(line))), line.id, sheet.title(line))
        for line in sheet.lines
    ]
    heads = ("when", "what", "state", "origins", "id", "title")
    widths = [max((_columns(row[n]) for row in (heads, *cells)), default=0) for n in range(len(heads) - 1)]
    yield _joined(heads, widths)
    for line, row in zip(sheet.lines, cells, strict=True):
        yield _joined(row, widths)
        for anchor in line.anchors:
            words = " ".join(plain(anchor.exact).split())
            cut = words if len(words) <= _SHOWN else words[:_SHOWN] + "…"
            yield f"    {sheet.outlet(anchor.article)} [{anchor.article}:{anchor.start}-{anchor.end}] {cut}"


def csv_lines(sheet: Sheet) -> Iterator[str]:
    """RFC 4180, one row a line of the answer; what a spreadsheet would take for a formula gets an apostrophe before it."""
    yield _csv(COLUMNS)
    for line in sheet.lines:
        yield _csv([_safe(value) for value in _values(sheet, line)])


def _values(sheet: Sheet, line: Line) -> list[str]:
    row, held = line.row, line.held
    time = row.time if row else None
    people = row.participants if row else ()
    office = [("", held.entity, f"{held.position} {held.of or ''}".strip())] if held else []
    parties = [(p.name, p.entity, p.capacity or "") for p in people] or office
    country = (held.of or "").split("/")[0] if held else ""
    return [
        line.id,
        line.kind,
        (time.edtf or "") if time else (f"{held.since or '..'}/{held.until or '..'}" if held else ""),
        ((time.earliest or "") if time else (held.attested or ("",))[0] if held else ""),
        ((time.latest or "") if time else (held.attested or ("",))[-1] if held else ""),
        sheet.title(line),
        "; ".join(name or _name(sheet, entity) for name, entity, _ in parties),
        "; ".join(entity for _, entity, _ in parties),
        "; ".join(capacity for _, _, capacity in parties),
        "; ".join(row.countries) if row else country,
        (row.place or "") if row else "",
        "; ".join(row.topics) if row else "",
        row.rung if row else "",
        row.polarity if row else "",
        (row.status or "") if row else (held.status if held else ""),
        (row.outcome or "") if row else "",
        str(len(sheet.origins_of(line))),
        "; ".join(sheet.origins_of(line)),
        " | ".join(a.exact for a in line.anchors),
        "; ".join(f"{a.article}:{a.start}-{a.end}" for a in line.anchors),
    ]


def _name(sheet: Sheet, entity: str) -> str:
    found = sheet.entities.get(entity)
    return found.names[0].text if found and found.names else entity


def _safe(value: str) -> str:
    clean = plain(value)
    return "'" + clean if clean.startswith(_FORMULA) else clean


def _csv(values: Sequence[str]) -> str:
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\r\n").writerow(values)
    return stream.getvalue().removesuffix("\r\n") + "\r"


def _day(line: Line) -> str:
    if line.held is not None:
        held = line.held
        return (
            f"{held.since or '..'}/{held.until or '..'}" if held.since or held.until else (held.attested or ("",))[-1]
        )
    time = line.row.time if line.row else None
    return (time.edtf or (time.earliest or "")[:10]) if time else ""


def _state(line: Line) -> str:
    if line.held is not None:
        return line.held.status
    row = line.row
    negative = "not " if row and row.polarity == "negative" else ""
    return negative + ((row.status or row.rung) if row else "")


def _joined(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = [cell + " " * (width - _columns(cell)) for cell, width in zip(cells, widths, strict=False)]
    return "  ".join([*padded, cells[-1]]).rstrip()


def _columns(words: str) -> int:
    return sum(2 if east_asian_width(c) in "WF" else 1 for c in words)
