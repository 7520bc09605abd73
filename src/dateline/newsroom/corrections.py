"""Corrections by hand: what an editor publishes on a report, what an editor enters of a source, and the tasks looked at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dateline.model import CORRECTION_KINDS, Correction, SourceChange, SourceChangeKind, Wording
from dateline.newsroom.day import Newsroom
from dateline.newsroom.decided import DecisionError, fresh_id, in_force, now, undoable
from dateline.newsroom.history import CORRECTIONS, TASKS, Task, open_ones, open_tasks, published_langs
from dateline.newsroom.signoff import (
    ON_ACCOUNT,
    Editor,
    refuse_report,
    reviews_made,
    signed_by_story,
    undo_review,
)
from dateline.newsroom.standing import CHANGES, changes_noted

BY_HAND: tuple[SourceChangeKind, ...] = ("killed", "changed", "gone")


def corrections_made(newsroom: Newsroom) -> tuple[Correction, ...]:
    """Every correction, in the order in which they were published."""
    return newsroom.store.decisions(CORRECTIONS, Correction)


def corrections_of(newsroom: Newsroom, stories: Sequence[str]) -> tuple[tuple[Correction, bool], ...]:
    """The corrections of a story under any of its names, the newest first, and whether each stands."""
    made = corrections_made(newsroom)
    standing = {c.id for c in in_force(made)}
    return tuple((c, c.id in standing) for c in reversed(made) if c.act == "publish" and c.story in stories)


def publish_correction(
    newsroom: Newsroom,
    story: str,
    kind: str,
    changes: Mapping[str, Sequence[Wording]],
    notes: Mapping[str, str],
    *,
    by: str,
) -> Correction:
    """Publish a correction of a report; pages and feeds have it from the next run on.

    Raises DecisionError for an unknown kind, a story that was never published, and where a language in which it was published
    is left without words: every edition is corrected, or none."""
    if kind not in CORRECTION_KINDS:
        raise DecisionError(f"a correction is one of {', '.join(CORRECTION_KINDS)}")
    langs = published_langs(newsroom.store, story)
    if not langs:
        raise DecisionError(f"story {story} was never published: there is nothing to correct")
    told = {lang: tuple(w for w in changes.get(lang, ()) if w.was.strip()) for lang in langs}
    said = {lang: notes.get(lang, "").strip() for lang in langs}
    bare = [lang for lang in langs if not told[lang] and not said[lang]]
    if bare and kind != "withdrawn":
        raise DecisionError(f"say in every edition what was wrong; nothing is said in: {', '.join(bare)}")
    at = now()
    made = Correction(
        id=fresh_id("k", story, kind, by, at),
        story=story,
        kind=kind,
        cause="editor",
        at=at,
        by=by,
        langs=langs,
        changes={lang: words for lang, words in told.items() if words},
        notes={lang: words for lang, words in said.items() if words},
    )
    newsroom.store.put_decision(CORRECTIONS, made.id, made)
    return made


def withdraw_editions(newsroom: Newsroom, correction: Correction, editor: Editor) -> None:
    """Take the editions that a correction says are withdrawn off the site: each is refused on its account."""
    for signed in signed_by_story(newsroom, correction.story):
        refuse_report(newsroom, correction.story, signed.made.lang, editor, reason=ON_ACCOUNT + correction.id)


def bring_back_editions(newsroom: Newsroom, correction: str, editor: Editor) -> None:
    """Undo what was refused on account of a correction that no longer stands."""
    reason = ON_ACCOUNT + correction
    for review in in_force(reviews_made(newsroom)):
        if review.act == "refuse" and review.reason == reason:
            undo_review(newsroom, review.id, editor, with_correction=True)


def take_back_correction(newsroom: Newsroom, id: str, editor: Editor) -> Correction:
    """Undo a correction, or its undoing; the editions that it withdrew come back with it, or go again. Raises
    DecisionError."""
    made = undo_correction(newsroom, id, by=editor.name)
    log = corrections_made(newsroom)
    held = {c.id: c for c in log}
    first = made
    while first.undoes is not None:
        first = held[first.undoes]
    if first.kind == "withdrawn" and first.cause == "editor":
        if any(c.id == first.id for c in in_force(log)):
            withdraw_editions(newsroom, first, editor)
        else:
            bring_back_editions(newsroom, first.id, editor)
    return made


def undo_correction(newsroom: Newsroom, id: str, *, by: str) -> Correction:
    """Take a correction back; undoing that brings it back. Raises DecisionError."""
    void = undoable(corrections_made(newsroom), id)
    at = now()
    made = Correction(
        id=fresh_id("k", "undo", id, at),
        act="undo",
        story=void.story,
        kind=void.kind,
        cause="editor",
        at=at,
        by=by,
        undoes=id,
    )
    newsroom.store.put_decision(CORRECTIONS, made.id, made)
    return made


def source_changes(newsroom: Newsroom, article: str) -> tuple[tuple[SourceChange, bool], ...]:
    """What was noted of an article, and whether it stands."""
    made = changes_noted(newsroom.store)
    standing = {c.id for c in in_force(made)}
    return tuple((c, c.id in standing) for c in made if c.act == "note" and article in (c.article, c.by_article))


def note_source_change(newsroom: Newsroom, article: str, kind: str, reason: str, *, by: str) -> SourceChange:
    """Note that an outlet withdrew, changed or no longer serves an article. What is withdrawn leaves every report with the
    next run; a task is opened for each report that rests on it. Raises DecisionError."""
    if kind not in BY_HAND:
        raise DecisionError(f"a source was {', '.join(BY_HAND)}")
    if newsroom.store.article(article) is None:
        raise DecisionError(f"there is no article {article}")
    if not reason.strip():
        raise DecisionError("say how it is known: the notice, its date and address")
    if any(c.kind == kind and c.article == article and stands for c, stands in source_changes(newsroom, article)):
        raise DecisionError("that is noted already")
    at = now()
    made = SourceChange(
        id=fresh_id("x", kind, article, at),
        kind=kind,
        article=article,
        at=at,
        by=by,
        reason=reason.strip(),
    )
    newsroom.store.put_decision(CHANGES, made.id, made)
    open_tasks(newsroom.store, made)
    return made


def undo_source_change(newsroom: Newsroom, id: str, *, by: str) -> SourceChange:
    """Take back what was noted of a source; undoing that brings it back. Raises DecisionError."""
    void = undoable(changes_noted(newsroom.store), id)
    at = now()
    made = SourceChange(
        id=fresh_id("x", "undo", id, at), act="undo", kind=void.kind, article=void.article, at=at, by=by, undoes=id
    )
    newsroom.store.put_decision(CHANGES, made.id, made)
    return made


def tasks_open(newsroom: Newsroom) -> tuple[Task, ...]:
    """What is left to look at, the newest first."""
    return open_ones(newsroom.store)


def tasks_closed(newsroom: Newsroom) -> tuple[Task, ...]:
    """The closings that stand, the newest first."""
    return tuple(t for t in reversed(in_force(task_log(newsroom))) if t.act == "close")


def task_log(newsroom: Newsroom) -> tuple[Task, ...]:
    """Every entry on tasks, in the order in which they were made."""
    return newsroom.store.decisions(TASKS, Task)


def close_task(newsroom: Newsroom, task: str, *, by: str, text: str = "") -> Task:
    """Close a task: somebody has looked at it. Raises DecisionError for one that is not open."""
    if all(t.id != task for t in tasks_open(newsroom)):
        raise DecisionError(f"there is no open task {task}")
    at = now()
    made = Task(id=fresh_id("t", "close", task, at), act="close", task=task, at=at, by=by, text=text.strip())
    newsroom.store.put_decision(TASKS, made.id, made)
    return made


def undo_task(newsroom: Newsroom, id: str, *, by: str) -> Task:
    """Take an entry back: undoing a closing opens the task again. Raises DecisionError."""
    void = undoable(task_log(newsroom), id)
    at = now()
    made = Task(id=fresh_id("t", "undo", id, at), act="undo", task=void.task, at=at, by=by, undoes=id)
    newsroom.store.put_decision(TASKS, made.id, made)
    return made
