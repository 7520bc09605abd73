"""The desk: sign-in, roles, tokens, escaping; review and sign-off through to the site; decisions and their undoing."""

from __future__ import annotations

import html
import re
import struct
import zlib
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute
from starlette.testclient import TestClient
from visitor import KEY, PASSWORD

from dateline.desk.access import rank_needed
from dateline.group import Grouping
from dateline.lang.data import load_table
from dateline.model import Report
from dateline.newsroom import LANGS, Newsroom
from dateline.newsroom.complaints import complaint_log, complaints
from dateline.newsroom.corrections import corrections_made
from dateline.newsroom.house_settings import settings_log
from dateline.newsroom.outlets import note_log, outlets
from dateline.newsroom.pictures import pictures_of
from dateline.newsroom.published_audits import audits_made
from dateline.newsroom.signed import signed_reports, text_digest
from dateline.newsroom.signoff import reviews_made, signed_by_story

PAGES = ("/", "/people", "/outlets", "/complaints", "/audits", "/search?q=shipping", "/log", "/rejections")


def story_of(newsroom: Newsroom) -> str:
    """The story that two articles tell, with a report in each language."""
    reports = newsroom.store.state("reports", list[Report])
    assert reports
    return next(r.story for r in reports if r.blocked is None)


def forms_of(app: FastAPI) -> list[str]:
    """The addresses of every form of the desk, filled with names of nothing."""
    posts = [r.path for r in _routes(app.router) if "POST" in (r.methods or ())]
    return [re.sub(r"\{(\w+)\}", "x", path) for path in posts if path not in ("/sign-in", "/audit")]


def _routes(router) -> list[APIRoute]:  # type: ignore[no-untyped-def]
    found: list[APIRoute] = []
    for route in router.routes:
        if isinstance(route, APIRoute):
            found.append(route)
        elif hasattr(route, "original_router"):
            found += _routes(route.original_router)
    return found


def test_nothing_is_shown_to_who_is_not_signed_in(app: FastAPI, visit) -> None:  # type: ignore[no-untyped-def]
    stranger = visit(None).client
    for path in (*PAGES, "/users", "/settings", "/stories/x", "/articles/x"):
        answer = stranger.get(path, follow_redirects=False)
        assert answer.status_code == 303, path
        assert answer.headers["location"].split("?")[0] == "/sign-in", path
    for path in ("/api/stories", "/api/search?q=x", "/api/record/all", "/api/stories/x", "/api/reports/x"):
        answer = stranger.get(path)
        assert answer.status_code == 401
        assert answer.headers["content-type"] == "application/problem+json"
    assert stranger.get("/enter", params={"key": "wrong"}).status_code == 403
    assert stranger.get("/", headers={"host": "elsewhere.example"}).status_code == 400


def test_every_form_needs_its_token(app: FastAPI, visit) -> None:  # type: ignore[no-untyped-def]
    admin = visit()
    paths = forms_of(app)
    assert len(paths) >= 18
    for path in paths:
        for data in ({}, {"token": "0" * 64}, {"token": "ü"}):
            assert admin.client.post(path, data=data, follow_redirects=False).status_code == 403, path
        foreign = {"origin": "http://elsewhere.example"}
        sent = {"token": admin.token()}
        assert admin.client.post(path, data=sent, headers=foreign, follow_redirects=False).status_code == 403, path
    assert visit(None).client.post("/sign-in", data={"name": "admin-one", "password": PASSWORD}).status_code == 403


def test_roles_hold_on_every_route(app: FastAPI, visit) -> None:  # type: ignore[no-untyped-def]
    reader, editor = visit("reader"), visit("editor")
    for path in forms_of(app):
        needed = rank_needed("POST", path)
        if needed != "reader":
            assert reader.post(path) == 403, path
        if needed == "admin":
            assert editor.post(path) == 403, path
    for path in ("/users", "/settings"):
        assert reader.client.get(path).status_code == editor.client.get(path).status_code == 403
    for path in PAGES:
        text = reader.get(path)
        forms = set(re.findall(r'<form method="post" action="([^"]+)"', text))
        assert forms <= {"/sign-out", "/audits"}, path
    assert editor.post("/sign-out") == 303
    assert editor.client.get("/", follow_redirects=False).status_code == 303


