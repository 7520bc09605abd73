"""Stories at the desk: the queue, the board of one, review and sign-off, merging and splitting."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.responses import Response

from dateline.desk.access import Form, Room, editor_of, guard, text_of, texts_of
from dateline.desk.pages import back_to, page
from dateline.group import Ruling
from dateline.model import CORRECTION_KINDS, SCOPES, Article, Fact, ReportSentence
from dateline.newsroom import Newsroom, merge_stories, rulings_made, split_story, undo_ruling
from dateline.newsroom.board import Board, QueueRow, story_board, story_queue, what_waits
from dateline.newsroom.complaints import complaints
from dateline.newsroom.corrections import corrections_of
from dateline.newsroom.decided import standing
from dateline.newsroom.history import published_langs
from dateline.newsroom.pictures import MOST_KB, pictures_of
from dateline.newsroom.rulings import standing_rulings
from dateline.newsroom.signed import Signed, text_digest
from dateline.newsroom.signoff import (
    StaleError,
    approve_report,
    edit_report,
    refuse_report,
    reviews_made,
    undo_review,
)
from dateline.publish.view import SELF_NAMES
from dateline.write import sentences_of

router = APIRouter(dependencies=[Depends(guard)], include_in_schema=False)
_SHOWN = 200


@router.get("/")
def queue(request: Request, newsroom: Room, page_number: str = "1") -> Response:
    """What waits for an editor, and the stories, those that await review first."""
    rows = story_queue(newsroom, request.state.session.lang)
    number = max(1, int(page_number)) if page_number.isdecimal() and len(page_number) < 9 else 1
    first = (number - 1) * _SHOWN
    return page(
        request,
        "queue.html",
        needs=what_waits(newsroom, rows),
        rows=rows[first : first + _SHOWN],
        total=len(rows),
        before=number - 1,
        more=number + 1 if first + _SHOWN < len(rows) else None,
        names=SELF_NAMES,
    )


@router.get("/stories/{story}")
def board(request: Request, story: str, newsroom: Room) -> Response:
    """The board of a story."""
    found = _board(newsroom, story)
    lang = request.state.session.lang
    names = (found.story.id, *found.story.aliases)
    editions = sorted(found.editions, key=lambda s: s.made.lang != lang)
    rows = story_queue(newsroom, lang)
    cited = _cited(newsroom, found)
    langs = {a.id: a.lang for a in cited}
    return page(
        request,
        "board.html",
        board=found,
        headline=_headline(rows, found),
        editions=[_edition(s, lang, langs) for s in editions],
        facts=_facts(found, lang),
        outlets={a.id: a.outlet or a.source.rsplit("/", 1)[-1] for a in cited},
        article_langs=langs,
        rulings=_rulings(newsroom, found),
        others=_others(rows, found),
        scopes=SCOPES,
        corrections=corrections_of(newsroom, names),
        published=published_langs(newsroom.store, found.story.id),
        correction_kinds=CORRECTION_KINDS,
        complaints=[c for c in complaints(newsroom) if any(n in c.opened.about for n in names)],
        pictures=pictures_of(newsroom, names),
        most_kb=MOST_KB,
        names=SELF_NAMES,
        standing=standing(reviews_made(newsroom)),
    )


def _cited(newsroom: Newsroom, board: Board) -> list[Article]:
    """The articles of a story, and those of other stories that its reports rest on too."""
    held = {a.id for a in board.articles}
    anchors = {a.article for s in board.editions for said in sentences_of(s.report) for a in said.anchors}
    others = (newsroom.store.article(id) for id in sorted(anchors - held))
    return [*board.articles, *(a for a in others if a is not None)]


def _headline(rows: Sequence[QueueRow], board: Board) -> dict[str, str]:
    row = next(r for r in rows if r.story == board.story.id)
    return {"text": row.headline, "lang": row.lang}


def _facts(board: Board, lang: str) -> list[tuple[Fact, str]]:
    """The facts with the sentence that says each in the editor's language, where the report has one."""
    edition = next((s for s in board.editions if s.made.lang == lang), None)
    said = [s for s in sentences_of(edition.made) if s.section != "headline"] if edition is not None else []
    words = {fact: s.text for s in reversed(said) for fact in s.facts}
    return [(fact, words.get(fact.id, "")) for fact in board.facts]


def _rulings(newsroom: Newsroom, board: Board) -> list[tuple[Ruling, bool]]:
    """The rulings on the articles of a story, the newest first, and whether each may be undone."""
    made = {r.id: r for r in rulings_made(newsroom)}
    stand, held = standing_rulings(newsroom), {a.id for a in board.articles}
    touched = (r for r in made.values() if held & {*(f := made.get(r.undoes or "", r)).first, *f.second})
    return [(r, r.id in stand) for r in touched][::-1]


def _others(rows: Sequence[QueueRow], board: Board) -> list[QueueRow]:
    """The other stories, those of the nearest days first."""
    own = next((r.newest or "" for r in rows if r.story == board.story.id), "")[:10]
    day = date.fromisoformat(own) if own else None

    def distance(row: QueueRow) -> tuple[int, str]:
        known = (row.newest or "")[:10]
        return abs((date.fromisoformat(known) - day).days) if known and day else 99_999, row.story

    return sorted((r for r in rows if r.story != board.story.id), key=distance)[:_SHOWN]


