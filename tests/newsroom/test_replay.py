"""Reports made again from the archive: the same bytes, elsewhere and later too; where something was changed, it is said what."""

from __future__ import annotations

import shutil
import socket
from datetime import UTC, datetime
from pathlib import Path

import pytest
from msgspec.structs import replace

from dateline.group import Ruling
from dateline.ingest import RawInput, Settings
from dateline.llm import Prompt, Scripted
from dateline.model import Report
from dateline.newsroom import Newsroom, replaying
from dateline.newsroom.day import RULINGS
from dateline.newsroom.replaying import Replay, ReplayError, replay_reports
from dateline.newsroom.rulings import merge_stories
from dateline.newsroom.signed import text_digest
from dateline.newsroom.signoff import Editor, approve_report, edit_report, signed_by_story
from dateline.store import Store, back_up, restore
from dateline.write import sentences_of

ROOT = Path(__file__).parents[2]
AFFAIR = ROOT / "samples" / "affair"
DAY = ROOT / "docs" / "examples" / "day"


@pytest.fixture(scope="module")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Newsroom:
    folder = tmp_path_factory.mktemp("replay")
    made = Newsroom(folder / "room")
    first, second = (
        [DAY / "gazette.html", AFFAIR / "garam-0304.html"],
        [DAY / "courier.html", AFFAIR / "harbour-0305.html"],
    )
    for part, published in ((first, None), (second, "2026-03-07")):
        made.run(part, langs=("en", "ko"), out=folder / "site", published=published, workers=1)
    return made


@pytest.fixture
def small(tmp_path: Path) -> Newsroom:
    """A newsroom whose source was corrected and whose reports were told anew."""
    made = Newsroom(tmp_path / "room")
    for names in (("gazette.html", "courier.html"), ("gazette-corrected.html",)):
        made.run([DAY / n for n in names], langs=("en", "ja"), out=tmp_path / "site", workers=1)
    return made


def again(newsroom: Newsroom, *names: str) -> tuple[Replay, ...]:
    """Reports made again where no socket can be opened."""

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a replay opens no socket")

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(socket, "socket", refuse)
        patched.setattr(socket, "create_connection", refuse)
        return replay_reports(newsroom, names)


def reports(newsroom: Newsroom) -> list[Report]:
    return newsroom.store.state("reports", list[Report]) or []


def whole(made: tuple[Replay, ...]) -> bool:
    return bool(made) and not any(m.differs or m.missing or m.code for m in made)


def test_every_report_is_the_same_byte_for_byte(newsroom: Newsroom) -> None:
    made = again(newsroom)
    assert whole(made)
    assert {m.report for m in made} == {r.id for r in reports(newsroom)}
    assert made[0].inputs > 1


def test_a_story_is_replayed_in_all_its_languages_elsewhere_too(small: Newsroom, tmp_path: Path) -> None:
    back_up(small.store, tmp_path / "kept")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    store = Store(elsewhere / "newsroom.db")
    restore(store, tmp_path / "kept")
    store.close()
    shutil.copytree(small.path / "originals", elsewhere / "originals")
    made = again(Newsroom(elsewhere), reports(small)[0].story)
    assert whole(made)
    assert [m.lang for m in made] == ["en", "ja"]


def test_what_came_or_was_decided_after_the_last_run_counts_for_nothing(small: Newsroom, tmp_path: Path) -> None:
    """A kill notice that a run archived before it was killed; a ruling that no run has followed yet."""
    data = (DAY / "gazette-kill.html").read_bytes()
    small.keep_original(RawInput(name="gazette-kill.html", data=data), Settings())
    one, other = (a.id for a in list(small.store.articles())[:2])
    ruling = Ruling(id="u1", kind="split", by="Ada", at=datetime.now(UTC).isoformat(), first=(one,), second=(other,))
    small.store.put_decision(RULINGS, ruling.id, ruling)
    assert whole(again(small))


