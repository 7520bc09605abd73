"""Offices that no list names, plans that nobody is said to make, posts that change hands, words of one's own: short English
texts of invented people, marked by hand before they were read. The share at the first reading, and what is left:
``docs/analysis/reading-en.md``.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from test_acts_by_hand import parties, read, same_parties

from dateline.lang.en import analyser
from dateline.lang.pack import Passage
from dateline.model import Act

ROWS = Path(__file__).parents[1] / "fixtures" / "acts" / "unlisted_en.jsonl"
KINDS = ("meeting", "visit", "call", "signing", "agreement", "pledge", "appointment", "plan")


@cache
def rows() -> tuple[tuple[dict[str, Any], Passage], ...]:
    marked = [json.loads(line) for line in ROWS.read_text(encoding="utf-8").splitlines()]
    return tuple((row, read(row["text"], "en", row["published"])) for row in marked)


def kind_of(act: Act) -> str:
    """What is to happen, told of a thing, is a plan as well."""
    ahead = act.kind == "other" and act.rung == "would" and act.realis == "planned"
    return "plan" if ahead else act.kind


def fits(marked: dict[str, Any], act: Act, passage: Passage) -> bool:
    kind = kind_of(act)
    if (marked["kind"], marked["polarity"]) != (kind, act.polarity):
        return False
    if kind == "plan" and not act.actors:
        return len(marked["actors"]) < 2
    return (kind == "plan" or marked["realis"] == act.realis) and same_parties(marked, parties(passage, act))


def test_acts() -> None:
    right = told = marked = 0
    wrong: list[str] = []
    for row, passage in rows():
        open_marks = list(row["acts"])
        marked += len(open_marks)
        for act in (a for a in passage.acts if kind_of(a) in KINDS):
            hit = next((m for m in open_marks if fits(m, act, passage)), None)
            if hit is None and any(fits(m, act, passage) for m in (*row["maybe"], *row["acts"])):
                continue
            told += 1
            right += hit is not None
            if hit is not None:
                open_marks.remove(hit)
            else:
                wrong.append(f"{act.kind} {row['text'][act.start : act.end]}")
    assert marked >= 30
    assert right / told >= 0.9, wrong
    assert right / marked >= 0.9, (right, marked)


def test_people_and_their_offices() -> None:
    right = marked = 0
    wrong: list[tuple[str, object]] = []
    for row, passage in rows():
        held: dict[str | None, set[tuple[str | None, str | None]]] = {}
        for role in passage.roles:
            position = passage.mentions[role.position]
            held.setdefault(passage.mentions[role.person].value, set()).add((position.value, position.of))
        for person in row["people"]:
            marked += 1
            told = held.get(person["name"], set())
            fit = any(k in person["positions"] and person["of"] in (None, of) for k, of in told)
            right += fit
            if not fit:
                wrong.append((person["name"], told))
    assert right / marked >= 0.8, wrong


def test_what_people_asked_for_and_ruled_out() -> None:
    missing = []
    for row, passage in rows():
        for said in row["says"]:
            hits = [
                a
                for a in passage.acts
                if a.rung in said["rungs"]
                and a.polarity == said["polarity"]
                and any(said["by"] in p for p in parties(passage, a))
            ]
            missing += [] if hits else [said]
    assert len(missing) <= 1, missing


@pytest.mark.parametrize(
    ("text", "name", "key", "of"),
    [
        ("Ewa Lindqvist, head of Sweden's Harbour Safety Agency, left.", "Ewa Lindqvist", "organisation_head", "SE"),
        ("The president of Brazil's Solar Authority, Caio Brandt, left.", "Caio Brandt", "organisation_head", "BR"),
        ("A union leader, Jonas Pihl, left.", "Jonas Pihl", "organisation_head", None),
        ("Seo Yun-ah, deputy chief prosecutor in Daegu, left.", "Seo Yun-ah", "prosecutor", None),
        ("Norway's development minister, Siri Halvors, left.", "Siri Halvors", "minister", "NO"),
        ("Milan Dvorak, who heads the Czech Senate's energy committee, left.", "Milan Dvorak", "committee_chair", "CZ"),
    ],
)
def test_head_of_a_body_is_no_head_of_state(text: str, name: str, key: str, of: str | None) -> None:
    passage = read(text, "en", "2026-04-01")
    held = {
        (passage.mentions[r.person].value, passage.mentions[r.position].value, passage.mentions[r.position].of)
        for r in passage.roles
    }
    assert held == {(name, key, of)}


def test_president_met_then_is_president_still() -> None:
    passage = read("Rector Ada Brandt then met President Luis Prado late on Monday.", "en", "2026-04-01")
    assert {r.status for r in passage.roles} == {"current"}


def test_namesakes_are_two() -> None:
    text = (
        "Kim Dae-hyuk, the firm's chief technology officer, resigned on Monday. "
        "A different Kim Dae-hyuk, director of the Seoul Chip Institute, declined to comment."
    )
    passage = read(text, "en", "2026-04-01")
    assert len({m.chain for m in passage.mentions if m.value == "Kim Dae-hyuk"}) == 2


@pytest.mark.parametrize("unit", ["“She said ", "said that he said that ", "Tessa Quill, "])
def test_run_of_words_without_a_stop_tells_nothing(unit: str) -> None:
    passage = read("The council agreed to reopen the library. " + unit * 500, "en", "2026-04-01")
    assert all(a.end - a.start < 100 for a in passage.acts)
    assert all(q.end - q.start < 1300 for q in passage.quotations)


def test_names_that_no_model_knows_are_lent_others() -> None:
    text = "Thiha Min Oo, chief of staff of Myanmar's navy, visited Port Blair on Sunday and held talks with Suresh Nambiar, its mayor."
    passage = read(text, "en", "2026-04-06")
    assert {"visit", "meeting"} <= {a.kind for a in passage.acts if any(q.text == "Thiha Min Oo" for q in a.actors)}
    assert all(m.text == text[m.start : m.end] for m in passage.mentions)
    assert analyser.analyse(["Ada met Bo."])[0].text == "Ada met Bo."
