"""Findings: what the checker says of a span of a text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from msgspec import Struct

Verdict = Literal["supported", "overstated", "refuted", "not_enough_information", "not_checked"]
Severity = Literal["error", "warning", "note"]
Stance = Literal["supports", "contradicts", "context"]
VERDICTS: tuple[Verdict, ...] = (
    "supported",
    "overstated",
    "refuted",
    "not_enough_information",
    "not_checked",
)


class Evidence(Struct, frozen=True):
    """Words of a source (``source`` is its index among the sources given) for or against."""

    source: int
    start: int
    end: int
    exact: str
    stance: Stance


class Finding(Struct, frozen=True, kw_only=True):
    """A code (``DL...``) on a span of the text judged, a message in the editor's language, and the evidence."""

    code: str
    start: int
    end: int
    message: str
    severity: Severity
    evidence: tuple[Evidence, ...] = ()


class Judged(Struct, frozen=True, kw_only=True):
    """One sentence judged. ``support`` is 0..1; the verdict is supported exactly when it is 0.5 or more.

    ``evidence`` are the passages the verdict rests on, best first.
    """

    start: int
    end: int
    block: str
    verdict: Verdict
    support: float
    findings: tuple[Finding, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    reason: str | None = None


class Audit(Struct, frozen=True, kw_only=True):
    """A whole text judged against its sources. ``lawful_headlines`` are offered where the headline goes too far."""

    document: str
    sentences: tuple[Judged, ...] = ()
    sources: tuple[str, ...] = ()
    lawful_headlines: tuple[str, ...] = ()


class PairVerdict(Struct, frozen=True, kw_only=True):
    """One claim judged against its source texts (the ``check`` command)."""

    id: str
    support: float
    verdict: Verdict
    findings: tuple[Finding, ...] = ()


def summarize_verdicts(sentences: Iterable[Judged]) -> dict[str, int]:
    """How many sentences got each verdict; every verdict is present."""
    counts: dict[str, int] = dict.fromkeys(VERDICTS, 0)
    for sentence in sentences:
        counts[sentence.verdict] += 1
    return counts
