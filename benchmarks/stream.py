"""What it costs to group articles online, as the archive grows.

Real feed items (one JSON object a line, also gzipped: ``title``, ``description``, ``published`` or ``first_seen``, ``source``,
``url``) are read once and then varied until there are as many as asked for: each variant has its own day, near that of its item,
turned lead vectors, other words and people, and one in five is a copy word for word. They come in the order of time, in
portions; the stories are kept up to date after each (``dateline.group.Stream``). Printed for each block: articles a second of
processor time, and what an article costs. ``--svg`` draws the curve. Profiles are kept in ``--kept`` between runs.

On a busy machine set OPENBLAS_NUM_THREADS=1: threads that wait for one another are counted as work.

Usage: python benchmarks/stream.py ITEMS [--count 100000] [--real 4000] [--kept FILE] [--svg docs/images/stream.svg]
"""

from __future__ import annotations

import argparse
import gzip
import json
import resource
import time
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from dateline.group import Profile, Stream, make_profile
from dateline.group.dossier import Dossier
from dateline.group.profiles import to_steps
from dateline.model import Article, Block, article_id, normalize_text
from dateline.read import read_article

PORTION, BLOCK = 100, 5000
WIDTH, HEIGHT, LEFT, TOP = 640, 300, 70, 30


def make_article(row: Mapping[str, Any]) -> Article:
    """An article of a feed item: its title the headline, its description the body."""
    head = normalize_text(row["title"] or "").strip()
    rest = normalize_text(row.get("description") or "").strip()
    text = f"{head}\n{rest}" if rest else head
    blocks = [Block("headline", 0, len(head), "en")] + ([Block("body", len(head) + 1, len(text), "en")] if rest else [])
    return Article(
        id=article_id(row["url"], row["source"], text),
        source=row["url"],
        outlet=row["source"],
        lang="en",
        headline=head,
        published=_day(row),
        published_basis="given",
        text=text,
        blocks=tuple(blocks),
        source_class="reporting",
    )


def _day(row: Mapping[str, Any]) -> str:
    told = str(row.get("published") or row["first_seen"])
    return told[:10] if told[:4].isdigit() else parsedate_to_datetime(told).date().isoformat()