@router.get("/stories/{story}/edit/{lang}")
def edit_form(request: Request, story: str, lang: str, newsroom: Room) -> Response:
    """The sentences of a report, to be put otherwise."""
    return _edit_page(request, newsroom, story, lang)


def _edit_page(request: Request, newsroom: Newsroom, story: str, lang: str, written: Sequence[str] = ()) -> Response:
    """The form; with ``written`` what somebody wrote on words that were changed meanwhile, beside those that stand now."""
    board = _board(newsroom, story)
    signed = next((s for s in board.editions if s.made.lang == lang), None)
    if signed is None:
        raise HTTPException(404, f"story {story} has no report in {lang}")
    now = [text for _, text in texts_by_sentence(signed)]
    kept = list(written) if len(written) == len(now) else now
    rows = [
        (sentence, mine, text if mine != text and written else "", text_articles(board, sentence))
        for (sentence, text), mine in zip(texts_by_sentence(signed), kept, strict=True)
    ]
    status = 409 if written else 200
    made = {"edition": _edition(signed), "rows": rows, "is_stale": bool(written), "name": SELF_NAMES[lang]}
    return page(request, "edit.html", status=status, story=board.story.id, **made)


def text_articles(board: Board, sentence: ReportSentence) -> list[tuple[str, str | None]]:
    """The passages that a sentence rests on, each with its language."""
    langs = {a.id: a.lang for a in board.articles}
    return [(a.exact, langs.get(a.article)) for a in sentence.anchors]


def texts_by_sentence(signed: Signed) -> list[tuple[ReportSentence, str]]:
    """The sentences as they were written, each with its text as it is now; empty where an edit left it out."""
    made = sentences_of(signed.made)
    texts = signed.edit.texts if signed.edit is not None else [s.text for s in made]
    return list(zip(made, texts, strict=True))


@router.post("/stories/{story}/edit/{lang}")
def edit(request: Request, story: str, lang: str, form: Form, newsroom: Room) -> Response:
    """Keep an edit; the board shows what the checker holds against it."""
    texts = texts_of(form, "text")
    try:
        edit_report(newsroom, story, lang, text_of(form, "digest"), texts, editor_of(request))
    except StaleError:
        return _edit_page(request, newsroom, story, lang, texts)
    return back_to(f"/stories/{story}#edition-{lang}", "edited")


@router.post("/stories/{story}/approve/{lang}")
def approve(request: Request, story: str, lang: str, form: Form, newsroom: Room) -> Response:
    """Approve the very text that was shown."""
    scope, reason = texts_of(form, "scope"), text_of(form, "reason")
    approve_report(newsroom, story, lang, text_of(form, "digest"), editor_of(request), scope=scope, reason=reason)
    return back_to(f"/stories/{story}#edition-{lang}", "approved")


@router.post("/stories/{story}/refuse/{lang}")
def refuse(request: Request, story: str, lang: str, form: Form, newsroom: Room) -> Response:
    """Keep a report off the site."""
    refuse_report(newsroom, story, lang, editor_of(request), reason=text_of(form, "reason"))
    return back_to(f"/stories/{story}#edition-{lang}", "refused")


@router.post("/stories/{story}/undo")
def undo(request: Request, story: str, form: Form, newsroom: Room) -> Response:
    """Take a decision on a report back."""
    undo_review(newsroom, text_of(form, "id"), editor_of(request))
    return back_to(f"/stories/{story}", "undone")


@router.post("/stories/{story}/merge")
def merge(request: Request, story: str, form: Form, newsroom: Room) -> Response:
    """Rule that two stories are one."""
    other = next((name for given in texts_of(form, "other") if (name := given.strip())), "")
    merge_stories(newsroom, story, other, by=editor_of(request).name)
    return back_to(f"/stories/{story}", "ruled")


@router.post("/stories/{story}/split")
def split(request: Request, story: str, form: Form, newsroom: Room) -> Response:
    """Rule that some articles are a story of their own."""
    split_story(newsroom, story, texts_of(form, "article"), by=editor_of(request).name)
    return back_to(f"/stories/{story}", "ruled")


@router.post("/stories/{story}/unrule")
def unrule(request: Request, story: str, form: Form, newsroom: Room) -> Response:
    """Take a ruling back."""
    undo_ruling(newsroom, text_of(form, "id"), by=editor_of(request).name)
    return back_to(f"/stories/{story}", "undone")


def _board(newsroom: Room, story: str) -> Board:
    found = story_board(newsroom, story)
    if found is None:
        raise HTTPException(404, f"there is no story {story}")
    return found


def _edition(signed: Signed, lang: str = "", langs: Mapping[str, str | None] | None = None) -> dict[str, object]:
    """An edition as the board shows it, each sentence with the passages that are nearest to an editor's language first."""
    near = langs or {}
    shown = []
    for sentence, text in texts_by_sentence(signed):
        passages = sorted(sentence.anchors, key=lambda a: near.get(a.article) != lang)
        shown.append((sentence, text, sentence.text if text != sentence.text else "", passages))
    return {
        "lang": signed.made.lang,
        "state": "blocked" if signed.made.blocked else signed.state,
        "digest": text_digest(signed.report),
        "sentences": shown,
        "review": signed.review,
        "refusal": signed.refusal,
        "blocked": signed.made.blocked,
        "findings": signed.edit.findings if signed.edit is not None and signed.state in ("draft", "refused") else (),
    }
