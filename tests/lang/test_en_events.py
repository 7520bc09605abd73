"""Events and deeds of English news: precision and recall on short texts of invented people, marked by hand.

An event counts as right only with its thing, realis and polarity, and exactly the parties marked. How it stood on each lot
before the rules saw it: ``docs/analysis/reading-en.md``.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dateline.lang.pack import Passage, load_pack
from dateline.lang.resolve import Reference
from dateline.model import Act, Block, Quote

ROWS = [
    json.loads(line)
    for line in (Path(__file__).parents[1] / "fixtures" / "acts" / "events_en.jsonl").read_text().splitlines()
]
PRECISION, RECALL = 0.97, 0.88


def read(text: str) -> Passage:
    head, _, _ = text.partition("\n")
    blocks = [(0, Block("headline", 0, len(head), "en")), (1, Block("body", len(head) + 1, len(text), "en"))]
    passage: Passage = load_pack("en").read_blocks(text, blocks, [Reference.at("2026-03-11")] * 2)
    return passage


def events(text: str) -> list[Act]:
    return [a for a in read(text).acts if a.event is not None]


def named(words: list[str], quotes: tuple[Quote, ...]) -> bool:
    told = [q.text.lower() for q in quotes]
    return len(words) == len(told) and all(any(w.lower() in t or t in w.lower() for t in told) for w in words)


def is_marked(act: Act, row: dict[str, object]) -> bool:
    plain = (act.event, act.thing, act.realis, act.polarity)
    parties = named(row["actors"], act.actors) and named(row["recipients"], act.recipients)  # type: ignore[arg-type]
    return plain == (row["event"], row["thing"], row["realis"], row["polarity"]) and parties


def test_events_marked_by_hand() -> None:
    right = told = marked = 0
    wrong = []
    for row in ROWS:
        found = [a for a in events(row["text"]) if a.start > row["text"].index("\n")]
        left = list(found)
        for gold in row["events"]:
            hit = next((a for a in left if is_marked(a, gold)), None)
            if hit is not None:
                left.remove(hit)
        right, told, marked = right + len(found) - len(left), told + len(found), marked + len(row["events"])
        wrong += [(a.event, a.thing, row["text"][a.start : a.end]) for a in left]
    print(f"precision {right / told:.3f} recall {right / marked:.3f} ({marked} marked)")
    assert right / told >= PRECISION, wrong
    assert right / marked >= RECALL


@pytest.mark.parametrize(
    "sentence",
    [
        "Mayor Alda Reyes charged that the budget was a fraud.",
        "Reporters questioned Mayor Alda Reyes about the bridge.",
        "Mayor Alda Reyes dismissed claims that she had lied.",
        "The search for mayor Alda Reyes went on.",
        "The mayor's aide, Alda Reyes said, should resign.",
        "Alda Reyes could have been arrested.",
        "The brother of Alda Reyes was arrested.",
        "An aide to Alda Reyes, who was jailed for five years, left the country.",
        "The union walked out of the meeting with Daehan Motors.",
        "The navy launched a strike on the port on Monday.",
        "Daehan Motors fired the kiln on Monday.",
        "Alda Reyes appealed for calm.",
        "Police searched for Alda Reyes.",
        "An engineer was acquitted.",
        "The president recalled the dead of the war.",
        "Shares of Daehan Motors rallied.",
    ],
)
def test_what_is_no_event(sentence: str) -> None:
    assert not events(f"Nothing is known\n{sentence}"), events(f"Nothing is known\n{sentence}")


@pytest.mark.parametrize(
    ("headline", "event", "actors", "recipients"),
    [
        ("Police arrest former minister Kwon Tae-il over bribes", "arrest", ["Police"], ["Kwon Tae-il"]),
        ("Kwon Tae-il jailed for five years", "sentence", [], ["Kwon Tae-il"]),
        ("Coast guard rescues 14 fishermen off Jeju", "rescue", ["Coast guard"], []),
        ("Bank of Korea cuts key interest rate to 2.25 percent", "reduce", ["Bank of Korea"], []),
    ],
)
def test_headlines(headline: str, event: str, actors: list[str], recipients: list[str]) -> None:
    (act,) = events(f"{headline}\nNothing more is known of it.")
    assert (act.event, act.start, act.end) == (event, 0, len(headline))
    assert named(actors, act.actors)
    assert named(recipients, act.recipients)


def test_of_whom_headlines_do_not_say_that_they_did_it() -> None:
    for headline in (
        "Minister Kwon Tae-il urged to resign",
        "Why Kwon Tae-il resigned",
        "Report: Kwon Tae-il arrested",
    ):
        assert not events(f"{headline}\nNothing more is known of it.")


def test_the_company_is_the_one_named_before() -> None:
    passage = read("Nothing is known\nDaehan Motors lost money in May. The company cut 900 jobs on Monday.")
    (act,) = [a for a in passage.acts if a.event == "reduce"]
    chains = {m.chain for m in passage.mentions if m.value == "Daehan Motors"}
    assert [m.chain for m in passage.mentions if m.start == act.actors[0].start] == list(chains)
