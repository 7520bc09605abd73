"""Stories online: in whatever order and portions articles come, the same articles make the same stories."""

from __future__ import annotations

import random
from datetime import date

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.group import Profile, Ruling, Stream
from dateline.group.linkage import JOIN, Linkage
from dateline.group.profiles import to_steps
from dateline.group.rulings import apply_rulings
from dateline.group.scenes import Scene
from dateline.group.stream import StreamState

START = date(2026, 3, 1).toordinal()


def made_up(count: int, seed: int, *, events: int = 6, days: int = 90) -> list[Profile]:
    """Profiles of invented articles: each near the middle of its event, and events of one topic near one another."""
    rng = np.random.default_rng(seed)
    topics = rng.normal(size=(2, 512))
    middles = topics[rng.integers(2, size=events)] + rng.normal(size=(events, 512))
    profiles = []
    for number in range(count):
        event = int(rng.integers(events))
        rows = middles[event] + rng.normal(size=(int(rng.integers(1, 5)), 512)) * rng.uniform(0.3, 1.6)
        lead = to_steps((rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32))
        centre = lead.sum(axis=0).astype(np.float64)
        bins = np.sort(rng.choice(200, size=8, replace=False)).astype(np.uint16)
        day = START + int(event * days / events) + int(rng.integers(8)) if rng.random() > 0.05 else 0
        accident = ("flood",) if event == 0 and rng.random() < 0.6 else ()
        profiles.append(
            Profile(
                article=f"a{rng.integers(1 << 40):010x}",
                lang=("en", "ko")[int(rng.integers(2))],
                published=date.fromordinal(day).isoformat() if day else None,
                day=day,
                event=day if rng.random() < 0.5 else 0,
                lead=lead.tobytes(),
                centre=to_steps((centre / np.linalg.norm(centre))[None, :].astype(np.float32)).tobytes(),
                bins=bins.tobytes(),
                weights=np.full(8, 353, dtype=np.uint16).tobytes(),
                people={f"e{event}": 3, f"x{number % 3}": 1},
                scene=Scene(countries=("KR",)),
                accident=accident,
                lead_acts=(),
                undertakings=(),
                planned=None,
                terms=frozenset({int(bins[0]) * 4096 + int(bins[1])}),
                shingles=np.arange(event * 1000 + number % 7, event * 1000 + 40, dtype=np.uint32).tobytes(),
                shingle_count=40 - number % 7,
                sample=1,
                bands=frozenset({event}) if number % 4 == 0 else frozenset(),
                sentences=frozenset(),
            )
        )
    return profiles


def stories_of(stream: Stream) -> list[tuple[str, ...]]:
    return sorted(stream.story(number) for number in stream.stories())


def in_portions(profiles: list[Profile], sizes: list[int]) -> Stream:
    stream, rest = Stream(), list(profiles)
    while rest:
        for size in sizes:
            stream.put(rest[:size])
            rest = rest[size:]
    return stream


@settings(max_examples=5, deadline=None)
@given(seed=st.integers(0, 10_000), sizes=st.lists(st.integers(1, 40), min_size=1, max_size=4))
def test_order_and_portions_change_nothing(seed: int, sizes: list[int]) -> None:
    profiles = made_up(110, seed)
    whole = Stream()
    whole.put(profiles)
    expected = stories_of(whole)
    assert 1 < len(expected) < len(profiles)
    mixed = random.Random(seed).sample(profiles, len(profiles))
    stream = in_portions(mixed, sizes)
    assert stories_of(stream) == expected
    stream.put(mixed[:30])  # once more, as they are
    assert stories_of(stream) == expected
    stream.drop(p.article for p in mixed[:30])
    rest = Stream()
    rest.put(mixed[30:])
    assert stories_of(stream) == stories_of(rest)
    changed = [msgspec.structs.replace(p, people={"e9": 4}) for p in mixed[30:36]]
    stream.put([*changed, *mixed[:30]])
    again = Stream()
    again.put([*mixed[:30], *changed, *mixed[36:]])
    assert stories_of(stream) == stories_of(again)


