"""Audits among the site's pages: a text of the archive, and what of it its sources do not bear out, no more than a clause each."""

from __future__ import annotations

import re
from typing import Any

from dateline.lang.findings import finding_words
from dateline.model import Anchor, Judged, Story, summarize_verdicts
from dateline.publish.audit import narrowest_spans
from dateline.publish.plain import plain, web_address
from dateline.publish.quoting import QuoteBudget
from dateline.publish.sitedata import PrintedAudit
from dateline.publish.view import TAGS, Desk

_FAULTS = ("overstated", "refuted", "not_enough_information")
_MOST = 160
_CLAUSE_END = re.compile(r"[,;:.!?，、；：。！？]\s*")


def audit_rows(desk: Desk) -> list[dict[str, Any]]:
    """The audits for the list of them, the newest first."""
    return [_head(desk, printed) for printed in desk.audits.values()]


def audits_of_story(desk: Desk, story: Story) -> list[dict[str, Any]]:
    """The audits of a story's articles."""
    found = dict.fromkeys(id for article in story.articles for id in desk.audits_on.get(article, ()))
    return [_head(desk, desk.audits[id]) for id in found]


def audited_values(desk: Desk, printed: PrintedAudit) -> dict[str, Any]:
    """What the page of an audit shows."""
    budget = QuoteBudget()
    judged = [j for j in printed.audit.sentences if j.verdict in _FAULTS]
    return {
        **_head(desk, printed),
        "rows": [_row(desk, printed, j, budget) for j in judged],
        "lawful": printed.audit.lawful_headlines,
        "sources": [
            {
                "outlet": desk.outlet(s),
                "outlet_tag": desk.foreign(desk.outlet(s), s.lang),
                "day": desk.day(s.published),
                "headline": plain(s.headline or ""),
                "tag": TAGS.get(s.lang or "en", "en"),
                "href": web_address(s.url),
            }
            for s in printed.sources
        ],
    }


def _head(desk: Desk, printed: PrintedAudit) -> dict[str, Any]:
    document, words = printed.document, desk.words
    counts = summarize_verdicts(printed.audit.sentences)
    if printed.by == "rule":
        said = str(words["unreviewed"])
    else:
        values = {"who": plain(printed.by), "role": words[f"role_{printed.role}"], "day": desk.day(printed.at)}
        said = str(words["audit_published"]).format_map(values)
    return {
        "id": printed.id,
        "title": plain(document.headline or desk.outlet(document)),
        "tag": TAGS.get(document.lang or "en", "en"),
        "outlet": desk.outlet(document),
        "day": desk.day(document.published),
        "iso": (document.published or "")[:10],
        "href": web_address(document.url),
        "said": said,
        "counts": [(f"{words[f'verdict_{name}']} {n}", name) for name, n in counts.items() if n],
    }


def _row(desk: Desk, printed: PrintedAudit, judged: Judged, budget: QuoteBudget) -> dict[str, Any]:
    document = printed.document
    spans = narrowest_spans(judged)
    start = _start(document.text, judged, spans[0][0] if spans else judged.start)
    shown = budget.cut(Anchor(document.id, start, judged.end, document.text[start : judged.end]), document)
    return {
        "verdict": judged.verdict,
        "words": desk.words[f"verdict_{judged.verdict}"],
        "cut": start > judged.start,
        "parts": _parts(shown, [document.text[a:b] for a, b, _ in spans]) if shown else [],
        "findings": [
            {
                "severity": desk.words[f"severity_{f.severity}"],
                "code": f.code,
                "message": finding_words(f.message, desk.lang),
                "passages": desk.passages(
                    [
                        Anchor(printed.sources[e.source].id, e.start, e.end, e.exact)
                        for e in f.evidence
                        if 0 <= e.source < len(printed.sources)
                    ],
                    budget,
                    most=2,
                ),
            }
            for f in judged.findings
            if f.severity != "note"
        ],
    }


def _start(text: str, judged: Judged, fault: int) -> int:
    """Where to begin to quote a sentence so that its fault is within the words shown: at the clause that has it."""
    if judged.end - judged.start <= _MOST or fault - judged.start < _MOST // 2:
        return judged.start
    return max((m.end() for m in _CLAUSE_END.finditer(text, judged.start, fault)), default=judged.start)


def _parts(words: str, faults: list[str]) -> list[dict[str, str]]:
    """The words in pieces, those at fault marked."""
    wanted = [re.escape(" ".join(f.split())) for f in sorted(faults, key=len, reverse=True) if f.strip()]
    if not wanted:
        return [{"kind": "", "text": words}]
    pieces = re.split(f"({'|'.join(wanted)})", words)
    return [{"kind": "marked" if n % 2 else "", "text": piece} for n, piece in enumerate(pieces) if piece]
