"""Decisions that are only ever added: which of them stand, and how a new one is named."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Protocol, TypeVar

from dateline.model import digest


class DecisionError(ValueError):
    """A decision that cannot be made or undone; the message says why and what to do."""


class Decision(Protocol):
    """What every decision has: its id, what it does, and the earlier one that it makes void."""

    @property
    def id(self) -> str: ...
    @property
    def act(self) -> str: ...
    @property
    def undoes(self) -> str | None: ...


D = TypeVar("D", bound=Decision)


def in_force(decisions: Sequence[D]) -> list[D]:
    """The decisions that none undid, oldest first; undoing an undo brings a decision back."""
    void: set[str | None] = set()
    kept: list[D] = []
    for decision in reversed(decisions):
        if decision.id in void:
            continue
        if decision.act == "undo":
            void.add(decision.undoes)
        else:
            kept.append(decision)
    return kept[::-1]


def standing(decisions: Sequence[Decision]) -> frozenset[str]:
    """The ids of the decisions that may be undone: those in force, and the undoings that nothing has undone."""
    void: set[str | None] = set()
    kept: set[str] = set()
    for decision in reversed(decisions):
        if decision.id in void:
            continue
        kept.add(decision.id)
        if decision.act == "undo":
            void.add(decision.undoes)
    return frozenset(kept)


def undoable(decisions: Sequence[D], id: str) -> D:
    """The decision of that id, where it is one that may be undone. Raises DecisionError."""
    found = next((d for d in decisions if d.id == id), None)
    if found is None or id not in standing(decisions):
        raise DecisionError(f"no decision {id} is in force; the log lists them")
    return found


def fresh_id(letter: str, *parts: object) -> str:
    """An id of a new decision: a letter and 16 hex digits."""
    return letter + digest(*parts)[:16]


def now() -> str:
    """The instant of a decision, ISO in UTC."""
    return datetime.now(UTC).isoformat(timespec="microseconds")
