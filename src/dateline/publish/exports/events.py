"""The record as events coded in PLOVER (Political Language Ontology for Verifiable Event Records)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from dateline.model import Party, RecordRow
from dateline.publish.exports.sheet import SOURCE_TYPE, Line, Sheet
from dateline.publish.plain import plain, web_address

_MODES = {"visit": "visit", "call": "phone"}


def event_lines(sheet: Sheet) -> Iterator[str]:
    """One JSON object an event, with PLOVER's fields: event, mode, source, target, date, context. Rows that carry no code
    are left out. What did not happen has none in PLOVER, so negative rows are left out as well."""
    for line in sheet.lines:
        row = line.row
        if row is not None and row.slots is not None and row.slots.plover and row.polarity == "positive":
            yield msgspec.json.encode(_event(sheet, line, row, row.slots.plover)).decode("utf-8")


def _event(sheet: Sheet, line: Line, row: RecordRow, code: str) -> dict[str, Any]:
    slots = row.slots
    assert slots is not None
    planned = row.kind == "plan" or slots.realis == "planned"
    target: Iterable[Party] = slots.recipients
    source: Iterable[Party] = slots.actors
    if not slots.recipients and len(slots.actors) > 1 and code in ("CONSULT", "AGREE", "COOPERATE", "SUPPORT"):
        source, target = slots.actors[:1], slots.actors[1:]
    links = (web_address(sheet.articles[a.article].url) for a in line.anchors if a.article in sheet.articles)
    return {
        "schema": 1,
        "label": sheet.label,
        "digital_source_type": SOURCE_TYPE,
        "id": line.id,
        "date": row.time.earliest[:10] if row.time and row.time.earliest else None,
        "end_date": row.time.latest[:10] if row.time and row.time.latest else None,
        "event": code,
        "mode": _MODES.get(slots.kind) if code == "CONSULT" else None,
        "context": ["future"] if planned else [],
        "source": [_actor(sheet, p) for p in source],
        "target": [_actor(sheet, p) for p in target],
        "location": row.place,
        "rung": row.rung,
        "status": row.status,
        "origins": sheet.origins_of(line),
        "text": [plain(a.exact) for a in line.anchors],
        "anchors": [{"article": a.article, "start": a.start, "end": a.end} for a in line.anchors],
        "publication": list(dict.fromkeys(sheet.outlet(a.article) for a in line.anchors)),
        "url": [u for u in links if u],
    }


def _actor(sheet: Sheet, party: Party) -> dict[str, Any]:
    entity = sheet.entities.get(party.entity)
    country = (party.of or "").split("/")[0] or (entity.country if entity else None) or party.entity
    code = country if len(country) == 2 and country.isupper() else None
    return {
        "id": party.entity,
        "name": plain(entity.names[0].text) if entity and entity.names else party.entity,
        "country": code,
        "capacity": party.capacity,
        "of": party.of,
    }
