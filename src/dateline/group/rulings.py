"""Rulings: what an editor says of stories, kept beside what was found and applied to it at every run."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from msgspec import Struct

from dateline.group.likeness import matter_with, score_with
from dateline.group.profiles import Profile

Story = list[Profile]


class Ruling(Struct, frozen=True, kw_only=True):
    """An editor's word. ``merge``: the story that holds most of ``first`` and the one that holds most of ``second`` are one.
    ``split``: no story holds articles of both. ``undo`` makes the ruling that it names void. Rulings are added, never
    changed. ``before`` is the story that each article was in when it was made, so that undoing leaves no trace."""

    id: str
    kind: Literal["merge", "split", "undo"]
    by: str
    at: str
    first: tuple[str, ...] = ()
    second: tuple[str, ...] = ()
    undoes: str | None = None
    before: dict[str, str] = {}


def rulings_in_force(rulings: Sequence[Ruling]) -> list[Ruling]:
    """The rulings that none undid, in the order in which they were made."""
    void = {r.undoes for r in rulings if r.kind == "undo"}
    return [r for r in rulings if r.kind != "undo" and r.id not in void]


def apply_rulings(stories: Sequence[Story], rulings: Sequence[Ruling]) -> list[Story]:
    """The stories as they are by the rulings in force, each applied to what the earlier ones left."""
    held = [list(story) for story in stories]
    for ruling in rulings_in_force(rulings):
        held = _merge(held, ruling) if ruling.kind == "merge" else _split(held, ruling)
    return held


def _merge(stories: list[Story], ruling: Ruling) -> list[Story]:
    homes = [_holding_most(stories, articles) for articles in (ruling.first, ruling.second)]
    if None in homes or homes[0] == homes[1]:
        return stories
    joined = sorted((p for at in homes if at is not None for p in stories[at]), key=lambda p: p.order)
    return [story for at, story in enumerate(stories) if at not in homes] + [joined]


def _holding_most(stories: Sequence[Story], articles: Sequence[str]) -> int | None:
    """The place of the story that holds most of some articles; of equal ones that which holds the first of them."""
    wanted = {article: number for number, article in enumerate(articles)}
    bids: list[tuple[int, int, int]] = []
    for at, story in enumerate(stories):
        found = [wanted[p.article] for p in story if p.article in wanted]
        if found:
            bids.append((-len(found), min(found), at))
    return min(bids)[2] if bids else None


def _split(stories: Sequence[Story], ruling: Ruling) -> list[Story]:
    first, second = set(ruling.first), set(ruling.second)
    parted: list[Story] = []
    for story in stories:
        ours = [p for p in story if p.article in first]
        theirs = [p for p in story if p.article in second]
        if ours and theirs:
            rest = [p for p in story if p.article not in first | second]
            nearer = [p for p in rest if _mean(p, ours) > _mean(p, theirs)]
            chosen = {p.article for p in (*ours, *nearer)}
            parted.append([p for p in story if p.article in chosen])
            parted.append([p for p in story if p.article not in chosen])
        else:
            parted.append(story)
    return parted


def _mean(profile: Profile, others: Sequence[Profile]) -> float:
    """How like an article is to some others, on average."""
    return float(score_with(profile, others, matter_with(profile, others)).mean())
