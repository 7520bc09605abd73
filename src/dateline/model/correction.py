"""Corrections: what changed at a source, what a report said before, and the public note on what was wrong."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

SourceChangeKind = Literal["killed", "changed", "gone"]
CorrectionKind = Literal["withdrawn", "corrected", "clarified", "updated", "refiled"]
CorrectionCause = Literal["source_killed", "source_changed", "source_gone", "checks", "editor"]
CORRECTION_KINDS: tuple[CorrectionKind, ...] = ("corrected", "withdrawn", "clarified", "updated", "refiled")
AT_TOP: frozenset[CorrectionKind] = frozenset({"corrected", "withdrawn", "clarified"})
"""The kinds that stand above a report's text; the others stand below it."""


class SourceChange(Struct, frozen=True, kw_only=True):
    """An article that a report may rest on was withdrawn by its outlet (``killed``), says something else now (``changed``, and
    ``by_article`` is its new version) or is no longer served (``gone``). ``by`` is ``rule`` or the editor who entered it;
    ``undoes`` names an earlier one."""

    id: str
    act: Literal["note", "undo"] = "note"
    kind: SourceChangeKind
    article: str
    by_article: str | None = None
    at: str
    by: str = "rule"
    reason: str = ""
    undoes: str | None = None


class Wording(Struct, frozen=True):
    """What a report said, and what it says now; ``now`` is empty where the sentence was taken out."""

    was: str
    now: str = ""


class Correction(Struct, frozen=True, kw_only=True):
    """A public note on a report: its kind, when and why, and for each language what was said and what is said now, or a note
    in words; ``langs`` are those that it is about. ``by`` is ``rule`` or an editor; ``undoes`` names an earlier one."""

    id: str
    act: Literal["publish", "undo"] = "publish"
    story: str
    kind: CorrectionKind
    cause: CorrectionCause
    at: str
    by: str = "rule"
    langs: tuple[str, ...] = ()
    changes: dict[str, tuple[Wording, ...]] = {}
    notes: dict[str, str] = {}
    sources: tuple[str, ...] = ()
    undoes: str | None = None


class Said(Struct, frozen=True):
    """A sentence as it was published, and the articles that it rested on."""

    text: str
    articles: tuple[str, ...] = ()


class Version(Struct, frozen=True, kw_only=True):
    """The words of a report from an instant on, until the next version."""

    story: str
    lang: str
    number: int
    at: str
    sentences: tuple[Said, ...]


class Doubted(Struct, frozen=True, kw_only=True):
    """A change at a source that touches a published report, until an editor has looked at it: the articles that it is about,
    and the sentences of each language that rested on them."""

    story: str
    kind: SourceChangeKind
    at: str
    articles: tuple[str, ...]
    sentences: dict[str, tuple[str, ...]] = {}


class Lost(Struct, frozen=True, kw_only=True):
    """A report that was published in a language and is no more; its page stays and says so."""

    story: str
    lang: str
    since: str
    first: str
