"""The audit page: the text on the left with what fails struck and marked in words, the passages on the right."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import resources
from typing import Any

from dateline.lang.data import load_table
from dateline.model import Act, Article, Audit, Evidence, Finding, Judged, Reading, summarize_verdicts
from dateline.model.ladder import RUNGS, Rung
from dateline.publish.pictures import ladder_svg
from dateline.publish.plain import web_address
from dateline.publish.quoting import first_clauses
from dateline.publish.rendering import CSP, render
from dateline.publish.view import TAGS

_LIMIT = 200
_CLAIMS = ("headline", "standfirst", "body")
_TOO_FAR = ("overstated", "refuted")


def audit_page(
    audit: Audit, document: Article, sources: Sequence[Article], lang: str, *, readings: Sequence[Reading] = ()
) -> bytes:
    """One page, self-contained (its style is inside), readable without scripts and in print.

    ``readings`` are those of the document and of each source, in this order; with them the ladder is drawn beside a
    headline that goes too far: the rung that it claims and the highest that the sources reach on the matter.
    """
    words = load_table(lang, "site")
    style = resources.files("dateline.publish").joinpath("assets", "style.css").read_text(encoding="utf-8")
    rows = [_row(number, judged, document, sources, words) for number, judged in enumerate(audit.sentences, start=1)]
    for row, judged in zip(rows, audit.sentences, strict=True):
        if judged.block == "headline" and judged.verdict in _TOO_FAR:
            row["ladder"] = _ladder(judged, readings, words)
    shown = len(rows) - _tail(audit.sentences)
    counts = summarize_verdicts(audit.sentences)
    context = {
        "t": words,
        "lang": lang,
        "tag": TAGS[lang],
        "csp": CSP.replace("style-src 'self'", "style-src 'unsafe-inline'"),
        "style": style,
        "document": document,
        "document_name": _outlet(document),
        "document_tag": TAGS.get(document.lang or "en", "en"),
        "rows": rows[:shown],
        "tail": rows[shown:],
        "tail_words": str(words["unchecked_n"]).replace("{n}", str(len(rows) - shown)),
        "counts": [(words[f"verdict_{name}"], name, n) for name, n in counts.items() if n],
        "lawful": audit.lawful_headlines,
        "sources": [_source(number, source) for number, source in enumerate(sources, start=1)],
    }
    return render("audit.html", context).encode("utf-8")


def _tail(sentences: Sequence[Judged]) -> int:
    """How many lines at the end are no claims of the text (notices, teasers) and were not judged."""
    count = 0
    for judged in reversed(sentences):
        if judged.verdict != "not_checked" or judged.block in _CLAIMS:
            break
        count += 1
    return count


def _row(
    number: int, judged: Judged, document: Article, sources: Sequence[Article], words: dict[str, Any]
) -> dict[str, Any]:
    return {
        "id": f"a{number}",
        "block": judged.block,
        "verdict": judged.verdict,
        "verdict_words": words[f"verdict_{judged.verdict}"],
        "parts": _parts(judged, document),
        "ladder": None,
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


def _parts(judged: Judged, document: Article) -> list[dict[str, Any]]:
    """The sentence in pieces: what an error points at is struck (refuted, overstated), what a warning does is marked.

    Of two findings of which one lies within the other only the narrower is shown: it has the offending words.
    """
    strike = judged.verdict in _TOO_FAR
    parts: list[dict[str, Any]] = []
    at = judged.start
    for start, end, severity in narrowest_spans(judged):
        if start < at:
            continue
        if start > at:
            parts.append({"text": document.text[at:start], "kind": ""})
        kind = "struck" if strike and severity == "error" else "marked"
        parts.append({"text": document.text[start:end], "kind": kind})
        at = end
    if at < judged.end:
        parts.append({"text": document.text[at : judged.end], "kind": ""})
    return parts


def narrowest_spans(judged: Judged) -> list[tuple[int, int, str]]:
    """The spans of a sentence's faults (notes are none), in order, without those that hold a narrower one of their
    severity or worse; for one span the graver severity."""
    found: dict[tuple[int, int], str] = {}
    for finding in judged.findings:
        if finding.severity == "note":
            continue
        span = (max(finding.start, judged.start), min(finding.end, judged.end))
        if span[0] < span[1] and found.get(span) != "error":
            found[span] = finding.severity

    def holds_narrower(span: tuple[int, int]) -> bool:
        return any(
            other != span
            and span[0] <= other[0]
            and other[1] <= span[1]
            and (grave == "error" or found[span] != "error")
            for other, grave in found.items()
        )

    return sorted(
        (start, end, severity) for (start, end), severity in found.items() if not holds_narrower((start, end))
    )


def _evidence(
    evidence: Evidence, sources: Sequence[Article], document: Article, words: dict[str, Any]
) -> dict[str, Any]:
    known = 0 <= evidence.source < len(sources)
    source = sources[evidence.source] if known else document
    return {
        "words": first_clauses(evidence.exact, _LIMIT),
        "tag": TAGS.get(source.lang or "en", "en"),
        "stance": words[f"stance_{evidence.stance}"],
        "number": evidence.source + 1 if known else None,
        "outlet": _outlet(source),
        "where": f"{evidence.start}–{evidence.end}",
    }


def _source(number: int, source: Article) -> dict[str, Any]:
    return {
        "number": number,
        "outlet": _outlet(source),
        "day": (source.published or "")[:10],
        "href": web_address(source.url),
        "headline": first_clauses(source.headline or "", 160),
        "tag": TAGS.get(source.lang or "en", "en"),
    }


def _outlet(source: Article) -> str:
    return source.outlet or source.source.rsplit("/", 1)[-1]


def _ladder(judged: Judged, readings: Sequence[Reading], words: dict[str, Any]) -> dict[str, str] | None:
    """The ladder with the rung that a headline claims and the highest that its sources reach, or None if unknown."""
    if len(readings) < 2:
        return None
    claimed, reached = headline_rungs(judged, readings[0], readings[1:])
    if claimed is None or reached is None or claimed == reached:
        return None
    labels: dict[str, str] = {rung: str(words[f"rung_{rung}"]) for rung in RUNGS}
    claim = f"▶ {words['ladder_claimed']}: {labels[claimed]}"
    reach = f"● {words['ladder_reached']}: {labels[reached]}"
    return {
        "svg": ladder_svg(labels, claimed, reached, f"{words['ladder']}. {claim}; {reach}"),
        "claim": claim,
        "reach": reach,
    }


def headline_rungs(judged: Judged, document: Reading, sources: Sequence[Reading]) -> tuple[Rung | None, Rung | None]:
    """The highest rung that a headline claims in the words found at fault, and the highest that the sources reach.

    Of the sources those acts count that a passage held against the headline tells; without such a passage, those on one
    of its topics. Meetings held (``done``) say nothing of how far an agreement goes and are left out.
    """
    faults = [f for f in judged.findings if f.severity == "error"]
    own = [a for a in document.acts if _firm(a) and judged.start <= a.start and a.end <= judged.end]
    at_fault = [a for a in own if any(_meet(a, f) for f in faults)] or own
    claimed = _highest(at_fault)
    cited = [(e.source, e) for f in faults for e in f.evidence]
    told = [
        act
        for number, reading in enumerate(sources)
        for act in reading.acts
        if _firm(act) and any(n == number and act.start < e.end and e.start < act.end for n, e in cited)
    ]
    topics = {t for a in at_fault for t in a.topics}
    alike = [a for reading in sources for a in reading.acts if _firm(a) and topics & set(a.topics)]
    return claimed, _highest([*told, *alike])


def _firm(act: Act) -> bool:
    return act.polarity == "positive" and act.rung != "done"


def _meet(act: Act, finding: Finding) -> bool:
    return act.start < finding.end and finding.start < act.end


def _highest(acts: Sequence[Act]) -> Rung | None:
    return max((a.rung for a in acts), key=RUNGS.index, default=None)
