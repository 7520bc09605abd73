"""Clusters of short articles with gold on origins, support and disagreement, and what a newsroom made of them.

``python tests/newsroom/clusters.py FILE.toml`` prints the figures, and each error on a line.
"""

from __future__ import annotations

import json
import sys
import tempfile
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dateline.group import Grouping
from dateline.model import Anchor, Article, Fact
from dateline.newsroom import Newsroom
from dateline.newsroom.record import what_is_known

CLUSTERS = Path(__file__).parents[1] / "fixtures" / "support"
Gold = Mapping[str, Any]


class Unwriting(Newsroom):
    """A newsroom that writes no reports: all that is scored here is known before the writing."""

    def _write(self, *_works: Any, **_options: Any) -> list[Any]:
        return []


@dataclass
class Score:
    """What was counted, and a line for each error."""

    counts: Counter[str] = field(default_factory=Counter)
    lines: list[str] = field(default_factory=list)

    def share(self, of: str, among: str) -> float:
        return self.counts[of] / self.counts[among] if self.counts[among] else 1.0

    def origins(self) -> float:
        """B-cubed F1 of origins over all articles."""
        precision, recall = (self.counts[n] / self.counts["articles"] for n in ("precision", "recall"))
        return 2 * precision * recall / (precision + recall)

    def figures(self) -> Iterator[str]:
        """One line a figure."""
        counts = self.counts
        yield f"origins B-cubed {self.origins():.3f}"
        yield f"corroborated called so {counts['called']}/{counts['corroborated']}"
        yield f"support right {counts['right']}/{counts['facts']}, of {counts['told']} told"
        yield f"corroborated on one origin {counts['false']}/{counts['given_corroborated']}"
        yield f"disputes found {counts['found']}/{counts['disputes']}, class right {counts['class']}"
        yield f"told as disputed that are {counts['disputed_right']}/{counts['disputed']}"


def load_clusters(path: Path) -> list[Gold]:
    """The clusters of a file."""
    found: list[Gold] = tomllib.loads(path.read_text(encoding="utf-8"))["cluster"]
    return found


def group_clusters(clusters: Sequence[Gold], room: Path) -> tuple[Grouping, dict[str, Article]]:
    """All articles of the clusters through one newsroom kept in ``room``."""
    source = room / "articles.jsonl"
    articles = [a for c in clusters for a in c["article"]]
    source.write_text("".join(json.dumps({"schema": 1, "source": a["id"], **_clean(a)}) + "\n" for a in articles))
    newsroom = Unwriting(room / "room")
    newsroom.run([source], langs=["en"], out=room / "site", workers=1)
    known = what_is_known(newsroom, read=True)
    newsroom.close()
    assert known is not None
    return known.grouping, {a.id: a for a in known.articles}


def _clean(article: Gold) -> dict[str, Any]:
    return {**article, "text": article["text"].strip()}


def score_clusters(clusters: Sequence[Gold], grouping: Grouping, articles: Mapping[str, Article]) -> Score:
    """Everything that the gold of the clusters can tell."""
    score = Score()
    for cluster in clusters:
        inside = {a["id"] for a in cluster["article"]}
        stories = {p.story for p in grouping.placements if p.article in inside}
        if len(stories) > 1:
            score.lines.append(f"SPLIT_STORY {cluster['name']} {len(stories)}")
        facts = [f for f in grouping.facts if any(a.article in inside for a in _anchors(f))]
        _score_origins(cluster, grouping, score)
        for gold in cluster.get("fact", ()):
            _score_fact(cluster, gold, facts, articles, score)
        _score_disputes(cluster, facts, score)
        _score_false(cluster, facts, score)
    return score


def _anchors(fact: Fact) -> list[Anchor]:
    return [*fact.anchors, *(a for v in fact.values for a in v.anchors)]


def _score_origins(cluster: Gold, grouping: Grouping, score: Score) -> None:
    gold = {a: frozenset(o) for o in cluster["origins"] for a in o}
    made = {p.article: p.origin for p in grouping.placements}
    for article, theirs in gold.items():
        ours = {a for a in gold if made[a] == made[article]}
        shared = len(ours & theirs)
        score.counts["articles"] += 1
        score.counts["precision"] += shared / len(ours)  # type: ignore[assignment]
        score.counts["recall"] += shared / len(theirs)  # type: ignore[assignment]
        if ours != theirs:
            score.lines.append(f"ORIGIN {cluster['name']} {article}: {sorted(ours)} for {sorted(theirs)}")


