"""Extraction quality on real pages: wanted and unwanted segments, gold texts, publication dates, throughput.

The pages are public test sets that are not part of the project; where they are not there, each part says so and is
skipped. Segment F: a wanted segment found in the text is a true positive, an unwanted one a false positive, as the
makers of the set count (trafilatura, ``tests/evaluate.py``). The text is standfirst and body; the headline is left out, as there.

Usage: python benchmarks/pages.py [--pages FOLDER] [--every N] [--misses FILE]
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dateline.ingest.draft import Draft
from dateline.ingest.decode import Undecodable, decode_text
from dateline.ingest.html import TooDeep, read_html

PAGES = Path(__file__).resolve().parents[2] / "shared" / "bench" / "pages"


@dataclass
class Segments:
    """Counts of wanted and unwanted segments, found and not."""

    counts: Counter[str] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)

    def add(self, name: str, text: str, gold: Mapping[str, Any]) -> None:
        """Count one page's segments."""
        for kind, hit, miss in (("with", "tp", "fn"), ("without", "fp", "tn")):
            for segment in gold[kind]:
                outcome = hit if segment in text else miss
                self.counts[outcome] += 1
                if outcome in ("fn", "fp"):
                    self.misses.append(f"{outcome}\t{name}\t{segment!r}")

    def scores(self) -> tuple[float, float, float]:
        """Precision, recall, F."""
        c = self.counts
        precision = c["tp"] / max(1, c["tp"] + c["fp"])
        recall = c["tp"] / max(1, c["tp"] + c["fn"])
        return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def body_of(draft: Draft) -> str:
    """The body of a draft, a paragraph a line."""
    return "\n".join(p.text for p in draft.pieces if p.kind == "body")


def running_text_of(draft: Draft) -> str:
    """Standfirst and body of a draft, a paragraph a line."""
    return "\n".join(p.text for p in draft.pieces if p.kind in ("standfirst", "body"))


def load_pages(folder: Path, every: int) -> list[tuple[str, str, dict[str, Any]]]:
    """Address, markup and gold of every n-th page of the segment set."""
    gold: dict[str, dict[str, Any]] = json.loads((folder / "evaldata.json").read_text(encoding="utf-8"))
    found = []
    for url, entry in list(gold.items())[::every]:
        data = gzip.decompress((folder / "html" / f"{entry['file']}.gz").read_bytes())
        try:
            found.append((url, decode_text(data), entry))
        except Undecodable:
            found.append((url, "", entry))
    return found


def read_page(url: str, markup: str) -> Draft:
    """The draft of a page; an empty one where it is refused."""
    try:
        return read_html(url, markup, None)
    except (TooDeep, RecursionError):
        return Draft(url)


def score_segments(pages: Sequence[tuple[str, str, dict[str, Any]]], misses: Path | None) -> None:
    """Print segment scores and the share of right publication days."""
    body, running, days = Segments(), Segments(), Counter[str]()
    wrong_days = []
    for url, markup, gold in pages:
        draft = read_page(url, markup)
        body.add(gold["file"], body_of(draft), gold)
        running.add(gold["file"], running_text_of(draft), gold)
        if gold.get("date"):
            given = (draft.published or "")[:10]
            outcome = "right" if given == gold["date"] else "wrong" if given else "none"
            days[outcome] += 1
            if outcome != "right":
                wrong_days.append(f"date\t{gold['file']}\t{gold['date']}\t{given or '-'}\t{draft.published_basis}")
    for name, part in (("standfirst and body", running), ("body alone", body)):
        print("segments, {}: precision {:.4f}  recall {:.4f}  F {:.4f}".format(name, *part.scores()), dict(part.counts))
    total = sum(days.values())
    if total:
        print(f"publication day: {days['right'] / total:.4f} right of {total}", dict(days))
    if misses:
        misses.write_text("\n".join([*running.misses, *wrong_days]) + "\n", encoding="utf-8")


def score_gold_texts(folder: Path) -> None:
    """Print the overlap (F of character four-grams) with the gold text of each page."""
    scores = []
    for page in sorted(folder.glob("*.html.gz")):
        name = page.name.removesuffix(".html.gz")
        gold = (folder / f"{name}.txt").read_text(encoding="utf-8")
        score = overlap(body_of(read_page(name, decode_text(gzip.decompress(page.read_bytes())))), gold)
        scores.append(score)
        print(f"gold text: {name:<32} F {score:.4f}")
    print(f"gold text: mean F {sum(scores) / len(scores):.4f} of {len(scores)} pages")


def overlap(text: str, gold: str) -> float:
    """F of the multisets of character four-grams, spaces left out."""
    ours, theirs = (
        Counter(c[i : i + 4] for i in range(len(c) - 3)) for c in (re.sub(r"\s", "", t) for t in (text, gold))
    )
    shared = (ours & theirs).total()
    return 2 * shared / max(1, ours.total() + theirs.total())


def time_pages(pages: Sequence[tuple[str, str, dict[str, Any]]]) -> None:
    """Print pages a second, and the share of trafilatura's own speed on the same pages in the same run."""
    from trafilatura import bare_extraction

    ours = bare = 0.0
    for url, markup, _ in pages:
        start = time.process_time()
        read_page(url, markup)
        middle = time.process_time()
        bare_extraction(markup, favor_precision=True, include_comments=False, with_metadata=False)
        ours, bare = ours + middle - start, bare + time.process_time() - middle
    print(f"throughput: {len(pages) / ours:.1f} pages/s, {bare / ours:.2f} of the bare extractor")


def main() -> int:
    """Print the figures."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--pages", type=Path, default=PAGES)
    options.add_argument("--every", type=int, default=1)
    options.add_argument("--misses", type=Path)
    options.add_argument("--no-speed", action="store_true")
    chosen = options.parse_args()
    segments, texts = chosen.pages / "trafilatura_eval", chosen.pages / "cjk_pages"
    if segments.is_dir():
        pages = load_pages(segments, chosen.every)
        score_segments(pages, chosen.misses)
        if not chosen.no_speed:
            time_pages(pages[::5])
    else:
        print(f"segments: skipped, no {segments.name} at hand")
    if texts.is_dir():
        score_gold_texts(texts)
    else:
        print(f"gold text: skipped, no {texts.name} at hand")
    return 0


if __name__ == "__main__":
    sys.exit(main())
