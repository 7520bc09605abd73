"""Figures of offices: who held which, since when and until when."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from matching import Gold, shares, short
from scored import Scored

from dateline.model import Occupancy

FORMER = {"former", "immediate_former"}
VAGUE = ("minister", "official", "senior_official", "vice_minister")

Office = tuple[str, str, str | None]
Given = Mapping[Office, list[Occupancy]]


def score_offices(scored: Scored) -> None:
    """Print the offices missed and given wrongly, and the figures. A minister called by a vague title counts neither way."""
    golds = scored.golds("occupancies")
    given = _offices_given(scored)
    found: Counter[str] = Counter()
    used: set[Office] = set()
    for gold in golds:
        keys = [key for key, rows in given.items() if _fits(key, gold, rows)]
        used |= set(keys)
        if not gold.get("optional"):
            found["gold"] += 1
            found["found"] += bool(keys)
            if not keys:
                print("OFFICE_MISS", gold["person"], gold["position"], gold["of"], gold.get("status", ""))
        _count_times(gold, [row for key in keys for row in given[key]], found)
    ministers = {gold["person"] for gold in golds if gold["position"].endswith("minister")}
    vague = {key for key in given if key not in used and key[1] in VAGUE and key[0] in ministers}
    for key in sorted(vague, key=str):
        print("OFFICE_VAGUE (not counted)", key)
    counted = {key: rows for key, rows in given.items() if key not in vague}
    _print_wrong(counted, used)
    print("FIGURE offices", shares(len(used), len(counted), found["gold"], found["found"]))
    since, until = (f"{found[name]}/{found[f'{name}_gold']}" for name in ("from", "until"))
    print(f"FIGURE occupancy_times from {since} until {until}")
    for conflict in scored.ledger.title_conflicts:
        print("TITLE_CONFLICT", conflict)


def _offices_given(scored: Scored) -> Given:
    """The occupancies of people of gold, by person, position and what it is of."""
    given: dict[Office, list[Occupancy]] = defaultdict(list)
    for row in scored.ledger.occupancies:
        for who in scored.placed.of_entity.get(row.entity, ()):
            given[(who, row.position, row.of)].append(row)
    return given


def _fits(key: Office, gold: Gold, rows: Sequence[Occupancy]) -> bool:
    """Whether an office given is the one of gold, and held or left as gold says."""
    who, position, of = key
    if who != gold["person"] or position not in {gold["position"], *gold.get("accept", ())}:
        return False
    if gold["of"] and of and of.split("/")[0] != gold["of"].split("/")[0]:
        return False
    status = gold.get("status", "current")
    if status == "former":
        return any(row.status in FORMER or row.until for row in rows)
    return status != "current" or bool(gold.get("until")) or any(row.status not in FORMER for row in rows)


def _count_times(gold: Gold, rows: Sequence[Occupancy], found: Counter[str]) -> None:
    for name in ("from", "until"):
        if want := gold.get(name):
            told = [(row.since if name == "from" else row.until) or "" for row in rows]
            right = any(day.startswith(want) for day in told)
            found[f"{name}_gold"] += 1
            found[name] += right
            if not right:
                given = [(row.since, row.until, row.status) for row in rows]
                print("OFFICE_TIME_MISS", gold["person"], gold["position"], name, want, "given", given)


def _print_wrong(given: Given, used: set[Office]) -> None:
    for key, rows in sorted(given.items(), key=str):
        if key not in used:
            states = [(row.status, row.since, row.until) for row in rows]
            passages = [short(str(anchor), 70) for row in rows for anchor in row.anchors][:2]
            print("OFFICE_WRONG", key, states, passages)
