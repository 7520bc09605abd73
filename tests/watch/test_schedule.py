"""When a feed is asked again."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dateline.watch.schedule import LONGEST_REST, Pace, after_fault, next_interval, rest_after_restart, spread

PACE = Pace()
SECONDS = st.floats(0, 1e9)


@given(SECONDS, st.booleans(), SECONDS)
def test_an_interval_keeps_its_bounds(interval: float, changed: bool, least: float) -> None:
    assert PACE.shortest <= next_interval(interval, changed, PACE, least) <= PACE.longest


def test_a_busy_feed_is_asked_more_often_than_a_quiet_one() -> None:
    assert next_interval(3600, True, PACE) < 3600 < next_interval(3600, False, PACE)


def test_faults_double_the_wait_and_a_server_is_left_alone_as_long_as_it_asks() -> None:
    waits = [after_fault(n, 300, PACE) for n in range(1, 12)]
    assert waits[:3] == [300, 600, 1200]
    assert max(waits) == PACE.longest
    assert after_fault(1, 300, PACE, 7200) == 7200
    assert after_fault(1, 300, PACE, 1e9) == LONGEST_REST


def test_the_spread_of_a_feed_is_its_own_and_stays() -> None:
    factors = [spread(f"https://outlet{n}.example/feed") for n in range(200)]
    assert factors == [spread(f"https://outlet{n}.example/feed") for n in range(200)]
    assert all(0.9 <= f <= 1.1 for f in factors)
    assert len({round(f, 2) for f in factors}) > 15


@given(SECONDS, st.floats(0, 86_400), SECONDS)
def test_no_jump_of_the_wall_clock_makes_a_feed_wait_longer_than_planned(
    due: float, planned: float, now: float
) -> None:
    assert 0 <= rest_after_restart(due, planned, now) <= planned
