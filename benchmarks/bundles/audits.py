"""Figures of whole audits: false alarms on true articles, and which wrong sentences of rewritten ones are found."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from dateline.model import Article, Block, article_id, normalize_text
from dateline.newsroom.audits import audit_article

Record = dict[str, Any]


def score_audits(folder: Path) -> None:
    """Print each sentence judged wrongly, and the figures. ``not_checked`` is neither an alarm nor a find."""
    for name in ("articles_true.jsonl", "articles_false.jsonl"):
        path = folder / name
        if path.exists():
            _score_file(path)


def _score_file(path: Path) -> None:
    alarms = sentences = found = wrong = 0
    for row in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
        errors = {e["sentence"]: e["kind"] for e in row.get("errors", ())}
        matched = set()
        for text, judged in _audit(row):
            error = next((e for e in errors if text in e or e in text), None)
            stopped = judged.verdict not in ("supported", "not_checked")
            codes = sorted({f.code for f in judged.findings if f.severity != "note"})
            if error is not None:
                matched.add(error)
                found += stopped
                wrong += 1
                if not stopped:
                    print(f"ERROR_PASSED {errors[error]} {row['id']} {judged.support:.2f} {judged.verdict} {text}")
            else:
                alarms += stopped
                sentences += 1
                if stopped:
                    print(f"FALSE_ALARM {row['id']} {judged.support:.2f} {judged.verdict} {codes} {text}")
        for missing in errors.keys() - matched:
            print(f"ERROR_NOT_JUDGED {errors[missing]} {row['id']} {missing}")
            wrong += 1
    print(f"FIGURE audits {path.stem} false_alarms {alarms}/{sentences} errors_found {found}/{wrong}")


def _audit(row: Record) -> list[tuple[str, Any]]:
    document = _article("document", row["article"], row["lang"], row["published"])
    sources = [
        _article(s["id"], s["text"], s["lang"], s.get("published"), s.get("outlet"), headed=False)
        for s in row["sources"]
    ]
    audited = audit_article(document, sources, lang=row["lang"])
    return [(document.text[j.start : j.end], j) for j in audited.audit.sentences]


def _article(
    name: str, text: str, lang: str, published: str | None, outlet: str | None = None, *, headed: bool = True
) -> Article:
    text = normalize_text(text)
    blocks, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            kind = "headline" if headed and not blocks else "body"
            blocks.append(Block(kind, at, at + len(line), lang))
        at += len(line) + 1
    return Article(
        id=article_id(name, outlet, text),
        source=name,
        outlet=outlet,
        lang=lang,
        headline=text.split("\n")[0] if headed else None,
        published=published,
        text=text,
        blocks=tuple(blocks),
    )
