"""Judging any text against its sources: coded findings, each with its evidence. Knows nothing of ``write`` or ``group``."""

from dateline.check.audit import Context, Demand, audit_text, check_claim, judge_parts
from dateline.check.bounds import against_openings, opening, unjudged
from dateline.check.case import CODES
from dateline.check.licensed import strongest_licensed

VERSION = "7"

__all__ = [
    "CODES",
    "VERSION",
    "Context",
    "Demand",
    "against_openings",
    "audit_text",
    "check_claim",
    "judge_parts",
    "opening",
    "strongest_licensed",
    "unjudged",
]
