"""What editors say of stories: two of them are one, or one of them is two. Kept for good, applied at every run, undone
without a trace."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from dateline.group import Grouping, Ruling, rulings_in_force
from dateline.model import Story, digest
from dateline.newsroom.day import RULINGS, Newsroom


class RulingError(ValueError):
    """A ruling that cannot be made or undone; the message says why and what to do."""


def rulings_made(newsroom: Newsroom) -> tuple[Ruling, ...]:
    """Every ruling, in the order in which they were made."""
    return newsroom.store.decisions(RULINGS, Ruling)


def merge_stories(newsroom: Newsroom, one: str, other: str, *, by: str) -> Ruling:
    """Rule that two stories, by their ids or old names, are one from the next run on. Raises RulingError."""
    first, second = _story(newsroom, one), _story(newsroom, other)
    if first.id == second.id:
        raise RulingError(f"{one} and {other} are one story already")
    return _add(newsroom, "merge", by, first.articles, second.articles)


def split_story(newsroom: Newsroom, story: str, articles: Sequence[str], *, by: str) -> Ruling:
    """Rule that some articles of a story are another story from the next run on. Raises RulingError."""
    held = _story(newsroom, story)
    strange = sorted(set(articles) - set(held.articles))
    if strange:
        raise RulingError(f"{strange[0]} is not an article of {held.id}; it has {', '.join(held.articles)}")
    rest = tuple(a for a in held.articles if a not in set(articles))
    if not articles or not rest:
        raise RulingError(f"name some of the articles of {held.id}, not all; it has {', '.join(held.articles)}")
    return _add(newsroom, "split", by, tuple(a for a in held.articles if a in set(articles)), rest)


def standing_rulings(newsroom: Newsroom) -> frozenset[str]:
    """The ids of the rulings that may be undone: those in force, and the undoings of those that are not."""
    made = rulings_made(newsroom)
    brought_back = {r.undoes for r in made if r.kind != "undo"}
    undoings = {r.id for r in made if r.kind == "undo" and r.id not in brought_back}
    return frozenset({r.id for r in rulings_in_force(made)} | undoings)


def undo_ruling(newsroom: Newsroom, ruling: str, *, by: str) -> Ruling:
    """Make a ruling void from the next run on: stories and their names are as if it had not been made. Undoing that makes
    it again. Raises RulingError."""
    made = {r.id: r for r in rulings_made(newsroom)}
    if ruling not in standing_rulings(newsroom):
        raise RulingError(f"no ruling {ruling} is in force; `dateline story rulings` lists them")
    void = made[ruling]
    if void.kind == "undo":
        first = made[void.undoes or ""]
        return _add(newsroom, first.kind, by, first.first, first.second, undoes=ruling)
    known = newsroom.store.allotments()
    newsroom.store.put_allotments({a: s for a, s in void.before.items() if a in known})
    return _add(newsroom, "undo", by, undoes=ruling)


def _story(newsroom: Newsroom, name: str) -> Story:
    grouping = newsroom.store.state("grouping", Grouping)
    stories = grouping.stories if grouping is not None else ()
    found = next((s for s in stories if s.id == name), None) or next((s for s in stories if name in s.aliases), None)
    if found is None:
        raise RulingError(f"there is no story {name} in the newsroom; `dateline export` lists the stories")
    return found


def _add(
    newsroom: Newsroom,
    kind: str,
    by: str,
    first: tuple[str, ...] = (),
    second: tuple[str, ...] = (),
    undoes: str | None = None,
) -> Ruling:
    earlier = rulings_made(newsroom)
    at = datetime.now(UTC).isoformat()
    allotted = newsroom.store.allotments()
    made = Ruling(
        id="u" + digest(kind, first, second, undoes, len(earlier))[:16],
        kind=kind,  # type: ignore[arg-type]  # one of the three, by the functions above
        by=by,
        at=at,
        first=first,
        second=second,
        undoes=undoes,
        before={a: allotted[a] for a in (*first, *second) if a in allotted},
    )
    newsroom.store.put_decision(RULINGS, made.id, made)
    return made
