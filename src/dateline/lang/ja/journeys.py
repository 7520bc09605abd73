"""Whose a journey is: of one who goes to a place that is the topic, of one whose visit others call off."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from dateline.lang.ja.arguments import Part
from dateline.lang.ja.clauses import Clause
from dateline.lang.ja.parties import Parties, quotes_of
from dateline.lang.ja.phrase_groups import Group
from dateline.lang.ja.telling import SentenceView, Told
from dateline.model import Act, Quote

_WORD_BEFORE = re.compile(r"[\u3400-\u9fffァ-ヺー]$")


def visitor(groups: Sequence[Group], told: Told, actors: tuple[int, ...]) -> tuple[tuple[int, ...], Part]:
    """Who goes: 上海も訪問する has a place for its topic, the visitor is the topic before it."""
    subject, part = told.part.subject, told.part
    if subject is None or subject.kind != "place" or subject.particle not in ("は", "も") or not subject.members:
        return actors, part
    if part.place is not None and part.place not in subject.members and subject.particle == "は":
        return actors, part
    before = next((g for g in groups if g.topic and g.kind != "place" and g.high <= subject.low), None)
    return (before.members if before else ()), replace(part, place=subject.members[-1])


def traveller(view: SentenceView, groups: Sequence[Group], clause: Clause, actors: tuple[int, ...]) -> tuple[int, ...]:
    """Whose journey is called off: the person right before it (X主席の来日を延期), else a person who calls off his own."""
    beside = next((i for i, m in enumerate(view.mentions) if m.end == clause.begin and m.kind != "place"), None)
    landed = next((m.start for m in view.mentions if m.end == clause.begin and m.kind == "place"), None)
    if beside is None and landed is None and _WORD_BEFORE.search(view.text[: clause.begin]):
        return ()  # 特使訪問: somebody else's
    if beside is not None:
        return (beside,) if view.mentions[beside].kind in ("person", "position") else ()
    whose = next(
        (g for g in groups if g.particle == "の" and 0 <= (landed or clause.begin) - g.stop <= 2 and g.members),
        None,
    )
    if whose is not None:
        return whose.members
    return actors if actors and all(view.mentions[a].kind in ("person", "position") for a in actors) else ()


_OFF = re.compile(
    r"(?:公式|国賓)?(?:訪(?:問|日|[韓米中朝台英仏独露ロ印豪比越加伊欧])|来日)(?:計画|予定)?(?:は|が|も)[^。、はが]{0,20}"
    r"(?:中止|延期|取りやめ|取り止め|見送り?)(?:に(?:な|し)|さ?れ|と(?:な|し))"
)


def journey_called_off(view: SentenceView, groups: Sequence[Group], parties: Parties) -> list[Act]:
    """X外相の訪中も4月末に中止されている: a journey that was to be and is not, of the one before it."""
    for group in groups:
        off = _OFF.match(view.text, group.stop, view.end) if group.particle == "の" and group.kind == "person" else None
        if off is None:
            continue
        land = next(
            (m for m in view.mentions if m.kind == "place" and off.start() < m.start and m.end <= off.end()), None
        )
        place = Quote(land.text, land.start, land.end) if land is not None else None
        return [
            Act(
                kind="visit", rung="would", realis="planned", polarity="negative", place=place, plover="CONSULT",
                actors=quotes_of(view, parties.who(view, group)), start=view.start, end=view.end,
            )
        ]  # fmt: skip
    return []
