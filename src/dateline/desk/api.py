"""The API: reading what a newsroom has, and the audit of a text. Pydantic describes it, and nothing else does."""

from __future__ import annotations

import json
from typing import Annotated, Any, Literal

import msgspec
from fastapi import APIRouter, Depends, HTTPException, Path, Query, Request, Security
from fastapi.security import APIKeyCookie, HTTPAuthorizationCredentials, HTTPBasic, HTTPBasicCredentials, HTTPBearer
from pydantic import BaseModel, ConfigDict, Field

from dateline.desk.access import COOKIE, Room, attempt, house_of, is_key, role_of, user_known
from dateline.desk.auditing import audited
from dateline.desk.problems import described
from dateline.desk.reading import MOST_SOURCES, MOST_TEXT
from dateline.model import Report
from dateline.newsroom import LANGS, audit_wire, record_rows
from dateline.newsroom.board import story_board, story_queue
from dateline.newsroom.corrections import corrections_made, tasks_open
from dateline.newsroom.decided import in_force
from dateline.newsroom.signed import Signed
from dateline.newsroom.signoff import signed_by_story
from dateline.publish.sitedata import SiteData
from dateline.publish.view import Desk
from dateline.write import sentences_of

_BEARER = HTTPBearer(auto_error=False, description="The key that the desk printed when it started.")
_BASIC = HTTPBasic(auto_error=False, description="A user of the desk.")
_SESSION = APIKeyCookie(name=COOKIE, auto_error=False, description="The session of somebody who has signed in.")
Lang = Literal["en", "ja", "ko", "zh"]
Kind = Literal[
    "all", "meeting", "visit", "call", "statement", "agreement", "signing", "pledge", "plan", "appointment", "other"
]
Id = Annotated[str, Path(pattern=r"^[a-z0-9_-]{1,64}$")]


def _reader(
    request: Request,
    newsroom: Room,
    bearer: Annotated[HTTPAuthorizationCredentials | None, Security(_BEARER)],
    basic: Annotated[HTTPBasicCredentials | None, Security(_BASIC)],
    cookie: Annotated[str | None, Security(_SESSION)],
) -> None:
    """Let somebody through who is signed in, holds the desk's key, or gives a user's name and password. What is sent as
    authorization decides: a session does not make up for a wrong one."""
    house = house_of(request)
    session = house.sessions.find(cookie) if "authorization" not in request.headers else None
    if session is not None and role_of(newsroom, session, house.settings) is not None:
        return
    if bearer is not None and attempt(request, "key", lambda: is_key(house, bearer.credentials)):
        return
    if basic is not None and user_known(request, newsroom, basic.username, basic.password) is not None:
        return
    raise HTTPException(401, "a key, or a user's name and password, is needed", headers={"WWW-Authenticate": "Basic"})


router = APIRouter(dependencies=[Depends(_reader)], responses=described(401, 422, 429))


class StoryRow(BaseModel):
    """A story in a list: the review state of each edition by language."""

    id: str
    headline: str
    lang: Lang
    newest: str | None
    states: dict[str, str]
    facts: int
    withheld: int


class StoryList(BaseModel):
    """A part of the list of stories, the newest first."""

    total: int
    stories: list[StoryRow]


class Place(BaseModel):
    """Words of a source and where they stand, in code points of its text."""

    article: str
    start: int
    end: int
    exact: str


class SentenceOut(BaseModel):
    """A sentence of a report with what it rests on."""

    text: str
    section: str
    support: str | None
    origins: list[str]
    facts: list[str]
    anchors: list[Place]


class ReviewOut(BaseModel):
    """Who approved the very text, in which role, when, and what was checked."""

    by: str
    role: str
    at: str
    scope: list[str]
    digest: str


class ReportOut(BaseModel):
    """A report as the site shows it, label first."""

    label: str
    disclosure: str
    id: str
    story: str
    lang: Lang
    state: str
    review: ReviewOut | None
    blocked: str | None
    as_of: str | None
    sentences: list[SentenceOut]


