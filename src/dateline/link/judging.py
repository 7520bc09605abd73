"""Judgements: append-only decisions, those in force, and the ids they go by."""

from __future__ import annotations

from collections.abc import Iterable

from dateline.model import Judgement, digest


def make_judgement(a: str, b: str, *, same: bool, score: float, why: tuple[str, ...]) -> Judgement:
    """A judgement by rule on two refs, smaller first, with an id that follows from its content."""
    first, second = sorted((a, b))
    id = "j" + digest("rule", first, second, same)[:16]
    return Judgement(id=id, a=first, b=second, same=same, score=round(score, 4), why=why)


def in_force(judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """The judgements made by people that nothing in force undoes, sorted by id.

    A judgement that ``undoes`` another says nothing else; undoing it in turn brings the first one back.
    """
    rows = {j.id: j for j in judgements}
    undone_by: dict[str, list[str]] = {}
    for judgement in rows.values():
        if judgement.undoes:
            undone_by.setdefault(judgement.undoes, []).append(judgement.id)
    known: dict[str, bool] = {}

    def stands(id: str, seen: frozenset[str]) -> bool:
        if id not in known:
            known[id] = not any(stands(u, seen | {id}) for u in undone_by.get(id, ()) if u not in seen)
        return known[id]

    kept = [j for id, j in sorted(rows.items()) if j.by != "rule" and j.undoes is None and stands(id, frozenset())]
    return tuple(kept)
