"""Linking over many runs: whatever came first, and in what portions, the ledger is that of everything at once."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import pytest

from dateline import ingest, link, read
from dateline.lang.compare import compare_names, name_keys
from dateline.lang.compare.blocking import pair_names
from dateline.model import Article, Judgement, Reading, digest

STORIES = Path(__file__).parents[1] / "fixtures" / "stories"
T = TypeVar("T")


class Kept:
    """A memory in a table."""

    def __init__(self) -> None:
        self.results: dict[tuple[str, str], bytes] = {}
        self.last: link.LinkKept | None = None
        self.heard = 0

    def recall(self, kind: str, key: str, type_: type[T]) -> T | None:
        found = self.results.get((kind, key))
        return msgspec.msgpack.decode(found, type=type_) if found is not None else None

    def keep(self, kind: str, key: str, value: object) -> None:
        self.results[kind, key] = msgspec.msgpack.encode(value)

    def recall_last(self) -> link.LinkKept | None:
        return self.last


Set = dict[str, tuple[Article, Reading]]


@pytest.fixture(scope="module")
def texts() -> Set:
    found: Set = {}
    for name in ("hotline", "trade"):
        raws = ingest.gather_inputs([STORIES / name / "articles.jsonl"])
        articles = [a for raw in raws for a in ingest.extract_input(raw) if isinstance(a, Article)]  # type: ignore[arg-type]
        found |= {a.id: (a, read.read_article(a)) for a in articles}
    return found


def known_list() -> tuple[link.Known, ...]:
    return link.parse_known(
        "people.toml",
        b'[[person]]\nnames = { en = "Haruto Imai", ko = "\xec\x9d\xb4\xeb\xa7\x88\xec\x9d\xb4 \xed\x95\x98\xeb\xa3\xa8\xed\x86\xa0" }\n',
    )


def at_once(
    found: Set, told: Sequence[Judgement], known: Sequence[link.Known]
) -> tuple[link.Ledger, dict[str, Reading]]:
    articles = [a for a, _ in found.values()]
    whole = link.complete_readings(articles, {a: r for a, (_, r) in found.items()}, told, known)
    return link.link_readings(articles, [whole[a.id] for a in articles], told, known), whole


def linked(
    found: Set, memory: Kept, told: Sequence[Judgement], known: Sequence[link.Known], ledger: link.Ledger | None
) -> link.Ledger:
    keys = {a: digest(r) for a, (_, r) in found.items()}
    made = link.link_texts(
        link.Texts([a for a, _ in found.values()], {a: r for a, (_, r) in found.items()}, keys), told, known, memory
    )
    memory.last = made.kept
    memory.heard = made.worked
    result = made.ledger or ledger
    assert result is not None
    return result


def portions(found: Set, seed: int) -> Iterator[Set]:
    """Ever more of the set in a random order; now and then something goes away again."""
    rng, ids = random.Random(seed), sorted(found)
    rng.shuffle(ids)
    here: list[str] = []
    while ids:
        size = rng.choice((1, 2, 7))
        here, ids = here + ids[:size], ids[size:]
        if len(here) > 4 and rng.random() < 0.3:
            gone = here.pop(rng.randrange(len(here)))
            ids.append(gone)
        yield {i: found[i] for i in here}


@pytest.mark.parametrize("seed", range(3))
def test_any_portions_in_any_order_come_to_the_ledger_of_all_at_once(texts: Set, seed: int) -> None:
    memory, ledger = Kept(), None
    told: list[Judgement] = []
    known: tuple[link.Known, ...] = ()
    rng = random.Random(seed)
    steps = list(portions(texts, seed))
    for number, part in enumerate(steps):
        if number == len(steps) // 2:
            known = known_list() if seed else ()
            refs = [m for e in (ledger.entities if ledger else ()) if e.kind == "person" for m in e.members[:1]]
            if len(refs) > 1:
                a, b = rng.sample(refs, 2)
                told.append(link.judge_by_hand(a, b, same=True, by="Seo Ara", at="2026-01-01T00:00:00+00:00"))
        ledger = linked(part, memory, told, known, ledger)
        if number % 3 == 2 or part is steps[-1]:
            expected, whole = at_once(part, told, known)
            assert ledger == expected
            kept = {a: memory.recall(link.WHOLE, k, Reading) for a, k in memory.last.whole.items()}  # type: ignore[union-attr]
            assert {a: kept.get(a) or r for a, (_, r) in part.items()} == whole


def test_what_is_heard_once_is_not_heard_again(texts: Set) -> None:
    memory, ids = Kept(), sorted(texts)
    ledger = linked({i: texts[i] for i in ids[:-1]}, memory, (), (), None)
    assert memory.heard >= len(ids) - 1
    ledger = linked(texts, memory, (), (), ledger)
    assert 1 <= memory.heard <= 3
    again: Any = linked(texts, memory, (), (), ledger)
    assert memory.heard == 0
    assert again is ledger


def test_names_that_may_name_one_person_are_all_paired(texts: Set) -> None:
    forms = {m.value for _, r in texts.values() for m in r.mentions if m.kind == "person" and m.value}
    names = sorted(
        forms
        | {
            "Kim Min-seo",
            "김민서",
            "金敏瑞",
            "キム・ミンソ",
            "Minseo Kim",
            "佐藤健一",
            "さとう けんいち",
            "Sato Ken'ichi",
            "사토 겐이치",
        }
    )
    paired = pair_names(names)
    for a, b in combinations(names, 2):
        found = compare_names(a, b)
        if found.relation == "equal" and found.score >= 0.5 and name_keys(a) & name_keys(b):
            assert (a, b) in paired, (a, b, found)