class FactOut(BaseModel):
    """A fact with its support."""

    id: str
    text: str
    support: str
    origins: list[str]
    anchors: list[Place]


class StoryOut(BaseModel):
    """A story: its articles, facts and reports."""

    id: str
    aliases: list[str]
    articles: list[str]
    facts: list[FactOut]
    reports: list[ReportOut]


class Rows(BaseModel):
    """Rows of the record, in order of time, in the wire form (`dateline schema`)."""

    kind: Kind
    total: int
    rows: list[dict[str, Any]]


class TaskOut(BaseModel):
    """A change at a source that a published report rests on, with the sentences of each language that did."""

    id: str
    at: str
    by: str
    story: str
    kind: str
    article: str
    reason: str | None
    sentences: dict[str, list[str]]


class Tasks(BaseModel):
    """A part of the list of open tasks."""

    total: int
    tasks: list[TaskOut]


class Changed(BaseModel):
    """What a report said, and what it says now; empty where it was taken out."""

    was: str
    now: str


class CorrectionOut(BaseModel):
    """A published correction: its kind and cause, who published it (`rule`: nobody did), and the words by language."""

    id: str
    story: str
    kind: str
    cause: str
    at: str
    by: str
    changes: dict[str, list[Changed]]
    notes: dict[str, str]
    sources: list[str]


class Corrections(BaseModel):
    """A part of the list of corrections."""

    total: int
    corrections: list[CorrectionOut]


class Hit(BaseModel):
    """An article that was found."""

    id: str
    headline: str | None
    outlet: str | None
    lang: str | None
    published: str | None
    url: str | None


class Hits(BaseModel):
    """What a search found, best first."""

    query: str
    articles: list[Hit]


class AuditIn(BaseModel):
    """A text, the sources to hold it against, and the language of the messages."""

    model_config = ConfigDict(extra="forbid")
    text: Annotated[str, Field(min_length=1, max_length=MOST_TEXT)]
    sources: Annotated[list[Annotated[str, Field(max_length=MOST_TEXT)]], Field(max_length=MOST_SOURCES)] = []
    lang: Lang = "en"


class AuditOut(BaseModel):
    """Each sentence with verdict and findings, and the counts of the verdicts (the `audit --json` form)."""

    model_config = ConfigDict(populate_by_name=True)
    version: Annotated[int, Field(alias="schema")]
    document: dict[str, Any]
    sources: list[str]
    sentences: list[dict[str, Any]]
    summary: dict[str, int]
    lawful_headlines: list[str]


Limit = Annotated[int, Query(ge=1, le=200)]
Offset = Annotated[int, Query(ge=0, le=1_000_000)]


@router.get("/api/stories")
def stories(newsroom: Room, lang: Lang = "en", limit: Limit = 50, offset: Offset = 0) -> StoryList:
    """The stories, those whose reports await review first, the newest first within both."""
    rows = story_queue(newsroom, lang)
    shown = [
        StoryRow(
            id=r.story,
            headline=r.headline,
            lang=_lang(r.lang),
            newest=r.newest,
            states=r.states,
            facts=r.facts,
            withheld=r.withheld,
        )
        for r in rows[offset : offset + limit]
    ]
    return StoryList(total=len(rows), stories=shown)


@router.get("/api/stories/{id}", responses=described(404))
def story(id: Id, newsroom: Room) -> StoryOut:
    """A story with its facts and reports."""
    board = story_board(newsroom, id)
    if board is None:
        raise HTTPException(404, f"there is no story {id}")
    return StoryOut(
        id=board.story.id,
        aliases=list(board.story.aliases),
        articles=list(board.story.articles),
        facts=[
            FactOut(id=f.id, text=f.text, support=f.support, origins=list(f.origins), anchors=_places(f.anchors))
            for f in board.facts
        ],
        reports=[_report(s) for s in board.editions],
    )


@router.get("/api/reports/{id}", responses=described(404))
def report(id: Id, newsroom: Room) -> ReportOut:
    """A report, by its id."""
    found = next((s for s in signed_by_story(newsroom) if id in (s.made.id, s.report.id)), None)
    if found is None:
        raise HTTPException(404, f"there is no report {id}")
    return _report(found)


