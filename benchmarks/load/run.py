"""What a whole run costs on stored readings: link, group, write and check, in newsrooms of growing size.

Each newsroom is filled with variants of the 29 bundles of ``tests/fixtures/stories`` and ``benchmarks/bundles`` (see
``varying.py``), already read; then one run does the rest, without a site. It grows as an institute's archive does: a watch
brings in some thousand articles a week, so that 100,000 are two years; a smaller newsroom is spread over fourteen weeks, in which
most plans come to their day. (All within fourteen weeks whatever the number would be a thousand reports a day on what ten casts
of people do, and events run into one another as no year of news does.) What grows is kept hard: the same ten casts of
office-holders do everything from beginning to end, and everybody else is new in each event; what one bundle tells happens to two
casts in one week, and to each cast again within five.

Each size runs in a process of its own, without the analysers that read the bundles. Printed: processor seconds by stage,
milliseconds an article, and the most memory held. ``--once-more`` adds one event to the newsroom when it is done and runs again:
what a new article costs.

On a busy machine set OPENBLAS_NUM_THREADS=1: threads that wait for one another are counted as work.

Usage: python benchmarks/load/run.py [--sizes 1000,10000,100000] [--langs en,ko] [--once-more] [--grouped] [--workers 2]
    [--svg docs/images/load.svg]
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime
from itertools import islice
from pathlib import Path
from typing import Any

import msgspec
from curve import curve_of, draw
from varying import CASTS, Bundle

from dateline import ingest, read
from dateline.engine import InProcess
from dateline.model import Article, Reading
from dateline.newsroom import Newsroom
from dateline.newsroom.day import reading_key
from dateline.newsroom.papers import StoryPaper, StoryWork
from dateline.newsroom.standing import standing_articles

ROOT = Path(__file__).parents[2]
BUNDLES = (ROOT / "tests" / "fixtures" / "stories", ROOT / "benchmarks" / "bundles")
FIRST, FEWEST_WEEKS, A_WEEK = date(2026, 1, 5), 14, 1000
"""The week that newsrooms begin with, how many weeks each has at least, and how many articles come in a week of a larger one."""


class Clock:
    """Processor seconds by stage: what passes between two reports of progress is the later one's. That of workers counts when
    they end: before grouping reports, and after writing has. Where each stage stands is shown on the error stream, at its end
    and in tenths."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = {}
        self._last, self._by_children = time.process_time(), spent_by_children()
        self._begun = time.time()

    def __call__(self, stage: str, done: int, total: int) -> None:
        now, by_children = time.process_time(), spent_by_children()
        self.spent[stage] = self.spent.get(stage, 0.0) + now - self._last
        theirs = "write" if stage == "publish" else stage
        self.spent[theirs] = self.spent.get(theirs, 0.0) + by_children - self._by_children
        self._last, self._by_children = now, by_children
        if total and done % max(1, total // 10) == 0:
            stood = f"{time.time() - self._begun:.0f} s, {self.spent[stage]:.0f} s of it here by the processor"
            print(f"  {stage} {done} of {total}: {stood}, {most_held():.0f} MB", file=sys.stderr, flush=True)


def most_held() -> float:
    """The most memory that this process held so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


class Scales(threading.Thread):
    """Weighs this process with those that it started, together, every few seconds: what they share counts once (the
    proportional set size that Linux gives). ``most`` is in MB."""

    def __init__(self, seconds: float = 2.0) -> None:
        super().__init__(daemon=True)
        self.most = 0.0
        self._seconds, self._done = seconds, threading.Event()

    def run(self) -> None:
        """Weigh until it is told to stop."""
        while not self._done.wait(self._seconds):
            self.most = max(self.most, sum(held_by(process) for process in with_children(os.getpid())))

    def stop(self) -> float:
        """The most that was weighed; at least what this process alone held."""
        self._done.set()
        self.join()
        return max(self.most, most_held())


def with_children(process: int) -> Iterator[int]:
    """A process and all that it started, and they."""
    yield process
    for listed in Path(f"/proc/{process}/task").glob("*/children"):
        with suppress(OSError):  # it has ended since
            for child in listed.read_text().split():
                yield from with_children(int(child))


def held_by(process: int) -> float:
    """What a process holds, in MB; 0 where it has ended or nobody tells."""
    with suppress(OSError):
        for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1024
    return 0.0


def spent_by_children() -> float:
    """Processor seconds of the workers that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


class Unpublished(Newsroom):
    """A newsroom whose runs make no site, and write no reports either where they stop when stories are grouped."""

    grouped, hands = False, 1

    def _publish(self, *_: object) -> None:
        return

    def _write(self, works: Iterable[StoryWork], *rest: Any) -> list[StoryPaper]:
        return [] if self.grouped else super()._write(works, *rest)


def read_bundles() -> list[Bundle]:
    """All bundles, read once."""
    found = []
    for path in sorted(path for folder in BUNDLES for path in folder.glob("**/articles.jsonl")):
        raws = ingest.gather_inputs([path])
        articles = [a for raw in raws for a in ingest.extract_input(raw) if isinstance(a, Article)]  # type: ignore[arg-type]
        found.append(Bundle.of(articles, list(InProcess().map(read.read_article, articles))))
    return found


def vary_bundles(bundles: Sequence[Bundle], count: int, start: int = 0) -> Iterator[tuple[Article, Reading]]:
    """``count`` articles, bundle after bundle, each variant another event; those of one bundle come at even distances."""
    made, number, weeks = 0, start, max(FEWEST_WEEKS, -(-count // A_WEEK))
    turns = -(-count // sum(len(b.articles) for b in bundles))
    while made < count:
        turn, kind = divmod(number, len(bundles))
        bundle, cast, week = bundles[kind], turn % CASTS, (turn * weeks // turns + kind) % weeks
        for pair in bundle.vary(number, cast, (FIRST - bundle.first_day()).days // 7 + week):
            if made < count:
                yield pair
                made += 1
        number += 1


def fill(room: Newsroom, pairs: Iterator[tuple[Article, Reading]]) -> None:
    """Put articles and their readings into a newsroom, some at a time."""
    while batch := list(islice(pairs, 500)):
        for article, reading in batch:
            room.store.put_reading(reading_key(article), article, reading)
        room.store.put_articles([article for article, _ in batch])
    given = {a.id: a for a in room.store.articles()}
    for standing in standing_articles(room.store, list(given.values()), datetime.now(UTC))[0]:
        reading = room.store.result("read", reading_key(given[standing.id]), Reading)
        if standing != given[standing.id] and reading is not None:  # a version of another by its headline
            room.store.put_reading(reading_key(standing), standing, reading)


def measure(
    bundles: Sequence[Bundle], count: int, langs: Sequence[str], *, once_more: bool, grouped: bool, workers: int
) -> Iterator[str]:
    """Lines on one size."""
    with tempfile.TemporaryDirectory(prefix="dateline-load-") as folder:
        room = Unpublished(folder)
        room.grouped, room.hands = grouped, workers
        fill(room, vary_bundles(bundles, count))
        yield _run(room, count, langs, f"{count} articles")
        if once_more:
            fill(room, vary_bundles(bundles, 12, start=10_000_000))
            yield _run(room, 12, langs, f"12 more on {count}")
        room.close()


def _run(room: Unpublished, count: int, langs: Sequence[str], what: str) -> str:
    clock, wall, scales = Clock(), time.time(), Scales()
    scales.start()
    found = room.run_inputs([], langs=langs, out=room.path / "site", progress=clock, workers=room.hands).summary
    spent = sum(clock.spent.values())
    stages = {stage: round(1000 * s / count, 2) for stage, s in clock.spent.items() if stage != "ingest"}
    memory = scales.stop()
    return (
        f"{what}: {count / spent:.0f} articles/s, {1000 * spent / count:.1f} ms an article {json.dumps(stages)}, "
        f"{memory:.0f} MB; {found.stories} stories, {sum(found.facts.values())} facts, {found.reports} reports, "
        f"{found.withheld} facts withheld; {time.time() - wall:.0f} s by the clock"
    )


def main(argv: Sequence[str] | None = None) -> None:
    """Measure each size in a process of its own, on bundles that another has read."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--sizes", default="1000,10000")
    parser.add_argument("--langs", default="en")
    parser.add_argument("--once-more", action="store_true")
    parser.add_argument("--grouped", action="store_true", help="stop when stories are grouped")
    parser.add_argument(
        "--workers", type=int, default=1, help="processes that work out stories and write; their memory counts"
    )
    parser.add_argument("--svg", type=Path, help="draw the curve")
    parser.add_argument("--bundles", type=Path, help="in this process, on bundles read before")
    parser.add_argument("--read", type=Path, help="read the bundles into a file, and nothing more")
    options = parser.parse_args(argv)
    if options.read:
        options.read.write_bytes(msgspec.msgpack.encode(read_bundles()))
    elif options.bundles:
        bundles = msgspec.msgpack.decode(options.bundles.read_bytes(), type=list[Bundle])
        chosen = options.langs.split(",")
        size, once_more, grouped = int(options.sizes), options.once_more, options.grouped
        for line in measure(bundles, size, chosen, once_more=once_more, grouped=grouped, workers=options.workers):
            print(line, flush=True)
    else:
        _measure_all(options)


def _measure_all(options: argparse.Namespace) -> None:
    again = ["--langs", options.langs, "--workers", str(options.workers)]
    again += [f"--{name}" for name in ("once-more", "grouped") if options.__dict__[name.replace("-", "_")]]
    lines: list[str] = []
    with tempfile.TemporaryDirectory(prefix="dateline-bundles-") as folder:
        held = str(Path(folder) / "bundles")
        subprocess.run([sys.executable, __file__, "--read", held], check=True)
        for size in options.sizes.split(","):
            command = [sys.executable, __file__, "--bundles", held, "--sizes", size, *again]
            with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
                for line in child.stdout or ():
                    print(line, end="", flush=True)
                    lines.append(line)
            if child.returncode:
                raise SystemExit(child.returncode)
    if options.svg:
        options.svg.write_text(draw(curve_of(lines)), encoding="utf-8")


if __name__ == "__main__":
    main()
