"""A source that changes, is withdrawn or goes away: what leaves the reports, what is said of it, what an editor finds."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from dateline.model import Report, Wording
from dateline.newsroom import Newsroom, merge_stories
from dateline.newsroom.corrections import (
    close_task,
    corrections_made,
    note_source_change,
    publish_correction,
    tasks_open,
    undo_correction,
    undo_source_change,
    undo_task,
)
from dateline.newsroom.decided import DecisionError

LANGS = ("en", "ja", "ko", "zh")
PAGE = """<html lang="en"><head><meta property="og:site_name" content="{outlet}"><link rel="canonical" href="{url}">
<meta property="article:published_time" content="2026-01-08T09:00:00+09:00">{more}<title>{headline}</title></head>
<body><article><h1>{headline}</h1><p>{text}</p></article></body></html>"""
HEADLINE = "Whitlock and Oh meet in Singapore"
TEXT = (
    "Foreign Minister Dana Whitlock met Foreign Minister Oh Se-ra of South Korea in Singapore on January 7, 2026. "
    "They discussed shipping."
)
EDITED = TEXT.replace("January 7", "January 6").replace("shipping", "fisheries")
LATER = '<meta property="article:modified_time" content="2026-01-09T10:00:00+09:00">'


def page_of(
    text: str, *, more: str = "", headline: str = HEADLINE, outlet: str = "The Gazette", name: str = "1"
) -> str:
    url = f"https://gazette.example/news/{name}"
    return PAGE.format(text=text, more=more, headline=headline, outlet=outlet, url=url)


class Room:
    """A newsroom in a folder, to be run on pages."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.newsroom = Newsroom(folder / "room")
        self.site = folder / "site"

    def run(self, *pages: str) -> None:
        names = []
        for page in pages:
            name = self.folder / f"page{len(list(self.folder.glob('*.html')))}.html"
            name.write_text(page, encoding="utf-8")
            names.append(name)
        self.newsroom.run(names, langs=LANGS, out=self.site)

    def story(self) -> str:
        reports = self.newsroom.store.state("reports", list[Report]) or []
        return next(r.story for r in reports if r.blocked is None)

    def read(self, path: str) -> str:
        return (self.site / path).read_text(encoding="utf-8")


@pytest.fixture
def room(tmp_path: Path):  # type: ignore[no-untyped-def]
    made = Room(tmp_path)
    yield made
    made.newsroom.close()


def test_a_page_that_changes_is_a_new_version_and_what_it_took_back_is_corrected(room: Room) -> None:
    room.run(page_of(TEXT))
    story = room.story()
    before = {lang: room.read(f"{lang}/stories/{story}.html") for lang in LANGS}
    assert all('class="correction' not in page for page in before.values())
    room.run(page_of(EDITED, more=LATER))
    assert room.story() == story
    (made,) = corrections_made(room.newsroom)
    assert (made.kind, made.cause, made.by) == ("corrected", "source_changed", "rule")
    assert set(made.changes) == set(LANGS)
    for lang in LANGS:
        page = room.read(f"{lang}/stories/{story}.html")
        assert 'class="correction corrected"' in page
        for wording in made.changes[lang]:
            assert wording.was in before[lang]
            assert wording.now in page
            assert wording.now != wording.was
        versions = room.read(f"{lang}/stories/{story}.versions.html")
        assert "<del>" in versions
        assert made.changes[lang][0].was.split("。")[0][:8] in room.read(f"{lang}/corrections.html")
    (task,) = tasks_open(room.newsroom)
    assert task.story == story
    assert set(task.sentences) == set(LANGS)
    feed = ElementTree.parse(room.site / "en/feed.xml").getroot()
    atom = "{http://www.w3.org/2005/Atom}"
    (entry,) = feed.findall(f"{atom}entry")
    assert entry.findtext(f"{atom}id") == f"urn:dateline:{story}:en"
    assert (entry.findtext(f"{atom}updated") or "") > "2026-01-09"
    assert "Correction (" in (entry.findtext(f"{atom}summary") or "")


def test_a_page_that_only_looks_different_is_no_new_version(room: Room) -> None:
    room.run(page_of(TEXT))
    room.run(page_of(TEXT, more=LATER + '<meta name="x" content="y">'))
    assert corrections_made(room.newsroom) == ()
    assert tasks_open(room.newsroom) == ()


