"""Judgements: append-only decisions, those in force, and the ids they go by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec import structs

from dateline.model import Judgement, Reading, digest


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


def judge_by_hand(a: str, b: str, *, same: bool, by: str, at: str, why: Sequence[str] = ()) -> Judgement:
    """The judgement of a person (``by``, at an ISO time) on two refs or anchors, smaller first."""
    first, second = sorted((a, b))
    id = "p" + digest(first, second, same, by, at)[:16]
    return Judgement(id=id, a=first, b=second, same=same, score=1.0, why=tuple(why), by=by, at=at)


def undo_by_hand(judgement: Judgement, *, by: str, at: str) -> Judgement:
    """The judgement of a person that an earlier one is void. Undoing that brings the earlier one back."""
    id = "p" + digest("undo", judgement.id, by, at)[:16]
    return structs.replace(judgement, id=id, by=by, at=at, undoes=judgement.id, why=())


def settle_refs(judgements: Iterable[Judgement], readings: Iterable[Reading]) -> tuple[Judgement, ...]:
    """The judgements with their anchors (``article:start:end``) as refs of chains (``article#chain``) of these readings.

    People judge by the words in a text, which stay; the numbers of chains change when a later version reads the text
    anew. A judgement on words that are no mention any more says nothing.
    """
    rows = tuple(judgements)
    judged = {given.rsplit(":", 2)[0] for j in rows for given in (j.a, j.b)}
    at: Mapping[tuple[str, int, int], int] = {
        (r.article, m.start, m.end): m.chain
        for r in readings
        if r.article in judged
        for m in r.mentions
        if m.chain is not None
    }

    def ref(given: str) -> str:
        article, *span = given.rsplit(":", 2)
        if len(span) != 2 or not all(s.isdigit() for s in span):
            return given
        chain = at.get((article, int(span[0]), int(span[1])))
        return given if chain is None else f"{article}#{chain}"

    return tuple(structs.replace(j, a=ref(j.a), b=ref(j.b)) for j in rows)