def test_sign_in_is_limited_and_cookies_are_closed(app: FastAPI, visit) -> None:  # type: ignore[no-untyped-def]
    client = visit(None).client
    set_cookie = client.get("/enter", params={"key": KEY}, follow_redirects=False).headers["set-cookie"]
    assert "HttpOnly" in set_cookie
    assert "SameSite=strict" in set_cookie
    token = re.search(r'name="token" value="([0-9a-f]+)"', client.get("/sign-in").text)[1]  # type: ignore[index]
    codes = [
        client.post("/sign-in", data={"token": token, "name": "admin-one", "password": "wrong"}).status_code
        for _ in range(6)
    ]
    assert codes == [401] * 5 + [429]


def test_every_page_has_closed_headers_in_every_language(visit, newsroom: Newsroom) -> None:  # type: ignore[no-untyped-def]
    admin = visit()
    story = story_of(newsroom)
    for lang in LANGS:
        words = load_table(lang, "desk")
        for path in (*PAGES, "/users", "/settings", f"/stories/{story}", f"/stories/{story}/edit/en"):
            answer = admin.client.get(path + ("&" if "?" in path else "?") + f"lang={lang}")
            assert answer.status_code == 200, (path, answer.text[:300])
            assert html.escape(words["queue"]) in answer.text
            policy = answer.headers["content-security-policy"]
            assert "default-src 'none'" in policy
            assert "script" not in policy
            assert "<script" not in answer.text
            assert answer.headers["cache-control"] == "no-store"


def test_the_languages_say_the_same_things() -> None:
    tables = {lang: load_table(lang, "desk") for lang in LANGS}
    fields = {lang: {k: re.findall(r"\{\w+\}", v) for k, v in t.items()} for lang, t in tables.items()}
    assert all(fields[lang] == fields["en"] for lang in LANGS)


def test_markup_in_what_is_stored_is_shown_as_words(visit, newsroom: Newsroom) -> None:  # type: ignore[no-untyped-def]
    admin = visit()
    bad = '<script>alert("x")</script><img src=x onerror=alert(1)>{{ 7*7 }}'
    story = story_of(newsroom)
    assert admin.post("/complaints/open", text=bad, sender=bad, about=bad) == 303
    complaint = complaints(newsroom)[0].opened.id
    assert admin.post(f"/complaints/{complaint}/reply", text=bad) == 303
    assert admin.post("/outlets/note", outlet=outlets(newsroom)[0].name, text=bad) == 303
    assert admin.post(f"/stories/{story}/refuse/en", reason=bad) == 303
    assert admin.post("/users/put", name=bad, role="reader", password="x" * 12) == 303
    marked = next(a for a in newsroom.store.articles() if "onerror" in a.text)
    paths = [*PAGES, "/users", f"/stories/{story}", f"/articles/{marked.id}", "/search?q=onerror"]
    paths += [f"/stories/{s.made.story}" for s in signed_by_story(newsroom)]
    shown = 0
    for path in paths:
        text = admin.get(path)
        assert not re.search(r"<script|<img|<b>marked|\son\w+=[^&]*>", text.replace(html.escape(bad), "")), path
        assert "49" not in re.findall(r"onerror=alert\(1\)&gt;(\d+)", text)
        shown += html.escape(bad, quote=False)[:20] in text
    assert shown >= 4


