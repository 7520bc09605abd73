"""Plans and promises with a date as iCalendar (RFC 5545)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from dateline.model import DateValue, RecordRow
from dateline.publish.exports.sheet import SOURCE_TYPE, Line, Sheet
from dateline.publish.plain import plain, web_address

_OCTETS = 75
_EVENT_STATUS = {"happened": "CONFIRMED", "changed": "CONFIRMED", "cancelled": "CANCELLED", "postponed": "CANCELLED"}
_TASK_STATUS = {"kept": "COMPLETED", "happened": "COMPLETED", "withdrawn": "CANCELLED", "cancelled": "CANCELLED"}


def calendar_lines(sheet: Sheet) -> Iterator[str]:
    """The lines of one calendar, each folded at 75 octets and without its line feed (they end with a carriage return).

    A plan with a day or days is an event over the whole of them; a promise, and a plan without a date, is a to-do. Rows
    that are neither are left out.
    """
    told = [(line, line.row) for line in sheet.lines if line.row is not None and line.row.kind in ("plan", "pledge")]
    if not told:  # a calendar has at least one component
        return
    head = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Dateline//Record//EN", "CALSCALE:GREGORIAN"]
    head += [f"DESCRIPTION;LANGUAGE={sheet.lang}:{_text(sheet.label)}", f"X-DIGITAL-SOURCE-TYPE:{SOURCE_TYPE}"]
    inner = [content for line, row in told for content in _component(sheet, line, row)]
    for content in (*head, *inner, "END:VCALENDAR"):
        yield from (f"{part}\r" for part in fold(content))


def fold(content: str) -> list[str]:
    """A content line cut into physical lines of at most 75 octets, never within a character (RFC 5545, 3.1)."""
    parts, width = [""], 0
    for char in content:
        size = len(char.encode("utf-8"))
        if width + size > _OCTETS:
            parts.append(" ")
            width = 1
        parts[-1] += char
        width += size
    return parts


def _component(sheet: Sheet, line: Line, row: RecordRow) -> list[str]:
    due = row.due or next((str(h["due"]) for h in row.history if h.get("due")), None)
    event = row.kind == "plan" and row.time is not None and bool(row.time.earliest and row.time.latest)
    kind = "VEVENT" if event else "VTODO"
    lines = [f"BEGIN:{kind}", f"UID:{row.id}@dateline", f"DTSTAMP:{_stamp(sheet, line)}"]
    if event and row.time is not None:
        lines += [*_when(row.time), "TRANSP:TRANSPARENT"]
        lines.append(f"STATUS:{_EVENT_STATUS.get(row.status or '', 'TENTATIVE')}")
    else:
        lines += [f"DUE;VALUE=DATE:{due[:10].replace('-', '')}"] if due and len(due) >= 10 else []
        lines.append(f"STATUS:{_TASK_STATUS.get(row.status or '', 'NEEDS-ACTION')}")
    lines.append(f"SUMMARY;LANGUAGE={sheet.lang}:{_text(sheet.title(line))}")
    if row.place or row.venue:
        lines.append(f"LOCATION:{_text(', '.join(w for w in (row.venue, row.place) if w))}")
    if row.topics:
        lines.append("CATEGORIES:" + ",".join(_text(t) for t in row.topics))
    lines.append(f"DESCRIPTION:{_text(_description(sheet, line, row))}")
    urls = (web_address(sheet.articles[a.article].url) for a in line.anchors if a.article in sheet.articles)
    if address := next((u for u in urls if u), None):
        lines.append(f"URL:{plain(address)}")
    return [*lines, f"END:{kind}"]


def _description(sheet: Sheet, line: Line, row: RecordRow) -> str:
    """What is known of the date and what came of it, and each passage with its outlet and place."""
    told = [
        sheet.label,
        f"status: {row.status or 'pending'}",
        f"origins: {', '.join(sheet.origins_of(line)) or row.origins}",
    ]
    if row.time is not None and row.time.edtf:
        told.append(f"date: {row.time.edtf}")
    told += [f"words: {a.exact}" for a in row.content] + [f"if: {a.exact}" for a in row.conditions]
    told += [f"{sheet.outlet(a.article)} [{a.article}:{a.start}-{a.end}] {a.exact}" for a in line.anchors]
    return "\n".join(told)


def _when(time: DateValue) -> list[str]:
    first, last = time.earliest or "", time.latest or ""
    if len(first) > 10 and first == last:
        return [f"DTSTART{_instant(first)}"]
    start, end = date.fromisoformat(first[:10]), date.fromisoformat(last[:10]) + timedelta(days=1)
    return [f"DTSTART;VALUE=DATE:{start:%Y%m%d}", f"DTEND;VALUE=DATE:{end:%Y%m%d}"]


def _instant(stamp: str) -> str:
    """A time with a zone in UTC; one without floats."""
    moment = datetime.fromisoformat(stamp)
    return f":{moment:%Y%m%dT%H%M%S}" if moment.tzinfo is None else f":{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _stamp(sheet: Sheet, line: Line) -> str:
    """When what the row says was last published: no clock, so that the same record gives the same bytes."""
    days = [a.published for n in line.anchors if (a := sheet.articles.get(n.article)) and a.published]
    latest = max(days, default="1970-01-01")
    if len(latest) > 10:
        moment = datetime.fromisoformat(latest)
        return f"{(moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC):%Y%m%dT%H%M%SZ}"
    return f"{date.fromisoformat(latest):%Y%m%d}T000000Z"


def _text(words: str) -> str:
    """A TEXT value: backslash, semicolon and comma escaped, line breaks written as \\n (RFC 5545, 3.3.11)."""
    lines = [plain(part) for part in words.splitlines()]
    return "\\n".join(p.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,") for p in lines)
