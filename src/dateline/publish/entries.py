"""Pages of the record: each meeting and each pledge with its passages, its history, and two sides' accounts of it."""

from __future__ import annotations

from datetime import date
from typing import Any

from dateline.model import Fact, RecordRow
from dateline.publish.holders import is_holder
from dateline.publish.pairs import ENCOUNTERS, row_values
from dateline.publish.quoting import QuoteBudget
from dateline.publish.view import Desk

_ROWS = 40
_TOLD = ("statement", "pledge", "agreement", "signing")
_BOTH, _DAYS = 2, 2


def paged_langs(desk: Desk, row: RecordRow) -> tuple[str, ...]:
    """The languages in which a row has a page."""
    return tuple(lang for lang in desk.langs if row.title.get(lang))


def entry_values(desk: Desk, row: RecordRow) -> dict[str, Any]:
    """What the page of a row shows."""
    budget = QuoteBudget()
    accounts = _accounts(desk, row, budget) if row.kind in ENCOUNTERS else []  # first: a page may quote only so much
    shown = row_values(desk, row, budget, most=8)
    return {
        **shown,
        "kind": desk.words[f"act_{row.kind}"],
        "rung": desk.words[f"rung_{row.rung}"],
        "participants": _participants(desk, row),
        "history": _history(desk, row),
        "accounts": accounts,
    }


def _participants(desk: Desk, row: RecordRow) -> list[dict[str, str | None]]:
    return [
        {
            "name": desk.name_of(p.entity) if p.entity in desk.entities else p.name,
            "capacity": desk.office_name(p.capacity, desk.country_of_party(row, p.entity)),
            "href": f"../people/{p.entity}.html" if is_holder(desk, p.entity) else None,
        }
        for p in row.participants
    ]


def _history(desk: Desk, row: RecordRow) -> list[dict[str, Any]]:
    """The days on which something was told of it, each with what it came to and by whom."""
    said: dict[tuple[str, str], dict[str, str | None]] = {}
    for entry in row.history:
        event = str(entry.get("event") or "told")
        words = desk.words.get(f"status_{event}") or desk.words["event_told"]
        outlets = said.setdefault((str(entry.get("date") or "")[:10], str(words)), {})
        article = desk.articles.get(str(entry.get("article")))
        if article is not None:
            outlets.setdefault(desk.outlet(article), desk.foreign(desk.outlet(article), article.lang))
    found = [{"iso": d, "day": desk.day(d), "event": w, "outlets": list(o.items())} for (d, w), o in said.items()]
    due = sorted({str(h["due"]) for h in row.history if h.get("due")})
    return [
        *found[:_ROWS],
        *({"iso": d[:10], "day": desk.day(d), "event": desk.words["due"], "outlets": []} for d in due),
    ]


def _accounts(desk: Desk, row: RecordRow, budget: QuoteBudget) -> list[dict[str, Any]]:
    """What each side's own account has of what was said there, where two sides gave one; else nothing.

    A side's account is an official text of that side, published on the day or the two after it.
    """
    day = row.time.earliest[:10] if row.time and row.time.earliest else None
    if day is None or row.time is None or day != (row.time.latest or "")[:10]:
        return []
    facts = [f for f in desk.facts.get(row.story or "", []) if _was_said(f, day)]
    of = {f.id: _sides(desk, f, day) & set(row.countries) for f in facts}
    sides = sorted(set().union(*of.values())) if of else []
    if len(sides) != _BOTH:
        return []
    return [
        {
            "side": str(desk.words["account_of"]).replace("{side}", desk.country_name(side)),
            "items": [i for f in facts if side in of[f.id] and (i := _told(desk, f, side, of[f.id] == {side}, budget))],
        }
        for side in sides
    ]


def _was_said(fact: Fact, day: str) -> bool:
    """Whether a fact tells who said or undertook what, on no other day."""
    slots = fact.slots
    if slots is None or slots.kind not in _TOLD or not slots.actors:
        return False
    return slots.time is None or slots.kind == "pledge" or (slots.time.earliest or day)[:10] == day


def _sides(desk: Desk, fact: Fact, day: str) -> set[str]:
    """The countries whose official texts of those days have the fact."""
    texts = (desk.articles.get(a.article) for a in fact.anchors)
    return {s for t in texts if t and 0 <= _days_after(day, t.published) <= _DAYS and (s := desk.speaks_for(t.id))}


def _days_after(day: str, published: str | None) -> int:
    return (date.fromisoformat(published[:10]) - date.fromisoformat(day)).days if published else -1


def _told(desk: Desk, fact: Fact, side: str, only: bool, budget: QuoteBudget) -> dict[str, Any]:
    """A fact as this edition's report says it, and by a passage of the side's own; with who did it and how far it went.
    Empty where neither can be shown."""
    slots = fact.slots
    assert slots is not None
    text = desk.told_of(fact.story, fact.id) or _title_of(desk, fact)
    passages = desk.passages([a for a in fact.anchors if desk.speaks_for(a.article) == side], budget, most=1)
    if not text and not any(p.words for p in passages):
        return {}
    return {
        "only": only,
        "who": str(desk.words["list_joint"]).join(desk.name_of(p.entity) for p in slots.actors),
        "rung": desk.words["value_negative" if slots.polarity == "negative" else f"rung_{slots.rung}"],
        "text": text,
        "passages": passages,
    }


def _title_of(desk: Desk, fact: Fact) -> str | None:
    """The title of the record's row of a fact, where it says what the act is about."""
    told = set(fact.anchors)
    mine = desk.rows_of.get(fact.story, ())
    rows = (r for r in mine if r.topics and r.slots == fact.slots and told & set(r.anchors))
    return next((title for r in rows if (title := r.title.get(desk.lang))), None)
