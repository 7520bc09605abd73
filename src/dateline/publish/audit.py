"""The audit page: the text on the left with what fails struck and marked in words, the passages on the right."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import resources
from typing import Any

from dateline.lang.data import load_table
from dateline.model import Article, Audit, Evidence, Finding, Judged, summarize_verdicts
from dateline.publish.site import CSP, _templates
from dateline.publish.view import TAGS, first_clauses

_LIMIT = 200


def audit_page(audit: Audit, document: Article, sources: Sequence[Article], lang: str) -> bytes:
    """One page, self-contained (its style is inside), readable without scripts and in print."""
    words = load_table(lang, "site")
    style = resources.files("dateline.publish").joinpath("assets", "style.css").read_text(encoding="utf-8")
    rows = [_row(number, judged, document, sources, words) for number, judged in enumerate(audit.sentences, start=1)]
    counts = summarize_verdicts(audit.sentences)
    html = _templates().get_template("audit.html").render(
        t=words,
        lang=lang,
        tag=TAGS[lang],
        csp=CSP.replace("style-src 'self'", "style-src 'unsafe-inline'"),
        style=style,
        document=document,
        document_tag=TAGS.get(document.lang or "en", "en"),
        rows=rows,
        counts=[(words[f"verdict_{name}"], name, n) for name, n in counts.items() if n],
        lawful=audit.lawful_headlines,
        sources=[{"number": n, "outlet": s.outlet or s.source.rsplit("/", 1)[-1], "headline": s.headline or "",
                  "tag": TAGS.get(s.lang or "en", "en")} for n, s in enumerate(sources, start=1)],
    )  # fmt: skip
    return str(html).encode("utf-8")


def _row(
    number: int, judged: Judged, document: Article, sources: Sequence[Article], words: dict[str, Any]
) -> dict[str, Any]:
    faults = [f for f in judged.findings if f.severity != "note"]
    return {
        "id": f"a{number}",
        "block": judged.block,
        "verdict": judged.verdict,
        "verdict_words": words[f"verdict_{judged.verdict}"],
        "support": f"{judged.support:.2f}",
        "parts": _parts(judged, faults, document),
        "findings": [
            {
                "code": f.code,
                "severity": f.severity,
                "severity_words": words[f"severity_{f.severity}"],
                "message": f.message,
                "evidence": [_evidence(e, sources, document, words) for e in f.evidence[:3]],
            }
            for f in judged.findings
        ],
        "evidence": [_evidence(e, sources, document, words) for e in judged.evidence[:2]],
        "reason": judged.reason,
    }


def _parts(judged: Judged, faults: list[Finding], document: Article) -> list[dict[str, Any]]:
    """The sentence in pieces: those that a finding points at are struck (refuted, overstated) or marked."""
    marks = sorted({(max(f.start, judged.start), min(f.end, judged.end)) for f in faults})
    strike = judged.verdict in ("overstated", "refuted")
    parts: list[dict[str, Any]] = []
    at = judged.start
    for start, end in marks:
        if start < at or end <= start:
            continue
        if start > at:
            parts.append({"text": document.text[at:start], "kind": ""})
        parts.append({"text": document.text[start:end], "kind": "struck" if strike else "marked"})
        at = end
    if at < judged.end:
        parts.append({"text": document.text[at : judged.end], "kind": ""})
    return parts


def _evidence(
    evidence: Evidence, sources: Sequence[Article], document: Article, words: dict[str, Any]
) -> dict[str, Any]:
    source = sources[evidence.source] if 0 <= evidence.source < len(sources) else document
    return {
        "words": first_clauses(evidence.exact, _LIMIT),
        "tag": TAGS.get(source.lang or "en", "en"),
        "stance": words[f"stance_{evidence.stance}"],
        "outlet": source.outlet or source.source.rsplit("/", 1)[-1],
        "where": f"{evidence.start}–{evidence.end}",
    }
