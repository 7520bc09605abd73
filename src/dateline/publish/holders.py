"""Pages of office-holders: the offices that sources give them and what the record has of them. Nobody else has a page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from dateline.lang.compare import compare_positions
from dateline.model import Anchor, Occupancy, Story
from dateline.publish.pairs import row_values
from dateline.publish.quoting import QuoteBudget
from dateline.publish.sitedata import is_held
from dateline.publish.view import Desk

_DAYS = 6
_STOP = re.compile(r"[.!?][\"”’)]*\s+(?=[A-Z“\"가-힣])|[。！？]|\n")
_ROWS = 60


def is_holder(desk: Desk, entity: str) -> bool:
    """Whether a person holds, or held, a public office by the word of some source. A coming or alleged holder is none."""
    return entity in desk.holders


def holders(desk: Desk) -> list[str]:
    """The office-holders with at least one row of the record, by their names."""
    found = [e for e in desk.people if is_holder(desk, e) and desk.rows_with.get(e)]
    return sorted(found, key=lambda e: (desk.name_of(e), e))


def holders_of(desk: Desk, story: Story) -> list[dict[str, str]]:
    """The office-holders of a story, for the report's links."""
    named = {p.entity for r in desk.rows_of.get(story.id, ()) for p in r.participants}
    found = sorted((desk.name_of(e), e) for e in named if e in desk.holders and e in desk.people)
    return [{"href": f"../people/{e}.html", "name": name} for name, e in found]


def holder_values(desk: Desk, entity: str) -> dict[str, Any]:
    """What the page of an office-holder shows."""
    budget = QuoteBudget()
    taken = desk.rows_with.get(entity, [])
    # what somebody said is listed only where the title can say of what
    rows = [r for r in taken if r.title.get(desk.lang) and (r.kind not in ("statement", "other") or r.topics)]
    rows.sort(key=lambda r: ((r.time.earliest or "") if r.time else "", r.id), reverse=True)
    return {
        "name": desk.name_of(entity),
        "offices": [_office(desk, o, budget) for o in _narrowest(_offices(desk, entity))],
        "rows": [row_values(desk, r, budget) for r in rows[:_ROWS]],
    }


def _offices(desk: Desk, entity: str) -> list[Occupancy]:
    return [o for o in desk.offices.get(entity, ()) if is_held(o)]


def _narrowest(held: Sequence[Occupancy]) -> list[Occupancy]:
    """Without what another office of the person says more exactly ("minister" beside "foreign minister")."""

    def is_wider(office: Occupancy, other: Occupancy) -> bool:
        pair = (office.position, office.of), (other.position, other.of)
        same = office.position == other.position and office.of is None and other.of is not None
        return same or (office.position != other.position and compare_positions(*pair).relation == "wider")

    return [o for o in held if not any(is_wider(o, p) for p in held if p is not o)]


def _office(desk: Desk, held: Occupancy, budget: QuoteBudget) -> dict[str, Any]:
    past = held.status in ("former", "immediate_former")
    standing = "former" if past else held.status
    days = ", ".join(desk.day(d) for d in held.attested[-_DAYS:])
    span = ""
    if held.since or held.until:
        first, last = (desk.edtf_words(v) if v else "…" for v in (held.since, held.until))
        span = str(desk.words["from_to"]).replace("{a}", first).replace("{b}", last)
    return {
        "name": desk.office_name(held.position, (held.of or "").split("/")[0] or None) or held.position,
        "country": desk.country_name(held.of.split("/")[0]) if held.of else "",
        "standing": str(desk.words.get(f"standing_{standing}", "")),
        "span": span,
        "attested": str(desk.words["attested"]).replace("{days}", days) if days else "",
        "passages": desk.passages([a for t in held.anchors if (a := _sentence(desk, t))], budget, most=2),
    }


def _sentence(desk: Desk, title: str) -> Anchor | None:
    """The sentence around a title (``article:start:end``), as far as its marks and line tell."""
    name, start, end = title.rsplit(":", 2)
    article = desk.articles.get(name)
    if article is None:
        return None
    first = max((m.end() for m in _STOP.finditer(article.text, 0, int(start))), default=0)
    stop = _STOP.search(article.text, int(end))
    last = len(article.text[: stop.end() if stop else None].rstrip())
    return Anchor(name, first, last, article.text[first:last])
