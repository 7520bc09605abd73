"""Who met, visited, agreed, signed and pledged: precision and recall on short texts of invented people, marked by hand.

An act counts as right only with its kind, polarity and realis, and exactly the parties marked. Figures and what is still
wrong: ``docs/analysis/reading-*.md``.
"""

from __future__ import annotations

import importlib
import json
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from dateline.lang.pack import Passage
from dateline.lang.resolve import Reference
from dateline.model import Act, Block
from dateline.model.article import BlockKind

HAND = Path(__file__).parents[1] / "fixtures" / "acts"
KINDS = ("meeting", "visit", "call", "agreement", "signing", "pledge")


@dataclass
class Score:
    right: int = 0
    told: int = 0
    marked: int = 0
    errors: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return self.right / max(self.told, 1)

    @property
    def recall(self) -> float:
        return self.right / max(self.marked, 1)

    @property
    def f1(self) -> float:
        return 2 * self.right / max(self.told + self.marked, 1)


def read(text: str, lang: str, published: str) -> Passage:
    """The passage of a text whose first line is a headline where it ends without a full stop."""
    blocks: list[tuple[int, Block]] = []
    place = 0
    lines = text.split("\n")
    for number, line in enumerate(lines):
        kind: BlockKind = "headline" if number == 0 and len(lines) > 1 and line[-1] not in '。.？?！!”"' else "body"
        blocks.append((number, Block(kind, place, place + len(line), lang)))
        place += len(line) + 1
    pack = importlib.import_module(f"dateline.lang.{lang}").PACK
    found: Passage = pack.read_blocks(text, blocks, [Reference.at(published)] * len(blocks))
    return found


def parties(passage: Passage, act: Act) -> frozenset[frozenset[str]]:
    """Each party of an act as the set of what the text calls it: the words and values of its chain."""
    called: dict[int | None, set[str]] = {}
    for mention in passage.mentions:
        called.setdefault(mention.chain, set()).update((mention.text, str(mention.value)))
    chains = {(m.start, m.end): m.chain for m in passage.mentions}
    return frozenset(
        frozenset({q.text} | called.get(chains[q.start, q.end], set())) for q in (*act.actors, *act.recipients)
    )


def same_parties(marked: dict[str, Any], told: frozenset[frozenset[str]]) -> bool:
    names = [*marked["actors"], *marked["recipients"]]
    return len(names) == len(told) and all(any(n in party for party in told) for n in names)


def score_acts(row: dict[str, Any], passage: Passage, score: Score) -> None:
    open_marks = list(row["acts"])
    score.marked += len(open_marks)
    for act in (a for a in passage.acts if a.kind in KINDS):
        score.told += 1
        who = parties(passage, act)
        mark = next(
            (
                m
                for m in open_marks
                if (m["kind"], m["polarity"], m["realis"]) == (act.kind, act.polarity, act.realis)
                and same_parties(m, who)
            ),
            None,
        )
        if mark is None:
            score.errors.append(
                f"wrong {act.kind} {act.polarity} {act.realis} {sorted(map(sorted, who))}: {row['text']}"
            )
            continue
        open_marks.remove(mark)
        score.right += 1
    score.errors.extend(f"missed {m}: {row['text']}" for m in open_marks)


def score_people(row: dict[str, Any], passage: Passage, people: Score, offices: Score) -> None:
    marked = {p["name"]: p for p in row["people"]}
    told = {str(m.value) for m in passage.mentions if m.kind == "person"}
    people.marked += len(marked)
    people.told += len(told)
    people.right += len(told & set(marked))
    people.errors.extend(f"person {n}: {row['text']}" for n in sorted(told ^ set(marked)))
    held = {(p["name"], p["position"], p["of"]) for p in row["people"] if p.get("position")}
    found = {
        (str(passage.mentions[r.person].value), passage.mentions[r.position].value, passage.mentions[r.position].of)
        for r in passage.roles
        if r.status == "current" and passage.mentions[r.position].value != "minister"
    }
    offices.marked += len(held)
    offices.told += len(found)
    offices.right += len(held & found)
    offices.errors.extend(f"office {o}: {row['text']}" for o in sorted(held ^ found, key=str))


@cache
def scores(lang: str) -> tuple[Score, Score, Score]:
    acts, people, offices = Score(), Score(), Score()
    for line in (HAND / f"{lang}.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        passage = read(row["text"], lang, row["published"])
        score_acts(row, passage, acts)
        score_people(row, passage, people, offices)
    return acts, people, offices


@pytest.mark.parametrize("lang", ["en", "ja", "ko", "zh"])
def test_acts_are_right_where_they_are_told(lang: str) -> None:
    acts, _, _ = scores(lang)
    print(f"{lang} acts: precision {acts.precision:.3f} recall {acts.recall:.3f} ({acts.marked} marked)")
    assert acts.marked >= 40
    assert acts.precision >= 0.9, acts.errors
    assert acts.recall >= 0.8, acts.errors


@pytest.mark.parametrize("lang", ["en", "ja", "ko", "zh"])
def test_people_and_their_offices(lang: str) -> None:
    _, people, offices = scores(lang)
    print(f"{lang} people F1 {people.f1:.3f}, offices F1 {offices.f1:.3f}")
    assert people.f1 >= 0.95, people.errors
    assert offices.f1 >= 0.85, offices.errors


def test_a_party_too_many_is_an_error() -> None:
    row = {
        "text": "Mara Lind met Tove Aas in Oslo on Monday.",
        "people": [],
        "acts": [
            {"kind": "meeting", "polarity": "positive", "realis": "actual", "actors": ["Mara Lind"], "recipients": []}
        ],
    }
    score = Score()
    score_acts(row, read(str(row["text"]), "en", "2026-03-05"), score)
    assert (score.right, score.told, score.marked) == (0, 1, 1)
