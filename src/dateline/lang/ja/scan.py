"""One sentence being searched for what it names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from dateline.lang.ja.analyser import Token
from dateline.lang.ja.lexicon import Found
from dateline.model.ledger import RoleStatus

SightKind = Literal["person", "position", "organization", "place", "collective"]


TOPIC = -1
"""The holder of a title in a sentence that names nobody: the person whom the text goes on about."""


@dataclass(frozen=True, slots=True)
class Sight:
    """Something named at ``start:end``. ``low:high`` is the phrase around it (title, 氏, reading in brackets included).

    ``key`` is the pivot key or surface; ``of`` the country or body it belongs to; ``holder`` the start of the person
    that a position is tied to; ``status`` how it is held, ``since`` and ``until`` when (EDTF).
    """

    kind: SightKind
    start: int
    end: int
    low: int
    high: int
    key: str
    of: str | None = None
    holder: int | None = None
    status: RoleStatus = "current"
    alias_of: int | None = None
    bare: bool = False
    since: str | None = None
    until: str | None = None

    @property
    def is_beside(self) -> bool:
        """Whether a position stands beside the name of who holds it."""
        return self.holder is not None and self.low <= self.holder < self.high


@dataclass(frozen=True, slots=True)
class Known:
    """What the whole text tells of names: short forms of full ones, and firms."""

    families: frozenset[str] = frozenset()
    firms: Mapping[str, str] = field(default_factory=dict)


NOTHING = Known()


@dataclass(slots=True)
class Scan:
    """One sentence being searched."""

    text: str
    start: int
    end: int
    tokens: list[Token]
    found: list[Found]
    families: frozenset[str] = frozenset()
    sights: list[Sight] = field(default_factory=list)
    taken: list[tuple[int, int]] = field(default_factory=list)
    runs: tuple[int, list[list[Token]]] | None = None

    def free(self, start: int, end: int) -> bool:
        for a, b in self.taken:  # noqa: SIM110 - a plain loop, asked of every noun
            if a < end and start < b:
                return False
        return True

    def ending_at(self, end: int, *kinds: str) -> Found | None:
        return next((f for f in self.found if f.end == end and f.kind in kinds), None)

    def add(self, sight: Sight) -> None:
        self.sights.append(sight)
        self.taken.append((sight.start, sight.end))


def noun_runs(scan: Scan) -> list[list[Token]]:
    """Nouns side by side, numbers left out."""
    if scan.runs is not None and scan.runs[0] == len(scan.taken):
        return scan.runs[1]
    runs: list[list[Token]] = []
    end = -1
    for token in scan.tokens:
        if (
            not (token.is_noun or token.pos == "接頭辞")
            or token.detail == "数詞"
            or not scan.free(token.start, token.end)
        ):
            continue
        if token.start == end:
            runs[-1].append(token)
        else:
            runs.append([token])
        end = token.end
    scan.runs = (len(scan.taken), runs)
    return runs
