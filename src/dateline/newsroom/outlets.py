"""The outlets of a newsroom's articles, with their classes and what editors note of them."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from dateline.newsroom.day import Newsroom
from dateline.newsroom.decided import DecisionError, fresh_id, in_force, now, undoable

NOTES = "note on an outlet"
"""The kind of decision under which the store keeps notes on outlets."""


class OutletNote(Struct, frozen=True, kw_only=True):
    """What an editor notes of an outlet."""

    id: str
    act: Literal["note", "undo"]
    outlet: str
    by: str
    at: str
    text: str = ""
    undoes: str | None = None


class Outlet(Struct, frozen=True, kw_only=True):
    """An outlet: how many articles of which classes and languages the newsroom holds, the newest, and the notes."""

    name: str
    articles: int
    classes: tuple[str, ...]
    langs: tuple[str, ...]
    newest: str | None
    notes: tuple[OutletNote, ...] = ()


def outlets(newsroom: Newsroom) -> tuple[Outlet, ...]:
    """Every outlet, by name."""
    notes = in_force(note_log(newsroom))
    held: dict[str, list[tuple[str, str, str]]] = {}
    for article in newsroom.store.articles():
        name = article.outlet or article.source.rsplit("/", 1)[-1]
        held.setdefault(name, []).append((article.source_class, article.lang or "", article.published or ""))
    return tuple(
        Outlet(
            name=name,
            articles=len(rows),
            classes=tuple(sorted({c for c, _, _ in rows})),
            langs=tuple(sorted({lang for _, lang, _ in rows if lang})),
            newest=max(day for _, _, day in rows) or None,
            notes=tuple(n for n in notes if n.outlet == name),
        )
        for name, rows in sorted(held.items())
    )


def note_log(newsroom: Newsroom) -> tuple[OutletNote, ...]:
    """Every note, in the order in which they were made."""
    return newsroom.store.decisions(NOTES, OutletNote)


def note_outlet(newsroom: Newsroom, outlet: str, text: str, *, by: str) -> OutletNote:
    """Note something of an outlet. Raises DecisionError without words, or for an outlet that no article is from."""
    if not text.strip():
        raise DecisionError("a note needs its words")
    if all(o.name != outlet for o in outlets(newsroom)):
        raise DecisionError(f"no article is from {outlet!r}")
    at = now()
    made = OutletNote(id=fresh_id("o", outlet, text, at), act="note", outlet=outlet, by=by, at=at, text=text)
    newsroom.store.put_decision(NOTES, made.id, made)
    return made


def undo_note(newsroom: Newsroom, id: str, *, by: str) -> OutletNote:
    """Make a note void; undoing that brings it back. Raises DecisionError."""
    void = undoable(note_log(newsroom), id)
    at = now()
    made = OutletNote(id=fresh_id("o", "undo", id, at), act="undo", outlet=void.outlet, by=by, at=at, undoes=id)
    newsroom.store.put_decision(NOTES, made.id, made)
    return made
