"""The claim sets that the checker is measured by, brought to one form. Nothing here ships; the data stays where it lies."""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dateline.check.case import CODES

HERE = Path(__file__).resolve().parent
BENCH = HERE.parents[1] / "shared" / "bench"
CASES = HERE.parent / "tests" / "check" / "cases"
_WRONG = "<sep>不合理"
_ENDS = "。！？"


@dataclass(frozen=True)
class Item:
    """A claim, its source, and whether the source carries it. ``document`` groups items of one source; ``lines`` are the
    indexes of the source's lines that a person marked as supporting (None: unknown)."""

    id: str
    claim: str
    claim_lang: str
    source: str
    source_lang: str
    supported: bool
    document: str
    kind: str = ""
    lines: tuple[frozenset[int], ...] | None = None
    published: str | None = None


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            yield json.loads(line)


def load_planted(path: Path = BENCH / "planted/seoul_dev.jsonl") -> list[Item]:
    """One planted error a false sentence; four languages and across them."""
    return [
        Item(
            row["id"],
            row["claim"],
            row["claim_lang"],
            row["source"],
            row["source_lang"],
            bool(row["supported"]),
            _digest(row["source"]),
            row.get("category", ""),
        )
        for row in _rows(path)
    ]


def load_entailment() -> list[Item]:
    """English pairs by kind, written by hand."""
    rows = _rows(BENCH / "hand/entailment_en.jsonl")
    return [
        Item(
            f"e{n}",
            r["hypothesis"],
            "en",
            r["premise"],
            "en",
            r["label"] == "supported",
            _digest(r["premise"]),
            r["category"],
        )
        for n, r in enumerate(rows)
    ]


def load_wice() -> list[Item]:
    """Wikipedia sentences and the news pages they cite; partly supported counts as not supported."""
    items = []
    for row in _rows(BENCH / "claims/wice/claim_dev.jsonl"):
        kept = [(i, " ".join(line.split())) for i, line in enumerate(row["evidence"]) if line.strip()]
        place = {i: n for n, (i, _) in enumerate(kept)}
        marked = tuple(frozenset(place[i] for i in one if i in place) for one in row["supporting_sentences"])
        source = "\n".join(line for _, line in kept)
        items.append(
            Item(
                row["meta"]["id"],
                row["claim"],
                "en",
                source,
                "en",
                row["label"] == "supported",
                row["meta"]["claim_title"],
                row["label"],
                marked,
            )
        )
    return items


def load_summedits(domain: str) -> list[Item]:
    """Summaries of which some have one subtle edit."""
    rows = json.loads((BENCH / f"claims/summedits/summedits_{domain}.json").read_text(encoding="utf-8"))
    return [
        Item(
            r["id"],
            r["summary"],
            "en",
            r["doc"],
            "en",
            bool(r["label"]),
            _digest(r["doc"]),
            "+".join(t for t in r["edit_types"] if isinstance(t, str)),
        )
        for r in rows
    ]


def load_uhgeval() -> list[Item]:
    """Chinese reports continued by a model (each continuation has made-up words, marked by people) and by their own writer.

    The true ones stand in the source word for word, so only the share of made-up ones found says anything.
    """
    items = []
    for row in _rows(BENCH / "claims/uhgeval_zh/dev.jsonl"):
        source = f"{row['headLine']}\n{row['newsBeginning']}{row['newsRemainder']}"
        wrong = [a.split("<sep>")[0] for a in row["annotations"] if _WRONG in a]
        for n, sentence in enumerate(_split(row["hallucinatedContinuation"])):
            bad = any(w and w in sentence for w in wrong)
            items.append(Item(f"{row['id']}-{n}", sentence, "zh", source, "zh", not bad, row["id"], row["type"]))
        real = (_split(row["realContinuation"]) or [row["realContinuation"]])[0]
        items.append(Item(f"{row['id']}-real", real, "zh", source, "zh", True, row["id"], "real"))
    return items


def _split(text: str) -> list[str]:
    sentences, current = [], ""
    for char in text:
        current += char
        if char in _ENDS:
            sentences.append(current.strip())
            current = ""
    if current.strip():
        sentences.append(current.strip())
    return [s for s in sentences if len(s) > 6]


