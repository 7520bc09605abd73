"""Dates, numbers, places, positions and acts compared."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.lang.compare import (
    compare_acts,
    compare_dates,
    compare_numbers,
    compare_places,
    compare_positions,
    licenses_act,
    position_widths,
)
from dateline.lang.data import load_table
from dateline.lang.pivot import pivot_keys
from dateline.model import DateValue, Slots
from dateline.model.ladder import RUNGS
from dateline.model.story import Party

OPPOSITE = {"narrower": "wider", "wider": "narrower"}


def when(first: str | None, last: str | None = None) -> DateValue:
    return DateValue(text="d", start=0, end=1, earliest=first, latest=last or first)


@pytest.mark.parametrize(
    ("a", "b", "relation"),
    [
        (when("2026-03-04"), when("2026-03-04"), "equal"),
        (when("2026-03-04"), when("2026-03-01", "2026-03-31"), "narrower"),
        (when("2026-03-01", "2026-03-31"), when("2026-03-04"), "wider"),
        (when("2026-03-04"), when("2026-03-05"), "conflict"),
        (when("2026-03-01", "2026-03-10"), when("2026-03-05", "2026-03-20"), "unknown"),
        (when(None), when("2026-03-05"), "unknown"),
        (when("2026-03-04T23:30:00+09:00"), when("2026-03-04"), "equal"),
        (when("2026-03-05T00:30:00+09:00"), when("2026-03-04T15:30:00+00:00"), "equal"),
    ],
)
def test_dates(a: DateValue, b: DateValue, relation: str) -> None:
    assert compare_dates(a, b).relation == relation
    assert compare_dates(b, a).relation == OPPOSITE.get(relation, relation)


def test_a_conflict_of_one_day_says_so() -> None:
    assert "one day apart" in compare_dates(when("2026-03-04"), when("2026-03-05")).why
    assert "one day apart" not in compare_dates(when("2026-03-04"), when("2026-03-06")).why


@pytest.mark.parametrize(
    ("a", "b", "relation"),
    [
        (("12000", "people"), ("12340", "people"), "wider"),
        (("2500000000", "JPY"), ("2480000000", "JPY"), "wider"),
        (("3.2", "percent"), ("3.24", "percent"), "wider"),
        (("10", "lawmakers"), ("11", "lawmakers"), "conflict"),
        (("12000", "people"), ("12900", "people"), "conflict"),
        (("12000", "people"), ("13000", "people"), "conflict"),
        (("40", "people"), ("43", "people"), "conflict"),
        (("11", "lawmakers"), ("11", "people"), "narrower"),
        (("2", "km"), ("2000", "m"), "equal"),
        (("5", "missiles"), ("5", "ships"), "unknown"),
        (("x", "people"), ("5", "people"), "unknown"),
    ],
)
def test_numbers(a: tuple[str, str], b: tuple[str, str], relation: str) -> None:
    assert compare_numbers(a, b).relation == relation
    assert compare_numbers(b, a).relation == OPPOSITE.get(relation, relation)


@settings(max_examples=50)
@given(st.integers(1, 10**9), st.integers(1, 10**9))
def test_number_relations_mirror(x: int, y: int) -> None:
    there, back = (
        compare_numbers((str(x), "people"), (str(y), "people")),
        compare_numbers((str(y), "people"), (str(x), "people")),
    )
    assert back.relation == OPPOSITE.get(there.relation, there.relation)
    assert (there.relation == "equal") == (x == y)


@pytest.mark.parametrize(
    ("a", "b", "relation"),
    [
        ("KR/seoul", "KR", "narrower"),
        ("KR", "KR/seoul", "wider"),
        ("KR/seoul", "KR/busan", "conflict"),
        ("KR", "JP", "conflict"),
        ("JP/nara", "JP/nara_prefecture", "narrower"),
        ("Harbour Hall", "KR/seoul", "unknown"),
        ("X/asia", "JP", "unknown"),
    ],
)
def test_places(a: str, b: str, relation: str) -> None:
    assert compare_places(a, b).relation == relation


@pytest.mark.parametrize(
    ("a", "b", "relation"),
    [
        (("minister", "KR"), ("foreign_minister", "KR"), "wider"),
        (("foreign_minister", "KR"), ("foreign_minister", None), "narrower"),
        (("foreign_minister", "KR"), ("foreign_minister", "JP"), "conflict"),
        (("foreign_minister", "KR"), ("prime_minister", "KR"), "conflict"),
        (("party_leader", "JP/ldp"), ("prime_minister", "JP"), "unknown"),
        (("party_policy_chief", "JP/ldp"), ("party_policy_chief", "JP"), "narrower"),
        (("state_secretary", "US"), ("foreign_minister", "US"), "narrower"),
    ],
)
def test_positions(a: tuple[str, str | None], b: tuple[str, str | None], relation: str) -> None:
    assert compare_positions(a, b).relation == relation
    assert compare_positions(b, a).relation == OPPOSITE.get(relation, relation)


def test_the_table_of_positions_names_only_pivot_keys() -> None:
    table, keys = load_table("compare", "positions"), pivot_keys("positions")
    named = {k for k, wider in table["wider"].items() for k in (k, *wider)}
    named |= {*table["exclusive"]["seats"], *table["exclusive"]["single"]}
    named |= {k for walk in table["walks"].values() for k in walk}
    assert named <= set(keys)
    assert all(key in position_widths(key) for key in keys)


A, B = (
    Party(entity="e1", capacity="prime_minister", of="KR"),
    Party(entity="e2", capacity="party_policy_chief", of="JP/ldp"),
)
PLEDGE = Slots(kind="pledge", rung="undertook", actors=(B,), recipients=(A,), bound=("e2",), topics=("youth_exchange",))


def changed(**fields: object) -> Slots:
    from msgspec import structs

    return structs.replace(PLEDGE, **fields)


def test_an_act_licenses_itself_and_what_says_less() -> None:
    assert licenses_act(PLEDGE, PLEDGE)
    assert licenses_act(changed(rung="would", recipients=(), topics=(), bound=()), PLEDGE)


@pytest.mark.parametrize(
    ("claim", "slot"),
    [
        (changed(rung="agreed"), "rung"),
        (changed(bound=("e1", "e2")), "bound"),
        (changed(polarity="negative"), "polarity"),
        (changed(actors=(A,)), "actors"),
        (changed(actors=(Party(entity="e2", capacity="foreign_minister", of="KR"),)), "actors"),
        (changed(time=when("2026-03-04")), "time"),
        (changed(place="KR/seoul"), "place"),
        (changed(topics=("youth_exchange", "trade")), "topics"),
        (changed(amounts=(("11", "lawmakers"),)), "number"),
    ],
)
def test_an_act_that_says_more_is_not_licensed(claim: Slots, slot: str) -> None:
    refused = {s.slot for s in compare_acts(claim, PLEDGE) if not s.licensed}
    assert slot in refused


def test_a_plan_a_condition_and_a_hedge_may_not_be_lost() -> None:
    source = changed(realis="planned", conditional=True, hedge="expected")
    refused = {s.slot for s in compare_acts(PLEDGE, source) if not s.licensed}
    assert refused == {"realis", "condition", "hedge"}


@given(st.sampled_from(RUNGS), st.sampled_from(RUNGS))
def test_one_mans_act_never_licenses_a_joint_one(source: str, claim: str) -> None:
    joint = {"exchanged", "saw_alike", "agreed", "on_paper"}
    if source in {"raised", "asked", "would", "undertook"} and claim in joint:
        assert not licenses_act(changed(rung=claim), changed(rung=source))
