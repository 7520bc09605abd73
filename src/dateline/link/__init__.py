"""Linking: mentions to entities across texts, spellings, scripts and languages; offices held and when.

Judgements are append-only, explained and undoable; the order of the input changes nothing.
"""

from __future__ import annotations

from dateline.link.completing import complete_readings
from dateline.link.judging import in_force, judge_by_hand, undo_by_hand
from dateline.link.known import Known, KnownListError, parse_known
from dateline.link.ledger import (
    Ledger,
    TitleConflict,
    best_attested,
    held_on,
    holds_on,
    office_on,
    was_held,
    who_held,
)
from dateline.link.linking import link_readings
from dateline.link.memory import LinkKept, Memory
from dateline.link.texts import WHOLE, Linked, Texts, link_texts

VERSION = "6"

__all__ = [
    "VERSION",
    "WHOLE",
    "Known",
    "KnownListError",
    "Ledger",
    "LinkKept",
    "Linked",
    "Memory",
    "Texts",
    "TitleConflict",
    "best_attested",
    "complete_readings",
    "held_on",
    "holds_on",
    "in_force",
    "judge_by_hand",
    "link_readings",
    "link_texts",
    "office_on",
    "parse_known",
    "undo_by_hand",
    "was_held",
    "who_held",
]
