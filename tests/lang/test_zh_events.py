"""Short Chinese texts with arrests, verdicts, resignations, votes, rates, strikes and rescues, marked before they were read.

The figures of the first reading of each thirty are in ``docs/analysis/reading-zh.md``.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.lang.test_acts_by_hand import parties, read

from dateline.lang.pack import Passage
from dateline.model import Act

MARKED = Path(__file__).parents[1] / "fixtures" / "acts" / "events_zh.jsonl"


def fits(passage: Passage, act: Act, mark: dict[str, Any]) -> bool:
    """Whether an event is the one marked: type, thing, polarity, reality, and those whom it names; a doer may be missing."""
    same = act.event == mark["event"] and act.polarity == mark["polarity"]
    told = act.realis == mark["realis"] or mark["polarity"] == "negative"
    thing = not mark["things"] or act.thing in mark["things"]
    named = [*mark["actors"], *mark["recipients"]]
    everybody = all(any(n in p or p in n for n in named for p in party) for party in parties(passage, act))
    return same and told and thing and (mark["opt"] or everybody)


def test_events_are_read_with_whom_they_have() -> None:
    right = marked = told = 0
    wrong: list[str] = []
    for line in MARKED.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        passage = read(row["text"], "zh", row["published"])
        events = [a for a in passage.acts if a.event]
        needed = [m for m in row["events"] if not m["opt"]]
        marked += len(needed)
        right += sum(any(fits(passage, a, m) for a in events) for m in needed)
        told += len(events)
        wrong += [row["text"][a.start : a.end] for a in events if not any(fits(passage, a, m) for m in row["events"])]
    assert right / marked >= 0.85, right / marked
    assert 1 - len(wrong) / told >= 0.9, wrong


@pytest.mark.parametrize(
    "text",
    [
        "前市长张国华否认曾被警方拘留。",
        "反对党要求逮捕总统金泰勋。",
        "检方考虑起诉前市长张国华。",
        "检方对前市长张国华作出不起诉处理。",
        "议员张国华批评警方逮捕记者王磊。",
        "美国取消制裁西海航运公司。",
        "警方逮捕了前市长张国华的司机。",
        "前市长张国华险些被撤职。",
        "总理张国华解除部长李明职务的命令被法院推翻。",
        "警方对前市长张国华被捕一事不予置评。",
        "根据协议，美国取消关税，双方设立热线。",
    ],
)
def test_what_did_not_happen_or_befell_another_is_no_event(text: str) -> None:
    assert [a for a in read(text, "zh", "2026-11-27").acts if a.event] == []


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("检察院对前市长李明不起诉。", "charge"),
        ("前部长张国华没有被逮捕。", "arrest"),
        ("法院未裁定前市长张国华有罪。", "convict"),
    ],
)
def test_a_denial_stays_one(text: str, event: str) -> None:
    (act,) = [a for a in read(text, "zh", "2026-11-27").acts if a.event]
    assert (act.event, act.polarity) == (event, "negative")


def test_several_penalties_of_one_sentence() -> None:
    text = "昌原地方法院16日判处海鸥索道公司社长鞠东贤有期徒刑5年，安全室长鱼成勋有期徒刑3年6个月，工程师卓民宇无罪。"
    passage = read(text, "zh", "2026-11-17")
    told = [(a.event, [q.text for q in a.recipients]) for a in passage.acts if a.event]
    assert told == [("sentence", ["鞠东贤"]), ("sentence", ["鱼成勋"]), ("acquit", ["卓民宇"])]
    assert [(m.value, m.unit) for m in passage.mentions if m.unit in ("years", "months")] == [
        ("5", "years"),
        ("42", "months"),
    ]
