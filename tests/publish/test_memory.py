"""Of a site made before, only what would be otherwise is made again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from time import process_time
from typing import Any

import pytest
from edition import LANGS, make_whole_edition
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import asdict, replace

from dateline.model import Report
from dateline.publish import Built, House, SiteData, build_pages, memory, write_edition
from dateline.publish.notebook import Asked, Table
from dateline.publish.site import write_site
from dateline.publish.view import Desk, desks_of

Change = Callable[[SiteData], SiteData]


def make(data: SiteData, folder: Path) -> Built:
    """A build that remembers the one before."""
    return write_edition(data, folder / "site", memory=folder / "kept" / "made.msgpack")


def files(folder: Path) -> dict[str, bytes]:
    """The files of the site that is there."""
    root = folder / "site"
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in root.rglob("*") if p.is_file()}


def stamps(folder: Path) -> dict[str, int]:
    """When each file was written."""
    root = folder / "site"
    return {p.relative_to(root).as_posix(): p.stat().st_mtime_ns for p in root.rglob("*") if p.is_file()}


def changed_files(before: dict[str, bytes], after: dict[str, bytes]) -> set[str]:
    """The files that are not what they were."""
    return {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}


def with_report(story: str, lang: str, change: Callable[[Report], Report]) -> Change:
    """A change of one report."""

    def changed(data: SiteData) -> SiteData:
        found = ((r, r.story == story and r.lang == lang) for r in data.reports)
        return replace(data, reports=tuple(change(r) if is_it else r for r, is_it in found))

    return changed


def retitled(report: Report) -> Report:
    """With another headline."""
    return replace(report, headline=replace(report.headline, text=report.headline.text + " again"))


def retold(report: Report) -> Report:
    """With other words in its last sentence."""
    *first, last = report.sentences
    return replace(report, sentences=(*first, replace(last, text=last.text + " So it was.")))


def test_what_stands_is_not_made_again(tmp_path: Path) -> None:
    data = make_whole_edition()
    first = make(data, tmp_path)
    assert first.made > 60
    assert first.written >= first.made
    before = stamps(tmp_path)
    assert make(data, tmp_path) == Built(made=0, written=0)
    assert stamps(tmp_path) == before


@pytest.mark.parametrize(
    ("change", "pages"),
    [
        (
            with_report("s1", "en", retold),
            {"en/stories/s1.html", "en/stories/s1.json", "en/stories/s1.ninjs.json", "en/feed.json"},
        ),
        (with_report("s3", "en", retitled), {"en/stories/s3.html", "en/index.html", "index.html", "en/feed.xml"}),
    ],
)
def test_a_change_is_seen_on_every_page_that_shows_it(change: Change, pages: set[str], tmp_path: Path) -> None:
    data = make_whole_edition()
    make(data, tmp_path)
    before = files(tmp_path)
    built = make(change(data), tmp_path)
    after = files(tmp_path)
    touched = changed_files(before, after)
    assert pages <= touched
    assert all(path.startswith("en/") or "/" not in path for path in touched)
    assert built.written == len(touched)
    # in vain: feeds without the words that changed or without an address, old versions, evidence, and pages at old addresses
    assert built.made <= len(touched) + 6


def test_a_neighbours_title_is_seen(tmp_path: Path) -> None:
    data = make_whole_edition()
    related = tuple(replace(s, related=(("s3", "the same place: KR"),)) if s.id == "s1" else s for s in data.stories)
    data = replace(data, stories=related)
    make(data, tmp_path)
    before = files(tmp_path)
    make(with_report("s3", "en", retitled)(data), tmp_path)
    assert "en/stories/s1.html" in changed_files(before, files(tmp_path))
    before = files(tmp_path)
    built = make(with_report("s3", "en", lambda r: retold(retitled(r)))(data), tmp_path)
    assert "en/stories/s1.html" not in changed_files(before, files(tmp_path))
    assert built.made < 16


FIELDS = [name for name, held in asdict(make_whole_edition()).items() if isinstance(held, tuple) and name != "langs"]


@settings(max_examples=25, deadline=None)
@given(name=st.sampled_from(FIELDS), kept=st.data())
def test_whatever_is_taken_out_or_put_back_the_site_is_as_if_made_anew(
    name: str, kept: Any, tmp_path_factory: Any
) -> None:
    folder = tmp_path_factory.mktemp("whole")
    data = make_whole_edition()
    items = getattr(data, name)
    chosen = kept.draw(st.lists(st.sampled_from(range(len(items))), unique=True)) if items else []
    other = replace(data, **{name: tuple(items[n] for n in sorted(chosen))})
    for shown in (data, other, data):
        make(shown, folder)
        anew = folder / "anew"
        write_site(build_pages(shown), anew)
        wanted = {p.relative_to(anew).as_posix(): p.read_bytes() for p in anew.rglob("*") if p.is_file()}
        assert files(folder) == wanted


def test_settings_words_and_templates_are_part_of_what_a_page_is_made_from(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = make_whole_edition()
    whole = make(data, tmp_path).made
    assert make(replace(data, house=House(title="Harbour Desk")), tmp_path).made == whole
    assert b"Harbour Desk" in files(tmp_path)["ja/stories/s1.html"]
    monkeypatch.setattr(memory, "_making", lambda: "other templates")
    assert make(replace(data, house=House(title="Harbour Desk")), tmp_path).made == whole


def test_what_stands_costs_little(tmp_path: Path) -> None:
    data = make_whole_edition()
    make(data, tmp_path / "warm")
    begun = process_time()
    make(data, tmp_path)
    first = process_time() - begun
    begun = process_time()
    make(data, tmp_path)
    assert process_time() - begun < first / 3


def test_a_file_that_was_touched_or_is_gone_is_made_again(tmp_path: Path) -> None:
    data = make_whole_edition()
    make(data, tmp_path)
    whole = files(tmp_path)
    (tmp_path / "site/ko/stories/s1.html").write_bytes(b"defaced")
    (tmp_path / "site/zh/about.html").unlink()
    built = make(data, tmp_path)
    assert built.written == 2
    assert files(tmp_path) == whole
    (tmp_path / "kept/made.msgpack").write_bytes(b"\x93broken")
    assert make(data, tmp_path).written == 0


def test_processes_of_their_own_leave_the_same_site_and_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dateline.publish.making._WORTH_A_POOL", 10)
    data = make_whole_edition()
    alone, together = tmp_path / "alone", tmp_path / "together"
    make(data, alone)
    write_edition(data, together / "site", workers=2, memory=together / "kept" / "made.msgpack")
    assert files(alone) == files(together)
    assert make(data, together) == Built(made=0, written=0)
    assert {path.split("/")[0] for path in files(alone)} >= set(LANGS)


def test_what_languages_share_is_the_same_in_each() -> None:
    data = make_whole_edition()
    shared = [name for kind in Desk.__mro__ for name, made in vars(kind).items() if getattr(made, "is_shared", False)]
    assert {"articles", "facts", "of_article", "rows", "stories"} <= set(shared)
    alone = [Desk(data, lang) for lang in data.langs]
    for name in shared:
        found = [getattr(desk, name) for desk in alone]
        asked = [(article.id,) for article in data.articles]
        told = [dict(one) if isinstance(one, Table) else [one(*key) for key in asked] for one in found]
        assert all(one == told[0] for one in told), name
    together = desks_of(data)
    assert together["ja"].facts._held is together["zh"].facts._held


def test_a_kept_question_runs_nothing_of_anybody_elses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "foreign.py").write_text(
        "import pathlib\npathlib.Path(__file__).with_suffix('.ran').touch()\nrun = print\n"
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    Asked().digest_of(("of", "foreign:run"))
    assert not (tmp_path / "foreign.ran").exists()
