"""Findings in an editor's language: the templates are data of the language folders."""

from __future__ import annotations

from dateline.check.case import Found
from dateline.lang.data import load_table
from dateline.model import Article, Finding

_LONGEST = 90


def phrase_finding(found: Found, article: Article, lang: str) -> Finding:
    """The finding with its message, in ``lang``."""
    template = load_table(lang, "findings")["messages"][found.code]
    words = _short(article.text[found.start : found.end])
    return Finding(
        code=found.code,
        start=found.start,
        end=found.end,
        message=template.format(words=words, other=_short(found.other)),
        severity=found.severity,
        evidence=found.evidence,
    )


def phrase_reason(key: str, lang: str) -> str:
    """Why a sentence was not checked, in ``lang``."""
    return str(load_table(lang, "findings")["reasons"][key])


def _short(words: str) -> str:
    flat = " ".join(words.split())
    return flat if len(flat) <= _LONGEST else flat[: _LONGEST - 1] + "…"
