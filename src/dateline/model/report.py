"""Reports: what Dateline writes on a story in one language."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from dateline.model.anchor import Anchor
from dateline.model.finding import Finding
from dateline.model.story import Support

Section = Literal["headline", "standfirst", "lead", "said", "background", "disputed", "next", "forecast"]


class ReportSentence(Struct, frozen=True, kw_only=True):
    """A sentence with what it rests on. ``start:end`` are code points of the report's ``text``."""

    text: str
    start: int
    end: int
    section: Section
    facts: tuple[str, ...] = ()
    anchors: tuple[Anchor, ...] = ()
    support: Support | None = None
    origins: tuple[str, ...] = ()
    sides: tuple[str, ...] = ()
    weak_evidence: bool = False


class Withheld(Struct, frozen=True, kw_only=True):
    """A fact that was kept out of every edition, with the draft, the edition that failed, and the reason."""

    fact: str
    lang: str
    draft: str
    reason: str
    findings: tuple[Finding, ...] = ()


class Report(Struct, frozen=True, kw_only=True):
    """One report in one language. ``text`` is headline, standfirst and sentences joined by newlines.

    ``banner`` says in words what the whole rests on; ``blocked`` is the reason why it must not be published, or None.
    ``written_by`` is ``grammar`` or the name of a model.
    """

    id: str
    story: str
    lang: str
    text: str
    headline: ReportSentence
    standfirst: ReportSentence | None = None
    sentences: tuple[ReportSentence, ...] = ()
    banner: tuple[str, ...] = ()
    written_by: str = "grammar"
    withheld: tuple[Withheld, ...] = ()
    blocked: str | None = None
    as_of: str | None = None


class Edition(Struct, frozen=True, kw_only=True):
    """A published state of the site in the languages given: its number and the digest of all that it shows."""

    id: str
    langs: tuple[str, ...]
    reports: tuple[str, ...] = ()
