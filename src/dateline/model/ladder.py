"""The ladder: how far an act goes. The order here is the law of ``docs/design/ladder.md``, language-free."""

from __future__ import annotations

from typing import Literal, get_args

Rung = Literal["raised", "asked", "would", "undertook", "exchanged", "saw_alike", "agreed", "on_paper", "done"]
RUNGS: tuple[Rung, ...] = get_args(Rung)
ONE_SIDED: frozenset[Rung] = frozenset({"raised", "asked", "would", "undertook"})
JOINT: frozenset[Rung] = frozenset({"exchanged", "saw_alike", "agreed", "on_paper"})

_PASSES: dict[Rung, frozenset[Rung]] = {
    "raised": frozenset({"raised"}),
    "asked": frozenset({"asked", "raised"}),
    "would": frozenset({"would", "raised"}),
    "undertook": frozenset({"undertook", "would", "raised"}),
    "exchanged": frozenset({"exchanged"}),
    "saw_alike": frozenset({"saw_alike", "exchanged"}),
    "agreed": frozenset({"agreed", "saw_alike", "exchanged", "would"}),
    "on_paper": frozenset({"on_paper", "agreed", "saw_alike", "exchanged", "would"}),
    "done": frozenset({"done"}),
}


def licenses(source: Rung, claim: Rung, *, source_weak: bool = False, claim_weak: bool = False) -> bool:
    """Whether a source that goes as far as ``source`` licenses a claim that goes as far as ``claim``.

    One chain only: never one-sided to joint, never done to on paper, never a weak agreement to a full one.
    """
    if claim not in _PASSES[source]:
        return False
    return not (source == claim and source_weak and not claim_weak)