@settings(max_examples=2, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_a_stream_that_was_kept_goes_on_as_if_it_had_not_stopped(seed: int) -> None:
    profiles = made_up(90, seed)
    stream = in_portions(profiles[:60], [20])
    data = msgspec.msgpack.encode(stream.state())
    known = {p.article: p for p in profiles}
    restored = Stream.restore(msgspec.msgpack.decode(data, type=StreamState), known)
    assert stories_of(restored) == stories_of(stream)
    for each in (stream, restored):
        each.put(profiles[60:])
        each.drop([profiles[3].article])
    assert stories_of(restored) == stories_of(stream)
    pairs = [p.article for p in profiles if p.article in stream]
    assert restored.copies(pairs) == stream.copies(pairs)
    assert restored.copies(pairs)


def test_what_is_new_touches_only_its_own_stories() -> None:
    profiles = made_up(150, 5, events=12, days=700)
    stream = Stream()
    stream.put(profiles[:-1])
    before = {number: stream.story(number) for number in stream.stories()}
    change = stream.put(profiles[-1:])
    assert profiles[-1].article in {a for number in change.made for a in stream.story(number)}
    assert len(change.ended) + len(change.made) <= 6
    assert {n: stream.story(n) for n in stream.stories() if n not in change.made} == {
        n: articles for n, articles in before.items() if n not in change.ended
    }


@settings(max_examples=10, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_average_link_level_by_level_is_average_link(seed: int) -> None:
    """Against the plain method: merge the two groups with the highest mean until none reaches the bar."""
    rng = np.random.default_rng(seed)
    size = 24
    values = np.round(rng.beta(1.3, 4, size=(size, size)), 6)
    values = np.triu(values, 1) + np.triu(values, 1).T

    def mean(a: tuple[int, ...], b: tuple[int, ...]) -> float:
        return round(float(np.mean([values[i, j] for i in a for j in b])), 9)

    plain: list[tuple[int, ...]] = [(i,) for i in range(size)]
    while True:
        best = max(((mean(a, b), a, b) for n, a in enumerate(plain) for b in plain[n + 1 :]), default=(0.0, (), ()))
        if best[0] < JOIN:
            break
        plain = [g for g in plain if g not in best[1:]] + [tuple(sorted(best[1] + best[2]))]
    linkage = Linkage(mean, lambda i: [j for j in range(size) if j in put and values[i, j] >= JOIN], lambda i: i)
    put: set[int] = set()
    for start in range(0, size, 7):
        new = range(start, min(start + 7, size))
        put.update(new)
        linkage.update(new, ())
    assert sorted({linkage.members[linkage.group_of(i)] for i in range(size)}) == sorted(plain)


def test_late_arrivals_find_their_place() -> None:
    profiles = sorted(made_up(60, 11), key=lambda p: p.order)
    stream = in_portions([p for n, p in enumerate(profiles) if n % 5], [10])
    stream.put(p for n, p in enumerate(profiles) if n % 5 == 0)
    whole = Stream()
    whole.put(profiles)
    assert stories_of(stream) == stories_of(whole)


@pytest.mark.parametrize("undone", [False, True])
def test_rulings_part_and_join_and_are_undone(undone: bool) -> None:
    profiles = made_up(12, 3, events=2)
    one, two = profiles[:6], profiles[6:]
    ids = [p.article for p in profiles]
    split = Ruling(id="u1", kind="split", by="Yoo", at="", first=tuple(ids[:2]), second=tuple(ids[2:5]))
    merge = Ruling(id="u2", kind="merge", by="Yoo", at="", first=tuple(ids[:2]), second=tuple(ids[6:]))
    undo = [Ruling(id=f"u{n}", kind="undo", by="Yoo", at="", undoes=f"u{n - 2}") for n in (3, 4)]
    found = apply_rulings([one, two], [split, merge, *(undo if undone else ())])
    parts = sorted(sorted(p.article for p in story) for story in found)
    if undone:
        assert parts == sorted([sorted(ids[:6]), sorted(ids[6:])])
        return
    assert len(found) == 2
    assert any(set(ids[:2]) | set(ids[6:]) <= set(part) for part in parts)
    assert any(set(ids[2:5]) <= set(part) for part in parts)