def read_items(path: Path, real: int) -> list[Profile]:
    """The profiles of ``real`` items, evenly over the file."""
    data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    rows = [json.loads(line) for line in data.splitlines()]
    chosen = rows[:: max(1, len(rows) // real)][:real]
    articles = {a.id: a for a in map(make_article, chosen) if a.text}
    started = time.process_time()
    dossiers = [Dossier(a, read_article(a)) for a in articles.values()]
    print(f"read {len(dossiers)} items at {len(dossiers) / (time.process_time() - started):.0f}/s")
    started = time.process_time()
    profiles = [make_profile(d) for d in dossiers]
    print(f"profiles made at {len(profiles) / (time.process_time() - started):.0f}/s of one core")
    return profiles


def vary(profiles: Sequence[Profile], count: int) -> list[Profile]:
    """``count`` profiles in the order of time: the real ones, and variants of them."""
    rng = np.random.default_rng(20260101)
    made = [p for p in profiles if p.day]
    real = list(made)
    while len(made) < count:
        made.append(_variant(real[len(made) % len(real)], len(made), rng))
    return sorted(made, key=lambda p: p.order)


def _variant(item: Profile, number: int, rng: np.random.Generator) -> Profile:
    day = item.day + int(rng.integers(-3, 4))
    name = f"a{number:07d}{item.article[1:9]}"
    if rng.random() < 0.2:
        return msgspec.structs.replace(item, article=name, day=day, published=date.fromordinal(day).isoformat())
    rows = item.lead_rows().astype(np.float64)
    rows = rows + rng.normal(scale=400 * 0.9 / np.sqrt(512), size=rows.shape)
    lead = to_steps((rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32))
    total = lead.sum(axis=0).astype(np.float64)
    centre = to_steps((total / max(1e-9, float(np.linalg.norm(total))))[None, :].astype(np.float32))
    bins = np.frombuffer(item.bins, dtype=np.uint16).astype(np.int64)
    other = np.unique(np.where(rng.random(len(bins)) < 0.4, rng.integers(0, 4096, len(bins)), bins)).astype(np.uint16)
    weights = np.full(len(other), round(1000 / np.sqrt(max(1, len(other)))), dtype=np.uint16)
    best = sorted(int(b) for b in other[:5])
    return msgspec.structs.replace(
        item,
        article=name,
        day=day,
        published=date.fromordinal(day).isoformat(),
        lead=lead.tobytes(),
        centre=centre.tobytes(),
        bins=other.tobytes(),
        weights=weights.tobytes(),
        people={(k if rng.random() < 0.5 else f"{k}{number % 97}"): n for k, n in item.people.items()},
        terms=tuple(a * 4096 + b for n, a in enumerate(best) for b in best[n + 1 :]),
        bands=tuple(b ^ number for b in item.bands),
        sentences=tuple(s ^ number for s in item.sentences),
    )


def group_online(profiles: Sequence[Profile]) -> Iterator[tuple[int, float]]:
    """Group in portions; gives after each block how many articles there are and the seconds that it took."""
    stream = Stream()
    started, wall = time.process_time(), time.time()
    for start in range(0, len(profiles), PORTION):
        stream.put(profiles[start : start + PORTION])
        if len(stream) % BLOCK < PORTION and len(stream) >= BLOCK:
            spent, started = time.process_time() - started, time.process_time()
            memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            stories = len(stream.stories())
            largest = max(len(stream.story(n)) for n in stream.stories())
            print(
                f"{len(stream):7d} articles, {stories} stories (largest {largest}): {BLOCK / spent:.0f}/s, "
                f"{1000 * spent / BLOCK:.2f} ms an article; {memory:.0f} MB; {time.time() - wall:.0f} s by the clock",
                flush=True,
            )
            yield len(stream), spent
            started = time.process_time()


def draw(points: Sequence[tuple[int, float]]) -> str:
    """The curve as an SVG: milliseconds an article over articles already there."""
    costs = [(n, 1000 * spent / BLOCK) for n, spent in points]
    most, high = max(n for n, _ in costs), max(6.0, max(c for _, c in costs) * 1.2)

    def x(n: float) -> float:
        return round(LEFT + (WIDTH - LEFT - 20) * n / most, 1)

    def y(cost: float) -> float:
        return round(HEIGHT - 45 - (HEIGHT - 45 - TOP) * cost / high, 1)

    line = " ".join(f"{x(n)},{y(c)}" for n, c in costs)
    goal = f'<line x1="{LEFT}" x2="{WIDTH - 20}" y1="{y(5)}" y2="{y(5)}" stroke="#a33" stroke-dasharray="5 4"/>'
    marks = "".join(
        f'<text x="{x(n)}" y="{HEIGHT - 26}" text-anchor="middle">{n // 1000},000</text>'
        for n, _ in costs
        if n % 20000 == 0 or n == 10000
    )
    marks += "".join(
        f'<text x="{LEFT - 8}" y="{y(c) + 4}" text-anchor="end">{c}</text>' for c in range(0, int(high) + 1)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'font-family="sans-serif" font-size="12" fill="#333">'
        f"<title>Milliseconds of processor time to group one more article, by the number already grouped</title>"
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>'
        f'<text x="{LEFT}" y="18">ms an article, one core; the dashed line is 200 articles a second</text>{goal}'
        f'<polyline points="{line}" fill="none" stroke="#246" stroke-width="2"/>{marks}'
        f'<text x="{(LEFT + WIDTH) / 2}" y="{HEIGHT - 8}" text-anchor="middle">articles already there</text></svg>\n'
    )


def main(argv: Sequence[str] | None = None) -> None:
    """Measure and draw."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("items", type=Path)
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--real", type=int, default=4000)
    parser.add_argument("--kept", type=Path)
    parser.add_argument("--svg", type=Path)
    options = parser.parse_args(argv)
    if options.kept and options.kept.exists():
        profiles = msgspec.msgpack.decode(options.kept.read_bytes(), type=list[Profile])
    else:
        profiles = read_items(options.items, options.real)
        if options.kept:
            options.kept.write_bytes(msgspec.msgpack.encode(profiles))
    points = list(group_online(vary(profiles, options.count)))
    if options.svg:
        options.svg.write_text(draw(points), encoding="utf-8")


if __name__ == "__main__":
    main()
