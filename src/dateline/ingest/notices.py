"""Lines in which a page speaks of itself: AI notices, cookies, related stories, captions, bylines, wire credits."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from dateline.lang.data import load_table
from dateline.lang.identify import SUPPORTED
from dateline.model.article import DisclosureKind, VersionMark

LineKind = Literal[
    "ai_text", "ai_image", "correction", "paywall", "notice", "related", "comments", "caption", "byline", "dateline"
]
_KINDS: tuple[LineKind, ...] = (
    "ai_image", "ai_text", "related", "comments", "paywall", "correction", "dateline", "byline", "notice", "caption",
)  # fmt: skip
_LONGEST = {"related": 40, "comments": 30, "byline": 90, "dateline": 90, "caption": 240, "notice": 400}


def kind_of_line(line: str) -> LineKind | None:
    """What a paragraph says of its page, judged by the patterns of every language; None for ordinary text."""
    for kind in _KINDS:
        if len(line) <= _LONGEST.get(kind, 500) and any(p.search(line) for p in _patterns(kind)):
            return kind
    return None


def disclosed_by(line: str) -> tuple[DisclosureKind, ...]:
    """Every disclosure that a line makes; one line may own up to a machine's text and a machine's picture at once."""
    kinds: tuple[DisclosureKind, ...] = ("ai_text", "ai_image", "correction", "paywall")
    return tuple(kind for kind in kinds if any(p.search(line) for p in _patterns(kind)))


def is_update_line(line: str) -> bool:
    """Whether a date line gives the time of the last change rather than of publication."""
    return any(p.search(line) for p in _patterns("updated"))


def wire_credit(text: str) -> str | None:
    """The agency that a lead-in or credit line names (``(서울=연합뉴스)``, ``【ソウル共同】``, ``SEOUL (AP)``), or None."""
    for pattern in _patterns("wire"):
        found = pattern.search(text)
        if found:
            return found.group("agency").strip()
    return None


def says(kind: Literal["opinion", "transcript", "release"], line: str) -> bool:
    """Whether a headline or first line marks the text as opinion, transcript or press release."""
    return any(p.search(line) for p in _patterns(kind))


def version_mark(headline: str, lead: str) -> VersionMark | None:
    """The agency mark of a headline ([속보], (종합), 速報, UPDATE), or a kill or embargo notice in headline or lead."""
    for lang in SUPPORTED:
        marks = load_table(lang, "notices").get("version_marks", {})
        for mark, patterns in marks.items():
            where = f"{headline}\n{lead[:200]}" if mark in ("kill", "embargo") else headline
            if any(re.search(p, where, re.IGNORECASE | re.MULTILINE) for p in patterns):
                found: VersionMark = mark
                return found
    return None


@cache
def _patterns(kind: str) -> tuple[re.Pattern[str], ...]:
    return tuple(
        re.compile(pattern, re.IGNORECASE if lang == "en" and kind not in ("wire", "byline") else 0)
        for lang in SUPPORTED
        for pattern in load_table(lang, "notices").get(kind, [])
    )
