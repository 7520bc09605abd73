"""Lines in which a page speaks of itself: AI notices, cookies, related stories, captions, bylines, wire credits."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Literal

from dateline.lang.data import load_table
from dateline.lang.identify import SUPPORTED
from dateline.model.article import DisclosureKind

LineKind = Literal[
    "ai_text", "ai_image", "correction", "paywall", "notice", "related", "comments", "caption", "byline", "dateline"
]
_KINDS: tuple[LineKind, ...] = (
    "ai_image", "ai_text", "related", "comments", "paywall", "correction", "dateline", "byline", "notice", "caption",
)  # fmt: skip
Script = Literal["latin", "wide", "mixed"]
_LATIN = re.compile(r"[A-Za-z]")
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_IN_ANY_LETTERS = frozenset(
    ["dateline", "byline", "notice"]
)  # their patterns for one language find ASCII text of another
_LONGEST = {"related": 40, "comments": 30, "byline": 90, "dateline": 90, "caption": 240, "notice": 400}


@lru_cache(maxsize=8192)
def kind_of_line(line: str) -> LineKind | None:
    """What a paragraph says of its page, judged by the patterns of every language; None for ordinary text."""
    script = _script_of(line)
    for kind in _KINDS:
        if len(line) <= _LONGEST.get(kind, 500) and _says_in(line, kind, script):
            return kind
    return None


def disclosed_by(line: str) -> tuple[DisclosureKind, ...]:
    """Every disclosure that a line makes; one line may own up to a machine's text and a machine's picture at once."""
    kinds: tuple[DisclosureKind, ...] = ("ai_text", "ai_image", "correction", "paywall")
    script = _script_of(line)
    told = [kind for kind in kinds if _says_in(line, kind, script)]
    if "ai_text" in told and "ai_image" in told and not _says_in(_without_picture_note(line), "ai_text", script):
        told.remove("ai_text")
    return tuple(told)


def _without_picture_note(line: str) -> str:
    for pattern in _patterns("ai_image"):
        line = pattern.sub("", line)
    return line


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


def _script_of(line: str) -> Script:
    if line.isascii() or not _WIDE.search(line):
        return "latin"
    return "mixed" if _LATIN.search(line) else "wide"


def _says_in(line: str, kind: str, script: Script) -> bool:
    """Whether a pattern of the kind is in the line; those that need letters which the line has none of are passed over."""
    anchored, free = _joined(kind, script)
    return bool((anchored and anchored.match(line)) or (free and free.search(line)))


@cache
def _joined(kind: str, script: Script) -> tuple[re.Pattern[str] | None, re.Pattern[str] | None]:
    """The patterns of a kind as two: those bound to the start of the line, and the others."""
    lists: tuple[list[str], list[str]] = ([], [])
    for lang in SUPPORTED:
        unfit = (script == "wide" and lang == "en") or (
            script == "latin" and lang != "en" and kind not in _IN_ANY_LETTERS
        )
        for pattern in [] if unfit else load_table(lang, "notices").get(kind, []):
            flag = "i" if lang == "en" and kind != "byline" else ""
            lists[0 if pattern.startswith("^") else 1].append(f"(?{flag}:{pattern})")
    anchored, free = (re.compile("|".join(parts)) if parts else None for parts in lists)
    return anchored, free


@cache
def _patterns(kind: str) -> tuple[re.Pattern[str], ...]:
    return tuple(
        re.compile(pattern, re.IGNORECASE if lang == "en" and kind not in ("wire", "byline") else 0)
        for lang in SUPPORTED
        for pattern in load_table(lang, "notices").get(kind, [])
    )
