"""A day of several editors: who overwrites whom, what stays off the site, every decision taken back and made again."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient
from visitor import KEY, PASSWORD, Visitor

from dateline.desk import DeskSettings, create_app
from dateline.group import Grouping
from dateline.lang.data import load_table
from dateline.model import Report
from dateline.newsroom import Newsroom
from dateline.newsroom.decisions import decisions_made
from dateline.newsroom.outlets import outlets
from dateline.newsroom.persons import person_board, persons
from dateline.newsroom.signed import shown_reports, text_digest
from dateline.newsroom.signoff import signed_by_story
from dateline.newsroom.users import desk_users
from dateline.write import sentences_of

Visit = Callable[..., Visitor]


def english(newsroom: Newsroom) -> Report:
    """The English report of the story that two articles tell."""
    reports = newsroom.store.state("reports", list[Report]) or []
    return next(r for r in reports if r.blocked is None and r.lang == "en" and "Whitlock" in r.text)


def texts_of(report: Report, headline: str) -> list[str]:
    """The texts of a report with another headline."""
    return [headline, *(s.text for s in sentences_of(report)[1:])]


def test_of_two_editors_on_one_text_the_second_is_asked_and_loses_nothing(visit: Visit, newsroom: Newsroom) -> None:
    report = english(newsroom)
    address, seen = f"/stories/{report.story}/edit/en", text_digest(report)
    first, second = visit("editor"), visit("admin")
    form = second.get(address)
    assert f'name="digest" value="{seen}"' in form
    theirs, mine = f"{report.headline.text}, they say", f"{report.headline.text}, I say"
    assert first.post(address, digest=seen, text=texts_of(report, theirs)) == 303
    sent = {"token": second.token(), "digest": seen, "text": texts_of(report, mine)}
    answer = second.client.post(address, data=sent, follow_redirects=False)
    assert answer.status_code == 409
    assert mine in html.unescape(answer.text)
    assert theirs in html.unescape(answer.text)
    assert next(s.report.headline.text for s in signed_by_story(newsroom, report.story)) == theirs
    fresh = re.search(r'name="digest" value="([0-9a-f]+)"', answer.text)
    assert fresh is not None
    assert second.post(address, digest=fresh[1], text=texts_of(report, mine)) == 303
    assert next(s.report.headline.text for s in signed_by_story(newsroom, report.story)) == mine
    approval = {"scope": "facts", "reason": "read", "digest": fresh[1]}
    assert first.post(f"/stories/{report.story}/approve/en", **approval) == 409


def test_a_refused_report_stays_off_the_site_whatever_is_edited(visit: Visit, newsroom: Newsroom) -> None:
    report = english(newsroom)
    editor, base = visit("editor"), f"/stories/{report.story}"
    false = "Foreign Minister Dana Whitlock signed a treaty with Oh Se-ra in Jakarta."

    def shown() -> Report:
        reports = newsroom.store.state("reports", list[Report]) or []
        return next(r for r in shown_reports(newsroom.store, reports)[0] if (r.story, r.lang) == (report.story, "en"))

    assert editor.post(f"{base}/refuse/en", reason="a name is wrong") == 303
    assert editor.post(f"{base}/edit/en", digest=text_digest(report), text=texts_of(report, false)) == 303
    assert shown().blocked == "refused: a name is wrong"
    assert editor.post(f"{base}/refuse/en", reason="still") == 303
    draft = next(s for s in signed_by_story(newsroom, report.story) if s.made.lang == "en")
    assert editor.post(f"{base}/approve/en", digest=text_digest(draft.report), scope="facts") == 409
    assert shown().blocked == "refused: still"
    sent = {"digest": text_digest(draft.report), "scope": "facts", "reason": "the treaty is in the annex"}
    assert editor.post(f"{base}/approve/en", **sent) == 303
    assert shown().blocked is None
    assert shown().headline.text == false


def test_every_decision_is_taken_back_and_made_again_from_the_log(
    visit: Visit, newsroom: Newsroom, tmp_path: Path
) -> None:
    admin, report = visit("admin"), english(newsroom)
    base, site = f"/stories/{report.story}", tmp_path / "site"
    newsroom.refresh(out=site)
    article = report.headline.anchors[0].article
    other = next(s.id for s in newsroom.store.state("grouping", Grouping).stories if s.id != report.story)  # type: ignore[union-attr]
    own, stranger = (p.id for p in persons(newsroom, "en")[:2])
    admin.post(f"{base}/approve/en", digest=text_digest(report), scope="facts")
    admin.post(f"{base}/edit/en", digest=text_digest(report), text=texts_of(report, "Whitlock and Oh meet"))
    admin.post(f"{base}/refuse/ko", reason="dull")
    admin.post(f"{base}/merge", other=["", other])
    admin.post(f"{base}/split", article=article)
    admin.post(f"{base}/correct", kind="clarified", **{"note-en": "a", "note-ko": "b"})
    admin.post(f"/people/{own}/merge", other=stranger)
    admin.post(f"/articles/{article}/change", kind="gone", reason="404")
    task = next(d for d in decisions_made(newsroom) if d.what == "task_open")
    admin.post("/tasks/close", id=task.id, text="seen")
    admin.post(f"/articles/{article}/audit/publish")
    admin.post("/complaints/open", text="You have the day wrong.", sender="A reader", about=report.story)
    complaint = next(d.id for d in decisions_made(newsroom) if d.what == "complaint_open")
    for act in ("reply", "close", "reopen"):
        admin.post(f"/complaints/{complaint}/{act}", text="It is put right.")
    admin.post("/outlets/note", outlet=outlets(newsroom)[0].name, text="Slow to correct.")
    admin.post("/settings/set", key="title", value="Quay")
    admin.post("/users/put", name="reader-two", role="reader", password="x" * 12)
    made = [d for d in decisions_made(newsroom) if d.stands and d.by == "admin-one"]
    kinds = {d.what for d in made}
    assert kinds == {
        "review_approve", "review_edit", "review_refuse", "ruling_merge", "ruling_split", "correction_publish",
        "judgement_same", "source_note", "task_close", "audit_publish", "complaint_open", "complaint_reply",
        "complaint_close", "complaint_reopen", "outlet_note", "setting_set", "user_enter",
    }  # fmt: skip
    for decision in made:
        id = decision.id
        for turn in range(3):  # undo it, undo that, undo that again
            assert admin.post("/log/undo", id=id) == 303, (decision.what, turn)
            now = {d.id: d for d in decisions_made(newsroom)}
            assert not now[id].stands, (decision.what, turn)
            id = next(d.id for d in now.values() if d.stands and d.undoes == id)
        assert admin.post("/log/undo", id=decision.id) == 409 or decision.what == "user_enter"
    ids = [d.id for d in decisions_made(newsroom)]
    assert set(ids) >= {d.id for d in made}
    assert len(ids) == len(set(ids))


def test_the_log_keeps_its_undo_to_those_who_may(visit: Visit, newsroom: Newsroom) -> None:
    admin, editor, reader = visit("admin"), visit("editor"), visit("reader")
    admin.post("/settings/set", key="title", value="Quay")
    setting = next(d.id for d in decisions_made(newsroom) if d.what == "setting_set")
    assert editor.post("/log/undo", id=setting) == reader.post("/log/undo", id=setting) == 403
    assert setting not in editor.get("/log")
    assert setting in admin.get("/log")
    user = desk_users(newsroom)["admin-one"]
    assert admin.post("/users/put", name="admin-one", role="reader") == 409  # nobody would be left
    assert admin.post("/log/undo", id=user.id) == 409
    assert desk_users(newsroom)["admin-one"] == user


def test_people_are_put_together_and_apart_by_hand(visit: Visit, newsroom: Newsroom, tmp_path: Path) -> None:
    editor, site = visit("editor"), tmp_path / "site"
    one = next(p for p in persons(newsroom, "en") if "Dana Whitlock" in p.names)
    other = next(p for p in persons(newsroom, "en") if "Ruth Calder" in p.names)
    assert other.id in editor.get(f"/people/{one.id}?lang=ja")
    assert editor.post(f"/people/{one.id}/merge", other=other.id, why="a married name") == 303
    newsroom.refresh(out=site)
    whole = next(p for p in persons(newsroom, "en") if "Dana Whitlock" in p.names)
    assert "Ruth Calder" in whole.names
    merged = next(d.id for d in decisions_made(newsroom) if d.what == "judgement_same")
    assert editor.post("/people/undo", id=merged) == 303
    newsroom.refresh(out=site)
    assert {p.id for p in persons(newsroom, "en")} >= {one.id, other.id}

    board = person_board(newsroom, one.id, "en")
    assert board is not None
    assert len(board.uses) > 1
    chosen = board.uses[0].place
    assert editor.post(f"/people/{one.id}/split") == 409
    assert editor.post(f"/people/{one.id}/split", place=chosen, why="a namesake") == 303
    newsroom.refresh(out=site)
    assert sum("Dana Whitlock" in p.names for p in persons(newsroom, "en")) == 2
    for made in [d for d in decisions_made(newsroom) if d.what.startswith("judgement") and d.stands and not d.undoes]:
        assert editor.post("/people/undo", id=made.id) == 303
    newsroom.refresh(out=site)
    assert sum("Dana Whitlock" in p.names for p in persons(newsroom, "en")) == 1
    assert visit("reader").post(f"/people/{one.id}/merge", other=other.id) == 403


def test_a_new_password_ends_the_other_sessions(visit: Visit, newsroom: Newsroom) -> None:
    here, there = visit("editor"), visit("editor")
    sent = {"password": PASSWORD, "new": "another horse battery", "again": "another horse battery"}
    assert here.post("/account", **{**sent, "password": "wrong"}) == 409
    assert here.post("/account", **{**sent, "again": "other"}) == 409
    assert here.post("/account", **sent) == 303
    assert here.client.get("/", follow_redirects=False).status_code == 200
    assert there.client.get("/", follow_redirects=False).status_code == 303
    assert visit("admin").post("/users/put", name="editor-one", role="editor", password="a third horse battery") == 303
    assert here.client.get("/", follow_redirects=False).status_code == 303
    assert visit().post("/account", **sent) == 409  # by the desk's key there is no password


def test_what_was_written_is_shown_again_where_it_is_refused(visit: Visit, newsroom: Newsroom) -> None:
    editor = visit("editor")
    words = "A long reply <b>that</b> took an hour."
    sent = {"token": editor.token(), "text": words}
    refused = editor.client.post("/complaints/nothing/reply", data=sent)
    assert refused.status_code == 409
    assert html.escape(words) in refused.text
    editor.post("/sign-out")
    late = editor.client.post(
        "/complaints/nothing/reply", data=sent, headers={"referer": "http://127.0.0.1/complaints"}
    )
    assert late.status_code == 403
    assert html.escape(words) in late.text
    assert 'href="/sign-in?then=/complaints"' in late.text
    foreign = editor.client.post("/complaints/nothing/reply", data=sent, headers={"origin": "http://other.example"})
    assert words[:12] not in foreign.text


@pytest.mark.parametrize("lang", ["ja", "ko", "zh"])
def test_what_the_framework_refuses_is_said_in_the_editors_language(visit: Visit, lang: str) -> None:
    editor, words = visit("editor"), load_table(lang, "desk")
    editor.get(f"/?lang={lang}")
    assert words["refused_404"] in editor.client.get("/nothing").text
    assert words["refused_405"] in editor.client.get("/log/undo").text
    assert words["refused_400"] in editor.client.post("/audits", data={f"n{n}": "1" for n in range(1100)}).text
    shown = visit("reader")
    shown.get(f"/?lang={lang}")
    refused = shown.client.post("/log/refresh", data={"token": shown.token()}).text
    assert words["role_reader"] in refused.split('role="alert"')[1]
    assert "reader," not in refused


def test_a_desk_that_others_reach_is_paced(newsroom: Newsroom, tmp_path: Path) -> None:
    settings = DeskSettings(
        site=str(tmp_path / "site"), key=KEY, hosts=("*",), pace=("8/minute",), audits=("2/minute",)
    )
    client = TestClient(
        create_app(newsroom, settings), base_url="http://127.0.0.1", headers={"Authorization": f"Bearer {KEY}"}
    )
    sent = {"text": "Dana Whitlock met Oh Se-ra.", "sources": []}
    assert [client.post("/audit", json=sent).status_code for _ in range(3)] == [200, 200, 429]
    codes = [client.get("/api/stories").status_code for _ in range(6)]
    assert codes == [200] * 5 + [429]
    late = client.get("/api/stories")
    assert late.headers["retry-after"] == "60"
    assert late.headers["content-type"] == "application/problem+json"
    assert client.get("/").status_code == 429


def test_signing_in_leads_to_the_page_that_was_asked_for(app: FastAPI, visit: Visit) -> None:
    client = visit(None).client
    wanted = client.get("/complaints?about=x", follow_redirects=False).headers["location"]
    form = client.get(wanted).text
    action, token = re.search(r'action="(/sign-in[^"]*)"', form), re.search(r'name="token" value="([^"]+)"', form)
    assert action is not None
    assert token is not None
    sent = {"token": token[1], "name": "reader-one", "password": PASSWORD}
    answer = client.post(html.unescape(action[1]), data=sent, follow_redirects=False)
    assert answer.headers["location"] == "/complaints?about=x"
    for elsewhere in ("//other.example/", "http://other.example/", "/\\other.example"):
        answer = client.post("/sign-in", params={"then": elsewhere}, data=sent, follow_redirects=False)
        assert answer.headers["location"] == "/", elsewhere


def test_a_long_audit_is_ended_and_only_one_goes_on(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    from dateline.desk import auditing

    monkeypatch.setattr(auditing, "SHORT", 10)
    monkeypatch.setattr(auditing, "LONGEST", 0)
    editor = visit("editor")
    sent = {"token": editor.token(), "text": "Dana Whitlock met Oh Se-ra.", "source": "They met in Singapore."}
    late = editor.client.post("/audits", data=sent)
    assert late.status_code == 422
    assert "0 seconds" in late.text
    with auditing._ONE:
        busy = editor.client.post("/audits", data=sent)
        assert busy.status_code == 429
        assert busy.headers["retry-after"] == "60"
        assert sent["text"] in html.unescape(busy.text)  # nothing that was pasted is lost
    assert editor.client.get("/").status_code == 200
