"""Complaints and replies: each kept with what was answered and where it stands, by entries that are only ever added."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from dateline.newsroom.day import Newsroom
from dateline.newsroom.decided import DecisionError, fresh_id, in_force, now, undoable

COMPLAINTS = "complaint"
"""The kind of decision under which the store keeps complaints."""
Act = Literal["open", "reply", "close", "reopen", "undo"]


class Entry(Struct, frozen=True, kw_only=True):
    """What happened to a complaint: it came in (from whom, about what), was answered, closed, reopened."""

    id: str
    act: Act
    complaint: str
    by: str
    at: str
    text: str = ""
    sender: str = ""
    about: str = ""
    undoes: str | None = None


class Complaint(Struct, frozen=True, kw_only=True):
    """A complaint with all that happened to it, and whether it is open."""

    opened: Entry
    entries: tuple[Entry, ...]
    is_open: bool


def complaints(newsroom: Newsroom) -> tuple[Complaint, ...]:
    """Every complaint that stands, the newest first."""
    by_complaint: dict[str, list[Entry]] = {}
    for entry in in_force(complaint_log(newsroom)):
        by_complaint.setdefault(entry.complaint, []).append(entry)
    found = []
    for entries in by_complaint.values():
        if entries[0].act == "open":
            turns = [e.act for e in entries if e.act in ("open", "close", "reopen")]
            found.append(Complaint(opened=entries[0], entries=tuple(entries[1:]), is_open=turns[-1] != "close"))
    return tuple(reversed(found))


def complaint_log(newsroom: Newsroom) -> tuple[Entry, ...]:
    """Every entry, in the order in which they were made."""
    return newsroom.store.decisions(COMPLAINTS, Entry)


def open_complaint(newsroom: Newsroom, *, text: str, sender: str, about: str, by: str) -> Entry:
    """Enter a complaint or a reply that came in. Raises DecisionError without its words."""
    if not text.strip():
        raise DecisionError("a complaint needs its words")
    at = now()
    id = fresh_id("c", "open", text, sender, about, at)
    return _put(newsroom, Entry(id=id, act="open", complaint=id, by=by, at=at, text=text, sender=sender, about=about))


def add_to_complaint(newsroom: Newsroom, complaint: str, act: Act, *, by: str, text: str = "") -> Entry:
    """Reply to a complaint, close or reopen it. Raises DecisionError for an unknown one, or a reply without words."""
    if all(c.opened.id != complaint for c in complaints(newsroom)):
        raise DecisionError(f"there is no complaint {complaint}")
    if act == "reply" and not text.strip():
        raise DecisionError("a reply needs its words")
    at = now()
    id = fresh_id("c", act, complaint, text, at)
    return _put(newsroom, Entry(id=id, act=act, complaint=complaint, by=by, at=at, text=text))


def undo_entry(newsroom: Newsroom, id: str, *, by: str) -> Entry:
    """Make an entry void; undoing that brings it back. Raises DecisionError."""
    void = undoable(complaint_log(newsroom), id)
    at = now()
    made = Entry(id=fresh_id("c", "undo", id, at), act="undo", complaint=void.complaint, by=by, at=at, undoes=id)
    return _put(newsroom, made)


def _put(newsroom: Newsroom, entry: Entry) -> Entry:
    newsroom.store.put_decision(COMPLAINTS, entry.id, entry)
    return entry
