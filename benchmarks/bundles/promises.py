"""Figures of promises: pledges with their status, day and condition, and plans with what became of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from matching import (
    Gold,
    Match,
    Verdict,
    articles_of,
    match,
    place_fits,
    says_any,
    shares,
    show,
    status_fits,
    time_fits,
)  # fmt: skip
from scored import Scored

from dateline.model import RecordRow


def score_promises(scored: Scored) -> None:
    """Print the pledges and plans that are missed, split or wrong, and the figures of each and of both."""
    counts: Counter[str] = Counter()
    matched = match(scored.rows("pledge"), scored.golds("pledges"), lambda row, gold: _pledge_fits(scored, row, gold))
    _print_misses("pledge", matched, counts)
    pledges = _print_rows("pledge", matched, scored.rows("pledge"))
    told = [f"{name} {counts[name]}/{counts[f'{name}_gold']}" for name in ("status", "due", "condition")]
    print("FIGURE pledge_slots", *told)
    counts.clear()
    matched = match(scored.rows("plan"), scored.golds("plans"), lambda row, gold: _plan_fits(scored, row, gold))
    _print_misses("plan", matched, counts)
    plans = _print_rows("plan", matched, scored.rows("plan"))
    right, found = counts["status"], counts["status_gold"]
    print(f"FIGURE plan_outcomes right {right}/{found} of those found, {right}/{len(matched.needed)} of all")
    right, given, gold = (a + b for a, b in zip(pledges, plans, strict=True))
    print("FIGURE pledges_and_plans", shares(right, given, gold))


def _print_misses(kind: str, matched: Match, counts: Counter[str]) -> None:
    """What is not found, and what is with a wrong status, day or condition; counted into ``counts``."""
    for number in matched.needed:
        gold, row = matched.golds[number], matched.row_of.get(number)
        if row is None:
            label = gold.get("content") or gold.get("text") or gold.get("kind_of")
            print(f"{kind.upper()}_MISS", gold.get("by", gold.get("people")), label, gold["articles"])
            continue
        counts["status_gold"] += 1
        counts["status"] += status_fits(row, gold)
        if not status_fits(row, gold):
            want = [gold["status"], *gold.get("accept", ())]
            print(f"{kind.upper()}_STATUS_WRONG want {want}", show(row), list(row.history[:4]))
        if kind == "pledge":
            _count_slots(row, gold, counts)


def _count_slots(row: RecordRow, gold: Gold, counts: Counter[str]) -> None:
    if want := gold.get("due"):
        right = _due(row).startswith(want)
        counts["due_gold"] += 1
        counts["due"] += right
        if not right:
            print("PLEDGE_DUE_WRONG want", want, show(row))
    if condition := gold.get("condition"):
        right = bool(row.conditions or (row.slots and row.slots.conditional))
        counts["condition_gold"] += 1
        counts["condition"] += right
        if not right:
            print("PLEDGE_CONDITION_MISS", condition, show(row))


def _due(row: RecordRow) -> str:
    """The day by which a promise is to be kept, or was by its history; empty where none is told."""
    return row.due or next((str(step["due"]) for step in row.history if step.get("due")), "")


def _print_rows(kind: str, matched: Match, rows: Sequence[RecordRow]) -> tuple[int, int, int]:
    """Print the rows that are wrong and the figure; returns how many are right, given, and to be found."""
    verdicts: Counter[Verdict] = Counter()
    for row in rows:
        verdict = matched.verdict(row)
        verdicts[verdict] += 1
        if verdict in ("SPLIT", "WRONG"):
            print(f"{kind.upper()}_{verdict}", show(row))
    counted = matched.shares(verdicts)
    print(f"FIGURE {kind}s", shares(*counted))
    return counted


def _pledge_fits(scored: Scored, row: RecordRow, gold: Gold) -> bool:
    """Whether a row is told in an article of gold, by who promised there (a person, or a country in capitals), in its words."""
    if not articles_of(row) & set(gold["articles"]):
        return False
    keys = _keys(scored, row)
    people = scored.people_in(row)
    actors = scored.placed.among(p.entity for p in row.slots.actors) if row.slots else people
    promisers = actors or people
    by = [*gold["by"], *gold.get("by_accept", ())]
    return any(who in (keys if who.isupper() else promisers) for who in by) and says_any(row, gold.get("words"))


def _keys(scored: Scored, row: RecordRow) -> set[str]:
    """The pivot keys of a row's participants, of their countries, and of what their bodies belong to."""
    known = {entity.id: entity for entity in scored.ledger.entities}
    keys: set[str] = set()
    for participant in row.participants:
        entity = known.get(participant.entity)
        if entity is None:
            keys.add(participant.entity)
        else:
            keys |= {key for key in (entity.key, entity.country, (entity.key or "").split("/")[0]) if key}
    return keys


def _plan_fits(scored: Scored, row: RecordRow, gold: Gold) -> bool:
    """Whether a row is the plan of gold: its articles, people, words, kind (or its people and day), day and place."""
    people, want = gold["people"], gold.get("time")
    if not articles_of(row) & set(gold["articles"]) or not set(people) <= scored.people_in(row):
        return False
    if not says_any(row, gold.get("words")):
        return False
    kinds = gold.get("kind_of") or ()
    kinds = [kinds] if isinstance(kinds, str) else kinds
    kind = row.slots.kind if row.slots else None
    timed = bool(want and row.time and time_fits(row, want))
    if kinds and kind not in {*kinds, "plan"} and not (people and timed):
        return False
    if not people and want and not timed and not gold.get("words"):
        return False
    return time_fits(row, want, strict=False) and place_fits(row, gold.get("place"))
