"""The record as CSV; and what every export is made from."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct, field

from dateline.lang.data import load_table
from dateline.lang.titles import party_name
from dateline.model import Anchor, Article, Entity, Occupancy, RecordRow
from dateline.publish.plain import plain

SOURCE_TYPE = "http://cv.iptc.org/newscodes/digitalsourcetype/algorithmicMedia"
"""How rows and titles are made, as IPTC calls it: by rules, from what was read."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
COLUMNS = (
    "id", "kind", "date", "earliest", "latest", "title", "participants", "entities", "capacities", "countries", "place",
    "topics", "rung", "polarity", "status", "outcome", "origins", "origin_ids", "passages", "anchors", "roles", "venue",
    "content", "conditions", "due", "at", "sides", "called", "label", "digital_source_type",
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

    @property
    def label(self) -> str:
        """How the titles were written, and that nobody has reviewed them, in the sheet's language."""
        words = load_table(self.lang, "site")
        return f"{words['label']}. {words['unreviewed']}"

    def title(self, line: Line) -> str:
        """The title in the sheet's language, else in English."""
        return plain(line.title.get(self.lang) or line.title.get("en") or line.kind)

    def parties(self, line: Line) -> list[tuple[str, str]]:
        """Those who take part in a row: name with office in the sheet's language, and role."""
        row = line.row
        if row is None:
            return []
        slots = (*row.slots.actors, *row.slots.recipients) if row.slots else ()
        known = {p.entity: p for p in slots}
        named = [
            (
                party_name(self.lang, known[p.entity], self.entities, p.name) if p.entity in known else p.name,
                p.role or "",
            )
            for p in row.participants
        ]
        return [(plain(name), role) for name, role in named]

    def origins_of(self, line: Line) -> list[str]:
        """The origins that the passages of a row come from."""
        return sorted({self.origins[a.article] for a in line.anchors if a.article in self.origins})

    def outlet(self, article: str) -> str:
        """The outlet of an article, or the file's name."""
        found = self.articles.get(article)
        return (found.outlet or found.source.rsplit("/", 1)[-1]) if found else article


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
    called = [name for name, _ in sheet.parties(line)]
    parties = [(n, p.entity, p.capacity or "") for n, p in zip(called, people, strict=True)] or office
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
        *(_particulars(row) if row else [""] * 8),
        sheet.label,
        SOURCE_TYPE,
    ]


def _particulars(row: RecordRow) -> list[str]:
    """What only some rows have: parts, venue, content and conditions in the original words, due day, the meeting's row,
    the sides that alone carry it, and what each side calls the meeting."""
    return [
        "; ".join(p.role or "" for p in row.participants),
        row.venue or "",
        " | ".join(a.exact for a in row.content),
        " | ".join(a.exact for a in row.conditions),
        row.due or "",
        row.at or "",
        "; ".join(row.sides),
        "; ".join(f"{a.side or 'others'}: {a.meeting}" for a in row.accounts),
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
