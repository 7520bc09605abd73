"""What came of plans and promises is looked up, not gone through: the look-up against plain sets and sums, and its end in
time."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from paper import Paper, links

from dateline.group import Grouping, group_articles
from dateline.group.dossiers import Dossiers
from dateline.group.entries import Entries, both, either, within
from dateline.group.meanings import Meanings
from dateline.group.sentence_rows import NearRows
from dateline.model import Article, Entity, Name, Reading

OH, MORI = "e-oh", "e-mori"
ENTITIES = (
    Entity(id=OH, kind="person", names=(Name("Oh Hye-rin", "en", 4),), country="KR"),
    Entity(id=MORI, kind="person", names=(Name("Fumito Mori", "en", 4),), country="JP"),
)
PLACES = st.lists(st.sets(st.integers(0, 9000), max_size=60), min_size=1, max_size=4)


@given(PLACES, st.booleans(), st.tuples(st.integers(0, 9000), st.integers(0, 9000)))
@settings(max_examples=60, deadline=None)
def test_positions_are_sets(sets: list[set[int]], many: bool, ends: tuple[int, int]) -> None:
    if many:  # more than are sorted
        sets = [s | set(range(n, 9000, 2 + n)) for n, s in enumerate(sets)]
    held = [np.array(sorted(s), dtype=np.int32) for s in sets]
    span = (min(ends), max(ends))
    assert either(*held).tolist() == sorted(set().union(*sets))
    assert both(held[0], held[-1]).tolist() == sorted(sets[0] & sets[-1])
    assert within(held[0], span).tolist() == sorted(x for x in sets[0] if span[0] <= x < span[1])


def test_entries_hold_what_has_a_key_within_a_span() -> None:
    entries = Entries([["a", "b"], ["b"], [], ["a", "b", "b"], ["c"]])
    assert entries.under("b").tolist() == [0, 1, 3]
    assert entries.under("b", (1, 3)).tolist() == [1]
    assert entries.any_of(["a", "c", "none"]).tolist() == [0, 3, 4]
    assert entries.all_of(["a", "b"], (1, 5)).tolist() == [3]


@pytest.mark.parametrize("together", [2, 512])
def test_likeness_asked_together_is_that_asked_one_by_one(together: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dateline.group.sentence_rows._TOGETHER", together)
    monkeypatch.setattr("dateline.group.sentence_rows._CHUNK", 7)
    monkeypatch.setattr("dateline.group.meanings._BLOCK", 11)
    rng = np.random.default_rng(7)
    rows = rng.normal(size=(60, 512)).astype(np.float32) + 1.2 * rng.normal(size=512).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    things = [[rows[n], rows[(n + 7) % 60]] if n % 3 else [] if n % 2 else [rows[n]] for n in range(60)]
    asked = {f"q{n}": (things[n], (n // 4, 60 - n // 3)) for n in range(60)}
    meanings = Meanings()
    numbers = [[meanings.add(row.astype(np.float16).tobytes()) for row in own] for own in things]
    found = NearRows(meanings, numbers).alike(asked, 0.6)
    for name, (own, (start, end)) in asked.items():
        near = [t for t in range(start, end) if any(float(a @ b) >= 0.59 for a in own for b in things[t])]
        assert found[name].tolist() == near
    assert 30 < sum(map(len, found.values())) < 1800


def test_readings_are_fetched_when_asked_for_and_a_few_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dateline.group.dossiers._AT_HAND", 2)
    fetched: list[str] = []

    class Shelf(dict[str, Reading]):
        def get(self, key: str, default: Reading | None = None) -> Reading | None:  # type: ignore[override]
            fetched.append(key)
            return super().get(key, default)

    articles = [Article(id=i, source=i, text="x", published="2026-03-01") for i in "cab"]
    dossiers = Dossiers(articles, Shelf(a=Reading(article="a")), {}, {})
    assert list(dossiers) == ["a", "b", "c"]
    assert (dossiers.day("b"), dossiers.day("z"), dossiers.get("z")) == ("2026-03-01", None, None)
    assert [dossiers[i].id for i in "aabacca"] == list("aabacca")
    assert fetched == ["a", "b", "c"]
    assert dossiers["b"].reading == Reading(article="b")
    assert fetched == ["a", "b", "c", "b"]


def group(*papers: Paper) -> Grouping:
    made = [(p, *p.done()) for p in papers]
    of_chain = links([(p, a) for p, a, _ in made])
    return group_articles([a for _, a, _ in made], [r for _, _, r in made], ENTITIES, of_chain)


def planned() -> Paper:
    clause = "Oh Hye-rin will meet Fumito Mori in Sapporo."
    made = Paper("en", "2026-01-05", "Bay Post").block("body", f"{clause} No day has been set for the talks yet.")
    made.name("Oh Hye-rin", OH).name("Fumito Mori", MORI)
    made.name("Sapporo", "sapporo", kind="place", value="JP/sapporo", of="JP")
    people = {"actors": ["Oh Hye-rin"], "recipients": ["Fumito Mori"]}
    return made.act("meeting", "would", clause, place="Sapporo", realis="planned", **people)


def met(published: str) -> Paper:
    clause = "Oh Hye-rin met Fumito Mori in Sapporo on the day before."
    made = Paper("en", published, "Quay Daily").block("body", f"{clause} They spoke for an hour, aides said later.")
    made.name("Oh Hye-rin", OH).name("Fumito Mori", MORI)
    made.name("Sapporo", "sapporo", kind="place", value="JP/sapporo", of="JP")
    people = {"actors": ["Oh Hye-rin"], "recipients": ["Fumito Mori"]}
    return made.act("meeting", "done", clause, place="Sapporo", **people)


@pytest.mark.parametrize(("day", "status"), [("2026-04-20", "happened"), ("2026-06-20", "pending")])
def test_a_plan_for_no_known_day_is_not_fulfilled_for_ever(day: str, status: str) -> None:
    (row,) = [r for r in group(planned(), met(day)).records if r.kind == "plan"]
    assert row.status == status


def promised(published: str, outlet: str) -> Paper:
    clause = "Oh Hye-rin promised 3,400 places for trainees."
    made = Paper("en", published, outlet).block("body", f"{clause} The {outlet} was told so on Monday.")
    made.name("Oh Hye-rin", OH).number("3,400", "3400", "places")
    return made.act("pledge", "undertook", clause, actors=["Oh Hye-rin"], bound=["Oh Hye-rin"])


def kept(published: str) -> Paper:
    clause = "Oh Hye-rin opened 3,400 places for trainees."
    made = Paper("en", published, "Ridge News").block("body", f"{clause} Most of these were taken within a week.")
    made.name("Oh Hye-rin", OH).number("3,400", "3400", "places")
    return made.act("other", "done", clause, actors=["Oh Hye-rin"])


@pytest.mark.parametrize(("day", "status"), [("2026-11-20", "kept"), ("2027-06-20", "open")])
def test_a_promise_is_followed_for_a_year(day: str, status: str) -> None:
    (row,) = [r for r in group(promised("2026-01-05", "Bay Post"), kept(day)).records if r.kind == "pledge"]
    assert row.status == status
