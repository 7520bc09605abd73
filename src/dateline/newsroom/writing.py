"""Reports of many stories, by whatever engine the settings name: what is written already is taken from the store."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping

from dateline import check, write
from dateline.engine import Engine
from dateline.lang.pack import pack_versions
from dateline.model import Reading, digest
from dateline.newsroom.papers import StoryPaper, StoryWork, with_readings, write_and_check
from dateline.store import Store


def write_story(work: StoryWork) -> StoryPaper:
    """One story's reports, on one thread."""
    from dateline.lang.vectors import one_thread

    with one_thread():
        return write_and_check(work)


def write_stories(
    plans: Iterable[StoryWork], keys: Mapping[str, str], readings: Mapping[str, Reading], store: Store, engine: Engine
) -> Iterator[tuple[StoryPaper, bool]]:
    """The paper of each plan, in their order, and whether it was written now. ``keys`` are those of the readings by article; a
    paper is kept as soon as it is there."""
    turns: deque[tuple[str, StoryPaper | None]] = deque()

    def unwritten() -> Iterator[StoryWork]:
        for plan in plans:
            sources = [keys[a.id] for a in (*plan.articles, *plan.past_articles)]
            key = digest(write.VERSION, check.VERSION, pack_versions(), plan, sources)
            paper = store.result("write", key, StoryPaper)
            turns.append((key, paper))
            if paper is None:
                yield with_readings(plan, readings)

    for made in engine.map(write_story, unwritten()):
        yield from _written_before(turns)
        key, _ = turns.popleft()
        store.put_result("write", key, made)
        yield made, True
    yield from _written_before(turns)


def _written_before(turns: deque[tuple[str, StoryPaper | None]]) -> Iterator[tuple[StoryPaper, bool]]:
    while turns and turns[0][1] is not None:
        _, paper = turns.popleft()
        if paper is not None:
            yield paper, False