def test_review_through_to_the_site(visit, newsroom: Newsroom, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    admin = visit()
    story = story_of(newsroom)
    site = tmp_path / "site"
    made = next(s for s in signed_by_story(newsroom, story) if s.made.lang == "en").made
    page = site / "en" / "stories" / f"{story}.html"
    newsroom.refresh(out=site)
    unreviewed = load_table("en", "site")["unreviewed"]
    assert unreviewed in page.read_text(encoding="utf-8")

    assert admin.post(f"/stories/{story}/approve/en", digest=text_digest(made)) == 409  # nothing is said to be checked
    assert admin.post(f"/stories/{story}/approve/en", digest="0" * 32, scope="facts") == 409  # another text
    assert admin.post(f"/stories/{story}/approve/en", digest=text_digest(made), scope=["facts", "sources"]) == 303
    newsroom.refresh(out=site)
    text = page.read_text(encoding="utf-8")
    assert unreviewed not in text
    assert "Reviewed by Ada Fell" in text
    assert "facts, sources" in text
    korean = (site / "ko" / "stories" / f"{story}.html").read_text(encoding="utf-8")
    assert load_table("ko", "site")["unreviewed"] in korean

    own = [made.headline.text.replace("met", "embraced"), *([made.standfirst.text] if made.standfirst else [])]
    own += [s.text for s in made.sentences]
    false = "Foreign Minister Dana Whitlock signed a treaty with Oh Se-ra in Jakarta."
    assert admin.post(f"/stories/{story}/edit/en", digest=text_digest(made), text=[false, *own[1:]]) == 303
    draft = next(s for s in signed_by_story(newsroom, story) if s.made.lang == "en")
    assert draft.state == "draft"
    assert draft.review is not None
    assert draft.review.findings
    assert html.escape(false, quote=False) in html.unescape(admin.get(f"/stories/{story}"))
    newsroom.refresh(out=site)
    text = page.read_text(encoding="utf-8")
    assert "Jakarta" not in text  # an edit that nobody approved is not published
    assert unreviewed in text  # and it ended the approval

    assert admin.post(f"/stories/{story}/approve/en", digest=text_digest(draft.report), scope="facts") == 409
    last = reviews_made(newsroom)[-1]
    assert admin.post(f"/stories/{story}/undo", id=last.id) == 303
    assert next(s for s in signed_by_story(newsroom, story) if s.made.lang == "en").state == "checked"

    shorter = [made.headline.text + " again", *([""] if made.standfirst else []), *(s.text for s in made.sentences)]
    edited = next(s.report for s in signed_by_story(newsroom, story) if s.made.lang == "en")
    assert admin.post(f"/stories/{story}/edit/en", digest=text_digest(edited), text=shorter) == 303
    draft = next(s for s in signed_by_story(newsroom, story) if s.made.lang == "en")
    assert draft.report.standfirst is None
    for sentence in (draft.report.headline, *draft.report.sentences):
        assert draft.report.text[sentence.start : sentence.end] == sentence.text
    sent = {"digest": text_digest(draft.report), "scope": "headline", "reason": "I wrote it"}
    assert admin.post(f"/stories/{story}/approve/en", **sent) == 303
    newsroom.refresh(out=site)
    text = page.read_text(encoding="utf-8")
    assert "Edited and approved by Ada Fell" in text
    assert f"{html.escape(made.headline.text)} again" in text

    assert admin.post(f"/stories/{story}/refuse/en", reason="two people are mixed up") == 303
    newsroom.refresh(out=site)
    words = load_table("en", "site")
    gone = page.read_text(encoding="utf-8")  # the address stays, the words do not
    assert words["withdrawn_title"] in gone
    assert words["because_editor"] in gone
    assert made.headline.text not in gone
    assert words["withdrawn_title"] not in (site / "ko" / "stories" / f"{story}.html").read_text(encoding="utf-8")
    assert (site / "ko" / "stories" / f"{story}.html").exists()


def test_decisions_are_only_added_and_each_can_be_undone(visit, newsroom: Newsroom) -> None:  # type: ignore[no-untyped-def]
    admin = visit()
    story = story_of(newsroom)
    assert admin.post(f"/stories/{story}/refuse/ko", reason="dull") == 303
    first = reviews_made(newsroom)
    assert admin.post(f"/stories/{story}/undo", id=first[0].id) == 303
    assert admin.post(f"/stories/{story}/undo", id=first[0].id) == 409  # it is void by now
    second = reviews_made(newsroom)
    assert second[:1] == first
    assert second[1].undoes == first[0].id
    reports = newsroom.store.state("reports", list[Report]) or []
    assert {s.state for s in signed_reports(reports, second)} == {"none"}
    assert admin.post(f"/stories/{story}/undo", id=second[1].id) == 303
    assert "refused" in {s.state for s in signed_reports(reports, reviews_made(newsroom))}

    assert admin.post("/complaints/open", text="You have the day wrong.", sender="A reader", about=story) == 303
    opened = complaint_log(newsroom)[0]
    assert admin.post(f"/complaints/{opened.id}/reply", text="It is put right.") == 303
    assert admin.post(f"/complaints/{opened.id}/close") == 303
    assert not complaints(newsroom)[0].is_open
    assert admin.post(f"/complaints/{opened.id}/undo", id=complaint_log(newsroom)[-1].id) == 303
    assert complaints(newsroom)[0].is_open
    assert [e.act for e in complaint_log(newsroom)] == ["open", "reply", "close", "undo"]

    outlet = outlets(newsroom)[0].name
    assert admin.post("/outlets/note", outlet=outlet, text="Slow to correct.") == 303
    assert admin.post("/outlets/note", outlet="nobody", text="x") == 409
    assert admin.post("/outlets/undo", id=note_log(newsroom)[0].id) == 303
    assert outlets(newsroom)[0].notes == ()
    log = admin.get("/log")
    assert all(d.id in log for d in (*reviews_made(newsroom), *complaint_log(newsroom), *note_log(newsroom)))


def test_stories_are_merged_split_and_that_is_undone(visit, newsroom: Newsroom) -> None:  # type: ignore[no-untyped-def]
    from dateline.group import Grouping

    admin = visit()

    def stories() -> dict[str, tuple[str, ...]]:
        grouping = newsroom.store.state("grouping", Grouping)
        assert grouping is not None
        return {s.id: s.articles for s in grouping.stories}

    before = stories()
    assert len(before) >= 2
    one, other = sorted(before)[:2]
    assert admin.post(f"/stories/{one}/merge", other="nobody") == 409
    assert admin.post(f"/stories/{one}/merge", other=other) == 303
    newsroom.refresh(out=newsroom.path / "site")
    assert len(stories()) == len(before) - 1
    whole = next(s for s, articles in stories().items() if set(before[one]) <= set(articles))
    ruling = re.search(r'/unrule".*?name="id" value="(\w+)"', admin.get(f"/stories/{whole}"))
    assert ruling is not None
    assert admin.post(f"/stories/{whole}/unrule", id=ruling[1]) == 303
    newsroom.refresh(out=newsroom.path / "site")
    assert stories() == before


def test_people_are_judged_and_that_is_undone(visit, newsroom: Newsroom) -> None:  # type: ignore[no-untyped-def]
    from dateline.link import Ledger

    admin = visit()
    ledger = newsroom.store.state("ledger", Ledger)
    assert ledger is not None
    one, other = [e.id for e in ledger.entities if e.kind == "person"][:2]
    assert admin.post("/people/judge", pair=f"{one} {other}", verdict="different", why="two countries") == 303
    made = [j for j in newsroom.store.judgements() if j.by == "Ada Fell"]
    assert [(j.same, j.why) for j in made] == [(False, ("two countries",))]
    assert made[0].id in admin.get("/people")
    assert admin.post("/people/undo", id=made[0].id) == 303
    assert [j.undoes for j in newsroom.store.judgements() if j.by == "Ada Fell"] == [None, made[0].id]
    assert admin.post("/people/judge", pair="nobody", verdict="same") == 409


def test_a_pasted_text_is_audited(visit) -> None:  # type: ignore[no-untyped-def]
    reader = visit("reader")
    source = "Foreign Minister Dana Whitlock met Oh Se-ra in Singapore on January 8, 2026."
    sent = {"token": reader.token(), "text": "Dana Whitlock met Oh Se-ra in Jakarta. <script>", "source": [source, ""]}
    answer = reader.client.post("/audits", data=sent)
    assert answer.status_code == 200
    assert "Jakarta" in answer.text
    assert "<script>" not in answer.text
    assert "script" not in answer.headers["content-security-policy"]
    assert reader.post("/audits", text=" ") == 422
    assert reader.post("/audits", text="a" * 60_001) == 422


def test_an_audit_of_an_article_is_shown_to_readers_and_taken_off_again(
    visit, newsroom: Newsroom, tmp_path: Path
) -> None:  # type: ignore[no-untyped-def]
    editor, reader, site = visit("editor"), visit("reader"), tmp_path / "site"
    article = next(a.id for a in newsroom.store.articles() if "Oh Se-ra met" in " ".join(a.text.split()))
    alone = next(a.id for a in newsroom.store.articles() if "onerror" in a.text)
    seen = editor.client.post(f"/articles/{article}/audit", data={"token": editor.token()})
    assert seen.status_code == 200
    assert "script" not in seen.headers["content-security-policy"]
    assert editor.post(f"/articles/{alone}/audit/publish") == 409  # nothing to hold it against
    assert reader.post(f"/articles/{article}/audit/publish") == 403
    assert editor.post(f"/articles/{article}/audit/publish") == 303
    assert editor.post(f"/articles/{article}/audit/publish") == 409
    (made,) = audits_made(newsroom)
    newsroom.refresh(out=site)
    for lang in ("en", "ko"):
        assert f'href="{made.id}.html"' in (site / lang / "audits" / "index.html").read_text(encoding="utf-8")
        assert "editor-one" in (site / lang / "audits" / f"{made.id}.html").read_text(encoding="utf-8")
    assert made.id in editor.get("/log")
    assert editor.post(f"/articles/{article}/audit/undo", id=made.id) == 303
    newsroom.refresh(out=site)
    assert not (site / "en" / "audits" / f"{made.id}.html").exists()


def test_a_correction_that_withdraws_takes_the_report_off_until_it_is_undone(
    visit, newsroom: Newsroom, tmp_path: Path
) -> None:  # type: ignore[no-untyped-def]
    editor, site = visit("editor"), tmp_path / "site"
    newsroom.refresh(out=site)
    story = next((site / "en" / "stories").glob("*.json")).name.partition(".")[0]
    page = site / "en" / "stories" / f"{story}.html"
    headline = re.search(r"<title>(.*?) –", page.read_text(encoding="utf-8"))
    assert headline is not None
    sent = {"kind": "withdrawn", "note-en": "The meeting was of other people."}
    assert editor.post(f"/stories/{story}/correct", **sent) == 303
    newsroom.refresh(out=site)
    shown = page.read_text(encoding="utf-8")
    assert "The meeting was of other people." in shown
    assert headline[1] not in shown
    assert editor.get(f"/stories/{story}?lang=ja").count("取り下げ") >= 1
    (made,) = (c for c in corrections_made(newsroom) if c.by == "editor-one")
    assert editor.post(f"/stories/{story}/uncorrect", id=made.id) == 303
    newsroom.refresh(out=site)
    assert headline[1] in page.read_text(encoding="utf-8")


def test_the_log_has_rulings_and_judgements_and_what_is_held_back_is_set_aside(visit, newsroom: Newsroom) -> None:  # type: ignore[no-untyped-def]
    editor = visit("editor")
    article = next(a.id for a in newsroom.store.articles() if "Oh Se-ra met" in " ".join(a.text.split()))
    assert editor.post(f"/articles/{article}/change", kind="killed", reason="a notice by telephone") == 303
    shown = editor.get("/rejections?lang=ko")
    assert "editor-one 님이 취소했습니다: a notice by telephone" in shown
    ids = sorted(s.id for s in newsroom.store.state("grouping", Grouping).stories)
    assert editor.post(f"/stories/{ids[0]}/merge", other=ids[1]) == 303
    log = editor.get("/log?lang=en")
    assert re.search(rf'merged stories – <a href="/stories/{ids[0]}">[^<]+</a>, <a href="/stories/{ids[1]}">', log)


def test_the_language_of_the_sign_in_page_stays(app: FastAPI, visit) -> None:  # type: ignore[no-untyped-def]
    client = visit(None).client
    shown = client.get("/sign-in?lang=ja").text
    action = re.search(r'action="(/sign-in[^"]*)"', shown)
    token = re.search(r'name="token" value="([^"]+)"', shown)
    assert action is not None
    assert token is not None
    sent = {"token": token[1], "name": "reader-one", "password": PASSWORD}
    assert client.post(action[1], data=sent, follow_redirects=False).status_code == 303
    assert '<html lang="ja">' in client.get("/").text


def test_the_audit_of_a_pasted_text_is_shown_to_readers_and_taken_off_again(
    visit, newsroom: Newsroom, tmp_path: Path
) -> None:  # type: ignore[no-untyped-def]
    editor, reader, site = visit("editor"), visit("reader"), tmp_path / "site"
    text = "Whitlock and Oh sign pact\n\nDana Whitlock and Oh Se-ra signed a pact in Jakarta on January 8, 2026."
    source = "Foreign Minister Dana Whitlock met Oh Se-ra in Singapore on January 8, 2026. They discussed tides."
    sent = {"text": text, "outlet": "Tide Watch", "url": "javascript:alert(1)", "source": [source, ""]}
    sent |= {"source_outlet": ["Harbour Gazette", ""], "source_url": ["https://gazette.example/a", ""]}
    assert reader.post("/pasted-audits", **sent) == 403
    assert editor.post("/pasted-audits", **{**sent, "source_outlet": ["", ""]}) == 409
    assert editor.post("/pasted-audits", **{**sent, "source": [""]}) == 409
    assert editor.post("/pasted-audits", **sent) == 303
    assert editor.post("/pasted-audits", **sent) == 409
    (made,) = audits_made(newsroom)
    assert made.id in editor.get("/audits")
    newsroom.refresh(out=site)
    for lang in ("en", "ko"):
        shown = (site / lang / "audits" / f"{made.id}.html").read_text(encoding="utf-8")
        assert all(
            words in shown for words in ("Tide Watch", "Harbour Gazette", "editor-one", "https://gazette.example/a#")
        )
        assert "javascript:" not in shown
        assert "They discussed tides." not in shown  # no more of a source than a clause
    assert editor.post("/pasted-audits/undo", id=made.id) == 303
    newsroom.refresh(out=site)
    assert not (site / "en" / "audits" / f"{made.id}.html").exists()


def test_a_body_that_is_too_large_is_refused(visit) -> None:  # type: ignore[no-untyped-def]
    client: TestClient = visit("reader").client
    answer = client.post(
        "/audit", content=b'{"text": "' + b"a" * 8_000_001 + b'"}', headers={"content-type": "application/json"}
    )
    assert answer.status_code == 413
    assert answer.json()["status"] == 413


def test_the_users_of_a_desk(visit, newsroom: Newsroom) -> None:  # type: ignore[no-untyped-def]
    admin, editor = visit("admin"), visit("editor")
    assert admin.post("/users/put", name="new", role="editor", password="short") == 409
    assert admin.post("/users/put", name="editor-one", role="reader", password="") == 303
    assert editor.post("/outlets/note", outlet="x", text="y") == 403  # a role holds at once
    assert admin.post("/users/bar", name="editor-one") == 303
    assert editor.client.get("/", follow_redirects=False).status_code == 303
    assert admin.post("/users/bar", name="admin-one") == 409
    assert PASSWORD not in admin.get("/users")


def test_settings_are_changed_above_the_file_and_that_is_undone(visit, newsroom: Newsroom, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    admin, editor, site = visit("admin"), visit("editor"), tmp_path / "site"
    (newsroom.path / "dateline.toml").write_text('[site]\npublisher = "Harbour Desk"\n', encoding="utf-8")
    assert editor.post("/settings/set", key="title", value="Quay") == 403
    for key, value in (("store", "x"), ("base_url", "ftp://x"), ("contact", "javascript:1"), ("title", "x" * 201)):
        assert admin.post("/settings/set", key=key, value=value) == 409, key
    assert admin.post("/settings/set", key="contact", value="mailto:desk@quay.example") == 303
    assert admin.post("/settings/set", key="title", value="Quay & Co") == 303
    assert admin.post("/settings/set", key="title", value="Quay & Co") == 409  # nothing was changed
    assert "Quay &amp; Co" in admin.get("/settings")
    newsroom.refresh(out=site)
    front = (site / "ko" / "index.html").read_text(encoding="utf-8")
    assert "Quay &amp; Co" in front
    assert "mailto:desk@quay.example" in front
    assert "Harbour Desk" in front  # what only the file says stays
    again = Newsroom(newsroom.path)
    assert again.settings.site.title == "Quay & Co"
    again.close()
    change = settings_log(newsroom)[-1]
    assert change.id in admin.get("/log")
    assert admin.post("/settings/undo", id=change.id) == 303
    assert newsroom.settings.site.title is None


def test_the_api_has_tasks_and_corrections(visit, newsroom: Newsroom) -> None:  # type: ignore[no-untyped-def]
    editor = visit("editor")
    newsroom.refresh(out=newsroom.path / "site")
    story = story_of(newsroom)
    report = next(s.made for s in signed_by_story(newsroom, story))
    article = report.headline.anchors[0].article
    assert editor.post(f"/articles/{article}/change", kind="gone", reason="404 since Friday") == 303
    words = {f"{what}-{lang}": f"{what} {lang}" for what in ("was", "now") for lang in ("en", "ko")}
    assert editor.post(f"/stories/{story}/correct", kind="corrected", **words) == 303
    tasks = editor.client.get("/api/tasks").json()
    assert tasks["total"] == 1
    assert (tasks["tasks"][0]["story"], tasks["tasks"][0]["kind"]) == (story, "gone")
    assert report.headline.text in tasks["tasks"][0]["sentences"][report.lang]
    made = editor.client.get("/api/corrections").json()["corrections"]
    assert [c["changes"]["ko"] for c in made] == [[{"was": "was ko", "now": "now ko"}]]
    assert editor.client.get("/api/corrections", params={"offset": 1}).json() == {"total": 1, "corrections": []}


@pytest.mark.parametrize("kind", ["cookie", "bearer", "basic"])
def test_the_api_reads_what_the_pages_show(visit, newsroom: Newsroom, kind: str) -> None:  # type: ignore[no-untyped-def]
    client = visit("reader" if kind == "cookie" else None).client
    headers = {"authorization": f"Bearer {KEY}"} if kind == "bearer" else {}
    auth = ("reader-one", PASSWORD) if kind == "basic" else None
    listed = client.get("/api/stories", headers=headers, auth=auth).json()
    story = story_of(newsroom)
    assert story in {s["id"] for s in listed["stories"]}
    if kind == "basic":
        return
    found = client.get(f"/api/stories/{story}", headers=headers).json()
    report = client.get(f"/api/reports/{found['reports'][0]['id']}", headers=headers).json()
    assert report["label"] == "Written automatically"
    assert load_table("en", "site")["unreviewed"] in report["disclosure"]
    assert all(s["anchors"] for s in report["sentences"] if s["facts"])
    hits = client.get("/api/search", params={"q": "shipping"}, headers=headers).json()
    assert hits["articles"]
    audited = client.post(
        "/audit",
        json={"text": "Dana Whitlock met Oh Se-ra.", "sources": ["Dana Whitlock met Oh Se-ra in Singapore."]},
        headers=headers,
    ).json()
    assert [s["verdict"] for s in audited["sentences"]] == ["supported"]
    missing = client.get("/api/stories/nothing", headers=headers)
    assert missing.headers["content-type"] == "application/problem+json"
    assert missing.json()["status"] == 404


def test_a_picture_goes_on_the_page_with_its_words_and_comes_off_again(
    visit, newsroom: Newsroom, tmp_path: Path
) -> None:  # type: ignore[no-untyped-def]
    editor = visit("editor")
    story, site = story_of(newsroom), tmp_path / "site"
    newsroom.refresh(out=site)
    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    png = b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in ((b"IHDR", head), (b"IDAT", zlib.compress(b"\x00\x7f")), (b"IEND", b""))
    )
    words = {f"{what}-{lang}": f"{what} {lang}" for what in ("caption", "alt") for lang in ("en", "ko")}
    sent = {**words, "credit": "Ada Fell", "machine": "yes", "token": editor.token()}

    def send(data: bytes, **other: str) -> int:
        address = f"/stories/{story}/picture"
        files = {"file": ("ferry.png", data, "image/png")}
        return int(editor.client.post(address, data={**sent, **other}, files=files, follow_redirects=False).status_code)

    assert send(b"GIF89a") == 409
    assert send(png + b"\x00" * 100_000) == 409
    assert send(png, **{"alt-ko": " "}) == 409
    assert send(png, credit="") == 409
    assert send(png) == 303
    newsroom.refresh(out=site)
    for lang, made in (("en", "Made with AI"), ("ko", "AI로 만듦")):
        page = (site / lang / "stories" / f"{story}.html").read_text(encoding="utf-8")
        assert f'alt="alt {lang}"' in page
        assert made in page
        assert f"caption {lang}" in page
    (file,) = (site / "pictures").iterdir()
    assert b"trainedAlgorithmicMedia" in file.read_bytes()
    (picture,) = pictures_of(newsroom, [story])
    assert editor.post(f"/stories/{story}/unpicture", id=picture.id) == 303
    newsroom.refresh(out=site)
    assert not list((site / "pictures").iterdir())
    assert "<img" not in (site / "en" / "stories" / f"{story}.html").read_text(encoding="utf-8")