@router.get("/api/record/{kind}")
def record(kind: Kind, newsroom: Room, limit: Limit = 50, offset: Offset = 0) -> Rows:
    """Rows of the record: meetings, pledges, agreements ..."""
    found = record_rows(newsroom, kind)
    rows = [msgspec.to_builtins(row) for row in found[offset : offset + limit]]
    return Rows(kind=kind, total=len(found), rows=rows)


@router.get("/api/tasks")
def tasks(newsroom: Room, limit: Limit = 50, offset: Offset = 0) -> Tasks:
    """What editors have to look at: changes at sources that published reports rest on, the newest first."""
    found = tasks_open(newsroom)
    rows = [
        TaskOut(
            id=t.task,
            at=t.at,
            by=t.by,
            story=t.story,
            kind=t.change.kind,
            article=t.change.article,
            reason=t.change.reason,
            sentences={lang: list(said) for lang, said in t.sentences.items()},
        )
        for t in found[offset : offset + limit]
        if t.change is not None
    ]
    return Tasks(total=len(found), tasks=rows)


@router.get("/api/corrections")
def corrections(newsroom: Room, limit: Limit = 50, offset: Offset = 0) -> Corrections:
    """The corrections that stand, the newest first."""
    found = in_force(corrections_made(newsroom))[::-1]
    rows = [
        CorrectionOut(
            id=c.id,
            story=c.story,
            kind=c.kind,
            cause=c.cause,
            at=c.at,
            by=c.by,
            changes={lang: [Changed(was=w.was, now=w.now) for w in words] for lang, words in c.changes.items()},
            notes=c.notes,
            sources=list(c.sources),
        )
        for c in found[offset : offset + limit]
    ]
    return Corrections(total=len(found), corrections=rows)


@router.get("/api/search")
def search(newsroom: Room, q: Annotated[str, Query(max_length=200)] = "", limit: Limit = 20) -> Hits:
    """The articles that have every word, in any of the languages."""
    found = newsroom.store.search(q, limit)
    return Hits(
        query=q,
        articles=[
            Hit(id=a.id, headline=a.headline, outlet=a.outlet, lang=a.lang, published=a.published, url=a.url)
            for a in found
        ],
    )


@router.post("/audit", responses=described(400, 413))
async def audit(request: Request, given: AuditIn, newsroom: Room) -> AuditOut:
    """Judge every sentence of a text against the sources."""
    made = audit_wire(await audited(request, given.text, [s for s in given.sources if s.strip()], given.lang))
    return AuditOut.model_validate(json.loads(made))


def _lang(code: str) -> Lang:
    return next(known for known in ("en", "ja", "ko", "zh") if known == code)


def _places(anchors: Any) -> list[Place]:
    return [Place(article=a.article, start=a.start, end=a.end, exact=a.exact) for a in anchors]


def _report(signed: Signed) -> ReportOut:
    """A report as readers may see it: an edit that nobody has approved yet is not among what they may."""
    shown: Report = signed.report if signed.state == "edited" and signed.refusal is None else signed.made
    review = signed.review if signed.state in ("checked", "edited") else None
    desk = Desk(SiteData(langs=LANGS, reviews=(review,) if review else ()), shown.lang)
    label, disclosure = desk.label(shown)
    return ReportOut(
        label=label,
        disclosure=disclosure,
        id=shown.id,
        story=shown.story,
        lang=_lang(shown.lang),
        state="refused" if signed.refusal is not None else "none" if signed.state == "draft" else signed.state,
        review=ReviewOut(by=review.by, role=review.role, at=review.at, scope=list(review.scope), digest=review.digest)
        if review
        else None,
        blocked=shown.blocked or (signed.refusal.reason if signed.refusal is not None else None),
        as_of=shown.as_of,
        sentences=[
            SentenceOut(
                text=s.text,
                section=s.section,
                support=s.support,
                origins=list(s.origins),
                facts=list(s.facts),
                anchors=_places(s.anchors),
            )
            for s in sentences_of(shown)
        ],
    )
