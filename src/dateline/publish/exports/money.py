"""The record as FollowTheMoney entities (schemata Person, PublicBody, Event, Position, Occupancy, Article), plain JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec

from dateline.model import Article, Entity, Occupancy, RecordRow, digest
from dateline.publish.exports.sheet import SOURCE_TYPE, Line, Sheet
from dateline.publish.plain import plain, web_address

Properties = dict[str, list[str]]


def money_lines(sheet: Sheet) -> Iterator[str]:
    """One entity a line, each once: the rows as events or occupancies, then who and what they speak of, then the articles.

    A value that the schema has no property for stands in ``context``: rung, polarity, status, origins, passages.
    """
    made: dict[str, dict[str, Any]] = {}
    for line in sheet.lines:
        for entity in _row_entities(sheet, line):
            made.setdefault(entity["id"], entity)
        for anchor in line.anchors:
            article = sheet.articles.get(anchor.article)
            if article is not None:
                made.setdefault(article.id, _article(article))
    for entity in made.values():
        yield msgspec.json.encode(entity).decode("utf-8")


def _row_entities(sheet: Sheet, line: Line) -> Iterator[dict[str, Any]]:
    if line.held is not None:
        yield from _occupancy(sheet, line, line.held)
        return
    row = line.row
    if row is None:
        return
    parties = [sheet.entities[p.entity] for p in row.participants if p.entity in sheet.entities]
    legal = [e for e in parties if e.kind in ("person", "organization")]
    time = row.time
    yield _entity(
        line.id,
        "Event",
        {
            "name": line.title.values(),
            "date": [time.edtf] if time and time.edtf and len(time.edtf) in (4, 7, 10) else [],
            "startDate": [time.earliest[:10]] if time and time.earliest else [],
            "endDate": [time.latest[:10]] if time and time.latest else [],
            "location": [row.place] if row.place else [],
            "country": [c.lower() for c in row.countries],
            "involved": [e.id for e in legal],
            "keywords": [row.kind, *row.topics],
            "proof": dict.fromkeys(a.article for a in line.anchors),
        },
        _context(sheet, line, row),
    )
    yield from (_party(e) for e in legal)


def _context(sheet: Sheet, line: Line, row: RecordRow | None) -> Properties:
    found = {
        "digitalSourceType": [SOURCE_TYPE],
        "origins": sheet.origins_of(line),
        "passages": [f"{a.article}:{a.start}-{a.end} {plain(a.exact)}" for a in line.anchors],
    }
    if row is not None:
        found |= {"rung": [row.rung], "polarity": [row.polarity], "status": [row.status] if row.status else []}
        found |= {"due": [row.due] if row.due else [], "venue": [plain(row.venue)] if row.venue else []}
        found |= {"content": [plain(a.exact) for a in row.content], "at": [row.at] if row.at else []}
        found |= {"conditions": [plain(a.exact) for a in row.conditions], "sides": list(row.sides)}
    return found


def _occupancy(sheet: Sheet, line: Line, held: Occupancy) -> Iterator[dict[str, Any]]:
    post = "p" + digest(held.position, held.of or "")[:16]
    country = [(held.of or "").split("/")[0].lower()] if held.of else []
    yield _entity(
        line.id,
        "Occupancy",
        {
            "holder": [held.entity],
            "post": [post],
            "status": [held.status],
            "startDate": [held.since] if held.since else [],
            "endDate": [held.until] if held.until else [],
            "date": held.attested,
            "proof": dict.fromkeys(a.article for a in line.anchors),
        },
        _context(sheet, line, None),
    )
    yield _entity(post, "Position", {"name": [held.position.replace("_", " ")], "country": country}, {})
    if held.entity in sheet.entities:
        yield _party(sheet.entities[held.entity])


def _party(entity: Entity) -> dict[str, Any]:
    names = list(dict.fromkeys(n.text for n in entity.names))
    country = [entity.country.lower()] if entity.country else []
    schema = "Person" if entity.kind == "person" else "PublicBody" if entity.key else "Organization"
    keys = {"name": names[:1], "alias": names[1:], "country": country}
    return _entity(entity.id, schema, keys, {"key": [entity.key] if entity.key else []})


def _article(article: Article) -> dict[str, Any]:
    address = web_address(article.url)
    return _entity(
        article.id,
        "Article",
        {
            "title": [article.headline or article.source.rsplit("/", 1)[-1]],
            "publisher": [article.outlet] if article.outlet else [],
            "publishedAt": [article.published] if article.published else [],
            "sourceUrl": [address] if address else [],
        },
        {"language": [article.lang] if article.lang else []},
    )


def _entity(id: str, schema: str, properties: Mapping[str, Iterable[str]], context: Properties) -> dict[str, Any]:
    told = {name: [plain(v) for v in values] for name, values in properties.items()}
    return {
        "id": id,
        "schema": schema,
        "properties": {name: values for name, values in told.items() if values},
        "context": {name: values for name, values in context.items() if values},
    }
