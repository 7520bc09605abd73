"""Every decision of a newsroom, whatever it is on, in one list: who made it, when, whether it stands; and its undoing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Literal, Protocol, TypeVar

from msgspec import Struct

from dateline.group import Ruling
from dateline.newsroom.complaints import complaint_log, undo_entry
from dateline.newsroom.corrections import (
    corrections_made,
    take_back_correction,
    task_log,
    undo_source_change,
    undo_task,
)
from dateline.newsroom.day import Newsroom
from dateline.newsroom.decided import Decision, DecisionError, standing
from dateline.newsroom.house_settings import settings_log, undo_setting
from dateline.newsroom.outlets import note_log, undo_note
from dateline.newsroom.pictures import pictures_made, undo_picture
from dateline.newsroom.published_audits import audits_made, undo_audit
from dateline.newsroom.reviewing import judgements_made, standing_judgements, undo_judgement
from dateline.newsroom.rulings import rulings_made, standing_rulings, undo_ruling
from dateline.newsroom.signoff import Editor, reviews_made, undo_review
from dateline.newsroom.standing import changes_noted
from dateline.newsroom.users import undo_user, undoable_entries, users_log

Subject = Literal["story", "article", "outlet", "complaint", "person", "setting", "user", "task"]


class Made(Decision, Protocol):
    """A decision with who made it and when."""

    @property
    def at(self) -> str: ...
    @property
    def by(self) -> str: ...


M = TypeVar("M", bound=Made)


class Decided(Struct, frozen=True, kw_only=True):
    """A decision: what was done (``review_approve``), to which things of which kind, and in which words. ``stands``: it may be
    undone; ``undoes``: the decision that it takes back."""

    id: str
    at: str
    by: str
    what: str
    subject: Subject
    about: tuple[str, ...]
    lang: str | None = None
    said: str = ""
    stands: bool = False
    undoes: str | None = None

    @property
    def is_for_readers(self) -> bool:
        """Whether the site is another for it."""
        return self.what.split("_", 1)[0] not in ("complaint", "outlet", "user") and self.what != "task_open"


def decisions_made(newsroom: Newsroom) -> list[Decided]:
    """Every decision, the newest first."""
    made = (d for rows in _FAMILIES for d in rows(newsroom))
    return sorted(made, key=lambda d: (d.at, d.id), reverse=True)


def decision_named(newsroom: Newsroom, id: str) -> Decided:
    """The decision of an id. Raises DecisionError."""
    found = next((d for d in decisions_made(newsroom) if d.id == id), None)
    if found is None:
        raise DecisionError(f"no decision {id} is in force; the log lists them")
    return found


def undo_decision(newsroom: Newsroom, decision: Decided, editor: Editor) -> None:
    """Take a decision back, of whatever kind; taking that back makes it hold again. Raises DecisionError, RulingError or
    ReviewError."""
    _UNDO[decision.what.split("_", 1)[0]](newsroom, decision.id, editor)


def _unsaid(made: object) -> None:
    """That a decision has no words."""


def _reviews(newsroom: Newsroom) -> Iterator[Decided]:
    made = reviews_made(newsroom)
    stand = standing(made)
    for r in made:
        yield Decided(
            id=r.id, at=r.at, by=r.by, what=f"review_{r.act}", subject="story", about=(r.story,), lang=r.lang,
            said=r.reason or "", stands=r.id in stand, undoes=r.undoes,
        )  # fmt: skip


def _rulings(newsroom: Newsroom) -> Iterator[Decided]:
    made = {r.id: r for r in rulings_made(newsroom)}
    stand = standing_rulings(newsroom)
    for r in made.values():
        first = made.get(r.undoes or "", r)
        yield Decided(
            id=r.id, at=r.at, by=r.by, what=f"ruling_{r.kind}", subject="story", about=_stories_of(first),
            stands=r.id in stand, undoes=r.undoes,
        )  # fmt: skip


def _stories_of(ruling: Ruling) -> tuple[str, ...]:
    """The stories that the articles of a ruling were in."""
    return tuple(dict.fromkeys(ruling.before.get(a, a) for a in (*ruling.first, *ruling.second)))


def _judgements(newsroom: Newsroom) -> Iterator[Decided]:
    stand = standing_judgements(newsroom)
    for j, _ in judgements_made(newsroom):
        what = "undo" if j.undoes else "same" if j.same else "different"
        yield Decided(
            id=j.id, at=j.at or "", by=j.by, what=f"judgement_{what}", subject="person", about=(j.a, j.b),
            said="; ".join(j.why), stands=j.id in stand, undoes=j.undoes,
        )  # fmt: skip


def _family(
    made: Sequence[M], of: str, subject: Subject, about: Callable[[M], str], said: Callable[[M], str | None] = _unsaid
) -> Iterator[Decided]:
    """Decisions of a kind that is undone as all are (``decided``): what each is about, and its words."""
    stand = standing(made)
    for m in made:
        yield Decided(
            id=m.id, at=m.at, by=m.by, what=f"{of}_{m.act}", subject=subject, about=(about(m),),
            said=said(m) or "", stands=m.id in stand, undoes=m.undoes,
        )  # fmt: skip


def _corrections(newsroom: Newsroom) -> Iterator[Decided]:
    return _family(corrections_made(newsroom), "correction", "story", lambda c: c.story)


def _changes(newsroom: Newsroom) -> Iterator[Decided]:
    made = changes_noted(newsroom.store)
    return _family(made, "source", "article", lambda c: c.article, lambda c: c.reason if c.by != "rule" else "")


def _tasks(newsroom: Newsroom) -> Iterator[Decided]:
    made = task_log(newsroom)
    stand, stories = standing(made), {t.id: t.story for t in made if t.act == "open"}
    for t in made:
        yield Decided(
            id=t.id, at=t.at, by=t.by, what=f"task_{t.act}", subject="task", about=(stories.get(t.task, t.task),),
            said=t.text, stands=t.id in stand and t.act != "open", undoes=t.undoes,
        )  # fmt: skip


def _audits(newsroom: Newsroom) -> Iterator[Decided]:
    return _family(audits_made(newsroom), "audit", "article", lambda a: a.article)


def _pictures(newsroom: Newsroom) -> Iterator[Decided]:
    return _family(pictures_made(newsroom), "picture", "story", lambda p: p.story, lambda p: p.credit)


def _complaints(newsroom: Newsroom) -> Iterator[Decided]:
    return _family(complaint_log(newsroom), "complaint", "complaint", lambda e: e.complaint, lambda e: e.text)


def _notes(newsroom: Newsroom) -> Iterator[Decided]:
    return _family(note_log(newsroom), "outlet", "outlet", lambda n: n.outlet, lambda n: n.text)


def _settings(newsroom: Newsroom) -> Iterator[Decided]:
    return _family(settings_log(newsroom), "setting", "setting", lambda s: s.key, lambda s: s.value)


def _users(newsroom: Newsroom) -> Iterator[Decided]:
    stand = undoable_entries(newsroom)
    for u in users_log(newsroom):
        what = "undo" if u.undoes else "enter" if u.hash else "bar"
        yield Decided(
            id=u.id, at=u.at, by=u.by, what=f"user_{what}", subject="user", about=(u.name,),
            stands=u.id in stand, undoes=u.undoes,
        )  # fmt: skip


_FAMILIES: tuple[Callable[[Newsroom], Iterable[Decided]], ...] = (
    _reviews, _rulings, _judgements, _corrections, _changes, _tasks, _audits, _pictures, _complaints, _notes, _settings,
    _users,
)  # fmt: skip
_UNDO: dict[str, Callable[[Newsroom, str, Editor], object]] = {
    "review": undo_review,
    "ruling": lambda room, id, editor: undo_ruling(room, id, by=editor.name),
    "judgement": lambda room, id, editor: undo_judgement(room, id, by=editor.name),
    "correction": take_back_correction,
    "source": lambda room, id, editor: undo_source_change(room, id, by=editor.name),
    "task": lambda room, id, editor: undo_task(room, id, by=editor.name),
    "audit": undo_audit,
    "picture": lambda room, id, editor: undo_picture(room, id, by=editor.name),
    "complaint": lambda room, id, editor: undo_entry(room, id, by=editor.name),
    "outlet": lambda room, id, editor: undo_note(room, id, by=editor.name),
    "setting": lambda room, id, editor: undo_setting(room, id, by=editor.name),
    "user": lambda room, id, editor: undo_user(room, id, by=editor.name),
}
