"""Offices that a report may print: those of heads of state only where some text gives them a country."""

from __future__ import annotations

import pytest

from dateline.model import Fact, Party, Slots
from dateline.newsroom.capacities import HEADS, without_unsure_heads


def fact_of(capacity: str, of: str | None) -> Fact:
    actor = Party(entity="e1", capacity=capacity, of=of, status="current")
    return Fact(
        id="f1", story="s1", text="", support="single_origin", slots=Slots(kind="other", rung="done", actors=(actor,))
    )


def office_in(fact: Fact) -> str | None:
    assert fact.slots is not None
    return fact.slots.actors[0].capacity


@pytest.mark.parametrize("capacity", sorted(HEADS))
def test_a_president_of_nothing_said_may_be_that_of_a_firm(capacity: str) -> None:
    assert office_in(without_unsure_heads(fact_of(capacity, None), frozenset())) is None
    assert office_in(without_unsure_heads(fact_of(capacity, "KR"), frozenset())) == capacity
    assert office_in(without_unsure_heads(fact_of(capacity, None), {("e1", capacity)})) == capacity


def test_other_offices_stand() -> None:
    assert office_in(without_unsure_heads(fact_of("foreign_minister", None), frozenset())) == "foreign_minister"
