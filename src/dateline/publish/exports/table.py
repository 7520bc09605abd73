"""The record as a table to read: what was said and done at a meeting stands under it, and each row on its passages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from unicodedata import east_asian_width

from dateline.lang.render import country_name, label
from dateline.model import Account, RecordRow
from dateline.publish.exports.sheet import Line, Sheet
from dateline.publish.plain import plain

_SHOWN = 160
_OUTLETS = 3
_UNDER = "└ "


def table_lines(sheet: Sheet) -> Iterator[str]:
    """A table for a terminal: day, kind, rung or status, origins, id and title; under each row who took part, where, in
    which words, until when, and its passages. What was said at a meeting of the table follows it."""
    ordered = _under_meetings(sheet.lines)
    cells = [
        (_day(line), line.kind, _state(line), str(len(sheet.origins_of(line))), line.id, mark + sheet.title(line))
        for line, mark in ordered
    ]
    heads = ("when", "what", "state", "origins", "id", "title")
    widths = [max((_columns(row[n]) for row in (heads, *cells)), default=0) for n in range(len(heads) - 1)]
    yield _joined(heads, widths)
    for (line, _), row in zip(ordered, cells, strict=True):
        yield _joined(row, widths)
        yield from (f"    {words}" for words in _particulars(sheet, line))
        for anchor in line.anchors:
            yield f"    {sheet.outlet(anchor.article)} [{anchor.article}:{anchor.start}-{anchor.end}] {_cut(anchor.exact)}"


def _under_meetings(lines: Sequence[Line]) -> list[tuple[Line, str]]:
    """The rows in their order, but those of a meeting that is among them after it, marked."""
    ids = {line.id for line in lines}
    under: dict[str, list[Line]] = {}
    for line in lines:
        if line.row is not None and line.row.at in ids and line.row.at != line.id:
            under.setdefault(line.row.at, []).append(line)
    told = {line.id for group in under.values() for line in group}
    ordered: list[tuple[Line, str]] = []
    for line in lines:
        if line.id not in told:
            ordered.append((line, ""))
            ordered += [(other, _UNDER) for other in under.get(line.id, ())]
    return ordered


def _particulars(sheet: Sheet, line: Line) -> Iterator[str]:
    """What is known of a row beside its title, a line each."""
    row = line.row
    if row is None:
        return
    who = [f"{name} ({role})" if role not in ("", "participant") else name for name, role in sheet.parties(line)]
    if who:
        yield "who: " + "; ".join(who)
    where = [w for w in (row.venue, _place(sheet, row)) if w]
    if where:
        yield "where: " + ", ".join(dict.fromkeys(plain(w) for w in where))
    if len({(a.side, a.meeting) for a in row.accounts}) > 1:
        yield "called: " + "; ".join(f"{a.meeting} ({_by_whom(sheet, a)})" for a in row.accounts)
    if row.content:
        yield "words: " + " · ".join(f"“{_cut(a.exact)}”" for a in row.content)
    if row.conditions:
        yield "if: " + " · ".join(f"“{_cut(a.exact)}”" for a in row.conditions)
    if row.due:
        yield f"due: {row.due}"
    if row.sides:
        yield "by the word of: " + ", ".join(_side(sheet, side) for side in row.sides)
    yield from _came_of(sheet, row)


def _came_of(sheet: Sheet, row: RecordRow) -> Iterator[str]:
    """The passages that say what came of a plan or promise, by day."""
    seen: set[tuple[object, object]] = set()
    for entry in row.history:
        place = entry.get("article"), entry.get("exact")
        if entry.get("event") != "told" and place not in seen:
            seen.add(place)
            span = f"[{entry.get('article')}:{entry.get('start')}-{entry.get('end')}]"
            words = _cut(str(entry.get("exact") or ""))
            yield f"{entry.get('event')} {entry.get('date')}: {sheet.outlet(str(entry.get('article')))} {span} {words}"


def _place(sheet: Sheet, row: RecordRow) -> str | None:
    if row.place is None:
        return None
    found = label(sheet.lang, "places", row.place) if "/" in row.place else country_name(sheet.lang, row.place)
    return found or row.place


def _side(sheet: Sheet, side: str) -> str:
    return country_name(sheet.lang, side) or side if len(side) == 2 else side


def _by_whom(sheet: Sheet, account: Account) -> str:
    """The side that names a meeting so, else the outlets that do."""
    if account.side is not None:
        return _side(sheet, account.side)
    outlets = list(dict.fromkeys(sheet.outlet(a) for a in account.articles))
    return ", ".join(outlets[:_OUTLETS]) + (", …" if len(outlets) > _OUTLETS else "")


def _cut(exact: str) -> str:
    words = " ".join(plain(exact).split())
    return words if len(words) <= _SHOWN else words[:_SHOWN] + "…"


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
