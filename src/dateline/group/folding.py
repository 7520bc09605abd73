"""What is found so far on which articles of one story are one origin."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from dateline.group.credits import Credit
from dateline.group.dossier import Dossier, instant


@dataclass
class Folding:
    """The articles of one story and the reasons found so far for taking some of them as one origin."""

    dossiers: Sequence[Dossier]
    credits: Sequence[Credit | None]
    retold: frozenset[int] = frozenset()
    pairs: list[tuple[int, int]] = field(default_factory=list)
    why: dict[int, list[str]] = field(default_factory=dict)

    def join(self, i: int, j: int, reason: str) -> None:
        self.pairs.append((i, j))
        for here, other in ((i, j), (j, i)):
            self.note(
                here, f"{reason} {label(self.dossiers[other])}{_order(self.dossiers[here], self.dossiers[other])}"
            )

    def note(self, i: int, reason: str) -> None:
        notes = self.why.setdefault(i, [])
        if reason not in notes:
            notes.append(reason)


def label(dossier: Dossier) -> str:
    """How a reason calls an article: its outlet, else its source, and its id."""
    return f"{dossier.article.outlet or dossier.article.source} ({dossier.id})"


def _order(here: Dossier, other: Dossier) -> str:
    """Which of two texts came out first, as far as their times tell: who has it from whom."""
    ours, theirs = instant(here.article.published), instant(other.article.published)
    if "inferred" in (here.article.published_basis, other.article.published_basis) or not ours or not theirs:
        return ""
    fine = len(ours) > 10 and len(theirs) > 10
    first, second = (ours, theirs) if fine else (ours[:10], theirs[:10])
    return "" if first == second else ", which came out earlier" if second < first else ", which came out later"
