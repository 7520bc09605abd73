"""A set of bundles with its gold, and what a newsroom made of it."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from matching import Gold
from people import Placed, place_chains

from dateline.group import Grouping
from dateline.link import Ledger
from dateline.model import Article, RecordRow
from dateline.newsroom import Newsroom
from dateline.newsroom.record import what_is_known


class Unwriting(Newsroom):
    """A newsroom that writes no reports: all that is scored here is known before the writing."""

    def _write(self, *_works: Any, **_options: Any) -> list[Any]:
        return []


@dataclass(frozen=True, slots=True)
class Scored:
    """The gold of each bundle, the bundle of each article, what is known after the run, and who is who in it."""

    gold: Mapping[str, Gold]
    bundle_of: Mapping[str, str]
    ledger: Ledger
    grouping: Grouping
    articles: Mapping[str, Article]
    placed: Placed

    def golds(self, key: str) -> list[Gold]:
        """The gold things of a key of expected.json, over all bundles."""
        return [thing for bundle in self.gold.values() for thing in bundle[key]]

    def rows(self, kind: str) -> list[RecordRow]:
        """The rows of the record of a kind that tell that something is so."""
        return [r for r in self.grouping.records if r.kind == kind and r.polarity == "positive"]

    def people_in(self, row: RecordRow) -> set[str]:
        """The people of gold that take part in a row."""
        return self.placed.among(p.entity for p in row.participants)

    def touches(self, bundle: str, articles: Iterable[str]) -> bool:
        """Whether one of these articles is of the bundle."""
        return any(self.bundle_of.get(article) == bundle for article in articles)


def run_newsroom(folder: Path, room: Path, langs: Sequence[str], *, write: bool) -> Scored:
    """All bundles of a folder in one run of one newsroom kept in ``room`` (readings there are used again); with ``write``
    the reports and the site too."""
    bundles = sorted(path.parent for path in folder.glob("*/expected.json"))
    gold = {b.name: json.loads((b / "expected.json").read_text(encoding="utf-8")) for b in bundles}
    bundle_of = {
        json.loads(line)["id"]: b.name
        for b in bundles
        for line in (b / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    }
    newsroom = (Newsroom if write else Unwriting)(room / "room")
    started = time.time()
    out = newsroom.run([b / "articles.jsonl" for b in bundles], langs=langs, out=room / "site", workers=1)
    rejected = [(r.input, r.code) for r in out.set_aside]
    told = f"facts {out.summary.facts}, withheld {out.summary.withheld}"
    print(f"RUN {time.time() - started:.0f} s, rejected {rejected}, {told}")
    known = what_is_known(newsroom, read=True)
    if known is None:
        raise SystemExit(f"nothing is known after the run over {folder}")
    articles = {a.id: a for a in known.articles}
    cast = {article: gold[bundle] for article, bundle in bundle_of.items()}
    placed = place_chains(cast, articles, known.readings, known.ledger)
    newsroom.close()
    return Scored(gold, bundle_of, known.ledger, known.grouping, articles, placed)
