"""Extraction quality on real pages: wanted and unwanted segments, gold texts, publication dates, throughput.

The pages are public test sets that are not part of the project; where they are not there, each part says so and is
skipped. Segment F: a wanted segment found in the text is a true positive, an unwanted one a false positive, as the
makers of the set count (trafilatura, ``tests/evaluate.py``). The text is standfirst and body; the headline is left out, as there.

Usage: python benchmarks/pages.py [--pages FOLDER] [--every N] [--misses FILE]
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from dateline.ingest.addresses import host_of
from dateline.ingest.decode import Undecodable, decode_text
from dateline.ingest.draft import Draft
from dateline.ingest.html import TooDeep, parse_page, read_html
from dateline.ingest.page_dates import read_stated
from dateline.ingest.page_meta import read_head
from dateline.ingest.written_days import locale_of

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


def half_of(url: str) -> int:
    """0 or 1 by a digest of the address: rules are tuned on the pages of half 0 and confirmed on those of half 1."""
    return hashlib.sha256(url.encode()).digest()[-1] % 2


@dataclass
class Days:
    """Counts of publication days, right, wrong and none, by half; ``held`` leaves out what the page itself contradicts."""

    counts: Counter[tuple[int, str]] = field(default_factory=Counter)
    held: Counter[str] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)

    def add(self, url: str, markup: str, gold: Mapping[str, Any], draft: Draft) -> None:
        """Count one page with a day in the set."""
        given = (draft.published or "")[:10]
        outcome = "right" if given == gold["date"] else "wrong" if given else "none"
        self.counts[half_of(url), outcome] += 1
        if outcome == "right" or not is_contradicted(url, markup, gold["date"]):
            self.held[outcome] += 1
        if outcome != "right":
            self.misses.append(f"date\t{gold['file']}\t{gold['date']}\t{given or '-'}\t{draft.published_basis}")

    def show(self) -> None:
        """Print the shares."""
        for half in (0, 1):
            told = {k: n for (h, k), n in self.counts.items() if h == half}
            print(f"publication day, half {half}: {told.get('right', 0) / max(1, sum(told.values())):.4f}", told)
        every, held = self.counts.total(), self.held.total()
        right = sum(n for (_, outcome), n in self.counts.items() if outcome == "right")
        print(f"publication day: {right / max(1, every):.4f} right of {every}")
        print(f"  where the page does not contradict the set: {self.held['right'] / max(1, held):.4f} right of {held}")


def is_contradicted(url: str, markup: str, day: str) -> bool:
    """Whether the set's day is none at all, or the page states one other publication outright, more than a day away
    (the set often has the day of the last change, or of the download)."""
    try:
        wanted = date.fromisoformat(day)
    except ValueError:
        return True
    tree = parse_page(markup)
    if tree is None:
        return False
    head = read_head(tree)
    locale = locale_of(head.fields.get("lang"), host_of(url))
    stated = {date.fromisoformat(s[:10]) for raw in head.published if (s := read_stated(raw, locale))}
    return len(stated) == 1 and abs((stated.pop() - wanted).days) > 1


def score_segments(pages: Sequence[tuple[str, str, dict[str, Any]]], misses: Path | None) -> None:
    """Print segment scores, by half and in all, and the share of right publication days."""
    body, days = Segments(), Days()
    halves = (Segments(), Segments())
    for url, markup, gold in pages:
        draft = read_page(url, markup)
        body.add(gold["file"], body_of(draft), gold)
        halves[half_of(url)].add(gold["file"], running_text_of(draft), gold)
        if gold.get("date"):
            days.add(url, markup, gold, draft)
    running = Segments(halves[0].counts + halves[1].counts, halves[0].misses + halves[1].misses)
    parts = (("standfirst and body", running), ("half 0", halves[0]), ("half 1", halves[1]), ("body alone", body))
    for name, part in parts:
        print("segments, {}: precision {:.4f}  recall {:.4f}  F {:.4f}".format(name, *part.scores()), dict(part.counts))
    days.show()
    if misses:
        misses.write_text("\n".join([*running.misses, *days.misses]) + "\n", encoding="utf-8")


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
