"""The result of comparing two values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Relation = Literal["equal", "narrower", "wider", "conflict", "unknown"]


@dataclass(frozen=True, slots=True)
class Comparison:
    """How ``a`` stands to ``b``, how sure that is (0..1; for names the probability that both name one person), and why.

    A score never travels without its reasons: ``why`` lists them, the strongest first.
    """

    relation: Relation
    score: float
    why: tuple[str, ...] = ()