def _origins_told(cluster: Gold, gold: Gold, fact: Fact, articles: Mapping[str, Article]) -> set[int]:
    """The origins of gold of which a fact has the passage."""
    found = set()
    for article, words in gold["passages"].items():
        start = articles[article].text.index(words)
        if any(a.article == article and a.start < start + len(words) and start < a.end for a in fact.anchors):
            found |= {n for n, origin in enumerate(cluster["origins"]) if article in origin}
    return found


def _kind_of(fact: Fact) -> str:
    if fact.slots is not None:
        return fact.slots.kind
    return "toll" if any(v.unit in ("dead", "injured", "missing") for v in fact.values) else "figure"


def _score_fact(
    cluster: Gold, gold: Gold, facts: Sequence[Fact], articles: Mapping[str, Article], score: Score
) -> None:
    told = {f.id: (f, _origins_told(cluster, gold, f, articles)) for f in facts if _kind_of(f) in gold["kinds"]}
    if "polarity" in gold:
        told = {k: v for k, v in told.items() if v[0].slots and v[0].slots.polarity == gold["polarity"]}
    given = [(f, origins) for f, origins in told.values() if origins]
    right = {gold["support"], *gold.get("accept", ())}
    ok = any(f.support in right for f, _ in given)
    score.counts["facts"] += 1
    score.counts["told"] += bool(given)
    score.counts["right"] += ok
    called = any(f.support == "corroborated" and len(origins) > 1 for f, origins in given)
    if gold["support"] == "corroborated" and "accept" not in gold:
        score.counts["corroborated"] += 1
        score.counts["called"] += called
    if not ok or (gold["support"] == "corroborated" and not called):
        shown = [(f.support, _kind_of(f), [a.article for a in f.anchors]) for f, _ in given]
        score.lines.append(f"FACT {cluster['name']} want {gold['support']} given {shown} | {gold['text']}")


def _score_disputes(cluster: Gold, facts: Sequence[Fact], score: Score) -> None:
    golds = cluster.get("dispute", ())
    for gold in golds:
        classes = {gold["class"], *gold.get("accept", ())}
        shown = [f for f in facts if _is_of(f, gold)]
        score.counts["disputes"] += 1
        score.counts["found"] += any(f.cause is not None for f in shown)
        score.counts["class"] += any(f.cause in classes for f in shown)
        if not any(f.cause in classes for f in shown):
            given = [(f.support, f.cause, [v.value for v in f.values]) for f in shown]
            score.lines.append(f"DISPUTE {cluster['name']} {gold['class']} {gold['values']} given {given}")
    for fact in (f for f in facts if f.support == "disputed"):
        open_ones = [g for g in golds if {g["class"], *g.get("accept", ())} & {"conflict", "attribution", "rung"}]
        right = any(_is_of(fact, gold) for gold in open_ones)
        score.counts["disputed"] += 1
        score.counts["disputed_right"] += right
        if not right:
            values = [(v.value, v.unit, [a.article for a in v.anchors]) for v in fact.values]
            score.lines.append(f"DISPUTED {cluster['name']} {fact.slot} {fact.cause} {values} {fact.text[:60]}")


def _is_of(fact: Fact, gold: Gold) -> bool:
    if "slot" in gold and not gold["values"]:
        return fact.slot == gold["slot"] and fact.cause is not None
    return fact.cause is not None and set(gold["values"]) <= {v.value for v in fact.values}


def _score_false(cluster: Gold, facts: Sequence[Fact], score: Score) -> None:
    origin_of = {a: n for n, origin in enumerate(cluster["origins"]) for a in origin}
    for fact in (f for f in facts if f.support == "corroborated"):
        alone = len({origin_of[a.article] for a in fact.anchors if a.article in origin_of}) < 2
        score.counts["given_corroborated"] += 1
        score.counts["false"] += alone
        if alone:
            score.lines.append(f"FALSE {cluster['name']} {[a.article for a in fact.anchors]} {fact.text[:80]}")


def main(path: Path) -> None:
    """Print what the clusters of one file come to."""
    clusters = load_clusters(path)
    with tempfile.TemporaryDirectory() as room:
        score = score_clusters(clusters, *group_clusters(clusters, Path(room)))
    print("\n".join([*score.lines, *score.figures()]))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