def load_pairs() -> list[Item]:
    """The pairs of the checker's own tests: two invented events in four languages."""
    sources = json.loads((CASES / "sources.json").read_text(encoding="utf-8"))
    return [
        Item(
            r["id"],
            r["claim"],
            r["claim_lang"],
            sources[r["event"]][r["source_lang"]],
            r["source_lang"],
            r["supported"],
            r["event"],
            r["code"] or "true",
        )
        for r in _rows(CASES / "pairs.jsonl")
    ]


def load_rules() -> list[Item]:
    """The pair of sentences of every rule: one on which it must fire, and one that it must let pass."""
    rows = [r for r in _rows(CASES / "rules.jsonl") if r["source"] and not r.get("headline") and "published" not in r]
    return [
        Item(f"{r['code']}-{which}", r[which], lang, r["source"], lang, which == "quiet", r["code"], r["code"])
        for r in rows
        for which in ("fires", "quiet")
        for lang in [r.get("lang", "en")]
        if which == "quiet" or CODES[r["code"]][1]
    ]


def load_articles() -> list[Item]:
    """Claims on four invented articles: true ones as an editor would put them, and false ones with one error of a kind."""
    articles = json.loads((CASES / "articles.json").read_text(encoding="utf-8"))
    rows = [*_rows(CASES / "true.jsonl"), *_rows(CASES / "false.jsonl")]
    return [
        Item(
            r["id"],
            r["claim"],
            r["lang"],
            articles[r["article"]]["text"],
            articles[r["article"]]["lang"],
            "kind" not in r,
            r["article"],
            r.get("kind", "true"),
        )
        for r in rows
    ]


def load_claims(path: Path) -> list[Item]:
    """Claims of the project itself: true ones and ones with a planted error, one label a line."""
    return [
        Item(
            r["id"],
            r["claim"],
            r["claim_lang"],
            r["source"],
            r["source_lang"],
            bool(r["label"] if "label" in r else r["supported"]),
            _digest(r["source"]),
            r.get("kind", ""),
            published=r.get("published"),
        )
        for r in _rows(path)
    ]


def load_audited() -> list[dict[str, Any]]:
    """Whole articles with their sources, true ones and ones with wrong sentences, of every set of bundles that has them."""
    return [row for path in sorted((HERE / "bundles").glob("*/articles_*.jsonl")) for row in _rows(path)]


def load_generated() -> list[Item]:
    """The cases of the project's own generator, one event a document."""
    sys.path.insert(0, str(HERE / "planted"))
    from generate import generate  # type: ignore[import-not-found]

    return [
        Item(c.id, c.claim, c.claim_lang, c.source, c.source_lang, c.supported, c.id.split("-")[0], c.kind)
        for c in generate()
    ]


SETS: dict[str, Callable[[], list[Item]]] = {
    "pairs": load_pairs,
    "rules": load_rules,
    "articles": load_articles,
    "generated": load_generated,
    "own": lambda: load_claims(HERE / "planted/own.jsonl"),
    "unseen": lambda: load_claims(HERE.parent / "tests/fixtures/claims/unseen.jsonl"),
    "bundles_a": lambda: load_claims(HERE / "bundles/a/claims.jsonl"),
    "bundles_b": lambda: load_claims(HERE / "bundles/b/claims.jsonl"),
    "bundles_c": lambda: load_claims(HERE / "bundles/c/claims.jsonl"),
    "bundles_d": lambda: load_claims(HERE / "bundles/d/claims.jsonl"),
    "bundles_e": lambda: load_claims(HERE / "bundles/e/claims.jsonl"),
    "bundles_f": lambda: load_claims(HERE / "bundles/f/claims.jsonl"),
    "planted": load_planted,
    "entailment": load_entailment,
    "wice": load_wice,
    "summedits_news": lambda: load_summedits("news"),
    "summedits_ectsum": lambda: load_summedits("ectsum"),
    "uhgeval": load_uhgeval,
}


def sample(items: list[Item], limit: int) -> list[Item]:
    """A subset that does not depend on order: the items with the smallest digests of their ids."""
    if not limit or len(items) <= limit:
        return items
    return sorted(items, key=lambda i: hashlib.sha256(i.id.encode()).digest())[:limit]
