"""Events in Japanese news: which they are, whom they have and who does them, on texts marked by hand."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dateline.lang.data import load_table
from dateline.lang.events import form_of
from dateline.lang.pack import Passage, load_pack
from dateline.lang.resolve import Reference
from dateline.model import Act, Block, Quote

MARKED = Path(__file__).parents[1] / "fixtures" / "acts" / "events_ja.jsonl"
PRECISION, RECALL = 0.95, 0.92
"""Floors of texts that rules were made for; fresh ones give less (``docs/analysis/events-ja.md``)."""


def _read(lines: list[str], day: str = "2026-11-20") -> tuple[str, Passage]:
    text, blocks, at = "\n".join(lines), [], 0
    for index, line in enumerate(lines):
        kind = "headline" if index == 0 and not line.endswith("。") else "body"
        blocks.append((index, Block(kind, at, at + len(line), "ja")))  # type: ignore[arg-type]
        at += len(line) + 1
    return text, load_pack("ja").read_blocks(text, blocks, [Reference.at(day)] * len(blocks))


def _events(sentence: str) -> list[Act]:
    return [a for a in _read([sentence])[1].acts if a.event is not None]


def _names(found: tuple[Quote, ...], wanted: list[str]) -> bool:
    return len(found) == len(wanted) and all(any(w in q.text or q.text in w for q in found) for w in wanted)


def _is(act: Act, gold: dict[str, Any]) -> bool:
    thing = gold.get("thing")
    return (
        act.event in gold["event"]
        and (thing is None or re.fullmatch(thing, act.thing or "") is not None)
        and _names(act.actors, gold.get("actors", []))
        and _names(act.recipients, gold.get("recipients", []))
        and (act.realis, act.polarity) == (gold.get("realis", "actual"), gold.get("polarity", "positive"))
    )


def _scored() -> Iterator[tuple[int, int, int]]:
    """Of each sentence: events right, given, marked."""
    for row in map(json.loads, MARKED.read_text(encoding="utf-8").splitlines()):
        _, passage = _read([line["text"] for line in row["lines"]], row["day"])
        at = 0
        for line in row["lines"]:
            given = [a for a in passage.acts if a.event is not None and at <= a.start < at + len(line["text"])]
            left = list(given)
            for gold in line.get("events", []):
                hit = next((a for a in left if _is(a, gold)), None)
                if hit is not None:
                    left.remove(hit)
            yield len(given) - len(left), len(given), len(line.get("events", []))
            at += len(line["text"]) + 1


def test_events_of_marked_texts_are_found_and_hardly_any_others() -> None:
    right, given, marked = (sum(column) for column in zip(*_scored(), strict=True))
    print(f"events: precision {right / given:.3f} of {given}, recall {right / marked:.3f} of {marked}")
    assert right / given >= PRECISION
    assert right / marked >= RECALL


def test_parties_and_spans_hold() -> None:
    for row in map(json.loads, MARKED.read_text(encoding="utf-8").splitlines()):
        text, passage = _read([line["text"] for line in row["lines"]], row["day"])
        spans = {(m.start, m.end) for m in passage.mentions}
        for act in (a for a in passage.acts if a.event is not None):
            assert 0 <= act.start < act.end <= len(text)
            assert all((q.start, q.end) in spans and q.holds(text) for q in (*act.actors, *act.recipients))
            assert not set(act.actors) & set(act.recipients)
            assert form_of(act.event, act.thing) is not None
            assert form_of(act.event, act.thing) == "patient" or not act.recipients


@pytest.mark.parametrize(
    "sentence",
    [
        "誤認逮捕された男性は国を訴えた。",
        "県警は殺人の疑いで逮捕状を取り、行方を追っている。",
        "X社の三上雄大社長の秘書が逮捕された。",
        "検察は懲役8年を求刑し、弁護側は無罪を主張した。",
        "三上雄大氏の後任の人事は決まっていない。",
        "警視庁は行方不明の児童を捜索した。",
        "三上雄大氏は逮捕に言及した。",
    ],
)
def test_what_is_no_event_of_a_person(sentence: str) -> None:
    assert not [a for a in _events(sentence) if any("三上" in q.text for q in (*a.actors, *a.recipients))]
    assert not [a for a in _events(sentence) if a.event in ("sentence", "acquit", "search")]


def test_only_the_figures_of_an_event_are_its_own() -> None:
    sentence = "高松地裁は、10人から計3億円をだまし取った罪で、三上雄大被告（41）に懲役2年、執行猶予4年を言い渡した。"
    _, passage = _read([sentence])
    act = next(a for a in passage.acts if a.event == "sentence")
    own = [(m.value, m.unit) for m in passage.mentions if m.kind == "number" and act.start <= m.start < act.end]
    assert own == [("41", "age"), ("2", "years")]


def test_a_rate_moved_by_points_is_not_moved_to_a_level() -> None:
    _, passage = _read(["日銀は政策金利を0.25％引き上げた。"])
    assert [(m.value, m.unit) for m in passage.mentions if m.kind == "number"] == [("0.25", "percentage_points")]


def test_who_offers_to_go_has_not_gone() -> None:
    acts = _events("三上雄大環境相は20日、辞意を表明した。")
    assert [(a.event, a.realis) for a in acts] == [("offer_resignation", "actual")]


def test_several_verdicts_of_one_sentence() -> None:
    acts = _events("高松地裁は20日、三上雄大被告に懲役3年、木暮陽介被告に無罪を言い渡した。")
    assert [(a.event, a.recipients[0].text) for a in acts] == [("sentence", "三上雄大"), ("acquit", "木暮陽介")]


def test_every_listed_event_is_one_of_the_pivot() -> None:
    other = {"before", "deeds", "alone", "of_products", "with_object", "things", "bodies"}
    assert set(load_table("ja", "events")) - other == set(load_table("pivot", "events"))
