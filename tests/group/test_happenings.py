"""One event, two tellings: by event, patient or doer and thing; never by another event."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.group.happenings import is_happening, joined_parties, same_happening
from dateline.group.merging import bucket_of
from dateline.lang.data import load_table
from dateline.model import Party, Slots

KIM, MORI = Party(entity="kim", capacity="mayor", of="KR"), Party(entity="mori")
POLICE, COURT = Party(entity="police@KR", of="KR"), Party(entity="court@KR", of="KR")
JUSTICE = ("arrest", "detain", "charge", "convict", "sentence", "acquit")


def event(key: str, **more: object) -> Slots:
    return Slots(kind="other", rung="done", event=key, **more)  # type: ignore[arg-type]


def same(a: Slots, b: Slots, *, alike: bool = False) -> bool:
    return bucket_of(a) == bucket_of(b) and same_happening(a, b, lambda: alike)


@pytest.mark.parametrize("one", JUSTICE)
@pytest.mark.parametrize("other", JUSTICE)
def test_no_status_stands_for_another(one: str, other: str) -> None:
    assert same(event(one, recipients=(KIM,)), event(other, recipients=(KIM,))) == (one == other)


def test_of_what_befell_somebody_the_patient_decides() -> None:
    one, other = event("arrest", recipients=(KIM,), actors=(POLICE,)), event("arrest", recipients=(KIM,))
    assert same(one, other)
    assert joined_parties(one, other) == joined_parties(other, one) == ((POLICE,), (KIM,))
    third = event("arrest", recipients=(KIM,), actors=(COURT,))
    assert same(one, third)
    assert joined_parties(one, third)[0] == ()
    assert not same(one, event("arrest", recipients=(MORI,)))


def test_people_who_are_counted_are_as_many() -> None:
    one, other = (event("rescue", amounts=((n, "people"),)) for n in ("14", "12"))
    assert is_happening(one)
    assert same(one, event("rescue", actors=(POLICE,), amounts=(("14", "people"),)))
    assert not same(one, other)
    assert not same(one, event("rescue", recipients=(KIM,)))


def test_a_deed_is_by_one_doer_on_one_thing() -> None:
    one = event("recall", actors=(POLICE,), thing="product")
    assert not same(one, event("recall", actors=(POLICE,), thing="satellite"))
    assert not same(one, event("recall", actors=(MORI,), thing="product"), alike=True)
    assert same(one, event("recall", actors=(COURT,), thing="product"), alike=True)
    assert not same(one, event("recall", actors=(COURT,), thing="product"))


def test_a_pledge_or_signing_is_no_event() -> None:
    assert not is_happening(Slots(kind="pledge", rung="undertook", actors=(KIM,), event="resign"))
    assert not is_happening(Slots(kind="signing", rung="on_paper", actors=(KIM,), event="sign", thing="treaty"))
    assert not is_happening(Slots(kind="appointment", rung="done", recipients=(KIM,), event="appoint"))


@given(st.sampled_from(sorted(load_table("pivot", "events"))), st.booleans(), st.booleans())
def test_whether_two_are_one_does_not_depend_on_their_order(key: str, named: bool, other: bool) -> None:
    one = event(key, recipients=(KIM,), actors=(POLICE,) if named else (MORI,))
    two = event(key, recipients=(KIM,) if other else (), actors=(POLICE,))
    assert same(one, two) == same(two, one)
