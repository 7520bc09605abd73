"""Acts that stand before the one who did them: 来日中のX首相, 台北を訪れたY議員, Zと会談したX首相は."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.lang.ja.clauses import Clause
from dateline.lang.ja.parties import Parties, quotes_of
from dateline.lang.ja.phrase_groups import Group
from dateline.lang.ja.telling import SentenceView
from dateline.model import Act, Quote

_STAYING = re.compile(
    r"(?:(?P<land>(?:来|訪)(?:日|[韓米中朝台英仏独露ロ印豪比越加伊欧]))|(?P<bare>(?:公式|国賓)?(?:訪問|滞在)))中の"
)
_FREE = re.compile(r"[^、。はがをにで「」]{0,14}")
_WHERE = re.compile(r"(?:[をにへ]|、)?$")


def head_after(view: SentenceView, groups: Sequence[Group], at: int) -> Group | None:
    """The one person or body whom words that end at ``at`` describe (…を訪れた|日本の超党派議員団と), or None."""
    groups = sorted(groups, key=lambda g: g.low)
    for index, group in enumerate(groups):
        if group.low < at or not _FREE.fullmatch(view.text, at, group.low):
            continue
        follows = groups[index + 1] if index + 1 < len(groups) else None
        introduces = group.kind in ("place", "organization") and group.particle == "の"
        if introduces and follows is not None and _FREE.fullmatch(view.text, group.stop, follows.low):
            continue
        known = group.kind in ("person", "position", "organization") and len(group.members) == 1
        return group if known else None
    return None


def described(view: SentenceView, groups: Sequence[Group], clause: Clause) -> int | None:
    """The mention of whom a clause before a noun describes; None where it describes something of his (訪れたX氏の自宅)."""
    put_off = view.text[clause.end : clause.stop + 3]
    if clause.negative or clause.lacking or clause.passive or "だった" in put_off:
        return None
    head = head_after(view, groups, clause.stop)
    if head is None or head.particle == "の":
        return None
    return head.members[0]


def staying(view: SentenceView, groups: Sequence[Group], acts: Sequence[Act], parties: Parties) -> list[Act]:
    """来日中の, 南米訪問中の, パリに滞在中の before a person: that person is on a visit."""
    found: list[Act] = []
    for match in _STAYING.finditer(view.text, view.start, view.end):
        head = head_after(view, groups, match.end())
        if head is None or any(q.start <= match.start() < q.end for q in view.quoted):
            continue
        who = quotes_of(view, parties.who(view, head))
        if not who or any(a.kind == "visit" and set(a.actors) & set(who) for a in acts):
            continue
        day = next((d for d in reversed(view.dates) if d.end <= match.start() and d.earliest), None)
        found.append(
            Act(
                kind="visit", rung="done", actors=who, place=_where(view, match, groups), time=day,
                plover="CONSULT", start=view.start, end=view.end,
            )
        )  # fmt: skip
    return found


def _where(view: SentenceView, match: re.Match[str], groups: Sequence[Group]) -> Quote | None:
    """Where somebody stays: the country inside 来日中, or the place right before 訪問中."""
    for mention in view.mentions:
        inside = match.start() < mention.start and mention.end <= match.end()
        if mention.kind == "place" and match["land"] and inside:
            return Quote(mention.text, mention.start, mention.end)
    if match["land"]:
        return None
    before = next((g for g in groups if g.kind == "place" and _WHERE.fullmatch(view.text, g.high, match.start())), None)
    return quotes_of(view, before.members[-1:])[0] if before is not None and before.members else None
