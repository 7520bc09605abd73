"""Short news articles in Chinese: offices of no list, plans without a doer, readouts, denials, places by their ending.

The articles of ``tests/fixtures/acts/news_zh.jsonl`` were written and marked before they were first read; the figures of
that first reading are in ``docs/analysis/reading-zh.md``.
"""

from __future__ import annotations

import json
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from tests.lang.test_acts_by_hand import KINDS, Score, parties, read

from dateline.lang.pack import Passage
from dateline.model import Act

MARKED = Path(__file__).parents[1] / "fixtures" / "acts" / "news_zh.jsonl"


@cache
def articles() -> list[tuple[dict[str, Any], Passage]]:
    rows = [json.loads(line) for line in MARKED.read_text(encoding="utf-8").splitlines()]
    return [(row, read(row["text"], "zh", row["published"])) for row in rows]


def is_plan(act: Act) -> bool:
    return act.kind == "plan" or (act.kind == "other" and act.realis == "planned")


def fits(row: dict[str, Any], passage: Passage, act: Act, mark: dict[str, Any]) -> bool:
    """Whether an act is the one marked: kind, polarity, realis, its words and, where somebody is marked, the parties."""
    kind = is_plan(act) if mark["kind"] == "plan" else act.kind == mark["kind"]
    if not kind or (act.polarity, act.realis) != (mark["polarity"], mark["realis"]):
        return False
    if (mark.get("words") or "") not in row["text"][act.start : act.end]:
        return False
    named, told = [*mark["actors"], *mark["recipients"]], parties(passage, act)
    whole = mark.get("opt") or len(named) == len(told)
    return not named or (whole and all(any(n in party for party in told) for n in named))


def count(score: Score, row: dict[str, Any], passage: Passage, *, plans: bool) -> None:
    marks = [m for m in row["acts"] if (m["kind"] == "plan") == plans]
    wanted = is_plan if plans else (lambda a: a.kind in KINDS or a.kind == "appointment")
    told = [a for a in passage.acts if wanted(a)]
    needed = [m for m in marks if not m.get("opt")]
    score.marked += len(needed)
    score.right += sum(any(fits(row, passage, a, m) for a in told) for m in needed)
    wrong = [a for a in told if not any(fits(row, passage, a, m) for m in marks)]
    score.told += sum(any(fits(row, passage, a, m) for a in told) for m in needed) + len(wrong)
    score.errors += [f"{a.kind} {row['text'][a.start : a.end]}" for a in wrong]
    score.errors += [f"missed {m}" for m in needed if not any(fits(row, passage, a, m) for a in told)]


@pytest.mark.parametrize(("plans", "precision", "recall"), [(False, 0.9, 0.9), (True, 0.85, 0.85)])
def test_acts_and_plans(plans: bool, precision: float, recall: float) -> None:
    score = Score()
    for row, passage in articles():
        count(score, row, passage, plans=plans)
    print(f"plans {plans}: precision {score.precision:.3f} recall {score.recall:.3f} ({score.marked} marked)")
    assert score.marked >= 9
    assert score.precision >= precision, score.errors
    assert score.recall >= recall, score.errors


def test_people_and_their_offices() -> None:
    people, offices = Score(), Score()
    for row, passage in articles():
        marked = {p["name"]: p for p in row["people"]}
        told = {str(m.value) for m in passage.mentions if m.kind == "person"}
        needed = {n for n, p in marked.items() if not p.get("opt")}
        people.right, people.marked = people.right + len(told & needed), people.marked + len(needed)
        people.told += len(told & needed) + len(told - set(marked))
        people.errors += sorted(told ^ set(marked))
        for name, person in marked.items():
            if not person.get("position"):
                continue
            held = [
                passage.mentions[r.position]
                for r in passage.roles
                if r.status == "current" and passage.mentions[r.person].value == name
            ]
            right = any(p.value in person["position"] and p.of in (None, person["of"]) for p in held)
            offices.marked, offices.told, offices.right = (
                offices.marked + 1,
                offices.told + bool(held),
                offices.right + right,
            )
            offices.errors += [] if right else [f"{name} {[(p.value, p.of) for p in held]}"]
    print(f"people F1 {people.f1:.3f}, offices F1 {offices.f1:.3f}")
    assert people.f1 >= 0.97, people.errors
    assert offices.f1 >= 0.93, offices.errors


def speakers(passage: Passage, act: Act) -> frozenset[frozenset[str]]:
    """Who acts, or who vouches for what another side would do."""
    voucher = replace(act, actors=(act.said_by,), recipients=()) if act.said_by is not None else act
    return parties(passage, act) | parties(passage, voucher)


def test_who_said_what() -> None:
    right, missed = 0, []
    for row, passage in articles():
        for mark in row["says"]:
            told = [
                a
                for a in passage.acts
                if mark["words"] in row["text"][a.start : a.end]
                and a.rung in mark["rung"]
                and a.polarity == mark["polarity"]
                and any(mark["who"] in party for party in speakers(passage, a))
            ]
            right += bool(told)
            missed += [] if told else [mark]
    assert right >= 0.9 * (right + len(missed)), missed


def test_offsets_hold() -> None:
    for row, passage in articles():
        assert all(row["text"][m.start : m.end] == m.text for m in passage.mentions)
        spans = sorted((m.start, m.end) for m in passage.mentions)
        assert all(a[1] <= b[0] for a, b in pairwise(spans))