def test_what_a_kill_notice_withdraws_leaves_every_edition_and_the_address_says_so(room: Room) -> None:
    room.run(page_of(TEXT))
    story = room.story()
    room.run(page_of("Editors: kill this story.", headline=f"KILL: {HEADLINE}", name="2"))
    (made,) = corrections_made(room.newsroom)
    assert (made.kind, made.cause) == ("withdrawn", "source_killed")
    for lang in LANGS:
        page = room.read(f"{lang}/stories/{story}.html")
        assert "Whitlock" not in page
        assert 'class="correction withdrawn"' in page
        assert json.loads(room.read(f"{lang}/stories/{story}.ninjs.json"))["pubStatus"] == "canceled"
        (item,) = json.loads(room.read(f"{lang}/feed.json"))["items"]
        assert (item["id"], item["_dateline"]) == (f"urn:dateline:{story}:{lang}", {"withdrawn": True})
    again = room.read(f"en/stories/{story}.html")
    room.run()
    assert room.read(f"en/stories/{story}.html") == again
    assert len(corrections_made(room.newsroom)) == 1


def test_an_editor_withdraws_a_source_by_hand_and_takes_it_back(room: Room) -> None:
    room.run(page_of(TEXT))
    story = room.story()
    (article,) = room.newsroom.store.articles()
    with pytest.raises(DecisionError):
        note_source_change(room.newsroom, article.id, "killed", " ", by="Ada")
    change = note_source_change(room.newsroom, article.id, "killed", "a notice by telephone", by="Ada")
    (task,) = tasks_open(room.newsroom)
    room.run()
    assert 'class="correction withdrawn"' in room.read(f"ko/stories/{story}.html")
    closed = close_task(room.newsroom, task.id, by="Ada")
    assert tasks_open(room.newsroom) == ()
    undo_task(room.newsroom, closed.id, by="Ada")
    assert len(tasks_open(room.newsroom)) == 1
    undo_source_change(room.newsroom, change.id, by="Ada")
    assert tasks_open(room.newsroom) == ()
    room.run()
    assert "Whitlock" in room.read(f"en/stories/{story}.html")


def test_a_source_that_is_gone_marks_the_sentences_that_rest_on_it(room: Room) -> None:
    room.run(page_of(TEXT))
    story = room.story()
    (article,) = room.newsroom.store.articles()
    note_source_change(room.newsroom, article.id, "gone", "404 since Friday", by="Ada")
    room.run()
    for lang in LANGS:
        page = room.read(f"{lang}/stories/{story}.html")
        assert page.count('class="mark doubt"') == page.count('class="s"') + 1 > 1  # the headline too
    close_task(room.newsroom, tasks_open(room.newsroom)[0].id, by="Ada")
    room.run()
    assert "mark doubt" not in room.read(f"en/stories/{story}.html")


def test_a_correction_by_hand_is_said_in_every_language_or_not_at_all(room: Room) -> None:
    room.run(page_of(TEXT))
    story = room.story()
    said = {lang: [Wording("on January 7", "on January 8")] for lang in LANGS}
    with pytest.raises(DecisionError, match="zh"):
        publish_correction(room.newsroom, story, "corrected", {**said, "zh": []}, {}, by="Ada")
    for kind, where in (("nonsense", story), ("corrected", "s0")):
        with pytest.raises(DecisionError):
            publish_correction(room.newsroom, where, kind, said, {}, by="Ada")
    made = publish_correction(room.newsroom, story, "corrected", said, {}, by="Ada")
    room.run()
    assert "It should have said “on January 8”." in room.read(f"en/stories/{story}.html")
    assert "正しくは「on January 8」でした" in room.read(f"ja/stories/{story}.html")
    undo_correction(room.newsroom, made.id, by="Ada")
    room.run()
    assert 'class="correction' not in room.read(f"en/stories/{story}.html")


def test_the_old_address_of_a_merged_story_leads_to_the_new_one(room: Room) -> None:
    other = "Trade Minister Ruth Calder visited Kuala Lumpur on January 3, 2026, her office said."
    room.run(page_of(TEXT), page_of(other, headline="Calder visits Kuala Lumpur", name="9"))
    stories = {r.story for r in room.newsroom.store.state("reports", list[Report]) or [] if not r.blocked}
    assert len(stories) == 2
    merge_stories(room.newsroom, *sorted(stories), by="Ada")
    room.run()
    kept = room.story()
    (gone,) = stories - {kept}
    assert f"url={kept}.html" in room.read(f"en/stories/{gone}.html")
    assert corrections_made(room.newsroom) == ()
