"""The speed of a day's work, from web pages to checked reports in four languages, and its ratio to what bare extraction and
the bare language models cost on the same texts (CPU seconds of one process).

The pages are made of the articles of the bundles, whose texts are all different; there are no more than those.

Usage: python benchmarks/day.py [--articles 100] [--langs en,ja,ko,zh]
"""

from __future__ import annotations

import argparse
import html
import json
import random
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from speed import bare_extraction_of, bare_models_on

from dateline import ingest
from dateline.model import Article
from dateline.newsroom import Newsroom

BUNDLES = Path(__file__).parent / "bundles"
_SEED = 7


def rows_of(folders: Sequence[Path]) -> list[dict[str, Any]]:
    """The articles of the bundles of some folders as rows, in an order that mixes them."""
    files = sorted(p for folder in folders for p in folder.glob("*/articles.jsonl"))
    rows = [json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    random.Random(_SEED).shuffle(rows)
    return rows


def page_of(row: dict[str, Any]) -> str:
    """An article as a plain web page."""
    head, _, rest = str(row.get("text") or "").partition("\n")
    title = str(row.get("headline") or head)
    body = rest if title == head else str(row.get("text") or "")
    told = "".join(f"<p>{html.escape(part)}</p>" for part in body.split("\n") if part.strip())
    meta = f'<meta property="article:published_time" content="{html.escape(str(row.get("published") or ""))}">'
    return (
        f'<html lang="{html.escape(str(row.get("lang") or ""))}"><head><title>{html.escape(title)}</title>{meta}</head>'
        f"<body><article><h1>{html.escape(title)}</h1>{told}</article></body></html>"
    )


def made_pages(rows: Sequence[dict[str, Any]], folder: Path) -> Iterator[Path]:
    """The pages as files of a folder."""
    for number, row in enumerate(rows):
        path = folder / f"{number:04d}.html"
        path.write_text(page_of(row), encoding="utf-8")
        yield path


def main(argv: Sequence[str] | None = None) -> None:
    """Work through one day and print the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--articles", type=int, default=100)
    parser.add_argument("--langs", default="en,ja,ko,zh")
    options = parser.parse_args(argv)
    rows = rows_of(sorted(p for p in BUNDLES.iterdir() if p.is_dir()))[: options.articles]
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as spare:
        pages = list(made_pages(rows, Path(spare)))
        texts = [p.read_text(encoding="utf-8") for p in pages]
        read = [
            a
            for raw in ingest.gather_inputs(pages)
            if isinstance(raw, ingest.RawInput)
            for a in ingest.extract_input(raw)
        ]
        articles = [a for a in read if isinstance(a, Article)]
        bare_models_on(articles[:2])  # loaded before anything is measured
        bare = _cpu_of(lambda: bare_extraction_of(texts)) + _cpu_of(lambda: bare_models_on(articles))
        newsroom = Newsroom(Path(spare) / "room")
        start = time.perf_counter()
        spent = _cpu_of(
            lambda: newsroom.run(pages, langs=tuple(options.langs.split(",")), out=Path(spare) / "site", workers=1)
        )
        wall = time.perf_counter() - start
        newsroom.close()
    print(
        f"FIGURE day: articles {len(articles)}, a second {len(articles) / wall:.2f} (of CPU {len(articles) / spent:.2f})"
    )
    print(f"FIGURE day: ratio to bare extraction and models {spent / bare:.1f}")


def _cpu_of(work: Any) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


if __name__ == "__main__":
    main()
