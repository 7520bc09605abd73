"""Figures of the record: meetings, visits, calls and signings."""

from __future__ import annotations

from collections import Counter

from matching import Gold, Verdict, articles_of, match, place_fits, shares, show, time_fits
from scored import Scored

from dateline.model import RecordRow


def score_kind(scored: Scored, kind: str) -> None:
    """Print the rows of a kind that are missed, split or wrong, and the figure. A second row for one thing counts as wrong;
    a place that a row lacks is told, not counted."""

    def fits(row: RecordRow, gold: Gold) -> bool:
        if not set(gold["people"]) <= scored.people_in(row) or not articles_of(row) & set(gold["articles"]):
            return False
        return time_fits(row, gold.get("time")) and place_fits(row, gold.get("place"))

    golds = [gold for gold in scored.golds("records") if gold["kind"] == kind]
    rows = scored.rows(kind)
    matched = match(rows, golds, fits)
    for number in matched.needed:
        if number not in matched.row_of:
            gold = golds[number]
            print(f"{kind.upper()}_MISS", gold["people"], gold.get("time"), gold.get("place"), gold["articles"])
    verdicts: Counter[Verdict] = Counter()
    for row in rows:
        verdict = matched.verdict(row)
        verdicts[verdict] += 1
        if row.id in matched.gold_of:
            _print_lacks(scored, row, golds[matched.gold_of[row.id]])
        elif verdict != "OPTIONAL":
            print(f"{kind.upper()}_{verdict}", show(row))
    print(f"FIGURE {kind}s", shares(*matched.shares(verdicts)))


def _print_lacks(scored: Scored, row: RecordRow, gold: Gold) -> None:
    """People too many and the place too few of a row that is right."""
    extra = scored.people_in(row) - set(gold["people"]) - set(gold.get("also", ()))
    if extra:
        print(f"{row.kind.upper()}_EXTRA_PARTICIPANT", sorted(extra), show(row))
    if gold.get("place") and not row.place:
        print(f"{row.kind.upper()}_NO_PLACE", show(row))
