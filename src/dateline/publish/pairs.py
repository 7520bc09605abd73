"""Pages for two countries: who met whom, what was agreed, which pledges are open, what is planned, what came of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any

from dateline.model import RecordRow
from dateline.publish.pictures import meetings_svg
from dateline.publish.quoting import QuoteBudget, first_clauses
from dateline.publish.sitedata import pairs_in
from dateline.publish.view import TAGS, Desk

ENCOUNTERS = ("meeting", "visit", "call")
_MOST = 100
SECTIONS = ("meetings", "agreements", "pledges", "plans", "outcomes")


def pair_list(desk: Desk) -> list[dict[str, Any]]:
    """The pairs of countries whose pages have rows, in the order of the codes, with how many."""
    return [{"id": id, "title": _title(desk, id), "count": count} for id, count in desk.ask(pair_counts) if count]


def pair_counts(desk: Desk) -> list[tuple[str, int]]:
    """The pairs with how many rows their pages have."""
    return [(id, sum(_section(r) is not None for r in rows)) for id, rows in desk.pairs.items()]


def pairs_of(desk: Desk, story: str) -> list[dict[str, str]]:
    """The pairs of a story's rows, for the report's links."""
    named = sorted({p for row in desk.rows_of.get(story, ()) for p in pairs_in(row)})
    return [{"id": id, "title": _title(desk, id)} for id in named]


def _title(desk: Desk, id: str) -> str:
    first, second = (desk.country_name(c) for c in id.split("-"))
    return f"{first} – {second}"


def pair_values(desk: Desk, id: str) -> dict[str, Any]:
    """What the page of a pair shows: its rows by sections, the newest first."""
    budget = QuoteBudget()
    rows = desk.pairs[id]
    first, second = id.split("-")
    chosen: dict[str, list[RecordRow]] = {name: [] for name in SECTIONS}
    for row in rows:
        section = _section(row)
        if section:
            chosen[section].append(row)
    return {
        "id": id,
        "title": _title(desk, id),
        "sides": [desk.country_name(first), desk.country_name(second)],
        **_who_met(desk, (first, second), chosen["meetings"]),
        "older": sum(max(0, len(found) - _MOST) for found in chosen.values()),
        **{name: _rows(desk, found, budget) for name, found in chosen.items()},
    }


def _section(row: RecordRow) -> str | None:
    """The section of a pair's page that a row stands in, or None."""
    planned = row.kind == "plan" or (row.slots is not None and row.slots.realis == "planned")
    if planned:
        return "plans" if row.status in (None, "pending", "postponed") else "outcomes"
    if row.kind == "pledge":
        return "pledges" if row.status in (None, "open") else "outcomes"
    if row.slots is not None and row.slots.realis != "actual":
        return None
    if row.kind in ENCOUNTERS:
        return "meetings"
    return "agreements" if row.kind in ("agreement", "signing") else None


def _rows(desk: Desk, rows: Iterable[RecordRow], budget: QuoteBudget) -> list[dict[str, Any]]:
    ordered = sorted(rows, key=lambda r: ((r.time.earliest or "") if r.time else "", r.id), reverse=True)
    titled = (row for row in ordered if row.title.get(desk.lang))
    return [row_values(desk, row, budget) for row in islice(titled, _MOST)]


def row_values(desk: Desk, row: RecordRow, budget: QuoteBudget, most: int = 2) -> dict[str, Any]:
    """A row as pages show it, with ``most`` passages at most."""
    time = row.time
    return {
        "id": row.id,
        "title": row.title[desk.lang],
        "day": (desk.edtf_words(time.edtf) if time.edtf else desk.day(time.earliest)) if time and time.earliest else "",
        "iso": time.earliest[:10] if time and time.earliest else "",
        "place": desk.place_name(row.place),
        "status": desk.words.get(f"status_{row.status}", "") if row.status else "",
        "weak": row.weak_evidence,
        "story": f"stories/{row.story}.html" if row.story and row.story in desk.reports else None,
        "passages": desk.passages(row.anchors, budget, most=most),
        "outcome": _outcome(desk, row),
    }


def _outcome(desk: Desk, row: RecordRow) -> dict[str, Any] | None:
    """What came of a plan or pledge: the row that tells it, in this language, else the words of the first source."""
    if not row.outcome:
        return None
    facts = [h.get("fact") for h in row.history if h.get("event") not in ("told", None)]
    told = (h for h in row.history if h.get("fact") in facts and h.get("article"))
    spans = [(str(h["article"]), int(h.get("start") or 0), int(h.get("end") or 0)) for h in told]
    near = {r.id: r for s in spans for r in desk.rows_at.get(s, ())}
    for _, other in sorted(near.items()):
        if other.id != row.id and other.title.get(desk.lang) and set(other.countries) >= set(row.countries):
            return {"words": other.title[desk.lang], "tag": None}
    first = next((h for h in row.history if h.get("exact") == row.outcome), {})
    article = desk.articles.get(str(first.get("article")))
    return {
        "words": first_clauses(row.outcome, 80),
        "tag": TAGS.get((article.lang if article else None) or "en", "en"),
        "quoted": True,
    }


def _who_met(desk: Desk, codes: tuple[str, str], rows: Sequence[RecordRow]) -> dict[str, Any]:
    """Who met whom how often, as rows and as a picture: a person stands on the side of the country that the act gives
    them."""
    ties: dict[tuple[str, str], int] = {}
    for row in rows:
        sides: tuple[list[str], list[str]] = ([], [])
        parties = (*row.slots.actors, *row.slots.recipients) if row.slots else ()
        for party in parties:
            country = (party.of or "")[:2] or desk.country_of(party.entity)
            if party.entity in desk.people and country in codes:
                sides[codes.index(country)].append(desk.name_of(party.entity))
        for left in dict.fromkeys(sides[0]):
            for right in dict.fromkeys(sides[1]):
                ties[left, right] = ties.get((left, right), 0) + 1
    said = "; ".join(
        str(desk.words["met"]).replace("{a}", a).replace("{b}", b).replace("{n}", str(n))
        for (a, b), n in sorted(ties.items())
    )
    picture = meetings_svg(ties, str(desk.words["who_met"]), said)
    return {"picture": picture, "met": [(a, b, n) for (a, b), n in sorted(ties.items())]}
