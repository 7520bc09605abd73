"""How long a site of many stories takes to build from stored reports, and what is written again when one story changes.

The edition is that of a newsroom, its stories repeated with ids of their own until there are enough of them.

A busy machine stretches a yardstick (a fixed job of the same kind) as it stretches the build: floors are in yardsticks.

Usage: python benchmarks/site.py NEWSROOM [--stories 10000] [--langs en,ja,ko,zh] [--workers 2] [--floors]
"""

from __future__ import annotations

import argparse
import re
import resource
import sys
import tempfile
import time
import tomllib
from html import escape
from pathlib import Path

import msgspec
from msgspec.structs import replace

from dateline import group, link, publish
from dateline.model import Report
from dateline.newsroom import Newsroom
from dateline.newsroom.day import site_data

_WORDS = re.compile(rb'"((?:[^"\\]|\\.)*)"')
_COPIED = ("articles", "origins", "placements", "stories", "facts", "records", "reports")
_Copies = msgspec.defstruct(
    "_Copies", [(f.name, f.type) for f in msgspec.structs.fields(publish.SiteData) if f.name in _COPIED]
)


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


def _renamed(packed: bytes, ids: set[bytes], number: int) -> bytes:
    """Packed values in which ids have a number put behind."""
    end = b'x%d"' % number
    return _WORDS.sub(lambda found: found[0][:-1] + end if found[1] in ids else found[0], packed)


def repeated(data: publish.SiteData, stories: int) -> publish.SiteData:
    """The edition with its stories, and all that each rests on, repeated; people and places stay the same ones."""
    published = {r.story for r in data.reports if not r.blocked}
    shown = tuple(s for s in data.stories if s.id in published)
    own = replace(
        data,
        stories=shown,
        **{
            name: tuple(i for i in getattr(data, name) if i.story in published)
            for name in ("facts", "records", "reports")
        },
    )
    ids = {i.id.encode() for name in _COPIED if name != "placements" for i in getattr(own, name)}
    packed = msgspec.json.encode({name: getattr(own, name) for name in _COPIED})
    rounds = range(-(-stories // len(shown)))
    copies = [msgspec.json.decode(_renamed(packed, ids, n), type=_Copies) for n in rounds]
    made = {name: tuple(item for one in copies for item in getattr(one, name)) for name in _COPIED}
    kept = {s.id for s in made["stories"][:stories]}
    made = {n: tuple(i for i in items if not hasattr(i, "story") or i.story in kept) for n, items in made.items()}
    return replace(own, **made | {"stories": made["stories"][:stories]})


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


def _missed(spent: dict[str, float], stories: int) -> list[str]:
    """The floors that are missed, for people."""
    floors = tomllib.loads((Path(__file__).parent / "floors.toml").read_text())
    figures = {
        "site: yardsticks for 1,000 stories": 1000 * spent["first"] / stories,
        "site: built again, share of the first build": spent["again"] / spent["first"],
    }
    return [f"{name}: {found:.2f}" for name, found in figures.items() if found > floors[name]["value"]]


def main() -> int:
    """Build, build again, change one report, build again; 1 where floors are asked for and missed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("newsroom", type=Path)
    parser.add_argument("--stories", type=int, default=10_000)
    parser.add_argument("--langs", default="en,ja,ko,zh")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--floors", action="store_true", help="fail where a floor in floors.toml is missed")
    given = parser.parse_args()
    data = repeated(edition(given.newsroom, tuple(given.langs.split(","))), given.stories)
    print(f"{given.stories} stories, memory before {_memory()}", flush=True)
    ratios: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        changed = replace(data, reports=(replace(data.reports[0], as_of="2031-01-01"), *data.reports[1:]))
        builds = (("first", data), ("again", data), ("one changed", changed))
        for name, shown in builds:
            begun, used = time.perf_counter(), _spent()
            built, pages = _built(shown, Path(folder), given.workers)
            spent, took = _spent() - used, time.perf_counter() - begun
            ratios[name] = spent / _yardstick()
            of = f"{spent:.1f} s of CPU, of it {spent - pages:.1f} s the index ({1000 * spent / given.stories:.2f} ms a story"
            print(
                f"{name}: {took:.1f} s, {of}, {ratios[name]:.0f} yardsticks), {built.made} files made, {built.written} written"
            )
            print(f"memory {_memory()}", flush=True)
    missed = _missed(ratios, given.stories) if given.floors else []
    for one in missed:
        print(f"missed: {one}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
