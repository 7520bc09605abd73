"""A mention as the finders of one sentence make it out."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.model.reading import MentionKind


@dataclass(frozen=True, slots=True)
class Draft:
    """A mention before its chain is known. ``status`` is acting or elect where the words after a title say so."""

    start: int
    end: int
    kind: MentionKind
    value: str
    of: str | None = None
    surface: str = ""
    status: str | None = None
