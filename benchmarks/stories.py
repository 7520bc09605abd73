"""How well articles are grouped into stories, and answers into those that say the same, on public sets outside of the project.

``stories``: B-cubed precision, recall and F1 (Bagga and Baldwin 1998) of the stories of one JSON Lines file of articles
(``title``, ``text``, ``date``, ``source_domain``, ``url``, ``event_id``: giveme5w1h). ``answers``: for each question of one
JSON file (NANCO) the balanced accuracy over all pairs of answers, same or not by the annotators' common clusters, and the
mean over questions.

Usage: python benchmarks/stories.py [--stories FILE.jsonl] [--answers FILE.json] [--readings FOLDER] [--errors]
"""

from __future__ import annotations

import argparse
import json
import pickle
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from hashlib import sha256
from itertools import combinations
from pathlib import Path
from typing import Any

from dateline.group import group_articles, same_statement
from dateline.link import link_readings
from dateline.model import Article, Block, Reading, article_id, normalize_text
from dateline.read import read_article


def make_article(row: Mapping[str, Any]) -> Article:
    """An article of a row: its title is the headline, the rest body, the date given."""
    head = normalize_text(row["title"])
    text = normalize_text(f"{row['title']}\n{row['text']}")
    blocks = (Block("headline", 0, len(head), "en"), Block("body", len(head) + 1, len(text), "en"))
    return Article(
        id=article_id(row["url"], row["source_domain"], text),
        source=row["url"],
        url=row["url"],
        outlet=row["source_domain"],
        lang="en",
        headline=head,
        published=row["date"][:10],
        published_basis="given",
        text=text,
        blocks=blocks,
        source_class="reporting",
    )


def read_kept(article: Article, folder: Path | None) -> Reading:
    """The reading of an article; with a folder, read once for all runs."""
    if folder is None:
        return read_article(article)
    path = folder / f"{sha256(article.text.encode()).hexdigest()[:24]}.pickle"
    if path.exists():
        kept: Reading = pickle.loads(path.read_bytes())  # noqa: S301  # our own file
        return kept
    made = read_article(article)
    path.write_bytes(pickle.dumps(made))
    return made


def b_cubed(gold: Mapping[str, str], given: Mapping[str, str]) -> tuple[float, float, float]:
    """Precision, recall and F1 over the articles of ``gold``."""
    of_gold, of_given = _members(gold), _members(given)
    precision = recall = 0.0
    for item, event in gold.items():
        shared = len(of_gold[event] & of_given[given[item]])
        precision += shared / len(of_given[given[item]]) / len(gold)
        recall += shared / len(of_gold[event]) / len(gold)
    return precision, recall, 2 * precision * recall / (precision + recall)


def _members(named: Mapping[str, str]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for item, name in named.items():
        found[name].add(item)
    return found


def score_stories(path: Path, folder: Path | None, *, errors: bool) -> None:
    """Print the figures of one file of articles."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    articles = {make_article(r).id: make_article(r) for r in rows}
    events = {make_article(r).id: str(r["event_id"]) for r in rows}
    readings = [read_kept(a, folder) for a in articles.values()]
    ledger = link_readings(list(articles.values()), readings)
    start = time.process_time()
    grouping = group_articles(list(articles.values()), readings, ledger.entities, ledger.of_chain)
    spent = time.process_time() - start
    given = {p.article: p.story for p in grouping.placements}
    precision, recall, f1 = b_cubed(events, given)
    print(
        f"{path.name}: {len(articles)} articles, {len(set(given.values()))} stories of {len(set(events.values()))} events"
    )
    print(f"  B-cubed P {precision:.3f} R {recall:.3f} F1 {f1:.3f}; grouped at {len(articles) / spent:.0f} articles/s")
    if errors:
        _print_splits(articles, events, given)


def _print_splits(articles: Mapping[str, Article], events: Mapping[str, str], given: Mapping[str, str]) -> None:
    for event, members in sorted(_members(events).items()):
        parts = _members({m: given[m] for m in members})
        if len(parts) > 1:
            print(f"  event {event} in {len(parts)} stories")
            for part in sorted(parts.values(), key=len)[:-1]:
                print("    ", [(articles[m].published, articles[m].headline) for m in sorted(part)])
    for story, members in sorted(_members(given).items()):
        if len({events[m] for m in members}) > 1:
            print(f"  story {story} of several events", [articles[m].headline for m in sorted(members)])


def score_answers(path: Path) -> None:
    """Print the balanced accuracy of each question and their mean."""
    scores = []
    for question in json.loads(path.read_text(encoding="utf-8")):
        answers = question["answers"]
        right: dict[bool, list[bool]] = {True: [], False: []}
        for a, b in combinations(answers, 2):
            same = a["cluster_global"] == b["cluster_global"]
            right[same].append(same_statement(a["Answer"], b["Answer"], ("en", "en")) == same)
        score = sum(sum(r) / len(r) for r in right.values()) / 2
        scores.append(score)
        print(f"  {question['question']}: {score:.3f} over {len(right[True])} same and {len(right[False])} other pairs")
    print(f"{path.name}: balanced accuracy {sum(scores) / len(scores):.3f}")


def main(argv: Sequence[str] | None = None) -> None:
    """Score what is given."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--stories", type=Path)
    parser.add_argument("--answers", type=Path)
    parser.add_argument("--readings", type=Path)
    parser.add_argument("--errors", action="store_true")
    options = parser.parse_args(argv)
    if options.stories:
        score_stories(options.stories, options.readings, errors=options.errors)
    if options.answers:
        score_answers(options.answers)


if __name__ == "__main__":
    main()
