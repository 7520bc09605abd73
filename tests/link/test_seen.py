"""What one look at the people came to is taken over by the next only where it is the same."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from msgspec.structs import replace

from dateline import ingest, read
from dateline.lang.compare.blocking import pair_names
from dateline.link.chains import Chain, collect_all
from dateline.link.linking import People
from dateline.link.seen import Seen
from dateline.model import Article

STORIES = Path(__file__).parents[1] / "fixtures" / "stories"


@pytest.fixture(scope="module")
def chains() -> list[Chain]:
    found: list[Chain] = []
    for name in ("hotline", "trade"):
        raws = ingest.gather_inputs([STORIES / name / "articles.jsonl"])
        articles = [a for raw in raws for a in ingest.extract_input(raw) if isinstance(a, Article)]  # type: ignore[arg-type]
        found += collect_all(articles, [read.read_article(a) for a in articles])
    return found


@pytest.mark.parametrize("seed", range(2))
def test_what_was_seen_of_any_other_texts_changes_nothing(chains: list[Chain], seed: int) -> None:
    rng, seen = random.Random(seed), Seen(most=20 if seed else 1000)
    articles = sorted({c.article for c in chains})
    for _ in range(3):
        here = set(rng.sample(articles, rng.randint(1, len(articles))))
        part = [_told_otherwise(c, rng) for c in chains if c.article in here]
        expected = People(part, (), ())
        found = People(part, (), (), seen)
        assert found.entities == expected.entities
        assert found.occupancies == expected.occupancies
        assert found.ledger() == expected.ledger()


def _told_otherwise(chain: Chain, rng: random.Random) -> Chain:
    """Now and then another text stands under the same ref: another day, no office, or a name in capitals."""
    if chain.kind != "person" or rng.random() < 0.8:
        return chain
    return rng.choice(
        (
            replace(chain, day=f"2026-0{rng.randint(1, 9)}-0{rng.randint(1, 9)}"),
            replace(chain, offices=()),
            replace(chain, name=chain.name.upper()),
        )
    )


@pytest.mark.parametrize("seed", range(3))
def test_pairs_of_names_that_are_new_are_those_of_all(chains: list[Chain], seed: int) -> None:
    rng, seen = random.Random(seed), Seen()
    names = sorted({c.name for c in chains if c.kind == "person"})
    for _ in range(5):
        part = rng.sample(names, rng.randint(0, len(names)))
        fresh = set(rng.sample(part, len(part) // 3))
        every = pair_names(part)
        assert pair_names(part, fresh) == {pair for pair in every if not fresh.isdisjoint(pair)}
        assert seen.pairs(part) == every
