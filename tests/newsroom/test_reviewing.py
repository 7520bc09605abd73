"""Links by hand: uncertain ones are listed with their words, judged, undone; lists of names are taken in. Invented people."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from dateline.cli import cli
from dateline.link import Ledger
from dateline.model import SourceChange
from dateline.newsroom import Newsroom, ReviewError, judge_pair, judgements_made, review_rows, undo_judgement
from dateline.newsroom.standing import CHANGES

TEXTS = [
    ("Seoul spokesperson Han Do-yoon said on March 4 that the ministers would meet in Busan. Han did not name a day."),
    ("Han Do-yoon, vice chairman of the harbour forum, said on March 5 that the guests would tour the port of Busan."),
]


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Newsroom]:
    newsroom = Newsroom(tmp_path / "room")
    _run(newsroom)
    yield newsroom
    newsroom.close()


def _run(newsroom: Newsroom) -> None:
    path = newsroom.path.parent / "day.jsonl"
    rows = [
        {"id": f"d{n}", "outlet": f"Paper {n}", "lang": "en", "published": f"2026-03-0{4 + n}", "text": text}
        for n, text in enumerate(TEXTS)
    ]
    path.write_text("\n".join(json.dumps(r) for r in rows), encoding="utf-8")
    newsroom.run([path], langs=("en",), out=newsroom.path.parent / "site", workers=1)


def ids(newsroom: Newsroom) -> dict[str, str]:
    ledger = newsroom.store.state("ledger", Ledger)
    assert ledger is not None
    return ledger.of_chain


def test_judging_and_undoing_leave_no_trace_in_ids(room: Newsroom) -> None:
    before = ids(room)
    (row,) = review_rows(room)
    assert row.why
    assert row.a.exact
    assert row.b.exact
    assert row.a.entity != row.b.entity
    assert review_rows(room, person="한도윤") == (row,)
    assert review_rows(room, person="Okabe Masato") == ()
    made = judge_pair(room, (row.id,), same=True, by="Editor")
    assert review_rows(room) == ()
    with pytest.raises(ReviewError, match=made.id):
        judge_pair(room, (made.a, made.b), same=False, by="Editor")
    _run(room)
    after = ids(room)
    assert len(set(after.values())) == len(set(before.values())) - 1
    undone = undo_judgement(room, made.id, by="Editor")
    _run(room)
    assert ids(room) == before
    assert review_rows(room) == (row,)
    assert [(j.id, stands) for j, stands in judgements_made(room)] == [(made.id, False), (undone.id, False)]
    undo_judgement(room, undone.id, by="Editor")
    _run(room)
    assert ids(room) == after


def test_told_apart_is_no_question_any_more(room: Newsroom) -> None:
    (row,) = review_rows(room)
    assert row.a.entity
    assert row.b.entity
    judge_pair(room, (row.a.entity, row.b.entity), same=False, by="Editor", why=("two men",))
    assert review_rows(room) == ()
    with pytest.raises(ReviewError, match="no entity"):
        judge_pair(room, ("e0", "e1"), same=True, by="Editor")
    with pytest.raises(ReviewError, match="nobody has made"):
        undo_judgement(room, "p0", by="Editor")


def test_commands(room: Newsroom, tmp_path: Path) -> None:
    run, where = CliRunner().invoke, ["--newsroom", str(room.path)]
    listed = run(cli, ["review", *where]).output
    assert "Han Do-yoon | Han Do-yoon" in listed
    assert "why: " in listed
    assert "harbour forum" in listed
    row = json.loads(run(cli, ["review", "--format", "json", *where]).output)
    made = json.loads(run(cli, ["judge", row["id"], "--same", "--by", "Editor", *where]).output)
    assert made["by"] == "Editor"
    assert made["a"] == row["a"]["place"]
    assert run(cli, ["judge", made["id"], "--undo", "--by", "Editor", *where]).exit_code == 0
    assert "(undone)" in run(cli, ["review", "--judged", *where]).output
    for wrong in (["judge", row["id"], "--by", "E"], ["judge", row["id"], "--same", "--by", "rule"]):
        assert run(cli, [*wrong, *where]).exit_code == 2
    ours = tmp_path / "ours.csv"
    ours.write_text("kind,en,ko\nperson,Han Do-yoon,한도윤\n", encoding="utf-8")
    assert "1 entry" in run(cli, ["known", "add", str(ours), *where]).output
    assert json.loads(run(cli, ["known", "list", *where]).output)["names"][1]["text"] == "한도윤"
    assert run(cli, ["known", "remove", "ours.csv", *where]).exit_code == 0
    assert run(cli, ["known", "list", *where]).output == ""
    ours.write_text("kind,fr\nperson,Han\n", encoding="utf-8")
    assert run(cli, ["known", "add", str(ours), *where]).exit_code == 2


def test_the_newsrooms_list_reaches_the_ledger(room: Newsroom) -> None:
    (room.path / "known").mkdir()
    (room.path / "known" / "ours.toml").write_text(
        '[[person]]\nnames = { en = "Han Do-yoon", ko = "한도윤" }\ncountry = "KR"\n', encoding="utf-8"
    )
    _run(room)
    ledger = room.store.state("ledger", Ledger)
    assert ledger is not None
    assert any({"Han Do-yoon", "한도윤"} <= {n.text for n in e.names} for e in ledger.entities)


def test_a_text_withdrawn_since_the_run_is_no_question(room: Newsroom) -> None:
    (row,) = review_rows(room)
    assert row.a.place
    killed = SourceChange(
        id="x1", kind="killed", article=row.a.place.split(":")[0], by_article=None, at="2026-03-06", by="Editor"
    )
    room.store.put_decision(CHANGES, killed.id, killed)
    assert review_rows(room) == ()
    with pytest.raises(ReviewError, match="no entity"):
        judge_pair(room, (row.id,), same=True, by="Editor")