def test_an_embargo_that_has_ended_since_is_one_still(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    notice = "<p>Embargoed until 9 January 2026, 14:00 GMT</p>"
    page = (DAY / "gazette.html").read_text().replace("<p>Foreign Minister", f"{notice}<p>Foreign Minister", 1)
    (tmp_path / "gazette.html").write_text(page)
    shutil.copy(DAY / "courier.html", tmp_path)
    room = Newsroom(tmp_path / "room")
    monkeypatch.setattr(Newsroom, "_now", lambda _: datetime(2026, 1, 9, 8, tzinfo=UTC))
    outcome = room.run([tmp_path / "gazette.html", tmp_path / "courier.html"], langs=("en",), out=tmp_path / "site")
    monkeypatch.undo()
    assert "embargo" in outcome.set_aside[0].reason
    assert whole(again(room))


def test_merged_stories_are_the_same_again(newsroom: Newsroom, tmp_path: Path) -> None:
    shutil.copytree(newsroom.path, tmp_path / "room")
    room = Newsroom(tmp_path / "room")
    one, other = list(dict.fromkeys(r.story for r in reports(room)))[:2]
    merge_stories(room, one, other, by="Ada")
    room.refresh(out=tmp_path / "site")
    assert len({r.story for r in reports(room)}) < len({r.story for r in reports(newsroom)})
    assert whole(again(room))


def test_an_editors_text_is_the_same_again_and_so_is_what_it_was_made_of(small: Newsroom) -> None:
    ada = Editor(name="Ada", role="editor")
    written = reports(small)[0]
    texts = [s.text for s in sentences_of(written)]
    edit_report(small, written.story, "en", text_digest(written), [texts[0] + " in Singapore", *texts[1:]], ada)
    edited = next(s.report for s in signed_by_story(small) if s.report.lang == "en")
    approve_report(
        small, written.story, "en", text_digest(edited), ada, scope=("facts",), reason="read beside its sources"
    )
    assert edited.id != written.id
    made = again(small, edited.id, written.id)
    assert [(m.report, m.differs) for m in made] == [(edited.id, ()), (written.id, ())]


def test_a_model_answers_from_what_is_kept_and_is_not_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    room = Newsroom(tmp_path / "room")
    (tmp_path / "room" / "dateline.toml").write_text('[model]\nbase_url = "http://127.0.0.1:9/v1"\nname = "local"\n')
    room = Newsroom(tmp_path / "room")
    asked: list[Prompt] = []

    def answer(prompt: Prompt) -> str:
        asked.append(prompt)
        return '{"sentences": []}'

    monkeypatch.setattr("dateline.newsroom.drafting._endpoint", lambda given: Scripted(answer, given.name))
    room.run([DAY / "gazette.html", DAY / "courier.html"], langs=("en",), out=tmp_path / "site", workers=1)
    turns = len(asked)
    assert turns
    assert whole(again(room))
    assert len(asked) == turns


def test_a_changed_report_is_told_by_the_words_that_differ(newsroom: Newsroom) -> None:
    before = reports(newsroom)
    head = before[0].headline
    forged = replace(before[0], text="XXXX" + before[0].text, headline=replace(head, text="XXXX" + head.text))
    newsroom.store.put_state("reports", [forged, *before[1:]])
    try:
        (made,) = again(newsroom, before[0].id)
    finally:
        newsroom.store.put_state("reports", before)
    assert made.differs == (f"was: XXXX{head.text}", f"now: {head.text}")


def test_other_code_is_named(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    now = replaying.code_of(newsroom.path, None)
    monkeypatch.setattr(replaying, "code_of", lambda *_: {**now, "read": "1000"})
    (made,) = again(newsroom, reports(newsroom)[0].id)
    assert made.code == (f"read was {now['read']}, is now 1000",)


def test_a_lost_or_changed_original_is_named(newsroom: Newsroom, tmp_path: Path) -> None:
    shutil.copytree(newsroom.path, tmp_path / "room")
    room = Newsroom(tmp_path / "room")
    archive = next((room.path / "originals").iterdir())
    data = archive.read_bytes()
    archive.write_bytes(data[: len(data) // 2] + b"?" + data[len(data) // 2 + 1 :])
    (made,) = again(room, reports(room)[0].id)
    assert 0 < len(made.missing) < made.inputs
    archive.unlink()
    (made,) = again(room, reports(room)[0].id)
    assert len(made.missing) == made.inputs
    assert made.differs == ("the story is not made again: its articles are gone, or group otherwise now",)


def test_an_unknown_report_is_an_error(small: Newsroom) -> None:
    with pytest.raises(ReplayError, match="r-none is on record; there are r"):
        again(small, "r-none")
