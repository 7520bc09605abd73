"""The desk's pages before the Nu HTML checker, in four languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.browser.validating import faults_of

from dateline.model import Report
from dateline.newsroom import LANGS, Newsroom
from dateline.newsroom.complaints import open_complaint
from dateline.newsroom.corrections import note_source_change
from dateline.newsroom.house_settings import set_setting
from dateline.newsroom.persons import persons
from dateline.newsroom.published_audits import publish_audit
from dateline.newsroom.signoff import Editor, refuse_report

pytestmark = pytest.mark.browser


def test_every_page_is_valid_html(visit, newsroom: Newsroom, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    admin = visit()
    newsroom.refresh(out=tmp_path / "site")
    story = next(r.story for r in newsroom.store.state("reports", list[Report]) or [] if r.blocked is None)
    article = next(a.id for a in newsroom.store.articles() if "Oh Se-ra met" in " ".join(a.text.split()))
    publish_audit(newsroom, article, Editor(name="Ada Fell", role="editor"))
    refuse_report(newsroom, story, "ko", Editor(name="Ada Fell", role="editor"), reason="a name is wrong")
    note_source_change(newsroom, article, "gone", "404 since Friday", by="Ada Fell")
    open_complaint(newsroom, text="You have the day wrong.", sender="A reader", about=story, by="Ada Fell")
    set_setting(newsroom, "title", "Quay", by="Ada Fell")
    pages = [
        "/",
        "/tasks",
        "/people",
        "/outlets",
        "/complaints",
        "/audits",
        "/search?q=shipping",
        "/log",
        "/rejections",
    ]
    pages += [
        "/users",
        "/settings",
        f"/stories/{story}",
        f"/stories/{story}/edit/en",
        f"/articles/{article}",
        f"/people/{persons(newsroom, 'en')[0].id}",
        "/account",
        "/sign-in",
    ]
    out = tmp_path / "pages"
    out.mkdir()
    for lang in LANGS:
        for path in pages:
            name = re.sub(r"\W+", "-", f"{path}-{lang}").strip("-")
            shown = admin.get(f"{path}{'&' if '?' in path else '?'}lang={lang}")
            (out / f"{name}.html").write_text(shown, encoding="utf-8")
    assert faults_of(out) == []
