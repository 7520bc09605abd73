"""How long a site of many stories takes to build from stored reports, and what is written again when one story changes.

The edition is that of a newsroom, its stories repeated with ids of their own until there are enough of them.

Usage: python benchmarks/site.py NEWSROOM [--stories 10000] [--langs en,ja,ko,zh] [--workers 2]
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from html import escape
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from dateline import group, link, publish
from dateline.model import Report
from dateline.newsroom import Newsroom
from dateline.newsroom.day import site_data


def edition(room: Path, langs: tuple[str, ...]) -> publish.SiteData:
    """The edition that a newsroom shows."""
    newsroom = Newsroom(room)
    ledger = newsroom.store.state("ledger", link.Ledger)
    grouping = newsroom.store.state("grouping", group.Grouping)
    reports = newsroom.store.state("reports", list[Report])
    articles = list(newsroom.store.articles())
    newsroom.close()
    if ledger is None or grouping is None or reports is None:
        raise SystemExit(f"{room} holds no run: dateline run SOURCES --newsroom {room}")
    return site_data(articles, ledger, grouping, reports, langs, publish.House(base_url="https://desk.example"))


def repeated(data: publish.SiteData, stories: int) -> publish.SiteData:
    """The edition with its stories, their facts, records and reports repeated."""
    published = {r.story for r in data.reports if not r.blocked}
    shown = [s for s in data.stories if s.id in published]
    rounds = -(-stories // len(shown))

    def copies(items: Any, field: str, *, renamed: bool = False) -> tuple[Any, ...]:
        own = [i for i in items if getattr(i, field) in published]
        return tuple(
            replace(i, **{field: f"{getattr(i, field)}x{n}"} | ({"id": f"{i.id}x{n}"} if renamed else {}))
            for n in range(rounds)
            for i in own
        )

    return replace(
        data,
        stories=copies(shown, "id")[:stories],
        facts=copies(data.facts, "story"),
        records=copies(data.records, "story", renamed=True),
        reports=copies(data.reports, "story", renamed=True),
    )


def _spent() -> float:
    """Processor time of this process and of those that it has waited for."""
    own, others = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + others.ru_utime + others.ru_stime


def _yardstick() -> float:
    """Processor time of a fixed job of the same kind (words put together and escaped): what a busy machine stretches alike."""
    begun = _spent()
    made = 0
    for number in range(200_000):
        made += len(escape(f"<p>{number} & {number * 7}</p>").encode())
    assert made
    return _spent() - begun


def _memory() -> str:
    """The most memory that this process, and any of those it waited for, has held; what forked processes share counts in each."""
    own, others = (resource.getrusage(who).ru_maxrss / 1e6 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return f"{own:.2f} GB, any other process {others:.2f} GB"


def _built(data: publish.SiteData, folder: Path, workers: int) -> tuple[publish.Built, float]:
    """Pages and index; how much processor time was the pages'."""
    used = _spent()
    built = publish.write_edition(data, folder / "site", workers=workers, memory=folder / "memory")
    pages = _spent() - used
    publish.index_site(data, folder / "site", memory=folder / "index")
    return built, pages


def main() -> None:
    """Build, build again, change one report, build again."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("newsroom", type=Path)
    parser.add_argument("--stories", type=int, default=10_000)
    parser.add_argument("--langs", default="en,ja,ko,zh")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--once", action="store_true", help="the first build alone")
    given = parser.parse_args()
    data = repeated(edition(given.newsroom, tuple(given.langs.split(","))), given.stories)
    print(f"{given.stories} stories, memory before {_memory()}", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        changed = replace(data, reports=(replace(data.reports[0], as_of="2031-01-01"), *data.reports[1:]))
        builds = (("first", data), ("again", data), ("one changed", changed))
        for name, shown in builds[:1] if given.once else builds:
            begun, used = time.perf_counter(), _spent()
            built, pages = _built(shown, Path(folder), given.workers)
            spent, took = _spent() - used, time.perf_counter() - begun
            ratio = spent / _yardstick()
            of = f"{spent:.1f} s of CPU, of it {spent - pages:.1f} s the index ({1000 * spent / given.stories:.2f} ms a story"
            print(
                f"{name}: {took:.1f} s, {of}, {ratio:.0f} yardsticks), {built.made} files made, {built.written} written"
            )
            print(f"memory {_memory()}", flush=True)


if __name__ == "__main__":
    main()
