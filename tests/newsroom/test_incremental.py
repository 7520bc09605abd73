"""A newsroom that grows: what a run adds is worked out and nothing else, and an editor's word on stories holds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from dateline.cli import cli
from dateline.group import Grouping
from dateline.model import encode
from dateline.newsroom import Newsroom, RulingError, merge_stories, rulings_made, split_story, undo_ruling

from .bundle import STORIES

EVENTS = sorted(STORIES.glob("*/articles.jsonl"))[:2]


def run(room: Newsroom, *sources: Path) -> dict[str, int]:
    """Run without writing; gives what was computed."""
    room._write = lambda *_: []  # type: ignore[method-assign]  # reports are none of this test's matter
    return room.run(sources, langs=("en",), out=room.path / "site", workers=1).summary.computed


def grouping(room: Newsroom) -> Grouping:
    found = room.store.state("grouping", Grouping)
    assert found is not None
    return found


def told(found: Grouping) -> list[Any]:
    """A grouping without the names that stories were given on the way."""
    return [
        sorted(s.articles for s in found.stories),
        sorted((p.article, p.origin, p.why) for p in found.placements),
        sorted(f.text for f in found.facts),
        sorted((r.id, r.status or "", r.origins) for r in found.records),
    ]


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsroom]:
    newsroom = Newsroom(tmp_path_factory.mktemp("grown") / "room")
    yield newsroom
    newsroom.close()


def test_a_run_works_out_only_what_is_new_and_comes_to_the_same(room: Newsroom, tmp_path: Path) -> None:
    lines = EVENTS[0].read_text(encoding="utf-8").splitlines()
    last = tmp_path / "last.jsonl"
    last.write_text(lines[-1] + "\n", encoding="utf-8")
    most = tmp_path / "most.jsonl"
    most.write_text("\n".join(lines[:-1]) + "\n", encoding="utf-8")
    first = run(room, most, EVENTS[1])["group"]
    second = run(room, last)["group"]
    assert 1 <= second < first
    assert run(room, last)["group"] == 0
    whole = Newsroom(tmp_path / "whole")
    run(whole, *EVENTS)
    assert told(grouping(room)) == told(grouping(whole))
    assert encode(grouping(room)) == encode(grouping(whole))
    whole.close()


def test_an_editor_parts_and_joins_stories_and_takes_it_back(room: Newsroom) -> None:
    run(room, *EVENTS)
    before = encode(grouping(room))
    allotted = room.store.allotments()
    stories = sorted(grouping(room).stories, key=lambda s: -len(s.articles))
    largest, other = stories[0], stories[1]
    moved = largest.articles[-2:]
    split = split_story(room, largest.id, moved, by="Yoo Ga-on")
    run(room)
    parted = {s.articles: s.id for s in grouping(room).stories}
    assert parted[moved] != largest.id
    assert parted[largest.articles[:-2]] == largest.id
    merge = merge_stories(room, parted[moved], other.id, by="Yoo Ga-on")
    assert run(room)["group"] > 0
    joined = next(s for s in grouping(room).stories if set(moved) <= set(s.articles))
    assert set(joined.articles) == {*moved, *other.articles}
    assert run(room)["group"] == 0
    with pytest.raises(RulingError):
        merge_stories(room, joined.id, joined.aliases[0], by="Yoo Ga-on")
    for ruling in (merge, split):
        undo_ruling(room, ruling.id, by="Yoo Ga-on")
    run(room)
    assert encode(grouping(room)) == before
    assert room.store.allotments() == allotted
    assert [r.kind for r in rulings_made(room)] == ["split", "merge", "undo", "undo"]


def test_the_command_rules_and_says_what_is_wrong(room: Newsroom) -> None:
    run(room, *EVENTS)
    story = max(grouping(room).stories, key=lambda s: len(s.articles))
    place = ["--newsroom", str(room.path)]
    done = CliRunner().invoke(cli, ["story", "split", story.id, story.articles[0], "--by", "Yoo", *place])
    assert done.exit_code == 0, done.output
    ruling = rulings_made(room)[-1]
    assert (ruling.kind, ruling.first) == ("split", story.articles[:1])
    assert CliRunner().invoke(cli, ["story", "undo", ruling.id, "--by", "Yoo", *place]).exit_code == 0
    for wrong in (["merge", "s0", story.id], ["split", story.id, "a0"], ["undo", ruling.id], ["merge", story.id]):
        assert CliRunner().invoke(cli, ["story", *wrong, "--by", "Yoo", *place]).exit_code == 2
    assert CliRunner().invoke(cli, ["story", "undo", ruling.id, *place]).exit_code == 2
