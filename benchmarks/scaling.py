"""What a second worker brings: one run, from articles to checked reports, by each engine with one worker and with two.

Each newsroom begins with the same articles (variants of the bundles, see ``load/varying.py``), none of them read. The clusters
are real ones on this machine: a head that runs nothing, and workers of one core each. Printed for each engine: seconds by the
clock, by stage, and a digest of all that came of it, which must be one; at the end how many times faster two are than one.
Linking, and the ties between stories, are the work of the process that was started, whatever the engine.

Nothing else may run on the machine meanwhile, and it needs as many cores as workers and one for the head to tell much.

Usage: python benchmarks/scaling.py [--articles 1000] [--langs en] [--engines process,pool:1,pool:2,ray:1,ray:2]
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import msgspec

sys.path.append(str(Path(__file__).parent / "load"))
from run import Unpublished, read_bundles, vary_bundles

from dateline.group import Grouping
from dateline.model import Article, Report, digest

STAGES = ("read", "link", "group", "write")


class Clock:
    """Seconds by the clock, by stage: what passes between two reports of progress is the later one's."""

    def __init__(self) -> None:
        self.spent = dict.fromkeys(STAGES, 0.0)
        self._last = time.monotonic()

    def __call__(self, stage: str, done: int, total: int) -> None:
        now = time.monotonic()
        if stage in self.spent:
            self.spent[stage] += now - self._last
        self._last = now


@contextmanager
def cluster_of(workers: int) -> Iterator[str]:
    """The address of a cluster of so many workers, which is gone afterwards."""
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    import ray
    from ray.cluster_utils import Cluster

    made = Cluster(initialize_head=True, head_node_args={"num_cpus": 0, "include_dashboard": False})
    for _ in range(workers):
        made.add_node(num_cpus=1)
    try:
        yield str(made.address)
    finally:
        ray.shutdown()
        made.shutdown()


def measure(articles: Sequence[Article], langs: Sequence[str], engine: str, workers: int) -> tuple[float, str, Clock]:
    """Seconds by the clock, a digest of stories, facts, rows and reports, and the clock by stage."""
    with tempfile.TemporaryDirectory(prefix="dateline-scaling-") as folder:
        room = Unpublished(folder)
        room.settings = msgspec.structs.replace(room.settings, engine=engine, workers=workers)
        room.store.put_articles(articles)
        clock, begun = Clock(), time.monotonic()
        room.run_inputs([], langs=langs, out=room.path / "site", progress=clock)
        lasted = time.monotonic() - begun
        came = digest(room.store.state("grouping", Grouping), room.store.state("reports", list[Report]))
        room.close()
    return lasted, came, clock


def measure_named(articles: Sequence[Article], langs: Sequence[str], name: str) -> tuple[float, str, Clock]:
    """``measure`` on ``process``, ``pool:N`` or ``ray:N``."""
    kind, _, number = name.partition(":")
    if kind != "ray":
        return measure(articles, langs, kind, int(number or 1))
    with cluster_of(int(number)) as address:
        return measure(articles, langs, f"ray:{address}", int(number))


def main(argv: Sequence[str] | None = None, say: Callable[[str], object] = print) -> None:
    """One line an engine."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--langs", default="en")
    parser.add_argument("--engines", default="process,pool:1,pool:2,ray:1,ray:2")
    options = parser.parse_args(argv)
    articles = [article for article, _ in vary_bundles(read_bundles(), options.articles)]
    took: dict[str, float] = {}
    came: set[str] = set()
    for name in options.engines.split(","):
        took[name], digest_, clock = measure_named(articles, options.langs.split(","), name)
        came.add(digest_)
        stages = ", ".join(f"{stage} {seconds:.0f}" for stage, seconds in clock.spent.items())
        say(f"{name}: {took[name]:.0f} s for {len(articles)} articles ({stages}), {digest_[:12]}")
    for kind in ("pool", "ray"):
        if {f"{kind}:1", f"{kind}:2"} <= set(took):
            say(f"{kind}: two workers are {took[f'{kind}:1'] / took[f'{kind}:2']:.2f} times as fast as one")
    if len(came) != 1:
        raise SystemExit("the engines do not give the same")


if __name__ == "__main__":
    main()
